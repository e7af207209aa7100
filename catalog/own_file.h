#pragma once

#include "model/base/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace hallwright {

/// Keeps other programs from writing a user's catalog while it is read, changed and written: two
/// windows, or a window and a command. Let go when destroyed, and by the system when we end.
class FolderLock {
public:
    /// Makes the folder; waits a few seconds for another writer, then fails.
    static Result<std::shared_ptr<FolderLock>> take(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    explicit FolderLock(int handle) : m_handle(handle) {}
    int m_handle;
};

/// Beside the file, onto the disk, then renamed: a crash or a full disk leaves the old one whole.
/// The error has the system's reason.
Result<void> writeWhole(const std::filesystem::path& file, const std::string& text);

}  // namespace hallwright
