#include "views/catalog/part_table.h"

#include "views/catalog/part_table_model.h"
#include "views/list_keys.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <array>

namespace hallwright {

namespace {

constexpr int partHeight = 28;
constexpr int cellEdge = 8;
constexpr int boxSize = 16;
/// What the name keeps before another column gets its place.
constexpr int nameRoom = 260;

struct ColumnRoom {
    PartTableModel::Column column;
    int width;
};
/// In the order in which they are asked for.
constexpr ColumnRoom byNeed[] = {
    {PartTableModel::Power, 84},   {PartTableModel::Data, 84},   {PartTableModel::Origin, 84},
    {PartTableModel::Status, 92},  {PartTableModel::Here, 56},   {PartTableModel::KindName, 152},
    {PartTableModel::Cooling, 72}, {PartTableModel::Maker, 132},
};
constexpr int compareWidth = 32;

/// How many data have which grade, the surer the more solid; what is not public is left open.
void paintShares(QPainter& painter, const QRect& in, const QVariantList& numbers,
                 const Theme& theme) {
    int all = 0;
    for (const QVariant& number : numbers)
        all += number.toInt();
    if (all == 0) return;
    constexpr std::array<double, PartTableModel::gradeCount> solid{0.95, 0.62, 0.36, 0.18};
    int passed = 0;
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const int from = in.left() + in.width() * passed / all;
        passed += numbers[i].toInt();
        const int to = in.left() + in.width() * passed / all;
        if (to == from) continue;
        const QRect piece(from, in.top(), std::max(to - from - 1, 1), in.height());
        if (i < static_cast<qsizetype>(solid.size())) {
            painter.fillRect(piece,
                             mixed(theme.panel, theme.accent, solid[static_cast<std::size_t>(i)]));
        } else {
            painter.setPen(mixed(theme.panel, theme.faint, 0.6));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(piece.adjusted(0, 0, -1, -1));
        }
    }
}

/// Flat headings, in line with what stands below them.
class PartTableHeader : public QHeaderView {
public:
    explicit PartTableHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
        setSectionsClickable(true);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), partHeight}; }

protected:
    void paintSection(QPainter* painter, const QRect& in, int section) const override {
        const Theme& theme = Theme::current();
        const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
        painter->save();
        painter->fillRect(in, theme.panel);
        painter->setPen(theme.line);
        painter->drawLine(in.bottomLeft(), in.bottomRight());
        painter->setFont(textFont(12, sorted));
        painter->setPen(sorted ? theme.text : theme.faint);
        const int align =
            model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt();
        const QString title = model()->headerData(section, orientation()).toString();
        const QRect words = in.adjusted(cellEdge, 0, -cellEdge, 0);
        painter->drawText(words, align, title);
        if (sorted) {
            const int width = painter->fontMetrics().horizontalAdvance(title);
            const double x = align & Qt::AlignRight ? words.right() - width - 8
                             : title.isEmpty()      ? in.center().x()
                                                    : words.left() + width + 8;
            const double up = sortIndicatorOrder() == Qt::AscendingOrder ? -1.0 : 1.0;
            const QPointF c(x, in.center().y() + 0.5);
            painter->setRenderHint(QPainter::Antialiasing, true);
            painter->setPen(QPen(theme.accent, 1.5));
            painter->drawPolyline(QPolygonF(
                {c + QPointF(-3, -1.5 * up), c + QPointF(0, 1.5 * up), c + QPointF(3, -1.5 * up)}));
        }
        painter->restore();
    }
};

QRect boxIn(const QRect& cell) {
    QRect box(0, 0, boxSize, boxSize);
    box.moveCenter(cell.center());
    return box;
}

