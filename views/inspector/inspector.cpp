#include "views/inspector/inspector.h"

#include "model/edits/change_items.h"
#include "model/edits/move_items.h"
#include "views/document.h"
#include "views/figure_list.h"
#include "views/inspector/reading_list.h"
#include "views/quantity_edit.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace hallwright {

namespace {

/// The part of a row that has one.
PartId partOf(const Hall& hall, ItemRef item) {
    switch (item.table) {
    case TableId::Racks:
        return hall.racks[{item.id}].part;
    case TableId::Equipment:
        return hall.equipment[{item.id}].part;
    case TableId::Busways:
        return hall.busways[{item.id}].part;
    case TableId::Trays:
        return hall.trays[{item.id}].part;
    case TableId::PowerUnits:
        return hall.powerUnits[{item.id}].part;
    default:
        return {};
    }
}

/// Where a row stands, for those that have a corner.
std::optional<Placement> placeOf(const Hall& hall, ItemRef item) {
    switch (item.table) {
    case TableId::Racks:
        return hall.racks[{item.id}].place;
    case TableId::Equipment:
        return hall.equipment[{item.id}].place;
    case TableId::Rows: {
        const Row& row = hall.rows[{item.id}];
        return Placement{row.x, row.y, row.facing};
    }
    case TableId::Obstacles: {
        const Obstacle& obstacle = hall.obstacles[{item.id}];
        return Placement{obstacle.area.x, obstacle.area.y, Facing::Down};
    }
    default:
        return std::nullopt;
    }
}

QString belongsText(const Hall& hall, ItemRef item) {
    QStringList words;
    const auto add = [&](TableId table, RawId id) {
        if (id != 0) words += QString::fromStdString(itemName(hall, {table, id}));
    };
    if (item.table == TableId::Racks) {
        const Rack& rack = hall.racks[{item.id}];
        if (rack.row)
            words += QObject::tr("Row %1").arg(
                QString::fromStdString(itemName(hall, {TableId::Rows, rack.row.raw})));
        add(TableId::Loops, rack.loop.raw);
        add(TableId::Racks, rack.sidecar.raw);
    }
    if (item.table == TableId::Equipment) {
        const Equipment& equipment = hall.equipment[{item.id}];
        add(TableId::Loops, equipment.loop.raw);
        if (equipment.row)
            words += QObject::tr("Row %1").arg(
                QString::fromStdString(itemName(hall, {TableId::Rows, equipment.row.raw})));
    }
    if (item.table == TableId::Busways)
        add(TableId::PowerUnits, hall.busways[{item.id}].source.raw);
    return words.join(QStringLiteral(", "));
}

bool mayBeLocked(TableId table) { return table == TableId::Racks || table == TableId::Equipment; }

}  // namespace

Inspector::Inspector(DocumentModel& document, Selection& selection, const RangeWorker* ranges,
                     QWidget* parent)
    : QScrollArea(parent), m_document(document), m_selection(selection) {
    setObjectName("inspector");
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(4);
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);

    m_title = new QLabel;
    QFont large = textFont();
    large.setPixelSize(17);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subtitle = new QLabel;
    m_subtitle->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    m_fields = makeFields();
    column->addWidget(m_fields);

    m_figures = new FigureModel(document, ranges, this);
    m_figureList = new FigureList(*m_figures);
    m_figureList->setAccessibleName(tr("Figures"));
    column->addWidget(m_figureList);

    m_readingsTitle = new QLabel;
    QFont heading = textFont();
    heading.setPixelSize(12);
    heading.setWeight(QFont::DemiBold);
    m_readingsTitle->setFont(heading);
    m_readingsTitle->setContentsMargins(0, 16, 0, 0);
    m_readingsTitle->setWordWrap(true);
    column->addWidget(m_readingsTitle);
    m_readings = new ReadingModel(document, this);
    m_readingList = new ReadingList(*m_readings);
    m_readingList->setAccessibleName(tr("What is said of the part"));
    column->addWidget(m_readingList);
    column->addStretch(1);
    setWidget(content);

    connect(m_readingList, &ReadingList::chosen, this,
            [this](PartId part, Property property, int reading) {
                send(chooseReading(m_document.base(), part, property,
                                   static_cast<std::size_t>(reading)));
            });
    connect(&document, &DocumentModel::changed, this, &Inspector::follow);
    connect(&selection, &Selection::changed, this, &Inspector::showSelection);
    showSelection();
}

