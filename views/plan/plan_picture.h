#pragma once

#include "views/plan/plan_painter.h"
#include "views/theme.h"

#include <QImage>

namespace hallwright {

/// The plan as it was drawn last. A pan copies it and draws the strip that comes into sight; what
/// changes in the hall, in the selection or under the pointer is drawn again where it stands. Looks
/// as drawn anew, but for words that are still to come.
class PlanPicture {
public:
    /// The scene followed the hall: areas that look otherwise, or nothing where all may.
    void noteChange(const std::optional<std::vector<Rect>>& areas);
    void invalidate() { m_valid = false; }

    /// Brings the picture up to date and puts it onto the painter, whose units are device pixels,
    /// at the origin. Of new words no more than `mostNewWords` are set, where that is given; while
    /// `moving` those left out do not call for more.
    void paint(QPainter& painter, PlanPainter& plan, QSize size, const PlanScene& scene,
               const Viewport& viewport, double ratio, const Theme& theme,
               const PlanPainter::Options& options, bool moving, std::optional<int> mostNewWords);
    /// Whether words are missing that a paint() would add which is not moving.
    bool wordsMissing() const { return m_wordsMissing; }

private:
    struct Look {
        QSize size;
        double scale = 0.0, ratio = 0.0;
        Theme::Kind theme{};
        Overlay overlay = Overlay::None;
        bool operator==(const Look&) const = default;
    };
    void scroll(QPoint by);
    void dirty(const QRect& px);
    void dirty(const std::optional<Rect>& area);

    QImage m_image;
    bool m_valid = false;
    bool m_wordsMissing = false;
    Look m_look;
    Viewport m_viewport;
    std::vector<std::pair<ItemRef, Rect>> m_selectedAreas;  ///< as drawn
    std::optional<Rect> m_hoverArea;
    std::vector<Rect> m_changed;  ///< of the hall, since the last paint()
    std::vector<QRect> m_dirty;
};

}  // namespace hallwright
