#include "views/journal.h"

#include "model/storage/edit_text.h"
#include "views/document.h"

#include <QDateTime>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace hallwright {

namespace fs = std::filesystem;

namespace {

/// Some ten thousand edits: replayed in about a second.
constexpr std::size_t defaultMostBytes = std::size_t{4} << 20;
constexpr int retry_ms = 5000;

Error systemFailure() { return {ErrorCode::File, std::strerror(errno), {}}; }

Result<void> writeAll(int handle, std::string_view text) {
    errno = 0;
    const ssize_t count = ::write(handle, text.data(), text.size());
    if (count == static_cast<ssize_t>(text.size())) return {};
    // A write that came short met the end of the disk; the next one would say so.
    if (count >= 0) errno = ENOSPC;
    return systemFailure();
}

Result<void> syncFolder(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return systemFailure();
    // Some network file systems cannot sync a folder.
    (void)::fsync(handle);
    ::close(handle);
    return {};
}

}  // namespace

struct Journal::Base {
    Document document;
    JournalHeader header;  ///< that begins with it
    bool afresh = false;   ///< the journal is to begin anew with it
    std::atomic<bool> done = false;
    Result<void> result;
};

Journal::Journal(DocumentModel& document, QObject* parent)
    : QObject(parent), m_document(document), m_mostBytes(defaultMostBytes),
      m_nextBase(defaultMostBytes) {
    m_retry.setInterval(retry_ms);
    connect(&m_retry, &QTimer::timeout, this, &Journal::flush);
    connect(&document, &DocumentModel::changed, this, &Journal::follow);
}

Journal::~Journal() { m_thread.settle(); }

void Journal::start(JournalPlace place, JournalHeader header, Document base, std::string lines) {
    settle();
    const bool samePlace = m_place == place;
    const std::string oldBase = samePlace ? m_header.base : std::string();
    m_place = std::move(place);
    m_running = true;
    m_file.reset();
    m_base.reset();
    m_bytes = 0;
    m_lines.clear();
    m_nextBase = m_mostBytes;
    m_baseFailed = false;
    m_edits = std::count(lines.begin(), lines.end(), '\n');
    m_pending = std::move(lines);
    const bool baseIsThere = !header.base.empty();
    if (!baseIsThere) header.base = m_place.otherBase(oldBase);
    header.started = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    m_header = std::move(header);
    std::error_code ignored;
    fs::create_directories(m_place.folder, ignored);
    fs::permissions(m_place.folder, fs::perms::owner_all, ignored);
    flush();
    if (!baseIsThere) writeBase(std::move(base), m_header, false);
}

void Journal::stop() {
    settle();
    m_running = false;
    m_retry.stop();
    m_file.reset();
    m_base.reset();
    m_pending.clear();
}

void Journal::remove() {
    if (!m_running) return;
    stop();
    m_place.removeAll();
}

void Journal::settle() {
    m_thread.settle();
    takeBase();
}

void Journal::follow(const ChangeEvent& event) {
    if (m_running && event.recorded) append(editToText(*event.recorded) + '\n');
}

void Journal::append(std::string line) {
    // The edits of a hall that no file holds are worth nothing without the hall.
    if (m_base && !m_base->afresh && !m_header.baseIsSaved) m_thread.settle();
    takeBase();
    ++m_edits;
    m_pending += line;
    if (m_base && m_base->afresh) m_lines += line;
    flush();
    if (m_base || !m_file) return;
    struct stat status {};
    const bool removed = ::fstat(m_file->number(), &status) == 0 && status.st_nlink == 0;
    // Too long, or swept away by somebody.
    if (m_bytes > m_nextBase || removed) beginAnew();
}

/// Takes the hall as it is now for the one the edits begin with.
void Journal::beginAnew() {
    JournalHeader header = m_header;
    header.base = m_place.otherBase(m_header.base);
    header.baseIsSaved = false;
    header.editsBefore += m_edits;
    m_lines.clear();
    writeBase(m_document.document(), std::move(header), true);
}

