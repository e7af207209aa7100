#include "model/edits/update_parts.h"

namespace hallwright {}
