#include "model/planner/brief.h"

#include "model/base/text.h"
#include "model/base/toml_keys.h"
#include "model/planner/brief_section.h"

#include <cmath>
#include <fstream>
#include <initializer_list>
#include <set>
#include <sstream>

namespace hallwright {

namespace {

constexpr std::size_t largestFile = 1 << 20;

/// Reads the tables of one brief.
class BriefReader {
public:
    BriefReader(const toml::table& root, std::string_view file) : m_root(root), m_file(file) {}

    Result<Brief> read() {
        m_brief.file = std::string(m_file);
        Section top(m_root, "a brief", m_file, m_error,
                    {"name", "site", "hall", "power", "cooling", "racks", "fabrics", "management"});
        m_brief.name = top.text("name").text;
        if (m_brief.name.empty()) m_brief.name = "Hall";
        if (const toml::table* table = tableOf(top, "site", true)) readSite(*table);
        if (const toml::table* table = tableOf(top, "hall", true)) readHall(*table);
        if (const toml::table* table = tableOf(top, "power", true)) readPower(*table);
        if (const toml::table* table = tableOf(top, "cooling", true)) readCooling(*table);
        forEachTable(top, "racks", [&](const toml::table& table) { readRacks(table); });
        forEachTable(top, "fabrics", [&](const toml::table& table) { readFabric(table); });
        if (const toml::table* table = tableOf(top, "management", false)) readManagement(*table);
        bool bare = false;
        for (const BriefFabric& fabric : m_brief.fabrics)
            bare = bare || fabric.endpoints > 0;
        if (m_brief.racks.empty() && !bare)
            top.fail(1, "a brief needs [[racks]], or a [[fabrics]] with endpoints");
        if (m_error) return *m_error;
        return std::move(m_brief);
    }

private:
    const toml::table* tableOf(Section& top, std::string_view key, bool needed) {
        const toml::node* node = top.node(key);
        if (!node) {
            if (needed) top.fail(1, fmt::format("a brief needs the section [{}]", key));
            return nullptr;
        }
        if (!node->is_table())
            top.fail(lineOf(*node),
                     fmt::format("{} is a section: write [{}] above its keys", key, key));
        return node->as_table();
    }
    template <typename Visit>
    void forEachTable(Section& top, std::string_view key, Visit visit) {
        const toml::node* node = top.node(key);
        if (!node) return;
        const toml::array* array = node->as_array();
        const bool tables =
            array && std::all_of(array->begin(), array->end(),
                                 [](const toml::node& entry) { return entry.is_table(); });
        if (!tables) {
            top.fail(lineOf(*node),
                     fmt::format("{} is a list of sections: write [[{}]] above each", key, key));
            return;
        }
        for (const toml::node& entry : *array)
            visit(*entry.as_table());
    }
    Section section(const toml::table& table, std::string title,
                    std::initializer_list<std::string_view> keys) {
        return Section(table, std::move(title), m_file, m_error, keys);
    }

    void readSite(const toml::table& table) {
        Section s = section(table, "[site]", {"climate", "design_db", "design_wb", "tariff"});
        m_brief.climate = s.text("climate");
        m_brief.designDryBulb = s.quantity("design_db", Dimension::Temperature, "35 degC");
        m_brief.designWetBulb = s.quantity("design_wb", Dimension::Temperature, "25.5 degC");
        if (!m_brief.climate && !(s.node("design_db") && s.node("design_wb")))
            s.fail(
                s.line(),
                "[site] needs climate = \"us-va-leesburg\", or design_db and design_wb by value");
        for (const std::optional<double>& value : {m_brief.designDryBulb, m_brief.designWetBulb})
            if (value && !(*value > outdoorBounds.least && *value < outdoorBounds.most))
                s.fail(s.lineOfKey("design_db"),
                       "design_db and design_wb must lie between -90 and 70 °C");
        if (!s.required("tariff", "\"0.08 USD/kWh\"")) return;
        const BriefText tariff = s.text("tariff");
        if (!tariff) return;
        const bool price = tariff.text[0] == '-' || tariff.text[0] == '.' ||
                           (tariff.text[0] >= '0' && tariff.text[0] <= '9');
        if (!price) {
            m_brief.tariff = tariff;
            return;
        }
        m_brief.energyPrice = s.quantity("tariff", Dimension::MoneyPerEnergy, "0.08 USD/kWh");
        m_brief.energyPriceText = tariff.text;
        if (m_brief.energyPrice && !(*m_brief.energyPrice > 0.0))
            s.fail(tariff.line, "tariff must be more than nothing");
    }

