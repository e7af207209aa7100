#pragma once

#include "model/parts/catalog.h"

#include <QWidget>

namespace hallwright {

/// What a part says, a line each: title, chosen value, its range below, and the grade of its
/// source; the source stands in the tooltip.
class PartSheet : public QWidget {
    Q_OBJECT

public:
    explicit PartSheet(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    void showPart(PartPtr part);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        QString title, value, range, tip;
        Grade grade = Grade::D;
        int top = 0, height = 0;
    };
    void makeRows();
    QString tipOf(const Datum& datum) const;

    std::shared_ptr<const Catalog> m_catalog;
    PartPtr m_part;
    std::vector<Row> m_rows;
};

}  // namespace hallwright
