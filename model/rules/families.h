#pragma once

#include "model/rules/rule.h"

namespace hallwright {

/// What a rule declares that it reads.
inline RuleInputs reads(std::initializer_list<TableId> tables, std::vector<Fig> figures = {},
                        std::initializer_list<Stage> plans = {}) {
    RuleInputs inputs;
    inputs.anything = false;
    for (TableId table : tables)
        inputs.tables |= 1U << static_cast<unsigned>(table);
    inputs.figures = std::move(figures);
    for (Stage stage : plans)
        inputs.plans |= stageBit(stage);
    return inputs;
}

// One list per family of rules; allRules() puts them together in this order.
std::span<const RuleInfo> spaceRules();
std::span<const RuleInfo> structureRules();
std::span<const RuleInfo> powerRules();
std::span<const RuleInfo> sidecarRules();
std::span<const RuleInfo> busbarRules();
std::span<const RuleInfo> redundancyRules();
std::span<const RuleInfo> liquidRules();
std::span<const RuleInfo> airRules();
std::span<const RuleInfo> fabricRules();
std::span<const RuleInfo> opticsRules();
std::span<const RuleInfo> cablingRules();
std::span<const RuleInfo> costRules();
std::span<const RuleInfo> safetyRules();
std::span<const RuleInfo> catalogRules();
std::span<const RuleInfo> documentRules();

}  // namespace hallwright
