#pragma once

#include "model/parts/property.h"

#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// How good a source is: A read from the maker or a standard, B second hand, C inferred, D assumed.
enum class Grade : char { A = 'A', B = 'B', C = 'C', D = 'D' };

/// What one document says of one property of one part. Numbers are SI; `unit` is as written, for
/// showing.
struct Reading {
    std::optional<double> number;
    std::optional<double> low, high;
    std::vector<double> x;       ///< curve: arguments, rising
    std::vector<double> values;  ///< curve: values at x; list: its members
    std::string text;            ///< text, or the id of the part referred to
    bool unknown = false;        ///< looked for, and not public
    std::string unit;
    std::string source;
    Grade grade = Grade::D;
    std::string asOf;
    std::string at;                 ///< plane of a power figure: ac-input, dc-bus, dc-800, chip
    std::string includes;           ///< what the figure holds
    std::optional<double> madeFor;  ///< the heat (W) a flow curve was made for
    std::string note;
    std::string why;

    bool operator==(const Reading&) const = default;
};

/// A property of a part: all that is said of it, and which saying is used.
struct Datum {
    Property property = Property::Count_;
    std::vector<Reading> readings;
    std::size_t chosen = 0;

    const Reading& reading() const { return readings[chosen]; }
    bool operator==(const Datum&) const = default;
};

/// The range of a number: the chosen reading's own, else the hull of the readings of this property.
struct Range {
    double low = 0.0;
    double high = 0.0;
};
std::optional<Range> rangeOf(const Datum& datum);

/// A thing inside another: 18 trays in a rack.
struct Content {
    std::string part;
    int count = 1;

    bool operator==(const Content&) const = default;
};

/// A thing that can be bought, or a row of facts (climate, tariff, design basis) with the same care
/// for sources.
struct Part {
    std::string id;
    std::string name;
    Kind kind = Kind::ComputeRack;
    std::string vendor;
    std::string status;
    std::vector<std::string> aliases;
    std::vector<Content> contents;
    std::vector<Datum> data;  ///< sorted by property

    const Datum* find(Property property) const;
    /// The chosen number in SI, or nothing where it is unknown or not given.
    std::optional<double> number(Property property) const;
    /// The chosen text or reference, empty where not given.
    const std::string& text(Property property) const;

    bool operator==(const Part&) const = default;
};

using PartPtr = std::shared_ptr<const Part>;

/// The status of a part that is not offered for anything new.
inline constexpr std::string_view retiredStatus = "retired";
/// The source that stands for the user's own word in a hall, and in the files of a user's catalog.
inline constexpr std::string_view userSource = "user";
/// The same word of a user's catalog once it is read: a hall tells it from its own by this.
inline constexpr std::string_view userCatalogSource = "user-catalog";
/// True for the user's own word, be it said in a hall or in the user's catalog.
constexpr bool isUserSource(std::string_view source) {
    return source == userSource || source == userCatalogSource;
}

/// A document that readings cite.
struct Source {
    std::string id;
    std::string title;
    std::string publisher;
    std::string url;
    std::string kind;
    std::string note;

    bool operator==(const Source&) const = default;
};

/// A fingerprint of everything a part says; two parts with the same one are the same. FNV-1a, 16
/// hex digits.
std::string fingerprint(const Part& part);

}  // namespace hallwright
