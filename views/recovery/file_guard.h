#pragma once

#include "model/base/result.h"

#include <QDateTime>
#include <QString>

#include <filesystem>
#include <optional>

namespace hallwright {

/// Who has a hall open, and where its file lies.
struct Holder {
    qint64 process = 0;
    QString host;
    QDateTime since;
    std::string path;  ///< absolute; empty for a hall never saved
    std::string file;  ///< what stays the same when the file is renamed

    /// "process 4242 on nova, since 14:05".
    QString words() const;
    /// As far as can be told from here.
    bool lives() const;
    bool hasOpen(const std::filesystem::path& other) const;
};

/// This process, with this file or none.
Holder thisProcess(const std::filesystem::path& path);

/// A lock of one place in the recovery folder, held as long as this lives and never longer than its
/// process: the system lets go of it when the process dies, however that comes.
class FileGuard {
public:
    /// The lock; nothing where another has it.
    static std::optional<FileGuard> take(const std::filesystem::path& lock);
    /// The same; where another has it, who that is. Waits a moment for one who has not written yet,
    /// or only looks through what a program left there and lets go again.
    static std::optional<FileGuard> take(const std::filesystem::path& lock, Holder& other);
    /// What the one who has it wrote there. Without a process where it cannot be read.
    static Holder holder(const std::filesystem::path& lock);

    FileGuard(FileGuard&& other) noexcept;
    FileGuard& operator=(FileGuard&& other) noexcept;
    ~FileGuard();

    void write(const Holder& holder);

private:
    FileGuard(std::filesystem::path lock, int handle) : m_lock(std::move(lock)), m_handle(handle) {}
    void release();

    std::filesystem::path m_lock;
    int m_handle = -1;
};

}  // namespace hallwright