    void readHall(const toml::table& table) {
        Section s = section(
            table, "[hall]",
            {"width", "depth", "clear_height", "floor_rating", "floor", "tile", "cable_field"});
        const auto length = [&](std::string_view key, std::string_view example,
                                BriefBounds bounds) {
            return Millimetres::fromMetres(s.within(key, Dimension::Length, example, bounds));
        };
        m_brief.width = length("width", "30 m", hallLengthBounds);
        m_brief.depth = length("depth", "18 m", hallLengthBounds);
        m_brief.clearHeight = length("clear_height", "6 m", clearHeightBounds);
        m_brief.floor = s.choice("floor", floorWords).value_or(m_brief.floor);
        m_brief.cableField = s.choice("cable_field", cableFieldWords).value_or(m_brief.cableField);
        if (m_brief.cableField == CableField::Underfloor && m_brief.floor == FloorKind::Slab)
            s.fail(
                s.lineOfKey("cable_field"),
                fmt::format("cable_field = \"underfloor\" needs a raised floor, floor = \"slab\" "
                            "stands on line {}",
                            s.lineOfKey("floor")));
        m_brief.floorRating =
            pascals(s.within("floor_rating", Dimension::Pressure, "17 kPa", floorRatingBounds));
        if (s.node("tile")) {
            const double tile = s.within("tile", Dimension::Length, "600 mm", tileBounds);
            m_brief.tile = {static_cast<std::int32_t>(std::lround(tile * 1e6))};
        }
    }

    void readPower(const toml::table& table) {
        Section s =
            section(table, "[power]", {"supply_per_side", "distribution", "redundancy", "code"});
        m_brief.supplyPerSide =
            watts(s.within("supply_per_side", Dimension::Power, "1.8 MW", supplyBounds));
        m_brief.distribution =
            s.choice("distribution", distributionWords).value_or(m_brief.distribution);
        m_brief.redundancy = s.choice("redundancy", redundancyWords).value_or(m_brief.redundancy);
        m_brief.code = s.choice("code", codeWords).value_or(m_brief.code);
    }

    void readCooling(const toml::table& table) {
        Section s = section(
            table, "[cooling]",
            {"coolant", "facility_water_supply", "cdu", "redundancy", "spares", "heat_rejection"});
        if (s.node("coolant")) m_brief.coolant = s.text("coolant");
        if (s.required("facility_water_supply", "\"28 degC\"")) {
            const std::optional<double> supply =
                s.quantity("facility_water_supply", Dimension::Temperature, "28 degC");
            if (supply &&
                !(*supply > facilityWaterBounds.least && *supply < facilityWaterBounds.most))
                s.fail(s.lineOfKey("facility_water_supply"),
                       "facility_water_supply must lie between 0 and 80 °C");
            m_brief.facilitySupply = celsius(supply.value_or(0.0));
        }
        m_brief.cdu = s.text("cdu");
        m_brief.coolingRedundancy =
            s.choice("redundancy", coolingRedundancyWords).value_or(m_brief.coolingRedundancy);
        if (s.node("spares")) m_brief.spares = s.whole("spares", 0, 0, mostBriefSpares);
        m_brief.heatRejection = s.word("heat_rejection", rejectionWords);
    }

    void readRacks(const toml::table& table) {
        Section s = section(table, "[[racks]]", {"part", "count", "sidecar"});
        BriefRacks racks;
        if (s.required("part", "\"nvidia-gb300-nvl72\"")) racks.part = s.text("part");
        if (s.required("count", "8")) racks.count = s.whole("count", 0, 1, mostBriefRacks);
        racks.sidecar = s.text("sidecar");
        m_total += racks.count;
        if (m_total > mostBriefRacks)
            s.fail(s.lineOfKey("count"),
                   fmt::format("a hall holds at most {} racks", grouped(mostBriefRacks)));
        m_brief.racks.push_back(std::move(racks));
    }

