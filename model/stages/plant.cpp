#include "model/stages/plant.h"

#include "model/stages/fibre_plant.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace hallwright {

namespace {

bool isFat(const OpticsEnd& end) { return end.linksPerConnector > 1; }

CableBulk bulkOf(const LinkMedia::Medium& medium) {
    return {medium.area_um2, medium.mass_mg_per_m};
}

void layRun(CablePlans& cables, std::int32_t a, std::int32_t b, CableBulk bulk) {
    const CableWay way = cableWay(cables, asIndex(a), asIndex(b));
    if (way.by == CableWay::By::Trays)
        cables.load.add(*cables.trays, cables.entries, asIndex(a), asIndex(b), way.route, bulk);
}

/// Plans the fibre of one structured fabric.
class PlantMaker {
public:
    PlantMaker(Pass& pass, const Fabric& recipe, const FabricPlan& fabric, CablePlan& plan)
        : m_pass(pass), m_in(pass.in), m_recipe(recipe), m_fabric(fabric), m_plan(plan),
          m_plant(plan.plant), m_host(hostOptics(pass.in, recipe, fabric.linkSpeed)),
          m_switch(switchOpticsOf(pass.in, recipe, fabric.linkSpeed)) {}

    void make() {
        m_plant.panelsOfRack.assign(m_pass.rows.count(Scope::Rack), 0);
        m_plant.hostSplitter = isFat(m_host) ? splitterFor(m_pass, m_recipe, m_host) : PartId{};
        m_plant.switchSplitter =
            isFat(m_switch) ? splitterFor(m_pass, m_recipe, m_switch) : PartId{};
        for (std::size_t i = 0; i < m_fabric.bundles.size(); ++i) {
            const LinkMedia::Medium& medium = m_plan.media.media()[m_plan.choice[i]];
            const std::int32_t a = m_plan.lowerRack[i], b = m_plan.upperRack[i];
            if (medium.copper || medium.none || a < 0 || b < 0 || a == b || m_plan.length_mm[i] < 0)
                continue;
            m_bundles.push_back(i);
            m_plant.links += m_fabric.bundles[i].links;
        }
        if (m_recipe.plant == CablePlant::Trunk)
            makeTrunks();
        else
            makeBreakout();
        if (!m_plant.problem.empty()) {  // nothing is bought of what cannot be put together
            FibrePlant empty;
            empty.panelsOfRack.assign(m_plant.panelsOfRack.size(), 0);
            empty.links = m_plant.links;
            empty.problem = std::move(m_plant.problem);
            m_plant = std::move(empty);
        }
    }

private:
    /// A trunk part that suits, and the links it carries.
    struct TrunkChoice {
        PartId part;
        std::int32_t links = 0;
        LinkMedia::Medium medium;
    };

    std::string name(PartId id) const {
        const Part* part = m_in.part(id);
        return part ? part->name : "no part";
    }
    void fail(std::string why) {
        if (m_plant.problem.empty()) m_plant.problem = std::move(why);
    }
    double strandsOfLink() const {
        return std::isnan(m_host.strands) ? m_switch.strands : m_host.strands;
    }

    // -- panels, trunks and the jumpers to them ----------------------------------------------

    void makeTrunks() {
        const double strands = strandsOfLink();
        if (m_bundles.empty()) return;
        if (!(strands >= 1.0)) return fail("the strands of a link are not given");
        m_plant.panel = m_recipe.panel;
        findPanel(strands);
        findTrunks(strands);
        if (!m_plant.problem.empty()) return;
        m_plant.hostJumper = jumperFor(m_host, m_plant.hostSplitter);
        m_plant.switchJumper = jumperFor(m_switch, m_plant.switchSplitter);
        if (!m_plant.problem.empty()) return;
        groupTrunks(static_cast<long long>(strands));
        makeJumpers();
    }

    void findPanel(double strands) {
        if (!m_in.part(m_plant.panel))
            return fail("no patch panel is named; name one, or write the direct plant");
        const double ports = m_in.get(m_plant.panel, Property::panelPorts);
        const double links = std::min(
            ports,
            std::floor(m_in.get(m_plant.panel, Property::panelFibres, ports * strands) / strands));
        if (!(links >= 1.0))
            return fail(
                fmt::format("{} does not say how many links it takes", name(m_plant.panel)));
        m_plant.portsPerPanel = static_cast<int>(links);
    }

