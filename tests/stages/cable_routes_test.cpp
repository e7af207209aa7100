#include "model/rules/rule.h"
#include "model/stages/link_route.h"
#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

/// Ways of cables: heights, detours round full trays, the cable field, and what a moved rack
/// changes.
class CableRoutesTest : public QObject {
    Q_OBJECT

    /// The hall of eight racks with units for its switches and an elevation for its racks: nodes
    /// from U11 on, one unit each.
    static Hall withHeights(int racks) {
        Hall hall = gb300Hall(racks);
        const PartId node{50};
        hall.parts.set(node, PlainPart("node", Kind::Tray).with(Property::rackUnits, 1.0).frozen());
        say(hall, parts::computeRack, Property::rackElevation, "48U: free:10, 18*node");
        say(hall, parts::pluggableSwitch, Property::rackUnits, 2.0);
        return hall;
    }
    static Hall moved(Hall hall, RawId id, Placement place) {
        Rack rack = hall.racks[{id}];
        rack.place = place;
        hall.racks.set({id}, rack);
        return hall;
    }
    /// Of a compute rack of 600 or a network rack of 800 mm, both 1,200 mm deep.
    static RoutePoint middle(const Hall& hall, RawId id) {
        const Rack& rack = hall.racks[{id}];
        const std::int32_t width_mm = rack.part == parts::networkRack ? 800 : 600;
        return {rack.place.x.mm + width_mm / 2, rack.place.y.mm + 600, 0};
    }
    static long long length(const std::vector<RoutePoint>& points) {
        long long sum = 0;
        for (std::size_t i = 1; i < points.size(); ++i)
            sum += std::abs(points[i].x_mm - points[i - 1].x_mm) +
                   std::abs(points[i].y_mm - points[i - 1].y_mm) +
                   std::abs(points[i].z_mm - points[i - 1].z_mm);
        return sum;
    }
    /// Two rows joined by a cross tray at either end; the nearer one, at the right, is narrow.
    static Hall ring() {
        Hall hall = gb300Hall(16);
        RawId next = hall.highestId() + 1;
        const PartId narrow{51};
        hall.parts.set(narrow, PlainPart("narrow", Kind::CableTray)
                                   .with(Property::trayWidth, 0.05)
                                   .with(Property::trayHeight, 0.05)
                                   .frozen());
        hall.trays.set({next++}, Tray{.part = narrow,
                                      .x1 = {9000},
                                      .y1 = {2600},
                                      .x2 = {9000},
                                      .y2 = {5600},
                                      .elevation = {2700}});
        say(hall, parts::basis, Property::trayFillDesign, 0.25);
        return hall;
    }
    static bool same(const FabricRun& a, const FabricRun& b) {
        for (const FigureInfo& row : allFigures())
            if (row.stage == Stage::Cabling &&
                !(a.columns().column(row.figure) == b.columns().column(row.figure)))
                return false;
        const auto marks = [](const FabricRun& run) {
            std::vector<std::uint8_t> out = run.cables().detour;
            out.resize(run.cables().length_mm.size());
            return out;
        };
        return a.cables().length_mm == b.cables().length_mm && marks(a) == marks(b) &&
               a.cables().pieces == b.cables().pieces;
    }

    using Quantities = std::map<std::pair<PartId, std::int32_t>, long long>;
    static constexpr std::int32_t noLength = -1;

    /// The bill by part and bought length in millimetres.
    static Quantities quantities(const Evaluation& e) {
        Quantities out;
        for (const BillLine& line : e.bill())
            out[{line.part, line.length_m
                                ? static_cast<std::int32_t>(std::lround(*line.length_m * 1000.0))
                                : noLength}] += std::llround(line.quantity);
        return out;
    }
    static Quantities difference(const Quantities& a, const Quantities& b) {
        Quantities out = b;
        for (const auto& [what, count] : a)
            out[what] -= count;
        std::erase_if(out, [](const auto& row) { return row.second == 0; });
        return out;
    }
    static QString inWords(const Quantities& quantities) {
        std::string out;
        for (const auto& [what, count] : quantities)
            out += "part " + std::to_string(what.first.raw) + " of " + std::to_string(what.second) +
                   ": " + std::to_string(count) + "; ";
        return QString::fromStdString(out);
    }
    /// What a rule tells of the fabric; empty where it finds nothing.
    static std::string told(const Evaluation& e, std::string_view rule) {
        std::string out;
        for (const Finding& finding : e.findings())
            if (ruleOf(finding).id == rule && finding.outcome == Finding::Outcome::Fails)
                out += finding.detail;
        return out;
    }

