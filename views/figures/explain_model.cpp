#include "views/figures/explain_model.h"

#include "views/figure_list.h"
#include "views/reading_text.h"
#include "views/units.h"

#include <QUrl>

#include <algorithm>
#include <bit>
#include <cmath>

namespace hallwright {

namespace {

/// The part of a row, for telling folded rows from others.
PartId partOfRow(const Hall& hall, Scope scope, RawId id) {
    switch (scope) {
    case Scope::Rack:
        return hall.racks[{id}].part;
    case Scope::Equipment:
        return hall.equipment[{id}].part;
    case Scope::Busway:
        return hall.busways[{id}].part;
    case Scope::Tap:
        return hall.taps[{id}].part;
    default:
        return {};
    }
}

}  // namespace

ExplainModel::Node& ExplainModel::add(Node* parent, NodeKind kind, const Explanation& of) {
    m_nodes.push_back({});
    Node& node = m_nodes.back();
    node.kind = kind;
    node.parent = parent;
    node.figure = &of;
    if (parent) {
        node.row = static_cast<int>(parent->children.size());
        parent->children.push_back(&node);
    }
    return node;
}

void ExplainModel::addDatum(Node* parent, const Explanation& of, SlotRef slot) {
    const Part* part = m_hall.part(slot.part);
    const Datum* datum = part ? part->find(slot.property) : nullptr;
    if (!datum) return;
    Node& node = add(parent, NodeKind::Datum, of);
    node.slot = slot;
    for (std::size_t i = 0; i < datum->readings.size(); ++i) {
        Node& reading = add(&node, NodeKind::Reading, of);
        reading.slot = slot;
        reading.reading = i;
        const Source* source = sourceOf(m_hall, datum->readings[i].source);
        for (NodeKind kind : {NodeKind::Document, NodeKind::Link}) {
            // An assumption and a user's own number have no document behind them, but a reason.
            if (kind == NodeKind::Link && (!source || source->url.empty())) continue;
            Node& document = add(&reading, kind, of);
            document.slot = slot;
            document.reading = i;
        }
    }
}

void ExplainModel::addFigure(Node* parent, const Explanation& of) {
    Node& node = add(parent, NodeKind::Figure, of);
    if (of.seenAbove) return;
    add(&node, NodeKind::Formula, of);
    if (!parent)
        for (const SlotRef& missing : of.value.missing)
            add(&node, NodeKind::Missing, of).slot = missing;
    for (const Explanation& input : of.inputs)
        addFigure(&node, input);
    for (const SlotRef& slot : of.data)
        addDatum(&node, of, slot);
    if (!of.fields.empty()) add(&node, NodeKind::Fields, of);
}

void ExplainModel::explain(const Evaluation& evaluation, std::optional<FigureRef> ref,
                           RangeOf ranges) {
    beginResetModel();
    m_nodes.clear();
    m_figure = ref;
    m_ranges = std::move(ranges);
    m_root = ref ? hallwright::explain(evaluation, *ref) : Explanation{};
    m_hall = evaluation.hall();
    if (ref) addFigure(nullptr, m_root);
    endResetModel();
}

const ExplainModel::Node* ExplainModel::nodeAt(const QModelIndex& index) const {
    return index.isValid() ? static_cast<const Node*>(index.internalPointer()) : nullptr;
}

QModelIndex ExplainModel::index(int row, int column, const QModelIndex& parent) const {
    if (column != 0 || row < 0 || row >= rowCount(parent)) return {};
    const Node* node = parent.isValid() ? nodeAt(parent)->children[static_cast<std::size_t>(row)]
                                        : &m_nodes.front();
    return createIndex(row, column, const_cast<Node*>(node));
}

QModelIndex ExplainModel::parent(const QModelIndex& index) const {
    const Node* node = nodeAt(index);
    if (!node || !node->parent) return {};
    return createIndex(node->parent->row, 0, const_cast<Node*>(node->parent));
}

int ExplainModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return m_nodes.empty() ? 0 : 1;
    return parent.column() == 0 ? static_cast<int>(nodeAt(parent)->children.size()) : 0;
}

int ExplainModel::columnCount(const QModelIndex&) const { return 1; }

ExplainModel::NodeKind ExplainModel::kindAt(const QModelIndex& index) const {
    const Node* node = nodeAt(index);
    return node ? node->kind : NodeKind::Fields;
}

const Datum* ExplainModel::datumOf(const Node& node) const {
    const Part* part = m_hall.part(node.slot.part);
    return part ? part->find(node.slot.property) : nullptr;
}

const Source* ExplainModel::documentOf(const Node& node) const {
    const Datum* datum = datumOf(node);
    return datum ? sourceOf(m_hall, datum->readings[node.reading].source) : nullptr;
}

