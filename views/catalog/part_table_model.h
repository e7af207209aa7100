#pragma once

#include "model/parts/catalog.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <array>
#include <map>
#include <memory>
#include <unordered_map>

namespace hallwright {

class DocumentModel;

/// Parts as rows of a table, in the order they were found or by a column. Tells which are taken for
/// comparison; who takes one asks compareWanted.
class PartTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Name,
        Compare,
        KindName,
        Maker,
        Status,
        Power,
        Cooling,
        Data,
        Origin,
        Here,
        ColumnCount
    };
    enum Role { PartId = Qt::UserRole, UnitText, GradeLetter, GradeShares, Faded };
    static constexpr std::size_t gradeCount = 4;  ///< A to D

    explicit PartTableModel(DocumentModel& document, QObject* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// Shows these, best first.
    void setParts(std::vector<PartPtr> parts);
    /// Ids of the parts with a mark, and whether others may get one.
    void setCompared(const QStringList& ids, bool full);

    /// In the order shown.
    const std::vector<PartPtr>& parts() const { return m_parts; }
    PartPtr partAt(const QModelIndex& index) const;
    QModelIndex indexOf(const QString& id) const;
    long long countHere(const std::string& id) const;
    /// Whether the user's catalog says anything at all.
    bool hasOrigins() const { return m_catalog && !m_catalog->layers().empty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    /// A column of -1 means the order of finding.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void compareWanted(const QString& id, bool compared);

private:
    /// What a row shows of a part, made once.
    struct Facts {
        QString name, kind, maker, status, cooling;
        std::optional<double> power;           ///< W
        std::array<int, gradeCount> grades{};  ///< data by the grade of the chosen reading
        int unknown = 0;
        Layer layer = Layer::Shipped;
        bool retired = false;
    };
    const Facts& facts(const Part& part) const;
    static QChar gradeOf(const Facts& facts);
    QString dataTip(const Facts& facts) const;
    QString originWord(Layer layer) const;
    QString rowText(const Part& part) const;
    void arrange();
    void count();
    void showAnew();

    std::shared_ptr<const Catalog> m_catalog;
    DocumentModel& m_document;
    std::vector<PartPtr> m_found, m_parts;
    QStringList m_compared;
    bool m_full = false;
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::map<std::string, long long> m_here;
    mutable std::unordered_map<const Part*, Facts> m_facts;
};

}  // namespace hallwright
