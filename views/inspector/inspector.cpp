#include "views/inspector/inspector.h"

#include "model/edits/change_fabric.h"
#include "model/edits/choose_readings.h"
#include "model/edits/move_items.h"
#include "model/edits/override_reading.h"
#include "model/edits/place_switches.h"
#include "model/edits/set_fields.h"
#include "model/rules/rule.h"
#include "views/document.h"
#include "views/figure_list.h"
#include "views/inspector/fabric_dialog.h"
#include "views/inspector/field_form.h"
#include "views/inspector/override_dialog.h"
#include "views/inspector/reading_list.h"
#include "views/inspector/related_rows.h"
#include "views/paced_refresh.h"
#include "views/reading_text.h"
#include "views/selection.h"
#include "views/theme.h"
#include "views/units.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright {

namespace {

/// From so many properties on there is a filter for them.
constexpr int filterFrom = 12;

}  // namespace

Inspector::Inspector(DocumentModel& document, Selection& selection, const RangeWorker* ranges,
                     QWidget* parent)
    : QScrollArea(parent), m_document(document), m_selection(selection) {
    setObjectName("inspector");
    setAccessibleName(tr("Inspector"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(4);
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);

    m_back = new QToolButton;
    m_back->setAutoRaise(true);
    m_back->setText(tr("‹ Hall"));
    m_back->setToolTip(tr("Show the hall itself"));
    m_back->setFocusPolicy(Qt::TabFocus);
    connect(m_back, &QToolButton::clicked, this, [this] {
        m_onlyPart = {};
        m_selection.clear();
        showSelection();
    });
    m_title = new QLabel;
    m_title->setFont(textFont(17, true));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subtitle = new QLabel;
    m_subtitle->setWordWrap(true);
    m_subtitle->setTextFormat(Qt::PlainText);
    column->addWidget(m_back, 0, Qt::AlignLeft);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    m_form = new FieldForm;
    column->addWidget(m_form);
    connect(m_form, &FieldForm::edited, this, [this](FieldEditor* editor, const Cell& value) {
        setField(editor, m_form->items(), value);
    });
    makeFabricActions(column);
    m_links = new QLabel;
    m_links->setWordWrap(true);
    m_links->setTextFormat(Qt::RichText);
    m_links->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_links->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_links);
    connect(m_links, &QLabel::linkActivated, this, &Inspector::followLink);
    m_relatedSide = new QWidget;
    m_relatedColumn = new QVBoxLayout(m_relatedSide);
    m_relatedColumn->setContentsMargins(0, 0, 0, 0);
    m_relatedColumn->setSpacing(0);
    column->addWidget(m_relatedSide);

    m_figures = new FigureModel(document, ranges, this);
    m_figureList = new FigureList(*m_figures);
    m_figureList->setAccessibleName(tr("Figures"));
    column->addWidget(m_figureList);
    makeReadings(column);
    column->addStretch(1);
    setWidget(content);

    m_paced = new PacedRefresh(*this, [this] { showSelection(); });
    connect(&document, &DocumentModel::changed, this, &Inspector::follow);
    connect(&selection, &Selection::changed, this, [this] {
        m_onlyPart = {};
        showSelection();
    });
    showSelection();
}

QLabel* Inspector::makeHeading() const {
    auto* label = new QLabel;
    label->setFont(textFont(12, true));
    label->setContentsMargins(0, 16, 0, 0);
    label->setWordWrap(true);
    return label;
}

/// What is done to a fabric as a whole, under its fields.
void Inspector::makeFabricActions(QVBoxLayout* column) {
    m_fabricActions = new QWidget;
    auto* side = new QVBoxLayout(m_fabricActions);
    side->setContentsMargins(0, 8, 0, 0);
    side->setSpacing(4);
    const auto button = [&](const QString& text, const QString& tip, const char* name) {
        auto* made = new QPushButton(text);
        made->setObjectName(QString::fromLatin1(name));
        made->setToolTip(tip);
        made->setAutoDefault(false);
        side->addWidget(made, 0, Qt::AlignLeft);
        return made;
    };
    m_unplaced = new QLabel;
    m_unplaced->setObjectName(QStringLiteral("unplacedSwitches"));
    m_unplaced->setWordWrap(true);
    side->addWidget(m_unplaced);
    m_placeSwitches =
        button(tr("Place Switches"),
               tr("Put all its switches into network racks anew, where their cables are shortest"),
               "placeSwitches");
    m_removeFabric =
        button(tr("Remove Fabric"), tr("Take it out of the hall with its switches; racks stay"),
               "removeFabric");
    m_addFabric =
        button(tr("Add Fabric…"), tr("Join racks of this hall by another network"), "addFabric");
    column->addWidget(m_fabricActions);
    connect(m_placeSwitches, &QPushButton::clicked, this, &Inspector::placeSwitchesAnew);
    connect(m_removeFabric, &QPushButton::clicked, this,
            [this] { send(removeFabric(m_document.base(), m_shownFabric)); });
    connect(m_addFabric, &QPushButton::clicked, this, &Inspector::addNewFabric);
}

