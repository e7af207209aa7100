#pragma once

#include "model/base/result.h"
#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace hallwright {

class DocumentModel;
class FigureList;
class FigureModel;
class QuantityEdit;
class RangeWorker;
class ReadingList;
class ReadingModel;
class Selection;
struct ChangeEvent;

/// What is selected: its fields, its figures and what is said of its part. Several things: their
/// totals. Nothing selected: the hall's figures.
class Inspector : public QScrollArea {
    Q_OBJECT

public:
    /// Without a worker figures are shown without ranges.
    Inspector(DocumentModel& document, Selection& selection, const RangeWorker* ranges = nullptr,
              QWidget* parent = nullptr);

    const FigureModel& figures() const { return *m_figures; }
    const ReadingModel& readings() const { return *m_readings; }

Q_SIGNALS:
    void message(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void follow(const ChangeEvent& event);
    void showSelection();
    void showFields(ItemRef item);
    void showParts(const Part* part);
    void send(Result<Edit> edit);
    void move(bool alongX, Millimetres to);
    QWidget* makeFields();

    DocumentModel& m_document;
    Selection& m_selection;
    QLabel* m_title;
    QLabel* m_subtitle;
    QWidget* m_fields;
    QFormLayout* m_form;
    QLineEdit* m_name;
    QComboBox* m_part;
    QuantityEdit* m_x;
    QuantityEdit* m_y;
    QComboBox* m_facing;
    QLabel* m_belongs;
    QCheckBox* m_locked;
    FigureModel* m_figures;
    FigureList* m_figureList;
    QLabel* m_readingsTitle;
    ReadingModel* m_readings;
    ReadingList* m_readingList = nullptr;
};

}  // namespace hallwright
