#pragma once

#include "model/figures/evaluation.h"

#include <functional>

namespace hallwright {

/// What one uncertain number does to one figure: how far the figure moves when the number goes to
/// each end.
struct Effect {
    SlotRef slot;
    double atLow = 0.0;  ///< figure with the number at its low end, less the nominal figure; SI
    double atHigh = 0.0;
};

/// Ranges of all figures of an evaluation. Each uncertain number is set low, then high; the ups and
/// the downs of a figure are combined by root-sum-square, each on its own. The effects are the
/// tornado chart.
class Ranges {
public:
    /// Low and high of a figure in SI; the value itself where nothing it rests on is uncertain.
    Range of(const Evaluation& evaluation, FigureRef ref) const;
    /// What moves a figure of the hall or of a fabric, largest first.
    std::vector<Effect> effects(FigureRef ref) const;
    bool empty() const { return m_down.empty(); }

private:
    friend Ranges rangesOf(const Evaluation&, const std::function<bool(double)>&);

    std::vector<std::vector<double>> m_down, m_up;  ///< by figure and row: sums of squares
    std::vector<std::vector<std::pair<RawId, Effect>>>
        m_effects;  ///< by figure, of hall and fabrics
};

/// Sweeps every uncertain number of the hall. `progress` gets 0 … 1 and stops the sweep by
/// returning false; the result is empty then. Takes two partial evaluations per uncertain number:
/// for a worker thread.
Ranges rangesOf(const Evaluation& evaluation, const std::function<bool(double)>& progress = {});

/// The first stage that reads a property, after the table of figures.
Stage firstStage(Property property);

}  // namespace hallwright
