#pragma once

#include "views/reports/pdf_pages.h"

#include <QByteArray>

namespace hallwright {

/// Adds outline and links to a PDF that Qt wrote, as an update at its end, and sets its date: the
/// same report gives the same bytes. A file that does not look as expected is given back as it is.
QByteArray withLinks(QByteArray pdf, const PdfLinks& links, const QString& date);

}  // namespace hallwright
