#include "model/stages/cabling.h"

#include "model/stages/stages.h"

#include <cmath>
#include <numbers>

namespace hallwright {

namespace {

/// Lays the bundles of one fabric and takes them out again, and keeps every total.
class Laying {
public:
    Laying(CablePlans& cables, CablePlan& plan, const FabricPlan& fabric, std::int32_t slack_mm)
        : m_cables(cables), m_plan(plan), m_fabric(fabric), m_slack_mm(slack_mm) {}

    void lay(std::size_t bundle) {
        m_plan.length_mm[bundle] = length(bundle);
        const std::uint8_t choice =
            m_plan.media.choose(m_fabric.bundles[bundle].kind, m_plan.length_mm[bundle]);
        m_plan.choice[bundle] = choice;
        m_plan.medium[bundle] = m_plan.media.media()[choice].part;
        count(bundle, 1);
    }
    void takeOut(std::size_t bundle) { count(bundle, -1); }

private:
    /// Up from the middle of the rack, sideways to the tray, along, and down again, with slack.
    /// Where in a rack a port sits is not known here; the middle is right on the average. Inside a
    /// rack: once its height, with slack.
    std::int32_t length(std::size_t bundle) {
        const std::int32_t a = m_plan.lowerRack[bundle];
        const std::int32_t b = m_plan.upperRack[bundle];
        m_route = {};
        if (a < 0 || b < 0) return -1;
        if (a == b) return m_cables.height_mm[at(a)] + m_slack_mm;
        m_route = m_cables.trays->route(m_cables.entries[at(a)], m_cables.entries[at(b)]);
        if (m_route.length_mm < 0) return -1;
        return m_cables.rise_mm[at(a)] + m_route.length_mm + m_cables.rise_mm[at(b)] + m_slack_mm;
    }

    void count(std::size_t i, int sign) {
        const LinkBundle& bundle = m_fabric.bundles[i];
        const LinkMedia::Medium& medium = m_plan.media.media()[m_plan.choice[i]];
        const std::int32_t a = m_plan.lowerRack[i];
        const std::int32_t b = m_plan.upperRack[i];
        const std::int32_t length_mm = m_plan.length_mm[i];
        const std::int32_t links = sign * bundle.links;
        const long long pieces =
            sign * ((bundle.links + medium.linksPerPiece - 1) / medium.linksPerPiece);
        m_plan.cables += pieces;
        if (medium.copper) {
            m_plan.copperMoved = true;
            m_plan.copperLinks += links;
            const auto end = [&](Tier tier, std::int32_t number) {
                m_plan.copperEnds[static_cast<std::size_t>(tier)][at(number)] += links;
                m_plan.copperPlugs[static_cast<std::size_t>(tier)][at(number)] +=
                    static_cast<std::int32_t>(pieces);
            };
            end(upperTier(bundle.kind), bundle.to);
            if (bundle.kind == LinkBundle::Kind::HostLeaf)
                m_plan.copperHostEnds[at(bundle.from)] += links;
            else
                end(lowerTier(bundle.kind), bundle.from);
        }
        if (length_mm < 0) {
            m_plan.unroutedLinks += links;
            if (a >= 0 && b >= 0) m_plan.unroutedBetweenRacks += links;
            return;
        }
        m_plan.total_mm += static_cast<long long>(links) * length_mm;
        sell(m_plan.choice[i], boughtLength(medium, length_mm), pieces);
        if (a == b) return;
        if (sign < 0)
            m_route = m_cables.trays->route(m_cables.entries[at(a)], m_cables.entries[at(b)]);
        m_cables.load.add(*m_cables.trays, m_cables.entries, at(a), at(b), m_route,
                          pieces * medium.area_um2);
    }
    /// Neighbouring bundles are mostly of one length: the last place is remembered instead of
    /// searched.
    void sell(std::uint8_t choice, std::int32_t bought_mm, long long pieces) {
        if (!m_sold || choice != m_soldChoice || bought_mm != m_soldLength_mm) {
            m_sold = &m_plan.sold[choice][bought_mm];
            m_soldChoice = choice;
            m_soldLength_mm = bought_mm;
        }
        *m_sold += pieces;
    }
    static std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

