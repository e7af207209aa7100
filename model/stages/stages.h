#pragma once

#include "model/figures/evaluation.h"

namespace hallwright {

// Each stage reads the hall, the slots and the columns of earlier stages and sets all of its own
// columns.
void runFabric(Pass& pass);
void runCabling(Pass& pass);
void runRackLoads(Pass& pass);
void runShelves(Pass& pass);
void runCooling(Pass& pass);
void runPower(Pass& pass);
void runStructure(Pass& pass);
void runReliability(Pass& pass);
void runCost(Pass& pass);

}  // namespace hallwright
