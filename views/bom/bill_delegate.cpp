#include "views/bom/bill_delegate.h"

#include "views/bom/bill_model.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QPainter>

namespace hallwright {

namespace {

constexpr int sectionHeight = 32;
constexpr int billHeight = 28;
constexpr int twoLineHeight = 44;
constexpr int billEdge = 8;

QFont unitFont() { return textFont(11); }

/// A number with its lighter unit, right-aligned.
void paintNumber(QPainter& painter, const QRect& in, const QString& number, const QString& unit,
                 const QColor& tone, const Theme& theme) {
    int right = in.right();
    if (!unit.isEmpty()) {
        painter.setFont(unitFont());
        const int width = painter.fontMetrics().horizontalAdvance(unit);
        painter.setPen(theme.faint);
        painter.drawText(QRect(right - width, in.top(), width + 1, in.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, unit);
        right -= width + 4;
    }
    painter.setFont(tabularFont());
    painter.setPen(tone);
    painter.drawText(QRect(in.left(), in.top(), right - in.left(), in.height()),
                     Qt::AlignRight | Qt::AlignVCenter, number);
}

}  // namespace

void BillDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const QRect in = option.rect;
    const bool section = index.data(BillModel::IsSection).toBool();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.16));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.07));
    painter->setPen(mixed(theme.panel, theme.line, section ? 1.0 : 0.6));
    painter->drawLine(in.bottomLeft(), in.bottomRight());

    const QString text = index.data().toString();
    const bool two = m_narrow && !section;
    const QRect first(in.left() + (index.column() == BillModel::Name ? 2 : 4),
                      in.top() + (two ? 5 : 0), in.width() - billEdge, two ? 18 : in.height());
    if (index.column() == BillModel::Name) {
        QFont font = textFont();
        if (section) font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(theme.text);
        painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, first.width()));
        if (two) {
            painter->setFont(unitFont());
            painter->setPen(theme.faint);
            const QRect below = first.translated(0, 17);
            QString words = index.data(BillModel::BelowText).toString();
            if (m_counting) {
                const QModelIndex count = index.siblingAtColumn(BillModel::Quantity);
                words = QStringLiteral("%1 %2 · %3")
                            .arg(count.data().toString(),
                                 count.data(BillModel::UnitText).toString(), words);
            }
            painter->drawText(
                below, Qt::AlignLeft | Qt::AlignVCenter,
                painter->fontMetrics().elidedText(words, Qt::ElideRight, below.width()));
        }
    } else if (index.column() == BillModel::Evidence) {
        const QChar grade = index.data(BillModel::GradeLetter).toChar();
        if (!grade.isNull()) {
            const QRect badge(first.left() + 4, in.center().y() - badgeSize / 2 + 1, badgeSize,
                              badgeSize);
            paintGrade(*painter, badge, grade, theme);
            const QRect words(badge.right() + billEdge, in.top(),
                              in.right() - badge.right() - billEdge, in.height());
            painter->setFont(textFont());
            painter->setPen(theme.faint);
            painter->drawText(
                words, Qt::AlignLeft | Qt::AlignVCenter,
                painter->fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
        }
    } else {
        const bool none = text == BillModel::tr("unknown");
        paintNumber(*painter, first, text, index.data(BillModel::UnitText).toString(),
                    none ? theme.faint : theme.text, theme);
        const QChar grade = index.data(BillModel::GradeLetter).toChar();
        if (two && index.column() == BillModel::Total && !grade.isNull())
            paintGrade(*painter, QRect(first.right() - 14, first.bottom() + 2, 15, 15), grade,
                       theme);
    }
    painter->restore();
}

QSize BillDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {40, index.data(BillModel::IsSection).toBool() ? sectionHeight
                : m_narrow                                ? twoLineHeight
                                                          : billHeight};
}

}  // namespace hallwright
