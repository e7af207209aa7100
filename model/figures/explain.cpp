#include "model/figures/explain.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>
#include <set>

namespace hallwright {

namespace {

/// The part an item is made of, for folding items of the same part.
PartId ownPart(const Evaluation& evaluation, FigureRef ref) {
    const Hall& hall = evaluation.hall();
    switch (info(ref.figure).scope) {
    case Scope::Rack:
        return hall.racks[{ref.item}].part;
    case Scope::Equipment:
        return hall.equipment[{ref.item}].part;
    case Scope::PowerUnit:
        return hall.powerUnits[{ref.item}].part;
    case Scope::Busway:
        return hall.busways[{ref.item}].part;
    case Scope::Tap:
        return hall.taps[{ref.item}].part;
    default:
        return {};
    }
}

/// Rows of one input that look the same: same part, same number, same status.
struct SharedCause {
    RawId first = 0;
    std::size_t count = 0;
};

std::vector<SharedCause> folded(const Evaluation& evaluation, Fig figure,
                                const std::vector<RawId>& rows) {
    std::vector<SharedCause> groups;
    std::map<std::tuple<RawId, std::uint64_t, int>, std::size_t> known;
    const Scope scope = info(figure).scope;
    for (RawId id : rows) {
        const std::ptrdiff_t position = evaluation.rows().position(scope, id);
        if (position < 0) continue;
        const std::size_t row = static_cast<std::size_t>(position);
        const Status status = evaluation.columns().status(figure, row);
        if (status == Status::Absent) continue;
        const RawId part =
            scope == Scope::Fabric || scope == Scope::Loop || scope == Scope::PowerUnit
                ? id
                : ownPart(evaluation, {figure, id}).raw;
        const auto key =
            std::tuple(part, std::bit_cast<std::uint64_t>(evaluation.columns().get(figure, row)),
                       static_cast<int>(status));
        const auto [it, fresh] = known.emplace(key, groups.size());
        if (fresh) groups.push_back({id, 0});
        ++groups[it->second].count;
    }
    return groups;
}

std::string subjectOf(const Evaluation& evaluation, FigureRef ref, std::size_t count) {
    const std::optional<TableId> table = tableOf(info(ref.figure).scope);
    if (!table) return {};
    const std::string name = itemName(evaluation.hall(), {*table, ref.item});
    if (count == 1) return name;
    const Part* part = evaluation.hall().part(ownPart(evaluation, ref));
    return fmt::format("{} × {}, {} …", grouped(static_cast<long long>(count)),
                       part ? part->name : std::string("item"), name);
}

class Walker {
public:
    explicit Walker(const Evaluation& evaluation) : m_evaluation(evaluation) {}

    Explanation walk(FigureRef ref, std::size_t count, int depth) {
        Explanation node;
        node.figure = ref;
        node.items = count;
        node.subject = subjectOf(m_evaluation, ref, count);
        node.value = m_evaluation.figure(ref);
        const bool fresh = m_seen.insert(ref).second;
        if (!fresh || depth > 12) {
            node.seenAbove = true;
            return node;
        }
        for (const Input& input : info(ref.figure).inputs) {
            switch (input.type) {
            case Input::Type::Field:
                node.fields.push_back(input.field);
                break;
            case Input::Type::Property:
                addData(node, ref, input);
                break;
            case Input::Type::Figure:
                for (const SharedCause& group :
                     folded(m_evaluation, input.figure, m_evaluation.inputRows(ref, input)))
                    node.inputs.push_back(
                        walk({input.figure, group.first}, group.count, depth + 1));
                break;
            }
        }
        return node;
    }

private:
    void addData(Explanation& node, FigureRef ref, const Input& input) {
        const auto known = [&](const SlotRef& slot) { return slot.property == input.property; };
        // "Any part" stands in for sums over all kinds; where the item's own part says it, that is
        // the one read.
        if (input.role == Role::EveryPart && std::any_of(node.data.begin(), node.data.end(), known))
            return;
        for (PartId part : m_evaluation.inputParts(ref, input)) {
            const SlotRef slot{part, input.property};
            if (std::find(node.data.begin(), node.data.end(), slot) == node.data.end())
                node.data.push_back(slot);
        }
    }

