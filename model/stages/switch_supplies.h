#pragma once

#include "model/figures/evaluation.h"

#include <map>

namespace hallwright {

/// What is bought with the switches of one fabric and stands in their racks: the power shelves that
/// feed them and the manifolds that bring them coolant. A shelf serves as many switches as its
/// rating holds, a manifold serves a rack. By part: pieces.
std::map<PartId, double> switchSupplies(const Pass& pass, const Fabric& fabric, std::size_t at);

/// The same, by position of the rack that they stand in; -1: switches without a rack.
std::map<std::int32_t, std::map<PartId, double>>
switchSuppliesByRack(const Pass& pass, const Fabric& fabric, std::size_t at);

/// Share of a switch's power that the shelf which feeds its DC bus loses on top; 0 where it needs
/// none or its design power is stated at the AC input.
double supplyLoss(const Slots& in, PartId switchPart);

}  // namespace hallwright
