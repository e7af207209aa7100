#pragma once

namespace hallwright {

/// Passes that the supply of a loop may take to settle. The figure loop.iterations is one more
/// where it did not.
inline constexpr int mostPasses = 20;

}  // namespace hallwright
