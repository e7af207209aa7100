#include "views/findings/findings_list.h"

#include "model/edits/waive.h"
#include "views/document.h"
#include "views/findings/finding_delegate.h"
#include "views/findings/finding_detail.h"
#include "views/findings/waive_dialog.h"
#include "views/list_keys.h"
#include "views/paced_refresh.h"
#include "views/plan/plan_painter.h"
#include "views/reading_text.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDate>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>

namespace hallwright {

namespace {

struct FilterRow {
    FindingsModel::Filter filter;
    const char* text;
    Mark mark;
};
constexpr FilterRow filterRows[] = {
    {FindingsModel::Filter::All, QT_TRANSLATE_NOOP("FindingsList", "All"), Mark::None},
    {FindingsModel::Filter::Errors, QT_TRANSLATE_NOOP("FindingsList", "Errors"), Mark::Error},
    {FindingsModel::Filter::Warnings, QT_TRANSLATE_NOOP("FindingsList", "Warnings"), Mark::Warning},
    {FindingsModel::Filter::Notes, QT_TRANSLATE_NOOP("FindingsList", "Notes"), Mark::Note},
    {FindingsModel::Filter::NotChecked, QT_TRANSLATE_NOOP("FindingsList", "Not checked"),
     Mark::None},
};

/// A list that tells when Enter is pressed on a row, whatever the platform activates on.
class List : public QListView {
public:
    using QListView::QListView;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            if (currentIndex().isValid()) Q_EMIT activated(currentIndex());
            return;
        }
        QListView::keyPressEvent(event);
    }
};

/// Several edits of rows that have nothing to do with each other, as one.
Edit together(std::vector<Edit> edits, const QString& label) {
    if (edits.size() == 1) return std::move(edits.front());
    Edit all;
    all.label = label.toStdString();
    for (Edit& edit : edits)
        for (Change& change : edit.changes)
            all.changes.push_back(std::move(change));
    return all;
}

}  // namespace

FindingsList::FindingsList(DocumentModel& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection),
      m_model(new FindingsModel(document, this)) {
    setObjectName("findings");
    setAccessibleName(tr("Findings"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumWidth(240);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeFilters();
    column->addWidget(m_bar);
    makeList();
    auto* stack = new QWidget;
    m_pages = new QStackedLayout(stack);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);
    m_detail = new FindingDetail(document);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->addWidget(stack);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_detail->hide();
    column->addWidget(m_splitter, 1);

    m_paced = new PacedRefresh(*this, [this] { refresh(); });
    connect(m_list, &QListView::clicked, this, &FindingsList::choose);
    connect(m_list, &QListView::activated, this, &FindingsList::choose);
    connect(m_detail, &FindingDetail::waiveWanted, this, &FindingsList::askToWaive);
    connect(m_detail, &FindingDetail::withdrawWanted, this, &FindingsList::withdrawChosen);
    connect(m_detail, &FindingDetail::planWanted, this, [this] {
        std::vector<ItemRef> items;
        for (const Finding& finding : m_chosen)
            items.insert(items.end(), finding.items.begin(), finding.items.end());
        Q_EMIT wanted(items);
    });
    connect(m_detail, &FindingDetail::basisWanted, this,
            [this] { Q_EMIT partWanted(m_document.hall().site().basis); });
    connect(m_detail, &FindingDetail::closeWanted, this, [this] {
        m_chosen.clear();
        m_detail->hide();
        m_list->setFocus();
    });
    connect(&document, &DocumentModel::changed, m_paced, &PacedRefresh::follow);
    refresh();
}

void FindingsList::makeFilters() {
    m_bar = new QWidget;
    auto* lines = new QVBoxLayout(m_bar);
    lines->setContentsMargins(8, 6, 8, 6);
    lines->setSpacing(4);
    auto* signs = new QHBoxLayout;
    signs->setSpacing(0);
    auto* group = new QButtonGroup(this);
    const auto button = [&](const QString& name) {
        auto* made = new QToolButton;
        made->setCheckable(true);
        made->setAutoRaise(true);
        made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        made->setIconSize({14, 14});
        made->setFocusPolicy(Qt::TabFocus);
        made->setToolTip(name);
        signs->addWidget(made);
        return made;
    };
    for (const FilterRow& row : filterRows) {
        QToolButton* made = button(tr(row.text));
        made->setChecked(row.filter == m_filter);
        group->addButton(made);
        m_filters.push_back(made);
        connect(made, &QToolButton::clicked, this, [this, filter = row.filter] {
            m_filter = filter;
            m_model->setFilter(filter);
            showState();
        });
    }
    signs->addStretch(1);
    m_waived = button(tr("Show waived findings"));
    m_waived->setChecked(true);
    connect(m_waived, &QToolButton::toggled, this, [this](bool on) {
        m_model->setShowWaived(on);
        showState();
    });
    lines->addLayout(signs);

    auto* words = new QHBoxLayout;
    words->setContentsMargins(4, 0, 0, 0);
    words->setSpacing(4);
    m_words = new QLineEdit;
    m_words->setPlaceholderText(tr("Filter findings"));
    m_words->setAccessibleName(tr("Filter findings"));
    m_words->setClearButtonEnabled(true);
    m_family = new QComboBox;
    m_family->setAccessibleName(tr("Family of rules"));
    m_family->setToolTip(tr("Show one family of rules"));
    m_family->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_family->setMinimumContentsLength(9);
    words->addWidget(m_words, 1);
    words->addWidget(m_family);
    lines->addLayout(words);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setWords(text);
        showState();
    });
    connect(m_family, &QComboBox::currentIndexChanged, this, [this] {
        m_model->setFamily(m_family->currentData().toString());
        showState();
    });
}

