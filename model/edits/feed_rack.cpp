#include "model/edits/feed_rack.h"

#include "model/edits/free_names.h"
#include "model/edits/hang_rack.h"
#include "model/formulas/conversion.h"
#include "model/hall/freeze.h"
#include "model/planner/power_plan.h"
#include "model/stages/power.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace hallwright {

namespace {

/// The ground below a busway.
Rect below(const Busway& busway) {
    const Millimetres x = std::min(busway.x1, busway.x2), y = std::min(busway.y1, busway.y2);
    return {x, y, std::max(busway.x1, busway.x2) - x, std::max(busway.y1, busway.y2) - y};
}

/// How far the middle of a box is from a busway, squared.
std::int64_t away(const Rect& box, const Rect& run) {
    const auto gap = [](std::int64_t at, std::int64_t low, std::int64_t high) {
        return std::max({std::int64_t{0}, low - at, at - high});
    };
    const std::int64_t dx =
        gap(std::int64_t{box.x.mm} + box.width.mm / 2, run.x.mm, run.right().mm);
    const std::int64_t dy = gap(std::int64_t{box.y.mm} + box.depth.mm / 2, run.y.mm, run.top().mm);
    return dx * dx + dy * dy;
}

bool passesOver(const Rect& run, const Rect& box) {
    return run.x <= box.right() && box.x <= run.right() && run.y <= box.top() && box.y <= run.top();
}

/// The first of parts, smallest first, that has the rating; null where none has.
PartPtr smallest(const std::vector<PartPtr>& parts, double rating) {
    for (const PartPtr& part : parts)
        if (*part->number(Property::ratingCurrent) * (1.0 + 1e-9) >= rating) return part;
    return nullptr;
}

/// A reading taken on a DC bus goes through the losses before it; one at the AC input holds them.
double throughLosses(const Part& part, Property property, double factor) {
    const Datum* datum = part.find(property);
    if (!datum || !datum->reading().number) return 0.0;
    const bool bus = datum->reading().at == "dc-bus" || datum->reading().at == "dc-800";
    return *datum->reading().number * (bus ? factor : 1.0);
}

}  // namespace

RackFeeder::RackFeeder(Hall& hall, const Catalog* catalog, RawId& next)
    : m_hall(hall), m_catalog(catalog), m_next(next) {}

RackFeeder::Load RackFeeder::atInput(const Rack& rack) const {
    const Part* part = m_hall.part(rack.part);
    if (!part) return {};
    const Part* basis = m_hall.part(m_hall.site().basis);
    if (part->kind == Kind::NetworkRack) {
        // What will stand in it is not known yet: as much as air takes out of it.
        const double most = basis ? basis->number(Property::networkRackPower).value_or(0.0) : 0.0;
        return {most, most};
    }
    const auto loss = [&](PartId id) {
        const Part* found = m_hall.part(id);
        return found ? found->number(Property::lossLinear).value_or(0.0) : 0.0;
    };
    double factor = 1.0 + loss(m_hall.findPart(part->text(Property::shelf)));
    if (const Rack* sidecar = m_hall.racks.find(rack.sidecar)) factor *= 1.0 + loss(sidecar->part);
    Load load;
    load.lasting = throughLosses(*part, Property::powerTdp, factor);
    const std::string state = basis ? basis->text(Property::sizingBreaker) : std::string();
    const Property sizing = state == "tdp"       ? Property::powerTdp
                            : state == "typical" ? Property::powerTypical
                                                 : Property::powerPeak;
    load.peak = throughLosses(*part, sizing, factor);
    if (state != "typical") load.peak = std::max(load.peak, load.lasting);
    return load;
}

