#include "views/bom/bill_model.h"

#include "model/base/text.h"
#include "views/document.h"
#include "views/reading_text.h"
#include "views/units.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

QString number(double value) {
    // Pieces are whole; metres are shown to a decimetre.
    const bool whole = value == std::floor(value);
    return QLocale(QLocale::English).toString(value, 'f', whole ? 0 : 1);
}

QString moneyNumber(const std::optional<double>& usd) {
    return usd ? QString::fromStdString(shownParts({*usd, Dimension::Money}).number) : QString();
}

QString moneyUnit(const std::optional<double>& usd) {
    return usd ? QString::fromStdString(shownParts({*usd, Dimension::Money}).unit) : QString();
}

QString moneyText(double usd) { return shownText({usd, Dimension::Money}); }

}  // namespace

std::vector<ItemRef> itemsOfPart(const Hall& hall, PartId part) {
    std::vector<ItemRef> items;
    if (!part) return items;
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        if (rack.part == part) items.push_back({TableId::Racks, id.raw});
    });
    hall.equipment.forEach([&](Id<Equipment> id, const Equipment& equipment) {
        if (equipment.part == part) items.push_back({TableId::Equipment, id.raw});
    });
    hall.powerUnits.forEach([&](Id<PowerUnit> id, const PowerUnit& unit) {
        if (unit.part == part) items.push_back({TableId::PowerUnits, id.raw});
    });
    hall.busways.forEach([&](Id<Busway> id, const Busway& busway) {
        if (busway.part == part) items.push_back({TableId::Busways, id.raw});
    });
    hall.trays.forEach([&](Id<Tray> id, const Tray& tray) {
        if (tray.part == part) items.push_back({TableId::Trays, id.raw});
    });
    hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        if (tap.part != part) return;
        if (tap.rack) items.push_back({TableId::Racks, tap.rack.raw});
        if (tap.equipment) items.push_back({TableId::Equipment, tap.equipment.raw});
    });
    // Switches and their modules stand in racks by mount, modules and cables of hosts by member.
    hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
        const Fabric* fabric = hall.fabrics.find(mount.fabric);
        if (fabric &&
            (fabric->switchPart == part || fabric->switchModule == part || fabric->cable == part))
            items.push_back({TableId::Racks, mount.rack.raw});
    });
    hall.members.forEach([&](Id<Member>, const Member& member) {
        const Fabric* fabric = hall.fabrics.find(member.fabric);
        if (fabric && (fabric->hostModule == part || fabric->cable == part))
            items.push_back({TableId::Racks, member.rack.raw});
    });
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

BillModel::BillModel(DocumentModel& document, QObject* parent)
    : QAbstractItemModel(parent), m_document(document) {
    connect(&Units::shown(), &Units::changed, this, [this] {
        beginResetModel();
        endResetModel();
    });
    refresh();
}

void BillModel::refresh() {
    BillTable fresh =
        m_document.hall().sites.empty() ? BillTable{} : billTable(m_document.evaluation());
    const bool sameLines = fresh.rows.size() == m_table.rows.size() &&
                           std::equal(fresh.rows.begin(), fresh.rows.end(), m_table.rows.begin(),
                                      [](const BillRow& a, const BillRow& b) {
                                          return a.part == b.part && a.section == b.section &&
                                                 a.length_m == b.length_m &&
                                                 a.price_usd == b.price_usd &&
                                                 a.quantity == b.quantity;
                                      });
    m_table = std::move(fresh);
    if (sameLines) {
        // Names and sources may have changed; rows and their order have not.
        for (int row = 0; row < rowCount(); ++row) {
            const QModelIndex section = index(row, 0);
            const int last = rowCount(section) - 1;
            if (last >= 0)
                Q_EMIT dataChanged(index(0, 0, section), index(last, ColumnCount - 1, section));
        }
        return;
    }
    arrange();
}

