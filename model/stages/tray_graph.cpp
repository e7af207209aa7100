#include "model/stages/tray_graph.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>

namespace hallwright {

namespace {
constexpr std::int32_t outOfReach = std::numeric_limits<std::int32_t>::max() / 4;
}

TrayGraph::TrayGraph(const Table<Tray>& trays) : m_trays(trays) {
    trays.forEach([&](Id<Tray>, const Tray& tray) {
        Run run;
        run.alongX = tray.y1 == tray.y2;
        run.usable = run.alongX || tray.x1 == tray.x2;  // an oblique tray carries nothing
        const auto [from, to] =
            run.alongX ? std::minmax(tray.x1.mm, tray.x2.mm) : std::minmax(tray.y1.mm, tray.y2.mm);
        run.begin = from;
        run.end = to;
        run.across = run.alongX ? tray.y1.mm : tray.x1.mm;
        run.z = tray.elevation.mm;
        m_runs.push_back(run);
    });

    // Joints of every tray by their place along it: its ends, and where another tray touches or
    // crosses it.
    std::vector<std::vector<std::int32_t>> places(m_runs.size());
    std::vector<std::pair<Joint, Joint>> risers;
    const auto at = [](const Run& run, std::int32_t place) {
        return run.alongX ? Joint{place, run.across, run.z} : Joint{run.across, place, run.z};
    };
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const Run& a = m_runs[i];
        if (!a.usable) continue;
        places[i].insert(places[i].end(), {a.begin, a.end});
        for (std::size_t j = 0; j < i; ++j) {
            const Run& b = m_runs[j];
            if (!b.usable) continue;
            const auto meet = [&](std::int32_t onA, std::int32_t onB) {
                places[i].push_back(onA);
                places[j].push_back(onB);
                if (a.z != b.z) risers.emplace_back(at(a, onA), at(b, onB));
            };
            if (a.alongX != b.alongX) {
                if (a.begin <= b.across && b.across <= a.end && b.begin <= a.across &&
                    a.across <= b.end)
                    meet(b.across, a.across);
            } else if (a.across == b.across && a.begin <= b.end && b.begin <= a.end) {
                const std::int32_t first = std::max(a.begin, b.begin);
                const std::int32_t last = std::min(a.end, b.end);
                meet(first, first);
                if (last != first) meet(last, last);
            }
        }
    }
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        std::sort(places[i].begin(), places[i].end());
        places[i].erase(std::unique(places[i].begin(), places[i].end()), places[i].end());
        for (std::int32_t place : places[i])
            m_joints.push_back(at(m_runs[i], place));
    }
    std::sort(m_joints.begin(), m_joints.end());
    m_joints.erase(std::unique(m_joints.begin(), m_joints.end()), m_joints.end());
    const auto number = [&](const Joint& joint) {
        return static_cast<std::int32_t>(std::lower_bound(m_joints.begin(), m_joints.end(), joint) -
                                         m_joints.begin());
    };

    std::vector<std::vector<Step>> steps(m_joints.size());
    const auto step = [&](std::int32_t a, std::int32_t b, std::int32_t length,
                          std::int32_t section) {
        steps[static_cast<std::size_t>(a)].push_back({b, length, section});
        steps[static_cast<std::size_t>(b)].push_back({a, length, section});
    };
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        Run& run = m_runs[i];
        if (!run.usable) continue;
        run.firstSection = static_cast<std::int32_t>(m_sections.size());
        for (std::size_t p = 0; p + 1 < std::max<std::size_t>(places[i].size(), 2); ++p) {
            const std::int32_t from = places[i][p];
            const std::int32_t to =
                places[i].size() > 1 ? places[i][p + 1] : from;  // a tray of no length is one point
            const Section section{static_cast<std::int32_t>(i), number(at(run, from)),
                                  number(at(run, to)), from - run.begin, to - from};
            step(section.begin, section.end, section.length_mm,
                 static_cast<std::int32_t>(m_sections.size()));
            m_sections.push_back(section);
        }
        run.sections = static_cast<std::int32_t>(m_sections.size()) - run.firstSection;
    }
    for (const auto& [low, high] : risers)
        step(number(low), number(high), std::abs(low.z - high.z), -1);
    findWays(steps);
}

