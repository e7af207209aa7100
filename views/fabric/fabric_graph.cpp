#include "views/fabric/fabric_graph.h"

#include "model/reports/link_names.h"
#include "model/stages/fabric_groups.h"
#include "views/translated.h"

#include <QLocale>

#include <algorithm>
#include <map>
#include <numeric>

namespace hallwright {

namespace {

/// What the switches of a tier have in common with their neighbours.
struct Marks {
    static constexpr std::int32_t none = -1, mixed = -2;
    std::int32_t plane = none, rail = none, unit = none;

    static void join(std::int32_t& into, std::int32_t value) {
        if (value < 0) return;
        into = into == none || into == value ? value : mixed;
    }
};

/// The unit of every rack in this fabric; -1 where it is no member.
std::vector<std::int32_t> unitsOf(const Evaluation& evaluation, RawId fabric) {
    std::vector<std::int32_t> units(evaluation.rows().count(Scope::Rack), -1);
    evaluation.hall().members.forEach([&](Id<Member>, const Member& member) {
        if (member.fabric.raw != fabric) return;
        const std::ptrdiff_t at = evaluation.rows().position(Scope::Rack, member.rack.raw);
        if (at >= 0) units[static_cast<std::size_t>(at)] = member.unit;
    });
    return units;
}

QString rackName(const Evaluation& evaluation, std::int32_t position) {
    const std::vector<RawId>& ids = evaluation.rows().ids(Scope::Rack);
    if (position < 0 || static_cast<std::size_t>(position) >= ids.size()) return {};
    return QString::fromStdString(
        itemName(evaluation.hall(), {TableId::Racks, ids[static_cast<std::size_t>(position)]}));
}

QString tierTitle(Tier tier) {
    return tier == Tier::Leaf    ? tr("Leaf switches")
           : tier == Tier::Spine ? tr("Spine switches")
                                 : tr("Core switches");
}

/// Joins neighbours of one label; a tier where nothing has a label is one span without words.
std::vector<FabricSpan> spansOf(const std::vector<QString>& labels) {
    std::vector<FabricSpan> spans;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!spans.empty() && spans.back().label == labels[i])
            ++spans.back().count;
        else
            spans.push_back({static_cast<std::int32_t>(i), 1, labels[i]});
    }
    return spans;
}

class GraphMaker {
public:
    GraphMaker(const Evaluation& evaluation, std::int32_t fabric, int plane)
        : m_evaluation(evaluation), m_list(evaluation), m_fabric(fabric), m_plane(plane),
          m_plan(evaluation.fabrics().plans[static_cast<std::size_t>(fabric)]),
          m_units(unitsOf(evaluation, m_plan.fabric)) {
        if (const Fabric* recipe = evaluation.hall().fabrics.find({m_plan.fabric}))
            m_groupBy = recipe->groupBy;
    }

    FabricGraph make() {
        m_graph.fabric = m_fabric;
        m_graph.planes = std::max(1, m_plan.size.planes);
        readBundles();
        addRacks();
        for (Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core})
            addSwitches(tier);
        addEdges();
        return std::move(m_graph);
    }