RackFeeder::Load RackFeeder::loadOf(Id<Rack> id) const {
    const Rack& rack = m_hall.racks[id];
    const Part* part = m_hall.part(rack.part);
    if (!part || part->kind != Kind::PowerSidecar) return atInput(rack);
    Load load;
    bool feeds = false;
    m_hall.racks.forEach([&](Id<Rack>, const Rack& fed) {
        if (fed.sidecar != id) return;
        const Load of = atInput(fed);
        load.lasting += of.lasting;
        load.peak += of.peak;
        feeds = true;
    });
    if (feeds) return load;
    const double rating = part->number(Property::ratingPower).value_or(0.0);
    return {rating, rating};
}

double RackFeeder::ratingFor(const Load& load) const {
    const Site& site = m_hall.site();
    const Part* basis = m_hall.part(site.basis);
    const double voltage = nominalVoltage(site.distribution).value();
    const auto current = [&](double power) {
        return site.distribution == Distribution::Dc800
                   ? formulas::directCurrent(power, voltage)
                   : formulas::threePhaseCurrent(
                         power, voltage,
                         basis ? basis->number(Property::loadPowerFactor).value_or(1.0) : 1.0);
    };
    const Property factor =
        site.code == ElectricalCode::Nec ? Property::continuousNec : Property::continuousIec;
    return ratingNeeded(current(load.lasting), current(load.peak),
                        basis ? basis->number(factor).value_or(1.0) : 1.0);
}

std::size_t RackFeeder::fedRacks() const {
    std::set<Id<Rack>> fed;
    m_hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        if (tap.rack) fed.insert(tap.rack);
    });
    return fed.size();
}

Id<Busway> RackFeeder::buswayFor(Id<Rack> id, int system) const {
    const Rack& rack = m_hall.racks[id];
    const Rect box = footprintOf(m_hall, rack);
    std::set<Id<Busway>> ofRow;
    if (rack.row)
        m_hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
            const Rack* fed = m_hall.racks.find(tap.rack);
            if (fed && fed->row == rack.row) ofRow.insert(tap.busway);
        });
    Id<Busway> best;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    m_hall.busways.forEach([&](Id<Busway> at, const Busway& busway) {
        if (busway.system != system) return;
        const Rect run = below(busway);
        if (!ofRow.contains(at) && !passesOver(run, box)) return;
        const std::int64_t far = away(box, run);
        if (far >= least) return;
        best = at;
        least = far;
    });
    return best;
}

void RackFeeder::tap(Id<Rack> rack) {
    const Load load = loadOf(rack);
    const Rack& row = m_hall.racks[rack];
    if (!(load.peak > 0.0 || load.lasting > 0.0) || row.sidecar) return;
    const Part* part = m_hall.part(row.part);
    if (part && needsSidecar(m_hall, *part)) return;  // no busway gives what it takes
    const std::vector<std::vector<int>> patterns = feedPatterns(m_hall.site().redundancy);
    const std::size_t first = fedRacks();
    for (std::size_t i = 0; i <= patterns.size(); ++i) {
        std::vector<Id<Busway>> busways;
        const std::vector<int>& systems = patterns[(first + i) % patterns.size()];
        for (const int system : systems)
            if (const Id<Busway> busway = buswayFor(rack, system)) busways.push_back(busway);
        // The first pattern that is whole; in the end, of the one whose turn it is, what is there.
        if (busways.size() < systems.size() && i < patterns.size()) continue;
        for (const Id<Busway> busway : busways)
            addTap(rack, busway);
        return;
    }
}

PartId RackFeeder::hold(const PartPtr& part) {
    if (const PartId there = m_hall.findPart(part->id)) return there;
    return m_catalog ? freezePart(m_hall, *m_catalog, part->id, m_next) : PartId{};
}

