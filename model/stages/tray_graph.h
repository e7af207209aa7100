#pragma once

#include "model/hall/route.h"
#include "model/hall/table.h"

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace hallwright {

/// The cable trays of a hall as a graph, for routes and fill. Straight axis-parallel trays whose
/// centre lines touch or cross are joined, at different elevations by a riser. Lengths are whole
/// millimetres, so a route is exact. Made once per change of the trays: all shortest ways between
/// the joints are known beforehand.
class TrayGraph {
public:
    /// Where the cables of a rack enter the trays: the nearest point of any tray, reached square to
    /// the walls.
    struct Entry {
        std::int32_t section = -1;   ///< -1: there is no tray
        std::int32_t offset_mm = 0;  ///< from the beginning of the section
        std::int32_t lateral_mm = 0;
        std::int32_t elevation_mm = 0;
    };
    /// A way from entry to entry. `from` and `to` are the joints where it leaves and enters the end
    /// sections.
    struct Route {
        std::int32_t length_mm = -1;      ///< along the trays; -1: no way
        std::int32_t from = -1, to = -1;  ///< -1: both ends are on one section
    };
    /// A stretch of one tray between two neighbouring joints.
    struct Section {
        std::int32_t tray = 0;            ///< position
        std::int32_t begin = 0, end = 0;  ///< joints
        std::int32_t start_mm = 0;        ///< from the lower end of the tray
        std::int32_t length_mm = 0;
    };

    struct Joint {
        std::int32_t x = 0, y = 0, z = 0;
        auto operator<=>(const Joint&) const = default;
    };

    TrayGraph() = default;
    explicit TrayGraph(const Table<Tray>& trays);
    /// The same trays where no way leads over the sections that are marked; racks enter and leave
    /// on them all the same.
    TrayGraph without(std::vector<std::uint8_t> closed) const;
    const std::vector<std::uint8_t>& closed() const { return m_closed; }

    bool madeFrom(const Table<Tray>& trays) const {
        return m_trays.sharesAllWith(trays) || m_trays == trays;
    }
    Entry entry(Millimetres x, Millimetres y) const;
    Route route(const Entry& a, const Entry& b) const;
    /// The sections of a way, in its order, those of the ends with it.
    void sectionsOf(const Entry& a, const Entry& b, const Route& route,
                    std::vector<std::int32_t>& out) const;
    /// Where a way bends, from entry to entry.
    std::vector<Joint> pointsOf(const Entry& a, const Entry& b, const Route& route) const;
    /// A place on a section, so many millimetres from its beginning.
    Joint pointOn(std::int32_t section, std::int32_t offset_mm) const;

    const std::vector<Section>& sections() const { return m_sections; }
    std::size_t joints() const { return m_joints.size(); }
    std::size_t trays() const { return m_trays.size(); }
    /// Joints by distance from one of them, those out of reach left out.
    const std::int32_t* order(std::size_t joint) const { return &m_order[joint * m_joints.size()]; }
    /// How many joints order() holds.
    std::size_t reached(std::size_t joint) const { return m_reached[joint]; }
    /// The joint before `to` on the way from `from`; -1 at the start.
    std::int32_t before(std::size_t from, std::size_t to) const {
        return m_before[from * m_joints.size() + to];
    }
    /// The section by which that last step goes; -1 for a riser.
    std::int32_t lastSection(std::size_t from, std::size_t to) const {
        return m_last[from * m_joints.size() + to];
    }

private:
    struct Step {
        std::int32_t to = 0, length_mm = 0, section = -1;
    };
    /// A tray from its lower end to its upper one.
    struct Run {
        bool usable = false, alongX = false;
        std::int32_t begin = 0, end = 0, across = 0, z = 0;
        std::int32_t firstSection = 0, sections = 0;
    };
    void findWays();
    /// Joints from `from` to `to`, both with it.
    std::vector<std::int32_t> jointsBetween(std::int32_t from, std::int32_t to) const;
    std::int32_t distance(std::int32_t a, std::int32_t b) const {
        return m_distance[static_cast<std::size_t>(a) * m_joints.size() +
                          static_cast<std::size_t>(b)];
    }

    Table<Tray> m_trays;  ///< what it was made from
    std::vector<Run> m_runs;
    std::vector<Joint> m_joints;
    std::vector<Section> m_sections;
    std::vector<std::pair<std::int32_t, std::int32_t>> m_risers;  ///< joints, the one over the other
    std::vector<std::uint8_t> m_closed;                           ///< by section; empty: none
    std::vector<std::int32_t> m_distance, m_before, m_last, m_order;
    std::vector<std::size_t> m_reached;
};

/// What lies side by side at one place of a tray. Whole numbers, so that taking a cable out leaves
/// what was there before it went in.
struct CableBulk {
    std::int64_t area_um2 = 0;  ///< squares of the diameters; times π/4 it is the area
    std::int64_t mass_mg = 0;   ///< per metre

    CableBulk& operator+=(const CableBulk& o) {
        area_um2 += o.area_um2;
        mass_mg += o.mass_mg;
        return *this;
    }
    CableBulk operator-() const { return {-area_um2, -mass_mg}; }
    CableBulk operator*(std::int64_t pieces) const { return {area_um2 * pieces, mass_mg * pieces}; }
    bool operator==(const CableBulk&) const = default;
};

/// Adds up what lies in the trays.
class TrayLoad {
public:
    void reset(const TrayGraph& graph, std::size_t racks);
    /// Puts cables (negative takes out) on a way between the entries of two racks.
    void add(const TrayGraph& graph, const std::vector<TrayGraph::Entry>& entries, std::size_t a,
             std::size_t b, const TrayGraph::Route& route, CableBulk cables);
    void add(const TrayGraph& graph, const std::vector<TrayGraph::Entry>& entries, std::size_t a,
             std::size_t b, const TrayGraph::Route& route, std::int64_t area_um2) {
        add(graph, entries, a, b, route, CableBulk{area_um2, 0});
    }
    /// The largest area in any place of each tray, by position, in square micrometres.
    std::vector<std::int64_t> fullest(const TrayGraph& graph,
                                      const std::vector<TrayGraph::Entry>& entries) const;

private:
    friend class TrayStretches;
    /// What passes the beginning of every section.
    void addThrough(const TrayGraph& graph, std::vector<CableBulk>& through) const;

    std::vector<CableBulk> m_between;  ///< joint × joint
    std::vector<CableBulk>
        m_base;  ///< at the beginning of a section, from cables that enter on it
    std::vector<CableBulk> m_change;  ///< passing a rack's entry towards the end of its section
};

/// Every tray cut where cables come and go: at its joints and at the entries of racks.
class TrayStretches {
public:
    struct Stretch {
        std::int32_t section = 0;
        std::int32_t from_mm = 0, to_mm = 0;  ///< from the beginning of the section
        CableBulk bulk;
    };

    /// Of loads that lie in the same trays: each goes the ways of its own graph.
    struct Layer {
        const TrayGraph* graph = nullptr;
        const TrayLoad* load = nullptr;
    };
    TrayStretches(std::span<const Layer> layers, const std::vector<TrayGraph::Entry>& entries);

    /// In order of section and place; stretches of no length are left out where the section has
    /// some.
    const std::vector<Stretch>& all() const { return m_stretches; }
    /// The most area and the most mass on any stretch of each section; they may lie apart.
    std::vector<CableBulk> mostBySection() const;
    std::vector<CableBulk> mostByTray() const;

private:
    const TrayGraph* m_graph;
    std::vector<Stretch> m_stretches;
};

}  // namespace hallwright
