#include "model/stages/power.h"

#include "tests/stages/made_hall.h"
#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::MadeHall;

namespace {

/// A hall with a design basis, boards without loss and one busway for each system; cases add what
/// they feed.
struct PowerHall : MadeHall {
    PartId basis, rackPart, board, busPart, tapPart, climate, plant;
    Site site_;

    explicit PowerHall(Redundancy redundancy = Redundancy::TwoN) {
        plant = part("plant", Kind::HeatRejection,
                     {{Property::rejectionApproachDry, 8.0},
                      {Property::rejectionFanShare, 0.02},
                      {Property::rejectionPumpShare, 0.015}},
                     {{Property::rejectionWet, "dry"}});
        climate = part("climate", Kind::Climate,
                       {{Property::designDryBulb, 30.0}, {Property::designWetBulb, 22.0}});
        basis = part("basis", Kind::DesignBasis,
                     {{Property::loadPowerFactor, 0.98},
                      {Property::shelfPower, 0.005},
                      {Property::houseLoad, 0.01},
                      {Property::continuousNec, 1.25},
                      {Property::continuousIec, 1.0},
                      {Property::duty, 0.8},
                      {Property::copperResistivity, 1.7241e-8},
                      {Property::copperCoefficient, 0.0039},
                      {Property::conductorTemperature, 70.0},
                      {Property::feederDensity, 1.5e6},
                      {Property::chilledSupply, 24.6}},
                     {{Property::sizingBreaker, "peak"},
                      {Property::sizingCooling, "tdp"},
                      {Property::rejectionPart, "plant"}});
        rackPart = part("rack", Kind::ComputeRack);
        board = part("board", Kind::Switchboard);
        busPart = part("busway", Kind::Busway, {{Property::resistancePerMetre, 4.3e-5}});
        tapPart = part("tap", Kind::TapOff);
        site_.redundancy = redundancy;
        site_.basis = basis;
        site_.climate = climate;
        site(site_);
    }

    Id<PowerUnit> unit(PartId part, Id<PowerUnit> parent, int system, int parallel = 1) {
        return row(
            hall.powerUnits,
            PowerUnit{.part = part, .parent = parent, .system = system, .parallel = parallel});
    }
    Id<Busway> busway(Id<PowerUnit> source, int system) {
        return row(hall.busways, Busway{.part = busPart,
                                        .source = source,
                                        .system = system,
                                        .x2 = {20000},
                                        .feeder = {60000}});
    }
    Id<Rack> rack(Id<Rack> sidecar = {}) {
        return row(hall.racks, Rack{.part = rackPart, .sidecar = sidecar});
    }
    Id<Tap> tap(Id<Busway> bus, Id<Rack> what, int count = 1) {
        return row(hall.taps, Tap{.part = tapPart, .busway = bus, .rack = what, .count = count});
    }
    Id<Tap> tap(Id<Busway> bus, Id<Equipment> what) {
        return row(hall.taps, Tap{.part = tapPart, .busway = bus, .equipment = what});
    }
    /// Peak and design power of every rack, no cooling plant, IT totals to match.
    void load(double peak, double design) {
        double total = 0.0;
        for (RawId id : rows.ids(Scope::Rack)) {
            set(Fig::rackPeak, id, peak);
            set(Fig::rackTdp, id, design);
            total += design;
        }
        for (Fig figure : {Fig::liquidHeat, Fig::airHeat, Fig::pumpPower, Fig::fanPower})
            set(figure, 0, 0.0);
        set(Fig::itTdp, 0, total);
        set(Fig::itTypical, 0, total);
    }
    void go() { run(runPower); }
};

}  // namespace

