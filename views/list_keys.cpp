#include "views/list_keys.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

namespace hallwright {

namespace {

/// Whether a key is the list's while it has the focus: editing keys, and all that types something.
bool isOfList(const QKeyEvent& event) {
    for (const QKeySequence::StandardKey key :
         {QKeySequence::Copy, QKeySequence::Cut, QKeySequence::Delete, QKeySequence::SelectAll})
        if (event.matches(key)) return true;
    if (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace) return true;
    const Qt::KeyboardModifiers held = event.modifiers();
    if (held & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
    return !event.text().isEmpty() && event.text().front().isPrint();
}

bool deletes(const QKeyEvent& event) {
    return event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace ||
           event.matches(QKeySequence::Cut);
}

}  // namespace

ListKeys::ListKeys(QAbstractItemView* view, TextOf textOf)
    : QObject(view), m_view(view), m_textOf(std::move(textOf)) {
    view->installEventFilter(this);
}

bool ListKeys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (!isOfList(*key)) return false;
        key->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        // A row of a list is nothing that could be deleted.
        if (deletes(*key)) return true;
        if (m_textOf && key->matches(QKeySequence::Copy)) return copy(key);
    }
    return QObject::eventFilter(watched, event);
}

/// Without a current row the dock around the list may have something to copy.
bool ListKeys::copy(QKeyEvent* event) const {
    const QModelIndex current = m_view->currentIndex();
    const QString text = current.isValid() ? m_textOf(current) : QString();
    event->setAccepted(!text.isEmpty());
    if (!text.isEmpty()) QGuiApplication::clipboard()->setText(text);
    return true;
}

}  // namespace hallwright
