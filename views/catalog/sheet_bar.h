#pragma once

#include "model/parts/part.h"

#include <optional>
#include <vector>

class QPainter;
class QRectF;

namespace hallwright {

struct Theme;

/// Where the chosen value lies in its range and among the other readings, on one scale (SI).
struct RangeBar {
    double scaleLow = 0.0, scaleHigh = 1.0;
    std::optional<Range> range;
    std::optional<double> value;
    std::vector<double> others;
};

/// Nothing where there is neither a range nor another reading of another value.
std::optional<RangeBar> rangeBar(const Datum& datum);

/// A thin track over the whole scale, a thicker one over the range, a tick for each other reading
/// and a mark at the value.
void paintRangeBar(QPainter& painter, const QRectF& in, const RangeBar& bar, const Theme& theme);

}  // namespace hallwright
