#pragma once

#include "model/hall/hall.h"
#include "model/parts/catalog.h"
#include "model/rules/rule.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

struct HeadroomOptions {
    std::size_t limits = 3;  ///< how many limits are told
    int most = 1000;         ///< no more of the part are tried
    /// Gets 0 … 1 now and then; stops the search by returning false.
    std::function<bool(double)> progress;
};

/// What stops more of a part, the limits told before it being set aside.
struct HeadroomLimit {
    std::string rule;    ///< id of the rule; empty for the floor and for a refusal
    std::string title;   ///< "Too much heat for the CDUs", "No free floor", "Cannot be placed"
    std::string detail;  ///< what one more would bring: item, actual, limit
    ItemRef item;        ///< what the limit belongs to
    Value actual, limit;
    int fits = 0;                  ///< so many more fit before it
    int gain = 0;                  ///< so many more than that fit without it
    bool atLeast = false;          ///< the gain ends where the search does
    bool alreadyExceeded = false;  ///< the hall as it is breaks it
};

/// How many more of a part fit, and why not more.
struct Headroom {
    std::string part;
    std::string name;
    int here = 0;                ///< stand in the hall already
    int fits = 0;                ///< more that fit with every limit kept
    int places = 0;              ///< more that the floor has room for, whatever the rest says
    bool placesAtLeast = false;  ///< the count of places ends where the search does
    bool cancelled = false;
    bool atLeast = false;               ///< nothing stopped the search but its own end
    std::vector<HeadroomLimit> limits;  ///< the one that stops first comes first
    /// Ids of rules whose errors would stop more, and that could not be evaluated since a number is
    /// unknown: with any of them the answer is a most, not a promise.
    std::vector<std::string> notEvaluated;
};

/// Puts more and more of a part on the free floor of a copy, as the edits of the plan do, and
/// judges each with all rules: until an error appears that the hall did not have, or one grows. The
/// rule that stops most of the places is the limit; it is set aside then, and the search goes on
/// for the next. Warnings stop nothing; aisles are kept; a rule that cannot be evaluated is no
/// pass, but told. Refused for what cannot be placed.
Result<Headroom> headroom(const Hall& hall, const Catalog& catalog, std::string_view part,
                          const HeadroomOptions& options = {});

}  // namespace hallwright