    CablePlans& m_cables;
    CablePlan& m_plan;
    const FabricPlan& m_fabric;
    std::int32_t m_slack_mm;
    TrayGraph::Route m_route;
    long long* m_sold = nullptr;
    std::uint8_t m_soldChoice = 0;
    std::int32_t m_soldLength_mm = 0;
};

std::int32_t wholeMillimetres(double metres) {
    return static_cast<std::int32_t>(std::lround(metres * 1000.0));
}

/// How the cables of a rack reach the trays. A rack of unknown height is taken as flat, which gives
/// the longer cable.
void findEntry(Pass& pass, std::size_t position, Id<Rack> id) {
    CablePlans& cables = pass.cables;
    const Rack& rack = pass.hall.racks[id];
    const std::int32_t height_mm =
        wholeMillimetres(pass.in.get(rack.part, Property::sizeHeight, 0.0));
    const Rect ground = footprintOf(pass.hall, rack);
    const TrayGraph::Entry entry =
        cables.trays->entry(ground.x + ground.width / 2, ground.y + ground.depth / 2);
    cables.entries[position] = entry;
    cables.height_mm[position] = height_mm;
    cables.rise_mm[position] = std::abs(entry.elevation_mm - height_mm / 2) + entry.lateral_mm;
}

/// Bundles by the racks at their ends.
void indexByRack(CablePlan& plan, const FabricPlan& fabric, std::size_t racks) {
    const std::size_t count = fabric.bundles.size();
    plan.lowerRack.resize(count);
    plan.upperRack.resize(count);
    plan.ofRackBegin.assign(racks + 1, 0);
    const auto forRacks = [&](std::size_t i, auto&& visit) {
        const std::int32_t a = plan.lowerRack[i];
        const std::int32_t b = plan.upperRack[i];
        if (a >= 0) visit(static_cast<std::size_t>(a));
        if (b >= 0 && b != a) visit(static_cast<std::size_t>(b));
    };
    for (std::size_t i = 0; i < count; ++i) {
        plan.lowerRack[i] = lowerRack(fabric, fabric.bundles[i]);
        plan.upperRack[i] = upperRack(fabric, fabric.bundles[i]);
        forRacks(i, [&](std::size_t rack) { ++plan.ofRackBegin[rack + 1]; });
    }
    for (std::size_t rack = 0; rack < racks; ++rack)
        plan.ofRackBegin[rack + 1] += plan.ofRackBegin[rack];
    plan.ofRack.resize(plan.ofRackBegin[racks]);
    std::vector<std::uint32_t> next(plan.ofRackBegin.begin(), plan.ofRackBegin.end());
    for (std::size_t i = 0; i < count; ++i)
        forRacks(i, [&](std::size_t rack) {
            plan.ofRack[next[rack]++] = static_cast<std::uint32_t>(i);
        });
}

/// Finds the longest bundle of a block anew.
void findLongest(CablePlan& plan, std::size_t block) {
    CablePlan::Longest longest;
    const std::size_t end = std::min((block + 1) * CablePlan::block, plan.length_mm.size());
    for (std::size_t i = block * CablePlan::block; i < end; ++i) {
        longest.any_mm = std::max(longest.any_mm, plan.length_mm[i]);
        if (!plan.media.media()[plan.choice[i]].copper)
            longest.optical_mm = std::max(longest.optical_mm, plan.length_mm[i]);
    }
    plan.longest[block] = longest;
}

void layAll(Pass& pass, std::int32_t slack_mm) {
    CablePlans& cables = pass.cables;
    const std::size_t racks = pass.rows.count(Scope::Rack);
    if (!cables.trays || !cables.trays->madeFrom(pass.hall.trays))
        cables.trays = std::make_shared<TrayGraph>(pass.hall.trays);
    cables.entries.resize(racks);
    cables.rise_mm.resize(racks);
    cables.height_mm.resize(racks);
    for (std::size_t position = 0; position < racks; ++position)
        findEntry(pass, position, Id<Rack>{pass.rows.ids(Scope::Rack)[position]});
    cables.load.reset(*cables.trays, racks);
    cables.plans.resize(pass.fabrics.plans.size());
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& recipe) {
        const FabricPlan& fabric = pass.fabrics.plans[row];
        CablePlan& plan = cables.plans[row++];
        plan = {};
        plan.media = LinkMedia(pass, id, recipe, fabric.linkSpeed);
        plan.sold.resize(plan.media.media().size());
        plan.length_mm.resize(fabric.bundles.size());
        plan.medium.resize(fabric.bundles.size());
        plan.choice.resize(fabric.bundles.size());
        for (std::size_t tier = 0; tier < 3; ++tier) {
            plan.copperEnds[tier].assign(fabric.linkEnds[tier].size(), 0);
            plan.copperPlugs[tier].assign(fabric.linkEnds[tier].size(), 0);
        }
        plan.hostEnds.assign(racks, 0);
        plan.copperHostEnds.assign(racks, 0);
        indexByRack(plan, fabric, racks);
        Laying laying(cables, plan, fabric, slack_mm);
        long long hostLinks = 0;
        for (std::size_t i = 0; i < fabric.bundles.size(); ++i) {
            laying.lay(i);
            if (fabric.bundles[i].kind != LinkBundle::Kind::HostLeaf) continue;
            plan.hostEnds[static_cast<std::size_t>(fabric.bundles[i].from)] +=
                fabric.bundles[i].links;
            hostLinks += fabric.bundles[i].links;
        }
        // The ends of a bare fabric stand nowhere: cables without a route.
        plan.longest.resize((fabric.bundles.size() + CablePlan::block - 1) / CablePlan::block);
        for (std::size_t block = 0; block < plan.longest.size(); ++block)
            findLongest(plan, block);
        const long long bare = fabric.size.hostLinks - hostLinks;
        plan.cables += bare;
        plan.unroutedLinks += bare;
        if (bare > 0 && plan.media.media().front().copper) {
            plan.copperLinks += bare;
            const int perPiece = plan.media.media().front().linksPerPiece;
            for (std::size_t leaf = 0; leaf < plan.copperEnds[0].size(); ++leaf) {
                const std::int32_t ends = fabric.linkEnds[0][leaf] - fabric.size.uplinks;
                plan.copperEnds[0][leaf] += ends;
                plan.copperPlugs[0][leaf] += (ends + perPiece - 1) / perPiece;
            }
        }
    });
}