/// That of the style is hardly seen on a dark row.
void paintBox(QPainter& painter, const QRect& in, bool checked, const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(checked ? theme.accent : mixed(theme.panel, theme.faint, 0.75));
    painter.setBrush(checked ? theme.accent : theme.panel);
    painter.drawRoundedRect(QRectF(in).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    if (!checked) return;
    painter.setPen(QPen(theme.accentText, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = QRectF(in).center();
    painter.drawPolyline(
        QPolygonF({c + QPointF(-3.5, 0), c + QPointF(-1, 2.5), c + QPointF(3.5, -2.5)}));
}

}  // namespace

void PartTableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const QRect in = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.16));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.07));
    painter->setPen(mixed(theme.panel, theme.line, 0.6));
    painter->drawLine(in.bottomLeft(), in.bottomRight());

    const bool faded = index.data(PartTableModel::Faded).toBool();
    const QRect cell = in.adjusted(cellEdge, 0, -cellEdge, 0);
    const QString text = index.data().toString();
    switch (index.column()) {
    case PartTableModel::Compare: {
        if (!(index.flags() & Qt::ItemIsEnabled)) painter->setOpacity(0.35);
        paintBox(*painter, boxIn(in), index.data(Qt::CheckStateRole).toInt() == Qt::Checked, theme);
        break;
    }
    case PartTableModel::Power: {
        const QString unit = index.data(PartTableModel::UnitText).toString();
        painter->setFont(textFont(11));
        // Units stand below each other whatever their length.
        const int unitRoom = painter->fontMetrics().horizontalAdvance(QStringLiteral("MW")) + 2;
        painter->setPen(theme.faint);
        painter->drawText(cell.adjusted(cell.width() - unitRoom, 0, 0, 0),
                          Qt::AlignLeft | Qt::AlignVCenter, unit);
        painter->setFont(tabularFont());
        painter->setPen(faded ? theme.faint : theme.text);
        painter->drawText(cell.adjusted(0, 0, -unitRoom - 4, 0), Qt::AlignRight | Qt::AlignVCenter,
                          text);
        break;
    }
    case PartTableModel::Data: {
        const QChar grade = index.data(PartTableModel::GradeLetter).toChar();
        if (grade.isNull()) break;
        const QRect badge(cell.left(), cell.center().y() - badgeSize / 2 + 1, badgeSize, badgeSize);
        paintGrade(*painter, badge, grade, theme);
        paintShares(*painter,
                    {badge.right() + 7, cell.center().y() - 2, cell.right() - badge.right() - 7, 6},
                    index.data(PartTableModel::GradeShares).toList(), theme);
        break;
    }
    case PartTableModel::Here:
        painter->setFont(tabularFont());
        painter->setPen(theme.accent);
        painter->drawText(cell, Qt::AlignRight | Qt::AlignVCenter, text);
        break;
    default: {
        const bool name = index.column() == PartTableModel::Name;
        painter->setFont(name ? textFont() : textFont(12));
        painter->setPen(name && !faded ? theme.text : theme.faint);
        painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, cell.width()));
    }
    }
    painter->restore();
}

QSize PartTableDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {40, partHeight};
}

/// The whole cell of the box takes the click.
bool PartTableDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                    const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (index.column() != PartTableModel::Compare || (event->type() != QEvent::MouseButtonRelease &&
                                                      event->type() != QEvent::MouseButtonDblClick))
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() != Qt::LeftButton || !(index.flags() & Qt::ItemIsEnabled) ||
        !option.rect.contains(mouse->position().toPoint()))
        return false;
    if (event->type() == QEvent::MouseButtonDblClick) return true;
    const bool taken = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, taken ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

PartTable::PartTable(QWidget* parent) : QTreeView(parent) {
    setObjectName("partTable");
    setAccessibleName(tr("Parts"));
    setItemDelegate(new PartTableDelegate(this));
    setHeader(new PartTableHeader(this));
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setMouseTracking(true);
    setExpandsOnDoubleClick(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    new ListKeys(this, [](const QModelIndex& index) {
        return index.siblingAtColumn(PartTableModel::Name).data(Qt::AccessibleTextRole).toString();
    });
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(24);
    header()->setHighlightSections(false);
    header()->setSortIndicatorClearable(true);
    // As found until a heading is clicked.
    header()->setSortIndicator(-1, Qt::AscendingOrder);
}

void PartTable::setModel(QAbstractItemModel* model) {
    QTreeView::setModel(model);
    if (!model) return;
    setSortingEnabled(true);
    // The keyboard searches the first column of the model, the eye looks for the box first.
    header()->moveSection(header()->visualIndex(PartTableModel::Compare), 0);
    layOutColumns();
}

void PartTable::setOriginShown(bool shown) {
    if (shown == m_originShown) return;
    m_originShown = shown;
    layOutColumns();
}

void PartTable::layOutColumns() {
    if (!model()) return;
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setSectionResizeMode(PartTableModel::Name, QHeaderView::Stretch);
    header()->resizeSection(PartTableModel::Compare, compareWidth);
    int rest = viewport()->width() - compareWidth - nameRoom;
    for (const ColumnRoom& one : byNeed) {
        const bool wanted = one.column != PartTableModel::Origin || m_originShown;
        const bool fits = wanted && one.width <= rest;
        setColumnHidden(one.column, !fits);
        if (!fits) {
            if (wanted) rest = 0;  // the less needed do not slip in
            continue;
        }
        header()->resizeSection(one.column, one.width);
        rest -= one.width;
    }
}

void PartTable::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    layOutColumns();
}

void PartTable::keyPressEvent(QKeyEvent* event) {
    const QModelIndex current = currentIndex();
    switch (event->key()) {
    case Qt::Key_Space:
        if (const QModelIndex box = current.siblingAtColumn(PartTableModel::Compare);
            box.isValid() && (box.flags() & Qt::ItemIsEnabled))
            model()->setData(box,
                             box.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked
                                                                                 : Qt::Checked,
                             Qt::CheckStateRole);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current.isValid()) Q_EMIT sheetWanted();
        return;
    case Qt::Key_Up:
        if (current.row() > 0 || (event->modifiers() & Qt::ShiftModifier)) break;
        Q_EMIT searchWanted();
        return;
    default:
        break;
    }
    QTreeView::keyPressEvent(event);
}

}  // namespace hallwright
