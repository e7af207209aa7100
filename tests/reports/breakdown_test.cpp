#include "model/reports/breakdown.h"

#include "model/rules/rule.h"
#include "tests/support/example_hall.h"
#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;

class BreakdownTest : public QObject {
    Q_OBJECT

    static double sum(const Breakdown& breakdown) {
        double total = 0.0;
        for (const BreakdownPart& part : breakdown.parts)
            if (!std::isnan(part.value.value.si)) total += part.value.value.si;
        return total;
    }

private Q_SLOTS:
    void thePartsAddUpToTheFigure_data() {
        QTest::addColumn<QString>("example");
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc"})
            QTest::newRow(name) << name;
    }
    void thePartsAddUpToTheFigure() {
        QFETCH(QString, example);
        const Evaluation e = evaluate(test::examplePlan(example.toStdString()).hall);
        QVERIFY(test::near(sum(powerBreakdown(e)), e.number(Fig::facilityPower), 1e-9));
        QVERIFY(test::near(sum(costBreakdown(e)), e.number(Fig::capex), 1e-9));
        QVERIFY(test::near(sum(costBreakdown(e, 2)), e.number(Fig::capex), 1e-9));
        QVERIFY(test::near(sum(heatBreakdown(e)),
                           e.number(Fig::liquidHeat) + e.number(Fig::airHeat), 1e-9));
    }

    void fewerDearPartsFoldTheRest() {
        const Evaluation e = evaluate(test::examplePlan("gb300-unit").hall);
        const Breakdown few = costBreakdown(e, 2);
        QCOMPARE(few.parts.size(), std::size_t{4});
        QCOMPARE(QString::fromStdString(few.parts[2].title), QString("Other racks and network"));
    }

    /// A gauge is over its limit exactly where its rule says so.
    void gaugesAndRulesAgree_data() { thePartsAddUpToTheFigure_data(); }
    void gaugesAndRulesAgree() {
        QFETCH(QString, example);
        const Evaluation e = evaluate(test::examplePlan(example.toStdString()).hall);
        const std::vector<LimitRow> rows = limitRows(e);
        QVERIFY(rows.size() >= 5);
        for (const LimitRow& row : rows) {
            bool known = false;
            for (const RuleInfo& rule : allRules())
                known |= rule.id == row.rule;
            QVERIFY2(known, std::string(row.rule).c_str());
            bool found = false;
            for (const Finding& finding : e.findings())
                found |=
                    finding.outcome == Finding::Outcome::Fails && ruleOf(finding).id == row.rule;
            QVERIFY2(found == exceeds(row.actual.value.si, row.limit), row.title.c_str());
        }
    }

    void anEmptyHallHasNoLimits() { QVERIFY(limitRows(evaluate(Hall())).empty()); }
};

HALL_TEST(BreakdownTest)
#include "breakdown_test.moc"
