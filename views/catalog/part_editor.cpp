#include "views/catalog/part_editor.h"

#include "model/base/text.h"
#include "model/parts/part_fault.h"
#include "model/parts/part_status.h"
#include "views/catalog/editor_words.h"
#include "views/catalog/reading_form.h"
#include "views/catalog/source_dialog.h"
#include "views/catalog/typed_choice.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDate>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QTreeWidget>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int propertyRole = Qt::UserRole;
constexpr int readingRole = Qt::UserRole + 1;
constexpr const char* statuses[] = {"shipping", "announced", "concept", "withdrawn", "generic"};

bool isEdited(Property property) {
    const Shape shape = info(property).shape;
    return shape != Shape::Curve && shape != Shape::List;
}

}  // namespace

PartEditor::PartEditor(std::shared_ptr<const Catalog> catalog, Part part, Mode mode,
                       QWidget* parent)
    : QDialog(parent), m_catalog(std::move(catalog)), m_part(std::move(part)), m_mode(mode),
      m_given(mode == Mode::Override ? m_catalog->find(m_part.id)
                                     : std::make_shared<const Part>(m_part)),
      m_id(new QLineEdit(this)), m_name(new QLineEdit(this)), m_vendor(new QLineEdit(this)),
      m_aliases(new QLineEdit(this)), m_kind(new QComboBox(this)), m_status(new QComboBox(this)),
      m_property(new QComboBox(this)), m_tabs(new QTabWidget(this)), m_tree(new QTreeWidget(this)),
      m_form(new ReadingForm(m_catalog, this)),
      m_chosen(new QCheckBox(tr("&Count with this reading"), this)),
      m_addReading(new QPushButton(tr("Add &Reading"), this)),
      m_removeReading(new QPushButton(tr("Re&move Reading"), this)),
      m_addSource(new QPushButton(tr("New Docu&ment…"), this)),
      m_contents(new QTableWidget(0, 2, this)), m_cited(new QLabel(this)),
      m_error(new QLabel(this)) {
    setWindowTitle(mode == Mode::New        ? tr("New Part")
                   : mode == Mode::Override ? tr("Override a Part")
                                            : tr("Change a Part"));
    resize(920, 680);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    makeWords(*column);
    m_tabs->addTab(makeProperties(), tr("Properties"));
    m_tabs->addTab(makeContents(), tr("Contents"));
    column->addWidget(m_tabs, 1);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setObjectName("partEditorError");
    QPalette red = m_error->palette();
    red.setColor(QPalette::WindowText, Theme::current().error);
    m_error->setPalette(red);
    m_error->hide();
    column->addWidget(m_error);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &PartEditor::tryToAccept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buttons->button(QDialogButtonBox::Save)->setText(tr("&Save"));
    column->addWidget(buttons);
    showTree();
    (m_mode == Mode::New ? m_id : m_name)->setFocus();
}

void PartEditor::makeWords(QVBoxLayout& column) {
    m_id->setText(QString::fromStdString(m_part.id));
    m_id->setPlaceholderText(tr("lower case, digits and dashes: my-rack-200kw"));
    m_name->setText(QString::fromStdString(m_part.name));
    m_vendor->setText(QString::fromStdString(m_part.vendor));
    m_aliases->setText(QString::fromStdString(joined(m_part.aliases, ", ")));
    m_aliases->setCursorPosition(0);
    m_aliases->setPlaceholderText(tr("other names, divided by commas"));
    for (const KindInfo& row : allKinds())
        if (row.kind != Kind::DesignBasis)
            m_kind->addItem(fromView(row.title), static_cast<int>(row.kind));
    m_kind->model()->sort(0);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(m_part.kind)));
    for (const char* status : statuses)
        m_status->addItem(QString::fromLatin1(status), QString::fromLatin1(status));
    if (isRetired(m_part.status))
        m_status->addItem(fromView(retiredStatus), QString::fromStdString(m_part.status));
    m_status->setCurrentIndex(
        std::max(0, m_status->findData(QString::fromStdString(m_part.status))));
    m_id->setEnabled(m_mode == Mode::New);
    m_kind->setEnabled(m_mode == Mode::New);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    const auto field = [&](int row, int at, const QString& label, QWidget* widget) {
        auto* words = new QLabel(label, this);
        words->setBuddy(widget);
        grid->addWidget(words, row, at);
        grid->addWidget(widget, row, at + 1);
    };
    field(0, 0, tr("&Name"), m_name);
    field(0, 2, tr("&Id"), m_id);
    field(1, 0, tr("Ma&ker"), m_vendor);
    field(1, 2, tr("Kin&d"), m_kind);
    field(2, 0, tr("Also ca&lled"), m_aliases);
    field(2, 2, tr("S&tatus"), m_status);
    column.addLayout(grid);
}

