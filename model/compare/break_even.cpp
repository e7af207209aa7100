#include "model/compare/break_even.h"

#include "model/compare/like_for_like.h"
#include "model/compare/quantities.h"
#include "model/formulas/economics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace hallwright {

namespace {

using formulas::secondsPerYear;

/// What a side costs, taken apart so that tariff and life can be put in anew.
struct LifeCost {
    double price = 0.0;   ///< of the network, USD
    double energy = 0.0;  ///< of a year, J
    double interest = 0.0, upkeep = 0.0, tariff = 0.0, life = 0.0;

    double worth(double over) const {
        return formulas::presentValue(interest, over / secondsPerYear);
    }
    double total(double usdPerJoule, double over) const {
        return price * (1.0 + upkeep * worth(over)) + energy * usdPerJoule * worth(over);
    }
};

LifeCost lifeCost(const Evaluation& side) {
    const Slots& in = side.numbers();
    const Site& site = side.hall().site();
    LifeCost out;
    out.price = side.number(Fig::networkCapex);
    out.interest = in.get(site.basis, Property::discountRate);
    out.upkeep = in.get(site.basis, Property::maintenance);
    out.life = in.get(site.basis, Property::lifeIt);
    out.tariff = in.get(site.tariff, Property::energyPrice);
    out.energy = side.number(Fig::networkEnergy) / out.tariff;
    return out;
}

/// Cost of the network over its life, the jobs that it stops included.
double costWithStops(const Evaluation& side) {
    const LifeCost cost = lifeCost(side);
    const double lost = lostWork(side);
    return cost.total(cost.tariff, cost.life) +
           (std::isnan(lost) ? 0.0 : lost) * cost.worth(cost.life);
}

/// From the low to the high end of a datum's range with the number itself among them; the number
/// alone where it is certain.
std::vector<double> steps(const Part* part, Property property, double number) {
    const Datum* datum = part ? part->find(property) : nullptr;
    const std::optional<Range> range = datum ? rangeOf(*datum) : std::nullopt;
    std::set<double> out{number};
    if (range && range->low < range->high)
        for (const double end : {range->low, range->high}) {
            out.insert(end);
            out.insert((end + number) / 2.0);
        }
    return {out.begin(), out.end()};
}

/// Numbers that the cost of the two networks hangs on, by the id of the part they are of.
struct Uncertain {
    std::string part;
    Property property = Property::Count_;
    double low = 0.0, high = 0.0;
    std::string source;
};

bool bearsOnCost(Kind kind, Property property) {
    switch (property) {
    case Property::price:
    case Property::pricePerMetre:
    case Property::energyPrice:
    case Property::lifeIt:
    case Property::discountRate:
    case Property::maintenance:
    case Property::duty:
    case Property::typicalShare:
    case Property::mtbf:
    case Property::linkFlap:
    case Property::flapMtbf:
    case Property::flapInterrupt:
    case Property::failureInterrupt:
    case Property::restartTime:
    case Property::cpoPortPower:
        return true;
    case Property::powerTdp:
        return kind == Kind::Transceiver;  // of switches: the base is the same on both sides
    default:
        return false;
    }
}

/// The range of a datum; of one whose chosen reading says that it is not public, the range that
/// another reading assumes, so that what is unknown has a bar too.
std::optional<Range> rangeToTry(const Datum& datum) {
    if (!datum.reading().unknown) {
        if (!datum.reading().number) return std::nullopt;
        return rangeOf(datum);
    }
    for (const Reading& reading : datum.readings)
        if (reading.low && reading.high) return Range{*reading.low, *reading.high};
    return std::nullopt;
}

std::vector<Uncertain> uncertainOf(const Hall& a, const Hall& b) {
    std::map<std::pair<std::string, Property>, Uncertain> found;
    for (const Hall* hall : {&a, &b})
        for (const PartId id : partsOfNetwork(*hall)) {
            const Part* part = hall->part(id);
            if (!part) continue;
            for (const Datum& datum : part->data) {
                if (!bearsOnCost(part->kind, datum.property)) continue;
                const std::optional<Range> range = rangeToTry(datum);
                if (!range || !(range->low < range->high)) continue;
                const Reading* told = &datum.reading();
                for (const Reading& reading : datum.readings)
                    if (told->unknown && reading.low) told = &reading;
                found.try_emplace({part->id, datum.property},
                                  Uncertain{part->id, datum.property, range->low, range->high,
                                            told->why.empty() ? told->source : told->why});
            }
        }
    std::vector<Uncertain> out;
    for (auto& [key, uncertain] : found)
        out.push_back(std::move(uncertain));
    return out;
}

/// Two halls in which the same number is put anew, and what one then costs more than the other.
class Difference {
public:
    Difference(const Evaluation& pluggable, const Evaluation& coPackaged)
        : m_sides{Evaluator(pluggable), Evaluator(coPackaged)} {}

