#include "model/stages/plant.h"

#include "tests/stages/fabric_hall.h"
#include "tests/support/example_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <map>
#include <random>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

namespace {

using What = ChainPiece::What;
using P = Property;

namespace made {
inline constexpr PartId rack{32}, network{33}, sw{34}, host{35}, module{36}, jumper{37},
    trunk12{38}, trunk3{39}, panel{40}, splitter{41}, copper{42};
}

PlainPart moduleOf(const char* id, const char* cage, double links, double connectors) {
    return PlainPart(id, Kind::Transceiver)
        .with(P::moduleCage, cage)
        .with(P::linkSpeed, 400e9)
        .with(P::linksPerModule, links)
        .with(P::opticsConnectors, connectors)
        .with(P::opticsLaneRate, 100e9)
        .with(P::strandsPerLink, 8.0)
        .with(P::connector, "mpo-12")
        .with(P::medium, "smf")
        .with(P::gender, "male")
        .with(P::polish, "apc")
        .with(P::reach, 500.0);
}

/// A cable whose strands of a link are eight, and whose tails share what the fat end has.
PlainPart fibre(const char* id, Kind kind, double strands, const char* gender) {
    return PlainPart(id, kind)
        .with(P::connector, "mpo-12")
        .with(P::medium, "smf")
        .with(P::gender, gender)
        .with(P::polish, "apc")
        .with(P::polarity, "B")
        .with(P::cableStrands, strands)
        .with(P::cableDiameter, 0.003)
        .with(P::massPerMetre, 0.01);
}

/// A hall with a random fabric: kind, planes, plant, modules, racks that leave gaps, optics.
Hall randomHall(std::mt19937& dice) {
    const auto roll = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(dice);
    };
    Hall hall;
    const auto put = [&](PartId id, PlainPart part) { hall.parts.set(id, part.frozen()); };
    put(parts::basis, PlainPart("basis", Kind::DesignBasis)
                          .with(P::linkSlack, 2.0)
                          .with(P::trunkSlack, 3.0)
                          .with(P::linkPanels, 2.0)
                          .with(P::panelMatings, 1.0)
                          .with(P::matingLoss, 0.35)
                          .with(P::fibreLoss, 0.0004));
    put(made::rack, PlainPart("rack", Kind::ComputeRack)
                        .with(P::sizeWidth, 0.6)
                        .with(P::sizeDepth, 1.2)
                        .with(P::sizeHeight, 2.3)
                        .with(P::nodes, roll(1, 5))
                        .with(P::scaleOutPorts, roll(1, 3))
                        .with(P::scaleOutSpeed, 400e9)
                        .with(P::scaleOutCage, "osfp-rhs"));
    put(made::network, PlainPart("network", Kind::NetworkRack)
                           .with(P::sizeWidth, 0.8)
                           .with(P::sizeDepth, 1.2)
                           .with(P::sizeHeight, 2.3));
    const int perCage = roll(1, 2);
    put(made::sw, PlainPart("switch", Kind::Switch)
                      .with(P::switchCages, roll(4, 12))
                      .with(P::portsPerCage, perCage)
                      .with(P::portSpeed, 400e9)
                      .with(P::portSplitMax, 1.0)
                      .with(P::switchCage, "osfp")
                      .with(P::switchOptics, "pluggable"));
    // One connector for two links is what a splitter is for.
    const bool fat = perCage == 2 && roll(0, 1) == 1;
    put(made::host, moduleOf("host", "osfp-rhs", 1.0, 1.0));
    put(made::module, moduleOf("module", "osfp", perCage, fat ? 1.0 : perCage));
    put(made::jumper, fibre("jumper", Kind::Jumper, 8.0, "female")
                          .with(P::cableLengths, std::vector<double>{3, 5, 10, 20, 30}));
    put(made::trunk12,
        fibre("trunk-12", Kind::Trunk, 144.0, "male").with(P::connectorFibres, 12.0));
    put(made::trunk3, fibre("trunk-3", Kind::Trunk, 36.0, "male").with(P::connectorFibres, 12.0));
    put(made::panel, PlainPart("panel", Kind::Panel)
                         .with(P::panelPorts, roll(4, 24))
                         .with(P::connector, "mpo-12"));
    put(made::splitter, fibre("splitter", Kind::Jumper, 16.0, "female").with(P::cableSplit, 2.0));
    put(made::copper, PlainPart("copper", Kind::CopperCable)
                          .with(P::moduleCage, "osfp")
                          .with(P::linkSpeed, 400e9)
                          .with(P::linksPerModule, perCage)
                          .with(P::opticsLaneRate, 100e9)
                          .with(P::reach, 12.0)
                          .with(P::cableLengths, std::vector<double>{5, 8, 12}));
    put(parts::tray,
        PlainPart("tray", Kind::CableTray).with(P::trayWidth, 0.6).with(P::trayHeight, 0.1));
    hall.sites.set({15}, Site{.width = {60000}, .depth = {36000}, .basis = parts::basis});