void Journal::flush() {
    if (!m_running) return;
    takeBase();
    const Result<void> done = m_file ? write() : replace(m_header, m_pending);
    if (!done) {
        tell(done.error().message);
        return;
    }
    m_pending.clear();
    if (m_baseFailed) {
        if (!m_base) beginAnew();
        return;
    }
    if (!m_troubled) return;
    m_troubled = false;
    m_retry.stop();
    Q_EMIT mended();
}

/// Adds what is pending. A part of it that reached the disk is taken back, so that no line is torn.
Result<void> Journal::write() {
    if (m_pending.empty()) return {};
    if (Result<void> done = writeAll(m_file->number(), m_pending); !done) {
        (void)!::ftruncate(m_file->number(), static_cast<off_t>(m_bytes));
        return done;
    }
    m_bytes += m_pending.size();
    m_thread.syncSoon(m_file, [this](const std::string& reason) {
        QMetaObject::invokeMethod(
            this, [this, reason] { tell(reason); }, Qt::QueuedConnection);
    });
    return {};
}

/// Puts a journal in place of the one before, which stays as it was where that fails.
Result<void> Journal::replace(const JournalHeader& header, const std::string& lines) {
    const fs::path fresh = m_place.journal().string() + ".new";
    const int handle =
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (handle < 0) return systemFailure();
    auto file = std::make_shared<FileHandle>(handle);
    const std::string text = journalHeaderText(header) + lines;
    Result<void> done = writeAll(handle, text);
    if (done && ::rename(fresh.c_str(), m_place.journal().c_str()) != 0) done = systemFailure();
    if (!done) {
        ::unlink(fresh.c_str());
        return done;
    }
    m_file = std::move(file);
    m_bytes = text.size();
    m_thread.syncSoon(m_file, [this](const std::string& reason) {
        QMetaObject::invokeMethod(
            this, [this, reason] { tell(reason); }, Qt::QueuedConnection);
    });
    m_thread.run([folder = m_place.folder] { (void)syncFolder(folder); });
    return {};
}

void Journal::writeBase(Document document, JournalHeader header, bool afresh) {
    m_base = std::make_shared<Base>();
    m_base->document = std::move(document);
    m_base->header = std::move(header);
    m_base->afresh = afresh;
    std::error_code ignored;
    fs::create_directories(m_place.folder, ignored);
    // It lives until the thread is done: takeBase() and settle() see to that.
    Base* base = m_base.get();
    m_thread.run([this, base, path = m_place.folder / m_base->header.base] {
        base->result = saveDocument(base->document, path);
        base->done = true;
        QMetaObject::invokeMethod(this, &Journal::takeBase, Qt::QueuedConnection);
    });
}

void Journal::takeBase() {
    if (!m_base || !m_base->done) return;
    const std::shared_ptr<Base> base = std::move(m_base);
    m_base.reset();
    Result<void> done = base->result;
    if (done && base->afresh) {
        done = replace(base->header, m_lines);
        if (done) {
            m_header = base->header;
            m_edits = std::count(m_lines.begin(), m_lines.end(), '\n');
            // What was pending is among these lines.
            m_pending.clear();
        }
    }
    if (done) {
        m_nextBase = m_mostBytes;
        m_baseFailed = false;
        m_thread.run([place = m_place, keep = m_header.base] { place.removeBases(keep); });
        return;
    }
    m_nextBase = m_bytes * 2 + m_mostBytes;
    // Without it the edits of a hall that no file holds are worth nothing; else the journal is as
    // good as it was.
    m_baseFailed = !m_header.baseIsSaved && !fs::exists(m_place.folder / m_header.base);
    if (m_baseFailed) tell(done.error().text());
}

void Journal::tell(const std::string& reason) {
    if (!m_running) return;
    m_retry.start();
    if (m_troubled) return;
    m_troubled = true;
    Q_EMIT failed(
        tr("Edits are not kept safe against a crash at the moment, save often: the "
           "recovery journal in %1 cannot be written (%2).")
            .arg(QString::fromStdString(m_place.folder.string()), QString::fromStdString(reason)));
}

}  // namespace hallwright