std::optional<SlotRef> ExplainModel::slotAt(const QModelIndex& index) const {
    const Node* node = nodeAt(index);
    if (!node || !node->slot.part) return std::nullopt;
    return node->slot;
}

QString ExplainModel::addressAt(const QModelIndex& index) const {
    const Node* node = nodeAt(index);
    if (!node || node->kind != NodeKind::Link) return {};
    const Source* source = documentOf(*node);
    return source ? QString::fromStdString(source->url) : QString();
}

std::vector<ItemRef> ExplainModel::itemsAt(const Evaluation& evaluation,
                                           const QModelIndex& index) const {
    const Node* node = nodeAt(index);
    if (!node || node->kind != NodeKind::Figure) return {};
    const FigureRef ref = node->figure->figure;
    const Scope scope = info(ref.figure).scope;
    const std::optional<TableId> table = tableOf(scope);
    if (!table) return {};
    const ItemRef first{*table, ref.item};
    const bool there = tableAccess(*table).row(evaluation.hall(), ref.item).has_value();
    if (!there) return {};
    if (node->figure->items == 1 || !node->parent) return {first};
    // The rows folded into one: of the same part, with the same number.
    const FigureRef above = node->parent->figure->figure;
    const std::ptrdiff_t mine = evaluation.rows().position(scope, ref.item);
    const Column& column = evaluation.columns().column(ref.figure);
    const auto bits = [&](std::ptrdiff_t at) {
        return std::bit_cast<std::uint64_t>(column.values[static_cast<std::size_t>(at)]);
    };
    std::vector<ItemRef> items;
    for (const Input& input : info(above.figure).inputs) {
        if (input.type != Input::Type::Figure || input.figure != ref.figure) continue;
        for (RawId id : evaluation.inputRows(above, input)) {
            const std::ptrdiff_t at = evaluation.rows().position(scope, id);
            if (at >= 0 && bits(at) == bits(mine) &&
                partOfRow(evaluation.hall(), scope, id) ==
                    partOfRow(evaluation.hall(), scope, ref.item))
                items.push_back({*table, id});
        }
    }
    return items.empty() ? std::vector<ItemRef>{first} : items;
}

QString ExplainModel::keyAt(const QModelIndex& index) const {
    const Node* node = nodeAt(index);
    if (!node) return {};
    const FigureRef ref = node->figure->figure;
    return QStringLiteral("%1|%2.%3.%4.%5.%6.%7")
        .arg(keyAt(index.parent()))
        .arg(static_cast<int>(node->kind))
        .arg(static_cast<int>(ref.figure))
        .arg(ref.item)
        .arg(node->slot.part.raw)
        .arg(static_cast<int>(node->slot.property))
        .arg(node->reading);
}

// -- words
// -------------------------------------------------------------------------------------------

QVariant ExplainModel::figureData(const Node& node, int role) const {
    const Explanation& of = *node.figure;
    const FigureInfo& row = info(of.figure.figure);
    const bool known = of.value.status != Status::None && !std::isnan(of.value.value.si);
    switch (role) {
    case Qt::DisplayRole:
        return fromView(row.title);
    case BelowRole: {
        QStringList below;
        if (!of.subject.empty())
            below += QString::fromStdString(of.subject) + (of.items > 1 ? tr(" each") : QString());
        if (of.seenAbove) below += tr("explained above");
        return below.join(QStringLiteral(" · "));
    }
    case NumberRole:
        if (!known) return of.value.status == Status::Absent ? QStringLiteral("–") : tr("unknown");
        return (of.value.status == Status::Partial ? QStringLiteral("≥ ") : QString()) +
               QString::fromStdString(shownParts(of.value.value).number);
    case UnitRole:
        return known ? QString::fromStdString(shownParts(of.value.value).unit) : QString();
    case RangeRole: {
        const std::optional<Range> range = m_ranges ? m_ranges(of.figure) : std::nullopt;
        if (!range || !known) return QString();
        const QString low = shownText({range->low, row.dimension});
        if (std::isnan(range->high)) return tr("from %1").arg(low);
        const QString high = shownText({range->high, row.dimension});
        return low == high ? QString() : tr("%1 to %2").arg(low, high);
    }
    case StatusRole:
        return static_cast<int>(of.value.status);
    default:
        return {};
    }
}

