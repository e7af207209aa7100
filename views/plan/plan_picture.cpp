#include "views/plan/plan_picture.h"

#include "views/theme.h"

#include <QPainter>

#include <cmath>
#include <cstring>

namespace hallwright {

namespace {

/// From so many places on, or so much of the picture, it is drawn whole.
constexpr std::size_t mostAreas = 400;
constexpr double mostShare = 0.5;

/// Rectangles joined as long as that does not make them much larger together.
std::vector<QRect> joined(std::vector<QRect> rects) {
    std::vector<QRect> out;
    for (QRect rect : rects) {
        for (std::size_t i = 0; i < out.size();) {
            const QRect both = out[i] | rect;
            const auto area = [](const QRect& r) { return std::int64_t{r.width()} * r.height(); };
            if (2 * area(both) <= 3 * (area(out[i]) + area(rect))) {
                rect = both;
                out.erase(out.begin() + static_cast<std::ptrdiff_t>(i));
                i = 0;
            } else {
                ++i;
            }
        }
        out.push_back(rect);
    }
    return out;
}

}  // namespace

void PlanPicture::noteChange(const std::optional<std::vector<Rect>>& areas) {
    if (!areas || m_changed.size() + areas->size() > mostAreas)
        m_valid = false;
    else
        m_changed.insert(m_changed.end(), areas->begin(), areas->end());
}

void PlanPicture::dirty(const QRect& px) {
    if (const QRect in = px & m_image.rect(); !in.isEmpty()) m_dirty.push_back(in);
}

void PlanPicture::dirty(const std::optional<Rect>& area) {
    const int over = PlanPainter::overhang(m_look.ratio);
    if (area) dirty(m_viewport.pixels(*area).adjusted(-over, -over, over, over));
}

/// Moves the picture and marks what comes into sight.
void PlanPicture::scroll(QPoint by) {
    const int width = m_image.width(), height = m_image.height();
    const int bytes = m_image.depth() / 8;
    const int keep = width - std::abs(by.x());
    const int rows = height - std::abs(by.y());
    uchar* const bits = m_image.bits();
    const qsizetype line = m_image.bytesPerLine();
    const auto copy = [&](int row) {  // to this row
        std::memmove(bits + row * line + std::max(by.x(), 0) * bytes,
                     bits + (row - by.y()) * line + std::max(-by.x(), 0) * bytes,
                     static_cast<std::size_t>(keep) * static_cast<std::size_t>(bytes));
    };
    if (by.y() > 0)
        for (int row = height - 1; row >= by.y(); --row)
            copy(row);
    else
        for (int row = 0; row < rows; ++row)
            copy(row);
    // Signs that reach over the old edge were cut off there.
    const int over = PlanPainter::overhang(m_look.ratio);
    if (by.x() > 0) dirty(QRect(0, 0, by.x() + over, height));
    if (by.x() < 0) dirty(QRect(width + by.x() - over, 0, over - by.x(), height));
    if (by.y() > 0) dirty(QRect(0, 0, width, by.y() + over));
    if (by.y() < 0) dirty(QRect(0, height + by.y() - over, width, over - by.y()));
}

void PlanPicture::paint(QPainter& painter, PlanPainter& plan, QSize size, const PlanScene& scene,
                        const Viewport& viewport, double ratio, const Theme& theme,
                        const PlanPainter::Options& options, bool moving,
                        std::optional<int> mostNewWords) {
    const Look look{size, viewport.scale, ratio, theme.kind, options.overlay};
    static const std::vector<ItemRef> nothing;
    const std::vector<ItemRef>& selected = options.selected ? *options.selected : nothing;
    const QPointF way = viewport.origin - m_viewport.origin;
    const QPoint by(static_cast<int>(std::lround(way.x())), static_cast<int>(std::lround(way.y())));
    // Only whole pixels can be copied. What colours racks in an overlay is relative to the largest.
    if (!(look == m_look) || m_image.isNull() || std::abs(way.x() - by.x()) > 1e-6 ||
        std::abs(way.y() - by.y()) > 1e-6 || std::abs(by.x()) >= size.width() / 2 ||
        std::abs(by.y()) >= size.height() / 2 ||
        (options.overlay != Overlay::None && !m_changed.empty()) || (m_wordsMissing && !moving))
        m_valid = false;
    m_dirty.clear();
    if (!m_valid) {
        if (m_image.size() != size) m_image = QImage(size, QImage::Format_RGB32);
        m_look = look;
        m_viewport = viewport;
        m_dirty = {m_image.rect()};
    } else {
        m_viewport = viewport;
        if (!by.isNull()) scroll(by);
        for (const Rect& area : m_changed)
            dirty(area);
        // What was selected or is so now, unless it looks the same where it was.
        std::vector<std::pair<ItemRef, Rect>> areas;
        for (ItemRef item : selected)
            if (const std::optional<Rect> area = scene.areaOf(item))
                areas.emplace_back(item, *area);
        const auto differ = [&](const auto& a, const auto& b) {
            for (const auto& one : a)
                if (std::find(b.begin(), b.end(), one) == b.end()) dirty(one.second);
        };
        if (areas != m_selectedAreas) {
            if (areas.size() + m_selectedAreas.size() > mostAreas) {
                m_dirty = {m_image.rect()};
            } else {
                differ(areas, m_selectedAreas);
                differ(m_selectedAreas, areas);
            }
        }
        const std::optional<Rect> hover =
            options.hover ? scene.areaOf(*options.hover) : std::nullopt;
        if (hover != m_hoverArea) {
            dirty(hover);
            dirty(m_hoverArea);
        }
        m_dirty = joined(std::move(m_dirty));
        double share = 0.0;
        for (const QRect& rect : m_dirty)
            share += static_cast<double>(rect.width()) * rect.height() /
                     (static_cast<double>(size.width()) * size.height());
        if (share > mostShare) m_dirty = {m_image.rect()};
    }
    if (!m_dirty.empty()) {
        plan.setMostNewWords(mostNewWords);
        if (m_dirty.size() == 1 && m_dirty.front() == m_image.rect()) m_wordsMissing = false;
        QPainter onto(&m_image);
        for (const QRect& rect : m_dirty) {
            plan.paint(onto, rect, scene, viewport, ratio, theme, options);
            m_wordsMissing |= plan.wordsMissing();
        }
        plan.setMostNewWords(std::nullopt);
    }
    m_selectedAreas.clear();
    for (ItemRef item : selected)
        if (const std::optional<Rect> area = scene.areaOf(item))
            m_selectedAreas.emplace_back(item, *area);
    m_hoverArea = options.hover ? scene.areaOf(*options.hover) : std::nullopt;
    m_changed.clear();
    m_valid = true;
    painter.drawImage(QPoint(0, 0), m_image);
}

}  // namespace hallwright
