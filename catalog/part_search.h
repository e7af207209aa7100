#pragma once

#include "model/parts/catalog.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace hallwright {

/// What a part has to be; empty members ask nothing.
struct PartFilter {
    std::optional<Kind> kind;
    std::string vendor;
    std::string status;
    std::string cooling;    ///< air, liquid, hybrid; any of several: liquid|hybrid
    std::string connector;  ///< any cage, plug or connection of this form
    std::optional<double> powerFrom, powerTo;  ///< W; design power, or what it is rated for
    bool retired = false;                      ///< retired ones too

    bool operator==(const PartFilter&) const = default;
};

bool fits(const Part& part, const PartFilter& filter);
/// The power by which parts are filtered and sorted: what it draws, else what it is rated for.
std::optional<double> powerOf(const Part& part);
/// Every form that can be plugged into it or that it plugs into, sorted.
std::vector<std::string> connectorsOf(const Part& part);

enum class Spelling : std::uint8_t {
    AsTyped,
    Forgiving,  ///< where nothing fits as typed, words that are a slip or two away
};

/// Full-text search over names, aliases, makers, kinds and ids (SQLite FTS5, in memory). Words are
/// prefixes; where nothing fits, words that are a slip of the keyboard away are tried. Made anew
/// for each catalog.
class PartSearch {
public:
    explicit PartSearch(Catalog catalog);
    ~PartSearch();
    PartSearch(PartSearch&&) noexcept;
    PartSearch& operator=(PartSearch&&) noexcept;

    /// Best first; all parts, by id, for no words.
    std::vector<PartPtr> find(std::string_view words, const PartFilter& filter = {},
                              Spelling spelling = Spelling::Forgiving) const;
    /// What a name means: the part of this id, else those with just this alias or name, else what
    /// its words find as they are typed. Retired parts too: they have not lost their names.
    std::vector<PartPtr> named(std::string_view name) const;
    const Catalog& catalog() const;

private:
    struct Index;
    std::unique_ptr<Index> m_index;
};

}  // namespace hallwright
