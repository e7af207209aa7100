#include "model/hall/tables.h"

#include "model/hall/cell_codec.h"
#include "model/hall/hall.h"
#include "model/units/quantity_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

namespace hallwright {

namespace {

// -- columns: a name and the way to the member ---------------------------------------------------

template <typename T, typename V>
struct Member1 {
    std::string_view name;
    V T::*member;
    std::optional<ColumnLimits> limits;
    int since = 1;
    const V& get(const T& row) const { return row.*member; }
    V& get(T& row) const { return row.*member; }
    using Field = V;
};
template <typename T, typename S, typename V>
struct Member2 {
    std::string_view name;
    S T::*outer;
    V S::*member;
    std::optional<ColumnLimits> limits;
    int since = 1;
    const V& get(const T& row) const { return row.*outer.*member; }
    V& get(T& row) const { return row.*outer.*member; }
    using Field = V;
};
template <typename T, typename V>
constexpr Member1<T, V> col(std::string_view name, V T::*member,
                            std::optional<ColumnLimits> limits = {}) {
    return {name, member, limits};
}
/// A column that documents have only from a format on.
template <typename T, typename V>
constexpr Member1<T, V> newCol(int since, std::string_view name, V T::*member,
                               std::optional<ColumnLimits> limits = {}) {
    return {name, member, limits, since};
}
template <typename T, typename S, typename V>
constexpr Member2<T, S, V> col(std::string_view name, S T::*outer, V S::*member,
                               std::optional<ColumnLimits> limits = {}) {
    return {name, outer, member, limits};
}

// What a number may be at all, in the unit of its column: wide enough for any hall that could be
// built, narrow enough that sums and counts stay meaningful. Not limits of any design.
constexpr ColumnLimits place{-static_cast<double>(farthest_mm), static_cast<double>(farthest_mm)};
constexpr ColumnLimits run{0, 1e7};           // a length that may be nothing
constexpr ColumnLimits hallLength{1e3, 1e6};  // 1 m … 1 km
constexpr ColumnLimits clearance{1e3, 5e4};   // 1 … 50 m
constexpr ColumnLimits tileSize{1e5, 2e6};    // 100 … 2,000 mm
constexpr ColumnLimits floorLoad{0, 1e6};     // 0: not given
constexpr ColumnLimits supplyPower{0, 1e10};  // 0: not given
constexpr ColumnLimits facilityWater{-20, 80};
constexpr ColumnLimits heightAbove{0, 5e4};  // up to 50 m
constexpr ColumnLimits spareUnits{0, 100};
constexpr ColumnLimits systemNumber{0, 25};  // A … Z
constexpr ColumnLimits equalUnits{1, 1000};
constexpr ColumnLimits linkSpeed{0, 1e14};  // 0: as the ports of the nodes
constexpr ColumnLimits planeCount{1, 16};
constexpr ColumnLimits tierCount{0, 3};  // 0: as many as needed
constexpr ColumnLimits oversubscriptions{0.01, 64};
constexpr ColumnLimits racksPerUnit{1, 10000};
constexpr ColumnLimits portCount{0, 1e7};
constexpr ColumnLimits slotNumber{0, 1e6};
constexpr ColumnLimits mountUnit{0, 100};         // 0: on what stands there
constexpr ColumnLimits anyQuantity{-1e18, 1e18};  // in SI, of whatever a rule compares

template <typename T>
struct Schema;

template <>
struct Schema<FrozenSource> {
    static constexpr TableId id = TableId::Sources;
    static constexpr std::string_view name = "sources";
    static constexpr auto table = &Hall::sources;
    static constexpr auto columns = std::tuple{col("source", &FrozenSource::source)};
};
template <>
struct Schema<FrozenPart> {
    static constexpr TableId id = TableId::Parts;
    static constexpr std::string_view name = "parts";
    static constexpr auto table = &Hall::parts;
    static constexpr auto columns =
        std::tuple{col("part", &FrozenPart::part), col("origin", &FrozenPart::origin)};
};
template <>
struct Schema<Site> {
    static constexpr TableId id = TableId::Sites;
    static constexpr std::string_view name = "site";
    static constexpr auto table = &Hall::sites;
    static constexpr auto columns =
        std::tuple{col("name", &Site::name),
                   col("width_mm", &Site::width, hallLength),
                   col("depth_mm", &Site::depth, hallLength),
                   col("clear_height_mm", &Site::clearHeight, clearance),
                   col("tile_um", &Site::tile, tileSize),
                   col("floor_rating_pa", &Site::floorRating, floorLoad),
                   col("supply_per_side_w", &Site::supplyPerSide, supplyPower),
                   col("distribution", &Site::distribution),
                   col("redundancy", &Site::redundancy),
                   col("code", &Site::code),
                   col("climate", &Site::climate),
                   col("tariff", &Site::tariff),
                   col("basis", &Site::basis),
                   newCol(2, "floor", &Site::floor),
                   newCol(3, "cable_field", &Site::cableField)};
};
template <>
struct Schema<Obstacle> {
    static constexpr TableId id = TableId::Obstacles;
    static constexpr std::string_view name = "obstacles";
    static constexpr auto table = &Hall::obstacles;
    static constexpr auto columns = std::tuple{col("name", &Obstacle::name),
                                               col("kind", &Obstacle::kind),
                                               col("x_mm", &Obstacle::area, &Rect::x, place),
                                               col("y_mm", &Obstacle::area, &Rect::y, place),
                                               col("width_mm", &Obstacle::area, &Rect::width, run),
                                               col("depth_mm", &Obstacle::area, &Rect::depth, run)};
};
template <>
struct Schema<Row> {
    static constexpr TableId id = TableId::Rows;
    static constexpr std::string_view name = "rows";
    static constexpr auto table = &Hall::rows;
    static constexpr auto columns = std::tuple{col("name", &Row::name),
                                               col("x_mm", &Row::x, place),
                                               col("y_mm", &Row::y, place),
                                               col("length_mm", &Row::length, run),
                                               col("depth_mm", &Row::depth, run),
                                               col("facing", &Row::facing),
                                               col("hot_aisle_contained", &Row::hotAisleContained)};
};
template <>
struct Schema<Loop> {
    static constexpr TableId id = TableId::Loops;
    static constexpr std::string_view name = "loops";
    static constexpr auto table = &Hall::loops;
    static constexpr auto columns =
        std::tuple{col("name", &Loop::name), col("fluid", &Loop::fluid),
                   col("facility_supply_c", &Loop::facilitySupply, facilityWater),
                   col("spare", &Loop::spare, spareUnits)};
};
template <>
struct Schema<Rack> {
    static constexpr TableId id = TableId::Racks;
    static constexpr std::string_view name = "racks";
    static constexpr auto table = &Hall::racks;
    static constexpr auto columns = std::tuple{col("name", &Rack::name),
                                               col("part", &Rack::part),
                                               col("row", &Rack::row),
                                               col("x_mm", &Rack::place, &Placement::x, place),
                                               col("y_mm", &Rack::place, &Placement::y, place),
                                               col("facing", &Rack::place, &Placement::facing),
                                               col("loop", &Rack::loop),
                                               col("sidecar", &Rack::sidecar),
                                               col("locked", &Rack::locked)};
};
template <>
struct Schema<Equipment> {
    static constexpr TableId id = TableId::Equipment;
    static constexpr std::string_view name = "equipment";
    static constexpr auto table = &Hall::equipment;
    static constexpr auto columns = std::tuple{col("name", &Equipment::name),
                                               col("part", &Equipment::part),
                                               col("x_mm", &Equipment::place, &Placement::x, place),
                                               col("y_mm", &Equipment::place, &Placement::y, place),
                                               col("facing", &Equipment::place, &Placement::facing),
                                               col("loop", &Equipment::loop),
                                               col("row", &Equipment::row),
                                               col("locked", &Equipment::locked)};
};
template <>
struct Schema<PowerUnit> {
    static constexpr TableId id = TableId::PowerUnits;
    static constexpr std::string_view name = "power_units";
    static constexpr auto table = &Hall::powerUnits;
    static constexpr auto columns = std::tuple{col("name", &PowerUnit::name),
                                               col("part", &PowerUnit::part),
                                               col("parent", &PowerUnit::parent),
                                               col("system", &PowerUnit::system, systemNumber),
                                               col("parallel", &PowerUnit::parallel, equalUnits),
                                               col("feeder_mm", &PowerUnit::feeder, run)};
};
template <>
struct Schema<Busway> {
    static constexpr TableId id = TableId::Busways;
    static constexpr std::string_view name = "busways";
    static constexpr auto table = &Hall::busways;
    static constexpr auto columns = std::tuple{col("name", &Busway::name),
                                               col("part", &Busway::part),
                                               col("source", &Busway::source),
                                               col("system", &Busway::system, systemNumber),
                                               col("x1_mm", &Busway::x1, place),
                                               col("y1_mm", &Busway::y1, place),
                                               col("x2_mm", &Busway::x2, place),
                                               col("y2_mm", &Busway::y2, place),
                                               col("elevation_mm", &Busway::elevation, heightAbove),
                                               col("feeder_mm", &Busway::feeder, run)};
};
template <>
struct Schema<Tap> {
    static constexpr TableId id = TableId::Taps;
    static constexpr std::string_view name = "taps";
    static constexpr auto table = &Hall::taps;
    static constexpr auto columns =
        std::tuple{col("part", &Tap::part), col("busway", &Tap::busway), col("rack", &Tap::rack),
                   col("equipment", &Tap::equipment), col("count", &Tap::count, equalUnits)};
};
template <>
struct Schema<Tray> {
    static constexpr TableId id = TableId::Trays;
    static constexpr std::string_view name = "trays";
    static constexpr auto table = &Hall::trays;
    static constexpr auto columns = std::tuple{col("name", &Tray::name),
                                               col("part", &Tray::part),
                                               col("x1_mm", &Tray::x1, place),
                                               col("y1_mm", &Tray::y1, place),
                                               col("x2_mm", &Tray::x2, place),
                                               col("y2_mm", &Tray::y2, place),
                                               col("elevation_mm", &Tray::elevation, heightAbove),
                                               col("layers", &Tray::layers, equalUnits)};
};
template <>
struct Schema<Fabric> {
    static constexpr TableId id = TableId::Fabrics;
    static constexpr std::string_view name = "fabrics";
    static constexpr auto table = &Hall::fabrics;
    static constexpr auto columns = std::tuple{
        col("name", &Fabric::name),
        col("role", &Fabric::role),
        col("kind", &Fabric::kind),
        col("switch", &Fabric::switchPart),
        col("optics", &Fabric::optics),
        col("speed_bit_per_s", &Fabric::speed, linkSpeed),
        col("planes", &Fabric::planes, planeCount),
        col("tiers", &Fabric::tiers, tierCount),
        col("oversubscription", &Fabric::oversubscription, oversubscriptions),
        col("even_spread", &Fabric::spread),
        col("unit", &Fabric::unit, racksPerUnit),
        col("leaf_downlinks", &Fabric::leafDownlinks, portCount),
        col("reserved_ports", &Fabric::reservedPorts, portCount),
        col("endpoints", &Fabric::endpoints, portCount),
        col("dual_homed", &Fabric::dualHomed),
        col("host_module", &Fabric::hostModule),
        col("switch_module", &Fabric::switchModule),
        col("cable", &Fabric::cable),
        newCol(3, "group_by", &Fabric::groupBy),
        newCol(3, "leaves_per_group", &Fabric::leavesPerGroup, portCount),
        newCol(3, "spines_per_group", &Fabric::spinesPerGroup, portCount),
        newCol(3, "spine_oversubscription", &Fabric::spineOversubscription, oversubscriptions),
        newCol(3, "plant", &Fabric::plant),
        newCol(3, "placement", &Fabric::placement),
        newCol(3, "trunk", &Fabric::trunk),
        newCol(3, "panel", &Fabric::panel),
        newCol(3, "splitter", &Fabric::splitter)};
};
template <>
struct Schema<Member> {
    static constexpr TableId id = TableId::Members;
    static constexpr std::string_view name = "members";
    static constexpr auto table = &Hall::members;
    static constexpr auto columns =
        std::tuple{col("rack", &Member::rack), col("fabric", &Member::fabric),
                   col("unit", &Member::unit, slotNumber), col("slot", &Member::slot, slotNumber)};
};
template <>
struct Schema<Mount> {
    static constexpr TableId id = TableId::Mounts;
    static constexpr std::string_view name = "mounts";
    static constexpr auto table = &Hall::mounts;
    static constexpr auto columns = std::tuple{col("rack", &Mount::rack),
                                               col("fabric", &Mount::fabric),
                                               col("tier", &Mount::tier),
                                               col("first", &Mount::first, slotNumber),
                                               col("count", &Mount::count, slotNumber),
                                               newCol(3, "u", &Mount::u, mountUnit)};
};

template <>
struct Schema<Waiver> {
    static constexpr TableId id = TableId::Waivers;
    static constexpr std::string_view name = "waivers";
    static constexpr int since = 2;
    static constexpr auto table = &Hall::waivers;
    static constexpr auto columns = std::tuple{
        col("rule", &Waiver::rule),     col("subject", &Waiver::subject),
        col("reason", &Waiver::reason), col("author", &Waiver::author),
        col("date", &Waiver::date),     col("accepted_si", &Waiver::accepted, anyQuantity)};
};

template <>
struct Schema<Variant> {
    static constexpr TableId id = TableId::Variants;
    static constexpr std::string_view name = "variants";
    static constexpr int since = 3;
    static constexpr auto table = &Hall::variants;
    static constexpr auto columns =
        std::tuple{col("name", &Variant::name), col("note", &Variant::note),
                   col("overlay", &Variant::overlay)};
};

bool within(const ColumnLimits& limits, const Cell& cell) {
    const auto* whole = std::get_if<std::int64_t>(&cell);
    const auto* real = std::get_if<double>(&cell);
    const double number = whole ? static_cast<double>(*whole) : real ? *real : std::nan("");
    return number >= limits.low && number <= limits.high;
}

/// "expected whole millimetres from 1,000 to 1,000,000".
Error limitError(std::string_view column, CellType type, const ColumnLimits& limits) {
    constexpr std::pair<std::string_view, std::string_view> units[] = {
        {"_mm", "whole millimetres"}, {"_um", "whole micrometres"},  {"_w", "watts"},
        {"_pa", "pascals"},           {"_bit_per_s", "whole bit/s"}, {"_c", "degrees Celsius"}};
    std::string_view what = type == CellType::Integer ? "a whole number" : "a number";
    for (const auto& [ending, unit] : units)
        if (column.ends_with(ending)) what = unit;
    if (limits.low == place.low && limits.high == place.high)
        return wrongCell("whole millimetres within ten kilometres");
    return wrongCell(fmt::format("{} from {} to {}", what,
                                 formatQuantity({limits.low, Dimension::One}),
                                 formatQuantity({limits.high, Dimension::One})));
}

template <typename V>
constexpr bool isReference = false;
template <typename T>
constexpr bool isReference<Id<T>> = true;
template <typename V>
struct Referred;
template <typename T>
struct Referred<Id<T>> {
    static constexpr TableId table = Schema<T>::id;
};

/// The untyped face of one table.
template <typename T>
class TableOf final : public TableAccess {
public:
    TableOf() {
        std::apply([&](const auto&... column) { (m_columns.push_back(describe(column)), ...); },
                   Schema<T>::columns);
    }
    TableId id() const override { return Schema<T>::id; }
    std::string_view name() const override { return Schema<T>::name; }
    int since() const override {
        if constexpr (requires { Schema<T>::since; })
            return Schema<T>::since;
        else
            return 1;
    }
    std::span<const ColumnInfo> columns() const override { return m_columns; }
    std::vector<RawId> ids(const Hall& hall) const override {
        std::vector<RawId> out;
        out.reserve(rows(hall).size());
        rows(hall).forEach([&](Id<T> id, const T&) { out.push_back(id.raw); });
        return out;
    }
    std::optional<std::vector<Cell>> row(const Hall& hall, RawId id) const override {
        const T* found = rows(hall).find(Id<T>{id});
        if (!found) return std::nullopt;
        return cells(*found);
    }
    std::vector<Cell> defaults() const override { return cells(T{}); }
    Result<void> put(Hall& hall, RawId id, const std::vector<Cell>& cells) const override {
        T row;
        std::optional<Error> failure;
        std::size_t index = 0;
        std::apply(
            [&](const auto&... column) {
                (readCell(row, column, index < cells.size() ? cells[index] : Cell(), failure, id,
                          index),
                 ...);
            },
            Schema<T>::columns);
        if (failure) return *failure;
        (hall.*Schema<T>::table).set(Id<T>{id}, std::move(row));
        return {};
    }
    void erase(Hall& hall, RawId id) const override { (hall.*Schema<T>::table).erase(Id<T>{id}); }
    void forEachDifference(const Hall& from, const Hall& to,
                           const std::function<void(RawId)>& visit) const override {
        rows(from).forEachDifference(rows(to), [&](Id<T> id) { visit(id.raw); });
    }

private:
    static const Table<T>& rows(const Hall& hall) { return hall.*Schema<T>::table; }

