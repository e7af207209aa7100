#include "model/parts/composition.h"

namespace hallwright {}
