#pragma once

#include "model/storage/document_file.h"
#include "views/journal.h"
#include "views/recovery/file_guard.h"
#include "views/recovery/recoverable_halls.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace hallwright {

class DocumentModel;
struct ReplayedJournal;

/// The document and its file: opening, saving, who else has it open, and the recovery journal. The
/// window asks the user and shows what comes back; nothing here asks or shows.
///
/// To be made right after the DocumentModel, so that an edit is in the journal before any view sees
/// it.
class DocumentFiles : public QObject {
    Q_OBJECT

public:
    struct Options {
        /// Where journals and locks lie; empty: neither is kept.
        std::filesystem::path folder;
        /// Reads what is not a .hall file: a brief, the text form.
        std::function<Result<Document>(const QString& path)> read;
    };
    DocumentFiles(DocumentModel& document, Options options, QObject* parent = nullptr);
    ~DocumentFiles() override;

    /// What there is to tell after a hall was opened.
    struct Opened {
        QStringList notices;  ///< sentences: brought up to date, opened to read …
        /// Edits of this hall that were never saved: to be offered now. They stay until recovered
        /// or discarded.
        std::optional<RecoverableHall> unsaved;
    };
    /// Opens a file in place of the hall there is. On failure everything stays as it is.
    Result<Opened> open(const QString& path);
    /// A hall that was just made, such as by the assistant; it counts as modified until saved.
    void newHall(Document document);

    /// Saves to the document's path. Refused, with what to do, where the file was saved by somebody
    /// else since; the old file then stays, and so do journal and modified mark.
    Result<void> save();
    /// Saves to another file, as a document of its own where this one has a file already.
    Result<void> saveAs(const QString& path);
    /// The hall is closed, its unsaved edits are not wanted: the journal goes.
    void close();

    /// Another window has the file: this is a copy to read, to be saved under another name.
    bool readOnly() const { return m_holder.has_value(); }
    /// The file a hall without a path of its own came from: a brief, or what is open to read.
    const QString& origin() const { return m_origin; }
    /// Where Save As begins.
    QString suggestedPath() const;

    /// Halls left unsaved by programs that ended unexpectedly; to be offered at the start.
    std::vector<RecoverableHall> recoverable() const;
    /// Opens such a hall with all its edits, which can be undone. Sentences to tell, if any.
    Result<QStringList> recover(const RecoverableHall& hall);
    /// Removes it for good.
    Result<void> discard(const RecoverableHall& hall);

    Journal& journal() { return *m_journal; }

Q_SIGNALS:
    /// The journal cannot be written: edits are not safe until it can again. Sent once.
    void journalFailed(const QString& sentence);
    void journalMended();

private:
    struct Place {
        JournalPlace place;
        FileGuard guard;
    };
    std::optional<Place> takePlace(const std::string& documentId, const std::string& path,
                                   std::optional<Holder>* holder,
                                   std::optional<RecoverableHall>* unsaved) const;
    void begin(std::optional<Place> place, JournalHeader header, Document base,
               std::string lines = {});
    void end();
    JournalHeader headerOf(const Document& document, const QString& path) const;
    std::optional<Holder> otherHolder(const std::string& documentId, const std::string& path,
                                      const JournalPlace& mine) const;
    Result<void> checkUnchanged(const std::filesystem::path& path) const;
    Result<void> write(const QString& path, Document document);
    QString pathNow(const JournalHeader& header) const;
    void recoverInPlace(Place place, ReplayedJournal replayed, const QString& path,
                        FileState state);
    void recoverAsOwn(const JournalPlace& old, ReplayedJournal replayed, const QString& path);
    void noteFile(const std::filesystem::path& path, const Document& document);

    DocumentModel& m_document;
    Options m_options;
    Journal* m_journal;
    std::optional<FileGuard> m_guard;
    std::optional<Holder> m_holder;  ///< who has the file that was opened to read
    QString m_origin;
    std::string m_stamp;               ///< of the file as it was opened or saved last
    std::optional<Document> m_inFile;  ///< what it holds
};

}  // namespace hallwright
