#pragma once

#include "model/figures/evaluation.h"

#include <string>
#include <vector>

namespace hallwright {

// Power of switches and optics, read so that both sides of a comparison say the same thing.

/// Why the printed design powers of two switches cannot be set side by side: one says at which
/// plane it was taken, or what it holds, and the other does not. Empty where they can.
std::string whyNotAlike(const Part& one, const Part& other);

/// Power that switches save when their printed design powers are simply subtracted. It is how an
/// operator read them; where the two say different things it is a reading and no finding.
double savedAsPrinted(const Part& pluggable, const Part& coPackaged, double switches);

/// Power of a switch without optics that its maker states with plane and content, of the part or of
/// its counterpart with the other optics; nothing where neither does.
std::optional<double> statedBase(const Hall& hall, PartId switchPart);

/// What one document says of optics on both sides: of a pluggable module and of a co-packaged port.
struct OpticsReading {
    std::string source;  ///< id; empty for the readings that the parts have chosen
    std::string title;   ///< of the document
    /// Numbers to set in a hall: part by catalog id, property, value, low and high.
    struct Number {
        std::string part;
        Property property = Property::Count_;
        double value = 0.0, low = 0.0, high = 0.0;
    };
    std::vector<Number> numbers;
};

/// The readings of optics power that speak of both kinds, over all these halls: the chosen ones
/// first, then one for each document.
std::vector<OpticsReading> opticsReadings(const std::vector<const Hall*>& halls);

/// What a reading makes of a hall's switches that is more than any figure published for the whole
/// switch, in one sentence each.
std::vector<std::string> abovePublished(const Hall& hall, const OpticsReading& reading);

/// Name of the part whose optics at switch ends a document says nothing of, though it is what the
/// first scale-out fabric with a counterpart uses; empty where it speaks of all.
std::string unspoken(const Hall& hall, const OpticsReading& reading);

enum class ReadingEnd : std::uint8_t { Value, Low, High };

/// The same hall on such a reading, with every switch whose counterpart stands on another side on
/// the stated base of the two: power that holds optics once, at the same state. Figures of all
/// stages follow; rules are not run.
Evaluation readAlike(const Evaluation& evaluation, const OpticsReading& reading, ReadingEnd end);

}  // namespace hallwright
