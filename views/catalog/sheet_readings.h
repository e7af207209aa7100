#pragma once

#include "views/catalog/part_words.h"

#include <QWidget>

namespace hallwright {

/// All that is said of one property, below its line: value, document, date, grade, what it is of,
/// the chosen one marked, and why. Where readings may be chosen, each of the others has a button.
class SheetReadings : public QWidget {
    Q_OBJECT

public:
    SheetReadings(const Datum& datum, const PartLookups& lookups, bool choosable, QWidget* parent);

Q_SIGNALS:
    void sourceWanted(const QString& source);
    void readingWanted(int index);
};

}  // namespace hallwright
