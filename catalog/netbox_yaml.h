#pragma once

#include "model/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hallwright {

/// What a YAML file says, with the line of every value: all that the import sees of the YAML
/// library. Keys keep their order; one that stands twice is there twice.
struct YamlNode {
    enum class Type { Null, Scalar, Sequence, Map };

    Type type = Type::Null;
    int line = 0;
    std::string text;  ///< of a scalar, as written
    std::vector<YamlNode> items;
    std::vector<std::pair<std::string, YamlNode>> entries;

    /// The first entry with this key, or null.
    const YamlNode* find(std::string_view key) const;
    bool isScalar() const { return type == Type::Scalar; }
};

/// The one document of a text. Fails with the line in `where` ("line 7") on what is no YAML, no
/// text in UTF-8, nested endlessly, or grows beyond bounds when its aliases are written out.
Result<YamlNode> parseYaml(std::string_view text);
/// The same for a file; one that is too large to describe a device is not read.
Result<YamlNode> readYaml(const std::filesystem::path& file);

/// True for text in UTF-8 without a zero byte; else `at` is the first byte that is not.
bool isUtf8(std::string_view text, std::size_t& at);

}  // namespace hallwright
