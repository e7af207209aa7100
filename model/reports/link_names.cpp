#include "model/reports/link_names.h"
