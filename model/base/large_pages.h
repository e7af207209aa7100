#pragma once

#include <cstddef>
#include <vector>

namespace hallwright {

/// Room for so many bytes that fills large pages to their ends, where it is worth one at all: the
/// allocator maps it apart then, and the system puts it on a border of large pages.
std::size_t inLargePages(std::size_t bytes);

/// Asks the system to back this memory with large pages, before it is first touched. A million
/// bundles are tens of megabytes: fetched page by page of 4 KiB that takes longer than filling
/// them. Only advice: where the system has no such pages nothing changes.
void adviseLargePages(void* begin, std::size_t bytes);

/// Reserves room in an empty vector that is filled at once.
template <typename T>
void reserveLarge(std::vector<T>& rows, std::size_t count) {
    if (count <= rows.capacity()) return;
    rows.reserve(inLargePages(count * sizeof(T)) / sizeof(T));
    adviseLargePages(rows.data(), rows.capacity() * sizeof(T));
}

/// The same, and makes the rows.
template <typename T>
void resizeLarge(std::vector<T>& rows, std::size_t count) {
    reserveLarge(rows, count);
    rows.resize(count);
}

}  // namespace hallwright