    /// Trunks of the hall with the fibre of the links and the connector of the panel's back. A
    /// connector of a trunk carries one link: eight strands of an MPO with twelve fibres are lit.
    void findTrunks(double strands) {
        const std::string_view back =
            bothEnds(m_in.text(m_plant.panel, Property::connector)).second;
        const std::string_view fibre = m_switch.fibre.empty() ? m_host.fibre : m_switch.fibre;
        const auto consider = [&](PartId part) {
            const std::string_view ends = m_in.text(part, Property::connector);
            const std::string_view own = m_in.text(part, Property::medium);
            if ((!back.empty() && !ends.empty() && ends != back) ||
                (!fibre.empty() && !own.empty() && own != fibre))
                return;
            const double ofConnector =
                std::max(strands, m_in.get(part, Property::connectorFibres, strands));
            const double links = std::floor(m_in.get(part, Property::cableStrands) / ofConnector);
            if (links >= 1.0)
                m_trunks.push_back({part, static_cast<std::int32_t>(links), mediumOf(m_in, part)});
        };
        m_pass.hall.parts.forEach([&](PartId part, const FrozenPart& row) {
            if (row.part && row.part->kind == Kind::Trunk) consider(part);
        });
        std::stable_sort(
            m_trunks.begin(), m_trunks.end(),
            [](const TrunkChoice& a, const TrunkChoice& b) { return a.links < b.links; });
        if (m_trunks.empty())
            return fail(fmt::format("the hall has no trunk of {} fibre with {} connectors, as {} "
                                    "wants it",
                                    fibre, back, name(m_plant.panel)));
        m_largest = m_trunks.size() - 1;
        for (std::size_t i = 0; i < m_trunks.size(); ++i)
            if (m_trunks[i].part == m_recipe.trunk) m_largest = i;
    }

    /// What joins an end to the front of a panel: the fabric's own cable where it does.
    PartId jumperFor(const OpticsEnd& end, PartId splitter) {
        if (isFat(end)) {
            if (!splitter)
                fail(fmt::format("a connector of {} carries {} links, and the hall has no splitter "
                                 "with as many tails",
                                 name(end.part), end.linksPerConnector));
            return splitter;
        }
        const std::string_view front =
            bothEnds(m_in.text(m_plant.panel, Property::connector)).first;
        const auto fits = [&](PartId part) {
            const std::string_view fibre = m_in.text(part, Property::medium);
            return joins(m_in.text(part, Property::connector), end.connector, front) &&
                   (fibre.empty() || end.fibre.empty() || fibre == end.fibre);
        };
        if (m_in.part(m_recipe.cable) && fits(m_recipe.cable)) return m_recipe.cable;
        PartId found;
        m_pass.hall.parts.forEach([&](PartId part, const FrozenPart& row) {
            if (!found && row.part && row.part->kind == Kind::Jumper &&
                !(m_in.get(part, Property::cableSplit, 1.0) > 1.0) && fits(part))
                found = part;
        });
        if (!found)
            fail(fmt::format("the hall has no jumper from {} of {} to {} of {}", end.connector,
                             name(end.part), front, name(m_plant.panel)));
        return found;
    }

