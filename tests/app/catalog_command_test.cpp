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
        environment.insert("XDG_DATA_HOME", QString::fromStdString(m_data.file("data").string()));
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
                "[thing-two]\nname = \"Second thing\"\nkind = \"tray\"\nstatus = \"generic\"\n"
                "power.tdp = [ { value = 1.5, unit = \"kW\", source = \"maker\", grade = \"A\", "
                "as_of = \"2026\" } ]\n");
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

    void listTakesWordsAndFilters() {
        QCOMPARE(run({"list", "second"}).out, QString("thing-two  tray  generic  Second thing\n"));
        QCOMPARE(run({"list", "--power", "1kW..2kW"}).out, QString("thing-two  tray  generic  "
                                                                   "Second thing\n"));
        QCOMPARE(run({"list", "--power", "2kW.."}).out, QString());
        QCOMPARE(run({"list", "--power", "2kW"}).exitCode, 2);
        QCOMPARE(run({"list", "--power", "2kg..3kg"}).exitCode, 2);
        QCOMPARE(run({"list", "--status", "shipping"}).out, QString());
        QCOMPARE(run({"list", "xyzzy"}).exitCode, 2);
    }

    void showTakesIdThenAliasThenSearch() {
        const Run byId = run({"show", "thing"});
        QCOMPARE(byId.exitCode, 0);
        QVERIFY2(byId.out.startsWith("Thing\nCoolant distribution unit, generic, thing\n"),
                 qPrintable(byId.out));
        QCOMPARE(run({"show", "old", "NAME"}).out, byId.out);
        const Run both = run({"show", "thin"});
        QCOMPARE(both.exitCode, 0);
        QVERIFY2(both.out.contains("thing\n  Thing, Coolant") &&
                     both.out.contains("thing-two\n  Second thing, Compute tray"),
                 qPrintable(both.out));
    }

    void aNameThatFindsNothingIsUsageAndSaysWhatIsNear() {
        const Run none = run({"show", "xyzzy"});
        QCOMPARE(none.exitCode, 2);
        QCOMPARE(none.out, QString());
        QCOMPARE(none.err, QString("hallwright: no part is called \"xyzzy\", and none has these "
                                   "words in its name; catalog list shows all parts\n"));
        const Run near = run({"show", "thign"});
        QCOMPARE(near.exitCode, 2);
        QVERIFY2(near.err.contains("near it are thing"), qPrintable(near.err));
    }

    void checkTellsFaultsWithTheFileExit() {
        const Run good = run({"check"});
        QCOMPARE(good.exitCode, 0);
        QVERIFY2(good.out.contains("3 parts, 2 sources: 0 errors, 0 warnings\n"),
                 qPrintable(good.out));
        QVERIFY(run({"check", "--json"}).out.startsWith("{"));
        const CatalogFixture bad(cduWith("mass.total = 7"));
        const Run told = run({"check", QString::fromStdString(bad.folder().string())});
        QCOMPARE(told.exitCode, 3);
        QVERIFY2(
            told.out.contains("parts/p.toml:5: part thing, mass.total: a bare number is refused"),
            qPrintable(told.out));
        QCOMPARE(run({"check", "/nowhere/at/all"}).exitCode, 3);
    }

    void theUsersCatalogIsWrittenAndChecked() {
        const QStringList override = {"override", "thing-two", "power.tdp", "1.8 kW"};
        QCOMPARE(run(override).exitCode, 2);
        const Run changed = run(override + QStringList{"--why", "measured"});
        QCOMPARE(changed.err, QString());
        QCOMPARE(changed.exitCode, 0);
        const QString shown = run({"show", "thing-two"}).out;
        QVERIFY2(shown.contains("shipped, changed by your catalog"), qPrintable(shown));
        QVERIFY2(shown.contains("* 1.8 kW\n      Your own catalog, grade D, "), qPrintable(shown));
        QVERIFY2(shown.contains("chosen: measured"), qPrintable(shown));
        QVERIFY2(shown.contains("- 1.5 kW"), qPrintable(shown));
        const Run off = run({"override", "thing-two", "power.tdp", "18 MW", "--why", "x"});
        QCOMPARE(off.exitCode, 3);
        QCOMPARE(run({"override", "thing-two", "power.tdp", "18 kg", "--why", "x"}).exitCode, 2);
        QCOMPARE(run({"override", "thing-two", "power.max", "1", "--why", "x"}).exitCode, 2);
        QCOMPARE(run({"override", "none", "power.tdp", "1 kW", "--why", "x"}).exitCode, 2);

        QCOMPARE(run({"duplicate", "thing-two", "mine", "My tray"}).out,
                 QString("mine  tray  generic  My tray\n"));
        QCOMPARE(run({"retire", "mine"}).exitCode, 0);
        QVERIFY(!run({"list"}).out.contains("mine"));
        QVERIFY(run({"list", "--retired"}).out.contains("mine"));
        QVERIFY(
            run({"show", "mine"}).out.contains("Compute tray, blade or system, retired, mine\n"));
        QCOMPARE(run({"restore", "mine"}).exitCode, 0);
        QVERIFY(run({"list"}).out.contains("mine"));
        QCOMPARE(run({"list", "--own"}).out, QString("mine       tray  generic  My tray\n"
                                                     "thing-two  tray  generic  Second thing\n"));
        const Run check = run({"check", "--user"});
        QCOMPARE(check.exitCode, 0);
        QVERIFY2(check.out.startsWith("2 parts, "), qPrintable(check.out));
        QCOMPARE(run({"remove", "mine"}).out, QString("mine is gone from your catalog\n"));
        QCOMPARE(run({"remove", "thing-two"}).exitCode, 0);
        QVERIFY(!run({"show", "thing-two"}).out.contains("Your own catalog"));
    }

    void anIndexIsWrittenWhereItIsAsked() {
        const QString file = QString::fromStdString(m_data.file("made.sqlite").string());
        QCOMPARE(run({"index", "-o", file}).exitCode, 0);
        QVERIFY(QFile::exists(file));
        QCOMPARE(run({"index", "/nowhere", "-o", file}).exitCode, 3);
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