QWidget* PartEditor::makeProperties() {
    auto* page = new QWidget(this);
    auto* left = new QWidget(page);
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(8);
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("Property and readings"), tr("Value")});
    // Texts can be hundreds of characters long: they are cut, and told whole by their tips.
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->header()->resizeSection(0, 260);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Properties and their readings"));
    leftColumn->addWidget(m_tree, 1);
    m_property->setEditable(true);
    m_property->setInsertPolicy(QComboBox::NoInsert);
    m_property->completer()->setFilterMode(Qt::MatchContains);
    m_property->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_property->setMinimumContentsLength(24);
    m_property->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_property->lineEdit()->setPlaceholderText(tr("Add a property: type a part of its name"));
    for (const PropertyInfo& row : allProperties())
        if (isEdited(row.property))
            m_property->addItem(
                QStringLiteral("%1 (%2)").arg(propertyTitle(row.property), fromView(row.id)),
                static_cast<int>(row.property));
    m_property->model()->sort(0);
    m_property->setCurrentIndex(-1);
    leftColumn->addWidget(m_property);

    auto* right = new QWidget(page);
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(8);
    m_cited->setObjectName("readingCited");
    m_cited->setWordWrap(true);
    m_cited->setText(tr("This reading is what its document says, and stays so. Press Add Reading "
                        "to say something of your own beside it."));
    rightColumn->addWidget(m_cited);
    rightColumn->addWidget(m_form);
    rightColumn->addWidget(m_chosen);
    auto* keys = new QHBoxLayout;
    keys->setSpacing(8);
    for (QPushButton* button : {m_addReading, m_removeReading, m_addSource}) {
        button->setAutoDefault(false);
        keys->addWidget(button);
    }
    keys->addStretch(1);
    rightColumn->addLayout(keys);
    rightColumn->addStretch(1);

    auto* split = new QSplitter(page);
    split->addWidget(left);
    split->addWidget(right);
    split->setChildrenCollapsible(false);
    split->setSizes({460, 420});
    split->setHandleWidth(16);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(12, 12, 12, 12);
    row->addWidget(split);

    connect(m_tree, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem*, QTreeWidgetItem* before) {
                if (!m_unread || !before) return showReading();
                // What cannot be read is not left behind: it would be lost without a word.
                QMetaObject::invokeMethod(
                    this,
                    [this, before] {
                        const QSignalBlocker quiet(m_tree);
                        m_tree->setCurrentItem(before);
                    },
                    Qt::QueuedConnection);
            });
    connect(m_property, &QComboBox::activated, this, &PartEditor::addProperty);
    connect(m_form, &ReadingForm::edited, this, &PartEditor::takeReading);
    connect(m_chosen, &QCheckBox::clicked, this, &PartEditor::chooseReading);
    connect(m_addReading, &QPushButton::clicked, this, &PartEditor::addReading);
    connect(m_removeReading, &QPushButton::clicked, this, &PartEditor::removeReading);
    connect(m_addSource, &QPushButton::clicked, this, &PartEditor::addSource);
    return page;
}

