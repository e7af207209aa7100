#include "model/storage/items_text.h"

#include "model/storage/json_text.h"
#include "model/storage/row_text.h"
#include "model/storage/text_form.h"
#include "model/storage/validate.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace hallwright {

namespace {

using nlohmann::json;

constexpr std::string_view itemsFormat = "hallwright-items";

/// Tables whose rows are copied; all others belong to one hall.
constexpr TableId copied[] = {TableId::Sources, TableId::Parts, TableId::Obstacles,
                              TableId::Rows,    TableId::Racks, TableId::Equipment,
                              TableId::Busways, TableId::Taps,  TableId::Trays,
                              TableId::Members, TableId::Mounts};

bool isCopied(TableId table) {
    return std::find(std::begin(copied), std::end(copied), table) != std::end(copied);
}

Error noItems() {
    return {ErrorCode::Refused, "The clipboard holds no items of a hall; copy some first", {}};
}
Error damaged(std::string_view why) {
    return {ErrorCode::Refused, fmt::format("The copied items are damaged: {}", why), {}};
}

Result<void> readOutside(const json& given, LooseItems& items) {
    if (!given.is_array()) return damaged("\"outside\" is no list");
    for (const json& entry : given) {
        const auto text = [&](const char* key) {
            const auto found = entry.is_object() ? entry.find(key) : entry.end();
            return found != entry.end() && found->is_string() ? found->get<std::string>()
                                                              : std::string();
        };
        const TableAccess* table = findTable(text("table"));
        const auto id = entry.is_object() ? entry.find("id") : entry.end();
        if (!table || id == entry.end() || !id->is_number_integer() || id->get<double>() < 1.0 ||
            id->get<double>() > static_cast<double>(mostId))
            return damaged("an entry of \"outside\" names no row");
        items.outside.emplace(ItemRef{table->id(), id->get<RawId>()}, text("name"));
    }
    return {};
}

Result<LooseItems> readItems(const json& whole) {
    static constexpr std::string_view keys[] = {"format", "version", "outside", "tables"};
    const auto version = whole.find("version");
    if (version == whole.end() || !version->is_number_integer() || version->get<double>() < 1.0)
        return damaged("they have no version");
    if (version->get<double>() > textVersion)
        return Error{ErrorCode::Refused,
                     fmt::format("The items were copied in a newer Hallwright (format {}); this "
                                 "one takes up to {}; update the program",
                                 version->dump(), textVersion),
                     {}};
    for (const auto& [key, value] : whole.items())
        if (std::find(std::begin(keys), std::end(keys), key) == std::end(keys))
            return damaged(fmt::format("unknown key {}", jsonString(key)));
    LooseItems items;
    if (Result<void> done = readOutside(whole.value("outside", json::array()), items); !done)
        return done.error();
    const json tables = whole.value("tables", json());
    if (!tables.is_object()) return damaged("they have no tables");
    for (const auto& [name, rows] : tables.items()) {
        const TableAccess* table = findTable(name);
        if (!table || !isCopied(table->id()) || !rows.is_array())
            return damaged(fmt::format("unknown table {}", jsonString(name)));
        for (const json& row : rows) {
            if (!row.is_object()) return damaged(fmt::format("{}: expected an object", name));
            Result<void> done = rowFromJson(*table, row, version->get<int>(), items.rows);
            if (!done) return damaged(done.error().text());
        }
        for (const RawId id : table->ids(items.rows)) {
            const std::vector<Cell> cells = *table->row(items.rows, id);
            for (const Cell& cell : cells)
                if (const auto* text = std::get_if<std::string>(&cell);
                    text && !isReadableText(*text))
                    return damaged(fmt::format("{} {} is not readable text", name, id));
        }
    }
    return items;
}

}  // namespace

std::string itemsToText(const LooseItems& items) {
    std::string out = fmt::format("{{\n\"format\": \"{}\",\n\"version\": {},\n\"outside\": [",
                                  itemsFormat, textVersion);
    bool first = true;
    for (const auto& [item, name] : items.outside) {
        out += fmt::format("{}\n{{\"table\":\"{}\",\"id\":{},\"name\":{}}}", first ? "" : ",",
                           tableAccess(item.table).name(), item.id, jsonString(name));
        first = false;
    }
    out += "],\n\"tables\": {\n";
    bool firstTable = true;
    for (const TableAccess* table : allTables()) {
        const std::vector<RawId> ids = table->ids(items.rows);
        if (ids.empty()) continue;
        out += fmt::format("{}\"{}\": [", firstTable ? "" : ",\n", table->name());
        firstTable = false;
        for (std::size_t i = 0; i < ids.size(); ++i)
            out += fmt::format("{}\n{}", i == 0 ? "" : ",", rowToText(*table, ids[i], items.rows));
        out += "]";
    }
    return out + "\n}\n}\n";
}

Result<LooseItems> itemsFromText(std::string_view text) {
    try {
        int line = 1;
        const Result<json> whole = readJson(text, line);
        if (!whole || !whole->is_object() || whole->value("format", json()) != json(itemsFormat))
            return noItems();
        return readItems(*whole);
    } catch (const std::exception&) {
        return noItems();
    }
}

}  // namespace hallwright
