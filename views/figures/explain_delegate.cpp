#include "views/figures/explain_delegate.h"

#include "views/figure_list.h"
#include "views/figures/explain_model.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QPainter>
#include <QTreeView>

namespace hallwright {

namespace {

constexpr int firstHeight = 20;
constexpr int secondHeight = 16;
constexpr int linePadding = 4;
constexpr int ringSize = 10;
constexpr int rightEdge = 12;

using NodeKind = ExplainModel::NodeKind;

NodeKind kindOf(const QModelIndex& index) {
    return static_cast<NodeKind>(index.data(ExplainModel::KindRole).toInt());
}

bool isText(NodeKind kind) {
    return kind != NodeKind::Figure && kind != NodeKind::Datum && kind != NodeKind::Reading;
}

/// Addresses have no spaces to break at.
int wrapOf(NodeKind kind) {
    return kind == NodeKind::Link ? Qt::TextWrapAnywhere : Qt::TextWordWrap;
}

int depthOf(QModelIndex index) {
    int depth = 0;
    for (index = index.parent(); index.isValid(); index = index.parent())
        ++depth;
    return depth;
}

QString below(const QModelIndex& index) {
    const QString of = index.data(ExplainModel::BelowRole).toString();
    const QString range = index.data(ExplainModel::RangeRole).toString();
    return of.isEmpty() || range.isEmpty() ? of + range : range + QStringLiteral(" · ") + of;
}

}  // namespace

ExplainDelegate::ExplainDelegate(QTreeView* tree) : QStyledItemDelegate(tree), m_tree(tree) {}

void ExplainDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const NodeKind kind = kindOf(index);
    const QRect in = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.16));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.07));
    if (isText(kind)) {
        QFont font = smallFont();
        font.setUnderline(kind == NodeKind::Link);
        painter->setFont(font);
        painter->setPen(kind == NodeKind::Link      ? theme.accent
                        : kind == NodeKind::Missing ? theme.warning
                                                    : theme.faint);
        painter->drawText(in.adjusted(0, linePadding, -rightEdge, 0), Qt::AlignLeft | wrapOf(kind),
                          index.data().toString());
        painter->restore();
        return;
    }
    int left = in.left();
    const QRect line(left, in.top() + linePadding, in.width() - rightEdge, firstHeight);
    if (kind == NodeKind::Reading) {
        const bool chosen = index.data(ExplainModel::ChosenRole).toBool();
        painter->setRenderHint(QPainter::Antialiasing, true);
        painter->setPen(QPen(chosen ? theme.accent : theme.faint, 1.2));
        painter->setBrush(Qt::NoBrush);
        const QRectF ring(left + 1.5, line.center().y() - ringSize / 2 + 0.5, ringSize, ringSize);
        painter->drawEllipse(ring);
        if (chosen) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.accent);
            painter->drawEllipse(ring.adjusted(2.5, 2.5, -2.5, -2.5));
        }
        painter->setRenderHint(QPainter::Antialiasing, false);
        left += ringSize + 8;
    } else if (kind == NodeKind::Figure) {
        const Status status = static_cast<Status>(index.data(ExplainModel::StatusRole).toInt());
        paintStatus(*painter, QRectF(left + 1, line.center().y() - 3, 8, 8), status,
                    status == Status::Ok ? mixed(theme.panel, theme.faint, 0.6) : theme.warning);
        left += ringSize + 6;
    }
    int right = line.right();
    const QChar grade = index.data(ExplainModel::GradeRole).toChar();
    if (!grade.isNull()) {
        paintGrade(
            *painter,
            QRect(right - badgeSize, line.center().y() - badgeSize / 2 + 1, badgeSize, badgeSize),
            grade, theme);
        right -= badgeSize + 8;
    }
    const QString unit = index.data(ExplainModel::UnitRole).toString();
    painter->setFont(smallFont());
    if (!unit.isEmpty()) {
        const int width = painter->fontMetrics().horizontalAdvance(unit);
        painter->setPen(theme.faint);
        painter->drawText(QRect(right - width, line.top(), width + 1, line.height()),
                          Qt::AlignLeft | Qt::AlignVCenter, unit);
        right -= width + 4;
    }
    painter->setFont(tabularFont());
    painter->setPen(theme.text);
    const QString number = painter->fontMetrics().elidedText(
        index.data(ExplainModel::NumberRole).toString(), Qt::ElideRight, (right - left) * 2 / 3);
    const int width = painter->fontMetrics().horizontalAdvance(number);
    painter->drawText(QRect(right - width, line.top(), width + 1, line.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, number);
    right -= width + 8;
    QFont title = textFont();
    if (kind == NodeKind::Figure && !index.parent().isValid()) title.setWeight(QFont::DemiBold);
    painter->setFont(title);
    painter->drawText(
        QRect(left, line.top(), right - left, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, right - left));
    if (const QString words = below(index); !words.isEmpty()) {
        QFont font = smallFont();
        font.setPixelSize(11);
        painter->setFont(font);
        painter->setPen(theme.faint);
        const QRect under(left, line.bottom() - 1, line.right() - left, secondHeight);
        painter->drawText(under, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(words, Qt::ElideRight, under.width()));
    }
    painter->restore();
}

QSize ExplainDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const NodeKind kind = kindOf(index);
    if (!isText(kind))
        return {80,
                firstHeight + 2 * linePadding + (below(index).isEmpty() ? 0 : secondHeight - 2)};
    const int width = std::max(80, m_tree->viewport()->width() -
                                       m_tree->indentation() * (depthOf(index) + 1) - rightEdge);
    const QRect room =
        QFontMetrics(smallFont())
            .boundingRect(QRect(0, 0, width, 10000), wrapOf(kind), index.data().toString());
    return {80, room.height() + 2 * linePadding};
}

}  // namespace hallwright
