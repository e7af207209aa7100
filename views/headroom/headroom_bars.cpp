#include "model/planner/headroom_text.h"
#include "views/headroom/headroom_view.h"
#include "views/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int barHeight = 8;

int textHeight(const QFont& font, const QString& text, int width) {
    return QFontMetrics(font)
        .boundingRect(QRect(0, 0, std::max(1, width), 1000), Qt::TextWordWrap, text)
        .height();
}

}  // namespace

HeadroomBars::HeadroomBars(QWidget* parent) : QWidget(parent) {
    setObjectName("headroomBars");
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void HeadroomBars::showLimits(const std::optional<Headroom>& headroom, bool fresh) {
    m_bars.clear();
    m_fresh = fresh;
    QStringList all;
    if (headroom) {
        double most = 1.0;
        for (const HeadroomLimit& limit : headroom->limits)
            most = std::max(most, static_cast<double>(limit.fits + limit.gain));
        for (const HeadroomLimit& limit : headroom->limits) {
            Bar bar;
            bar.title = QString::fromStdString(limit.title);
            bar.exceeded = limit.alreadyExceeded;
            const QString gives =
                tr("relaxing it gives %1")
                    .arg(QString::fromStdString(moreText(limit.gain, limit.atLeast)));
            bar.words = (limit.alreadyExceeded ? tr("Already exceeded: 0 more · %1")
                         : limit.fits == 0     ? tr("0 more · %1")
                                               : tr("after %1 more · %2").arg(limit.fits))
                            .arg(gives);
            bar.tip = QStringLiteral("<b>%1</b><br>%2")
                          .arg(bar.title.toHtmlEscaped(),
                               QString::fromStdString(limit.detail).toHtmlEscaped());
            if (!limit.rule.empty())
                bar.tip += QStringLiteral("<br><i>%1</i>").arg(QString::fromStdString(limit.rule));
            bar.fits = limit.fits / most;
            bar.gain = limit.gain / most;
            bar.item = limit.item;
            all += bar.title + QStringLiteral(", ") + bar.words;
            m_bars.push_back(std::move(bar));
        }
    }
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_bars.size()) - 1));
    setAccessibleName(tr("Limits"));
    setAccessibleDescription(all.join(QStringLiteral(". ")));
    setVisible(!m_bars.empty());
    layOut(width());
    updateGeometry();
    update();
}

/// Title over bar over words, the words on as many lines as they need; gives the height.
int HeadroomBars::layOut(int width) {
    int top = 0;
    for (Bar& bar : m_bars) {
        const int room = width - 16;
        const int height = 6 + textHeight(textFont(), bar.title, room - 20) + 4 + barHeight + 4 +
                           textHeight(smallFont(), bar.words, room) + 8;
        bar.rect = QRect(0, top, width, height);
        top += height;
    }
    return top;
}

QSize HeadroomBars::sizeHint() const { return {240, heightForWidth(std::max(160, width()))}; }

int HeadroomBars::heightForWidth(int width) const {
    HeadroomBars& self = const_cast<HeadroomBars&>(*this);
    const int height = self.layOut(width);
    self.layOut(this->width());
    return height;
}

void HeadroomBars::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut(width());
    updateGeometry();
}

int HeadroomBars::barAt(const QPoint& at) const {
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        if (m_bars[i].rect.contains(at)) return static_cast<int>(i);
    return -1;
}

bool HeadroomBars::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int at = barAt(help->pos());
    if (at < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), m_bars[static_cast<std::size_t>(at)].tip, this);
    return true;
}

void HeadroomBars::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    // What is not of the hall as it is now stands back.
    const auto tone = [&](const QColor& colour) {
        return m_fresh ? colour : mixed(theme.panel, colour, 0.5);
    };
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        if (hasFocus() && static_cast<int>(i) == m_current) {
            painter.setPen(theme.accent);
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(bar.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        }
        QRect in = bar.rect.adjusted(8, 6, -8, -8);
        painter.setFont(textFont());
        painter.setPen(tone(theme.faint));
        painter.drawText(in.left(), in.top(), 16, in.height(), Qt::AlignLeft | Qt::AlignTop,
                         QString::number(i + 1));
        painter.setPen(tone(bar.exceeded ? theme.error : theme.text));
        QRect words = in.adjusted(20, 0, 0, 0);
        QRect used;
        painter.drawText(words, Qt::TextWordWrap, bar.title, &used);
        const QRectF track(in.left(), used.bottom() + 5, in.width(), barHeight);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.barTrack);
        painter.drawRoundedRect(track, 2, 2);
        const double fits = track.width() * bar.fits, gain = track.width() * bar.gain;
        if (fits > 0.0) {
            painter.setBrush(tone(theme.bar));
            painter.drawRoundedRect(QRectF(track.left(), track.top(), fits, barHeight), 2, 2);
        }
        if (gain > 0.0) {
            const QRectF part(track.left() + fits, track.top(), gain, barHeight);
            painter.setBrush(QBrush(tone(theme.accent), Qt::BDiagPattern));
            painter.drawRect(part);
        }
        // Where the limit stands.
        painter.setBrush(tone(bar.exceeded ? theme.error : theme.text));
        painter.drawRect(
            QRectF(std::clamp(track.left() + fits - 1.0, track.left(), track.right() - 2.0),
                   track.top() - 2, 2, barHeight + 4));
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setFont(smallFont());
        painter.setPen(tone(theme.faint));
        painter.drawText(QRect(in.left(), static_cast<int>(track.bottom()) + 4, in.width(), 200),
                         Qt::TextWordWrap, bar.words);
    }
}

void HeadroomBars::mouseReleaseEvent(QMouseEvent* event) {
    const int at = barAt(event->pos());
    if (event->button() != Qt::LeftButton || at < 0) return;
    m_current = at;
    update();
    Q_EMIT wanted(m_bars[static_cast<std::size_t>(at)].item);
}

void HeadroomBars::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_bars.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        m_current = std::max(0, m_current - 1);
        break;
    case Qt::Key_Down:
        m_current = std::min(last, m_current + 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current <= last) Q_EMIT wanted(m_bars[static_cast<std::size_t>(m_current)].item);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

}  // namespace hallwright
