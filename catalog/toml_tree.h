#pragma once

#include "model/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hallwright {

/// What a TOML file says, with the line of every value: all that readers see of the TOML library.
struct TomlNode {
    enum class Type { Table, Array, Text, Number, Boolean, Date };

    Type type = Type::Table;
    int line = 0;
    double number = 0.0;
    bool boolean = false;
    std::string text;
    std::vector<TomlNode> items;  ///< of an array
    std::vector<std::pair<std::string, TomlNode>>
        entries;  ///< of a table, in the order of the file

    const TomlNode* find(std::string_view key) const;
};

/// Fails with file and line where the text is no TOML, and with the file where it cannot be read.
Result<TomlNode> readToml(const std::filesystem::path& file);
/// The same for a text that stands, or is to stand, in the file of this name.
Result<TomlNode> parseToml(std::string_view text, const std::string& file);

}  // namespace hallwright
