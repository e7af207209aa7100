#include "tests/app/program.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

using hallwright::test::sourceFolder;

/// The program as a user starts it, without a display.
class CommandTest : public QObject {
    Q_OBJECT

    using Run = hallwright::test::ProgramRun;
    Run run(const QStringList& arguments) const {
        return hallwright::test::runProgram(arguments, m_folder.path());
    }
    QString example(const char* name) const {
        return QString::fromStdString(
            (sourceFolder() / "resources/examples" / (std::string(name) + ".toml")).string());
    }
    QString file(const char* name) const { return m_folder.filePath(name); }
    void writeFile(const char* name, const QByteArray& bytes) const {
        QFile out(file(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() {
        const Run planned = run({"plan", example("gb300-unit"), "-o", file("unit.hall")});
        QVERIFY2(planned.exitCode == 0, qPrintable(planned.err));
    }

    void everyExampleGoesThroughEverySubcommand_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc", "gb300-128"})
            QTest::newRow(name) << QString(name);
    }
    void everyExampleGoesThroughEverySubcommand() {
        QFETCH(QString, name);
        const QString hall = file("example.hall");
        QCOMPARE(run({"plan", example(qPrintable(name)), "-o", hall}).exitCode, 0);
        QVERIFY(run({"check", hall, "--severity", "error"}).exitCode <= 1);
        const Run figures = run({"figures", hall, "--json", "--no-ranges"});
        QCOMPARE(figures.exitCode, 0);
        const QJsonObject json = QJsonDocument::fromJson(figures.out.toUtf8()).object();
        QVERIFY(json.value("it.power.tdp").toObject().value("value").toDouble() > 1e5);
        QCOMPARE(json.value("it.power.tdp").toObject().value("unit").toString(), QString("W"));
        QVERIFY(json.value("it.power.tdp").toObject().value("low").isNull());
        QVERIFY(json.value("it.power.tdp").toObject().value("high").isNull());
        QVERIFY(run({"figures", hall, "--explain", "it.power.tdp", "--no-ranges"})
                    .out.startsWith("it.power.tdp: "));
        QVERIFY(run({"bom", hall}).out.startsWith("Section,Part,"));
        QCOMPARE(run({"bom", hall, "-o", file("bom.xlsx")}).exitCode, 0);
        QCOMPARE(run({"dump", hall, "-o", file("dump.json")}).exitCode, 0);
        QCOMPARE(run({"load", file("dump.json"), "-o", file("again.hall")}).exitCode, 0);
        QCOMPARE(
            run({"dump", file("again.hall")}).out,
            QString::fromStdString(hallwright::test::readFile(file("dump.json").toStdString())));
        const Run picture = run({"--screenshot", file("plan.png"), "--size", "1280x800", hall});
        QVERIFY2(picture.exitCode == 0, qPrintable(picture.err));
        QVERIFY(QFile(file("plan.png")).size() > 10000);
    }

    void theUnitIsCleanAtErrorAndNotAtWarning() {
        QCOMPARE(run({"check", file("unit.hall"), "--severity", "error"}).exitCode, 0);
        QCOMPARE(run({"check", file("unit.hall"), "--severity", "warning"}).exitCode, 1);
    }

    void anEditScriptMovesARack() {
        writeFile(
            "move.edits",
            R"({"label":"Move","changes":[{"table":"racks","item":"A01","after":{"locked":1}}]})"
            "\n");
        const Run edited = run(
            {"edit", file("unit.hall"), "--script", file("move.edits"), "-o", file("edited.hall")});
        QVERIFY2(edited.exitCode == 0, qPrintable(edited.err));
        QVERIFY(run({"dump", file("unit.hall")}).out != run({"dump", file("edited.hall")}).out);
    }

    void theSqueezedHallIsRefusedByNameAndFitsWithFewerRacks() {
        const Run refused = run({"plan", example("gb300-squeezed"), "-o", file("squeezed.hall")});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("floor space"), qPrintable(refused.err));
        QVERIFY(!QFile::exists(file("squeezed.hall")));
        const Run fitted =
            run({"plan", example("gb300-squeezed"), "-o", file("squeezed.hall"), "--fit"});
        QCOMPARE(fitted.exitCode, 0);
        QVERIFY2(fitted.out.contains(QRegularExpression("placed [1-7] of 8 racks")),
                 qPrintable(fitted.out));
    }

    void badInputGetsOneSentenceAndTheRightExitCode_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such file")
            << QStringList{"check", file("none.hall")} << QByteArray() << 3 << "none.hall";
        QTest::newRow("random bytes")
            << QStringList{"check", file("bad.hall")} << QByteArray("\x01\x02random\xff", 9) << 3
            << "not a Hallwright hall";
        QTest::newRow("no hall named")
            << QStringList{"check"} << QByteArray() << 2 << "name one hall";
        QTest::newRow("unknown option") << QStringList{"check", "--fast", file("unit.hall")}
                                        << QByteArray() << 2 << "--fast is not an option";
        QTest::newRow("unknown severity")
            << QStringList{"check", file("unit.hall"), "--severity", "grave"} << QByteArray() << 2
            << "--severity is one of";
        QTest::newRow("unknown figure")
            << QStringList{"figures", file("unit.hall"), "--explain", "it.powr"} << QByteArray()
            << 2 << "there is no figure";
        QTest::newRow("an explanation as JSON")
            << QStringList{"figures", file("unit.hall"), "--explain", "it.power.tdp", "--json"}
            << QByteArray() << 2 << "--explain prints text only";
        QTest::newRow("an explanation in US units")
            << QStringList{"figures",      file("unit.hall"), "--explain",
                           "it.power.tdp", "--units",         "US"}
            << QByteArray() << 2 << "--explain is always in SI units";
        QTest::newRow("JSON in US units")
            << QStringList{"figures", file("unit.hall"), "--json", "--units", "US"} << QByteArray()
            << 2 << "--json is always in SI units";
        QTest::newRow("unknown part")
            << QStringList{"catalog", "show", "warp drive"} << QByteArray() << 2 << "warp drive";
        QTest::newRow("mass as power")
            << QStringList{"plan", file("bad.toml"), "-o", file("x.hall")} <<
            [this] {
                QFile brief(example("gb300-unit"));
                return brief.open(QIODevice::ReadOnly) ? brief.readAll().replace("1.8 MW", "12 kg")
                                                       : QByteArray();
            }()
            << 3 << "is a mass, not a power";
        QTest::newRow("torn text form")
            << QStringList{"load", file("bad.json"), "-o", file("x.hall")}
            << QByteArray("{\"format\": \"hallwr") << 3 << "bad.json";
        QTest::newRow("script of nonsense")
            << QStringList{"edit", file("unit.hall"), "--script", file("bad.edits"),
                           "-o",   file("x.hall")}
            << QByteArray("move it\n") << 3 << "bad.edits:1";
    }
    void badInputGetsOneSentenceAndTheRightExitCode() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, content);
        QFETCH(int, exitCode);
        QFETCH(QString, says);
        for (const char* name : {"bad.hall", "bad.toml", "bad.json", "bad.edits"})
            writeFile(name, content);
        const Run result = run(arguments);
        QVERIFY2(result.err.contains(says), qPrintable(result.err));
        QCOMPARE(result.exitCode, exitCode);
        QCOMPARE(result.err.trimmed().count('\n'), 0);
        QVERIFY(!QFile::exists(file("x.hall")));
    }

    void aTruncatedHallIsRefused() {
        QFile whole(file("unit.hall"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        for (const int share : {10, 50, 90}) {
            writeFile("torn.hall", bytes.left(bytes.size() * share / 100));
            const Run result = run({"check", file("torn.hall")});
            QCOMPARE(result.exitCode, 3);
            QVERIFY2(result.err.startsWith("hallwright: ") && result.err.trimmed().count('\n') == 0,
                     qPrintable(result.err));
        }
    }

    void aHallFromTheFutureIsRefusedByVersion() {
        QFile whole(file("unit.hall"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QByteArray bytes = whole.readAll();
        bytes[63] = 99;  // the last byte of user_version in the header of an SQLite file
        writeFile("future.hall", bytes);
        const Run result = run({"check", file("future.hall")});
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.err.contains("newer Hallwright") && result.err.contains("99"),
                 qPrintable(result.err));
    }

    void aCyclicFeedIsOneFindingPerUnitAndExitsOne() {
        const QString dump = run({"dump", file("unit.hall")}).out;
        static const QRegularExpression unit(
            "\\{\"id\":(\\d+),\"name\":\"([^\"]+)\",\"part\":\\d+,\"parent\":(null|\\d+)");
        QString root, leaf;
        for (auto it = unit.globalMatch(dump); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            if (match.captured(3) == "null" && root.isEmpty()) root = match.captured(2);
            if (match.captured(3) != "null" && match.captured(2).startsWith("UPS A"))
                leaf = match.captured(2);
        }
        QVERIFY2(!root.isEmpty() && !leaf.isEmpty(), qPrintable(root + " / " + leaf));
        writeFile(
            "cycle.edits",
            QString(
                R"({"label":"Loop","changes":[{"table":"power_units","item":"%1","after":{"parent":"%2"}}]})"
                "\n")
                .arg(root, leaf)
                .toUtf8());
        const Run edited = run(
            {"edit", file("unit.hall"), "--script", file("cycle.edits"), "-o", file("cycle.hall")});
        QVERIFY2(edited.exitCode == 0, qPrintable(edited.err));
        const Run checked = run({"check", file("cycle.hall"), "--severity", "error"});
        QCOMPARE(checked.exitCode, 1);
        QVERIFY2(checked.out.contains("power.feed.cycle"), qPrintable(checked.out));
    }

    void aFindingIsWaivedAndTakenBackOnTheCommandLine() {
        writeFile("overlap.edits",
                  R"({"changes":[{"item":"A02","after":{"name":"Left","x_mm":0,"y_mm":0}}]})"
                  "\n"
                  R"({"changes":[{"item":"A03","after":{"x_mm":300,"y_mm":0}}]})"
                  "\n");
        const QString hall = file("waived.hall");
        const Run edited =
            run({"edit", file("unit.hall"), "--script", file("overlap.edits"), "-o", hall});
        QVERIFY2(edited.exitCode == 0, qPrintable(edited.err));
        const Run before = run({"check", hall});
        QCOMPARE(before.exitCode, 1);
        QVERIFY(before.out.contains("space.overlap  Things overlap: Left and A03"));
        QVERIFY(!before.out.contains("waived"));

        const auto waive = [&](const QStringList& more) {
            return run(QStringList{"waive", hall, "--rule", "space.overlap"} + more);
        };
        QCOMPARE(waive({"--item", "Left", "--author", "A. Planner"}).err,
                 QString("hallwright: say why the finding may stand: --reason TEXT\n"));
        QCOMPARE(
            waive({"--item", "B01", "--author", "A. Planner", "--reason", "so"}).err,
            QString("hallwright: the hall has no finding of space.overlap for B01; check shows "
                    "all\n"));
        QCOMPARE(run({"waive", hall, "--rule", "space.overlp", "--withdraw"}).err,
                 QString("hallwright: there is no rule \"space.overlp\"; did you mean "
                         "\"space.overlap\"?\n"));
        const Run done = waive({"--item", "Left", "--author", "A. Planner", "--reason",
                                "they share a frame", "--date", "2026-11-22"});
        QVERIFY2(done.exitCode == 0, qPrintable(done.err));
        QCOMPARE(done.out, QString("Waive space.overlap of Left, A03\n"));
        const Run checked = run({"check", hall});
        QVERIFY2(checked.out.contains(
                     "\n         waived by A. Planner on 2026-11-22: they share a frame\n"),
                 qPrintable(checked.out));
        QVERIFY(checked.out.contains("\nWaived findings:\n"));
        QVERIFY(checked.out.endsWith(", 1 waived\n"));
        const Run back = waive({"--item", "A03", "--withdraw"});
        QCOMPARE(back.out, QString("Take back the waiver of space.overlap of Left, A03\n"));
        QCOMPARE(run({"check", hall}).out, before.out);
        QCOMPARE(waive({"--withdraw"}).exitCode, 2);
    }

    void coPackagedOpticsOnAPluggableSwitchNamesBothLines() {
        QFile brief(example("gb300-unit"));
        QVERIFY(brief.open(QIODevice::ReadOnly));
        QByteArray text = brief.readAll();
        const int at = text.indexOf("optics = \"pluggable\"");
        QVERIFY(at > 0);
        text.replace(at, 20, "optics = \"cpo\"");
        writeFile("cpo.toml", text);
        const Run result = run({"plan", file("cpo.toml"), "-o", file("x.hall")});
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.err.contains("nvidia-q3450-ld") &&
                     result.err.contains(QRegularExpression("line \\d+")),
                 qPrintable(result.err));
    }

    void aHallWithoutOneOfItsPartsIsRefused() {
        QString dump = run({"dump", file("unit.hall")}).out;
        QStringList lines = dump.split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i)
            if (lines[i].contains("\"id\":\"nvidia-gb300-nvl72\"")) {
                lines.removeAt(i);
                break;
            }
        writeFile("missing.json", lines.join('\n').toUtf8());
        const Run result = run({"load", file("missing.json"), "-o", file("x.hall")});
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.err.contains("part"), qPrintable(result.err));
        QVERIFY(!QFile::exists(file("x.hall")));
    }

    void thePagesOfTheManualAreWhatDescribePrints_data() {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QString>("page");
        for (const char* topic : {"rules", "figures", "basis", "properties", "kinds"})
            QTest::newRow(topic) << QString(topic) << QString(topic) + ".md";
        QTest::newRow("schema") << "schema"
                                << "hall.schema.json";
        QTest::newRow("edit-schema") << "edit-schema"
                                     << "edit.schema.json";
    }
    void thePagesOfTheManualAreWhatDescribePrints() {
        QFETCH(QString, topic);
        QFETCH(QString, page);
        COMPARE_FILE(run({"describe", topic}).out.toStdString(),
                     "../resources/help/" + page.toStdString());
    }

    void describeListsEveryTable() {
        for (const char* topic : {"rules", "figures", "basis", "properties", "kinds", "schema"})
            QVERIFY2(run({"describe", topic}).out.size() > 500, topic);
        QCOMPARE(run({"describe", "weather"}).exitCode, 2);
    }
};

HALL_TEST(CommandTest)
#include "command_test.moc"
