#include "views/start/start_row.h"

#include "views/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int startMargin = 12;
constexpr int startLine = 18;
constexpr int removeSize = 24;

QFont hallFont() { return textFont(13, true); }

}  // namespace

StartRow::StartRow(const QString& file, Words words, QWidget* parent)
    : QAbstractButton(parent), m_file(file) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setToolTip(file);
    setWords(std::move(words));
}

void StartRow::setWords(Words words) {
    m_words = std::move(words);
    setText(m_words.title);
    setAccessibleName(m_words.title);
    setAccessibleDescription(m_words.side + QStringLiteral(", ") + m_words.detail);
    update();
}

void StartRow::setMissing() {
    if (m_remove) return;
    setCursor(Qt::ArrowCursor);
    m_remove = new QToolButton(this);
    m_remove->setText(QStringLiteral("✕"));
    m_remove->setAutoRaise(true);
    m_remove->setToolTip(tr("Remove from the list"));
    m_remove->setAccessibleName(tr("Remove %1 from the list").arg(m_words.title));
    m_remove->setFixedSize(removeSize, removeSize);
    connect(m_remove, &QToolButton::clicked, this, &StartRow::removeWanted);
}

void StartRow::setPictureSize(QSize size) {
    m_pictureSize = size;
    updateGeometry();
}

void StartRow::setPicture(const QImage& picture) {
    m_picture = picture;
    update();
}

QSize StartRow::sizeHint() const {
    const int words = 2 * startLine + startMargin;
    return {360,
            std::max(words, m_pictureSize.isEmpty() ? 0 : m_pictureSize.height() + startMargin)};
}

QSize StartRow::minimumSizeHint() const { return {240, sizeHint().height()}; }

void StartRow::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(theme.window, theme.text, isDown() ? 0.12 : 0.06));
        painter.drawRoundedRect(frame, 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 4, 4);
    }
    int left = startMargin;
    if (!m_pictureSize.isEmpty()) {
        const QRect place(QPoint(startMargin, (height() - m_pictureSize.height()) / 2),
                          m_pictureSize);
        painter.fillRect(place, theme.ground);
        if (!m_picture.isNull()) painter.drawImage(place, m_picture);
        painter.setPen(theme.line);
        painter.setBrush(Qt::NoBrush);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.drawRect(place.adjusted(0, 0, -1, -1));
        left = place.right() + startMargin;
    }
    const int right = width() - startMargin - (m_remove ? removeSize + 4 : 0);
    const int top = (height() - 2 * startLine) / 2;
    const QColor title = missing() ? theme.faint : theme.text;

    painter.setFont(smallFont());
    const int side = painter.fontMetrics().horizontalAdvance(m_words.side);
    painter.setPen(theme.faint);
    painter.drawText(QRect(right - side, top, side, startLine), Qt::AlignVCenter, m_words.side);
    const QRect detail(left, top + startLine, right - left, startLine);
    painter.drawText(
        detail, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_words.detail, Qt::ElideMiddle, detail.width()));
    painter.setFont(hallFont());
    painter.setPen(title);
    const QRect name(left, top, right - left - side - (side > 0 ? startMargin : 0), startLine);
    painter.drawText(name, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_words.title, Qt::ElideRight, name.width()));
}

void StartRow::resizeEvent(QResizeEvent* event) {
    QAbstractButton::resizeEvent(event);
    if (m_remove)
        m_remove->move(width() - startMargin / 2 - removeSize, (height() - removeSize) / 2);
}

void StartRow::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void StartRow::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

void StartRow::focusInEvent(QFocusEvent* event) {
    QAbstractButton::focusInEvent(event);
    for (QWidget* up = parentWidget(); up; up = up->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(up)) area->ensureWidgetVisible(this);
}

void StartRow::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Down:
        focusNextChild();
        break;
    case Qt::Key_Up:
        focusPreviousChild();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        break;
    case Qt::Key_Delete:
        Q_EMIT removeWanted();
        break;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

}  // namespace hallwright
