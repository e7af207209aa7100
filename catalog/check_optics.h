#pragma once

#include "model/parts/composition.h"

#include <string>
#include <vector>

namespace hallwright {

/// What does not close in the optics of a part, and the datum at which it is told.
struct OpticsFault {
    Property property = Property::Count_;
    std::string message;
};

/// Lanes × rate and links × speed against the data rate, of whatever gives them; of a switch with
/// co-packaged optics the ledger: ports, engines, fibres, lasers and what the switch holds.
std::vector<OpticsFault> opticsFaults(const Part& part, const FindPart& find);

}  // namespace hallwright
