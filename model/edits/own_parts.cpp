#include "model/edits/own_parts.h"

namespace hallwright {}
