#include "model/planner/furnish.h"

#include "model/base/text.h"
#include "model/edits/free_names.h"
#include "model/parts/property.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

/// A climate known only by its design temperatures.
PartId climateByValue(Draft& draft) {
    Part part;
    part.id = "climate-by-value";
    part.name = "Climate given by its design temperatures";
    part.kind = Kind::Climate;
    part.status = "generic";
    const std::string origin = fingerprint(part);
    draft.notes.push_back("the climate is known by its design temperatures alone: figures of the "
                          "year stay unknown; name a climate "
                          "of the catalog to have them");
    return draft.add(draft.hall.parts,
                     FrozenPart{std::make_shared<const Part>(std::move(part)), origin});
}

PartId placeClimate(Draft& draft) {
    const Brief& brief = draft.brief;
    PartId climate;
    if (brief.climate) {
        const PartPtr part = draft.find(brief.climate, {Kind::Climate}, "climate");
        if (!part) return {};
        climate = draft.freeze(*part);
    } else {
        climate = climateByValue(draft);
    }
    constexpr std::string_view why = "given in the brief";
    if (brief.designDryBulb)
        overrideNumber(draft, climate, Property::designDryBulb, *brief.designDryBulb, "C degC",
                       why);
    if (brief.designWetBulb)
        overrideNumber(draft, climate, Property::designWetBulb, *brief.designWetBulb, "C degC",
                       why);
    return climate;
}

/// A price by value replaces that of the first tariff, whose carbon factor stays.
PartId placeTariff(Draft& draft) {
    const Brief& brief = draft.brief;
    if (!brief.energyPrice) {
        const PartPtr part = draft.find(brief.tariff, {Kind::Tariff}, "tariff");
        return part ? draft.freeze(*part) : PartId{};
    }
    const std::vector<PartPtr> tariffs = draft.partsOf(Kind::Tariff);
    if (tariffs.empty()) {
        draft.fail(1, "the catalog has no tariff to take the carbon factor from");
        return {};
    }
    // The tariff of the climate's country, if there is one: ids begin alike, "us-…" and
    // "tariff-us-…". Else that of the country whose money prices are in.
    const auto ofCountry = [&](std::string_view country) -> PartPtr {
        for (const PartPtr& part : tariffs)
            if (!country.empty() && part->id.starts_with(fmt::format("tariff-{}-2", country)))
                return part;
        return nullptr;
    };
    PartPtr chosen = ofCountry(brief.climate.text.substr(0, brief.climate.text.find('-')));
    if (!chosen) chosen = ofCountry("us");
    if (!chosen) chosen = tariffs.front();
    draft.notes.push_back(fmt::format(
        "the energy price is the brief's; the carbon factor is that of {}", chosen->name));
    const PartId tariff = draft.freeze(*chosen);
    overrideNumber(draft, tariff, Property::energyPrice, *brief.energyPrice, brief.energyPriceText,
                   "given in the brief");
    return tariff;
}

void placeRejection(Draft& draft) {
    const BriefText& wanted = draft.brief.heatRejection;
    if (!wanted) return;
    for (const PartPtr& part : draft.partsOf(Kind::HeatRejection)) {
        if (part->text(Property::rejectionWet) != wanted.text) continue;
        draft.freeze(*part);
        const Part* basis = draft.hall.part(draft.basis);
        if (basis && basis->text(Property::rejectionPart) != part->id)
            overrideReference(draft, draft.basis, Property::rejectionPart, part->id,
                              "given in the brief");
        return;
    }
    draft.fail(
        wanted.line,
        fmt::format("the catalog has no heat rejection plant that runs as \"{}\"", wanted.text));
}

Millimetres lengthOf(Draft& draft, const Part& part, Property property) {
    return Millimetres::fromMetres(draft.number(part, property));
}

LayoutItem itemOf(Draft& draft, LayoutItem::Kind kind, std::size_t group, const Part& part) {
    return {kind, group, lengthOf(draft, part, Property::sizeWidth),
            lengthOf(draft, part, Property::sizeDepth)};
}

