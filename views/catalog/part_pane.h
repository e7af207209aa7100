#pragma once

#include "model/parts/catalog.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QScrollArea;

namespace hallwright {

class PartSheet;

/// A part with what can be done with it: name, what it is, place it or why it cannot be placed; its
/// sheet below. In the dock and on the catalog page.
class PartPane : public QWidget {
    Q_OBJECT

public:
    explicit PartPane(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// None for a null part; `here` is how many the hall has.
    void showPart(PartPtr part, long long here);
    /// Whether there is a hall to place it in.
    void setPlacing(bool possible);
    /// Whether another reading may be chosen from the sheet.
    void setChoosable(bool possible);
    const PartPtr& part() const { return m_part; }
    void focusSheet();

Q_SIGNALS:
    void placeWanted(const QString& id);
    void rowWanted(const QString& id);
    /// Another part that the sheet leads to.
    void partChosen(const QString& id);
    /// This reading of the part that is shown is to be counted with.
    void readingWanted(Property property, int index);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void showColours();

    std::shared_ptr<const Catalog> m_catalog;
    PartPtr m_part;
    std::string m_id;  ///< of what was shown last
    bool m_placing = true;
    QLabel *m_name, *m_about, *m_why;
    QPushButton *m_place, *m_row;
    QScrollArea* m_scroll;
    PartSheet* m_sheet;
};

}  // namespace hallwright
