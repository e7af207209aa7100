#pragma once

#include "model/rules/rule.h"

namespace hallwright {

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