    /// The links between two racks fill the largest trunks; the rest goes into the smallest that
    /// holds it.
    void groupTrunks(long long strands) {
        m_plant.firstOfBundle.assign(m_fabric.bundles.size(), -1);
        const auto pairOf = [&](std::size_t i) {
            return std::minmax(m_plan.lowerRack[i], m_plan.upperRack[i]);
        };
        std::vector<std::size_t> order = m_bundles;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
            return std::pair<std::int32_t, std::int32_t>(pairOf(x)) <
                   std::pair<std::int32_t, std::int32_t>(pairOf(y));
        });
        std::vector<std::int32_t> portsOfRack(m_plant.panelsOfRack.size());
        std::int32_t trunks = 0;
        for (std::size_t begin = 0; begin < order.size();) {
            const std::pair<std::int32_t, std::int32_t> pair = pairOf(order[begin]);
            std::int32_t links = 0;
            std::size_t end = begin;
            for (; end < order.size() &&
                   std::pair<std::int32_t, std::int32_t>(pairOf(order[end])) == pair;
                 ++end) {
                m_plant.firstOfBundle[order[end]] = links;
                links += m_fabric.bundles[order[end]].links;
            }
            const std::int32_t length_mm = trunkLength(pair.first, pair.second);
            std::int32_t done = 0;
            const auto add = [&](const TrunkChoice& choice, std::int32_t count) {
                TrunkGroup group;
                group.lowerRack = pair.first;
                group.upperRack = pair.second;
                group.links = count;
                group.strands = count * strands;
                group.trunk = choice.part;
                group.pieces = (count + choice.links - 1) / choice.links;
                group.length_mm = length_mm;
                group.bought_mm = boughtLength(choice.medium, length_mm);
                group.firstLink = done;
                group.perPiece = choice.links;
                group.firstPiece = trunks;
                group.lowerPort = portsOfRack[asIndex(pair.first)] + done;
                group.upperPort = portsOfRack[asIndex(pair.second)] + done;
                const CableBulk bulk = bulkOf(choice.medium) * group.pieces;
                group.laid_um2 = bulk.area_um2;
                group.laid_mg_per_m = bulk.mass_mg;
                m_plant.unknownDiameter |= choice.medium.area_um2 == 0;
                layRun(m_pass.cables, pair.first, pair.second, bulk);
                trunks += static_cast<std::int32_t>(group.pieces);
                done += count;
                m_plant.groups.push_back(group);
            };
            const TrunkChoice& largest = m_trunks[m_largest];
            if (const std::int32_t filled = links / largest.links; filled > 0)
                add(largest, filled * largest.links);
            if (const std::int32_t rest = links - done; rest > 0)
                add(*std::find_if(m_trunks.begin(), m_trunks.end(),
                                  [&](const TrunkChoice& c) { return c.links >= rest; }),
                    rest);
            portsOfRack[asIndex(pair.first)] += links;
            portsOfRack[asIndex(pair.second)] += links;
            begin = end;
        }
        for (std::size_t rack = 0; rack < portsOfRack.size(); ++rack) {
            m_plant.panelsOfRack[rack] =
                (portsOfRack[rack] + m_plant.portsPerPanel - 1) / m_plant.portsPerPanel;
            m_plant.panels += m_plant.panelsOfRack[rack];
        }
    }

    /// From panel to panel: panels stand at the top of their racks.
    std::int32_t trunkLength(std::int32_t a, std::int32_t b) const {
        const CablePlans& cables = m_pass.cables;
        return cableLength(cables, cableWay(cables, asIndex(a), asIndex(b)), asIndex(a),
                           cables.height_mm[asIndex(a)], asIndex(b), cables.height_mm[asIndex(b)]) +
               trunkSlack(m_pass);
    }

    /// From a device to the panel at the top of its rack.
    std::int32_t jumperLength(std::int32_t rack, std::int32_t height_mm) const {
        const CablePlans& cables = m_pass.cables;
        return cableLength(cables, cableWay(cables, asIndex(rack), asIndex(rack)), asIndex(rack),
                           height_mm, asIndex(rack), cables.height_mm[asIndex(rack)]) +
               linkSlack(m_pass);
    }

    void makeJumpers() {
        m_plant.lowerJumper_mm.assign(m_fabric.bundles.size(), -1);
        m_plant.upperJumper_mm.assign(m_fabric.bundles.size(), -1);
        const LinkMedia::Medium host = mediumOf(m_in, m_plant.hostJumper);
        const LinkMedia::Medium sw = mediumOf(m_in, m_plant.switchJumper);
        for (const std::size_t i : m_bundles) {
            const LinkBundle& bundle = m_fabric.bundles[i];
            const EndHeights heights = endHeights(m_pass.cables, m_plan, m_fabric, bundle);
            const bool toHost = bundle.kind == LinkBundle::Kind::HostLeaf;
            const auto end = [&](bool lower, const OpticsEnd& optics,
                                 const LinkMedia::Medium& jumper, std::int32_t rack,
                                 std::int32_t height_mm) {
                const std::int32_t bought_mm = boughtLength(jumper, jumperLength(rack, height_mm));
                (lower ? m_plant.lowerJumper_mm : m_plant.upperJumper_mm)[i] = bought_mm;
                if (!isFat(optics)) {
                    m_plant.pieces[{jumper.part, bought_mm}] += bundle.links;
                    m_plant.connectors += 2LL * bundle.links;
                    return;
                }
                for (std::int32_t link = 0; link < bundle.links; ++link)
                    addTail(connectorKey(lower ? lowerPlace(m_fabric, bundle, link)
                                               : upperPlace(m_fabric, bundle, link),
                                         optics.linksPerConnector),
                            bought_mm);
            };
            end(true, toHost ? m_host : m_switch, toHost ? host : sw, m_plan.lowerRack[i],
                heights.lower_mm);
            end(false, m_switch, sw, m_plan.upperRack[i], heights.upper_mm);
            m_plant.connectors += 2LL * bundle.links;  // of its trunk
        }
        sellSplitters();
    }

    // -- splitters ----------------------------------------------------------------------------

    void addTail(std::uint64_t connector, std::int32_t bought_mm) {
        const auto [found, fresh] = m_splitterAt.try_emplace(connector, m_splitters.size());
        if (fresh) m_splitters.push_back({connector, -1, 0});
        SplitterPiece& piece = m_splitters[found->second];
        piece.bought_mm = std::max(piece.bought_mm, bought_mm);
        ++piece.tails;
    }

    void sellSplitters() {
        std::sort(m_splitters.begin(), m_splitters.end(),
                  [](const SplitterPiece& a, const SplitterPiece& b) {
                      return a.connector < b.connector;
                  });
        for (const SplitterPiece& piece : m_splitters) {
            ++m_plant.pieces[{isHostKey(piece.connector) ? m_plant.hostSplitter
                                                         : m_plant.switchSplitter,
                              piece.bought_mm}];
            m_plant.connectors += 1 + piece.tails;
        }
        m_plant.splitters = static_cast<long long>(m_splitters.size());
        m_plant.splitterPieces = std::move(m_splitters);
    }
    static bool isHostKey(std::uint64_t key) { return (key >> 63) == 0; }

    /// A splitter where a connector carries several links, else one cable for a link.
    void makeBreakout() {
        for (const std::size_t i : m_bundles) {
            const LinkBundle& bundle = m_fabric.bundles[i];
            const bool toHost = bundle.kind == LinkBundle::Kind::HostLeaf;
            const OpticsEnd& lower = toHost ? m_host : m_switch;
            if (isFat(lower) && isFat(m_switch)) {
                if (!layWhole(i, lower)) return;
            } else if (isFat(lower) || isFat(m_switch)) {
                if (!laySplit(i, lower, toHost)) return;
            } else {
                laySingle(i, bundle.links);
            }
        }
        sellSplitters();
    }

    bool laySplit(std::size_t i, const OpticsEnd& lower, bool toHost) {
        const LinkBundle& bundle = m_fabric.bundles[i];
        const OpticsEnd& fat = isFat(lower) ? lower : m_switch;
        const PartId splitter =
            isFat(lower) && toHost ? m_plant.hostSplitter : m_plant.switchSplitter;
        if (!splitter) {
            fail(fmt::format("a connector of {} carries {} links, and the hall has no splitter "
                             "with as many tails",
                             name(fat.part), fat.linksPerConnector));
            return false;
        }
        const LinkMedia::Medium medium = mediumOf(m_in, splitter);
        const std::int32_t bought_mm = boughtLength(medium, m_plan.length_mm[i]);
        for (std::int32_t link = 0; link < bundle.links; ++link)
            addTail(connectorKey(isFat(lower) ? lowerPlace(m_fabric, bundle, link)
                                              : upperPlace(m_fabric, bundle, link),
                                 fat.linksPerConnector),
                    bought_mm);
        run(i, medium, bundle.links);
        return true;
    }

    /// Connectors of several links at both ends: a straight cable, where all of its links have both
    /// in common.
    bool layWhole(std::size_t i, const OpticsEnd& lower) {
        const LinkBundle& bundle = m_fabric.bundles[i];
        const int n = m_switch.linksPerConnector;
        const bool whole = lower.linksPerConnector == n && bundle.links % n == 0 &&
                           bundle.fromStep == 1 && bundle.toStep == 1 && bundle.fromPort % n == 0 &&
                           bundle.toPort % n == 0 &&
                           (bundle.kind != LinkBundle::Kind::HostLeaf || m_fabric.size.planes == 1);
        if (whole)
            laySingle(i, bundle.links / n);
        else
            fail(fmt::format("connectors of {} and {} both carry several links, and these do not "
                             "go from one to one: no splitter joins tails to tails",
                             name(lower.part), name(m_switch.part)));
        return whole;
    }

    void laySingle(std::size_t i, std::int32_t pieces) {
        const LinkMedia::Medium& medium = m_plan.media.media()[m_plan.choice[i]];
        m_plant.pieces[{medium.part, boughtLength(medium, m_plan.length_mm[i])}] += pieces;
        m_plant.connectors += 2LL * pieces;
        run(i, medium, pieces);
    }

    void run(std::size_t i, const LinkMedia::Medium& medium, std::int32_t pieces) {
        const CableBulk bulk = bulkOf(medium) * pieces;
        const std::int32_t a = m_plan.lowerRack[i], b = m_plan.upperRack[i];
        layRun(m_pass.cables, a, b, bulk);
        m_plant.unknownDiameter |= medium.area_um2 == 0;
        m_plant.runs.push_back({a, b, bulk.area_um2, bulk.mass_mg});
    }

    Pass& m_pass;
    const Slots& m_in;
    const Fabric& m_recipe;
    const FabricPlan& m_fabric;
    CablePlan& m_plan;
    FibrePlant& m_plant;
    const OpticsEnd m_host, m_switch;
    std::vector<std::size_t> m_bundles;  ///< that the plant carries
    std::vector<TrunkChoice> m_trunks;   ///< by the links they carry
    std::size_t m_largest = 0;
    std::vector<SplitterPiece> m_splitters;
    std::unordered_map<std::uint64_t, std::size_t> m_splitterAt;
};