private:
    std::size_t count(Tier tier) const {
        return static_cast<std::size_t>(
            std::max(0, m_plan.size.switches[static_cast<std::size_t>(tier)]));
    }
    std::vector<Marks>& marks(Tier tier) { return m_marks[static_cast<std::size_t>(tier)]; }

    /// Plane and rail of a bundle are those of its links; switches get them from their bundles.
    void readBundles() {
        for (Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core})
            marks(tier).resize(count(tier));
        m_rackLinks.assign(m_units.size(), 0);
        m_planeOf.assign(m_plan.bundles.size(), 0);
        const auto mark = [&](Tier tier, std::int32_t number, const Marks& from) {
            std::vector<Marks>& all = marks(tier);
            if (number < 0 || static_cast<std::size_t>(number) >= all.size()) return;
            Marks& into = all[static_cast<std::size_t>(number)];
            Marks::join(into.plane, from.plane);
            Marks::join(into.rail, from.rail);
            Marks::join(into.unit, from.unit);
        };
        for (std::size_t i = 0; i < m_plan.bundles.size(); ++i) {
            const LinkBundle& bundle = m_plan.bundles[i];
            if (bundle.links <= 0) continue;
            const Link first = m_list.link({m_fabric, static_cast<std::int32_t>(i), 0});
            m_planeOf[i] = first.plane;
            Marks from;
            from.plane = first.plane;
            if (bundle.kind == LinkBundle::Kind::HostLeaf) {
                // A bundle of several rails says so at its last link.
                const Link last =
                    m_list.link({m_fabric, static_cast<std::int32_t>(i), bundle.links - 1});
                from.rail = first.rail == last.rail ? first.rail : Marks::none;
                if (static_cast<std::size_t>(bundle.from) < m_units.size()) {
                    from.unit = m_units[static_cast<std::size_t>(bundle.from)];
                    if (m_plane < 0 || first.plane == m_plane)
                        m_rackLinks[static_cast<std::size_t>(bundle.from)] += bundle.links;
                }
            } else {
                mark(lowerTier(bundle.kind), bundle.from, from);
            }
            mark(upperTier(bundle.kind), bundle.to, from);
        }
        // A spine belongs to what all its leaves belong to.
        for (const LinkBundle& bundle : m_plan.bundles) {
            if (bundle.kind != LinkBundle::Kind::LeafSpine) continue;
            const std::size_t leaf = static_cast<std::size_t>(bundle.from);
            if (leaf >= marks(Tier::Leaf).size()) continue;
            Marks from = marks(Tier::Leaf)[leaf];
            from.plane = Marks::none;
            mark(Tier::Spine, bundle.to, from);
        }
    }

    void addRacks() {
        FabricTier tier;
        tier.title = tr("Racks");
        struct Host {
            std::int32_t unit, position;
        };
        std::vector<Host> hosts;
        for (std::size_t i = 0; i < m_rackLinks.size(); ++i)
            if (m_rackLinks[i] > 0) hosts.push_back({m_units[i], static_cast<std::int32_t>(i)});
        std::stable_sort(hosts.begin(), hosts.end(),
                         [](const Host& a, const Host& b) { return a.unit < b.unit; });
        std::vector<QString> labels;
        m_rackAt.assign(m_rackLinks.size(), -1);
        for (const Host& host : hosts) {
            FabricNode node;
            node.ref = {true, Tier::Leaf, host.position};
            node.rack = host.position;
            node.links = m_rackLinks[static_cast<std::size_t>(host.position)];
            node.name = rackName(m_evaluation, host.position);
            m_rackAt[static_cast<std::size_t>(host.position)] =
                static_cast<std::int32_t>(tier.nodes.size());
            tier.nodes.push_back(std::move(node));
            labels.push_back(host.unit < 0 ? QString() : tr("Unit %1").arg(host.unit + 1));
        }
        if (tier.nodes.empty()) return;
        tier.spans = spansOf(labels);
        m_lineOfRacks = static_cast<std::int32_t>(m_graph.tiers.size());
        m_graph.tiers.push_back(std::move(tier));
    }

    QString labelOf(Tier tier, std::size_t number, const Marks& marks, bool unitFirst) const {
        QStringList words;
        if (m_graph.planes > 1 && m_plane < 0 && marks.plane >= 0)
            words += tr("Plane %1").arg(marks.plane + 1);
        const int group = groupOf(m_plan.size, m_groupBy, tier, static_cast<std::int32_t>(number));
        if (group >= 0)
            words +=
                (m_groupBy == FabricGroup::Rail ? tr("Rail %1") : tr("Group %1")).arg(group + 1);
        else if (marks.unit >= 0 && (unitFirst || marks.rail < 0))
            words += tr("Unit %1").arg(marks.unit + 1);
        else if (marks.rail >= 0)
            words += tr("Rail %1").arg(marks.rail + 1);
        return words.join(QStringLiteral(", "));
    }

    /// Numbers go round planes and rails; the diagram shows each of them together.
    std::vector<std::size_t> inOrder(Tier which) const {
        std::vector<std::size_t> numbers(count(which));
        std::iota(numbers.begin(), numbers.end(), std::size_t{0});
        const auto place = [&](std::size_t number) {
            const std::int32_t at = static_cast<std::int32_t>(number);
            return std::pair(planeOf(m_plan.size, at), groupOf(m_plan.size, m_groupBy, which, at));
        };
        std::stable_sort(numbers.begin(), numbers.end(),
                         [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
        return numbers;
    }

    void addSwitches(Tier which) {
        const std::size_t t = static_cast<std::size_t>(which);
        FabricTier tier;
        tier.title = tierTitle(which);
        std::vector<QString> byUnit, byRail;
        std::vector<std::int32_t>& at = m_switchAt[t];
        at.assign(count(which), -1);
        const auto value = [](const std::vector<std::int32_t>& all, std::size_t i,
                              std::int32_t otherwise) {
            return i < all.size() ? all[i] : otherwise;
        };
        for (const std::size_t i : inOrder(which)) {
            const Marks& marked = marks(which)[i];
            if (m_plane >= 0 && marked.plane != m_plane) continue;
            FabricNode node;
            node.ref = {false, which, static_cast<std::int32_t>(i)};
            node.rack = value(m_plan.switchRack[t], i, -1);
            node.u = value(m_plan.switchU[t], i, 0);
            node.plane = marked.plane;
            node.links = value(m_plan.linkEnds[t], i, 0);
            node.ports = m_plan.size.radix;
            node.name = QString::number(i + 1);
            at[i] = static_cast<std::int32_t>(tier.nodes.size());
            tier.nodes.push_back(std::move(node));
            byUnit.push_back(labelOf(which, i, marked, true));
            byRail.push_back(labelOf(which, i, marked, false));
        }
        if (tier.nodes.empty()) return;
        // Neighbours share a unit or a rail, as the fabric numbers them: what makes fewer spans.
        tier.spans = spansOf(byUnit);
        if (std::vector<FabricSpan> rails = spansOf(byRail); rails.size() < tier.spans.size())
            tier.spans = std::move(rails);
        m_lineOf[t] = static_cast<std::int32_t>(m_graph.tiers.size());
        m_graph.tiers.push_back(std::move(tier));
    }

    void addEdges() {
        m_graph.edges.reserve(m_plan.bundles.size());
        const auto switchAt = [&](Tier tier, std::int32_t number) {
            const std::vector<std::int32_t>& at = m_switchAt[static_cast<std::size_t>(tier)];
            return number >= 0 && static_cast<std::size_t>(number) < at.size()
                       ? at[static_cast<std::size_t>(number)]
                       : -1;
        };
        for (std::size_t i = 0; i < m_plan.bundles.size(); ++i) {
            const LinkBundle& bundle = m_plan.bundles[i];
            if (bundle.links <= 0 || (m_plane >= 0 && m_planeOf[i] != m_plane)) continue;
            const bool host = bundle.kind == LinkBundle::Kind::HostLeaf;
            FabricEdge edge;
            edge.lowTier =
                host ? m_lineOfRacks : m_lineOf[static_cast<std::size_t>(lowerTier(bundle.kind))];
            edge.low = host ? (static_cast<std::size_t>(bundle.from) < m_rackAt.size()
                                   ? m_rackAt[static_cast<std::size_t>(bundle.from)]
                                   : -1)
                            : switchAt(lowerTier(bundle.kind), bundle.from);
            edge.highTier = m_lineOf[static_cast<std::size_t>(upperTier(bundle.kind))];
            edge.high = switchAt(upperTier(bundle.kind), bundle.to);
            edge.links = bundle.links;
            edge.bundle = static_cast<std::int32_t>(i);
            if (edge.lowTier >= 0 && edge.low >= 0 && edge.highTier >= 0 && edge.high >= 0)
                m_graph.edges.push_back(edge);
        }
    }

    const Evaluation& m_evaluation;
    LinkList m_list;
    std::int32_t m_fabric;
    int m_plane;
    const FabricPlan& m_plan;
    FabricGroup m_groupBy = FabricGroup::None;
    std::vector<std::int32_t> m_units, m_rackLinks, m_planeOf, m_rackAt;
    std::array<std::vector<Marks>, 3> m_marks;
    std::array<std::vector<std::int32_t>, 3> m_switchAt;
    std::int32_t m_lineOfRacks = -1;
    std::array<std::int32_t, 3> m_lineOf{-1, -1, -1};
    FabricGraph m_graph;
};

}  // namespace

