#include "model/figures/ranges.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

bool hasEffects(const FigureInfo& row) {
    return row.scope == Scope::Hall || row.scope == Scope::Fabric;
}

}  // namespace

Stage firstStage(Property property) {
    Stage first = Stage::Count_;
    for (const FigureInfo& row : allFigures())
        for (const Input& input : row.inputs)
            if (input.type == Input::Type::Property && input.property == property)
                first = std::min(first, row.stage);
    return first;
}

Ranges rangesOf(const Evaluation& evaluation, const std::function<bool(double)>& progress) {
    Ranges ranges;
    std::vector<std::vector<double>> down(figureCount), up(figureCount);
    for (const FigureInfo& row : allFigures()) {
        const std::size_t f = static_cast<std::size_t>(row.figure);
        down[f].assign(evaluation.rows().count(row.scope), 0.0);
        up[f] = down[f];
    }
    ranges.m_effects.resize(figureCount);

    const std::span<const UncertainSlot> uncertain = evaluation.numbers().uncertain();
    std::vector<std::vector<double>> atLow(figureCount);
    for (std::size_t i = 0; i < uncertain.size(); ++i) {
        if (progress && !progress(static_cast<double>(i) / static_cast<double>(uncertain.size())))
            return {};
        const UncertainSlot& slot = uncertain[i];
        const Stage from = firstStage(slot.slot.property);
        if (from == Stage::Count_) continue;

        Evaluator low(evaluation);
        low.rerun(slot.slot, slot.low, from);
        Evaluator high(evaluation);
        high.rerun(slot.slot, slot.high, from);
        for (const FigureInfo& row : allFigures()) {
            if (row.stage < from) continue;
            const std::size_t f = static_cast<std::size_t>(row.figure);
            const std::vector<double>& nominal = evaluation.columns().column(row.figure).values;
            const std::vector<double>& lows = low.evaluation().columns().column(row.figure).values;
            const std::vector<double>& highs =
                high.evaluation().columns().column(row.figure).values;
            for (std::size_t r = 0; r < nominal.size(); ++r) {
                if (std::isnan(nominal[r])) continue;
                const double a = std::isnan(lows[r]) ? 0.0 : lows[r] - nominal[r];
                const double b = std::isnan(highs[r]) ? 0.0 : highs[r] - nominal[r];
                if (a == 0.0 && b == 0.0) continue;
                const double rise = std::max({0.0, a, b});
                const double fall = std::max({0.0, -a, -b});
                up[f][r] += rise * rise;
                down[f][r] += fall * fall;
                if (hasEffects(row))
                    ranges.m_effects[f].push_back(
                        {evaluation.rows().ids(row.scope)[r], Effect{slot.slot, a, b}});
            }
        }
    }
    ranges.m_down = std::move(down);
    ranges.m_up = std::move(up);
    return ranges;
}

Range Ranges::of(const Evaluation& evaluation, FigureRef ref) const {
    const FigureInfo& row = info(ref.figure);
    const std::ptrdiff_t position = evaluation.rows().position(row.scope, ref.item);
    const double value = evaluation.number(ref.figure, ref.item);
    if (empty() || position < 0) return {value, value};
    const std::size_t f = static_cast<std::size_t>(ref.figure);
    const std::size_t p = static_cast<std::size_t>(position);
    if (p >= m_down[f].size()) return {value, value};
    Range range{value - std::sqrt(m_down[f][p]), value + std::sqrt(m_up[f][p])};
    // The root of sums may pass zero where no single number does; nothing here but a temperature
    // can be negative.
    if (value >= 0.0 && row.dimension != Dimension::Temperature)
        range.low = std::max(range.low, 0.0);
    return range;
}

std::vector<Effect> Ranges::effects(FigureRef ref) const {
    std::vector<Effect> out;
    if (m_effects.empty()) return out;
    for (const auto& [item, effect] : m_effects[static_cast<std::size_t>(ref.figure)])
        if (item == ref.item) out.push_back(effect);
    const auto size = [](const Effect& e) {
        return std::max(std::abs(e.atLow), std::abs(e.atHigh));
    };
    std::stable_sort(out.begin(), out.end(),
                     [&](const Effect& a, const Effect& b) { return size(a) > size(b); });
    return out;
}

}  // namespace hallwright
