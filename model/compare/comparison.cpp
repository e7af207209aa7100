#include "model/compare/comparison.h"
