#pragma once

#include <algorithm>

namespace hallwright::formulas {

// The heat rejection model of SiteFootprint (MIT licence), which its authors fitted to campuses
// with published PUE. Temperatures are in °C.

/// Share of the heat that compressors must take, when free cooling reaches `source`: none while
/// that lies `margin` below the supply, all of it `band` higher.
template <typename S>
S mechanicalShare(S source_c, S supply_c, S margin, S band) {
    return std::clamp((source_c - (supply_c - margin)) / band, S(0), S(1));
}

/// Coefficient of performance of a chiller: a share of what Carnot allows, up to what machines
/// reach.
template <typename S>
S chillerCop(S evaporator_c, S condenser_c, S carnotShare, S highest) {
    const S lift = condenser_c - evaporator_c;
    if (lift <= S(0)) return highest;
    const S cop = carnotShare * (evaporator_c + S(273.15)) / lift;
    return cop > highest ? highest : cop;  // in this order an unknown share stays unknown
}

}  // namespace hallwright::formulas
