#include "model/compare/variant.h"
