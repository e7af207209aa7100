#include "model/figures/figure.h"

#include "model/base/nearest.h"
#include "model/hall/hall.h"

#include <fmt/core.h>

#include <algorithm>

namespace hallwright {

namespace {

Input propertyInput(Role role, Property property) {
    return {Input::Type::Property, role, property, Fig::Count_, Of::Same, {}};
}
Input figureInput(Fig figure, Of of) {
    return {Input::Type::Figure, Role::Own, Property::Count_, figure, of, {}};
}
Input field(std::string_view name) {
    return {Input::Type::Field, Role::Own, Property::Count_, Fig::Count_, Of::Same, name};
}

const std::vector<FigureInfo>& figureList() {
    static const std::vector<FigureInfo> rows = {
#define own(p) propertyInput(Role::Own, Property::p)
#define from(r, p) propertyInput(Role::r, Property::p)
#define basis(p) propertyInput(Role::Basis, Property::p)
#define same(f) figureInput(Fig::f, Of::Same)
#define all(f) figureInput(Fig::f, Of::All)
#define related(f) figureInput(Fig::f, Of::Related)
#define LIST(...)                                                                                  \
    { __VA_ARGS__ }
#define FIGURE(symbol, id, scope, dimension, stage, title, formula, source, inputs)                \
    {Fig::symbol, id,      Scope::scope, Dimension::dimension, Stage::stage,                       \
     title,       formula, source,       LIST inputs},
#include "model/figures/figures.def"
#undef FIGURE
#undef LIST
#undef own
#undef from
#undef basis
#undef same
#undef all
#undef related
    };
    return rows;
}

}  // namespace

const FigureInfo& info(Fig figure) { return figureList()[static_cast<std::size_t>(figure)]; }
std::span<const FigureInfo> allFigures() { return figureList(); }

std::optional<TableId> tableOf(Scope scope) {
    switch (scope) {
    case Scope::Rack:
        return TableId::Racks;
    case Scope::Equipment:
        return TableId::Equipment;
    case Scope::Loop:
        return TableId::Loops;
    case Scope::PowerUnit:
        return TableId::PowerUnits;
    case Scope::Busway:
        return TableId::Busways;
    case Scope::Tap:
        return TableId::Taps;
    case Scope::Tray:
        return TableId::Trays;
    case Scope::Fabric:
        return TableId::Fabrics;
    case Scope::Hall:
    case Scope::Count_:
        break;
    }
    return std::nullopt;
}

std::string_view stageName(Stage stage) {
    constexpr std::string_view names[] = {
        "fabric",  "cabling",        "rack loads",          "shelves and bus bar",
        "cooling", "facility power", "structure and space", "reliability",
        "cost"};
    return names[static_cast<std::size_t>(stage)];
}

std::string_view statusName(Status status) {
    constexpr std::string_view names[] = {"ok", "partial", "none", "absent"};
    return names[static_cast<std::size_t>(status)];
}

std::string figureId(const Hall& hall, FigureRef ref) {
    const FigureInfo& row = info(ref.figure);
    if (row.scope == Scope::Hall || ref.item == 0) return std::string(row.id);
    const std::string name = itemName(hall, {*tableOf(row.scope), ref.item});
    if (row.scope != Scope::Fabric) return fmt::format("{}@{}", row.id, name);
    std::string id(row.id);
    return id.replace(id.find('*'), 1, name);
}

Result<FigureRef> findFigure(const Hall& hall, std::string_view id) {
    const std::size_t at = id.find('@');
    const std::string_view base = id.substr(0, at);
    for (const FigureInfo& row : figureList()) {
        if (row.scope == Scope::Fabric) {
            std::optional<FigureRef> found;
            hall.fabrics.forEach([&](Id<Fabric> fabric, const Fabric&) {
                if (figureId(hall, {row.figure, fabric.raw}) == id)
                    found = FigureRef{row.figure, fabric.raw};
            });
            if (found) return *found;
        }
        if (row.id != base) continue;
        if (row.scope == Scope::Hall) return FigureRef{row.figure, 0};
        if (at == std::string_view::npos)
            return Error{ErrorCode::NotFound,
                         fmt::format("\"{}\" is a figure of one item: write {}@NAME", base, base),
                         {}};
        const TableAccess& rows = tableAccess(*tableOf(row.scope));
        for (RawId item : rows.ids(hall))
            if (itemName(hall, {rows.id(), item}) == id.substr(at + 1))
                return FigureRef{row.figure, item};
        return Error{ErrorCode::NotFound,
                     fmt::format("there is no \"{}\" among the {}", id.substr(at + 1), rows.name()),
                     {}};
    }
    std::vector<std::string> ids;
    for (const FigureInfo& row : figureList()) {
        if (row.scope == Scope::Fabric)
            hall.fabrics.forEach([&](Id<Fabric> fabric, const Fabric&) {
                ids.push_back(figureId(hall, {row.figure, fabric.raw}));
            });
        else
            ids.emplace_back(row.id);
    }
    const std::vector<std::string> nearest = nearestNames(base, ids, 1);
    return Error{
        ErrorCode::NotFound,
        fmt::format("there is no figure \"{}\"{}; `hallwright describe figures` lists them", base,
                    nearest.empty() ? "" : fmt::format(", perhaps \"{}\"", nearest[0])),
        {}};
}

}  // namespace hallwright
