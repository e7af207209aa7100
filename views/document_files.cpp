#include "views/document_files.h"

#include "model/base/text.h"
#include "views/document.h"
#include "views/recovery/journal_replay.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hallwright {

namespace fs = std::filesystem;

namespace {

/// Open copies of one hall that anybody could have.
constexpr int mostJournals = 100;

bool isHallFile(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix != QStringLiteral("toml") && suffix != QStringLiteral("json");
}

std::string absolute(const QString& path) {
    return QFileInfo(path).absoluteFilePath().toStdString();
}

/// Changes whenever somebody writes the file or puts another in its place; empty for no file.
std::string stampOf(const fs::path& path) {
    struct stat s {};
    if (::stat(path.c_str(), &s) != 0) return {};
    return fmt::format("{}:{}:{}:{}.{}", s.st_dev, s.st_ino, s.st_size, s.st_mtim.tv_sec,
                       s.st_mtim.tv_nsec);
}

bool sameFile(const std::string& a, const std::string& b) {
    std::error_code status;
    return a == b || fs::weakly_canonical(a, status) == fs::weakly_canonical(b, status);
}

QString openElsewhere(const QString& path, const Holder& holder) {
    return QStringLiteral("%1 is open in another window (%2)")
        .arg(QFileInfo(path).fileName(), holder.words());
}

}  // namespace

DocumentFiles::DocumentFiles(DocumentModel& document, Options options, QObject* parent)
    : QObject(parent), m_document(document), m_options(std::move(options)),
      m_journal(new Journal(document, this)) {
    connect(m_journal, &Journal::failed, this, &DocumentFiles::journalFailed);
    connect(m_journal, &Journal::mended, this, &DocumentFiles::journalMended);
}

DocumentFiles::~DocumentFiles() {
    // Not closed: whatever is in the journal is offered at the next start.
    m_journal->stop();
}

JournalHeader DocumentFiles::headerOf(const Document& document, const QString& path) const {
    JournalHeader header;
    header.documentId = document.id;
    header.revision = document.revision;
    header.path = path.isEmpty() ? std::string() : absolute(path);
    header.name = document.base.site().name;
    if (header.name.empty() && !path.isEmpty())
        header.name = QFileInfo(path).completeBaseName().toStdString();
    header.baseIsSaved = !path.isEmpty();
    if (header.baseIsSaved) header.saved = contentChecksum(document.base);
    header.program = QCoreApplication::applicationVersion().toStdString();
    return header;
}

/// A place in the recovery folder that nobody uses. On the way: who has this very file open, and
/// what a program that ended has left of it.
std::optional<DocumentFiles::Place>
DocumentFiles::takePlace(const std::string& documentId, const std::string& path,
                         std::optional<Holder>* holder,
                         std::optional<RecoverableHall>* unsaved) const {
    if (m_options.folder.empty()) return std::nullopt;
    std::error_code status;
    fs::create_directories(m_options.folder, status);
    if (::access(m_options.folder.c_str(), W_OK | X_OK) != 0) return std::nullopt;
    // All of them, since the first may be free while another window has a later one.
    std::optional<Place> free;
    for (int number = 1; number <= mostJournals; ++number) {
        const JournalPlace place = journalPlace(m_options.folder, documentId, number);
        const bool used = fs::exists(place.lock(), status) || fs::exists(place.journal(), status);
        if (!used && free) continue;
        Holder other;
        std::optional<FileGuard> guard = FileGuard::take(place.lock(), other);
        if (!guard) {
            if (holder && !*holder && other.hasOpen(path)) *holder = other;
            continue;
        }
        std::optional<RecoverableHall> left = recoverableHall(place);
        if (!left) {
            place.removeAll();
            if (!free) free = Place{place, std::move(*guard)};
            continue;
        }
        // Of this file, or of what was this file before it was renamed; else of a copy of it.
        const std::string leftPath = left->path.toStdString();
        const bool ofThisFile =
            sameFile(leftPath, path) || (!leftPath.empty() && !fs::exists(leftPath, status));
        if (unsaved && !*unsaved && ofThisFile) *unsaved = std::move(left);
    }
    return free;
}

