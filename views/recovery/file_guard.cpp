#include "views/recovery/file_guard.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSysInfo>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>
#include <utility>

namespace hallwright {

namespace fs = std::filesystem;

namespace {

/// How long a lock may be held without a word who holds it: as long as replaying a journal takes.
constexpr std::chrono::milliseconds patience{2000};
constexpr std::chrono::milliseconds pause{20};

/// Device and number of a file, empty where there is none.
std::string fileNumber(const fs::path& path) {
    struct stat status {};
    if (path.empty() || ::stat(path.c_str(), &status) != 0) return {};
    return std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino);
}

}  // namespace

QString Holder::words() const {
    if (process == 0) return QStringLiteral("another program");
    const QDateTime local = since.toLocalTime();
    const QLocale english(QLocale::English);
    const bool today = local.date() == QDate::currentDate();
    return QStringLiteral("process %1 on %2, since %3")
        .arg(process)
        .arg(host, english.toString(local, today ? QStringLiteral("HH:mm")
                                                 : QStringLiteral("d MMMM HH:mm")));
}

bool Holder::lives() const {
    if (process <= 0) return false;
    if (host != QSysInfo::machineHostName()) return true;
    return ::kill(static_cast<pid_t>(process), 0) == 0 || errno != ESRCH;
}

bool Holder::hasOpen(const fs::path& other) const {
    std::error_code status;
    if (path.empty() || other.empty()) return false;
    if (fs::path(path) == fs::weakly_canonical(other, status)) return true;
    return !file.empty() && file == fileNumber(other);
}

Holder thisProcess(const fs::path& path) {
    std::error_code status;
    Holder holder;
    holder.process = QCoreApplication::applicationPid();
    holder.host = QSysInfo::machineHostName();
    holder.since = QDateTime::currentDateTimeUtc();
    if (!path.empty()) holder.path = fs::weakly_canonical(path, status).string();
    holder.file = fileNumber(path);
    return holder;
}

std::optional<FileGuard> FileGuard::take(const fs::path& lock) {
    while (true) {
        const int handle = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (handle < 0) return std::nullopt;
        // Where the file system knows no locks, everybody gets one: two windows are rarer than
        // such a folder.
        const bool locked = ::flock(handle, LOCK_EX | LOCK_NB) == 0;
        if (!locked && errno == EWOULDBLOCK) {
            ::close(handle);
            return std::nullopt;
        }
        // Its last holder may have removed the file after it was opened here.
        struct stat mine {};
        struct stat there {};
        if (::fstat(handle, &mine) == 0 && ::stat(lock.c_str(), &there) == 0 &&
            mine.st_ino == there.st_ino && mine.st_dev == there.st_dev) {
            // What a program that died has left there is not taken for its new holder.
            if (locked) (void)!::ftruncate(handle, 0);
            return FileGuard(lock, handle);
        }
        ::close(handle);
    }
}

std::optional<FileGuard> FileGuard::take(const fs::path& lock, Holder& other) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (true) {
        if (std::optional<FileGuard> guard = take(lock)) return guard;
        other = holder(lock);
        if (other.lives()) return std::nullopt;
        // A program in a sandbox of its own cannot be seen from here, but what it wrote can.
        if (std::chrono::steady_clock::now() >= until) return std::nullopt;
        std::this_thread::sleep_for(pause);
    }
}

Holder FileGuard::holder(const fs::path& lock) {
    Holder holder;
    QFile file(QString::fromStdString(lock.string()));
    if (!file.open(QIODevice::ReadOnly)) return holder;
    const QJsonObject object = QJsonDocument::fromJson(file.read(1 << 16)).object();
    holder.process = object["process"].toInteger();
    holder.host = object["host"].toString();
    holder.since = QDateTime::fromString(object["since"].toString(), Qt::ISODate);
    holder.path = object["path"].toString().toStdString();
    holder.file = object["file"].toString().toStdString();
    return holder;
}

void FileGuard::write(const Holder& holder) {
    const QJsonObject object{
        {"process", holder.process},
        {"host", holder.host},
        {"since", holder.since.toString(Qt::ISODate)},
        {"path", QString::fromStdString(holder.path)},
        {"file", QString::fromStdString(holder.file)},
    };
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    // Who reads half of it sees that somebody has the hall open, only not who.
    if (::pwrite(m_handle, text.constData(), static_cast<std::size_t>(text.size()), 0) ==
        text.size())
        (void)!::ftruncate(m_handle, text.size());
}

FileGuard::FileGuard(FileGuard&& other) noexcept
    : m_lock(std::move(other.m_lock)), m_handle(std::exchange(other.m_handle, -1)) {}

FileGuard& FileGuard::operator=(FileGuard&& other) noexcept {
    if (this == &other) return *this;
    release();
    m_lock = std::move(other.m_lock);
    m_handle = std::exchange(other.m_handle, -1);
    return *this;
}

FileGuard::~FileGuard() { release(); }

void FileGuard::release() {
    if (m_handle < 0) return;
    // While it is still locked, so that nobody's file but this one goes.
    ::unlink(m_lock.c_str());
    ::close(m_handle);
    m_handle = -1;
}

}  // namespace hallwright
