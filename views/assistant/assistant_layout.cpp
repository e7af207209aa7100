// How the assistant looks: steps, pages, buttons, and the files it reads and writes.

#include "catalog/data_folder.h"
#include "model/planner/brief_words.h"
#include "views/assistant/assistant.h"
#include "views/assistant/brief_fields.h"
#include "views/assistant/feasibility_panel.h"
#include "views/assistant/list_page.h"
#include "views/help_window.h"
#include "views/plan/plan_painter.h"
#include "views/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyledItemDelegate>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int stepsWidth = 176;
constexpr int stepsMargin = 8;
constexpr int panelWidth = 352;
constexpr int widestPage = 620;
constexpr int refusedRole = Qt::UserRole;

/// A page of the assistant in the list of steps: its number, its name, and a sign where a field of
/// it refuses the brief.
class StepDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {stepsWidth - 2 * stepsMargin, 34};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Theme& theme = Theme::current();
        const bool chosen = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(option.rect).adjusted(1, 1, -1, -1);
        if (chosen) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(mixed(theme.window, theme.text, 0.08));
            painter->drawRoundedRect(frame, 4, 4);
            painter->fillRect(QRectF(frame.left(), frame.top() + 7, 3, frame.height() - 14),
                              theme.accent);
        }
        if (chosen && (option.state & QStyle::State_HasFocus)) {
            painter->setPen(QPen(theme.accent, 1.5));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(frame, 4, 4);
        }
        QRect words = option.rect.adjusted(12, 0, -8, 0);
        painter->setFont(tabularFont());
        painter->setPen(theme.faint);
        painter->drawText(words, Qt::AlignVCenter, QString::number(index.row() + 1));
        words.setLeft(words.left() + 20);
        QFont font = textFont();
        if (chosen) font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(theme.text);
        painter->drawText(words, Qt::AlignVCenter, index.data().toString());
        if (index.data(refusedRole).toBool())
            paintMark(*painter, QRectF(words.right() - 14, option.rect.center().y() - 6, 14, 14),
                      Mark::Error, theme);
        painter->restore();
    }
};

QString rackTitle(const Brief&, int index) { return Assistant::tr("Racks %1").arg(index + 1); }
QString fabricTitle(const Brief& brief, int index) {
    const auto i = static_cast<std::size_t>(index);
    const QString name =
        i < brief.fabrics.size() ? QString::fromStdString(brief.fabrics[i].name) : QString();
    return name.isEmpty() ? Assistant::tr("Fabric %1").arg(index + 1)
                          : Assistant::tr("Fabric %1: %2").arg(index + 1).arg(name);
}

/// Another line of the last part, to be changed.
void addRacks(Brief& brief) {
    BriefRacks racks;
    if (!brief.racks.empty()) racks = brief.racks.back();
    racks.count = 1;
    brief.racks.push_back(std::move(racks));
}
void takeRacks(Brief& brief, int index) { brief.racks.erase(brief.racks.begin() + index); }

/// A fabric of the first role that no fabric has, with the last one's switch.
void addFabric(Brief& brief) {
    static const char* const names[] = {"compute", "frontend", "storage", "oob"};
    BriefFabric fabric;
    if (!brief.fabrics.empty()) fabric.switchPart = brief.fabrics.back().switchPart;
    const auto taken = [&](const std::string& name) {
        return std::any_of(brief.fabrics.begin(), brief.fabrics.end(),
                           [&](const BriefFabric& other) { return other.name == name; });
    };
    for (const auto& [word, role] : roleWords) {
        const bool has = std::any_of(brief.fabrics.begin(), brief.fabrics.end(),
                                     [r = role](const BriefFabric& o) { return o.role == r; });
        if (has || !fabric.name.empty()) continue;
        fabric.role = role;
        fabric.name = names[static_cast<std::size_t>(role)];
    }
    if (fabric.name.empty() || taken(fabric.name))
        for (int number = 2; fabric.name.empty() || taken(fabric.name); ++number)
            fabric.name = "fabric-" + std::to_string(number);
    fabric.kind = usualKind(fabric.role);
    brief.fabrics.push_back(std::move(fabric));
}
void takeFabric(Brief& brief, int index) { brief.fabrics.erase(brief.fabrics.begin() + index); }

/// The first part of a kind, by id.
BriefText firstOf(const Catalog& catalog, Kind kind) {
    for (const auto& [id, part] : catalog.parts())
        if (part->kind == kind) return {id, 0};
    return {};
}

}  // namespace

Brief Assistant::startingBrief(const Catalog& catalog) {
    const Result<Brief> example =
        readBrief(dataFolder("resources") / "examples" / "gb300-unit.toml");
    const auto has = [&](const BriefText& part) { return catalog.find(part.text) != nullptr; };
    if (example && !example->racks.empty() && has(example->racks[0].part) &&
        has(example->climate)) {
        Brief brief = withoutPlaces(*example);
        brief.name = tr("New hall").toStdString();
        return brief;
    }
    // Sizes to begin with, in round numbers; parts are whatever the catalog has.
    Brief brief;
    brief.name = tr("New hall").toStdString();
    brief.climate = firstOf(catalog, Kind::Climate);
    brief.tariff = firstOf(catalog, Kind::Tariff);
    brief.width = {30000};
    brief.depth = {18000};
    brief.clearHeight = {6000};
    brief.floorRating = pascals(17000.0);
    brief.supplyPerSide = watts(2e6);
    brief.facilitySupply = celsius(28.0);
    brief.cdu = firstOf(catalog, Kind::Cdu);
    brief.racks.push_back({firstOf(catalog, Kind::ComputeRack), 8, {}});
    return brief;
}

