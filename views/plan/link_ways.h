#pragma once

#include "model/stages/links.h"
#include "model/units/millimetres.h"

#include <vector>

class QPainter;
class QRectF;

namespace hallwright {

struct Theme;
struct Viewport;

/// The ways of some links as the plan draws them. Links that run alike are one way.
struct LinkWays {
    struct Point {
        Millimetres x, y;
        auto operator<=>(const Point&) const = default;
    };
    struct Way {
        std::vector<Point> points;
        std::int64_t links = 0;
    };
    /// A piece that the same links run along, straight.
    struct Piece {
        Point from, to;
        std::int64_t links = 0;
    };
    std::vector<Way> ways;
    std::vector<Piece> pieces;  ///< of all ways together, none on another
    std::int64_t links = 0, unrouted = 0;

    bool empty() const { return ways.empty(); }
};

/// Links that are not in the evaluation any more are left out.
LinkWays linkWays(const Evaluation& evaluation, const std::vector<LinkRef>& links);

/// Few ways are drawn one by one, beside each other; many as one net whose width grows with the
/// number of links. The rest of the plan is paled, so that racks stay legible.
void paintLinkWays(QPainter& painter, const QRectF& area, const Viewport& viewport,
                   const LinkWays& ways, const Theme& theme);

}  // namespace hallwright
