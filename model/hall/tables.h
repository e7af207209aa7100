#pragma once

#include "model/base/id.h"
#include "model/base/result.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hallwright {

struct Hall;

/// The tables of a hall, in the order in which they are written (what is referred to comes first).
enum class TableId : std::uint8_t {
    Sources,
    Parts,
    Sites,
    Obstacles,
    Rows,
    Loops,
    Racks,
    Equipment,
    PowerUnits,
    Busways,
    Taps,
    Trays,
    Fabrics,
    Members,
    Mounts,
    Waivers,
    Variants,
};

/// True where the rows are things that lie in the plan and can be selected, moved and copied there.
constexpr bool standsInPlan(TableId table) {
    return table == TableId::Racks || table == TableId::Equipment || table == TableId::Rows ||
           table == TableId::Obstacles || table == TableId::Busways || table == TableId::Trays;
}

/// Any row of a hall.
struct ItemRef {
    TableId table = TableId::Racks;
    RawId id = 0;

    auto operator<=>(const ItemRef&) const = default;
    explicit operator bool() const { return id != 0; }
};

/// One stored field. A reference to nothing and a missing value are null.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

enum class CellType : std::uint8_t { Integer, Real, Text };

/// The largest distance from the origin that a document stores: ten kilometres either way.
inline constexpr std::int64_t farthest_mm = 10'000'000;

/// The least and the most that a column of numbers may hold, in the unit of its name.
struct ColumnLimits {
    double low = 0.0;
    double high = 0.0;
};

/// A column as every reader sees it: document, text form, edit and diff alike.
struct ColumnInfo {
    std::string_view name;
    CellType type = CellType::Integer;
    std::optional<TableId> refersTo;        ///< a reference to a row of that table
    std::vector<std::string_view> choices;  ///< the words a text column may hold; empty: any
    bool holdsJson = false;                 ///< its text is one JSON object: a part or a source
    bool yesOrNo = false;                   ///< an integer column that holds 0 or 1
    bool mayBeMissing = false;              ///< null is a value of its own: nothing is known
    std::optional<ColumnLimits> limits{};   ///< of a number; none for references and for yes or no
    int since = 1;                          ///< the format of documents that had it first
};

/// One table of a hall without its type: the only way storage, text form, edits and diffs see it.
class TableAccess {
public:
    virtual ~TableAccess() = default;
    virtual TableId id() const = 0;
    virtual std::string_view name() const = 0;
    virtual std::span<const ColumnInfo> columns() const = 0;
    /// The format of documents that had the table first.
    virtual int since() const = 0;
    virtual std::vector<RawId> ids(const Hall& hall) const = 0;
    /// The cells of a row in the order of columns(), or nothing.
    virtual std::optional<std::vector<Cell>> row(const Hall& hall, RawId id) const = 0;
    /// A row of defaults, for columns that an edit leaves out.
    virtual std::vector<Cell> defaults() const = 0;
    /// Adds or replaces a row. Fails, changing nothing, on a cell of the wrong type or out of
    /// range.
    virtual Result<void> put(Hall& hall, RawId id, const std::vector<Cell>& cells) const = 0;
    virtual void erase(Hall& hall, RawId id) const = 0;
    virtual void forEachDifference(const Hall& from, const Hall& to,
                                   const std::function<void(RawId)>& visit) const = 0;
};

std::span<const TableAccess* const> allTables();
const TableAccess& tableAccess(TableId id);
const TableAccess* findTable(std::string_view name);

/// The name a person would call this row by: "R12", "CDU-1"; "racks 42" where it has none.
std::string itemName(const Hall& hall, ItemRef item);
/// The item of this name, of any table; nothing where none or several have it.
std::optional<ItemRef> findItem(const Hall& hall, std::string_view name);

}  // namespace hallwright
