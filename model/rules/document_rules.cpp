#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

/// What every hall must have before its figures mean anything.
void site(const Evaluation& e, Report& report) {
    const Hall& hall = e.hall();
    if (hall.sites.empty()) {
        report.fails({}, {}, {}, "the hall has no site row");
        return;
    }
    if (hall.sites.size() > 1)
        report.fails(
            hallItem(e), {}, {},
            fmt::format("the hall has {} site rows; only the first one counts", hall.sites.size()));
    std::vector<std::string> missing;
    const Site& row = hall.site();
    if (!hall.part(row.basis)) missing.emplace_back("design basis");
    if (!hall.part(row.climate)) missing.emplace_back("climate");
    if (!hall.part(row.tariff)) missing.emplace_back("tariff");
    if (row.width.mm <= 0 || row.depth.mm <= 0) missing.emplace_back("width and depth");
    if (!missing.empty())
        report.fails(hallItem(e), {}, {},
                     fmt::format("the site has no {}", joined(missing, ", no ")));
}

/// Room for no more endpoints than the member racks bring has no effect.
void fabricEndpoints(const Evaluation& e, Report& report) {
    std::map<Id<Fabric>, int> members;
    e.hall().members.forEach([&](Id<Member>, const Member& member) { ++members[member.fabric]; });
    e.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        const auto found = members.find(id);
        if (fabric.endpoints == 0 || found == members.end()) return;
        const double ofRacks = e.number(Fig::fabricEndpoints, id.raw);
        if (std::isnan(ofRacks) || fabric.endpoints > ofRacks) return;
        report.fails({{TableId::Fabrics, id.raw}}, {}, {},
                     fmt::format("{} keeps room for {}, but {} bring {}; the number has no effect",
                                 nameOf(e, {TableId::Fabrics, id.raw}),
                                 counted(fabric.endpoints, "endpoint"),
                                 counted(found->second, "member rack"),
                                 grouped(static_cast<long long>(ofRacks))));
    });
}

/// Who has accepted a finding, and why, is what makes a waiver more than silence.
void waiverReason(const Evaluation& e, Report& report) {
    e.hall().waivers.forEach([&](Id<Waiver> id, const Waiver& waiver) {
        std::vector<std::string> missing;
        if (trimmed(waiver.reason).empty()) missing.emplace_back("reason");
        if (trimmed(waiver.author).empty()) missing.emplace_back("author");
        if (!missing.empty())
            report.fails({{TableId::Waivers, id.raw}}, {}, {},
                         fmt::format("the waiver of {} for {} has no {}", waiver.rule,
                                     subjectInWords(e.hall(), waiver.subject),
                                     joined(missing, " and no ")));
    });
}

/// What waivers cover is known when all rules have run: matchWaivers() tells of those without use.
void waiverUnused(const Evaluation&, Report&) {}

}  // namespace

std::span<const RuleInfo> documentRules() {
    static const std::array rows = {
        RuleInfo{"document.site",
                 "document",
                 Severity::Error,
                 "Site incomplete",
                 "Size, design basis, climate and tariff of the site are what limits, heat "
                 "rejection and cost are computed "
                 "from. Fill them in.",
                 "definition",
                 {},
                 site,
                 reads({})},
        RuleInfo{
            "document.fabric.endpoints",
            "document",
            Severity::Warning,
            "Endpoints given twice",
            "A number of endpoints beside member racks is room to grow, and counts only where it "
            "is more than the racks bring. Set it to 0, or to the endpoints that the fabric will "
            "have in the end.",
            "definition",
            {},
            fabricEndpoints,
            reads({TableId::Fabrics, TableId::Members}, {Fig::fabricEndpoints})},
        RuleInfo{"document.waiver.reason",
                 "document",
                 Severity::Warning,
                 "Waiver without reason or author",
                 "Whoever reads the hall later has to know who accepted a finding, and why. Waive "
                 "it again with both, or take the waiver back.",
                 "our judgement",
                 {},
                 waiverReason},
        RuleInfo{"document.waiver.unused",
                 "document",
                 Severity::Note,
                 "Waiver without use",
                 "What was accepted is mended, or what it was about is gone. Take the waiver back, "
                 "lest it cover the same again one day.",
                 "our judgement",
                 {},
                 waiverUnused,
                 reads({})},
    };
    return rows;
}

}  // namespace hallwright
