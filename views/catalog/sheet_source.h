#pragma once

#include "views/catalog/part_words.h"

#include <QFrame>

class QLabel;

namespace hallwright {

/// What a reading rests on, for a tooltip: document, publisher, date, grade, note and reason.
QString sourceTip(const Datum& datum, std::size_t reading, const PartLookups& lookups);
/// The same of a document alone.
QString sourceTip(const FindSource& find, const std::string& id);

/// True for an address that a browser may be asked to open: a document of the web, no file.
bool isWebAddress(const QString& url);

/// A document as a small window beside what was clicked: title, publisher, note, and its address
/// as a link. Only a click on the link opens a browser. Closed with Esc or a click elsewhere.
class SourcePopover : public QFrame {
    Q_OBJECT

public:
    SourcePopover(const FindSource& find, const std::string& id, QWidget* parent);
    /// Where it fits on the screen, near this point.
    void showAt(const QPoint& global);
};

}  // namespace hallwright
