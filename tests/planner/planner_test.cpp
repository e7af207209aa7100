#include "model/planner/planner.h"

#include "catalog/reader.h"
#include "model/figures/evaluation.h"
#include "model/hall/tables.h"
#include "model/planner/layout.h"
#include "model/planner/network_plan.h"
#include "model/planner/power_plan.h"
#include "model/rules/rule.h"
#include "model/stages/fabric.h"
#include "tests/support/test.h"

#include <map>
#include <set>

using namespace hallwright;

namespace {

struct Item {
    std::string name;
    Rect box;
};

std::vector<Item> boxesOf(const Hall& hall) {
    std::vector<Item> items;
    hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        items.push_back({rack.name, footprintOf(hall, rack)});
    });
    hall.equipment.forEach([&](Id<Equipment>, const Equipment& e) {
        items.push_back({e.name, footprintOf(hall, e)});
    });
    return items;
}

bool isCompute(const Hall& hall, const Rack& rack) {
    return hall.part(rack.part)->kind == Kind::ComputeRack;
}

int countOf(const Hall& hall, Kind kind) {
    int count = 0;
    hall.racks.forEach(
        [&](Id<Rack>, const Rack& rack) { count += hall.part(rack.part)->kind == kind; });
    return count;
}

}  // namespace

class PlannerTest : public QObject {
    Q_OBJECT

    Catalog m_catalog;
    std::map<QString, Plan> m_plans;

    Result<Brief> example(const QString& name) const {
        return readBrief(test::sourceFolder() / "resources" / "examples" /
                         (name.toStdString() + ".toml"));
    }
    static void addExamples() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc", "gb300-128"})
            QTest::newRow(name) << QString(name);
    }

