#include "views/paced_refresh.h"

#include "views/document.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <vector>

namespace hallwright {

namespace {

/// A view follows a gesture at this pace: numbers that change faster cannot be read.
constexpr qint64 previewPace_ms = 120;
/// A view that took longer than this waits until the gesture rests for that long.
constexpr qint64 costly_ns = 3'000'000;

}  // namespace

/// The views that lag behind, and the timer that lets one of them catch up in a frame.
class PacedRefresh::Queue : public QObject {
public:
    explicit Queue(QObject* parent) : QObject(parent) {
        m_clock.start();
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Queue::next);
    }

    qint64 now() const { return m_clock.elapsed(); }

    /// A view that waits already keeps its time where that is earlier, unless it is to rest.
    void add(PacedRefresh* one, qint64 due_ms, bool rest) {
        one->m_due_ms = one->m_wanted && !rest ? std::min(one->m_due_ms, due_ms) : due_ms;
        if (!one->m_wanted) m_waiting.push_back(one);
        one->m_wanted = true;
        schedule();
    }
    void remove(PacedRefresh* one) {
        std::erase(m_waiting, one);
        one->m_wanted = false;
    }
    void catchUpAll() {
        while (!m_waiting.empty())
            m_waiting.front()->run();
    }

private:
    void schedule() {
        if (m_waiting.empty()) return;
        const qint64 due = std::max(first()->m_due_ms, m_lastRun_ms + frame_ms);
        m_timer.start(static_cast<int>(std::max<qint64>(0, due - now())));
    }
    PacedRefresh* first() const {
        return *std::min_element(
            m_waiting.begin(), m_waiting.end(),
            [](const PacedRefresh* a, const PacedRefresh* b) { return a->m_due_ms < b->m_due_ms; });
    }
    void next() {
        if (m_waiting.empty()) return;
        PacedRefresh* one = first();
        if (one->m_due_ms <= now()) {
            one->run();
            m_lastRun_ms = now();
        }
        schedule();
    }

    QElapsedTimer m_clock;
    QTimer m_timer;
    std::vector<PacedRefresh*> m_waiting;  ///< in the order in which they came
    qint64 m_lastRun_ms = -frame_ms;
};

PacedRefresh::Queue& PacedRefresh::queue() {
    // Of the application, since timers must not outlive it; tests make one after the other.
    static QPointer<Queue> made;
    if (!made) made = new Queue(QCoreApplication::instance());
    return *made;
}

PacedRefresh::PacedRefresh(QWidget& view, std::function<void()> refresh)
    : QObject(&view), m_view(view), m_refresh(std::move(refresh)) {
    view.installEventFilter(this);
}

PacedRefresh::~PacedRefresh() {
    if (m_wanted) queue().remove(this);
}

void PacedRefresh::follow(const ChangeEvent& event) {
    if (!event.hallChanged()) return;
    if (event.kind == ChangeEvent::Kind::Loaded) {
        m_stale = true;
        catchUp();
        return;
    }
    if (!m_view.isVisible()) {
        m_stale = true;
        return;
    }
    const bool preview = event.kind == ChangeEvent::Kind::Previewed;
    const bool rest = preview && m_cost_ns > costly_ns;
    qint64 wait = frame_ms;  // the frame of an edit is the plan's
    if (rest)
        wait = previewPace_ms;
    else if (preview && m_since.isValid())
        wait = std::max(wait, previewPace_ms - m_since.elapsed());
    queue().add(this, queue().now() + wait, rest);
}

void PacedRefresh::catchUp() {
    if (pending()) run();
}

void PacedRefresh::catchUpAll() { queue().catchUpAll(); }

void PacedRefresh::run() {
    if (m_wanted) queue().remove(this);
    m_stale = false;
    m_since.start();
    m_refresh();
    m_cost_ns = m_since.nsecsElapsed();
}

/// A view that is hidden before its turn comes has time until it is shown again.
bool PacedRefresh::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_view && event->type() == QEvent::Show) catchUp();
    if (watched == &m_view && event->type() == QEvent::Hide && m_wanted) {
        queue().remove(this);
        m_stale = true;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace hallwright
