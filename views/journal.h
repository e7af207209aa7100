#pragma once

#include "views/recovery/journal_header.h"
#include "views/recovery/journal_thread.h"

#include <QObject>
#include <QTimer>

#include <atomic>

namespace hallwright {

class DocumentModel;
struct ChangeEvent;
struct Document;

/// Keeps every edit of a document safe against a crash: one line and one write for each commit,
/// undo and redo. What cannot be written is told once, kept in memory and tried again.
class Journal : public QObject {
    Q_OBJECT

public:
    explicit Journal(DocumentModel& document, QObject* parent = nullptr);
    ~Journal() override;

    /// Follows the document from here on, in place of what lies at this place. The base is the hall
    /// the lines begin with; it is written on a thread, unless the header names one that is there.
    void start(JournalPlace place, JournalHeader header, Document base, std::string lines = {});
    /// Follows no more and leaves the journal where it is.
    void stop();
    /// Follows no more and removes the journal.
    void remove();

    bool running() const { return m_running; }
    const JournalPlace& place() const { return m_place; }
    const JournalHeader& header() const { return m_header; }
    /// All edits are in the journal, and the hall they begin with lies beside it.
    bool whole() const {
        return m_running && m_file && m_pending.empty() && !m_base && !m_next && !m_baseFailed &&
               !m_syncFailed;
    }
    /// Waits for the thread; afterwards the base lies beside the journal, if it can be written.
    void settle();
    /// Beyond this size the journal begins anew with the hall as it is then.
    void setMostBytes(std::size_t bytes) { m_mostBytes = m_nextBase = bytes; }

Q_SIGNALS:
    /// Edits are no longer kept; once until they are again.
    void failed(const QString& sentence);
    void mended();

private:
    /// A hall on its way to the disk. The thread only reads it; it is let go here, since tables
    /// count their holders to know what they may write in place.
    struct Base;
    /// A journal on its way to the disk. Until it is there, edits go into it and into the old one.
    struct Next;

    void follow(const ChangeEvent& event);
    void append(std::string line);
    void flush();
    Result<void> write();
    Result<void> create();
    Result<void> prepare(const JournalHeader& header);
    void beginAnew();
    void writeBase(Document document, JournalHeader header, bool afresh);
    void takeBase();
    void takeNext();
    void advance();
    void removeOldBases();
    void dropNext();
    void syncSoon();
    void synced(const FileHandle* file, const std::string& reason);
    void tell(const std::string& reason);

    DocumentModel& m_document;
    JournalPlace m_place;
    JournalHeader m_header;
    bool m_running = false;
    bool m_troubled = false;
    bool m_baseFailed = false;           ///< nowhere is the hall that the edits begin with
    bool m_syncFailed = false;           ///< what is in the file may not be on the disk
    std::shared_ptr<FileHandle> m_file;  ///< null until the journal could be written
    std::size_t m_bytes = 0;             ///< in the file
    std::string m_pending;               ///< lines that are not in the file
    std::string m_lines;                 ///< since the base on its way was taken
    std::int64_t m_edits = 0;            ///< in the file
    std::shared_ptr<Base> m_base;
    std::shared_ptr<Next> m_next;
    std::size_t m_mostBytes, m_nextBase;
    QTimer m_retry;
    JournalThread m_thread;  // last: it ends before what it reads
};

}  // namespace hallwright
