#include "views/compare/compare_heading.h"

#include "views/theme.h"

#include <QPainter>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int above = 8;

}  // namespace

CompareHeading::CompareHeading(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(false);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Fixed);
}

QSize CompareHeading::sizeHint() const {
    const QFontMetrics metrics(textFont(13, true));
    int height = metrics.height();
    for (int section = 0; model() && section < count(); ++section) {
        const QString name = model()->headerData(section, Qt::Horizontal).toString();
        const QRect room(0, 0, std::max(20, sectionSize(section) - 2 * compareInset), 1000);
        height = std::max(height, metrics.boundingRect(room, Qt::TextWordWrap, name).height());
    }
    return {QHeaderView::sizeHint().width(), height + 2 * above};
}

/// What is scrolled goes below the first column, which stays.
void CompareHeading::paintEvent(QPaintEvent* event) {
    QHeaderView::paintEvent(event);
    if (offset() <= 0 || count() == 0) return;
    const Theme& theme = Theme::current();
    QPainter painter(viewport());
    painter.fillRect(QRect(0, 0, sectionSize(0), height()), theme.panel);
    painter.fillRect(QRect(0, height() - 1, sectionSize(0), 1), theme.line);
    painter.fillRect(QRect(sectionSize(0) - 1, 0, 1, height()), theme.line);
}

void CompareHeading::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const Theme& theme = Theme::current();
    painter->save();
    painter->fillRect(rect, theme.panel);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
    const bool difference = section > 1 && section % 2 == 1;
    painter->setFont(textFont(13, !difference));
    painter->setPen(difference ? theme.faint : theme.text);
    painter->drawText(rect.adjusted(compareInset, above, -compareInset, -above),
                      Qt::AlignRight | Qt::AlignBottom | Qt::TextWordWrap,
                      model()->headerData(section, Qt::Horizontal).toString());
    painter->restore();
}

}  // namespace hallwright