    Fabric fabric{.name = "compute", .switchPart = made::sw};
    constexpr FabricKind kinds[] = {FabricKind::RailFatTree, FabricKind::FatTree,
                                    FabricKind::MultiPlane};
    fabric.kind = kinds[roll(0, 2)];
    fabric.planes = fabric.kind == FabricKind::MultiPlane ? 2 : 1;
    fabric.speed = 400'000'000'000;
    fabric.optics = roll(0, 2) == 0 ? OpticsPolicy::CopperFirst : OpticsPolicy::Pluggable;
    fabric.plant = static_cast<CablePlant>(fat ? roll(1, 2) : roll(0, 2));
    fabric.hostModule = made::host;
    fabric.switchModule = made::module;
    fabric.cable = made::jumper;
    fabric.panel = made::panel;
    if (roll(0, 1) == 1) fabric.trunk = made::trunk12;
    hall.fabrics.set(compute, fabric);
    RawId next = firstRack;
    const int racks = roll(2, 8);
    for (int i = 0, slot = 0; i < racks; ++i, slot += roll(1, 2)) {
        const Id<Rack> id{next++};
        hall.racks.set(id, Rack{.name = "R" + std::to_string(i),
                                .part = made::rack,
                                .place = {{3000 + 600 * i}, {2000}}});
        hall.members.set({next++}, Member{id, compute, slot / 8, slot % 8});
    }
    for (int i = 0; i < 3; ++i) {
        const Id<Rack> id{next++};
        hall.racks.set(id, Rack{.name = "N" + std::to_string(i),
                                .part = made::network,
                                .place = {{9000 + 800 * i}, {2000}}});
        for (const Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core})
            hall.mounts.set({next++}, Mount{id, compute, tier, 100 * i, 100});
    }
    hall.trays.set({next++}, Tray{.part = parts::tray,
                                  .x1 = {2000},
                                  .y1 = {2600},
                                  .x2 = {14000},
                                  .y2 = {2600},
                                  .elevation = {2700}});
    return hall;
}

