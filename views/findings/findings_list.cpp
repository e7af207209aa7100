#include "views/findings/findings_list.h"

#include "views/document.h"
#include "views/plan/plan_painter.h"
#include "views/selection.h"
#include "views/theme.h"
#include "views/units.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright {

namespace {

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<int>(text.size()));
}

struct FilterRow {
    FindingsModel::Filter filter;
    const char* text;
};
constexpr FilterRow filterRows[] = {
    {FindingsModel::Filter::All, QT_TRANSLATE_NOOP("FindingsList", "All")},
    {FindingsModel::Filter::Errors, QT_TRANSLATE_NOOP("FindingsList", "Errors")},
    {FindingsModel::Filter::Warnings, QT_TRANSLATE_NOOP("FindingsList", "Warnings")},
    {FindingsModel::Filter::Notes, QT_TRANSLATE_NOOP("FindingsList", "Notes")},
    {FindingsModel::Filter::NotChecked, QT_TRANSLATE_NOOP("FindingsList", "Not checked")},
};

/// From so many findings of one rule on they are folded into one row.
constexpr std::size_t foldFrom = 4;

Mark markOf(const Finding& finding) {
    if (finding.outcome == Finding::Outcome::NotChecked) return Mark::Note;
    switch (ruleOf(finding).severity) {
    case Severity::Error:
        return Mark::Error;
    case Severity::Warning:
        return Mark::Warning;
    default:
        return Mark::Note;
    }
}

}  // namespace

FindingsModel::FindingsModel(DocumentModel& document, QObject* parent)
    : QAbstractListModel(parent), m_document(document) {
    connect(&Units::shown(), &Units::changed, this, &FindingsModel::refresh);
}

bool FindingsModel::passes(const Finding& finding, Filter filter) {
    if (filter == Filter::All) return true;
    if (finding.outcome == Finding::Outcome::NotChecked) return filter == Filter::NotChecked;
    const Severity severity = ruleOf(finding).severity;
    return (filter == Filter::Errors && severity == Severity::Error) ||
           (filter == Filter::Warnings && severity == Severity::Warning) ||
           (filter == Filter::Notes && severity == Severity::Note);
}

void FindingsModel::setFilter(Filter filter) {
    m_filter = filter;
    refresh();
}

void FindingsModel::refresh() {
    beginResetModel();
    m_findings = m_document.evaluation().findings();
    m_passing.clear();
    for (std::size_t i = 0; i < m_findings.size(); ++i)
        if (passes(m_findings[i], m_filter)) m_passing.push_back(i);
    makeRows();
    endResetModel();
}

/// Findings come sorted by rule, so those of one rule stand together.
void FindingsModel::makeRows() {
    m_rows.clear();
    for (std::size_t i = 0; i < m_passing.size();) {
        const Finding& first = m_findings[m_passing[i]];
        std::size_t end = i + 1;
        while (end < m_passing.size() && m_findings[m_passing[end]].rule == first.rule &&
               m_findings[m_passing[end]].outcome == first.outcome)
            ++end;
        const bool group = end - i >= foldFrom;
        const bool open = std::find(m_open.begin(), m_open.end(),
                                    std::pair(first.rule, first.outcome)) != m_open.end();
        if (group) m_rows.push_back({i, end - i, !open, false});
        if (!group || open)
            for (std::size_t j = i; j < end; ++j)
                m_rows.push_back({j, 1, false, group});
        i = end;
    }
}

const Finding& FindingsModel::worstOf(const Row& row) const {
    const auto excess = [](const Finding& f) {
        return std::isnan(f.actual.si) || f.limit.si == 0.0
                   ? 0.0
                   : std::abs(std::log(std::max(1e-12, std::abs(f.actual.si / f.limit.si))));
    };
    std::size_t worst = 0;
    for (std::size_t i = 1; i < row.count; ++i)
        if (excess(findingOf(row, i)) > excess(findingOf(row, worst))) worst = i;
    return findingOf(row, worst);
}

std::vector<ItemRef> FindingsModel::itemsAt(int row) const {
    const Row& r = m_rows[static_cast<std::size_t>(row)];
    std::vector<ItemRef> items;
    for (std::size_t i = 0; i < r.count; ++i) {
        const std::vector<ItemRef>& more = findingOf(r, i).items;
        items.insert(items.end(), more.begin(), more.end());
    }
    return items;
}

