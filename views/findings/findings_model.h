#pragma once

#include "model/figures/evaluation.h"
#include "model/rules/rule.h"

#include <QAbstractListModel>
#include <QStringList>

#include <array>

namespace hallwright {

class DocumentModel;

/// The findings of the evaluation: filtered, those that say the same of many things folded into one
/// row, waived ones in a group of their own at the end.
class FindingsModel : public QAbstractListModel {
    Q_OBJECT

public:
    /// What the filter lets through: NotChecked stands apart, since it is no pass and no failure.
    /// Waived findings are in none of them.
    enum class Filter { All, Errors, Warnings, Notes, NotChecked, Count_ };
    enum Role { MarkRole = Qt::UserRole, WordRole, DetailRole, FoldRole, WaivedRole, HeadingRole };
    /// What FoldRole tells: alone, head of a folded or an unfolded group, or inside one.
    enum Fold { Alone, Folded, Unfolded, Inside };

    explicit FindingsModel(DocumentModel& document, QObject* parent = nullptr);

    void setFilter(Filter filter);
    /// Only findings of this family of rules; empty for all.
    void setFamily(const QString& family);
    /// Only findings that hold all these words in title, items, detail or id.
    void setWords(const QString& words);
    void setShowWaived(bool show);
    /// The findings of the evaluation as it is now.
    void refresh();
    /// Of all findings, whatever words and family are asked for.
    int count(Filter filter) const { return m_counts[static_cast<std::size_t>(filter)]; }
    int waivedCount() const { return m_waived; }
    /// Families that have findings, sorted.
    QStringList families() const;

    /// All findings that a row speaks of: one, or those folded into it; none for a heading.
    std::vector<Finding> findingsAt(int row) const;
    /// The worst of them; null for a heading.
    const Finding* findingAt(int row) const;
    std::vector<ItemRef> itemsAt(int row) const;
    /// Unfolds a row of several findings, or folds it again; false for a single one.
    bool toggleFold(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    /// Findings of one rule and outcome that say the same but for names and numbers.
    struct GroupKey {
        bool waived = false;
        std::uint16_t rule = 0;
        Finding::Outcome outcome = Finding::Outcome::Fails;
        std::uint64_t pattern = 0;

        auto operator<=>(const GroupKey&) const = default;
    };
    struct Group {
        GroupKey key;
        std::vector<std::size_t> findings;  ///< in m_findings
        std::size_t worst = 0;              ///< of them
        double excess = 0.0;                ///< of the worst
    };
    struct Row {
        std::size_t group = 0;
        Fold fold = Alone;
        std::size_t at = 0;    ///< the finding in the group, of a row alone or inside
        bool heading = false;  ///< of the waived ones
    };
    bool passes(const Finding& finding) const;
    static bool passes(const Finding& finding, Filter filter);
    void countIn(const Finding& finding);
    void makeRows();
    void addRows(bool waived);
    const Finding& shown(const Row& row) const;
    QString itemNames(const Finding& finding) const;
    QString detailText(const Row& row) const;
    QString waiverText(const Finding& finding) const;

    DocumentModel& m_document;
    std::vector<Finding> m_findings;  ///< as shown; the evaluation may move on
    std::array<int, static_cast<std::size_t>(Filter::Count_)> m_counts{};
    int m_waived = 0;
    std::vector<Group> m_groups;
    std::vector<Row> m_rows;
    std::vector<GroupKey> m_open;  ///< groups that are unfolded
    Filter m_filter = Filter::All;
    QString m_family;
    QStringList m_words;
    bool m_showWaived = true;
};

}  // namespace hallwright
