#pragma once

#include "model/base/result.h"
#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <QScrollArea>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace hallwright {

class Catalog;
class DocumentModel;
class FieldEditor;
class FieldForm;
class FigureList;
class FigureModel;
class PacedRefresh;
class RangeWorker;
class ReadingList;
class ReadingModel;
class Selection;
struct ChangeEvent;

/// What is selected: its fields, its figures and what is said of its part. Several things: the
/// fields they share, edited together, and their totals. Nothing: the hall itself, its site, the
/// things in it that do not stand in the plan, and its figures.
class Inspector : public QScrollArea {
    Q_OBJECT

public:
    /// Without a worker figures are shown without ranges.
    Inspector(DocumentModel& document, Selection& selection, const RangeWorker* ranges = nullptr,
              QWidget* parent = nullptr);

    /// With a catalog a fabric chooses its modules and cables anew when its switch, optics or plant
    /// changes, and fabrics can be added.
    void setCatalog(std::shared_ptr<const Catalog> catalog);

    const FigureModel& figures() const { return *m_figures; }
    const ReadingModel& readings() const { return *m_readings; }
    const FieldForm& fields() const { return *m_form; }
    /// Fields of what hangs on the one thing selected: its taps, its places in fabrics, its
    /// switches.
    std::vector<const FieldForm*> relatedFields() const;

    /// Shows what is said of a part, until something else is selected.
    void showPart(PartId part);
    /// Asks for a new network of the hall, as its button does.
    void addNewFabric();

Q_SIGNALS:
    void message(const QString& sentence);
    /// Items were asked for by a link: to be shown in the plan.
    void wanted(const std::vector<ItemRef>& items);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Related {
        QLabel* heading;
        FieldForm* form;
    };
    QLabel* makeHeading() const;
    void makeReadings(QVBoxLayout* column);
    void makeFabricActions(QVBoxLayout* column);
    void showFabricActions(Id<Fabric> fabric, bool hall);
    void placeSwitchesAnew();
    void follow(const ChangeEvent& event);
    void showSelection();
    void showEmpty();
    void showHall();
    void showItem(ItemRef item);
    void showItems(const std::vector<ItemRef>& items);
    void showRelated(const std::vector<std::pair<QString, ItemRef>>& rows);
    void showReadings(PartId part);
    void followLink(const QString& link);
    void setField(FieldEditor* editor, const std::vector<ItemRef>& items, const Cell& value);
    void enterValue(PartId part, std::optional<Property> property);
    bool send(Result<Edit> edit);
    void setTones();

    DocumentModel& m_document;
    Selection& m_selection;
    PacedRefresh* m_paced;
    PartId m_onlyPart;  ///< shown instead of the selection
    QToolButton* m_back;
    QLabel* m_title;
    QLabel* m_subtitle;
    FieldForm* m_form;
    QLabel* m_links;
    std::shared_ptr<const Catalog> m_catalog;
    QWidget* m_fabricActions;
    QLabel* m_unplaced;  ///< how many of its switches stand nowhere
    QPushButton* m_placeSwitches;
    QPushButton* m_removeFabric;
    QPushButton* m_addFabric;
    Id<Fabric> m_shownFabric;
    QWidget* m_relatedSide;
    QVBoxLayout* m_relatedColumn;
    std::vector<Related> m_related;
    FigureModel* m_figures;
    FigureList* m_figureList;
    QLabel* m_readingsTitle;
    QLineEdit* m_readingsFilter;
    ReadingModel* m_readings;
    ReadingList* m_readingList = nullptr;
    QPushButton* m_enter;
};

}  // namespace hallwright
