#include "model/base/toml_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace hallwright {

namespace {

// What people write has two or three.
constexpr int mostDots = 8;

/// The line of the first key with too many dots, or 0. Strings and comments are passed over.
int lineOfEndlessKey(std::string_view text) {
    int line = 1, dots = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            const bool threefold = text.substr(at, 3) == std::string(3, c);
            const std::size_t width = threefold ? 3 : 1;
            std::size_t end = at + width;
            for (; end < text.size() && text.substr(end, width) != std::string(width, c); ++end) {
                if (text[end] == '\\' && c == '"')
                    ++end;
                else if (text[end] == '\n' && !threefold)
                    break;
                else if (text[end] == '\n')
                    ++line;
            }
            at = end + width - 1;
            if (!threefold && end < text.size() && text[end] == '\n')
                at = end - 1;  // an open string ends with its line
        } else if (c == '#') {
            at = std::min(text.find('\n', at), text.size()) - 1;
        } else if (c == '.') {
            if (++dots > mostDots) return line;
        } else if (c == '\n' || std::string_view(",=[]{}").find(c) != std::string_view::npos) {
            dots = 0;
            line += c == '\n' ? 1 : 0;
        }
    }
    return 0;
}

}  // namespace

Result<void> checkTomlKeys(std::string_view text, std::string_view file) {
    if (const int line = lineOfEndlessKey(text); line > 0)
        return Error{ErrorCode::Invalid,
                     fmt::format("a key has more than {} dots; shorten it", mostDots),
                     fmt::format("{}:{}", file, line)};
    return {};
}

}  // namespace hallwright
