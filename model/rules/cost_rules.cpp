#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

bool hasPrice(const Slots& slots, PartId part) {
    const double each = slots.get(part, Property::price),
                 perMetre = slots.get(part, Property::pricePerMetre);
    return each == each || perMetre == perMetre;
}

/// Parts of the bill that the capital cost adds up and that have no price. The facility's cost
/// holds plant and routes, so the bill's lines for those do not count.
void priceUnknown(const Evaluation& e, Report& report) {
    const Status status = e.columns().status(Fig::capex);
    if (status != Status::Partial && status != Status::None) return;
    std::vector<ItemRef> items;
    std::vector<std::string> names;
    for (const BillLine& line : e.bill()) {
        if (line.section == "Power" || line.section == "Cooling" ||
            hasPrice(e.numbers(), line.part))
            continue;
        const ItemRef item{TableId::Parts, line.part.raw};
        if (std::find(items.begin(), items.end(), item) != items.end()) continue;
        items.push_back(item);
        names.push_back(nameOf(e, line.part));
    }
    std::sort(names.begin(), names.end());
    const std::vector<ItemRef> hall = hallItem(e);
    items.insert(items.begin(), hall.begin(), hall.end());
    report.fails(
        std::move(items), {}, {},
        names.empty()
            ? std::string("something in the capital cost is unknown; the sum is a lower bound")
            : fmt::format("no price is known of {}; the sum is a lower bound",
                          joined(names, ", ")));
}

}  // namespace

std::span<const RuleInfo> costRules() {
    static const std::array rows = {
        RuleInfo{"cost.price.unknown",
                 "cost",
                 Severity::Note,
                 "Capital cost incomplete",
                 "Prices of some parts are not public, so the capital cost is a lower bound. Enter "
                 "the quoted price as a "
                 "reading of the part.",
                 "our judgement",
                 {},
                 priceUnknown,
                 reads({}, {Fig::capex}, {Stage::Cost})},
    };
    return rows;
}

}  // namespace hallwright