/// What the chains of all links of a fabric are made of, against what is bought for it.
QString ledgerFault(const Evaluation& e, std::size_t f, long long& trunks, long long& splitters) {
    const FabricPlan& fabric = e.fabrics().plans[f];
    const CablePlan& plan = e.cables().plans[f];
    if (!plan.plant.problem.empty())  // then nothing of the plant is bought at all
        return plan.plant.cables() == 0 && plan.plant.panels == 0 ? QString() : "half a plant";
    std::set<std::pair<int, std::pair<std::int32_t, std::int64_t>>> modules, panels;
    std::map<std::pair<PartId, std::int32_t>, std::set<std::pair<int, std::int64_t>>> pieces;
    std::set<ChainPiece> sharedOnce;
    long long ends = 0, links = 0;
    for (std::size_t b = 0; b < fabric.bundles.size(); ++b)
        for (std::int32_t i = 0; i < fabric.bundles[b].links; ++i) {
            Link link;
            link.ref = {static_cast<std::int32_t>(f), static_cast<std::int32_t>(b), i};
            const std::vector<ChainPiece> chain = chainOf(e, link);
            if (const std::string why = chainFault(e, link, chain); !why.empty())
                return QString("link %1/%2: %3").arg(b).arg(i).arg(QString::fromStdString(why));
            ++links;
            for (const ChainPiece& piece : chain) {
                // No two links share one place of a thing.
                if (!sharedOnce.insert(piece).second)
                    return QString("link %1/%2 shares a place").arg(b).arg(i);
                if (piece.what == What::HostModule || piece.what == What::SwitchModule) {
                    ++ends;
                    modules.insert({static_cast<int>(piece.what) * 4, {piece.rack, piece.number}});
                } else if (piece.what == What::CoPackagedPort) {
                    ++ends;
                } else if (piece.what == What::Panel) {
                    panels.insert({0, {piece.rack, piece.number}});
                } else {
                    pieces[{piece.part, piece.bought_mm}].insert(
                        {static_cast<int>(piece.what), piece.number});
                }
            }
        }
    if (links != fabric.size.hostLinks + fabric.size.leafSpineLinks + fabric.size.spineCoreLinks)
        return "links are missing";
    const auto differ = [](const char* what, long long chains, long long bought) {
        return QString("%1: %2 in the chains, %3 bought").arg(what).arg(chains).arg(bought);
    };
    if (ends != 2 * plan.opticalLinks) return differ("optical ends", ends, 2 * plan.opticalLinks);
    const long long count = static_cast<long long>(modules.size());
    if (count != plan.hostModules + plan.switchModules)
        return differ("modules", count, plan.hostModules + plan.switchModules);
    if (static_cast<long long>(panels.size()) != plan.plant.panels)
        return differ("panels", static_cast<long long>(panels.size()), plan.plant.panels);
    std::map<std::pair<PartId, std::int32_t>, long long> bought = plan.pieces;
    for (const auto& [piece, n] : plan.plant.pieces)
        bought[piece] += n;
    for (const TrunkGroup& group : plan.plant.groups) {
        bought[{group.trunk, group.bought_mm}] += group.pieces;
        trunks += group.pieces;
    }
    splitters += plan.plant.splitters;
    for (const auto& [piece, all] : pieces)
        if (bought[piece] != static_cast<long long>(all.size()))
            return differ("cables of one part and length", static_cast<long long>(all.size()),
                          bought[piece]);
    for (const auto& [piece, n] : bought)
        if (n != 0 && !pieces.count(piece)) return differ("cables in no chain", 0, n);
    for (const auto& tier : plan.cagesTaken)
        for (const long long taken : tier)
            if (taken >
                e.numbers().get(e.hall().fabrics[{fabric.fabric}].switchPart, P::switchCages))
                return "more modules than cages";
    return {};
}

}  // namespace

class PlantTest : public QObject {
    Q_OBJECT

private slots:
    void everyLinkOfARandomFabricIsAChainOfWhatIsBought() {
        long long trunks = 0, splitters = 0, copper = 0, fabrics = 0;
        for (unsigned seed = 1; seed <= 240; ++seed) {
            std::mt19937 dice(seed);
            const Evaluation e = evaluate(randomHall(dice));
            if (!e.fabrics().plans[0].size.feasible) continue;
            ++fabrics;
            const QString why = ledgerFault(e, 0, trunks, splitters);
            QVERIFY2(why.isEmpty(), qPrintable(QString("seed %1: %2").arg(seed).arg(why)));
            copper += e.cables().plans[0].copperLinks;
        }
        // The dice reached every plant.
        QVERIFY2(fabrics >= 200, qPrintable(QString::number(fabrics)));
        QVERIFY(trunks > 0);
        QVERIFY(splitters > 0);
        QVERIFY(copper > 0);
    }

