#pragma once

namespace hallwright {

/// What a part dragged from the catalog to the plan travels as: its catalog id in UTF-8.
inline constexpr char partMime[] = "application/x-hallwright-part";

}  // namespace hallwright