    template <typename C>
    static ColumnInfo describe(const C& column) {
        using V = typename C::Field;
        ColumnInfo info{column.name, Codec<V>::type, std::nullopt, {}};
        if constexpr (isReference<V>) info.refersTo = Referred<V>::table;
        if constexpr (std::is_enum_v<V>)
            info.choices.assign(enumWords<V>.begin(), enumWords<V>.end());
        info.holdsJson = std::is_same_v<V, PartPtr> || std::is_same_v<V, Source>;
        info.yesOrNo = std::is_same_v<V, bool>;
        info.mayBeMissing = std::is_same_v<V, std::optional<double>>;
        info.limits = column.limits;
        info.since = column.since;
        return info;
    }
    static std::vector<Cell> cells(const T& row) {
        return std::apply(
            [&](const auto&... column) {
                return std::vector<Cell>{
                    Codec<typename std::remove_cvref_t<decltype(column)>::Field>::out(
                        column.get(row))...};
            },
            Schema<T>::columns);
    }
    template <typename C>
    static void readCell(T& row, const C& column, const Cell& cell, std::optional<Error>& failure,
                         RawId id, std::size_t& index) {
        ++index;
        if (failure) return;
        auto value = Codec<typename C::Field>::in(cell);
        const bool missing = value && std::holds_alternative<std::monostate>(cell);
        if (column.limits && !missing && !(value && within(*column.limits, cell)))
            value = limitError(column.name, Codec<typename C::Field>::type, *column.limits);
        if (value)
            column.get(row) = std::move(value).value();
        else
            failure =
                value.error().at(fmt::format("{} {}, column {}", Schema<T>::name, id, column.name));
    }

