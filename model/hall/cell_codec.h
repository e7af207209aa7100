#pragma once

#include "model/hall/hall.h"
#include "model/hall/tables.h"
#include "model/parts/part_text.h"

#include <fmt/core.h>

#include <array>
#include <cmath>
#include <limits>

namespace hallwright {

// How a field of a row becomes a cell of a table and back: Codec<V>::out and ::in, the latter with
// a sentence where the cell does not say such a value. For the schemas of tables.cpp.

// -- words of the enumerations, in their order ---------------------------------------------------

template <typename E>
constexpr std::array<std::string_view, 0> enumWords{};
template <>
inline constexpr std::array enumWords<Facing> = {std::string_view("up"), std::string_view("right"),
                                                 std::string_view("down"),
                                                 std::string_view("left")};
template <>
inline constexpr std::array enumWords<ElectricalCode> = {std::string_view("NEC"),
                                                         std::string_view("IEC")};
template <>
inline constexpr std::array enumWords<Distribution> = {
    std::string_view("415 V AC"), std::string_view("480 V AC"), std::string_view("800 V DC")};
template <>
inline constexpr std::array enumWords<Redundancy> = {
    std::string_view("N"), std::string_view("N+1"), std::string_view("2N"), std::string_view("3N2"),
    std::string_view("4N3")};
template <>
inline constexpr std::array enumWords<FloorKind> = {std::string_view("raised"),
                                                    std::string_view("slab")};
template <>
inline constexpr std::array enumWords<ObstacleKind> = {
    std::string_view("column"), std::string_view("keep-out"), std::string_view("door")};
template <>
inline constexpr std::array enumWords<FabricRole> = {
    std::string_view("scale-out"), std::string_view("front-end"), std::string_view("storage"),
    std::string_view("oob")};
template <>
inline constexpr std::array enumWords<FabricKind> = {
    std::string_view("rail-fat-tree"), std::string_view("fat-tree"),
    std::string_view("multi-plane"), std::string_view("dragonfly+")};
template <>
inline constexpr std::array enumWords<OpticsPolicy> = {
    std::string_view("pluggable"), std::string_view("copper-first"), std::string_view("lpo"),
    std::string_view("cpo")};
template <>
inline constexpr std::array enumWords<EvenSpread> = {std::string_view("exact"),
                                                     std::string_view("within_one")};
template <>
inline constexpr std::array enumWords<FabricGroup> = {
    std::string_view("none"), std::string_view("rail"), std::string_view("unit")};
template <>
inline constexpr std::array enumWords<CablePlant> = {
    std::string_view("direct"), std::string_view("trunk"), std::string_view("breakout")};
template <>
inline constexpr std::array enumWords<SwitchPlacement> = {
    std::string_view("zone"), std::string_view("end-of-row"), std::string_view("middle-of-row")};
template <>
inline constexpr std::array enumWords<CableField> = {
    std::string_view("none"), std::string_view("underfloor"), std::string_view("overhead")};
template <>
inline constexpr std::array enumWords<Tier> = {std::string_view("leaf"), std::string_view("spine"),
                                               std::string_view("core")};

// -- one codec per type of field -----------------------------------------------------------------

inline Error wrongCell(std::string_view expected) {
    return {ErrorCode::Refused, fmt::format("expected {}", expected), {}};
}

template <typename V>
struct Codec;

template <typename V>
Result<V> integerCell(const Cell& cell) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (!number) return wrongCell("a whole number");
    if (*number < static_cast<std::int64_t>(std::numeric_limits<V>::min()) ||
        *number > static_cast<std::int64_t>(std::numeric_limits<V>::max()))
        return wrongCell("a whole number of reasonable size");
    return static_cast<V>(*number);
}

inline Result<double> realCell(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    const auto* number = std::get_if<double>(&cell);
    if (!number || !std::isfinite(*number)) return wrongCell("a finite number");
    return *number;
}

