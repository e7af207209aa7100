#include "model/formulas/loads.h"
#include "model/stages/tile_loads.h"
#include "tests/stages/made_hall.h"
#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::MadeHall;

namespace {

/// Racks of one part on a floor of 600 mm tiles.
struct Floor : MadeHall {
    PartId basis, rackPart;

    explicit Floor(double mass, double width = 0.6, double depth = 1.2, double feet = 4.0) {
        basis = part("basis", Kind::DesignBasis, {{Property::bayDepth, 2.4}});
        rackPart = part("rack", Kind::ComputeRack,
                        {{Property::mass, mass},
                         {Property::sizeWidth, width},
                         {Property::sizeDepth, depth},
                         {Property::feet, feet}});
        site(Site{.width = {30000}, .depth = {18000}, .basis = basis});
    }
    Id<Rack> rack(int x, int y, Facing facing = Facing::Down) {
        return row(hall.racks, Rack{.part = rackPart, .place = {{x}, {y}, facing}});
    }
    void go() {
        prepare();
        run(runStructure);
    }
};

}  // namespace

class StructureTest : public QObject {
    Q_OBJECT

private slots:
    void theWorkedFloorLoadsOfARack() {  // 1,360 kg
        Floor tight(1360.0, 0.6, 1.068);
        const Id<Rack> a = tight.rack(0, 0);
        tight.go();
        COMPARE_WITHIN(tight.value(Fig::rackFootprintLoad, a.raw), 20.8e3, 0.002);
        Floor wide(1360.0);
        const Id<Rack> b = wide.rack(0, 0);
        wide.go();
        COMPARE_WITHIN(wide.value(Fig::rackFootprintLoad, b.raw), 18.5e3, 0.002);
        COMPARE_WITHIN(wide.value(Fig::rackBayLoad, b.raw), 9.26e3, 0.0005);
        COMPARE_WITHIN(formulas::areaNeeded(1360.0, 12e3), 1.11, 0.002);
        COMPARE_WITHIN(formulas::areaNeeded(1360.0, 12e3) / 0.6, 1.85, 0.002);
        QCOMPARE(wide.value(Fig::floorBayMax), wide.value(Fig::rackBayLoad, b.raw));
        QCOMPARE(wide.value(Fig::spaceArea), 540.0);
        QCOMPARE(wide.value(Fig::totalMass), 1360.0);
    }

    void aRackOnTheGridPutsTwoFeetOnATile() {
        Floor h(1580.0);
        const Id<Rack> rack = h.rack(600, 1200);
        h.go();
        QCOMPARE(h.value(Fig::rackTileLoad, rack.raw), 790.0);
    }

    void neighboursOnTheGridKeepToTheirTiles() {
        Floor h(1580.0);
        for (int i = 0; i < 5; ++i)
            h.rack(600 * i, 0);
        h.go();
        for (RawId id : h.rows.ids(Scope::Rack))
            QCOMPARE(h.value(Fig::rackTileLoad, id), 790.0);
    }

    void neighboursHalfATileOffShareTiles() {
        Floor h(1580.0);
        std::vector<Id<Rack>> racks;
        for (int i = 0; i < 3; ++i)
            racks.push_back(h.rack(300 + 600 * i, 0));
        h.go();
        // Each inner tile holds a right foot of one rack and a left foot of the next.
        for (Id<Rack> rack : racks)
            QCOMPARE(h.value(Fig::rackTileLoad, rack.raw), 790.0);
        Floor alone(1580.0);
        const Id<Rack> one = alone.rack(300, 0);
        alone.go();
        QCOMPARE(alone.value(Fig::rackTileLoad, one.raw), 395.0);
    }

    void rowsBackToBackMeetOnOneTile() {
        Floor h(1000.0, 0.6, 1.0);
        const Id<Rack> front = h.rack(0, 0), back = h.rack(0, 1000, Facing::Up);
        h.go();
        // Feet at 999 and at 1,000 mm stand on the tile from 600 to 1,200 mm.
        QCOMPARE(h.value(Fig::rackTileLoad, front.raw), 1000.0);
        QCOMPARE(h.value(Fig::rackTileLoad, back.raw), 1000.0);
    }

    void aTurnedRackTurnsItsFeet() {
        Floor h(1200.0, 0.6, 1.2);
        const Id<Rack> rack =
            h.rack(0, 300, Facing::Right);  // 1,200 mm along x, from 300 to 900 mm along y
        h.go();
        QCOMPARE(h.value(Fig::rackTileLoad, rack.raw), 300.0);
    }

    void manyFeetSpreadAlongBothSides() {
        Floor h(1600.0, 1.2, 1.2, 8.0);
        const Id<Rack> rack = h.rack(0, 0);
        h.go();
        // Four in front at 0, 399, 799 and 1,199 mm: two on each tile.
        QCOMPARE(h.value(Fig::rackTileLoad, rack.raw), 400.0);
        Floor three(900.0, 0.6, 1.2, 3.0);
        const Id<Rack> tripod = three.rack(0, 0);
        three.go();
        QCOMPARE(three.value(Fig::rackTileLoad, tripod.raw), 600.0);
    }

    void equipmentStandsOnTheSameTiles() {
        Floor h(1000.0, 0.6, 1.0);
        const PartId cdu = h.part("cdu", Kind::Cdu,
                                  {{Property::mass, 800.0},
                                   {Property::sizeWidth, 0.6},
                                   {Property::sizeDepth, 1.0},
                                   {Property::feet, 4.0}});
        h.row(h.hall.equipment, Equipment{.part = cdu, .place = {{0}, {1000}}});
        const Id<Rack> rack = h.rack(0, 0);
        h.go();
        QCOMPARE(h.value(Fig::rackTileLoad, rack.raw), 900.0);
        QCOMPARE(h.value(Fig::totalMass), 1800.0);
    }

