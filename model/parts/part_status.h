#pragma once

#include "model/parts/part.h"

#include <string>
#include <string_view>

namespace hallwright {

/// The status of a part that is offered again where nobody knows what it was before.
inline constexpr std::string_view offeredStatus = "generic";

/// Whether a status says that a part is not offered for anything new: "retired", or with what it
/// was before, "retired:shipping".
inline bool isRetired(std::string_view status) {
    return status.starts_with(retiredStatus) &&
           (status.size() == retiredStatus.size() || status[retiredStatus.size()] == ':');
}

/// The status of a part that is retired now and was this before.
inline std::string retiredFrom(std::string_view status) {
    if (isRetired(status)) return std::string(status);
    return std::string(retiredStatus) + (status.empty() ? "" : ":") + std::string(status);
}

/// What a status was before it was retired; itself where it is not.
inline std::string offeredFrom(std::string_view status) {
    if (!isRetired(status)) return std::string(status);
    const std::string_view before = status.substr(retiredStatus.size());
    return std::string(before.size() > 1 ? before.substr(1) : offeredStatus);
}

/// The status in a word: "retired" whatever it was before.
inline std::string_view statusWord(std::string_view status) {
    return isRetired(status) ? retiredStatus : status;
}

}  // namespace hallwright