void BillModel::setFilter(const QString& words) {
    QStringList wanted = words.toLower().split(u' ', Qt::SkipEmptyParts);
    if (wanted == m_words) return;
    m_words = std::move(wanted);
    arrange();
}

void BillModel::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_order = order;
    arrange();
}

bool BillModel::passes(const BillRow& row) const {
    const QString text =
        QString::fromStdString(row.part + ' ' + row.name + ' ' + row.vendor + ' ' + row.section)
            .toLower();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return text.contains(word); });
}

std::vector<BillModel::Section> BillModel::sections() const {
    std::vector<Section> out;
    for (std::size_t i = 0; i < m_table.rows.size(); ++i) {
        const BillRow& row = m_table.rows[i];
        if (!passes(row)) continue;
        const QString title = QString::fromStdString(row.section);
        if (out.empty() || out.back().title != title) out.push_back({title, {}, 0.0, 0});
        Section& section = out.back();
        section.lines.push_back(i);
        if (row.total_usd)
            section.total += *row.total_usd;
        else
            ++section.withoutPrice;
    }
    if (m_sortColumn < 0) return out;
    const auto key = [&](const BillRow& row) {
        const double none = -std::numeric_limits<double>::infinity();
        switch (m_sortColumn) {
        case Quantity:
            return row.quantity;
        case Length:
            return row.length_m.value_or(none);
        case Price:
            return row.price_usd.value_or(none);
        case Total:
            return row.total_usd.value_or(none);
        default:
            return 0.0;
        }
    };
    const auto words = [&](const BillRow& row) {
        return m_sortColumn == Evidence ? row.grade + row.source : lowered(row.name);
    };
    for (Section& section : out)
        std::stable_sort(section.lines.begin(), section.lines.end(),
                         [&](std::size_t a, std::size_t b) {
                             const BillRow& x = m_table.rows[a];
                             const BillRow& y = m_table.rows[b];
                             const bool text = m_sortColumn == Name || m_sortColumn == Evidence;
                             const bool less = text ? words(x) < words(y) : key(x) < key(y);
                             const bool more = text ? words(y) < words(x) : key(y) < key(x);
                             return m_order == Qt::AscendingOrder ? less : more;
                         });
    if (m_sortColumn == Total)
        std::stable_sort(out.begin(), out.end(), [&](const Section& a, const Section& b) {
            return m_order == Qt::AscendingOrder ? a.total < b.total : a.total > b.total;
        });
    return out;
}

void BillModel::arrange() {
    beginResetModel();
    m_sections = sections();
    endResetModel();
}

// A section's index has the internal number 0, a line's the number of its section's row plus one.
QModelIndex BillModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent)) return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex BillModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
}

int BillModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(m_sections.size());
    if (parent.internalId() != 0 || parent.column() != 0) return 0;
    return static_cast<int>(m_sections[static_cast<std::size_t>(parent.row())].lines.size());
}

int BillModel::columnCount(const QModelIndex&) const { return ColumnCount; }

const BillRow* BillModel::lineAt(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return nullptr;
    const Section& section = m_sections[static_cast<std::size_t>(index.internalId()) - 1];
    return &m_table.rows[section.lines[static_cast<std::size_t>(index.row())]];
}

QVariant BillModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (section == Name || section == Evidence ? Qt::AlignLeft : Qt::AlignRight) |
            Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Name:
        return tr("Part");
    case Quantity:
        return tr("Quantity");
    case Length:
        return tr("Length");
    case Price:
        return tr("Price each");
    case Total:
        return tr("Total");
    default:
        return tr("Source of the price");
    }
}

QVariant BillModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (const BillRow* line = lineAt(index)) return lineData(*line, index.column(), role);
    return sectionData(m_sections[static_cast<std::size_t>(index.row())], index.column(), role);
}

