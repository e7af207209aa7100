#include "views/compare/compare_model.h"

#include "model/base/csv_text.h"
#include "model/figures/explain.h"
#include "views/compare/compare_heading.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

QString signedText(Value value) {
    const QString sign = value.si < 0.0   ? QStringLiteral("−")
                         : value.si > 0.0 ? QStringLiteral("+")
                                          : QStringLiteral("±");
    return sign + shownText({std::abs(value.si), value.dimension});
}

QString rangeWords(const Figure& figure) {
    if (!figure.low || !figure.high || !(*figure.low < *figure.high)) return {};
    const Dimension dimension = figure.value.dimension;
    return QStringLiteral("%1 … %2").arg(shownText({*figure.low, dimension}),
                                         shownText({*figure.high, dimension}));
}

/// "Price: Q3400-RA" for everything that is unknown in a figure, the first few by name.
QString missingWords(const Figure& figure, const Hall& hall) {
    constexpr std::size_t most = 6;
    QStringList names;
    for (std::size_t i = 0; i < std::min(most, figure.missing.size()); ++i) {
        const Part* part = hall.part(figure.missing[i].part);
        const QString title = propertyTitle(figure.missing[i].property);
        names += part ? QStringLiteral("%1 (%2)").arg(title, fromView(part->name)) : title;
    }
    if (figure.missing.size() > most)
        names += QObject::tr("%L1 more").arg(figure.missing.size() - most);
    return names.isEmpty() ? QString() : QObject::tr("Not known: %1").arg(names.join(u'\n'));
}

bool isNumber(const Figure& figure) {
    return (figure.status == Status::Ok || figure.status == Status::Partial) &&
           !std::isnan(figure.value.si);
}

QString notComparable() { return QObject::tr("not comparable"); }

const std::string& refusal(const ComparisonRow& row, std::size_t side) {
    static const std::string none;
    return side < row.refused.size() ? row.refused[side] : none;
}

ComparedCell valueCell(const Comparison& comparison, const ComparisonRow& row, std::size_t side) {
    ComparedCell cell;
    if (const std::string& why = refusal(row, side); !why.empty()) {
        cell.text = notComparable();
        cell.tip = fromView(why);
        cell.faint = true;
        return cell;
    }
    if (side >= row.values.size()) return cell;
    const Figure& figure = row.values[side];
    cell.text = fromView(figureText(figure, Units::shown().system()));
    cell.faint = !isNumber(figure);
    cell.below = rangeWords(figure);
    QStringList tips;
    if (!cell.below.isEmpty()) tips += QObject::tr("Range: %1").arg(cell.below);
    if (comparison.halls[side].evaluation)
        tips += missingWords(figure, comparison.halls[side].evaluation->hall());
    tips.removeAll(QString());
    cell.tip = tips.join(u'\n');
    return cell;
}

ComparedCell differenceCell(const ComparisonRow& row, std::size_t side) {
    ComparedCell cell;
    cell.faint = true;
    if (side >= row.values.size() || !refusal(row, side).empty() || !refusal(row, 0).empty())
        return cell;
    const Figure &first = row.values.front(), &other = row.values[side];
    if (!isNumber(first) || !isNumber(other)) {
        if (first.status == Status::Absent && other.status == Status::Absent) return cell;
        cell.text = QObject::tr("not known");
        cell.tip = QObject::tr("One of the two numbers is not known.");
        return cell;
    }
    const double apart = other.value.si - first.value.si;
    const double least = 1e-9 * std::max(std::abs(first.value.si), std::abs(other.value.si));
    if (std::abs(apart) <= least) {
        cell.text = QObject::tr("same");
        return cell;
    }
    cell.faint = false;
    cell.text = signedText({apart, ofDifference(first.value.dimension)});
    if (first.value.si != 0.0 && first.value.dimension != Dimension::Temperature) {
        const double share = apart / std::abs(first.value.si) * 100.0;
        // Beyond ten times a percentage says nothing that the numbers do not, nor does +0.0 %.
        if (std::abs(share) >= 0.05 && std::abs(share) < 1000.0)
            cell.below = QStringLiteral("%1%2\u00a0%")
                             .arg(share < 0.0 ? QStringLiteral("−") : QStringLiteral("+"))
                             .arg(std::abs(share), 0, 'f', std::abs(share) < 9.95 ? 1 : 0);
    }
    if (first.status == Status::Partial || other.status == Status::Partial) {
        cell.tip = QObject::tr("Of what is known: at least one of the two sums has parts that "
                               "are not known.");
        cell.below = cell.below.isEmpty() ? QObject::tr("of what is known")
                                          : cell.below + QObject::tr(", of what is known");
    }
    return cell;
}

}  // namespace

