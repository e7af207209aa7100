#pragma once

#include "model/parts/catalog.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QStackedWidget;

namespace hallwright {

class PartScatterCanvas;

/// Parts as points over any two of their numbers, a shape and colour for each kind, ranges as bars.
/// Parts that lack one of the two are counted below.
class PartScatter : public QWidget {
    Q_OBJECT

public:
    explicit PartScatter(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// The parts that the list shows.
    void setParts(std::vector<PartPtr> parts);
    void setAxes(Property x, Property y);
    /// Marks this one among the points.
    void choosePart(const QString& id);

Q_SIGNALS:
    void partChosen(const QString& id);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Side {
        QComboBox* box = nullptr;
        QCheckBox* logarithmic = nullptr;
        Property wanted = Property::Count_;  ///< shown where enough parts give it
        bool byHand = false;                 ///< the user said whether it is logarithmic
    };
    void makeSide(Side& side, const QString& title, const QString& name, QGridLayout& grid,
                  int row);
    void fillBox(Side& side, const std::vector<Property>& offered, Property otherwise);
    void offer();
    void judgeScale(Side& side);
    void draw();
    QString tipOf(const Part& part, Property x, Property y) const;

    std::shared_ptr<const Catalog> m_catalog;
    std::vector<PartPtr> m_parts;
    Side m_x, m_y;
    PartScatterCanvas* m_canvas;
    QLabel *m_empty, *m_missing;
    QStackedWidget* m_pages;
    bool m_stale = true;  ///< what is shown waits until it is seen
};

}  // namespace hallwright
