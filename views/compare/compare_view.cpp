#include "views/compare/compare_view.h"

#include "views/compare/compare_charts.h"
#include "views/compare/compare_model.h"
#include "views/compare/variant_list.h"
#include "views/document.h"
#include "views/theme.h"
#include "views/units.h"

#include <QCheckBox>
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace hallwright {

namespace {

/// After the last edit; a comparison is several halls.
constexpr int compareSettle_ms = 500;
/// A tick is somebody who waits, and may be one of several.
constexpr int settleTick_ms = 120;

constexpr VariantKind readyMade[] = {VariantKind::Pluggable, VariantKind::Lpo, VariantKind::Cpo,
                                     VariantKind::CopperFirst};

QString kindName(VariantKind kind) {
    const std::string_view name = variantName(kind);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString kindNote(VariantKind kind) {
    switch (kind) {
    case VariantKind::Pluggable:
        return QObject::tr("Modules with a signal processor in every cage.");
    case VariantKind::Lpo:
        return QObject::tr("Modules without a signal processor wherever the switch drives them.");
    case VariantKind::Cpo:
        return QObject::tr("Switches with optics inside, with the shelves and manifolds they need; "
                           "hosts keep their modules.");
    case VariantKind::CopperFirst:
        return QObject::tr("Copper wherever it reaches, modules beyond.");
    }
    return {};
}

QString withFullStop(const QString& words) {
    return words.isEmpty() || words.endsWith(u'.') ? words : words + u'.';
}

constexpr int figureTitleLeast = 132, figureTitleMost = 300;
constexpr int valueLeast = 112, differenceLeast = 112;

}  // namespace

CompareView::~CompareView() = default;

QString CompareView::baseName() const {
    const QString name = QString::fromStdString(m_document.base().site().name);
    return name.isEmpty() ? tr("This hall") : name;
}

const Comparison* CompareView::comparison() const { return m_answer.comparison.get(); }

bool CompareView::busy() const { return m_settle.isActive() || m_worker->busy(); }

const ComparedSide* CompareView::sideOf(const SideRef& ref) const {
    for (const ComparedSide& side : m_answer.sides)
        if (side.ref == ref) return &side;
    return nullptr;
}

/// Every side there is to choose from, in the order of the list.
std::vector<SideRef> CompareView::refs() const {
    std::vector<SideRef> all;
    if (m_document.base().sites.empty()) return all;
    for (VariantKind kind : readyMade)
        all.push_back({SideRef::From::Ready, kind, 0, {}});
    m_document.base().variants.forEach([&](Id<Variant> id, const Variant&) {
        all.push_back({SideRef::From::Stored, VariantKind::Cpo, id.raw, {}});
    });
    for (const std::string& path : m_files)
        all.push_back({SideRef::From::File, VariantKind::Cpo, 0, path});
    return all;
}

// -- following the document ----------------------------------------------------------------------

void CompareView::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_worker->setCatalog(std::move(catalog));
    goStale(true);
}

void CompareView::reset() {
    m_answer = {};
    m_files.clear();
    m_keptFrom.clear();
    // The question that is asked most is answered without a click.
    m_ticked = {SideRef{SideRef::From::Ready, VariantKind::Cpo, 0, {}}};
}

void CompareView::follow(const ChangeEvent& event) {
    // A preview is not worth a comparison: the edit that ends it, or its cancellation, is.
    if (!event.hallChanged() || event.kind == ChangeEvent::Kind::Previewed) return;
    if (event.kind == ChangeEvent::Kind::Loaded) reset();
    const bool variantsOnly =
        event.kind != ChangeEvent::Kind::Loaded && !event.items.empty() &&
        std::all_of(event.items.begin(), event.items.end(),
                    [](const ItemRef& item) { return item.table == TableId::Variants; });
    if (variantsOnly) {
        // The hall itself is as it was: only these sides are another story.
        followVariants(event);
    }
    goStale(!variantsOnly);
}

/// A side that is kept, and no longer kept after undo, stays one of those compared.
void CompareView::followVariants(const ChangeEvent& event) {
    for (const ItemRef& item : event.items) {
        const SideRef ref{SideRef::From::Stored, VariantKind::Cpo, item.id, {}};
        m_answer.sides.erase(
            std::remove_if(m_answer.sides.begin(), m_answer.sides.end(),
                           [&](const ComparedSide& side) { return side.ref == ref; }),
            m_answer.sides.end());
        const auto from = m_keptFrom.find(item.id);
        const bool there = m_document.base().variants.contains({item.id});
        if (!there && m_ticked.erase(ref) && from != m_keptFrom.end() &&
            event.kind == ChangeEvent::Kind::Undone)
            m_ticked.insert(from->second);
        else if (there && from != m_keptFrom.end() && event.kind == ChangeEvent::Kind::Redone &&
                 m_ticked.erase(from->second))
            m_ticked.insert(ref);
    }
}

/// Why there is nothing to set side by side; empty where there is.
QString CompareView::whyNone() const {
    const Hall& hall = m_document.base();
    if (hall.sites.empty())
        return tr("Open a hall, or start from a brief, to set variants of it side by side.");
    const bool others = !hall.variants.empty() || !m_files.empty();
    if (hall.fabrics.empty() && !others)
        return tr("This hall has no fabric, so there are no optics to exchange. Give it a fabric, "
                  "or take another hall onto the list with the button Add Hall File.");
    const auto possible = [this](const SideRef& ref) {
        const ComparedSide* side = sideOf(ref);
        return !side || side->refused.empty();
    };
    if (std::none_of(m_ticked.begin(), m_ticked.end(), possible))
        return tr("Tick a variant in the list to set it beside this hall.");
    return {};
}

void CompareView::goStale(bool hallMoved) {
    m_fresh = false;
    m_stopped = false;
    if (m_worker->busy()) m_worker->cancel();
    m_moved = m_moved || hallMoved;
    if (hallMoved) {
        // Other files do not depend on this hall.
        for (ComparedSide& side : m_answer.sides)
            if (side.ref.from != SideRef::From::File) side = {side.ref, false, {}, false, {}, {}};
        m_answer.base.reset();
        m_settle.setInterval(compareSettle_ms);
    }
    if (isVisible() && !m_document.base().sites.empty())
        m_settle.start();
    else
        m_settle.stop();
    showList();
    showState();
    Q_EMIT changed();
}

void CompareView::start() {
    m_settle.setInterval(settleTick_ms);
    CompareQuestion question;
    question.base = m_document.base();
    question.name = baseName().toStdString();
    question.compared = m_answer.base;
    for (const SideRef& ref : refs()) {
        const ComparedSide* known = sideOf(ref);
        ComparedSide side = known ? *known : ComparedSide{ref, false, {}, false, {}, {}};
        side.wanted = chosen(ref);
        if (m_document.base().fabrics.empty() && ref.from == SideRef::From::Ready)
            side.refused = tr("This hall has no fabric.").toStdString();
        question.sides.push_back(std::move(side));
    }
    m_progress->setValue(0);
    m_worker->ask(std::move(question));
    showState();
}

void CompareView::stop() {
    m_settle.stop();
    m_worker->cancel();
    m_stopped = true;
    showState();
    Q_EMIT changed();
}

/// Goes on with what was stopped.
void CompareView::resume() {
    m_stopped = false;
    start();
    Q_EMIT changed();
}

/// Of what the table is that is still shown, and what is on its way.
QString CompareView::staleWords() const {
    if (m_moved) return tr("Of the hall before the last change. Working it out…");
    QStringList missing;
    for (const SideRef& ref : m_ticked) {
        const ComparedSide* side = sideOf(ref);
        if (side && (side->wanted || !side->refused.empty())) continue;
        const Variant* stored = ref.from == SideRef::From::Stored
                                    ? m_document.base().variants.find({ref.stored})
                                    : nullptr;
        missing += ref.from == SideRef::From::Ready ? kindName(ref.kind)
                   : ref.from == SideRef::From::File
                       ? QFileInfo(QString::fromStdString(ref.path)).fileName()
                   : stored ? QString::fromStdString(stored->name)
                            : QString();
    }
    missing.removeAll(QString());
    return missing.isEmpty() ? tr("Of the variants ticked before. Working it out…")
                             : tr("Of the variants ticked before. Working out %1…")
                                   .arg(missing.join(QStringLiteral(", ")));
}

void CompareView::take(const CompareAnswer& answer) {
    m_answer = answer;
    m_fresh = true;
    m_moved = false;
    showList();
    showTable();
    showState();
    Q_EMIT changed();
}

void CompareView::choose(const SideRef& ref, bool on) {
    if (on == chosen(ref)) return;
    if (on)
        m_ticked.insert(ref);
    else
        m_ticked.erase(ref);
    goStale(false);
}

// -- showing -------------------------------------------------------------------------------------

void CompareView::showList() {
    std::vector<VariantEntry> entries;
    for (const SideRef& ref : refs()) {
        VariantEntry entry;
        entry.ref = ref;
        const ComparedSide* side = sideOf(ref);
        switch (ref.from) {
        case SideRef::From::Ready:
            entry.name = kindName(ref.kind);
            // Why there is nothing to exchange is said once, beside the list.
            entry.possible = !m_document.base().fabrics.empty();
            entry.note = kindNote(ref.kind);
            if (side && side->made && !side->same && !side->made->note.empty())
                entry.note = withFullStop(QString::fromStdString(side->made->note));
            if (side && side->same) {  // two equal columns tell nothing
                entry.note = tr("As this hall is.");
                entry.possible = chosen(ref);
            }
            break;
        case SideRef::From::Stored:
            if (const Variant* stored = m_document.base().variants.find({ref.stored})) {
                entry.name = QString::fromStdString(stored->name);
                entry.note = withFullStop(QString::fromStdString(stored->note));
            }
            break;
        case SideRef::From::File:
            entry.name = side && side->made
                             ? QString::fromStdString(side->made->name)
                             : QFileInfo(QString::fromStdString(ref.path)).fileName();
            entry.note = QString::fromStdString(ref.path);
            break;
        }
        if (side) {
            if (entry.possible) entry.refused = QString::fromStdString(side->refused);
            entry.made = side->made != nullptr;
        }
        entries.push_back(std::move(entry));
    }
    m_list->show(m_document.base().sites.empty() ? tr("No hall") : baseName(), entries,
                 {m_ticked.begin(), m_ticked.end()});
    m_list->setVisible(!entries.empty());
}

void CompareView::showTable() {
    const QString none = whyNone();
    // Ranges arrive while somebody reads: the place in the table stays.
    const int scrolled = m_table->verticalScrollBar()->value();
    const QModelIndex current = m_table->currentIndex();
    const ComparisonRow* read = current.isValid() ? m_model->row(current.row()) : nullptr;
    const std::string id = read ? read->id : std::string();
    m_table->clearSpans();
    m_model->show(none.isEmpty() ? m_answer.comparison : nullptr, m_only->isChecked());
    m_charts->show(none.isEmpty() ? m_answer.comparison.get() : nullptr,
                   none.isEmpty() ? tr("Working it out…") : none);
    spread();
    if (const int line = id.empty() ? -1 : m_model->lineOf(id); line >= 0)
        m_table->setCurrentIndex(m_model->index(line, std::min(current.column(), 1)));
    m_table->verticalScrollBar()->setValue(scrolled);
}

void CompareView::showState() {
    const QString none = whyNone();
    const bool working = busy() && !m_document.base().sites.empty();
    const bool shown = none.isEmpty() && m_answer.comparison;
    m_progress->setVisible(working);
    m_stop->setVisible(working || (m_stopped && none.isEmpty()));
    m_stop->setText(m_stopped ? tr("Go On") : tr("Stop"));
    m_delegate->setFresh(m_fresh);
    m_table->viewport()->update();
    m_charts->setEnabled(m_fresh);
    m_pages->setCurrentIndex(shown ? 0 : 1);
    m_empty->setText(!none.isEmpty() ? none
                     : m_stopped     ? tr("Stopped. Go On takes it up again, as does the next "
                                              "change or tick.")
                                     : tr("Working it out…"));
    const int differences = m_model->differences();
    m_count->setText(differences == 1 ? tr("1 line differs")
                                      : tr("%L1 lines differ").arg(differences));
    m_copy->setEnabled(shown);
    m_only->setEnabled(shown);
    QString state;
    if (m_stopped)
        state = tr("Stopped. The table is of before; Go On takes it up again, as does the next "
                   "change or tick.");
    else if (!m_fresh && shown)
        state = staleWords();
    else if (shown && !m_answer.complete)
        state = tr("Ranges follow.");
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty() && shown);
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, Theme::current().faint);
    faint.setColor(QPalette::Text, Theme::current().faint);
    for (QLabel* label : {m_count, m_empty, m_state})
        if (label->palette() != faint) label->setPalette(faint);
}

