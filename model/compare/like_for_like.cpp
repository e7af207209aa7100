#include "model/compare/like_for_like.h"

#include "model/stages/switch_supplies.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace hallwright {

namespace {

const Reading* chosen(const Part& part, Property property) {
    const Datum* datum = part.find(property);
    if (!datum || datum->readings.empty() || !datum->reading().number) return nullptr;
    return &datum->reading();
}

/// "7 kW of NVIDIA … (at the AC input, optics included)".
std::string inWords(const Part& part, const Reading& reading) {
    return fmt::format(
        "{} of {} is given {}, {}", formatQuantity({*reading.number, Dimension::Power}), part.name,
        reading.at.empty() ? std::string("by ") + reading.source + " without load state or plane"
                           : fmt::format("as a maximum at {}", reading.at),
        reading.includes.empty() ? "without optics" : "with optics");
}

/// Parts whose optics power a hall reads: modules of its fabrics and co-packaged switches.
void forEachOptics(const Hall& hall, const std::function<void(const Part&, Property)>& visit) {
    std::set<RawId> seen;
    const auto look = [&](PartId id, Property property) {
        const Part* part = hall.part(id);
        if (part && part->find(property) && seen.insert(id.raw).second) visit(*part, property);
    };
    hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        look(fabric.hostModule, Property::powerTdp);
        look(fabric.switchModule, Property::powerTdp);
        look(fabric.switchPart, Property::cpoPortPower);
    });
}

}  // namespace

std::string whyNotAlike(const Part& one, const Part& other) {
    const Reading* a = chosen(one, Property::powerTdp);
    const Reading* b = chosen(other, Property::powerTdp);
    if (!a || !b) return {};
    const bool sameState = a->at.empty() == b->at.empty();
    const bool sameContent = a->includes.empty() == b->includes.empty();
    if (sameState && sameContent) return {};
    return fmt::format("{}; {}", inWords(one, *a), inWords(other, *b));
}

double savedAsPrinted(const Part& pluggable, const Part& coPackaged, double switches) {
    const std::optional<double> a = pluggable.number(Property::powerTdp);
    const std::optional<double> b = coPackaged.number(Property::powerTdp);
    return a && b ? (*a - *b) * switches : unknown;
}

std::optional<double> statedBase(const Hall& hall, PartId switchPart) {
    const Part* part = hall.part(switchPart);
    if (!part) return std::nullopt;
    const Part* other = hall.part(hall.findPart(part->text(Property::cpoCounterpart)));
    for (const Part* of : {part, other}) {
        if (!of) continue;
        const Reading* typical = chosen(*of, Property::powerTypical);
        if (typical && !typical->at.empty() && typical->includes.empty()) return *typical->number;
    }
    return std::nullopt;
}

std::vector<OpticsReading> opticsReadings(const std::vector<const Hall*>& halls) {
    struct Said {
        bool module = false, port = false;
        std::map<std::pair<std::string, Property>, OpticsReading::Number> numbers;
    };
    std::map<std::string, Said> bySource;
    std::map<std::string, std::string> titles;
    for (const Hall* hall : halls) {
        forEachOptics(*hall, [&](const Part& part, Property property) {
            for (const Reading& reading : part.find(property)->readings) {
                if (!reading.number) continue;
                Said& said = bySource[reading.source];
                (property == Property::powerTdp ? said.module : said.port) = true;
                said.numbers.try_emplace(
                    {part.id, property},
                    OpticsReading::Number{part.id, property, *reading.number,
                                          reading.low.value_or(*reading.number),
                                          reading.high.value_or(*reading.number)});
            }
        });
        hall->sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
            titles[row.source.id] = row.source.title.substr(0, row.source.title.find(':'));
        });
    }
    std::vector<OpticsReading> out{{{}, "the readings chosen in the hall", {}}};
    for (const auto& [source, said] : bySource) {
        if (!said.module || !said.port || source == "assumption" || source == "arithmetic")
            continue;
        OpticsReading reading{source, titles.contains(source) ? titles[source] : source, {}};
        for (const auto& [key, number] : said.numbers)
            reading.numbers.push_back(number);
        out.push_back(std::move(reading));
    }
    return out;
}

namespace {

/// What a reading says of a part, else what the part has chosen.
double readingOf(const Part& part, Property property, const OpticsReading& reading) {
    for (const OpticsReading::Number& number : reading.numbers)
        if (number.part == part.id && number.property == property) return number.value;
    return part.number(property).value_or(unknown);
}

double largestOf(const Part& part) {
    double most = 0.0;
    for (const Property property : {Property::powerTdp, Property::powerPeak})
        if (const Datum* datum = part.find(property))
            for (const Reading& reading : datum->readings)
                most = std::max(most, reading.number.value_or(0.0));
    return most;
}

}  // namespace

