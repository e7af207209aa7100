#include "model/stages/loose_cables.h"

#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::test;

/// Cables of unknown length: they are bought like all others.
class LooseCablesTest : public QObject {
    Q_OBJECT

    static Hall bareHall(int endpoints) {
        Hall hall = gb300Hall(8);
        Table<Member> none;
        hall.members = none;
        Fabric fabric = hall.fabrics[compute];
        fabric.kind = FabricKind::FatTree;
        fabric.endpoints = endpoints;
        hall.fabrics.set(compute, fabric);
        return hall;
    }
    /// Pieces of a part in the bill, and how many of them have no length.
    static std::pair<double, double> bought(const Evaluation& evaluation, PartId part) {
        std::pair<double, double> pieces;
        for (const BillLine& line : evaluation.bill()) {
            if (line.part != part) continue;
            pieces.first += line.quantity;
            if (!line.length_m) pieces.second += line.quantity;
        }
        return pieces;
    }

private slots:
    // Seven leaves, four spines: 500 links to the ends, 504 between switches.
    void theCablesOfABareFabricAreInTheBill() {
        const Evaluation evaluation = evaluate(bareHall(500));
        const Id<Fabric> id = compute;
        QCOMPARE(evaluation.number(Fig::fabricCables, id.raw), 1004.0);
        QCOMPARE(evaluation.number(Fig::fabricConnectors, id.raw), 2008.0);
        QVERIFY(bought(evaluation, parts::jumper) == std::pair(1004.0, 500.0));
        QVERIFY(bought(evaluation, parts::hostModule) == std::pair(500.0, 500.0));
        for (const BillLine& line : evaluation.bill())
            if (line.part == parts::jumper && !line.length_m) QVERIFY(std::isnan(line.price));
    }
    void soAreThoseOfSwitchesThatStandNowhere() {
        Hall hall = gb300Hall(8);
        Table<Mount> none;
        hall.mounts = none;
        const Evaluation evaluation = evaluate(hall);
        const Id<Fabric> id = compute;
        QCOMPARE(evaluation.number(Fig::fabricCables, id.raw), 1152.0);
        QVERIFY(bought(evaluation, parts::jumper) == std::pair(1152.0, 1152.0));
    }
    // A copper cable of two links leaves a leaf as a whole.
    void bareEndsOnCopperShareCables() {
        FabricPlan fabric;
        fabric.size.hostLinks = 8;
        fabric.size.uplinks = 4;
        fabric.linkEnds[0] = {4 + 5, 4 + 3};
        Hall hall = bareHall(500);
        Fabric recipe = hall.fabrics[compute];
        recipe.optics = OpticsPolicy::CopperFirst;
        recipe.cable = parts::copper;
        hall.fabrics.set(compute, recipe);
        const FabricRun run(hall);
        const LinkMedia::Medium& medium = run.cables().media.media().front();
        const int per = medium.linksPerPiece;
        QCOMPARE(bareCables(run.cables(), fabric),
                 medium.none ? 0LL : (5LL + per - 1) / per + (3LL + per - 1) / per);
    }
    void aFabricWithRoutesHasNone() {
        const FabricRun run(gb300Hall(8));
        QVERIFY(looseCables(run.cables(), run.fabric()).empty());
    }
};

HALL_TEST(LooseCablesTest)
#include "loose_cables_test.moc"