void CompareModel::show(std::shared_ptr<const Comparison> comparison, bool onlyDifferences) {
    beginResetModel();
    m_comparison = std::move(comparison);
    m_lines.clear();
    m_differences = 0;
    if (m_comparison) {
        // Sections in the order of their first row: what differs most stands on top.
        std::vector<std::string_view> sections;
        for (const ComparisonRow& row : m_comparison->rows) {
            m_differences += row.differs;
            if (std::find(sections.begin(), sections.end(), row.section) == sections.end())
                sections.push_back(row.section);
        }
        for (std::string_view section : sections) {
            const std::size_t before = m_lines.size();
            m_lines.push_back({fromView(section), nullptr, true});
            // One reason often holds for many rows: it is told once in a section.
            QStringList told;
            for (const bool differs : {true, false}) {
                if (!differs && onlyDifferences) break;
                for (const ComparisonRow& row : m_comparison->rows) {
                    if (row.section != section || row.differs != differs) continue;
                    QStringList whys;
                    bool refused = false;
                    for (const std::string& why : row.refused) {
                        if (why.empty()) continue;
                        refused = true;
                        if (told.contains(fromView(why))) continue;
                        whys += fromView(why);
                        told += fromView(why);
                    }
                    m_lines.push_back({{}, &row, false, refused && whys.isEmpty()});
                    if (!whys.isEmpty())
                        m_lines.push_back({tr("Not comparable: %1").arg(whys.join(u' '))});
                }
            }
            if (m_lines.size() == before + 1) m_lines.pop_back();
        }
        QStringList notes;
        for (const std::string& note : m_comparison->notes)
            notes += fromView(note);
        if (!notes.isEmpty()) m_lines.push_back({tr("What to know"), nullptr, true});
        for (const QString& note : notes)
            m_lines.push_back({note, nullptr, false});
    }
    endResetModel();
}

int CompareModel::lineOf(const std::string& id) const {
    for (int i = 0; i < rowCount(); ++i)
        if (line(i).row && line(i).row->id == id) return i;
    return -1;
}

ComparedCell CompareModel::cell(const QModelIndex& index) const {
    const Line& shown = line(index.row());
    if (!shown.row || index.column() == 0) return {};
    const auto side = static_cast<std::size_t>(index.column() / 2);
    if (isDifference(index.column())) return differenceCell(*shown.row, side);
    ComparedCell cell = valueCell(*m_comparison, *shown.row, index.column() == 1 ? 0 : side);
    if (shown.above && cell.text == notComparable()) cell.below = tr("see above");
    return cell;
}

std::vector<QStringList> CompareModel::cells() const {
    std::vector<QStringList> all;
    QStringList head{QString()};
    for (int column = 1; column < columnCount(); ++column)
        head += headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    all.push_back(head);
    for (int row = 0; row < rowCount(); ++row) {
        if (isWide(row)) {
            all.push_back({line(row).words});
            continue;
        }
        QStringList one{fromView(line(row).row->title)};
        for (int column = 1; column < columnCount(); ++column) {
            const ComparedCell shown = cell(index(row, column));
            one += shown.below.isEmpty() ? shown.text
                                         : QStringLiteral("%1 (%2)").arg(shown.text, shown.below);
        }
        all.push_back(one);
    }
    return all;
}

QString CompareModel::lineText(int row) const {
    if (isWide(row)) return line(row).words;
    QStringList one{fromView(line(row).row->title)};
    for (int column = 1; column < columnCount(); ++column)
        one += cell(index(row, column)).text;
    return one.join(u'\t');
}

QString CompareModel::asText() const {
    QStringList lines;
    for (const QStringList& one : cells())
        lines += one.join(u'\t');
    return lines.join(u'\n') + u'\n';
}

