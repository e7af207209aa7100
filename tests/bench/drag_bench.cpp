// A whole frame of a drag in the real window: the mouse moves, the hall is evaluated, every dock
// follows and the window is painted.

#include "app/window.h"
#include "tests/bench/bench_tools.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QApplication>
#include <QMouseEvent>
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

void settle(int ms) {
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(ms))
        QApplication::processEvents(QEventLoop::AllEvents, 5);
}

/// Drags so many racks of one row over 300 frames, into their neighbours and out again.
void dragRacks(Window& window, std::size_t count) {
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
    std::vector<double> processor, wall;
    for (int i = 1; i <= 300; ++i) {
        const QPointF at = from + QPointF(90.0 * std::sin(i / 20.0), 60.0 * std::sin(i / 13.0));
        QApplication::processEvents();
        const double begin = processorMilliseconds();
        wall.push_back(milliseconds([&] {
            mouse(view, QEvent::MouseMove, at);
            QApplication::processEvents();
        }));
        processor.push_back(processorMilliseconds() - begin);
        settle(17);  // a screen shows one frame in that time
    }
    const double begin = processorMilliseconds();
    mouse(view, QEvent::MouseButtonRelease, from);
    QApplication::processEvents();
    const double release = processorMilliseconds() - begin;
    const auto late = std::count_if(processor.begin(), processor.end(),
                                    [](double time) { return time > frame_ms; });
    fmt::print(
        "{{\"bench\":\"drag\",\"racks\":{},\"moved\":{},\"frames\":{},\"median_ms\":{:.2f},\"p99_"
        "ms\":{"
        ":.2f},\"max_ms\":{:.2f},\"over_16_ms\":{},\"release_ms\":{:.2f},\"wall_median_ms\":{:.2f},"
        "\"wall_p99_ms\":{:.2f}}}\n",
        hall.racks.size(), items.size(), processor.size(), percentile(processor, 0.5),
        percentile(processor, 0.99), percentile(processor, 1.0), late, release,
        percentile(wall, 0.5), percentile(wall, 0.99));
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
        dragRacks(window, count);
}

}  // namespace hallwright::bench
