#pragma once

#include "model/figures/evaluation.h"

namespace hallwright {

/// The unknown numbers that a figure lacks: those its derivation reaches through unknown or partial
/// figures.
struct Missing {
    std::vector<SlotRef> numbers;
    std::size_t looked = 0;  ///< rows whose inputs were looked up; of rows alike, the first two
};

/// The part of a row of a scope; none where it has none.
PartId partOf(const Hall& hall, Scope scope, RawId item);

/// What an unknown or partial figure lacks.
Missing missingOf(const Evaluation& evaluation, FigureRef ref);

}  // namespace hallwright