/// A cooling group: CDUs at both ends in turn, its racks between them, each beside its sidecar.
LayoutBlock blockOf(Draft& draft, const Furniture& furniture, std::size_t index) {
    const CoolingGroup& group = furniture.cooling.groups[index];
    LayoutBlock block;
    const auto addCdus = [&](int count) {
        for (int i = 0; i < count; ++i)
            block.items.push_back(
                itemOf(draft, LayoutItem::Kind::Cdu, index, *furniture.cooling.cdu));
    };
    addCdus((group.cdus + 1) / 2);
    for (int i = 0; i < group.count; ++i) {
        const RackGroup& racks = furniture.groups[group.racks];
        if (racks.sidecar)
            block.items.push_back(itemOf(draft, LayoutItem::Kind::Sidecar, index, *racks.sidecar));
        block.items.push_back(itemOf(draft, LayoutItem::Kind::Rack, index, *racks.part));
    }
    addCdus(group.cdus / 2);
    for (std::size_t n = 0; n < furniture.network.racks.size(); ++n) {
        const NetworkRack& rack = furniture.network.racks[n];
        if (rack.stretch != index) continue;
        block.items.push_back(
            itemOf(draft, LayoutItem::Kind::NetworkRack, n, *furniture.network.rackPart));
        block.items.back().gather =
            rack.middle ? LayoutItem::Gather::Middle : LayoutItem::Gather::End;
    }
    return block;
}

std::string whatIsPlaced(const Furniture& furniture) {
    int racks = 0, sidecars = 0;
    for (const RackGroup& group : furniture.groups) {
        racks += group.count;
        if (group.sidecar) sidecars += group.count;
    }
    std::vector<std::string> pieces;
    const auto piece = [&](int count, std::string_view noun) {
        if (count > 0) pieces.push_back(counted(count, noun));
    };
    piece(racks, "rack");
    piece(sidecars, "sidecar");
    piece(furniture.network.rackCount(), "network rack");
    piece(furniture.cooling.cduCount(), "CDU");
    if (pieces.size() < 2) return joined(pieces, "");
    const std::string last = pieces.back();
    pieces.pop_back();
    return fmt::format("{} and {}", joined(pieces, ", "), last);
}

/// Writes what stands in the rows into the hall.
class Placer {
public:
    Placer(Draft& draft, const Furniture& furniture) : m_draft(draft), m_furniture(furniture) {}

    void place() {
        addLoops();
        for (const Fabric& fabric : m_furniture.network.fabrics) {
            m_fabrics.push_back(m_draft.add(m_draft.hall.fabrics, fabric));
            m_slots.emplace_back(fabric, m_furniture.groups);
        }
        for (std::size_t r = 0; r < m_furniture.layout.rows.size(); ++r)
            addRow(m_furniture.layout.rows[r], rowName(r));
        int number = 0;
        for (const Placement& place : m_furniture.layout.airUnits) {
            Equipment unit;
            unit.name = fmt::format("FW-{}", ++number);
            unit.part = m_furniture.cooling.airUnitId;
            unit.place = place;
            m_draft.add(m_draft.hall.equipment, unit);
        }
    }

private:
    void addLoops() {
        int number = 0;
        for (std::size_t g = 0; g < m_furniture.cooling.groups.size(); ++g) {
            const CoolingGroup& group = m_furniture.cooling.groups[g];
            m_loops.push_back({});
            if (group.cdus == 0) continue;
            m_loops.back() =
                m_draft.add(m_draft.hall.loops,
                            Loop{fmt::format("Loop {}", ++number), m_furniture.cooling.fluidId,
                                 m_draft.brief.facilitySupply, group.spare});
            for (std::size_t rack : group.networkRacks)
                m_loopOfNetworkRack[rack] = m_loops.back();
        }
    }

    void addRow(const PlannedRow& planned, const std::string& name) {
        m_row = m_draft.add(m_draft.hall.rows, Row{name, planned.x, planned.y, planned.length,
                                                   planned.depth, planned.facing, true});
        m_rowName = name;
        m_inRow = 0;
        Id<Rack> sidecar;
        for (const PlacedItem& placed : planned.items)
            switch (placed.item.kind) {
            case LayoutItem::Kind::Cdu:
                addCdu(placed);
                break;
            case LayoutItem::Kind::Sidecar:
                sidecar = addSidecar(placed);
                break;
            case LayoutItem::Kind::NetworkRack:
                addNetworkRack(placed);
                break;
            case LayoutItem::Kind::Rack:
                addRack(placed, sidecar);
                sidecar = {};
                break;
            }
    }

    void addCdu(const PlacedItem& placed) {
        Equipment cdu;
        cdu.name = fmt::format("CDU-{}", ++m_cdus);
        cdu.part = m_furniture.cooling.cduId;
        cdu.place = placed.place;
        cdu.loop = m_loops[placed.item.group];
        cdu.row = m_row;
        m_draft.add(m_draft.hall.equipment, cdu);
    }

    const RackGroup& racksOf(const PlacedItem& placed) const {
        return m_furniture.groups[m_furniture.cooling.groups[placed.item.group].racks];
    }

