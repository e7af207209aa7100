#pragma once

#include "model/figures/columns.h"

namespace hallwright {

/// A sum of which something may be unknown: the number is then "at least so much".
struct Partial {
    double sum = 0.0;
    bool known = false;
    bool missing = false;

    void add(double value) {
        if (std::isnan(value)) {
            missing = true;
        } else {
            sum += value;
            known = true;
        }
    }
    /// A figure that does not apply adds nothing.
    void add(double value, Status status) {
        if (status == Status::Absent) return;
        add(value);
        missing |= status == Status::Partial;
    }
    void add(const Columns& columns, Fig figure, std::size_t row = 0) {
        add(columns.get(figure, row), columns.status(figure, row));
    }
    void add(const Partial& other) {
        sum += other.sum;
        known |= other.known;
        missing |= other.missing;
    }
    Partial scaled(double factor) const { return {sum * factor, known, missing}; }
    /// The larger of two, unknown in part where either is.
    Partial larger(const Partial& other) const {
        return {std::max(sum, other.sum), known || other.known, missing || other.missing};
    }

    double number() const {
        return missing && !known ? std::numeric_limits<double>::quiet_NaN() : sum;
    }
    Status status() const { return !missing ? Status::Ok : known ? Status::Partial : Status::None; }
    void put(Columns& columns, Fig figure, std::size_t row = 0) const {
        if (missing && known)
            columns.setPartial(figure, row, sum);
        else
            columns.set(figure, row, number());
    }
};

/// Sets a figure made of others: unknown where its value is, partial where any of them is.
inline void setFrom(Columns& columns, Fig figure, std::size_t row, double value,
                    std::initializer_list<Status> inputs) {
    columns.set(figure, row, value);
    for (Status status : inputs)
        columns.weaken(figure, row, status);
}

}  // namespace hallwright
