#include "model/planner/brief_text.h"

#include "model/base/text.h"
#include "model/planner/brief_words.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <cmath>

namespace hallwright {

namespace {

/// Text in quotes as TOML reads it back.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += fmt::format("\\{}", c);
        else if (byte < 0x20 || byte == 0x7f)
            out += fmt::format("\\u{:04X}", byte);
        else
            out += c;
    }
    return out + "\"";
}

/// A unit, and what one of it is in SI; temperatures are degrees Celsius.
struct WrittenUnit {
    std::string_view unit;
    double si = 1.0;
};

/// The shortest text in one of the units that `reads` takes for the quantity, to the last bit.
template <typename Reads>
std::string shortest(double si, std::initializer_list<WrittenUnit> units, Dimension dimension,
                     Reads reads) {
    constexpr int mostDigits = 17;  // a double is known by these
    for (int digits = 1; digits <= mostDigits; ++digits)
        for (const WrittenUnit& unit : units) {
            const std::string number = fmt::format("{:.{}g}", si / unit.si, digits);
            if (number.find('e') != std::string::npos) continue;
            std::string text = fmt::format("{} {}", number, unit.unit);
            const Result<Value> value = parseQuantity(text, dimension);
            if (value && reads(value->si)) return text;
        }
    return fmt::format("{} {}", exactNumber(si), siUnit(dimension));
}

std::string written(double si, std::initializer_list<WrittenUnit> units, Dimension dimension) {
    return shortest(si, units, dimension, [&](double read) { return read == si; });
}

std::string lengthText(Millimetres length) {
    return shortest(length.metres(), {{"m", 1.0}, {"mm", 1e-3}}, Dimension::Length,
                    [&](double read) { return Millimetres::fromMetres(read) == length; });
}

std::string pitchText(Micrometres pitch) {
    return shortest(pitch.metres(), {{"mm", 1e-3}}, Dimension::Length,
                    [&](double read) { return std::lround(read * 1e6) == pitch.um; });
}

std::string degreesText(Temperature temperature) {
    const double degrees = (temperature - celsius(0.0)).value();
    return shortest(degrees, {{"degC", 1.0}}, Dimension::Temperature,
                    [&](double read) { return celsius(read) == temperature; });
}

/// Writes section by section.
class Writer {
public:
    std::string write(const Brief& brief) {
        text("name", brief.name);
        writeSite(brief);
        writeHall(brief);
        writePower(brief);
        writeCooling(brief);
        for (const BriefRacks& racks : brief.racks) {
            section("[[racks]]");
            text("part", racks.part.text);
            number("count", racks.count);
            text("sidecar", racks.sidecar.text);
        }
        for (const BriefFabric& fabric : brief.fabrics)
            writeFabric(fabric);
        if (brief.management.wanted) writeManagement(brief.management);
        return std::move(m_out);
    }

private:
    void section(std::string_view title) { m_out += fmt::format("\n{}\n", title); }
    void line(std::string_view key, std::string_view value) {
        m_out += fmt::format("{} = {}\n", key, value);
    }
    /// Nothing for an empty text.
    void text(std::string_view key, std::string_view value) {
        if (!value.empty()) line(key, quoted(value));
    }
    void number(std::string_view key, long long value) { line(key, fmt::format("{}", value)); }
    /// Nothing where the number is the usual one.
    void unusual(std::string_view key, long long value, long long usual) {
        if (value != usual) number(key, value);
    }

    void writeSite(const Brief& brief) {
        section("[site]");
        text("climate", brief.climate.text);
        const auto degrees = [&](std::string_view key, const std::optional<double>& value) {
            if (value) text(key, written(*value, {{"degC", 1.0}}, Dimension::Temperature));
        };
        degrees("design_db", brief.designDryBulb);
        degrees("design_wb", brief.designWetBulb);
        if (!brief.energyPrice)
            text("tariff", brief.tariff.text);
        else if (!brief.energyPriceText.empty())
            text("tariff", brief.energyPriceText);
        else
            text("tariff", energyPriceText(*brief.energyPrice));
    }

    void writeHall(const Brief& brief) {
        section("[hall]");
        text("width", lengthText(brief.width));
        text("depth", lengthText(brief.depth));
        text("clear_height", lengthText(brief.clearHeight));
        text("floor_rating",
             written(brief.floorRating.value(), {{"kPa", 1e3}, {"Pa", 1.0}}, Dimension::Pressure));
        text("floor", wordOf(floorWords, brief.floor));
        text("tile", pitchText(brief.tile));
        if (brief.cableField != CableField::None)
            text("cable_field", wordOf(cableFieldWords, brief.cableField));
    }

    void writePower(const Brief& brief) {
        section("[power]");
        text("supply_per_side", written(brief.supplyPerSide.value(),
                                        {{"MW", 1e6}, {"kW", 1e3}, {"W", 1.0}}, Dimension::Power));
        text("distribution", wordOf(distributionWords, brief.distribution));
        text("redundancy", wordOf(redundancyWords, brief.redundancy));
        text("code", wordOf(codeWords, brief.code));
    }

