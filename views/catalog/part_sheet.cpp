#include "views/catalog/part_sheet.h"

#include "model/parts/catalog.h"
#include "views/catalog/sheet_content.h"
#include "views/catalog/sheet_line.h"
#include "views/catalog/sheet_parts.h"
#include "views/catalog/sheet_readings.h"
#include "views/catalog/sheet_source.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QCursor>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

namespace {

constexpr std::size_t similarShown = 5;

QString layerWords(Layer layer) {
    switch (layer) {
    case Layer::Changed:
        return QObject::tr("changed by you");
    case Layer::Own:
        return QObject::tr("your own part");
    default:
        return {};
    }
}

/// "Shipping since 2024-11"; where the date is told in words, those words.
QString statusWords(const Part& part) {
    const QString status = statusWord(part);
    const Datum* since = part.find(Property::statusSince);
    QString told = since ? QString::fromStdString(since->reading().text) : QString();
    if (told.isEmpty()) return status;
    if (told.front().isDigit()) return QObject::tr("%1 since %2").arg(status, told);
    if (!told.startsWith(status, Qt::CaseInsensitive))
        return QStringLiteral("%1, %2").arg(status, told);
    told[0] = told[0].toUpper();
    return told;
}

void bringIntoView(QWidget* widget) {
    for (QWidget* at = widget->parentWidget(); at; at = at->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(at)) return area->ensureWidgetVisible(widget);
}

}  // namespace

