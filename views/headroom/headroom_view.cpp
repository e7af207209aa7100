#include "views/headroom/headroom_view.h"

#include "model/edits/place_items.h"
#include "model/planner/headroom_text.h"
#include "views/catalog/part_words.h"
#include "views/document.h"
#include "views/headroom/headroom_worker.h"
#include "views/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

namespace {

/// After the last edit; a search is worth more than a sweep of ranges, and takes longer.
constexpr int headroomSettle_ms = 500;

}  // namespace

HeadroomView::HeadroomView(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                           QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)), m_document(document),
      m_worker(new HeadroomWorker(m_catalog, this)) {
    setObjectName("headroom");
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumWidth(240);
    m_settle.setSingleShot(true);
    m_settle.setInterval(headroomSettle_ms);

    m_title = new QLabel;
    m_title->setObjectName("headroomTitle");
    m_title->setWordWrap(true);
    m_sentence = new QLabel;
    m_sentence->setObjectName("headroomSentence");
    m_sentence->setWordWrap(true);
    m_sentence->setFont(textFont(13, true));
    m_hint = new QLabel;
    m_hint->setObjectName("headroomHint");
    m_hint->setWordWrap(true);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setRange(0, 100);
    m_progress->setAccessibleName(tr("Progress of the search"));
    m_stop = new QToolButton;
    m_stop->setText(tr("Stop"));
    m_stop->setObjectName("headroomStop");
    m_bars = new HeadroomBars;

    auto* under = new QHBoxLayout;
    under->setSpacing(8);
    under->addWidget(m_progress, 1);
    under->addWidget(m_stop);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 8, 12, 4);
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_sentence);
    head->addWidget(m_hint);
    head->addLayout(under);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    m_bars->setBackgroundRole(QPalette::Base);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget;
    inside->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(4, 0, 4, 8);
    column->addWidget(m_bars);
    column->addStretch(1);
    scroll->setWidget(inside);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(scroll, 1);

    connect(&m_settle, &QTimer::timeout, this, &HeadroomView::start);
    connect(&m_document, &DocumentModel::changed, this, &HeadroomView::follow);
    connect(m_bars, &HeadroomBars::wanted, this, &HeadroomView::itemWanted);
    connect(m_stop, &QToolButton::clicked, this, [this] {
        m_settle.stop();
        m_worker->cancel();
        m_failure = tr("Stopped. It goes on with the next change, or when the part is chosen "
                       "again.");
        showAnswer();
    });
    connect(m_worker, &HeadroomWorker::progressed, this,
            [this](double share) { m_progress->setValue(static_cast<int>(share * 100.0)); });
    connect(m_worker, &HeadroomWorker::answered, this, [this](const Result<Headroom>& answer) {
        m_fresh = true;
        m_failure.clear();
        if (answer)
            m_answer = *answer;
        else
            m_failure = QString::fromStdString(answer.error().message);
        showAnswer();
        Q_EMIT changed();
    });
    showAnswer();
}

HeadroomView::~HeadroomView() = default;

void HeadroomView::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    m_worker->setCatalog(m_catalog);
    goStale();
}

void HeadroomView::setPart(const QString& id) {
    if (id == m_part && m_fresh) return;
    if (id != m_part) m_answer.reset();
    m_part = id;
    goStale();
    // Somebody waits for this answer: no edits have to settle.
    if (m_settle.isActive()) m_settle.start(0);
}

void HeadroomView::follow(const ChangeEvent& event) {
    if (!event.hallChanged()) return;
    if (event.kind == ChangeEvent::Kind::Loaded) m_answer.reset();
    // A preview is not worth a search: the edit that ends it, or its cancellation, is.
    if (event.kind != ChangeEvent::Kind::Previewed) goStale();
}

/// Why there is nothing to search; empty where there is.
QString HeadroomView::whyNone() const {
    if (m_document.hall().sites.empty()) return tr("Open a hall, or start from a brief.");
    if (m_part.isEmpty())
        return tr("Choose a rack or a cooling unit in the catalog to see how many more of it fit "
                  "into this hall, and which limit stops it.");
    const PartPtr part = m_catalog->find(m_part.toStdString());
    if (part && !isPlaceable(part->kind))
        return tr("Choose a rack or a cooling unit. %1").arg(whyNotPlaceable(*part));
    return {};
}

void HeadroomView::goStale() {
    m_fresh = false;
    m_failure.clear();
    if (m_worker->busy()) m_worker->cancel();
    if (whyNone().isEmpty() && isVisible())
        m_settle.start(headroomSettle_ms);
    else
        m_settle.stop();
    showAnswer();
    Q_EMIT changed();
}

void HeadroomView::start() {
    m_progress->setValue(0);
    m_worker->ask(m_document.base(), m_part.toStdString());
    showAnswer();
}

void HeadroomView::showAnswer() {
    const QString none = whyNone();
    const PartPtr part = m_catalog->find(m_part.toStdString());
    const bool searching = m_settle.isActive() || m_worker->busy();
    m_title->setVisible(none.isEmpty());
    m_title->setText(part ? QString::fromStdString(part->name) : m_part);
    m_progress->setVisible(searching && none.isEmpty());
    m_stop->setVisible(searching && none.isEmpty());
    const bool shown = none.isEmpty() && m_answer && m_failure.isEmpty();
    m_sentence->setVisible(shown);
    m_bars->showLimits(shown ? m_answer : std::nullopt, m_fresh);
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, Theme::current().faint);
    faint.setColor(QPalette::Text, Theme::current().faint);
    for (QLabel* label : {m_title, m_hint})
        if (label->palette() != faint) label->setPalette(faint);
    const QPalette sentence = m_fresh ? palette() : faint;
    if (m_sentence->palette() != sentence) m_sentence->setPalette(sentence);
    if (!none.isEmpty()) {
        m_hint->setText(none);
    } else if (!m_failure.isEmpty()) {
        m_hint->setText(m_failure);
    } else if (shown) {
        m_sentence->setText(QString::fromStdString(headroomSentence(*m_answer)));
        QString floor =
            tr("%L1 in this hall, free floor for %2")
                .arg(m_answer->here)
                .arg(QString::fromStdString(moreText(m_answer->places, m_answer->placesAtLeast)));
        if (!m_answer->notEvaluated.empty())
            floor += u'\n' + QString::fromStdString(notEvaluatedText(*m_answer));
        m_hint->setText(m_fresh ? floor : tr("Of the hall before the last change. Searching…"));
    } else {
        m_hint->setText(searching ? tr("Searching…") : QString());
    }
    fitLabels();
}

/// Labels as high as their words, so that all room that is left is the bars'.
void HeadroomView::fitLabels() {
    constexpr int margins = 24;
    for (QLabel* label : {m_title, m_sentence, m_hint})
        label->setFixedHeight(
            std::max(label->fontMetrics().height(), label->heightForWidth(width() - margins)));
}

void HeadroomView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitLabels();
}

void HeadroomView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_bars) showAnswer();
}

void HeadroomView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_fresh && !m_worker->busy() && whyNone().isEmpty()) m_settle.start(0);
    showAnswer();
}

}  // namespace hallwright
