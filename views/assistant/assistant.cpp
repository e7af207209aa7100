#include "views/assistant/assistant.h"

#include "views/assistant/brief_fields.h"
#include "views/assistant/feasibility_panel.h"
#include "views/assistant/list_page.h"
#include "views/plan_job.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>

namespace hallwright {

namespace {

/// After the last change; long enough that a run of key presses starts one plan.
constexpr int assistantSettle_ms = 150;

const char* const briefName = "brief";  // what messages call the brief of the fields

}  // namespace

Assistant::Assistant(std::shared_ptr<const Catalog> catalog, QWidget* parent)
    : QDialog(parent), m_catalog(std::move(catalog)), m_model(new BriefModel(this)),
      m_job(new PlanJob(this)) {
    setWindowTitle(tr("New Hall"));
    setObjectName(QStringLiteral("assistant"));
    build();
    // Fields would take these keys for themselves.
    const auto key = [this](const QKeySequence& keys, auto does) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, does);
    };
    key(Qt::CTRL | Qt::Key_PageDown, [this] {
        if (page() != Review) next();
    });
    key(Qt::CTRL | Qt::Key_PageUp, [this] { back(); });
    m_settle.setSingleShot(true);
    m_settle.setInterval(assistantSettle_ms);
    connect(&m_settle, &QTimer::timeout, this, &Assistant::startPlanning);
    connect(m_job, &PlanJob::progress, this,
            [this](double, const QString& doing) { m_panel->showPlanning(doing); });
    connect(m_job, &PlanJob::finished, this, &Assistant::take);
    connect(m_model, &BriefModel::changed, this, &Assistant::follow);
    setBrief(startingBrief(*m_catalog));
    showPage(Site);
    focusPage();
    const QSize room = screen() ? screen()->availableSize() : QSize(1280, 800);
    resize(QSize(1160, 740).boundedTo(room * 0.96));
}

Assistant::~Assistant() = default;

const Brief& Assistant::brief() const { return m_model->brief(); }

void Assistant::setBrief(const Brief& brief) {
    m_model->replace(withoutPlaces(brief));
    m_touched = false;
}

bool Assistant::settled() const { return !m_settle.isActive() && !m_job->running(); }

// -- planning --------------------------------------------------------------------------------

/// The brief is another one: what was planned of it no longer counts.
void Assistant::follow() {
    m_touched = true;
    m_plan.reset();
    m_job->cancel();
    m_briefText = briefText(m_model->brief());
    showText();
    m_panel->showPlanning({});
    m_settle.start();
    showButtons();
}

void Assistant::startPlanning() {
    int page = 0;
    QString why;
    if (BriefForm* form = unreadable(&page, &why)) {
        m_cause.reset();
        m_createWhenPlanned = false;
        m_panel->showRefusal(why, form->unreadable()->accessibleName());
        markStep(static_cast<Page>(page));
        showButtons();
        Q_EMIT settledChanged();
        return;
    }
    // What is planned is the text: the file that is shown gives the same hall.
    const Result<Brief> read = parseBrief(m_briefText, briefName);
    if (!read)
        take(read.error());
    else
        m_job->start(*read, m_catalog, m_fit->isChecked());
}

void Assistant::take(const Result<Plan>& plan) {
    if (plan) {
        m_plan = *plan;
        m_cause.reset();
        m_panel->showPlan(*plan);
        markStep(std::nullopt);
    } else {
        m_plan.reset();
        refuse(plan.error());
    }
    showButtons();
    Q_EMIT settledChanged();
    if (!m_createWhenPlanned) return;
    m_createWhenPlanned = false;
    if (m_plan) accept();
}

void Assistant::refuse(const Error& error) {
    m_cause = causeOf(error, m_model->brief(), m_briefText);
    QString label;
    if (m_cause)
        if (const BriefForm* form = formOf(*m_cause)) label = form->labelOf(*m_cause);
    if (label.isEmpty() && m_cause) label = sectionName(m_cause->section);
    markStep(pageOf(m_cause));
    // The line is that of the text on the last page; here the button leads to the field.
    m_panel->showRefusal(QString::fromStdString(error.message), label);
}

void Assistant::accept() {
    commitField();
    if (!settled()) {
        m_createWhenPlanned = true;
        if (m_settle.isActive()) {
            m_settle.stop();
            startPlanning();
        }
        return;
    }
    if (!m_plan) {
        jump();
        return;
    }
    m_planned = PlannedHall{m_plan->hall, m_plan->nextId, m_plan->notes};
    m_plan.reset();
    QDialog::accept();
}

void Assistant::reject() {
    if (m_touched) {
        QMessageBox ask(QMessageBox::Question, tr("New Hall"),
                        tr("Leave the assistant? What you entered is lost."), QMessageBox::NoButton,
                        this);
        QPushButton* leave = ask.addButton(tr("Leave"), QMessageBox::DestructiveRole);
        QPushButton* stay = ask.addButton(tr("Keep Editing"), QMessageBox::RejectRole);
        ask.setDefaultButton(stay);
        ask.setEscapeButton(stay);
        ask.exec();
        if (ask.clickedButton() != leave) return;
    }
    m_job->cancel();
    m_settle.stop();
    QDialog::reject();
}

