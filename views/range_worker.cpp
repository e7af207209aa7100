#include "views/range_worker.h"

#include "model/figures/ranges.h"
#include "views/document.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace hallwright {

namespace {

/// After the last edit; long enough that a run of key presses starts one sweep.
constexpr int rangeSettle_ms = 300;

}  // namespace

struct RangeWorker::Done {
    Evaluation evaluation;
    Ranges ranges;
};

/// The thread with a mailbox of one hall: a newer one takes the place of one that waits and stops
/// the sweep under way.
struct RangeWorker::Thread {
    explicit Thread(RangeWorker& owner) : m_owner(owner), m_thread([this] { run(); }) {}
    ~Thread() {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
            ++m_wanted;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    /// Stops the sweep under way, if any.
    void cancel() { ++m_wanted; }
    void post(Hall hall, std::uint64_t version) {
        {
            const std::lock_guard lock(m_mutex);
            m_hall = std::move(hall);
            m_version = version;
            ++m_wanted;
        }
        m_wake.notify_one();
    }

private:
    void run() {
        while (true) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_quit || m_hall; });
            if (m_quit) return;
            Hall hall = std::move(*m_hall);
            m_hall.reset();
            const std::uint64_t version = m_version, job = m_wanted;
            lock.unlock();

            auto done = std::make_shared<Done>();
            done->evaluation = evaluate(hall);
            done->ranges = rangesOf(done->evaluation, [&](double) { return m_wanted == job; });
            if (m_wanted != job) done.reset();
            hall = {};
            QMetaObject::invokeMethod(
                &m_owner,
                [&owner = m_owner, version, done = std::move(done)] { owner.take(version, done); },
                Qt::QueuedConnection);
        }
    }

    RangeWorker& m_owner;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<Hall> m_hall;
    std::uint64_t m_version = 0;
    bool m_quit = false;
    std::atomic<std::uint64_t> m_wanted = 0;
    std::thread m_thread;  // last, since it uses the others
};

RangeWorker::RangeWorker(DocumentModel& document, QObject* parent)
    : QObject(parent), m_document(document), m_thread(std::make_unique<Thread>(*this)) {
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &RangeWorker::start);
    connect(&document, &DocumentModel::changed, this, &RangeWorker::follow);
    if (!document.hall().sites.empty()) m_settle.start(0);
}

RangeWorker::~RangeWorker() = default;

void RangeWorker::follow(const ChangeEvent& event) {
    if (!event.hallChanged()) return;
    const bool wasFresh = fresh();
    ++m_version;
    m_thread->cancel();
    if (event.kind == ChangeEvent::Kind::Loaded) m_done.reset();
    // A preview is not worth a sweep: the edit that ends it, or its cancellation, is.
    if (event.kind == ChangeEvent::Kind::Previewed || m_document.hall().sites.empty())
        m_settle.stop();
    else
        m_settle.start(event.kind == ChangeEvent::Kind::Loaded ? 0 : rangeSettle_ms);
    if (wasFresh || event.kind == ChangeEvent::Kind::Loaded) Q_EMIT changed();
}

void RangeWorker::start() {
    m_lent[m_version] = m_document.hall();
    m_thread->post(m_document.hall(), m_version);
}

void RangeWorker::take(std::uint64_t version, std::shared_ptr<const Done> done) {
    // The thread takes halls in order: older ones were never taken.
    m_lent.erase(m_lent.begin(), m_lent.upper_bound(version));
    if (!done || version != m_version) return;
    m_done = std::move(done);
    m_shownVersion = version;
    Q_EMIT changed();
}

std::optional<Range> RangeWorker::rangeOf(FigureRef ref) const {
    if (!m_done) return std::nullopt;
    const Scope scope = info(ref.figure).scope;
    const Evaluation& evaluation = m_done->evaluation;
    const std::ptrdiff_t at =
        scope == Scope::Hall ? 0 : evaluation.rows().position(scope, ref.item);
    if (at < 0) return std::nullopt;
    const Status status = evaluation.columns().status(ref.figure, static_cast<std::size_t>(at));
    if (status != Status::Ok && status != Status::Partial) return std::nullopt;
    Range range = m_done->ranges.of(evaluation, ref);
    if (!(range.low < range.high)) return std::nullopt;
    if (status == Status::Partial) range.high = unknown;
    return range;
}

std::vector<Effect> RangeWorker::effectsOf(FigureRef ref) const {
    return m_done ? m_done->ranges.effects(ref) : std::vector<Effect>();
}

}  // namespace hallwright