class PowerTest : public QObject {
    Q_OBJECT

private slots:
    void threeSystemsOfTwoMegawattsCarryThreePairs() {  // 4 MW as three pairs of 1.333 MW
        PowerHall h(Redundancy::ThreeN2);
        std::vector<Id<PowerUnit>> boards;
        std::vector<Id<Busway>> ways;
        for (int s = 0; s < 3; ++s) {
            boards.push_back(h.unit(h.board, {}, s));
            ways.push_back(h.busway(boards.back(), s));
        }
        for (int s = 0; s < 3; ++s) {
            const Id<Rack> pair = h.rack();
            h.tap(ways[static_cast<std::size_t>(s)], pair);
            h.tap(ways[static_cast<std::size_t>((s + 1) % 3)], pair);
        }
        h.prepare();
        h.load(4e6 / 3.0, 4e6 / 3.0);
        h.go();
        for (int s = 0; s < 3; ++s) {
            COMPARE_WITHIN(h.value(Fig::buswayLoad, ways[static_cast<std::size_t>(s)].raw),
                           1.333333e6, 1e-6);
            COMPARE_WITHIN(h.value(Fig::buswayWorst, ways[static_cast<std::size_t>(s)].raw), 2.0e6,
                           1e-9);
            COMPARE_WITHIN(h.value(Fig::unitLoad, boards[static_cast<std::size_t>(s)].raw),
                           1.333333e6, 1e-6);
            COMPARE_WITHIN(h.value(Fig::unitWorst, boards[static_cast<std::size_t>(s)].raw), 2.0e6,
                           1e-9);
        }
        // Losses that no part models and the house load, shared by the two systems left.
        COMPARE_WITHIN(h.value(Fig::systemWorst), 2.0e6 + 4e6 * 0.015 / 2.0, 1e-9);
        QCOMPARE(h.power.systems, 3);
        QVERIFY(h.power.mayLoseOne);
    }

    void oneSideOfTwoCarriesAllWithItsLosses() {
        PowerHall h;
        const PartId transformer = h.part("transformer", Kind::Transformer,
                                          {{Property::ratingApparent, 1e6},
                                           {Property::lossFixed, 0.001},
                                           {Property::lossSquare, 0.005}});
        const PartId ups = h.part("ups", Kind::Ups,
                                  {{Property::ratingPower, 1e6},
                                   {Property::lossFixed, 0.008},
                                   {Property::lossLinear, 0.012},
                                   {Property::lossSquare, 0.016}});
        Id<PowerUnit> top[2], low[2];
        Id<Busway> way[2];
        for (int s = 0; s < 2; ++s) {
            top[s] = h.unit(transformer, {}, s, 2);
            low[s] = h.unit(ups, top[s], s);
            way[s] = h.busway(low[s], s);
        }
        const Id<Rack> rack = h.rack();
        const Id<Tap> a = h.tap(way[0], rack), b = h.tap(way[1], rack);
        h.prepare();
        h.load(800e3, 600e3);
        h.go();
        QCOMPARE(h.value(Fig::tapLoad, a.raw), 400e3);
        QCOMPARE(h.value(Fig::tapWorst, b.raw), 800e3);
        QCOMPARE(h.value(Fig::unitLoad, low[0].raw), 400e3);
        QCOMPARE(h.value(Fig::unitWorst, low[0].raw), 800e3);
        const double upsLoss = 8e3 + 0.012 * 800e3 + 0.016 * 0.64e6;
        COMPARE_WITHIN(h.value(Fig::unitWorst, top[0].raw), 800e3 + upsLoss, 1e-12);
        const double output = 800e3 + upsLoss, rating = 2e6 * 0.98;
        COMPARE_WITHIN(h.value(Fig::systemWorst),
                       output + 0.001 * rating + 0.005 * output * output / rating + 0.015 * 600e3,
                       1e-12);
        const double lasts = 600e3 + 8e3 + 0.012 * 600e3 + 0.016 * 0.36e6;
        COMPARE_WITHIN(h.value(Fig::sideDesign),
                       lasts + 0.001 * rating + 0.005 * lasts * lasts / rating + 0.015 * 600e3,
                       1e-12);
        // Losses that count in the PUE are those at the design power, half on each side.
        COMPARE_WITHIN(h.value(Fig::unitLoss, low[0].raw), 8e3 + 0.012 * 300e3 + 0.016 * 0.09e6,
                       1e-12);
        QVERIFY(h.status(Fig::systemWorst) == Status::Ok);
    }

    void withoutRedundancyNoSystemIsLost() {
        PowerHall h(Redundancy::N);
        const Id<Busway> a = h.busway(h.unit(h.board, {}, 0), 0),
                         b = h.busway(h.unit(h.board, {}, 1), 1);
        const Id<Rack> rack = h.rack();
        const Id<Tap> first = h.tap(a, rack);
        h.tap(b, rack);
        h.prepare();
        h.load(100e3, 100e3);
        h.go();
        QCOMPARE(h.value(Fig::tapWorst, first.raw), 50e3);
        QVERIFY(!h.power.mayLoseOne);
    }

