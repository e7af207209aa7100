#include "catalog/reader.h"
#include "catalog/user_catalog.h"
#include "model/storage/document_file.h"
#include "tests/app/program.h"
#include "tests/support/sample_hall.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace hallwright;

/// The user's catalog as its user meets it: from the command line, and in halls planned with it.
class OwnCatalogTest : public QObject {
    Q_OBJECT

    using Run = test::ProgramRun;
    Run run(const QStringList& arguments) const {
        return test::runProgram(arguments, m_folder->path());
    }
    QString hall() const { return m_folder->filePath("test.hall"); }
    std::filesystem::path data() const { return m_folder->filePath("data").toStdString(); }
    std::filesystem::path own() const {
        return m_folder->filePath("hallwright/catalog").toStdString();
    }
    void override(const QString& value) const {
        const Run done =
            run({"catalog", "override", "test-rack", "mass.total", value, "--why", "lab"});
        QVERIFY2(done.exitCode == 0, qPrintable(done.err));
    }
    /// "1200 user-catalog *, 1000 test": what the hall has of the mass of its rack.
    QString readings() const {
        const Run shown = run({"readings", hall(), "test-rack", "mass.total", "--json"});
        const QJsonObject datum =
            QJsonDocument::fromJson(shown.out.toUtf8()).array().at(0).toObject();
        QStringList out;
        for (const QJsonValue& row : datum.value("readings").toArray())
            out += QString("%1 %2%3")
                       .arg(row.toObject().value("value").toDouble())
                       .arg(row.toObject().value("source").toString(),
                            out.size() + 1 == datum.value("chosen").toInt() ? " *" : "");
        return out.join(", ");
    }
    void write(const char* name, const QByteArray& text) const {
        std::filesystem::create_directories((own() / name).parent_path());
        QFile file(QString::fromStdString((own() / name).string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        std::filesystem::create_directories(data() / "catalog");
        std::filesystem::copy(test::sourceFolder() / "tests/parts", data() / "catalog",
                              std::filesystem::copy_options::recursive);
        qputenv("HALLWRIGHT_DATA", QByteArray::fromStdString(data().string()));
    }
    void cleanup() {
        qunsetenv("HALLWRIGHT_DATA");
        m_folder.reset();
    }

    void aHallTellsTheCatalogsWordFromItsOwn() {
        override("1200 kg");
        const Result<Catalog> shipped = readCatalog(data() / "catalog");
        VERIFY_OK(shipped);
        const Result<Catalog> both = layered(*shipped, own());
        VERIFY_OK(both);
        test::SampleHall made(*both);
        made.rack(made.shipped("test-rack"));
        VERIFY_OK(saveDocument(newDocument(made.hall), hall().toStdString()));
        const QString planned = readings();
        QVERIFY2(planned.startsWith("1200 user-catalog *, 1000 "), qPrintable(planned));
        QCOMPARE(run({"parts", hall(), "--changed"}).exitCode, 0);
        QVERIFY(!run({"parts", hall(), "--changed"}).out.contains("1200"));

        const Run byHand = run({"readings", hall(), "test-rack", "mass.total", "--value", "1300 kg",
                                "--why", "weighed here"});
        QVERIFY2(byHand.exitCode == 0, qPrintable(byHand.err));
        QVERIFY2(readings().contains("1300 user *"), qPrintable(readings()));
        QVERIFY2(readings().contains("1200 user-catalog"), qPrintable(readings()));

        override("1250 kg");
        const QString told = run({"parts", hall(), "--changed"}).out;
        QVERIFY2(told.contains("test-rack"), qPrintable(told));
        QCOMPARE(run({"parts", hall(), "--update"}).exitCode, 0);
        QVERIFY2(readings().contains("1300 user *"), qPrintable(readings()));
        QVERIFY2(readings().contains("1250 user-catalog"), qPrintable(readings()));
        QVERIFY2(!readings().contains("1200"), qPrintable(readings()));
        QCOMPARE(run({"readings", hall(), "test-rack", "mass.total", "--withdraw"}).exitCode, 0);
        QVERIFY2(readings().contains("1250 user-catalog *"), qPrintable(readings()));
        QVERIFY2(!readings().contains("1300"), qPrintable(readings()));
    }

    void aFaultOfTheUsersDoesNotTakeTheShippedPartsAway() {
        write("parts/ours.toml", "[test-rack]\nmass.total = 5\n");
        const Run list = run({"catalog", "list", "test-rack"});
        QCOMPARE(list.exitCode, 0);
        QVERIFY2(list.out.contains("test-rack"), qPrintable(list.out));
        QVERIFY2(list.err.contains("catalog check --user"), qPrintable(list.err));
        QVERIFY2(list.err.contains("parts/ours.toml:2"), qPrintable(list.err));
        QCOMPARE(run({"catalog", "check", "--user"}).exitCode, 3);
        QCOMPARE(run({"catalog", "retire", "test-rack"}).exitCode, 3);
    }

    void aReadingIsChosenByItsNumber() {
        override("1200 kg");
        const Run shown = run({"catalog", "choose", "test-rack", "mass.total"});
        QCOMPARE(shown.exitCode, 0);
        QVERIFY2(shown.out.startsWith("* 1  1200 kg, Your own catalog, grade D, "),
                 qPrintable(shown.out));
        QVERIFY2(shown.out.contains("\n  2  1000 kg, "), qPrintable(shown.out));
        QCOMPARE(run({"catalog", "choose", "test-rack", "mass.total", "3"}).exitCode, 2);
        QCOMPARE(run({"catalog", "choose", "test-rack", "mass.total", "2kg"}).exitCode, 2);
        const Run done = run({"catalog", "choose", "test-rack", "mass.total", "2"});
        QVERIFY2(done.exitCode == 0, qPrintable(done.err));
        const QString part = run({"catalog", "show", "test-rack"}).out;
        QVERIFY2(part.contains("* 1000 kg"), qPrintable(part));
        QVERIFY2(part.contains("chosen: chosen by you, 20"), qPrintable(part));
    }

    void anOverrideSaysWhatItTookOver() {
        const QStringList power = {"catalog", "override", "test-rack", "power.tdp",
                                   "101 kW",  "--why",    "lab"};
        const Run said = run(power + QStringList{"--at", "ac-input", "--includes", "fans"});
        QVERIFY2(said.exitCode == 0, qPrintable(said.err));
        QVERIFY2(!said.out.contains("taken over"), qPrintable(said.out));
        const Run again = run(power);
        QVERIFY2(again.out.contains("taken over from the value it corrects: at ac-input, includes "
                                    "fans"),
                 qPrintable(again.out));
        // A document says its own plane and contents: nothing is put into its mouth.
        write("sources.toml", "[shelf]\ntitle = \"Data sheet\"\nkind = \"vendor\"\n");
        const Run cited = run(power + QStringList{"--source", "shelf", "--grade", "A"});
        QVERIFY2(cited.exitCode == 0, qPrintable(cited.err));
        QVERIFY2(!cited.out.contains("taken over"), qPrintable(cited.out));
        const std::string text = test::readFile(own() / "parts/own.toml");
        const std::size_t at = text.find("source = \"shelf\"");
        QVERIFY2(at != std::string::npos, text.c_str());
        const std::string line = text.substr(at, text.find('\n', at) - at);
        QVERIFY2(line.find("fans") == std::string::npos, line.c_str());
        QVERIFY2(line.find("ac-input") == std::string::npos, line.c_str());
        const Run graded = run(power + QStringList{"--grade", "A"});
        QCOMPARE(graded.exitCode, 2);
        QVERIFY2(graded.err.contains("grade D"), qPrintable(graded.err));
    }
};

HALL_TEST(OwnCatalogTest)
#include "own_catalog_test.moc"
