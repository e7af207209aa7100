#include "model/stages/bill.h"

#include "model/stages/cabling.h"
#include "model/stages/cut_price.h"
#include "model/stages/fabric.h"
#include "model/stages/loose_cables.h"
#include "model/stages/switch_supplies.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace hallwright {

namespace {

enum class BillSection : std::uint8_t { Compute, Network, Cooling, Power, Routes };
constexpr std::string_view sectionNames[] = {"Compute", "Network", "Cooling", "Power", "Routes"};

/// How a line is counted. Loose pieces are sold by length too, but nobody knows theirs.
enum class Unit : std::uint8_t { Pieces, CutPieces, LoosePieces, Metres };
/// Stands for the length of loose pieces, so that they have a line of their own.
constexpr std::int32_t noLength_mm = -1;

/// Adds up equal things. Lines come out by section, kind, catalog id and length.
class BillMaker {
public:
    explicit BillMaker(const Pass& pass) : m_pass(pass) {}

    void add(BillSection section, PartId part, double quantity, Unit unit = Unit::Pieces,
             std::int32_t length_mm = 0) {
        const Part* found = m_pass.in.part(part);
        if (!found || !(quantity > 0.0)) return;
        Entry& entry =
            m_entries[{section, found->kind, std::string_view(found->id), part.raw, length_mm}];
        entry.unit = unit;
        entry.quantity += quantity;
    }

    std::vector<BillLine> lines() const {
        std::vector<BillLine> out;
        out.reserve(m_entries.size());
        for (const auto& [key, entry] : m_entries) {
            BillLine line;
            line.part = {std::get<3>(key)};
            line.section = sectionNames[static_cast<std::size_t>(std::get<0>(key))];
            line.quantity = entry.quantity;
            line.unit = entry.unit == Unit::Metres ? "m" : "pc";
            if (entry.unit == Unit::CutPieces) line.length_m = std::get<4>(key) / 1000.0;
            line.price = price(line, entry.unit);
            out.push_back(std::move(line));
        }
        return out;
    }

private:
    struct Entry {
        double quantity = 0.0;
        Unit unit = Unit::Pieces;
    };

    /// Price of one piece, or of one metre.
    double price(const BillLine& line, Unit unit) const {
        if (unit == Unit::LoosePieces) return unknown;
        if (unit == Unit::Pieces) return m_pass.in.get(line.part, Property::price);
        if (unit == Unit::Metres) return m_pass.in.get(line.part, Property::pricePerMetre);
        return cutPrice(m_pass.in, line.part,
                        static_cast<std::int32_t>(std::lround(*line.length_m * 1000.0)));
    }

    const Pass& m_pass;
    std::map<std::tuple<BillSection, Kind, std::string_view, RawId, std::int32_t>, Entry> m_entries;
};

double runLength_m(Millimetres x1, Millimetres y1, Millimetres x2, Millimetres y2) {
    return std::hypot((x2 - x1).metres(), (y2 - y1).metres());
}

BillSection sectionOf(const Part* part) {
    return part && part->kind == Kind::NetworkRack ? BillSection::Network : BillSection::Compute;
}

void addNetwork(BillMaker& bill, const Pass& pass) {
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const std::size_t at = row++;
        if (at < pass.fabrics.plans.size()) {
            double switches = 0.0;
            for (int tier : pass.fabrics.plans[at].size.switches)
                switches += tier;
            bill.add(BillSection::Network, fabric.switchPart, switches);
            for (const auto& [part, pieces] : switchSupplies(pass, fabric, at))
                bill.add(BillSection::Network, part, static_cast<double>(pieces));
        }
        if (at >= pass.cables.plans.size()) return;
        const CablePlan& cables = pass.cables.plans[at];
        bill.add(BillSection::Network, fabric.hostModule, static_cast<double>(cables.hostModules));
        bill.add(BillSection::Network, fabric.switchModule,
                 static_cast<double>(cables.switchModules));
        for (const auto& [cable, pieces] : cables.pieces)
            bill.add(BillSection::Network, cable.first, static_cast<double>(pieces),
                     Unit::CutPieces, cable.second);
        if (at < pass.fabrics.plans.size())
            for (const auto& [cable, pieces] : looseCables(cables, pass.fabrics.plans[at]))
                bill.add(BillSection::Network, cable, static_cast<double>(pieces),
                         Unit::LoosePieces, noLength_mm);
        const FibrePlant& plant = cables.plant;
        for (const auto& [cable, pieces] : plant.pieces)
            bill.add(BillSection::Network, cable.first, static_cast<double>(pieces),
                     Unit::CutPieces, cable.second);
        for (const TrunkGroup& group : plant.groups)
            bill.add(BillSection::Network, group.trunk, static_cast<double>(group.pieces),
                     Unit::CutPieces, group.bought_mm);
        bill.add(BillSection::Network, plant.panel, static_cast<double>(plant.panels));
    });
}

}  // namespace

std::vector<BillLine> makeBill(const Pass& pass) {
    BillMaker bill(pass);
    // Racks and tap-offs are many and of few parts: counted by part first.
    std::map<PartId, long long> racks, taps;
    PartId last;
    long long* count = nullptr;
    const auto add = [&](std::map<PartId, long long>& counts, PartId part, long long more) {
        if (!count || part != last) count = &counts[part];
        last = part;
        *count += more;
    };
    pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) { add(racks, rack.part, 1); });
    count = nullptr;
    pass.hall.taps.forEach(
        [&](Id<Tap>, const Tap& tap) { add(taps, tap.part, std::max(tap.count, 0)); });
    for (const auto& [part, pieces] : racks)
        bill.add(sectionOf(pass.in.part(part)), part, static_cast<double>(pieces));
    addNetwork(bill, pass);
    pass.hall.equipment.forEach([&](Id<Equipment>, const Equipment& item) {
        bill.add(BillSection::Cooling, item.part, 1.0);
    });
    pass.hall.powerUnits.forEach([&](Id<PowerUnit>, const PowerUnit& unit) {
        bill.add(BillSection::Power, unit.part, unit.parallel);
    });
    pass.hall.busways.forEach([&](Id<Busway>, const Busway& run) {
        bill.add(BillSection::Power, run.part, runLength_m(run.x1, run.y1, run.x2, run.y2),
                 Unit::Metres);
    });
    for (const auto& [part, pieces] : taps)
        bill.add(BillSection::Power, part, static_cast<double>(pieces));
    pass.hall.trays.forEach([&](Id<Tray>, const Tray& run) {
        bill.add(BillSection::Routes, run.part,
                 std::max(1, run.layers) * runLength_m(run.x1, run.y1, run.x2, run.y2),
                 Unit::Metres);
    });
    return bill.lines();
}

bool isItSection(std::string_view section) { return section == "Compute" || section == "Network"; }

}  // namespace hallwright