    /// Eight racks beside a network rack, their links 5.8, 6.4, 7.0 m … 10.0 m long from the
    /// nearest on. Copper of two tails, a cage of the switch to two nodes, reaches 7 m.
    static Hall besideCopper(double fibreReach_m) {
        Hall hall = gb300Hall(8, OpticsPolicy::CopperFirst);
        hall.parts.set(splitCopper,
                       PlainPart("dac-split", Kind::CopperCable)
                           .with(Property::linkSpeed, 800e9)
                           .with(Property::linksPerModule, 2.0)
                           .with(Property::cableSplit, 2.0)
                           .with(Property::reach, 7.0)
                           .with(Property::moduleCage, "osfp/osfp-rhs")
                           .with(Property::cableLengths, std::vector<double>{1, 2, 3, 5, 7})
                           .frozen());
        say(hall, parts::hostModule, Property::reach, fibreReach_m);
        say(hall, parts::twinModule, Property::reach, fibreReach_m);
        hall.trays.forEach([&](Id<Tray> id, const Tray& tray) {
            if (tray.y1 != tray.y2) return;
            Tray longer = tray;
            longer.x2 = {90000};
            hall.trays.set(id, longer);
        });
        return hall;
    }
    static constexpr PartId splitCopper{50};
    static constexpr RawId networkOfEight = firstRack + 8;

private slots:
    void aLinkRisesFromItsNodeAndDropsToItsSwitch() {
        const FabricRun run(withHeights(8));
        const FabricPlan& plan = run.fabric();
        int seen = 0;
        for (std::size_t i = 0; i < plan.bundles.size(); ++i) {
            const LinkBundle& bundle = plan.bundles[i];
            if (bundle.kind != LinkBundle::Kind::HostLeaf || bundle.from != run.position(firstRack))
                continue;
            const int node = bundle.fromPort / 4;
            QCOMPARE((bundle.fromPort + (bundle.links - 1) * bundle.fromStep) / 4, node);
            const std::int32_t low = static_cast<std::int32_t>(std::lround((10.5 + node) * 44.45));
            const std::int32_t high = static_cast<std::int32_t>(
                std::lround(plan.switchU[0][static_cast<std::size_t>(bundle.to)] * 44.45));
            QCOMPARE(run.cables().length_mm[i], (2700 - low) + 4900 + (2700 - high) + 2000);
            ++seen;
        }
        QCOMPARE(seen, 72);  // 18 nodes with a link to each of four leaves
    }

    void withinARackALinkIsAsLongAsItsEndsAreApart() {
        const FabricRun run(withHeights(8));
        const FabricPlan& plan = run.fabric();
        for (std::size_t i = 0; i < plan.bundles.size(); ++i) {
            const LinkBundle& bundle = plan.bundles[i];
            if (bundle.kind != LinkBundle::Kind::LeafSpine) continue;
            const int units = plan.switchU[1][static_cast<std::size_t>(bundle.to)] -
                              plan.switchU[0][static_cast<std::size_t>(bundle.from)];
            // Both middles are rounded to the millimetre.
            QVERIFY(std::abs(run.cables().length_mm[i] - (std::abs(units) * 44.45 + 2000)) <= 1.0);
        }
    }

    void aRouteIsDrawnAsLongAsItsLinkWithoutSlack() {
        Hall hall = withHeights(24);
        hall.trays.forEach([&](Id<Tray> id, const Tray& tray) {
            Tray higher = tray;  // trays of two elevations, joined by risers
            if (tray.x1 == tray.x2) higher.elevation = {3000};
            hall.trays.set(id, higher);
        });
        const Evaluation e = evaluate(hall);
        const CablePlan& plan = e.cables().plans.front();
        int overTwoRows = 0;
        for (std::size_t i = 0; i < plan.length_mm.size(); ++i) {
            const LinkRoute route = linkRoute(e, LinkRef{0, static_cast<std::int32_t>(i), 0});
            if (plan.lowerRack[i] == plan.upperRack[i]) {
                QVERIFY(route.sections.empty());
                continue;
            }
            QVERIFY(!route.points.empty());
            QCOMPARE(length(route.points), static_cast<long long>(plan.length_mm[i]) - 2000);
            overTwoRows += route.sections.size() > 2 ? 1 : 0;
        }
        QVERIFY(overTwoRows > 0);
    }

