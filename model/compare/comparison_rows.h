#pragma once

#include "model/compare/comparison.h"
#include "model/compare/like_for_like.h"

namespace hallwright {

// The rows of a comparison, by where their numbers come from.

/// By side: why its design power cannot be set beside that of the first one; empty where it can.
std::vector<std::string> whySidesDiffer(const std::vector<ComparedHall>& halls);

/// Figures of the halls and sums over their fabrics; rows of design power are refused for sides
/// that are not alike.
std::vector<ComparisonRow> figureRows(const std::vector<ComparedHall>& halls,
                                      const std::vector<std::string>& notAlike);

/// Power on one base for each document that speaks of optics on both sides: the rows that a
/// comparison of unlike figures is answered with.
std::vector<ComparisonRow> readingRows(const std::vector<ComparedHall>& halls,
                                       const std::vector<OpticsReading>& readings);

/// What failures take down and the spares they ask for, and the worth of jobs they stop.
std::vector<ComparisonRow> reliabilityRows(const std::vector<ComparedHall>& halls);

/// What the network is bought as, kind by kind: pieces and money.
std::vector<ComparisonRow> partRows(const std::vector<ComparedHall>& halls);

}  // namespace hallwright
