#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace hallwright {

/// Number of a row. One counter serves the whole document; a number is never given twice; 0 is
/// none.
using RawId = std::int32_t;

/// Id of an entity of type T.
template <typename T>
struct Id {
    RawId raw = 0;

    explicit operator bool() const { return raw != 0; }
    auto operator<=>(const Id&) const = default;
};

}  // namespace hallwright

template <typename T>
struct std::hash<hallwright::Id<T>> {
    std::size_t operator()(hallwright::Id<T> id) const noexcept { return std::hash<int>()(id.raw); }
};