    void theOnlySystemIsNotLost() {
        PowerHall h(Redundancy::TwoN);
        const Id<Busway> way = h.busway(h.unit(h.board, {}, 0), 0);
        const Id<Tap> tap = h.tap(way, h.rack());
        h.prepare();
        h.load(100e3, 100e3);
        h.go();
        QCOMPARE(h.value(Fig::tapWorst, tap.raw), 100e3);
        QCOMPARE(h.value(Fig::systemWorst), 101.5e3);
    }

    /// A hall of one system takes on that side what the facility takes.
    void theDesignOfASideAgreesWithTheFacility() {
        PowerHall h(Redundancy::N);
        h.tap(h.busway(h.unit(h.board, {}, 0), 0), h.rack());
        h.prepare();
        h.load(1.3e6, 1e6);
        h.set(Fig::airHeat, 0, 1e6);
        h.go();
        COMPARE_WITHIN(h.value(Fig::sideDesign), h.value(Fig::facilityPower), 1e-12);
        COMPARE_WITHIN(h.value(Fig::systemWorst), h.value(Fig::facilityPower) + 0.3e6, 1e-12);
    }

    void aRatingIsForTheLastingLoadOrForThePeak_data() {
        QTest::addColumn<double>("peak");
        QTest::addColumn<bool>("nec");
        QTest::addColumn<double>("need");  // W
        QTest::newRow("continuous by NEC") << 120e3 << true << 125e3;
        QTest::newRow("a high peak as it is") << 140e3 << true << 140e3;
        QTest::newRow("the peak by IEC") << 120e3 << false << 120e3;
        QTest::newRow("no lower than what lasts") << 90e3 << false << 100e3;
    }
    void aRatingIsForTheLastingLoadOrForThePeak() {
        QFETCH(double, peak);
        QFETCH(bool, nec);
        QFETCH(double, need);
        PowerHall h(Redundancy::N);
        Site site = h.hall.site();
        site.code = nec ? ElectricalCode::Nec : ElectricalCode::Iec;
        h.site(site);
        const Id<Busway> way = h.busway(h.unit(h.board, {}, 0), 0);
        const Id<Tap> tap = h.tap(way, h.rack(), 2);
        h.prepare();
        h.load(peak, 100e3);
        h.go();
        const double amperes = 1.0 / (std::sqrt(3.0) * 415.0 * 0.98);
        COMPARE_WITHIN(h.value(Fig::buswayCurrent, way.raw), peak * amperes, 1e-9);
        COMPARE_WITHIN(h.value(Fig::buswayLasting, way.raw), 100e3 * amperes, 1e-9);
        COMPARE_WITHIN(h.value(Fig::buswayNeed, way.raw), need * amperes, 1e-9);
        COMPARE_WITHIN(h.value(Fig::tapNeed, tap.raw), need * amperes / 2.0, 1e-9);
    }
    void anUnknownCurrentNeedsAnUnknownRating() {
        QVERIFY(std::isnan(ratingNeeded(unknown, 1.0, 1.25)));
        QVERIFY(std::isnan(ratingNeeded(1.0, unknown, 1.25)));
        QVERIFY(std::isnan(ratingNeeded(1.0, 2.0, unknown)));
        QCOMPARE(ratingNeeded(1.0, 1.1, 1.25), 1.25);
    }

    void aRackOnOneSideOnlyIsCarriedThere() {
        PowerHall h;
        const Id<Busway> a = h.busway(h.unit(h.board, {}, 0), 0),
                         b = h.busway(h.unit(h.board, {}, 1), 1);
        const Id<Rack> both = h.rack(), one = h.rack();
        h.tap(a, both);
        h.tap(b, both);
        h.tap(a, one);
        h.prepare();
        h.load(100e3, 100e3);
        h.go();
        QCOMPARE(h.value(Fig::buswayLoad, a.raw), 150e3);
        QCOMPARE(h.value(Fig::buswayWorst, a.raw), 200e3);
        QCOMPARE(h.value(Fig::buswayWorst, b.raw), 100e3);
    }

