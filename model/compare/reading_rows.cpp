#include "model/compare/comparison_rows.h"
#include "model/compare/quantities.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

namespace hallwright {

namespace {

/// A side on one reading: at its number and at both ends of its range.
struct ReadSide {
    ComparedHall value, low, high;
};

ReadSide readSide(const ComparedHall& side, const OpticsReading& reading) {
    const auto at = [&](ReadingEnd end) {
        ComparedHall out;
        out.name = side.name;
        out.evaluation =
            std::make_shared<const Evaluation>(readAlike(*side.evaluation, reading, end));
        return out;
    };
    ReadSide out{at(ReadingEnd::Value), {}, {}};
    const bool ranged =
        std::any_of(reading.numbers.begin(), reading.numbers.end(),
                    [](const OpticsReading::Number& number) { return number.low < number.high; });
    if (ranged) {
        out.low = at(ReadingEnd::Low);
        out.high = at(ReadingEnd::High);
    }
    return out;
}

using Number = std::function<Figure(const ComparedHall& side, const ComparedHall& first)>;

struct ReadingRow {
    std::string_view id, title, explanation;
    Number number;
    std::string_view section = "Power";
    enum class For : std::uint8_t {
        All,
        Chosen,    ///< costs: once is enough
        Documents  ///< what a figure of the hall says already for the chosen readings
    } readings = For::All;
};

ReadingRow costRow(std::string_view id, Fig figure, std::string_view title) {
    return {id,
            title,
            info(figure).formula,
            [figure](const ComparedHall& side, const ComparedHall&) {
                return hallFigure(side, figure);
            },
            "Cost",
            ReadingRow::For::Chosen};
}

/// Facility power that a side draws less than the first one.
double freed(const ComparedHall& side, const ComparedHall& first) {
    return first.evaluation->number(Fig::facilityPower) -
           side.evaluation->number(Fig::facilityPower);
}

/// Accelerators that this power feeds at the side's own facility power of one, rounded down.
double fedBy(double power, const ComparedHall& side) {
    const double gpus = side.evaluation->number(Fig::gpuPackages_);
    const double each = side.evaluation->number(Fig::facilityPower) / gpus;
    if (!(gpus > 0.0) || std::isnan(each)) return unknown;
    return std::floor(power / each + 1e-9);  // fewer where the side draws more
}

const std::vector<ReadingRow>& readingTable() {
    static const std::vector<ReadingRow> table{
        {"optics.switch", "Optics at switch ends",
         "modules × module power, or co-packaged ports × port power",
         [](const ComparedHall& side, const ComparedHall&) {
             return fabricFigure(side, Fig::fabricOpticsPower);
         },
         "Power", ReadingRow::For::Documents},
        {"optics.host", "Optics at host ends", "modules × module power; pluggable on every side",
         [](const ComparedHall& side, const ComparedHall&) {
             return fabricFigure(side, Fig::fabricHostOpticsPower);
         },
         "Power", ReadingRow::For::Documents},
        {"network.power", "Network power on one base",
         "electronics as the maker states them without optics, the same for both kinds of switch, "
         "and all optics",
         [](const ComparedHall& side, const ComparedHall&) {
             return hallFigure(side, Fig::networkPower);
         }},
        {"network.power.share", "Network power on one base, share of IT",
         "network power over IT power of the same reading",
         [](const ComparedHall& side, const ComparedHall&) {
             return hallFigure(side, Fig::networkPowerShare);
         }},
        {"cooling.liquid.heat", "Heat to liquid on one base",
         "sum over racks and CDUs of the same reading",
         [](const ComparedHall& side, const ComparedHall&) {
             return hallFigure(side, Fig::liquidHeat);
         },
         "Cooling"},
        {"cooling.air.heat", "Heat to air on one base",
         "sum over racks and units of the same reading",
         [](const ComparedHall& side, const ComparedHall&) {
             return hallFigure(side, Fig::airHeat);
         },
         "Cooling"},
        {"facility.power", "Facility power on one base",
         "IT, cooling, losses and house load of the same reading",
         [](const ComparedHall& side, const ComparedHall&) {
             return hallFigure(side, Fig::facilityPower);
         }},
        {"power.freed", "Facility power freed",
         "facility power of the first side less this one's, on one base",
         [](const ComparedHall& side, const ComparedHall& first) {
             return numberFigure(freed(side, first), Dimension::Power);
         }},
        {"gpus.freed", "GPUs that the freed power feeds",
         "at the same supply: freed facility power ÷ facility power per GPU, rounded down",
         [](const ComparedHall& side, const ComparedHall& first) {
             return numberFigure(fedBy(freed(side, first), side), Dimension::One);
         }},
        {"racks.freed", "Whole racks of them", "those GPUs ÷ GPUs of a rack, rounded down",
         [](const ComparedHall& side, const ComparedHall& first) {
             const double each = acceleratorRacks(*side.evaluation).packages;
             return numberFigure(each > 0.0 ? std::floor(fedBy(freed(side, first), side) / each)
                                            : unknown,
                                 Dimension::One);
         }},
        costRow("network.cost.energy_per_year", Fig::networkEnergy,
                "Energy of the network a year, on one base"),
        costRow("network.cost.life", Fig::networkLifeCost,
                "Cost of the network over its life, on one base"),
        costRow("cost.energy_per_year", Fig::energyCost, "Cost of a year's energy, on one base"),
        costRow("cost.capex", Fig::capex, "Capital cost, on one base"),
        costRow("cost.per_gpu_hour", Fig::gpuHour, "Cost of a GPU hour, on one base"),
    };
    return table;
}

}  // namespace

std::vector<ComparisonRow> readingRows(const std::vector<ComparedHall>& halls,
                                       const std::vector<OpticsReading>& readings) {
    std::vector<ComparisonRow> rows;
    const bool packaged = std::any_of(halls.begin(), halls.end(), [](const ComparedHall& side) {
        return static_cast<bool>(coPackagedFabric(side.evaluation->hall()));
    });
    if (!packaged) return rows;
    for (const OpticsReading& reading : readings) {
        std::vector<ReadSide> sides;
        for (const ComparedHall& side : halls)
            sides.push_back(readSide(side, reading));
        std::vector<std::string> unspoken, flags;
        for (const ComparedHall& side : halls) {
            const Hall& hall = side.evaluation->hall();
            unspoken.push_back(hallwright::unspoken(hall, reading));
            if (unspoken.back().empty())
                for (std::string& flag : abovePublished(hall, reading))
                    flags.push_back(std::move(flag));
        }
        const bool fromHall = reading.source.empty();
        for (const ReadingRow& what : readingTable()) {
            if (what.readings == (fromHall ? ReadingRow::For::Documents : ReadingRow::For::Chosen))
                continue;
            ComparisonRow row;
            row.id = fmt::format("{}.read.{}", what.id, fromHall ? "chosen" : reading.source);
            // Each other document stands in a section of its own, under its title.
            row.section =
                fromHall ? std::string(what.section) : "By other readings: " + reading.title;
            row.title = what.title;
            row.explanation =
                fmt::format("{}; optics power from {}", what.explanation, reading.title);
            for (std::size_t i = 0; i < sides.size(); ++i) {
                Figure value = what.number(sides[i].value, sides.front().value);
                if (sides[i].low.evaluation && value.status == Status::Ok) {
                    const double low = what.number(sides[i].low, sides.front().low).value.si;
                    const double high = what.number(sides[i].high, sides.front().high).value.si;
                    value.low = std::min({low, high, value.value.si});
                    value.high = std::max({low, high, value.value.si});
                }
                row.values.push_back(std::move(value));
            }
            row.refused.resize(halls.size());
            for (std::size_t i = 0; i < halls.size(); ++i)
                if (!unspoken[i].empty())
                    row.refused[i] =
                        fmt::format("{} says nothing of {}", reading.title, unspoken[i]);
            if (!fromHall)
                row.explanation += "; parts that the document does not speak of keep the reading "
                                   "chosen in the hall";
            if (what.id == "network.power")
                for (const std::string& flag : flags)
                    row.explanation += "; " + flag;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace hallwright
