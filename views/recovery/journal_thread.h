#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hallwright {

/// An open file, closed with its last holder.
class FileHandle {
public:
    explicit FileHandle(int number) : m_number(number) {}
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;
    ~FileHandle();
    int number() const { return m_number; }
    /// Waits until what was written is on the disk; why that failed, else empty.
    std::string sync() const;

private:
    int m_number;
};

/// Brings what was written to the disk, and does what takes long, so that the window need not wait.
class JournalThread {
public:
    JournalThread();
    /// Ends after what was asked for is done.
    ~JournalThread();

    /// Told on the thread: why the sync failed, empty where it did not.
    using Synced = std::function<void(const std::string& reason)>;
    /// Syncs the file within a second, once for all calls until then.
    void syncSoon(std::shared_ptr<FileHandle> file, Synced synced);
    void run(std::function<void()> job);
    /// Waits until every job is done.
    void settle();

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake, m_idle;
    std::vector<std::function<void()>> m_jobs;
    std::shared_ptr<FileHandle> m_written;
    Synced m_synced;
    bool m_busy = false, m_quit = false;
    std::thread m_thread;  // last, since it uses the others
};

}  // namespace hallwright
