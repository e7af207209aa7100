#include "model/stages/links.h"