    /// Named after the rack that it feeds, which comes next.
    Id<Rack> addSidecar(const PlacedItem& placed) {
        Rack rack;
        rack.name = fmt::format("PS-{}{:02}", m_rowName, m_inRow + 1);
        rack.part = racksOf(placed).sidecarId;
        rack.row = m_row;
        rack.place = placed.place;
        return m_draft.add(m_draft.hall.racks, rack);
    }

    void addRack(const PlacedItem& placed, Id<Rack> sidecar) {
        const RackGroup& group = racksOf(placed);
        Rack rack;
        rack.name = fmt::format("{}{:02}", m_rowName, ++m_inRow);
        rack.part = group.partId;
        rack.row = m_row;
        rack.place = placed.place;
        rack.sidecar = sidecar;
        if (group.liquid > 0.0) rack.loop = m_loops[placed.item.group];
        const Id<Rack> id = m_draft.add(m_draft.hall.racks, rack);
        for (std::size_t f = 0; f < m_fabrics.size(); ++f) {
            const Fabric& fabric = m_furniture.network.fabrics[f];
            if (!hasPorts(*group.part, fabric.role)) continue;
            m_draft.add(m_draft.hall.members, m_slots[f].take(id, m_fabrics[f], *group.part));
        }
    }

    void addNetworkRack(const PlacedItem& placed) {
        const NetworkRack& planned = m_furniture.network.racks[placed.item.group];
        Rack rack;
        rack.name = fmt::format("N{:02}", placed.item.group + 1);
        rack.part = m_draft.hall.findPart(m_furniture.network.rackPart->id);
        rack.row = m_row;
        rack.place = placed.place;
        const auto loop = m_loopOfNetworkRack.find(placed.item.group);
        if (loop != m_loopOfNetworkRack.end()) rack.loop = loop->second;
        const Id<Rack> id = m_draft.add(m_draft.hall.racks, rack);
        for (const SwitchStack& stack : planned.stacks)
            m_draft.add(m_draft.hall.mounts,
                        Mount{id, m_fabrics[stack.fabric], stack.tier, stack.first, stack.count});
    }

    Draft& m_draft;
    const Furniture& m_furniture;
    std::vector<Id<Loop>> m_loops;  ///< by cooling group
    std::map<std::size_t, Id<Loop>> m_loopOfNetworkRack;
    std::vector<Id<Fabric>> m_fabrics;
    std::vector<SlotPlan> m_slots;  ///< by fabric
    Id<Row> m_row;
    std::string m_rowName;
    int m_inRow = 0;
    int m_cdus = 0;
};

}  // namespace

void placeSite(Draft& draft, Furniture&) {
    const Brief& brief = draft.brief;
    const Id<Site> id{draft.next++};
    draft.basis = freezePart(draft.hall, draft.catalog, Catalog::basisId, draft.next);
    if (!draft.basis) {
        draft.fail(1, "the catalog has no design basis");
        return;
    }
    Site site;
    site.name = brief.name;
    site.width = brief.width;
    site.depth = brief.depth;
    site.clearHeight = brief.clearHeight;
    site.tile = brief.tile;
    site.floorRating = brief.floorRating;
    site.floor = brief.floor;
    site.cableField = brief.cableField;
    site.supplyPerSide = brief.supplyPerSide;
    site.distribution = brief.distribution;
    site.redundancy = brief.redundancy;
    site.code = brief.code;
    site.basis = draft.basis;
    site.climate = placeClimate(draft);
    site.tariff = placeTariff(draft);
    placeRejection(draft);
    draft.hall.sites.set(id, site);
}

void countCooling(Draft& draft, Furniture& furniture) {
    const Millimetres row = draft.brief.width - draft.basisLength(Property::perimeterWidth) * 2;
    furniture.cooling = planCooling(draft, furniture.groups, furniture.network, row);
    if (draft.failed() || furniture.network.fabrics.empty() || furniture.network.inZone()) return;
    // Which racks stand together is known now: switches in the rows go to them, and what they give
    // off counts.
    std::vector<int> stretches;
    for (const CoolingGroup& group : furniture.cooling.groups)
        stretches.push_back(group.count);
    fillRows(draft, furniture.network, furniture.groups, stretches);
    if (draft.failed()) return;
    furniture.cooling = planCooling(draft, furniture.groups, furniture.network, row);
}

