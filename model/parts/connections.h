#pragma once

#include "model/base/result.h"
#include "model/parts/composition.h"

#include <cstdint>
#include <span>
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

/// network, power, water, air: as the datum writes them.
std::string_view serviceName(Service service);

/// The connections of a part as a whole: its own, and the network connections of what it holds,
/// times how often it holds it, where it says none itself. Water and power of what it holds end at
/// its manifolds and bus bars, and scale-up links stay inside. Alike ones are put together. Data
/// that cannot be read count as silent; the catalog check tells of them.
std::vector<Connection> connectionsOf(const Part& part, const FindPart& find);

/// What is plugged in on one side, whatever for.
struct ConnectionCount {
    std::string side;
    std::string form;
    Service service = Service::Network;
    int count = 0;

    bool operator==(const ConnectionCount&) const = default;
};
/// By side, then form, in the order they are named.
std::vector<ConnectionCount> countBySideAndForm(std::span<const Connection> connections);

/// "front: 288 × osfp network, 144 × qsfp-dd network; rear: 2 × uqd-16 water".
std::string connectionsText(std::span<const Connection> connections);

}  // namespace hallwright