    void sectionsAddUpToWhatTheTraysHold() {
        Hall hall = gb300Hall(24);
        say(hall, parts::jumper, Property::massPerMetre, 0.012);
        const Evaluation e = evaluate(hall);
        std::map<RawId, double> fullest, heaviest;
        double metres = 0.0;  // of cable in the trays
        for (const SectionLoad& load : sectionLoads(e)) {
            fullest[load.tray.raw] = std::max(fullest[load.tray.raw], load.fill);
            heaviest[load.tray.raw] = std::max(heaviest[load.tray.raw], load.mass_kg_m);
            const long long way = length({load.from, load.to});
            metres += load.mass_kg_m / 0.012 * static_cast<double>(way) / 1000.0;
        }
        for (RawId id : e.rows().ids(Scope::Tray)) {
            QCOMPARE(fullest[id], e.number(Fig::trayFill, id));
            QCOMPARE(heaviest[id], e.number(Fig::trayWeight, id));
        }
        const CablePlan& plan = e.cables().plans.front();
        double expected = 0.0;
        for (std::size_t i = 0; i < plan.length_mm.size(); ++i)
            if (plan.lowerRack[i] != plan.upperRack[i])
                expected += e.fabrics().plans.front().bundles[i].links *
                            (plan.length_mm[i] - 2000 - 2 * 1550) / 1000.0;
        QVERIFY(std::abs(metres - expected) < 1e-6 * expected);
    }

    void linksGoRoundAFullTray() {
        const Hall hall = ring();
        const FabricRun run(hall);
        const CablePlan& plan = run.cables();
        QVERIFY(!plan.detour.empty());
        const auto round = std::count(plan.detour.begin(), plan.detour.end(), 1);
        const Tray* right = nullptr;
        std::size_t row = 0, rightRow = 0;
        hall.trays.forEach([&](Id<Tray>, const Tray& tray) {
            if (tray.x1 == tray.x2 && tray.x1.mm == 9000) right = &tray, rightRow = row;
            ++row;
        });
        QVERIFY(right);
        QVERIFY(run.get(Fig::trayFill, rightRow) <= 0.25);
        // As many as have to, and no more: one more on the straight way would be too many.
        Hall wide = hall;
        say(wide, parts::basis, Property::trayFillDesign, 1e6);
        const FabricRun straight(wide);
        QVERIFY(straight.cables().detour.empty());
        QVERIFY(straight.get(Fig::trayFill, rightRow) > 0.25);
        for (std::size_t i = 0; i < plan.length_mm.size(); ++i) {
            const bool its = plan.detour[i] != 0;
            QCOMPARE(plan.length_mm[i] > straight.cables().length_mm[i], its);
        }
        QVERIFY(round > 0 && round < static_cast<long>(plan.length_mm.size()));
        // Those that keep the straight way come before those that go round.
        const auto first = std::find(plan.detour.begin(), plan.detour.end(), 1);
        for (auto i = plan.detour.begin(); i != first; ++i)
            QCOMPARE(*i, std::uint8_t{0});
    }

    void withoutRoomElsewhereTheyStay() {
        Hall hall = ring();
        Id<Tray> gone;
        hall.trays.forEach([&](Id<Tray> id, const Tray& tray) {
            if (tray.x1.mm == 2000 && tray.x2.mm == 2000) gone = id;
        });
        hall.trays.erase(gone);
        const FabricRun run(hall);
        QVERIFY(run.cables().detour.empty());
        QVERIFY(run.get(Fig::trayFillMax) > 0.25);
    }

    void anUpdateWithDetoursEqualsAFullPassToTheBit() {
        Hall hall = ring();
        FabricRun run(hall);
        std::mt19937 random(11);
        const auto number = [&](int low, int high) {
            return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
        };
        int detoured = 0;
        for (int step = 0; step < 60; ++step) {
            std::vector<RawId> racks;
            for (int i = number(1, 3); i > 0; --i) {
                const RawId rack = firstRack + number(0, 17);
                if (std::find(racks.begin(), racks.end(), rack) != racks.end()) continue;
                hall = moved(hall, rack, {{number(0, 12000)}, {number(0, 8000)}});
                racks.push_back(rack);
            }
            run.moved(hall, racks);
            QVERIFY2(same(run, FabricRun(hall)), qPrintable(QString::number(step)));
            detoured += run.cables().detour.empty() ? 0 : 1;
        }
        QVERIFY(detoured > 0 && detoured < 60);
    }

