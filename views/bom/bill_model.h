#pragma once

#include "model/reports/bill_table.h"

#include <QAbstractItemModel>

namespace hallwright {

class DocumentModel;

/// The bill of materials as a tree: sections, and below them the lines of billTable(). Filtered and
/// sorted here; the numbers are those that are exported.
class BillModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, Quantity, Length, Price, Total, Evidence, ColumnCount };
    enum Role {
        IsSection = Qt::UserRole,
        UnitText,     ///< of the number of a cell, to be drawn lighter
        BelowText,    ///< what a narrow tree shows in a second line
        GradeLetter,  ///< of the price
        AtLeast       ///< a total over lines of which some have no price
    };

    explicit BillModel(DocumentModel& document, QObject* parent = nullptr);

    /// The bill of the evaluation as it is now.
    void refresh();
    /// Shows only lines that hold all these words in part, name, vendor or section.
    void setFilter(const QString& words);
    void sort(int column, Qt::SortOrder order) override;

    const BillTable& table() const { return m_table; }
    /// The line of an index; null for a section.
    const BillRow* lineAt(const QModelIndex& index) const;
    /// Of all lines, whatever the filter; "at least" where `withoutPrice` is not empty.
    double total() const { return m_table.total_usd; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Section {
        QString title;
        std::vector<std::size_t> lines;  ///< in m_table.rows
        double total = 0.0;
        int withoutPrice = 0;
    };
    void arrange();
    std::vector<Section> sections() const;
    bool passes(const BillRow& row) const;
    QVariant sectionData(const Section& section, int column, int role) const;
    QVariant lineData(const BillRow& row, int column, int role) const;
    QString tip(const BillRow& row) const;

    DocumentModel& m_document;
    BillTable m_table;
    std::vector<Section> m_sections;
    QStringList m_words;
    int m_sortColumn = -1;  ///< none: the order of the bill
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

/// What a line of the bill stands for in the hall: racks, equipment, routes and plant of the part;
/// of a switch the racks it stands in, of a tap-off what it feeds.
std::vector<ItemRef> itemsOfPart(const Hall& hall, PartId part);

}  // namespace hallwright