void layMoved(Pass& pass, std::int32_t slack_mm) {
    CablePlans& cables = pass.cables;
    std::vector<std::vector<std::uint32_t>> touched(cables.plans.size());
    for (std::size_t f = 0; f < cables.plans.size(); ++f) {
        CablePlan& plan = cables.plans[f];
        for (std::size_t rack : pass.changes.movedRacks)
            touched[f].insert(touched[f].end(), plan.ofRack.begin() + plan.ofRackBegin[rack],
                              plan.ofRack.begin() + plan.ofRackBegin[rack + 1]);
        std::sort(touched[f].begin(), touched[f].end());
        touched[f].erase(std::unique(touched[f].begin(), touched[f].end()), touched[f].end());
        Laying laying(cables, plan, pass.fabrics.plans[f], slack_mm);
        for (std::uint32_t bundle : touched[f])
            laying.takeOut(bundle);
    }
    for (std::size_t rack : pass.changes.movedRacks)
        findEntry(pass, rack, Id<Rack>{pass.rows.ids(Scope::Rack)[rack]});
    for (std::size_t f = 0; f < cables.plans.size(); ++f) {
        Laying laying(cables, cables.plans[f], pass.fabrics.plans[f], slack_mm);
        for (std::uint32_t bundle : touched[f])
            laying.lay(bundle);
        for (std::size_t i = 0; i < touched[f].size(); ++i)
            if (const std::size_t block = touched[f][i] / CablePlan::block;
                i == 0 || block != touched[f][i - 1] / CablePlan::block)
                findLongest(cables.plans[f], block);
    }
}