    std::vector<ColumnInfo> m_columns;
};

const TableOf<FrozenSource> sources;
const TableOf<FrozenPart> parts;
const TableOf<Site> sites;
const TableOf<Obstacle> obstacles;
const TableOf<Row> rows;
const TableOf<Loop> loops;
const TableOf<Rack> racks;
const TableOf<Equipment> equipment;
const TableOf<PowerUnit> powerUnits;
const TableOf<Busway> busways;
const TableOf<Tap> taps;
const TableOf<Tray> trays;
const TableOf<Fabric> fabrics;
const TableOf<Member> members;
const TableOf<Mount> mounts;
const TableOf<Waiver> waivers;
const TableOf<Variant> variants;

const std::array<const TableAccess*, 17> tables = {
    &sources, &parts, &sites, &obstacles, &rows,    &loops,  &racks,   &equipment, &powerUnits,
    &busways, &taps,  &trays, &fabrics,   &members, &mounts, &waivers, &variants};

}  // namespace

std::span<const TableAccess* const> allTables() { return tables; }

const TableAccess& tableAccess(TableId id) { return *tables[static_cast<std::size_t>(id)]; }

const TableAccess* findTable(std::string_view name) {
    for (const TableAccess* table : tables)
        if (table->name() == name) return table;
    return nullptr;
}

std::string itemName(const Hall& hall, ItemRef item) {
    const TableAccess& table = tableAccess(item.table);
    if (item.table == TableId::Parts) {
        const Part* part = hall.part(PartId{item.id});
        if (part) return part->id;
    }
    if (!table.columns().empty() && table.columns()[0].name == "name") {
        const std::optional<std::vector<Cell>> row = table.row(hall, item.id);
        if (row)
            if (const auto* name = std::get_if<std::string>(&(*row)[0]); name && !name->empty())
                return *name;
    }
    return fmt::format("{} {}", table.name(), item.id);
}

std::optional<ItemRef> findItem(const Hall& hall, std::string_view name) {
    std::optional<ItemRef> found;
    for (const TableAccess* table : tables)
        for (RawId id : table->ids(hall)) {
            const ItemRef item{table->id(), id};
            if (itemName(hall, item) != name) continue;
            if (found) return std::nullopt;
            found = item;
        }
    return found;
}

}  // namespace hallwright