void DocumentFiles::begin(std::optional<Place> place, JournalHeader header, Document base,
                          std::string lines) {
    if (m_options.folder.empty()) return;
    if (place) {
        m_guard = std::move(place->guard);
        m_guard->write(thisProcess(header.path));
    } else {
        m_guard.reset();
    }
    // Without a place the journal cannot be written either, and says so.
    const JournalPlace nobodys =
        journalPlace(m_options.folder, header.documentId, mostJournals + 1);
    m_journal->start(place ? place->place : nobodys, std::move(header), std::move(base),
                     std::move(lines));
}

void DocumentFiles::end() {
    m_journal->remove();
    m_guard.reset();
    m_holder.reset();
    m_origin.clear();
    m_stamp.clear();
    m_inFile.reset();
}

void DocumentFiles::noteFile(const fs::path& path, const Document& document) {
    m_stamp = stampOf(path);
    m_inFile = document;
}

Result<DocumentFiles::Opened> DocumentFiles::open(const QString& path) {
    Opened opened;
    if (!isHallFile(path)) {
        if (!m_options.read)
            return Error{ErrorCode::File, "this kind of file cannot be opened", path.toStdString()};
        Result<Document> read = m_options.read(path);
        if (!read) return read.error();
        // The text form of a hall names its document; what is made from it is another one.
        Document document = newDocument(std::move(read->base));
        document.nextId = std::max(document.nextId, read->nextId);
        end();
        m_origin = path;
        m_document.load(document, {});
        begin(takePlace(document.id, {}, nullptr, nullptr), headerOf(document, {}), document);
        return opened;
    }
    const std::string file = absolute(path);
    const std::string stamp = stampOf(file);
    Result<OpenedDocument> read = openDocumentOfAnyVersion(file);
    if (!read) return read.error();
    Document document = std::move(read->document);
    for (const std::string& change : read->changes)
        opened.notices += QString::fromStdString(change);
    end();
    std::optional<Place> place = takePlace(document.id, file, &m_holder, &opened.unsaved);
    if (m_holder) {
        // A copy: a document of its own as soon as it is saved.
        place.reset();
        document.id = newDocument({}).id;
        document.revision = 0;
        opened.unsaved.reset();
        opened.notices += QStringLiteral("%1. Opened to read; save it under another name.")
                              .arg(openElsewhere(path, *m_holder));
        m_origin = path;
        m_document.load(document, {});
        begin(takePlace(document.id, {}, nullptr, nullptr), headerOf(document, {}), document);
        return opened;
    }
    const QString whole = QString::fromStdString(file);
    m_document.load(document, whole);
    m_stamp = stamp;
    m_inFile = document;
    begin(std::move(place), headerOf(document, whole), document);
    return opened;
}

void DocumentFiles::newHall(Document document) {
    end();
    if (!isDocumentId(document.id)) document.id = newDocument({}).id;
    m_document.load(document, {}, {.savedAt = std::nullopt});
    JournalHeader header = headerOf(document, {});
    header.alwaysOffered = true;
    begin(takePlace(document.id, {}, nullptr, nullptr), std::move(header), document);
}

/// The file is still what this document was opened from or saved to.
Result<void> DocumentFiles::checkUnchanged(const fs::path& path) const {
    const std::string stamp = stampOf(path);
    if (stamp.empty() || stamp == m_stamp) return {};
    const std::string name = path.filename().string();
    const Result<Document> there = openDocument(path);
    if (m_inFile && there && *there == *m_inFile) return {};
    if (!there || there->id != m_document.documentId())
        return refused(fmt::format("{} is no longer the hall that was opened; save this one under "
                                   "another name",
                                   name));
    return refused(fmt::format("{} was saved by somebody else since it was opened (revision {}, "
                               "opened at {}); save this hall under another name",
                               name, there->revision, m_document.revision()));
}

