#pragma once

#include <QLayout>

#include <vector>

namespace hallwright {

/// Widgets side by side that go on in the next line where the width ends. What may grow shares the
/// rest of its line, so that lines end together.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr) : QLayout(parent) {}
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.push_back(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect& rect) override;

private:
    int layOut(const QRect& rect, bool place) const;
    void placeLine(std::vector<QLayoutItem*>& line, const QRect& room, int used) const;

    std::vector<QLayoutItem*> m_items;
};

}  // namespace hallwright
