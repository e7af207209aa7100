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

void syncFolder(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    // Some network file systems cannot sync a folder.
    (void)::fsync(handle);
    ::close(handle);
}

/// A new file with this text; none is left where that fails.
Result<std::shared_ptr<FileHandle>> writeNew(const fs::path& path, const std::string& text) {
    const int handle =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (handle < 0) return systemFailure();
    auto file = std::make_shared<FileHandle>(handle);
    if (Result<void> done = writeAll(handle, text); !done) {
        ::unlink(path.c_str());
        return done.error();
    }
    return file;
}

}  // namespace

struct Journal::Base {
    Document document;
    JournalHeader header;  ///< that begins with it
    bool afresh = false;   ///< the journal is to begin anew with it
    std::atomic<bool> done = false;
    Result<void> result;
};

struct Journal::Next {
    std::shared_ptr<FileHandle> file;
    JournalHeader header;
    std::size_t bytes = 0;
    std::string reason;  ///< why it is not on the disk; empty where it is
    std::atomic<bool> done = false;
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
    dropNext();
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
    m_syncFailed = false;
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
    dropNext();
    m_pending.clear();
}

void Journal::remove() {
    if (!m_running) return;
    stop();
    m_place.removeAll();
}

void Journal::settle() {
    // The base, the journal that begins with it, and the bases before it.
    for (int step = 0; step < 3; ++step) {
        m_thread.settle();
        advance();
    }
}

void Journal::advance() {
    takeBase();
    takeNext();
}

void Journal::follow(const ChangeEvent& event) {
    if (m_running && event.recorded) append(editToText(*event.recorded) + '\n');
}

void Journal::append(std::string line) {
    // The edits of a hall that no file holds are worth nothing before the hall lies beside them.
    // They do not wait for it: they are in the journal when it comes, well within a second.
    advance();
    ++m_edits;
    m_pending += line;
    if ((m_base && m_base->afresh) || m_next) m_lines += line;
    if (m_next) {
        // While it is on its way the old one is the journal: without the new one nothing is lost.
        if (writeAll(m_next->file->number(), line))
            m_next->bytes += line.size();
        else
            dropNext();
    }
    flush();
    if (m_base || m_next || !m_file) return;
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
    advance();
    const Result<void> done = m_file ? write() : create();
    if (!done) {
        tell(done.error().message);
        return;
    }
    m_pending.clear();
    // What a failed sync has left behind cannot be known: only a new journal makes it good.
    if ((m_baseFailed || m_syncFailed) && !m_base && !m_next) beginAnew();
    if (m_troubled) syncSoon();
}

/// Adds what is pending. A part of it that reached the disk is taken back, so that no line is torn.
Result<void> Journal::write() {
    if (m_pending.empty()) return {};
    if (Result<void> done = writeAll(m_file->number(), m_pending); !done) {
        (void)!::ftruncate(m_file->number(), static_cast<off_t>(m_bytes));
        return done;
    }
    m_bytes += m_pending.size();
    syncSoon();
    return {};
}

void Journal::syncSoon() {
    m_thread.syncSoon(m_file, [this, file = m_file.get()](const std::string& reason) {
        QMetaObject::invokeMethod(
            this, [this, file, reason] { synced(file, reason); }, Qt::QueuedConnection);
    });
}

void Journal::synced(const FileHandle* file, const std::string& reason) {
    if (!m_running || file != m_file.get()) return;
    if (!reason.empty()) {
        m_syncFailed = true;
        tell(reason);
        return;
    }
    if (!m_troubled || m_syncFailed || m_baseFailed || !m_pending.empty()) return;
    m_troubled = false;
    m_retry.stop();
    Q_EMIT mended();
}

/// Puts the journal in its place. One that goes on with edits takes the place of the only one that
/// holds them, so that it has to be on the disk before; else the old one holds nothing of worth.
Result<void> Journal::create() {
    const fs::path fresh = m_place.freshJournal();
    const std::string text = journalHeaderText(m_header) + m_pending;
    Result<std::shared_ptr<FileHandle>> file = writeNew(fresh, text);
    if (!file) return file.error();
    const std::string reason = m_pending.empty() ? std::string() : (*file)->sync();
    Result<void> done;
    if (!reason.empty())
        done = Error{ErrorCode::File, reason, {}};
    else if (::rename(fresh.c_str(), m_place.journal().c_str()) != 0)
        done = systemFailure();
    if (!done) {
        ::unlink(fresh.c_str());
        return done;
    }
    m_file = std::move(file).value();
    m_bytes = text.size();
    syncSoon();
    m_thread.run([folder = m_place.folder] { syncFolder(folder); });
    return {};
}

/// Writes the journal that is to take the place of this one as soon as it is on the disk.
Result<void> Journal::prepare(const JournalHeader& header) {
    const std::string text = journalHeaderText(header) + m_lines;
    Result<std::shared_ptr<FileHandle>> file = writeNew(m_place.freshJournal(), text);
    if (!file) return file.error();
    m_next = std::make_shared<Next>();
    m_next->file = std::move(file).value();
    m_next->header = header;
    m_next->bytes = text.size();
    m_thread.run([this, next = m_next] {
        next->reason = next->file->sync();
        next->done = true;
        QMetaObject::invokeMethod(this, &Journal::takeNext, Qt::QueuedConnection);
    });
    return {};
}

void Journal::takeNext() {
    if (!m_next || !m_next->done) return;
    std::string reason = m_next->reason;
    if (reason.empty() && ::rename(m_place.freshJournal().c_str(), m_place.journal().c_str()) != 0)
        reason = std::strerror(errno);
    if (!reason.empty()) {
        dropNext();
        tell(reason);
        return;
    }
    const std::shared_ptr<Next> next = std::move(m_next);
    m_next.reset();
    m_file = next->file;
    m_bytes = next->bytes;
    m_header = next->header;
    m_edits = std::count(m_lines.begin(), m_lines.end(), '\n');
    // What was pending is among these lines.
    m_pending.clear();
    m_nextBase = m_mostBytes;
    m_baseFailed = m_syncFailed = false;
    syncSoon();
    removeOldBases();
}

/// The journal goes on as it is, and tries again when it has grown.
void Journal::dropNext() {
    if (!m_next) return;
    m_next.reset();
    ::unlink(m_place.freshJournal().c_str());
    m_nextBase = m_bytes * 2 + m_mostBytes;
}

/// Until the journal is on the disk under its name, the one before may come back after a power cut,
/// and with it the hall that its edits begin with.
void Journal::removeOldBases() {
    m_thread.run([file = m_file, place = m_place, keep = m_header.base] {
        if (!file || !file->sync().empty()) return;
        syncFolder(place.folder);
        place.removeBases(keep);
    });
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
    if (done && base->afresh) done = prepare(base->header);
    if (done) {
        if (m_next) return;
        m_nextBase = m_mostBytes;
        m_baseFailed = false;
        removeOldBases();
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
