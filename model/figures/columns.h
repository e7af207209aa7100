#pragma once

#include "model/figures/figure.h"
#include "model/hall/hall.h"

#include <array>
#include <cmath>
#include <vector>

namespace hallwright {

/// The rows of every scope in order of id, and where a row stands in its columns.
class RowIndex {
public:
    RowIndex() = default;
    explicit RowIndex(const Hall& hall);

    const std::vector<RawId>& ids(Scope scope) const {
        return m_ids[static_cast<std::size_t>(scope)];
    }
    std::size_t count(Scope scope) const { return ids(scope).size(); }
    /// Position of a row in the columns of its scope; -1 where there is none. The hall's own is 0.
    std::ptrdiff_t position(Scope scope, RawId id) const;

    bool operator==(const RowIndex&) const = default;

private:
    std::array<std::vector<RawId>, scopeCount> m_ids;
    std::array<std::vector<std::int32_t>, scopeCount> m_position;
};

/// The values of one figure for every row of its scope, in SI.
struct Column {
    std::vector<double> values;
    std::vector<Status> status;

    bool operator==(const Column& other) const;  ///< to the bit
};

/// All columns of an evaluation. A stage sets each of its rows once; NaN means unknown.
class Columns {
public:
    /// Empty columns for these rows.
    void reset(const RowIndex& rows);

    void set(Fig figure, std::size_t row, double value) {
        Column& column = m_columns[static_cast<std::size_t>(figure)];
        column.values[row] = value;
        column.status[row] = std::isnan(value) ? Status::None : Status::Ok;
    }
    /// A known part of a sum of which something is unknown.
    void setPartial(Fig figure, std::size_t row, double value) {
        Column& column = m_columns[static_cast<std::size_t>(figure)];
        column.values[row] = value;
        column.status[row] = Status::Partial;
    }
    /// The figure does not apply to this row: an air-cooled rack has no coolant flow.
    void setAbsent(Fig figure, std::size_t row) {
        Column& column = m_columns[static_cast<std::size_t>(figure)];
        column.values[row] = std::numeric_limits<double>::quiet_NaN();
        column.status[row] = Status::Absent;
    }
    /// For the hall's own figures.
    void set(Fig figure, double value) { set(figure, 0, value); }

    double get(Fig figure, std::size_t row = 0) const {
        return m_columns[static_cast<std::size_t>(figure)].values[row];
    }
    /// The value, or 0 where it is unknown or does not apply: for sums that carry their status
    /// apart.
    double getOr0(Fig figure, std::size_t row = 0) const {
        const double value = get(figure, row);
        return std::isnan(value) ? 0.0 : value;
    }
    Status status(Fig figure, std::size_t row = 0) const {
        return m_columns[static_cast<std::size_t>(figure)].status[row];
    }
    const Column& column(Fig figure) const { return m_columns[static_cast<std::size_t>(figure)]; }
    Column& column(Fig figure) { return m_columns[static_cast<std::size_t>(figure)]; }

    /// Sum over all rows; partial where any row is unknown or partial, nothing where no row is
    /// known. Blocks of 64 in order of id, then blocks of blocks: an update gives the same bits as
    /// a full pass.
    void setSum(Fig total, Fig of);
    /// The same over chosen rows, in the order given.
    void setSum(Fig total, std::size_t row, Fig of, const std::vector<std::size_t>& rows);
    void setMax(Fig largest, Fig of);
    /// A status no better than the worst of the inputs': call after set() where inputs may be
    /// partial.
    void weaken(Fig figure, std::size_t row, Status by);

private:
    std::array<Column, figureCount> m_columns;
};

/// Sum of doubles in blocks of 64, blocks of blocks. NaN counts as nothing.
double blockSum(const std::vector<double>& values);

}  // namespace hallwright
