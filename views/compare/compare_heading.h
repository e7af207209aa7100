#pragma once

#include <QHeaderView>

namespace hallwright {

/// Room beside words in the cells and in the heading above them.
inline constexpr int compareInset = 10;

/// Names of the halls above their numbers, wrapped and flush with them.
class CompareHeading : public QHeaderView {
    Q_OBJECT

public:
    explicit CompareHeading(QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
};

}  // namespace hallwright
