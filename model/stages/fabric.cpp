#include "model/stages/stages.h"

namespace hallwright {

void runFabric(Pass&) {}

}  // namespace hallwright
