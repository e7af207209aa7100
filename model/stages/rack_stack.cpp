#include "model/stages/rack_stack.h"

#include "model/parts/elevation.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hallwright {

namespace {

struct Span {
    double bottom = 0.0, top = 0.0;
};

bool meet(const Span& a, const Span& b) {
    return a.bottom < b.top - 1e-9 && b.bottom < a.top - 1e-9;
}

/// A place of a rack whose height is known, and all below it.
struct PlacedThing {
    Span span;
    const ElevationPlace* place;
    PartId part;
};

/// Empty where a height is unknown: what stands above it could be anywhere.
std::vector<PlacedThing> placesOf(const Slots& in, const Elevation& elevation) {
    std::vector<PlacedThing> out;
    double at = 0.0;
    for (const ElevationPlace& place : elevation.places) {
        const PartId part = place.part.empty() ? PartId{} : in.byCatalogId(place.part);
        const double height = place.heightUnknown ? unknown
                              : place.units       ? *place.units
                                                  : in.get(part, Property::rackUnits);
        if (std::isnan(height)) return {};
        out.push_back({{at, at + height}, &place, part});
        at += height;
    }
    return out;
}

Elevation elevationOf(const Slots& in, PartId rackPart) {
    const std::string& text = in.text(rackPart, Property::rackElevation);
    if (text.empty()) return {};
    Result<Elevation> read = parseElevation(text);
    return read ? std::move(*read) : Elevation{};
}

int lowestUnit(double bottom) { return static_cast<int>(std::floor(bottom + 1e-9)) + 1; }

/// Stacks the mounts of one rack.
class Stacker {
public:
    Stacker(const Hall& hall, const Slots& in, Id<Rack> rack) : m_hall(hall), m_in(in) {
        const Rack* row = hall.racks.find(rack);
        if (!row) return;
        m_stack.frame = in.get(row->part, Property::rackUnits, 0.0);
        const Elevation elevation = elevationOf(in, row->part);
        for (const PlacedThing& thing : placesOf(in, elevation))
            if (!thing.place->isFree()) m_contents.push_back(thing.span);
        std::sort(m_contents.begin(), m_contents.end(),
                  [](const Span& a, const Span& b) { return a.bottom < b.bottom; });
    }

    RackStack stack(std::vector<std::pair<Id<Mount>, const Mount*>> mounts) {
        std::sort(mounts.begin(), mounts.end(), [](const auto& a, const auto& b) {
            return std::tuple(a.second->fabric, a.second->tier, a.second->first, a.first) <
                   std::tuple(b.second->fabric, b.second->tier, b.second->first, b.first);
        });
        for (const auto& [id, mount] : mounts)
            if (mount->u > 0) add(id, *mount);
        for (const auto& [id, mount] : mounts)
            if (mount->u <= 0) add(id, *mount);
        std::stable_sort(
            m_stack.switches.begin(), m_stack.switches.end(),
            [](const StackedSwitch& a, const StackedSwitch& b) { return a.bottom < b.bottom; });
        findOverlaps();
        return std::move(m_stack);
    }

private:
    void add(Id<Mount> id, const Mount& mount) {
        const Fabric* fabric = m_hall.fabrics.find(mount.fabric);
        const double units = fabric ? m_in.get(fabric->switchPart, Property::rackUnits) : unknown;
        // A slip of the hand may ask for any number; no rack holds more than so many.
        constexpr int most = 1000;
        double at = mount.u - 1.0;
        for (int i = 0; i < std::min(mount.count, most); ++i) {
            StackedSwitch held{id, mount.fabric, mount.tier, mount.first + i};
            held.heightKnown = units > 0.0;
            if (held.heightKnown) held.units = units;
            held.bottom = mount.u > 0 ? at : lowestFree(held.units);
            at += held.units;
            m_stack.top = std::max(m_stack.top, held.top());
            m_stack.used += held.units;
            insert({held.bottom, held.top()});
            m_stack.switches.push_back(held);
        }
    }
    /// Taken spans by their bottoms.
    void insert(const Span& span) {
        m_taken.insert(
            std::upper_bound(m_taken.begin(), m_taken.end(), span,
                             [](const Span& a, const Span& b) { return a.bottom < b.bottom; }),
            span);
        m_longest = std::max(m_longest, span.top - span.bottom);
    }
    /// What is below the place of the last switch of this height is taken for this one too.
    double lowestFree(double units) {
        double at = units == m_lastUnits ? m_lastFree : 0.0;
        const auto pass = [&](std::vector<Span>::const_iterator span,
                              std::vector<Span>::const_iterator end) {
            bool moved = false;
            for (; span != end && span->bottom < at + units; ++span)
                if (meet({at, at + units}, *span)) {
                    at = std::ceil(span->top - 1e-9);
                    moved = true;
                }
            return moved;
        };
        const auto reachesUp = [&] {  // spans before it end below
            return std::lower_bound(
                m_taken.cbegin(), m_taken.cend(), at - m_longest - 1.0,
                [](const Span& span, double bottom) { return span.bottom < bottom; });
        };
        while (pass(reachesUp(), m_taken.cend()) || pass(m_contents.cbegin(), m_contents.cend())) {
        }
        m_lastUnits = units;
        m_lastFree = at;
        return at;
    }
    void findOverlaps() {
        const std::vector<StackedSwitch>& all = m_stack.switches;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Span span{all[i].bottom, all[i].top()};
            if (std::any_of(m_contents.begin(), m_contents.end(),
                            [&](const Span& other) { return meet(span, other); }))
                m_stack.overlaps.emplace_back(i, i);
            for (std::size_t j = i + 1; j < all.size() && all[j].bottom < span.top - 1e-9; ++j)
                m_stack.overlaps.emplace_back(i, j);
        }
    }

