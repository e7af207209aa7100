#include "views/catalog/part_table_model.h"

#include "catalog/part_search.h"
#include "model/parts/part_status.h"
#include "views/catalog/hall_parts.h"
#include "views/catalog/part_words.h"
#include "views/document.h"
#include "views/reading_text.h"
#include "views/units.h"

#include <algorithm>

namespace hallwright {

PartTableModel::PartTableModel(DocumentModel& document, QObject* parent)
    : QAbstractTableModel(parent), m_document(document) {
    connect(&document, &DocumentModel::changed, this, [this](const ChangeEvent& event) {
        if (event.hallChanged() && event.kind != ChangeEvent::Kind::Previewed) count();
    });
    connect(&Units::shown(), &Units::changed, this, &PartTableModel::showAnew);
    m_here = hallCounts(m_document);
}

void PartTableModel::setCatalog(std::shared_ptr<const Catalog> catalog) {
    beginResetModel();
    m_catalog = std::move(catalog);
    m_facts.clear();
    m_found.clear();
    m_parts.clear();
    endResetModel();
}

void PartTableModel::setParts(std::vector<PartPtr> parts) {
    beginResetModel();
    m_found = std::move(parts);
    arrange();
    endResetModel();
}

void PartTableModel::setCompared(const QStringList& ids, bool full) {
    if (ids == m_compared && full == m_full) return;
    m_compared = ids;
    m_full = full;
    if (!m_parts.empty()) Q_EMIT dataChanged(index(0, Compare), index(rowCount() - 1, Compare));
}

PartPtr PartTableModel::partAt(const QModelIndex& index) const {
    return index.isValid() ? m_parts[static_cast<std::size_t>(index.row())] : nullptr;
}

QModelIndex PartTableModel::indexOf(const QString& id) const {
    const std::string wanted = id.toStdString();
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        if (m_parts[i]->id == wanted) return index(static_cast<int>(i), Name);
    return {};
}

long long PartTableModel::countHere(const std::string& id) const {
    const auto at = m_here.find(id);
    return at == m_here.end() ? 0 : at->second;
}

void PartTableModel::count() {
    std::map<std::string, long long> here = hallCounts(m_document);
    if (here == m_here) return;
    m_here = std::move(here);
    if (!m_parts.empty()) Q_EMIT dataChanged(index(0, Here), index(rowCount() - 1, Here));
}

void PartTableModel::showAnew() {
    if (!m_parts.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const PartTableModel::Facts& PartTableModel::facts(const Part& part) const {
    const auto [at, fresh] = m_facts.try_emplace(&part);
    Facts& made = at->second;
    if (!fresh) return made;
    made.name = QString::fromStdString(part.name);
    made.kind = fromView(info(part.kind).title);
    made.maker = QString::fromStdString(part.vendor);
    made.status = statusWord(part);
    made.cooling = QString::fromStdString(part.text(Property::coolingMedium));
    if (!made.cooling.isEmpty()) made.cooling[0] = made.cooling[0].toUpper();
    made.power = powerOf(part);
    for (const Datum& datum : part.data) {
        const Reading& reading = datum.reading();
        if (reading.unknown)
            ++made.unknown;
        else
            ++made.grades[static_cast<std::size_t>(static_cast<char>(reading.grade) - 'A')];
    }
    made.layer = m_catalog->layerOf(part.id);
    made.retired = isRetired(part.status);
    return made;
}

/// The grade that the middle one of the data has: half of them are at least as good.
QChar PartTableModel::gradeOf(const Facts& facts) {
    int all = 0;
    for (const int number : facts.grades)
        all += number;
    int passed = 0;
    for (std::size_t i = 0; i < gradeCount; ++i) {
        passed += facts.grades[i];
        if (all > 0 && passed * 2 >= all) return QChar(static_cast<char16_t>(u'A' + i));
    }
    return {};
}

QString PartTableModel::dataTip(const Facts& facts) const {
    QStringList lines;
    for (std::size_t i = 0; i < gradeCount; ++i)
        if (facts.grades[i] > 0)
            lines += tr("%1 of grade %2")
                         .arg(facts.grades[i])
                         .arg(gradeWords(static_cast<Grade>('A' + static_cast<char>(i))));
    if (facts.unknown > 0) lines += tr("%1 looked for and not public").arg(facts.unknown);
    return lines.isEmpty() ? tr("It says nothing") : lines.join(u'\n');
}

QString PartTableModel::originWord(Layer layer) const {
    switch (layer) {
    case Layer::Own:
        return tr("Own");
    case Layer::Changed:
        return tr("Changed");
    case Layer::Shipped:
        break;
    }
    return {};
}

/// A row as one would read it out.
QString PartTableModel::rowText(const Part& part) const {
    const Facts& shown = facts(part);
    QStringList words{shown.name, shown.kind, shown.maker, shown.status};
    if (shown.power) words += shownText({*shown.power, Dimension::Power});
    words += shown.cooling;
    if (const QChar grade = gradeOf(shown); !grade.isNull())
        words += tr("data of grade %1").arg(grade);
    words += originWord(shown.layer);
    if (const long long here = countHere(part.id); here > 0)
        words += tr("%L1 in this hall").arg(here);
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

int PartTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_parts.size());
}

int PartTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PartTableModel::data(const QModelIndex& index, int role) const {
    const PartPtr part = partAt(index);
    if (!part) return {};
    if (role == PartId) return QString::fromStdString(part->id);
    const Facts& shown = facts(*part);
    const int column = index.column();
    if (role == Faded) return shown.retired;
    if (role == Qt::AccessibleTextRole && column == Name) return rowText(*part);
    if (role == Qt::CheckStateRole && column == Compare)
        return m_compared.contains(QString::fromStdString(part->id)) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole) {
        if (column == Compare && !(flags(index) & Qt::ItemIsEnabled))
            return tr("Four parts at most are compared: take one out first");
        if (column == Compare) return tr("Compare with others (Space)");
        if (column == Data) return dataTip(shown);
        if (column == Name) return plainTip(shown.name + u'\n' + QString::fromStdString(part->id));
        return plainTip(data(index, Qt::DisplayRole).toString());
    }
    if (column == Data && role == GradeLetter) return gradeOf(shown);
    if (column == Data && role == GradeShares) {
        QVariantList numbers;
        for (const int number : shown.grades)
            numbers += number;
        numbers += shown.unknown;
        return numbers;
    }
    if (column == Power && shown.power && (role == Qt::DisplayRole || role == UnitText)) {
        const QuantityText parts = shownParts({*shown.power, Dimension::Power});
        return QString::fromStdString(role == UnitText ? parts.unit : parts.number);
    }
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case Name:
        return shown.name;
    case KindName:
        return shown.kind;
    case Maker:
        return shown.maker;
    case Status:
        return shown.status;
    case Cooling:
        return shown.cooling;
    case Data:
        return QString(gradeOf(shown));
    case Origin:
        return originWord(shown.layer);
    case Here:
        if (const long long here = countHere(part->id); here > 0)
            return QStringLiteral("%L1").arg(here);
        return {};
    default:
        return {};
    }
}

