#pragma once

#include "model/compare/comparison.h"

namespace hallwright {

/// The price of a co-packaged switch at which both sides cost the same over their life, against
/// tariff and life; and what moves the difference of cost. Of the first side with co-packaged
/// switches and the first without. `alike` are the sides read like for like, in the same order.
BreakEven breakEvenOf(const std::vector<ComparedHall>& halls, const std::vector<Evaluation>& alike);

}  // namespace hallwright
