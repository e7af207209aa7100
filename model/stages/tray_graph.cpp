#include "model/stages/tray_graph.h"

#include <algorithm>
#include <limits>
#include <queue>

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
            m_sections.push_back(section);
        }
        run.sections = static_cast<std::int32_t>(m_sections.size()) - run.firstSection;
    }
    for (const auto& [low, high] : risers)
        m_risers.emplace_back(number(low), number(high));
    findWays();
}

TrayGraph TrayGraph::without(std::vector<std::uint8_t> closed) const {
    TrayGraph out = *this;
    out.m_closed = std::move(closed);
    out.findWays();
    return out;
}

/// Dijkstra from every joint; of ways of equal length the one over joints of lower number.
void TrayGraph::findWays() {
    std::vector<std::vector<Step>> steps(m_joints.size());
    const auto step = [&](std::int32_t a, std::int32_t b, std::int32_t length,
                          std::int32_t section) {
        steps[static_cast<std::size_t>(a)].push_back({b, length, section});
        steps[static_cast<std::size_t>(b)].push_back({a, length, section});
    };
    for (std::size_t i = 0; i < m_sections.size(); ++i)
        if (m_closed.empty() || m_closed[i] == 0)
            step(m_sections[i].begin, m_sections[i].end, m_sections[i].length_mm,
                 static_cast<std::int32_t>(i));
    for (const auto& [low, high] : m_risers)
        step(low, high,
             std::abs(m_joints[static_cast<std::size_t>(low)].z -
                      m_joints[static_cast<std::size_t>(high)].z),
             -1);
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

std::vector<std::int32_t> TrayGraph::jointsBetween(std::int32_t from, std::int32_t to) const {
    std::vector<std::int32_t> out;
    for (std::int32_t joint = to; joint >= 0;
         joint = before(static_cast<std::size_t>(from), static_cast<std::size_t>(joint)))
        out.push_back(joint);
    std::reverse(out.begin(), out.end());
    return out;
}

void TrayGraph::sectionsOf(const Entry& a, const Entry& b, const Route& route,
                           std::vector<std::int32_t>& out) const {
    out.clear();
    if (route.length_mm < 0) return;
    out.push_back(a.section);
    if (route.from < 0) return;
    const std::size_t first = out.size();
    for (std::int32_t joint = route.to; joint != route.from;) {
        const std::size_t from = static_cast<std::size_t>(route.from);
        const std::size_t at = static_cast<std::size_t>(joint);
        if (const std::int32_t section = lastSection(from, at); section >= 0)
            out.push_back(section);
        joint = before(from, at);
    }
    std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
    out.push_back(b.section);
}

TrayGraph::Joint TrayGraph::pointOn(std::int32_t section, std::int32_t offset_mm) const {
    const Section& s = m_sections[static_cast<std::size_t>(section)];
    Joint point = m_joints[static_cast<std::size_t>(s.begin)];
    (m_runs[static_cast<std::size_t>(s.tray)].alongX ? point.x : point.y) += offset_mm;
    return point;
}

std::vector<TrayGraph::Joint> TrayGraph::pointsOf(const Entry& a, const Entry& b,
                                                  const Route& route) const {
    std::vector<Joint> out;
    if (route.length_mm < 0) return out;
    const auto add = [&](const Joint& point) {
        if (!out.empty() && out.back() == point) return;
        // Straight on: the last point is no bend.
        if (out.size() > 1) {
            const Joint& p = out[out.size() - 2];
            const Joint& q = out.back();
            const int same = (p.x == q.x && q.x == point.x) + (p.y == q.y && q.y == point.y) +
                             (p.z == q.z && q.z == point.z);
            if (same == 2) out.pop_back();
        }
        out.push_back(point);
    };
    add(pointOn(a.section, a.offset_mm));
    if (route.from >= 0)
        for (std::int32_t joint : jointsBetween(route.from, route.to))
            add(m_joints[static_cast<std::size_t>(joint)]);
    add(pointOn(b.section, b.offset_mm));
    return out;
}

}  // namespace hallwright
