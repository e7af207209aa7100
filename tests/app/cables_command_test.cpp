#include "tests/app/program.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

using hallwright::test::sourceFolder;

/// `cables` and the link formats of `export` as a user starts them, without a display.
class CablesCommandTest : public QObject {
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

    void theScheduleIsTheSameByEitherCommand() {
        const Run printed = run({"cables", file("unit.hall")});
        QVERIFY2(printed.exitCode == 0, qPrintable(printed.err));
        QVERIFY(printed.out.startsWith("Label at A,Label at Z,"));
        QCOMPARE(run({"cables", file("unit.hall"), "-o", file("c.csv")}).exitCode, 0);
        const Run exported =
            run({"export", file("unit.hall"), "--format", "cables-csv", "-o", file("e.csv")});
        QVERIFY2(exported.exitCode == 0, qPrintable(exported.err));
        QCOMPARE(read("c.csv"), read("e.csv"));
        QCOMPARE(printed.out.toUtf8(), read("c.csv"));
        QCOMPARE(run({"cables", file("unit.hall"), "-o", file("c.xlsx")}).exitCode, 0);
        QVERIFY(read("c.xlsx").startsWith("PK"));
        const Run one = run({"cables", file("unit.hall"), "--fabric", "compute"});
        QVERIFY(one.out.size() < printed.out.size());
        QVERIFY(!one.out.contains(",frontend,"));
    }

    void againstItselfEveryCableStays() {
        const Run same = run({"cables", file("unit.hall"), "--against", file("unit.hall")});
        QCOMPARE(same.exitCode, 0);
        const qsizetype links = run({"cables", file("unit.hall")}).out.count("\r\n") - 1;
        QString count = same.out.section(' ', 0, 0);
        QCOMPARE(count.remove(',').toLongLong(), static_cast<long long>(links));
        QVERIFY(same.out.endsWith(" cables stay, 0 are moved, 0 replaced, 0 added, 0 removed\n"));
    }

    void whatCannotBeAnsweredIsOneSentenceAndTwo() {
        const QStringList wrong[] = {
            {"cables"},
            {"cables", file("unit.hall"), "-o", file("c.doc")},
            {"cables", file("unit.hall"), "--fabric", "none"},
            {"cables", file("unit.hall"), "--against", file("unit.hall"), "-o", file("c.xlsx")},
            {"export", file("unit.hall"), "--format", "ptm-dot"},
            {"export", file("unit.hall"), "--format", "ptm-dot", "--scale", "1:100", "-o",
             file("x")},
            {"export", file("unit.hall"), "--format", "ufm-p2p", "-o", "-"},
            {"export", file("unit.hall"), "--format", "visio", "-o", file("x.vsd")},
            {"export", file("unit.hall"), "-o", file("p.svg"), "--fabric", "compute"}};
        for (const QStringList& words : wrong) {
            const Run refused = run(words);
            QVERIFY2(refused.exitCode == 2, qPrintable(words.join(' ')));
            QVERIFY2(refused.out.isEmpty() && refused.err.count('\n') == 1,
                     qPrintable(refused.err));
        }
    }
};

HALL_TEST(CablesCommandTest)
#include "cables_command_test.moc"
