#include "model/stages/cabling.h"

#include "model/base/fetch_pages.h"
#include "model/stages/cable_laying.h"
#include "model/stages/heights.h"
#include "model/stages/loose_cables.h"
#include "model/stages/plant.h"
#include "model/stages/stages.h"

#include <cmath>

namespace hallwright {

namespace {

std::int32_t wholeMillimetresOr0(double metres) {
    return std::isnan(metres) ? 0 : Millimetres::fromMetres(metres).mm;
}

/// Where a rack stands and how its cables reach the trays. A rack of unknown height is taken as
/// flat, which gives the longer cable.
void findEntry(Pass& pass, std::size_t position, Id<Rack> id) {
    CablePlans& cables = pass.cables;
    const Rack& rack = pass.hall.racks[id];
    const std::int32_t height_mm =
        Millimetres::fromMetres(pass.in.get(rack.part, Property::sizeHeight, 0.0)).mm;
    const Rect ground = footprintOf(pass.hall, rack);
    const Millimetres x = ground.x + ground.width / 2;
    const Millimetres y = ground.y + ground.depth / 2;
    const TrayGraph::Entry entry = cables.trays->entry(x, y);
    cables.entries[position] = entry;
    cables.spots[position] = {x.mm, y.mm};
    cables.height_mm[position] = height_mm;
    cables.rise_mm[position] = std::abs(entry.elevation_mm - height_mm / 2) + entry.lateral_mm;
}

void findField(Pass& pass) {
    const CableField kind = pass.hall.site().cableField;
    const double elevation = kind == CableField::None ? unknown
                             : kind == CableField::Underfloor
                                 ? pass.basisValue(Property::underfloorField)
                                 : pass.basisValue(Property::overheadField);
    pass.cables.hasField = !std::isnan(elevation);
    pass.cables.field_mm = wholeMillimetresOr0(elevation);
}

/// Heights of the nodes of every rack: racks of one part share them.
void findNodeHeights(Pass& pass) {
    CablePlans& cables = pass.cables;
    const std::vector<RawId>& ids = pass.rows.ids(Scope::Rack);
    cables.nodeHeights_mm.assign(1, {});
    cables.heightsOfRack.assign(ids.size(), 0);
    std::map<PartId, std::uint16_t> ofPart;
    PartId last;
    std::uint16_t lastHeights = 0;
    for (std::size_t position = 0; position < ids.size(); ++position) {
        const PartId part = pass.hall.racks[{ids[position]}].part;
        if (part != last) {
            const auto [found, fresh] = ofPart.try_emplace(part, std::uint16_t{0});
            if (fresh)
                if (std::vector<std::int32_t> heights = nodeHeights(pass.in, part);
                    !heights.empty()) {
                    found->second = static_cast<std::uint16_t>(cables.nodeHeights_mm.size());
                    cables.nodeHeights_mm.push_back(std::move(heights));
                }
            last = part;
            lastHeights = found->second;
        }
        cables.heightsOfRack[position] = lastHeights;
    }
}

/// The racks at the ends of every bundle. A fabric may have a million of them: their kinds come in
/// runs, and what a kind needs is looked up once a run.
void findRacks(CablePlan& plan, const FabricPlan& fabric) {
    const std::size_t count = fabric.bundles.size();
    for (std::vector<std::int32_t>* racks : {&plan.lowerRack, &plan.upperRack}) {
        reserveFetched(*racks, count);
        racks->resize(count);
    }
    for (std::size_t i = 0; i < count;) {
        const LinkBundle::Kind kind = fabric.bundles[i].kind;
        const bool host = kind == LinkBundle::Kind::HostLeaf;
        const std::int32_t* const lower =
            fabric.switchRack[static_cast<std::size_t>(lowerTier(kind))].data();
        const std::int32_t* const upper =
            fabric.switchRack[static_cast<std::size_t>(upperTier(kind))].data();
        for (; i < count && fabric.bundles[i].kind == kind; ++i) {
            const LinkBundle& bundle = fabric.bundles[i];
            plan.lowerRack[i] = host ? bundle.from : lower[bundle.from];
            plan.upperRack[i] = upper[bundle.to];
        }
    }
}

/// Bundles by the racks at their ends: what a rack that moves needs. Made when the first one does.
void indexByRack(CablePlan& plan, std::size_t racks) {
    if (!plan.ofRackBegin.empty()) return;
    std::vector<std::uint32_t> next(racks + 1, 0);
    const auto forRacks = [&](std::size_t i, auto&& visit) {
        const std::int32_t a = plan.lowerRack[i], b = plan.upperRack[i];
        if (a >= 0) visit(static_cast<std::size_t>(a));
        if (b >= 0 && b != a) visit(static_cast<std::size_t>(b));
    };
    for (std::size_t i = 0; i < plan.lowerRack.size(); ++i)
        forRacks(i, [&](std::size_t rack) { ++next[rack + 1]; });
    for (std::size_t rack = 0; rack < racks; ++rack)
        next[rack + 1] += next[rack];
    plan.ofRackBegin = next;
    plan.ofRack.resize(next[racks]);
    for (std::size_t i = 0; i < plan.lowerRack.size(); ++i)
        forRacks(i, [&](std::size_t rack) {
            plan.ofRack[next[rack]++] = static_cast<std::uint32_t>(i);
        });
}

void findHeights(const Pass& pass, CablePlan& plan, const FabricPlan& fabric,
                 const Fabric& recipe) {
    for (std::size_t tier = 0; tier < 3; ++tier) {
        const std::vector<std::int32_t>& units = fabric.switchU[tier];
        plan.switchHeight_mm[tier].assign(fabric.linkEnds[tier].size(), -1);
        for (std::size_t s = 0; s < std::min(units.size(), fabric.linkEnds[tier].size()); ++s)
            plan.switchHeight_mm[tier][s] = switchHeight(pass.in, recipe.switchPart, units[s]);
    }
}

void findBulk(CablePlan& plan) {
    plan.bulk.clear();
    for (const LinkMedia::Medium& medium : plan.media.media())
        plan.bulk.push_back({medium.area_um2, medium.mass_mg_per_m});
}

/// The ends of a bare fabric stand nowhere: cables without a route.
void layBare(CablePlan& plan, const FabricPlan& fabric, long long links) {
    if (links <= 0) return;
    plan.unroutedLinks += links;
    const LinkMedia::Medium& medium = plan.media.media().front();
    if (medium.copper) plan.copperLinks += links;
    plan.cables += bareCables(plan, fabric);
    if (!medium.copper) return;
    for (std::size_t leaf = 0; leaf < plan.copperEnds[0].size(); ++leaf) {
        const std::int32_t ends = fabric.linkEnds[0][leaf] - fabric.size.uplinks;
        plan.copperEnds[0][leaf] += ends;
        plan.copperPlugs[0][leaf] += (ends + medium.linksPerPiece - 1) / medium.linksPerPiece;
    }
}

void layFabric(Pass& pass, Id<Fabric> id, const Fabric& recipe, std::size_t row) {
    CablePlans& cables = pass.cables;
    const FabricPlan& fabric = pass.fabrics.plans[row];
    const std::size_t racks = pass.rows.count(Scope::Rack);
    CablePlan& plan = cables.plans[row];
    plan = {};
    plan.media = LinkMedia(pass, id, recipe, fabric.linkSpeed);
    plan.sold.resize(plan.media.media().size());
    plan.structured = recipe.plant != CablePlant::Direct;
    reserveFetched(plan.length_mm, fabric.bundles.size());
    plan.length_mm.resize(fabric.bundles.size());
    plan.choice.resize(fabric.bundles.size());
    for (std::size_t tier = 0; tier < 3; ++tier) {
        plan.copperEnds[tier].assign(fabric.linkEnds[tier].size(), 0);
        plan.copperPlugs[tier].assign(fabric.linkEnds[tier].size(), 0);
    }
    plan.hostEnds.assign(racks, 0);
    plan.copperHostEnds.assign(racks, 0);
    findHeights(pass, plan, fabric, recipe);
    findBulk(plan);
    findRacks(plan, fabric);
    CableLaying laying(cables, plan, fabric, linkSlack(pass));
    long long hostLinks = 0;
    for (std::size_t i = 0; i < fabric.bundles.size(); ++i) {
        laying.lay(i);
        if (fabric.bundles[i].kind != LinkBundle::Kind::HostLeaf) continue;
        plan.hostEnds[static_cast<std::size_t>(fabric.bundles[i].from)] += fabric.bundles[i].links;
        hostLinks += fabric.bundles[i].links;
    }
    plan.longest.resize((fabric.bundles.size() + CablePlan::block - 1) / CablePlan::block);
    for (std::size_t block = 0; block < plan.longest.size(); ++block)
        findLongest(plan, block);
    layBare(plan, fabric, fabric.size.hostLinks - hostLinks);
}

void layAll(Pass& pass) {
    CablePlans& cables = pass.cables;
    const std::size_t racks = pass.rows.count(Scope::Rack);
    if (!cables.trays || !cables.trays->madeFrom(pass.hall.trays)) {
        cables.trays = std::make_shared<TrayGraph>(pass.hall.trays);
        cables.detours.reset();
    }
    cables.entries.resize(racks);
    cables.rise_mm.resize(racks);
    cables.height_mm.resize(racks);
    cables.spots.resize(racks);
    for (std::size_t position = 0; position < racks; ++position)
        findEntry(pass, position, Id<Rack>{pass.rows.ids(Scope::Rack)[position]});
    findField(pass);
    findNodeHeights(pass);
    cables.load.reset(*cables.trays, racks);
    cables.detourLoad = {};
    cables.plans.resize(pass.fabrics.plans.size());
    std::size_t row = 0;
    pass.hall.fabrics.forEach(
        [&](Id<Fabric> id, const Fabric& recipe) { layFabric(pass, id, recipe, row++); });
}

void layMoved(Pass& pass) {
    CablePlans& cables = pass.cables;
    takeOutPlant(cables);
    takeOutDetours(pass);
    std::vector<std::vector<std::uint32_t>> touched(cables.plans.size());
    for (std::size_t f = 0; f < cables.plans.size(); ++f) {
        CablePlan& plan = cables.plans[f];
        indexByRack(plan, pass.rows.count(Scope::Rack));
        for (std::size_t rack : pass.changes.movedRacks)
            touched[f].insert(touched[f].end(), plan.ofRack.begin() + plan.ofRackBegin[rack],
                              plan.ofRack.begin() + plan.ofRackBegin[rack + 1]);
        std::sort(touched[f].begin(), touched[f].end());
        touched[f].erase(std::unique(touched[f].begin(), touched[f].end()), touched[f].end());
        CableLaying laying(cables, plan, pass.fabrics.plans[f], linkSlack(pass));
        for (std::uint32_t bundle : touched[f])
            laying.takeOut(bundle);
    }
    for (std::size_t rack : pass.changes.movedRacks)
        findEntry(pass, rack, Id<Rack>{pass.rows.ids(Scope::Rack)[rack]});
    for (std::size_t f = 0; f < cables.plans.size(); ++f) {
        CableLaying laying(cables, cables.plans[f], pass.fabrics.plans[f], linkSlack(pass));
        for (std::uint32_t bundle : touched[f])
            laying.lay(bundle);
        for (std::size_t i = 0; i < touched[f].size(); ++i)
            if (const std::size_t block = touched[f][i] / CablePlan::block;
                i == 0 || block != touched[f][i - 1] / CablePlan::block)
                findLongest(cables.plans[f], block);
    }
}

}  // namespace

std::int32_t linkSlack(const Pass& pass) {
    return wholeMillimetresOr0(pass.basisValue(Property::linkSlack));
}

std::int32_t trunkSlack(const Pass& pass) {
    return wholeMillimetresOr0(pass.basisValue(Property::trunkSlack));
}

void runCabling(Pass& pass) {
    const Changes& c = pass.changes;
    const bool onlyMoved =
        c.rackPlaces && !c.everything && !c.parts && !c.site && !c.racks && !c.trays && !c.fabrics;
    if (onlyMoved)
        layMoved(pass);
    else
        layAll(pass);
    layPlant(pass);
    if (!pass.hall.trays.empty()) layDetours(pass);
    std::size_t row = 0;
    pass.hall.fabrics.forEach(
        [&](Id<Fabric>, const Fabric& fabric) { setCableFigures(pass, row++, fabric); });
    setTrayFigures(pass);
}

}  // namespace hallwright
