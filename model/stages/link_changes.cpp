#include "model/stages/link_changes.h"

#include "model/stages/plant.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace hallwright {

namespace {

/// A number for every rack name that either hall has.
class RackNames {
public:
    std::vector<std::int64_t> of(const Hall& hall, const RowIndex& rows) {
        std::vector<std::int64_t> out;
        for (const RawId id : rows.ids(Scope::Rack))
            out.push_back(static_cast<std::int64_t>(
                m_numbers.try_emplace(hall.racks[Id<Rack>{id}].name, m_numbers.size())
                    .first->second));
        return out;
    }

private:
    std::unordered_map<std::string, std::size_t> m_numbers;
};

/// A place that a link ends at, as it is called in every hall.
using Place = std::tuple<std::int64_t, std::int32_t>;  ///< device, port

struct Line {
    LinkBundle::Kind kind = LinkBundle::Kind::HostLeaf;
    std::int32_t plane = 0;
    Place lower, upper;
    LinkRef ref;

    auto identity() const { return std::tie(kind, plane, lower); }
};

std::vector<Line> linesOf(const FabricPlan& plan, std::int32_t fabric,
                          const std::vector<std::int64_t>& racks) {
    std::vector<Line> lines;
    const std::int32_t planes = std::max(1, plan.size.planes);
    for (std::size_t b = 0; b < plan.bundles.size(); ++b) {
        const LinkBundle& bundle = plan.bundles[b];
        Line line;
        line.kind = bundle.kind;
        line.plane = planeOf(plan.size, bundle.to);
        for (std::int32_t i = 0; i < bundle.links; ++i) {
            const std::int32_t port = bundle.fromPort + i * bundle.fromStep;
            if (bundle.kind == LinkBundle::Kind::HostLeaf) {
                const std::size_t rack = static_cast<std::size_t>(bundle.from);
                const std::int32_t ports = std::max(1, plan.hostPorts[rack]);
                line.lower = {racks[rack] << 20 | port / ports, port % ports};
            } else {
                line.lower = {bundle.from / planes, port};
            }
            line.upper = {bundle.to / planes, bundle.toPort + i * bundle.toStep};
            line.ref = {fabric, static_cast<std::int32_t>(b), i};
            lines.push_back(line);
        }
    }
    std::sort(lines.begin(), lines.end(),
              [](const Line& a, const Line& b) { return a.identity() < b.identity(); });
    return lines;
}

/// What the links of a hall are bought as.
class CablesOf {
public:
    explicit CablesOf(const Evaluation& evaluation)
        : m_evaluation(evaluation), m_links(evaluation) {}

    /// Part and bought length of every cable of a link.
    std::vector<std::pair<std::string, std::int32_t>> of(LinkRef ref) const {
        std::vector<std::pair<std::string, std::int32_t>> out;
        const auto add = [&](PartId id, std::int32_t bought_mm) {
            const Part* part = id ? m_evaluation.hall().part(id) : nullptr;
            if (part && bought_mm >= 0) out.emplace_back(part->id, bought_mm);
        };
        const Link link = m_links.link(ref);
        if (m_evaluation.cables().plans[static_cast<std::size_t>(ref.fabric)].structured)
            for (const ChainPiece& piece : chainOf(m_evaluation, link))
                add(piece.part, piece.bought_mm);
        else
            add(link.medium, link.bought_mm);
        return out;
    }

private:
    const Evaluation& m_evaluation;
    LinkList m_links;
};

/// Merges the links of one fabric before and after: told(change, kind) for each that is not kept;
/// same(before, after) says whether one with the same ends keeps its cables.
template <typename Told, typename Same>
void compareLines(const std::vector<Line>& before, const std::vector<Line>& after, LinkChanges& out,
                  Told&& told, Same&& same) {
    using Fate = LinkChange::Fate;
    auto a = before.begin();
    auto b = after.begin();
    while (a != before.end() || b != after.end()) {
        if (b == after.end() || (a != before.end() && a->identity() < b->identity())) {
            ++out.removed;
            told(LinkChange{Fate::Removed, a->ref, std::nullopt}, a->kind);
            ++a;
        } else if (a == before.end() || b->identity() < a->identity()) {
            ++out.added;
            told(LinkChange{Fate::Added, std::nullopt, b->ref}, b->kind);
            ++b;
        } else {
            if (a->upper == b->upper && same(a->ref, b->ref)) {
                ++out.kept;
            } else if (a->upper == b->upper) {
                ++out.replaced;
                told(LinkChange{Fate::Replaced, a->ref, b->ref}, b->kind);
            } else {
                ++out.moved;
                told(LinkChange{Fate::Moved, a->ref, b->ref}, b->kind);
            }
            ++a;
            ++b;
        }
    }
}

/// Positions of the fabrics by name.
std::map<std::string, std::int32_t> fabricsOf(const Hall& hall) {
    std::map<std::string, std::int32_t> out;
    std::int32_t row = 0;
    hall.fabrics.forEach(
        [&](Id<Fabric>, const Fabric& fabric) { out.try_emplace(fabric.name, row++); });
    return out;
}

}  // namespace