/// Nothing of nothing is nothing, even where one of it is unknown.
double times(long long count, double each) {
    return count == 0 ? 0.0 : static_cast<double>(count) * each;
}

long long modulesFor(long long ends, double linksPerModule) {
    return static_cast<long long>(std::ceil(static_cast<double>(ends) / linksPerModule - 1e-9));
}

/// Modules of the hosts, node by node; where some links of a rack are copper, as few as its other
/// links need.
long long hostModules(const Pass& pass, const CablePlan& plan, const FabricPlan& fabric,
                      double linksPerModule) {
    long long modules = 0;
    long long seen = 0;
    for (std::size_t rack = 0; rack < plan.hostEnds.size(); ++rack) {
        const long long ends = plan.hostEnds[rack];
        if (ends == 0) continue;
        seen += ends;
        const PartId part = pass.hall.racks[Id<Rack>{pass.rows.ids(Scope::Rack)[rack]}].part;
        const long long nodes =
            std::max(1LL, static_cast<long long>(pass.in.get(part, Property::nodes, 1.0)));
        modules += plan.copperHostEnds[rack] == 0
                       ? nodes * modulesFor(ends / nodes, linksPerModule)
                       : modulesFor(ends - plan.copperHostEnds[rack], linksPerModule);
    }
    const long long bare = plan.media.media().front().copper ? 0 : fabric.size.hostLinks - seen;
    return modules + modulesFor(bare, linksPerModule);
}

void summarise(CablePlan& plan) {
    plan.pieces.clear();
    for (std::size_t m = 0; m < plan.sold.size(); ++m)
        for (const auto& [length_mm, count] : plan.sold[m])
            if (count != 0) plan.pieces[{plan.media.media()[m].part, length_mm}] += count;
    plan.longest_mm = plan.longestOptical_mm = -1;
    for (const CablePlan::Longest& longest : plan.longest) {
        plan.longest_mm = std::max(plan.longest_mm, longest.any_mm);
        plan.longestOptical_mm = std::max(plan.longestOptical_mm, longest.optical_mm);
    }
}

void setLengths(Pass& pass, std::size_t row, const CablePlan& plan, long long links) {
    Columns& out = pass.out;
    const bool slackKnown = !std::isnan(pass.basisValue(Property::linkSlack));
    const auto set = [&](Fig figure, double value) {
        if (plan.unroutedLinks > 0 && plan.longest_mm < 0)
            out.set(figure, row, unknown);
        else if (std::isnan(value) || (plan.unroutedLinks == 0 && slackKnown))
            out.set(figure, row, value);
        else
            out.setPartial(figure, row, value);
    };
    set(Fig::fabricCableLength, static_cast<double>(plan.total_mm) / 1000.0);
    if (links == 0)
        out.setAbsent(Fig::fabricLongestLink, row);
    else
        set(Fig::fabricLongestLink, plan.longest_mm / 1000.0);
    if (plan.opticalLinks == 0)
        out.setAbsent(Fig::fabricLoss, row);
    else if (plan.longestOptical_mm < 0)
        out.set(Fig::fabricLoss, row, unknown);
    else
        set(Fig::fabricLoss,
            pass.basisValue(Property::linkPanels) * pass.basisValue(Property::matingLoss) +
                plan.longestOptical_mm / 1000.0 * pass.basisValue(Property::fibreLoss));
}

