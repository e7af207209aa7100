#include "model/planner/power_plan.h"

#include "model/base/text.h"
#include "model/formulas/conversion.h"
#include "model/formulas/electrical.h"
#include "model/stages/power.h"
#include "model/units/quantity_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace hallwright {

namespace {

using FeedSystems = std::vector<int>;  ///< systems that a rack hangs on

int systemsOf(Redundancy redundancy) {
    int systems = 0;
    for (const FeedSystems& feeds : feedPatterns(redundancy))
        for (int system : feeds)
            systems = std::max(systems, system + 1);
    return systems;
}

char systemLetter(int system) { return static_cast<char>('A' + system); }

/// A rack that tap-offs feed, or a sidecar for the racks behind it.
struct Load {
    Id<Rack> rack;
    FeedSystems feeds;
    double power = 0.0;    ///< W, at the state that sizes breakers
    double lasting = 0.0;  ///< W, at the design power
    Millimetres left, right;
};

/// The most that a run of racks takes from one system, whichever other one is lost.
double worstOf(const std::vector<Load>& loads, double Load::*power, std::size_t begin,
               std::size_t end, int system, int systems) {
    double worst = 0.0;
    for (int lost = -1; lost < systems; ++lost) {
        if (lost == system) continue;
        double sum = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
            const FeedSystems& feeds = loads[i].feeds;
            if (std::find(feeds.begin(), feeds.end(), system) == feeds.end()) continue;
            const bool shares = std::find(feeds.begin(), feeds.end(), lost) != feeds.end();
            sum += loads[i].*power / static_cast<double>(feeds.size() - (shares ? 1 : 0));
        }
        worst = std::max(worst, sum);
    }
    return worst;
}

/// A busway of a system with the load that sizes its source.
struct BuswayRun {
    Id<Busway> busway;
    double worst = 0.0;
};

/// Plans busways and tap-offs row by row, then the plant ahead of them.
class PowerPlanner {
public:
    PowerPlanner(Draft& draft, const Evaluation& loads)
        : m_draft(draft), m_loads(loads), m_brief(draft.brief),
          m_systems(systemsOf(m_brief.redundancy)), m_runs(static_cast<std::size_t>(m_systems)) {
        m_direct = m_brief.distribution == Distribution::Dc800;
        m_voltage = nominalVoltage(m_brief.distribution).value();
        m_factor = draft.basisNumber(m_brief.code == ElectricalCode::Nec ? Property::continuousNec
                                                                         : Property::continuousIec);
        m_powerFactor = draft.basisNumber(Property::loadPowerFactor);
        m_busways = ofSystem(Kind::Busway);
        m_taps = ofSystem(Kind::TapOff);
    }

    void plan() {
        if (m_draft.failed()) return;
        std::size_t racks = 0;
        m_draft.hall.rows.forEach([&](Id<Row> id, const Row& row) {
            const std::vector<Load> loads = loadsOf(id, racks);
            if (!loads.empty() && m_draft.goOn()) planRow(row, loads);
        });
        for (int system = 0; system < m_systems && !m_draft.failed(); ++system)
            planSystem(system);
    }

private:
    double currentOf(double power) const {
        return m_direct ? formulas::directCurrent(power, m_voltage)
                        : formulas::threePhaseCurrent(power, m_voltage, m_powerFactor);
    }
    /// The rating that the code asks for a load that lasts and its peak.
    double ratingFor(double lasting, double peak) const {
        return ratingNeeded(currentOf(lasting), currentOf(peak), m_factor);
    }
    double ratingFor(const Load& load) const { return ratingFor(load.lasting, load.power); }
    /// The same of the busway over a run of racks.
    double ratingFor(const std::vector<Load>& loads, std::size_t begin, std::size_t end,
                     int system) const {
        return ratingFor(worstOf(loads, &Load::lasting, begin, end, system, m_systems),
                         worstOf(loads, &Load::power, begin, end, system, m_systems));
    }

