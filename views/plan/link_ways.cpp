#include "views/plan/link_ways.h"

#include "model/stages/link_route.h"
#include "views/plan/viewport.h"
#include "views/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace hallwright {

namespace {

constexpr std::size_t drawnAlone = 6;
constexpr std::size_t mostBundles = 8192;  // routes that are looked for at once

/// Ways cut at every turn of any of them on the same line, and counted.
std::vector<LinkWays::Piece> piecesOf(const std::vector<LinkWays::Way>& ways) {
    // By line (along x or along y, and where it lies): change of the count at every place.
    std::map<std::pair<bool, std::int32_t>, std::map<std::int32_t, std::int64_t>> lines;
    std::vector<LinkWays::Piece> pieces;
    for (const LinkWays::Way& way : ways)
        for (std::size_t i = 1; i < way.points.size(); ++i) {
            const LinkWays::Point &a = way.points[i - 1], &b = way.points[i];
            if (a == b) continue;
            if (a.x != b.x && a.y != b.y) {
                pieces.push_back({a, b, way.links});
                continue;
            }
            const bool across = a.y == b.y;
            auto& line = lines[{across, across ? a.y.mm : a.x.mm}];
            const auto [from, to] = std::minmax(across ? a.x.mm : a.y.mm, across ? b.x.mm : b.y.mm);
            line[from] += way.links;
            line[to] -= way.links;
        }
    for (const auto& [key, line] : lines) {
        const auto& [across, at] = key;
        std::int64_t links = 0;
        std::int32_t from = 0;
        for (const auto& [place, change] : line) {
            if (change == 0) continue;  // as many go on as came
            if (links > 0 && place > from)
                pieces.push_back(across ? LinkWays::Piece{{{from}, {at}}, {{place}, {at}}, links}
                                        : LinkWays::Piece{{{at}, {from}}, {{at}, {place}}, links});
            from = place;
            links += change;
        }
    }
    return pieces;
}

}  // namespace

LinkWays linkWays(const Evaluation& evaluation, const std::vector<LinkRef>& links) {
    LinkWays out;
    const std::vector<FabricPlan>& plans = evaluation.fabrics().plans;
    std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> bundles;
    for (const LinkRef& link : links) {
        if (link.fabric < 0 || static_cast<std::size_t>(link.fabric) >= plans.size()) continue;
        const auto& all = plans[static_cast<std::size_t>(link.fabric)].bundles;
        if (link.bundle < 0 || static_cast<std::size_t>(link.bundle) >= all.size() ||
            link.link >= all[static_cast<std::size_t>(link.bundle)].links)
            continue;
        ++bundles[{link.fabric, link.bundle}];
    }
    std::map<std::vector<LinkWays::Point>, std::int64_t> ways;
    std::size_t looked = 0;
    for (const auto& [bundle, count] : bundles) {
        if (++looked > mostBundles) break;
        out.links += count;
        const LinkRoute route = linkRoute(evaluation, LinkRef{bundle.first, bundle.second, 0});
        std::vector<LinkWays::Point> points;
        for (const RoutePoint& point : route.points) {
            const LinkWays::Point at{{point.x_mm}, {point.y_mm}};
            if (points.empty() || points.back() != at) points.push_back(at);
        }
        if (points.empty())
            out.unrouted += count;
        else
            ways[std::move(points)] += count;
    }
    for (const auto& [points, count] : ways)
        out.ways.push_back({points, count});
    out.pieces = piecesOf(out.ways);
    return out;
}

void paintLinkWays(QPainter& painter, const QRectF& area, const Viewport& viewport,
                   const LinkWays& ways, const Theme& theme) {
    if (ways.empty()) return;
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    QColor pale = theme.floor;
    pale.setAlpha(120);
    painter.fillRect(area, pale);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const auto at = [&](const LinkWays::Point& p) {
        return QPointF(viewport.x(p.x), viewport.y(p.y));
    };
    struct Stroke {
        QPolygonF line;
        double width;
    };
    std::vector<Stroke> strokes;
    if (ways.ways.size() <= drawnAlone) {
        // Lanes beside each other, about as wide together as a tray.
        const double n = static_cast<double>(ways.ways.size());
        const double lane = n < 2.0 ? 0.0 : std::clamp(viewport.length({450}) / n, 1.0, 3.0);
        for (std::size_t i = 0; i < ways.ways.size(); ++i) {
            const double by = (static_cast<double>(i) - (n - 1.0) / 2.0) * lane;
            Stroke stroke{{}, 1.8};
            for (const LinkWays::Point& point : ways.ways[i].points)
                stroke.line << at(point) + QPointF(by, by);
            strokes.push_back(std::move(stroke));
        }
    } else {
        std::int64_t most = 1;
        for (const LinkWays::Piece& piece : ways.pieces)
            most = std::max(most, piece.links);
        for (const LinkWays::Piece& piece : ways.pieces)
            strokes.push_back({QPolygonF({at(piece.from), at(piece.to)}),
                               1.2 + 6.8 * std::sqrt(static_cast<double>(piece.links) /
                                                     static_cast<double>(most))});
    }
    for (const bool halo : {true, false})
        for (const Stroke& stroke : strokes) {
            painter.setPen(QPen(halo ? theme.panel : theme.accent,
                                halo ? stroke.width + 2.0 : stroke.width, Qt::SolidLine,
                                halo ? Qt::FlatCap : Qt::SquareCap, Qt::MiterJoin));
            painter.drawPolyline(stroke.line);
        }
    // Where they begin and end.
    std::set<LinkWays::Point> ends;
    for (const LinkWays::Way& way : ways.ways) {
        ends.insert(way.points.front());
        ends.insert(way.points.back());
    }
    const double radius = std::clamp(viewport.length({140}), 2.0, 5.0);
    painter.setPen(QPen(theme.panel, 1.0));
    painter.setBrush(theme.accent);
    for (const LinkWays::Point& end : ends)
        painter.drawEllipse(at(end), radius, radius);
    painter.restore();
}

}  // namespace hallwright
