#include "views/plan/cable_density.h"

#include "model/stages/link_route.h"
#include "views/plan/overlay.h"
#include "views/plan/viewport.h"
#include "views/theme.h"
#include "views/translated.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double thinnest = 3.0;   // pixels of a tray
constexpr double shortest = 14.0;  // of a stretch that has words
constexpr double bandShare = 0.5;  // of the width of a tray, so that racks below it are seen
constexpr double metre = 1000.0;

}  // namespace

int CableDensity::stepOf(double fill) const {
    if (fill > limit * (1.0 + 1e-9)) return overlaySteps + 1;
    if (fill > design * (1.0 + 1e-9)) return overlaySteps;
    const double whole = design == design ? design : limit == limit ? limit : 1.0;
    return static_cast<int>(std::clamp(fill / whole * overlaySteps, 0.0, overlaySteps - 1.0));
}

double CableDensity::cablesOf(const Evaluation& evaluation, ItemRef item) const {
    if (item.table != TableId::Racks) return unknown;
    const std::ptrdiff_t at = evaluation.rows().position(Scope::Rack, item.id);
    if (at < 0 || static_cast<std::size_t>(at) >= ofRack.size()) return unknown;
    const std::int32_t count = ofRack[static_cast<std::size_t>(at)];
    return count > 0 ? count : unknown;
}

QColor CableDensity::colour(int step, const Theme& theme) {
    if (step > overlaySteps) return theme.error;
    if (step == overlaySteps) return theme.warning;
    return overlayColour(step, theme);
}

CableDensity cableDensity(const Evaluation& evaluation) {
    CableDensity density;
    const PartId basis = evaluation.hall().site().basis;
    density.design = evaluation.numbers().get(basis, Property::trayFillDesign);
    density.limit = evaluation.numbers().get(basis, Property::trayFull);
    for (const SectionLoad& load : sectionLoads(evaluation)) {
        const Tray* tray = evaluation.hall().trays.find(load.tray);
        if (!tray) continue;
        const double width = evaluation.numbers().get(tray->part, Property::trayWidth, 0.0);
        CableDensity::Stretch stretch;
        stretch.x1 = {load.from.x_mm};
        stretch.y1 = {load.from.y_mm};
        stretch.x2 = {load.to.x_mm};
        stretch.y2 = {load.to.y_mm};
        stretch.width = {static_cast<std::int32_t>(std::lround(width * metre))};
        stretch.fill = load.fill;
        stretch.atLeast = load.atLeast;
        density.stretches.push_back(stretch);
        if (!(density.fullest >= load.fill)) density.fullest = load.fill;
    }
    // A stretch of unknown fill is drawn first.
    const auto rank = [](const CableDensity::Stretch& s) {
        return std::isnan(s.fill) ? -1.0 : s.fill;
    };
    std::stable_sort(density.stretches.begin(), density.stretches.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });

    density.ofRack.assign(evaluation.rows().count(Scope::Rack), 0);
    const auto add = [&](std::int32_t rack, std::int32_t links) {
        if (rack >= 0 && static_cast<std::size_t>(rack) < density.ofRack.size())
            density.ofRack[static_cast<std::size_t>(rack)] += links;
    };
    for (const FabricPlan& plan : evaluation.fabrics().plans)
        for (const LinkBundle& bundle : plan.bundles) {
            const std::int32_t lower = lowerRack(plan, bundle), upper = upperRack(plan, bundle);
            add(lower, bundle.links);
            if (upper != lower) add(upper, bundle.links);
        }
    for (std::int32_t count : density.ofRack)
        density.most = std::max(density.most, count);
    return density;
}

QString fillWords(const CableDensity::Stretch& stretch) {
    if (std::isnan(stretch.fill)) return QStringLiteral("?");
    const double percent = stretch.fill * 100.0;
    const QString words = percent > 0.0 && percent < 1.0
                              ? QStringLiteral("<1\u00a0%")
                              : QStringLiteral("%1\u00a0%").arg(std::lround(percent));
    return stretch.atLeast ? QStringLiteral("≥\u00a0") + words : words;
}

QString densityWords(const CableDensity& density) {
    const QString racks =
        tr("racks up to %1 cables").arg(QLocale(QLocale::English).toString(density.most));
    if (density.stretches.empty()) return tr("No trays, %1").arg(racks);
    if (std::isnan(density.fullest)) return tr("Fill of trays unknown, %1").arg(racks);
    return tr("Trays up to %1, %2").arg(fillWords(density.stretches.back()), racks);
}

void paintCableDensity(QPainter& painter, const QRectF& area, const Viewport& viewport,
                       const CableDensity& density, const Theme& theme) {
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto boxOf = [&](const CableDensity::Stretch& s) {
        const double width = viewport.length(s.width);
        const QPointF a(viewport.x(s.x1), viewport.y(s.y1)), b(viewport.x(s.x2), viewport.y(s.y2));
        QRectF box(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
                   QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y())));
        const double half = std::max(thinnest, width * bandShare) / 2.0;
        return s.y1 == s.y2 ? box.adjusted(0, -half, 0, half) : box.adjusted(-half, 0, half, 0);
    };
    for (const CableDensity::Stretch& stretch : density.stretches) {
        const QRectF box = boxOf(stretch);
        if (!box.intersects(area)) continue;
        if (std::isnan(stretch.fill)) {
            painter.fillRect(box, QBrush(theme.tray, Qt::Dense6Pattern));
            continue;
        }
        const int step = density.stepOf(stretch.fill);
        QColor colour = CableDensity::colour(step, theme);
        colour.setAlpha(step >= overlaySteps ? 230 : 205);
        painter.fillRect(box, colour);
        // Sides, so that a tray of the lowest steps is seen on bare floor.
        const bool across = stretch.y1 == stretch.y2;
        painter.setPen(QPen(theme.tray, 1));
        if (across) {
            painter.drawLine(box.topLeft(), box.topRight());
            painter.drawLine(box.bottomLeft(), box.bottomRight());
        } else {
            painter.drawLine(box.topLeft(), box.bottomLeft());
            painter.drawLine(box.topRight(), box.bottomRight());
        }
    }
    // The fullest say so first; where words would lie on others they are left out.
    const QFont font = tabularFont(10, true);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    std::vector<QRectF> taken;
    constexpr std::size_t mostWords = 160;
    for (std::size_t i = density.stretches.size(); i-- > 0 && taken.size() < mostWords;) {
        const CableDensity::Stretch& stretch = density.stretches[i];
        const QRectF box = boxOf(stretch);
        const QRectF seen = box.intersected(area);
        if (seen.isEmpty() || std::max(seen.width(), seen.height()) < shortest) continue;
        const QString words = fillWords(stretch);
        const QSizeF size(metrics.horizontalAdvance(words) + 6.0, metrics.height());
        const QRectF plate(seen.center() - QPointF(size.width() / 2.0, size.height() / 2.0), size);
        const QRectF room = plate.adjusted(-28, -10, 28, 10);
        if (std::any_of(taken.begin(), taken.end(),
                        [&](const QRectF& other) { return other.intersects(room); }))
            continue;
        taken.push_back(plate);
        const int step = std::isnan(stretch.fill) ? 0 : density.stepOf(stretch.fill);
        painter.fillRect(plate, theme.panel);
        painter.setPen(step > overlaySteps    ? theme.error
                       : step == overlaySteps ? theme.warning
                                              : theme.text);
        painter.drawText(plate, Qt::AlignCenter, words);
    }
    painter.restore();
}

}  // namespace hallwright
