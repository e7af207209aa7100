#include "views/flow_layout.h"

#include <algorithm>

namespace hallwright {

FlowLayout::~FlowLayout() {
    for (QLayoutItem* item : m_items)
        delete item;
}

QLayoutItem* FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    QLayoutItem* item = itemAt(index);
    if (item) m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const { return layOut({0, 0, width, 0}, false); }

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty()) size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

/// All in one line.
QSize FlowLayout::sizeHint() const {
    QSize size;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty()) continue;
        const QSize hint = item->sizeHint();
        size = {size.width() + hint.width() + (size.width() > 0 ? spacing() : 0),
                std::max(size.height(), hint.height())};
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    layOut(rect, true);
}

/// Height of all lines, margins included.
int FlowLayout::layOut(const QRect& rect, bool place) const {
    const QMargins margins = contentsMargins();
    const QRect in = rect.marginsRemoved(margins);
    std::vector<QLayoutItem*> line;
    int top = in.top(), used = 0, height = 0;
    const auto endLine = [&] {
        if (place) placeLine(line, {in.left(), top, in.width(), height}, used);
        top += height;
        line.clear();
        used = height = 0;
    };
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) continue;
        const int width = std::min(item->sizeHint().width(), std::max(in.width(), 0));
        if (!line.empty() && used + spacing() + width > in.width()) {
            endLine();
            top += spacing();
        }
        used += width + (line.empty() ? 0 : spacing());
        height = std::max(height, item->sizeHint().height());
        line.push_back(item);
    }
    endLine();
    return top - in.top() + margins.top() + margins.bottom();
}

void FlowLayout::placeLine(std::vector<QLayoutItem*>& line, const QRect& room, int used) const {
    const auto grows = [](const QLayoutItem* item) {
        return (item->expandingDirections() & Qt::Horizontal) != 0;
    };
    auto growing = static_cast<int>(std::count_if(line.begin(), line.end(), grows));
    int rest = room.width() - used, left = room.left();
    for (QLayoutItem* item : line) {
        int width = std::min(item->sizeHint().width(), room.width());
        if (grows(item)) {
            const int share =
                std::min(rest / growing, std::max(item->maximumSize().width() - width, 0));
            width += share;
            rest -= share;
            --growing;
        }
        item->setGeometry({left, room.top(), width, room.height()});
        left += width + spacing();
    }
}

}  // namespace hallwright
