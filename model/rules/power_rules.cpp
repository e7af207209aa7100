#include "model/formulas/electrical.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/rules/feeds.h"
#include "model/stages/power.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

/// Where the rating that an element needs comes from: the lasting current with the factor of the
/// code of the site, or the peak.
std::string needWords(const Evaluation& e, Fig lasting, Fig peak, RawId id) {
    const bool nec = e.hall().site().code == ElectricalCode::Nec;
    const double factor = basisLimit(e, nec ? Property::continuousNec : Property::continuousIec).si;
    const double lasts = e.number(lasting, id);
    if (lasts * factor < e.number(peak, id))
        return fmt::format("{} at the peak", words(e.number(peak, id), Dimension::Current));
    const std::string current = words(lasts, Dimension::Current) + " that last";
    if (factor == 1.0) return current;
    return fmt::format("{} × {} by {}", current, words(factor, Dimension::One),
                       nec ? "NEC" : "IEC");
}

void supply(const Evaluation& e, Report& report, Fig figure, std::string_view when) {
    const Limit limit = siteLimit(e.hall().site().supplyPerSide.value(), "the supply per side");
    compareRows(
        e, report, figure, Side::Above, [&](RawId) { return limit; },
        [&](RawId, double actual, double) {
            return fmt::format("one side carries {}{}{}", words(actual, Dimension::Power), when,
                               e.power().mayLoseOne ? " when another is lost" : "");
        });
}
void supplySide(const Evaluation& e, Report& report) { supply(e, report, Fig::sideDesign, ""); }
void supplyPeak(const Evaluation& e, Report& report) {
    supply(e, report, Fig::systemWorst, " at the peak");
}

void buswayCurrent(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::buswayNeed, Side::Above,
        [&](RawId id) {
            return partLimit(e, e.hall().busways[{id}].part, Property::ratingCurrent);
        },
        [&](RawId id, double actual, double) {
            return fmt::format("{} needs a rating of {} with one system lost, {}",
                               nameOf(e, {TableId::Busways, id}), words(actual, Dimension::Current),
                               needWords(e, Fig::buswayLasting, Fig::buswayCurrent, id));
        });
}

void tapCurrent(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::tapNeed, Side::Above,
        [&](RawId id) { return partLimit(e, e.hall().taps[{id}].part, Property::ratingCurrent); },
        [&](RawId id, double actual, double) {
            const int boxes = e.hall().taps[{id}].count;
            return fmt::format("{} needs a rating of {}{} with one system lost, {}",
                               nameOf(e, {TableId::Taps, id}), words(actual, Dimension::Current),
                               boxes > 1 ? fmt::format(" in each of {} boxes", boxes)
                                         : std::string(),
                               needWords(e, Fig::tapLasting, Fig::tapCurrent, id));
        });
}

/// Units of a group that must carry its load: under N+1 one of those side by side is lost. One
/// alone has no spare, which another rule tells.
int unitsLeft(const Evaluation& e, const PowerUnit& unit) {
    const bool spare = e.hall().site().redundancy == Redundancy::NPlus1 && unit.parallel > 1;
    return spare ? unit.parallel - 1 : unit.parallel;
}

void unitLoad(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::unitWorst, Side::Above,
        [&](RawId id) { return unitRating(e, e.hall().powerUnits[{id}]); },
        [&](RawId id, double actual, double limit) {
            const PowerUnit& unit = e.hall().powerUnits[{id}];
            const int left = unitsLeft(e, unit);
            return fmt::format("{} gives {} with one {} lost; {} × {} can give {}", unit.name,
                               words(actual, Dimension::Power),
                               left < unit.parallel ? "unit" : "system", left, nameOf(e, unit.part),
                               words(limit, Dimension::Power));
        });
}

