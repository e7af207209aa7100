#include "views/elevation/elevation_view.h"

#include "views/document.h"
#include "views/elevation/elevation_canvas.h"
#include "views/paced_refresh.h"
#include "views/range_worker.h"
#include "views/selection.h"
#include "views/theme.h"
#include "views/units.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

namespace {

QLabel* label(const char* name) {
    auto* out = new QLabel;
    out->setObjectName(name);
    out->setWordWrap(true);
    return out;
}

bool isShown(ItemRef item) {
    return item.table == TableId::Racks || item.table == TableId::Equipment;
}

}  // namespace

ElevationView::ElevationView(DocumentModel& document, Selection& selection,
                             const RangeWorker* ranges, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_ranges(ranges) {
    setObjectName("elevation");
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumWidth(240);
    m_name = label("elevationName");
    m_name->setFont(textFont(13, true));
    m_subtitle = label("elevationSubtitle");
    m_figures = label("elevationFigures");
    m_figures->setFont(tabularFont());
    m_told = label("elevationTold");
    m_told->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_notes = label("elevationNotes");
    m_notes->setFont(textFont(12));
    m_empty = label("elevationEmpty");
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_empty->setContentsMargins(24, 32, 24, 24);
    m_canvas = new ElevationCanvas;

    const auto side = [](const QString& text, const char* name) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setObjectName(name);
        button->setCheckable(true);
        return button;
    };
    m_front = side(tr("Front"), "elevationFront");
    m_rear = side(tr("Rear"), "elevationRear");
    m_front->setChecked(true);
    auto* group = new QButtonGroup(this);
    group->addButton(m_front);
    group->addButton(m_rear);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(4);
    sides->addWidget(m_front);
    sides->addWidget(m_rear);
    sides->addStretch(1);

    m_pane = new QWidget;
    auto* column = new QVBoxLayout(m_pane);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    column->addWidget(m_name);
    column->addWidget(m_subtitle);
    column->addWidget(m_figures);
    column->addLayout(sides);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_told);
    column->addWidget(m_notes);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_empty);
    all->addWidget(m_pane, 1);

    connect(m_rear, &QToolButton::toggled, this, [this](bool rear) {
        m_canvas->showRear(rear);
        showTold();
    });
    connect(m_canvas, &ElevationCanvas::toldChanged, this, &ElevationView::showTold);
    connect(&m_selection, &Selection::changed, this, [this] { refresh(); });
    m_paced = new PacedRefresh(*this, [this] { refresh(); });
    connect(&m_document, &DocumentModel::changed, m_paced, &PacedRefresh::follow);
    connect(&Units::shown(), &Units::changed, this, &ElevationView::refresh);
    if (m_ranges) connect(m_ranges, &RangeWorker::changed, this, &ElevationView::refresh);
    refresh();
}

void ElevationView::showRear(bool rear) { (rear ? m_rear : m_front)->setChecked(true); }

void ElevationView::refresh() {
    m_item = {};
    for (const ItemRef item : m_selection.items())
        if (isShown(item)) {
            m_item = item;
            break;
        }
    std::optional<ElevationContent> content =
        m_item ? elevationOf(m_document.evaluation(), m_item, m_ranges) : std::nullopt;
    const bool shown = content.has_value();
    m_pane->setVisible(shown);
    m_empty->setVisible(!shown);
    if (!shown) {
        m_item = {};
        m_empty->setText(m_document.hall().sites.empty()
                             ? tr("Open a hall, or start from a brief.")
                             : tr("Select a rack or a cooling unit in the plan to see what stands "
                                  "in it."));
        m_canvas->showContent(std::nullopt);
        return;
    }
    const auto more =
        std::count_if(m_selection.items().begin(), m_selection.items().end(), isShown);
    m_name->setText(more > 1 ? tr("%1, the first of %2").arg(content->name).arg(more)
                             : content->name);
    m_subtitle->setText(content->subtitle);
    m_figures->setText(content->figures.join(QStringLiteral("\n")));
    m_notes->setText(content->notes.join(QStringLiteral(" ")));
    m_notes->setVisible(!content->notes.isEmpty());
    m_canvas->setAccessibleName(tr("Elevation of %1").arg(content->name));
    m_canvas->showContent(std::move(content));
    showColours();
}

void ElevationView::showTold() {
    const std::optional<ElevationContent>& content = m_canvas->content();
    if (!content) return;
    const int told = m_canvas->told();
    if (told < 0 || told >= static_cast<int>(content->items.size())) {
        QStringList words;
        if (m_canvas->rear()) {
            for (const QString& text : {content->busbar, content->manifolds})
                if (!text.isEmpty()) words += text;
            if (words.isEmpty()) words += tr("Nothing is published of the rear.");
        } else {
            words += tr("Point at an element, or walk with the arrow keys.");
        }
        m_told->setText(words.join(QStringLiteral("\n")));
        return;
    }
    const ElevationItem& item = content->items[static_cast<std::size_t>(told)];
    QString text = item.title;
    if (content->unitsPublished) text = item.place() + QStringLiteral(" · ") + text;
    if (!item.facts.isEmpty()) text += u'\n' + item.facts.join(QStringLiteral(" · "));
    m_told->setText(text);
    m_canvas->setAccessibleDescription(text);
}

void ElevationView::draw(QPainter& painter, QSize size) const {
    const Theme& theme = Theme::current();
    painter.fillRect(QRect(QPoint(), size), theme.panel);
    const std::optional<ElevationContent>& content = m_canvas->content();
    QRect room = QRect(QPoint(), size).adjusted(16, 16, -16, -16);
    const auto write = [&](const QString& text, const QFont& font, const QColor& colour,
                           bool bottom) {
        if (text.isEmpty()) return;
        painter.setFont(font);
        painter.setPen(colour);
        const QRect used =
            painter.boundingRect(room, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, text);
        const QRect at = bottom ? QRect(room.left(), room.bottom() - used.height(), room.width(),
                                        used.height() + 1)
                                : used;
        painter.drawText(at, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, text);
        if (bottom)
            room.setBottom(at.top() - 8);
        else
            room.setTop(used.bottom() + 4);
    };
    if (!content) {
        write(m_empty->text(), textFont(), theme.faint, false);
        return;
    }
    write(content->name, m_name->font(), theme.text, false);
    write(content->subtitle, textFont(), theme.faint, false);
    write(content->figures.join(QStringLiteral(" · ")), tabularFont(), theme.text, false);
    write(content->notes.join(QStringLiteral(" ")), m_notes->font(), theme.faint, true);
    if (m_canvas->rear())
        write(QStringList{content->busbar, content->manifolds}.join(u'\n').trimmed(), textFont(),
              theme.text, true);
    room.setTop(room.top() + 8);
    ElevationDrawing(*content, m_canvas->rear(), QRectF(room)).paint(painter, -1, -1);
}

void ElevationView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_notes) showColours();
}

/// The style of the program reaches the labels only now.
void ElevationView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
    showColours();
}

void ElevationView::showColours() {
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, Theme::current().faint);
    faint.setColor(QPalette::Text, Theme::current().faint);
    for (QLabel* label : {m_subtitle, m_notes, m_empty})
        if (label->palette() != faint) label->setPalette(faint);
}

}  // namespace hallwright
