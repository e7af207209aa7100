#include "model/parts/part_fault.h"

namespace hallwright {}