QVariant ExplainModel::datumData(const Node& node, int role) const {
    const Datum* datum = datumOf(node);
    const Part* part = m_hall.part(node.slot.part);
    if (!datum || !part) return {};
    const Reading& reading = datum->reading();
    const QuantityText value = readingParts(m_hall, datum->property, reading);
    switch (role) {
    case Qt::DisplayRole:
        return propertyTitle(datum->property);
    case BelowRole: {
        QStringList below{QString::fromStdString(part->name)};
        if (const QString when = conditionText(reading); !when.isEmpty()) below += when;
        if (datum->readings.size() > 1)
            below += tr("%n reading(s)", nullptr, static_cast<int>(datum->readings.size()));
        return below.join(QStringLiteral(" · "));
    }
    case NumberRole:
        return QString::fromStdString(value.number);
    case UnitRole:
        return QString::fromStdString(value.unit);
    case RangeRole: {
        const std::optional<Range> range = reading.number ? rangeOf(*datum) : std::nullopt;
        if (!range || !(range->low < range->high)) return QString();
        const Dimension dimension = info(datum->property).dimension;
        return tr("%1 to %2")
            .arg(shownText({range->low, dimension}), shownText({range->high, dimension}));
    }
    case GradeRole:
        return QChar(static_cast<char>(reading.grade));
    default:
        return {};
    }
}

QVariant ExplainModel::readingData(const Node& node, int role) const {
    const Datum* datum = datumOf(node);
    if (!datum) return {};
    const Reading& reading = datum->readings[node.reading];
    const QuantityText value = readingParts(m_hall, datum->property, reading);
    switch (role) {
    case Qt::DisplayRole:
        return sourceTitle(m_hall, reading.source);
    case BelowRole: {
        QStringList below;
        if (const QString when = conditionText(reading); !when.isEmpty()) below += when;
        if (!reading.why.empty()) below += QString::fromStdString(reading.why);
        if (!reading.note.empty()) below += QString::fromStdString(reading.note);
        return below.join(QStringLiteral(" · "));
    }
    case NumberRole:
        return QString::fromStdString(value.number);
    case UnitRole:
        return QString::fromStdString(value.unit);
    case GradeRole:
        return QChar(static_cast<char>(reading.grade));
    case ChosenRole:
        return node.reading == datum->chosen;
    default:
        return {};
    }
}

/// What a node says that is one text.
QString ExplainModel::words(const Node& node) const {
    const FigureInfo& row = info(node.figure->figure.figure);
    switch (node.kind) {
    case NodeKind::Formula:
        return QStringLiteral("= %1  (%2)").arg(fromView(row.formula), fromView(row.source));
    case NodeKind::Missing: {
        const Part* part = m_hall.part(node.slot.part);
        return tr("Unknown: %1 of %2")
            .arg(propertyTitle(node.slot.property).toLower(),
                 part ? QString::fromStdString(part->name) : QStringLiteral("?"));
    }
    case NodeKind::Document: {
        const Source* source = documentOf(node);
        const Datum* datum = datumOf(node);
        if (!source) return datum ? gradeWords(datum->readings[node.reading].grade) : QString();
        QStringList lines{QString::fromStdString(source->title)};
        if (!source->publisher.empty()) lines += QString::fromStdString(source->publisher);
        if (datum) lines += tr("grade %1").arg(gradeWords(datum->readings[node.reading].grade));
        return lines.join(QStringLiteral(" · "));
    }
    case NodeKind::Link: {
        const Source* source = documentOf(node);
        return source ? QString::fromStdString(source->url) : QString();
    }
    case NodeKind::Fields: {
        QStringList names;
        for (std::string_view field : node.figure->fields)
            names += fromView(field);
        return tr("Read from the hall: %1").arg(names.join(QStringLiteral(", ")));
    }
    default:
        return {};
    }
}

QVariant ExplainModel::data(const QModelIndex& index, int role) const {
    const Node* node = nodeAt(index);
    if (!node) return {};
    if (role == KindRole) return static_cast<int>(node->kind);
    const bool text = node->kind != NodeKind::Figure && node->kind != NodeKind::Datum &&
                      node->kind != NodeKind::Reading;
    if (role == Qt::ToolTipRole) {
        if (text) return node->kind == NodeKind::Link ? words(*node) : QVariant();
        QStringList lines{QStringLiteral("<b>%1</b>")
                              .arg(data(index, Qt::DisplayRole).toString().toHtmlEscaped())};
        for (int part : {int{BelowRole}, int{RangeRole}})
            if (const QString line = data(index, part).toString(); !line.isEmpty())
                lines += line.toHtmlEscaped();
        return lines.join(QStringLiteral("<br>"));
    }
    if (role == Qt::AccessibleTextRole) {
        if (text) return words(*node);
        return QStringLiteral("%1 %2 %3, %4")
            .arg(data(index, Qt::DisplayRole).toString(), data(index, NumberRole).toString(),
                 data(index, UnitRole).toString(), data(index, BelowRole).toString());
    }
    if (text) return role == Qt::DisplayRole ? QVariant(words(*node)) : QVariant();
    if (node->kind == NodeKind::Figure) return figureData(*node, role);
    return node->kind == NodeKind::Datum ? datumData(*node, role) : readingData(*node, role);
}

}  // namespace hallwright