    void everyLinkOfTheExampleOf128RacksIsAChain_data() {
        QTest::addColumn<int>("plant");
        QTest::addRow("direct") << 0;
        QTest::addRow("trunk") << 1;
    }
    void everyLinkOfTheExampleOf128RacksIsAChain() {
        QFETCH(int, plant);
        Hall hall = examplePlan("gb300-128").hall;
        RawId next = hall.highestId() + 1;
        if (plant == 1) {
            const auto put = [&](const char* id) {
                const PartId part{next++};
                hall.parts.set(part, {shippedCatalog().find(id), {}});
                return part;
            };
            const PartId trunk = put("mpo-trunk-smf-144");
            const PartId panel = put("panel-1u-mpo12-576");
            put("mpo-trunk-smf-24");
            std::vector<std::pair<Id<Fabric>, Fabric>> rows;
            hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& row) {
                rows.push_back({id, row});
            });
            for (auto& [id, row] : rows) {
                row.plant = CablePlant::Trunk;
                row.trunk = trunk;
                row.panel = panel;
                hall.fabrics.set(id, row);
            }
        }
        const Evaluation e = evaluate(hall);
        long long trunks = 0, splitters = 0;
        QVERIFY(!e.fabrics().plans.empty());
        for (std::size_t f = 0; f < e.fabrics().plans.size(); ++f) {
            const QString why = ledgerFault(e, f, trunks, splitters);
            QVERIFY2(why.isEmpty(), qPrintable(QString("fabric %1: %2").arg(f).arg(why)));
        }
        QCOMPARE(trunks > 0, plant == 1);
    }

    /// Trunks fill the large part and put the rest into the small one.
    void whatIsLeftOfALargeTrunkGoesIntoASmallOne() {
        std::mt19937 dice(7);
        Hall hall = randomHall(dice);
        Fabric fabric = hall.fabrics[compute];
        fabric.plant = CablePlant::Trunk;
        fabric.optics = OpticsPolicy::Pluggable;
        fabric.trunk = {};
        hall.fabrics.set(compute, fabric);
        const Evaluation e = evaluate(hall);
        long long links = 0;
        for (const TrunkGroup& group : e.cables().plans[0].plant.groups) {
            const bool large = group.trunk == made::trunk12;
            QCOMPARE(group.perPiece, large ? 12 : 3);
            QVERIFY(group.links <= group.pieces * group.perPiece);
            QVERIFY(large || group.pieces == 1);
            QVERIFY(group.bought_mm >= group.length_mm);
            QCOMPARE(group.strands, 8 * group.links);
            links += group.links;
        }
        QCOMPARE(links, e.cables().plans[0].plant.links);
        QVERIFY(links > 0);
    }

    /// A rack that moves and comes back leaves every number as it was, and an update equals a full
    /// pass.
    void aMovedRackLeavesAStructuredPlantAsAFullPassMakesIt() {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            std::mt19937 dice(seed);
            Hall hall = randomHall(dice);
            Fabric fabric = hall.fabrics[compute];
            if (fabric.plant == CablePlant::Direct) continue;
            Evaluator evaluator;
            evaluator.update(hall);
            Rack rack = hall.racks[Id<Rack>{firstRack}];
            rack.place.x = {5000};
            rack.place.y = {9000};
            hall.racks.set({firstRack}, rack);
            const Evaluation& updated = evaluator.update(hall);
            const Evaluation full = evaluate(hall);
            QVERIFY(updated.cables().plans[0].plant == full.cables().plans[0].plant);
            const auto bits = [](const Evaluation& e) {
                return e.number(Fig::trayFillMax, e.hall().siteId().raw);
            };
            QCOMPARE(bits(updated), bits(full));
        }
    }
};

HALL_TEST(PlantTest)
#include "plant_test.moc"