QWidget* PartEditor::makeContents() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    auto* words = new QLabel(tr("What stands inside it. Power, mass, price and performance of the "
                                "contents are added up and compared with its own figures."),
                             page);
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(words);
    m_contents->setHorizontalHeaderLabels({tr("Part"), tr("Count")});
    m_contents->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_contents->verticalHeader()->hide();
    column->addWidget(m_contents, 1);
    auto* keys = new QHBoxLayout;
    keys->setSpacing(8);
    auto* add = new QPushButton(tr("&Add Content"), page);
    auto* remove = new QPushButton(tr("Remo&ve Content"), page);
    for (QPushButton* button : {add, remove}) {
        button->setAutoDefault(false);
        keys->addWidget(button);
    }
    keys->addStretch(1);
    column->addLayout(keys);
    for (const Content& content : m_part.contents)
        addContent(content);
    connect(add, &QPushButton::clicked, this, [this] { addContent({}); });
    connect(remove, &QPushButton::clicked, this,
            [this] { m_contents->removeRow(m_contents->currentRow()); });
    if (m_mode == Mode::Override) {
        m_contents->setEnabled(false);
        add->setEnabled(false);
        remove->setEnabled(false);
        words->setText(tr("What a shipped part holds stays as it is. Duplicate the part to change "
                          "its contents."));
    }
    return page;
}

void PartEditor::addContent(const Content& content) {
    const int row = m_contents->rowCount();
    m_contents->insertRow(row);
    auto* box = new QComboBox(m_contents);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const auto& [id, part] : m_catalog->parts())
        box->addItem(QString::fromStdString(part->name), QString::fromStdString(id));
    box->setCurrentIndex(box->findData(QString::fromStdString(content.part)));
    m_contents->setCellWidget(row, 0, box);
    m_contents->setItem(row, 1, new QTableWidgetItem(QString::number(content.count)));
    m_contents->setCurrentCell(row, 0);
}

/// What a document says is not written over, nor is anything that was shipped: else a number of the
/// user's own would stand under the name of the document.
bool PartEditor::isWritable(const Reading& reading) const {
    if (reading.source == userSource || !m_given) return true;
    if (m_mode != Mode::Override && reading.source == "assumption") return true;
    return std::none_of(m_given->data.begin(), m_given->data.end(), [&](const Datum& datum) {
        return std::find(datum.readings.begin(), datum.readings.end(), reading) !=
               datum.readings.end();
    });
}

void PartEditor::showTree() {
    const QTreeWidgetItem* before = m_tree->currentItem();
    const QVariant property = before ? before->data(0, propertyRole) : QVariant();
    const QVariant reading = before ? before->data(0, readingRole) : QVariant();
    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    QTreeWidgetItem* current = nullptr;
    for (const Datum& datum : m_part.data) {
        auto* row =
            new QTreeWidgetItem(m_tree, {propertyTitle(datum.property),
                                         editedValue(*m_catalog, datum.property, datum.reading())});
        row->setData(0, propertyRole, static_cast<int>(datum.property));
        row->setData(0, readingRole, static_cast<int>(datum.chosen));
        row->setToolTip(0, fromView(info(datum.property).id));
        row->setToolTip(1, plainTip(row->text(1)));
        row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        if (row->data(0, propertyRole) == property) current = row;
        for (std::size_t i = 0; datum.readings.size() > 1 && i < datum.readings.size(); ++i) {
            const Reading& said = datum.readings[i];
            auto* line = new QTreeWidgetItem(
                row, {(i == datum.chosen ? QStringLiteral("● ") : QStringLiteral("○ ")) +
                          editedSource(*m_catalog, said.source),
                      editedValue(*m_catalog, datum.property, said)});
            line->setData(0, propertyRole, static_cast<int>(datum.property));
            line->setData(0, readingRole, static_cast<int>(i));
            line->setToolTip(0, plainTip(line->text(0)));
            line->setToolTip(1, plainTip(line->text(1)));
            line->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
            if (line->data(0, propertyRole) == property && line->data(0, readingRole) == reading)
                current = line;
        }
        if (current && (current == row || current->parent() == row)) row->setExpanded(true);
    }
    if (!current) current = m_tree->topLevelItem(0);
    m_tree->setCurrentItem(current);
    showReading();
}