/// Titles take what they need, numbers share the rest; columns do not get too narrow to read.
void CompareView::spread() {
    const int columns = m_model->columnCount();
    if (columns < 2) return;
    const int sides = columns / 2, apart = sides - 1;
    const int room = m_table->viewport()->width();
    const int needed = sides * valueLeast + apart * differenceLeast;
    const int title = std::clamp(room - needed, figureTitleLeast,
                                 std::max(figureTitleLeast, std::min(figureTitleMost, room / 3)));
    const int more = std::max(0, room - title - needed) / (sides + apart);
    m_table->setColumnWidth(0, title);
    for (int column = 1; column < columns; ++column)
        m_table->setColumnWidth(
            column, (m_model->isDifference(column) ? differenceLeast : valueLeast) + more);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int span = m_model->isWide(row) ? columns : 1;
        if (m_table->columnSpan(row, 0) != span) m_table->setSpan(row, 0, 1, span);
    }
    m_table->resizeRowsToContents();
    m_table->horizontalHeader()->updateGeometry();
    Q_EMIT m_table->horizontalHeader()->geometriesChanged();
}

/// Where there is room charts stand beside the table; where there is little the list stands above.
void CompareView::arrange() {
    constexpr int threePanes_px = 1500, twoPanes_px = 680;
    constexpr int listWidth = 272, chartsLeast = 520;
    const bool wide = width() >= threePanes_px, narrow = width() < twoPanes_px;
    if (wide != m_wide) {
        m_wide = wide;
        if (wide) {
            m_tabs->removeTab(1);
            m_splitter->addWidget(m_charts);
            m_splitter->setStretchFactor(1, 2);
            m_splitter->setStretchFactor(2, 1);
            m_charts->setVisible(true);
        } else {
            m_tabs->addTab(m_charts, tr("Charts"));
        }
        m_charts->setMinimumWidth(wide ? chartsLeast : 0);
        m_tabs->tabBar()->setVisible(!wide);
        m_splitter->setSizes(
            wide ? QList<int>{listWidth, width() - listWidth - chartsLeast, chartsLeast}
                 : QList<int>{listWidth, width() - listWidth});
    }
    if (narrow != m_narrow) {
        m_narrow = narrow;
        m_splitter->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
        m_splitter->setSizes(narrow ? QList<int>{200, std::max(200, height() - 200)}
                                    : QList<int>{listWidth, width() - listWidth});
    }
}

void CompareView::showTab(const QString& name) {
    if (!m_wide) m_tabs->setCurrentIndex(name == QStringLiteral("charts") ? 1 : 0);
}

void CompareView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    arrange();
    if (!m_fresh && !m_stopped && !m_worker->busy() && !m_document.base().sites.empty())
        m_settle.start(0);
    showState();
}

void CompareView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void CompareView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_state) showState();
}

bool CompareView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == m_table->viewport()) spread();
    return QWidget::eventFilter(watched, event);
}

}  // namespace hallwright
