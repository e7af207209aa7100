#include "views/assistant/feasibility_panel.h"

#include "model/base/text.h"
#include "views/assistant/plan_preview.h"
#include "views/limit_strip.h"
#include "views/plan/plan_painter.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace hallwright {

namespace {

constexpr int markSize = 16;
constexpr int previewHeight = 208;

QPixmap markPicture(Mark mark, double ratio) {
    QPixmap picture(QSize(markSize, markSize) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintMark(painter, QRectF(1, 1, markSize - 2, markSize - 2), mark, Theme::current());
    return picture;
}

QString findingsText(const Feasibility& f) {
    QStringList words;
    const auto add = [&](int count, const char* noun) {
        if (count > 0) words += fromView(counted(count, noun));
    };
    add(f.errors, "error");
    add(f.warnings, "warning");
    add(f.notes, "note");
    return words.isEmpty() ? FeasibilityPanel::tr("none") : words.join(QStringLiteral(", "));
}

}  // namespace

FeasibilityPanel::FeasibilityPanel(QWidget* parent)
    : QWidget(parent), m_preview(new PlanPreview), m_state(new QLabel), m_mark(new QLabel),
      m_sentence(new QLabel), m_jump(new QPushButton), m_side(new LimitBar(tr("One side"))),
      m_facts(new QWidget), m_notes(new QLabel) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    QFont bold = m_state->font();
    bold.setWeight(QFont::DemiBold);
    m_state->setFont(bold);
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    m_preview->setFixedHeight(previewHeight);
    column->addWidget(m_preview);

    auto* refusal = new QHBoxLayout;
    refusal->setSpacing(8);
    m_mark->setFixedSize(markSize, markSize);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    refusal->addWidget(m_mark, 0, Qt::AlignTop);
    refusal->addWidget(m_sentence, 1);
    column->addLayout(refusal);
    m_jump->setObjectName(QStringLiteral("jump"));
    m_jump->setAutoDefault(false);
    m_jump->setMinimumHeight(28);
    column->addWidget(m_jump, 0, Qt::AlignLeft);
    connect(m_jump, &QPushButton::clicked, this, &FeasibilityPanel::fieldWanted);

    column->addWidget(m_side);
    auto* grid = new QGridLayout(m_facts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    const QString titles[FactCount] = {tr("Racks placed"),  tr("IT power"), {},
                                       tr("CDUs"),          tr("Switches"), tr("Air units"),
                                       tr("Floor covered"), tr("Findings")};
    for (int fact = 0; fact < FactCount; ++fact) {
        m_values[fact] = new QLabel(m_facts);
        if (titles[fact].isEmpty()) {
            m_values[fact]->hide();  // the bar above says it
            continue;
        }
        auto* title = new QLabel(titles[fact]);
        title->setForegroundRole(QPalette::PlaceholderText);
        m_values[fact]->setFont(tabularFont());
        m_values[fact]->setAccessibleName(titles[fact]);
        m_values[fact]->setWordWrap(fact == Findings);
        grid->addWidget(title, fact, 0, Qt::AlignTop);
        grid->addWidget(m_values[fact], fact, 1);
    }
    column->addWidget(m_facts);
    m_notes->setWordWrap(true);
    m_notes->setForegroundRole(QPalette::PlaceholderText);
    QFont small = m_notes->font();
    small.setPixelSize(12);
    m_notes->setFont(small);
    column->addWidget(m_notes);
    column->addStretch(1);
    clearFacts(QStringLiteral("–"));
    showPlanning({});
}

void FeasibilityPanel::clearFacts(const QString& words) {
    for (QLabel* value : m_values)
        value->setText(words);
    Figure none;
    none.value = {unknown, Dimension::Power};
    m_side->setFigure(none, unknown, {});
    m_notes->clear();
    m_notes->hide();
}

void FeasibilityPanel::setStale(bool stale) {
    m_preview->setStale(stale);
    m_facts->setEnabled(!stale);
}

void FeasibilityPanel::showPlanning(const QString& doing) {
    m_state->setText(doing.isEmpty() ? tr("Planning…") : tr("Planning: %1").arg(doing));
    setStale(true);
}

void FeasibilityPanel::showPlan(const Plan& plan) {
    const Feasibility f = feasibilityOf(plan);
    const QString sentence = fromView(feasibilityText(plan));
    m_state->setText(f.placed == f.asked ? tr("It fits") : tr("Not all of it fits"));
    m_mark->hide();
    m_sentence->hide();
    m_jump->hide();
    m_facts->show();
    m_side->show();
    const auto count = [](int number) { return fromView(grouped(number)); };
    m_values[Racks]->setText(
        tr("%1 of %2, %3").arg(count(f.placed), count(f.asked), fromView(counted(f.rows, "row"))));
    m_values[ItPower]->setText(shownText({f.itPower, Dimension::Power}));
    m_values[Cdus]->setText(count(f.cdus));
    m_values[Switches]->setText(
        f.switches == 0
            ? count(0)
            : tr("%1 in %2").arg(count(f.switches), fromView(counted(f.networkRacks, "rack"))));
    m_values[AirUnits]->setText(count(f.airUnits));
    m_values[Fill]->setText(QStringLiteral("%1\u00a0%").arg(100.0 * f.fill, 0, 'f', 0));
    m_values[Findings]->setText(findingsText(f));
    Figure side;
    side.value = {f.side, Dimension::Power};
    side.status = Status::Ok;
    m_side->setFigure(side, f.supply,
                      tr("What one side carries at the design power, of what it "
                         "may"));
    QStringList notes;
    for (const std::string& note : plan.notes) {
        const QString words = fromView(note);
        notes += words.left(1).toUpper() + words.mid(1) + u'.';
    }
    m_notes->setText(notes.join(QStringLiteral("\n")));
    m_notes->setVisible(!notes.isEmpty());
    m_preview->setPlan(plan.evaluation, sentence);
    setStale(false);
}

void FeasibilityPanel::showRefusal(const QString& sentence, const QString& field) {
    m_state->setText(tr("It cannot be built so"));
    m_mark->setPixmap(markPicture(Mark::Error, devicePixelRatioF()));
    m_mark->show();
    m_sentence->setText(sentence);
    m_sentence->show();
    m_jump->setText(tr("Go to %1").arg(field));
    m_jump->setMinimumWidth(m_jump->fontMetrics().horizontalAdvance(m_jump->text()) + 28);
    m_jump->setVisible(!field.isEmpty());
    clearFacts(QStringLiteral("–"));
    m_facts->hide();
    m_side->hide();
    m_preview->setPlan(nullptr, tr("No plan"));
    setStale(false);
}

QString FeasibilityPanel::words() const {
    QStringList words{m_state->text()};
    if (!m_sentence->isHidden()) words += m_sentence->text();
    if (!m_facts->isHidden())
        for (int fact = 0; fact < FactCount; ++fact)
            if (!m_values[fact]->accessibleName().isEmpty())
                words += m_values[fact]->accessibleName() + u' ' + m_values[fact]->text();
    if (!m_side->isHidden()) words += m_side->words();
    return words.join(u'\n');
}

}  // namespace hallwright
