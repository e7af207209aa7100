#pragma once

#include "model/parts/part.h"

#include <QHeaderView>

#include <vector>

class QLabel;

namespace hallwright {

/// The heads of a comparison: a name to look at its sheet, a button to take the part out, and one
/// to measure the others by it. They stay above the columns while these scroll.
class PartCompareHeading : public QHeaderView {
    Q_OBJECT

public:
    explicit PartCompareHeading(QWidget* parent);

    void showParts(const std::vector<PartPtr>& parts);
    /// Puts the heads where the columns are.
    void place();
    QSize sizeHint() const override;

Q_SIGNALS:
    void partChosen(const QString& id);
    void removeWanted(const QString& id);
    void firstWanted(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    QWidget* head(const Part& part, bool first);

    std::vector<QWidget*> m_heads;
};

}  // namespace hallwright