Datum* PartEditor::datumShown() {
    const QTreeWidgetItem* item = m_tree->currentItem();
    if (!item) return nullptr;
    const auto property = static_cast<Property>(item->data(0, propertyRole).toInt());
    const auto found = std::find_if(m_part.data.begin(), m_part.data.end(),
                                    [&](const Datum& d) { return d.property == property; });
    return found == m_part.data.end() ? nullptr : &*found;
}

void PartEditor::showReading() {
    const Datum* datum = datumShown();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_form, m_chosen, m_addReading,
                                                           m_removeReading, m_addSource})
        widget->setEnabled(datum != nullptr);
    if (!datum) return;
    const auto at = static_cast<std::size_t>(m_tree->currentItem()->data(0, readingRole).toInt());
    const Reading& reading = datum->readings[std::min(at, datum->readings.size() - 1)];
    const bool writable = isWritable(reading) && isEdited(datum->property);
    m_form->showReading(datum->property, reading, writable);
    m_chosen->setChecked(at == datum->chosen);
    m_chosen->setEnabled(datum->readings.size() > 1 && at != datum->chosen);
    m_addReading->setEnabled(isEdited(datum->property));
    m_removeReading->setEnabled(m_mode != Mode::Override || isWritable(reading));
    m_cited->setVisible(!isWritable(reading) && isEdited(datum->property));
    m_unread = false;
    m_addSource->setEnabled(writable);
}

/// What is typed goes into the part as soon as it can be read; what cannot is told beside it.
void PartEditor::takeReading() {
    Datum* datum = datumShown();
    if (!datum) return;
    const Result<Reading> read = m_form->reading();
    m_unread = !read;
    if (!read) return refuse(QString::fromStdString(read.error().message));
    m_error->hide();
    QTreeWidgetItem* item = m_tree->currentItem();
    const auto at = static_cast<std::size_t>(item->data(0, readingRole).toInt());
    // A word of the user's catalog that is said otherwise is said anew.
    Reading said = *read;
    if (said.source == userCatalogSource && said != datum->readings[at]) said.source = userSource;
    datum->readings[at] = std::move(said);
    const QString words = editedValue(*m_catalog, datum->property, *read);
    item->setText(1, words);
    item->setToolTip(1, plainTip(words));
    if (item->parent() && at == datum->chosen) item->parent()->setText(1, words);
}

void PartEditor::addProperty() {
    if (m_property->currentIndex() < 0) return;
    const auto property = static_cast<Property>(m_property->currentData().toInt());
    const auto place = std::lower_bound(
        m_part.data.begin(), m_part.data.end(), property,
        [](const Datum& datum, Property wanted) { return datum.property < wanted; });
    if (place == m_part.data.end() || place->property != property)
        m_part.data.insert(place, Datum{.property = property, .readings = {}, .chosen = 0});
    m_property->setCurrentIndex(-1);
    m_property->clearEditText();
    Datum& datum = *std::find_if(m_part.data.begin(), m_part.data.end(),
                                 [&](const Datum& d) { return d.property == property; });
    if (datum.readings.empty()) {
        datum.readings.push_back({});
        datum.readings.back().source = userSource;
        datum.readings.back().asOf = QDate::currentDate().toString(Qt::ISODate).toStdString();
    }
    showTree();
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        if (m_tree->topLevelItem(i)->data(0, propertyRole).toInt() == static_cast<int>(property))
            m_tree->setCurrentItem(m_tree->topLevelItem(i));
    m_form->focusValue();
}

