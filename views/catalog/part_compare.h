#pragma once

#include "model/parts/catalog.h"

#include <QStringList>
#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace hallwright {

class PartCompareHeading;
class PartCompareModel;

/// Up to four parts side by side, a property a line, lines that differ first. Nothing is called
/// better or worse; how far a number lies from that of the first part is said in percent.
class PartCompare : public QWidget {
    Q_OBJECT

public:
    static constexpr int most = 4;

    explicit PartCompare(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// Catalog ids; those beyond four are left out.
    void setParts(const QStringList& ids);
    QStringList parts() const { return m_ids; }
    void setOnlyDifferences(bool only);

Q_SIGNALS:
    /// The user took a part out, or put them in another order.
    void partsChanged(const QStringList& ids);
    void partChosen(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showAll();
    void spread();
    void change(const QStringList& ids);

    std::shared_ptr<const Catalog> m_catalog;
    QStringList m_ids;
    PartCompareModel* m_model;
    PartCompareHeading* m_heading;
    QStackedWidget* m_pages;
    QTableView* m_table;
    QLabel *m_empty, *m_count;
    QCheckBox* m_only;
};

}  // namespace hallwright