QVariant PartTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    struct Heading {
        const char* title;
        const char* tip;
    };
    static constexpr Heading headings[ColumnCount] = {
        {QT_TR_NOOP("Name"), ""},
        {"", QT_TR_NOOP("Parts to compare, four at most")},
        {QT_TR_NOOP("Kind"), ""},
        {QT_TR_NOOP("Maker"), ""},
        {QT_TR_NOOP("Status"), QT_TR_NOOP("Shipping, announced, concept, withdrawn, retired")},
        {QT_TR_NOOP("Power"), QT_TR_NOOP("What it draws by design, else what it is rated for")},
        {QT_TR_NOOP("Cooling"), QT_TR_NOOP("Air, liquid, or both")},
        {QT_TR_NOOP("Data"), QT_TR_NOOP("How well its data are sourced: the grade that half of "
                                        "them reach, and how many have which")},
        {QT_TR_NOOP("Origin"), QT_TR_NOOP("Own: a part of yours. Changed: you say something of it "
                                          "otherwise than the catalog that came with the program")},
        {QT_TR_NOOP("Here"), QT_TR_NOOP("How many the open hall has")},
    };
    if (role == Qt::DisplayRole) return tr(headings[section].title);
    if (role == Qt::ToolTipRole) return tr(headings[section].tip);
    if (role == Qt::AccessibleTextRole && section == Compare) return tr("Compare");
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter |
                        (section == Power || section == Here ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

Qt::ItemFlags PartTableModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (!index.isValid() || index.column() != Compare) return flags;
    flags |= Qt::ItemIsUserCheckable;
    const bool taken = m_compared.contains(QString::fromStdString(partAt(index)->id));
    if (m_full && !taken) flags &= ~Qt::ItemIsEnabled;
    return flags;
}

bool PartTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != Compare) return false;
    Q_EMIT compareWanted(index.data(PartId).toString(), value.toInt() == Qt::Checked);
    return true;
}

void PartTableModel::sort(int column, Qt::SortOrder order) {
    if (column == m_column && order == m_order) return;
    m_column = column;
    m_order = order;
    Q_EMIT layoutAboutToBeChanged();
    std::vector<PartPtr> kept;
    const QModelIndexList before = persistentIndexList();
    for (const QModelIndex& one : before)
        kept.push_back(partAt(one));
    arrange();
    QModelIndexList after;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto at = std::find(m_parts.begin(), m_parts.end(), kept[i]);
        after += index(static_cast<int>(at - m_parts.begin()),
                       before[static_cast<qsizetype>(i)].column());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void PartTableModel::arrange() {
    m_parts = m_found;
    if (m_column < 0) return;
    const bool up = m_order == Qt::AscendingOrder;
    // Rows of which the column says nothing stand last in either order.
    const auto by = [&](auto keyOf) {
        using Key = decltype(keyOf(std::declval<const Part&>()));
        std::vector<std::pair<Key, PartPtr>> rows;
        rows.reserve(m_parts.size());
        for (const PartPtr& part : m_parts)
            rows.emplace_back(keyOf(*part), part);
        const Key none{};
        std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
            if ((a.first == none) != (b.first == none)) return b.first == none;
            return up ? a.first < b.first : b.first < a.first;
        });
        std::transform(rows.begin(), rows.end(), m_parts.begin(),
                       [](const auto& row) { return row.second; });
    };
    switch (m_column) {
    case Name:
        return by([&](const Part& part) { return facts(part).name.toCaseFolded(); });
    case Compare:
        return by([&](const Part& part) {
            return 1 + static_cast<int>(m_compared.indexOf(QString::fromStdString(part.id)));
        });
    case KindName:
        return by([&](const Part& part) { return facts(part).kind; });
    case Maker:
        return by([&](const Part& part) { return facts(part).maker.toCaseFolded(); });
    case Status:
        return by([&](const Part& part) { return facts(part).status; });
    case Power:
        return by([&](const Part& part) { return facts(part).power; });
    case Cooling:
        return by([&](const Part& part) { return facts(part).cooling; });
    case Data:
        return by([&](const Part& part) { return QString(gradeOf(facts(part))); });
    case Origin:
        return by([&](const Part& part) { return originWord(facts(part).layer); });
    case Here:
        return by([&](const Part& part) { return countHere(part.id); });
    default:
        return;
    }
}

}  // namespace hallwright
