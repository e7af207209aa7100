#include "catalog/part_reader.h"

#include "catalog/reading_reader.h"
#include "model/base/text.h"
#include "model/parts/part_fault.h"
#include "model/parts/part_status.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

using Type = TomlNode::Type;

constexpr std::string_view statuses[] = {"shipping",  "announced", "concept",
                                         "withdrawn", "generic",   retiredStatus};

/// One of these; of a retired part also with what it was before.
bool isStatus(const std::string& status) {
    const std::string before = offeredFrom(status);
    return std::find(std::begin(statuses), std::end(statuses), before) != std::end(statuses) &&
           (!isRetired(status) || status == retiredStatus || status == retiredFrom(before));
}

class PartReader {
public:
    PartReader(const std::string& id, const std::string& file, const Part* below)
        : m_file(file), m_below(below) {
        m_out.part.id = id;
    }

    PartReading read(const TomlNode& table) {
        if (!isPartId(m_out.part.id))
            fault(table, "", "an id holds lower-case letters, digits and dashes only; rename it");
        readHead(table);
        for (const auto& [key, node] : table.entries) {
            if (key == "name" || key == "kind" || key == "vendor" || key == "status") continue;
            if (key == "aliases")
                readAliases(node);
            else if (key == "contents")
                readContents(node);
            else
                readProperties(key, node);
        }
        std::sort(m_out.part.data.begin(), m_out.part.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        std::stable_sort(m_out.faults.begin(), m_out.faults.end(),
                         [](const Error& a, const Error& b) { return lineOf(a) < lineOf(b); });
        return std::move(m_out);
    }

private:
    static int lineOf(const Error& error) {
        const std::size_t colon = error.where.rfind(':');
        return colon == std::string::npos ? 0 : std::atoi(error.where.c_str() + colon + 1);
    }
    std::string placeOf(const TomlNode& node) const {
        return fmt::format("{}:{}", m_file, node.line);
    }
    std::string subject(std::string_view property) const {
        return property.empty() ? "part " + m_out.part.id
                                : fmt::format("part {}, {}", m_out.part.id, property);
    }
    void fault(const TomlNode& node, std::string_view property, std::string_view message) {
        m_out.faults.push_back(
            {ErrorCode::Invalid, fmt::format("{}: {}", subject(property), message), placeOf(node)});
    }

    std::string word(const TomlNode& table, std::string_view key, bool needed,
                     std::string_view example) {
        const TomlNode* node = table.find(key);
        if (node && node->type == Type::Text && !trimmed(node->text).empty()) return node->text;
        if (node)
            fault(*node, "", fmt::format("{} must be text; write {}", key, example));
        else if (needed)
            fault(table, "", fmt::format("{} is missing; write {}", key, example));
        return {};
    }

    void readHead(const TomlNode& table) {
        Part& part = m_out.part;
        const bool whole = !m_below;
        part.name = word(table, "name", whole, "name = \"…\"");
        part.vendor = word(table, "vendor", false, "vendor = \"…\"");
        readKind(table);
        constexpr std::string_view words =
            "shipping, announced, concept, withdrawn, generic or retired";
        part.status = word(table, "status", whole, fmt::format("status = \"…\": {}", words));
        if (!part.status.empty() && !isStatus(part.status))
            fault(*table.find("status"), "",
                  fmt::format("\"{}\" is not a status; use {}", part.status, words));
    }

    void readKind(const TomlNode& table) {
        const std::string kind =
            word(table, "kind", !m_below, "kind = \"…\", one that describe kinds lists");
        if (m_below) m_kind = m_below->kind;
        if (const std::optional<Kind> found = findKind(kind)) {
            if (m_below && *found != m_kind)
                fault(*table.find("kind"), "",
                      fmt::format("it is of the kind {}, which cannot be changed; make a part "
                                  "under another id",
                                  info(m_kind).id));
            m_kind = *found;
        } else if (!kind.empty()) {
            fault(*table.find("kind"), "",
                  fmt::format("\"{}\" is not a kind of part; use one that describe kinds lists",
                              kind));
        }
        if (m_kind != Kind::Count_) m_out.part.kind = m_kind;
    }

    void readAliases(const TomlNode& node) {
        if (node.type != Type::Array)
            return fault(node, "", "aliases must be a list; write aliases = [\"…\"]");
        for (const TomlNode& item : node.items) {
            if (item.type == Type::Text && !trimmed(item.text).empty())
                m_out.part.aliases.push_back(item.text);
            else
                fault(item, "", "an alias must be text; write aliases = [\"…\"]");
        }
    }

    void readContents(const TomlNode& node) {
        constexpr std::string_view form = "write contents = [ { part = \"…\", count = … } ]";
        if (node.type != Type::Array)
            return fault(node, "contents", fmt::format("it must be a list; {}", form));
        for (const TomlNode& item : node.items) {
            const TomlNode* part = item.find("part");
            const TomlNode* count = item.find("count");
            if (!part || part->type != Type::Text) {
                fault(item, "contents", fmt::format("the part is missing; {}", form));
                continue;
            }
            for (const auto& [key, value] : item.entries)
                if (key != "part" && key != "count")
                    fault(value, "contents",
                          fmt::format("\"{}\" is not a key of contents; {}", key, form));
            const double number = count && count->type == Type::Number ? count->number : 0.0;
            if (!(number >= 1.0 && number <= 100000.0) || number != std::floor(number)) {
                fault(item, "contents",
                      fmt::format("the count of {} must be a whole number from 1; {}", part->text,
                                  form));
                continue;
            }
            m_out.part.contents.push_back({part->text, static_cast<int>(number)});
            m_out.references.push_back(
                {CatalogReference::To::Part, part->text, subject("contents"), placeOf(item)});
        }
    }

    /// Dotted keys make tables in tables: power.tdp is the entry tdp of power.
    void readProperties(const std::string& path, const TomlNode& node) {
        const std::optional<Property> property = findProperty(path);
        if (property) return readDatum(*property, node);
        if (node.type != Type::Table || node.entries.empty())
            return fault(
                node, "",
                fmt::format("\"{}\" is not a property; use one that describe properties lists",
                            path));
        for (const auto& [key, inner] : node.entries)
            readProperties(path + "." + key, inner);
    }

    void readDatum(Property property, const TomlNode& node) {
        const PropertyInfo& row = info(property);
        m_out.lines[property] = node.line;
        const auto refuse = [&](const TomlNode& at, std::string_view message) {
            fault(at, row.id, message);
        };
        if (node.type != Type::Array || node.items.empty())
            return refuse(node,
                          node.type == Type::Array ? missingReadings(row) : bareValue(row, node));
        Datum datum{property, {}, 0};
        std::size_t chosen = 0;
        bool complete = true;
        for (const TomlNode& item : node.items) {
            if (item.type != Type::Table) {
                refuse(item, bareValue(row, item));
                complete = false;
                continue;
            }
            const std::size_t before = m_out.faults.size();
            Reading reading = readReading(m_kind, row, item, refuse);
            complete = complete && m_out.faults.size() == before;
            const TomlNode* mark = item.find("chosen");
            if (mark && mark->boolean) {
                ++chosen;
                datum.chosen = datum.readings.size();
                if (node.items.size() > 1 && reading.why.empty())
                    refuse(item, "the chosen reading needs a reason; write why = \"…\"");
            }
            if (!reading.source.empty())
                m_out.references.push_back(
                    {CatalogReference::To::Source, reading.source, subject(row.id), placeOf(item)});
            if (row.shape == Shape::Reference && !reading.text.empty())
                m_out.references.push_back(
                    {CatalogReference::To::Part, reading.text, subject(row.id), placeOf(item)});
            datum.readings.push_back(std::move(reading));
        }
        if (chosen > 1)
            refuse(node, fmt::format("{} readings are chosen; keep chosen = true on one of them",
                                     chosen));
        if (chosen == 0 && node.items.size() > 1)
            refuse(node,
                   fmt::format(
                       "none of {} readings is chosen; write chosen = true and why on one of them",
                       node.items.size()));
        if (complete && m_below && m_below->find(property) && datum.reading().why.empty())
            refuse(node, "a reading that goes before those of the shipped part needs a reason; "
                         "write why = \"…\"");
        if (complete) m_out.part.data.push_back(std::move(datum));
    }

    const std::string& m_file;
    const Part* m_below;
    Kind m_kind = Kind::Count_;  ///< of the part; Count_ where that is a fault already
    PartReading m_out;
};

}  // namespace

PartReading readPart(const std::string& id, const TomlNode& table, const std::string& file,
                     const Part* below) {
    return PartReader(id, file, below).read(table);
}

}  // namespace hallwright
