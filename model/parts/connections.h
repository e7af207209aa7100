#pragma once

#include "model/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// What flows through a connection.
enum class Service : std::uint8_t { Network, Power, Water, Air };

/// Alike connections on one side of a part.
struct Connection {
    std::string side;  ///< front, rear, top, bottom, left, right
    int count = 1;
    std::string form;  ///< what is plugged in there: osfp, qsfp-dd, rj45, uqd-04, iec-60309-32a
    Service service = Service::Network;
    std::string
        purpose;  ///< scale-out, front-end, storage, oob, supply, return, feed-a …; may be empty

    bool operator==(const Connection&) const = default;
};

/// Fails with one sentence that says which piece cannot be read. The datum part.connections:
///
///     front: 4*osfp network scale-out, 2*qsfp-dd network front-end; rear: 1*uqd-04 water supply
Result<std::vector<Connection>> parseConnections(std::string_view text);

}  // namespace hallwright