    void boxesShareALoadAlike() {
        PowerHall h(Redundancy::N);
        const Id<Busway> way = h.busway(h.unit(h.board, {}, 0), 0);
        const Id<Rack> rack = h.rack();
        const Id<Tap> three = h.tap(way, rack, 3), one = h.tap(way, rack, 1);
        h.prepare();
        h.load(400e3, 400e3);
        h.go();
        QCOMPARE(h.value(Fig::tapLoad, three.raw), 300e3);
        QCOMPARE(h.value(Fig::tapLoad, one.raw), 100e3);
        QCOMPARE(h.value(Fig::tapCurrent, three.raw), h.value(Fig::tapCurrent, one.raw));
    }

    void aPowerRackCarriesTheRacksThatHangOnIt() {
        PowerHall h;
        const Id<Busway> a = h.busway(h.unit(h.board, {}, 0), 0),
                         b = h.busway(h.unit(h.board, {}, 1), 1);
        const Id<Rack> sidecar = h.rack();
        h.rack(sidecar);
        h.rack(sidecar);
        const Id<Tap> tap = h.tap(a, sidecar);
        h.tap(b, sidecar);
        h.prepare();
        h.load(300e3, 250e3);
        h.set(Fig::rackPeak, sidecar.raw, 0.0);
        h.go();
        QCOMPARE(h.value(Fig::tapLoad, tap.raw), 300e3);
        QCOMPARE(h.value(Fig::tapWorst, tap.raw), 600e3);
    }

    void coolingPlantWithoutTapsIsSharedByTheTopBoards() {
        PowerHall h;
        Id<PowerUnit> top[2], low[2];
        for (int s = 0; s < 2; ++s) {
            top[s] = h.unit(h.board,
                            h.unit(h.part("feed" + std::to_string(s), Kind::Utility), {}, s), s);
            low[s] = h.unit(h.board, top[s], s);
            h.busway(low[s], s);
        }
        const Id<Equipment> cdu = h.row(h.hall.equipment, Equipment{});
        h.prepare();
        h.load(0.0, 0.0);
        h.set(Fig::equipmentPower, cdu.raw, 10e3);
        h.set(Fig::airHeat, 0, 100e3);
        h.go();
        QCOMPARE(h.value(Fig::rejectionPower), 3500.0);
        QCOMPARE(h.value(Fig::unitLoad, top[0].raw), 6750.0);
        QCOMPARE(h.value(Fig::unitWorst, top[0].raw), 13500.0);
        QCOMPARE(h.value(Fig::unitWorst, low[0].raw), 0.0);
        QCOMPARE(h.value(Fig::systemWorst), 13500.0);
    }

    void coolingPlantWithTapsIsCarriedByThem() {
        PowerHall h;
        const Id<Busway> a = h.busway(h.unit(h.board, {}, 0), 0),
                         b = h.busway(h.unit(h.board, {}, 1), 1);
        const Id<Equipment> cdu = h.row(h.hall.equipment, Equipment{});
        const Id<Tap> tap = h.tap(a, cdu);
        h.tap(b, cdu);
        h.prepare();
        h.load(0.0, 0.0);
        h.set(Fig::equipmentPower, cdu.raw, 10e3);
        h.go();
        QCOMPARE(h.value(Fig::tapLoad, tap.raw), 5e3);
        QCOMPARE(h.value(Fig::buswayWorst, a.raw), 10e3);
        QCOMPARE(h.value(Fig::systemWorst), 10e3);
    }

    void unitsThatFeedThemselvesHaveUnknownLoads() {
        PowerHall h;
        const RawId first = h.next(), second = h.next(), self = h.next();
        h.hall.powerUnits.set({first}, PowerUnit{.part = h.board, .parent = {second}});
        h.hall.powerUnits.set({second}, PowerUnit{.part = h.board, .parent = {first}});
        h.hall.powerUnits.set({self}, PowerUnit{.part = h.board, .parent = {self}, .system = 1});
        const Id<PowerUnit> below = h.unit(h.board, {second}, 0);
        const Id<Busway> way = h.busway(below, 0);
        h.tap(way, h.rack());
        h.prepare();
        h.load(100e3, 100e3);
        h.go();
        QCOMPARE(h.power.inCycle, (std::vector<std::size_t>{0, 1, 2}));
        for (RawId id : {first, second, self}) {
            QVERIFY(h.status(Fig::unitLoad, id) == Status::None);
            QVERIFY(h.status(Fig::unitWorst, id) == Status::None);
        }
        QCOMPARE(h.value(Fig::unitLoad, below.raw), 100e3);
        QVERIFY(h.status(Fig::systemWorst) != Status::Ok);
    }