bool FindingsModel::toggleFold(int row) {
    const Row r = m_rows[static_cast<std::size_t>(row)];
    if (r.count == 1) return false;
    const std::pair key(findingOf(r).rule, findingOf(r).outcome);
    const auto at = std::find(m_open.begin(), m_open.end(), key);
    if (at == m_open.end())
        m_open.push_back(key);
    else
        m_open.erase(at);
    beginResetModel();
    makeRows();
    endResetModel();
    return true;
}

int FindingsModel::count(Filter filter) const {
    return static_cast<int>(std::count_if(m_findings.begin(), m_findings.end(),
                                          [&](const Finding& f) { return passes(f, filter); }));
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString FindingsModel::itemNames(const Finding& finding) const {
    // The part that a rule names beside the things it is in is told by its title.
    std::vector<ItemRef> items;
    for (ItemRef item : finding.items)
        if (item.table != TableId::Parts) items.push_back(item);
    if (items.empty()) items = finding.items;
    QStringList names;
    for (ItemRef item : items) {
        if (names.size() == 4) {
            names += tr("%1 more").arg(items.size() - 4);
            break;
        }
        names += item.table == TableId::Sites
                     ? tr("Hall")
                     : QString::fromStdString(itemName(m_document.hall(), item));
    }
    return names.join(QStringLiteral(", "));
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const Finding& f = worstOf(row);
    const RuleInfo& rule = ruleOf(f);
    const bool unchecked = f.outcome == Finding::Outcome::NotChecked;
    switch (role) {
    case Qt::DisplayRole:
        // Below the row that names the rule, each stands by what it is about.
        if (const QString names = itemNames(f); row.inside && !names.isEmpty()) return names;
        return fromView(rule.title);
    case MarkRole:
        return static_cast<int>(markOf(f));
    case WordRole:
        return unchecked ? tr("Not checked")
                         : fromView(severityName(rule.severity))
                               .replace(0, 1, QChar(severityName(rule.severity)[0]).toUpper());
    case DetailRole: {
        QStringList words;
        if (row.count > 1) words += tr("%1 times").arg(row.count);
        if (unchecked)
            words += QString::fromStdString(f.detail);
        else if (!std::isnan(f.actual.si) && !std::isnan(f.limit.si) && f.actual.si != f.limit.si)
            words += (row.count > 1 ? tr("worst %1, limit %2") : tr("%1, limit %2"))
                         .arg(shownText(f.actual), shownText(f.limit));
        // Names last: they are what may be cut short.
        if (const QString names = itemNames(f); row.count == 1 && !row.inside && !names.isEmpty())
            words += names;
        return words.join(QStringLiteral(" · "));
    }
    case FoldRole:
        return row.count == 1 ? (row.inside ? 3 : 0) : row.folded ? 1 : 2;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2. %3")
            .arg(data(index, WordRole).toString(),
                 fromView(rule.title) +
                     (row.inside ? QStringLiteral(", ") + itemNames(f) : QString()),
                 data(index, DetailRole).toString());
    case Qt::ToolTipRole:
        return QStringLiteral("<b>%1</b><br>%2<br><br>%3<br><i>%4 · %5</i>")
            .arg(fromView(rule.title).toHtmlEscaped(),
                 QString::fromStdString(findingText(m_document.evaluation(), f)).toHtmlEscaped(),
                 fromView(rule.explanation).toHtmlEscaped(), fromView(rule.id).toHtmlEscaped(),
                 fromView(rule.source).toHtmlEscaped());
    default:
        return {};
    }
}

void FindingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    QRect in = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.16));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.07));
    const Mark mark = static_cast<Mark>(index.data(FindingsModel::MarkRole).toInt());
    const int fold = index.data(FindingsModel::FoldRole).toInt();
    if (fold == 3) in.setLeft(in.left() + 24);
    painter->setRenderHint(QPainter::Antialiasing, true);
    paintMark(*painter, QRectF(in.left() + 14, in.top() + 9, 15, 15), mark, theme);
    if (fold == 1 || fold == 2) {
        const QPointF c(in.right() - 18, in.top() + 16);
        painter->setPen(QPen(theme.faint, 1.5));
        if (fold == 1)
            painter->drawPolyline(
                QPolygonF({c + QPointF(-2, -4), c + QPointF(2, 0), c + QPointF(-2, 4)}));
        else
            painter->drawPolyline(
                QPolygonF({c + QPointF(-4, -2), c + QPointF(0, 2), c + QPointF(4, -2)}));
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QRect words(in.left() + 38, in.top() + 6,
                      in.width() - 38 - (fold == 1 || fold == 2 ? 32 : 12), 20);
    painter->setFont(textFont());
    painter->setPen(theme.text);
    painter->drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    QFont small = textFont();
    small.setPixelSize(12);
    painter->setFont(small);
    const QString word = index.data(FindingsModel::WordRole).toString();
    const int wordWidth = painter->fontMetrics().horizontalAdvance(word);
    const QRect below = words.translated(0, 19);
    const QColor sign = mark == Mark::Error     ? theme.error
                        : mark == Mark::Warning ? theme.warning
                                                : theme.note;
    painter->setPen(sign);
    painter->drawText(below, Qt::AlignLeft | Qt::AlignVCenter, word);
    painter->setPen(theme.faint);
    const QRect rest = below.adjusted(wordWidth + 8, 0, 0, 0);
    painter->drawText(
        rest, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data(FindingsModel::DetailRole).toString(),
                                          Qt::ElideRight, rest.width()));
    painter->setPen(mixed(theme.panel, theme.line, 0.7));
    painter->drawLine(in.left() + 38, in.bottom(), in.right(), in.bottom());
    painter->restore();
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {200, 50};
}

