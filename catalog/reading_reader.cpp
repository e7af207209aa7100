#include "catalog/reading_reader.h"

#include "model/base/text.h"
#include "model/parts/part_fault.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

using Type = TomlNode::Type;

constexpr std::string_view planes[] = {"ac-input", "dc-bus", "dc-800", "chip"};
constexpr std::string_view commonKeys[] = {"source", "grade", "as_of",  "at",     "includes",
                                           "note",   "why",   "chosen", "unknown"};

/// Keys that only readings of this shape have.
std::vector<std::string_view> keysOf(Shape shape) {
    switch (shape) {
    case Shape::Number:
        return {"value", "unit", "low", "high", "made_for", "made_for_unit"};
    case Shape::Curve:
        return {"x", "x_unit", "value", "unit", "made_for", "made_for_unit"};
    case Shape::List:
        return {"list", "unit"};
    case Shape::Text:
        return {"text"};
    case Shape::Reference:
        return {"part"};
    }
    return {};
}

/// The key that carries what the reading says.
std::string_view mainKey(Shape shape) {
    switch (shape) {
    case Shape::Number:
    case Shape::Curve:
        return "value";
    case Shape::List:
        return "list";
    case Shape::Text:
        return "text";
    case Shape::Reference:
        return "part";
    }
    return "value";
}

std::string formOfShape(Shape shape) {
    switch (shape) {
    case Shape::Number:
        return "value = …, unit = …";
    case Shape::Curve:
        return "x = […], x_unit = …, value = […], unit = …";
    case Shape::List:
        return "list = […], unit = …";
    case Shape::Text:
        return "text = …";
    case Shape::Reference:
        return "part = …";
    }
    return {};
}

class ReadingReader {
public:
    ReadingReader(Kind kind, const PropertyInfo& property, const TomlNode& table,
                  const Refuse& refuse)
        : m_kind(kind), m_property(property), m_table(table), m_refuse(refuse) {}

    Reading read() {
        checkKeys();
        readOrigin();
        if (m_reading.unknown) {
            if (m_table.find(mainKey(m_property.shape)))
                refuse(m_table, fmt::format("it says both unknown = true and {}; keep one",
                                            mainKey(m_property.shape)));
        } else {
            readContent();
        }
        if (m_reading.source == "assumption") checkAssumption();
        if (isUserSource(m_reading.source) && trimmed(m_reading.why).empty())
            refuse(m_table, "a reading of your own needs a reason; write why = \"…\"");
        return std::move(m_reading);
    }

private:
    void refuse(const TomlNode& at, std::string_view message) const { m_refuse(at, message); }

    void checkKeys() const {
        const std::vector<std::string_view> own = keysOf(m_property.shape);
        for (const auto& [key, node] : m_table.entries) {
            const bool known = std::find(std::begin(commonKeys), std::end(commonKeys), key) !=
                                   std::end(commonKeys) ||
                               std::find(own.begin(), own.end(), key) != own.end();
            if (!known)
                refuse(node, fmt::format("\"{}\" is not a key here; write {}", key,
                                         formOfShape(m_property.shape)));
        }
    }

    std::string word(std::string_view key) const {
        const TomlNode* node = m_table.find(key);
        if (!node) return {};
        if (node->type == Type::Text) return node->text;
        refuse(*node, fmt::format("{} must be text; write {} = \"…\"", key, key));
        return {};
    }
    std::string neededWord(std::string_view key, std::string_view example) const {
        const TomlNode* node = m_table.find(key);
        if (!node || (node->type == Type::Text && trimmed(node->text).empty()))
            refuse(node ? *node : m_table,
                   fmt::format("{} is missing; write {} = {}", key, key, example));
        return word(key);
    }
    bool truth(std::string_view key) const {
        const TomlNode* node = m_table.find(key);
        if (!node) return false;
        if (node->type != Type::Boolean)
            refuse(*node, fmt::format("{} must be true or false", key));
        return node->boolean;
    }

