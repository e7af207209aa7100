#include "catalog/own_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <thread>

namespace hallwright {

namespace {

constexpr auto longestWait = std::chrono::seconds(10);
constexpr auto pause = std::chrono::milliseconds(20);

Error unwritten(const std::string& reason, const std::filesystem::path& file) {
    return {ErrorCode::File, fmt::format("your catalog cannot be written: {}", reason),
            file.string()};
}

bool writeAll(int handle, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(handle, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

/// So that the new name is on the disk as well; where that cannot be done the file is still whole.
void syncFolder(const std::filesystem::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    (void)::fsync(handle);
    ::close(handle);
}

}  // namespace

Result<std::shared_ptr<FolderLock>> FolderLock::take(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return unwritten(error.message(), folder);
    const std::filesystem::path file = folder / ".lock";
    const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (handle < 0) return unwritten(std::strerror(errno), file);
    const auto end = std::chrono::steady_clock::now() + longestWait;
    while (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        if (reason == EINTR) continue;
        if (reason == EWOULDBLOCK && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(pause);
            continue;
        }
        ::close(handle);
        return unwritten(reason == EWOULDBLOCK ? "another Hallwright is writing it; try again"
                                               : std::strerror(reason),
                         file);
    }
    return std::shared_ptr<FolderLock>(new FolderLock(handle));
}

FolderLock::~FolderLock() { ::close(m_handle); }

Result<void> writeWhole(const std::filesystem::path& file, const std::string& text) {
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error) return unwritten(error.message(), file);
    std::filesystem::path fresh = file;
    fresh += fmt::format(".{}.new", ::getpid());
    const int handle = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (handle < 0) return unwritten(std::strerror(errno), file);
    bool done = writeAll(handle, text) && ::fsync(handle) == 0;
    int reason = errno;
    if (::close(handle) != 0 && done) {
        done = false;
        reason = errno;
    }
    if (done && ::rename(fresh.c_str(), file.c_str()) != 0) {
        done = false;
        reason = errno;
    }
    if (done) {
        syncFolder(file.parent_path());
        return {};
    }
    ::unlink(fresh.c_str());
    return unwritten(std::strerror(reason), file);
}

}  // namespace hallwright
