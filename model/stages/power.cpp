#include "model/stages/stages.h"

namespace hallwright {

void runPower(Pass&) {}

}  // namespace hallwright