void feedMissing(const Evaluation& e, Report& report) {
    const Feeds feeds(e);
    const std::vector<RawId>& racks = e.rows().ids(Scope::Rack);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        if (e.columns().get(Fig::rackTdp, i) <= 0.0 || feeds.systemsOf(i) > 0)
            continue;  // an unknown load is a load
        const Rack& rack = e.hall().racks[{racks[i]}];
        std::vector<ItemRef> items{{TableId::Racks, racks[i]}};
        std::string beside;
        if (e.hall().racks.contains(rack.sidecar)) {
            items.push_back({TableId::Racks, rack.sidecar.raw});
            beside = fmt::format(", nor has {} beside it", nameOf(e, items.back()));
        }
        report.fails(std::move(items), {}, {},
                     fmt::format("{} has no tap-off on any busway{}", rack.name, beside));
    }
}

void buswayUnfed(const Evaluation& e, Report& report) {
    e.hall().busways.forEach([&](Id<Busway> id, const Busway& busway) {
        if (!e.hall().powerUnits.contains(busway.source))
            report.fails({{TableId::Busways, id.raw}}, {}, {},
                         fmt::format("nothing feeds {}", busway.name));
    });
}

void feedCycle(const Evaluation& e, Report& report) {
    if (e.power().inCycle.empty()) return;
    std::vector<ItemRef> items;
    std::string names;
    for (const std::size_t at : e.power().inCycle) {
        items.push_back({TableId::PowerUnits, e.rows().ids(Scope::PowerUnit)[at]});
        names += fmt::format("{}{}", names.empty() ? "" : ", ", nameOf(e, items.back()));
    }
    report.fails(
        std::move(items), {}, {},
        fmt::format("{} feed themselves or are fed by one that does; their loads are not computed",
                    names));
}

/// Power that a sidecar gives at the racks' peak: their AC input less its own loss.
void sidecarRating(const Evaluation& e, Report& report) {
    struct Fed {
        double load = 0.0;
        std::vector<ItemRef> racks;
    };
    std::map<Id<Rack>, Fed> sidecars;
    const std::vector<RawId>& racks = e.rows().ids(Scope::Rack);
    Unjudged unjudged(e, report);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const Rack& rack = e.hall().racks[{racks[i]}];
        const Rack* sidecar = e.hall().racks.find(rack.sidecar);
        if (!sidecar) continue;
        const ItemRef item{TableId::Racks, racks[i]};
        const double peak = e.columns().get(Fig::rackPeak, i);
        const Limit loss = partLimit(e, sidecar->part, Property::lossLinear);
        if (peak != peak)
            unjudged.add(item, Fig::rackPeak);
        else if (loss.si != loss.si)
            unjudged.add(item, loss);
        else
            sidecars[rack.sidecar].load += peak / (1.0 + loss.si);
        sidecars[rack.sidecar].racks.push_back(item);
    }
    for (const auto& [id, fed] : sidecars) {
        const ItemRef item{TableId::Racks, id.raw};
        const Limit limit = partLimit(e, e.hall().racks[id].part, Property::ratingPower);
        if (limit.si != limit.si)
            unjudged.add(item, limit);
        else if (exceeds(fed.load, limit.si))
            report.fails({item}, {fed.load, Dimension::Power}, {limit.si, Dimension::Power},
                         fmt::format("{} gives {} to {} racks at their peak", nameOf(e, item),
                                     words(fed.load, Dimension::Power), fed.racks.size()));
    }
}

/// What a rack with tap-offs of its own takes, against what the busways of the hall carry.
void inputMismatch(const Evaluation& e, Report& report) {
    const bool direct = e.hall().site().distribution == Distribution::Dc800;
    const std::string_view carried = direct ? "dc-800" : "ac";
    PartId last;
    std::string_view taken;
    e.hall().racks.forEach([&](Id<Rack> id, const Rack& rack) {
        if (rack.part != last)
            taken = e.numbers().text(rack.part, Property::inputSystem);  // runs of one part
        last = rack.part;
        if (rack.sidecar || taken.empty() || taken == carried) return;
        report.fails(
            {{TableId::Racks, id.raw}}, {}, {},
            fmt::format("{} ({}) takes {}, the busways carry {}, and no power rack stands between",
                        rack.name, nameOf(e, rack.part),
                        taken == "ac"       ? "AC"
                        : taken == "dc-800" ? "800 V DC"
                                            : taken,
                        direct ? "800 V DC" : "AC"));
    });
}

