#include "catalog/checker.h"
#include "model/base/text.h"
#include "model/parts/part_class.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hallwright {

namespace {

using nlohmann::json;

std::string number(std::size_t count, std::string_view noun) {
    return counted(static_cast<long long>(count), noun);
}

/// A heading and a line for each row, or nothing.
template <typename Rows, typename Name>
std::string table(std::string_view heading, const Rows& rows, Name&& name) {
    std::string out;
    for (const auto& [key, count] : rows)
        out += fmt::format("  {:5}  {}\n", count, name(key));
    return out.empty() ? out : fmt::format("\n{}\n{}", heading, out);
}

std::string sumsText(const std::vector<CheckedSum>& sums) {
    std::string out, part;
    for (const CheckedSum& sum : sums) {
        if (sum.part != part) out += fmt::format("  {}\n", sum.part);
        part = sum.part;
        out += fmt::format("    {}  {}\n", info(sum.property).id, sum.text);
    }
    return out.empty() ? out : "\ncontents against nameplate\n" + out;
}

/// "parts/x.toml:12" taken apart.
json faultJson(const Error& error) {
    json out = {{"message", error.message}};
    const std::size_t colon = error.where.rfind(':');
    const bool line = colon != std::string::npos && colon + 1 < error.where.size() &&
                      error.where.find_first_not_of("0123456789", colon + 1) == std::string::npos;
    out["file"] = line ? error.where.substr(0, colon) : error.where;
    if (line) out["line"] = std::atoi(error.where.c_str() + colon + 1);
    return out;
}

json faultsJson(const std::vector<Error>& errors) {
    json out = json::array();
    for (const Error& error : errors)
        out.push_back(faultJson(error));
    return out;
}

}  // namespace

std::string checkText(const CatalogCheck& check) {
    std::string out;
    for (const Error& error : check.errors)
        out += fmt::format("error: {}\n", error.text());
    for (const Error& warning : check.warnings)
        out += fmt::format("warning: {}\n", warning.text());
    out += fmt::format("{}, {}: {}, {}\n", number(check.parts, "part"),
                       number(check.sources, "source"), number(check.errors.size(), "error"),
                       number(check.warnings.size(), "warning"));
    if (check.partsByKind.empty()) return out;
    const auto propertyId = [](Property property) { return info(property).id; };
    out += table("parts by kind", check.partsByKind, [](Kind kind) { return info(kind).id; });
    out += table("data by grade of the chosen reading", check.dataByGrade,
                 [](Grade grade) { return static_cast<char>(grade); });
    out += table("looked for and not public", check.unknownByProperty, propertyId);
    std::map<std::pair<Kind, Property>, int> needed;
    std::map<Property, int> usual;
    for (const auto& [key, count] : check.silent) {
        if (isNeeded(key.first, key.second))
            needed[key] = count;
        else
            usual[key.second] += count;
    }
    out += table("needed of the kind and not known", needed, [](const auto& key) {
        return fmt::format("{}  {}", info(key.first).id, info(key.second).id);
    });
    out += table("usual for the kind and not known", usual, propertyId);
    return out + sumsText(check.sums);
}

std::string checkJson(const CatalogCheck& check) {
    json out = {{"errors", faultsJson(check.errors)},
                {"warnings", faultsJson(check.warnings)},
                {"parts", check.parts},
                {"sources", check.sources},
                {"parts_by_kind", json::object()},
                {"data_by_grade", json::object()},
                {"unknown_by_property", json::object()},
                {"silent", json::array()},
                {"contents_against_nameplate", json::array()}};
    for (const auto& [kind, count] : check.partsByKind)
        out["parts_by_kind"][std::string(info(kind).id)] = count;
    for (const auto& [grade, count] : check.dataByGrade)
        out["data_by_grade"][std::string(1, static_cast<char>(grade))] = count;
    for (const auto& [property, count] : check.unknownByProperty)
        out["unknown_by_property"][std::string(info(property).id)] = count;
    for (const auto& [key, count] : check.silent)
        out["silent"].push_back({{"kind", info(key.first).id},
                                 {"property", info(key.second).id},
                                 {"needed", isNeeded(key.first, key.second)},
                                 {"parts", count}});
    for (const CheckedSum& sum : check.sums) {
        json row = {{"part", sum.part}, {"property", info(sum.property).id}, {"text", sum.text}};
        if (sum.difference) row["difference"] = *sum.difference;
        out["contents_against_nameplate"].push_back(std::move(row));
    }
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace hallwright