    void writeCooling(const Brief& brief) {
        section("[cooling]");
        text("coolant", brief.coolant.text);
        text("facility_water_supply", degreesText(brief.facilitySupply));
        text("cdu", brief.cdu.text);
        text("redundancy", wordOf(coolingRedundancyWords, brief.coolingRedundancy));
        if (brief.spares) number("spares", *brief.spares);
        text("heat_rejection", brief.heatRejection.text);
    }

    void writeFabric(const BriefFabric& fabric) {
        section("[[fabrics]]");
        text("name", fabric.name);
        text("role", wordOf(roleWords, fabric.role));
        text("kind", wordOf(fabricKindWords, fabric.kind));
        text("switch", fabric.switchPart.text);
        text("optics", fabric.optics.text);
        if (fabric.speed)
            text("speed", written(*fabric.speed, {{"Gb/s", 1e9}, {"Mb/s", 1e6}, {"bit/s", 1.0}},
                                  Dimension::DataRate));
        unusual("planes", fabric.planes, usualPlanes(fabric.kind));
        unusual("tiers", fabric.tiers, 0);
        if (fabric.oversubscription != usualOversubscription(fabric.role))
            line("oversubscription", exactNumber(fabric.oversubscription));
        if (fabric.spread != EvenSpread::Exact)
            text("even_spread", wordOf(spreadWords, fabric.spread));
        unusual("unit", fabric.unit, BriefFabric().unit);
        if (fabric.groupBy != FabricGroup::None)
            text("group_by", wordOf(groupWords, fabric.groupBy));
        unusual("leaves_per_group", fabric.leavesPerGroup, 0);
        unusual("spines_per_group", fabric.spinesPerGroup, 0);
        if (fabric.spineOversubscription != 1.0)
            line("spine_oversubscription", exactNumber(fabric.spineOversubscription));
        unusual("leaf_downlinks", fabric.leafDownlinks, 0);
        unusual("reserved_ports", fabric.reservedPorts, 0);
        unusual("endpoints", fabric.endpoints, 0);
        if (fabric.dualHomed) line("dual_homed", "true");
        if (fabric.plant != CablePlant::Direct) text("plant", wordOf(plantWords, fabric.plant));
        text("trunk", fabric.trunk.text);
        text("panel", fabric.panel.text);
        text("splitter", fabric.splitter.text);
        if (fabric.placement != SwitchPlacement::Zone)
            text("placement", wordOf(placementWords, fabric.placement));
    }

    void writeManagement(const BriefManagement& management) {
        section("[management]");
        if (management.racks)
            number("racks", *management.racks);
        else
            text("racks", autoWord);
        text("part", management.part.text);
        line("oob", management.outOfBand ? "true" : "false");
        text("oob_switch", management.outOfBandSwitch.text);
    }

    std::string m_out;
};

}  // namespace

std::string energyPriceText(double price) {
    constexpr double joulesOfKilowattHour = 3.6e6;
    return written(price, {{"USD/kWh", 1.0 / joulesOfKilowattHour}}, Dimension::MoneyPerEnergy);
}

std::string briefText(const Brief& brief) { return Writer().write(brief); }

Brief withoutPlaces(Brief brief) {
    brief.file.clear();
    const auto clear = [](std::initializer_list<BriefText*> texts) {
        for (BriefText* text : texts)
            text->line = 0;
    };
    clear({&brief.climate, &brief.tariff, &brief.coolant, &brief.cdu, &brief.heatRejection});
    for (BriefRacks& racks : brief.racks)
        clear({&racks.part, &racks.sidecar});
    for (BriefFabric& fabric : brief.fabrics) {
        fabric.line = 0;
        fabric.plantLine = 0;
        clear({&fabric.switchPart, &fabric.optics, &fabric.trunk, &fabric.panel, &fabric.splitter});
    }
    brief.management.line = 0;
    clear({&brief.management.part, &brief.management.outOfBandSwitch});
    return brief;
}

BriefKey keyOnLine(std::string_view text, int line) {
    BriefKey found;
    std::string_view last;
    for (int at = 1; at <= line && !text.empty(); ++at) {
        const std::size_t end = text.find('\n');
        const std::string_view words = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        found.key.clear();
        if (words.starts_with('[')) {
            found.index = words == last ? found.index + 1 : 0;
            last = words;
            const std::size_t begin = words.find_first_not_of('[');
            found.section = std::string(words.substr(begin, words.find(']') - begin));
        } else if (const std::size_t equals = words.find('='); equals != std::string_view::npos) {
            found.key = std::string(trimmed(words.substr(0, equals)));
        }
    }
    return found;
}

}  // namespace hallwright
