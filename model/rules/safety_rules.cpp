#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/rules/ground.h"
#include "model/stages/power.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

/// Where direct current above the limit runs: in busways of a DC hall, and between power racks and
/// what they feed.
void directVoltage(const Evaluation& e, Report& report) {
    const Limit limit = basisLimit(e, Property::touchVoltage);
    const Hall& hall = e.hall();
    Unjudged unjudged(e, report);
    const auto check = [&](ItemRef item, const Limit& voltage, std::string_view where) {
        for (const Limit& needed : {limit, voltage})
            if (needed.si != needed.si) return unjudged.add(item, needed);
        if (exceeds(voltage.si, limit.si))
            report.fails({item}, {voltage.si, Dimension::Voltage}, {limit.si, Dimension::Voltage},
                         fmt::format("{} {} {} DC", nameOf(e, item), where,
                                     words(voltage.si, Dimension::Voltage)));
    };
    if (hall.site().distribution == Distribution::Dc800)
        hall.busways.forEach([&](Id<Busway> id, const Busway&) {
            check({TableId::Busways, id.raw}, Limit{nominalVoltage(Distribution::Dc800).value()},
                  "carries");
        });
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        const Part* part = e.numbers().part(rack.part);
        if (part && part->kind == Kind::PowerSidecar)
            check({TableId::Racks, id.raw}, partLimit(e, rack.part, Property::voltage), "gives");
        else if (const Limit bar = partLimit(e, rack.part, Property::busbarVoltage);
                 exceeds(bar.si, limit.si))
            check({TableId::Racks, id.raw}, bar, "has a bus bar of");
    });
}

/// Free depth before plant that is opened while live.
class WorkingDepth {
public:
    WorkingDepth(const Evaluation& e, Report& report)
        : m_evaluation(e), m_report(report), m_limit(basisLimit(e, Property::workingClearance)),
          m_unjudged(e, report) {}

    void judge(std::uint32_t i) {
        const Evaluation& e = m_evaluation;
        const Ground::Box& box = e.ground().boxes()[i];
        if (box.item.table != TableId::Equipment) return;
        if (m_limit.si != m_limit.si) return m_unjudged.add(box.item, m_limit);
        const auto blocker = e.ground().before(i, box.facing, Millimetres::fromMetres(m_limit.si));
        if (!blocker) return;
        std::vector<ItemRef> items{box.item};
        if (blocker->item) items.push_back(blocker->item);
        const double free = blocker->distance.metres();
        m_report.fails(
            std::move(items), {free, Dimension::Length}, {m_limit.si, Dimension::Length},
            fmt::format("{} free before {}, up to {}", words(free, Dimension::Length),
                        nameOf(e, box.item),
                        blocker->item ? nameOf(e, blocker->item) : std::string("the wall")));
    }

private:
    const Evaluation& m_evaluation;
    Report& m_report;
    Limit m_limit;
    Unjudged m_unjudged;
};

void workingDepth(const Evaluation& e, Report& report) {
    WorkingDepth depth(e, report);
    for (std::size_t i = 0; i < e.ground().boxes().size(); ++i)
        depth.judge(static_cast<std::uint32_t>(i));
}
void workingDepthNear(const Evaluation& e, std::span<const std::uint32_t> boxes, Report& report) {
    WorkingDepth depth(e, report);
    for (const std::uint32_t i : boxes)
        depth.judge(i);
}
Millimetres workingReach(const Evaluation& e) {
    const double depth_m = basisLimit(e, Property::workingClearance).si;
    return depth_m == depth_m ? Millimetres::fromMetres(depth_m) : Millimetres{};
}

}  // namespace

std::span<const RuleInfo> safetyRules() {
    static const std::array rows = {
        RuleInfo{"safety.voltage.dc",
                 "safety",
                 Severity::Note,
                 "DC above touch voltage",
                 "Above the limit of safe extra-low voltage direct current needs protection "
                 "against shock and arcs: "
                 "insulation, interlocks, trained people. Plan for it; nothing needs fixing.",
                 "limit of safe extra-low voltage",
                 {Property::touchVoltage},
                 directVoltage,
                 reads({TableId::Racks, TableId::Busways})},
        RuleInfo{"safety.working.depth",
                 "safety",
                 Severity::Warning,
                 "Too little room to work",
                 "Plant that is examined while live needs a free depth before its front. Turn it "
                 "round, or move what "
                 "stands before it.",
                 "NFPA 70 (2023) 110.26",
                 {Property::workingClearance},
                 workingDepth,
                 reads({TableId::Racks, TableId::Equipment, TableId::Obstacles}),
                 {workingDepthNear, workingReach}},
    };
    return rows;
}

}  // namespace hallwright