    void overAFieldCablesRunSquareToTheWalls() {
        Hall hall = gb300Hall(16);
        hall.trays = {};
        say(hall, parts::basis, Property::overheadField, 2.9);
        say(hall, parts::basis, Property::underfloorField, -0.3);
        Site site = hall.site();
        QVERIFY(FabricRun(hall).cables().unroutedBetweenRacks > 0);
        for (const auto& [field, rise] :
             {std::pair{CableField::Overhead, 1750}, std::pair{CableField::Underfloor, 1450}}) {
            site.cableField = field;
            hall.sites.set(hall.siteId(), site);
            const FabricRun run(hall);
            QCOMPARE(run.cables().unroutedLinks, 0LL);
            QVERIFY(run.cables().fieldLinks > 0);
            const FabricPlan& plan = run.fabric();
            for (std::size_t i = 0; i < plan.bundles.size(); ++i) {
                const std::int32_t a = run.cables().lowerRack[i], b = run.cables().upperRack[i];
                if (a == b) continue;
                const RoutePoint from = middle(hall, run.rackId(a));
                const RoutePoint to = middle(hall, run.rackId(b));
                QCOMPARE(run.cables().length_mm[i], std::abs(from.x_mm - to.x_mm) +
                                                        std::abs(from.y_mm - to.y_mm) + 2 * rise +
                                                        2000);
            }
        }
        const Evaluation e = evaluate(hall);
        bool told = false;
        for (const Finding& finding : e.findings())
            told |= ruleOf(finding).id == "cabling.tray.fill" &&
                    finding.outcome == Finding::Outcome::NotChecked;
        QVERIFY(told);
    }

    /// Ten metres: the lengths of its links change by what the way does, and nothing else.
    void aRackThatMovesTenMetresChangesItsLinksAlone() {
        Hall hall = withHeights(8);
        hall.trays.forEach([&](Id<Tray> id, const Tray& tray) {
            if (tray.y1 != tray.y2) return;
            Tray longer = tray;
            longer.x2 = {60000};
            hall.trays.set(id, longer);
        });
        hall = moved(hall, firstRack, {{13000}, {2000}});
        Evaluator evaluator;
        const Evaluation before = evaluator.update(hall);
        const Evaluation& after = evaluator.update(moved(hall, firstRack, {{23000}, {2000}}));
        const CablePlan &x = before.cables().plans.front(), &y = after.cables().plans.front();
        const std::vector<LinkBundle>& bundles = after.fabrics().plans.front().bundles;
        QVERIFY(bundles == before.fabrics().plans.front().bundles);
        const std::ptrdiff_t rack = after.rows().position(Scope::Rack, firstRack);
        long long links = 0;
        for (std::size_t i = 0; i < bundles.size(); ++i) {
            const bool its =
                bundles[i].kind == LinkBundle::Kind::HostLeaf && bundles[i].from == rack;
            QCOMPARE(y.length_mm[i] - x.length_mm[i], its ? 10000 : 0);
            links += its ? bundles[i].links : 0;
        }
        // The bill: as many cables as it had are another length; no other line moves.
        long long gone = 0, come = 0;
        std::map<std::pair<PartId, double>, double> lines;
        for (const BillLine& line : before.bill())
            lines[{line.part, line.length_m.value_or(-1.0)}] -= line.quantity;
        for (const BillLine& line : after.bill())
            lines[{line.part, line.length_m.value_or(-1.0)}] += line.quantity;
        for (const auto& [what, difference] : lines) {
            if (difference == 0.0) continue;
            QCOMPARE(what.first, parts::jumper);
            (difference < 0 ? gone : come) += std::llround(std::abs(difference));
        }
        QCOMPARE(gone, links);
        QCOMPARE(come, links);
    }