/// Busways and tap-offs against the voltage of the distribution. A part that gives no class is not
/// judged by it.
void voltageClass(const Evaluation& e, Report& report) {
    const double nominal = nominalVoltage(e.hall().site().distribution).value();
    Unjudged unjudged(e, report);
    const auto check = [&](ItemRef item, PartId part) {
        const Limit limit = partLimit(e, part, Property::voltage);
        if (limit.si != limit.si)
            unjudged.add(item, limit);
        else if (exceeds(nominal, limit.si))
            report.fails({item}, {nominal, Dimension::Voltage}, {limit.si, Dimension::Voltage},
                         fmt::format("{} is made for {}, the distribution has {}", nameOf(e, item),
                                     words(limit.si, Dimension::Voltage),
                                     words(nominal, Dimension::Voltage)));
    };
    e.hall().busways.forEach([&](Id<Busway> id, const Busway& busway) {
        check({TableId::Busways, id.raw}, busway.part);
    });
    e.hall().taps.forEach([&](Id<Tap> id, const Tap& tap) {
        check({TableId::Taps, id.raw}, tap.part);
    });
}

}  // namespace

Limit unitRating(const Evaluation& e, const PowerUnit& unit) {
    Limit limit = partLimit(e, unit.part, Property::ratingPower);
    const Limit factor = basisLimit(e, Property::loadPowerFactor);
    const auto take = [&](Property property, auto&& power) {
        const Limit rating = partLimit(e, unit.part, property);
        if (rating.si != rating.si) return;
        const double real = power(rating.si);
        if (!(limit.si <= real))
            limit = {real,
                     real == real ? unit.part : factor.part,
                     real == real ? property : factor.property,
                     {}};
    };
    take(Property::ratingApparent, [&](double apparent) { return apparent * factor.si; });
    const Distribution distribution = e.hall().site().distribution;
    if (distribution != Distribution::Dc800)  // ahead of a rectifier the voltage is another one
        take(Property::ratingCurrent, [&](double current) {
            return formulas::usablePower(nominalVoltage(distribution).value(), current, factor.si,
                                         1.0);
        });
    limit.si *= unitsLeft(e, unit);
    return limit;
}