QString Assistant::sectionName(const std::string& section) const {
    for (int at = 0; at < Review; ++at)
        if (sectionOfPage(static_cast<Page>(at)) == section) return m_steps->item(at)->text();
    return m_steps->item(Site)->text();
}

std::string Assistant::sectionOfPage(Page page) {
    switch (page) {
    case Site:
        return "hall";
    case Racks:
        return "racks";
    case Power:
        return "power";
    case Cooling:
        return "cooling";
    case Networks:
        return "fabrics";
    default:
        return {};
    }
}

void Assistant::build() {
    m_forms.assign(PageCount, nullptr);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    column->addLayout(row, 1);
    const auto line = [](QFrame::Shape shape) {
        auto* frame = new QFrame;
        frame->setFrameShape(shape);
        frame->setFrameShadow(QFrame::Plain);
        frame->setForegroundRole(QPalette::Mid);
        return frame;
    };
    m_panel = new FeasibilityPanel;
    auto* panelArea = new QScrollArea;
    panelArea->setWidget(m_panel);
    panelArea->setWidgetResizable(true);
    panelArea->setFrameShape(QFrame::NoFrame);
    panelArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    panelArea->setFixedWidth(panelWidth);
    panelArea->setFocusPolicy(Qt::NoFocus);
    row->addWidget(makeSteps());
    row->addWidget(line(QFrame::VLine));
    row->addWidget(makePages(), 1);
    row->addWidget(line(QFrame::VLine));
    row->addWidget(panelArea);
    column->addWidget(line(QFrame::HLine));
    column->addWidget(makeButtons());
    connect(m_panel, &FeasibilityPanel::fieldWanted, this, &Assistant::jump);
}

/// Puts the sign of a refusal on one page, or on none.
void Assistant::markStep(std::optional<Page> page) {
    for (int at = 0; at < m_steps->count(); ++at) {
        QListWidgetItem* item = m_steps->item(at);
        const bool refused = page && at == *page;
        item->setData(refusedRole, refused);
        item->setData(Qt::AccessibleDescriptionRole, refused ? tr("a field refuses") : QString());
    }
}

QWidget* Assistant::makeSteps() {
    m_steps = new QListWidget;
    m_steps->setObjectName(QStringLiteral("steps"));
    m_steps->setAccessibleName(tr("Pages"));
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setItemDelegate(new StepDelegate(m_steps));
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_steps->viewport()->setAutoFillBackground(false);
    connect(m_steps, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row < 0 || !m_stack || row == m_stack->currentIndex()) return;
        showPage(static_cast<Page>(row));
    });
    auto* side = new QWidget;
    side->setFixedWidth(stepsWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(stepsMargin, 16, stepsMargin, 16);
    column->addWidget(m_steps);
    return side;
}

void Assistant::addPage(const QString& title, const QString& hint, QWidget* content) {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    auto* heading = new QLabel(title);
    QFont large = heading->font();
    large.setPixelSize(20);
    large.setWeight(QFont::DemiBold);
    heading->setFont(large);
    auto* words = new QLabel(hint);
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(heading);
    column->addWidget(words);
    content->setMaximumWidth(widestPage);
    column->addWidget(content, m_stack->count() == Review ? 1 : 0);
    if (m_stack->count() != Review) column->addStretch(1);
    auto* area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    m_steps->addItem(title);
    m_stack->addWidget(area);
}

BriefForm* Assistant::makeForm(void (*fill)(BriefForm&)) {
    auto* form = new BriefForm(*m_model, m_catalog);
    fill(*form);
    m_forms[static_cast<std::size_t>(m_stack->count())] = form;
    connect(form, &BriefForm::readabilityChanged, this, &Assistant::follow);
    return form;
}

