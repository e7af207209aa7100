#include "model/figures/missing.h"

#include "model/rules/rule.h"
#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

#include <random>

using namespace hallwright;
using namespace hallwright::test;

/// What unknown figures lack, in halls of many racks of which something is unknown.
class MissingTest : public QObject {
    Q_OBJECT

    static constexpr PartId unknownRack{50};
    static constexpr Property judged = Property::tileLoad;

    /// Eight GB300 racks and a network rack of known mass and feet, and behind them rows of racks
    /// that give neither.
    static Hall hallWith(int unknownRacks) {
        Hall hall = gb300Hall(8);
        say(hall, parts::basis, judged, 1000.0);
        for (const PartId part : {parts::computeRack, parts::networkRack}) {
            say(hall, part, Property::mass, 1200.0);
            say(hall, part, Property::feet, 4.0);
        }
        say(hall, parts::pluggableSwitch, Property::mass, 30.0);
        hall.parts.set(unknownRack, PlainPart("unknown", Kind::ComputeRack)
                                        .with(Property::sizeWidth, 0.6)
                                        .with(Property::sizeDepth, 1.2)
                                        .frozen());
        for (int i = 0; i < unknownRacks; ++i)
            hall.racks.set({1000 + i},
                           Rack{.name = "U" + std::to_string(i),
                                .part = unknownRack,
                                .place = {{2000 + 600 * (i % 40)}, {8000 + 3000 * (i / 40)}}});
        return hall;
    }

    static Hall moved(Hall hall, RawId id, int x, int y) {
        Rack rack = hall.racks[{id}];
        rack.place = {{x}, {y}};
        hall.racks.set({id}, rack);
        return hall;
    }

    static std::vector<std::string> texts(const Evaluation& e) {
        std::vector<std::string> out;
        for (const Finding& finding : e.findings()) {
            std::string text = findingText(e, finding);
            for (const ItemRef item : finding.items)
                text += " " + std::to_string(item.id);
            out.push_back(std::move(text));
        }
        return out;
    }

    /// Where the items of the findings of a rule that could not judge are kept.
    static std::vector<const ItemRef*> untold(const Evaluation& e, std::string_view rule) {
        std::vector<const ItemRef*> out;
        for (const Finding& finding : e.findings())
            if (finding.outcome == Finding::Outcome::NotChecked && ruleOf(finding).id == rule)
                out.push_back(finding.items.data());
        return out;
    }

private slots:
    void racksAlikeAreLookedAtOnlyTwice() {
        const Evaluation few = evaluate(hallWith(10)), many = evaluate(hallWith(400));
        for (const Fig figure : {Fig::rackTileLoad, Fig::rackBayLoad, Fig::rackTdp}) {
            const Missing a = missingOf(few, {figure, 1003}), b = missingOf(many, {figure, 1003});
            QVERIFY(a.numbers == b.numbers);
            QVERIFY(!a.numbers.empty());
            QCOMPARE(a.looked, b.looked);
        }
        // The largest tile load of the hall rests on every rack, and each of these on every other.
        const Missing a = missingOf(few, {Fig::floorTileMax, 0});
        const Missing b = missingOf(many, {Fig::floorTileMax, 0});
        QVERIFY(a.numbers == b.numbers);
        QCOMPARE(a.looked, b.looked);
        const SlotRef mass{unknownRack, Property::mass};
        QVERIFY(std::find(a.numbers.begin(), a.numbers.end(), mass) != a.numbers.end());
    }

    void aMoveThatChangesNothingUnjudgedLeavesItAsItWasTold() {
        const Hall hall = hallWith(120);
        Evaluator evaluator;
        evaluator.update(hall);
        for (const std::string_view rule : {"structure.tile.load", "clearance.cold_aisle.width"}) {
            const std::vector<const ItemRef*> before = untold(evaluator.evaluation(), rule);
            QVERIFY(!before.empty());
            evaluator.update(moved(hall, 1050, 2050, 20000));
            QVERIFY(untold(evaluator.evaluation(), rule) == before);
            evaluator.update(moved(hall, firstRack + 2, 9500, 20000));
            QVERIFY(untold(evaluator.evaluation(), rule) == before);
            evaluator.update(hall);
        }
    }

    void aMoveOntoATileOfUnknownMassIsToldAtOnce() {
        const Hall hall = hallWith(40);
        Evaluator evaluator;
        evaluator.update(hall);
        const Hall beside = moved(hall, firstRack + 2, 2300, 6900);  // its feet on tiles of others
        evaluator.update(beside);
        QVERIFY(texts(evaluator.evaluation()) == texts(evaluate(beside)));
        QVERIFY(texts(evaluate(beside)) != texts(evaluate(hall)));
        evaluator.update(hall);
        QVERIFY(texts(evaluator.evaluation()) == texts(evaluate(hall)));
    }

    void randomMovesAmongUnknownRacksGiveTheFindingsOfAFullPass() {
        Hall hall = hallWith(60);
        std::mt19937 dice(7);
        const auto number = [&](int high) {
            return static_cast<int>(dice() % static_cast<unsigned>(high));
        };
        Evaluator evaluator;
        evaluator.update(hall);
        for (int step = 0; step < 150; ++step) {
            const RawId rack = number(2) == 0 ? firstRack + number(9) : 1000 + number(60);
            hall = moved(hall, rack, 1000 + 100 * number(60), 1000 + 100 * number(100));
            QVERIFY2(texts(evaluator.update(hall)) == texts(evaluate(hall)),
                     qPrintable(QString::number(step)));
        }
    }
};

HALL_TEST(MissingTest)
#include "missing_test.moc"
