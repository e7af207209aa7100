#include "catalog/netbox_import.h"

namespace hallwright {}
