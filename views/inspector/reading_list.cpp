#include "views/inspector/reading_list.h"

#include "views/document.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int propertyHeight = 26;
constexpr int readingHeight = 40;

/// Number and unit, right-aligned at an edge; the unit lighter.
int paintQuantityBefore(QPainter& painter, const QRect& in, int right, const QString& number,
                        const QString& unit, int least, const Theme& theme) {
    painter.setFont(tabularFont());
    int x = right;
    if (!unit.isEmpty()) {
        const int width = painter.fontMetrics().horizontalAdvance(unit);
        painter.setPen(theme.faint);
        painter.drawText(QRect(x - width, in.top(), width, in.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, unit);
        x -= width + 4;
    }
    painter.setPen(theme.text);
    const QString shown =
        painter.fontMetrics().elidedText(number, Qt::ElideRight, std::max(0, x - least));
    const int width = painter.fontMetrics().horizontalAdvance(shown);
    painter.drawText(QRect(x - width, in.top(), width, in.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, shown);
    return x - width;
}

}  // namespace

ReadingModel::ReadingModel(DocumentModel& document, QObject* parent)
    : QAbstractItemModel(parent), m_document(document) {
    connect(&Units::shown(), &Units::changed, this, [this] {
        beginResetModel();
        endResetModel();
    });
}

void ReadingModel::showPart(PartId part) {
    const FrozenPart* frozen = m_document.hall().parts.find(part);
    PartPtr content = frozen ? frozen->part : nullptr;
    if (part == m_part && content == m_content) return;
    // Another choice of reading keeps the rows as they are, and so what is unfolded.
    const bool sameRows =
        part == m_part && content && m_content && content->data.size() == m_content->data.size() &&
        std::equal(content->data.begin(), content->data.end(), m_content->data.begin(),
                   [](const Datum& a, const Datum& b) {
                       return a.property == b.property && a.readings.size() == b.readings.size();
                   });
    if (sameRows) {
        m_content = std::move(content);
        for (int row = 0; row < rowCount(); ++row) {
            const QModelIndex at = index(row, 0);
            Q_EMIT dataChanged(at, at);
            if (rowCount(at) > 0)
                Q_EMIT dataChanged(index(0, 0, at), index(rowCount(at) - 1, 0, at));
        }
        return;
    }
    beginResetModel();
    m_part = part;
    m_content = std::move(content);
    makeRows();
    endResetModel();
}

void ReadingModel::makeRows() {
    m_rows.clear();
    for (std::size_t i = 0; m_content && i < m_content->data.size(); ++i) {
        const PropertyInfo& row = info(m_content->data[i].property);
        const QString text = (fromView(row.title) + u' ' + fromView(row.id)).toLower();
        if (std::all_of(m_words.begin(), m_words.end(),
                        [&](const QString& word) { return text.contains(word); }))
            m_rows.push_back(i);
    }
}

void ReadingModel::setFilter(const QString& words) {
    QStringList wanted = words.toLower().split(u' ', Qt::SkipEmptyParts);
    if (wanted == m_words) return;
    beginResetModel();
    m_words = std::move(wanted);
    makeRows();
    endResetModel();
}

/// The datum of a property's row, or of what stands below it.
const Datum& ReadingModel::datumAt(const QModelIndex& index) const {
    const std::size_t row = index.internalId() != 0
                                ? static_cast<std::size_t>(index.internalId()) - 1
                                : static_cast<std::size_t>(index.row());
    return m_content->data[m_rows[row]];
}

// A property's row has the internal number 0, a reading's the number of its property's row plus
// one.
QModelIndex ReadingModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column != 0 || row >= rowCount(parent)) return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex ReadingModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
}

int ReadingModel::rowCount(const QModelIndex& parent) const {
    if (!m_content) return 0;
    if (!parent.isValid()) return static_cast<int>(m_rows.size());
    if (parent.internalId() != 0) return 0;
    const Datum& datum = datumAt(parent);
    const Shape shape = info(datum.property).shape;
    const bool mayBeEntered = shape != Shape::Curve && shape != Shape::List;
    return static_cast<int>(datum.readings.size()) + (mayBeEntered ? 1 : 0);
}

int ReadingModel::columnCount(const QModelIndex&) const { return 1; }

std::pair<Property, int> ReadingModel::readingAt(const QModelIndex& index) const {
    return {datumAt(index).property, index.internalId() != 0 ? index.row() : -1};
}