template <>
struct Codec<int> {
    static constexpr CellType type = CellType::Integer;
    static Cell out(int v) { return std::int64_t{v}; }
    static Result<int> in(const Cell& cell) { return integerCell<int>(cell); }
};
template <>
struct Codec<std::int64_t> {
    static constexpr CellType type = CellType::Integer;
    static Cell out(std::int64_t v) { return v; }
    static Result<std::int64_t> in(const Cell& cell) { return integerCell<std::int64_t>(cell); }
};
template <>
struct Codec<bool> {
    static constexpr CellType type = CellType::Integer;
    static Cell out(bool v) { return std::int64_t{v ? 1 : 0}; }
    static Result<bool> in(const Cell& cell) {
        const auto* number = std::get_if<std::int64_t>(&cell);
        if (!number || (*number != 0 && *number != 1)) return wrongCell("0 or 1");
        return *number == 1;
    }
};
template <>
struct Codec<double> {
    static constexpr CellType type = CellType::Real;
    static Cell out(double v) { return v; }
    static Result<double> in(const Cell& cell) { return realCell(cell); }
};
template <>
struct Codec<std::optional<double>> {
    static constexpr CellType type = CellType::Real;
    static Cell out(const std::optional<double>& v) { return v ? Cell(*v) : Cell(); }
    static Result<std::optional<double>> in(const Cell& cell) {
        if (std::holds_alternative<std::monostate>(cell)) return std::optional<double>();
        const Result<double> number = realCell(cell);
        if (!number) return number.error();
        return std::optional<double>(*number);
    }
};
template <>
struct Codec<std::string> {
    static constexpr CellType type = CellType::Text;
    static Cell out(const std::string& v) { return v; }
    static Result<std::string> in(const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        if (!text) return wrongCell("a text");
        return *text;
    }
};
template <>
struct Codec<Millimetres> {
    static constexpr CellType type = CellType::Integer;
    /// Ten kilometres: no hall is larger, and sums of two still fit.
    static constexpr std::int64_t most = 10'000'000;
    static Cell out(Millimetres v) { return std::int64_t{v.mm}; }
    static Result<Millimetres> in(const Cell& cell) {
        const auto* number = std::get_if<std::int64_t>(&cell);
        if (!number || *number < -most || *number > most)
            return wrongCell("whole millimetres within ten kilometres");
        return Millimetres{static_cast<std::int32_t>(*number)};
    }
};
template <>
struct Codec<Micrometres> {
    static constexpr CellType type = CellType::Integer;
    static Cell out(Micrometres v) { return std::int64_t{v.um}; }
    static Result<Micrometres> in(const Cell& cell) {
        Result<std::int32_t> number = integerCell<std::int32_t>(cell);
        if (!number || *number <= 0) return wrongCell("whole micrometres above zero");
        return Micrometres{*number};
    }
};
/// Boost quantities are kept in SI; absolute temperatures in degrees Celsius, as their column names
/// say.
template <typename U>
struct Codec<bu::quantity<U>> {
    static constexpr CellType type = CellType::Real;
    static Cell out(bu::quantity<U> v) { return v.value(); }
    static Result<bu::quantity<U>> in(const Cell& cell) {
        Result<double> number = realCell(cell);
        if (!number) return number.error();
        return bu::quantity<U>::from_value(*number);
    }
};
template <>
struct Codec<Temperature> {
    static constexpr CellType type = CellType::Real;
    // Rounded to a micro-kelvin so that 28 °C reads back as 28, not 27.99999999999997; but never so
    // that a finer temperature would read back as another one.
    static Cell out(Temperature v) {
        const double exact = v.value() - 273.15;
        const double rounded = std::round(exact * 1e6) / 1e6;
        return celsius(rounded) == v ? rounded : exact;
    }
    static Result<Temperature> in(const Cell& cell) {
        Result<double> number = realCell(cell);
        if (!number) return number.error();
        if (*number < -273.15 || *number > 1000.0)
            return wrongCell("a temperature in degrees Celsius");
        return celsius(*number);
    }
};
template <typename E>
requires(enumWords<E>.size() > 0) struct Codec<E> {
    static constexpr CellType type = CellType::Text;
    static Cell out(E v) { return std::string(enumWords<E>[static_cast<std::size_t>(v)]); }
    static Result<E> in(const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        for (std::size_t i = 0; text && i < enumWords<E>.size(); ++i)
            if (enumWords<E>[i] == *text) return static_cast<E>(i);
        std::string list;
        for (std::string_view word : enumWords<E>)
            list += fmt::format("{}{}", list.empty() ? "" : ", ", word);
        return Error{ErrorCode::Refused, fmt::format("expected one of {}", list), {}};
    }
};
template <typename T>
struct Codec<Id<T>> {
    static constexpr CellType type = CellType::Integer;
    static Cell out(Id<T> v) { return v ? Cell(std::int64_t{v.raw}) : Cell(); }
    static Result<Id<T>> in(const Cell& cell) {
        if (std::holds_alternative<std::monostate>(cell)) return Id<T>{};
        Result<RawId> number = integerCell<RawId>(cell);
        if (!number || *number <= 0) return wrongCell("the number of a row, or nothing");
        return Id<T>{*number};
    }
};
template <>
struct Codec<PartPtr> {
    static constexpr CellType type = CellType::Text;
    static Cell out(const PartPtr& v) { return v ? Cell(partToText(*v)) : Cell(); }
    static Result<PartPtr> in(const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        if (!text) return wrongCell("a part");
        Result<Part> part = partFromText(*text);
        if (!part) return part.error();
        return PartPtr(std::make_shared<const Part>(std::move(part).value()));
    }
};
template <>
struct Codec<Source> {
    static constexpr CellType type = CellType::Text;
    static Cell out(const Source& v) { return sourceToText(v); }
    static Result<Source> in(const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        if (!text) return wrongCell("a source");
        return sourceFromText(*text);
    }
};

}  // namespace hallwright
