#include "model/stages/stages.h"

namespace hallwright {

void runStructure(Pass&) {}

}  // namespace hallwright