Result<void> DocumentFiles::write(const QString& path, Document document) {
    // The hall that the journal begins with is on the disk before the file it was read from goes.
    m_journal->settle();
    ++document.revision;
    const std::string file = absolute(path);
    if (Result<void> done = saveDocument(document, file); !done) return done;
    const bool sameDocument = document.id == m_document.documentId() && m_journal->running();
    const std::optional<JournalPlace> old =
        m_journal->running() ? std::optional(m_journal->place()) : std::nullopt;
    m_holder.reset();
    m_origin.clear();
    noteFile(file, document);
    const QString whole = QString::fromStdString(file);
    JournalHeader header = headerOf(document, whole);
    if (sameDocument) {
        if (m_guard) m_guard->write(thisProcess(file));
        m_journal->start(*old, std::move(header), document);
    } else {
        // The old lock goes after the old journal: nobody is offered what was just saved.
        std::optional<FileGuard> oldGuard = std::move(m_guard);
        m_guard.reset();
        begin(takePlace(document.id, file, nullptr, nullptr), std::move(header), document);
        if (old && m_journal->running()) old->removeAll();
    }
    m_document.markSaved(whole, document);
    return {};
}

Result<void> DocumentFiles::save() {
    const QString path = m_document.path();
    if (path.isEmpty())
        return Error{ErrorCode::Usage,
                     m_holder ? openElsewhere(m_origin, *m_holder).toStdString() +
                                    "; save this copy under another name"
                              : "the hall has no file yet; choose a name for it",
                     {}};
    if (Result<void> good = checkUnchanged(path.toStdString()); !good) return good;
    return write(path, m_document.document());
}

Result<void> DocumentFiles::saveAs(const QString& path) {
    const std::string file = absolute(path);
    if (!m_document.path().isEmpty() && sameFile(file, absolute(m_document.path()))) return save();
    std::error_code status;
    if (fs::exists(file, status)) {
        const Result<Document> there = openDocument(file);
        const JournalPlace mine = m_guard ? m_journal->place() : JournalPlace();
        const std::optional<Holder> other =
            there ? otherHolder(there->id, file, mine) : std::optional<Holder>();
        if (other)
            return refused(openElsewhere(path, *other).toStdString() +
                           "; choose another name, or close it there");
    }
    Document document = m_document.document();
    if (!m_document.path().isEmpty()) {
        document.id = newDocument({}).id;
        document.revision = 0;
    }
    return write(path, std::move(document));
}

/// Who has this very file open, other than this window, which has locked a place of its own.
std::optional<Holder> DocumentFiles::otherHolder(const std::string& documentId,
                                                 const std::string& path,
                                                 const JournalPlace& mine) const {
    if (m_options.folder.empty()) return std::nullopt;
    std::error_code status;
    for (int number = 1; number <= mostJournals; ++number) {
        const JournalPlace place = journalPlace(m_options.folder, documentId, number);
        if (!fs::exists(place.lock(), status)) continue;
        if (place == mine) continue;
        Holder holder;
        if (FileGuard::take(place.lock(), holder)) continue;
        if (holder.hasOpen(path)) return holder;
    }
    return std::nullopt;
}

void DocumentFiles::close() {
    end();
    m_document.load(Document{}, {});
}

QString DocumentFiles::suggestedPath() const {
    if (!m_document.path().isEmpty()) return m_document.path();
    const QFileInfo from(m_origin);
    const QString folder = m_origin.isEmpty() ? QString() : from.path() + u'/';
    if (m_holder) return QStringLiteral("%1%2 copy.hall").arg(folder, from.completeBaseName());
    // The name of the hall, as far as it can be the name of a file.
    QString name = QString::fromStdString(m_document.base().site().name).remove(u'/').trimmed();
    if (name.isEmpty()) name = QStringLiteral("Hall");
    return QStringLiteral("%1%2.hall").arg(folder, name);
}

// -- recovery ------------------------------------------------------------------------------------

std::vector<RecoverableHall> DocumentFiles::recoverable() const {
    return m_options.folder.empty() ? std::vector<RecoverableHall>()
                                    : recoverableHalls(m_options.folder);
}

