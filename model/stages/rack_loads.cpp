#include "model/stages/stages.h"

namespace hallwright {

void runRackLoads(Pass&) {}

}  // namespace hallwright
