#include "model/figures/columns.h"

#include <algorithm>
#include <cstring>

namespace hallwright {

RowIndex::RowIndex(const Hall& hall) {
    for (std::size_t s = 0; s < scopeCount; ++s) {
        const std::optional<TableId> table = tableOf(static_cast<Scope>(s));
        if (!table) {
            m_ids[s] = {0};
            m_position[s] = {0};
            continue;
        }
        m_ids[s] = tableAccess(*table).ids(hall);
        for (std::size_t i = 0; i < m_ids[s].size(); ++i) {
            const std::size_t raw = static_cast<std::size_t>(m_ids[s][i]);
            if (m_position[s].size() <= raw) m_position[s].resize(raw + 1, -1);
            m_position[s][raw] = static_cast<std::int32_t>(i);
        }
    }
}

std::ptrdiff_t RowIndex::position(Scope scope, RawId id) const {
    const std::vector<std::int32_t>& positions = m_position[static_cast<std::size_t>(scope)];
    return id >= 0 && static_cast<std::size_t>(id) < positions.size()
               ? positions[static_cast<std::size_t>(id)]
               : -1;
}

bool Column::operator==(const Column& other) const {
    return status == other.status && values.size() == other.values.size() &&
           (values.empty() ||
            std::memcmp(values.data(), other.values.data(), values.size() * sizeof(double)) == 0);
}

void Columns::reset(const RowIndex& rows) {
    for (const FigureInfo& row : allFigures()) {
        Column& column = m_columns[static_cast<std::size_t>(row.figure)];
        column.values.assign(rows.count(row.scope), std::numeric_limits<double>::quiet_NaN());
        column.status.assign(rows.count(row.scope), Status::Absent);
    }
}

double blockSum(const std::vector<double>& values) {
    constexpr std::size_t block = 64;
    if (values.size() > block) {
        std::vector<double> sums;
        sums.reserve(values.size() / block + 1);
        for (std::size_t begin = 0; begin < values.size(); begin += block) {
            double sum = 0.0;
            for (std::size_t i = begin; i < std::min(begin + block, values.size()); ++i)
                if (!std::isnan(values[i])) sum += values[i];
            sums.push_back(sum);
        }
        return blockSum(sums);
    }
    double sum = 0.0;
    for (double value : values)
        if (!std::isnan(value)) sum += value;
    return sum;
}

namespace {

struct Tally {
    bool known = false;
    bool missing = false;
    void add(Status status) {
        known |= status == Status::Ok || status == Status::Partial;
        missing |= status == Status::None || status == Status::Partial;
    }
};

}  // namespace

void Columns::setSum(Fig total, Fig of) {
    const Column& column = this->column(of);
    Tally tally;
    for (Status status : column.status)
        tally.add(status);
    const double sum = blockSum(column.values);
    if (tally.missing && tally.known)
        setPartial(total, 0, sum);
    else
        set(total, 0, tally.missing ? std::numeric_limits<double>::quiet_NaN() : sum);
}

void Columns::setSum(Fig total, std::size_t row, Fig of, const std::vector<std::size_t>& rows) {
    const Column& column = this->column(of);
    Tally tally;
    std::vector<double> values;
    values.reserve(rows.size());
    for (std::size_t i : rows) {
        tally.add(column.status[i]);
        values.push_back(column.values[i]);
    }
    const double sum = blockSum(values);
    if (tally.missing && tally.known)
        setPartial(total, row, sum);
    else
        set(total, row, tally.missing ? std::numeric_limits<double>::quiet_NaN() : sum);
}

void Columns::setMax(Fig largest, Fig of) {
    const Column& column = this->column(of);
    Tally tally;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < column.values.size(); ++i) {
        tally.add(column.status[i]);
        if (column.values[i] > most) most = column.values[i];
    }
    if (!tally.known && !tally.missing)
        setAbsent(largest, 0);
    else if (tally.missing && tally.known)
        setPartial(largest, 0, most);
    else
        set(largest, 0, tally.missing ? std::numeric_limits<double>::quiet_NaN() : most);
}

void Columns::weaken(Fig figure, std::size_t row, Status by) {
    Status& status = column(figure).status[row];
    if (status == Status::Ok && (by == Status::Partial || by == Status::None))
        status = Status::Partial;
}

}  // namespace hallwright
