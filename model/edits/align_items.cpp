#include "model/edits/align_items.h"
