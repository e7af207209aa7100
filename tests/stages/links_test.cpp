#include "model/stages/links.h"

#include "tests/stages/random_fabrics.h"
#include "tests/support/test.h"

#include <fmt/format.h>

#include <map>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

/// Every link has ports of its own at both ends.
class LinksTest : public QObject {
    Q_OBJECT

    /// What is wrong with the ports of a plan; empty where nothing is.
    static std::string fault(const Hall& hall, const FabricPlan& plan) {
        const FabricSize& size = plan.size;
        const RowIndex rows(hall);
        const Slots in(hall);
        std::set<std::tuple<int, int, int>> switchPorts;  // tier, number, port
        std::set<std::tuple<int, int, int>> hostPorts;    // rack, port, plane
        std::array<long long, 4> links{};
        std::array<std::vector<std::int32_t>, 3> ends;
        for (std::size_t t = 0; t < 3; ++t)
            ends[t].assign(static_cast<std::size_t>(size.switches[t]), 0);
        std::string wrong;
        const auto take = [&](Tier tier, int number, int port) {
            if (number < 0 || number >= size.switches[static_cast<std::size_t>(tier)])
                wrong = "no such switch";
            else if (port < 0 || port >= size.radix)
                wrong = fmt::format("port {} of {}", port, size.radix);
            else if (!switchPorts.insert({static_cast<int>(tier), number, port}).second)
                wrong = fmt::format("tier {} switch {} port {} twice", static_cast<int>(tier),
                                    number, port);
            else
                ++ends[static_cast<std::size_t>(tier)][static_cast<std::size_t>(number)];
        };
        std::map<int, std::pair<int, int>> leastAndMost;  // links of a leaf to each of its spines
        for (const LinkBundle& bundle : plan.bundles) {
            links[static_cast<std::size_t>(bundle.kind)] += bundle.links;
            if (bundle.links < 1) wrong = "an empty bundle";
            if (bundle.kind == LinkBundle::Kind::LeafSpine) {
                auto& [least, most] =
                    leastAndMost.try_emplace(bundle.from, bundle.links, bundle.links).first->second;
                least = std::min(least, bundle.links);
                most = std::max(most, bundle.links);
            }
            for (int i = 0; i < bundle.links; ++i) {
                const int low = bundle.fromPort + i * bundle.fromStep;
                take(upperTier(bundle.kind), bundle.to, bundle.toPort + i * bundle.toStep);
                if (bundle.kind != LinkBundle::Kind::HostLeaf)
                    take(lowerTier(bundle.kind), bundle.from, low);
                else if (!hostPorts.insert({bundle.from, low, planeOf(size, bundle.to)}).second)
                    wrong = "a host port twice in a plane";
                if (bundle.kind == LinkBundle::Kind::HostLeaf &&
                    bundle.toPort + i * bundle.toStep >= size.downlinks)
                    wrong = "a host on an uplink";
                if (bundle.kind != LinkBundle::Kind::HostLeaf &&
                    planeOf(size, bundle.from) != planeOf(size, bundle.to))
                    wrong = "a link from plane to plane";
                if (!wrong.empty()) return wrong;
            }
        }
        for (const auto& [leaf, counts] : leastAndMost) {
            if (counts.second - counts.first > 1) return "uneven by more than one";
            const Fabric& fabric = hall.fabrics[compute];
            if (fabric.spread == EvenSpread::Exact && counts.first != counts.second)
                return fmt::format("leaf {} has {} and {} links", leaf, counts.first,
                                   counts.second);
        }
        std::size_t expected = 0;
        for (const RawId id : rows.ids(Scope::Rack)) {
            const PartId part = hall.racks[Id<Rack>{id}].part;
            const int ports = static_cast<int>(in.get(part, Property::nodes, 0.0) *
                                               in.get(part, Property::scaleOutPorts, 0.0));
            const int rack = static_cast<int>(rows.position(Scope::Rack, id));
            expected += static_cast<std::size_t>(ports);
            for (int port = 0; port < ports; ++port)
                for (int plane = 0; plane < size.planes; ++plane)
                    if (!hostPorts.contains({rack, port, plane}))
                        return fmt::format("rack {} port {} plane {} has no link", rack, port,
                                           plane);
        }
        if (hostPorts.size() != expected * static_cast<std::size_t>(size.planes))
            return "more host ports than there are";
        if (links[0] != size.hostLinks || links[1] != size.leafSpineLinks ||
            links[2] + links[3] != size.spineCoreLinks)
            return fmt::format("{}/{} host, {}/{} leaf, {}/{} core links", links[0], size.hostLinks,
                               links[1], size.leafSpineLinks, links[2] + links[3],
                               size.spineCoreLinks);
        if (ends != plan.linkEnds) return "link ends are counted wrongly";
        const long long ports =
            (0LL + size.switches[0] + size.switches[1] + size.switches[2]) * size.radix;
        if (size.freePorts != ports - static_cast<long long>(switchPorts.size()))
            return "free ports are counted wrongly";
        return {};
    }

private slots:
    void randomFabricsUseEveryPortOnce() {
        std::mt19937 random(20261123);
        std::array<int, 4> feasible{};
        int grouped = 0, cores = 0, planes = 0;
        for (int i = 0; i < 1200; ++i) {
            const Hall hall = randomFabricHall(random);
            const FabricPlan plan = planOf(hall);
            if (!plan.size.feasible) {
                QVERIFY(!plan.size.problem.empty());
                QVERIFY(plan.bundles.empty());
                continue;
            }
            const std::string wrong = fault(hall, plan);
            QVERIFY2(wrong.empty(), qPrintable(QString("recipe %1: %2").arg(i).arg(wrong.c_str())));
            const Fabric& fabric = hall.fabrics[compute];
            ++feasible[static_cast<std::size_t>(fabric.kind)];
            grouped += fabric.groupBy != FabricGroup::None && plan.size.groups > 1;
            cores += plan.size.switches[2] > 0;
            planes += plan.size.planes > 1;
        }
        // Enough of each kind is feasible for the above to say something.
        for (const int count : feasible)
            QVERIFY2(count > 60, qPrintable(QString::number(count)));
        QVERIFY2(grouped > 20 && cores > 50 && planes > 60,
                 qPrintable(QString("%1 %2 %3").arg(grouped).arg(cores).arg(planes)));
    }

