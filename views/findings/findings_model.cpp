#include "views/findings/findings_model.h"

#include "views/document.h"
#include "views/plan/plan_scene.h"
#include "views/reading_text.h"
#include "views/units.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

/// From so many findings that say the same on they are folded into one row.
constexpr std::size_t foldFrom = 4;

/// The words of a detail that are the same for every item, as a number: words with a digit or a
/// capital letter are names or quantities.
std::uint64_t patternOf(const std::string& detail) {
    std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
    std::uint64_t before = hash;                  // the word that is read
    bool plain = true;
    for (char c : detail) {
        if (c == ' ') {
            if (!plain) hash = before;
            before = hash;
            plain = true;
            continue;
        }
        plain = plain && !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return plain ? hash : before;
}

/// How far beyond its limit, on a scale that treats twice and half alike; 0 where nothing is
/// compared.
double excess(const Finding& f) {
    return std::isnan(f.actual.si) || f.limit.si == 0.0
               ? 0.0
               : std::abs(std::log(std::max(1e-12, std::abs(f.actual.si / f.limit.si))));
}

}  // namespace

FindingsModel::FindingsModel(DocumentModel& document, QObject* parent)
    : QAbstractListModel(parent), m_document(document) {
    connect(&Units::shown(), &Units::changed, this, &FindingsModel::refresh);
}

bool FindingsModel::passes(const Finding& finding, Filter filter) {
    if (finding.waiver != 0) return false;
    if (filter == Filter::All) return true;
    if (finding.outcome == Finding::Outcome::NotChecked) return filter == Filter::NotChecked;
    const Severity severity = ruleOf(finding).severity;
    return (filter == Filter::Errors && severity == Severity::Error) ||
           (filter == Filter::Warnings && severity == Severity::Warning) ||
           (filter == Filter::Notes && severity == Severity::Note);
}

/// Whether a finding is shown at all; of waived ones the severity does not matter.
bool FindingsModel::passes(const Finding& finding) const {
    if (finding.waiver == 0 && !passes(finding, m_filter)) return false;
    if (finding.waiver != 0 && !m_showWaived) return false;
    const RuleInfo& rule = ruleOf(finding);
    if (!m_family.isEmpty() && fromView(rule.family) != m_family) return false;
    if (m_words.isEmpty()) return true;
    const QString text = (fromView(rule.title) + u' ' + fromView(rule.id) + u' ' +
                          QString::fromStdString(finding.detail) + u' ' + itemNames(finding))
                             .toLower();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return text.contains(word); });
}

void FindingsModel::setFilter(Filter filter) {
    m_filter = filter;
    refresh();
}

void FindingsModel::setFamily(const QString& family) {
    m_family = family;
    refresh();
}

void FindingsModel::setWords(const QString& words) {
    m_words = words.toLower().split(u' ', Qt::SkipEmptyParts);
    refresh();
}

void FindingsModel::setShowWaived(bool show) {
    m_showWaived = show;
    refresh();
}

void FindingsModel::refresh() {
    beginResetModel();
    m_findings = m_document.evaluation().findings();
    m_groups.clear();
    m_counts = {};
    m_waived = 0;
    std::map<GroupKey, std::size_t> places;
    std::size_t last = 0;  // neighbours are mostly of one group
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const Finding& finding = m_findings[i];
        countIn(finding);
        if (!passes(finding)) continue;
        const GroupKey key{finding.waiver != 0, finding.rule, finding.outcome,
                           patternOf(finding.detail)};
        if (m_groups.empty() || m_groups[last].key != key) {
            const auto [place, fresh] = places.try_emplace(key, m_groups.size());
            last = place->second;
            if (fresh) m_groups.push_back({key, {}, 0, -1.0});
        }
        Group& group = m_groups[last];
        if (const double by = excess(finding); by > group.excess) {
            group.worst = group.findings.size();
            group.excess = by;
        }
        group.findings.push_back(i);
    }
    makeRows();
    endResetModel();
}

void FindingsModel::addRows(bool waived) {
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        const Group& group = m_groups[g];
        if (group.key.waived != waived) continue;
        const bool folds = group.findings.size() >= foldFrom;
        const bool open = std::find(m_open.begin(), m_open.end(), group.key) != m_open.end();
        if (folds) m_rows.push_back({g, open ? Unfolded : Folded, group.worst, false});
        if (folds && !open) continue;
        for (std::size_t i = 0; i < group.findings.size(); ++i)
            m_rows.push_back({g, folds ? Inside : Alone, i, false});
    }
}

void FindingsModel::makeRows() {
    m_rows.clear();
    addRows(false);
    const bool anyWaived = std::any_of(m_groups.begin(), m_groups.end(),
                                       [](const Group& group) { return group.key.waived; });
    if (!anyWaived) return;
    m_rows.push_back({0, Alone, 0, true});
    addRows(true);
}