    void readOrigin() {
        m_reading.source = neededWord("source", "\"…\", an id of sources.toml");
        const std::string grade = neededWord("grade", "\"A\", B, C or D");
        if (grade.size() == 1 && grade[0] >= 'A' && grade[0] <= 'D')
            m_reading.grade = static_cast<Grade>(grade[0]);
        else if (!grade.empty())
            refuse(m_table, fmt::format("\"{}\" is not a grade; use A, B, C or D", grade));
        m_reading.asOf = neededWord("as_of", "\"2026-03\"");
        if (!m_reading.asOf.empty() && !isPartDate(m_reading.asOf))
            refuse(m_table, fmt::format("\"{}\" is not a date; write a year, a month or a day as "
                                        "2026, 2026-03 or 2026-03-31",
                                        m_reading.asOf));
        m_reading.at = word("at");
        if (!m_reading.at.empty() &&
            std::find(std::begin(planes), std::end(planes), m_reading.at) == std::end(planes))
            refuse(m_table,
                   fmt::format("\"{}\" is not a plane; use ac-input, dc-bus, dc-800 or chip",
                               m_reading.at));
        m_reading.includes = word("includes");
        m_reading.note = word("note");
        m_reading.why = word("why");
        m_reading.unknown = truth("unknown");
        truth("chosen");
    }

    void readContent() {
        const std::string_view key = mainKey(m_property.shape);
        const TomlNode* node = m_table.find(key);
        if (!node)
            return refuse(m_table, fmt::format("{} is missing; write {}", key,
                                               formOfShape(m_property.shape)));
        if (m_property.shape == Shape::Text || m_property.shape == Shape::Reference) {
            m_reading.text = neededWord(key, "\"…\"");
            return;
        }
        m_reading.unit = neededWord("unit", fmt::format("\"{}\" or another unit of {}",
                                                        siUnit(m_property.dimension),
                                                        dimensionName(m_property.dimension)));
        if (m_property.shape == Shape::Number)
            readNumber(*node);
        else if (m_property.shape == Shape::Curve)
            readCurve(*node);
        else
            m_reading.values = numbers(*node, key, m_reading.unit, m_property.dimension, true);
        readMadeFor();
    }

    std::optional<double> number(const TomlNode& node, std::string_view key,
                                 const std::string& unit, Dimension dimension,
                                 bool plausible) const {
        if (node.type != Type::Number) {
            refuse(node, fmt::format("{} must be a number; write {}", key,
                                     formOfShape(m_property.shape)));
            return std::nullopt;
        }
        if (unit.empty()) return std::nullopt;  // told already
        const Result<Value> value = convert(node.number, unit, dimension);
        if (!value) {
            refuse(node, fmt::format("{}: {}", key, value.error().message));
            return std::nullopt;
        }
        if (!plausible) return value->si;
        if (const std::string why = numberFault(m_kind, m_property, value->si); !why.empty()) {
            refuse(node, fmt::format("{} {} {} {}", key, exactNumber(node.number), unit, why));
            return std::nullopt;
        }
        return value->si;
    }

    std::vector<double> numbers(const TomlNode& node, std::string_view key, const std::string& unit,
                                Dimension dimension, bool plausible) const {
        std::vector<double> out;
        if (node.type != Type::Array || node.items.empty()) {
            refuse(node, fmt::format("{} must be a list of numbers; write {}", key,
                                     formOfShape(m_property.shape)));
            return out;
        }
        for (const TomlNode& item : node.items)
            if (const std::optional<double> value = number(item, key, unit, dimension, plausible))
                out.push_back(*value);
        return out;
    }

