#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

PartId rackPart(const Evaluation& e, RawId id) { return e.hall().racks[{id}].part; }

void sectionCurrent(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::rackBusbarSection, Side::Above,
        [&](RawId id) { return partLimit(e, rackPart(e, id), Property::busbarRating); },
        [&](RawId id, double actual, double) {
            return fmt::format("each section of {} carries {} at design power ({} at the DC bus)",
                               nameOf(e, rackItem(id)), words(actual, Dimension::Current),
                               words(e.number(Fig::rackBus, id), Dimension::Power));
        });
}

/// All sections together, since peaks are shared by them: the current at design power, raised as
/// the peak is above it.
void peakCurrent(const Evaluation& e, Report& report) {
    const std::vector<RawId>& racks = e.rows().ids(Scope::Rack);
    const Columns& columns = e.columns();
    Unjudged unjudged(e, report);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        if (columns.status(Fig::rackBusbarCurrent, i) == Status::Absent) continue;
        const ItemRef item = rackItem(racks[i]);
        const double current = columns.get(Fig::rackBusbarCurrent, i) *
                               columns.get(Fig::rackPeak, i) / columns.get(Fig::rackTdp, i);
        const Limit rating = partLimit(e, rackPart(e, racks[i]), Property::busbarRating);
        const Limit sections = partLimit(e, rackPart(e, racks[i]), Property::busbarSections);
        const double limit = rating.si * sections.si;
        if (rating.si != rating.si)
            unjudged.add(item, rating);
        else if (sections.si != sections.si)
            unjudged.add(item, sections);
        else if (current != current)
            unjudged.add(item, columns.get(Fig::rackPeak, i) == columns.get(Fig::rackPeak, i)
                                   ? Fig::rackBusbarCurrent
                                   : Fig::rackPeak);
        else if (exceeds(current, limit))
            report.fails(
                {item}, {current, Dimension::Current}, {limit, Dimension::Current},
                fmt::format(
                    "the bus bar of {} carries {} at the peak of {}; {} sections of {} = {}",
                    nameOf(e, item), words(current, Dimension::Current),
                    words(columns.get(Fig::rackPeak, i), Dimension::Power),
                    words(sections.si, Dimension::One), words(rating.si, Dimension::Current),
                    words(limit, Dimension::Current)));
    }
}

void drop(const Evaluation& e, Report& report) {
    const Limit share = basisLimit(e, Property::busbarRise);
    compareRows(
        e, report, Fig::rackBusbarDrop, Side::Above,
        [&](RawId id) {
            if (share.si != share.si) return share;
            Limit limit = partLimit(e, rackPart(e, id), Property::busbarVoltage);
            limit.si *= share.si;
            return limit;
        },
        [&](RawId id, double actual, double) {
            return fmt::format("along the bus bar of {} {} of {} are lost", nameOf(e, rackItem(id)),
                               words(actual, Dimension::Voltage),
                               words(e.numbers().get(rackPart(e, id), Property::busbarVoltage),
                                     Dimension::Voltage));
        });
}

}  // namespace

std::span<const RuleInfo> busbarRules() {
    static const std::array rows = {
        RuleInfo{"busbar.section.current",
                 "busbar",
                 Severity::Error,
                 "Bus bar overloaded",
                 "At design power a section carries more than it is rated for. Choose a rack with "
                 "more sections or a "
                 "higher bus voltage, or less power in it.",
                 "rating of the part",
                 {},
                 sectionCurrent,
                 reads({TableId::Racks}, {Fig::rackBusbarSection, Fig::rackBus})},
        RuleInfo{"busbar.peak.current",
                 "busbar",
                 Severity::Warning,
                 "Bus bar above its rating at the peak",
                 "At the electrical peak the bar carries more than its continuous rating. Short "
                 "peaks are usual; ask the "
                 "maker how long, or cap the power of the rack.",
                 "rating of the part; peaks last from milliseconds to seconds: our judgement",
                 {},
                 peakCurrent,
                 reads({TableId::Racks}, {Fig::rackBusbarCurrent, Fig::rackPeak, Fig::rackTdp})},
        RuleInfo{"busbar.drop",
                 "busbar",
                 Severity::Warning,
                 "Voltage drop of the bus bar",
                 "The far end gets less than the voltage window of the trays allows. A larger "
                 "cross-section, or shelves "
                 "spread along the bar, lower it.",
                 "voltage window of Open Rack V3 shelves: our judgement",
                 {Property::busbarRise, Property::copperResistivity, Property::copperCoefficient,
                  Property::conductorTemperature},
                 drop,
                 reads({TableId::Racks}, {Fig::rackBusbarDrop})},
    };
    return rows;
}

}  // namespace hallwright
