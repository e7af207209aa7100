#pragma once

#include "model/edits/edit.h"
#include "model/figures/evaluation.h"
#include "model/hall/hall.h"
#include "model/storage/document_file.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace hallwright {

/// What happened to the document, for views and for the journal.
struct ChangeEvent {
    enum class Kind {
        Loaded,     ///< another hall: show everything
        Previewed,  ///< a gesture shows what it would do
        Cancelled,  ///< the preview is gone
        Edited,     ///< an edit was applied, a preview committed
        Undone,
        Redone,
        Saved,  ///< the modified mark or the path changed; the hall did not
    };
    Kind kind = Kind::Loaded;
    std::vector<ItemRef> items;      ///< rows that are not as they were before this event
    bool rowsCameOrWent = false;     ///< some of the items are new or gone
    const Edit* recorded = nullptr;  ///< what the journal writes; null for previews

    bool hallChanged() const { return kind != Kind::Saved; }
};

/// What was done to a hall so far, for undo.
struct EditHistory {
    std::vector<Edit> edits;  ///< undone ones stay behind `done` until the next edit
    std::size_t done = 0;
    /// How many edits the file holds; none where no number of undos leads to what is saved.
    std::optional<std::size_t> savedAt = 0;
};

/// The hall being worked on: base, preview, evaluation and undo. Views show it and send it edits;
/// nothing else changes it, and it tells every change by one signal.
class DocumentModel : public QObject {
    Q_OBJECT

public:
    explicit DocumentModel(QObject* parent = nullptr);
    ~DocumentModel() override;

    /// Takes another hall: a document that has its edits so far in it. Undo starts with them.
    void load(Document document, QString path = {}, EditHistory history = {});
    /// The same for a hall that has no document yet: it gets an id of its own.
    void load(Hall hall, RawId nextId, QString path = {});

    /// The hall as it is shown: with the preview, where there is one.
    const Hall& hall() const { return m_shown; }
    /// The hall without preview: what is saved and what gestures start from.
    const Hall& base() const { return m_base; }
    const Evaluation& evaluation() const { return m_evaluator.evaluation(); }
    /// The next free row number; edit functions that make rows count it up.
    RawId& nextId() { return m_nextId; }
    /// Names the document for ever, whatever its file is called.
    const std::string& documentId() const { return m_id; }
    /// Counts saves: that of the file the hall was opened from or saved to last.
    std::int64_t revision() const { return m_revision; }
    /// What a save writes, but for the revision, which it raises.
    Document document() const { return {m_base, m_nextId, m_id, m_revision}; }

    /// Shows what an edit of base() would do. Each preview takes the place of the one before.
    Result<void> preview(Edit edit);
    /// Makes the last preview an edit; does nothing without one.
    void commitPreview();
    void cancelPreview();
    bool previewing() const { return m_preview.has_value(); }

    /// Applies an edit of base(); a preview is dropped. An edit that changes nothing leaves no
    /// trace.
    Result<void> apply(Edit edit);
    void undo();
    void redo();
    bool canUndo() const { return m_history.done > 0; }
    bool canRedo() const { return m_history.done < m_history.edits.size(); }
    /// "Move rack A03", empty where there is nothing to undo or redo.
    QString undoLabel() const;
    QString redoLabel() const;

    bool modified() const { return m_history.done != m_history.savedAt; }
    const QString& path() const { return m_path; }
    /// The document now is as it stands in this file, with this id and revision.
    void markSaved(QString path, const Document& saved);
    void markSaved(QString path) { markSaved(std::move(path), document()); }
    /// No file holds this hall, nor will one after any number of undos.
    void markUnsaved();

Q_SIGNALS:
    void changed(const ChangeEvent& event);

private:
    void show(const Hall& hall, ChangeEvent event);
    void step(const Edit& edit, ChangeEvent::Kind kind);

    Hall m_base;
    Hall m_shown;
    RawId m_nextId = 1;
    Evaluator m_evaluator;
    std::optional<Edit> m_preview;
    EditHistory m_history;
    std::string m_id;
    std::int64_t m_revision = 0;
    QString m_path;
};

}  // namespace hallwright