    const Evaluation& m_evaluation;
    std::set<FigureRef> m_seen;
};

std::string valueOf(const Datum& datum, const Reading& reading) {
    const PropertyInfo& row = info(datum.property);
    if (reading.unknown) return "unknown";
    switch (row.shape) {
    case Shape::Number:
        return reading.number ? formatQuantity({*reading.number, row.dimension}) : "unknown";
    case Shape::Curve: {
        std::string out;
        for (std::size_t i = 0; i < reading.x.size(); ++i)
            out += fmt::format("{}{} → {}", i == 0 ? "" : ", ",
                               formatQuantity({reading.x[i], row.argument}),
                               formatQuantity({reading.values[i], row.dimension}));
        if (reading.madeFor)
            out +=
                fmt::format(" (made for {})", formatQuantity({*reading.madeFor, Dimension::Power}));
        return out;
    }
    case Shape::List: {
        std::vector<std::string> pieces;
        for (double value : reading.values)
            pieces.push_back(formatQuantity({value, row.dimension}));
        return joined(pieces, ", ");
    }
    case Shape::Text:
    case Shape::Reference:
        return reading.text;
    }
    return {};
}

constexpr std::size_t mostDataShown = 12;

void write(std::string& out, const Evaluation& evaluation, const Explanation& node,
           const Ranges* ranges, int depth) {
    const Hall& hall = evaluation.hall();
    const FigureInfo& row = info(node.figure.figure);
    const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
    const std::string id = node.items == 1 ? figureId(hall, node.figure) : std::string(row.id);
    out += fmt::format("{}{}: {}", indent, id, figureText(node.value));
    if (node.items > 1) out += fmt::format(" each, {}", node.subject);
    if (ranges && node.value.status == Status::Ok) {
        const Range range = ranges->of(evaluation, node.figure);
        if (range.low < range.high)
            out += fmt::format(" ({} … {})", formatQuantity({range.low, row.dimension}),
                               formatQuantity({range.high, row.dimension}));
    }
    if (node.seenAbove) {
        out += "  (see above)\n";
        return;
    }
    out += fmt::format("\n{}  {} = {} [{}]\n", indent, row.title, row.formula, row.source);
    for (const SlotRef& missing : depth == 0 ? node.value.missing : std::vector<SlotRef>{}) {
        const Part* part = hall.part(missing.part);
        out += fmt::format("{}  missing: {} of {}\n", indent, info(missing.property).id,
                           part ? part->id : "?");
    }
    std::size_t shown = 0;
    for (const SlotRef& slot : node.data) {
        const Part* part = hall.part(slot.part);
        const Datum* datum = part ? part->find(slot.property) : nullptr;
        if (!datum) continue;
        if (++shown > mostDataShown) {
            out += fmt::format("{}  … and {} more\n", indent, node.data.size() - mostDataShown);
            break;
        }
        out += fmt::format("{}  {} of {}: {}\n", indent, info(slot.property).id, part->id,
                           readingText(hall, *datum, datum->reading()));
        if (node.data.size() > mostDataShown) continue;
        for (const Reading& other : datum->readings)
            if (&other != &datum->reading())
                out += fmt::format("{}      also: {}\n", indent, readingText(hall, *datum, other));
    }
    if (!node.fields.empty()) {
        std::vector<std::string> names(node.fields.begin(), node.fields.end());
        out += fmt::format("{}  layout: {}\n", indent, joined(names, ", "));
    }
    for (const Explanation& input : node.inputs)
        write(out, evaluation, input, ranges, depth + 1);
}

}  // namespace

Explanation explain(const Evaluation& evaluation, FigureRef ref) {
    return Walker(evaluation).walk(ref, 1, 0);
}

std::string readingText(const Hall& hall, const Datum& datum, const Reading& reading) {
    std::string out = valueOf(datum, reading);
    if (&reading == &datum.reading() && reading.number) {
        const std::optional<Range> range = rangeOf(datum);
        if (range && range->low < range->high) {
            const Dimension dimension = info(datum.property).dimension;
            out += fmt::format(" ({} … {})", formatQuantity({range->low, dimension}),
                               formatQuantity({range->high, dimension}));
        }
    }
    if (!reading.at.empty()) out += fmt::format(" at {}", reading.at);
    if (!reading.includes.empty()) out += fmt::format(", with {}", reading.includes);
    std::string title = reading.source;
    hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
        if (row.source.id == reading.source && !row.source.title.empty()) title = row.source.title;
    });
    out += fmt::format("; {}, grade {}, {}", title, static_cast<char>(reading.grade), reading.asOf);
    if (!reading.why.empty()) out += fmt::format("; {}", reading.why);
    return out;
}

std::string figureText(const Figure& figure, UnitSystem system) {
    switch (figure.status) {
    case Status::Ok:
        return formatQuantity(figure.value, system);
    case Status::Partial:
        return "at least " + formatQuantity(figure.value, system);
    case Status::None:
        return "unknown";
    case Status::Absent:
        return "–";
    }
    return {};
}

std::string explanationText(const Evaluation& evaluation, const Explanation& explanation,
                            const Ranges* ranges) {
    std::string out;
    write(out, evaluation, explanation, ranges, 0);
    return out;
}

}  // namespace hallwright
