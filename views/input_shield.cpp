#include "views/input_shield.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>
#include <QWindow>

namespace hallwright {

InputShield::InputShield(QWidget& window) : m_window(window) { qApp->installEventFilter(this); }

bool InputShield::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::ShortcutOverride:
    case QEvent::Shortcut:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel:
    case QEvent::ContextMenu:
    case QEvent::DragEnter:
    case QEvent::Drop:
    case QEvent::Close:
        break;
    default:
        return QObject::eventFilter(watched, event);
    }
    const auto* widget = qobject_cast<QWidget*>(watched);
    const bool ours = widget ? widget->window() == &m_window : watched == m_window.windowHandle();
    if (!ours) return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

}  // namespace hallwright
