#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// What a NetBox interface type says of a port; 800gbase-x-osfp is 800 Gb/s in an OSFP cage.
struct InterfaceType {
    bool isPort = false;          ///< a cable can be plugged in: no radio, lag, or backplane lane
    std::optional<double> speed;  ///< bit/s; none where the name does not tell it
    std::string form;             ///< as the catalog writes cages; empty where the name has none
};

InterfaceType interfaceType(std::string_view type);

/// The form of a console port, supply or patch port as the catalog writes it: 8p8c is rj45.
std::string formOf(std::string_view type);

/// Ports by cage, as their names tell: sw1p1 and sw1p2, or P0.0 and P0.1, share a cage. Each port
/// its own cage where the names do not say so.
struct Cages {
    std::size_t count = 0;
    std::size_t portsEach = 1;
    bool uneven = false;    ///< some cages are listed with fewer ports
    std::size_t aside = 0;  ///< ports of other names, as one for the management of a fabric
};

Cages cagesOf(const std::vector<std::string_view>& names);

}  // namespace hallwright
