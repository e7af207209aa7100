#include "model/storage/schema.h"

#include "model/hall/tables.h"
#include "model/storage/text_form.h"
#include "model/storage/validate.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace hallwright {

namespace {

// Keys stay in the order in which they are written: a schema is read by people too.
using nlohmann::ordered_json;

ordered_json idSchema() { return {{"type", "integer"}, {"minimum", 1}, {"maximum", mostId}}; }

ordered_json objectSchema(ordered_json properties, ordered_json required) {
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

/// A cell as the text form writes it.
ordered_json cellSchema(const ColumnInfo& column) {
    ordered_json out;
    if (column.refersTo) {
        out = idSchema();
        out["type"] = {"integer", "null"};
        out["description"] = fmt::format("id of a row of {}", tableAccess(*column.refersTo).name());
    } else if (column.holdsJson) {
        out["type"] = "object";
    } else if (!column.choices.empty()) {
        out["enum"] = column.choices;
    } else if (column.yesOrNo) {
        out["enum"] = {0, 1};
    } else {
        out["type"] = column.type == CellType::Text   ? "string"
                      : column.type == CellType::Real ? "number"
                                                      : "integer";
        if (column.limits) {
            const bool whole = column.type == CellType::Integer;
            const auto bound = [&](double limit) {
                return whole ? ordered_json(static_cast<std::int64_t>(limit)) : ordered_json(limit);
            };
            out["minimum"] = bound(column.limits->low);
            out["maximum"] = bound(column.limits->high);
        }
        if (column.mayBeMissing) out["type"] = {out["type"], "null"};
    }
    return out;
}

/// A cell as an edit may write it besides: a name for a reference, a unit with a number, true and
/// false.
ordered_json editCellSchema(const ColumnInfo& column) {
    ordered_json out = cellSchema(column);
    if (column.refersTo)
        out["type"] = {"integer", "string", "null"};
    else if (column.yesOrNo)
        out["enum"] = {0, 1, false, true};
    else if (column.mayBeMissing)
        out["type"].push_back("string");
    else if (column.type != CellType::Text)
        out["type"] = {out["type"], "string"};
    return out;
}

ordered_json rowProperties(const TableAccess& table, ordered_json (*cell)(const ColumnInfo&)) {
    ordered_json out = ordered_json::object();
    for (const ColumnInfo& column : table.columns())
        out[std::string(column.name)] = cell(column);
    return out;
}

ordered_json head(std::string_view title) {
    return {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
}

}  // namespace

std::string textFormSchema() {
    ordered_json tables = ordered_json::object();
    ordered_json names = ordered_json::array();
    for (const TableAccess* table : allTables()) {
        ordered_json properties = {{"id", idSchema()}};
        properties.update(rowProperties(*table, cellSchema));
        ordered_json required = ordered_json::array({"id"});
        for (const ColumnInfo& column : table->columns())
            required.push_back(column.name);
        names.push_back(table->name());
        tables[std::string(table->name())] = {
            {"type", "array"}, {"items", objectSchema(std::move(properties), std::move(required))}};
    }
    ordered_json out = head("Hallwright hall, text form");
    out.update(objectSchema(
        {{"format", {{"const", textFormat}}},
         {"version", {{"const", textVersion}}},
         {"next_id", {{"type", "integer"}, {"minimum", 1}, {"maximum", mostId + 1}}},
         {"document_id", {{"type", "string"}, {"pattern", "^[0-9a-f]{32}$"}}},
         {"revision", {{"type", "integer"}, {"minimum", 0}, {"maximum", mostRevision}}},
         {"tables", objectSchema(std::move(tables), std::move(names))}},
        {"format", "version", "next_id", "document_id", "revision", "tables"}));
    return out.dump(2) + "\n";
}

std::string editSchema() {
    ordered_json perTable = ordered_json::array();
    ordered_json names = ordered_json::array();
    for (const TableAccess* table : allTables()) {
        const ordered_json cells = {{"type", {"object", "null"}},
                                    {"properties", rowProperties(*table, editCellSchema)},
                                    {"additionalProperties", false}};
        names.push_back(table->name());
        perTable.push_back(
            {{"if",
              {{"properties", {{"table", {{"const", table->name()}}}}}, {"required", {"table"}}}},
             {"then", {{"properties", {{"before", cells}, {"after", cells}}}}}});
    }
    ordered_json id = {{"anyOf", ordered_json::array({idSchema(), {{"const", "new"}}})}};
    ordered_json change = objectSchema({{"table", {{"enum", std::move(names)}}},
                                        {"id", std::move(id)},
                                        {"item", {{"type", "string"}}},
                                        {"before", {{"type", {"object", "null"}}}},
                                        {"after", {{"type", {"object", "null"}}}}},
                                       ordered_json::array({"after"}));
    change["oneOf"] =
        ordered_json::array({{{"required", {"table", "id"}}}, {{"required", {"item"}}}});
    change["allOf"] = std::move(perTable);
    ordered_json out = head("Hallwright edit, one line");
    out.update(objectSchema({{"target", {{"type", "string"}}},
                             {"label", {{"type", "string"}}},
                             {"changes", {{"type", "array"}, {"items", std::move(change)}}}},
                            ordered_json::array({"changes"})));
    return out.dump(2) + "\n";
}

}  // namespace hallwright