    void networkRacksWeighTheirSwitches() {
        Floor h(1000.0);
        const PartId frame = h.part("frame", Kind::NetworkRack,
                                    {{Property::mass, 180.0},
                                     {Property::sizeWidth, 0.8},
                                     {Property::sizeDepth, 1.2},
                                     {Property::feet, 4.0}});
        const PartId leaf = h.part("leaf", Kind::Switch, {{Property::mass, 60.0}});
        const Id<Rack> compute = h.rack(0, 0);
        const Id<Rack> network = h.row(h.hall.racks, Rack{.part = frame, .place = {{3000}, {0}}});
        const Id<Fabric> fabric = h.row(h.hall.fabrics, Fabric{.switchPart = leaf});
        FabricPlan plan;
        plan.fabric = fabric.raw;
        plan.switchRack[0] = {1, 1, 1, 0, -1, 77};
        plan.switchRack[1] = {1};
        h.fabrics.plans.push_back(plan);
        h.go();
        QCOMPARE(h.value(Fig::rackMass, network.raw), 420.0);
        QCOMPARE(h.value(Fig::rackMass, compute.raw),
                 1000.0);  // its own figure holds what stands in it
        QCOMPARE(h.value(Fig::totalMass), 1420.0);
    }

    void unknownMassesAndFeetAreNotZero() {
        Floor h(unknown);
        const Id<Rack> rack = h.rack(0, 0);
        h.go();
        QVERIFY(h.status(Fig::rackFootprintLoad, rack.raw) == Status::None);
        QVERIFY(h.status(Fig::rackTileLoad, rack.raw) == Status::None);
        QVERIFY(h.status(Fig::floorTileMax) == Status::None);
        Floor onAir(1000.0, 0.6, 1.2, unknown);
        const Id<Rack> floating = onAir.rack(0, 0);
        onAir.go();
        QVERIFY(onAir.status(Fig::rackTileLoad, floating.raw) == Status::None);
        QCOMPARE(onAir.value(Fig::rackMass, floating.raw), 1000.0);
    }

    void aFloorWithoutGridHasNoTiles() {
        Floor h(1000.0);
        h.site(Site{.tile = {0}, .basis = h.basis});
        const Id<Rack> rack = h.rack(0, 0);
        h.go();
        QVERIFY(h.status(Fig::rackTileLoad, rack.raw) == Status::Absent);
    }

    /// Wrongly passed: a CDU heavier than any rack was not judged.
    void equipmentLoadsTheFloorAsRacksDo() {
        Floor h(1000.0, 0.6, 1.2);
        h.rack(0, 0);
        const PartId heavy = h.part("heavy", Kind::Cdu,
                                    {{Property::mass, 3000.0},
                                     {Property::sizeWidth, 0.6},
                                     {Property::sizeDepth, 1.2},
                                     {Property::feet, 4.0}});
        const Id<Equipment> cdu =
            h.row(h.hall.equipment, Equipment{.part = heavy, .place = {{6000}, {6000}}});
        h.go();
        COMPARE_WITHIN(h.value(Fig::equipmentFootprintLoad, cdu.raw), 3000.0 * 9.80665 / 0.72,
                       1e-9);
        QCOMPARE(h.value(Fig::floorFootprintMax), h.value(Fig::equipmentFootprintLoad, cdu.raw));
        QVERIFY(h.value(Fig::equipmentBayLoad, cdu.raw) > 0.0);
        QCOMPARE(h.value(Fig::floorBayMax), h.value(Fig::equipmentBayLoad, cdu.raw));
        QVERIFY(h.value(Fig::equipmentTileLoad, cdu.raw) >= 750.0);
        QCOMPARE(h.value(Fig::floorTileMax), h.value(Fig::equipmentTileLoad, cdu.raw));
    }
    void equipmentOfUnknownMassLeavesTheMaximumAtLeast() {
        Floor h(1000.0, 0.6, 1.2);
        const Id<Rack> rack = h.rack(0, 0);
        const PartId dark =
            h.part("dark", Kind::Cdu, {{Property::sizeWidth, 0.6}, {Property::sizeDepth, 1.2}});
        h.row(h.hall.equipment, Equipment{.part = dark, .place = {{6000}, {6000}}});
        h.go();
        QVERIFY(h.status(Fig::floorBayMax) == Status::Partial);
        QCOMPARE(h.value(Fig::floorBayMax), h.value(Fig::rackBayLoad, rack.raw));
    }

    void tilesOfAnOddPitchAreRoundedOnce() {
        const Micrometres inches{609600};  // 24 in
        for (int i = -3; i < 200; ++i) {
            QCOMPARE(tileIndex(inches.times(i), inches), i);
            QCOMPARE(tileIndex(inches.times(i + 1) - Millimetres{1}, inches), i);
        }
    }

    void aLargeHallAddsUpToItsMass() {
        Floor h(1200.0, 0.6, 1.2);
        for (int i = 0; i < 2000; ++i)
            h.rack(600 * (i % 100), 2400 * (i / 100));
        h.go();
        QCOMPARE(h.value(Fig::totalMass), 2.4e6);
        QCOMPARE(h.value(Fig::floorTileMax), 600.0);
        QCOMPARE(h.value(Fig::spaceRacks), 2000.0);
    }
};

HALL_TEST(StructureTest)
#include "structure_test.moc"
