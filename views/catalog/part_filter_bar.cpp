#include "views/catalog/part_filter_bar.h"

#include "model/edits/place_items.h"
#include "model/parts/part_status.h"
#include "model/units/quantity_text.h"
#include "views/flow_layout.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>
#include <set>

namespace hallwright {

namespace {

constexpr int boxWidth = 124;
constexpr int powerWidth = 76;
constexpr std::string_view liquidOrHybrid = "liquid|hybrid";

QString capital(QString word) {
    if (!word.isEmpty()) word[0] = word[0].toUpper();
    return word;
}

QStringList listOf(const std::set<std::string>& words) {
    QStringList list;
    for (const std::string& word : words)
        list += QString::fromStdString(word);
    std::sort(list.begin(), list.end(), [](const QString& a, const QString& b) {
        return a.compare(b, Qt::CaseInsensitive) < 0;
    });
    return list;
}

QStringList capitals(QStringList words) {
    std::transform(words.begin(), words.end(), words.begin(), capital);
    return words;
}

}  // namespace

PartFilterBar::PartFilterBar(QWidget* parent) : QWidget(parent), m_search(new QLineEdit(this)) {
    setObjectName("partFilters");
    m_search->setObjectName("partSearch");
    m_search->setPlaceholderText(tr("Search names, old names, makers, kinds"));
    m_search->setAccessibleName(tr("Search parts"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    setFocusProxy(m_search);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(m_search);
    auto* flow = new FlowLayout;
    flow->setSpacing(8);
    column->addLayout(flow);
    const auto box = [&](Field field, const QString& name, const QString& all) {
        m_boxes[field] = addBox(name, all);
        flow->addWidget(m_boxes[field]);
    };
    box(OfKind, tr("Kind of part"), tr("All kinds"));
    m_boxes[OfKind]->setObjectName("partKind");
    box(Maker, tr("Maker"), tr("All makers"));
    box(Status, tr("Status"), tr("Any status"));
    box(Cooling, tr("Cooling"), tr("Any cooling"));
    box(Connector, tr("Connector"), tr("Any connector"));
    auto* power = new QWidget(this);
    power->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(power);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_from = addPower(tr("Power from"), tr("from kW"));
    m_from->setObjectName("powerFrom");
    m_to = addPower(tr("Power to"), tr("to kW"));
    m_to->setObjectName("powerTo");
    row->addWidget(new QLabel(tr("Power"), power));
    row->addWidget(m_from);
    row->addWidget(new QLabel(QStringLiteral("–"), power));
    row->addWidget(m_to);
    flow->addWidget(power);
    m_unread = new QLabel(tr("▲ Not a power: type a number for kW, or 800 W, 1.2 MW"), this);
    m_unread->setObjectName("powerUnread");
    m_unread->setWordWrap(true);
    m_unread->hide();
    column->addWidget(m_unread);
    m_retired = new QCheckBox(tr("Show retired"), this);
    m_retired->setObjectName("partRetired");
    m_retired->setToolTip(tr("Parts that are not offered for new halls any more"));
    flow->addWidget(m_retired);

    connect(m_search, &QLineEdit::textChanged, this, &PartFilterBar::changed);
    connect(m_retired, &QCheckBox::toggled, this, &PartFilterBar::changed);
}

QComboBox* PartFilterBar::addBox(const QString& name, const QString& all) {
    auto* box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    box->setMinimumWidth(boxWidth);
    box->setMaxVisibleItems(24);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->addItem(all);
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
        showState();
        Q_EMIT changed();
    });
    return box;
}

QLineEdit* PartFilterBar::addPower(const QString& name, const QString& hint) {
    auto* edit = new QLineEdit(this);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(hint);
    edit->setToolTip(
        tr("%1: a number means kW; or with its unit, such as 800 W or 1.2 MW").arg(name));
    edit->setFixedWidth(powerWidth);
    connect(edit, &QLineEdit::textChanged, this, &PartFilterBar::readPower);
    return edit;
}

/// What cannot be read is marked and asks for nothing.
void PartFilterBar::readPower() {
    bool unread = false;
    const auto read = [&unread](QLineEdit* edit) -> std::optional<double> {
        const QString typed = edit->text().trimmed();
        bool bare = false;
        typed.toDouble(&bare);
        const Result<Value> value = parseQuantity(
            (bare ? typed + QStringLiteral(" kW") : typed).toStdString(), Dimension::Power);
        QPalette tone;
        if (!typed.isEmpty() && !value) tone.setColor(QPalette::Text, Theme::current().error);
        edit->setPalette(tone);
        unread = unread || (!typed.isEmpty() && !value);
        return value ? std::optional(value->si) : std::nullopt;
    };
    const std::optional<double> from = read(m_from), to = read(m_to);
    m_unread->setVisible(unread);
    if (from == m_powerFrom && to == m_powerTo) return;
    m_powerFrom = from;
    m_powerTo = to;
    Q_EMIT changed();
}

/// Fills a box anew below its first entry, and keeps what was chosen.
void PartFilterBar::fill(QComboBox* box, const QStringList& texts, const QStringList& values) {
    const QString chosen = box->currentData().toString();
    const QSignalBlocker quiet(box);
    while (box->count() > 1)
        box->removeItem(1);
    for (qsizetype i = 0; i < texts.size(); ++i)
        box->addItem(texts[i], values[i]);
    box->setCurrentIndex(chosen.isEmpty() ? 0 : std::max(box->findData(chosen), 0));
    int widest = 0;
    for (int i = 0; i < box->count(); ++i)
        widest = std::max(widest, box->fontMetrics().horizontalAdvance(box->itemText(i)));
    box->view()->setMinimumWidth(widest + 32);
}

void PartFilterBar::setCatalog(const Catalog& catalog) {
    std::set<Kind> kinds;
    std::set<std::string> makers, states, cooling, connectors;
    for (const auto& [id, part] : catalog.parts()) {
        kinds.insert(part->kind);
        makers.insert(part->vendor);
        states.insert(std::string(statusWord(part->status)));
        cooling.insert(part->text(Property::coolingMedium));
        for (std::string& one : connectorsOf(*part))
            connectors.insert(std::move(one));
    }
    for (std::set<std::string>* words : {&makers, &states, &cooling, &connectors})
        words->erase(std::string());
    states.erase(std::string(retiredStatus));
    QStringList titles, ids;
    for (const bool placeable : {true, false})
        for (const KindInfo& row : allKinds())
            if (kinds.count(row.kind) && isPlaceable(row.kind) == placeable) {
                titles += fromView(row.title);
                ids += fromView(row.id);
            }
    fill(m_boxes[OfKind], titles, ids);
    fill(m_boxes[Maker], listOf(makers), listOf(makers));
    fill(m_boxes[Status], capitals(listOf(states)), listOf(states));
    QStringList media = listOf(cooling), mediaTitles = capitals(media);
    // Racks that give most of their heat to water and some to air: whoever looks for liquid
    // cooling means them too.
    if (cooling.count("liquid") && cooling.count("hybrid")) {
        media.prepend(fromView(liquidOrHybrid));
        mediaTitles.prepend(tr("Liquid or hybrid"));
    }
    fill(m_boxes[Cooling], mediaTitles, media);
    fill(m_boxes[Connector], listOf(connectors), listOf(connectors));
    showState();
}

QString PartFilterBar::words() const { return m_search->text().trimmed(); }

PartFilter PartFilterBar::filter() const {
    const auto chosen = [this](Field field) {
        return m_boxes[field]->currentData().toString().toStdString();
    };
    PartFilter filter;
    filter.kind = findKind(chosen(OfKind));
    filter.vendor = chosen(Maker);
    filter.status = chosen(Status);
    filter.cooling = chosen(Cooling);
    filter.connector = chosen(Connector);
    filter.powerFrom = m_powerFrom;
    filter.powerTo = m_powerTo;
    filter.retired = m_retired->isChecked();
    return filter;
}

void PartFilterBar::setWords(const QString& words) { m_search->setText(words); }

void PartFilterBar::setRetired(bool shown) { m_retired->setChecked(shown); }

void PartFilterBar::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

std::vector<PartFilterBar::Field> PartFilterBar::active() const {
    std::vector<Field> fields;
    if (!words().isEmpty()) fields.push_back(Words);
    for (int field = OfKind; field < Power; ++field)
        if (m_boxes[static_cast<std::size_t>(field)]->currentIndex() > 0)
            fields.push_back(static_cast<Field>(field));
    if (m_powerFrom || m_powerTo) fields.push_back(Power);
    return fields;
}

QString PartFilterBar::wordsOf(Field field) const {
    const auto watts = [](std::optional<double> power) {
        return shownText({*power, Dimension::Power});
    };
    switch (field) {
    case Words:
        return tr("the words “%1”").arg(words());
    case OfKind:
        return tr("the kind “%1”").arg(m_boxes[field]->currentText());
    case Maker:
        return tr("the maker “%1”").arg(m_boxes[field]->currentText());
    case Status:
        return tr("the status “%1”").arg(m_boxes[field]->currentText());
    case Cooling:
        return tr("the cooling “%1”").arg(m_boxes[field]->currentText());
    case Connector:
        return tr("the connector “%1”").arg(m_boxes[field]->currentText());
    case Power:
        if (!m_powerTo) return tr("power from %1").arg(watts(m_powerFrom));
        if (!m_powerFrom) return tr("power up to %1").arg(watts(m_powerTo));
        return tr("power from %1 to %2").arg(watts(m_powerFrom), watts(m_powerTo));
    case FieldCount:
        break;
    }
    return {};
}

std::pair<QString, PartFilter> PartFilterBar::without(Field field) const {
    PartFilter asked = filter();
    switch (field) {
    case OfKind:
        asked.kind.reset();
        break;
    case Maker:
        asked.vendor.clear();
        break;
    case Status:
        asked.status.clear();
        break;
    case Cooling:
        asked.cooling.clear();
        break;
    case Connector:
        asked.connector.clear();
        break;
    case Power:
        asked.powerFrom.reset();
        asked.powerTo.reset();
        break;
    case Words:
    case FieldCount:
        break;
    }
    return {field == Words ? QString() : words(), asked};
}

void PartFilterBar::lift(Field field) {
    if (field == Words) return m_search->clear();
    if (field != Power) return m_boxes[field]->setCurrentIndex(0);
    m_from->clear();
    m_to->clear();
}

/// One change, however many fields are emptied.
void PartFilterBar::clear() {
    {
        const QSignalBlocker quiet(this);
        for (int field = Words; field < FieldCount; ++field)
            lift(static_cast<Field>(field));
    }
    Q_EMIT changed();
}

/// What narrows the list is told by more than the words in the box.
void PartFilterBar::showState() {
    for (QComboBox* box : m_boxes)
        if (box) box->setFont(textFont(13, box->currentIndex() > 0));
}

bool PartFilterBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
        Q_EMIT listWanted();
        return true;
    }
    if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace hallwright
