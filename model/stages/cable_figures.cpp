#include "model/stages/cable_laying.h"
#include "model/stages/plant.h"

#include <cmath>
#include <numbers>

namespace hallwright {

namespace {

/// Nothing of nothing is nothing, even where one of it is unknown.
double times(long long count, double each) {
    return count == 0 ? 0.0 : static_cast<double>(count) * each;
}

long long modulesFor(long long ends, double linksPerModule) {
    return static_cast<long long>(std::ceil(static_cast<double>(ends) / linksPerModule - 1e-9));
}

/// Links of a module in a switch as it is wired; NaN where the part does not say.
double switchLinksServed(const Slots& in, const Fabric& recipe, double linkSpeed) {
    const double served = linksServed(in, recipe.switchModule, linkSpeed);
    return std::isnan(served) ? served : switchOpticsOf(in, recipe, linkSpeed).linksPerModule;
}

/// Strands that a link lights: lanes that are shared out take theirs with them.
double strandsLit(const Slots& in, const Fabric& recipe, double linkSpeed) {
    const double strands = hostOptics(in, recipe, linkSpeed).strands;
    return std::isnan(strands) ? in.get(recipe.switchModule, Property::strandsPerLink) : strands;
}

/// Ends of links that have no medium: nothing lights them, so no module is bought.
struct Dark {
    long long links = 0;
    std::array<std::vector<std::int32_t>, 3> ofSwitch;  ///< by tier; empty where there are none
    std::vector<std::int32_t> ofRack;