void PartEditor::addReading() {
    Datum* datum = datumShown();
    if (!datum) return;
    Reading fresh;
    fresh.source = userSource;
    fresh.asOf = QDate::currentDate().toString(Qt::ISODate).toStdString();
    fresh.unit = datum->reading().unit;
    fresh.at = datum->reading().at;
    fresh.includes = datum->reading().includes;
    datum->readings.push_back(fresh);
    datum->chosen = datum->readings.size() - 1;
    m_tree->currentItem()->setData(0, readingRole, static_cast<int>(datum->chosen));
    showTree();
    m_form->focusValue();
}

void PartEditor::removeReading() {
    Datum* datum = datumShown();
    if (!datum) return;
    const auto at = static_cast<std::size_t>(m_tree->currentItem()->data(0, readingRole).toInt());
    datum->readings.erase(datum->readings.begin() + static_cast<std::ptrdiff_t>(at));
    if (datum->readings.empty()) {
        const Property gone = datum->property;
        std::erase_if(m_part.data, [&](const Datum& d) { return d.property == gone; });
    } else {
        if (datum->chosen >= at && datum->chosen > 0) --datum->chosen;
        m_tree->currentItem()->setData(0, readingRole, static_cast<int>(datum->chosen));
    }
    showTree();
}

void PartEditor::chooseReading() {
    Datum* datum = datumShown();
    if (!datum) return;
    datum->chosen = static_cast<std::size_t>(m_tree->currentItem()->data(0, readingRole).toInt());
    showTree();
}

void PartEditor::addSource() {
    SourceDialog dialog(this);
    if (dialog.exec() != QDialog::Accepted) return;
    const Source source = dialog.source();
    if (m_catalog->sources().count(source.id) > 0)
        return refuse(tr("The catalog has a document %1 already; choose it from the list")
                          .arg(QString::fromStdString(source.id)));
    m_sources.push_back(source);
    m_form->addSource(source);
}

void PartEditor::refuse(const QString& sentence) {
    m_error->setText(QStringLiteral("▲ ") + sentence);
    m_error->show();
}

Part PartEditor::part() const {
    Part out = m_part;
    out.id = m_id->text().trimmed().toStdString();
    out.name = m_name->text().simplified().toStdString();
    out.vendor = m_vendor->text().simplified().toStdString();
    out.kind = static_cast<Kind>(m_kind->currentData().toInt());
    out.status = m_status->currentData().toString().toStdString();
    out.aliases.clear();
    for (const QString& alias : m_aliases->text().split(u',', Qt::SkipEmptyParts))
        if (!alias.simplified().isEmpty()) out.aliases.push_back(alias.simplified().toStdString());
    out.contents.clear();
    for (int row = 0; row < m_contents->rowCount(); ++row) {
        const auto* box = static_cast<QComboBox*>(m_contents->cellWidget(row, 0));
        const std::optional<QVariant> chosen = typedChoice(*box);
        const std::string id = chosen ? chosen->toString().toStdString() : std::string();
        if (!id.empty()) out.contents.push_back({id, m_contents->item(row, 1)->text().toInt()});
    }
    return out;
}

void PartEditor::tryToAccept() {
    for (int row = 0; row < m_contents->rowCount(); ++row) {
        const auto* box = static_cast<QComboBox*>(m_contents->cellWidget(row, 0));
        if (typedChoice(*box)) continue;
        m_tabs->setCurrentIndex(1);
        m_contents->setCurrentCell(row, 0);
        return refuse(tr("No part is called “%1”; choose one from the list")
                          .arg(box->currentText().trimmed()));
    }
    if (datumShown() && m_form->isEnabled())
        if (const Result<Reading> read = m_form->reading(); !read)
            return refuse(QString::fromStdString(read.error().message));
    const Part made = part();
    if (m_mode == Mode::New && m_catalog->find(made.id))
        return refuse(tr("The catalog has a part %1 already; choose another id")
                          .arg(QString::fromStdString(made.id)));
    for (const Content& content : made.contents)
        if (content.count < 1) return refuse(tr("The count of a content is a whole number from 1"));
    if (const std::string fault = partFault(made); !fault.empty())
        return refuse(QString::fromStdString(fault));
    m_error->hide();
    QDialog::accept();
}

}  // namespace hallwright
