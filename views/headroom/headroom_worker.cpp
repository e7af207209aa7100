#include "views/headroom/headroom_worker.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace hallwright {

/// The thread with a mailbox of one question.
struct HeadroomWorker::Thread {
    explicit Thread(HeadroomWorker& owner) : m_owner(owner), m_thread([this] { run(); }) {}
    ~Thread() {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
            ++m_wanted;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    void post(Hall hall, std::shared_ptr<const Catalog> catalog, std::string part,
              std::uint64_t question) {
        {
            const std::lock_guard lock(m_mutex);
            m_hall = std::move(hall);
            m_catalog = std::move(catalog);
            m_part = std::move(part);
            m_question = question;
            m_wanted = question;
        }
        m_wake.notify_one();
    }
    /// Stops the search under way, if any.
    void cancel(std::uint64_t question) { m_wanted = question; }

private:
    void run() {
        while (true) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_quit || m_hall; });
            if (m_quit) return;
            Hall hall = std::move(*m_hall);
            m_hall.reset();
            const std::shared_ptr<const Catalog> catalog = m_catalog;
            const std::string part = m_part;
            const std::uint64_t question = m_question;
            lock.unlock();

            HeadroomOptions options;
            options.progress = [&](double share) {
                QMetaObject::invokeMethod(
                    &m_owner, [&owner = m_owner, share] { Q_EMIT owner.progressed(share); },
                    Qt::QueuedConnection);
                return m_wanted == question;
            };
            auto answer =
                std::make_shared<const Result<Headroom>>(headroom(hall, *catalog, part, options));
            hall = {};
            QMetaObject::invokeMethod(
                &m_owner,
                [&owner = m_owner, question, answer = std::move(answer)] {
                    owner.take(question, answer);
                },
                Qt::QueuedConnection);
        }
    }

    HeadroomWorker& m_owner;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<Hall> m_hall;
    std::shared_ptr<const Catalog> m_catalog;
    std::string m_part;
    std::uint64_t m_question = 0;
    bool m_quit = false;
    std::atomic<std::uint64_t> m_wanted = 0;
    std::thread m_thread;  // last, since it uses the others
};

HeadroomWorker::HeadroomWorker(std::shared_ptr<const Catalog> catalog, QObject* parent)
    : QObject(parent), m_catalog(std::move(catalog)), m_thread(std::make_unique<Thread>(*this)) {}

HeadroomWorker::~HeadroomWorker() = default;

void HeadroomWorker::ask(const Hall& hall, const std::string& part) {
    ++m_asked;
    m_lent[m_asked] = hall;
    m_thread->post(hall, m_catalog, part, m_asked);
}

void HeadroomWorker::cancel() {
    ++m_asked;
    m_answered = m_asked;
    m_thread->cancel(m_asked);
}

void HeadroomWorker::take(std::uint64_t question,
                          const std::shared_ptr<const Result<Headroom>>& answer) {
    // The thread takes questions in order: older ones were never taken.
    m_lent.erase(m_lent.begin(), m_lent.upper_bound(question));
    if (question != m_asked) return;
    m_answered = question;
    Q_EMIT answered(*answer);
}

}  // namespace hallwright