    double now() const {
        return costWithStops(m_sides[1].evaluation()) - costWithStops(m_sides[0].evaluation());
    }
    double with(const Uncertain& uncertain, double value) {
        std::array<double, 2> before{};
        for (std::size_t i = 0; i < m_sides.size(); ++i)
            before[i] = put(m_sides[i], uncertain, value);
        const double out = now();
        for (std::size_t i = 0; i < m_sides.size(); ++i)
            put(m_sides[i], uncertain, before[i]);
        return out;
    }

private:
    static double put(Evaluator& side, const Uncertain& uncertain, double value) {
        const PartId part = side.evaluation().hall().findPart(uncertain.part);
        if (!part) return unknown;
        const double before = side.evaluation().numbers().get(part, uncertain.property);
        side.rerun({part, uncertain.property}, value, firstStage(uncertain.property));
        return before;
    }

    std::array<Evaluator, 2> m_sides;
};

std::string titleOf(const Evaluation& a, const Evaluation& b, const Uncertain& uncertain) {
    const Part* part = a.hall().part(a.hall().findPart(uncertain.part));
    if (!part) part = b.hall().part(b.hall().findPart(uncertain.part));
    const std::string what(info(uncertain.property).title);
    if (!part || part->kind == Kind::DesignBasis || part->kind == Kind::Tariff) return what;
    return fmt::format("{}, {}", what, part->name);
}

/// What the difference becomes on each reading of optics power.
std::optional<Sensitivity> readingsBar(const std::vector<ComparedHall>& halls, std::size_t a,
                                       std::size_t b) {
    const Hall& pluggable = halls[a].evaluation->hall();
    const Hall& coPackaged = halls[b].evaluation->hall();
    const PartId module = pluggable.fabrics[mainFabric(pluggable)].switchModule;
    Sensitivity bar{"Which document is read for optics power (module)", {}, {}, 0.0, 0.0, {}};
    bool first = true;
    for (const OpticsReading& reading : opticsReadings({&pluggable, &coPackaged})) {
        const Evaluation one = readAlike(*halls[a].evaluation, reading, ReadingEnd::Value);
        const Evaluation other = readAlike(*halls[b].evaluation, reading, ReadingEnd::Value);
        const double result = costWithStops(other) - costWithStops(one);
        const Value power{one.numbers().get(module, Property::powerTdp), Dimension::Power};
        if (std::isnan(result)) continue;
        if (first || result < bar.atLow) {
            bar.atLow = result;
            bar.low = power;
        }
        if (first || result > bar.atHigh) {
            bar.atHigh = result;
            bar.high = power;
        }
        bar.source += (first ? "" : "; ") + reading.title;
        first = false;
    }
    if (first || !(bar.atLow < bar.atHigh)) return std::nullopt;
    return bar;
}

void addTornado(BreakEven& out, const std::vector<ComparedHall>& halls,
                const std::vector<Evaluation>& alike) {
    const Evaluation& a = alike[out.pluggable];
    const Evaluation& b = alike[out.coPackaged];
    Difference difference(a, b);
    out.tornadoOf =
        fmt::format("Cost of the network over its life, jobs that it stops included: {} "
                    "less {}",
                    halls[out.coPackaged].name, halls[out.pluggable].name);
    out.tornadoAt = difference.now();
    for (const Uncertain& uncertain : uncertainOf(a.hall(), b.hall())) {
        Sensitivity bar;
        bar.title = titleOf(a, b, uncertain);
        const Dimension dimension = info(uncertain.property).dimension;
        bar.low = {uncertain.low, dimension};
        bar.high = {uncertain.high, dimension};
        bar.atLow = difference.with(uncertain, uncertain.low);
        bar.atHigh = difference.with(uncertain, uncertain.high);
        bar.source = uncertain.source;
        if (bar.atLow != bar.atHigh && !std::isnan(bar.atLow) && !std::isnan(bar.atHigh))
            out.tornado.push_back(std::move(bar));
    }
    if (const std::optional<Sensitivity> readings =
            readingsBar(halls, out.pluggable, out.coPackaged))
        out.tornado.push_back(*readings);
    const auto width = [](const Sensitivity& bar) { return std::abs(bar.atHigh - bar.atLow); };
    std::stable_sort(
        out.tornado.begin(), out.tornado.end(),
        [&](const Sensitivity& x, const Sensitivity& y) { return width(x) > width(y); });
    // Bars too short to be seen say nothing.
    constexpr double shortest = 1e-3;
    while (!out.tornado.empty() &&
           width(out.tornado.back()) < shortest * width(out.tornado.front()))
        out.tornado.pop_back();
}

}  // namespace

