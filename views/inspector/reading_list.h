#pragma once

#include "model/hall/hall.h"

#include <QAbstractItemModel>
#include <QStringList>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace hallwright {

class DocumentModel;

/// What is said of a part: properties, below each its readings, of which one is chosen.
class ReadingModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role {
        IsReading = Qt::UserRole,
        Chosen,
        GradeLetter,
        ValueNumber,
        ValueUnit,
        SourceTitle,
        Note,
        Alternatives,
        IsEntry  ///< the last row below a property: to enter a value of one's own
    };

    explicit ReadingModel(DocumentModel& document, QObject* parent = nullptr);

    void showPart(PartId part);
    PartId part() const { return m_part; }
    /// Only properties whose title or id holds all these words.
    void setFilter(const QString& words);
    /// The property and the reading of an index; the reading is -1 for a property's own row, and
    /// one past the last for the row to enter a value.
    std::pair<Property, int> readingAt(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    const Datum& datumAt(const QModelIndex& index) const;
    void makeRows();

    DocumentModel& m_document;
    PartId m_part;
    PartPtr m_content;  ///< as shown; the hall may move on
    QStringList m_words;
    std::vector<std::size_t> m_rows;  ///< data that pass the filter
};

/// Draws a property as one line and a reading as two: value and grade, then the document it comes
/// from.
class ReadingDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The list; a click or Enter on a reading asks for it.
class ReadingList : public QTreeView {
    Q_OBJECT

public:
    ReadingList(ReadingModel& model, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

Q_SIGNALS:
    void chosen(PartId part, Property property, int reading);
    /// The user wants to enter a value of their own.
    void entryWanted(PartId part, Property property);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void ask(const QModelIndex& index);

    ReadingModel& m_model;
};

}  // namespace hallwright
