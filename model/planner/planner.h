#pragma once

#include "model/hall/hall.h"
#include "model/parts/catalog.h"
#include "model/planner/brief.h"

#include <functional>
#include <memory>

namespace hallwright {

class Evaluation;

/// A first hall made from a brief.
struct Plan {
    Hall hall;
    RawId nextId = 1;                ///< the first number that no row has
    std::vector<std::string> notes;  ///< what the architect should know, a sentence each
    int placed = 0;                  ///< racks of [[racks]] that stand in the hall
    int asked = 0;
    std::shared_ptr<const Evaluation> evaluation;  ///< of the hall
};

struct PlanOptions {
    bool fit = false;  ///< place as many racks as fit instead of refusing
    /// Told how far planning is (0 … 1, never falling) and what it does; returns false to stop it.
    /// Asked again and again while a step takes long.
    std::function<bool(double progress, std::string_view doing)> progress;
};

/// Plans a whole hall: rows, racks, cooling loops, fabrics with their switches, trays and the power
/// tree. What cannot be met is refused with the limit that stops it. The same brief and catalog
/// give the same hall.
Result<Plan> plan(const Brief& brief, const Catalog& catalog, const PlanOptions& options = {});

}  // namespace hallwright
