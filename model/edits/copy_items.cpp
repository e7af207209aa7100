#include "model/edits/copy_items.h"
