#pragma once

#include "views/plan/overlay.h"
#include "views/plan/plan_scene.h"
#include "views/plan/viewport.h"

#include <QFont>
#include <QHash>
#include <QPixmap>
#include <QStaticText>

#include <array>
#include <unordered_map>

class QPainter;

namespace hallwright {

struct CableDensity;
struct Theme;

/// Draws a plan scene with a painter whose units are device pixels. What is drawn follows from the
/// room there is: blocks, then load bars and names, then front sides, power and part names. Boxes
/// of one colour go out together.
class PlanPainter {
public:
    struct Options {
        Overlay overlay = Overlay::None;
        const Evaluation* evaluation = nullptr;  ///< for the overlay
        const std::vector<ItemRef>* selected = nullptr;
        std::optional<ItemRef> hover;
        const CableDensity* density = nullptr;  ///< for the overlay "Cables"
    };

    /// `viewport` in device pixels; `ratio` is how many of them a pixel of the design has.
    /// Of a part of the plan it draws what it draws there in a picture of the whole, to the pixel.
    void paint(QPainter& painter, const QRect& area, const PlanScene& scene,
               const Viewport& viewport, double ratio, const Theme& theme, const Options& options);
    /// How far beyond its box in device pixels something of it may be drawn.
    static int overhang(double ratio) { return static_cast<int>(20.0 * ratio + 0.5); }

    /// New words that one paint() may set, at most: words are set once and then copied, and in a
    /// move a few are rather late than all of it slow. Without a bound all of them are.
    void setMostNewWords(std::optional<int> most) { m_mostNewWords = most; }
    /// Whether the last paint() left out words that were too many.
    bool wordsMissing() const { return m_wordsMissing; }

private:
    struct Drawn {
        const PlanBox* box;
        QRect px;
        std::size_t fill;
        double value = unknown;  ///< that the overlay shows
        bool applies = false;    ///< a value that is not there is unknown
    };
    /// Width in pixels of the design from which a box shows its name.
    static constexpr double nameFrom = 26.0;
    /// How words are set in boxes; each keeps its words ready to draw.
    enum Style {
        Name,
        SmallName,
        Detail,
        PartName,
        TurnedName,
        TurnedSmall,
        Aisle,
        TurnedAisle,
        Obstacle,
        StyleCount
    };
    struct Words {
        QStaticText text;
        QSize size;      ///< as drawn
        QPixmap turned;  ///< for words that run upwards
    };
    struct Lettering {
        QFont font;
        QColor colour;
        bool turned = false;
        std::unordered_map<QString, Words> words;  ///< places in it last
        QHash<QString, QString> shortened;         ///< by words and room
    };
    struct Placed {
        const Words* words;
        QPoint at;
        Style style;
    };

    int px(double logical) const { return static_cast<int>(logical * m_ratio + 0.5); }
    QFont font(double pixels, bool bold = false) const;
    void prepareLettering();
    /// The words as they fit into the length, drawn once; null where nothing readable fits.
    const Words* wordsFor(Style style, const QString& words, int length);
    /// Puts words into the middle of a box, to be drawn by drawPlaced(). False where they do not
    /// fit.
    bool place(Style style, const QString& words, const QRect& in);
    void drawPlaced();
    QColor fillColour(std::size_t fill) const;
    void paintShell(const QRect& area);
    void paintAisles();
    void drawDashed(const QLine& line, int width, const QColor& colour);
    void paintTiles(const QRect& area);
    void paintObstacles();
    void paintLines(bool trays);
    void paintBoxes(const Options& options);
    void paintBoxDetails(const Options& options);
    void paintLoadBars();
    void placeNames();
    void placeName(const Drawn& drawn);
    QString figureText(const Drawn& drawn) const;
    QRect clearOfBusways(const QRect& in, int height) const;
    void paintPlates();
    void paintClashes();
    void paintMarks();
    void paintRowNames();
    void paintOutline(const QRect& px, const QColor& colour, int width);
    void paintSelection(const Options& options);
    QColor fillOf(BoxKind kind) const;

    QPainter* m_painter = nullptr;
    const PlanScene* m_scene = nullptr;
    const Theme* m_theme = nullptr;
    Viewport m_viewport;
    Overlay m_overlay = Overlay::None;
    double m_ratio = 1.0;
    QRect m_area;                 ///< to be drawn
    QRect m_sight;                ///< with what reaches into it
    std::vector<QRect> m_dashes;  ///< kept to spare the allocation
    std::optional<int> m_mostNewWords;
    int m_newWords = 0;
    bool m_wordsMissing = false;
    std::vector<Drawn> m_drawn;  ///< boxes in sight; kept to spare the allocation
    std::array<std::vector<QRect>, static_cast<std::size_t>(BoxKind::Count_) + overlaySteps + 4>
        m_fills;
    std::array<Lettering, StyleCount> m_lettering;
    double m_letteredRatio = 0.0;  ///< that the lettering was made for
    const Theme* m_letteredTheme = nullptr;
    std::vector<Placed> m_placed;
    std::vector<QRect> m_busways;  ///< those in sight
    std::vector<std::pair<std::size_t, QRect>>
        m_plates;  ///< grounds of words on boxes: fill and place
};

/// A sign for a finding that does not lean on colour: a triangle for errors, a diamond for
/// warnings, a disc for notes.
void paintMark(QPainter& painter, const QRectF& in, Mark mark, const Theme& theme);

}  // namespace hallwright
