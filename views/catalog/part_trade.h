#pragma once

#include "model/parts/part.h"

namespace hallwright {

/// The trade that a kind belongs to: compute, network, power, cooling, all else.
int tradeOf(Kind kind);

}  // namespace hallwright