BreakEven breakEvenOf(const std::vector<ComparedHall>& halls,
                      const std::vector<Evaluation>& alike) {
    BreakEven out;
    std::optional<std::size_t> pluggable, coPackaged;
    for (std::size_t i = 0; i < halls.size(); ++i) {
        std::optional<std::size_t>& side =
            coPackagedFabric(halls[i].evaluation->hall()) ? coPackaged : pluggable;
        if (!side && !halls[i].evaluation->hall().fabrics.empty()) side = i;
    }
    if (!pluggable || !coPackaged) {
        out.refused = coPackaged
                          ? "every side has co-packaged switches; set one without beside them"
                          : "no side has co-packaged switches; set one beside these";
        return out;
    }
    out.pluggable = *pluggable;
    out.coPackaged = *coPackaged;
    const Evaluation& one = alike[*pluggable];
    const Evaluation& other = alike[*coPackaged];
    const Hall& hall = other.hall();
    const PartId part = hall.fabrics[coPackagedFabric(hall)].switchPart;
    double switches = 0.0;
    hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        if (fabric.switchPart == part) switches += switchesOf(other, id);
    });
    out.switchPart = hall.part(part)->name;
    out.switches = std::llround(switches);
    const double assumed = other.numbers().get(part, Property::price);
    if (!std::isnan(assumed)) out.assumed = Value{assumed, Dimension::Money};

    const LifeCost a = lifeCost(one);
    LifeCost b = lifeCost(other);
    b.price -= std::isnan(assumed) ? 0.0 : assumed * switches;
    const auto price = [&](double tariff, double life) {
        return formulas::breakEvenPrice(a.total(tariff, life), b.total(tariff, life), switches,
                                        b.upkeep, b.worth(life));
    };
    const double now = price(a.tariff, a.life);
    if (std::isnan(now) || !(switches > 0.0)) {
        out.refused = fmt::format("a price or the energy of {} is not known",
                                  std::isnan(a.price + a.energy) ? halls[*pluggable].name
                                                                 : halls[*coPackaged].name);
        return out;
    }
    out.price = {now, Dimension::Money};
    const Site& site = one.hall().site();
    out.tariffs = steps(one.hall().part(site.tariff), Property::energyPrice, a.tariff);
    out.lives = steps(one.hall().part(site.basis), Property::lifeIt, a.life);
    for (const double tariff : out.tariffs) {
        std::vector<double> row;
        for (const double life : out.lives)
            row.push_back(price(tariff, life));
        out.prices.push_back(std::move(row));
    }
    addTornado(out, halls, alike);
    return out;
}

}  // namespace hallwright