QWidget* Assistant::makePages() {
    m_stack = new QStackedWidget;
    addPage(tr("Site and Hall"),
            tr("What is the hall called, how large is it, where does it "
               "stand?"),
            makeForm(addSiteFields));

    auto* racks = new QWidget;
    auto* column = new QVBoxLayout(racks);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    m_racks = new ListPage(*m_model, m_catalog,
                           {tr("Add Racks"), tr("No racks yet: only a bare fabric can be planned."),
                            [](const Brief& b) { return static_cast<int>(b.racks.size()); },
                            rackTitle, addRacks, takeRacks, addRackFields});
    m_fit = new QCheckBox(tr("Place as many as fit, from the first entry on, instead of refusing"));
    m_fit->setObjectName(QStringLiteral("fit"));
    column->addWidget(m_racks);
    column->addWidget(m_fit);
    connect(m_fit, &QCheckBox::toggled, this, &Assistant::follow);
    connect(m_racks, &ListPage::readabilityChanged, this, &Assistant::follow);
    addPage(tr("Racks"), tr("What stands in the hall? Network racks and CDUs are counted for you."),
            racks);

    addPage(tr("Power"), tr("What feeds the hall, and how much of it may be lost?"),
            makeForm(addPowerFields));
    addPage(tr("Cooling"), tr("Which water comes, and what brings it to the racks?"),
            makeForm(addCoolingFields));
    m_networks = new ListPage(*m_model, m_catalog,
                              {tr("Add Fabric"), tr("No fabrics: racks stand without a network."),
                               [](const Brief& b) { return static_cast<int>(b.fabrics.size()); },
                               fabricTitle, addFabric, takeFabric, addFabricFields});
    connect(m_networks, &ListPage::readabilityChanged, this, &Assistant::follow);
    addPage(tr("Networks"),
            tr("Which fabrics join the racks? Switches, cables and modules follow from the "
               "recipe."),
            m_networks);
    addPage(tr("Review"),
            tr("This is the brief that your answers make. Saved, it plans the same hall again, "
               "here and on the command line."),
            makeReview());
    return m_stack;
}

QWidget* Assistant::makeReview() {
    auto* review = new QWidget;
    auto* column = new QVBoxLayout(review);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_text = new QPlainTextEdit;
    m_text->setObjectName(QStringLiteral("briefText"));
    m_text->setAccessibleName(tr("The brief"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(12);
    m_text->setFont(fixed);
    m_text->setMinimumHeight(320);
    column->addWidget(m_text, 1);
    auto* row = new QHBoxLayout;
    auto* copy = new QPushButton(tr("Cop&y"));
    auto* save = new QPushButton(tr("&Save Brief…"));
    for (QPushButton* button : {copy, save}) {
        button->setAutoDefault(false);
        button->setMinimumSize(std::max(88, button->sizeHint().width() + 16), 30);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(save, &QPushButton::clicked, this, &Assistant::chooseBriefToSave);
    return review;
}

void Assistant::showText() {
    const QString text = QString::fromStdString(m_briefText);
    if (m_text->toPlainText() != text) m_text->setPlainText(text);
}

QWidget* Assistant::makeButtons() {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(8);
    const auto button = [&](const QString& text, const char* name) {
        auto* made = new QPushButton(text);
        made->setObjectName(QLatin1String(name));
        made->setMinimumSize(std::max(88, made->sizeHint().width() + 16), 30);
        made->setAutoDefault(false);
        row->addWidget(made);
        return made;
    };
    QPushButton* open = button(tr("&Open Brief…"), "openBrief");
    row->addStretch(1);
    m_back = button(tr("&Back"), "back");
    m_next = button(tr("Ne&xt"), "next");
    m_create = button(tr("Create &Hall"), "create");
    QPushButton* cancel = button(tr("Cancel"), "cancel");
    connect(open, &QPushButton::clicked, this, &Assistant::chooseBriefToOpen);
    connect(m_back, &QPushButton::clicked, this, &Assistant::back);
    connect(m_next, &QPushButton::clicked, this, &Assistant::next);
    connect(m_create, &QPushButton::clicked, this, &Assistant::accept);
    connect(cancel, &QPushButton::clicked, this, &Assistant::reject);
    return bar;
}

/// The page about the assistant; a window of its own that the dialog does not block.
void Assistant::showHelp() {
    const QString folder = QString::fromStdString((dataFolder("resources") / "help").string());
    auto* help = findChild<HelpWindow*>();
    if (!help) help = new HelpWindow(folder, QStringLiteral("new-hall.md"), this);
    help->show();
    help->raise();
    help->activateWindow();
}

// -- files -----------------------------------------------------------------------------------

void Assistant::chooseBriefToOpen() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open Brief"), m_folder, tr("Briefs (*.toml)"));
    if (!file.isEmpty()) openBrief(file);
}

bool Assistant::openBrief(const QString& file) {
    const Result<Brief> brief = readBrief(file.toStdString());
    if (!brief) {
        QMessageBox::warning(this, tr("Open Brief"), QString::fromStdString(brief.error().text()));
        return false;
    }
    m_folder = QFileInfo(file).absolutePath();
    setBrief(*brief);
    showPage(Site);
    return true;
}

void Assistant::chooseBriefToSave() {
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save Brief"), QDir(m_folder).filePath(QStringLiteral("brief.toml")),
        tr("Briefs (*.toml)"));
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += QStringLiteral(".toml");
    saveBrief(file);
}

bool Assistant::saveBrief(const QString& file) {
    QSaveFile out(file);
    const QByteArray text = QByteArray::fromStdString(m_briefText);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit()) {
        QMessageBox::warning(this, tr("Save Brief"),
                             tr("%1: the file cannot be written; choose another place").arg(file));
        return false;
    }
    m_folder = QFileInfo(file).absolutePath();
    return true;
}

}  // namespace hallwright
