#pragma once

#include <cstddef>
#include <vector>

namespace hallwright {

/// Asks the system for the pages of this memory in one call, before it is first touched. A million
/// bundles are tens of megabytes: fetched page by page, at each first touch, that takes as long as
/// filling them. Does nothing where the system cannot.
void fetchPages(void* begin, std::size_t bytes);

/// Reserves room in an empty vector that is filled at once.
template <typename T>
void reserveFetched(std::vector<T>& rows, std::size_t count) {
    if (count <= rows.capacity()) return;
    rows.reserve(count);
    fetchPages(rows.data(), count * sizeof(T));
}

}  // namespace hallwright
