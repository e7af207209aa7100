#include "model/base/fingerprint.h"

#include <fmt/core.h>

namespace hallwright {

void Fingerprint::add(std::string_view text) {
    constexpr std::uint64_t prime = 1099511628211ULL;
    for (const unsigned char c : text)
        m_state = (m_state ^ c) * prime;
    m_state = (m_state ^ 0xffU) * prime;
}

std::string Fingerprint::text() const { return fmt::format("{:016x}", m_state); }

}  // namespace hallwright
