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

void DocumentModel::load(Document document, QString path, EditHistory history) {
    m_base = std::move(document.base);
    m_nextId = std::max(document.nextId, m_base.highestId() + 1);
    m_id = std::move(document.id);
    m_revision = document.revision;
    m_preview.reset();
    m_history = std::move(history);
    m_path = std::move(path);
    m_shown = m_base;
    m_evaluator = Evaluator();
    m_evaluator.update(m_shown);
    Q_EMIT changed(ChangeEvent{.kind = ChangeEvent::Kind::Loaded, .rowsCameOrWent = true});
}

void DocumentModel::load(Hall hall, RawId nextId, QString path) {
    Document document = newDocument(std::move(hall));
    document.nextId = std::max(document.nextId, nextId);
    load(std::move(document), std::move(path));
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
    const std::size_t done = m_history.done;
    // It applied when it was previewed, and base has not changed since.
    (void)apply(std::move(edit));
    if (m_history.done == done) show(m_base, {.kind = ChangeEvent::Kind::Cancelled});
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
    // As the hall tells it: each row once, with what truly was there before, so that undo and
    // journal are exact whatever the edit was made from.
    Edit exact = difference(m_base, next, std::move(edit.label));
    exact.target = std::move(edit.target);
    if (exact.changes.empty()) return {};
    EditHistory& h = m_history;
    if (h.savedAt && *h.savedAt > h.done) h.savedAt.reset();
    h.edits.resize(h.done);
    h.edits.push_back(std::move(exact));
    ++h.done;
    m_base = next;
    show(m_base, {.kind = ChangeEvent::Kind::Edited, .recorded = &h.edits.back()});
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
    --m_history.done;
    step(inverse(m_history.edits[m_history.done]), ChangeEvent::Kind::Undone);
}

void DocumentModel::redo() {
    cancelPreview();
    if (!canRedo()) return;
    const Edit& edit = m_history.edits[m_history.done++];
    step(edit, ChangeEvent::Kind::Redone);
}

QString DocumentModel::undoLabel() const {
    return canUndo() ? QString::fromStdString(m_history.edits[m_history.done - 1].label)
                     : QString();
}

QString DocumentModel::redoLabel() const {
    return canRedo() ? QString::fromStdString(m_history.edits[m_history.done].label) : QString();
}

void DocumentModel::markSaved(QString path, const Document& saved) {
    m_id = saved.id;
    m_revision = saved.revision;
    m_path = std::move(path);
    m_history.savedAt = m_history.done;
    Q_EMIT changed(ChangeEvent{.kind = ChangeEvent::Kind::Saved});
}

void DocumentModel::markUnsaved() {
    m_history.savedAt.reset();
    Q_EMIT changed(ChangeEvent{.kind = ChangeEvent::Kind::Saved});
}

}  // namespace hallwright
