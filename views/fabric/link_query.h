#pragma once

#include "model/stages/links.h"

#include <QString>

#include <functional>
#include <vector>

namespace hallwright {

/// The columns of the link table.
enum class LinkColumn : std::uint8_t {
    Fabric,
    FromDevice,
    FromPort,
    FromRack,
    FromUnit,
    ToDevice,
    ToPort,
    ToRack,
    ToUnit,
    Tier,
    Plane,
    Rail,
    Length,
    Bought,
    Medium,
    Label,
    Count_
};
inline constexpr int linkColumns = static_cast<int>(LinkColumn::Count_);

/// Which links are wanted, and in which order.
struct LinkQuery {
    QString text;     ///< words that a row must all hold; empty: any
    int fabric = -1;  ///< position; -1: all
    bool onlySome = false;
    std::vector<LinkRef> some;  ///< with onlySome: of these
    LinkColumn order = LinkColumn::Fabric;
    bool descending = false;

    bool operator==(const LinkQuery&) const = default;
};

/// Rows of the table as numbers of links, and what they add up to.
struct LinkRows {
    std::vector<std::uint32_t> numbers;
    std::size_t total = 0;       ///< links there are
    std::int64_t length_mm = 0;  ///< of the rows that have a route
};

/// Searches and sorts; tells how far it is and stops where that says false.
LinkRows findLinks(const Evaluation& evaluation, const LinkQuery& query,
                   const std::function<bool(double)>& progress = {});

/// The rows as comma-separated text with a heading; words that begin as a formula does are quoted
/// as text.
QString linksAsCsv(const Evaluation& evaluation, const std::vector<std::uint32_t>& numbers,
                   const std::function<bool(double)>& progress = {});

}  // namespace hallwright