    const Hall& m_hall;
    const Slots& m_in;
    RackStack m_stack;
    std::vector<Span> m_contents, m_taken;  ///< both by their bottoms
    double m_longest = 0.0;                 ///< of m_taken
    double m_lastUnits = -1.0, m_lastFree = 0.0;
};

}  // namespace

int StackedSwitch::lowestU() const { return lowestUnit(bottom); }

std::map<Id<Rack>, RackStack> rackStacks(const Hall& hall, const Slots& in) {
    std::map<Id<Rack>, std::vector<std::pair<Id<Mount>, const Mount*>>> mounts;
    hall.mounts.forEach(
        [&](Id<Mount> id, const Mount& mount) { mounts[mount.rack].emplace_back(id, &mount); });
    std::map<Id<Rack>, RackStack> out;
    for (auto& [rack, ofRack] : mounts)
        out[rack] = Stacker(hall, in, rack).stack(std::move(ofRack));
    return out;
}

RackStack rackStack(const Hall& hall, const Slots& in, Id<Rack> rack) {
    std::vector<std::pair<Id<Mount>, const Mount*>> mounts;
    hall.mounts.forEach([&](Id<Mount> id, const Mount& mount) {
        if (mount.rack == rack) mounts.emplace_back(id, &mount);
    });
    return Stacker(hall, in, rack).stack(std::move(mounts));
}

std::vector<std::int32_t> nodeUnits(const Slots& in, PartId rackPart) {
    const double nodes = in.get(rackPart, Property::nodes);
    const Elevation elevation = elevationOf(in, rackPart);
    std::vector<std::int32_t> out, others;
    for (const PlacedThing& thing : placesOf(in, elevation)) {
        const Part* part = in.part(thing.part);
        if (part && part->kind == Kind::SwitchTray)
            others.insert(others.end(), static_cast<std::size_t>(thing.place->across),
                          lowestUnit(thing.span.bottom));
        if (!part || part->kind != Kind::Tray) continue;
        const double ofPlace =
            thing.place->across * std::max(1.0, in.get(thing.part, Property::nodes, 1.0));
        out.insert(out.end(), static_cast<std::size_t>(ofPlace), lowestUnit(thing.span.bottom));
    }
    if (static_cast<double>(out.size()) != nodes) return {};
    out.insert(out.end(), others.begin(), others.end());
    return out;
}

}  // namespace hallwright
