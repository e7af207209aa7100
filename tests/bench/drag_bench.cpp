// Frames of a drag in the real window: the mouse moves, the hall is evaluated, docks follow and the
// window is painted. A frame is all that its thread does until the next one, timers included.

#include "app/window.h"
#include "tests/bench/bench_tools.h"
#include "tests/bench/settle.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QApplication>
#include <QDockWidget>
#include <QMouseEvent>
#include <QThread>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright::bench {

namespace {

constexpr double frame_ms = 16.0;

void mouse(PlanView& view, QEvent::Type type, QPointF at) {
    const bool move = type == QEvent::MouseMove;
    QMouseEvent event(type, at, view.mapToGlobal(at), move ? Qt::NoButton : Qt::LeftButton,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton,
                      Qt::NoModifier);
    QApplication::sendEvent(&view, &event);
}

/// The processor time of frames of 17 ms, which begin with `first` and go on for so long.
std::vector<double> frames(int count, const auto& first) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const double begin = processorMilliseconds();
        const auto from = std::chrono::steady_clock::now();
        if (i == 0) first();
        do {
            QApplication::processEvents();
            QThread::usleep(200);
        } while (std::chrono::steady_clock::now() - from < std::chrono::milliseconds(17));
        times.push_back(processorMilliseconds() - begin);
    }
    return times;
}

/// Drags so many racks of one row over 300 frames, into their neighbours and out again.
void dragRacks(Window& window, std::size_t count, const char* docks) {
    PlanView& view = window.plan();
    const Hall& hall = window.document().hall();
    std::vector<ItemRef> items;
    hall.racks.forEach([&](Id<Rack> id, const Rack&) {
        if (id.raw > 0 && items.size() < count) items.push_back({TableId::Racks, id.raw});
    });
    window.selection().set(items);
    view.centreOn(items);
    settle(600);
    const std::optional<Rect> area =
        items.empty() ? std::nullopt : view.scene().areaOf(items[items.size() / 2]);
    if (!area) {
        fmt::print(stderr, "no rack to drag among {}\n", hall.racks.size());
        return;
    }
    const QPointF from = view.pixelOf(area->x + area->width / 2, area->y + area->depth / 2);
    mouse(view, QEvent::MouseMove, from);
    mouse(view, QEvent::MouseButtonPress, from);
    std::vector<double> moves;
    for (int i = 1; i <= 300; ++i) {
        const QPointF at = from + QPointF(90.0 * std::sin(i / 20.0), 60.0 * std::sin(i / 13.0));
        moves.push_back(frames(1, [&] { mouse(view, QEvent::MouseMove, at); }).front());
    }
    const std::vector<double> release =
        frames(60, [&] { mouse(view, QEvent::MouseButtonRelease, from + QPointF(50, -40)); });
    const std::vector<double> undo = frames(60, [&] { window.document().undo(); });
    const auto late =
        std::count_if(moves.begin(), moves.end(), [](double time) { return time > frame_ms; });
    fmt::print("{{\"bench\":\"drag\",\"docks\":\"{}\",\"racks\":{},\"moved\":{},\"frames\":{},"
               "\"median_ms\":{:.2f},\"p99_ms\":{:.2f},\"max_ms\":{:.2f},\"over_16_ms\":{},"
               "\"release_max_ms\":{:.2f},\"undo_max_ms\":{:.2f}}}\n",
               docks, hall.racks.size(), items.size(), moves.size(), percentile(moves, 0.5),
               percentile(moves, 0.99), percentile(moves, 1.0), late, percentile(release, 1.0),
               percentile(undo, 1.0));
}

}  // namespace

void drag() {
    applyTheme(*qApp, Theme::Kind::Light);
    RawId next = 0;
    const Plan plan = planned("gb300-128");
    Window window;
    Hall hall = large(plan, 10000, next);
    window.document().load(std::move(hall), next);
    window.resize(1920, 1080);
    window.show();
    settle(500);
    for (std::size_t count : {std::size_t{1}, std::size_t{30}})
        dragRacks(window, count, "as in a first run");
    // None behind another: the most that there is to bring up to date.
    for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
        dock->setFloating(true);
        dock->resize(360, 520);
        dock->show();
    }
    settle(500);
    for (std::size_t count : {std::size_t{1}, std::size_t{30}})
        dragRacks(window, count, "all in sight");
}

}  // namespace hallwright::bench
