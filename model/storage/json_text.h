#pragma once

#include "model/base/result.h"
#include "model/hall/tables.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace hallwright {

/// What the JSON readers of the text form and of edit lines share. Exceptions of the library end
/// here.

/// Called while a text is read: at the start of an object (no key), and at a key; with the depth of
/// the object, 1 for the outermost, and the line.
using JsonWatch = std::function<void(int depth, const std::string* key, int line)>;

/// Reads one JSON value. Refuses text that is too long or too deeply nested, and a key that an
/// object has twice. `line` is the last one looked at: where an error stands.
Result<nlohmann::json> readJson(std::string_view text, int& line, const JsonWatch& watch = {});

/// A text as a JSON string, in quotes.
std::string jsonString(std::string_view text);

/// A number as JSON, null where it is not known.
std::string jsonNumber(double number);

/// A cell as JSON text: a number, a string in quotes, null, or the object itself where the column
/// holds one.
std::string cellToJson(const ColumnInfo& column, const Cell& cell);

/// The reverse. What a cell may hold is judged by TableAccess::put; this refuses only what no cell
/// can be.
Result<Cell> cellFromJson(const ColumnInfo& column, const nlohmann::json& value);

/// Fails where an object given for a column that holds JSON has a key that the kept cell has lost,
/// so that a misspelt property never vanishes silently.
Result<void> checkNothingLost(const nlohmann::json& given, const Cell& kept);

/// "a text", "a whole number" … for messages: what a JSON value is.
std::string_view kindOf(const nlohmann::json& value);

}  // namespace hallwright
