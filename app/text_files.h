#pragma once

#include "model/base/result.h"

#include <string>

namespace hallwright {

/// Writes on standard output, a zero byte included.
void print(const std::string& text);

/// A whole file, byte for byte.
Result<std::string> readText(const std::string& file);
/// Without a file, or to "-", the text goes to standard output.
Result<void> writeText(const std::string& text, const std::string& file);

}  // namespace hallwright
