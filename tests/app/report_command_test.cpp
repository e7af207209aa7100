#include "tests/app/program.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

using hallwright::test::sourceFolder;

/// `report` and `export` as a user starts them, without a display.
class ReportCommandTest : public QObject {
    Q_OBJECT

    using Run = hallwright::test::ProgramRun;
    Run run(const QStringList& arguments) const {
        return hallwright::test::runProgram(arguments, m_folder.path());
    }
    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QByteArray read(const char* name) const {
        QFile in(file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() {
        const QString brief = QString::fromStdString(
            (sourceFolder() / "resources/examples/gb300-unit.toml").string());
        const Run planned = run({"plan", brief, "-o", file("unit.hall")});
        QVERIFY2(planned.exitCode == 0, qPrintable(planned.err));
    }

    void aReportIsWrittenInEachForm() {
        const std::pair<const char*, const char*> forms[] = {{"r.pdf", "%PDF"},
                                                             {"r.html", "<!DOCTYPE html>"},
                                                             {"r.xlsx", "PK"},
                                                             {"r.csv", "Section,Part,"}};
        for (const auto& [name, start] : forms) {
            const Run made =
                run({"report", file("unit.hall"), "-o", file(name), "--date", "2026-11-22"});
            QVERIFY2(made.exitCode == 0, qPrintable(made.err));
            QVERIFY2(read(name).startsWith(start), name);
        }
        QCOMPARE(run({"bom", file("unit.hall")}).out.toUtf8(), read("r.csv"));
        QVERIFY(read("r.html").contains("2026-11-22"));
        QVERIFY(read("r.html").contains("unit.hall"));
    }

    void whatCannotBeAnsweredIsOneSentenceAndTwo() {
        const QStringList wrong[] = {
            {"report"},
            {"report", file("unit.hall")},
            {"report", file("unit.hall"), "-o", file("r.doc")},
            {"report", file("unit.hall"), "-o", file("r.pdf"), "--date", "yesterday"},
            {"report", file("unit.hall"), "-o", file("r.pdf"), "--nice"},
            {"export", file("unit.hall")},
            {"export", file("unit.hall"), "-o", file("p.gif")},
            {"export", file("unit.hall"), "-o", file("p.svg"), "--format", "pdf"},
            {"export", file("unit.hall"), "-o", file("p.svg"), "--scale", "large"},
            {"export", file("unit.hall"), "-o", file("p.svg"), "--paper", "B5"},
            {"export", file("unit.hall"), "-o", file("p.svg"), "--overlay", "mood"},
            {"export", file("unit.hall"), "-o", file("p.svg"), "--scale", "1:20", "--paper", "A4"}};
        for (const QStringList& words : wrong) {
            const Run refused = run(words);
            QVERIFY2(refused.exitCode == 2, qPrintable(words.join(u' ') + refused.err));
            QCOMPARE(refused.err.count(u'\n'), 1);
            QVERIFY(refused.err.startsWith("hallwright: "));
        }
    }

    void aFileThatIsMissingOrCannotBeWrittenIsThree() {
        QCOMPARE(run({"report", file("none.hall"), "-o", file("r.html")}).exitCode, 3);
        QCOMPARE(run({"report", file("unit.hall"), "-o", file("no/r.html")}).exitCode, 3);
        QCOMPARE(run({"export", file("none.hall"), "-o", file("p.svg")}).exitCode, 3);
        QCOMPARE(run({"export", file("unit.hall"), "-o", file("no/p.svg")}).exitCode, 3);
    }

    void aPlanIsExportedToScale() {
        const Run made = run({"export", file("unit.hall"), "--format", "svg", "-o", file("p.svg"),
                              "--scale", "1:100", "--paper", "A3", "--overlay", "power"});
        QVERIFY2(made.exitCode == 0, qPrintable(made.err));
        QVERIFY(read("p.svg").contains("width=\"420mm\" height=\"297mm\""));
        QVERIFY(read("p.svg").contains("1:100"));
        QCOMPARE(run({"export", file("unit.hall"), "-o", file("p.png"), "--dpi", "60"}).exitCode,
                 0);
        QVERIFY(read("p.png").startsWith("\x89PNG"));
        QCOMPARE(run({"export", file("unit.hall"), "-o", file("p.pdf")}).exitCode, 0);
        QVERIFY(read("p.pdf").startsWith("%PDF"));
    }

    void helpNamesBoth() {
        const QString help = run({"help"}).out;
        QVERIFY(help.contains("hallwright report HALL"));
        QVERIFY(help.contains("hallwright export HALL"));
    }
};

HALL_TEST(ReportCommandTest)
#include "report_command_test.moc"
