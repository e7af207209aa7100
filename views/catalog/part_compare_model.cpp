#include "views/catalog/part_compare_model.h"

#include "model/parts/compare_data.h"
#include "model/parts/connections.h"
#include "views/catalog/sheet_content.h"
#include "views/catalog/sheet_source.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace hallwright {

namespace {

/// "+7.6 %" of a number from that of the first column; empty where it is the same or has no sense.
QString apartWords(const Datum* first, const Datum& datum) {
    const std::optional<double> share = shareApart(first, &datum);
    if (!share) return {};
    const QString sign = *share < 0.0 ? QStringLiteral("−") : QStringLiteral("+");
    const double size = std::abs(*share) * 100.0;
    return sign + QStringLiteral("%L1\u00a0%").arg(size, 0, 'f', size < 9.95 ? 1 : 0);
}

CompareCell cellOf(const Part& part, const Datum* datum, const Datum* first,
                   const PartLookups& lookups) {
    CompareCell cell;
    if (!datum || datum->readings.empty()) {
        cell.number = QObject::tr("not given");
        cell.spoken = cell.number;
        cell.tip = QObject::tr("The catalog says nothing of it, not even that it is unknown.");
        return cell;
    }
    const Reading& reading = datum->reading();
    cell.state = reading.unknown ? CompareCell::State::Unknown : CompareCell::State::Given;
    QuantityText value = valueParts(lookups.part, datum->property, reading);
    // Counted by side and form, as the sheet tells them.
    if (datum->property == Property::connections && !reading.unknown)
        if (std::string told = connectionsText(connectionsOf(part, lookups.part)); !told.empty())
            value.number = std::move(told);
    cell.number = QString::fromStdString(value.number);
    cell.unit = QString::fromStdString(value.unit);
    cell.grade = reading.grade;
    cell.assumed = reading.source == "assumption";
    cell.tip = sourceTip(*datum, datum->chosen, lookups);
    if (cell.state == CompareCell::State::Given) {
        cell.apart = first == datum ? QString() : apartWords(first, *datum);
        cell.range = rangeText(*datum);
        cell.bar = rangeBar(*datum);
        if (!cell.bar && reading.number && info(datum->property).shape == Shape::Number) {
            cell.bar.emplace();
            cell.bar->value = reading.number;
            cell.bar->scaleLow = cell.bar->scaleHigh = *reading.number;
        }
    }
    QStringList spoken{joinedText(value)};
    for (const QString& word : {cell.range, cell.apart, conditionWords(reading)})
        if (!word.isEmpty()) spoken += word;
    cell.spoken = spoken.join(QStringLiteral(", "));
    return cell;
}

/// Puts all bars of a line on one scale; a line of one value needs none.
void shareScale(std::vector<CompareCell>& cells) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const CompareCell& cell : cells)
        if (cell.bar) {
            low = std::min(low, cell.bar->scaleLow);
            high = std::max(high, cell.bar->scaleHigh);
        }
    for (CompareCell& cell : cells) {
        if (!cell.bar) continue;
        if (!(low < high)) {
            cell.bar.reset();
            continue;
        }
        cell.bar->scaleLow = low;
        cell.bar->scaleHigh = high;
    }
}

}  // namespace

PartCompareModel::Line PartCompareModel::line(Property property, const PartLookups& lookups) const {
    Line line;
    line.title = sheetTitle(property);
    const Datum* first = m_parts.front()->find(property);
    for (const PartPtr& part : m_parts) {
        const Datum* datum = part->find(property);
        line.cells.push_back(cellOf(*part, datum, first, lookups));
        line.differs = line.differs || !givesTheSame(first, datum);
    }
    shareScale(line.cells);
    return line;
}

void PartCompareModel::show(std::vector<PartPtr> parts, PartLookups lookups, bool onlyDifferences) {
    beginResetModel();
    m_parts = std::move(parts);
    m_lines.clear();
    m_differences = 0;
    std::map<int, std::vector<Property>> sections;
    std::set<Property> seen;
    for (const PartPtr& part : m_parts)
        for (const Datum& datum : part->data)
            if (datum.property != Property::nameHistory && seen.insert(datum.property).second)
                sections[sectionRank(datum.property)].push_back(datum.property);
    for (auto& [rank, properties] : sections) {
        std::sort(properties.begin(), properties.end(),
                  [](Property a, Property b) { return lineRank(a) < lineRank(b); });
        std::vector<Line> differing, same;
        for (const Property property : properties) {
            Line made = line(property, lookups);
            (made.differs ? differing : same).push_back(std::move(made));
        }
        m_differences += static_cast<int>(differing.size());
        if (onlyDifferences) same.clear();
        if (differing.empty() && same.empty()) continue;
        m_lines.push_back({.title = sectionTitle(rank)});
        for (std::vector<Line>* lines : {&differing, &same})
            std::move(lines->begin(), lines->end(), std::back_inserter(m_lines));
    }
    endResetModel();
}

QString PartCompareModel::lineText(int row) const {
    const Line& line = m_lines[static_cast<std::size_t>(row)];
    QStringList words{line.title};
    for (const CompareCell& cell : line.cells)
        words += cell.unit.isEmpty() ? cell.number : cell.number + u' ' + cell.unit;
    return words.join(u'\t');
}

int PartCompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int PartCompareModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_parts.size()) + 1;
}

