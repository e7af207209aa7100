#include "views/document.h"

#include <algorithm>

namespace hallwright {

namespace {

/// Which rows differ between two halls, and whether rows came or went.
std::vector<ItemRef> differingItems(const Hall& from, const Hall& to, bool& rowsCameOrWent) {
    std::vector<ItemRef> items;
    for (const TableAccess* table : allTables())
        table->forEachDifference(from, to, [&](RawId id) {
            items.push_back({table->id(), id});
            if (!rowsCameOrWent) rowsCameOrWent = !table->row(from, id) || !table->row(to, id);
        });
    return items;
}

}  // namespace

DocumentModel::DocumentModel(QObject* parent) : QObject(parent) {}
DocumentModel::~DocumentModel() = default;

void DocumentModel::load(Hall hall, RawId nextId, QString path) {
    m_base = std::move(hall);
    m_nextId = std::max(nextId, m_base.highestId() + 1);
    m_preview.reset();
    m_edits.clear();
    m_done = 0;
    m_savedAt = 0;
    m_path = std::move(path);
    m_shown = m_base;
    m_evaluator = Evaluator();
    m_evaluator.update(m_shown);
    Q_EMIT changed(ChangeEvent{.kind = ChangeEvent::Kind::Loaded, .rowsCameOrWent = true});
}

void DocumentModel::show(const Hall& hall, ChangeEvent event) {
    event.items = differingItems(m_shown, hall, event.rowsCameOrWent);
    m_shown = hall;
    m_evaluator.update(m_shown);
    Q_EMIT changed(event);
}

Result<void> DocumentModel::preview(Edit edit) {
    Hall next = m_base;
    if (Result<void> done = hallwright::apply(next, edit); !done) return done;
    m_preview = std::move(edit);
    show(next, {.kind = ChangeEvent::Kind::Previewed});
    return {};
}

void DocumentModel::commitPreview() {
    if (!m_preview) return;
    Edit edit = std::move(*m_preview);
    m_preview.reset();
    if (edit.changes.empty()) {
        show(m_base, {.kind = ChangeEvent::Kind::Cancelled});
        return;
    }
    // It applied when it was previewed, and base has not changed since.
    (void)apply(std::move(edit));
}

void DocumentModel::cancelPreview() {
    if (!m_preview) return;
    m_preview.reset();
    show(m_base, {.kind = ChangeEvent::Kind::Cancelled});
}

Result<void> DocumentModel::apply(Edit edit) {
    cancelPreview();
    if (edit.changes.empty()) return {};
    Hall next = m_base;
    if (Result<void> done = hallwright::apply(next, edit); !done) return done;
    if (m_savedAt && *m_savedAt > m_done) m_savedAt.reset();
    m_edits.resize(m_done);
    m_edits.push_back(std::move(edit));
    ++m_done;
    m_base = next;
    show(m_base, {.kind = ChangeEvent::Kind::Edited, .recorded = &m_edits.back()});
    return {};
}

void DocumentModel::step(const Edit& edit, ChangeEvent::Kind kind) {
    // The stack holds only edits that applied, each taken back in turn: this one applies too.
    const Result<void> done = hallwright::apply(m_base, edit);
    Q_ASSERT(done);
    show(m_base, {.kind = kind, .recorded = &edit});
}

void DocumentModel::undo() {
    cancelPreview();
    if (!canUndo()) return;
    --m_done;
    step(inverse(m_edits[m_done]), ChangeEvent::Kind::Undone);
}

void DocumentModel::redo() {
    cancelPreview();
    if (!canRedo()) return;
    const Edit& edit = m_edits[m_done++];
    step(edit, ChangeEvent::Kind::Redone);
}

QString DocumentModel::undoLabel() const {
    return canUndo() ? QString::fromStdString(m_edits[m_done - 1].label) : QString();
}

QString DocumentModel::redoLabel() const {
    return canRedo() ? QString::fromStdString(m_edits[m_done].label) : QString();
}

void DocumentModel::markSaved(QString path) {
    m_path = std::move(path);
    m_savedAt = m_done;
    Q_EMIT changed(ChangeEvent{.kind = ChangeEvent::Kind::Saved});
}

}  // namespace hallwright