std::optional<FabricGraph::Place> FabricGraph::placeOf(const FabricNodeRef& ref) const {
    for (std::size_t t = 0; t < tiers.size(); ++t)
        for (std::size_t i = 0; i < tiers[t].nodes.size(); ++i)
            if (tiers[t].nodes[i].ref == ref)
                return Place{static_cast<std::int32_t>(t), static_cast<std::int32_t>(i)};
    return std::nullopt;
}

FabricGraph fabricGraph(const Evaluation& evaluation, std::int32_t fabric, int plane) {
    if (fabric < 0 || static_cast<std::size_t>(fabric) >= evaluation.fabrics().plans.size())
        return {};
    return GraphMaker(evaluation, fabric, plane).make();
}

std::vector<LinkRef> linksOf(const Evaluation& evaluation, std::int32_t fabric,
                             const FabricNodeRef& node) {
    std::vector<LinkRef> links;
    if (fabric < 0 || static_cast<std::size_t>(fabric) >= evaluation.fabrics().plans.size())
        return links;
    const FabricPlan& plan = evaluation.fabrics().plans[static_cast<std::size_t>(fabric)];
    for (std::size_t i = 0; i < plan.bundles.size(); ++i) {
        const LinkBundle& bundle = plan.bundles[i];
        const bool host = bundle.kind == LinkBundle::Kind::HostLeaf;
        const bool below = node.host == host && bundle.from == node.number &&
                           (host || lowerTier(bundle.kind) == node.tier);
        const bool above =
            !node.host && bundle.to == node.number && upperTier(bundle.kind) == node.tier;
        if (!below && !above) continue;
        for (std::int32_t link = 0; link < bundle.links; ++link)
            links.push_back({fabric, static_cast<std::int32_t>(i), link});
    }
    return links;
}