    void readFabric(const toml::table& table) {
        Section s = section(table, "[[fabrics]]",
                            {"name",
                             "role",
                             "kind",
                             "switch",
                             "optics",
                             "speed",
                             "planes",
                             "tiers",
                             "oversubscription",
                             "even_spread",
                             "unit",
                             "group_by",
                             "leaves_per_group",
                             "spines_per_group",
                             "spine_oversubscription",
                             "leaf_downlinks",
                             "reserved_ports",
                             "endpoints",
                             "dual_homed",
                             "plant",
                             "trunk",
                             "panel",
                             "splitter",
                             "placement"});
        BriefFabric fabric;
        fabric.line = s.line();
        readFabricName(s, fabric);
        fabric.kind = s.choice("kind", fabricKindWords).value_or(usualKind(fabric.role));
        if (s.required("switch", "\"nvidia-q3400-ra\"")) fabric.switchPart = s.text("switch");
        fabric.optics = s.word("optics", opticsWords);
        fabric.speed = s.quantity("speed", Dimension::DataRate, "800 Gb/s");
        if (fabric.speed &&
            !(*fabric.speed >= linkSpeedBounds.least && *fabric.speed <= linkSpeedBounds.most))
            s.fail(s.lineOfKey("speed"), "speed must lie between 1 Mb/s and 100 Tb/s");
        fabric.planes = s.whole("planes", usualPlanes(fabric.kind), 1, mostBriefPlanes);
        fabric.tiers = s.whole("tiers", 0, 1, mostBriefTiers);
        fabric.oversubscription = ratio(s, "oversubscription", usualOversubscription(fabric.role));
        fabric.spineOversubscription = ratio(s, "spine_oversubscription", 1.0);
        fabric.spread = s.choice("even_spread", spreadWords).value_or(EvenSpread::Exact);
        fabric.unit = s.whole("unit", fabric.unit, 1, mostBriefUnit);
        fabric.groupBy = s.choice("group_by", groupWords).value_or(FabricGroup::None);
        fabric.leavesPerGroup = s.whole("leaves_per_group", 0, 1, mostBriefGroup);
        fabric.spinesPerGroup = s.whole("spines_per_group", 0, 1, mostBriefGroup);
        fabric.leafDownlinks = s.whole("leaf_downlinks", 0, 1, mostBriefPorts);
        fabric.reservedPorts = s.whole("reserved_ports", 0, 0, mostBriefPorts);
        fabric.endpoints = s.whole("endpoints", 0, 1, mostBriefEndpoints);
        fabric.dualHomed = s.flag("dual_homed");
        fabric.plant = s.choice("plant", plantWords).value_or(CablePlant::Direct);
        fabric.plantLine = s.node("plant") ? s.lineOfKey("plant") : 0;
        fabric.trunk = s.text("trunk");
        fabric.panel = s.text("panel");
        fabric.splitter = s.text("splitter");
        fabric.placement = s.choice("placement", placementWords).value_or(SwitchPlacement::Zone);
        checkFabric(s, fabric);
        m_brief.fabrics.push_back(std::move(fabric));
    }

    double ratio(Section& s, std::string_view key, double otherwise) {
        const toml::node* node = s.node(key);
        if (!node) return otherwise;
        const std::optional<double> ratio = node->value<double>();
        if (!ratio ||
            !(*ratio >= oversubscriptionBounds.least && *ratio <= oversubscriptionBounds.most))
            s.fail(
                lineOf(*node),
                fmt::format("{} must be a number between 1 and 64: downlinks over uplinks", key));
        return ratio.value_or(otherwise);
    }

    /// Keys that contradict each other: both are named, with their lines.
    void checkFabric(Section& s, const BriefFabric& fabric) {
        const auto needs = [&](std::string_view key, bool holds, std::string_view other,
                               std::string_view wanted) {
            if (!s.node(key) || holds) return;
            const std::string where =
                s.node(other) ? fmt::format(" and line {} says otherwise", s.lineOfKey(other))
                              : std::string();
            s.fail(s.lineOfKey(key), fmt::format("{} needs {}{}", key, wanted, where));
        };
        const bool grouped = fabric.groupBy != FabricGroup::None;
        const bool planar = fabric.kind == FabricKind::MultiPlane;
        if (planar && fabric.planes != 2 && fabric.planes != 4 && fabric.planes != 8)
            s.fail(s.lineOfKey("planes"), "planes of a multi-plane fabric must be 2, 4 or 8");
        needs("planes", planar || fabric.planes == 1, "kind", "kind = \"multi-plane\"");
        needs("dual_homed", !fabric.dualHomed || fabric.kind == FabricKind::FatTree, "kind",
              "kind = \"fat-tree\": rails and planes are ways of homing of their own");
        needs("group_by", !grouped || fabric.kind != FabricKind::DragonflyPlus, "kind",
              "a fat tree: a dragonfly+ has groups of its own");
        for (const std::string_view key : {"leaves_per_group", "spines_per_group"})
            needs(key, grouped, "group_by", "group_by = \"rail\" or \"unit\"");
        needs("spine_oversubscription",
              fabric.spineOversubscription == 1.0 || fabric.tiers == 0 || fabric.tiers == 3,
              "tiers", "three tiers: a spine looks up only where there is a core");
        for (const std::string_view key : {"trunk", "panel"})
            needs(key, fabric.plant == CablePlant::Trunk, "plant", "plant = \"trunk\"");
        needs("splitter", fabric.plant == CablePlant::Breakout, "plant", "plant = \"breakout\"");
    }

