#include "model/reports/breakdown.h"

#include "model/rules/rule.h"
#include "tests/support/example_hall.h"
#include "tests/support/near.h"
#include "tests/support/test.h"

#include <set>

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

    /// Where a rule of these families fails on a number, "What binds" says so too.
    void everyLimitThatFailsIsShown_data() { thePartsAddUpToTheFigure_data(); }
    void everyLimitThatFailsIsShown() {
        QFETCH(QString, example);
        // Less supply, a weaker floor, another CDU to spare: more fails than in the example.
        Hall hall = test::examplePlan(example.toStdString()).hall;
        Site site = hall.site();
        site.floor = FloorKind::Raised;
        site.supplyPerSide = watts(site.supplyPerSide.value() / 4.0);
        site.floorRating = pascals(site.floorRating.value() / 8.0);
        hall.sites.set(hall.siteId(), site);
        const Hall before = hall;
        before.loops.forEach([&](Id<Loop> id, const Loop& loop) {
            Loop fewer = loop;
            fewer.spare = loop.spare + 1;
            hall.loops.set(id, fewer);
        });
        const Evaluation e = evaluate(hall);
        const std::vector<LimitRow> rows = limitRows(e);
        const std::set<std::string_view> families{
            "structure.floor.bay", "structure.tile.load",  "busbar.section.current",
            "busbar.peak.current", "busbar.drop",          "redundancy.shelf.capacity",
            "power.unit.rating",   "power.busway.current", "power.tap.current",
            "power.supply.side",   "power.supply.peak",    "liquid.cdu.heat",
            "liquid.cdu.flow",     "air.capacity",         "cabling.tray.fill"};
        std::set<std::string_view> failing, over;
        for (const Finding& finding : e.findings())
            if (hasNumber(finding) && finding.limit.si > 0.0 &&
                families.contains(ruleOf(finding).id))
                failing.insert(ruleOf(finding).id);
        for (const LimitRow& row : rows)
            if (exceeds(row.actual.value.si, row.limit)) over.insert(row.rule);
        QVERIFY(failing.size() >= 2);
        QVERIFY(failing == over);
    }

    /// One loop short of flow is no less short since another has plenty.
    void theFlowOfALoopIsNotThatOfTheHall() {
        Hall hall = test::examplePlan("gb300-unit").hall;
        const Evaluation e = evaluate(hall);
        Id<Loop> loop;
        double flow = 0.0, capacity = 0.0;
        hall.loops.forEach([&](Id<Loop> id, const Loop&) {
            if (e.number(Fig::loopFlow, id.raw) / e.number(Fig::loopFlowCapacity, id.raw) <=
                flow / capacity)
                return;
            loop = id;
            flow = e.number(Fig::loopFlow, id.raw);
            capacity = e.number(Fig::loopFlowCapacity, id.raw);
        });
        QVERIFY(loop);
        bool found = false;
        for (const LimitRow& row : limitRows(e))
            if (row.rule == "liquid.cdu.flow") {
                found = true;
                QVERIFY(row.item == (ItemRef{TableId::Loops, loop.raw}));
                QCOMPARE(row.actual.value.si, flow);
                QCOMPARE(row.limit, capacity);
            }
        QVERIFY(found);
    }

    void anEmptyHallHasNoLimits() { QVERIFY(limitRows(evaluate(Hall())).empty()); }
};

HALL_TEST(BreakdownTest)
#include "breakdown_test.moc"
