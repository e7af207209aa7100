#include "tests/catalog/catalog_fixture.h"
#include "tests/support/test.h"

#include <QProcess>

using hallwright::test::CatalogFixture;
using hallwright::test::cduWith;

/// `hallwright catalog` as a user starts it, on a catalog of two parts.
class CatalogCommandTest : public QObject {
    Q_OBJECT

    struct Run {
        int exitCode = -1;
        QString out, err;
    };
    Run run(const QStringList& words) const {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CACHE_HOME", QString::fromStdString(m_data.file("cache").string()));
        environment.insert("HALLWRIGHT_DATA", QString::fromStdString(m_data.folder().string()));
        process.setProcessEnvironment(environment);
        process.start(HALLWRIGHT_BINARY_DIR "/bin/hallwright", QStringList{"catalog"} + words);
        Run result;
        if (!process.waitForFinished(60000)) return result;
        result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
        result.out = QString::fromUtf8(process.readAllStandardOutput());
        result.err = QString::fromUtf8(process.readAllStandardError());
        return result;
    }

    CatalogFixture m_data{""};

private Q_SLOTS:
    void initTestCase() {
        // The fixture's files, one folder down, where HALLWRIGHT_DATA has its catalog.
        for (const char* file : {"sources.toml", "basis.toml"})
            m_data.write(std::string("catalog/") + file,
                         hallwright::test::readFile(m_data.file(file)));
        m_data.write(
            "catalog/parts/p.toml",
            cduWith("aliases = [\"Old name\"]") +
                "[thing-two]\nname = \"Second thing\"\nkind = \"tray\"\nstatus = \"generic\"\n");
    }

    void listShowsAllOrOneKind() {
        const Run all = run({"list"});
        QCOMPARE(all.err, QString());
        QCOMPARE(all.exitCode, 0);
        QCOMPARE(all.out, QString("design-basis  design-basis  generic  Design basis\n"
                                  "thing         cdu           generic  Thing\n"
                                  "thing-two     tray          generic  Second thing\n"));
        QCOMPARE(run({"list", "--kind", "tray"}).out,
                 QString("thing-two  tray  generic  Second thing\n"));
        QCOMPARE(run({"list", "--kind", "toaster"}).exitCode, 2);
        QVERIFY(run({"list", "--json"}).out.startsWith("[\n{"));
    }

    void showTakesIdThenAliasThenSearch() {
        const Run byId = run({"show", "thing"});
        QCOMPARE(byId.exitCode, 0);
        QVERIFY2(byId.out.startsWith("Thing\nCoolant distribution unit, generic, thing\n"),
                 qPrintable(byId.out));
        QCOMPARE(run({"show", "old", "NAME"}).out, byId.out);
        const Run both = run({"show", "thin"});
        QCOMPARE(both.exitCode, 0);
        QCOMPARE(both.out, QString("thing      cdu   generic  Thing\n"
                                   "thing-two  tray  generic  Second thing\n"));
    }

    void aNameThatFindsNothingIsUsage() {
        const Run none = run({"show", "nothing"});
        QCOMPARE(none.exitCode, 2);
        QCOMPARE(none.out, QString());
        QCOMPARE(none.err,
                 QString("No part is called \"nothing\", and none has these words in its name; "
                         "catalog list shows all parts.\n"));
    }

    void checkTellsFaultsWithTheFileExit() {
        const Run good = run({"check"});
        QCOMPARE(good.exitCode, 0);
        QVERIFY2(good.out.contains("3 parts, 2 sources: 0 errors, 1 warning\n"),
                 qPrintable(good.out));
        const CatalogFixture bad(cduWith("mass.total = 7"));
        const Run told = run({"check", QString::fromStdString(bad.folder().string())});
        QCOMPARE(told.exitCode, 3);
        QVERIFY2(
            told.out.contains("parts/p.toml:5: part thing, mass.total: a bare number is refused"),
            qPrintable(told.out));
        QCOMPARE(run({"check", "/nowhere/at/all"}).exitCode, 3);
    }

    void otherWordsAreUsage() {
        QCOMPARE(run({}).exitCode, 2);
        QCOMPARE(run({"weigh"}).exitCode, 2);
        QCOMPARE(run({"list", "--loud"}).exitCode, 2);
        QCOMPARE(run({"show"}).exitCode, 2);
    }
};

HALL_TEST(CatalogCommandTest)
#include "catalog_command_test.moc"