    /// Parts of a kind in the lowest voltage class that takes the hall's supply, smallest rating
    /// first: those that stand for any maker's, unless there are none.
    std::vector<PartPtr> ofSystem(Kind kind) const {
        std::vector<PartPtr> parts;
        double lowest = 0.0;
        for (const PartPtr& part : m_draft.partsOf(kind)) {
            const double voltage = part->number(Property::voltage).value_or(0.0);
            if (voltage < m_voltage || !part->number(Property::ratingCurrent)) continue;
            lowest = lowest > 0.0 ? std::min(lowest, voltage) : voltage;
            parts.push_back(part);
        }
        std::erase_if(
            parts, [&](const PartPtr& part) { return *part->number(Property::voltage) > lowest; });
        const auto standsForAll = [](const PartPtr& part) { return part->status == "generic"; };
        if (std::any_of(parts.begin(), parts.end(), standsForAll))
            std::erase_if(parts, [&](const PartPtr& part) { return !standsForAll(part); });
        std::stable_sort(parts.begin(), parts.end(), [](const PartPtr& a, const PartPtr& b) {
            return *a->number(Property::ratingCurrent) < *b->number(Property::ratingCurrent);
        });
        return parts;
    }
    static PartPtr smallest(const std::vector<PartPtr>& parts, double rating) {
        for (const PartPtr& part : parts)
            if (*part->number(Property::ratingCurrent) * (1.0 + 1e-9) >= rating) return part;
        return nullptr;
    }