/// Parts of a kind with the voltage of the example, smallest rating first.
std::vector<PartPtr> RackFeeder::partsLike(const Part& example, Kind kind) const {
    std::map<std::string, PartPtr> found;
    const auto consider = [&](const PartPtr& part) {
        if (part && part->kind == kind && part->number(Property::ratingCurrent) &&
            part->number(Property::voltage) == example.number(Property::voltage))
            found.emplace(part->id, part);
    };
    m_hall.parts.forEach([&](PartId, const FrozenPart& row) { consider(row.part); });
    if (m_catalog)
        for (const auto& [id, part] : m_catalog->parts())
            consider(part);
    std::vector<PartPtr> parts;
    for (const auto& [id, part] : found)
        parts.push_back(part);
    std::stable_sort(parts.begin(), parts.end(), [](const PartPtr& a, const PartPtr& b) {
        return *a->number(Property::ratingCurrent) < *b->number(Property::ratingCurrent);
    });
    return parts;
}

void RackFeeder::addTap(Id<Rack> id, Id<Busway> at) {
    const Rack& rack = m_hall.racks[id];
    const Busway& busway = m_hall.busways[at];
    // A rack of the same part on this system has shown what it takes.
    std::optional<Tap> example;
    m_hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        const Rack* other = m_hall.racks.find(tap.rack);
        const Busway* on = m_hall.busways.find(tap.busway);
        const Part* part = m_hall.part(rack.part);
        if (!example && other && on && other->part == rack.part && on->part == busway.part &&
            tap.part && part && part->kind != Kind::NetworkRack && part->kind != Kind::PowerSidecar)
            example = tap;
    });
    if (example) {
        m_hall.taps.set({m_next++}, Tap{example->part, at, id, {}, example->count});
        return;
    }
    const Part* part = m_hall.part(busway.part);
    const std::vector<PartPtr> parts =
        part ? partsLike(*part, Kind::TapOff) : std::vector<PartPtr>{};
    if (parts.empty()) return;
    const double rating = ratingFor(loadOf(id));
    constexpr int mostBoxes = 1000;  // what a document stores
    int count = 1;
    PartPtr box = smallest(parts, rating);
    while (!box && count < mostBoxes)
        box = smallest(parts, rating / ++count);
    if (!box) return;
    const PartId held = hold(box);
    m_hall.taps.set({m_next++}, Tap{held, at, id, {}, count});
}

RackFeeder::Load RackFeeder::worstOf(const std::vector<Id<Rack>>& racks, int system,
                                     std::size_t firstPattern) const {
    const std::vector<std::vector<int>> patterns = feedPatterns(m_hall.site().redundancy);
    Load worst;
    std::set<int> systems{-1};
    for (const std::vector<int>& feeds : patterns)
        systems.insert(feeds.begin(), feeds.end());
    for (const int lost : systems) {
        if (lost == system) continue;
        Load sum;
        for (std::size_t i = 0; i < racks.size(); ++i) {
            const std::vector<int>& feeds = patterns[(firstPattern + i) % patterns.size()];
            if (std::find(feeds.begin(), feeds.end(), system) == feeds.end()) continue;
            const bool shares = std::find(feeds.begin(), feeds.end(), lost) != feeds.end();
            const double share = 1.0 / static_cast<double>(feeds.size() - (shares ? 1 : 0));
            const Load load = loadOf(racks[i]);
            sum.lasting += load.lasting * share;
            sum.peak += load.peak * share;
        }
        worst.lasting = std::max(worst.lasting, sum.lasting);
        worst.peak = std::max(worst.peak, sum.peak);
    }
    return worst;
}

RackFeeder::Example RackFeeder::exampleFor(Id<Row> id) const {
    const Rect area = areaOf(m_hall.rows[id]);
    const bool alongX = runsAlongX(m_hall.rows[id]);
    std::map<Id<Row>, std::map<int, Id<Busway>>> byRow;  // the first busway of each system
    m_hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        const Rack* fed = m_hall.racks.find(tap.rack);
        const Busway* busway = m_hall.busways.find(tap.busway);
        if (fed && busway && fed->row && fed->row != id)
            byRow[fed->row].emplace(busway->system, tap.busway);
    });
    Example example;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const auto& [rowId, busways] : byRow) {
        const Row* row = m_hall.rows.find(rowId);
        if (!row || runsAlongX(*row) != alongX || distance(area, areaOf(*row)) >= least) continue;
        least = distance(area, areaOf(*row));
        example.area = areaOf(*row);
        example.busways = busways;
    }
    return example;
}

