#include "catalog/part_writer.h"

namespace hallwright {}
