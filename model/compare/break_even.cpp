#include "model/compare/break_even.h"

#include "model/compare/like_for_like.h"
#include "model/compare/quantities.h"
#include "model/formulas/economics.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace hallwright {

namespace {

using formulas::secondsPerYear;

/// The lines of a side's cost over the life of IT, in the order in which they are told.
enum LineNumber : std::size_t { Price, Energy, Stops, Spares, Facility, lineCount };
constexpr std::array<std::string_view, lineCount> lineTitles{
    "Price of the network and its upkeep", "Energy of the network", "Jobs that the network stops",
    "Spares for 95 % service", "Capital of the facility, its share of the years"};
/// Lines in the answer. A facility may be built and its freed power feed something else: what it
/// would have cost stands beside.
constexpr std::size_t countedLines = Facility;

using Lines = std::array<Partial, lineCount>;

double sumOf(const std::array<double, lineCount>& lines, std::size_t count) {
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i)
        sum += lines[i];
    return sum;
}

/// What a side costs over the life of IT, at its worth on the day of purchase. T1.
Lines lifeCost(const Evaluation& side) {
    const Slots& in = side.numbers();
    const PartId basis = side.hall().site().basis;
    const Columns& figures = side.columns();
    const double interest = in.get(basis, Property::discountRate);
    const double upkeep = in.get(basis, Property::maintenance);
    const double worth =
        formulas::presentValue(interest, in.get(basis, Property::lifeIt) / secondsPerYear);
    const auto add = [&](Partial& line, Fig figure, double factor) {
        line.add(figures.get(figure) * factor, figures.status(figure));
    };
    Lines out;
    add(out[Price], Fig::networkCapex, 1.0 + upkeep * worth);
    add(out[Energy], Fig::networkEnergy, worth);
    out[Stops] = lostWork(side).scaled(worth);
    constexpr double service = 0.95;
    out[Spares] = spareStock(side, service).price;
    const double paid =
        formulas::capitalRecovery(interest, in.get(basis, Property::lifeFacility) / secondsPerYear);
    add(out[Facility], Fig::capexFacility, (paid + upkeep) * worth);
    return out;
}

/// From the low to the high end of a datum's range with the number itself among them; the number
/// alone where it is certain.
std::vector<double> priceSteps(const Part* part, Property property, double number) {
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
    /// Where the number itself is not public: what is assumed in its place.
    std::optional<double> assumed;
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
    case Property::sparesLead:
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
                                            told->why.empty() ? told->source : told->why,
                                            datum.reading().unknown ? told->number : std::nullopt});
            }
        }
    std::vector<Uncertain> out;
    for (auto& [key, uncertain] : found)
        out.push_back(std::move(uncertain));
    return out;
}

/// Two halls in which the same number is put anew, and what one then costs more than the other.
/// Break-even, its table and the tornado all ask this one. Numbers that are not public stand at
/// what is assumed in their place.
class Difference {
public:
    Difference(const Evaluation& pluggable, const Evaluation& coPackaged,
               const std::vector<Uncertain>& uncertain)
        : m_sides{Evaluator(pluggable), Evaluator(coPackaged)} {
        for (const Uncertain& each : uncertain)
            if (each.assumed) put(each.part, each.property, *each.assumed);
    }

