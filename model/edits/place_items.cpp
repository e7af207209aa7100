#include "model/edits/place_items.h"
