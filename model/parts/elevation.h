#pragma once

#include "model/base/result.h"
#include "model/units/millimetres.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// One place of a rack: a part, or a thing in words that no part stands for.
struct ElevationPlace {
    std::string part;             ///< catalog id; empty where it is told in words
    std::string words;            ///< of what is no part; empty with `part` for a free place
    int across = 1;               ///< so many side by side
    std::optional<double> units;  ///< height as written; of a part without one, its own
    bool heightUnknown = false;   ///< looked for, and not published

    bool isFree() const { return part.empty() && words.empty(); }
    bool operator==(const ElevationPlace&) const = default;
};

/// What stands where in a rack, from bottom to top: the datum rack.elevation, taken apart.
///
///     48U: 4*power-shelf-33kw, 8*nvidia-gb300-tray, free:2, 2*[18 nvidia-kyber-blade]:?
struct Elevation {
    std::optional<double> units;  ///< of the frame; none where they are not published
    bool openRack = false;        ///< units of Open Rack (OU), not of EIA-310 (U)
    std::vector<ElevationPlace> places;

    bool operator==(const Elevation&) const = default;
};

/// Height of a unit: EIA-310-E 1.75 in; Open Rack V3 base specification 48 mm.
inline constexpr Micrometres rackUnit{44450};
inline constexpr Micrometres openRackUnit{48000};

/// Fails with one sentence that says which piece cannot be read, and how it is written.
Result<Elevation> parseElevation(std::string_view text);

}  // namespace hallwright
