#pragma once

#include "views/catalog/part_words.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace hallwright {

class SheetLine;

/// What a part says: its words, a line for each datum by section, the readings below a line that is
/// open, contents, connections, and who uses it. As narrow as a dock or as wide as a page; stands
/// in a scroll area. Shows parts of the catalog and parts that are frozen in a hall.
class PartSheet : public QWidget {
    Q_OBJECT

public:
    explicit PartSheet(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// A part of the catalog; null for none.
    void showPart(PartPtr part);
    /// A part as a hall keeps it, with the hall's own parts and documents.
    void showPart(PartPtr part, PartLookups lookups);
    PartPtr part() const { return m_part; }

    /// Name, maker and kind at the top, for a place that does not tell them itself.
    void setHeading(bool shown);
    /// Who uses it, in words: "8 in this hall".
    void setUsage(const QString& words);
    /// Whether other readings have a button to use them; readingChosen tells of it.
    void setChoosable(bool choosable);
    /// Shows or folds the readings of a property. Stays so from part to part.
    void setOpen(Property property, bool open);
    /// The same for all whose readings disagree; folds all where not open.
    void setAllOpen(bool open);

    QSize minimumSizeHint() const override { return {160, 0}; }

Q_SIGNALS:
    void partChosen(const QString& id);
    void readingChosen(Property property, int index);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void addHead();
    void addSections();
    void addNeighbours();
    void addLegend();
    void add(QWidget* block);
    void showReadings(SheetLine* line, bool open);
    void moveFocus(SheetLine* from, int step);
    void takeFocus(SheetLine* line);
    std::optional<Property> propertyAt(const QWidget* widget) const;
    const Datum* datumOf(const SheetLine* line) const;

    std::shared_ptr<const Catalog> m_catalog;
    PartLookups m_lookups;
    PartPtr m_part;
    QString m_usage;
    bool m_heading = false, m_choosable = false;
    std::set<Property> m_open;
    QWidget* m_body = nullptr;
    std::vector<SheetLine*> m_lines;
    std::vector<QWidget*> m_readings;  ///< below each line; null where folded
};

}  // namespace hallwright