    /// Racks of a row that draw power through tap-offs, from left to right.
    std::vector<Load> loadsOf(Id<Row> row, std::size_t& counter) {
        struct Power {
            double peak = 0.0, lasting = 0.0;
        };
        std::map<Id<Rack>, Power> byRack;
        m_draft.hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (rack.row != row) return;
            const double peak = powerOf(id, breakerFigure()), lasting = powerOf(id, Fig::rackTdp);
            if (!(peak > 0.0 || lasting > 0.0)) return;
            Power& power = byRack[rack.sidecar ? rack.sidecar : id];
            power.peak += peak;
            power.lasting += lasting;
        });
        std::vector<Load> loads;
        for (const auto& [id, power] : byRack) {
            const Rect box = footprintOf(m_draft.hall, m_draft.hall.racks[id]);
            loads.push_back({id, {}, power.peak, power.lasting, box.x, box.right()});
        }
        std::sort(loads.begin(), loads.end(),
                  [](const Load& a, const Load& b) { return a.left < b.left; });
        const std::vector<FeedSystems> patterns = feedPatterns(m_brief.redundancy);
        for (Load& load : loads)
            load.feeds = patterns[counter++ % patterns.size()];
        return loads;
    }
    Fig breakerFigure() const {
        const std::string& state = m_draft.hall.part(m_draft.basis)->text(Property::sizingBreaker);
        return state == "tdp"       ? Fig::rackTdp
               : state == "typical" ? Fig::rackTypical
                                    : Fig::rackPeak;
    }
    double powerOf(Id<Rack> id, Fig figure) const {
        const double power = m_loads.number(figure, id.raw);
        return std::isnan(power) ? 0.0 : power;
    }

    void planRow(const Row& row, const std::vector<Load>& loads) {
        if (m_busways.empty() || m_taps.empty()) {
            m_draft.doesNotFit(
                "power.busway.current",
                "busways: the catalog has no busway and tap-off for this supply; choose "
                "another distribution");
            return;
        }
        const PartPtr& largest = m_busways.back();
        const double most = *largest->number(Property::ratingCurrent);
        for (const Load& load : loads)
            if (ratingFor(load) > most * (1.0 + 1e-9)) {
                m_draft.doesNotFit(
                    "power.busway.current",
                    fmt::format("busway: {} needs a rating of {:.0f} A by itself, the largest "
                                "busway of the "
                                "catalog has {:.0f} A; choose smaller racks or a higher voltage",
                                m_draft.hall.racks[load.rack].name, ratingFor(load), most));
                return;
            }
        std::vector<double> powers;
        for (const Load& load : loads)
            powers.push_back(load.power);
        for (std::size_t runs = 1; runs <= loads.size(); ++runs) {
            std::vector<std::size_t> ends = evenRuns(powers, runs);
            ends.push_back(loads.size());
            bool fits = true;
            for (std::size_t r = 0; r + 1 < ends.size(); ++r)
                for (int system = 0; system < m_systems; ++system)
                    fits = fits &&
                           ratingFor(loads, ends[r], ends[r + 1], system) <= most * (1.0 + 1e-9);
            if (!fits) continue;
            for (std::size_t r = 0; r + 1 < ends.size(); ++r)
                for (int system = 0; system < m_systems; ++system)
                    addRun(row, loads, ends[r], ends[r + 1], system, r + 1);
            return;
        }
    }

    void addRun(const Row& row, const std::vector<Load>& loads, std::size_t begin, std::size_t end,
                int system, std::size_t number) {
        const double worst = worstOf(loads, &Load::power, begin, end, system, m_systems);
        const double rating = ratingFor(loads, begin, end, system);
        if (rating <= 0.0) return;
        const PartPtr part = smallest(m_busways, rating);
        if (!part) return;
        // Systems hang side by side, a housing apart; the middle of the row lies between them.
        const int pitch =
            Millimetres::fromMetres(m_busways.back()->number(Property::sizeWidth).value_or(0.1)).mm;
        const int aside = system * pitch - (m_systems - 1) * pitch / 2;
        Busway busway;
        busway.name = fmt::format("BW-{}{}{}", row.name, number, static_cast<char>('a' + system));
        busway.part = m_draft.freeze(*part);
        busway.system = system;
        busway.x1 = loads[begin].left;
        busway.x2 = loads[end - 1].right;
        busway.y1 = busway.y2 = row.y + row.depth / 2 + Millimetres{aside};
        busway.elevation = m_draft.basisLength(Property::buswayElevation);
        busway.feeder = m_draft.basisLength(Property::feederLength);
        const Id<Busway> id = m_draft.add(m_draft.hall.busways, busway);
        m_runs[static_cast<std::size_t>(system)].push_back({id, worst});
        for (std::size_t i = begin; i < end; ++i)
            if (std::find(loads[i].feeds.begin(), loads[i].feeds.end(), system) !=
                loads[i].feeds.end())
                addTap(loads[i], id);
    }

    /// The smallest tap-off that carries the rack when another system is lost; equal boxes where
    /// none is large enough.
    void addTap(const Load& load, Id<Busway> busway) {
        const double rating = ratingFor(load);
        int count = 1;
        PartPtr part = smallest(m_taps, rating);
        while (!part)
            part = smallest(m_taps, rating / ++count);
        m_draft.add(m_draft.hall.taps, Tap{m_draft.freeze(*part), busway, load.rack, {}, count});
    }

    /// The part that the design basis names for a place, where it has the rating to be judged by.
    PartPtr named(Property place, Property rating) {
        const PartPtr part = m_draft.basisPart(place);
        if (part && !part->number(rating))
            m_draft.doesNotFit("power.unit.rating",
                               fmt::format("power: {} of the design basis, {}, gives no {}; name "
                                           "one that does",
                                           info(place).id, part->id, info(rating).id));
        return part;
    }

    /// Losses of converters side by side (E10).
    static double lossOf(const Part& part, double output, int parallel) {
        const double rating = part.number(Property::ratingPower).value_or(0.0) * parallel;
        if (rating <= 0.0) return 0.0;
        return formulas::conversionLoss(output, part.number(Property::lossFixed).value_or(0.0),
                                        part.number(Property::lossLinear).value_or(0.0),
                                        part.number(Property::lossSquare).value_or(0.0), rating);
    }

    /// Units that stand beside those that carry the load.
    int spareUnits() const { return m_brief.redundancy == Redundancy::NPlus1 ? 1 : 0; }

    struct Block {
        std::size_t begin = 0, end = 0;  ///< runs
        int converters = 1;
    };

    /// The fewest blocks of one transformer and one board that carry a system's busways and its
    /// share of cooling.
    std::vector<Block> blocksOf(const std::vector<BuswayRun>& runs, const Part& converter,
                                double boardLimit) {
        const double rating = m_draft.number(converter, Property::ratingPower);
        const int spare = spareUnits();
        double mechanical = 0.0;  // of this system with another lost
        for (const Fig figure : {Fig::pumpPower, Fig::fanPower, Fig::rejectionPower}) {
            const double power = m_loads.number(figure);
            if (!std::isnan(power)) mechanical += power / std::max(1, m_systems - 1);
        }
        std::vector<double> worst;
        for (const BuswayRun& run : runs)
            worst.push_back(run.worst);
        std::vector<Block> blocks;
        for (std::size_t count = 1; count <= runs.size(); ++count) {
            std::vector<std::size_t> ends = evenRuns(worst, count);
            ends.push_back(runs.size());
            blocks.clear();
            bool fits = true;
            for (std::size_t b = 0; b + 1 < ends.size(); ++b) {
                double output = 0.0;
                for (std::size_t i = ends[b]; i < ends[b + 1]; ++i)
                    output += worst[i];
                const int converters =
                    std::max(1, static_cast<int>(std::ceil(output / rating - 1e-9))) + spare;
                const double board = output + lossOf(converter, output, converters) +
                                     mechanical / static_cast<double>(count);
                fits = fits && board <= boardLimit;
                blocks.push_back({ends[b], ends[b + 1], converters});
            }
            if (fits) return blocks;
        }
        return blocks;  // one busway a block; the check of the finished hall tells if that is too
                        // much
    }

    void planSystem(int system) {
        const std::vector<BuswayRun>& runs = m_runs[static_cast<std::size_t>(system)];
        if (runs.empty()) return;
        const PartPtr utility = named(Property::utilityPart, Property::ratingPower);
        const PartPtr transformer = named(Property::transformerPart, Property::ratingApparent);
        const PartPtr board = named(Property::switchboardPart, Property::ratingCurrent);
        const PartPtr converter =
            named(m_direct ? Property::rectifierPart : Property::upsPart, Property::ratingPower);
        if (m_draft.failed()) return;
        // What one block may carry: the transformer's plate and, at the voltage of the racks, the
        // board's bars.
        double limit = *transformer->number(Property::ratingApparent) * m_powerFactor;
        if (const std::optional<double> power = transformer->number(Property::ratingPower))
            limit = std::min(limit, *power);
        if (!m_direct)
            limit = std::min(limit, formulas::usablePower(m_voltage,
                                                          *board->number(Property::ratingCurrent),
                                                          m_powerFactor, 1.0));
        limit -= lossOf(*transformer, limit, 1 + spareUnits());
        const std::vector<Block> blocks = blocksOf(runs, *converter, limit);

        const char letter = systemLetter(system);
        const double feeds = *utility->number(Property::ratingPower);
        PowerUnit source{
            fmt::format("Utility {}", letter), m_draft.freeze(*utility), {}, system, 1, {}};
        source.parallel =
            std::max(1, static_cast<int>(std::ceil(m_brief.supplyPerSide.value() / feeds - 1e-9)));
        if (source.parallel > 1) source.parallel += spareUnits();
        const Id<PowerUnit> sourceId = m_draft.add(m_draft.hall.powerUnits, source);
        for (std::size_t b = 0; b < blocks.size(); ++b) {
            const auto add = [&](std::string_view name, const Part& part, Id<PowerUnit> parent,
                                 int parallel) {
                return m_draft.add(m_draft.hall.powerUnits,
                                   PowerUnit{fmt::format("{} {}{}", name, letter, b + 1),
                                             m_draft.freeze(part),
                                             parent,
                                             system,
                                             parallel,
                                             {}});
            };
            const Id<PowerUnit> transformerId =
                add("Transformer", *transformer, sourceId, 1 + spareUnits());
            const Id<PowerUnit> boardId = add("Board", *board, transformerId, 1 + spareUnits());
            const Id<PowerUnit> converterId =
                add(m_direct ? "Rectifier" : "UPS", *converter, boardId, blocks[b].converters);
            for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i) {
                Busway busway = m_draft.hall.busways[runs[i].busway];
                busway.source = converterId;
                m_draft.hall.busways.set(runs[i].busway, busway);
            }
        }
    }

    Draft& m_draft;
    const Evaluation& m_loads;
    const Brief& m_brief;
    int m_systems;
    std::vector<std::vector<BuswayRun>> m_runs;  ///< by system
    bool m_direct = false;
    double m_voltage = 0.0;
    double m_factor = 1.0;
    double m_powerFactor = 1.0;
    std::vector<PartPtr> m_busways, m_taps;
};

}  // namespace

