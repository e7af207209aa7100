#pragma once

#include "model/rules/placement_verdict.h"

#include <QString>

#include <optional>

class QPainter;
class QPointF;
class QRectF;

namespace hallwright {

class PlanView;
struct Snap;
struct Theme;

/// What stands beside the pointer while a tool acts: what is done, and what the rules make of it.
struct PointerLabel {
    QString title;   ///< may be empty
    QString detail;  ///< a second, fainter line; may be empty
    std::optional<PlacementVerdict> verdict;
};

/// Draws the label on a plate of its own beside a point, inside the room given.
void paintPointerLabel(QPainter& painter, const QRectF& within, const QPointF& at,
                       const PointerLabel& label, const Theme& theme);

/// Lines through the plan along what has caught the thing that moves.
void paintGuides(QPainter& painter, const PlanView& view, const Snap& snap);

/// A tick in a disc, an exclamation mark in a diamond, a cross in a square: each its own shape.
void paintVerdictSign(QPainter& painter, const QRectF& in, PlacementVerdict::Level level,
                      const Theme& theme);
QColor verdictColour(PlacementVerdict::Level level, const Theme& theme);
/// The verdict in words: the reason, "Fits", or that numbers are missing.
QString verdictWords(const PlacementVerdict& verdict);

}  // namespace hallwright
