#include "catalog/reader.h"
#include "tests/app/program.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <sys/stat.h>

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
        QVERIFY2(asked.out.contains("12 files: 8 parts made"), qPrintable(asked.out));
        QVERIFY2(asked.out.contains("leaf-12.yaml: acme-leaf-12, switch since"),
                 qPrintable(asked.out));
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
        QCOMPARE(report.value("files").toArray().size(), 12);
        const QJsonObject leaf = report.value("files").toArray().at(1).toObject();
        QCOMPARE(leaf.value("kind").toString(), QString("switch"));
        QCOMPARE(leaf.value("kind_since").toString(), QString("its comments call it a switch"));
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
        QVERIFY(QDir().mkpath(file("catalog/parts")));
        const Run asked = run({"import", fixture("library"), "-o", file("catalog/parts/acme.toml"),
                               "--as-of", "2026-03"});
        QCOMPARE(asked.exitCode, 0);
        // Of a catalog folder sources stand in a folder of their own.
        QVERIFY(QFile::exists(file("catalog/sources/acme.toml")));
        QCOMPARE(QDir(file("catalog/parts")).entryList(QDir::Files), QStringList("acme.toml"));
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

    void whatTheUserSaysOfAnImportedPartOutlivesTheNextImport() {
        QCOMPARE(run({"import", fixture("library"), "--user"}).exitCode, 0);
        QCOMPARE(run({"override", "acme-leaf-12", "power.tdp", "900 W", "--why", "lab"}).exitCode,
                 0);
        const Run again = run({"import", fixture("library"), "--user"});
        QCOMPARE(again.exitCode, 0);
        QVERIFY2(again.out.contains("catalog remove --import netbox-library-import takes it back"),
                 qPrintable(again.out));
        QVERIFY(run({"show", "acme-leaf-12"}).out.contains("* 900 W"));
        const Run held = run({"remove", "--import", "netbox-library-import"});
        QVERIFY2(held.exitCode != 0 && held.err.contains("acme-leaf-12"), qPrintable(held.err));
        QCOMPARE(run({"remove", "acme-leaf-12"}).exitCode, 0);
        QCOMPARE(run({"remove", "--import", "netbox-library-import"}).exitCode, 0);
        QCOMPARE(run({"show", "acme-leaf-12"}).exitCode, 2);
        QCOMPARE(run({"remove", "--import", "netbox-library-import"}).exitCode, 2);
    }

    void aFileOfAnotherIsNotOverwritten() {
        for (const char* name : {"hall.hall", "mine.toml"}) {
            QFile other(file(name));
            QVERIFY(other.open(QIODevice::WriteOnly));
            other.write("# mine");
            other.close();
            QVERIFY(run({"import", fixture("library"), "-o", file(name)}).exitCode != 0);
            QCOMPARE(textOf(file(name)), QString("# mine"));
        }
        const QString parts = file("parts.toml");
        QCOMPARE(run({"import", fixture("library"), "-o", parts}).exitCode, 0);
        const QString first = textOf(parts);
        QCOMPARE(run({"import", fixture("library"), "-o", parts}).exitCode, 0);
        QCOMPARE(textOf(parts), first);
        QCOMPARE(run({"import", fixture("library"), "--report", file("a.hall")}).exitCode, 2);
        QCOMPARE(run({"index", "-o", file("hall.hall")}).exitCode, 2);
        QFile database(file("mine.sqlite"));
        QVERIFY(database.open(QIODevice::WriteOnly));
        database.write("not an index");
        database.close();
        QVERIFY(run({"index", "-o", file("mine.sqlite")}).exitCode != 0);
        QCOMPARE(textOf(file("mine.sqlite")), QString("not an index"));
        QCOMPARE(run({"index", "-o", file("index.sqlite")}).exitCode, 0);
        QCOMPARE(run({"index", "-o", file("index.sqlite")}).exitCode, 0);
    }

    void aPipeInTheUsersCatalogIsTold() {
        QVERIFY(QDir().mkpath(m_folder->filePath("hallwright/catalog/parts")));
        const std::string pipe =
            m_folder->filePath("hallwright/catalog/parts/pipe.toml").toStdString();
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        const Run check = run({"check", "--user"});
        QCOMPARE(check.exitCode, 3);
        QVERIFY2(check.out.contains("pipe.toml: the file cannot be read"), qPrintable(check.out));
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
