#include "model/stages/tray_graph.h"

#include <algorithm>
#include <tuple>

namespace hallwright {

void TrayLoad::reset(const TrayGraph& graph, std::size_t racks) {
    m_between.assign(graph.joints() * graph.joints(), {});
    m_base.assign(graph.sections().size(), {});
    m_change.assign(racks, {});
}

void TrayLoad::add(const TrayGraph& graph, const std::vector<TrayGraph::Entry>& entries,
                   std::size_t a, std::size_t b, const TrayGraph::Route& route, CableBulk cables) {
    if (route.length_mm < 0 || a == b) return;
    if (route.from < 0) {  // on one section
        const bool forward = entries[a].offset_mm < entries[b].offset_mm;
        if (entries[a].offset_mm == entries[b].offset_mm) return;
        m_change[forward ? a : b] += cables;
        m_change[forward ? b : a] += -cables;
        return;
    }
    const auto leave = [&](std::size_t rack, std::int32_t joint) {
        const std::size_t section = static_cast<std::size_t>(entries[rack].section);
        if (graph.sections()[section].begin == joint) {
            m_base[section] += cables;
            m_change[rack] += -cables;
        } else {
            m_change[rack] += cables;
        }
    };
    leave(a, route.from);
    leave(b, route.to);
    m_between[static_cast<std::size_t>(route.from) * graph.joints() +
              static_cast<std::size_t>(route.to)] += cables;
}

/// Down the tree of shortest ways from every joint, farthest first: what reaches a joint came by
/// its last section.
void TrayLoad::addThrough(const TrayGraph& graph, std::vector<CableBulk>& through) const {
    for (std::size_t section = 0; section < m_base.size(); ++section)
        through[section] += m_base[section];
    std::vector<CableBulk> flow(graph.joints());
    for (std::size_t from = 0; from < graph.joints() && !m_between.empty(); ++from) {
        const auto row = m_between.begin() + static_cast<std::ptrdiff_t>(from * graph.joints());
        const auto end = row + static_cast<std::ptrdiff_t>(graph.joints());
        if (std::all_of(row, end, [](const CableBulk& bulk) { return bulk == CableBulk{}; }))
            continue;
        std::copy(row, end, flow.begin());
        const std::int32_t* order = graph.order(from);
        for (std::size_t i = graph.reached(from); i-- > 1;) {
            const std::size_t joint = static_cast<std::size_t>(order[i]);
            if (flow[joint] == CableBulk{}) continue;
            flow[static_cast<std::size_t>(graph.before(from, joint))] += flow[joint];
            if (const std::int32_t section = graph.lastSection(from, joint); section >= 0)
                through[static_cast<std::size_t>(section)] += flow[joint];
        }
    }
}

std::vector<std::int64_t> TrayLoad::fullest(const TrayGraph& graph,
                                            const std::vector<TrayGraph::Entry>& entries) const {
    const TrayStretches::Layer layer{&graph, this};
    std::vector<std::int64_t> out;
    for (const CableBulk& most : TrayStretches({&layer, 1}, entries).mostByTray())
        out.push_back(most.area_um2);
    return out;
}

TrayStretches::TrayStretches(std::span<const Layer> layers,
                             const std::vector<TrayGraph::Entry>& entries)
    : m_graph(layers.front().graph) {
    const std::vector<TrayGraph::Section>& sections = m_graph->sections();
    std::vector<CableBulk> through(sections.size());
    for (const Layer& layer : layers)
        layer.load->addThrough(*layer.graph, through);
    const auto changeAt = [&](std::size_t rack) {
        CableBulk sum;
        for (const Layer& layer : layers)
            if (rack < layer.load->m_change.size()) sum += layer.load->m_change[rack];
        return sum;
    };
    struct Change {
        std::int32_t section = 0, offset_mm = 0;
        CableBulk bulk;
    };
    std::vector<Change> changes;
    for (std::size_t rack = 0; rack < entries.size(); ++rack)
        if (entries[rack].section >= 0)
            if (const CableBulk bulk = changeAt(rack); bulk != CableBulk{})
                changes.push_back({entries[rack].section, entries[rack].offset_mm, bulk});
    // Sums of whole numbers do not mind the order of racks that enter at one place.
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
        return std::tie(a.section, a.offset_mm) < std::tie(b.section, b.offset_mm);
    });
    m_stretches.reserve(sections.size() + changes.size());
    std::size_t next = 0;
    for (std::size_t s = 0; s < sections.size(); ++s) {
        const std::int32_t section = static_cast<std::int32_t>(s);
        Stretch stretch{section, 0, 0, through[s]};
        // Racks of both sides of a tray enter at one place: what lies between them stretches over
        // no length.
        const auto close = [&](std::int32_t at) {
            stretch.to_mm = at;
            if (stretch.to_mm > stretch.from_mm || sections[s].length_mm == 0)
                m_stretches.push_back(stretch);
            stretch.from_mm = at;
        };
        for (; next < changes.size() && changes[next].section == section; ++next) {
            if (changes[next].offset_mm > stretch.from_mm) close(changes[next].offset_mm);
            stretch.bulk += changes[next].bulk;
        }
        close(sections[s].length_mm);
    }
}

std::vector<CableBulk> TrayStretches::mostBySection() const {
    std::vector<CableBulk> out(m_graph->sections().size());
    for (const Stretch& stretch : m_stretches) {
        CableBulk& most = out[static_cast<std::size_t>(stretch.section)];
        most.area_um2 = std::max(most.area_um2, stretch.bulk.area_um2);
        most.mass_mg = std::max(most.mass_mg, stretch.bulk.mass_mg);
    }
    return out;
}

std::vector<CableBulk> TrayStretches::mostByTray() const {
    std::vector<CableBulk> out(m_graph->trays());
    const std::vector<CableBulk> sections = mostBySection();
    for (std::size_t s = 0; s < sections.size(); ++s) {
        CableBulk& most = out[static_cast<std::size_t>(m_graph->sections()[s].tray)];
        most.area_um2 = std::max(most.area_um2, sections[s].area_um2);
        most.mass_mg = std::max(most.mass_mg, sections[s].mass_mg);
    }
    return out;
}

}  // namespace hallwright