LinkChanges compareLinks(const Evaluation& before, const Evaluation& after) {
    RackNames names;
    const std::vector<std::int64_t> racksBefore = names.of(before.hall(), before.rows());
    const std::vector<std::int64_t> racksAfter = names.of(after.hall(), after.rows());
    const std::map<std::string, std::int32_t> fabricsBefore = fabricsOf(before.hall());
    const std::map<std::string, std::int32_t> fabricsAfter = fabricsOf(after.hall());
    const auto lines = [](const Evaluation& evaluation,
                          const std::map<std::string, std::int32_t>& fabrics,
                          const std::string& name, const std::vector<std::int64_t>& racks) {
        const auto found = fabrics.find(name);
        if (found == fabrics.end()) return std::vector<Line>{};
        return linesOf(evaluation.fabrics().plans[static_cast<std::size_t>(found->second)],
                       found->second, racks);
    };
    std::map<std::string, std::int32_t> all = fabricsBefore;
    all.insert(fabricsAfter.begin(), fabricsAfter.end());
    LinkChanges out;
    const CablesOf cablesBefore(before), cablesAfter(after);
    for (const auto& [name, position] : all)
        compareLines(
            lines(before, fabricsBefore, name, racksBefore),
            lines(after, fabricsAfter, name, racksAfter), out,
            [&](LinkChange change, LinkBundle::Kind) { out.changes.push_back(std::move(change)); },
            [&](LinkRef a, LinkRef b) { return cablesBefore.of(a) == cablesAfter.of(b); });
    return out;
}

Result<std::vector<ExpansionStep>> expansionSteps(const Hall& hall, Id<Fabric> id,
                                                  const std::vector<int>& racks) {
    const Fabric* fabric = hall.fabrics.find(id);
    if (!fabric) return Error{ErrorCode::NotFound, "There is no such fabric.", {}};
    std::map<PartId, int> parts;
    hall.members.forEach([&](Id<Member>, const Member& member) {
        const Rack* rack = member.fabric == id ? hall.racks.find(member.rack) : nullptr;
        if (rack) ++parts[rack->part];
    });
    if (parts.empty())
        return Error{ErrorCode::Invalid,
                     "Fabric " + fabric->name + " joins no racks; make racks members of it first.",
                     {}};
    const PartId part =
        std::max_element(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        })->first;

    Hall grown;
    grown.parts = hall.parts;
    grown.fabrics.set(id, *fabric);
    const Slots in(grown);
    const int unit = std::max(1, fabric->unit);
    std::vector<ExpansionStep> steps;
    std::vector<Line> last;
    int built = 0;
    for (const int count : racks) {
        constexpr int most = 1'000'000;  // guards against a slip of the hand
        if (count < built || count > most)
            return Error{ErrorCode::Invalid,
                         "Steps of growth must not shrink, nor go beyond 1,000,000 racks.",
                         {}};
        for (; built < count; ++built) {
            grown.racks.set({built + 1}, Rack{.name = std::to_string(built), .part = part});
            grown.members.set({built + 1}, Member{{built + 1}, id, built / unit, built % unit});
        }
        const RowIndex rows(grown);
        const FabricPlan plan = fabricPlan(grown, in, rows, id);
        std::vector<std::int64_t> positions(rows.count(Scope::Rack));
        for (std::size_t i = 0; i < positions.size(); ++i)
            positions[i] = static_cast<std::int64_t>(i);
        std::vector<Line> lines = linesOf(plan, 0, positions);
        ExpansionStep step;
        LinkChanges changes;
        compareLines(
            last, lines, changes,
            [&](const LinkChange& change, LinkBundle::Kind kind) {
                step.hostsMoved +=
                    change.fate == LinkChange::Fate::Moved && kind == LinkBundle::Kind::HostLeaf;
            },
            [](LinkRef, LinkRef) { return true; });  // nothing is placed, so nothing has a length
        step.racks = count;
        step.switches = plan.size.switches;
        step.endpoints = plan.size.endpoints;
        step.links = static_cast<long long>(lines.size());
        step.moved = changes.moved;
        step.added = changes.added;
        step.removed = changes.removed;
        step.problem = plan.size.problem;
        steps.push_back(std::move(step));
        last = std::move(lines);
    }
    return steps;
}

}  // namespace hallwright
