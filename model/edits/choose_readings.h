#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <optional>
#include <string>

namespace hallwright {

/// Which of the readings of one property of one part of this hall is counted with: the one at
/// `index`. All readings stay. Refused for an index that is not there and for one already chosen.
Result<Edit> chooseReading(const Hall& hall, PartId part, Property property, std::size_t index);

/// By what all disagreements of a hall are settled at once.
enum class ReadingRule : std::uint8_t { Highest, Lowest, Newest, BestGrade, Source };

struct ReadingChoice {
    ReadingRule rule = ReadingRule::Highest;
    std::string source;  ///< for Source: readings of this document, where there are any
    std::optional<Property> property;  ///< this one alone; all where not given
    std::optional<PartId> part;        ///< of this one alone; of the whole hall where not given
};

/// Settles every datum of several readings that the choice reaches, as one edit. Readings that the
/// user entered stay chosen. Refused, with the reason, where nothing would change.
Result<Edit> chooseReadings(const Hall& hall, const ReadingChoice& choice);

/// highest, lowest, newest, best-grade, source: as the command line writes them.
std::optional<ReadingRule> findReadingRule(std::string_view name);
std::string_view readingRuleName(ReadingRule rule);

}  // namespace hallwright