void arrange(Draft& draft, Furniture& furniture) {
    LayoutNeed need;
    need.width = draft.brief.width;
    need.depth = draft.brief.depth;
    need.tile = draft.brief.tile;
    need.perimeter = draft.basisLength(Property::perimeterWidth);
    need.coldAisle = std::max(draft.basisLength(Property::coldAisleWidth),
                              draft.basisLength(Property::workingClearance));
    need.hotAisle = std::max(draft.basisLength(Property::hotAisleWidth),
                             draft.basisLength(Property::workingClearance));
    need.airUnits = furniture.cooling.airUnits;
    if (furniture.cooling.airUnit) {
        need.airUnitWidth = lengthOf(draft, *furniture.cooling.airUnit, Property::sizeWidth);
        need.airUnitDepth = lengthOf(draft, *furniture.cooling.airUnit, Property::sizeDepth);
    }
    // Network racks stand in the middle of the line, so that the way to them is short from both
    // ends.
    const std::size_t groups = furniture.cooling.groups.size();
    const std::size_t half = (groups + 1) / 2;
    for (std::size_t g = 0; g < half; ++g)
        need.blocks.push_back(blockOf(draft, furniture, g));
    for (std::size_t n = 0; n < furniture.network.racks.size(); ++n)
        if (!furniture.network.racks[n].stretch)
            need.blocks.push_back(
                {{itemOf(draft, LayoutItem::Kind::NetworkRack, n, *furniture.network.rackPart)}});
    for (std::size_t g = half; g < groups; ++g)
        need.blocks.push_back(blockOf(draft, furniture, g));
    std::erase_if(need.blocks, [](const LayoutBlock& block) { return block.items.empty(); });
    if (furniture.network.rackPart) draft.freeze(*furniture.network.rackPart);
    need.what = whatIsPlaced(furniture);
    if (draft.failed()) return;
    need.goOn = [&draft] { return draft.goOn(); };
    Result<Layout> layout = layOut(need);
    if (layout)
        furniture.layout = *std::move(layout);
    else
        draft.take(layout.error());
}

void placeItems(Draft& draft, Furniture& furniture) { Placer(draft, furniture).place(); }

void placeTrays(Draft& draft, Furniture& furniture) {
    const std::vector<PlannedRow>& rows = furniture.layout.rows;
    if (rows.empty()) return;
    const PartPtr named = draft.basisPart(Property::cableTrayPart);
    if (!named) return;
    const PartId part = draft.freeze(*named);
    const Millimetres elevation = draft.basisLength(Property::trayElevation);
    Millimetres left = rows[0].x, right = rows[0].x + rows[0].length;
    for (const PlannedRow& row : rows) {
        left = std::min(left, row.x);
        right = std::max(right, row.x + row.length);
    }
    const auto middleOf = [](const PlannedRow& row) { return row.y + row.depth / 2; };
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const Millimetres y = middleOf(rows[r]);
        draft.add(draft.hall.trays,
                  Tray{fmt::format("Tray {}", rowName(r)), part, left, y, right, y, elevation});
    }
    if (rows.size() < 2) return;
    int number = 0;
    for (const Millimetres x : {left, (left + right) / 2, right})
        draft.add(draft.hall.trays,
                  Tray{fmt::format("Cross tray {}", ++number), part, x, middleOf(rows.front()), x,
                       middleOf(rows.back()), elevation});
}

void sizeTrays(Draft& draft, Furniture& furniture) {
    const double design = draft.basisNumber(Property::trayFillDesign);
    // More trays in one run let cables come back that had gone around it, so look again.
    constexpr int mostRounds = 6;
    for (int round = 0; round < mostRounds && !draft.failed(); ++round) {
        Table<Tray> sized = draft.hall.trays;
        bool grown = false;
        draft.hall.trays.forEach([&](Id<Tray> id, const Tray& tray) {
            const double fill = furniture.loads->number(Fig::trayFill, id.raw);
            if (!(fill > design)) return;
            Tray more = tray;
            more.layers = static_cast<int>(std::ceil(tray.layers * fill / design - 1e-9));
            sized.set(id, more);
            grown = true;
        });
        if (!grown) break;
        draft.hall.trays = sized;
        furniture.loads = evaluate(draft.hall);
    }
    int runs = 0, most = 1;
    draft.hall.trays.forEach([&](Id<Tray>, const Tray& tray) {
        runs += tray.layers > 1;
        most = std::max(most, tray.layers);
    });
    if (runs > 0)
        draft.notes.push_back(fmt::format("{} of cable trays {} up to {} trays together to stay "
                                          "within the design fill of {:.0f} %",
                                          counted(runs, "run"), runs == 1 ? "has" : "have", most,
                                          100.0 * design));
}

}  // namespace hallwright