/// Dijkstra from every joint; of ways of equal length the one over joints of lower number.
void TrayGraph::findWays(const std::vector<std::vector<Step>>& steps) {
    const std::size_t count = m_joints.size();
    m_distance.assign(count * count, outOfReach);
    m_before.assign(count * count, -1);
    m_last.assign(count * count, -1);
    m_order.assign(count * count, -1);
    m_reached.assign(count, 0);
    using Open = std::pair<std::int32_t, std::int32_t>;  // distance, joint
    std::vector<char> done(count);
    for (std::size_t from = 0; from < count; ++from) {
        const std::size_t row = from * count;
        std::fill(done.begin(), done.end(), 0);
        std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
        m_distance[row + from] = 0;
        open.push({0, static_cast<std::int32_t>(from)});
        while (!open.empty()) {
            const auto [distance, joint] = open.top();
            open.pop();
            const std::size_t at = static_cast<std::size_t>(joint);
            if (done[at]) continue;
            done[at] = 1;
            m_order[row + m_reached[from]++] = joint;
            for (const Step& s : steps[at]) {
                const std::size_t to = row + static_cast<std::size_t>(s.to);
                if (distance + s.length_mm >= m_distance[to]) continue;
                m_distance[to] = distance + s.length_mm;
                m_before[to] = joint;
                m_last[to] = s.section;
                open.push({m_distance[to], s.to});
            }
        }
    }
}

TrayGraph::Entry TrayGraph::entry(Millimetres x, Millimetres y) const {
    Entry best;
    std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
    std::int32_t bestPlace = 0;
    std::size_t bestRun = 0;
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const Run& run = m_runs[i];
        if (!run.usable) continue;
        const std::int32_t along = run.alongX ? x.mm : y.mm;
        const std::int32_t across = run.alongX ? y.mm : x.mm;
        const std::int32_t place = std::clamp(along, run.begin, run.end);
        const std::int64_t lateral = std::abs(static_cast<std::int64_t>(along) - place) +
                                     std::abs(static_cast<std::int64_t>(across) - run.across);
        if (lateral >= nearest) continue;
        nearest = lateral;
        bestPlace = place - run.begin;
        bestRun = i;
    }
    if (nearest == std::numeric_limits<std::int64_t>::max()) return best;
    const Run& run = m_runs[bestRun];
    std::int32_t section = run.firstSection;
    while (section + 1 < run.firstSection + run.sections &&
           bestPlace > m_sections[static_cast<std::size_t>(section)].start_mm +
                           m_sections[static_cast<std::size_t>(section)].length_mm)
        ++section;
    best.section = section;
    best.offset_mm = bestPlace - m_sections[static_cast<std::size_t>(section)].start_mm;
    best.lateral_mm = static_cast<std::int32_t>(nearest);
    best.elevation_mm = run.z;
    return best;
}

TrayGraph::Route TrayGraph::route(const Entry& a, const Entry& b) const {
    Route best;
    if (a.section < 0 || b.section < 0) return best;
    if (a.section == b.section) {
        best.length_mm = std::abs(a.offset_mm - b.offset_mm);
        return best;
    }
    const Section& first = m_sections[static_cast<std::size_t>(a.section)];
    const Section& last = m_sections[static_cast<std::size_t>(b.section)];
    std::int32_t shortest = outOfReach;
    const auto consider = [&](std::int32_t from, std::int32_t toFrom, std::int32_t to,
                              std::int32_t fromTo) {
        const std::int32_t between = distance(from, to);
        if (between >= outOfReach || toFrom + between + fromTo >= shortest) return;
        shortest = toFrom + between + fromTo;
        best = {shortest, from, to};
    };
    consider(first.begin, a.offset_mm, last.begin, b.offset_mm);
    consider(first.begin, a.offset_mm, last.end, last.length_mm - b.offset_mm);
    consider(first.end, first.length_mm - a.offset_mm, last.begin, b.offset_mm);
    consider(first.end, first.length_mm - a.offset_mm, last.end, last.length_mm - b.offset_mm);
    return best;
}