std::vector<Id<Rack>> RackFeeder::fedByBusways(const std::vector<Id<Rack>>& racks) const {
    std::vector<Id<Rack>> fed;
    for (const Id<Rack> id : racks) {
        const Rack& rack = m_hall.racks[id];
        const Part* part = m_hall.part(rack.part);
        const Load load = loadOf(id);
        if ((load.peak > 0.0 || load.lasting > 0.0) && !rack.sidecar && part &&
            !needsSidecar(m_hall, *part))
            fed.push_back(id);
    }
    return fed;
}

std::vector<RackFeeder::Run> RackFeeder::runsOf(const std::vector<Id<Rack>>& racks,
                                                const Example& example, std::size_t count) const {
    std::vector<double> powers;
    for (const Id<Rack> rack : racks)
        powers.push_back(loadOf(rack).peak);
    std::vector<std::size_t> ends = evenRuns(powers, count);
    ends.push_back(racks.size());
    const std::size_t firstPattern = fedRacks();
    std::vector<Run> runs;
    for (std::size_t r = 0; r + 1 < ends.size(); ++r) {
        const std::vector<Id<Rack>> some(racks.begin() + static_cast<std::ptrdiff_t>(ends[r]),
                                         racks.begin() + static_cast<std::ptrdiff_t>(ends[r + 1]));
        for (const auto& [system, like] : example.busways) {
            const double rating = ratingFor(worstOf(some, system, firstPattern + ends[r]));
            const Part* part = m_hall.part(m_hall.busways[like].part);
            if (rating > 0.0 && part)
                runs.push_back({some.front(), some.back(), static_cast<int>(r) + 1, like,
                                smallest(partsLike(*part, Kind::Busway), rating)});
        }
    }
    return runs;
}

void RackFeeder::hang(const Row& row, const Example& example, const Run& run, std::string name) {
    const Rect area = areaOf(row);
    const Rect first = footprintOf(m_hall, m_hall.racks[run.first]);
    const Rect last = footprintOf(m_hall, m_hall.racks[run.last]);
    Busway busway = m_hall.busways[run.like];
    busway.name = std::move(name);
    busway.part = hold(run.part);
    // As far from the middle of its row as the example is from the middle of its own.
    if (runsAlongX(row)) {
        const Millimetres aside = busway.y1 - (example.area.y + example.area.depth / 2);
        busway.x1 = first.x;
        busway.x2 = last.right();
        busway.y1 = busway.y2 = area.y + area.depth / 2 + aside;
    } else {
        const Millimetres aside = busway.x1 - (example.area.x + example.area.width / 2);
        busway.y1 = first.y;
        busway.y2 = last.top();
        busway.x1 = busway.x2 = area.x + area.width / 2 + aside;
    }
    m_hall.busways.set({m_next++}, std::move(busway));
}

void RackFeeder::feedRow(Id<Row> id, const std::vector<Id<Rack>>& racks) {
    const Example example = exampleFor(id);
    const std::vector<Id<Rack>> fed = fedByBusways(racks);
    if (example.busways.empty() || fed.empty()) return;
    // As few runs as busways of the hall's voltage carry; a rack that none carries stays without.
    std::vector<Run> runs;
    for (std::size_t count = 1; count <= fed.size(); ++count) {
        runs = runsOf(fed, example, count);
        if (std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.part; })) break;
    }
    const Row row = m_hall.rows[id];
    FreeNames names(m_hall);
    for (const Run& run : runs)
        if (run.part)
            hang(row, example, run,
                 names.like(fmt::format("BW-{}{}{}", row.name, run.number,
                                        static_cast<char>('a' + m_hall.busways[run.like].system))));
    for (const Id<Rack> rack : fed)
        tap(rack);
}

}  // namespace hallwright
