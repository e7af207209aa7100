#include "model/base/large_pages.h"

#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace hallwright {

namespace {

constexpr std::size_t largePage = 2 << 20;  // of x86-64, and of arm64 with pages of 4 KiB
constexpr std::size_t header = 64;          // of the allocator; it takes less

}  // namespace

std::size_t inLargePages(std::size_t bytes) {
    if (bytes < largePage) return bytes;
    return (bytes + header + largePage - 1) / largePage * largePage - header;
}

void adviseLargePages(void* begin, std::size_t bytes) {
#if defined(__linux__)
    if (bytes < largePage) return;
    // Whole pages, outwards: what else is on the first and the last does not mind.
    const std::uintptr_t page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const std::uintptr_t at = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t from = at / page * page;
    const std::uintptr_t to = (at + bytes + page - 1) / page * page;
    (void)madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
#else
    (void)begin;
    (void)bytes;
#endif
}

}  // namespace hallwright
