#include "model/storage/json_text.h"

#include "model/units/quantity_text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <iterator>
#include <limits>
#include <set>

namespace hallwright {

namespace {

using nlohmann::json;

// A hall of ten thousand racks is a few megabytes of text, nested six deep (part, datum, reading,
// list); beyond these a text is a mistake or an attack.
constexpr std::size_t mostBytes = std::size_t{256} << 20;
constexpr int mostDepth = 32;

/// A refusal of our own from inside the library's reader.
struct Refusal {
    std::string message;
};

/// Walks over text and counts lines on the way, which the library tells only when it fails.
struct LineCounter {
    using iterator_category = std::forward_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at = nullptr;
    int* line = nullptr;

    reference operator*() const { return *at; }
    LineCounter& operator++() {
        if (*at == '\n') ++*line;
        ++at;
        return *this;
    }
    LineCounter operator++(int) {
        LineCounter old = *this;
        ++*this;
        return old;
    }
    bool operator==(const LineCounter& other) const { return at == other.at; }
    bool operator!=(const LineCounter& other) const { return at != other.at; }
};

/// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error …; last read:
/// '…'" → the middle.
std::string plainMessage(std::string_view what) {
    if (const auto end = what.find("] "); what.starts_with("[json.") && end != what.npos)
        what.remove_prefix(end + 2);
    if (what.starts_with("parse error at line"))
        if (const auto colon = what.find(": "); colon != what.npos) what.remove_prefix(colon + 2);
    if (const auto last = what.find("; last read: "); last != what.npos)
        what = what.substr(0, last);
    return std::string(what.substr(0, 160));
}

/// The first key of `given` that means something and is not in `kept`.
std::optional<std::string> lostKey(const json& given, const json& kept) {
    if (given.is_object() && kept.is_object()) {
        for (const auto& [key, value] : given.items()) {
            const auto found = kept.find(key);
            const bool meaningless =
                value.empty() || value == json(false) || value == json(0) || value == json("");
            if (found == kept.end() && !meaningless) return key;
            if (found == kept.end()) continue;
            if (std::optional<std::string> inner = lostKey(value, *found)) return inner;
        }
    } else if (given.is_array() && kept.is_array()) {
        for (std::size_t i = 0; i < given.size() && i < kept.size(); ++i)
            if (std::optional<std::string> inner = lostKey(given[i], kept[i])) return inner;
    }
    return std::nullopt;
}

}  // namespace

Result<json> readJson(std::string_view text, int& line, const JsonWatch& watch) {
    if (text.size() > mostBytes)
        return Error{ErrorCode::Invalid,
                     fmt::format("a text of {} MB is longer than any hall", text.size() >> 20),
                     {}};
    line = 1;
    std::vector<std::set<std::string>> keys;
    const auto visit = [&](int, json::parse_event_t event, json& parsed) {
        switch (event) {
        case json::parse_event_t::object_start:
        case json::parse_event_t::array_start:
            keys.emplace_back();
            if (static_cast<int>(keys.size()) > mostDepth)
                throw Refusal{fmt::format("nested deeper than {} levels", mostDepth)};
            if (watch && event == json::parse_event_t::object_start)
                watch(static_cast<int>(keys.size()), nullptr, line);
            break;
        case json::parse_event_t::object_end:
        case json::parse_event_t::array_end:
            keys.pop_back();
            break;
        case json::parse_event_t::key: {
            const auto& key = parsed.get_ref<const std::string&>();
            if (!keys.back().insert(key).second)
                throw Refusal{
                    fmt::format("the key {} appears twice", jsonString(key.substr(0, 60)))};
            if (watch) watch(static_cast<int>(keys.size()), &key, line);
            break;
        }
        case json::parse_event_t::value:
            break;
        }
        return true;
    };
    try {
        const LineCounter begin{text.data(), &line};
        const LineCounter end{text.data() + text.size(), &line};
        return json::parse(begin, end, visit);
    } catch (const Refusal& refusal) {
        return Error{ErrorCode::Invalid, refusal.message, {}};
    } catch (const std::exception& e) {
        return Error{ErrorCode::Invalid, plainMessage(e.what()), {}};
    }
}

std::string jsonString(std::string_view text) {
    return json(std::string(text)).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string jsonNumber(double number) { return std::isnan(number) ? "null" : exactNumber(number); }

std::string cellToJson(const ColumnInfo& column, const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&cell)) {
        if (!std::isfinite(*number)) return "null";
        return exactNumber(*number == 0.0 ? 0.0 : *number);  // minus zero would read back as zero
    }
    if (const auto* text = std::get_if<std::string>(&cell))
        return column.holdsJson ? *text : jsonString(*text);
    return "null";
}

Result<Cell> cellFromJson(const ColumnInfo& column, const json& value) {
    if (value.is_null()) return Cell();
    if (column.yesOrNo && value.is_boolean()) return Cell(std::int64_t{value.get<bool>() ? 1 : 0});
    if (column.holdsJson) {
        if (value.is_object()) return Cell(value.dump());
    } else if (value.is_string()) {
        return Cell(value.get<std::string>());
    }
    if (column.type != CellType::Text) {
        constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        if (value.is_number_unsigned() && value.get<std::uint64_t>() > most)
            return Cell(value.get<double>());
        if (value.is_number_integer()) return Cell(value.get<std::int64_t>());
        if (value.is_number_float()) return Cell(value.get<double>());
    }
    const std::string_view expected = column.holdsJson                   ? "an object"
                                      : column.type == CellType::Text    ? "a text"
                                      : column.type == CellType::Integer ? "a whole number"
                                                                         : "a number";
    return Error{
        ErrorCode::Invalid, fmt::format("expected {}, found {}", expected, kindOf(value)), {}};
}

Result<void> checkNothingLost(const json& given, const Cell& kept) {
    const auto* text = std::get_if<std::string>(&kept);
    if (!text || !given.is_object()) return {};
    const json read = json::parse(*text, nullptr, false);
    if (const std::optional<std::string> key = lostKey(given, read))
        return Error{ErrorCode::Invalid,
                     fmt::format("{} is not a key that is kept there", jsonString(*key)),
                     {}};
    return {};
}

std::string_view kindOf(const json& value) {
    switch (value.type()) {
    case json::value_t::null:
        return "nothing";
    case json::value_t::object:
        return "an object";
    case json::value_t::array:
        return "a list";
    case json::value_t::string:
        return "a text";
    case json::value_t::boolean:
        return "true or false";
    case json::value_t::number_float:
        return "a number";
    case json::value_t::number_integer:
    case json::value_t::number_unsigned:
        return "a whole number";
    default:
        return "something else";
    }
}

}  // namespace hallwright
