#include "views/plan/plan_drawing.h"

#include "model/units/quantity_text.h"
#include "views/plan/cable_density.h"
#include "views/plan/plan_painter.h"
#include "views/plan/rulers.h"
#include "views/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright {

namespace {

constexpr double nameSize_mm = 2.0, smallest_mm = 1.25, detailSize_mm = 1.5;

class Drawing {
public:
    Drawing(QPainter& painter, const PlanDrawing& drawing, QPointF at_mm)
        : m_painter(painter), m_drawing(drawing), m_scene(drawing.scene),
          m_theme(Theme::of(Theme::Kind::Light)), m_unit(paperUnits / drawing.scale) {
        if (drawing.overlay == Overlay::Cables) m_density = cableDensity(drawing.evaluation);
        const QSizeF size = drawnSize(m_scene.hall(), drawing.scale);
        m_all = QRectF(at_mm * paperUnits, size * paperUnits);
        m_origin = QPointF((at_mm.x() + drawnRuler_mm + drawnRoom_mm) * paperUnits,
                           (at_mm.y() + size.height() - drawnRoom_mm) * paperUnits);
    }

    void draw() {
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        paintGround();
        paintAisles();
        paintObstacles();
        paintLines(true);
        paintBoxes();
        paintLines(false);
        if (m_density) drawCableDensity(m_painter, *m_density, m_origin, m_unit, m_theme);
        paintNames();
        paintMarks();
        paintRowNames();
        paintRulers();
    }

private:
    double x(double mm) const { return m_origin.x() + mm * m_unit; }
    double y(double mm) const { return m_origin.y() - mm * m_unit; }
    QRectF on(const Rect& r) const {
        return {x(r.x.mm), y(r.top().mm), r.width.mm * m_unit, r.depth.mm * m_unit};
    }
    static QPen pen(const QColor& colour, double width_mm, Qt::PenStyle style = Qt::SolidLine) {
        return QPen(colour, width_mm * paperUnits, style, Qt::FlatCap, Qt::MiterJoin);
    }

    void paintGround() {
        const QRectF hall = on(m_scene.hall());
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.floor);
        m_painter.drawRect(hall);
        const double tile = m_scene.tile().um / 1000.0;
        if (tile > 0.0 && tile / m_drawing.scale >= 2.0) {
            std::vector<QLineF> lines;
            for (int i = 1; i * tile < m_scene.hall().width.mm; ++i)
                lines.emplace_back(x(i * tile), hall.top(), x(i * tile), hall.bottom());
            for (int i = 1; i * tile < m_scene.hall().depth.mm; ++i)
                lines.emplace_back(hall.left(), y(i * tile), hall.right(), y(i * tile));
            m_painter.setPen(pen(m_theme.tile, 0.06));
            m_painter.drawLines(lines.data(), static_cast<int>(lines.size()));
        }
        m_painter.setPen(pen(m_theme.wall, 0.5));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(hall);
    }

