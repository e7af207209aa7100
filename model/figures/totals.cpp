#include "model/figures/totals.h"

#include "model/stages/partial.h"

#include <algorithm>
#include <cassert>

namespace hallwright {

bool isAdditive(Fig figure) {
    // A list, since neither dimension nor scope says it: the mass on the worst tile is a mass too,
    // and the worst loads of two busways need not come together.
    constexpr Fig additive[] = {
        Fig::rackIdle,          Fig::rackTypical,    Fig::rackTdp,         Fig::rackPeak,
        Fig::rackBus,           Fig::rackShelfLoss,  Fig::rackBusbarLoss,  Fig::rackBusbarCopper,
        Fig::rackShelfCapacity, Fig::rackLiquid,     Fig::rackAir,         Fig::rackFlow,
        Fig::rackMass,          Fig::loopHeat,       Fig::loopFlow,        Fig::loopCapacity,
        Fig::loopFlowCapacity,  Fig::equipmentPower, Fig::equipmentLiquid, Fig::equipmentAir,
        Fig::tapLoad,           Fig::buswayLoad,     Fig::unitLoss,
    };
    return std::find(std::begin(additive), std::end(additive), figure) != std::end(additive);
}

Figure totalOf(const Evaluation& evaluation, Fig figure, std::span<const RawId> items) {
    assert(isAdditive(figure));
    const FigureInfo& row = info(figure);
    const Column& column = evaluation.columns().column(figure);
    std::vector<double> values;
    values.reserve(items.size());
    Partial status;
    bool applies = false;
    for (RawId item : items) {
        const std::ptrdiff_t position = evaluation.rows().position(row.scope, item);
        if (position < 0) continue;
        const std::size_t at = static_cast<std::size_t>(position);
        if (column.status[at] == Status::Absent) continue;
        applies = true;
        status.add(column.values[at], column.status[at]);
        values.push_back(column.values[at]);
    }
    Figure total;
    total.value = {status.status() == Status::None ? unknown : blockSum(values), row.dimension};
    total.status = applies ? status.status() : Status::Absent;
    return total;
}

}  // namespace hallwright