const Finding& FindingsModel::shown(const Row& row) const {
    return m_findings[m_groups[row.group].findings[row.at]];
}

std::vector<Finding> FindingsModel::findingsAt(int row) const {
    const Row& r = m_rows[static_cast<std::size_t>(row)];
    if (r.heading) return {};
    if (r.fold == Alone || r.fold == Inside) return {shown(r)};
    std::vector<Finding> out;
    for (std::size_t i : m_groups[r.group].findings)
        out.push_back(m_findings[i]);
    return out;
}

const Finding* FindingsModel::findingAt(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    const Row& r = m_rows[static_cast<std::size_t>(row)];
    return r.heading ? nullptr : &shown(r);
}

std::vector<ItemRef> FindingsModel::itemsAt(int row) const {
    std::vector<ItemRef> items;
    for (const Finding& finding : findingsAt(row))
        items.insert(items.end(), finding.items.begin(), finding.items.end());
    return items;
}

bool FindingsModel::toggleFold(int row) {
    const Row r = m_rows[static_cast<std::size_t>(row)];
    if (r.heading || (r.fold != Folded && r.fold != Unfolded)) return false;
    const GroupKey key = m_groups[r.group].key;
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

void FindingsModel::countIn(const Finding& finding) {
    m_waived += finding.waiver != 0;
    for (std::size_t filter = 0; filter < m_counts.size(); ++filter)
        m_counts[filter] += passes(finding, static_cast<Filter>(filter));
}

QStringList FindingsModel::families() const {
    QStringList out;
    std::uint16_t last = std::numeric_limits<std::uint16_t>::max();
    for (const Finding& finding : m_findings) {
        if (finding.rule == last) continue;
        last = finding.rule;
        const QString family = fromView(ruleOf(finding).family);
        if (!out.contains(family)) out += family;
    }
    out.sort();
    return out;
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags FindingsModel::flags(const QModelIndex& index) const {
    if (index.isValid() && m_rows[static_cast<std::size_t>(index.row())].heading)
        return Qt::ItemIsEnabled;
    return QAbstractListModel::flags(index);
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

QString FindingsModel::waiverText(const Finding& finding) const {
    const Waiver* waiver = m_document.hall().waivers.find({finding.waiver});
    if (!waiver) return {};
    return QStringLiteral("%1 (%2, %3)")
        .arg(QString::fromStdString(waiver->reason), QString::fromStdString(waiver->author),
             QString::fromStdString(waiver->date));
}

QString FindingsModel::detailText(const Row& row) const {
    const Finding& f = shown(row);
    const std::size_t count =
        row.fold == Folded || row.fold == Unfolded ? m_groups[row.group].findings.size() : 1;
    QStringList words;
    if (count > 1) words += tr("%1 times").arg(count);
    if (f.waiver != 0 && count == 1) words += waiverText(f);
    if (f.outcome == Finding::Outcome::NotChecked)
        words += QString::fromStdString(f.detail);
    else if (!std::isnan(f.actual.si) && !std::isnan(f.limit.si) && f.actual.si != f.limit.si)
        words += (count > 1 ? tr("worst %1, limit %2") : tr("%1, limit %2"))
                     .arg(shownText(f.actual), shownText(f.limit));
    // Names last: they are what may be cut short.
    if (const QString names = itemNames(f); count == 1 && row.fold != Inside && !names.isEmpty())
        words += names;
    return words.join(QStringLiteral(" · "));
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == HeadingRole) return row.heading;
    if (row.heading)
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? QVariant(tr("Waived"))
                                                                         : QVariant();
    const Finding& f = shown(row);
    const RuleInfo& rule = ruleOf(f);
    switch (role) {
    case Qt::DisplayRole:
        // Below the row that names the rule, each stands by what it is about.
        if (const QString names = itemNames(f); row.fold == Inside && !names.isEmpty())
            return names;
        return fromView(rule.title);
    case MarkRole:
        return static_cast<int>(markOf(f));
    case WaivedRole:
        return f.waiver != 0;
    case WordRole:
        if (f.waiver != 0) return tr("Waived");
        return f.outcome == Finding::Outcome::NotChecked ? tr("Not checked")
                                                         : capitalised(severityName(rule.severity));
    case DetailRole:
        return detailText(row);
    case FoldRole:
        return static_cast<int>(row.fold);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2. %3")
            .arg(data(index, WordRole).toString(),
                 fromView(rule.title) +
                     (row.fold == Inside ? QStringLiteral(", ") + itemNames(f) : QString()),
                 detailText(row));
    case Qt::ToolTipRole:
        return QStringLiteral("<b>%1</b><br>%2")
            .arg(fromView(rule.title).toHtmlEscaped(),
                 QString::fromStdString(findingText(m_document.evaluation(), f)).toHtmlEscaped());
    default:
        return {};
    }
}

}  // namespace hallwright