FindingsList::FindingsList(DocumentModel& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection),
      m_model(new FindingsModel(document, this)) {
    setObjectName("findings");
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* filters = new QHBoxLayout;
    filters->setContentsMargins(12, 8, 8, 4);
    filters->setSpacing(4);
    auto* group = new QButtonGroup(this);
    for (const FilterRow& row : filterRows) {
        auto* button = new QToolButton;
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setChecked(row.filter == m_filter);
        group->addButton(button);
        filters->addWidget(button);
        m_filters.push_back(button);
        connect(button, &QToolButton::clicked, this, [this, filter = row.filter] {
            m_filter = filter;
            refresh();
        });
    }
    filters->addStretch(1);
    column->addLayout(filters);

    m_list = new QListView;
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindingDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Findings"));
    m_empty = new QLabel(tr("No findings"));
    m_empty->setAlignment(Qt::AlignCenter);
    auto* stack = new QWidget;
    auto* pages = new QStackedLayout(stack);
    pages->addWidget(m_list);
    pages->addWidget(m_empty);
    column->addWidget(stack, 1);
    connect(m_list, &QListView::clicked, this, &FindingsList::choose);
    connect(m_list, &QListView::activated, this, &FindingsList::choose);
    connect(&document, &DocumentModel::changed, this, [this](const ChangeEvent& event) {
        if (event.hallChanged()) refresh();
    });
    refresh();
}

void FindingsList::refresh() {
    const int scrolled = m_list->verticalScrollBar()->value();
    m_model->setFilter(m_filter);
    m_list->verticalScrollBar()->setValue(scrolled);
    for (std::size_t i = 0; i < m_filters.size(); ++i) {
        const int count = m_model->count(filterRows[i].filter);
        m_filters[i]->setText(QStringLiteral("%1 %2").arg(tr(filterRows[i].text)).arg(count));
        m_filters[i]->setVisible(i == 0 || count > 0 || filterRows[i].filter == m_filter);
    }
    const bool none = m_model->rowCount() == 0;
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, Theme::current().faint);
    faint.setColor(QPalette::Text, Theme::current().faint);
    m_empty->setPalette(faint);
    m_empty->setText(m_document.hall().sites.empty() ? tr("No hall is open") : tr("No findings"));
    static_cast<QStackedLayout*>(m_list->parentWidget()->layout())->setCurrentIndex(none ? 1 : 0);
}

void FindingsList::choose(const QModelIndex& index) {
    if (!index.isValid()) return;
    const std::vector<ItemRef> items = m_model->itemsAt(index.row());
    const int row = index.row();
    m_model->toggleFold(row);
    m_list->setCurrentIndex(m_model->index(row));
    m_selection.set(items);
    Q_EMIT wanted(items);
}

}  // namespace hallwright