/// Modules: a twin module serves two links; what is left over at a switch or a node still takes a
/// whole one. They differ only where links change between copper and fibre.
void countModules(const Pass& pass, CablePlan& plan, const FabricPlan& fabric, const Fabric& recipe,
                  double linksPerPort) {
    const bool coPackaged = isCoPackaged(pass.in, recipe);
    const double perHostModule = pass.in.get(recipe.hostModule, Property::linksPerModule);
    const double perSwitchModule = pass.in.get(recipe.switchModule, Property::linksPerModule);
    plan.switchEnds = plan.switchModules = plan.portsInUse = 0;
    for (std::size_t tier = 0; tier < 3; ++tier) {
        plan.cagesTaken[tier].clear();
        for (std::size_t s = 0; s < fabric.linkEnds[tier].size(); ++s) {
            const long long ends = fabric.linkEnds[tier][s] - plan.copperEnds[tier][s];
            plan.switchEnds += ends;
            if (coPackaged) {
                plan.portsInUse += modulesFor(ends, linksPerPort);
            } else if (ends == 0 || !std::isnan(perSwitchModule)) {
                const long long modules = ends == 0 ? 0 : modulesFor(ends, perSwitchModule);
                plan.switchModules += modules;
                plan.cagesTaken[tier].push_back(modules + plan.copperPlugs[tier][s]);
            }
        }
    }
    plan.hostModules =
        std::isnan(perHostModule) ? 0 : hostModules(pass, plan, fabric, perHostModule);
}

void setFigures(Pass& pass, std::size_t row, const Fabric& recipe) {
    const FabricPlan& fabric = pass.fabrics.plans[row];
    CablePlan& plan = pass.cables.plans[row];
    const FabricSize& size = fabric.size;
    const Slots& in = pass.in;
    Columns& out = pass.out;
    if (!size.feasible && size.switches[0] == 0) {
        for (Fig figure :
             {Fig::fabricCables, Fig::fabricOpticalEnds, Fig::fabricTransceivers, Fig::fabricLasers,
              Fig::fabricStrands, Fig::fabricConnectors, Fig::fabricCableLength,
              Fig::fabricLongestLink, Fig::fabricLoss, Fig::fabricSwitchPower,
              Fig::fabricOpticsPower, Fig::fabricHostOpticsPower})
            out.set(figure, row, unknown);
        return;
    }
    summarise(plan);
    const long long links = size.hostLinks + size.leafSpineLinks + size.spineCoreLinks;
    plan.opticalLinks = links - plan.copperLinks;

    const bool coPackaged = isCoPackaged(in, recipe);
    const double portsPerSwitch = in.get(recipe.switchPart, Property::switchCages) *
                                  in.get(recipe.switchPart, Property::portsPerCage);
    const double linksPerPort = std::max(1.0, std::round(size.radix / portsPerSwitch));
    const double perHostModule = in.get(recipe.hostModule, Property::linksPerModule);
    const double perSwitchModule = in.get(recipe.switchModule, Property::linksPerModule);
    if (plan.copperMoved) countModules(pass, plan, fabric, recipe, linksPerPort);
    plan.copperMoved = false;
    const long long switchEnds = plan.switchEnds, portsInUse = plan.portsInUse;
    const long long hostEnds = 2 * plan.opticalLinks - switchEnds;
    const bool known = (hostEnds == 0 || !std::isnan(perHostModule)) &&
                       (coPackaged || switchEnds == 0 || !std::isnan(perSwitchModule));
    const auto ifKnown = [&](double value) { return known ? value : unknown; };

    out.set(Fig::fabricCables, row, static_cast<double>(plan.cables));
    out.set(Fig::fabricOpticalEnds, row, static_cast<double>(2 * plan.opticalLinks));
    out.set(Fig::fabricTransceivers, row,
            ifKnown(static_cast<double>(plan.hostModules + plan.switchModules)));
    out.set(
        Fig::fabricLasers, row,
        ifKnown(times(plan.hostModules, in.get(recipe.hostModule, Property::lasersPerModule)) +
                times(plan.switchModules, in.get(recipe.switchModule, Property::lasersPerModule)) +
                times(portsInUse, in.get(recipe.switchPart, Property::cpoPortLasers))));
    out.set(
        Fig::fabricStrands, row,
        times(plan.opticalLinks, in.get(recipe.hostModule, Property::strandsPerLink,
                                        in.get(recipe.switchModule, Property::strandsPerLink))));
    out.set(Fig::fabricConnectors, row, static_cast<double>(2 * plan.opticalLinks));
    setLengths(pass, row, plan, links);

    // A maker's maximum that holds the optics gives the switch alone by taking out a full set of
    // the modules it was stated with, whatever modules this fabric uses. Where the part does not
    // name them the figure stays as it is, on the safe side.
    const long long switches =
        static_cast<long long>(size.switches[0]) + size.switches[1] + size.switches[2];
    const double modulePower = in.get(recipe.switchModule, Property::powerTdp);
    const double portPower = in.get(recipe.switchPart, Property::cpoPortPower);
    double base = in.get(recipe.switchPart, Property::powerTdp);
    if (in.includes(recipe.switchPart, Property::powerTdp) == "optics") {
        if (coPackaged)
            base -= portsPerSwitch * portPower;
        else if (const PartId rated = in.reference(recipe.switchPart, Property::ratedModule))
            base -= in.get(recipe.switchPart, Property::switchCages) *
                    in.get(rated, Property::powerTdp);
    }
    out.set(Fig::fabricSwitchPower, row, times(switches, base));
    // Co-packaged engines run whether or not a port is used.
    out.set(Fig::fabricOpticsPower, row,
            coPackaged ? times(switches, portsPerSwitch * portPower)
                       : ifKnown(times(plan.switchModules, modulePower)));
    out.set(Fig::fabricHostOpticsPower, row,
            ifKnown(times(plan.hostModules, in.get(recipe.hostModule, Property::powerTdp))));
}