void Inspector::makeReadings(QVBoxLayout* column) {
    m_readingsTitle = makeHeading();
    column->addWidget(m_readingsTitle);
    m_readingsFilter = new QLineEdit;
    m_readingsFilter->setPlaceholderText(tr("Filter properties"));
    m_readingsFilter->setAccessibleName(tr("Filter properties"));
    m_readingsFilter->setClearButtonEnabled(true);
    column->addWidget(m_readingsFilter);
    m_readings = new ReadingModel(m_document, this);
    m_readingList = new ReadingList(*m_readings);
    m_readingList->setAccessibleName(tr("What is said of the part"));
    column->addWidget(m_readingList);
    m_enter = new QPushButton(tr("Enter Another Property…"));
    m_enter->setToolTip(tr("Enter a value that no document gives"));
    m_enter->setAutoDefault(false);
    column->addSpacing(4);
    column->addWidget(m_enter, 0, Qt::AlignLeft);
    connect(m_readingsFilter, &QLineEdit::textChanged, m_readings, &ReadingModel::setFilter);
    connect(m_readingList, &ReadingList::chosen, this,
            [this](PartId part, Property property, int reading) {
                const auto wanted = static_cast<std::size_t>(reading);
                const Part* content = m_document.base().part(part);
                const Datum* datum = content ? content->find(property) : nullptr;
                if (datum && datum->chosen == wanted) return;
                send(chooseReading(m_document.base(), part, property, wanted));
            });
    connect(m_readingList, &ReadingList::entryWanted, this, &Inspector::enterValue);
    connect(m_enter, &QPushButton::clicked, this,
            [this] { enterValue(m_readings->part(), std::nullopt); });
}

std::vector<const FieldForm*> Inspector::relatedFields() const {
    std::vector<const FieldForm*> out;
    for (const Related& related : m_related)
        out.push_back(related.form);
    return out;
}

// -- edits
// -----------------------------------------------------------------------------------------

bool Inspector::send(Result<Edit> edit) {
    const Result<void> done =
        edit ? m_document.apply(std::move(edit).value()) : Result<void>(edit.error());
    if (done) return true;
    Q_EMIT message(QString::fromStdString(done.error().message));
    return false;
}

void Inspector::setField(FieldEditor* editor, const std::vector<ItemRef>& items,
                         const Cell& value) {
    const Field& field = editor->field();
    const auto* id = std::get_if<std::int64_t>(&value);
    const bool fabric = m_catalog && items.size() == 1 && items.front().table == TableId::Fabrics &&
                        choosesParts(field.column);
    Result<Edit> edit =
        field.column == "part" && id ? setParts(m_document.base(), items, {static_cast<RawId>(*id)})
        : fabric
            ? changeFabric(m_document.base(), *m_catalog, {items.front().id}, field.column, value,
                           m_document.nextId())
            : setFields(m_document.base(), items, field.column, value, field.title.toStdString());
    const Result<void> done =
        edit ? m_document.apply(std::move(edit).value()) : Result<void>(edit.error());
    if (done) return;
    const QString why = QString::fromStdString(done.error().message);
    editor->refuse(why);
    Q_EMIT message(why);
}

void Inspector::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    showSelection();
}

void Inspector::placeSwitchesAnew() {
    const Fabric* fabric = m_document.base().fabrics.find(m_shownFabric);
    if (!fabric) return;
    // Of the hall as it is, not of a preview.
    m_document.cancelPreview();
    const std::string length = "fabric." + fabric->name + ".cable_length.total";
    const auto told = [&] {
        const Evaluation& now = m_document.evaluation();
        const Result<FigureRef> ref = findFigure(now.hall(), length);
        const Figure metres = ref ? now.figure(*ref) : Figure();
        return std::pair(ref ? metres.value : Value{NAN, Dimension::Length}, now.findings().size());
    };
    const auto before = told();
    if (!send(placeSwitches(m_document.evaluation(), m_shownFabric, fabric->placement,
                            m_document.nextId())))
        return;
    // Anew is not always better: what stood by hand, or by a plan of all fabrics, may be.
    const auto after = told();
    if (std::isnan(before.first.si) || std::isnan(after.first.si)) return;
    Q_EMIT message(tr("Switches placed anew: %1 of cable instead of %2, %L3 findings instead of "
                      "%L4. Undo puts them back.")
                       .arg(shownText(after.first), shownText(before.first))
                       .arg(after.second)
                       .arg(before.second));
}

