#include "model/edits/choose_readings.h"

namespace hallwright {}
