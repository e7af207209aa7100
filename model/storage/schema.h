#pragma once

#include <string>

namespace hallwright {

/// JSON Schema (2020-12) of the text form of a hall, made from the tables.
std::string textFormSchema();

/// JSON Schema of one line of an edit script or a recovery journal.
std::string editSchema();

}  // namespace hallwright