/// Area of the cables n·d²·π/4 over the inner area of the trays that run together, at the fullest
/// place.
void setTrayFill(Pass& pass) {
    const CablePlans& cables = pass.cables;
    bool partial = false;  // some cable has no diameter
    for (const CablePlan& plan : cables.plans)
        for (std::size_t m = 0; m < plan.sold.size(); ++m)
            partial |= plan.media.media()[m].area_um2 == 0 &&
                       std::any_of(plan.sold[m].begin(), plan.sold[m].end(),
                                   [](const auto& row) { return row.second != 0; });
    const std::vector<std::int64_t> fullest = cables.load.fullest(*cables.trays, cables.entries);
    std::size_t row = 0;
    pass.hall.trays.forEach([&](Id<Tray>, const Tray& tray) {
        const double area = std::max(1, tray.layers) * pass.in.get(tray.part, Property::trayWidth) *
                            pass.in.get(tray.part, Property::trayHeight);
        const double fill =
            static_cast<double>(fullest[row]) * 1e-12 * std::numbers::pi / 4.0 / area;
        if (partial && !std::isnan(fill))
            pass.out.setPartial(Fig::trayFill, row, fill);
        else
            pass.out.set(Fig::trayFill, row, fill);
        ++row;
    });
    pass.out.setMax(Fig::trayFillMax, Fig::trayFill);
}

}  // namespace

void runCabling(Pass& pass) {
    const Changes& c = pass.changes;
    const std::int32_t slack_mm = wholeMillimetres(std::isnan(pass.basisValue(Property::linkSlack))
                                                       ? 0.0
                                                       : pass.basisValue(Property::linkSlack));
    const bool onlyMoved =
        c.rackPlaces && !c.everything && !c.parts && !c.site && !c.racks && !c.trays && !c.fabrics;
    if (onlyMoved)
        layMoved(pass, slack_mm);
    else
        layAll(pass, slack_mm);
    std::size_t row = 0;
    pass.hall.fabrics.forEach(
        [&](Id<Fabric>, const Fabric& fabric) { setFigures(pass, row++, fabric); });
    setTrayFill(pass);
}

}  // namespace hallwright