PartSheet::PartSheet(std::shared_ptr<const Catalog> catalog, QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)),
      m_lookups(lookupsOf(m_catalog)), m_open{Property::powerTdp} {
    setObjectName("partSheet");
    setAccessibleName(tr("Part sheet"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    connect(&Units::shown(), &Units::changed, this, &PartSheet::rebuild);
    rebuild();
}

void PartSheet::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    m_lookups = lookupsOf(m_catalog);
    if (m_part) m_part = m_catalog->find(m_part->id);
    rebuild();
}

void PartSheet::showPart(PartPtr part) {
    if (part == m_part) return;
    m_lookups = lookupsOf(m_catalog);
    m_part = std::move(part);
    rebuild();
}

void PartSheet::showPart(PartPtr part, PartLookups lookups) {
    m_lookups = std::move(lookups);
    m_part = std::move(part);
    rebuild();
}

void PartSheet::setHeading(bool shown) {
    if (shown == m_heading) return;
    m_heading = shown;
    rebuild();
}

void PartSheet::setUsage(const QString& words) {
    if (words == m_usage) return;
    m_usage = words;
    rebuild();
}

void PartSheet::setChoosable(bool choosable) {
    if (choosable == m_choosable) return;
    m_choosable = choosable;
    rebuild();
}

void PartSheet::setOpen(Property property, bool open) {
    if (open)
        m_open.insert(property);
    else
        m_open.erase(property);
    for (SheetLine* line : m_lines)
        if (line->property() == property) showReadings(line, open);
}

void PartSheet::setAllOpen(bool open) {
    if (!m_part) return;
    for (const Datum& datum : m_part->data)
        if (!open || disagrees(datum)) setOpen(datum.property, open);
}

/// The sheet is made anew for each part. What it is made from may be in the middle of telling of a
/// click, so the old one goes when that is over.
void PartSheet::rebuild() {
    const QWidget* focused = m_body ? m_body->focusWidget() : nullptr;
    const std::optional<Property> held =
        focused && focused->hasFocus() ? propertyAt(focused) : std::nullopt;
    if (m_body) {
        m_body->hide();
        m_body->setObjectName(QString());
        layout()->removeWidget(m_body);
        m_body->deleteLater();
    }
    m_lines.clear();
    m_readings.clear();
    m_body = new QWidget(this);
    m_body->setObjectName("sheetBody");
    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    if (m_part) {
        addHead();
        addSections();
        addNeighbours();
        addLegend();
        column->addStretch(1);
    } else {
        auto* hint = new SheetBlock({}, m_body);
        hint->addText(tr("Choose a part to see what is known of it, from whom and how surely."),
                      true);
        column->addWidget(hint);
        column->addStretch(1);
    }
    layout()->addWidget(m_body);
    m_body->show();
    // The keyboard stays where it was, as far as there is such a line.
    for (SheetLine* line : m_lines)
        if (held && line->property() == *held) takeFocus(line);
}

/// The property in whose line or readings a widget stands.
std::optional<Property> PartSheet::propertyAt(const QWidget* widget) const {
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (widget == m_lines[i] || (m_readings[i] && m_readings[i]->isAncestorOf(widget)))
            return m_lines[i]->property();
    return std::nullopt;
}

void PartSheet::add(QWidget* block) {
    if (auto* links = qobject_cast<SheetBlock*>(block))
        connect(links, &SheetBlock::partChosen, this, &PartSheet::partChosen);
    static_cast<QVBoxLayout*>(m_body->layout())->addWidget(block);
}

void PartSheet::addHead() {
    const Part& part = *m_part;
    auto* head = new SheetBlock({}, m_body);
    head->setObjectName("sheetHead");
    if (m_heading) {
        auto* name = new QLabel(head);
        name->setTextFormat(Qt::PlainText);
        name->setText(QString::fromStdString(part.name));
        name->setFont(textFont(17, true));
        name->setWordWrap(true);
        head->layout()->addWidget(name);
        QStringList about;
        for (const QString& word :
             {QString::fromStdString(part.vendor), fromView(info(part.kind).title)})
            if (!word.isEmpty()) about += word;
        head->addText(about.join(QStringLiteral(" · ")));
    }
    QStringList state;
    for (const QString& word : {statusWords(part), layerWords(m_catalog->layerOf(part.id)),
                                QString::fromStdString(part.id)})
        if (!word.isEmpty()) state += word;
    head->addText(state.join(QStringLiteral(" · ")), true);
    if (!part.aliases.empty()) {
        QStringList names;
        for (const std::string& alias : part.aliases)
            names += QString::fromStdString(alias);
        head->addText(tr("Also called %1").arg(names.join(QStringLiteral(", "))), true);
    }
    if (const Datum* history = part.find(Property::nameHistory);
        history && !history->readings.empty() && !history->reading().text.empty())
        head->addText(QString::fromStdString(history->reading().text));
    const auto several = std::count_if(part.data.begin(), part.data.end(), disagrees);
    if (several > 0) {
        auto* all = new QPushButton(head);
        all->setObjectName("sheetAllReadings");
        all->setCheckable(true);
        all->setAutoDefault(false);
        all->setText(several == 1 ? tr("Show the Disagreement")
                                  : tr("Show All %L1 Disagreements").arg(several));
        all->setToolTip(tr("Where documents say different things, all that they say"));
        connect(all, &QPushButton::clicked, this, &PartSheet::setAllOpen);
        static_cast<QVBoxLayout*>(head->layout())->addWidget(all, 0, Qt::AlignLeft);
    }
    add(head);
}

void PartSheet::addSections() {
    auto* column = static_cast<QVBoxLayout*>(m_body->layout());
    for (const SheetSection& section : sheetSections(*m_part)) {
        auto* heading = new QLabel(section.title, m_body);
        heading->setFont(textFont(13, true));
        heading->setContentsMargins(12, 12, 12, 4);
        column->addWidget(heading);
        for (const Datum* datum : section.data) {
            auto* line = new SheetLine(*datum, m_lookups, m_body);
            column->addWidget(line);
            m_lines.push_back(line);
            m_readings.push_back(nullptr);
            connect(line, &SheetLine::openWanted, this,
                    [this, line](bool open) { setOpen(line->property(), open); });
            connect(line, &SheetLine::moveWanted, this,
                    [this, line](int step) { moveFocus(line, step); });
            if (m_open.count(datum->property)) showReadings(line, true);
        }
    }
    // One stop for Tab; arrows go from line to line.
    if (!m_lines.empty()) m_lines.front()->setFocusPolicy(Qt::StrongFocus);
    if (const QStringList missing = notGiven(*m_part); !missing.isEmpty()) {
        auto* block = new SheetBlock({}, m_body);
        block->setObjectName("sheetNotGiven");
        block->addText(tr("Not given: %1").arg(missing.join(QStringLiteral(", "))), true);
        add(block);
    }
}

void PartSheet::addNeighbours() {
    if (SheetBlock* contents = contentsBlock(*m_part, m_lookups, m_body)) add(contents);
    if (SheetBlock* sides = connectionsBlock(*m_part, m_lookups, m_body)) add(sides);
    const std::vector<PartHolder> holders = holdersOf(*m_catalog, *m_part);
    if (!m_usage.isEmpty() || !holders.empty()) {
        auto* used = new SheetBlock(tr("Used by"), m_body);
        used->setObjectName("sheetUsed");
        used->addText(m_usage);
        for (const PartHolder& holder : holders)
            used->addRow(QStringLiteral("%L1 ×").arg(holder.count),
                         tr("in each %1")
                             .arg(partLink(QString::fromStdString(holder.part->id),
                                           QString::fromStdString(holder.part->name))));
        add(used);
    }
    const std::vector<PartPtr> similar = similarParts(*m_catalog, *m_part, similarShown);
    if (similar.empty()) return;
    auto* block = new SheetBlock(tr("Similar parts"), m_body);
    block->setObjectName("sheetSimilar");
    for (const PartPtr& other : similar) {
        QString html =
            partLink(QString::fromStdString(other->id), QString::fromStdString(other->name));
        if (const QString figures = keyFigures(*other); !figures.isEmpty())
            html += quietHtml(QStringLiteral(" · ") + figures);
        block->addHtml(html);
    }
    add(block);
}

void PartSheet::addLegend() {
    auto* legend = new QWidget(m_body);
    legend->setObjectName("sheetLegend");
    auto* rows = new QVBoxLayout(legend);
    rows->setContentsMargins(12, 16, 12, 0);
    rows->setSpacing(4);
    const auto words = [&](const QString& text, QWidget* mark) {
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        if (mark) row->addWidget(mark, 0, Qt::AlignTop);
        auto* label = new QLabel(quietHtml(text), legend);
        label->setWordWrap(true);
        label->setFont(textFont(12));
        row->addWidget(label, 1);
        rows->addLayout(row);
    };
    for (const Grade grade : {Grade::A, Grade::B, Grade::C, Grade::D})
        words(gradeWords(grade).section(QStringLiteral(": "), 1), new GradeMark(grade, legend));
    words(tr("On a bar, the dot is the value that is counted with, the thick part its range, and "
             "ticks are the other readings."),
          nullptr);
    add(legend);
}

const Datum* PartSheet::datumOf(const SheetLine* line) const {
    return m_part->find(line->property());
}

void PartSheet::showReadings(SheetLine* line, bool open) {
    const auto index =
        static_cast<std::size_t>(std::find(m_lines.begin(), m_lines.end(), line) - m_lines.begin());
    if (index == m_lines.size() || line->isOpen() == open) return;
    line->setOpen(open);
    QWidget*& below = m_readings[index];
    if (!open) {
        if (below) {
            below->hide();
            below->deleteLater();
        }
        below = nullptr;
        return;
    }
    auto* readings = new SheetReadings(*datumOf(line), m_lookups, m_choosable, m_body);
    below = readings;
    connect(readings, &SheetReadings::sourceWanted, this, [this](const QString& source) {
        (new SourcePopover(m_lookups.source, source.toStdString(), this))->showAt(QCursor::pos());
    });
    const Property property = line->property();
    connect(readings, &SheetReadings::readingWanted, this,
            [this, property](int reading) { Q_EMIT readingChosen(property, reading); });
    auto* column = static_cast<QVBoxLayout*>(m_body->layout());
    column->insertWidget(column->indexOf(line) + 1, readings);
    // Tab goes on into what was opened.
    setTabOrder(line, readings);
}

void PartSheet::moveFocus(SheetLine* from, int step) {
    const auto at = std::find(m_lines.begin(), m_lines.end(), from);
    if (at == m_lines.end()) return;
    const auto last = static_cast<std::ptrdiff_t>(m_lines.size()) - 1;
    const std::ptrdiff_t to = std::clamp<std::ptrdiff_t>((at - m_lines.begin()) + step, 0, last);
    takeFocus(m_lines[static_cast<std::size_t>(to)]);
    bringIntoView(m_lines[static_cast<std::size_t>(to)]);
}

void PartSheet::takeFocus(SheetLine* next) {
    for (SheetLine* line : m_lines)
        line->setFocusPolicy(line == next ? Qt::StrongFocus : Qt::ClickFocus);
    next->setFocus(Qt::TabFocusReason);
}

void PartSheet::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_body) rebuild();
}

}  // namespace hallwright
