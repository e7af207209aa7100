#include "views/start/start_page.h"

#include "catalog/data_folder.h"
#include "model/base/text.h"
#include "model/figures/evaluation.h"
#include "model/planner/brief.h"
#include "views/assistant/plan_preview.h"
#include "views/plan/plan_painter.h"
#include "views/plan_job.h"
#include "views/start/start_row.h"
#include "views/theme.h"
#include "views/units.h"

#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

#include <map>

namespace hallwright {

namespace {

constexpr int widestStart = 1120;
constexpr QSize pictureSize(112, 64);

/// Plans that were drawn already, for the life of the program; by file and time of writing.
using Plans = std::map<QString, std::shared_ptr<const Evaluation>>;
Plans& knownPlans() {
    static Plans plans;
    return plans;
}
QString planKey(const QString& file) {
    return file + u'@' + QString::number(QFileInfo(file).lastModified().toMSecsSinceEpoch());
}

QString dateText(const QDateTime& when) {
    const QDate date = when.date(), today = QDate::currentDate();
    const QLocale english(QLocale::English);
    const QString time = when.toString(QStringLiteral("HH:mm"));
    if (date == today) return StartPage::tr("today, %1").arg(time);
    if (date.addDays(1) == today) return StartPage::tr("yesterday, %1").arg(time);
    return english.toString(date, QStringLiteral("d MMM yyyy"));
}

QString folderText(const QFileInfo& file) {
    QString folder = QDir::toNativeSeparators(file.absolutePath());
    const QString home = QDir::toNativeSeparators(QDir::homePath());
    if (folder == home || folder.startsWith(home + QDir::separator()))
        folder.replace(0, home.size(), QStringLiteral("~"));
    return folder;
}

StartRow::Words recentWords(const QString& path) {
    const QFileInfo file(path);
    return {file.completeBaseName(), folderText(file),
            file.exists() ? dateText(file.lastModified()) : StartPage::tr("not found")};
}

QString shortLength(Millimetres length) { return shownText({length.metres(), Dimension::Length}); }

/// "8 × NVIDIA GB300 NVL72 · 30 m × 18 m · 1.8 MW a side".
StartRow::Words briefWords(const Brief& brief, const Catalog* catalog) {
    QStringList detail;
    for (const BriefRacks& racks : brief.racks) {
        const PartPtr part = catalog ? catalog->find(racks.part.text) : nullptr;
        detail += QStringLiteral("%1\u00a0×\u00a0%2")
                      .arg(racks.count)
                      .arg(QString::fromStdString(part ? part->name : racks.part.text));
    }
    const QString size =
        StartPage::tr("%1 × %2").arg(shortLength(brief.width), shortLength(brief.depth));
    const QString side = shownText({brief.supplyPerSide.value(), Dimension::Power});
    return {QString::fromStdString(brief.name), detail.join(QStringLiteral(", ")),
            size + QStringLiteral(" · ") + side};
}

QLabel* headingLabel(const QString& title) {
    auto* label = new QLabel(title);
    QFont font = label->font();
    font.setPixelSize(15);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(12, 0, 0, 4);
    return label;
}

/// In place of the plan of an example that shows what a refusal is.
QImage refusedPicture(double ratio) {
    QImage image((QSizeF(pictureSize) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Theme::current().ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle(pictureSize.width() / 2.0, pictureSize.height() / 2.0);
    paintMark(painter, QRectF(middle - QPointF(8, 8), QSizeF(16, 16)), Mark::Error,
              Theme::current());
    return image;
}

void clear(QVBoxLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();  // a row of it may have asked for this
        }
        delete item;
    }
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent), m_job(new PlanJob(this)) {
    setObjectName(QStringLiteral("startPage"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(area);
    auto* ground = new QWidget;
    area->setWidget(ground);
    auto* row = new QHBoxLayout(ground);
    row->setContentsMargins(32, 0, 32, 24);
    auto* content = new QWidget;
    content->setMaximumWidth(widestStart);
    row->addStretch(1);
    row->addWidget(content, 1000);
    row->addStretch(1);

    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addStretch(2);
    column->addWidget(makeHead());
    column->addSpacing(36);
    auto* lists = new QHBoxLayout;
    lists->setSpacing(40);
    lists->addWidget(makeColumn(tr("Recent Halls"), m_recent), 1);
    lists->addWidget(makeColumn(tr("Examples"), m_examples), 1);
    column->addLayout(lists);
    column->addStretch(5);
    addExamples();
    setRecent({});
    connect(m_job, &PlanJob::finished, this, [this](const Result<Plan>& plan) {
        if (m_drawing >= m_exampleRows.size()) return;
        // One that cannot be planned shows a sign: its refusal is what it is for.
        const QString file = m_exampleRows[m_drawing]->file();
        knownPlans()[planKey(file)] = plan ? plan->evaluation : nullptr;
        drawNext();
    });
}

StartPage::~StartPage() = default;

QWidget* StartPage::makeHead() {
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(12, 24, 12, 0);
    column->setSpacing(4);
    auto* title = new QLabel(tr("Hallwright"));
    QFont large = title->font();
    large.setPixelSize(30);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* words = new QLabel(tr("Plan a hall for AI racks: power, cooling, networks, weight and "
                                "cost in one model."));
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(words);
    column->addSpacing(20);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* made = new QPushButton(tr("&New Hall…"));
    made->setObjectName(QStringLiteral("newHall"));
    made->setToolTip(tr("Plan a hall step by step"));
    made->setDefault(true);
    auto* open = new QPushButton(tr("&Open…"));
    open->setObjectName(QStringLiteral("open"));
    open->setToolTip(tr("Open a hall or a brief; a file dropped on the window opens as well"));
    for (QPushButton* button : {made, open}) {
        button->setMinimumSize(120, 34);
        button->setAutoDefault(true);
        row->addWidget(button);
    }
    auto* parts = new QPushButton(tr("&Catalog"));
    parts->setObjectName(QStringLiteral("catalog"));
    parts->setToolTip(tr("Every part with its figures, their documents and ranges"));
    auto* help = new QPushButton(tr("First Steps"));
    help->setObjectName(QStringLiteral("firstSteps"));
    help->setToolTip(tr("The manual: from nothing to a bill of materials in five minutes"));
    for (QPushButton* button : {parts, help}) {
        button->setFlat(true);
        button->setMinimumHeight(34);
        button->setAutoDefault(true);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    setFocusProxy(made);
    connect(made, &QPushButton::clicked, this, &StartPage::newHallWanted);
    connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
    connect(parts, &QPushButton::clicked, this, &StartPage::catalogWanted);
    connect(help, &QPushButton::clicked, this,
            [this] { Q_EMIT helpWanted(QStringLiteral("first-steps.md")); });
    return head;
}

QWidget* StartPage::makeColumn(const QString& title, QVBoxLayout*& rows) {
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(headingLabel(title));
    rows = new QVBoxLayout;
    rows->setSpacing(2);
    column->addLayout(rows);
    column->addStretch(1);
    return side;
}

void StartPage::setRecent(const QStringList& files) {
    clear(m_recent);
    m_recentRows.clear();
    for (const QString& path : files) {
        auto* row = new StartRow(path, recentWords(path));
        if (!QFileInfo::exists(path)) row->setMissing();
        connect(row, &StartRow::clicked, this, [this, row] {
            if (!row->missing()) Q_EMIT fileWanted(row->file());
        });
        connect(row, &StartRow::removeWanted, this, [this, path] { Q_EMIT recentRemoved(path); });
        m_recent->addWidget(row);
        m_recentRows.push_back(row);
    }
    if (files.isEmpty()) {
        auto* empty = new QLabel(tr("Halls that you save or open stand here. Begin with a new one, "
                                    "or look at an example."));
        empty->setWordWrap(true);
        empty->setForegroundRole(QPalette::PlaceholderText);
        empty->setContentsMargins(12, 6, 12, 0);
        m_recent->addWidget(empty);
    }
    // Tab goes down the page: recent halls stand before the examples.
    QWidget* before = nullptr;
    for (const auto* rows : {&m_recentRows, &m_exampleRows})
        for (StartRow* row : *rows) {
            if (before) setTabOrder(before, row);
            before = row;
        }
}

void StartPage::addExamples() {
    const QDir folder(QString::fromStdString((dataFolder("resources") / "examples").string()));
    for (const QFileInfo& file :
         folder.entryInfoList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name)) {
        auto* row = new StartRow(file.absoluteFilePath(), {file.completeBaseName(), {}, {}});
        row->setPictureSize(pictureSize);
        connect(row, &StartRow::clicked, this, [this, row] { Q_EMIT fileWanted(row->file()); });
        m_examples->addWidget(row);
        m_exampleRows.push_back(row);
    }
    if (m_exampleRows.empty()) {
        auto* none = new QLabel(tr("The examples are missing; they should be in %1")
                                    .arg(QDir::toNativeSeparators(folder.path())));
        none->setWordWrap(true);
        none->setForegroundRole(QPalette::PlaceholderText);
        none->setContentsMargins(12, 6, 12, 0);
        m_examples->addWidget(none);
    }
    nameExamples();
}

void StartPage::nameExamples() {
    for (StartRow* row : m_exampleRows) {
        const Result<Brief> brief = readBrief(row->file().toStdString());
        if (brief) row->setWords(briefWords(*brief, m_catalog.get()));
    }
}

void StartPage::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    nameExamples();
    m_drawing = 0;
    if (isVisible()) drawNext();
}

/// Shows the plans that are known and makes the next one that is not.
void StartPage::drawNext() {
    if (!m_catalog || m_job->running()) return;
    for (; m_drawing < m_exampleRows.size(); ++m_drawing) {
        StartRow* row = m_exampleRows[m_drawing];
        const auto known = knownPlans().find(planKey(row->file()));
        if (known == knownPlans().end()) {
            const Result<Brief> brief = readBrief(row->file().toStdString());
            if (!brief) continue;
            m_job->start(*brief, m_catalog);
            return;
        }
        const double ratio = devicePixelRatioF();
        row->setPicture(known->second
                            ? planPicture(*known->second, pictureSize, ratio, Theme::current())
                            : refusedPicture(ratio));
        if (!known->second)
            row->setToolTip(tr("%1\nDoes not fit as it is asked for")
                                .arg(QDir::toNativeSeparators(row->file())));
    }
}

void StartPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_drawing = 0;
    // Only once the page stands there.
    QTimer::singleShot(0, this, &StartPage::drawNext);
}

void StartPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange) return;
    m_drawing = 0;
    if (isVisible()) QTimer::singleShot(0, this, &StartPage::drawNext);
}

}  // namespace hallwright