QVariant ReadingModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_content) return {};
    const bool isReading = index.internalId() != 0;
    const Datum& datum = datumAt(index);
    const bool isEntry =
        isReading && static_cast<std::size_t>(index.row()) >= datum.readings.size();
    if (role == IsEntry) return isEntry;
    if (isEntry) {
        if (role == IsReading) return true;
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole
                   ? QVariant(tr("Enter a value…"))
                   : QVariant();
    }
    const std::size_t which = isReading ? static_cast<std::size_t>(index.row()) : datum.chosen;
    const Reading& reading = datum.readings[which];
    const Hall& hall = m_document.hall();
    switch (role) {
    // Titles of words list the words after a colon.
    case Qt::DisplayRole:
        return propertyTitle(datum.property);
    case Qt::AccessibleTextRole: {
        const QuantityText value = readingParts(hall, datum.property, reading);
        return QStringLiteral("%1 %2 %3, %4")
            .arg(fromView(info(datum.property).title), QString::fromStdString(value.number),
                 QString::fromStdString(value.unit), sourceTitle(hall, reading.source));
    }
    case IsReading:
        return isReading;
    case Chosen:
        return which == datum.chosen;
    case GradeLetter:
        return QChar(static_cast<char>(reading.grade));
    case ValueNumber:
        return QString::fromStdString(readingParts(hall, datum.property, reading).number);
    case ValueUnit:
        return QString::fromStdString(readingParts(hall, datum.property, reading).unit);
    case SourceTitle:
        return sourceTitle(hall, reading.source);
    case Alternatives:
        return static_cast<int>(datum.readings.size()) - 1;
    case Note:
        return QString::fromStdString(reading.asOf);
    case Qt::ToolTipRole: {
        QString tip = QStringLiteral("<b>%1</b><br>")
                          .arg(fromView(info(datum.property).title).toHtmlEscaped());
        const auto line = [&](const QString& words) {
            if (!words.isEmpty()) tip += words.toHtmlEscaped() + QStringLiteral("<br>");
        };
        line(sourceTitle(hall, reading.source) +
             (reading.asOf.empty() ? QString()
                                   : QStringLiteral(", ") + QString::fromStdString(reading.asOf)));
        line(tr("Grade %1").arg(gradeWords(reading.grade)));
        if (!reading.at.empty()) line(tr("At: %1").arg(QString::fromStdString(reading.at)));
        if (!reading.includes.empty())
            line(tr("Includes: %1").arg(QString::fromStdString(reading.includes)));
        if (reading.low && reading.high)
            line(tr("Range %1 to %2")
                     .arg(shownText({*reading.low, info(datum.property).dimension}),
                          shownText({*reading.high, info(datum.property).dimension})));
        if (!isReading) {
            const std::optional<Range> range = reading.number ? rangeOf(datum) : std::nullopt;
            if (range && range->low < range->high && !(reading.low && reading.high))
                line(tr("Range of all readings %1 to %2")
                         .arg(shownText({range->low, info(datum.property).dimension}),
                              shownText({range->high, info(datum.property).dimension})));
            if (datum.readings.size() > 1)
                line(tr("%n reading(s)", nullptr, static_cast<int>(datum.readings.size())));
        }
        line(QString::fromStdString(reading.note));
        line(QString::fromStdString(reading.why));
        return tip;
    }
    default:
        return {};
    }
}

void ReadingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const QRect in = option.rect;
    const bool isReading = index.data(ReadingModel::IsReading).toBool();
    if (index.data(ReadingModel::IsEntry).toBool()) {
        painter->save();
        if (option.state & (QStyle::State_HasFocus | QStyle::State_MouseOver))
            painter->fillRect(in, mixed(theme.panel, theme.accent, 0.08));
        painter->setFont(textFont(12));
        painter->setPen(theme.accent);
        painter->drawText(in.adjusted(22, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data().toString());
        painter->restore();
        return;
    }
    const QString number = index.data(ReadingModel::ValueNumber).toString(),
                  unit = index.data(ReadingModel::ValueUnit).toString();
    const QChar grade = index.data(ReadingModel::GradeLetter).toChar();
    painter->save();
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(theme.accent);
        painter->drawRect(in.adjusted(0, 0, -1, -1));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.08));
    }
    const int right = in.right() - 8;
    if (!isReading) {
        const QRect badge(right - 15, in.center().y() - 7, 16, 16);
        paintGrade(*painter, badge, grade, theme);
        const QString title = index.data().toString();
        painter->setFont(textFont());
        const int half = in.left() + std::min(painter->fontMetrics().horizontalAdvance(title) + 8,
                                              in.width() / 2);
        const int left =
            paintQuantityBefore(*painter, in, badge.left() - 8, number, unit, half, theme);
        painter->setFont(textFont());
        painter->setPen(theme.text);
        painter->drawText(
            QRect(in.left(), in.top(), left - in.left() - 8, in.height()),
            Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(title, Qt::ElideRight, left - in.left() - 8));
        painter->restore();
        return;
    }
    const bool chosen = index.data(ReadingModel::Chosen).toBool();
    const QRect top(in.left(), in.top() + 3, in.width(), 18),
        bottom(in.left() + 22, in.top() + 20, in.width() - 30, 16);
    painter->setRenderHint(QPainter::Antialiasing, true);
    painter->setPen(QPen(chosen ? theme.accent : theme.faint, 1.2));
    painter->setBrush(Qt::NoBrush);
    const QRectF radio(in.left() + 2.5, top.center().y() - 5.5, 12, 12);
    painter->drawEllipse(radio);
    if (chosen) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.accent);
        painter->drawEllipse(radio.adjusted(3, 3, -3, -3));
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QRect badge(right - 15, top.center().y() - 7, 16, 16);
    paintGrade(*painter, badge, grade, theme);
    painter->setFont(tabularFont());
    painter->setPen(theme.text);
    const int most = badge.left() - 8 - in.left() - 22 -
                     (unit.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(unit) + 4);
    const QString shown = painter->fontMetrics().elidedText(number, Qt::ElideRight, most);
    const int width = painter->fontMetrics().horizontalAdvance(shown);
    painter->drawText(QRect(in.left() + 22, top.top(), width, top.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, shown);
    painter->setPen(theme.faint);
    painter->drawText(QRect(in.left() + 22 + width + 4, top.top(), 100, top.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, unit);
    painter->setFont(textFont(11));
    QString source = index.data(ReadingModel::SourceTitle).toString();
    if (const QString asOf = index.data(ReadingModel::Note).toString(); !asOf.isEmpty())
        source += QStringLiteral(", ") + asOf;
    painter->drawText(bottom, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(source, Qt::ElideRight, bottom.width()));
    painter->restore();
}

QSize ReadingDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const bool tall =
        index.data(ReadingModel::IsReading).toBool() && !index.data(ReadingModel::IsEntry).toBool();
    return {160, tall ? readingHeight : propertyHeight};
}

ReadingList::ReadingList(ReadingModel& model, QWidget* parent) : QTreeView(parent), m_model(model) {
    setModel(&model);
    setItemDelegate(new ReadingDelegate(this));
    setHeaderHidden(true);
    setIndentation(16);
    setSelectionMode(QAbstractItemView::NoSelection);
    setExpandsOnDoubleClick(false);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    header()->setSectionResizeMode(QHeaderView::Stretch);
    connect(this, &QTreeView::clicked, this, &ReadingList::ask);
    connect(this, &QTreeView::expanded, this, [this] { updateGeometry(); });
    connect(this, &QTreeView::collapsed, this, [this] { updateGeometry(); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { updateGeometry(); });
}

void ReadingList::ask(const QModelIndex& index) {
    if (!index.isValid()) return;
    const auto [property, reading] = m_model.readingAt(index);
    if (index.data(ReadingModel::IsEntry).toBool())
        Q_EMIT entryWanted(m_model.part(), property);
    else if (reading < 0)
        setExpanded(index, !isExpanded(index));
    else
        Q_EMIT chosen(m_model.part(), property, reading);
}

void ReadingList::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
        event->key() == Qt::Key_Space) {
        ask(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

QSize ReadingList::sizeHint() const {
    int height = 0;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex at = m_model.index(row, 0);
        height += propertyHeight;
        for (int below = 0; isExpanded(at) && below < m_model.rowCount(at); ++below)
            height += m_model.index(below, 0, at).data(ReadingModel::IsEntry).toBool()
                          ? propertyHeight
                          : readingHeight;
    }
    return {280, height};
}

}  // namespace hallwright
