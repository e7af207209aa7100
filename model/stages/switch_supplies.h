#pragma once

#include "model/figures/evaluation.h"

#include <map>

namespace hallwright {

/// What is bought with the switches of one fabric and stands in their racks: the power shelves that
/// feed them and the manifolds that bring them coolant. A shelf serves as many switches as its
/// rating holds, a manifold serves a rack. By part: pieces.
std::map<PartId, double> switchSupplies(const Pass& pass, const Fabric& fabric, std::size_t at);

}  // namespace hallwright