private slots:
    void initTestCase() {
        Result<Catalog> catalog = readCatalog(test::sourceFolder() / "catalog");
        VERIFY_OK(catalog);
        m_catalog = *catalog;
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc", "gb300-128"}) {
            const Result<Brief> brief = example(name);
            VERIFY_OK(brief);
            Result<Plan> made = plan(*brief, m_catalog);
            VERIFY_OK(made);
            m_plans.emplace(name, *made);
        }
    }

    void theExamplesHaveTheirRacksAndPlant_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("racks");
        QTest::addColumn<int>("networkRacks");
        QTest::addColumn<int>("sidecars");
        QTest::addColumn<int>("loops");
        QTest::newRow("gb300-unit") << "gb300-unit" << 8 << 4 << 0 << 1;
        QTest::newRow("kyber-row") << "kyber-row" << 8 << 7 << 8 << 1;
        QTest::newRow("ir7000-hpc") << "ir7000-hpc" << 12 << 4 << 0 << 1;
        QTest::newRow("gb300-128") << "gb300-128" << 128 << 59 << 0 << 8;
    }
    void theExamplesHaveTheirRacksAndPlant() {
        QFETCH(QString, name);
        QFETCH(int, racks);
        QFETCH(int, networkRacks);
        QFETCH(int, sidecars);
        QFETCH(int, loops);
        const Plan& made = m_plans.at(name);
        QCOMPARE(made.placed, racks);
        QCOMPARE(made.asked, racks);
        QCOMPARE(countOf(made.hall, Kind::ComputeRack), racks);
        QCOMPARE(countOf(made.hall, Kind::NetworkRack), networkRacks);
        QCOMPARE(countOf(made.hall, Kind::PowerSidecar), sidecars);
        QCOMPARE(int(made.hall.loops.size()), loops);
        QVERIFY(made.nextId > made.hall.highestId());
    }

    void nothingOverlapsAndEverythingIsInside_data() { addExamples(); }
    void nothingOverlapsAndEverythingIsInside() {
        QFETCH(QString, name);
        const Hall& hall = m_plans.at(name).hall;
        const Rect floor{{0}, {0}, hall.site().width, hall.site().depth};
        const std::vector<Item> items = boxesOf(hall);
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Rect& box = items[i].box;
            QVERIFY2(box.x >= floor.x && box.y >= floor.y && box.right() <= floor.right() &&
                         box.top() <= floor.top(),
                     items[i].name.c_str());
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!box.overlaps(items[j].box),
                         (items[i].name + " and " + items[j].name).c_str());
        }
    }

    void noTwoItemsShareAName_data() { addExamples(); }
    void noTwoItemsShareAName() {
        QFETCH(QString, name);
        const Hall& hall = m_plans.at(name).hall;
        std::set<std::string> names;
        for (const TableAccess* table : allTables()) {
            // Sources, parts and rows without a name of their own are not called by one.
            if (table->id() == TableId::Sources || table->id() == TableId::Parts ||
                table->id() == TableId::Taps || table->id() == TableId::Members ||
                table->id() == TableId::Mounts)
                continue;
            for (const RawId id : table->ids(hall)) {
                const std::string called = itemName(hall, {table->id(), id});
                QVERIFY2(names.insert(called).second, called.c_str());
            }
        }
    }

    void everySwitchStandsInARack_data() { addExamples(); }
    void everySwitchStandsInARack() {
        QFETCH(QString, name);
        const Evaluation evaluation = evaluate(m_plans.at(name).hall);
        QVERIFY(!evaluation.fabrics().plans.empty());
        for (const FabricPlan& fabric : evaluation.fabrics().plans) {
            QVERIFY2(fabric.size.feasible, fabric.size.problem.c_str());
            std::array<int, 3> mounted{};
            evaluation.hall().mounts.forEach([&](Id<Mount>, const Mount& mount) {
                if (mount.fabric.raw == fabric.fabric)
                    mounted[std::size_t(mount.tier)] += mount.count;
            });
            QCOMPARE(mounted, fabric.size.switches);
            for (const std::vector<std::int32_t>& tier : fabric.switchRack)
                for (const std::int32_t rack : tier)
                    QVERIFY(rack >= 0);
        }
    }

    void theFabricOf128RacksIsTheOneOfTheReferenceArchitecture() {
        const Evaluation evaluation = evaluate(m_plans.at("gb300-128").hall);
        QCOMPARE(evaluation.fabrics().plans[0].size.switches, (std::array<int, 3>{128, 72, 0}));
        QCOMPARE(evaluation.fabrics().plans[0].size.endpoints, 9216LL);
    }

    void membersAreUniqueAndFillUnits_data() { addExamples(); }
    void membersAreUniqueAndFillUnits() {
        QFETCH(QString, name);
        const Hall& hall = m_plans.at(name).hall;
        std::set<std::tuple<RawId, int, int>> places;
        hall.members.forEach([&](Id<Member>, const Member& member) {
            QVERIFY(places.insert({member.fabric.raw, member.unit, member.slot}).second);
            QVERIFY(member.slot >= 0 && member.slot < hall.fabrics[member.fabric].unit);
        });
        std::size_t wanted = 0;
        hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
                wanted += hasPorts(*hall.part(rack.part), fabric.role);
            });
        });
        QVERIFY(wanted >= hall.fabrics.size() * std::size_t(countOf(hall, Kind::ComputeRack)));
        QCOMPARE(places.size(), wanted);
    }

    void everyRackIsFedByEverySystemWithinRatings_data() { addExamples(); }
    void everyRackIsFedByEverySystemWithinRatings() {
        QFETCH(QString, name);
        const Hall& hall = m_plans.at(name).hall;
        const Evaluation evaluation = evaluate(hall);
        std::map<RawId, std::set<int>> systems;
        hall.taps.forEach([&](Id<Tap> id, const Tap& tap) {
            QVERIFY(hall.busways.contains(tap.busway));
            systems[tap.rack.raw].insert(hall.busways[tap.busway].system);
            QVERIFY(evaluation.number(Fig::tapNeed, id.raw) <=
                    *hall.part(tap.part)->number(Property::ratingCurrent) * (1.0 + 1e-9));
        });
        const std::size_t wanted = hall.site().redundancy == Redundancy::TwoN ? 2 : 1;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (hall.part(rack.part)->kind == Kind::PowerSidecar) return;
            const RawId fed = rack.sidecar ? rack.sidecar.raw : id.raw;
            QVERIFY2(systems[fed].size() == wanted, rack.name.c_str());
        });
        hall.busways.forEach([&](Id<Busway> id, const Busway& busway) {
            QVERIFY2(hall.powerUnits.contains(busway.source), busway.name.c_str());
            QVERIFY2(evaluation.number(Fig::buswayNeed, id.raw) <=
                         *hall.part(busway.part)->number(Property::ratingCurrent) * (1.0 + 1e-9),
                     busway.name.c_str());
        });
        hall.powerUnits.forEach([&](Id<PowerUnit> id, const PowerUnit& unit) {
            const std::optional<double> rating =
                hall.part(unit.part)->number(Property::ratingPower);
            const double load = evaluation.number(Fig::unitWorst, id.raw);
            const bool spare = hall.site().redundancy == Redundancy::NPlus1 && unit.parallel > 1;
            const int left = unit.parallel - (spare ? 1 : 0);
            QVERIFY2(load > 0.0 && (!rating || load <= *rating * left * (1.0 + 1e-9)),
                     unit.name.c_str());
        });
    }

    void everyLiquidRackHangsOnALoopWithEnoughCdus_data() { addExamples(); }
    void everyLiquidRackHangsOnALoopWithEnoughCdus() {
        QFETCH(QString, name);
        const Hall& hall = m_plans.at(name).hall;
        const Evaluation evaluation = evaluate(hall);
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (evaluation.number(Fig::rackLiquid, id.raw) > 0.0)
                QVERIFY2(hall.loops.contains(rack.loop), rack.name.c_str());
        });
        hall.loops.forEach([&](Id<Loop> id, const Loop& loop) {
            QCOMPARE(loop.spare, 1);
            QVERIFY(evaluation.number(Fig::loopHeat, id.raw) > 0.0);
            QVERIFY(evaluation.number(Fig::loopHeat, id.raw) <=
                    evaluation.number(Fig::loopCapacity, id.raw));
            QVERIFY(evaluation.number(Fig::loopFlow, id.raw) <=
                    evaluation.number(Fig::loopFlowCapacity, id.raw));
        });
        QVERIFY(evaluation.number(Fig::airHeat) <= evaluation.number(Fig::airCapacity));
    }

    void everyLinkHasARoute_data() { addExamples(); }
    void everyLinkHasARoute() {
        QFETCH(QString, name);
        const Hall& hall = m_plans.at(name).hall;
        const Evaluation evaluation = evaluate(hall);
        hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
            QVERIFY2(evaluation.number(Fig::fabricLongestLink, id.raw) > 0.0, fabric.name.c_str());
        });
    }

    void theSameBriefGivesTheSameHall_data() { addExamples(); }
    void theSameBriefGivesTheSameHall() {
        QFETCH(QString, name);
        const Result<Brief> brief = example(name);
        VERIFY_OK(brief);
        const Result<Plan> again = plan(*brief, m_catalog);
        VERIFY_OK(again);
        QVERIFY(again->hall == m_plans.at(name).hall);
        QCOMPARE(again->nextId, m_plans.at(name).nextId);
    }

    void aHallThatIsTooSmallIsRefusedWithItsLimit() {
        const Result<Brief> brief = example("gb300-squeezed");
        VERIFY_OK(brief);
        const Result<Plan> made = plan(*brief, m_catalog);
        QVERIFY(!made);
        QVERIFY(made.error().code == ErrorCode::DoesNotFit);
        QCOMPARE(QString::fromStdString(made.error().text()),
                 QString("floor space: the 8 racks, 4 network racks and 2 CDUs need 9,800 mm of "
                         "row, the hall has room for one row "
                         "of 9,600 mm; ask for fewer racks or a hall at least 12.2 m wide (limit "
                         "space.row_length)"));
    }

    void aRefusalTellsAWidthThatIsEnough() {
        Result<Brief> brief = example("gb300-squeezed");
        VERIFY_OK(brief);
        Brief wider = *brief;
        wider.width = {12200};
        VERIFY_OK(plan(wider, m_catalog));
        wider.width = {12100};
        QVERIFY(!plan(wider, m_catalog));
    }

    void fitPlacesAsManyAsThereIsRoomFor() {
        const Result<Brief> brief = example("gb300-squeezed");
        VERIFY_OK(brief);
        PlanOptions options;
        options.fit = true;
        const Result<Plan> made = plan(*brief, m_catalog, options);
        VERIFY_OK(made);
        QCOMPARE(made->placed, 7);
        QCOMPARE(made->asked, 8);
        QCOMPARE(countOf(made->hall, Kind::ComputeRack), 7);
        QVERIFY(QString::fromStdString(made->notes.back())
                    .startsWith("placed 7 of 8 racks; one more does not fit: floor space: "));
    }

    void everyLimitHasItsName_data() {
        QTest::addColumn<QString>("limit");
        for (const char* limit :
             {"power.supply.side", "space.headroom", "structure.floor.bay", "space.rows",
              "liquid.supply.max", "power.input.mismatch", "cooling.rejection.reach"})
            QTest::newRow(limit) << QString(limit);
    }
    void everyLimitHasItsName() {
        QFETCH(QString, limit);
        const Result<Brief> read = example("gb300-unit");
        VERIFY_OK(read);
        Brief brief = *read;
        if (limit == "power.supply.side") brief.supplyPerSide = watts(1e6);
        if (limit == "space.headroom") brief.clearHeight = {2500};
        if (limit == "structure.floor.bay") brief.floorRating = pascals(5000.0);
        if (limit == "space.rows") brief.depth = {4000};
        if (limit == "liquid.supply.max") brief.facilitySupply = celsius(43.0);
        if (limit == "power.input.mismatch") brief.distribution = Distribution::Dc800;
        if (limit == "cooling.rejection.reach") brief.heatRejection.text = "dry";
        const Result<Plan> made = plan(brief, m_catalog);
        QVERIFY(!made);
        QVERIFY(made.error().code == ErrorCode::DoesNotFit);
        QVERIFY2(made.error().message.ends_with("(limit " + limit.toStdString() + ")"),
                 made.error().message.c_str());
    }

    /// Under N+1 every step of the path has a spare, and what is left carries the hall.
    void nPlusOneHasSparesAllAlongThePath() {
        const Result<Brief> brief = example("ir7000-hpc");
        VERIFY_OK(brief);
        QVERIFY(brief->redundancy == Redundancy::NPlus1);
        const Result<Plan> made = plan(*brief, m_catalog);
        VERIFY_OK(made);
        made->hall.powerUnits.forEach([&](Id<PowerUnit>, const PowerUnit& unit) {
            if (made->hall.part(unit.part)->kind != Kind::Utility)
                QVERIFY2(unit.parallel > 1, unit.name.c_str());
        });
        const Evaluation evaluation = evaluate(made->hall);
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(severityOf(finding) != Severity::Error,
                     findingText(evaluation, finding).c_str());
    }

    void everyRedundancyHasItsSystems_data() {
        QTest::addColumn<int>("redundancy");
        QTest::addColumn<int>("systems");
        QTest::addColumn<int>("feeds");
        QTest::newRow("N") << int(Redundancy::N) << 1 << 1;
        QTest::newRow("N+1") << int(Redundancy::NPlus1) << 1 << 1;
        QTest::newRow("2N") << int(Redundancy::TwoN) << 2 << 2;
        QTest::newRow("3N2") << int(Redundancy::ThreeN2) << 3 << 2;
        QTest::newRow("4N3") << int(Redundancy::FourN3) << 4 << 2;
    }
    void everyRedundancyHasItsSystems() {
        QFETCH(int, redundancy);
        QFETCH(int, systems);
        QFETCH(int, feeds);
        const Result<Brief> read = example("gb300-unit");
        VERIFY_OK(read);
        Brief brief = *read;
        brief.redundancy = Redundancy(redundancy);
        const Result<Plan> made = plan(brief, m_catalog);
        VERIFY_OK(made);
        std::map<RawId, std::set<int>> fed;
        std::set<int> all;
        made->hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
            fed[tap.rack.raw].insert(made->hall.busways[tap.busway].system);
            all.insert(made->hall.busways[tap.busway].system);
        });
        QCOMPARE(int(all.size()), systems);
        for (const auto& [rack, of] : fed)
            QCOMPARE(int(of.size()), feeds);
    }

    void coPackagedSwitchesHangOnTheLoops() {
        Result<Brief> read = example("gb300-unit");
        VERIFY_OK(read);
        Brief brief = *read;
        brief.fabrics[0].switchPart.text = "nvidia-q3450-ld";
        brief.fabrics[0].optics.text = "cpo";
        const Result<Plan> made = plan(brief, m_catalog);
        VERIFY_OK(made);
        Id<Fabric> compute;
        made->hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& f) {
            if (f.name == "compute") compute = id;
        });
        const Fabric& fabric = made->hall.fabrics[compute];
        QVERIFY(fabric.optics == OpticsPolicy::Cpo);
        QVERIFY(!fabric.switchModule);
        QVERIFY(fabric.hostModule);
        QCOMPARE(made->hall.part(fabric.cable)->text(Property::medium), std::string("smf"));
        int onLoop = 0;
        made->hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            onLoop += !isCompute(made->hall, rack) && rack.loop;
        });
        QVERIFY(onLoop > 0);
    }

    void aBareFabricIsPlannedWithoutRacks() {
        const Result<Brief> read = example("gb300-unit");
        VERIFY_OK(read);
        Brief brief = *read;
        brief.racks.clear();
        brief.fabrics.resize(1);
        brief.fabrics[0].kind = FabricKind::FatTree;
        brief.fabrics[0].endpoints = 576;
        const Result<Plan> made = plan(brief, m_catalog);
        VERIFY_OK(made);
        QCOMPARE(made->placed, 0);
        const Evaluation evaluation = evaluate(made->hall);
        QCOMPARE(evaluation.fabrics().plans[0].size.switches, (std::array<int, 3>{8, 4, 0}));
    }

    void planningCanBeWatchedAndStopped() {
        const Result<Brief> brief = example("gb300-unit");
        VERIFY_OK(brief);
        double last = -1.0;
        PlanOptions options;
        options.progress = [&](double progress, std::string_view) {
            const bool falls = progress < last;
            last = progress;
            return !falls && progress < 0.5;
        };
        const Result<Plan> made = plan(*brief, m_catalog, options);
        QVERIFY(!made);
        QVERIFY(made.error().code == ErrorCode::Refused);
        QVERIFY(last >= 0.5 && last < 0.6);
    }

    void evenRunsAreEvenAndNeverEmpty() {
        using Begins = std::vector<std::size_t>;
        QCOMPARE(evenRuns({1, 1, 1, 1, 1, 1, 1, 1}, 2), (Begins{0, 4}));
        QCOMPARE(evenRuns({1, 1, 1, 1, 1, 1, 1}, 3), (Begins{0, 2, 5}));
        QCOMPARE(evenRuns({9, 1, 1}, 3), (Begins{0, 1, 2}));
        QCOMPARE(evenRuns({5}, 1), (Begins{0}));
    }

    void rowsStandBackToBack() {
        const Hall& hall = m_plans.at("gb300-128").hall;
        std::vector<Row> rows;
        hall.rows.forEach([&](Id<Row>, const Row& row) { rows.push_back(row); });
        QCOMPARE(rows.size(), std::size_t{4});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QVERIFY(rows[i].facing == (i % 2 == 0 ? Facing::Down : Facing::Up));
            if (i > 0)
                QVERIFY(rows[i].y - (rows[i - 1].y + rows[i - 1].depth) >= Millimetres{1200});
        }
    }

    void progressRisesAndNamesWhatIsDone() {
        const Result<Brief> brief = example("gb300-unit");
        VERIFY_OK(brief);
        for (const bool fit : {false, true}) {
            Brief asked = *brief;
            if (fit) asked.width = {12000}, asked.depth = {7000};
            PlanOptions options;
            options.fit = fit;
            double last = 0.0;
            int told = 0;
            bool rising = true, named = true;
            options.progress = [&](double progress, std::string_view doing) {
                rising = rising && progress >= last && progress < 1.0;
                named = named && !doing.empty();
                last = progress;
                ++told;
                return true;
            };
            const Result<Plan> made = plan(asked, m_catalog, options);
            VERIFY_OK(made);
            QVERIFY(made->evaluation);
            QVERIFY(rising && named);
            QVERIFY(told >= 10);
            if (fit) QVERIFY(made->placed < 8);
        }
    }

    void planningStopsWheneverItIsAskedTo() {
        const Result<Brief> brief = example("gb300-unit");
        VERIFY_OK(brief);
        for (int patience = 0; patience < 40; ++patience) {
            int asked = 0;
            PlanOptions options;
            options.progress = [&](double, std::string_view) { return asked++ < patience; };
            const Result<Plan> made = plan(*brief, m_catalog, options);
            if (made) {
                QVERIFY(patience >= asked);
                return;
            }
            QCOMPARE(made.error().message, std::string("planning was stopped; nothing is changed"));
            QCOMPARE(asked, patience + 1);  // not asked again after the no
        }
        QFAIL("planning asks more often than a small hall needs");
    }

    void aSearchForALargerHallStopsToo() {
        const Result<Brief> shipped = example("gb300-128");
        VERIFY_OK(shipped);
        Brief brief = *shipped;
        brief.depth = {8000};
        int rows = 0;
        PlanOptions options;
        options.progress = [&](double, std::string_view doing) {
            rows += doing == "rows";
            return rows < 4;
        };
        const Result<Plan> made = plan(brief, m_catalog, options);
        QVERIFY(!made);
        QCOMPARE(made.error().message, std::string("planning was stopped; nothing is changed"));
    }
};

HALL_TEST(PlannerTest)
#include "planner_test.moc"