    explicit Dark(const CablePlan& plan, const FabricPlan& fabric) {
        const std::size_t none = plan.media.media().size() - 1;
        if (plan.media.media().empty() || !plan.media.media()[none].none) return;
        for (std::size_t i = 0; i < plan.choice.size(); ++i)
            if (plan.choice[i] == none) add(plan, fabric, fabric.bundles[i]);
    }
    std::int32_t atSwitch(std::size_t tier, std::size_t number) const {
        return links == 0 ? 0 : ofSwitch[tier][number];
    }
    std::int32_t atRack(std::size_t rack) const { return links == 0 ? 0 : ofRack[rack]; }

private:
    void add(const CablePlan& plan, const FabricPlan& fabric, const LinkBundle& bundle) {
        if (links == 0) {
            for (std::size_t tier = 0; tier < 3; ++tier)
                ofSwitch[tier].assign(fabric.linkEnds[tier].size(), 0);
            ofRack.assign(plan.hostEnds.size(), 0);
        }
        links += bundle.links;
        const auto end = [&](Tier tier, std::int32_t number) {
            ofSwitch[static_cast<std::size_t>(tier)][static_cast<std::size_t>(number)] +=
                bundle.links;
        };
        end(upperTier(bundle.kind), bundle.to);
        if (bundle.kind == LinkBundle::Kind::HostLeaf)
            ofRack[static_cast<std::size_t>(bundle.from)] += bundle.links;
        else
            end(lowerTier(bundle.kind), bundle.from);
    }
};

/// Modules of the hosts, node by node; where some links of a rack are copper, as few as its other
/// links need.
long long hostModules(const Pass& pass, const CablePlan& plan, const FabricPlan& fabric,
                      const Dark& dark, double linksPerModule) {
    long long modules = 0;
    long long seen = 0;
    for (std::size_t rack = 0; rack < plan.hostEnds.size(); ++rack) {
        const long long ends = plan.hostEnds[rack];
        if (ends == 0) continue;
        seen += ends;
        const PartId part = pass.hall.racks[Id<Rack>{pass.rows.ids(Scope::Rack)[rack]}].part;
        const long long nodes =
            std::max(1LL, static_cast<long long>(pass.in.get(part, Property::nodes, 1.0)));
        const long long unlit = plan.copperHostEnds[rack] + dark.atRack(rack);
        modules += unlit == 0 ? nodes * modulesFor(ends / nodes, linksPerModule)
                              : modulesFor(ends - unlit, linksPerModule);
    }
    const long long bare = plan.media.media().front().copper ? 0 : fabric.size.hostLinks - seen;
    return modules + modulesFor(bare, linksPerModule);
}

void countPieces(CablePlan& plan) {
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

void setLengths(Pass& pass, std::size_t row, const Fabric& recipe, const CablePlan& plan,
                long long links) {
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
    if (links == plan.copperLinks)  // what is beyond the budget has no medium, and a loss still
        out.setAbsent(Fig::fabricLoss, row);
    else if (plan.longestOptical_mm < 0)
        out.set(Fig::fabricLoss, row, unknown);
    else
        set(Fig::fabricLoss, linkLoss(pass, recipe, plan.longestOptical_mm / 1000.0));
}

/// Modules: a twin module serves two links; what is left over at a switch or a node still takes a
/// whole one. They differ only where links change between copper and fibre.
void countModules(const Pass& pass, CablePlan& plan, const FabricPlan& fabric, const Fabric& recipe,
                  const Dark& dark, double linksPerPort) {
    const bool coPackaged = isCoPackaged(pass.in, recipe);
    const double perHostModule = linksServed(pass.in, recipe.hostModule, fabric.linkSpeed);
    const double perSwitchModule = switchLinksServed(pass.in, recipe, fabric.linkSpeed);
    // Links of several to a module are counted cage by cage; a bare fabric has no ports to go by.
    const bool byCage = (perHostModule > 1.0 || (!coPackaged && perSwitchModule > 1.0)) &&
                        !fabric.bundles.empty() &&
                        fabric.bundles.front().kind == LinkBundle::Kind::HostLeaf;
    const auto whole = [](double links) { return links >= 1.0 ? static_cast<int>(links) : 1; };
    const ModuleCount inUse =
        byCage ? modulesInUse(fabric, plan, whole(perHostModule), whole(perSwitchModule))
               : ModuleCount{};
    plan.switchEnds = plan.switchModules = plan.portsInUse = 0;
    for (std::size_t tier = 0; tier < 3; ++tier) {
        plan.cagesTaken[tier].clear();
        for (std::size_t s = 0; s < fabric.linkEnds[tier].size(); ++s) {
            const long long ends =
                fabric.linkEnds[tier][s] - plan.copperEnds[tier][s] - dark.atSwitch(tier, s);
            plan.switchEnds += ends;
            if (coPackaged) {
                plan.portsInUse += modulesFor(ends, linksPerPort);
            } else if (ends == 0 || !std::isnan(perSwitchModule)) {
                // Where racks claim the same ports, one cage is counted once for all of them.
                const long long least = ends == 0 ? 0 : modulesFor(ends, perSwitchModule);
                const long long modules =
                    byCage ? std::max<long long>(inUse.switches[tier][s], least) : least;
                plan.switchModules += modules;
                plan.cagesTaken[tier].push_back(modules + plan.copperPlugs[tier][s]);
            }
        }
    }
    plan.hostModules = std::isnan(perHostModule) ? 0
                       : byCage                  ? inUse.hosts
                                : hostModules(pass, plan, fabric, dark, perHostModule);
}

}  // namespace

void setCableFigures(Pass& pass, std::size_t row, const Fabric& recipe) {
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
    countPieces(plan);
    const long long links = size.hostLinks + size.leafSpineLinks + size.spineCoreLinks;
    const Dark dark(plan, fabric);
    plan.opticalLinks = links - plan.copperLinks - dark.links;

    const bool coPackaged = isCoPackaged(in, recipe);
    const double portsPerSwitch = in.get(recipe.switchPart, Property::switchCages) *
                                  in.get(recipe.switchPart, Property::portsPerCage);
    const double linksPerPort = std::max(1.0, std::round(size.radix / portsPerSwitch));
    const double perHostModule = linksServed(in, recipe.hostModule, fabric.linkSpeed);
    const double perSwitchModule = switchLinksServed(in, recipe, fabric.linkSpeed);
    if (plan.copperMoved) countModules(pass, plan, fabric, recipe, dark, linksPerPort);
    plan.copperMoved = false;
    const long long switchEnds = plan.switchEnds, portsInUse = plan.portsInUse;
    const long long hostEnds = 2 * plan.opticalLinks - switchEnds;
    const bool known = (hostEnds == 0 || !std::isnan(perHostModule)) &&
                       (coPackaged || switchEnds == 0 || !std::isnan(perSwitchModule));
    const auto ifKnown = [&](double value) { return known ? value : unknown; };

    out.set(Fig::fabricCables, row, static_cast<double>(plan.cables + plan.plant.cables()));
    out.set(Fig::fabricOpticalEnds, row, static_cast<double>(2 * plan.opticalLinks));
    out.set(Fig::fabricTransceivers, row,
            ifKnown(static_cast<double>(plan.hostModules + plan.switchModules)));
    out.set(
        Fig::fabricLasers, row,
        ifKnown(times(plan.hostModules, in.get(recipe.hostModule, Property::lasersPerModule)) +
                times(plan.switchModules, in.get(recipe.switchModule, Property::lasersPerModule)) +
                times(portsInUse, in.get(recipe.switchPart, Property::cpoPortLasers))));
    out.set(Fig::fabricStrands, row,
            times(plan.opticalLinks, strandsLit(in, recipe, fabric.linkSpeed)));
    out.set(Fig::fabricConnectors, row, static_cast<double>(opticalConnectors(plan)));
    setLengths(pass, row, recipe, plan, links);

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
/// place; their mass over the same trays, at the heaviest.
void setTrayFigures(Pass& pass) {
    const CablePlans& cables = pass.cables;
    bool noDiameter = false, noMass = false;  // of some cable that is bought
    for (const CablePlan& plan : cables.plans) {
        for (std::size_t m = 0; m < plan.sold.size(); ++m) {
            if (std::none_of(plan.sold[m].begin(), plan.sold[m].end(),
                             [](const auto& row) { return row.second != 0; }))
                continue;
            noDiameter |= plan.bulk[m].area_um2 == 0;
            noMass |= plan.bulk[m].mass_mg == 0;
        }
        noDiameter |= plan.plant.unknownDiameter;
        noMass |= std::any_of(plan.plant.groups.begin(), plan.plant.groups.end(),
                              [](const TrunkGroup& group) { return group.laid_mg_per_m == 0; }) ||
                  std::any_of(plan.plant.runs.begin(), plan.plant.runs.end(),
                              [](const PlantRun& run) { return run.mass_mg_per_m == 0; });
    }
    std::vector<TrayStretches::Layer> layers{{cables.trays.get(), &cables.load}};
    if (cables.detours) layers.push_back({cables.detours.get(), &cables.detourLoad});
    const std::vector<CableBulk> most = TrayStretches(layers, cables.entries).mostByTray();
    std::size_t row = 0;
    pass.hall.trays.forEach([&](Id<Tray>, const Tray& tray) {
        const auto set = [&](Fig figure, double value, bool partial) {
            if (partial && !std::isnan(value))
                pass.out.setPartial(figure, row, value);
            else
                pass.out.set(figure, row, value);
        };
        const int layersHere = std::max(1, tray.layers);
        const double area = layersHere * pass.in.get(tray.part, Property::trayWidth) *
                            pass.in.get(tray.part, Property::trayHeight);
        set(Fig::trayFill,
            static_cast<double>(most[row].area_um2) * 1e-12 * std::numbers::pi / 4.0 / area,
            noDiameter);
        set(Fig::trayWeight, static_cast<double>(most[row].mass_mg) * 1e-6 / layersHere, noMass);
        ++row;
    });
    pass.out.setMax(Fig::trayFillMax, Fig::trayFill);
}

}  // namespace hallwright
