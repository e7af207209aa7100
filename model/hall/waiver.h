#pragma once

#include <optional>
#include <string>

namespace hallwright {

/// A finding that somebody has looked at and accepted, with the reason. It covers the finding of
/// this rule about this subject, up to the value that was accepted.
struct Waiver {
    std::string rule;  ///< id of the rule
    std::string
        subject;  ///< what the finding is about: the lasting name that Finding::subject gives
    std::string reason, author;
    std::string date;  ///< 2026-11-22
    std::optional<double>
        accepted;  ///< SI; what the finding said then, none where it had no number

    bool operator==(const Waiver&) const = default;
};

}  // namespace hallwright