    void everyNumberLeadsToItsLinkAndBack() {
        Hall hall = gb300Hall(9);
        Fabric second = computeFabric();
        second.name = "second";
        second.kind = FabricKind::FatTree;
        hall.fabrics.set({21}, second);
        for (int i = 0; i < 3; ++i)
            hall.members.set({5 + i}, Member{{firstRack + i}, {21}, 0, i});
        const Evaluation e = evaluate(hall);
        const LinkList list(e);
        std::size_t expected = 0;
        for (const FabricPlan& plan : e.fabrics().plans)
            expected += static_cast<std::size_t>(plan.size.hostLinks + plan.size.leafSpineLinks);
        QCOMPARE(list.size(), expected);
        std::size_t number = 0;
        list.forEach([&](const Link& link) {
            QCOMPARE(list.number(link.ref), number);
            QVERIFY(list.ref(number) == link.ref);
            QVERIFY(list.link(number).upper == link.upper);
            ++number;
        });
        QCOMPARE(number, expected);
    }

    // Twin-port cages: ports 2n and 2n + 1 of a switch share one.
    void aLinkOfARailSaysWhereItEnds() {
        Hall hall = gb300Hall(8);
        const Evaluation e = evaluate(hall);
        const LinkList list(e);
        int seen = 0;
        list.forEach([&](const Link& link) {
            if (link.kind != LinkBundle::Kind::HostLeaf || link.lower.rack != 2 ||
                link.lower.device != 5)
                return;
            ++seen;
            // Node 5 of the third rack is node 41 of the unit; rail k is on leaf k.
            QCOMPARE(link.rail, link.lower.port);
            QCOMPARE(link.upper.device, link.rail);
            QCOMPARE(link.upper.port, 41);
            QCOMPARE(link.upper.cage, 20);
            QCOMPARE(link.upper.part, 1);
            QCOMPARE(link.lower.cage, link.rail);
            QCOMPARE(link.upper.rack, e.rows().position(Scope::Rack, firstRack + 8));
            QVERIFY(link.upper.unit_u == link.upper.device + 1);  // no height given: one U each
        });
        QCOMPARE(seen, 4);
    }