void setFigures(Pass& pass, std::size_t row, const Fabric& recipe) {
    Columns& out = pass.out;
    const FabricSize& size = pass.fabrics.plans[row].size;
    const FibrePlant& plant = pass.cables.plans[row].plant;
    const bool sized = size.feasible || size.switches[0] > 0;
    const auto set = [&](Fig figure, long long count) {
        out.set(figure, row, sized && plant.problem.empty() ? static_cast<double>(count) : unknown);
    };
    long long trunks = 0;
    for (const TrunkGroup& group : plant.groups)
        trunks += group.pieces;
    set(Fig::fabricTrunks, trunks);
    set(Fig::fabricPanels, plant.panels);
    set(Fig::fabricSplitters, plant.splitters);
    const double switches =
        static_cast<double>(size.switches[0]) + size.switches[1] + size.switches[2];
    if (!isCoPackaged(pass.in, recipe))
        out.set(Fig::fabricLaserModules, row, 0.0);
    else
        out.set(Fig::fabricLaserModules, row,
                sized ? switches * pass.in.get(recipe.switchPart, Property::externalLaserModules)
                      : unknown);
}

}  // namespace

long long FibrePlant::cables() const {
    long long count = 0;
    for (const TrunkGroup& group : groups)
        count += group.pieces;
    for (const auto& [piece, pieces_] : pieces)
        count += pieces_;
    return count;
}