    void readNumber(const TomlNode& node) {
        m_reading.number = number(node, "value", m_reading.unit, m_property.dimension, true);
        if (const TomlNode* low = m_table.find("low"))
            m_reading.low = number(*low, "low", m_reading.unit, m_property.dimension, true);
        if (const TomlNode* high = m_table.find("high"))
            m_reading.high = number(*high, "high", m_reading.unit, m_property.dimension, true);
        if (m_reading.number && m_reading.low && *m_reading.low > *m_reading.number)
            refuse(*m_table.find("low"),
                   fmt::format("low {} is above the value {}; swap or fix them",
                               exactNumber(m_table.find("low")->number), exactNumber(node.number)));
        if (m_reading.number && m_reading.high && *m_reading.high < *m_reading.number)
            refuse(*m_table.find("high"),
                   fmt::format("high {} is below the value {}; swap or fix them",
                               exactNumber(m_table.find("high")->number),
                               exactNumber(node.number)));
    }

    void readCurve(const TomlNode& node) {
        const TomlNode* x = m_table.find("x");
        if (!x)
            return refuse(m_table,
                          fmt::format("x is missing; write {}", formOfShape(Shape::Curve)));
        const std::string unit = neededWord(
            "x_unit", fmt::format("\"{}\" or another unit of {}", siUnit(m_property.argument),
                                  dimensionName(m_property.argument)));
        m_reading.x = numbers(*x, "x", unit, m_property.argument, false);
        m_reading.values = numbers(node, "value", m_reading.unit, m_property.dimension, true);
        if (x->items.size() != node.items.size())
            refuse(*x, fmt::format("x has {} and value has {}; give one value for each x",
                                   counted(static_cast<long long>(x->items.size()), "number"),
                                   counted(static_cast<long long>(node.items.size()), "number")));
        for (std::size_t i = 1; i < m_reading.x.size(); ++i)
            if (!(m_reading.x[i] > m_reading.x[i - 1]))
                return refuse(*x, fmt::format("x must rise; {} does not follow {}",
                                              exactNumber(x->items[i].number),
                                              exactNumber(x->items[i - 1].number)));
    }

    void readMadeFor() {
        const TomlNode* node = m_table.find("made_for");
        if (!node) {
            if (const TomlNode* unit = m_table.find("made_for_unit"))
                refuse(*unit, "made_for is missing; write made_for = …, made_for_unit = \"kW\"");
            return;
        }
        m_reading.madeFor = number(*node, "made_for", neededWord("made_for_unit", "\"kW\""),
                                   Dimension::Power, false);
        if (m_reading.madeFor && !(*m_reading.madeFor > 0.0))
            refuse(*node, "made_for must be above 0");
    }

    void checkAssumption() const {
        if (m_reading.grade != Grade::D)
            refuse(m_table, "an assumption has grade D; write grade = \"D\"");
        const bool ranged = m_table.find("low") && m_table.find("high");
        if (m_property.shape == Shape::Number && !m_reading.unknown && !ranged)
            refuse(m_table, "an assumption needs a range; write low = …, high = …");
        if (trimmed(m_reading.why).empty())
            refuse(m_table, "an assumption needs a reason; write why = \"…\"");
    }

    Kind m_kind;
    const PropertyInfo& m_property;
    const TomlNode& m_table;
    const Refuse& m_refuse;
    Reading m_reading;
};

}  // namespace

Reading readReading(Kind kind, const PropertyInfo& property, const TomlNode& table,
                    const Refuse& refuse) {
    return ReadingReader(kind, property, table, refuse).read();
}

std::string bareValue(const PropertyInfo& property, const TomlNode& node) {
    const std::string_view what = node.type == Type::Number ? "number" : "value";
    return fmt::format("a bare {} is refused: write [{{ {}, source = …, grade = …, as_of = … }}]",
                       what, formOfShape(property.shape));
}

std::string missingReadings(const PropertyInfo& property) {
    return fmt::format("no reading is given; write [{{ {}, source = …, grade = …, as_of = … }}]",
                       formOfShape(property.shape));
}

}  // namespace hallwright
