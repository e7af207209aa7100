#pragma once

#include "model/hall/tables.h"
#include "model/parts/property.h"
#include "model/units/dimension.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// Every figure and intermediate column; the list is figures.def.
enum class Fig : std::uint16_t {
#define FIGURE(symbol, ...) symbol,
#include "model/figures/figures.def"
#undef FIGURE
    Count_
};
inline constexpr std::size_t figureCount = static_cast<std::size_t>(Fig::Count_);

/// What a figure is of: the hall, or each row of one table.
enum class Scope : std::uint8_t {
    Hall,
    Rack,
    Equipment,
    Loop,
    PowerUnit,
    Busway,
    Tap,
    Tray,
    Fabric,
    Count_
};
inline constexpr std::size_t scopeCount = static_cast<std::size_t>(Scope::Count_);
std::optional<TableId> tableOf(Scope scope);

/// The passes of an evaluation, in the order they run.
enum class Stage : std::uint8_t {
    Fabric,
    Cabling,
    RackLoads,
    Shelves,
    Cooling,
    Power,
    Structure,
    Reliability,
    Cost,
    Count_
};
inline constexpr std::size_t stageCount = static_cast<std::size_t>(Stage::Count_);
std::string_view stageName(Stage stage);

/// Whose part a property is read from.
enum class Role : std::uint8_t {
    Own,      ///< the part of the item itself
    Mounted,  ///< of a rack: its switches with their optics, and the power rack that feeds it
    Shelf,    ///< the power shelf of the item's part
    Basis,    ///< the design basis
    Climate,
    Tariff,
    Fluid,         ///< of the loop
    Pipes,         ///< the pipes that the design basis names
    Rejection,     ///< heat rejection plant that the design basis names
    FacilityCost,  ///< facility cost item that the design basis names
    SwitchPart,    ///< of the fabric
    HostModule,
    SwitchModule,
    RatedModule,  ///< the module that the maximum power of the fabric's switch was stated with
    Cable,
    EveryPart,  ///< any part of the hall: bills and sums over all kinds
};

/// Which rows of another figure an item's figure is made of.
enum class Of : std::uint8_t {
    Same,     ///< the same item, or the hall's own
    All,      ///< every row of that scope
    Related,  ///< those that stand in relation: racks of a loop, taps of a busway, children of a
              ///< power unit
};

/// One thing a figure is computed from.
struct Input {
    enum class Type : std::uint8_t { Property, Figure, Field } type = Type::Field;
    Role role = Role::Own;
    hallwright::Property property = hallwright::Property::Count_;
    Fig figure = Fig::Count_;
    Of of = Of::Same;
    std::string_view field{};  ///< a stored column, "racks.x_mm", for the reader
};

/// One row of the table of figures.
struct FigureInfo {
    Fig figure;
    std::string_view id;  ///< for ever; "fabric.*.…" stands for one figure per fabric
    Scope scope;
    Dimension dimension;
    Stage stage;
    std::string_view title;
    std::string_view formula;  ///< in words
    std::string_view source;
    std::vector<Input> inputs;
};

const FigureInfo& info(Fig figure);
std::span<const FigureInfo> allFigures();

/// A figure as asked for: which one, and of which row (0 for the hall).
struct FigureRef {
    Fig figure = Fig::Count_;
    RawId item = 0;

    auto operator<=>(const FigureRef&) const = default;
};

/// "it.power.tdp", "fabric.compute.switches.leaf", "rack.power.tdp@R12": the id as users write and
/// read it.
std::string figureId(const Hall& hall, FigureRef ref);
/// The reverse; fails with the nearest ids where there is no such figure or item.
Result<FigureRef> findFigure(const Hall& hall, std::string_view id);

/// Ok: known. Partial: at least so much, since something in the sum is unknown. None: unknown.
/// Absent: does not apply.
enum class Status : std::uint8_t { Ok, Partial, None, Absent };
std::string_view statusName(Status status);

}  // namespace hallwright
