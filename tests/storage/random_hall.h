#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"
#include "model/parts/part_text.h"
#include "model/storage/document_file.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace hallwright::test {

using Random = std::mt19937;

inline int roll(Random& random, int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(random);
}

/// Words that break careless writers: quotes, SQL, separators, other scripts, nothing.
inline std::string randomText(Random& random) {
    static const char* const pieces[] = {"R12",        "\"",   "'; DROP TABLE racks; --",
                                         "äöü",        "冷却", "\t",
                                         "\n",         "\\",   " ",
                                         "=1+1",       "{}",   "null",
                                         "\U0001F9CA", "\x01", "/../",
                                         "CDU-1",      "%s",   "\x7f"};
    std::string out;
    for (int i = roll(random, 0, 4); i > 0; --i)
        out += pieces[roll(random, 0, static_cast<int>(std::size(pieces)) - 1)];
    return out;
}

inline double randomNumber(Random& random) {
    const double part = std::uniform_real_distribution<double>(-1.0, 1.0)(random);
    return roll(random, 0, 3) == 0 ? std::round(part * 1e6)
                                   : std::ldexp(part, roll(random, -60, 60));
}

inline double plausibleNumber(Random& random, const PropertyInfo& property) {
    return std::uniform_real_distribution<double>(property.plausibleLow,
                                                  property.plausibleHigh)(random);
}

inline Part randomPart(Random& random, int number) {
    Part part;
    part.id = "part-" + std::to_string(number);
    part.name = randomText(random);
    part.kind = allKinds()[static_cast<std::size_t>(
                               roll(random, 0, static_cast<int>(allKinds().size()) - 1))]
                    .kind;
    part.vendor = randomText(random);
    if (roll(random, 0, 1) != 0) part.aliases = {randomText(random), "alias"};
    if (roll(random, 0, 1) != 0)
        part.contents = {{"tray", roll(random, 1, 18)}, {randomText(random), 1}};
    for (const PropertyInfo& property : allProperties()) {
        if (roll(random, 0, 9) != 0) continue;
        Datum datum{property.property, {}, 0};
        for (int i = roll(random, 1, 3); i > 0; --i) {
            Reading reading;
            const double a = plausibleNumber(random, property);
            const double b = plausibleNumber(random, property);
            if (roll(random, 0, 1) != 0) reading.number = std::max(a, b);
            if (roll(random, 0, 1) != 0) reading.low = std::min(a, b);
            if (roll(random, 0, 3) == 0) {
                reading.x = {randomNumber(random), 2e24, 3e300};
                reading.values = {b, a, property.plausibleLow};
            }
            reading.text = randomText(random);
            reading.source = "assumption";
            reading.grade = static_cast<Grade>('A' + roll(random, 0, 3));
            reading.unknown = roll(random, 0, 5) == 0;
            reading.why = randomText(random);
            datum.readings.push_back(reading);
        }
        datum.chosen = datum.readings.size() - 1;
        part.data.push_back(datum);
    }
    return part;
}

/// A cell that the column can hold. References lead to rows of `hall`, or to nothing.
inline Cell randomCell(Random& random, const Hall& hall, const TableAccess& table,
                       const ColumnInfo& column, RawId id) {
    if (column.refersTo) {
        const std::vector<RawId> ids = tableAccess(*column.refersTo).ids(hall);
        const int which = roll(random, -1, static_cast<int>(ids.size()) - 1);
        return which < 0 ? Cell() : Cell(std::int64_t{ids[static_cast<std::size_t>(which)]});
    }
    if (column.holdsJson && table.id() == TableId::Parts) return partToText(randomPart(random, id));
    if (column.holdsJson)
        return sourceToText(Source{"source-" + std::to_string(id), randomText(random), "NVIDIA", "",
                                   randomText(random), ""});
    if (!column.choices.empty())
        return std::string(column.choices[static_cast<std::size_t>(
            roll(random, 0, static_cast<int>(column.choices.size()) - 1))]);
    if (column.yesOrNo) return std::int64_t{roll(random, 0, 1)};
    if (column.mayBeMissing && roll(random, 0, 2) == 0) return Cell();
    if (column.limits) {
        const double number =
            std::uniform_real_distribution<double>(column.limits->low, column.limits->high)(random);
        if (column.type == CellType::Integer)
            return static_cast<std::int64_t>(std::llround(number));
        return roll(random, 0, 1) != 0 ? Cell(std::ceil(number)) : Cell(number);
    }
    if (column.type == CellType::Integer) return std::int64_t{roll(random, 1, 5'000'000)};
    if (column.type == CellType::Real) return randomNumber(random);
    return randomText(random);
}

inline std::vector<Cell> randomRow(Random& random, const Hall& hall, const TableAccess& table,
                                   RawId id) {
    std::vector<Cell> cells;
    for (const ColumnInfo& column : table.columns())
        cells.push_back(randomCell(random, hall, table, column, id));
    return cells;
}

/// A hall with rows in every table, numbers with gaps, and every reference good.
inline Document randomDocument(unsigned seed, int rowsPerTable = 12) {
    Random random(seed);
    Document document = newDocument({});
    RawId next = 1;
    for (const TableAccess* table : allTables())
        for (int i = table->id() == TableId::Sites ? 1 : rowsPerTable; i > 0; --i) {
            next += roll(random, 0, 9) == 0 ? roll(random, 1, 200) : 0;
            const RawId id = next++;
            const Result<void> done =
                table->put(document.base, id, randomRow(random, document.base, *table, id));
            if (!done) qFatal("%s", done.error().text().c_str());
        }
    document.nextId = next + 3;
    document.revision = 7;
    return document;
}

/// The hall after some random rows were added, changed and taken away, and the numbers used up by
/// it.
inline Hall randomlyChanged(Random& random, const Hall& from, RawId& next) {
    Hall to = from;
    for (int i = roll(random, 1, 4); i > 0; --i) {
        const TableAccess& table = *allTables()[static_cast<std::size_t>(
            roll(random, 0, static_cast<int>(allTables().size()) - 1))];
        const std::vector<RawId> ids = table.ids(to);
        const int action = ids.empty() ? 0 : roll(random, 0, 2);
        const RawId id =
            action == 0
                ? next++
                : ids[static_cast<std::size_t>(roll(random, 0, static_cast<int>(ids.size()) - 1))];
        if (action == 1) {
            table.erase(to, id);
            continue;
        }
        std::vector<Cell> cells = action == 0 ? table.defaults() : *table.row(to, id);
        if (action == 0) {
            cells = randomRow(random, to, table, id);
        } else {
            const std::size_t column =
                static_cast<std::size_t>(roll(random, 0, static_cast<int>(cells.size()) - 1));
            cells[column] = randomCell(random, to, table, table.columns()[column], id);
        }
        const Result<void> done = table.put(to, id, cells);
        if (!done) qFatal("%s", done.error().text().c_str());
    }
    return to;
}

}  // namespace hallwright::test
