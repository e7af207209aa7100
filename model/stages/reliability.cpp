#include "model/stages/stages.h"

namespace hallwright {

void runReliability(Pass&) {}

}  // namespace hallwright
