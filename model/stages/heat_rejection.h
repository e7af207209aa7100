#pragma once

#include "model/figures/evaluation.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hallwright {

/// How heat leaves the site: by chillers that free cooling relieves, by dry coolers, by dry coolers
/// behind wetted pads, or by towers with chillers behind.
enum class RejectionMode : std::uint8_t { ChillerEconomiser, Dry, Adiabatic, Tower };
std::optional<RejectionMode> findRejectionMode(std::string_view text);

/// The numbers of the heat rejection model after SiteFootprint. Temperature differences in K.
struct RejectionPlant {
    std::optional<RejectionMode> mode;
    double approachDry = unknown, approachWet = unknown;
    double carnot = unknown, copMax = unknown;
    double fanShare = unknown, pumpShare = unknown;
    double margin = unknown, band = unknown;
    double evaporator = unknown, condenserDry = unknown, condenserWet = unknown;

    /// Coldest water that free cooling makes, before its approach to the supply; °C.
    double source_c(double dryBulb_c, double wetBulb_c) const;
    /// Power of fans, pumps and compressors over the heat that leaves at this supply temperature.
    double powerShare(double supply_c, double dryBulb_c, double wetBulb_c) const;
    /// Kelvins that a plant without compressors is short of the supply; 0 where it reaches it or
    /// has compressors.
    double shortfall_k(double supply_c, double dryBulb_c, double wetBulb_c) const;
};
RejectionPlant rejectionPlant(const Slots& slots, PartId basis);

/// The hours of a year as equal slices of time from the coldest to the warmest, one for each day.
/// The dry and the wet bulb of a slice are those of the same rank: warm hours are taken to be the
/// humid ones, which asks most of the plant.
struct ClimateYear {
    std::vector<double> dryBulb_c, wetBulb_c;  ///< empty where the climate gives no such hours
};
ClimateYear climateYear(const Slots& slots, PartId climate);

/// Mean of powerShare over the year; NaN where the plant needs a temperature that the climate does
/// not give.
double meanPowerShare(const RejectionPlant& plant, double supply_c, const ClimateYear& year);

}  // namespace hallwright
