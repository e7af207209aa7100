#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <QString>

#include <functional>

class QWidget;

namespace hallwright {

/// Writes the user's catalog on a thread and waits while the window stays alive but takes no input.
/// What lasts longer than 300 ms is shown; it cannot be stopped, since a file is whole or not
/// there.
Result<Catalog> writeWithDialog(QWidget& window, const QString& doing,
                                const std::function<Result<Catalog>()>& write);

}  // namespace hallwright
