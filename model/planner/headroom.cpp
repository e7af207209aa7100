#include "model/planner/headroom.h"

#include "model/base/text.h"
#include "model/edits/hang_rack.h"
#include "model/edits/place_items.h"
#include "model/planner/free_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace hallwright {

namespace {

/// Stand for the floor, and for an edit that is refused, among the rules that stop a group.
constexpr int noRule = -1, refusal = -2;

/// Things overlap or stand outside where more floor is asked for than there is.
bool isAboutFloor(const RuleInfo& rule) {
    return rule.id == "space.overlap" || rule.id == "space.outside";
}

/// How far beyond its limit a finding is; equal where it has no number.
double excessInSi(const Finding& finding) { return std::abs(finding.actual.si - finding.limit.si); }

bool isError(const Finding& finding) {
    return finding.outcome == Finding::Outcome::Fails && finding.waiver == 0 &&
           ruleOf(finding).severity == Severity::Error;
}

/// A hall under way, and how many of the part were added.
struct State {
    Hall hall;
    RawId next = 1;
    int added = 0;
};

/// Places that are filled one after another; or a new row on floor that is not there.
struct Group {
    std::vector<Placement> places;
    bool isRow = false;     ///< of the hall: places are taken one by one
    bool isBeyond = false;  ///< on floor that the hall does not have
    std::size_t taken = 0;
    std::optional<int> stoppedBy;  ///< row in allRules(), or `refusal`
    std::string refused;           ///< why the edit was refused
};

class Search {
public:
    Search(const Hall& hall, const Catalog& catalog, const Part& part,
           const HeadroomOptions& options)
        : m_catalog(catalog), m_part(part), m_options(options) {
        m_state.hall = hall;
        m_before = hall.racks;
        m_state.next = hall.highestId() + 1;
        const Evaluation& base = m_evaluator.update(hall);
        noteUnevaluated(base);
        for (const Finding& finding : base.findings())
            if (isError(finding)) {
                const auto [known, isNew] = m_known.emplace(finding.key(hall), excessInSi(finding));
                // Several of one key are as bad as the worst of them.
                if (!isNew) known->second = std::max(known->second, excessInSi(finding));
                m_failing.insert(finding.rule);
            }
    }

    Headroom run() {
        Headroom out;
        out.part = m_part.id;
        out.name = m_part.name;
        const auto count = [&](auto, const auto& row) {
            const Part* part = m_state.hall.part(row.part);
            out.here += part && part->id == m_part.id;
        };
        m_state.hall.racks.forEach(count);
        m_state.hall.equipment.forEach(count);
        findPlaces();
        for (const Group& group : m_groups)
            out.places += static_cast<int>(group.places.size());
        out.placesAtLeast = out.places >= m_options.most;
        // One limit more than told, for what the last of them gives.
        for (std::size_t i = 0; i <= m_options.limits && !m_stopped; ++i) {
            fill();
            if (i == 0) out.fits = m_state.added;
            if (!out.limits.empty()) {
                HeadroomLimit& before = out.limits.back();
                before.gain = m_state.added - before.fits;
                before.atLeast = m_state.added >= m_options.most;
            }
            if (m_state.added >= m_options.most) {
                out.atLeast = i == 0;
                break;
            }
            if (i == m_options.limits) break;
            out.limits.push_back(takeLimit());
            tell(static_cast<double>(i + 1) / static_cast<double>(m_options.limits + 1));
        }
        out.cancelled = m_stopped;
        for (const int rule : m_notEvaluated)
            out.notEvaluated.emplace_back(allRules()[static_cast<std::size_t>(rule)].id);
        return out;
    }

private:
    bool tell(double share) {
        m_share = std::max(m_share, share);
        if (!m_stopped && m_options.progress && !m_options.progress(m_share)) m_stopped = true;
        return !m_stopped;
    }

