#include "views/findings/finding_delegate.h"

#include "views/findings/findings_model.h"
#include "views/plan/plan_painter.h"
#include "views/theme.h"

#include <QPainter>

namespace hallwright {

namespace {

constexpr int findingHeight = 50;
constexpr int waivedHeight = 32;
constexpr int wordsAt = 38;   ///< left edge of the words, after the sign
constexpr int insideBy = 24;  ///< what an unfolded finding is indented by
constexpr int lineDistance = 19;

void paintFoldSign(QPainter& painter, const QPointF& c, bool folded, const QColor& tone) {
    painter.setPen(QPen(tone, 1.5));
    if (folded)
        painter.drawPolyline(
            QPolygonF({c + QPointF(-2, -4), c + QPointF(2, 0), c + QPointF(-2, 4)}));
    else
        painter.drawPolyline(
            QPolygonF({c + QPointF(-4, -2), c + QPointF(0, 2), c + QPointF(4, -2)}));
}

}  // namespace

void paintWaived(QPainter& painter, const QRectF& in, const QColor& tone) {
    painter.setPen(QPen(tone, in.width() / 11));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(in.adjusted(1, 1, -1, -1));
    painter.setPen(QPen(tone, in.width() / 9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](double x, double y) {
        return QPointF(in.left() + in.width() * x, in.top() + in.height() * y);
    };
    painter.drawPolyline(QPolygonF({at(0.3, 0.52), at(0.45, 0.66), at(0.71, 0.36)}));
}

void FindingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    QRect in = option.rect;
    painter->save();
    if (index.data(FindingsModel::HeadingRole).toBool()) {
        painter->setFont(textFont(12, true));
        painter->setPen(theme.faint);
        painter->drawText(in.adjusted(14, 0, -12, -6), Qt::AlignLeft | Qt::AlignBottom,
                          index.data().toString());
        painter->restore();
        return;
    }
    if (option.state & QStyle::State_Selected)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.16));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.07));
    const Mark mark = static_cast<Mark>(index.data(FindingsModel::MarkRole).toInt());
    const bool waived = index.data(FindingsModel::WaivedRole).toBool();
    const int fold = index.data(FindingsModel::FoldRole).toInt();
    const bool head = fold == FindingsModel::Folded || fold == FindingsModel::Unfolded;
    if (fold == FindingsModel::Inside) in.setLeft(in.left() + insideBy);
    painter->setRenderHint(QPainter::Antialiasing, true);
    const QRectF sign(in.left() + 14, in.top() + 9, 15, 15);
    if (waived)
        paintWaived(*painter, sign, theme.faint);
    else
        paintMark(*painter, sign, mark, theme);
    if (head)
        paintFoldSign(*painter, QPointF(in.right() - 18, in.top() + 16),
                      fold == FindingsModel::Folded, theme.faint);
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QRect words(in.left() + wordsAt, in.top() + 6, in.width() - wordsAt - (head ? 32 : 12),
                      20);
    painter->setFont(textFont());
    painter->setPen(waived ? theme.faint : theme.text);
    painter->drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    painter->setFont(textFont(12));
    const QString word = index.data(FindingsModel::WordRole).toString();
    const int wordWidth = painter->fontMetrics().horizontalAdvance(word);
    const QRect below = words.translated(0, lineDistance);
    const QColor tone = waived                  ? theme.faint
                        : mark == Mark::Error   ? theme.error
                        : mark == Mark::Warning ? theme.warning
                                                : theme.note;
    painter->setPen(tone);
    painter->drawText(below, Qt::AlignLeft | Qt::AlignVCenter, word);
    painter->setPen(theme.faint);
    const QRect rest = below.adjusted(wordWidth + 8, 0, 0, 0);
    painter->drawText(
        rest, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data(FindingsModel::DetailRole).toString(),
                                          Qt::ElideRight, rest.width()));
    painter->setPen(mixed(theme.panel, theme.line, 0.7));
    painter->drawLine(in.left() + wordsAt, in.bottom(), in.right(), in.bottom());
    painter->restore();
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    // Rows are of one height, so that ten thousand of them need no measuring.
    static_assert(waivedHeight <= findingHeight);
    return {200, findingHeight};
}

}  // namespace hallwright
