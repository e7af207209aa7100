#pragma once

#include "model/base/id.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <memory>
#include <utility>
#include <vector>

namespace hallwright {

/// Rows of one kind by id, in copy-on-write chunks of 64 ids. Copying a table copies a list of
/// pointers; two tables differ only where their chunk pointers do, which is how an evaluator finds
/// what an edit touched.
template <typename T>
class Table {
public:
    static constexpr RawId chunkRows = 64;

    const T* find(Id<T> id) const {
        const Chunk* chunk = chunkOf(id.raw);
        const unsigned slot = slotOf(id.raw);
        return chunk && chunk->has(slot) ? &chunk->rows[slot] : nullptr;
    }
    bool contains(Id<T> id) const { return find(id) != nullptr; }
    const T& operator[](Id<T> id) const {
        const T* row = find(id);
        assert(row);
        return *row;
    }
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    /// Visits rows in order of id: visit(Id<T>, const T&).
    template <typename Visit>
    void forEach(Visit&& visit) const {
        for (std::size_t c = 0; c < m_chunks.size(); ++c)
            if (m_chunks[c]) forChunk(c, *m_chunks[c], m_chunks[c]->used, visit);
    }

    void set(Id<T> id, T row) {
        assert(id.raw > 0);
        const std::size_t c = static_cast<std::size_t>(id.raw / chunkRows);
        if (c >= m_chunks.size()) m_chunks.resize(c + 1);
        Chunk& chunk = writable(c);
        const unsigned slot = slotOf(id.raw);
        if (!chunk.has(slot)) ++m_size;
        chunk.used |= bit(slot);
        chunk.rows[slot] = std::move(row);
    }
    void erase(Id<T> id) {
        if (!contains(id)) return;
        const std::size_t c = static_cast<std::size_t>(id.raw / chunkRows);
        Chunk& chunk = writable(c);
        chunk.used &= ~bit(slotOf(id.raw));
        chunk.rows[slotOf(id.raw)] = T{};
        --m_size;
        if (chunk.used == 0) m_chunks[c].reset();
        while (!m_chunks.empty() && !m_chunks.back())
            m_chunks.pop_back();
    }

    /// Takes away the rows for which which(row) is true.
    template <typename Which>
    void eraseWhere(Which&& which) {
        std::vector<Id<T>> gone;
        forEach([&](Id<T> id, const T& row) {
            if (which(row)) gone.push_back(id);
        });
        for (Id<T> id : gone)
            erase(id);
    }

    /// Calls visit(Id<T>) for every row that is not the same in both tables. Chunks that are shared
    /// cost nothing.
    template <typename Visit>
    void forEachDifference(const Table& other, Visit&& visit) const {
        const std::size_t count = std::max(m_chunks.size(), other.m_chunks.size());
        for (std::size_t c = 0; c < count; ++c) {
            const Chunk* mine = c < m_chunks.size() ? m_chunks[c].get() : nullptr;
            const Chunk* theirs = c < other.m_chunks.size() ? other.m_chunks[c].get() : nullptr;
            if (mine == theirs) continue;
            for (unsigned slot = 0; slot < static_cast<unsigned>(chunkRows); ++slot) {
                const bool here = mine && mine->has(slot);
                const bool there = theirs && theirs->has(slot);
                if (here != there || (here && !(mine->rows[slot] == theirs->rows[slot])))
                    visit(Id<T>{static_cast<RawId>(c) * chunkRows + static_cast<RawId>(slot)});
            }
        }
    }
    /// True where the two tables share every chunk; a cheap test that may miss equality, never
    /// difference.
    bool sharesAllWith(const Table& other) const { return m_chunks == other.m_chunks; }

    bool operator==(const Table& other) const {
        bool same = m_size == other.m_size;
        if (same) forEachDifference(other, [&](Id<T>) { same = false; });
        return same;
    }

private:
    struct Chunk {
        std::uint64_t used = 0;
        std::array<T, static_cast<std::size_t>(chunkRows)> rows{};

        bool has(unsigned slot) const { return (used & bit(slot)) != 0; }
    };

    static std::uint64_t bit(unsigned slot) { return std::uint64_t{1} << slot; }
    static unsigned slotOf(RawId id) { return static_cast<unsigned>(id % chunkRows); }

    const Chunk* chunkOf(RawId id) const {
        const std::size_t c = static_cast<std::size_t>(id / chunkRows);
        return id > 0 && c < m_chunks.size() ? m_chunks[c].get() : nullptr;
    }
    /// The chunk for writing: the one that only this table holds, else a copy, since older halls
    /// (undo, evaluator) share it.
    Chunk& writable(std::size_t c) {
        if (m_chunks[c].use_count() == 1)
            return const_cast<Chunk&>(*m_chunks[c]);  // made non-const below
        std::shared_ptr<Chunk> fresh =
            m_chunks[c] ? std::make_shared<Chunk>(*m_chunks[c]) : std::make_shared<Chunk>();
        Chunk& chunk = *fresh;
        m_chunks[c] = std::move(fresh);
        return chunk;
    }
    template <typename Visit>
    static void forChunk(std::size_t c, const Chunk& chunk, std::uint64_t used, Visit&& visit) {
        while (used != 0) {
            const int slot = std::countr_zero(used);
            used &= used - 1;
            visit(Id<T>{static_cast<RawId>(c) * chunkRows + slot},
                  chunk.rows[static_cast<std::size_t>(slot)]);
        }
    }

    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    std::size_t m_size = 0;
};

}  // namespace hallwright
