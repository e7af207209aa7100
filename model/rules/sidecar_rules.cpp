#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>
#include <set>

namespace hallwright {

namespace {

/// What a rack names as its power rack has to be one.
void sidecarKind(const Evaluation& e, Report& report) {
    const Hall& hall = e.hall();
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        const Rack* sidecar = hall.racks.find(rack.sidecar);
        const Part* part = sidecar ? e.numbers().part(sidecar->part) : nullptr;
        if (!part || part->kind == Kind::PowerSidecar) return;
        report.fails({{TableId::Racks, id.raw}, {TableId::Racks, rack.sidecar.raw}}, {}, {},
                     fmt::format("{} names {} as its power rack, but that is a {}",
                                 nameOf(e, {TableId::Racks, id.raw}),
                                 nameOf(e, {TableId::Racks, rack.sidecar.raw}),
                                 inSentence(info(part->kind).title)));
    });
}

/// Racks that come back to themselves when one goes from each to its power rack. One finding a
/// circle, on its first rack.
void sidecarCycle(const Evaluation& e, Report& report) {
    const Hall& hall = e.hall();
    std::set<Id<Rack>> walked;
    hall.racks.forEach([&](Id<Rack> start, const Rack&) {
        std::vector<Id<Rack>> path;
        Id<Rack> at = start;
        while (hall.racks.contains(at) && walked.insert(at).second) {
            path.push_back(at);
            at = hall.racks[at].sidecar;
        }
        const auto entry = std::find(path.begin(), path.end(), at);
        if (entry == path.end()) return;
        std::vector<ItemRef> items;
        std::string way;
        for (auto rack = entry; rack != path.end(); ++rack) {
            items.push_back({TableId::Racks, rack->raw});
            way += nameOf(e, items.back()) + " ← ";
        }
        way += nameOf(e, items.front());
        const std::string feeds = nameOf(e, items.front());
        report.fails(std::move(items), {}, {},
                     fmt::format("{} feeds itself through its power racks ({})", feeds, way));
    });
}

}  // namespace

std::span<const RuleInfo> sidecarRules() {
    static const std::array rows = {
        RuleInfo{"power.sidecar.kind",
                 "power",
                 Severity::Error,
                 "Not a power rack",
                 "A rack takes its supply from a power rack (sidecar); another kind of rack cannot "
                 "give it any. Choose a power rack, or none.",
                 "definition",
                 {},
                 sidecarKind,
                 reads({TableId::Racks})},
        RuleInfo{
            "power.sidecar.cycle",
            "power",
            Severity::Error,
            "Racks feed themselves",
            "Going from a rack to the power rack that feeds it has to end at one that a busway "
            "feeds. Take one of the racks out of the circle.",
            "definition",
            {},
            sidecarCycle,
            reads({TableId::Racks})},
    };
    return rows;
}

}  // namespace hallwright
