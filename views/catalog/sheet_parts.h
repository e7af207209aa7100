#pragma once

#include "views/catalog/part_words.h"

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace hallwright {

/// A piece of a sheet below a heading: words, links to parts, and a table of two columns. What is
/// empty takes no room.
class SheetBlock : public QWidget {
    Q_OBJECT

public:
    SheetBlock(const QString& title, QWidget* parent);

    void addText(const QString& words, bool quiet = false);
    /// Rich text, in which a link to a part is written by partLink.
    void addHtml(const QString& html);
    /// A short word to the left, rich text to the right.
    void addRow(const QString& word, const QString& html);
    bool isEmpty() const;

Q_SIGNALS:
    void partChosen(const QString& id);

private:
    QLabel* label(const QString& html);

    QVBoxLayout* m_column;
};

QString partLink(const QString& id, const QString& name);
/// In the colour of hints.
QString quietHtml(const QString& words);

/// What a part holds, and how its nameplate compares with the sum of it; null for a part of one
/// piece.
SheetBlock* contentsBlock(const Part& part, const PartLookups& lookups, QWidget* parent);
/// What is plugged in, side by side; null where nothing is said of it.
SheetBlock* connectionsBlock(const Part& part, const PartLookups& lookups, QWidget* parent);

}  // namespace hallwright
