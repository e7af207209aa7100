#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hallwright {

/// FNV-1a over texts, each with an end mark: short, and the same on every machine. No protection
/// against intent.
class Fingerprint {
public:
    void add(std::string_view text);
    /// 16 hex digits.
    std::string text() const;

private:
    std::uint64_t m_state = 1469598103934665603ULL;
};

}  // namespace hallwright
