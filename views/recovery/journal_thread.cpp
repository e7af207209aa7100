#include "views/recovery/journal_thread.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

namespace hallwright {

namespace {

/// What a power cut may cost.
constexpr std::chrono::seconds syncEvery{1};

}  // namespace

FileHandle::~FileHandle() { ::close(m_number); }

JournalThread::JournalThread() : m_thread([this] { work(); }) {}

JournalThread::~JournalThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

std::string FileHandle::sync() const {
    return ::fdatasync(m_number) == 0 ? std::string() : std::strerror(errno);
}

void JournalThread::syncSoon(std::shared_ptr<FileHandle> file, Synced synced) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_written == file) return;
        m_written = std::move(file);
        m_synced = std::move(synced);
    }
    m_wake.notify_one();
}

void JournalThread::run(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void JournalThread::settle() {
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_jobs.empty() && !m_busy; });
}

void JournalThread::work() {
    using Clock = std::chrono::steady_clock;
    Clock::time_point nextSync = Clock::now();
    std::unique_lock lock(m_mutex);
    while (true) {
        if (!m_jobs.empty()) {
            const std::function<void()> job = std::move(m_jobs.front());
            m_jobs.erase(m_jobs.begin());
            m_busy = true;
            lock.unlock();
            job();
            lock.lock();
            m_busy = false;
            if (m_jobs.empty()) m_idle.notify_all();
        } else if (m_written && (m_quit || Clock::now() >= nextSync)) {
            const std::shared_ptr<FileHandle> file = std::move(m_written);
            const Synced synced = std::move(m_synced);
            m_written.reset();
            lock.unlock();
            synced(file->sync());
            nextSync = Clock::now() + syncEvery;
            lock.lock();
        } else if (m_quit) {
            return;
        } else if (m_written) {
            m_wake.wait_until(lock, nextSync);
        } else {
            m_wake.wait(lock);
        }
    }
}

}  // namespace hallwright
