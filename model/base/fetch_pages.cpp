#include "model/base/fetch_pages.h"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace hallwright {

void fetchPages(void* begin, std::size_t bytes) {
#ifdef MADV_POPULATE_WRITE
    // Less is in memory that the allocator has at hand.
    constexpr std::size_t worthIt = std::size_t{1} << 20;
    constexpr std::uintptr_t page = 4096;
    if (bytes < worthIt) return;
    const std::uintptr_t from = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) / page * page;
    const std::uintptr_t to = (reinterpret_cast<std::uintptr_t>(begin) + bytes) / page * page;
    (void)madvise(reinterpret_cast<void*>(from), to - from, MADV_POPULATE_WRITE);
#else
    (void)begin;
    (void)bytes;
#endif
}

}  // namespace hallwright