void Inspector::addNewFabric() {
    if (!m_catalog) return;
    FabricDialog dialog(m_document.base(), *m_catalog, this);
    if (dialog.exec() != QDialog::Accepted) return;
    send(addFabric(m_document.base(), *m_catalog, dialog.fabric(), m_document.nextId()));
}

void Inspector::enterValue(PartId part, std::optional<Property> property) {
    OverrideDialog dialog(m_document.base(), part, property, this);
    if (dialog.exec() != QDialog::Accepted) return;
    send(dialog.withdraws()
             ? withdrawOverride(m_document.base(), part, dialog.property())
             : overrideReading(m_document.base(), part, dialog.property(), dialog.reading()));
}

// -- showing
// ---------------------------------------------------------------------------------------

void Inspector::follow(const ChangeEvent& event) {
    if (!event.hallChanged()) return;
    if (event.kind == ChangeEvent::Kind::Loaded) m_onlyPart = {};
    if (event.rowsCameOrWent) m_selection.keepExisting(m_document.hall());
    m_paced->follow(event);
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

void Inspector::setTones() {
    const Theme& theme = Theme::current();
    QPalette faint = palette();
    // A label on the base colour of lists is written in Text, not WindowText.
    faint.setColor(QPalette::WindowText, theme.faint);
    faint.setColor(QPalette::Text, theme.faint);
    for (QLabel* label : {m_subtitle, m_readingsTitle, m_links})
        label->setPalette(faint);
    for (const Related& related : m_related)
        related.heading->setPalette(faint);
}

void Inspector::showSelection() {
    const Hall& hall = m_document.hall();
    std::vector<ItemRef> items;
    for (ItemRef item : m_selection.items())
        if (tableAccess(item.table).row(hall, item.id)) items.push_back(item);
    const bool part = hall.part(m_onlyPart) != nullptr;
    m_back->setVisible(part || !items.empty());
    if (part) {
        const Part& only = *hall.part(m_onlyPart);
        showEmpty();
        m_title->setText(QString::fromStdString(only.name));
        m_subtitle->setText(fromView(info(only.kind).title) + QStringLiteral(" · ") +
                            QString::fromStdString(only.id));
        showReadings(m_onlyPart);
    } else if (hall.sites.empty()) {
        showEmpty();
        m_title->setText(tr("No hall"));
        m_subtitle->setText(tr("Open a hall, or start a new one from a brief."));
    } else if (items.empty()) {
        showHall();
    } else if (items.size() == 1) {
        showItem(items.front());
    } else {
        showItems(items);
    }
    setTones();
}

void Inspector::showFabricActions(Id<Fabric> fabric, bool hall) {
    m_shownFabric = fabric;
    m_placeSwitches->setVisible(bool(fabric));
    const QString unplaced = fabric ? unplacedSwitches(m_document.evaluation(), fabric) : QString();
    m_unplaced->setText(unplaced);
    m_unplaced->setVisible(!unplaced.isEmpty());
    m_removeFabric->setVisible(bool(fabric));
    m_addFabric->setVisible(hall && m_catalog);
    m_fabricActions->setVisible(fabric || (hall && m_catalog));
}

void Inspector::showEmpty() {
    showFabricActions({}, false);
    m_form->hide();
    m_links->hide();
    showRelated({});
    m_figureList->hide();
    showReadings({});
}

void Inspector::showHall() {
    const Hall& hall = m_document.hall();
    m_title->setText(QString::fromStdString(hall.site().name.empty() ? "Hall" : hall.site().name));
    m_subtitle->setText(tr("The hall. Select a thing in the plan to see it here."));
    m_form->showRows(hall, {{TableId::Sites, hall.siteId().raw}});
    m_form->show();
    m_links->setText(hallLinks(hall, Theme::current()));
    m_links->setVisible(!m_links->text().isEmpty());
    showFabricActions({}, true);
    showRelated({});
    m_figures->showHall();
    m_figureList->show();
    showReadings({});
}

void Inspector::showItem(ItemRef item) {
    const Hall& hall = m_document.hall();
    const PartId partId = partOfItem(hall, item);
    const Part* part = hall.part(partId);
    m_title->setText(QString::fromStdString(itemName(hall, item)));
    // A fabric is no switch and a loop no coolant: these name a part without being one.
    const bool isPart = part && item.table != TableId::Fabrics && item.table != TableId::Loops;
    m_subtitle->setText(isPart ? fromView(info(part->kind).title)
                               : QString::fromStdString(itemsInWords(hall, std::span(&item, 1))));
    m_form->showRows(hall, {item});
    m_form->show();
    m_links->setText(itemLinks(hall, item, Theme::current()));
    m_links->setVisible(!m_links->text().isEmpty());
    showFabricActions(item.table == TableId::Fabrics ? Id<Fabric>{item.id} : Id<Fabric>{}, false);
    showRelated(relatedRows(hall, m_document.evaluation().numbers(), item));
    m_figures->showItem(item);
    m_figureList->show();
    showReadings(partId);
}

void Inspector::showItems(const std::vector<ItemRef>& items) {
    const Hall& hall = m_document.hall();
    constexpr std::size_t mostNames = 24;
    m_title->setText(QString::fromStdString(itemsInWords(hall, items)));
    QStringList names;
    for (std::size_t i = 0; i < items.size() && i < mostNames; ++i)
        names += QString::fromStdString(itemName(hall, items[i]));
    if (items.size() > mostNames) names += QStringLiteral("…");
    m_subtitle->setText(names.join(QStringLiteral(", ")));
    m_form->showRows(hall, items);
    m_form->setVisible(!m_form->editors().empty());
    m_links->hide();
    showFabricActions({}, false);
    showRelated({});
    m_figures->showItems(items);
    m_figureList->show();
    // What is said of a part that all of them are.
    PartId common = partOfItem(hall, items.front());
    for (ItemRef item : items)
        if (partOfItem(hall, item) != common) common = {};
    showReadings(common);
}

void Inspector::showRelated(const std::vector<std::pair<QString, ItemRef>>& rows) {
    while (m_related.size() > rows.size()) {
        // An edit may come from one of these: it goes once its own event is over.
        m_related.back().heading->deleteLater();
        m_related.back().form->hide();
        m_related.back().form->deleteLater();
        m_related.back().heading->hide();
        m_related.pop_back();
    }
    while (m_related.size() < rows.size()) {
        auto* form = new FieldForm;
        m_related.push_back({makeHeading(), form});
        m_relatedColumn->addWidget(m_related.back().heading);
        m_relatedColumn->addWidget(form);
        connect(form, &FieldForm::edited, this,
                [this, form](FieldEditor* editor, const Cell& value) {
                    setField(editor, form->items(), value);
                });
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        m_related[i].heading->setText(rows[i].first);
        m_related[i].form->showRows(m_document.hall(), {rows[i].second});
    }
    m_relatedSide->setVisible(!rows.empty());
}

void Inspector::showReadings(PartId part) {
    const Part* shown = m_document.hall().part(part);
    m_readingsTitle->setVisible(shown != nullptr);
    m_readingList->setVisible(shown != nullptr);
    m_enter->setVisible(shown != nullptr);
    if (part != m_readings->part()) m_readingsFilter->clear();
    m_readings->showPart(shown ? part : PartId{});
    m_readingsFilter->setVisible(shown && static_cast<int>(shown->data.size()) >= filterFrom);
    if (shown)
        m_readingsTitle->setText(tr("What is said of %1").arg(QString::fromStdString(shown->name)));
}

void Inspector::showPart(PartId part) {
    if (!m_document.hall().part(part)) return;
    m_onlyPart = part;
    showSelection();
    ensureVisible(0, 0);
}

void Inspector::followLink(const QString& link) {
    const QStringList pieces = link.split(u'/');
    if (pieces.size() != 2) return;
    const RawId id = pieces[1].toInt();
    if (pieces[0] == QStringLiteral("parts")) {
        showPart({id});
        return;
    }
    const TableAccess* table = findTable(pieces[0].toStdString());
    if (!table || !table->row(m_document.hall(), id)) return;
    const ItemRef item{table->id(), id};
    m_selection.set({item});
    Q_EMIT wanted({item});
}

}  // namespace hallwright