    void paintAisles() {
        for (const PlanAisle& aisle : m_scene.aisles()) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(aisle.hot ? m_theme.hotAisle : m_theme.coldAisle);
            m_painter.drawRect(on(aisle.area));
            if (!aisle.contained) continue;
            m_painter.setPen(pen(mixed(m_theme.hotAisle, m_theme.text, 0.45), 0.13, Qt::DashLine));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(on(aisle.area));
        }
        for (const PlanAisle& aisle : m_scene.aisles()) {
            const QRectF in = on(aisle.area);
            if (std::min(in.width(), in.height()) < 3.2 * paperUnits) continue;
            const QString words = aisle.hot ? (aisle.contained ? QStringLiteral("Hot aisle, "
                                                                                "contained")
                                                               : QStringLiteral("Hot aisle"))
                                            : QStringLiteral("Cold aisle");
            write(words, in, paperFont(1.8), m_theme.faint, in.height() > in.width());
        }
    }

    void paintObstacles() {
        for (const PlanObstacle& obstacle : m_scene.obstacles()) {
            const QRectF in = on(obstacle.area);
            m_painter.setPen(pen(m_theme.boxLine, 0.13));
            m_painter.setBrush(obstacle.kind == ObstacleKind::Column ? m_theme.wall
                                                                     : m_theme.obstacle);
            m_painter.drawRect(in);
            if (obstacle.kind == ObstacleKind::KeepOut) {
                m_painter.drawLine(in.topLeft(), in.bottomRight());
                m_painter.drawLine(in.topRight(), in.bottomLeft());
            }
            if (obstacle.kind != ObstacleKind::Column)
                write(obstacle.name, in, paperFont(1.6), m_theme.text, in.height() > in.width());
        }
    }

    void paintLines(bool trays) {
        for (const PlanLine& line : m_scene.lines()) {
            if ((line.item.table == TableId::Trays) != trays) continue;
            if (trays) {
                m_painter.setPen(pen(m_theme.tray, 0.1));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawRect(on(line.area()));
                continue;
            }
            // Every second system is dashed, so that A and B differ without colour.
            // Pale, since they cross the words of the racks below them.
            const double width = std::clamp(60.0 / m_drawing.scale, 0.2, 0.5);
            m_painter.setPen(pen(mixed(m_theme.busway, m_theme.floor, 0.35), width,
                                 line.system % 2 == 0 ? Qt::SolidLine : Qt::DashLine));
            m_painter.drawLine(QPointF(x(line.x1.mm), y(line.y1.mm)),
                               QPointF(x(line.x2.mm), y(line.y2.mm)));
        }
    }

    QColor kindColour(BoxKind kind) const {
        switch (kind) {
        case BoxKind::NetworkRack:
            return m_theme.networkRack;
        case BoxKind::PowerRack:
            return m_theme.powerRack;
        case BoxKind::CoolingUnit:
            return m_theme.cooling;
        case BoxKind::AirUnit:
            return m_theme.airUnit;
        default:
            return m_theme.rack;
        }
    }

    QColor fillOf(const PlanBox& box, double largest) const {
        if (m_drawing.overlay == Overlay::None) return kindColour(box.kind);
        if (m_drawing.overlay == Overlay::Findings) {
            const QColor colour = box.mark == Mark::Error     ? m_theme.error
                                  : box.mark == Mark::Warning ? m_theme.warning
                                                              : m_theme.note;
            return box.mark == Mark::None ? m_theme.panel : mixed(m_theme.panel, colour, 0.45);
        }
        const double value = m_density
                                 ? m_density->cablesOf(m_drawing.evaluation, box.item)
                                 : overlayValue(m_drawing.evaluation, m_drawing.overlay, box.item);
        if (!(value == value) || !(largest > 0.0)) return m_theme.panel;
        const double step =
            std::clamp(std::floor(value / largest * overlaySteps), 0.0, overlaySteps - 1.0);
        return mixed(m_theme.lowValue, m_theme.highValue, step / (overlaySteps - 1));
    }

    void paintBoxes() {
        const double largest =
            m_density ? m_density->most : overlayMaximum(m_drawing.evaluation, m_drawing.overlay);
        // Boxes of one colour go out together: a file says a colour once.
        std::vector<std::pair<QColor, std::vector<const PlanBox*>>> fills;
        for (const PlanBox& box : m_scene.boxes()) {
            const QColor colour = fillOf(box, largest);
            auto at = std::find_if(fills.begin(), fills.end(),
                                   [&](const auto& fill) { return fill.first == colour; });
            if (at == fills.end()) at = fills.insert(fills.end(), {colour, {}});
            at->second.push_back(&box);
        }
        m_painter.setPen(pen(m_theme.boxLine, 0.13));
        for (const auto& [colour, boxes] : fills) {
            m_painter.setBrush(colour);
            for (const PlanBox* box : boxes)
                m_painter.drawRect(on(box->area));
        }
        std::vector<QLineF> fronts;
        for (const PlanBox& box : m_scene.boxes()) {
            QRectF in = on(box.area);
            const double in_by = 0.2 * paperUnits;
            if (std::min(in.width(), in.height()) < 1.2 * paperUnits) continue;
            in.adjust(in_by, in_by, -in_by, -in_by);
            switch (box.facing) {
            case Facing::Up:
                fronts.emplace_back(in.topLeft(), in.topRight());
                break;
            case Facing::Down:
                fronts.emplace_back(in.bottomLeft(), in.bottomRight());
                break;
            case Facing::Left:
                fronts.emplace_back(in.topLeft(), in.bottomLeft());
                break;
            case Facing::Right:
                fronts.emplace_back(in.topRight(), in.bottomRight());
                break;
            }
        }
        m_painter.setPen(pen(m_theme.wall, 0.4));
        m_painter.drawLines(fronts.data(), static_cast<int>(fronts.size()));
        m_painter.setPen(pen(m_theme.error, 0.35));
        for (const PlanBox& box : m_scene.boxes()) {
            if (!box.clash) continue;
            const QRectF in = on(box.area);
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(in);
            m_painter.drawLine(in.bottomLeft(), in.topRight());
        }
    }

    /// The name, and below it the power, as large as fits; nothing where it could not be read.
    void paintNames() {
        for (const PlanBox& box : m_scene.boxes()) {
            const QRectF in = on(box.area);
            const bool tall = in.height() > in.width() * 1.2;
            // Names of one length are set alike: digits count as equally wide here.
            QString like = box.name;
            for (QChar& c : like)
                if (c.isDigit()) c = u'0';
            const double advance =
                QFontMetricsF(paperFont(nameSize_mm, true)).horizontalAdvance(like) / nameSize_mm;
            const auto largest_mm = [&](double along, double across, double margin_mm) {
                return std::min({nameSize_mm,
                                 (along - margin_mm * paperUnits) / std::max(1.0, advance),
                                 (across - 0.6 * paperUnits) / paperUnits / 1.2});
            };
            // Across where it can be read well so, since one need not turn the head.
            const double level = largest_mm(in.width(), in.height(), 1.2);
            const bool upright = !tall || level >= 0.8 * nameSize_mm;
            const double size = upright ? level : largest_mm(in.height(), in.width(), 0.7);
            if (size < smallest_mm) continue;
            const QFont font = paperFont(size, true);
            const double room = in.width() - 1.0 * paperUnits;
            const double most = in.height() - 0.8 * paperUnits;
            const double line = size * 1.25 * paperUnits;
            const QString power =
                std::isnan(box.power)
                    ? QString()
                    : QString::fromStdString(formatQuantity({box.power, Dimension::Power}));
            const QFont small = paperFont(detailSize_mm);
            const double powerWidth = QFontMetricsF(small).horizontalAdvance(power);
            const double powerLine = detailSize_mm * 1.25 * paperUnits;
            const bool both =
                upright && !power.isEmpty() && powerWidth <= room && line + powerLine <= most;
            if (!upright) {
                write(box.name, in, font, m_theme.rackText, true);
                continue;
            }
            const QRectF band = clearOfBusways(in, both ? line + powerLine : line);
            const double top = band.center().y() - (both ? line + powerLine : line) / 2.0;
            write(box.name, QRectF(in.left(), top, in.width(), line), font, m_theme.rackText,
                  false);
            if (both)
                write(power, QRectF(in.left(), top + line, in.width(), powerLine), small,
                      m_theme.rackText, false);
        }
    }

    /// The tallest band of a box that no busway crosses, where it is high enough; else the box.
    QRectF clearOfBusways(const QRectF& in, double height) const {
        std::vector<double> lines;
        for (const PlanLine& line : m_scene.lines()) {
            const QRectF at = on(line.area());
            if (line.item.table == TableId::Busways && at.width() >= at.height() &&
                at.intersects(in))
                lines.push_back(at.center().y());
        }
        if (lines.empty()) return in;
        std::sort(lines.begin(), lines.end());
        lines.push_back(in.bottom());
        const double clear = 0.5 * paperUnits;
        double from = in.top(), best = 0.0;
        QRectF band = in;
        for (double at : lines) {
            if (at - clear - from > best) {
                best = at - clear - from;
                band = QRectF(in.left(), from, in.width(), best);
            }
            from = std::max(from, at + clear);
        }
        return best >= height ? band : in;
    }

    void paintMarks() {
        if (m_drawing.overlay != Overlay::Findings) return;
        for (const PlanBox& box : m_scene.boxes()) {
            if (box.mark == Mark::None) continue;
            const QRectF in = on(box.area);
            const double size = std::min(2.4 * paperUnits, in.width() * 0.7);
            paintMark(m_painter,
                      QRectF(in.right() - size * 0.75, in.top() - size * 0.25, size, size),
                      box.mark, m_theme);
        }
    }

    void paintRowNames() {
        for (const PlanRow& row : m_scene.rows()) {
            const QRectF in = on(row.area);
            const QFont font = paperFont(2.4, true);
            const double width = QFontMetricsF(font).horizontalAdvance(row.name);
            if (std::min(in.width(), in.height()) < 2.0 * paperUnits) continue;
            m_painter.setFont(font);
            m_painter.setPen(m_theme.faint);
            if (in.height() > in.width())
                m_painter.drawText(QPointF(in.center().x() - width / 2, in.top() - paperUnits),
                                   row.name);
            else  // clear of a tray that ends there
                m_painter.drawText(QPointF(in.left() - 700 * m_unit - paperUnits - width,
                                           in.center().y() + 0.85 * paperUnits),
                                   row.name);
        }
    }

    void paintRulers() {
        const Rect hall = m_scene.hall();
        const double ruler = drawnRuler_mm * paperUnits;
        const double tile = m_scene.tile().um / 1000.0;
        const double step = roundStep(12.0 * m_drawing.scale, 1000.0);
        const QFont font = paperFont(1.6);
        m_painter.setFont(font);
        std::vector<QLineF> ticks;
        for (bool across : {true, false}) {
            const double extent = across ? hall.width.mm : hall.depth.mm;
            const double edge = across ? m_all.top() + ruler * 0.5 : m_all.left() + ruler * 0.5;
            const auto at = [&](double mm) { return across ? x(mm) : y(mm); };
            if (across)
                ticks.emplace_back(at(0), edge, at(extent), edge);
            else
                ticks.emplace_back(edge, at(0), edge, at(extent));
            for (double mm = 0.0; mm <= extent + 0.5; mm += step / 5.0) {
                const bool major = std::fmod(mm + step / 10.0, step) < step / 5.0;
                const double length = (major ? 1.2 : 0.6) * paperUnits;
                if (across)
                    ticks.emplace_back(at(mm), edge - length, at(mm), edge);
                else
                    ticks.emplace_back(edge - length, at(mm), edge, at(mm));
                if (!major) continue;
                const QString words = QString::number(mm / 1000.0, 'f', 0);
                const QRectF box =
                    across ? QRectF(at(mm) - ruler, m_all.top(), 2 * ruler, ruler * 0.34)
                           : QRectF(m_all.left(), at(mm) - ruler, ruler * 0.34, 2 * ruler);
                write(words, box, font, m_theme.faint, !across);
            }
            if (tile <= 0.0) continue;
            const int every = static_cast<int>(roundStep(4.0 * m_drawing.scale / tile, 1.0));
            for (int i = 0; (i + 0.5) * tile < extent; i += every) {
                const QString words = across ? tileColumnName(i) : QString::number(i + 1);
                const double middle = at((i + 0.5) * tile);
                const QRectF box =
                    across ? QRectF(middle - ruler, edge, 2 * ruler, ruler * 0.5)
                           : QRectF(edge, middle - ruler * 0.25, ruler * 0.5, ruler * 0.5);
                write(words, box, font, m_theme.faint, false);
            }
        }
        m_painter.setPen(pen(m_theme.boxLine, 0.1));
        m_painter.drawLines(ticks.data(), static_cast<int>(ticks.size()));
        write(QStringLiteral("m"), QRectF(m_all.topLeft(), QSizeF(ruler * 0.5, ruler * 0.5)), font,
              m_theme.faint, false);
    }

    /// Words in the middle of a box, upwards where turned.
    void write(const QString& words, const QRectF& in, const QFont& font, const QColor& colour,
               bool turned) {
        if (words.isEmpty()) return;
        const QFontMetricsF metrics(font);
        const double width = metrics.horizontalAdvance(words);
        const double down = (metrics.ascent() - metrics.descent()) / 2.0;
        m_painter.setFont(font);
        m_painter.setPen(colour);
        if (!turned) {
            m_painter.drawText(QPointF(in.center().x() - width / 2.0, in.center().y() + down),
                               words);
            return;
        }
        m_painter.save();
        m_painter.translate(in.center());
        m_painter.rotate(-90);
        m_painter.drawText(QPointF(-width / 2.0, down), words);
        m_painter.restore();
    }

    QPainter& m_painter;
    const PlanDrawing& m_drawing;
    const PlanScene& m_scene;
    const Theme& m_theme;
    double m_unit;  ///< units of the painter in a millimetre of the hall
    QRectF m_all;
    QPointF m_origin;
    std::optional<CableDensity> m_density;
};

}  // namespace

QFont paperFont(double size_mm, bool bold) {
    QFont font = textFont();
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(size_mm * paperUnits))));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setKerning(true);
    if (bold) font.setWeight(QFont::DemiBold);
    return font;
}

QSizeF drawnSize(const Rect& hall, int scale) {
    return {hall.width.mm / static_cast<double>(scale) + drawnRuler_mm + 2.0 * drawnRoom_mm,
            hall.depth.mm / static_cast<double>(scale) + drawnRuler_mm + 2.0 * drawnRoom_mm};
}

int fittingScale(const Rect& hall, QSizeF room_mm) {
    // Those of ISO 5455, and 1:25 and 1:250, which are in use beside them.
    static constexpr std::array scales{20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000};
    for (int scale : scales) {
        const QSizeF size = drawnSize(hall, scale);
        if (size.width() <= room_mm.width() && size.height() <= room_mm.height()) return scale;
    }
    return 10000;
}

void drawPlan(QPainter& painter, const PlanDrawing& drawing, QPointF at_mm) {
    if (drawing.scene.empty()) return;
    painter.save();
    Drawing(painter, drawing, at_mm).draw();
    painter.restore();
}

}  // namespace hallwright