// -- pages and keys --------------------------------------------------------------------------

Assistant::Page Assistant::page() const { return static_cast<Page>(m_stack->currentIndex()); }

void Assistant::showPage(Page page) {
    m_stack->setCurrentIndex(page);
    m_steps->setCurrentRow(page);
    showButtons();
}

/// What stands in a field counts, whether it was left or not.
void Assistant::commitField() {
    if (auto* edit = qobject_cast<QLineEdit*>(focusWidget()); edit && edit->isModified())
        Q_EMIT edit->editingFinished();
}

void Assistant::next() {
    commitField();
    int at = 0;
    if (BriefForm* form = unreadable(&at, nullptr); form && at == page()) {
        form->unreadable()->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (page() == Review) {
        accept();
        return;
    }
    showPage(static_cast<Page>(page() + 1));
    focusPage();
}

void Assistant::back() {
    commitField();
    if (page() == Site) return;
    showPage(static_cast<Page>(page() - 1));
    focusPage();
}

/// The first field of the page.
void Assistant::focusPage() {
    const int at = page();
    if (m_forms[static_cast<std::size_t>(at)])
        m_forms[static_cast<std::size_t>(at)]->focusFirst();
    else if (at == Review)
        m_create->setFocus(Qt::OtherFocusReason);
    else if (const ListPage* list = at == Racks ? m_racks : m_networks; !list->forms().empty())
        list->forms().front()->focusFirst();
    else
        m_next->setFocus(Qt::OtherFocusReason);
}

void Assistant::showButtons() {
    m_back->setEnabled(page() != Site);
    m_next->setVisible(page() != Review);
    const bool can = m_plan.has_value() || !settled();
    m_create->setEnabled(can);
    (page() == Review ? m_create : m_next)->setDefault(true);
}

void Assistant::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (enter && control) {
        accept();
    } else if (enter && !qobject_cast<QPushButton*>(focusWidget())) {
        // A field took its text with the same key; the page is done.
        next();
    } else if (event->key() == Qt::Key_F1) {
        showHelp();
    } else {
        QDialog::keyPressEvent(event);
        return;
    }
    event->accept();
}

/// To the field that refuses the brief.
void Assistant::jump() {
    int page = 0;
    if (BriefForm* form = unreadable(&page, nullptr)) {
        showPage(static_cast<Page>(page));
        form->unreadable()->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (!m_cause) return;
    if (BriefForm* form = formOf(*m_cause, &page)) {
        showPage(static_cast<Page>(page));
        if (form->has(*m_cause))
            form->focus(*m_cause);
        else
            form->focusFirst();
        return;
    }
    showPage(pageOf(m_cause).value_or(Site));
    focusPage();
}

/// The page of a cause.
std::optional<Assistant::Page> Assistant::pageOf(const std::optional<BriefKey>& key) const {
    if (!key) return std::nullopt;
    int page = 0;
    if (formOf(*key, &page)) return static_cast<Page>(page);
    for (int at = 0; at < Review; ++at)
        if (sectionOfPage(static_cast<Page>(at)) == key->section) return static_cast<Page>(at);
    return Site;
}

BriefForm* Assistant::formOf(const BriefKey& key, int* page) const {
    const auto found = [&](BriefForm* form, int at) {
        if (page) *page = at;
        return form;
    };
    for (int at = 0; at < PageCount; ++at)
        if (BriefForm* form = m_forms[static_cast<std::size_t>(at)]; form && form->has(key))
            return found(form, at);
    for (const auto& [list, at] : {std::pair{m_racks, Racks}, std::pair{m_networks, Networks}}) {
        const auto index = static_cast<std::size_t>(key.index);
        if (key.section == sectionOfPage(at) && index < list->forms().size())
            return found(list->forms()[index], at);
    }
    return nullptr;
}

BriefForm* Assistant::unreadable(int* page, QString* why) const {
    const auto check = [&](BriefForm* form, int at) {
        if (!form || !form->unreadable(why)) return false;
        if (page) *page = at;
        return true;
    };
    for (int at = 0; at < PageCount; ++at)
        if (check(m_forms[static_cast<std::size_t>(at)], at))
            return m_forms[static_cast<std::size_t>(at)];
    for (const auto& [list, at] : {std::pair{m_racks, Racks}, std::pair{m_networks, Networks}})
        for (BriefForm* form : list->forms())
            if (check(form, at)) return form;
    return nullptr;
}

QWidget* Assistant::field(const BriefKey& key) const {
    const BriefForm* form = formOf(key);
    return form ? form->field(key) : nullptr;
}

}  // namespace hallwright