    void danglingReferencesDoNoHarm() {
        PowerHall h;
        const Id<PowerUnit> orphan =
            h.row(h.hall.powerUnits, PowerUnit{.part = {9999}, .parent = {9999}, .parallel = -3});
        const Id<Busway> way =
            h.row(h.hall.busways, Busway{.part = {9999}, .source = {9999}, .system = 7});
        const Id<Rack> rack = h.rack({9999});
        const Id<Tap> nowhere = h.tap(Id<Busway>{9999}, rack), nothing = h.tap(way, Id<Rack>{9999}),
                      none = h.tap(way, rack, 0), good = h.tap(way, rack);
        h.prepare();
        h.load(100e3, 100e3);
        h.go();
        QVERIFY(h.status(Fig::tapLoad, nowhere.raw) == Status::Absent);
        QCOMPARE(h.value(Fig::tapLoad, nothing.raw), 0.0);
        QCOMPARE(h.value(Fig::tapLoad, none.raw), 0.0);
        QCOMPARE(h.value(Fig::tapLoad, good.raw), 100e3);
        QVERIFY(h.status(Fig::unitLoss, orphan.raw) !=
                Status::Ok);  // a unit without a part: its loss is unknown
        QCOMPARE(h.power.systemIds, (std::vector<int>{0, 7}));
        QVERIFY(h.status(Fig::buswayDrop, way.raw) == Status::None);
    }

    void anUnknownRackMakesAnAtLeast() {
        PowerHall h;
        const Id<PowerUnit> board = h.unit(h.board, {}, 0);
        const Id<Busway> way = h.busway(board, 0);
        const Id<Rack> known = h.rack(), other = h.rack();
        h.tap(way, known);
        const Id<Tap> tap = h.tap(way, other);
        h.prepare();
        h.load(100e3, 100e3);
        h.set(Fig::rackPeak, other.raw, unknown);
        h.go();
        QVERIFY(h.status(Fig::tapLoad, tap.raw) == Status::None);
        QVERIFY(h.status(Fig::buswayLoad, way.raw) == Status::Partial);
        QCOMPARE(h.value(Fig::buswayLoad, way.raw), 100e3);
        QVERIFY(h.status(Fig::unitWorst, board.raw) == Status::Partial);
        QVERIFY(h.status(Fig::systemWorst) == Status::Partial);
        QVERIFY(h.status(Fig::buswayCurrent, way.raw) == Status::Partial);
    }

    void aHallWithoutPowerTreeHasNoSystem() {
        PowerHall h;
        h.rack();
        h.prepare();
        h.load(100e3, 100e3);
        h.go();
        QVERIFY(h.status(Fig::systemWorst) == Status::Absent);
        QCOMPARE(h.value(Fig::distributionLoss), 500.0);
    }

    void currentsAtTheVoltageOfTheHall_data() {
        QTest::addColumn<int>("distribution");
        QTest::addColumn<double>("current");
        QTest::newRow("415 V") << static_cast<int>(Distribution::Ac415) << 187.4;
        QTest::newRow("480 V") << static_cast<int>(Distribution::Ac480) << 162.0;
        QTest::newRow("800 V DC") << static_cast<int>(Distribution::Dc800) << 165.0;
    }
    void currentsAtTheVoltageOfTheHall() {
        QFETCH(int, distribution);
        QFETCH(double, current);
        PowerHall h(Redundancy::N);
        h.site_.distribution = static_cast<Distribution>(distribution);
        h.site(h.site_);
        const Id<Busway> way = h.busway(h.unit(h.board, {}, 0), 0);
        const Id<Tap> tap = h.tap(way, h.rack());
        h.prepare();
        h.load(132e3, 132e3);
        h.go();
        COMPARE_WITHIN(h.value(Fig::tapCurrent, tap.raw), current, 0.0005);
        COMPARE_WITHIN(h.value(Fig::buswayCurrent, way.raw), current, 0.0005);
    }