    /// Beyond the reach of copper medium and bill change in the same evaluation: of exactly the
    /// links that cross it, by exactly their pieces.
    void crossingAReachChangesMediumBillAndFindingsAtOnce() {
        const Hall hall = besideCopper(20.0);
        Evaluator evaluator;
        const Evaluation near = evaluator.update(hall);
        // 600 mm further: the third rack's links of 7.0 m become 7.6 m.
        const Evaluation far = evaluator.update(moved(hall, networkOfEight, {{8400}, {2000}}));
        const CablePlan &x = near.cables().plans.front(), &y = far.cables().plans.front();
        const std::vector<LinkBundle>& bundles = far.fabrics().plans.front().bundles;
        long long crossing = 0;
        for (std::size_t i = 0; i < bundles.size(); ++i) {
            if (bundles[i].kind != LinkBundle::Kind::HostLeaf) {
                QCOMPARE(y.length_mm[i], x.length_mm[i]);
                QVERIFY(y.mediumOf(i) == parts::copper && x.mediumOf(i) == parts::copper);
                continue;
            }
            const std::int32_t first = 10000 - 600 * bundles[i].from;
            QCOMPARE(x.length_mm[i], first);
            QCOMPARE(y.length_mm[i], first + 600);
            QVERIFY(x.mediumOf(i) == (first <= 7000 ? splitCopper : parts::jumper));
            QVERIFY(y.mediumOf(i) == (first + 600 <= 7000 ? splitCopper : parts::jumper));
            crossing += first <= 7000 && first + 600 > 7000 ? bundles[i].links : 0;
        }
        QCOMPARE(crossing, 72LL);  // of one rack: 18 nodes with 4 ports
        // Their 36 pieces of copper become jumpers of 10 m with modules at both ends; as many
        // jumpers of 10 m become 15 m at the farthest rack, now 10.6 m away.
        QCOMPARE(inWords(difference(quantities(near), quantities(far))),
                 inWords({{{splitCopper, 7000}, -36},
                          {{parts::jumper, 15000}, 72},
                          {{parts::hostModule, noLength}, 72},
                          {{parts::twinModule, noLength}, 36}}));
        QCOMPARE(far.number(Fig::fabricOpticalEnds, compute.raw) -
                     near.number(Fig::fabricOpticalEnds, compute.raw),
                 2.0 * 72.0);
        QCOMPARE(told(far, "optics.medium") + told(far, "optics.reach"), std::string());
        const Evaluation& back = evaluator.update(hall);
        QCOMPARE(inWords(difference(quantities(near), quantities(back))), QString());
    }

    /// Beyond the reach of fibre nothing is bought, and a finding counts the links, at once.
    void crossingTheReachOfFibreIsFoundAtOnce() {
        const Hall hall = besideCopper(10.3);
        Evaluator evaluator;
        const Evaluation near = evaluator.update(hall);
        QCOMPARE(told(near, "optics.reach"), std::string());
        const Evaluation far = evaluator.update(moved(hall, networkOfEight, {{8400}, {2000}}));
        const CablePlan& cables = far.cables().plans.front();
        const std::vector<LinkBundle>& bundles = far.fabrics().plans.front().bundles;
        for (std::size_t i = 0; i < bundles.size(); ++i)
            if (bundles[i].kind == LinkBundle::Kind::HostLeaf)
                QCOMPARE(cables.mediumOf(i) == PartId{}, bundles[i].from == 0);
        QVERIFY(told(far, "optics.reach").starts_with("72 links of compute"));
        // The farthest rack loses as many jumpers of 10 m as the third one takes.
        const Quantities changed = difference(quantities(near), quantities(far));
        QCOMPARE(changed.count({parts::jumper, 10000}), std::size_t{0});
        QCOMPARE(changed.at({splitCopper, 7000}), -36LL);
        const Evaluation& back = evaluator.update(hall);
        QCOMPARE(told(back, "optics.reach"), std::string());
    }

    /// A step within every reach and every bought length changes lengths alone.
    void aStepWithinAReachChangesNoMediumAndNoBill() {
        const Hall hall = besideCopper(20.0);
        Evaluator evaluator;
        const Evaluation near = evaluator.update(hall);
        const Evaluation& nearer = evaluator.update(moved(hall, networkOfEight, {{7700}, {2000}}));
        QVERIFY(near.cables().plans.front().choice == nearer.cables().plans.front().choice);
        QVERIFY(difference(quantities(near), quantities(nearer)).empty());
        QCOMPARE(nearer.number(Fig::fabricCableLength, compute.raw),
                 near.number(Fig::fabricCableLength, compute.raw) - 0.1 * 576.0);
    }
};

HALL_TEST(CableRoutesTest)
#include "cable_routes_test.moc"