std::vector<LinkRef> linksOfRack(const Evaluation& evaluation, std::int32_t rack) {
    std::vector<LinkRef> links;
    const std::vector<FabricPlan>& plans = evaluation.fabrics().plans;
    for (std::size_t f = 0; f < plans.size(); ++f)
        for (std::size_t i = 0; i < plans[f].bundles.size(); ++i) {
            const LinkBundle& bundle = plans[f].bundles[i];
            if (lowerRack(plans[f], bundle) != rack && upperRack(plans[f], bundle) != rack)
                continue;
            for (std::int32_t link = 0; link < bundle.links; ++link)
                links.push_back({static_cast<std::int32_t>(f), static_cast<std::int32_t>(i), link});
        }
    return links;
}

QString nodeWords(const Evaluation& evaluation, std::int32_t fabric, const FabricNode& node) {
    const QLocale english(QLocale::English);
    if (node.ref.host)
        return tr("%1: %2 links in this fabric").arg(node.name, english.toString(node.links));
    LinkEnd end;
    end.tier = node.ref.tier;
    end.rack = node.rack;
    end.device = node.ref.number;
    end.unit_u = node.u;
    QString words = QString::fromStdString(LinkNames(evaluation).device(end, fabric));
    if (node.rack >= 0) {
        words += tr(" in %1").arg(rackName(evaluation, node.rack));
        if (node.u > 0) words += tr(", U%1").arg(node.u);
    } else {
        words += tr(", not placed");
    }
    words += node.ports > 0 ? tr(": %1 of %2 ports used, %3 free")
                                  .arg(english.toString(node.links), english.toString(node.ports),
                                       english.toString(std::max(0, node.ports - node.links)))
                            : tr(": %1 ports used").arg(english.toString(node.links));
    return words;
}

}  // namespace hallwright