std::vector<std::vector<int>> feedPatterns(Redundancy redundancy) {
    switch (redundancy) {
    case Redundancy::N:
    case Redundancy::NPlus1:
        return {{0}};
    case Redundancy::TwoN:
        return {{0, 1}};
    case Redundancy::ThreeN2:
        return {{0, 1}, {1, 2}, {0, 2}};
    case Redundancy::FourN3:
        return {{0, 1}, {2, 3}, {0, 2}, {1, 3}, {0, 3}, {1, 2}};
    }
    return {{0}};
}

std::vector<std::size_t> evenRuns(const std::vector<double>& loads, std::size_t runs) {
    std::vector<std::size_t> begins;
    double left = std::accumulate(loads.begin(), loads.end(), 0.0);
    double used = 0.0, target = 0.0;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const std::size_t toOpen = runs - begins.size();
        const bool must = toOpen > 0 && loads.size() - i <= toOpen;  // no run stays empty
        if (begins.empty() || must || (toOpen > 0 && used + loads[i] / 2.0 > target)) {
            target = left / static_cast<double>(std::max<std::size_t>(1, toOpen));
            begins.push_back(i);
            used = 0.0;
        }
        used += loads[i];
        left -= loads[i];
    }
    return begins;
}

void planPower(Draft& draft, const Evaluation& loads) { PowerPlanner(draft, loads).plan(); }

}  // namespace hallwright