    void readManagement(const toml::table& table) {
        Section s = section(table, "[management]", {"racks", "part", "oob", "oob_switch"});
        BriefManagement& management = m_brief.management;
        management.wanted = true;
        management.line = s.line();
        if (const toml::node* node = s.node("racks")) {
            if (node->value_exact<std::string>() != std::string(autoWord)) {
                if (node->is_string())
                    s.fail(lineOf(*node), "racks must be a whole number or \"auto\"");
                else
                    management.racks = s.whole("racks", 0, 0, mostBriefRacks);
            }
        }
        management.part = s.text("part");
        management.outOfBand = s.node("oob") ? s.flag("oob") : true;
        management.outOfBandSwitch = s.text("oob_switch");
        if (management.outOfBandSwitch && !management.outOfBand)
            s.fail(management.outOfBandSwitch.line,
                   fmt::format("oob_switch means nothing with oob = false on line {}",
                               s.lineOfKey("oob")));
    }

    void readFabricName(Section& s, BriefFabric& fabric) {
        if (!s.required("name", "\"compute\"")) return;
        const BriefText name = s.text("name");
        const auto allowed = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        };
        if (name && !(name.text[0] >= 'a' && name.text[0] <= 'z' &&
                      std::all_of(name.text.begin(), name.text.end(), allowed)))
            s.fail(name.line,
                   fmt::format(
                       "name = \"{}\" may hold a to z, 0 to 9, _ and -, and begins with a letter",
                       name.text));
        if (!m_names.insert(name.text).second)
            s.fail(name.line, fmt::format("two fabrics are called \"{}\"", name.text));
        fabric.name = name.text;
        std::optional<FabricRole> role = s.choice("role", roleWords);
        for (const BriefWord<FabricRole>& word : rolesByName)
            if (!role && word.word == fabric.name) role = word.value;
        if (!role)
            s.fail(
                name.line,
                fmt::format(
                    "the role of \"{}\" does not follow from its name; add role = \"scale-out\", "
                    "\"front-end\", \"storage\" or \"oob\"",
                    fabric.name));
        fabric.role = role.value_or(FabricRole::ScaleOut);
    }

    const toml::table& m_root;
    std::string_view m_file;
    std::optional<Error> m_error;
    Brief m_brief;
    std::set<std::string> m_names;
    int m_total = 0;
};

}  // namespace

Result<Brief> readBrief(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::error_code status;
    if (!in || std::filesystem::is_directory(file, status))
        return Error{ErrorCode::File, "cannot be read; give the path of a brief", file.string()};
    std::string text(largestFile + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > largestFile)
        return Error{ErrorCode::File, "is larger than 1 MB; a brief is a page of text",
                     file.string()};
    return parseBrief(text, file.string());
}

Result<Brief> parseBrief(std::string_view text, std::string_view name) {
    if (const Result<void> sound = checkTomlKeys(text, name); !sound) return sound.error();
    try {
        const toml::table root = toml::parse(text, name);
        return BriefReader(root, name).read();
    } catch (const toml::parse_error& error) {
        return Error{ErrorCode::Invalid, fmt::format("this is not TOML: {}", error.description()),
                     fmt::format("{}:{}", name, error.source().begin.line)};
    } catch (const std::exception& error) {
        return Error{ErrorCode::Invalid, fmt::format("this is not a brief: {}", error.what()),
                     std::string(name)};
    }
}

}  // namespace hallwright
