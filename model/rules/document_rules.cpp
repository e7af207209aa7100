#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>

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
                 site},
    };
    return rows;
}

}  // namespace hallwright
