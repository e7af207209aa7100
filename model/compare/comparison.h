#pragma once

#include "model/compare/variant.h"
#include "model/figures/ranges.h"

#include <memory>

namespace hallwright {

/// One side, evaluated.
struct ComparedHall {
    std::string name, note;
    std::shared_ptr<const Evaluation> evaluation;
    std::vector<std::string> losses;
    std::shared_ptr<const Ranges> ranges{};  ///< where they were swept; figures have none else
};

/// One line of the table: the same quantity of every side.
struct ComparisonRow {
    std::string id;       ///< of the figure, or of a quantity that only a comparison has
    std::string section;  ///< "Power", "Cooling", "Parts", "Reliability", "Cost", "Layout"
    std::string title;
    std::string explanation;
    std::vector<Figure> values;        ///< by side
    std::vector<std::string> refused;  ///< by side: why the value cannot be set beside the others
    bool differs = false;
};

/// A bar of a tornado: what an unknown or uncertain number does to a difference.
struct Sensitivity {
    std::string title;
    Value low, high;                   ///< of the input
    double atLow = 0.0, atHigh = 0.0;  ///< of the result, SI
    std::string source;
};

/// One line of what the co-packaged network costs more than the other over the life of IT.
struct CostLine {
    std::string title;
    double usd = 0.0;      ///< NaN where nothing of it is known
    bool counted = false;  ///< in the answer; else it stands beside it
    Value price;           ///< break-even price of a switch on the lines up to this one
};

/// What a co-packaged switch may cost before the pluggable one is the cheaper over its life.
struct BreakEven {
    Value price;                              ///< of one switch, optics included
    std::vector<double> tariffs, lives;       ///< USD/J, s
    std::vector<std::vector<double>> prices;  ///< by tariff, by life: USD
    std::vector<Sensitivity> tornado;
    std::string refused;  ///< why there is none

    std::size_t pluggable = 0, coPackaged = 0;  ///< the two sides it is of
    std::string switchPart;                     ///< name of the co-packaged switch
    long long switches = 0;
    std::optional<Value> assumed;  ///< the price that the part gives, for setting beside
    std::string tornadoOf;         ///< what the bars are of
    double tornadoAt = 0.0;        ///< with every number as it is, SI
    std::vector<CostLine> lines;   ///< the counted ones add up to `tornadoAt`
    /// Sentences: which numbers are assumed, what is missing, and whether the answer turns with
    /// the lines that are counted.
    std::vector<std::string> says;
};

struct Comparison {
    std::vector<ComparedHall> halls;  ///< the first is what the others are set against
    std::vector<ComparisonRow> rows;  ///< differences first
    BreakEven breakEven;
    std::vector<std::string> notes;  ///< what a reader must know: readings, load states
};

/// Pure; the sides must be evaluated. Two or more.
Comparison compareHalls(std::vector<ComparedHall> halls);

}  // namespace hallwright
