#pragma once

#include <QString>

namespace hallwright {

/// For words that no class of Qt's says: what tr() is there.
QString tr(const char* words);

}  // namespace hallwright