    std::array<double, lineCount> lines() const {
        const Lines one = lifeCost(m_sides[0].evaluation());
        const Lines other = lifeCost(m_sides[1].evaluation());
        std::array<double, lineCount> out{};
        for (std::size_t i = 0; i < lineCount; ++i)
            out[i] = other[i].number() - one[i].number();
        return out;
    }
    double now() const { return sumOf(lines(), countedLines); }
    double with(const Uncertain& uncertain, double value) {
        const std::array<double, 2> before = put(uncertain.part, uncertain.property, value);
        const double out = now();
        restore(uncertain.part, uncertain.property, before);
        return out;
    }
    /// Price of a part of the second side at which the first lines, so many of them, come to no
    /// difference. The difference is linear in it: stock and cost of a GPU hour hold it too.
    double evenPrice(const std::string& part, std::size_t count) {
        constexpr double probe = 1e5;
        const std::array<double, 2> before = put(part, Property::price, 0.0);
        const double free = sumOf(lines(), count);
        put(part, Property::price, probe);
        const double priced = sumOf(lines(), count);
        restore(part, Property::price, before);
        return formulas::evenPrice(free, priced, probe);
    }
    /// Sets a number on both sides; what stood there before.
    std::array<double, 2> put(const std::string& part, Property property, double value) {
        std::array<double, 2> before{};
        for (std::size_t i = 0; i < m_sides.size(); ++i)
            before[i] = put(m_sides[i], part, property, value);
        return before;
    }
    void restore(const std::string& part, Property property, const std::array<double, 2>& before) {
        for (std::size_t i = 0; i < m_sides.size(); ++i)
            put(m_sides[i], part, property, before[i]);
    }
    /// Names of the lines of which a side knows only a part.
    std::vector<std::string> partlyKnown(std::size_t side) const {
        std::vector<std::string> out;
        const Lines lines = lifeCost(m_sides[side].evaluation());
        for (std::size_t i = 0; i < countedLines; ++i)
            if (lines[i].missing) out.emplace_back(lineTitles[i]);
        return out;
    }

private:
    static double put(Evaluator& side, const std::string& id, Property property, double value) {
        const PartId part = side.evaluation().hall().findPart(id);
        if (!part) return unknown;
        const double before = side.evaluation().numbers().get(part, property);
        side.rerun({part, property}, value, firstStage(property));
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
                                       std::size_t b, const std::vector<Uncertain>& uncertain) {
    const Hall& pluggable = halls[a].evaluation->hall();
    const Hall& coPackaged = halls[b].evaluation->hall();
    const PartId module = pluggable.fabrics[mainFabric(pluggable)].switchModule;
    Sensitivity bar{"Which document is read for optics power (module)", {}, {}, 0.0, 0.0, {}};
    bool first = true;
    for (const OpticsReading& reading : opticsReadings({&pluggable, &coPackaged})) {
        const Evaluation one = readAlike(*halls[a].evaluation, reading, ReadingEnd::Value);
        const Evaluation other = readAlike(*halls[b].evaluation, reading, ReadingEnd::Value);
        const double result = Difference(one, other, uncertain).now();
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
                const std::vector<Evaluation>& alike, const std::vector<Uncertain>& uncertains,
                Difference& difference) {
    const Evaluation& a = alike[out.pluggable];
    const Evaluation& b = alike[out.coPackaged];
    out.tornadoOf = fmt::format("Cost of the network over its life, with the jobs that it stops "
                                "and its spares: {} less {}",
                                halls[out.coPackaged].name, halls[out.pluggable].name);
    out.tornadoAt = sumOf(difference.lines(), countedLines);
    for (const Uncertain& uncertain : uncertains) {
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
            readingsBar(halls, out.pluggable, out.coPackaged, uncertains))
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

/// What a reader must know before he takes the answer along.
void addSentences(BreakEven& out, const std::vector<ComparedHall>& halls,
                  const std::vector<Evaluation>& alike, const std::vector<Uncertain>& uncertains,
                  const Difference& difference) {
    const Evaluation& a = alike[out.pluggable];
    const Evaluation& b = alike[out.coPackaged];
    for (const Uncertain& uncertain : uncertains) {
        if (!uncertain.assumed) continue;
        const Dimension dimension = info(uncertain.property).dimension;
        out.says.push_back(fmt::format("Not public, assumed: {} of {} ({} to {})",
                                       titleOf(a, b, uncertain),
                                       formatQuantity({*uncertain.assumed, dimension}),
                                       formatQuantity({uncertain.low, dimension}),
                                       formatQuantity({uncertain.high, dimension})));
    }
    for (const std::size_t side : {out.pluggable, out.coPackaged}) {
        const bool packaged = side == out.coPackaged;
        const std::vector<std::string> lines = difference.partlyKnown(packaged ? 1 : 0);
        if (lines.empty()) continue;
        out.says.push_back(fmt::format(
            "{} knows only a part of: {}. By that the break-even price is \"{}\" and the "
            "difference of cost \"{}\"",
            halls[side].name, fmt::join(lines, ", "), packaged ? "at most" : "at least",
            packaged ? "at least" : "at most"));
    }
    if (!out.assumed) return;
    // The answer is the same on every choice of lines, or it is told which one turns it.
    const auto dearer = [&](const CostLine& line) { return line.price.si < out.assumed->si; };
    const bool answer = out.price.si < out.assumed->si;
    const auto word = [&](bool isDearer) {
        return fmt::format("{} is {}", halls[out.coPackaged].name,
                           isDearer ? "the dearer" : "the cheaper");
    };
    for (const CostLine& line : out.lines)
        if (!std::isnan(line.price.si) && dearer(line) != answer)
            out.says.push_back(fmt::format(
                "The answer turns with what is counted: {} at {} a switch, but with the lines up "
                "to \"{}\" the break-even price is {} and {}",
                word(answer), formatQuantity(*out.assumed), line.title, formatQuantity(line.price),
                word(!answer)));
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

    const std::vector<Uncertain> uncertains = uncertainOf(one.hall(), hall);
    Difference difference(one, other, uncertains);
    const std::string& id = hall.part(part)->id;
    const double now = difference.evenPrice(id, countedLines);
    if (std::isnan(now) || !(switches > 0.0)) {
        const bool knows = !std::isnan(one.number(Fig::networkCapex)) &&
                           !std::isnan(one.number(Fig::networkEnergy));
        out.refused = fmt::format("a price or the energy of {} is not known",
                                  halls[knows ? *coPackaged : *pluggable].name);
        return out;
    }
    out.price = {now, Dimension::Money};
    const std::array<double, lineCount> lines = difference.lines();
    for (std::size_t i = 0; i < lineCount; ++i)
        out.lines.push_back({std::string(lineTitles[i]),
                             lines[i],
                             i < countedLines,
                             {difference.evenPrice(id, i + 1), Dimension::Money}});

    const Site& site = one.hall().site();
    const Part* tariff = one.hall().part(site.tariff);
    const Part* basis = one.hall().part(site.basis);
    out.tariffs = priceSteps(tariff, Property::energyPrice,
                             one.numbers().get(site.tariff, Property::energyPrice));
    out.lives =
        priceSteps(basis, Property::lifeIt, one.numbers().get(site.basis, Property::lifeIt));
    for (const double usdPerJoule : out.tariffs) {
        std::vector<double> row;
        const auto paid = difference.put(tariff->id, Property::energyPrice, usdPerJoule);
        for (const double life : out.lives) {
            const auto lived = difference.put(basis->id, Property::lifeIt, life);
            row.push_back(difference.evenPrice(id, countedLines));
            difference.restore(basis->id, Property::lifeIt, lived);
        }
        difference.restore(tariff->id, Property::energyPrice, paid);
        out.prices.push_back(std::move(row));
    }
    addTornado(out, halls, alike, uncertains, difference);
    addSentences(out, halls, alike, uncertains, difference);
    return out;
}

}  // namespace hallwright
