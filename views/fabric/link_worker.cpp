#include "views/fabric/link_worker.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace hallwright {

/// What is asked: rows for a query, or text for rows.
struct LinkWorker::Task {
    const Evaluation* evaluation = nullptr;  ///< held by the worker until answered
    LinkQuery query;
    std::vector<std::uint32_t> numbers;
    bool text = false;
    std::uint64_t question = 0;
};

/// The thread with a mailbox of one question.
struct LinkWorker::Thread {
    explicit Thread(LinkWorker& owner) : m_owner(owner), m_thread([this] { run(); }) {}
    ~Thread() {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
            ++m_wanted;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    void post(Task task) {
        {
            const std::lock_guard lock(m_mutex);
            m_wanted = task.question;
            m_task = std::move(task);
        }
        m_wake.notify_one();
    }
    void cancel(std::uint64_t question) {
        m_wanted = question;
        const std::lock_guard lock(m_mutex);
        m_task.reset();
    }

private:
    void run() {
        while (true) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_quit || m_task; });
            if (m_quit) return;
            const Task task = std::move(*m_task);
            m_task.reset();
            lock.unlock();

            const auto progress = [&](double share) {
                QMetaObject::invokeMethod(
                    &m_owner,
                    [&owner = m_owner, share, question = task.question] {
                        if (question == owner.m_asked) Q_EMIT owner.progressed(share);
                    },
                    Qt::QueuedConnection);
                return m_wanted == task.question;
            };
            if (task.text) {
                QString text = linksAsCsv(*task.evaluation, task.numbers, progress);
                QMetaObject::invokeMethod(
                    &m_owner,
                    [&owner = m_owner, question = task.question, text = std::move(text),
                     count = task.numbers.size()] {
                        if (owner.take(question)) Q_EMIT owner.written(text, count);
                    },
                    Qt::QueuedConnection);
            } else {
                auto rows = std::make_shared<const LinkRows>(
                    findLinks(*task.evaluation, task.query, progress));
                QMetaObject::invokeMethod(
                    &m_owner,
                    [&owner = m_owner, question = task.question, rows = std::move(rows)] {
                        const auto lent = owner.m_lent.find(question);
                        if (lent == owner.m_lent.end()) return;
                        const std::shared_ptr<const Evaluation> evaluation = lent->second;
                        if (owner.take(question)) Q_EMIT owner.found(evaluation, *rows);
                    },
                    Qt::QueuedConnection);
            }
        }
    }

    LinkWorker& m_owner;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<Task> m_task;
    bool m_quit = false;
    std::atomic<std::uint64_t> m_wanted = 0;
    std::thread m_thread;  // last, since it uses the others
};

LinkWorker::LinkWorker(QObject* parent)
    : QObject(parent), m_thread(std::make_unique<Thread>(*this)) {}

LinkWorker::~LinkWorker() { m_thread.reset(); }

void LinkWorker::ask(Task task) {
    task.question = ++m_asked;
    m_thread->post(std::move(task));
}

void LinkWorker::find(std::shared_ptr<const Evaluation> evaluation, LinkQuery query) {
    Task task;
    task.evaluation = evaluation.get();
    task.query = std::move(query);
    m_lent[m_asked + 1] = std::move(evaluation);
    ask(std::move(task));
}

void LinkWorker::write(std::shared_ptr<const Evaluation> evaluation,
                       std::vector<std::uint32_t> numbers) {
    Task task;
    task.evaluation = evaluation.get();
    task.numbers = std::move(numbers);
    task.text = true;
    m_lent[m_asked + 1] = std::move(evaluation);
    ask(std::move(task));
}

void LinkWorker::cancel() {
    // What is lent stays so until the thread is through with it.
    m_answered = ++m_asked;
    m_thread->cancel(m_asked);
}

bool LinkWorker::take(std::uint64_t question) {
    // The thread takes questions in order: older ones were never taken.
    m_lent.erase(m_lent.begin(), m_lent.upper_bound(question));
    if (question != m_asked) return false;
    m_answered = question;
    return true;
}

}  // namespace hallwright
