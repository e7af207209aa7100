#include "model/stages/stages.h"

namespace hallwright {

void runCooling(Pass&) {}

}  // namespace hallwright
