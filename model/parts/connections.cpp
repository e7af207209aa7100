#include "model/parts/connections.h"

namespace hallwright {}