void FindingsList::makeList() {
    m_list = new List;
    m_list->setModel(m_model);
    new ListKeys(m_list, [](const QModelIndex& index) {
        return index.data(Qt::AccessibleTextRole).toString();
    });
    m_list->setItemDelegate(new FindingDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Findings"));
    m_empty = new QLabel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(24);
}

void FindingsList::refresh() {
    const int scrolled = m_list->verticalScrollBar()->value();
    const int current = m_list->currentIndex().row();
    m_model->refresh();
    if (current >= 0 && current < m_model->rowCount())
        m_list->setCurrentIndex(m_model->index(current));
    m_list->verticalScrollBar()->setValue(scrolled);
    showState();
    showDetail();
}

QIcon FindingsList::filterIcon(int filter) const {
    constexpr int size = 42;  // fine enough for every scale
    QPixmap sign(size, size);
    sign.fill(Qt::transparent);
    QPainter painter(&sign);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const Theme& theme = Theme::current();
    const QRectF in(3, 3, size - 6, size - 6);
    if (filter < 0) {
        paintWaived(painter, in, theme.faint);
    } else if (filterRows[filter].filter == FindingsModel::Filter::NotChecked) {
        painter.setFont(textFont(26, true));
        painter.setPen(QPen(theme.note, 3));
        painter.drawEllipse(in.adjusted(2, 2, -2, -2));
        painter.drawText(in, Qt::AlignCenter, QStringLiteral("?"));
    } else {
        paintMark(painter, in, filterRows[filter].mark, theme);
    }
    return QIcon(sign);
}

void FindingsList::showState() {
    const Theme& theme = Theme::current();
    if (m_iconsOf != &theme) {
        for (std::size_t i = 1; i < m_filters.size(); ++i)
            m_filters[i]->setIcon(filterIcon(static_cast<int>(i)));
        m_waived->setIcon(filterIcon(-1));
        m_iconsOf = &theme;
    }
    for (std::size_t i = 0; i < m_filters.size(); ++i) {
        const int count = m_model->count(filterRows[i].filter);
        const QString name = tr(filterRows[i].text);
        m_filters[i]->setText(i == 0 ? QStringLiteral("%1 %2").arg(name).arg(count)
                                     : QString::number(count));
        m_filters[i]->setToolTip(QStringLiteral("%1: %2").arg(name).arg(count));
        m_filters[i]->setAccessibleName(m_filters[i]->toolTip());
        m_filters[i]->setVisible(i == 0 || count > 0 || filterRows[i].filter == m_filter);
    }
    const int waived = m_model->waivedCount();
    m_waived->setVisible(waived > 0);
    m_waived->setText(QString::number(waived));
    m_waived->setToolTip(tr("Show waived findings: %1").arg(waived));
    m_waived->setAccessibleName(m_waived->toolTip());

    const QStringList families = m_model->families();
    const QString chosen = m_family->currentData().toString();
    {
        const QSignalBlocker quiet(m_family);
        m_family->clear();
        m_family->addItem(tr("All rules"), QString());
        for (const QString& family : families) {
            QString title = family;
            title[0] = title[0].toUpper();
            m_family->addItem(title, family);
        }
        // A family whose last finding went stays chosen, so that the list does not jump.
        if (!chosen.isEmpty() && !families.contains(chosen)) {
            QString title = chosen;
            title[0] = title[0].toUpper();
            m_family->addItem(title, chosen);
        }
        m_family->setCurrentIndex(std::max(0, m_family->findData(chosen)));
    }
    const bool noHall = m_document.hall().sites.empty();
    const bool any = !m_document.evaluation().findings().empty();
    m_bar->setVisible(!noHall);
    m_empty->setText(noHall ? tr("Open a hall, or start a new one, to have it checked.")
                     : any  ? tr("No finding passes the filters.")
                            : tr("No findings: every rule that could be checked passes."));
    setTone(m_empty, theme.faint);
    m_pages->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
}

void FindingsList::choose(const QModelIndex& index) {
    if (index.isValid()) chooseRow(index.row());
}

void FindingsList::chooseRow(int row) {
    m_chosen = m_model->findingsAt(row);
    if (m_chosen.empty()) return;
    const Finding worst = *m_model->findingAt(row);
    const auto at = std::find_if(m_chosen.begin(), m_chosen.end(), [&](const Finding& f) {
        return f.items == worst.items && f.detail == worst.detail;
    });
    std::iter_swap(m_chosen.begin(), at);
    const std::vector<ItemRef> items = m_model->itemsAt(row);
    m_model->toggleFold(row);
    m_list->setCurrentIndex(m_model->index(row));
    m_selection.set(items);
    showDetail();
    Q_EMIT wanted(items);
}

/// The chosen findings as the evaluation has them now; the pane closes once they are gone.
void FindingsList::showDetail() {
    if (m_chosen.empty()) {
        m_detail->hide();
        return;
    }
    std::set<std::pair<std::uint16_t, std::vector<ItemRef>>> keys;
    for (const Finding& finding : m_chosen)
        keys.insert({finding.rule, finding.items});
    const std::pair first(m_chosen.front().rule, m_chosen.front().items);
    std::vector<Finding> now;
    for (const Finding& finding : m_document.evaluation().findings()) {
        const std::pair key(finding.rule, finding.items);
        if (!keys.count(key)) continue;
        now.push_back(finding);
        if (key == first) std::swap(now.front(), now.back());
    }
    m_chosen = std::move(now);
    const bool wasHidden = m_detail->isHidden();
    m_detail->setVisible(!m_chosen.empty());
    // At first the two share the room; then as the user left them.
    if (wasHidden && !m_chosen.empty() && !m_divided) {
        m_splitter->setSizes({m_splitter->height() / 2, m_splitter->height() / 2});
        m_divided = true;
    }
    if (!m_chosen.empty()) m_detail->showFinding(m_chosen.front(), m_chosen.size());
}

Result<void> FindingsList::waive(const std::vector<Finding>& findings, const QString& reason,
                                 const QString& author) {
    // A gesture under way shows another hall than the one that is edited.
    m_document.cancelPreview();
    const std::string date = QDate::currentDate().toString(Qt::ISODate).toStdString();
    std::vector<Edit> edits;
    std::set<std::string> subjects;
    RawId next = m_document.nextId();
    for (const Finding& finding : findings) {
        const std::string key = finding.subject(m_document.hall());
        if (!subjects.insert(std::to_string(finding.rule) + ' ' + key).second) continue;
        Result<Edit> edit = waiveFinding(m_document.evaluation(), finding, reason.toStdString(),
                                         author.toStdString(), date, next);
        if (!edit) return edit.error();
        edits.push_back(std::move(edit).value());
    }
    if (edits.empty()) return {};
    m_document.nextId() = next;
    const QString label = tr("Waive %1 findings").arg(edits.size());
    return m_document.apply(together(std::move(edits), label));
}

Result<void> FindingsList::withdraw(const std::vector<Finding>& findings) {
    m_document.cancelPreview();
    std::set<RawId> waivers;
    for (const Finding& finding : findings)
        if (const RawId waiver = waiverToTakeBack(finding)) waivers.insert(waiver);
    std::vector<Edit> edits;
    for (RawId waiver : waivers) {
        Result<Edit> edit = withdrawWaiver(m_document.base(), waiver);
        if (!edit) return edit.error();
        edits.push_back(std::move(edit).value());
    }
    if (edits.empty()) return {};
    const QString label = tr("Take back %1 waivers").arg(edits.size());
    return m_document.apply(together(std::move(edits), label));
}

void FindingsList::askToWaive() {
    if (m_chosen.empty()) return;
    QString what = QString::fromStdString(findingText(m_document.evaluation(), m_chosen.front()));
    if (m_chosen.size() > 1)
        what = tr("%1 findings: %2")
                   .arg(m_chosen.size())
                   .arg(fromView(ruleOf(m_chosen.front()).title));
    WaiveDialog dialog(what, m_author, this);
    if (dialog.exec() != QDialog::Accepted) return;
    if (dialog.author() != m_author) {
        m_author = dialog.author();
        Q_EMIT authorChanged(m_author);
    }
    if (const Result<void> done = waive(m_chosen, dialog.reason(), dialog.author()); !done)
        Q_EMIT message(QString::fromStdString(done.error().message));
}

void FindingsList::withdrawChosen() {
    if (const Result<void> done = withdraw(m_chosen); !done)
        Q_EMIT message(QString::fromStdString(done.error().message));
}

void FindingsList::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Find)) {
        m_words->setFocus();
        m_words->selectAll();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_detail->isVisible()) {
        Q_EMIT m_detail->closeWanted();
        return;
    }
    QWidget::keyPressEvent(event);
}

void FindingsList::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showState();
}

void FindingsList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_splitter) return;
    showState();
    showDetail();
}

}  // namespace hallwright
