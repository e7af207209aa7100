#include "model/compare/quantities.h"

#include "model/formulas/economics.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/optics_failures.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

std::vector<PartId> partsOfNetwork(const Hall& hall) {
    std::vector<PartId> out{hall.site().basis, hall.site().tariff};
    hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        for (const PartId id : {fabric.switchPart, fabric.hostModule, fabric.switchModule,
                                fabric.cable, fabric.trunk, fabric.panel, fabric.splitter})
            out.push_back(id);
        const Part* part = hall.part(fabric.switchPart);
        if (!part) return;
        for (const Content& held : part->contents) {
            const PartId id = hall.findPart(held.part);
            const Part* content = hall.part(id);
            if (content && content->kind == Kind::LaserSource) out.push_back(id);
        }
        for (const Property property : {Property::switchShelf, Property::switchManifold})
            out.push_back(hall.findPart(part->text(property)));
    });
    return out;
}

Figure hallFigure(const ComparedHall& side, Fig figure) {
    const FigureRef ref{figure, 0};
    Figure out = side.evaluation->figure(ref);
    const bool known = out.status == Status::Ok || out.status == Status::Partial;
    if (side.ranges && known) {
        const Range range = side.ranges->of(*side.evaluation, ref);
        out.low = range.low;
        if (out.status == Status::Ok) out.high = range.high;
    }
    return out;
}

Figure fabricFigure(const ComparedHall& side, Fig figure) {
    Figure out;
    out.value = {0.0, info(figure).dimension};
    bool known = false, missing = false, any = false;
    double low = 0.0, high = 0.0;
    // A figure may draw on any part; of fabrics only what they are made of is missing.
    const std::vector<PartId> network = partsOfNetwork(side.evaluation->hall());
    const auto isOfNetwork = [&](PartId part) {
        return std::find(network.begin(), network.end(), part) != network.end();
    };
    for (const RawId id : side.evaluation->rows().ids(Scope::Fabric)) {
        const FigureRef ref{figure, id};
        const Figure each = side.evaluation->figure(ref);
        if (each.status == Status::Absent) continue;
        any = true;
        missing |= each.status != Status::Ok;
        for (const SlotRef& slot : each.missing)
            if (isOfNetwork(slot.part) &&
                std::find(out.missing.begin(), out.missing.end(), slot) == out.missing.end())
                out.missing.push_back(slot);
        if (each.status == Status::None) continue;
        const Range range = side.ranges ? side.ranges->of(*side.evaluation, ref)
                                        : Range{each.value.si, each.value.si};
        out.value.si += each.value.si;
        low += range.low;
        high += range.high;
        known = true;
    }
    out.status = !any                ? Status::Absent
                 : missing && !known ? Status::None
                 : missing           ? Status::Partial
                                     : Status::Ok;
    if (out.status == Status::None || out.status == Status::Absent) out.value.si = unknown;
    if (side.ranges && known) {
        out.low = low;
        if (!missing) out.high = high;
    }
    return out;
}

Figure numberFigure(double si, Dimension dimension, Status status) {
    Figure out;
    out.value = {si, dimension};
    out.status = std::isnan(si) ? (status == Status::Absent ? status : Status::None) : status;
    return out;
}

Partial stopsPerYear(const Evaluation& evaluation) {
    Partial sum;
    for (std::size_t row = 0; row < evaluation.rows().count(Scope::Fabric); ++row)
        sum.add(evaluation.columns(), Fig::fabricInterrupts, row);
    return sum;
}

Partial lostWork(const Evaluation& evaluation) {
    const PartId basis = evaluation.hall().site().basis;
    constexpr double hour = 3600.0;
    Partial stops = stopsPerYear(evaluation);
    const double each = evaluation.numbers().get(basis, Property::restartTime) / hour *
                        evaluation.number(Fig::gpuPackages_) * evaluation.number(Fig::gpuHour);
    if (stops.sum == 0.0 && !stops.missing) return stops;
    if (std::isnan(each)) return {0.0, false, true};
    stops.missing |= evaluation.columns().status(Fig::gpuHour) == Status::Partial;
    return stops.scaled(each);
}

SpareStock spareStock(const Evaluation& evaluation, double chance) {
    SpareStock out;
    const OpticsSource from = opticsOf(evaluation);
    std::size_t row = 0;
    evaluation.hall().fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const OpticalEnds ends = endsOf(from, fabric, row++);
        if (!ends.known) {
            for (Partial* sum : {&out.optics, &out.switches, &out.price})
                sum->missing = true;
            return;
        }
        for (const auto& [part, what] : swappedIn(from, ends)) {
            const double spares = sparesOf(from, part, what, chance);
            (what.wholeSwitch ? out.switches : out.optics).add(spares);
            if (spares != 0.0)
                out.price.add(spares * evaluation.numbers().get(part, Property::price));
        }
    });
    return out;
}

Id<Fabric> coPackagedFabric(const Hall& hall) {
    Id<Fabric> found;
    hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        const Part* part = hall.part(fabric.switchPart);
        if (!found && part && part->text(Property::switchOptics) == "cpo") found = id;
    });
    return found;
}

Id<Fabric> mainFabric(const Hall& hall) {
    Id<Fabric> first, main;
    hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        if (!first) first = id;
        if (!main && fabric.role == FabricRole::ScaleOut) main = id;
    });
    return main ? main : first;
}

double switchesOf(const Evaluation& evaluation, Id<Fabric> fabric) {
    double sum = 0.0;
    for (const Fig tier : {Fig::fabricLeaves, Fig::fabricSpines, Fig::fabricCores}) {
        const double each = evaluation.number(tier, fabric.raw);
        if (!std::isnan(each)) sum += each;
    }
    return sum;
}

AcceleratorRacks acceleratorRacks(const Evaluation& evaluation) {
    AcceleratorRacks out;
    double all = 0.0;
    evaluation.hall().racks.forEach([&](Id<Rack>, const Rack& rack) {
        const double packages = evaluation.numbers().get(rack.part, Property::gpuPackages);
        if (!(packages > 0.0)) return;
        out.racks += 1.0;
        all += packages;
    });
    if (out.racks > 0.0) out.packages = all / out.racks;
    return out;
}

}  // namespace hallwright