    void findPlaces() {
        const Rect box = footprintOf(&m_part, {});
        m_depth = box.depth;
        m_width = box.width;
        if (needsSidecar(m_state.hall, m_part)) {
            m_sidecar = m_catalog.find(sidecarId());
            if (m_sidecar) {
                const Rect beside = footprintOf(m_sidecar.get(), {});
                m_width += beside.width;
                m_depth = std::max(m_depth, beside.depth);
            }
        }
        const FreePlaces free =
            freePlaces(m_state.hall, m_width, m_depth, static_cast<std::size_t>(m_options.most),
                       [&] { return tell(0.0); });
        m_groups.resize(free.groups.size());
        for (std::size_t i = 0; i < free.groups.size(); ++i)
            m_groups[i].isRow = free.groups[i].row.raw != 0 || !isRack();
        for (const FreePlace& place : free.places)
            m_groups[place.group].places.push_back(place.place);
    }
    /// The sidecar that such racks have here, else the one that the part names.
    std::string sidecarId() const {
        const Hall& hall = m_state.hall;
        std::string found;
        hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            const Part* part = hall.part(rack.part);
            const Rack* beside = hall.racks.find(rack.sidecar);
            const Part* sidecar = beside ? hall.part(beside->part) : nullptr;
            if (found.empty() && part && sidecar && part->id == m_part.id) found = sidecar->id;
        });
        return found.empty() ? m_part.text(Property::sidecar) : found;
    }
    bool isRack() const { return m_part.kind != Kind::Cdu && m_part.kind != Kind::AirUnit; }

    /// The hall with one more in a place, its sidecar beside it. Fails as the edit does.
    Result<void> placeOne(State& state, const Placement& place) const {
        Placement at = place;
        const auto put = [&](const std::string& part) -> Result<void> {
            const Result<Edit> edit = placePart(state.hall, m_catalog, part, at, state.next);
            if (!edit) return edit.error();
            return apply(state.hall, *edit);
        };
        if (m_sidecar) {
            if (Result<void> done = put(m_sidecar->id); !done) return done;
            const Rect beside = footprintOf(m_sidecar.get(), at);
            const bool y = at.facing == Facing::Left || at.facing == Facing::Right;
            (y ? at.y : at.x) += y ? beside.depth : beside.width;
        }
        if (Result<void> done = put(m_part.id); !done) return done;
        ++state.added;
        return {};
    }

    /// The hall with so many more of a group's places taken. Fails as the edit does.
    Result<State> with(const Group& group, std::size_t from, std::size_t count) {
        State state = m_state;
        if (group.isRow) {
            for (std::size_t i = 0; i < count; ++i)
                if (const Result<void> done = placeOne(state, group.places[from + i]); !done)
                    return done.error();
            return state;
        }
        // A new line is a row with busways of its own.
        NewRow row;
        row.part = m_part.id;
        const Placement& first = group.places[from];
        row.x = first.x;
        row.y = first.y;
        row.facing = first.facing;
        row.along = first.facing == Facing::Left || first.facing == Facing::Right;
        row.count = static_cast<int>(count);
        const Result<Edit> edit = addRow(state.hall, m_catalog, row, state.next);
        if (!edit) return edit.error();
        if (const Result<void> done = apply(state.hall, *edit); !done) return done.error();
        useSidecar(state.hall);
        state.added += row.count;
        return state;
    }
    /// A new row comes with the sidecars that the part names; this hall has others.
    void useSidecar(Hall& hall) const {
        const PartId other = m_sidecar ? hall.findPart(m_part.text(Property::sidecar)) : PartId{};
        const PartId wanted = m_sidecar ? hall.findPart(m_sidecar->id) : PartId{};
        if (!other || !wanted || other == wanted) return;
        std::vector<Id<Rack>> sidecars;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (rack.part == other && !m_before.contains(id)) sidecars.push_back(id);
        });
        for (const Id<Rack> id : sidecars) {
            Rack rack = hall.racks[id];
            rack.part = wanted;
            hall.racks.set(id, std::move(rack));
        }
    }

    /// Rules that cannot be evaluated have not passed. Those of warnings stop nothing anyway.
    void noteUnevaluated(const Evaluation& evaluation) {
        for (const Finding& finding : evaluation.findings())
            if (finding.outcome == Finding::Outcome::NotChecked && finding.waiver == 0 &&
                ruleOf(finding).severity == Severity::Error)
                m_notEvaluated.insert(finding.rule);
    }

    /// The first error that the hall does not have as bad already; nothing where all is well.
    std::optional<Finding> breach(const Hall& hall) {
        const Evaluation& evaluation = m_evaluator.update(hall);
        noteUnevaluated(evaluation);
        for (const Finding& finding : evaluation.findings()) {
            if (!isError(finding) || m_relaxed.count(finding.rule)) continue;
            if (m_beyond && isAboutFloor(ruleOf(finding))) continue;
            const auto known = m_known.find(finding.key(hall));
            if (known != m_known.end() && !exceeds(excessInSi(finding), known->second)) continue;
            m_words[finding.rule] = findingText(evaluation, finding);
            return finding;
        }
        return std::nullopt;
    }

    /// Takes as many places of a group as no rule objects to: steps of one, two, four …, then
    /// halving. More of a part only ever use more of what there is.
    void fill(Group& group) {
        group.stoppedBy.reset();
        const std::size_t from = group.taken;
        const std::size_t room =
            std::min(group.places.size() - from,
                     static_cast<std::size_t>(std::max(0, m_options.most - m_state.added)));
        std::size_t good = 0, bad = room + 1;
        std::optional<State> best;
        while (good + 1 < bad && !m_stopped) {
            const std::size_t trial =
                bad > room ? std::min(room, std::max<std::size_t>(1, good * 2)) : (good + bad) / 2;
            Result<State> state = with(group, from, trial);
            const std::optional<Finding> found = state ? breach(state->hall) : std::nullopt;
            tell(m_share);
            if (state && !found) {
                good = trial;
                best = std::move(state).value();
                continue;
            }
            bad = trial;
            group.stoppedBy = found ? int{found->rule} : refusal;
            group.refused = state ? std::string() : state.error().message;
            if (!found) continue;
            m_finding.insert_or_assign(found->rule, *found);
        }
        if (best) m_state = std::move(*best);
        group.taken = from + good;
    }

    void fill() {
        m_finding.clear();
        // What stopped a group before says nothing of this pass, which may end early.
        for (Group& group : m_groups)
            group.stoppedBy.reset();
        for (std::size_t i = 0; i < m_groups.size() && !m_stopped; ++i) {
            fill(m_groups[i]);
            // Rows beyond the walls are all alike.
            if (m_groups[i].isBeyond && m_groups[i].stoppedBy) {
                m_groups.resize(i + 1);
                break;
            }
            if (m_state.added >= m_options.most) return;
            if (m_beyond && i + 1 == m_groups.size() && !m_groups[i].stoppedBy) addBeyond();
        }
    }

    /// The rule that stops most of the places left, or the floor where none is left.
    HeadroomLimit takeLimit() {
        std::map<int, std::size_t> stopped;
        for (const Group& group : m_groups)
            if (group.stoppedBy) stopped[*group.stoppedBy] += group.places.size() - group.taken;
        int rule = noRule;
        for (const auto& [candidate, places] : stopped)
            if (rule == noRule || places > stopped[rule]) rule = candidate;
        HeadroomLimit limit;
        limit.fits = m_state.added;
        if (rule == refusal) {
            limit.title = "Cannot be placed";
            limit.item = {TableId::Sites, m_state.hall.siteId().raw};
            // No limit to be relaxed: these places are as good as none.
            for (Group& group : m_groups)
                if (group.stoppedBy == refusal) {
                    if (limit.detail.empty()) limit.detail = group.refused;
                    group.places.resize(group.taken);
                }
            return limit;
        }
        if (rule == noRule) {
            limit.title = "No free floor";
            limit.detail = "every place with its aisles is taken";
            limit.item = {TableId::Sites, m_state.hall.siteId().raw};
            m_beyond = true;
            addBeyond();
            return limit;
        }
        const Finding& finding = m_finding.at(rule);
        const RuleInfo& row = ruleOf(finding);
        limit.rule = row.id;
        limit.title = row.title;
        limit.detail = m_words.at(rule);
        if (!finding.items.empty()) limit.item = finding.items.front();
        limit.actual = finding.actual;
        limit.limit = finding.limit;
        limit.alreadyExceeded = limit.fits == 0 && m_failing.count(finding.rule) != 0;
        m_relaxed.insert(finding.rule);
        return limit;
    }

    /// One more row as long as the longest there is, where the first place is: as if there were
    /// more floor beside it.
    void addBeyond() {
        constexpr std::size_t aFew = 8;
        Group group;
        std::size_t longest = 0;
        Placement at;
        for (const Group& other : m_groups)
            if (!other.isBeyond && other.places.size() > longest) {
                longest = other.places.size();
                at = other.places.front();
            }
        if (longest == 0)
            m_state.hall.rows.forEach([&](Id<Row>, const Row& row) {
                if (longest == 0) {
                    at = {row.x, row.y, row.facing};
                    longest = aFew;
                }
            });
        if (longest == 0) longest = aFew;
        group.places.assign(longest, at);
        group.isRow = !isRack();
        group.isBeyond = true;
        m_groups.push_back(std::move(group));
    }

    const Catalog& m_catalog;
    const Part& m_part;
    const HeadroomOptions& m_options;
    State m_state;
    Table<Rack> m_before;  ///< racks of the hall as it is
    Evaluator m_evaluator;
    PartPtr m_sidecar;
    Millimetres m_width, m_depth;
    std::vector<Group> m_groups;
    std::map<std::string, double> m_known;  ///< errors of the hall as it is, by key
    std::set<int> m_failing;                ///< rules that the hall as it is breaks
    std::set<int> m_relaxed;
    std::set<int> m_notEvaluated;
    std::map<int, Finding> m_finding;
    std::map<int, std::string> m_words;
    double m_share = 0.0;
    bool m_beyond = false;
    bool m_stopped = false;
};

}  // namespace

Result<Headroom> headroom(const Hall& hall, const Catalog& catalog, std::string_view part,
                          const HeadroomOptions& options) {
    PartPtr found;
    if (const FrozenPart* held = hall.parts.find(hall.findPart(part))) found = held->part;
    if (!found) found = catalog.find(part);
    if (!found)
        return Error{ErrorCode::NotFound,
                     fmt::format("no part has the id {}; catalog list shows all", part),
                     {}};
    if (!isPlaceable(found->kind))
        return Error{ErrorCode::Usage,
                     fmt::format("{} is a {}, which does not stand on the floor by itself; ask for "
                                 "a rack or a cooling unit",
                                 found->name, lowered(info(found->kind).title)),
                     {}};
    if (hall.sites.empty())
        return Error{ErrorCode::Invalid, "the hall has no site; plan one first", {}};
    return Search(hall, catalog, *found, options).run();
}

}  // namespace hallwright
