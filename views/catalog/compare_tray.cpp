#include "views/catalog/compare_tray.h"

#include "views/flow_layout.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace hallwright {

namespace {

constexpr int chipHeight = 26;
constexpr int crossRoom = 24;
constexpr int chipMost = 240;

}  // namespace

PartChip::PartChip(const QString& id, const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_part(id) {
    setText(name);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("%1, compared").arg(name));
    setToolTip(plainTip(tr("%1\nDel takes it out of the comparison").arg(name)));
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_onCross)
            Q_EMIT removed(m_part);
        else
            Q_EMIT chosen(m_part);
    });
}

QSize PartChip::sizeHint() const {
    const int words = QFontMetrics(textFont(12)).horizontalAdvance(text());
    return {std::min(words + 12 + crossRoom, chipMost), chipHeight};
}

QRect PartChip::cross() const { return {width() - crossRoom, 0, crossRoom, height()}; }

void PartChip::mousePressEvent(QMouseEvent* event) {
    m_onCross = cross().contains(event->position().toPoint());
    QAbstractButton::mousePressEvent(event);
}

void PartChip::keyPressEvent(QKeyEvent* event) {
    m_onCross = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
    if (m_onCross || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void PartChip::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(hasFocus() ? QPen(theme.accent, 1.5) : QPen(theme.line));
    painter.setBrush(mixed(theme.panel, theme.accent, underMouse() ? 0.16 : 0.09));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
    painter.setPen(theme.text);
    painter.setFont(textFont(12));
    const QRect words = rect().adjusted(10, 0, -crossRoom, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    painter.setPen(QPen(theme.faint, 1.5, Qt::SolidLine, Qt::RoundCap));
    const QPointF c = QRectF(cross()).center() - QPointF(1, 0);
    painter.drawLine(c + QPointF(-3.5, -3.5), c + QPointF(3.5, 3.5));
    painter.drawLine(c + QPointF(3.5, -3.5), c + QPointF(-3.5, 3.5));
}

CompareTray::CompareTray(QWidget* parent) : QWidget(parent) {
    setObjectName("compareTray");
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_chips = new QWidget(this);
    auto* flow = new FlowLayout(m_chips);
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(8);
    QSizePolicy grows(QSizePolicy::Expanding, QSizePolicy::Minimum);
    grows.setHeightForWidth(true);
    m_chips->setSizePolicy(grows);
    m_hint = new QLabel(this);
    m_hint->setWordWrap(true);
    m_clear = new QPushButton(tr("Clear"), this);
    m_clear->setToolTip(tr("Take all parts out of the comparison"));
    m_compare = new QPushButton(tr("Compare"), this);
    m_compare->setObjectName("compareButton");
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_clear);
    foot->addWidget(m_compare);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(m_chips);
    column->addLayout(foot);
    connect(m_clear, &QPushButton::clicked, this, [this] { Q_EMIT partsChanged({}); });
    connect(m_compare, &QPushButton::clicked, this, &CompareTray::compareWanted);
    hide();
}

void CompareTray::setParts(const Catalog& catalog, const QStringList& ids, int most) {
    m_ids = ids;
    const bool focused = m_chips->isAncestorOf(window()->focusWidget());
    // The chip that was pressed is still on its way back from the press.
    for (PartChip* chip : m_chips->findChildren<PartChip*>()) {
        m_chips->layout()->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    PartChip* last = nullptr;
    for (const QString& id : ids) {
        const PartPtr part = catalog.find(id.toStdString());
        last = new PartChip(id, part ? QString::fromStdString(part->name) : id, m_chips);
        m_chips->layout()->addWidget(last);
        last->show();
        connect(last, &PartChip::chosen, this, &CompareTray::partChosen);
        connect(last, &PartChip::removed, this, [this](const QString& gone) {
            QStringList left = m_ids;
            left.removeAll(gone);
            Q_EMIT partsChanged(left);
        });
    }
    if (focused && last) last->setFocus();
    m_compare->setText(tr("Compare %1").arg(ids.size()));
    m_compare->setEnabled(ids.size() > 1);
    m_hint->setText(ids.size() < 2       ? tr("Take another part to compare it with.")
                    : ids.size() >= most ? tr("That is the most that fits side by side.")
                                         : tr("Up to %1 side by side.").arg(most));
    setVisible(!ids.isEmpty());
    updateGeometry();
}

}  // namespace hallwright