    void aBuswayDropsHalfOfItsRunAndAllOfItsFeeder() {
        PowerHall h(Redundancy::N);
        const Id<Busway> way = h.busway(h.unit(h.board, {}, 0), 0);
        h.tap(way, h.rack());
        h.prepare();
        h.load(132e3, 132e3);
        h.go();
        // 20 m at 43 µΩ/m, half of it; 60 m of copper at 70 °C and 1.5 A/mm².
        const double volts =
            std::sqrt(3.0) * 0.98 * (187.386 * 4.3e-5 * 10.0 + 2.06034e-8 * 1.5e6 * 60.0);
        COMPARE_WITHIN(h.value(Fig::buswayDrop, way.raw), volts / 415.0, 1e-4);
    }

    void pueAddsWhatIsNotIt() {
        PowerHall h;
        const Id<Rack> rack = h.rack();
        h.tap(h.busway(h.unit(h.board, {}, 0), 0), rack);
        h.prepare();
        h.load(1.2e6, 1e6);
        h.set(Fig::airHeat, 0, 1.05e6);
        h.set(Fig::pumpPower, 0, 20e3);
        h.set(Fig::fanPower, 0, 30e3);
        h.go();
        QCOMPARE(h.value(Fig::distributionLoss), 5e3);
        COMPARE_WITHIN(h.value(Fig::rejectionPower), 0.035 * 1.05e6, 1e-12);
        COMPARE_WITHIN(h.value(Fig::facilityPower), 1e6 + 5e3 + 50e3 + 10e3 + 36750.0, 1e-12);
        COMPARE_WITHIN(h.value(Fig::facilityPue), 1.10175, 1e-12);
        QCOMPARE(h.value(Fig::rejectionShortfall), 30.0 + 8.0 - 24.6);
        QCOMPARE(h.value(Fig::chilledShortfall), 30.0 + 8.0 - 24.6);
        QVERIFY(h.status(Fig::facilityPueYear) == Status::Partial);  // the climate gives no hours
    }

    void eachStreamIsShortOfItsOwnSupply() {
        PowerHall h;
        const Id<Loop> warm = h.row(h.hall.loops, Loop{.facilitySupply = celsius(40.0)}),
                       cold = h.row(h.hall.loops, Loop{.facilitySupply = celsius(28.0)}),
                       idle = h.row(h.hall.loops, Loop{.facilitySupply = celsius(5.0)});
        h.prepare();
        h.load(0.0, 0.0);
        h.set(Fig::liquidHeat, 0, 200e3);
        h.set(Fig::loopHeat, warm.raw, 100e3);
        h.set(Fig::loopHeat, cold.raw, 100e3);
        h.set(Fig::loopHeat, idle.raw, 0.0);
        h.go();
        QCOMPARE(h.value(Fig::loopShortfall, warm.raw), 0.0);
        COMPARE_WITHIN(h.value(Fig::loopShortfall, cold.raw), 10.0, 1e-9);
        QVERIFY(h.status(Fig::loopShortfall, idle.raw) == Status::Absent);
        QVERIFY(h.status(Fig::chilledShortfall) == Status::Absent);  // all heat is in the loops
        COMPARE_WITHIN(h.value(Fig::rejectionShortfall), 10.0, 1e-9);
    }

    void aYearOfOneTemperatureIsItsDesignDay() {
        PowerHall h;
        Part climate = *h.hall.part(h.climate);
        Reading hours;
        hours.x = {29.999999, 30.0};
        hours.values = {0.0, 8760.0 * 3600.0};
        climate.data.push_back({Property::dryBulbHours, {hours}, 0});
        h.hall.parts.set(h.climate, FrozenPart{std::make_shared<const Part>(climate), {}});
        h.rack();
        h.prepare();
        h.load(1.2e6, 1e6);
        h.set(Fig::airHeat, 0, 1e6);
        h.go();
        COMPARE_WITHIN(h.value(Fig::facilityPueYear), h.value(Fig::facilityPue), 1e-9);
        COMPARE_WITHIN(h.value(Fig::facilityEnergy),
                       0.8e6 * h.value(Fig::facilityPueYear) * 8760.0 * 3600.0, 1e-12);
    }

    void noItNoPue() {
        PowerHall h;
        h.prepare();
        h.load(0.0, 0.0);
        h.go();
        QVERIFY(h.status(Fig::facilityPue) == Status::Absent);
        QCOMPARE(h.value(Fig::facilityEnergy), 0.0);
    }
};

HALL_TEST(PowerTest)
#include "power_test.moc"
