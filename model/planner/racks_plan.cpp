#include "model/planner/racks_plan.h"

#include "model/units/quantity_text.h"

namespace hallwright {

namespace {

/// Brings a power of a rack to the AC input: losses of its shelves and of the sidecar that feeds
/// it.
double atInput(const Part& part, Property property, double factor) {
    const Datum* datum = part.find(property);
    if (!datum || !datum->reading().number) return 0.0;
    const bool bus = datum->reading().at == "dc-bus" || datum->reading().at == "dc-800";
    return *datum->reading().number * (bus ? factor : 1.0);
}

/// The sidecar of a rack: what the brief says, else what the part names.
PartPtr sidecarOf(Draft& draft, const BriefRacks& racks, const Part& part) {
    const std::string& input = part.text(Property::inputSystem);
    const bool dc = draft.brief.distribution == Distribution::Dc800;
    const std::string named = racks.sidecar ? racks.sidecar.text : part.text(Property::sidecar);
    if (input != "dc-800") {
        if (racks.sidecar && racks.sidecar.text != "none")
            draft.fail(racks.sidecar.line,
                       fmt::format("{} takes AC and needs no sidecar; take the key out", part.id));
        if (dc)
            draft.doesNotFit("power.input.mismatch",
                             fmt::format("supply: {} takes AC, the hall gives 800 V DC; ask for AC "
                                         "distribution or for racks that take 800 V DC",
                                         part.id));
        return nullptr;
    }
    if (dc) {
        if (racks.sidecar && racks.sidecar.text != "none")
            draft.fail(
                racks.sidecar.line,
                "a hall with 800 V DC feeds the racks itself; take sidecar out or distribute AC");
        return nullptr;
    }
    if (named.empty() || named == "none") {
        draft.doesNotFit(
            "power.input.mismatch",
            fmt::format("supply: {} takes 800 V DC, the hall gives AC; name a sidecar for "
                        "the racks or ask for 800 V DC distribution",
                        part.id));
        return nullptr;
    }
    return draft.find({named, racks.sidecar ? racks.sidecar.line : racks.part.line},
                      {Kind::PowerSidecar}, "sidecar");
}

}  // namespace

std::vector<RackGroup> planRacks(Draft& draft, const std::vector<int>& counts) {
    std::vector<RackGroup> groups;
    for (std::size_t i = 0; i < draft.brief.racks.size(); ++i) {
        const BriefRacks& racks = draft.brief.racks[i];
        RackGroup group;
        group.asked = racks.count;
        group.count = counts[i];
        group.part = draft.find(
            racks.part, {Kind::ComputeRack, Kind::StorageRack, Kind::ManagementRack}, "rack");
        if (!group.part) break;
        group.sidecar = sidecarOf(draft, racks, *group.part);
        if (draft.failed()) break;
        group.partId = draft.freeze(*group.part);
        if (group.sidecar) group.sidecarId = draft.freeze(*group.sidecar);

        const Part& part = *group.part;
        double sidecarFactor = 1.0;
        if (group.sidecar)
            sidecarFactor += group.sidecar->number(Property::lossLinear).value_or(0.0);
        double factor = sidecarFactor;
        if (const PartPtr shelf = draft.catalog.find(part.text(Property::shelf)))
            factor *= 1.0 + shelf->number(Property::lossLinear).value_or(0.0);
        draft.number(part, Property::powerTdp);
        group.design = atInput(part, Property::powerTdp, factor);
        group.peak = std::max(group.design, atInput(part, Property::powerPeak, factor));
        const double share = part.number(Property::liquidFraction).value_or(0.0);
        group.liquid = group.design / sidecarFactor * share;
        group.air = group.design - group.liquid;

        if (group.sidecar) {
            const double rating = draft.number(*group.sidecar, Property::ratingPower);
            const double load = group.design / sidecarFactor;
            if (load > rating * (1.0 + 1e-9))
                draft.doesNotFit(
                    "power.sidecar.rating",
                    fmt::format(
                        "sidecar: one rack of {} takes {}, {} gives {}; name a larger sidecar",
                        part.id, formatQuantity({load, Dimension::Power}), group.sidecar->id,
                        formatQuantity({rating, Dimension::Power})));
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace hallwright
