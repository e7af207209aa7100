#include "views/recovery/recoverable_halls.h"

#include "model/storage/document_file.h"
#include "views/recovery/file_guard.h"
#include "views/recovery/journal_replay.h"

#include <QFileInfo>

#include <algorithm>

namespace hallwright {

namespace fs = std::filesystem;

namespace {

QString sentence(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text.endsWith(u'.') ? text : text + u'.';
}

QString summaryOf(const ReplayedJournal& replayed, std::int64_t edits) {
    const EditHistory& history = replayed.history;
    if (edits == 0) return QStringLiteral("A new hall");
    // Where the last edits were undone beyond what the journal began with, it has no name for them.
    const QString last = history.done > 0
                             ? QString::fromStdString(history.edits[history.done - 1].label)
                             : QStringLiteral("Several edits");
    return edits > 1 && history.done > 0 ? QStringLiteral("%1 and %2 more").arg(last).arg(edits - 1)
                                         : last;
}

QString remarkOf(FileState state, const std::string& damage) {
    QString text;
    if (state == FileState::SavedSince)
        text = QStringLiteral("The file was changed by somebody else since; what is recovered "
                              "becomes a hall of its own.");
    if (state == FileState::Replaced)
        text = QStringLiteral("The file is no longer this hall; what is recovered becomes a hall "
                              "of its own.");
    if (state == FileState::Gone)
        text = QStringLiteral("The file is gone; saving the recovered hall writes it anew.");
    if (damage.empty()) return text;
    if (!text.isEmpty()) text += u' ';
    return text + sentence(QString::fromStdString(damage));
}

/// The file holds all the edits: they were saved, and the program ended before it could note that.
bool fileHoldsAll(const ReplayedJournal& replayed) {
    const JournalHeader& header = replayed.header;
    if (header.path.empty()) return false;
    const Result<Document> file = openDocument(header.path);
    return file && file->id == header.documentId && file->base == replayed.document.base;
}

}  // namespace

FileState fileState(const JournalHeader& header, const fs::path& path) {
    if (path.empty()) return FileState::NeverSaved;
    std::error_code status;
    if (!fs::exists(path, status)) return FileState::Gone;
    const Result<Document> file = openDocument(path);
    if (!file || file->id != header.documentId) return FileState::Replaced;
    // Other programs may write the file without raising its revision.
    const bool same = file->revision == header.revision &&
                      (header.saved.empty() || contentChecksum(file->base) == header.saved);
    return same ? FileState::AsItWas : FileState::SavedSince;
}

std::optional<RecoverableHall> recoverableHall(const JournalPlace& place) {
    const QFileInfo journal(QString::fromStdString(place.journal().string()));
    if (!journal.exists() || journal.size() == 0) return std::nullopt;
    RecoverableHall hall;
    hall.place = place;
    hall.lastEdit = journal.lastModified();
    const Result<ReplayedJournal> replayed = replayJournal(place);
    const Result<JournalHeader> header = readJournalHeader(place.journal());
    if (header) {
        hall.name = QString::fromStdString(header->name);
        hall.path = QString::fromStdString(header->path);
    }
    if (!replayed) {
        if (hall.name.isEmpty()) hall.name = journal.completeBaseName();
        // Without edits it is worth nothing, unless it is a new hall that got as far as the disk.
        const bool hasEdits =
            !header || journal.size() > static_cast<qint64>(journalHeaderText(*header).size());
        const bool hasHall =
            header && header->alwaysOffered && fs::exists(place.folder / header->base);
        if (!hasEdits && !hasHall) return std::nullopt;
        hall.recoverable = false;
        hall.remark = QStringLiteral("It cannot be recovered: %1.")
                          .arg(QString::fromStdString(replayed.error().text()));
        return hall;
    }
    const std::int64_t edits =
        replayed->header.editsBefore + static_cast<std::int64_t>(replayed->history.done);
    const bool asItBegan = replayed->header.baseIsSaved && replayed->history.savedAt == 0 &&
                           replayed->history.done == 0;
    const bool emptyNew = header->path.empty() && edits == 0 && !header->alwaysOffered;
    if (asItBegan || emptyNew) {
        if (replayed->damage.empty()) return std::nullopt;
    } else if (fileHoldsAll(*replayed)) {
        return std::nullopt;
    }
    hall.edits = static_cast<int>(std::min<std::int64_t>(edits, 999'999'999));
    hall.summary = summaryOf(*replayed, edits);
    hall.file = fileState(*header, header->path);
    hall.remark = remarkOf(hall.file, replayed->damage);
    return hall;
}

std::vector<RecoverableHall> recoverableHalls(const fs::path& folder) {
    std::vector<std::string> stems;
    std::error_code status;
    for (fs::directory_iterator entry(folder, status), end; !status && entry != end;
         entry.increment(status))
        if (entry->path().extension() == ".jsonl") stems.push_back(entry->path().stem().string());
    std::vector<RecoverableHall> halls;
    for (std::string& stem : stems) {
        const JournalPlace place{folder, std::move(stem)};
        const std::optional<FileGuard> guard = FileGuard::take(place.lock());
        if (!guard) continue;
        if (std::optional<RecoverableHall> hall = recoverableHall(place))
            halls.push_back(std::move(*hall));
        else
            place.removeAll();
    }
    std::sort(halls.begin(), halls.end(), [](const RecoverableHall& a, const RecoverableHall& b) {
        return a.lastEdit > b.lastEdit;
    });
    return halls;
}

}  // namespace hallwright
