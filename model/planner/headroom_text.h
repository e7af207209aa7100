#pragma once

#include "model/planner/headroom.h"

namespace hallwright {

/// "5 more", "at least 5 more", "no more".
std::string moreText(int count, bool atLeast = false);
/// The answer in one sentence: "5 more NVIDIA GB300 NVL72 fit, then: too much heat for the CDUs."
std::string headroomSentence(const Headroom& headroom);
/// "at most; 2 rules could not be evaluated: air.capacity, …"; empty where all could.
std::string notEvaluatedText(const Headroom& headroom);
/// The answer with its limits, a few lines each.
std::string headroomText(const Headroom& headroom);
/// The same as JSON, numbers in SI.
std::string headroomJson(const Headroom& headroom);

}  // namespace hallwright