void TrayLoad::reset(const TrayGraph& graph, std::size_t racks) {
    m_between.assign(graph.joints() * graph.joints(), 0);
    m_base.assign(graph.sections().size(), 0);
    m_change.assign(racks, 0);
}

void TrayLoad::add(const TrayGraph& graph, const std::vector<TrayGraph::Entry>& entries,
                   std::size_t a, std::size_t b, const TrayGraph::Route& route,
                   std::int64_t area_um2) {
    if (route.length_mm < 0 || a == b) return;
    if (route.from < 0) {  // on one section
        const bool forward = entries[a].offset_mm < entries[b].offset_mm;
        if (entries[a].offset_mm == entries[b].offset_mm) return;
        m_change[forward ? a : b] += area_um2;
        m_change[forward ? b : a] -= area_um2;
        return;
    }
    const auto leave = [&](std::size_t rack, std::int32_t joint) {
        const std::size_t section = static_cast<std::size_t>(entries[rack].section);
        if (graph.sections()[section].begin == joint) {
            m_base[section] += area_um2;
            m_change[rack] -= area_um2;
        } else {
            m_change[rack] += area_um2;
        }
    };
    leave(a, route.from);
    leave(b, route.to);
    m_between[static_cast<std::size_t>(route.from) * graph.joints() +
              static_cast<std::size_t>(route.to)] += area_um2;
}

std::vector<std::int64_t> TrayLoad::fullest(const TrayGraph& graph,
                                            const std::vector<TrayGraph::Entry>& entries) const {
    // Down the tree of shortest ways from every joint, farthest first: what reaches a joint came by
    // its last section.
    std::vector<std::int64_t> through(m_base);
    std::vector<std::int64_t> flow(graph.joints());
    for (std::size_t from = 0; from < graph.joints(); ++from) {
        const auto row = m_between.begin() + static_cast<std::ptrdiff_t>(from * graph.joints());
        if (std::all_of(row, row + static_cast<std::ptrdiff_t>(graph.joints()),
                        [](std::int64_t area) { return area == 0; }))
            continue;
        std::copy(row, row + static_cast<std::ptrdiff_t>(graph.joints()), flow.begin());
        const std::int32_t* order = graph.order(from);
        for (std::size_t i = graph.reached(from); i-- > 1;) {
            const std::size_t joint = static_cast<std::size_t>(order[i]);
            if (flow[joint] == 0) continue;
            flow[static_cast<std::size_t>(graph.before(from, joint))] += flow[joint];
            if (const std::int32_t section = graph.lastSection(from, joint); section >= 0)
                through[static_cast<std::size_t>(section)] += flow[joint];
        }
    }
    std::vector<std::int64_t> out(graph.trays(), 0);
    const auto note = [&](std::size_t section) {
        std::int64_t& most = out[static_cast<std::size_t>(graph.sections()[section].tray)];
        most = std::max(most, through[section]);
    };
    for (std::size_t section = 0; section < through.size(); ++section)
        note(section);
    std::vector<std::uint32_t> byPlace;
    for (std::size_t rack = 0; rack < entries.size(); ++rack)
        if (entries[rack].section >= 0 && m_change[rack] != 0)
            byPlace.push_back(static_cast<std::uint32_t>(rack));
    std::sort(byPlace.begin(), byPlace.end(), [&](std::uint32_t a, std::uint32_t b) {
        const TrayGraph::Entry& x = entries[a];
        const TrayGraph::Entry& y = entries[b];
        return std::tie(x.section, x.offset_mm, a) < std::tie(y.section, y.offset_mm, b);
    });
    for (std::size_t i = 0; i < byPlace.size(); ++i) {
        const TrayGraph::Entry& entry = entries[byPlace[i]];
        const std::size_t section = static_cast<std::size_t>(entry.section);
        through[section] += m_change[byPlace[i]];
        // Racks of both sides of a tray enter at one place: the load between them stretches over no
        // length.
        const bool samePlaceNext = i + 1 < byPlace.size() &&
                                   entries[byPlace[i + 1]].section == entry.section &&
                                   entries[byPlace[i + 1]].offset_mm == entry.offset_mm;
        if (!samePlaceNext) note(section);
    }
    return out;
}

}  // namespace hallwright
