#pragma once

#include "model/figures/ranges.h"
#include "model/parts/part.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace hallwright {

/// What a report is made from. It computes nothing: figures come from the evaluation, their ranges
/// from a finished sweep, the rest from the caller.
struct ReportInput {
    const Evaluation& evaluation;
    const Ranges& ranges;
    std::string date;     ///< 2026-11-22
    std::string version;  ///< of the program
    std::string file;     ///< name of the document, empty where it is not saved
    std::optional<std::int64_t> revision;
    const Part* shippedBasis = nullptr;  ///< the design basis as shipped, to tell what was changed
};

/// How a card, a bar or a finding is meant; a word or a sign always stands beside the colour.
enum class ReportTone : std::uint8_t { Plain, Good, Note, Warning, Error };

struct ReportText {
    std::string heading;  ///< above it, smaller than the section's; may be empty
    std::vector<std::string> paragraphs;
    bool bullets = false;
};

/// A key figure.
struct ReportCard {
    std::string title, value, range;
    std::string note;  ///< what it says beyond the number: "at least", "of 24 MW, 92 %"
    ReportTone tone = ReportTone::Plain;
};
struct ReportCards {
    std::string heading;
    std::vector<ReportCard> cards;
};

struct ReportCell {
    std::string text;
    std::string note;  ///< a fainter second line
    std::string href;  ///< the address of a source; empty for most
};
enum class ReportAlign : std::uint8_t { Left, Right };
inline constexpr ReportAlign rightAligned = ReportAlign::Right;  ///< for columns of numbers
struct ReportColumn {
    std::string heading;
    ReportAlign align = ReportAlign::Left;
    double weight = 1.0;  ///< share of the width
};
struct ReportRow {
    enum class Kind : std::uint8_t {
        Plain,
        Group,  ///< a heading over the whole width
        Total
    } kind = Kind::Plain;
    std::vector<ReportCell> cells;
};
struct ReportTable {
    std::string heading;
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
    std::string note;  ///< below it
};

/// A bar from one share of the axis to another; negative shares lie left of the middle.
struct ReportBar {
    std::string title, value;
    double from = 0.0, to = 0.0;
    ReportTone tone = ReportTone::Plain;
    std::string note;
};
struct ReportBars {
    std::string heading;
    std::string lead;            ///< a sentence above the bars
    bool centred = false;        ///< the axis runs from -1 to 1, else from 0 to 1
    std::optional<double> mark;  ///< share of the axis where the limit stands
    std::string markTitle;
    std::vector<ReportBar> bars;
    std::string note;
};

/// A rule's finding, or several that say the same.
struct ReportFinding {
    ReportTone tone = ReportTone::Note;
    std::string severity;  ///< "Error", "Warning", "Note", "Not evaluated"
    std::string rule, title, text;
    std::string others;  ///< the items that the same is said of
    std::string mend, source;
};
struct ReportFindings {
    std::string heading;
    std::vector<ReportFinding> findings;
};

/// Where the plan stands; each writer draws it in its own way.
struct ReportPlan {
    std::string caption;
};

using ReportBlock =
    std::variant<ReportText, ReportCards, ReportTable, ReportBars, ReportFindings, ReportPlan>;

struct ReportSection {
    std::string id;  ///< lasting, for links
    std::string title;
    std::vector<ReportBlock> blocks;
};

/// A hall as a document for someone who was not in the room: data first, writers after.
struct HallReport {
    std::string hall, date, version, file, revision;
    std::string lead;  ///< one sentence below the title
    std::vector<ReportSection> sections;
};

HallReport makeReport(const ReportInput& input);

/// "0.1.0".
std::string programVersion();

}  // namespace hallwright
