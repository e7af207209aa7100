#pragma once

#include "model/rules/rule.h"

#include <map>
#include <tuple>

// What checks share: limits, words, and the comparison of a figure with a limit, row by row.

namespace hallwright {

/// A limit and where it comes from: a property of a part or of the design basis, or a field of the
/// hall.
struct Limit {
    double si = unknown;
    PartId part{};
    Property property = Property::Count_;
    std::string_view
        field{};  ///< "the floor rating of the site": what to fill in where there is no property
};

/// The limit that the design basis sets.
Limit basisLimit(const Evaluation& evaluation, Property property);
/// The limit that the part of an item sets.
Limit partLimit(const Evaluation& evaluation, PartId part, Property property);
/// A limit that the site row sets; not above zero means that it is not given.
Limit siteLimit(double si, std::string_view field);
/// The real power that a power unit can give: the least of its ratings in watts, in volt-amperes
/// and in amperes at the distribution voltage, the last two at the power factor of the loads. One
/// that is not given does not count. Of a group, all units together but the one that may be lost.
Limit unitRating(const Evaluation& evaluation, const PowerUnit& unit);

/// The part of a row; none where it has none.
PartId partOf(const Hall& hall, ItemRef item);
/// The one item that findings about the whole hall are about: its site row, or nothing.
std::vector<ItemRef> hallItem(const Evaluation& evaluation);

inline ItemRef rackItem(RawId id) { return {TableId::Racks, id}; }
inline ItemRef fabricItem(RawId id) { return {TableId::Fabrics, id}; }

std::string nameOf(const Evaluation& evaluation, ItemRef item);
std::string nameOf(const Evaluation& evaluation, PartId part);
/// A title as it stands inside a sentence: "bus bar rating", but "PUE", "GPU packages".
std::string inSentence(std::string_view title);
/// "142 kW".
std::string words(double si, Dimension dimension);

/// Items that a check could not judge, folded by reason and told at the end of the check.
class Unjudged {
public:
    Unjudged(const Evaluation& evaluation, Report& report)
        : m_evaluation(evaluation), m_report(report) {}
    Unjudged(const Unjudged&) = delete;
    Unjudged& operator=(const Unjudged&) = delete;
    ~Unjudged();

    /// The figure of this item is not known.
    void add(ItemRef item, Fig figure);
    /// The part does not give this property, or the site this field.
    void add(ItemRef item, const Limit& limit);

private:
    using Reason = std::tuple<PartId, Property, Fig, std::string_view, RawId>;

    void add(ItemRef item, const Reason& reason);
    std::string text(const Reason& reason, ItemRef example) const;

    const Evaluation& m_evaluation;
    Report& m_report;
    std::map<Reason, std::vector<ItemRef>> m_items;
    std::pair<const Reason, std::vector<ItemRef>>* m_last = nullptr;  ///< items come in runs
};

/// On which side of its limit a figure fails.
enum class Side : std::uint8_t { Above, Below };

inline bool fails(Side side, double actual, double limit) {
    return side == Side::Above ? exceeds(actual, limit) : exceeds(limit, actual);
}

/// Compares a figure with a limit for one row of its scope.
template <typename LimitOf, typename Words>
void compareRow(const Evaluation& e, Report& report, Unjudged& unjudged, Fig figure, Side side,
                ItemRef item, LimitOf&& limitOf, Words&& detail) {
    const FigureInfo& row = info(figure);
    const RawId id = item.id;
    const std::size_t at =
        tableOf(row.scope) ? static_cast<std::size_t>(e.rows().position(row.scope, id)) : 0;
    const Column& column = e.columns().column(figure);
    const Status status = column.status[at];
    if (status == Status::Absent) return;
    const double actual = column.values[at];
    if (status == Status::None || actual != actual) return unjudged.add(item, figure);
    const Limit limit = limitOf(id);
    if (limit.si != limit.si) return unjudged.add(item, limit);
    if (fails(side, actual, limit.si))
        report.fails({item}, {actual, row.dimension}, {limit.si, row.dimension},
                     detail(id, actual, limit.si));
    else if (status == Status::Partial)
        unjudged.add(item, figure);
}

/// Compares a figure with a limit for every row of its scope. limitOf(id) gives the Limit of a row;
/// words(id, actual, limit) the detail of a finding. Rows the figure does not apply to are passed
/// over; unknown numbers are told as not checked. Of a partial sum only what is known is judged: it
/// can fail, but not pass.
template <typename LimitOf, typename Words>
void compareRows(const Evaluation& e, Report& report, Fig figure, Side side, LimitOf&& limitOf,
                 Words&& detail) {
    const std::optional<TableId> table = tableOf(info(figure).scope);
    Unjudged unjudged(e, report);
    for (const RawId id : e.rows().ids(info(figure).scope))
        compareRow(e, report, unjudged, figure, side,
                   {table.value_or(TableId::Sites), table ? id : e.hall().siteId().raw}, limitOf,
                   detail);
}

}  // namespace hallwright
