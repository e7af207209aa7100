#include "catalog/reader.h"
#include "tests/app/program.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace hallwright;

class ImportCommandTest : public QObject {
    Q_OBJECT

    using Run = test::ProgramRun;
    Run run(QStringList arguments) const {
        return test::runProgram(QStringList{"catalog"} + arguments, m_folder->path());
    }
    QString file(const char* name) const { return m_folder->filePath(name); }
    static QString fixture(const char* name) {
        return QString::fromStdString(
            (test::sourceFolder() / "tests/catalog/netbox" / name).string());
    }
    static QString textOf(const QString& name) {
        QFile in(name);
        return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()) : QString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", file("own").toUtf8());
    }
    void cleanup() { qunsetenv("XDG_DATA_HOME"); }

    void aReportAloneWritesNothing() {
        const Run asked = run({"import", fixture("library")});
        QCOMPARE(asked.exitCode, 0);
        QVERIFY2(asked.out.contains("11 files: 8 parts made"), qPrintable(asked.out));
        QVERIFY2(asked.out.contains("leaf-12.yaml: acme-leaf-12, without"), qPrintable(asked.out));
        QVERIFY(!QDir(file("own")).exists());
    }

    void malformedYamlEndsWithItsLine() {
        const Run asked = run({"import", fixture("bad/malformed.yaml")});
        QCOMPARE(asked.exitCode, 3);
        QVERIFY2(asked.out.contains("malformed.yaml: not taken: line 6: this is not YAML"),
                 qPrintable(asked.out));
    }

    void theReportIsReadByPrograms() {
        const Run asked = run({"import", fixture("library"), "--json"});
        QCOMPARE(asked.exitCode, 0);
        const QJsonObject report = QJsonDocument::fromJson(asked.out.toUtf8()).object();
        QCOMPARE(report.value("parts").toInt(), 8);
        QCOMPARE(report.value("files").toArray().size(), 11);
        QVERIFY(
            report.value("sources").toArray().at(0).toObject().value("note").toString().contains(
                "licence"));
    }

    void theReportGoesToAFileAndTheSumsStayHere() {
        const Run asked = run({"import", fixture("bad"), "--report", file("report.txt")});
        QCOMPARE(asked.exitCode, 0);
        QVERIFY2(!asked.out.contains("line 6"), qPrintable(asked.out));
        QVERIFY2(asked.out.contains("18 files: 4 parts made"), qPrintable(asked.out));
        QVERIFY(textOf(file("report.txt")).contains("line 6: this is not YAML"));
    }

    void whatIsWrittenIsACatalog() {
        QVERIFY(QDir().mkpath(file("catalog/parts")) && QDir().mkpath(file("catalog/sources")));
        const Run asked = run({"import", fixture("library"), "-o", file("catalog/parts/acme.toml"),
                               "--as-of", "2026-03"});
        QCOMPARE(asked.exitCode, 0);
        QVERIFY(QFile::rename(file("catalog/parts/acme-sources.toml"),
                              file("catalog/sources/acme.toml")));
        QFile sources(file("catalog/sources.toml")), basis(file("catalog/basis.toml"));
        QVERIFY(sources.open(QIODevice::WriteOnly) && basis.open(QIODevice::WriteOnly));
        basis.write("[design-basis]\nname = \"Basis\"\nkind = \"design-basis\"\n"
                    "status = \"generic\"\n");
        basis.close();
        const Result<Catalog> read = readCatalog(file("catalog").toStdString());
        VERIFY_OK(read);
        const PartPtr part = read->find("acme-leaf-12");
        QVERIFY(part);
        QCOMPARE(part->find(Property::mass)->reading().asOf, std::string("2026-03"));
    }

    void partsGoIntoTheUsersCatalogAndAreFoundThere() {
        QCOMPARE(run({"import", fixture("library"), "--user"}).exitCode, 0);
        const Run found = run({"show", "acme-leaf-12"});
        QCOMPARE(found.exitCode, 0);
        QVERIFY2(found.out.contains("declared: maximum_draw of its supply"), qPrintable(found.out));
        QCOMPARE(run({"check", "--user"}).exitCode, 0);
        QCOMPARE(run({"import", fixture("library"), "--user"}).exitCode, 0);  // once more
    }

    void whatCannotBeAnsweredIsAUsageFault_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("nothing named") << QStringList{} << 2;
        QTest::newRow("two folders") << QStringList{"a", "b"} << 2;
        QTest::newRow("no such option") << QStringList{"a", "--force"} << 2;
        QTest::newRow("no date") << QStringList{fixture("library"), "--as-of", "soon"} << 2;
        QTest::newRow("no such folder") << QStringList{"nowhere"} << 3;
    }
    void whatCannotBeAnsweredIsAUsageFault() {
        QFETCH(QStringList, words);
        QFETCH(int, exitCode);
        const Run asked = run(QStringList{"import"} + words);
        QCOMPARE(asked.exitCode, exitCode);
        QVERIFY(!asked.err.isEmpty());
    }

    void aPlaceThatCannotBeWrittenIsSaid() {
        const Run asked = run({"import", fixture("library"), "-o", file("none/parts.toml")});
        QCOMPARE(asked.exitCode, 3);
        QVERIFY2(asked.err.contains("cannot be written"), qPrintable(asked.err));
    }
};

HALL_TEST(ImportCommandTest)
#include "import_command_test.moc"