long long opticalConnectors(const CablePlan& plan) {
    return plan.plant.connectors + 2 * (plan.opticalLinks - plan.plant.links);
}

ConnectorPlace lowerPlace(const FabricPlan& fabric, const LinkBundle& bundle, std::int32_t link) {
    const std::int32_t port = bundle.fromPort + link * bundle.fromStep;
    if (bundle.kind != LinkBundle::Kind::HostLeaf)
        return {false, bundle.from, static_cast<std::int32_t>(lowerTier(bundle.kind)), port};
    const std::int32_t ports = std::max<std::int32_t>(
        1, asIndex(bundle.from) < fabric.hostPorts.size() ? fabric.hostPorts[asIndex(bundle.from)]
                                                          : 1);
    const std::int32_t planes = std::max(1, fabric.size.planes);
    return {true, bundle.from, port / ports,
            port % ports * planes + planeOf(fabric.size, bundle.to)};
}

ConnectorPlace upperPlace(const FabricPlan&, const LinkBundle& bundle, std::int32_t link) {
    return {false, bundle.to, static_cast<std::int32_t>(upperTier(bundle.kind)),
            bundle.toPort + link * bundle.toStep};
}

std::uint64_t connectorKey(const ConnectorPlace& place, int linksPerConnector) {
    const auto bits = [](std::int32_t value) { return static_cast<std::uint64_t>(value); };
    return (place.host ? 0ULL : 1ULL << 63) | bits(place.holder) << 32 | bits(place.device) << 16 |
           bits(place.serial / std::max(1, linksPerConnector));
}

void takeOutPlant(CablePlans& cables) {
    for (CablePlan& plan : cables.plans) {
        for (const TrunkGroup& group : plan.plant.groups)
            layRun(cables, group.lowerRack, group.upperRack,
                   -CableBulk{group.laid_um2, group.laid_mg_per_m});
        for (const PlantRun& run : plan.plant.runs)
            layRun(cables, run.lowerRack, run.upperRack,
                   -CableBulk{run.area_um2, run.mass_mg_per_m});
        plan.plant = {};
    }
}

void layPlant(Pass& pass) {
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& recipe) {
        CablePlan& plan = pass.cables.plans[row];
        plan.plant = {};
        if (plan.structured && !plan.media.media().front().copper)
            PlantMaker(pass, recipe, pass.fabrics.plans[row], plan).make();
        setFigures(pass, row, recipe);
        ++row;
    });
}

}  // namespace hallwright
