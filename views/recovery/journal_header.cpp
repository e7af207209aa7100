#include "views/recovery/journal_header.h"

#include "model/storage/document_file.h"
#include "views/reading_text.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <vector>

namespace hallwright {

namespace fs = std::filesystem;

namespace {

Error headerFault(std::string message) { return {ErrorCode::Invalid, std::move(message), {}}; }

}  // namespace

std::string journalHeaderText(const JournalHeader& header) {
    const QJsonObject object{
        {"format", fromView(journalFormat)},
        {"version", journalVersion},
        {"document_id", fromView(header.documentId)},
        {"revision", static_cast<qint64>(header.revision)},
        {"path", fromView(header.path)},
        {"name", fromView(header.name)},
        {"saved", fromView(header.saved)},
        {"base", fromView(header.base)},
        {"base_is_saved", header.baseIsSaved},
        {"always_offered", header.alwaysOffered},
        {"edits_before", static_cast<qint64>(header.editsBefore)},
        {"program", fromView(header.program)},
        {"started", fromView(header.started)},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n';
}

Result<JournalHeader> journalHeaderFromText(std::string_view line) {
    const QJsonDocument read =
        QJsonDocument::fromJson(QByteArray(line.data(), static_cast<qsizetype>(line.size())));
    const QJsonObject object = read.object();
    if (object["format"].toString() != fromView(journalFormat))
        return headerFault("its first line is not that of a journal");
    if (object["version"].toInt() > journalVersion)
        return headerFault("it was written by a newer Hallwright; update the program");
    const auto string = [&](const char* key) { return object[key].toString().toStdString(); };
    JournalHeader header;
    header.documentId = string("document_id");
    header.revision = object["revision"].toInteger(-1);
    header.path = string("path");
    header.name = string("name");
    header.saved = string("saved");
    header.base = string("base");
    header.baseIsSaved = object["base_is_saved"].toBool();
    header.alwaysOffered = object["always_offered"].toBool();
    header.editsBefore = object["edits_before"].toInteger(-1);
    header.program = string("program");
    header.started = string("started");
    // The base lies beside the journal, and its name never leads elsewhere.
    const bool good = isDocumentId(header.documentId) && header.revision >= 0 &&
                      header.revision <= mostRevision && header.editsBefore >= 0 &&
                      header.editsBefore <= mostRevision && !header.base.empty() &&
                      header.base != "." && header.base != ".." &&
                      header.base.find('/') == std::string::npos &&
                      header.base.find('\0') == std::string::npos &&
                      header.path.find('\0') == std::string::npos &&
                      (header.path.empty() || header.path.front() == '/');
    if (!good) return headerFault("its first line is damaged");
    return header;
}

std::string JournalPlace::otherBase(std::string_view than) const {
    for (int number = 1;; ++number) {
        std::string name = stem + '.' + std::to_string(number) + ".hall";
        std::error_code ignored;
        if (name != than && !fs::exists(folder / name, ignored)) return name;
    }
}

void JournalPlace::removeBases(std::string_view but) const {
    std::vector<fs::path> found;
    std::error_code status;
    for (fs::directory_iterator entry(folder, status), end; !status && entry != end;
         entry.increment(status)) {
        const std::string name = entry->path().filename().string();
        // Also what a save that was killed has left: ".<name>.<hex>".
        const std::string_view bare = std::string_view(name).substr(name.starts_with('.') ? 1 : 0);
        if (bare.starts_with(stem + '.') && bare.find(".hall") != bare.npos && name != but)
            found.push_back(entry->path());
    }
    for (const fs::path& path : found)
        fs::remove(path, status);
}

void JournalPlace::removeAll() const {
    // The journal first: bases without one are never offered.
    std::error_code ignored;
    fs::remove(journal(), ignored);
    fs::remove(freshJournal(), ignored);
    removeBases({});
}

JournalPlace journalPlace(const fs::path& folder, const std::string& documentId, int number) {
    return {folder, number == 1 ? documentId : documentId + '-' + std::to_string(number)};
}

fs::path recoveryFolder() {
    QString state = QString::fromLocal8Bit(qgetenv("XDG_STATE_HOME"));
    // The specification of these folders has relative ones ignored.
    if (!QDir::isAbsolutePath(state)) state = QDir::homePath() + QStringLiteral("/.local/state");
    return fs::path(state.toStdString()) / "hallwright" / "recovery";
}

}  // namespace hallwright