/// Where the hall's file is now: the user may have it open under another name.
QString DocumentFiles::pathNow(const JournalHeader& header) const {
    std::error_code status;
    const bool renamed = !header.path.empty() && !fs::exists(header.path, status) &&
                         header.documentId == m_document.documentId() &&
                         !m_document.path().isEmpty();
    return renamed ? m_document.path() : QString::fromStdString(header.path);
}

Result<QStringList> DocumentFiles::recover(const RecoverableHall& hall) {
    std::optional<FileGuard> guard = FileGuard::take(hall.place.lock());
    if (!guard) return refused("another window is recovering this hall at the moment");
    Result<ReplayedJournal> read = replayJournal(hall.place);
    if (!read) return read.error();
    ReplayedJournal replayed = std::move(read).value();
    const QString path = pathNow(replayed.header);
    FileState state = fileState(replayed.header, path.toStdString());
    end();
    // After end(): this window's own hold on the file does not count.
    const std::optional<Holder> other =
        path.isEmpty() ? std::nullopt
                       : otherHolder(replayed.document.id, path.toStdString(), hall.place);

    QStringList notices;
    if (!replayed.damage.empty()) {
        notices += QString::fromStdString(
            fmt::format("Not everything could be recovered: {}.", replayed.damage));
        // Kept aside: nothing is thrown away unasked.
        std::error_code status;
        fs::copy_file(hall.place.journal(), hall.place.journal().string() + ".damaged",
                      fs::copy_options::overwrite_existing, status);
    }
    const QString name = QFileInfo(path).fileName();
    const QString own = QStringLiteral("The recovered hall is one of its own; save it under "
                                       "another name.");
    if (other)
        notices += QStringLiteral("%1. %2").arg(openElsewhere(path, *other), own);
    else if (state == FileState::SavedSince)
        notices += QStringLiteral("%1 was changed by somebody else since. %2").arg(name, own);
    else if (state == FileState::Replaced)
        notices += QStringLiteral("%1 is no longer this hall. %2").arg(name, own);
    else if (state == FileState::Gone)
        notices += QStringLiteral("%1 is gone; saving writes it anew.").arg(name);
    if (other || state == FileState::SavedSince || state == FileState::Replaced)
        recoverAsOwn(hall.place, std::move(replayed), path);
    else
        recoverInPlace({hall.place, std::move(*guard)}, std::move(replayed), path, state);
    return notices;
}

/// Goes on with the journal where it is.
void DocumentFiles::recoverInPlace(Place place, ReplayedJournal replayed, const QString& path,
                                   FileState state) {
    JournalHeader header = replayed.header;
    header.path = path.toStdString();
    if (!replayed.baseBeside) header.base.clear();
    if (state == FileState::AsItWas)
        if (const Result<Document> file = openDocument(header.path)) noteFile(header.path, *file);
    if (state != FileState::AsItWas) replayed.history.savedAt.reset();
    m_document.load(std::move(replayed.document), path, std::move(replayed.history));
    begin(std::move(place), std::move(header), std::move(replayed.base), std::move(replayed.lines));
}

/// Goes on as a document without a file, and takes the old journal away once the new one is whole.
void DocumentFiles::recoverAsOwn(const JournalPlace& old, ReplayedJournal replayed,
                                 const QString& path) {
    const std::string id = newDocument({}).id;
    for (Document* document : {&replayed.document, &replayed.base}) {
        document->id = id;
        document->revision = 0;
    }
    replayed.history.savedAt.reset();
    JournalHeader header = headerOf(replayed.document, {});
    header.editsBefore = replayed.header.editsBefore;
    m_origin = path;
    m_document.load(std::move(replayed.document), {}, std::move(replayed.history));
    begin(takePlace(id, {}, nullptr, nullptr), std::move(header), std::move(replayed.base),
          std::move(replayed.lines));
    m_journal->settle();
    if (m_journal->whole()) old.removeAll();
}

Result<void> DocumentFiles::discard(const RecoverableHall& hall) {
    const std::optional<FileGuard> guard = FileGuard::take(hall.place.lock());
    if (!guard) return refused("another window has this hall open at the moment");
    hall.place.removeAll();
    return {};
}

}  // namespace hallwright
