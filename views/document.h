#pragma once

#include "model/edits/edit.h"
#include "model/figures/evaluation.h"
#include "model/hall/hall.h"

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

/// The hall being worked on: base, preview, evaluation and undo. Views show it and send it edits;
/// nothing else changes it, and it tells every change by one signal.
class DocumentModel : public QObject {
    Q_OBJECT

public:
    explicit DocumentModel(QObject* parent = nullptr);
    ~DocumentModel() override;

    /// Takes another hall; undo starts anew.
    void load(Hall hall, RawId nextId, QString path = {});

    /// The hall as it is shown: with the preview, where there is one.
    const Hall& hall() const { return m_shown; }
    /// The hall without preview: what is saved and what gestures start from.
    const Hall& base() const { return m_base; }
    const Evaluation& evaluation() const { return m_evaluator.evaluation(); }
    /// The next free row number; edit functions that make rows count it up.
    RawId& nextId() { return m_nextId; }

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
    bool canUndo() const { return m_done > 0; }
    bool canRedo() const { return m_done < m_edits.size(); }
    /// "Move rack A03", empty where there is nothing to undo or redo.
    QString undoLabel() const;
    QString redoLabel() const;

    bool modified() const { return m_done != m_savedAt; }
    const QString& path() const { return m_path; }
    /// The document now is as it stands in this file.
    void markSaved(QString path);

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
    std::vector<Edit> m_edits;  ///< undone ones stay behind m_done until the next edit
    std::size_t m_done = 0;
    std::optional<std::size_t> m_savedAt =
        0;  ///< none where the saved state can no longer be reached
    QString m_path;
};

}  // namespace hallwright
