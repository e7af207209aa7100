#include "catalog/toml_tree.h"

#include "model/base/toml_keys.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace hallwright {

namespace {

constexpr int mostTomlLevels = 64;
/// The whole shipped catalog has some 2 MB; what is larger is a file of something else.
constexpr std::uintmax_t mostTomlBytes = 64u << 20u;

TomlNode nodeFrom(const toml::node& node, int level = 0) {
    using Type = TomlNode::Type;
    if (level > mostTomlLevels) throw std::runtime_error("tables and lists are nested too deep");
    TomlNode out;
    out.line = static_cast<int>(node.source().begin.line);
    if (const toml::table* table = node.as_table()) {
        for (const auto& [key, value] : *table) {
            out.entries.emplace_back(std::string(key.str()), nodeFrom(value, level + 1));
            // A table that dotted keys make has no place of its own; its key has.
            TomlNode& entry = out.entries.back().second;
            if (entry.line == 0) entry.line = static_cast<int>(key.source().begin.line);
        }
        std::stable_sort(out.entries.begin(), out.entries.end(), [](const auto& a, const auto& b) {
            return a.second.line < b.second.line;
        });
    } else if (const toml::array* array = node.as_array()) {
        out.type = Type::Array;
        for (const toml::node& item : *array)
            out.items.push_back(nodeFrom(item, level + 1));
    } else if (const auto* text = node.as_string()) {
        out.type = Type::Text;
        out.text = text->get();
    } else if (const auto* whole = node.as_integer()) {
        out.type = Type::Number;
        out.number = static_cast<double>(whole->get());
    } else if (const auto* real = node.as_floating_point()) {
        out.type = Type::Number;
        out.number = real->get();
    } else if (const auto* truth = node.as_boolean()) {
        out.type = Type::Boolean;
        out.boolean = truth->get();
    } else {
        out.type = Type::Date;
    }
    return out;
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const {
    for (const auto& [name, node] : entries)
        if (name == key) return &node;
    return nullptr;
}

Result<TomlNode> readToml(const std::filesystem::path& file) {
    const Error unreadable{
        ErrorCode::File, "the file cannot be read; check that it is there and that you may read it",
        file.string()};
    // A pipe or a device would be waited for without an end.
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return unreadable;
    if (std::filesystem::file_size(file, error) > mostTomlBytes)
        return Error{ErrorCode::File, "the file is larger than 64 MB; no catalog takes that",
                     file.string()};
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (in) text << in.rdbuf();
    if (!in) return unreadable;
    return parseToml(std::move(text).str(), file.string());
}

Result<TomlNode> parseToml(std::string_view text, const std::string& file) {
    if (const Result<void> sound = checkTomlKeys(text, file); !sound) return sound.error();
    try {
        return nodeFrom(toml::parse(text, file));
    } catch (const toml::parse_error& e) {
        return Error{ErrorCode::Invalid, fmt::format("this is not TOML: {}", e.description()),
                     fmt::format("{}:{}", file, e.source().begin.line)};
    } catch (const std::exception& e) {
        return Error{ErrorCode::Invalid, fmt::format("this cannot be read: {}", e.what()), file};
    }
}

}  // namespace hallwright
