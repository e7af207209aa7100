#pragma once

#include "views/plan/overlay.h"
#include "views/plan/plan_scene.h"
#include "views/plan/viewport.h"

#include <QFont>
#include <QHash>
#include <QPixmap>
#include <QStaticText>

#include <array>

class QPainter;

namespace hallwright {

struct Theme;

/// Draws a plan scene with a painter whose units are device pixels. What is drawn follows from the room there is:
/// blocks, then load bars and names, then front sides, power and part names. Boxes of one colour go out together.
class PlanPainter {
public:
    struct Options {
        Overlay overlay = Overlay::None;
        const Evaluation* evaluation = nullptr;     ///< for the overlay
        const std::vector<ItemRef>* selected = nullptr;
        std::optional<ItemRef> hover;
    };

    /// `viewport` in device pixels; `ratio` is how many of them a pixel of the design has.
    void paint(QPainter& painter, const QRect& area, const PlanScene& scene, const Viewport& viewport, double ratio,
               const Theme& theme, const Options& options);

private:
    struct Drawn {
        const PlanBox* box;
        QRect px;
    };

    int px(double logical) const { return static_cast<int>(logical * m_ratio + 0.5); }
    QFont font(double pixels, bool bold = false) const;
    void paintShell(const QRect& area);
    void paintAisles();
    void paintTiles(const QRect& area);
    void paintObstacles();
    void paintLines(bool trays);
    void paintBoxes(const QRect& area, const Options& options);
    void paintBoxDetails(const Options& options);
    void paintLoadBars();
    void paintNames();
    void paintClashes();
    void paintMarks();
    void paintRowNames();
    void paintOutline(const QRect& px, const QColor& colour, int width);
    void paintSelection(const Options& options);
    void text(const QRect& in, const QString& text, const QFont& font, const QColor& colour, bool rotated = false);
    QColor fillOf(BoxKind kind) const;

    QPainter* m_painter = nullptr;
    const PlanScene* m_scene = nullptr;
    const Theme* m_theme = nullptr;
    Viewport m_viewport;
    double m_ratio = 1.0;
    QRect m_area;
    std::vector<Drawn> m_drawn;                      ///< boxes in sight; kept to spare the allocation
    std::array<std::vector<QRect>, static_cast<std::size_t>(BoxKind::Count_) + overlaySteps + 4> m_fills;
    QHash<QString, QStaticText> m_texts;
    QHash<QString, QPixmap> m_turned;                ///< words that run upwards
};

/// A sign for a finding that does not lean on colour: a triangle for errors, a diamond for warnings, a disc for notes.
void paintMark(QPainter& painter, const QRectF& in, Mark mark, const Theme& theme);

}  // namespace hallwright
