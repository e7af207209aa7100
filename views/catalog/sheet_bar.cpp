#include "views/catalog/sheet_bar.h"

#include "views/theme.h"

#include <QPainter>

#include <algorithm>

namespace hallwright {

std::optional<RangeBar> rangeBar(const Datum& datum) {
    if (info(datum.property).shape != Shape::Number || datum.readings.empty()) return std::nullopt;
    RangeBar bar;
    bar.value = datum.reading().unknown ? std::nullopt : datum.reading().number;
    if (const std::optional<Range> range = rangeOf(datum); range && range->low < range->high)
        bar.range = range;
    for (std::size_t i = 0; i < datum.readings.size(); ++i)
        if (i != datum.chosen && datum.readings[i].number)
            bar.others.push_back(*datum.readings[i].number);
    std::vector<double> all = bar.others;
    if (bar.value) all.push_back(*bar.value);
    if (bar.range) all.insert(all.end(), {bar.range->low, bar.range->high});
    if (all.empty()) return std::nullopt;
    bar.scaleLow = *std::min_element(all.begin(), all.end());
    bar.scaleHigh = *std::max_element(all.begin(), all.end());
    if (!(bar.scaleLow < bar.scaleHigh)) return std::nullopt;
    return bar;
}

void paintRangeBar(QPainter& painter, const QRectF& in, const RangeBar& bar, const Theme& theme) {
    constexpr double mark = 4.0;  // half the width of the mark, which must not leave the bar
    const double width = in.width() - 2.0 * mark, y = in.center().y();
    const auto x = [&](double si) {
        const double share = (si - bar.scaleLow) / (bar.scaleHigh - bar.scaleLow);
        return in.left() + mark + width * std::clamp(share, 0.0, 1.0);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRect(QRectF(in.left() + mark, y - 0.5, width, 1.0));
    if (bar.range) {
        painter.setBrush(mixed(theme.panel, theme.accent, 0.42));
        painter.drawRoundedRect(
            QRectF(QPointF(x(bar.range->low), y - 2.0), QPointF(x(bar.range->high), y + 2.0)), 2.0,
            2.0);
    }
    painter.setBrush(theme.faint);
    for (const double other : bar.others)
        painter.drawRect(QRectF(x(other) - 0.75, y - 4.5, 1.5, 9.0));
    if (bar.value) {
        painter.setPen(QPen(theme.panel, 1.0));
        painter.setBrush(theme.accent);
        painter.drawEllipse(QPointF(x(*bar.value), y), mark, mark);
    }
    painter.restore();
}

}  // namespace hallwright
