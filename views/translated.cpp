#include "views/translated.h"

#include <QCoreApplication>

namespace hallwright {

QString tr(const char* words) { return QCoreApplication::translate("Hallwright", words); }

}  // namespace hallwright
