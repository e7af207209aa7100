#pragma once

#include "catalog/netbox_yaml.h"
#include "model/parts/part.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

/// Where a description comes from, for the readings made of it.
struct NetboxOrigin {
    bool module = false;  ///< of module-types
    std::string source;   ///< id of the source that readings cite
    std::string asOf;
    std::string file;  ///< as the notes of readings name it
};

/// One device or module type as a part. Its id is made of maker and model alone.
struct NetboxDevice {
    std::optional<Part> part;
    std::vector<std::string> unmapped;
    std::string error;  ///< why there is no part
    std::string how;    ///< how its kind was found
};

NetboxDevice netboxDevice(const YamlNode& root, const NetboxOrigin& origin);

/// Lower-case letters and digits, a dash for each run of anything else: "Q3400-RA" → "q3400-ra".
std::string slugOf(std::string_view text);

}  // namespace hallwright