    void planesSplitThePortOfAHost() {
        Hall hall = gb300Hall(8);
        Fabric fabric = hall.fabrics[compute];
        fabric.kind = FabricKind::MultiPlane;
        fabric.planes = 2;
        hall.fabrics.set(compute, fabric);
        const Evaluation e = evaluate(hall);
        std::map<std::pair<int, int>, std::set<int>> parts;
        LinkList(e).forEach([&](const Link& link) {
            if (link.kind != LinkBundle::Kind::HostLeaf) return;
            QCOMPARE(link.lower.part, link.plane);
            QCOMPARE(link.upper.device % 2, link.plane);
            if (link.lower.rack == 0)
                parts[{link.lower.device, link.lower.port}].insert(link.lower.part);
        });
        QCOMPARE(parts.size(), std::size_t{72});
        for (const auto& [port, planes] : parts)
            QCOMPARE(planes.size(), std::size_t{2});
    }

    // Four trays below a switch tray, fourteen above: a bundle belongs to one node where nodes
    // stand at different heights.
    void nodesAtDifferentHeightsHaveBundlesOfTheirOwn() {
        Hall hall = gb300Hall(8);
        using P = Property;
        hall.parts.set({60}, PlainPart("node", Kind::Tray).with(P::rackUnits, 2.0).frozen());
        hall.parts.set(parts::computeRack,
                       PlainPart("gb300", Kind::ComputeRack)
                           .with(P::sizeHeight, 2.3)
                           .with(P::nodes, 18.0)
                           .with(P::scaleOutPorts, 4.0)
                           .with(P::scaleOutSpeed, 800e9)
                           .with(P::rackElevation, "48U: free:3, 4*node, 'switch':2, 14*node")
                           .frozen());
        const Evaluation e = evaluate(hall);
        const FabricPlan& plan = e.fabrics().plans[0];
        int bundles = 0;
        for (const LinkBundle& bundle : plan.bundles)
            if (bundle.kind == LinkBundle::Kind::HostLeaf && bundle.from == 0) {
                QCOMPARE(bundle.links, 1);
                ++bundles;
            }
        QCOMPARE(bundles, 72);
        QVERIFY2(fault(hall, plan).empty(), fault(hall, plan).c_str());
        LinkList(e).forEach([&](const Link& link) {
            if (link.kind != LinkBundle::Kind::HostLeaf) return;
            const int node = link.lower.device;
            QCOMPARE(link.lower.unit_u, node < 4 ? 4 + 2 * node : 6 + 2 * node);
        });
    }

    void outOfBandPortsAreCountedByRack() {
        using P = Property;
        Hall hall = gb300Hall(8);
        hall.parts.set({61}, PlainPart("oob", Kind::Switch)
                                 .with(P::switchCages, 48.0)
                                 .with(P::portsPerCage, 1.0)
                                 .with(P::portSpeed, 1e9)
                                 .with(P::switchOptics, "copper")
                                 .frozen());
        const FrozenPart rack = PlainPart("gb300", Kind::ComputeRack)
                                    .with(P::nodes, 18.0)
                                    .with(P::scaleOutPorts, 4.0)
                                    .with(P::scaleOutSpeed, 800e9)
                                    .with(P::oobPorts, 1.0)
                                    .with(P::oobSpeed, 1e9)
                                    .with(P::rackOobPorts, 27.0)
                                    .frozen();
        hall.parts.set(parts::computeRack, rack);
        Fabric oob;
        oob.name = "oob";
        oob.role = FabricRole::OutOfBand;
        oob.switchPart = {61};
        oob.oversubscription = 23.0;
        hall.fabrics.set({21}, oob);
        for (int i = 0; i < 8; ++i)
            hall.members.set({5 + i}, Member{{firstRack + i}, {21}, 0, i});
        const Evaluation e = evaluate(hall);
        QCOMPARE(e.number(Fig::fabricEndpoints, 21), 8 * 27.0);
        QCOMPARE(e.number(Fig::fabricLeaves, 21), 5.0);  // 46 down and 2 up of 48
        QCOMPARE(e.number(Fig::fabricHostLinks, 21), 8 * 27.0);
        // Every managed device of a rack has one port: 18 nodes and 9 other devices.
        std::map<std::int32_t, std::set<std::int32_t>> devices;
        LinkList(e).forEach([&](const Link& link) {
            if (link.ref.fabric != 1 || !link.lower.host) return;
            QCOMPARE(link.lower.port, 0);
            QVERIFY(devices[link.lower.rack].insert(link.lower.device).second);
        });
        QCOMPARE(devices.size(), std::size_t{8});
        for (const auto& [position, numbers] : devices)
            QCOMPARE(numbers.size(), std::size_t{27});
    }
};

HALL_TEST(LinksTest)
#include "links_test.moc"
