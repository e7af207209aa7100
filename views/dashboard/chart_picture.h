#pragma once

#include "model/base/result.h"

class QString;
class QWidget;

namespace hallwright {

/// A page of charts as it is laid out, written as a vector (.svg) or pixel (.png) picture.
Result<void> writeChartPicture(QWidget& page, const QString& title, const QString& path);

}  // namespace hallwright
