#include "tests/app/program.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace hallwright;

/// `hallwright catalog compare` on the shipped catalog.
class ComparePartsCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    test::ProgramRun compare(const QStringList& words) const {
        return test::runProgram(QStringList{"catalog", "compare"} + words, m_folder.path());
    }

private Q_SLOTS:
    void propertiesStandSideBySideAndDifferencesAreMarked() {
        const test::ProgramRun run = compare({"nvidia-gb300-nvl72", "nvidia-gb200-nvl72"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.out.contains("\n* power.tdp  Thermal design power\n    nvidia-gb300-nvl72  "
                                  "142 kW"),
                 qPrintable(run.out));
        QVERIFY2(run.out.contains("    nvidia-gb200-nvl72  132 kW, -7.0 %"), qPrintable(run.out));
        QVERIFY2(run.out.contains("\n  size.width  Width\n"), qPrintable(run.out));
        const test::ProgramRun less =
            compare({"nvidia-gb300-nvl72", "nvidia-gb200-nvl72", "--differences"});
        QVERIFY(less.out.size() < run.out.size());
        for (const QString& line : less.out.split('\n'))
            QVERIFY2(!line.startsWith("  ") || line.startsWith("    "), qPrintable(line));
    }

    void programsReadItInSi() {
        const test::ProgramRun run =
            compare({"nvidia-gb300-nvl72", "nvidia-gb200-nvl72", "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject told = QJsonDocument::fromJson(run.out.toUtf8()).object();
        QCOMPARE(told["parts"].toArray().at(1).toString(), QString("nvidia-gb200-nvl72"));
        QJsonObject power;
        for (const QJsonValue& row : told["properties"].toArray())
            if (row["property"] == "power.tdp") power = row.toObject();
        QCOMPARE(power["unit"].toString(), QString("W"));
        QVERIFY(power["differs"].toBool());
        QCOMPARE(power["parts"].toArray().at(0)["value"].toDouble(), 142000.0);
        QVERIFY(qAbs(power["parts"].toArray().at(1)["apart"].toDouble() - (132.0 / 142.0 - 1.0)) <
                1e-12);
    }

    void whatCannotBeComparedIsUsage() {
        QCOMPARE(compare({"nvidia-gb300-nvl72"}).exitCode, 2);
        QCOMPARE(compare({"a", "b", "c", "d", "e"}).exitCode, 2);
        QCOMPARE(compare({"nvidia-gb300-nvl72", "nvidia-gb300-nvl72"}).exitCode, 2);
        QCOMPARE(compare({"nvidia-gb300-nvl72", "xyzzy"}).exitCode, 2);
        const test::ProgramRun several = compare({"nvidia-gb300-nvl72", "NVL576"});
        QCOMPARE(several.exitCode, 2);
        QVERIFY2(several.err.contains("give one id"), qPrintable(several.err));
    }
};

HALL_TEST(ComparePartsCommandTest)
#include "compare_parts_command_test.moc"
