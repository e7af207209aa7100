#include "model/edits/waive.h"