std::span<const RuleInfo> powerRules() {
    static const std::array rows = {
        RuleInfo{"power.supply.side",
                 "power",
                 Severity::Error,
                 "Supply of a side exceeded",
                 "With one side lost the others carry its load, cooling and losses included. Take "
                 "fewer racks, or a "
                 "larger supply.",
                 "definition of the redundancy; supply of the site",
                 {Property::sizingCooling, Property::shelfPower, Property::houseLoad},
                 supplySide,
                 reads({TableId::PowerUnits, TableId::Busways}, {Fig::sideDesign})},
        RuleInfo{"power.supply.peak",
                 "power",
                 Severity::Warning,
                 "Supply of a side exceeded at the peak",
                 "At the state that sizes breakers one side carries more than it is supplied with. "
                 "That lasts milliseconds: have the utility confirm it, cap the racks, or buffer "
                 "the peak in shelves and UPS.",
                 "supply of the site; our judgement",
                 {Property::sizingBreaker, Property::shelfPower, Property::houseLoad},
                 supplyPeak,
                 reads({TableId::PowerUnits, TableId::Busways}, {Fig::systemWorst})},
        RuleInfo{
            "power.busway.current",
            "power",
            Severity::Error,
            "Busway overloaded",
            "With one system lost the busway carries more than its rating allows: the design "
            "power as a continuous load, the peak as it is. Split the "
            "row, take a larger busway, or one listed for 100 %.",
            "NFPA 70 (2023) 215.3; IEC 60364-4-43",
            {Property::continuousNec, Property::continuousIec, Property::loadPowerFactor,
             Property::sizingBreaker},
            buswayCurrent,
            reads({TableId::Busways}, {Fig::buswayNeed, Fig::buswayLasting, Fig::buswayCurrent})},
        RuleInfo{"power.tap.current",
                 "power",
                 Severity::Error,
                 "Tap-off overloaded",
                 "With one system lost the tap-off carries more than its rating allows: the design "
                 "power as a continuous load, the peak as it is. Take a "
                 "larger one, or more of them.",
                 "NFPA 70 (2023) 210.20; IEC 60364-4-43",
                 {Property::continuousNec, Property::continuousIec, Property::loadPowerFactor,
                  Property::sizingBreaker},
                 tapCurrent,
                 reads({TableId::Taps, TableId::Busways, TableId::Racks, TableId::Equipment},
                       {Fig::tapNeed, Fig::tapLasting, Fig::tapCurrent})},
        RuleInfo{"power.unit.rating",
                 "power",
                 Severity::Error,
                 "Power unit overloaded",
                 "With one system lost, under N+1 with one unit of the group lost, a transformer, "
                 "UPS, board or generator gives more than it is rated for. Set "
                 "another unit beside it, or take a larger one.",
                 "rating of the part",
                 {Property::loadPowerFactor},
                 unitLoad,
                 reads({TableId::PowerUnits}, {Fig::unitWorst})},
        RuleInfo{"power.feed.missing",
                 "power",
                 Severity::Error,
                 "Rack without power",
                 "Neither the rack, which draws power, nor the power rack beside it is connected "
                 "to a busway. Add tap-offs.",
                 "definition",
                 {},
                 feedMissing,
                 reads({TableId::Racks, TableId::Taps, TableId::Busways}, {Fig::rackTdp})},
        RuleInfo{"power.busway.unfed",
                 "power",
                 Severity::Error,
                 "Busway without a source",
                 "No power unit feeds the busway, so nothing on it has power. Name its source.",
                 "definition",
                 {},
                 buswayUnfed,
                 reads({TableId::Busways, TableId::PowerUnits})},
        RuleInfo{"power.feed.cycle",
                 "power",
                 Severity::Error,
                 "Power units feed themselves",
                 "Following who feeds whom leads back to the start. Give one of the units another "
                 "source.",
                 "definition",
                 {},
                 feedCycle,
                 reads({TableId::PowerUnits})},
        RuleInfo{"power.sidecar.rating",
                 "power",
                 Severity::Error,
                 "Power rack overloaded",
                 "The racks on a power rack draw more at their peak than it gives. Move some to "
                 "another one.",
                 "rating of the part",
                 {},
                 sidecarRating,
                 reads({TableId::Racks}, {Fig::rackPeak})},
        RuleInfo{"power.voltage.class",
                 "power",
                 Severity::Error,
                 "Voltage above the class of the part",
                 "Busway or tap-off is not insulated for the voltage of the distribution. Choose "
                 "one of a higher class.",
                 "rated voltage of the part",
                 {},
                 voltageClass,
                 reads({TableId::Busways, TableId::Taps, TableId::Racks, TableId::Equipment})},
        RuleInfo{"power.input.mismatch",
                 "power",
                 Severity::Error,
                 "Supply of the wrong kind",
                 "The rack takes another supply than the busways carry. Put a power rack beside "
                 "it, choose the rack for "
                 "this supply, or change the distribution.",
                 "input of the part; distribution of the site",
                 {},
                 inputMismatch,
                 reads({TableId::Racks})},
    };
    return rows;
}

}  // namespace hallwright