std::vector<std::string> abovePublished(const Hall& hall, const OpticsReading& reading) {
    std::vector<std::string> out;
    std::set<RawId> seen;
    hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const Part* part = hall.part(fabric.switchPart);
        if (!part || part->text(Property::cpoCounterpart).empty()) return;
        const std::optional<double> base = statedBase(hall, fabric.switchPart);
        if (!base || !seen.insert(fabric.switchPart.raw).second) return;
        const bool packaged = part->text(Property::switchOptics) == "cpo";
        double pieces = part->number(Property::switchCages).value_or(unknown);
        if (packaged) pieces *= part->number(Property::portsPerCage).value_or(unknown);
        const Part* module = hall.part(hall.findPart(part->text(Property::ratedModule)));
        if (!packaged && fabric.switchModule) module = hall.part(fabric.switchModule);
        if (!packaged && !module) return;
        const double each = packaged ? readingOf(*part, Property::cpoPortPower, reading)
                                     : readingOf(*module, Property::powerTdp, reading);
        const double total = *base + pieces * each, most = largestOf(*part);
        if (!(most > 0.0) || !(total > most * (1.0 + 1e-9))) return;
        const auto watts = [](double si) { return formatQuantity({si, Dimension::Power}); };
        out.push_back(fmt::format(
            "On one base with {} a full {} draws {} ({} of electronics and {:.0f} × {}), more than "
            "any figure published for the whole switch, {}: electronics and optics are of "
            "different documents and may be of different load",
            reading.title, part->name, watts(total), watts(*base), pieces, watts(each),
            watts(most)));
    });
    return out;
}

std::string unspoken(const Hall& hall, const OpticsReading& reading) {
    if (reading.source.empty()) return {};
    std::string out;
    bool looked = false;
    hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const Part* part = hall.part(fabric.switchPart);
        if (looked || fabric.role != FabricRole::ScaleOut || !part ||
            part->text(Property::cpoCounterpart).empty())
            return;
        looked = true;
        const bool packaged = part->text(Property::switchOptics) == "cpo";
        const Part* optics = packaged ? part : hall.part(fabric.switchModule);
        if (!optics) return;
        for (const OpticsReading::Number& number : reading.numbers)
            if (number.part == optics->id) return;
        out = optics->name;
    });
    return out;
}

Evaluation readAlike(const Evaluation& evaluation, const OpticsReading& reading, ReadingEnd end) {
    const Hall& hall = evaluation.hall();
    Evaluator again(evaluation);
    const auto set = [&](SlotRef slot, double value) { again.rerun(slot, value, Stage::Cost); };
    for (const OpticsReading::Number& number : reading.numbers)
        if (const PartId part = hall.findPart(number.part))
            set({part, number.property}, end == ReadingEnd::Value ? number.value
                                         : end == ReadingEnd::Low ? number.low
                                                                  : number.high);
    // Each switch once: its stated base and a full set of the optics that its power is taken to
    // hold, so that the stages take out just these.
    SlotRef last;
    std::set<RawId> seen;
    hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const Part* part = hall.part(fabric.switchPart);
        if (!part || part->text(Property::cpoCounterpart).empty()) return;
        if (!seen.insert(fabric.switchPart.raw).second) return;
        const std::optional<double> base = statedBase(hall, fabric.switchPart);
        if (!base) return;
        const Slots& in = again.evaluation().numbers();
        const double cages = in.get(fabric.switchPart, Property::switchCages);
        const double ports = cages * in.get(fabric.switchPart, Property::portsPerCage);
        const bool packaged = part->text(Property::switchOptics) == "cpo";
        const double optics =
            packaged ? ports * in.get(fabric.switchPart, Property::cpoPortPower)
                     : cages * in.get(in.reference(fabric.switchPart, Property::ratedModule),
                                      Property::powerTdp);
        if (std::isnan(optics)) return;
        const bool typicalHolds =
            in.includes(fabric.switchPart, Property::powerTypical).find("optics") !=
            std::string_view::npos;
        // Electronics are stated at the AC input; a switch on a DC bus draws what its shelf does
        // not lose of them.
        const double electronics = *base / (1.0 + supplyLoss(in, fabric.switchPart));
        set({fabric.switchPart, Property::powerTypical},
            typicalHolds ? electronics + optics : electronics);
        last = {fabric.switchPart, Property::powerTdp};
        set(last, electronics + optics);
    });
    if (!last.part && !reading.numbers.empty())
        last = {hall.findPart(reading.numbers.front().part), reading.numbers.front().property};
    if (last.part)
        again.rerun(last, again.evaluation().numbers().get(last.part, last.property),
                    Stage::Cabling);
    return again.evaluation();
}

}  // namespace hallwright
