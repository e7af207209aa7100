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

private:
    int m_number;
};

/// Brings what was written to the disk, and does what takes long, so that the window need not wait.
class JournalThread {
public:
    JournalThread();
    /// Ends after what was asked for is done.
    ~JournalThread();

    /// Syncs the file within a second, once for all calls until then; tells where that fails.
    void syncSoon(std::shared_ptr<FileHandle> file, std::function<void(const std::string&)> failed);
    void run(std::function<void()> job);
    /// Waits until every job is done.
    void settle();

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake, m_idle;
    std::vector<std::function<void()>> m_jobs;
    std::shared_ptr<FileHandle> m_written;
    std::function<void(const std::string&)> m_failed;
    bool m_busy = false, m_quit = false;
    std::thread m_thread;  // last, since it uses the others
};

}  // namespace hallwright
