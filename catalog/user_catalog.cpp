#include "catalog/user_catalog.h"

namespace hallwright {}