QWidget* Inspector::makeFields() {
    auto* fields = new QWidget;
    m_form = new QFormLayout(fields);
    m_form->setContentsMargins(0, 8, 0, 0);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(6);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_name = new QLineEdit;
    m_part = new QComboBox;
    m_part->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_part->setMinimumContentsLength(8);
    m_x = new QuantityEdit(Dimension::Length);
    m_y = new QuantityEdit(Dimension::Length);
    m_facing = new QComboBox;
    m_facing->addItems({tr("Up"), tr("Right"), tr("Down"), tr("Left")});
    m_belongs = new QLabel;
    m_belongs->setWordWrap(true);
    m_locked = new QCheckBox(tr("Locked in place"));
    m_form->addRow(tr("Name"), m_name);
    m_form->addRow(tr("Part"), m_part);
    m_form->addRow(tr("From left"), m_x);
    m_form->addRow(tr("From bottom"), m_y);
    m_form->addRow(tr("Front looks"), m_facing);
    m_form->addRow(tr("Belongs to"), m_belongs);
    m_form->addRow(QString(), m_locked);

    const auto one = [this] {
        return m_selection.items().size() == 1 ? m_selection.items().front() : ItemRef{};
    };
    connect(m_name, &QLineEdit::editingFinished, this, [this, one] {
        const ItemRef item = one();
        const std::string wanted = m_name->text().trimmed().toStdString();
        if (item && wanted != itemName(m_document.base(), item))
            send(renameItem(m_document.base(), item, wanted));
    });
    connect(m_part, &QComboBox::activated, this, [this, one](int at) {
        const PartId part{m_part->itemData(at).toInt()};
        if (const ItemRef item = one(); item && part != partOf(m_document.base(), item))
            send(setPart(m_document.base(), item, part));
    });
    connect(m_facing, &QComboBox::activated, this, [this, one](int at) {
        const ItemRef item = one();
        const std::optional<Placement> place =
            item ? placeOf(m_document.base(), item) : std::nullopt;
        if (!place || at == static_cast<int>(place->facing)) return;
        send(rotateItems(m_document.base(), m_selection.items(),
                         at - static_cast<int>(place->facing)));
    });
    connect(m_locked, &QCheckBox::clicked, this,
            [this](bool on) { send(setLocked(m_document.base(), m_selection.items(), on)); });
    connect(m_x, &QuantityEdit::edited, this,
            [this](Value value) { move(true, Millimetres::fromMetres(value.si)); });
    connect(m_y, &QuantityEdit::edited, this,
            [this](Value value) { move(false, Millimetres::fromMetres(value.si)); });
    connect(m_x, &QuantityEdit::refused, this, &Inspector::message);
    connect(m_y, &QuantityEdit::refused, this, &Inspector::message);
    return fields;
}

void Inspector::move(bool alongX, Millimetres to) {
    if (m_selection.items().size() != 1) return;
    const std::optional<Placement> place = placeOf(m_document.base(), m_selection.items().front());
    if (!place) return;
    const Millimetres dx = alongX ? to - place->x : Millimetres{},
                      dy = alongX ? Millimetres{} : to - place->y;
    send(moveItems(m_document.base(), m_selection.items(), dx, dy));
}

void Inspector::send(Result<Edit> edit) {
    const Result<void> done =
        edit ? m_document.apply(std::move(edit).value()) : Result<void>(edit.error());
    if (done) return;
    Q_EMIT message(QString::fromStdString(done.error().message));
    showSelection();  // the fields as they are, not as they were wanted
}

void Inspector::follow(const ChangeEvent& event) {
    if (!event.hallChanged()) return;
    m_selection.keepExisting(m_document.hall());
    showSelection();
}

/// Another theme: labels take their tones from it when they are shown.
void Inspector::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_readingList) showSelection();
}

/// The style of the program reaches the labels only now.
void Inspector::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    showSelection();
}