QVariant PartCompareModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == HeadingRole) return line.cells.empty();
    if (role == DiffersRole) return line.differs;
    const bool isTitle = index.column() == 0 || line.cells.empty();
    switch (role) {
    case Qt::DisplayRole:
        if (isTitle) return index.column() == 0 ? line.title : QString();
        return cell(index).unit.isEmpty() ? cell(index).number
                                          : cell(index).number + u' ' + cell(index).unit;
    case Qt::AccessibleTextRole:
        if (isTitle) return line.differs ? tr("%1, differs").arg(line.title) : line.title;
        return QStringLiteral("%1: %2").arg(line.title, cell(index).spoken);
    case Qt::ToolTipRole:
        if (!isTitle) return cell(index).tip;
        return line.differs ? QVariant(tr("The parts differ here")) : QVariant();
    default:
        return {};
    }
}

QVariant PartCompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section == 0) return {};
    return QString::fromStdString(m_parts[static_cast<std::size_t>(section) - 1]->name);
}

namespace {

constexpr int partInset = 12;
constexpr int barWidth = 72;

QFont propertyFont(bool heading) { return textFont(13, heading); }

/// In a narrow column words stand below the bar, not beside it.
bool isBeside(int room) { return room >= 210; }

/// Below the value: how far it lies from the first, then its range.
QString hints(const CompareCell& cell, int room) {
    QStringList words;
    if (!cell.apart.isEmpty()) words += cell.apart;
    if (cell.assumed) words += QObject::tr("assumed");
    const QString first = words.join(QStringLiteral(", "));
    if (first.isEmpty() || cell.range.isEmpty()) return first + cell.range;
    return first + (isBeside(room) ? QStringLiteral(", ") : QStringLiteral("\n")) + cell.range;
}

int belowHeight(const CompareCell& cell, int room) {
    const QString words = hints(cell, room);
    if (!cell.bar) return wrappedHeight(textFont(11), words, room);
    if (!isBeside(room)) return 14 + wrappedHeight(textFont(11), words, room);
    return std::max(wrappedHeight(textFont(11), words, room - barWidth - 8), 14);
}

QString valueOf(const CompareCell& cell) {
    return cell.unit.isEmpty() ? cell.number : cell.number + u' ' + cell.unit;
}

}  // namespace

QSize PartCompareDelegate::sizeHint(const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const {
    const auto& model = static_cast<const PartCompareModel&>(*index.model());
    const int width = option.rect.width();
    if (model.isHeading(index.row())) return {width, 36};
    if (index.column() == 0)
        return {width,
                wrappedHeight(propertyFont(false), index.data().toString(), width - 2 * partInset) +
                    10};
    const CompareCell& cell = model.cell(index);
    const int room = width - 2 * partInset;
    int height = wrappedHeight(tabularFont(), valueOf(cell), room - gradeSize - 8);
    height += belowHeight(cell, room);
    return {width, std::max(height, 18) + 10};
}

void PartCompareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const auto& model = static_cast<const PartCompareModel&>(*index.model());
    const QRect in = option.rect;
    painter->save();
    if (model.isHeading(index.row())) {
        painter->setFont(propertyFont(true));
        painter->setPen(theme.text);
        if (index.column() == 0)
            painter->drawText(in.adjusted(partInset, 12, 200, 0), Qt::AlignLeft | Qt::AlignVCenter,
                              index.data().toString());
        painter->restore();
        return;
    }
    const bool differs = index.data(PartCompareModel::DiffersRole).toBool();
    painter->fillRect(in, differs ? mixed(theme.panel, theme.accent, 0.05) : theme.panel);
    painter->fillRect(QRect(in.left(), in.bottom(), in.width(), 1), theme.line);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(theme.accent);
        painter->drawRect(in.adjusted(0, 0, -1, -2));
    }
    const QRect room = in.adjusted(partInset, 5, -partInset, -5);
    if (index.column() == 0) {
        if (differs) painter->fillRect(QRect(in.left(), in.top(), 3, in.height()), theme.accent);
        painter->setFont(propertyFont(false));
        painter->setPen(theme.text);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                          index.data().toString());
        painter->restore();
        return;
    }
    const CompareCell& cell = model.cell(index);
    const bool given = cell.state == CompareCell::State::Given;
    painter->setFont(tabularFont());
    painter->setPen(given ? theme.text : theme.faint);
    const QRect valueRoom = room.adjusted(0, 0, -gradeSize - 8, 0);
    const QString value = valueOf(cell);
    const int height = wrappedHeight(painter->font(), value, valueRoom.width());
    const int numberWidth = painter->fontMetrics().horizontalAdvance(cell.number + u' ');
    const bool oneLine = painter->fontMetrics().horizontalAdvance(value) <= valueRoom.width();
    if (oneLine && !cell.unit.isEmpty()) {
        painter->drawText(valueRoom, Qt::AlignLeft | Qt::AlignTop, cell.number);
        painter->setPen(theme.faint);
        painter->drawText(valueRoom.adjusted(numberWidth, 0, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                          cell.unit);
    } else {
        painter->drawText(valueRoom, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, value);
    }
    if (cell.state != CompareCell::State::NotGiven)
        paintGrade(*painter,
                   QRect(room.right() - gradeSize + 1, room.top() - 2, gradeSize, gradeSize),
                   QLatin1Char(static_cast<char>(cell.grade)), theme);
    const QRect below = room.adjusted(0, height, 0, 0);
    painter->setFont(textFont(11));
    painter->setPen(theme.faint);
    const QRect words = !cell.bar                ? below
                        : isBeside(room.width()) ? below.adjusted(barWidth + 8, 0, 0, 0)
                                                 : below.adjusted(0, 14, 0, 0);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                      hints(cell, room.width()));
    if (cell.bar)
        paintRangeBar(*painter, QRect(below.left(), below.top() + 1, barWidth, 14), *cell.bar,
                      theme);
    painter->restore();
}

}  // namespace hallwright