QVariant BillModel::sectionData(const Section& section, int column, int role) const {
    switch (role) {
    case IsSection:
        return true;
    case AtLeast:
        return section.withoutPrice > 0;
    case Qt::DisplayRole:
        if (column == Name) return section.title;
        if (column != Total) return {};
        if (section.withoutPrice == static_cast<int>(section.lines.size())) return tr("unknown");
        return (section.withoutPrice > 0 ? QStringLiteral("≥ ") : QString()) +
               moneyNumber(section.total);
    case UnitText:
        return column == Total && section.withoutPrice < static_cast<int>(section.lines.size())
                   ? moneyUnit(section.total)
                   : QString();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        const QString lines = tr("%n line(s)", nullptr, static_cast<int>(section.lines.size()));
        const QString total = (section.withoutPrice > 0 ? tr("at least %1, %2 without a price")
                                                              .arg(moneyText(section.total))
                                                              .arg(section.withoutPrice)
                                                        : moneyText(section.total));
        return QStringLiteral("%1: %2, %3").arg(section.title, lines, total);
    }
    default:
        return {};
    }
}

QVariant BillModel::lineData(const BillRow& row, int column, int role) const {
    switch (role) {
    case IsSection:
        return false;
    case AtLeast:
        return false;
    case GradeLetter:
        return row.grade.empty() ? QChar() : QChar(row.grade[0]);
    case UnitText:
        if (column == Quantity) return QString::fromStdString(row.unit);
        if (column == Length && row.length_m)
            return QString::fromStdString(shownParts({*row.length_m, Dimension::Length}).unit);
        if (column == Price) return moneyUnit(row.price_usd);
        if (column == Total) return moneyUnit(row.total_usd);
        return QString();
    case BelowText: {
        QStringList words;
        if (row.length_m) words += tr("%1 long").arg(shownText({*row.length_m, Dimension::Length}));
        words += row.price_usd ? (row.unit == "m" ? tr("%1 a metre") : tr("%1 each"))
                                     .arg(moneyText(*row.price_usd))
                               : tr("price unknown");
        return words.join(QStringLiteral(" · "));
    }
    case Qt::ToolTipRole:
        return tip(row);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2 %3, %4")
            .arg(QString::fromStdString(row.name), number(row.quantity),
                 QString::fromStdString(row.unit),
                 row.total_usd ? moneyText(*row.total_usd) : tr("price unknown"));
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case Name:
        return QString::fromStdString(row.name);
    case Quantity:
        return number(row.quantity);
    case Length:
        return row.length_m
                   ? QString::fromStdString(shownParts({*row.length_m, Dimension::Length}).number)
                   : QString();
    case Price:
        return row.price_usd ? moneyNumber(row.price_usd) : tr("unknown");
    case Total:
        return row.total_usd ? moneyNumber(row.total_usd) : tr("unknown");
    default:
        return row.source.empty() ? QString() : sourceTitle(m_document.hall(), row.source);
    }
}

QString BillModel::tip(const BillRow& row) const {
    QStringList lines = {
        QStringLiteral("<b>%1</b>").arg(QString::fromStdString(row.name).toHtmlEscaped()),
        QStringLiteral("<i>%1</i>").arg(QString::fromStdString(row.part).toHtmlEscaped())};
    if (!row.vendor.empty()) lines += QString::fromStdString(row.vendor).toHtmlEscaped();
    lines += QStringLiteral("%1 %2").arg(number(row.quantity), QString::fromStdString(row.unit));
    if (row.length_m)
        lines += tr("Length of a piece: %1").arg(shownText({*row.length_m, Dimension::Length}));
    lines += row.price_usd ? tr("Price: %1").arg(moneyText(*row.price_usd))
                           : tr("No price is known: the totals are \"at least\".");
    if (!row.source.empty()) {
        const Grade grade = row.grade.empty() ? Grade::D : static_cast<Grade>(row.grade[0]);
        lines += tr("Source of the price: %1")
                     .arg(sourceTitle(m_document.hall(), row.source).toHtmlEscaped());
        lines += tr("Grade %1").arg(gradeWords(grade).toHtmlEscaped());
    }
    return lines.join(QStringLiteral("<br>"));
}

}  // namespace hallwright
