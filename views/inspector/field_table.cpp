#include "views/inspector/field_table.h"

#include "views/reading_text.h"

#include <algorithm>
#include <set>

namespace hallwright {

namespace {

struct FieldRow {
    std::string_view table;  ///< empty: of any table
    std::string_view column;
    const char* title;
    bool mayBeNone = false;
    const char* nought = nullptr;  ///< what 0 means
    int base = 0;                  ///< of a number that people count from 1
};

/// Every column that is edited as a field. Those of one table come before those of all.
constexpr FieldRow fieldRows[] = {
    {"site", "width_mm", QT_TRANSLATE_NOOP("QObject", "Width")},
    {"fabrics", "unit", QT_TRANSLATE_NOOP("QObject", "Racks per unit")},
    {"members", "unit", QT_TRANSLATE_NOOP("QObject", "Scalable unit")},
    {"taps", "count", QT_TRANSLATE_NOOP("QObject", "Boxes")},
    {"mounts", "count", QT_TRANSLATE_NOOP("QObject", "Switches")},
    {"mounts", "rack", QT_TRANSLATE_NOOP("QObject", "Stand in rack")},
    {"mounts", "u", QT_TRANSLATE_NOOP("QObject", "Lowest U"), false,
     QT_TRANSLATE_NOOP("QObject", "automatic")},
    {"fabrics", "kind", QT_TRANSLATE_NOOP("QObject", "Topology")},
    {"", "name", QT_TRANSLATE_NOOP("QObject", "Name")},
    {"", "part", QT_TRANSLATE_NOOP("QObject", "Part")},
    {"", "x_mm", QT_TRANSLATE_NOOP("QObject", "From left")},
    {"", "y_mm", QT_TRANSLATE_NOOP("QObject", "From bottom")},
    {"", "facing", QT_TRANSLATE_NOOP("QObject", "Front looks")},
    {"", "row", QT_TRANSLATE_NOOP("QObject", "Row"), true},
    {"", "loop", QT_TRANSLATE_NOOP("QObject", "Coolant loop"), true},
    {"", "sidecar", QT_TRANSLATE_NOOP("QObject", "Sidecar"), true},
    {"", "locked", QT_TRANSLATE_NOOP("QObject", "Locked in place")},
    {"", "width_mm", QT_TRANSLATE_NOOP("QObject", "Width")},
    {"", "depth_mm", QT_TRANSLATE_NOOP("QObject", "Depth")},
    {"", "length_mm", QT_TRANSLATE_NOOP("QObject", "Length")},
    {"", "clear_height_mm", QT_TRANSLATE_NOOP("QObject", "Clear height")},
    {"", "tile_um", QT_TRANSLATE_NOOP("QObject", "Floor tile")},
    {"", "floor", QT_TRANSLATE_NOOP("QObject", "Floor")},
    {"", "floor_rating_pa", QT_TRANSLATE_NOOP("QObject", "Floor rating")},
    {"", "supply_per_side_w", QT_TRANSLATE_NOOP("QObject", "Supply of a side")},
    {"", "distribution", QT_TRANSLATE_NOOP("QObject", "Distribution")},
    {"", "redundancy", QT_TRANSLATE_NOOP("QObject", "Redundancy")},
    {"", "code", QT_TRANSLATE_NOOP("QObject", "Electrical code")},
    {"", "climate", QT_TRANSLATE_NOOP("QObject", "Climate")},
    {"", "tariff", QT_TRANSLATE_NOOP("QObject", "Tariff")},
    {"", "basis", QT_TRANSLATE_NOOP("QObject", "Design basis")},
    {"", "kind", QT_TRANSLATE_NOOP("QObject", "Kind")},
    {"", "hot_aisle_contained", QT_TRANSLATE_NOOP("QObject", "Hot aisle contained")},
    {"", "fluid", QT_TRANSLATE_NOOP("QObject", "Coolant")},
    {"", "facility_supply_c", QT_TRANSLATE_NOOP("QObject", "Facility water")},
    {"", "spare", QT_TRANSLATE_NOOP("QObject", "Spare CDUs")},
    {"", "parent", QT_TRANSLATE_NOOP("QObject", "Fed by"), true},
    {"", "source", QT_TRANSLATE_NOOP("QObject", "Fed by"), true},
    {"", "system", QT_TRANSLATE_NOOP("QObject", "System (0 is A)")},
    {"", "parallel", QT_TRANSLATE_NOOP("QObject", "Side by side")},
    {"", "feeder_mm", QT_TRANSLATE_NOOP("QObject", "Feeder length")},
    {"", "x1_mm", QT_TRANSLATE_NOOP("QObject", "Start from left")},
    {"", "y1_mm", QT_TRANSLATE_NOOP("QObject", "Start from bottom")},
    {"", "x2_mm", QT_TRANSLATE_NOOP("QObject", "End from left")},
    {"", "y2_mm", QT_TRANSLATE_NOOP("QObject", "End from bottom")},
    {"", "elevation_mm", QT_TRANSLATE_NOOP("QObject", "Above the floor")},
    {"", "layers", QT_TRANSLATE_NOOP("QObject", "Layers")},
    {"", "busway", QT_TRANSLATE_NOOP("QObject", "Busway")},
    {"", "count", QT_TRANSLATE_NOOP("QObject", "Count")},
    {"", "role", QT_TRANSLATE_NOOP("QObject", "Role")},
    {"", "switch", QT_TRANSLATE_NOOP("QObject", "Switch")},
    {"", "optics", QT_TRANSLATE_NOOP("QObject", "Optics")},
    {"", "speed_bit_per_s", QT_TRANSLATE_NOOP("QObject", "Speed (0 as ports)")},
    {"", "planes", QT_TRANSLATE_NOOP("QObject", "Planes")},
    {"", "tiers", QT_TRANSLATE_NOOP("QObject", "Tiers"), false,
     QT_TRANSLATE_NOOP("QObject", "as needed")},
    {"", "oversubscription", QT_TRANSLATE_NOOP("QObject", "Oversubscription")},
    {"", "even_spread", QT_TRANSLATE_NOOP("QObject", "Spread of uplinks")},
    {"", "leaf_downlinks", QT_TRANSLATE_NOOP("QObject", "Leaf downlinks"), false,
     QT_TRANSLATE_NOOP("QObject", "automatic")},
    {"", "reserved_ports", QT_TRANSLATE_NOOP("QObject", "Reserved ports")},
    {"", "group_by", QT_TRANSLATE_NOOP("QObject", "Leaves grouped by")},
    {"", "leaves_per_group", QT_TRANSLATE_NOOP("QObject", "Leaves per group"), false,
     QT_TRANSLATE_NOOP("QObject", "as needed")},
    {"", "spines_per_group", QT_TRANSLATE_NOOP("QObject", "Spines per group"), false,
     QT_TRANSLATE_NOOP("QObject", "as needed")},
    {"", "spine_oversubscription", QT_TRANSLATE_NOOP("QObject", "Spine oversubscription")},
    {"", "plant", QT_TRANSLATE_NOOP("QObject", "Fibre plant")},
    {"", "placement", QT_TRANSLATE_NOOP("QObject", "Switches stand in")},
    {"", "trunk", QT_TRANSLATE_NOOP("QObject", "Trunk"), true},
    {"", "panel", QT_TRANSLATE_NOOP("QObject", "Patch panel"), true},
    {"", "splitter", QT_TRANSLATE_NOOP("QObject", "Splitter"), true},
    {"", "cable_field", QT_TRANSLATE_NOOP("QObject", "Cables besides trays")},
    {"", "endpoints", QT_TRANSLATE_NOOP("QObject", "Endpoints to grow to"), false,
     QT_TRANSLATE_NOOP("QObject", "those of its racks")},
    {"", "dual_homed", QT_TRANSLATE_NOOP("QObject", "Dual homed")},
    {"", "host_module", QT_TRANSLATE_NOOP("QObject", "Host module"), true},
    {"", "switch_module", QT_TRANSLATE_NOOP("QObject", "Switch module"), true},
    {"", "cable", QT_TRANSLATE_NOOP("QObject", "Cable"), true},
    {"", "slot", QT_TRANSLATE_NOOP("QObject", "Slot")},
    {"", "tier", QT_TRANSLATE_NOOP("QObject", "Tier")},
    {"", "first", QT_TRANSLATE_NOOP("QObject", "From switch"), false, nullptr, 1},
};

const FieldRow* rowOf(std::string_view table, std::string_view column) {
    for (const FieldRow& row : fieldRows)
        if (row.column == column && (row.table.empty() || row.table == table)) return &row;
    return nullptr;
}

struct UnitRow {
    std::string_view ending;
    Dimension dimension;
    double perSi;
};
/// Column names say the unit that they hold.
constexpr UnitRow unitRows[] = {
    {"_mm", Dimension::Length, 1e3},     {"_um", Dimension::Length, 1e6},
    {"_pa", Dimension::Pressure, 1.0},   {"_w", Dimension::Power, 1.0},
    {"_c", Dimension::Temperature, 1.0}, {"_bit_per_s", Dimension::DataRate, 1.0},
};

/// Parts of these kinds stand in for each other.
constexpr std::initializer_list<Kind> likeness[] = {
    {Kind::ComputeRack, Kind::NetworkRack, Kind::ManagementRack, Kind::StorageRack},
    {Kind::CopperCable, Kind::Jumper, Kind::Trunk},
};

/// The kinds that a reference of this name takes, whatever it names now.
std::vector<Kind> kindsFor(std::string_view column) {
    if (column == "climate") return {Kind::Climate};
    if (column == "tariff") return {Kind::Tariff};
    if (column == "basis") return {Kind::DesignBasis};
    if (column == "fluid") return {Kind::Fluid};
    if (column == "switch") return {Kind::Switch};
    if (column == "host_module" || column == "switch_module") return {Kind::Transceiver};
    if (column == "trunk") return {Kind::Trunk};
    if (column == "panel") return {Kind::Panel};
    if (column == "splitter") return {Kind::Jumper};
    if (column == "cable") return {Kind::CopperCable, Kind::Jumper, Kind::Trunk};
    return {};
}

std::optional<Cell> cellOf(const Hall& hall, ItemRef item, std::string_view column) {
    const TableAccess& table = tableAccess(item.table);
    const std::optional<std::vector<Cell>> cells = table.row(hall, item.id);
    for (std::size_t i = 0; cells && i < table.columns().size(); ++i)
        if (table.columns()[i].name == column) return (*cells)[i];
    return std::nullopt;
}

bool fits(Kind kind, Kind wanted) {
    if (kind == wanted) return true;
    for (const std::initializer_list<Kind>& alike : likeness)
        if (std::count(alike.begin(), alike.end(), kind) > 0 &&
            std::count(alike.begin(), alike.end(), wanted) > 0)
            return true;
    return false;
}

/// Racks of compute nodes have their places taken; of the others all with units may hold switches.
bool takesSwitches(const Hall& hall, Id<Rack> id) {
    const Part* part = hall.part(hall.racks[id].part);
    return part && part->kind != Kind::PowerSidecar && part->number(Property::rackUnitsUsable);
}

/// The kinds of the parts that the items have now.
std::vector<Kind> kindsNow(const Hall& hall, const Field& field, std::span<const ItemRef> items) {
    std::vector<Kind> kinds;
    std::set<std::int64_t> known;
    for (ItemRef item : items) {
        const std::optional<Cell> cell = cellOf(hall, item, field.column);
        const auto* id = cell ? std::get_if<std::int64_t>(&*cell) : nullptr;
        if (!id || !known.insert(*id).second) continue;
        const Part* part = hall.part({static_cast<RawId>(*id)});
        if (part && std::find(kinds.begin(), kinds.end(), part->kind) == kinds.end())
            kinds.push_back(part->kind);
    }
    return kinds;
}

}  // namespace

std::vector<Field> fieldsOf(std::span<const ItemRef> items) {
    std::vector<Field> out;
    if (items.empty()) return out;
    const TableAccess& first = tableAccess(items.front().table);
    std::vector<TableId> tables;
    for (ItemRef item : items)
        if (tables.empty() || tables.back() != item.table) tables.push_back(item.table);
    for (const ColumnInfo& column : first.columns()) {
        const FieldRow* row = rowOf(first.name(), column.name);
        if (!row || (items.size() > 1 && column.name == "name")) continue;
        const bool inAll = std::all_of(tables.begin(), tables.end(), [&](TableId id) {
            for (const ColumnInfo& other : tableAccess(id).columns())
                if (other.name == column.name)
                    return other.type == column.type && other.refersTo == column.refersTo &&
                           other.choices == column.choices;
            return false;
        });
        // A part that fits a rack fits no cooling unit.
        if (!inAll || (tables.size() > 1 && column.name == "part")) continue;
        Field field{.column = column.name, .info = &column, .title = QObject::tr(row->title)};
        field.mayBeNone = row->mayBeNone;
        field.base = row->base;
        if (row->nought) field.nought = QObject::tr(row->nought);
        for (const UnitRow& unit : unitRows)
            if (column.name.ends_with(unit.ending)) {
                field.dimension = unit.dimension;
                field.perSi = unit.perSi;
            }
        if (!field.dimension && column.type == CellType::Real) field.dimension = Dimension::One;
        out.push_back(std::move(field));
    }
    return out;
}

std::vector<Choice> choicesOf(const Hall& hall, const Field& field,
                              std::span<const ItemRef> items) {
    std::vector<Choice> out;
    if (field.mayBeNone) out.push_back({0, QObject::tr("None")});
    const std::size_t fixed = out.size();
    if (field.isPart()) {
        std::vector<Kind> kinds = kindsFor(field.column);
        const bool any = !kinds.empty();
        if (!any) kinds = kindsNow(hall, field, items);
        hall.parts.forEach([&](PartId id, const FrozenPart& frozen) {
            // Things of several kinds may only become what each of them could.
            const auto suits = [&](Kind kind) { return fits(frozen.part->kind, kind); };
            if (any ? std::count(kinds.begin(), kinds.end(), frozen.part->kind) > 0
                    : !kinds.empty() && std::all_of(kinds.begin(), kinds.end(), suits))
                out.push_back({id.raw, QString::fromStdString(frozen.part->name)});
        });
    } else if (field.isReference()) {
        const std::set<ItemRef> own(items.begin(), items.end());
        for (RawId id : tableAccess(*field.info->refersTo).ids(hall)) {
            const ItemRef target{*field.info->refersTo, id};
            // Nothing feeds itself.
            if (own.count(target) > 0) continue;
            if (field.column == "rack" && !takesSwitches(hall, {id})) continue;
            if (field.column == "sidecar") {
                const Part* part = hall.part(hall.racks[{id}].part);
                if (!part || part->kind != Kind::PowerSidecar) continue;
            }
            out.push_back({id, QString::fromStdString(itemName(hall, target))});
        }
    }
    std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(fixed), out.end(),
                     [](const Choice& a, const Choice& b) {
                         return QString::localeAwareCompare(a.name, b.name) < 0;
                     });
    return out;
}

QString wordTitle(std::string_view word) {
    QString text = fromView(word);
    // "415 V AC" and "2N" are as they are.
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](QChar c) { return c.isLower() || c == u'-' || c == u'_'; });
    if (!plain) return text;
    if (text == u"nec" || text == u"iec" || text == u"cpo" || text == u"lpo") return text.toUpper();
    text.replace(u'-', u' ').replace(u'_', u' ');
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

}  // namespace hallwright
