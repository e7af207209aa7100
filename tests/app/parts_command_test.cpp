#include "catalog/reader.h"
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

/// The commands that look at the parts of a hall and change them, on a catalog of test parts.
class PartsCommandTest : public QObject {
    Q_OBJECT

    using Run = test::ProgramRun;
    Run run(const QStringList& arguments) const {
        return test::runProgram(arguments, m_folder->path());
    }
    QString file(const char* name) const { return m_folder->filePath(name); }
    QString hall() const { return file("test.hall"); }
    void writeFile(const QString& name, const QByteArray& bytes) const {
        QFile out(name);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }
    static QByteArray bytesOf(const QString& name) {
        QFile in(name);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    /// The catalog says another mass of the test rack.
    void changeCatalog() const {
        const QString parts = file("data/catalog/parts/test-parts.toml");
        QByteArray text = bytesOf(parts);
        const qsizetype at = text.indexOf("mass.total = [ { value = 1000");
        QVERIFY(at > 0);
        text.replace(at, qsizetype(29), "mass.total = [ { value = 1200");
        writeFile(parts, text);
    }
    double mass() const {
        const Run shown = run({"readings", hall(), "test-rack", "mass.total", "--json"});
        const QJsonObject datum =
            QJsonDocument::fromJson(shown.out.toUtf8()).array().at(0).toObject();
        const int chosen = datum.value("chosen").toInt();
        return datum.value("readings")
            .toArray()
            .at(chosen - 1)
            .toObject()
            .value("value")
            .toDouble();
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        const std::filesystem::path data(m_folder->filePath("data").toStdString());
        std::filesystem::create_directories(data / "catalog");
        std::filesystem::copy(test::sourceFolder() / "tests/parts", data / "catalog",
                              std::filesystem::copy_options::recursive);
        qputenv("HALLWRIGHT_DATA", m_folder->filePath("data").toUtf8());
        qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
        const Result<Catalog> catalog = readCatalog(data / "catalog");
        VERIFY_OK(catalog);
        test::SampleHall made(*catalog);
        made.rack(made.shipped("test-rack"));
        made.shipped("test-cdu");
        VERIFY_OK(saveDocument(newDocument(made.hall), hall().toStdString()));
    }
    void cleanup() {
        qunsetenv("HALLWRIGHT_DATA");
        qunsetenv("XDG_DATA_HOME");
        m_folder.reset();
    }

    void partsAreListedWithHowTheyStandToTheCatalog() {
        const Run text = run({"parts", hall()});
        QVERIFY2(text.exitCode == 0, qPrintable(text.err));
        QVERIFY(text.out.contains("test-rack"));
        const Run json = run({"parts", hall(), "--json"});
        bool found = false;
        for (const QJsonValue& row : QJsonDocument::fromJson(json.out.toUtf8()).array())
            if (row.toObject().value("id").toString() == "test-rack") {
                found = true;
                QCOMPARE(row.toObject().value("catalog").toString(), QString("same"));
                QVERIFY(row.toObject().value("change").isNull());
            }
        QVERIFY(found);
    }

    void newerDataAreToldAndTakenOnlyWhenAsked() {
        QCOMPARE(run({"parts", hall(), "--changed"}).out,
                 QString("The catalog says nothing else of the parts of this hall.\n"));
        changeCatalog();
        const QString told = "test-rack  Test rack\n  mass.total  1,000\u00a0kg → 1,200\u00a0kg\n";
        QCOMPARE(run({"parts", hall(), "--changed"}).out, told);
        QCOMPARE(mass(), 1000.0);
        const Run updated = run({"parts", hall(), "--update"});
        QVERIFY2(updated.exitCode == 0, qPrintable(updated.err));
        QCOMPARE(updated.out, "Update Test rack\n" + told);
        QCOMPARE(mass(), 1200.0);
        const Run again = run({"parts", hall(), "--update", "test-rack"});
        QCOMPARE(again.exitCode, 3);
        QCOMPARE(again.err, QString("hallwright: The catalog says nothing new of these parts\n"));
    }

    void aValueOfOnesOwnStaysThroughAnUpdate() {
        QCOMPARE(run({"readings", hall(), "Test rack", "mass.total", "--value", "1100 kg", "--why",
                      "Weighed"})
                     .exitCode,
                 0);
        changeCatalog();
        QCOMPARE(run({"parts", hall(), "--update"}).exitCode, 0);
        QCOMPARE(mass(), 1100.0);
        QVERIFY(run({"parts", hall()}).out.contains("1 value entered"));
        QCOMPARE(run({"readings", hall(), "test-rack", "mass.total", "--withdraw"}).exitCode, 0);
        QCOMPARE(mass(), 1200.0);
    }

    /// What the user's catalog says is the catalog's: a hall takes it over and lays its own on top.
    void aValueOfTheUsersCatalogIsToldFromOneOfTheHall() {
        const auto inCatalog = [&](const char* value) {
            return run({"catalog", "override", "test-rack", "mass.total", value, "--why", "lab"});
        };
        const Run entered = inCatalog("1200 kg");
        QVERIFY2(entered.exitCode == 0, qPrintable(entered.err));
        QVERIFY(run({"parts", hall(), "--changed"}).out.contains("1,000\u00a0kg → 1,200\u00a0kg"));
        QCOMPARE(run({"parts", hall(), "--update"}).exitCode, 0);
        QCOMPARE(mass(), 1200.0);
        QVERIFY(!run({"parts", hall()}).out.contains("entered"));
        QCOMPARE(run({"readings", hall(), "test-rack", "mass.total", "--value", "1100 kg", "--why",
                      "Weighed"})
                     .exitCode,
                 0);
        const Run three = run({"readings", hall(), "test-rack", "mass.total"});
        QVERIFY2(three.out.contains("  3  1,100") || three.out.contains("* 3"),
                 qPrintable(three.out));
        QCOMPARE(inCatalog("1300 kg").exitCode, 0);
        const Run told = run({"parts", hall(), "--changed"});
        QVERIFY2(told.out.contains("1,200\u00a0kg → 1,300\u00a0kg; yours stays chosen"),
                 qPrintable(told.out));
        QCOMPARE(run({"parts", hall(), "--update"}).exitCode, 0);
        QCOMPARE(mass(), 1100.0);
        QCOMPARE(run({"readings", hall(), "test-rack", "mass.total", "--withdraw"}).exitCode, 0);
        QCOMPARE(mass(), 1300.0);
        QVERIFY(run({"parts", hall(), "--changed"}).out.contains("says nothing else"));
    }

    void readingsAreChosenByNumberAndByRule() {
        QCOMPARE(run({"readings", hall(), "test-rack", "mass.total", "--value", "900 kg", "--why",
                      "Weighed"})
                     .exitCode,
                 0);
        QCOMPARE(run({"readings", hall(), "test-rack", "mass.total", "--choose", "1"}).exitCode, 0);
        QCOMPARE(mass(), 1000.0);
        QCOMPARE(run({"readings", hall(), "--prefer", "lowest"}).exitCode, 0);
        QCOMPARE(mass(), 900.0);
        const Run list = run({"readings", hall(), "test-rack", "mass.total"});
        QVERIFY2(list.out.startsWith("test-rack  mass.total\n    1  1,000\u00a0kg") &&
                     list.out.contains("\n  * 2  900\u00a0kg"),
                 qPrintable(list.out));
    }

    void ownPartsComeAndGo() {
        writeFile(file("own.toml"),
                  "[own-tray]\nname = \"Own tray\"\nkind = \"tray\"\nstatus = \"generic\"\n"
                  "mass.total = [ { value = 30, unit = \"kg\", source = \"test-sheet\", "
                  "grade = \"A\", as_of = \"2026-11\" } ]\n");
        const Run added = run({"parts", hall(), "--add", file("own.toml")});
        QVERIFY2(added.exitCode == 0, qPrintable(added.err));
        QCOMPARE(added.out, QString("Add part Own tray\n"));
        QCOMPARE(run({"parts", hall(), "--add", file("own.toml")}).exitCode, 3);
        QByteArray heavier = bytesOf(file("own.toml"));
        heavier.replace("value = 30", "value = 33");
        writeFile(file("own.toml"), heavier);
        const Run changed = run({"parts", hall(), "--change", file("own.toml")});
        QVERIFY2(changed.exitCode == 0, qPrintable(changed.err));
        QCOMPARE(changed.out, QString("Change part Own tray\n"));
        QVERIFY(run({"readings", hall(), "own-tray"}).out.contains("33\u00a0kg"));
        writeFile(file("other.toml"), heavier.replace("own-tray", "new-tray"));
        QVERIFY(run({"parts", hall(), "--change", file("other.toml")})
                    .err.contains("--add brings new ones in"));
        QCOMPARE(run({"parts", hall(), "--duplicate", "own-tray", "other-tray", "Other tray"}).out,
                 QString("Duplicate Own tray as Other tray\n"));
        QCOMPARE(run({"parts", hall(), "--retire", "other tray"}).exitCode, 0);
        QVERIFY(run({"parts", hall()}).out.contains("retired"));
        QCOMPARE(run({"parts", hall(), "--offer", "other-tray"}).exitCode, 0);
        QCOMPARE(run({"parts", hall(), "--remove", "other-tray"}).exitCode, 0);
        const Run used = run({"parts", hall(), "--remove", "test-rack"});
        QCOMPARE(used.exitCode, 3);
        QVERIFY2(used.err.contains("is used by"), qPrintable(used.err));
    }

    void aFaultInAFileIsToldWithItsLineAndChangesNothing() {
        const QByteArray before = bytesOf(hall());
        writeFile(file("own.toml"),
                  "[own-tray]\nname = \"Own tray\"\nkind = \"tray\"\n"
                  "status = \"generic\"\ncontents = [ { part = \"gone\", count = 2 } ]\n");
        const Run added = run({"parts", hall(), "--add", file("own.toml")});
        QCOMPARE(added.exitCode, 3);
        QVERIFY2(added.err.contains("own.toml:") && added.err.contains("\"gone\""),
                 qPrintable(added.err));
        writeFile(file("own.toml"), "[own-chassis]\nname = \"Own chassis\"\nkind = \"chassis\"\n"
                                    "status = \"generic\"\n"
                                    "contents = [ { part = \"own-chassis\", count = 2 } ]\n");
        QVERIFY(run({"parts", hall(), "--add", file("own.toml")}).err.contains("holds itself"));
        writeFile(file("own.toml"), "[test-rack]\nname = \"Mine\"\n");
        QVERIFY(run({"parts", hall(), "--add", file("own.toml")})
                    .err.contains("the catalog has a part of this id"));
        QCOMPARE(bytesOf(hall()), before);
    }

    void whatCannotBeAnsweredIsRefused_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("why");
        const auto row = [](const char* name, QStringList words, const char* why) {
            QTest::newRow(name) << words << QString(why);
        };
        row("no hall", {"parts"}, "name one hall");
        row("two actions", {"parts", "HALL", "--changed", "--update"}, "do not go together");
        row("json of an update", {"parts", "HALL", "--update", "--json"}, "--json goes with");
        row("a copy without a name", {"parts", "HALL", "--duplicate", "test-rack"}, "id and name");
        row("no such part", {"parts", "HALL", "--retire", "test-rak"}, "did you mean test-rack");
        row("no such property", {"readings", "HALL", "test-rack", "mass.totl"}, "mass.total");
        row("a choice of nothing", {"readings", "HALL", "--choose", "1"}, "say of what");
        row("a word for a number", {"readings", "HALL", "test-rack", "mass.total", "--choose", "x"},
            "number of a reading");
        row("an unknown rule", {"readings", "HALL", "--prefer", "best"}, "best-grade");
        row("no reason", {"readings", "HALL", "test-rack", "mass.total", "--value", "9 kg"},
            "needs a reason");
        row("another dimension",
            {"readings", "HALL", "test-rack", "mass.total", "--value", "9 kW", "--why", "so"},
            "not a mass");
    }
    void whatCannotBeAnsweredIsRefused() {
        QFETCH(QStringList, words);
        QFETCH(QString, why);
        words.replaceInStrings(QStringLiteral("HALL"), hall());
        const Run refused = run(words);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains(why), qPrintable(refused.err));
    }
};

HALL_TEST(PartsCommandTest)
#include "parts_command_test.moc"
