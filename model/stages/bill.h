#pragma once

#include "model/figures/evaluation.h"

namespace hallwright {

/// What is bought for this hall, by section, kind, part and length. The cost stage sums it; reports
/// and the command line print the same lines. What stands inside a rack is inside the rack's price.
/// Rows without a part are left out.
std::vector<BillLine> makeBill(const Pass& pass);

/// True for the sections that make up the cost of IT; the others are plant, which the cost of the
/// facility holds.
bool isItSection(std::string_view section);

}  // namespace hallwright
