#include "model/formulas/busbar.h"
#include "model/stages/rack_power.h"
#include "model/stages/stages.h"

namespace hallwright {

namespace {

/// A figure of one rack: a number, unknown, or one that does not apply.
struct Entry {
    bool applies = false;
    double value = unknown;
};

struct ShelfRow {
    Entry capacity, load, loss, current, section, drop, barLoss, density, copper;
};

/// Shelves that may fail before the rest must carry the load; unknown where the part does not say.
double sparesOf(std::string_view redundancy, double shelves) {
    if (redundancy == "N") return 0.0;
    if (redundancy == "N+1") return 1.0;
    if (redundancy == "N+N") return shelves - std::floor(shelves / 2.0);
    return unknown;
}

void busbarOf(const Pass& pass, PartId part, double bus, ShelfRow& out) {
    const Slots& in = pass.in;
    const double current = formulas::directCurrent(bus, in.get(part, Property::busbarVoltage));
    const double sections = in.get(part, Property::busbarSections);
    const double section = current / sections;
    const double area = in.get(part, Property::busbarArea);
    const double length = in.get(part, Property::busbarLength);
    const double resistivity = formulas::resistivityAt(
        pass.basisValue(Property::copperResistivity), pass.basisValue(Property::copperCoefficient),
        pass.basisValue(Property::conductorTemperature));
    const double resistance = formulas::conductorResistance(resistivity, length, area);
    out.current = {true, current};
    out.section = {true, section};
    out.drop = {true, formulas::spreadLoadDrop(section, resistance)};
    out.barLoss = {true, sections * formulas::spreadLoadLoss(section, resistance)};
    out.density = {true, section / area};
    out.copper = {true, formulas::conductorMass(2.0 * sections, area, length,
                                                pass.basisValue(Property::copperDensity))};
}

ShelfRow shelfRow(const Pass& pass, const Rack& rack, double bus) {
    const Slots& in = pass.in;
    const Part* part = in.part(rack.part);
    ShelfRow out;
    if (!part) return out;
    const Conversion conversion = conversionOf(pass, rack);
    if (const PartId shelf = in.reference(rack.part, Property::shelf)) {
        const double shelves = in.get(rack.part, Property::shelfCount);
        const double spares = sparesOf(in.text(rack.part, Property::shelfRedundancy), shelves);
        out.capacity = {
            true, formulas::shelfOutput(shelves, spares, in.get(shelf, Property::ratingPower))};
        out.load = {true, bus / out.capacity.value};
        out.loss = {true, bus * (conversion.factor() - 1.0)};
    } else if (rack.sidecar) {
        out.loss = {true, bus * (conversion.factor() - 1.0)};
    }
    if (part->find(Property::busbarVoltage)) busbarOf(pass, rack.part, bus, out);
    return out;
}

}  // namespace

void runShelves(Pass& pass) {
    constexpr std::pair<Fig, Entry ShelfRow::*> columns[] = {
        {Fig::rackShelfCapacity, &ShelfRow::capacity}, {Fig::rackShelfLoad, &ShelfRow::load},
        {Fig::rackShelfLoss, &ShelfRow::loss},         {Fig::rackBusbarCurrent, &ShelfRow::current},
        {Fig::rackBusbarSection, &ShelfRow::section},  {Fig::rackBusbarDrop, &ShelfRow::drop},
        {Fig::rackBusbarLoss, &ShelfRow::barLoss},     {Fig::rackBusbarDensity, &ShelfRow::density},
        {Fig::rackBusbarCopper, &ShelfRow::copper},
    };
    // Neighbours of one part and one power rack have the same row.
    PartId lastPart{};
    Id<Rack> lastSidecar{};
    bool first = true;
    ShelfRow shelves;
    std::size_t row = 0;
    pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        if (first || rack.part != lastPart || rack.sidecar != lastSidecar) {
            shelves = shelfRow(pass, rack, pass.out.get(Fig::rackBus, row));
            lastPart = rack.part;
            lastSidecar = rack.sidecar;
            first = false;
        }
        for (const auto& [figure, member] : columns) {
            const Entry& entry = shelves.*member;
            if (entry.applies)
                pass.out.set(figure, row, entry.value);
            else
                pass.out.setAbsent(figure, row);
        }
        ++row;
    });
    pass.out.setMax(Fig::busbarCurrentMax, Fig::rackBusbarSection);
    pass.out.setMax(Fig::busbarCurrentTotal, Fig::rackBusbarCurrent);
    pass.out.setMax(Fig::busbarDropMax, Fig::rackBusbarDrop);
    pass.out.setSum(Fig::busbarCopperMass, Fig::rackBusbarCopper);
}

}  // namespace hallwright
