#pragma once

#include "model/base/nearest.h"
#include "model/base/text.h"
#include "model/planner/brief_words.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

inline int lineOf(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

/// Reads one table of the brief key by key and remembers the first fault of all. Of brief.cpp
/// alone, which is the one file here that reads TOML.
class Section {
public:
    Section(const toml::table& table, std::string title, std::string_view file,
            std::optional<Error>& error, std::initializer_list<std::string_view> keys)
        : m_table(table), m_title(std::move(title)), m_file(file), m_error(error) {
        std::vector<std::string> known(keys.begin(), keys.end());
        for (const auto& [key, node] : table) {
            const std::string_view name = key.str();
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            const std::vector<std::string> near = nearestNames(name, known, 1);
            fail(static_cast<int>(key.source().begin.line),
                 near.empty() ? fmt::format("{} has no key \"{}\"; it takes {}", m_title, name,
                                            joined(known, ", "))
                              : fmt::format("{} has no key \"{}\"; did you mean \"{}\"?", m_title,
                                            name, near[0]));
        }
    }

    void fail(int line, std::string message) {
        if (!m_error)
            m_error =
                Error{ErrorCode::Invalid, std::move(message), fmt::format("{}:{}", m_file, line)};
    }
    int line() const { return std::max(1, lineOf(m_table)); }
    const toml::node* node(std::string_view key) const { return m_table.get(key); }
    int lineOfKey(std::string_view key) const { return node(key) ? lineOf(*node(key)) : line(); }

    const toml::node* required(std::string_view key, std::string_view example) {
        const toml::node* found = node(key);
        if (!found) fail(line(), fmt::format("{} needs {} = {}", m_title, key, example));
        return found;
    }

    BriefText text(std::string_view key) {
        const toml::node* found = node(key);
        if (!found) return {};
        const std::optional<std::string> value = found->value_exact<std::string>();
        if (!value || trimmed(*value).empty()) {
            fail(lineOf(*found), fmt::format("{} must be text in quotes", key));
            return {};
        }
        return {std::string(trimmed(*value)), lineOf(*found)};
    }

    /// A number with its unit, as text: "1.8 MW".
    std::optional<double> quantity(std::string_view key, Dimension dimension,
                                   std::string_view example) {
        const toml::node* found = node(key);
        if (!found) return std::nullopt;
        const std::optional<std::string> written = found->value_exact<std::string>();
        if (!written) {
            fail(lineOf(*found),
                 fmt::format("{} is a {} and is written as text with its unit, such as \"{}\"", key,
                             dimensionName(dimension), example));
            return std::nullopt;
        }
        const Result<Value> value = parseQuantity(*written, dimension);
        if (!value) {
            fail(lineOf(*found),
                 fmt::format("{}: {}, such as \"{}\"", key, value.error().message, example));
            return std::nullopt;
        }
        return value->si;
    }
    /// Of a needed key, within bounds. Where it is out of them, it counts as 0: nothing further
    /// works on it.
    double within(std::string_view key, Dimension dimension, std::string_view example,
                  BriefBounds bounds) {
        if (!required(key, fmt::format("\"{}\"", example))) return 0.0;
        const std::optional<double> value = quantity(key, dimension, example);
        if (!value) return 0.0;
        if (*value >= bounds.least && *value <= bounds.most) return *value;
        fail(lineOfKey(key), fmt::format("{} must be at least {} and at most {}", key,
                                         formatQuantity({bounds.least, dimension}),
                                         formatQuantity({bounds.most, dimension})));
        return 0.0;
    }

    int whole(std::string_view key, int otherwise, int least, int most) {
        const toml::node* found = node(key);
        if (!found) return otherwise;
        const std::optional<std::int64_t> value = found->value_exact<std::int64_t>();
        if (!value || *value < least || *value > most) {
            fail(lineOf(*found), fmt::format("{} must be a whole number between {} and {}", key,
                                             grouped(least), grouped(most)));
            return otherwise;
        }
        return static_cast<int>(*value);
    }
    bool flag(std::string_view key) {
        const toml::node* found = node(key);
        if (!found) return false;
        const std::optional<bool> value = found->value_exact<bool>();
        if (!value) fail(lineOf(*found), fmt::format("{} must be true or false", key));
        return value.value_or(false);
    }

    template <typename T, std::size_t count>
    std::optional<T> choice(std::string_view key, const BriefWord<T> (&words)[count]) {
        const BriefText written = text(key);
        if (!written) return std::nullopt;
        std::vector<std::string> known;
        for (const BriefWord<T>& word : words) {
            if (word.word == written.text) return word.value;
            known.push_back(fmt::format("\"{}\"", word.word));
        }
        failChoice(key, written, known);
        return std::nullopt;
    }
    /// One of some words; empty where it is not given or none of them.
    BriefText word(std::string_view key, std::span<const std::string_view> words) {
        const BriefText written = text(key);
        if (!written) return {};
        std::vector<std::string> known;
        for (std::string_view each : words) {
            if (each == written.text) return written;
            known.push_back(fmt::format("\"{}\"", each));
        }
        failChoice(key, written, known);
        return {};
    }

private:
    void failChoice(std::string_view key, const BriefText& written,
                    const std::vector<std::string>& known) {
        fail(written.line,
             fmt::format("{} = \"{}\" is none of {}", key, written.text, joined(known, ", ")));
    }

    const toml::table& m_table;
    std::string m_title;
    std::string_view m_file;
    std::optional<Error>& m_error;
};

}  // namespace hallwright