void Inspector::showSelection() {
    const Theme& theme = Theme::current();
    QPalette faint = palette();
    // A label on the base colour of lists is written in Text, not WindowText.
    faint.setColor(QPalette::WindowText, theme.faint);
    faint.setColor(QPalette::Text, theme.faint);
    m_subtitle->setPalette(faint);
    m_readingsTitle->setPalette(faint);
    m_belongs->setPalette(faint);
    const Hall& hall = m_document.hall();
    std::vector<ItemRef> items;
    for (ItemRef item : m_selection.items())
        if (tableAccess(item.table).row(hall, item.id)) items.push_back(item);
    if (items.size() == 1) {
        showFields(items.front());
        return;
    }
    m_fields->hide();
    showParts(nullptr);
    if (items.empty()) {
        const bool none = hall.sites.empty();
        m_title->setText(
            none ? tr("No hall")
                 : QString::fromStdString(hall.site().name.empty() ? "Hall" : hall.site().name));
        m_subtitle->setText(none ? tr("Open a hall, or start from a brief.")
                                 : tr("Figures of the whole hall"));
        m_figures->showHall();
        m_figureList->show();
        return;
    }
    m_title->setText(QString::fromStdString(itemsInWords(hall, items)));
    QStringList names;
    for (std::size_t i = 0; i < items.size() && i < 24; ++i)
        names += QString::fromStdString(itemName(hall, items[i]));
    if (items.size() > 24) names += QStringLiteral("…");
    m_subtitle->setText(names.join(QStringLiteral(", ")));
    m_figures->showItems(items);
    m_figureList->show();
}

void Inspector::showFields(ItemRef item) {
    const Hall& hall = m_document.hall();
    const PartId partId = partOf(hall, item);
    const Part* part = hall.part(partId);
    m_title->setText(QString::fromStdString(itemName(hall, item)));
    const auto kind = [](const Part* p) {
        const std::string_view title = info(p->kind).title;
        return QString::fromUtf8(title.data(), static_cast<int>(title.size()));
    };
    m_subtitle->setText(part ? kind(part)
                             : QString::fromStdString(itemsInWords(hall, std::span(&item, 1))));
    m_fields->show();
    if (!m_name->hasFocus() || !m_name->isModified())
        m_name->setText(QString::fromStdString(itemName(hall, item)));
    const std::optional<Placement> place = placeOf(hall, item);
    const auto row = [this](QWidget* field, bool visible) {
        field->setVisible(visible);
        if (QWidget* label = m_form->labelForField(field)) label->setVisible(visible);
    };
    row(m_part, part != nullptr);
    row(m_x, place.has_value());
    row(m_y, place.has_value());
    row(m_facing, place.has_value() && mayBeLocked(item.table));
    if (place) {
        if (!m_x->isModified() || !m_x->hasFocus()) m_x->setLength(place->x);
        if (!m_y->isModified() || !m_y->hasFocus()) m_y->setLength(place->y);
        m_facing->setCurrentIndex(static_cast<int>(place->facing));
    }
    const QString belongs = belongsText(hall, item);
    m_belongs->setText(belongs);
    row(m_belongs, !belongs.isEmpty());
    m_locked->setVisible(mayBeLocked(item.table));
    const bool locked = isLocked(hall, item);
    m_locked->setChecked(locked);
    m_x->setEnabled(!locked);
    m_y->setEnabled(!locked);
    m_facing->setEnabled(!locked);

    // The parts of this kind that the hall holds.
    const QSignalBlocker quiet(m_part);
    m_part->clear();
    m_part->setEnabled(item.table == TableId::Racks || item.table == TableId::Equipment);
    if (part)
        hall.parts.forEach([&](PartId id, const FrozenPart& frozen) {
            if (frozen.part->kind != part->kind) return;
            m_part->addItem(QString::fromStdString(frozen.part->name), id.raw);
            if (id == partId) m_part->setCurrentIndex(m_part->count() - 1);
        });
    m_part->setToolTip(m_part->currentText());
    m_figures->showItem(item);
    m_figureList->show();
    m_readings->showPart(partId);
    showParts(part);
}

void Inspector::showParts(const Part* part) {
    m_readingsTitle->setVisible(part != nullptr);
    m_readingList->setVisible(part != nullptr);
    if (part)
        m_readingsTitle->setText(tr("What is said of %1").arg(QString::fromStdString(part->name)));
}

}  // namespace hallwright
