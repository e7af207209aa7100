#include "views/fabric/switch_face.h"

#include "views/flow_layout.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace hallwright {

namespace {

constexpr double faceMargin = 8.0;
constexpr double partSide = 15.0;  // of the box of one link
constexpr double cageGap = 4.0;

constexpr PortUse uses[] = {PortUse::Host,   PortUse::Up,       PortUse::Down,
                            PortUse::Across, PortUse::Reserved, PortUse::Free};

void paintPort(QPainter& painter, const QRectF& in, PortUse use, const Theme& theme) {
    const QColor fill = use == PortUse::Host     ? theme.rack
                        : use == PortUse::Up     ? theme.highValue
                        : use == PortUse::Down   ? theme.networkRack
                        : use == PortUse::Across ? theme.powerRack
                                                 : theme.panel;
    painter.fillRect(in, fill);
    const QColor hatch = mixed(fill, theme.text, 0.28);
    if (use == PortUse::Up) painter.fillRect(in, QBrush(hatch, Qt::BDiagPattern));
    if (use == PortUse::Down) painter.fillRect(in, QBrush(hatch, Qt::FDiagPattern));
    if (use == PortUse::Reserved) painter.fillRect(in, QBrush(hatch, Qt::DiagCrossPattern));
    painter.setPen(QPen(use == PortUse::Free ? theme.line : theme.boxLine, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(in.adjusted(0.5, 0.5, -0.5, -0.5));
    if (use == PortUse::Free) return;
    painter.setFont(textFont(10, true));
    // On a plate of the fill, so that hatching does not run through the letter.
    const QRectF plate(in.center() - QPointF(4.5, 6.0), QSizeF(9.0, 12.0));
    painter.fillRect(plate, fill);
    painter.setPen(theme.text);
    painter.drawText(in, Qt::AlignCenter, QString(portUseLetter(use)));
}

/// The sign of a use beside its word.
class UseSign : public QWidget {
public:
    explicit UseSign(PortUse use, QWidget* parent = nullptr) : QWidget(parent), m_use(use) {
        setFixedSize(16, 16);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintPort(painter, QRectF(rect()), m_use, Theme::current());
    }

private:
    PortUse m_use;
};

/// A face is wide and low: the plain wheel goes along it.
class WideScroll : public QScrollArea {
protected:
    void wheelEvent(QWheelEvent* event) override {
        QScrollBar* bar = horizontalScrollBar();
        const int turned = event->angleDelta().y();
        if (turned == 0 || verticalScrollBar()->maximum() > 0 || bar->maximum() == 0) {
            QScrollArea::wheelEvent(event);
            return;
        }
        bar->setValue(bar->value() - turned * bar->singleStep() * 3 / 120);
        event->accept();
    }
};

}  // namespace

SwitchFace::SwitchFace(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Ports of the switch"));
}

void SwitchFace::setContent(std::optional<SwitchFaceContent> content) {
    const bool same = content && m_content && content->fabric == m_content->fabric &&
                      content->node == m_content->node &&
                      content->ports.size() == m_content->ports.size();
    m_content = std::move(content);
    if (!same) m_port = -1;
    setFixedSize(sizeHint());
    update();
}

void SwitchFace::setPort(int port) {
    m_port = port;
    update();
}

QSize SwitchFace::sizeHint() const {
    if (!m_content) return {120, 60};
    const double cage = partSide * m_content->partsPerCage + cageGap;
    return {static_cast<int>(2.0 * faceMargin + cage * m_content->columns - cageGap + 0.5),
            static_cast<int>(2.0 * faceMargin + (partSide + cageGap) * m_content->rows - cageGap +
                             0.5)};
}

QRectF SwitchFace::portBox(int port) const {
    if (!m_content) return {};
    const int cage = port / m_content->partsPerCage, part = port % m_content->partsPerCage;
    const double width = partSide * m_content->partsPerCage + cageGap;
    return {faceMargin + m_content->columnOf(cage) * width + part * partSide,
            faceMargin + m_content->rowOf(cage) * (partSide + cageGap), partSide, partSide};
}

int SwitchFace::portAt(QPointF at) const {
    if (!m_content) return -1;
    for (std::size_t i = 0; i < m_content->ports.size(); ++i)
        if (portBox(static_cast<int>(i)).contains(at)) return static_cast<int>(i);
    return -1;
}

void SwitchFace::paintEvent(QPaintEvent*) {
    if (!m_content) return;
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), mixed(theme.panel, theme.window, 0.6));
    for (std::size_t i = 0; i < m_content->ports.size(); ++i)
        paintPort(painter, portBox(static_cast<int>(i)), m_content->ports[i].use, theme);
    if (m_content->partsPerCage > 1) {  // a cage holds its links together
        painter.setPen(QPen(theme.boxLine, 1.0));
        painter.setBrush(Qt::NoBrush);
        for (int cage = 0; cage < m_content->cages; ++cage) {
            const int first = cage * m_content->partsPerCage;
            painter.drawRect(portBox(first)
                                 .united(portBox(first + m_content->partsPerCage - 1))
                                 .adjusted(-1.5, -1.5, 0.5, 0.5));
        }
    }
    if (m_port >= 0 && static_cast<std::size_t>(m_port) < m_content->ports.size()) {
        painter.setPen(QPen(theme.accent, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(portBox(m_port).adjusted(-1, -1, 1, 1));
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

bool SwitchFace::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int port = portAt(help->pos());
        if (port >= 0 && m_words)
            QToolTip::showText(help->globalPos(), m_words(port), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void SwitchFace::mousePressEvent(QMouseEvent* event) {
    const int port = portAt(event->position());
    if (port < 0) return;
    setPort(port);
    Q_EMIT portChosen(port);
}

void SwitchFace::keyPressEvent(QKeyEvent* event) {
    if (!m_content) return QWidget::keyPressEvent(event);
    const int parts = m_content->partsPerCage;
    const int last = static_cast<int>(m_content->ports.size()) - 1;
    int port = m_port;
    if (port < 0)
        port = event->key() == Qt::Key_Escape ? -1 : 0;
    else
        switch (event->key()) {
        case Qt::Key_Left:
            port = port % parts > 0 ? port - 1 : port - m_content->rows * parts + parts - 1;
            break;
        case Qt::Key_Right:
            port = port % parts < parts - 1 ? port + 1 : port + m_content->rows * parts - parts + 1;
            break;
        case Qt::Key_Up:
            port -= m_content->rowOf(port / parts) > 0 ? parts : 0;
            break;
        case Qt::Key_Down:
            port += m_content->rowOf(port / parts) < m_content->rows - 1 ? parts : 0;
            break;
        default:
            return QWidget::keyPressEvent(event);
        }
    if (port < 0 || port > last) return;
    setPort(port);
    Q_EMIT portChosen(port);
}

SwitchFacePane::SwitchFacePane(QWidget* parent)
    : QWidget(parent), m_name(new QLabel), m_where(new QLabel), m_told(new QLabel),
      m_close(new QToolButton), m_scroll(new WideScroll), m_face(new SwitchFace),
      m_legend(new QWidget) {
    m_name->setFont(textFont(13, true));
    for (QLabel* label : {m_name, m_where, m_told}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setTextFormat(Qt::PlainText);
    }
    m_where->setFont(textFont(12));
    m_told->setFont(textFont(12));
    m_told->setMinimumHeight(3 * 16);
    m_told->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_close->setAutoRaise(true);
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close the ports of the switch"));
    connect(m_close, &QToolButton::clicked, this, &SwitchFacePane::closed);
    m_scroll->setWidget(m_face);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    auto* signs = new FlowLayout(m_legend);
    signs->setContentsMargins(0, 0, 0, 0);
    signs->setSpacing(8);
    for (PortUse use : uses) {
        auto* sign = new QWidget;
        auto* row = new QHBoxLayout(sign);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(4);
        row->addWidget(new UseSign(use));
        auto* word = new QLabel(portUseWords(use));
        word->setFont(textFont(11));
        row->addWidget(word);
        signs->addWidget(sign);
    }

    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_close, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    head->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(m_where);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_legend);
    column->addWidget(m_told);
    setMinimumWidth(240);

    connect(m_face, &SwitchFace::portChosen, this, [this](int port) {
        const auto& content = m_face->content();
        if (!content) return;
        const QRect box = m_face->portBox(port).toAlignedRect();
        m_scroll->ensureVisible(box.center().x(), box.center().y(), 24, 24);
        m_told->setText(m_face->words(port));
        const std::optional<LinkRef>& link = content->ports[static_cast<std::size_t>(port)].link;
        if (link) Q_EMIT linkChosen(*link);
    });
}

void SwitchFacePane::setContent(std::optional<SwitchFaceContent> content,
                                std::function<QString(int)> words) {
    setVisible(content.has_value());
    if (content) {
        m_name->setText(content->name);
        m_where->setText(content->words);
    }
    m_face->setWords(words);
    m_face->setContent(std::move(content));
    const int port = m_face->port();
    m_told->setText(port >= 0 && words ? words(port) : tr("Choose a port to see where it leads."));
}

}  // namespace hallwright
