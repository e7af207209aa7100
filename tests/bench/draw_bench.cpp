// Speed of the plan on the screen: a step of panning and of zooming in a hall of 10,000 racks, at
// 1920 × 1080, for racks from a few pixels to 64 pixels wide.

#include "tests/bench/bench_tools.h"
#include "tests/bench/settle.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QApplication>
#include <QWheelEvent>
#include <fmt/format.h>

#include <cmath>
#include <random>

namespace hallwright::bench {

namespace {

constexpr double zoomOfOne = 1.0015;  // what the plan makes of one unit of the wheel

void wheel(PlanView& view, QPoint pixels, int angle) {
    const QPointF at = QRectF(view.rect()).center();
    QWheelEvent event(at, view.mapToGlobal(at), pixels, QPoint(0, angle), Qt::NoButton,
                      Qt::NoModifier, pixels.isNull() ? Qt::NoScrollPhase : Qt::ScrollUpdate,
                      false);
    QApplication::sendEvent(&view, &event);
}

void zoomTo(PlanView& view, double scale) {
    for (int i = 0; i < 8; ++i) {
        const double turns = std::log(scale / view.viewport().scale) / std::log(zoomOfOne);
        wheel(view, {}, static_cast<int>(std::lround(turns)));
    }
}

/// What `step` and the repaint after it cost, over `count` steps.
std::vector<double> timed(int count, const auto& step) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const double begin = processorMilliseconds();
        step(i);
        QApplication::processEvents();
        times.push_back(processorMilliseconds() - begin);
    }
    return times;
}

void print(const char* what, double rack, const std::vector<double>& times) {
    fmt::print(
        "{{\"bench\":\"draw\",\"step\":\"{}\",\"rack_px\":{:.1f},\"median_ms\":{:.2f},\"p95_ms\":{:"
        ".2f},\"max_ms\":{:.2f}}}\n",
        what, rack, percentile(times, 0.5), percentile(times, 0.95), percentile(times, 1.0));
}

}  // namespace

void draw() {
    applyTheme(*qApp, Theme::Kind::Light);
    RawId next = 0;
    const Plan plan = planned("gb300-128");
    DocumentModel document;
    document.load(dense(plan, 10000, next), next);
    Selection selection;
    PlanView view(document, selection);
    view.resize(1920, 1080);
    view.show();
    settle(100);
    std::mt19937 dice(1);
    const double whole = view.viewport().scale * 600.0;
    for (double rack : {whole, 2.0 * whole, 4.0, 8.0, 16.0, 26.0, 36.0, 48.0, 64.0}) {
        zoomTo(view, rack / 600.0);
        settle(300);
        // There and back again, so that the hall stays in sight.
        print("pan", rack, timed(120, [&](int i) {
                  const int way = i % 40 < 20 ? 1 : -1;
                  wheel(view, QPoint(way * 23, way * 17), 0);
              }));
        settle(300);
        print("zoom", rack, timed(60, [&](int i) {
                  const int turn = 60 + static_cast<int>(dice() % 61);
                  wheel(view, {}, i % 4 < 2 ? turn : -turn);
              }));
        settle(300);
    }
}

}  // namespace hallwright::bench