QString CompareModel::asCsv() const {
    QString text;
    for (QStringList one : cells()) {
        for (QString& cell : one)
            cell = fromView(csvCell(cell.toStdString()));
        text += one.join(u',') + QStringLiteral("\r\n");
    }
    return text;
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const {
    if (parent.isValid() || !m_comparison) return 0;
    return static_cast<int>(m_comparison->halls.size()) * 2;
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Line& shown = line(index.row());
    if (role == HeadingRole) return shown.heading;
    if (role == NoteRole) return !shown.row && !shown.heading;
    if (role == DiffersRole) return shown.row && shown.row->differs;
    if (!shown.row || index.column() == 0) {
        if (index.column() > 0) return {};
        const QString title = shown.row ? fromView(shown.row->title) : shown.words;
        if (role == Qt::DisplayRole) return title;
        if (role == Qt::AccessibleTextRole)
            return shown.row && shown.row->differs ? tr("%1, differs").arg(title) : title;
        if (role == Qt::ToolTipRole && shown.row && !shown.row->explanation.empty())
            return plainTip(fromView(shown.row->explanation));
        return {};
    }
    const ComparedCell one = cell(index);
    switch (role) {
    case Qt::DisplayRole:
        return one.text;
    case BelowRole:
        return one.below;
    case FaintRole:
        return one.faint;
    case Qt::ToolTipRole:
        return one.tip.isEmpty() ? QVariant() : plainTip(one.tip);
    case Qt::AccessibleTextRole: {
        QStringList spoken{headerData(index.column(), Qt::Horizontal, role).toString(),
                           fromView(shown.row->title), one.text};
        if (!one.below.isEmpty()) spoken += one.below;
        return spoken.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section == 0 || section >= columnCount()) return {};
    const ComparedHall& hall = m_comparison->halls[static_cast<std::size_t>(section / 2)];
    if (role == Qt::ToolTipRole) return plainTip(fromView(hall.note));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    if (isDifference(section) && role == Qt::AccessibleTextRole)
        return tr("Difference of %1").arg(fromView(hall.name));
    return isDifference(section) ? tr("Difference") : fromView(hall.name);
}

// -- painting ------------------------------------------------------------------------------------

QSize CompareDelegate::sizeHint(const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    int width = option.rect.width();
    // A sentence over all columns stays in sight when they are scrolled: it wraps in that.
    const auto* table = qobject_cast<const QAbstractItemView*>(option.widget);
    if (table && index.data(CompareModel::NoteRole).toBool()) width = table->viewport()->width();
    const int room = width - 2 * compareInset;
    const QString text = index.data().toString();
    if (index.data(CompareModel::HeadingRole).toBool()) return {width, 36};
    if (index.data(CompareModel::NoteRole).toBool())
        return {width, wrappedHeight(textFont(12), text, room) + 10};
    if (index.column() == 0) return {width, wrappedHeight(textFont(13), text, room) + 12};
    const int height =
        wrappedHeight(tabularFont(13), text, room) +
        wrappedHeight(textFont(11), index.data(CompareModel::BelowRole).toString(), room);
    return {width, std::max(height, 18) + 12};
}

void CompareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const auto& model = static_cast<const CompareModel&>(*index.model());
    QRect in = option.rect;
    const auto* table = qobject_cast<const QAbstractItemView*>(option.widget);
    if (table && model.isWide(index.row())) {
        in.setLeft(0);
        in.setWidth(table->viewport()->width());
    }
    const QRect room = in.adjusted(compareInset, 6, -compareInset, -6);
    const QString text = index.data().toString();
    painter->save();
    if (model.isWide(index.row())) {
        const bool heading = index.data(CompareModel::HeadingRole).toBool();
        painter->setFont(heading ? textFont(13, true) : textFont(12));
        painter->setPen(heading ? theme.text : theme.faint);
        if (index.column() == 0)
            painter->drawText(heading ? in.adjusted(compareInset, 10, 0, 0)
                                      : room.adjusted(0, -2, 0, 2),
                              Qt::TextWordWrap | (heading ? Qt::AlignVCenter : Qt::AlignTop), text);
        if (!heading) painter->fillRect(QRect(in.left(), in.bottom(), in.width(), 1), theme.line);
        painter->restore();
        return;
    }
    const bool differs = index.data(CompareModel::DiffersRole).toBool();
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter->fillRect(in, mixed(theme.panel, theme.accent,
                                selected                             ? 0.16
                                : model.isDifference(index.column()) ? (differs ? 0.09 : 0.03)
                                : differs                            ? 0.05
                                                                     : 0.0));
    painter->fillRect(QRect(in.left(), in.bottom(), in.width(), 1), theme.line);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(theme.accent);
        painter->drawRect(in.adjusted(0, 0, -1, -2));
    }
    if (index.column() == 0) {
        if (differs) painter->fillRect(QRect(in.left(), in.top(), 3, in.height()), theme.accent);
        painter->setFont(textFont(13));
        painter->setPen(theme.text);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
        painter->restore();
        return;
    }
    const bool faint = !m_fresh || index.data(CompareModel::FaintRole).toBool();
    painter->setFont(tabularFont(13));
    painter->setPen(faint ? theme.faint : theme.text);
    painter->drawText(room, Qt::AlignRight | Qt::AlignTop | Qt::TextWordWrap, text);
    const int height = wrappedHeight(painter->font(), text, room.width());
    painter->setFont(textFont(11));
    painter->setPen(theme.faint);
    painter->drawText(room.adjusted(0, height, 0, 0),
                      Qt::AlignRight | Qt::AlignTop | Qt::TextWordWrap,
                      index.data(CompareModel::BelowRole).toString());
    painter->restore();
}

}  // namespace hallwright
