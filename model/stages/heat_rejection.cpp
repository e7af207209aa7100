#include "model/stages/heat_rejection.h"

#include "model/formulas/refrigeration.h"

#include <cmath>

namespace hallwright {

std::optional<RejectionMode> findRejectionMode(std::string_view text) {
    if (text == "chiller+economiser") return RejectionMode::ChillerEconomiser;
    if (text == "dry") return RejectionMode::Dry;
    if (text == "adiabatic") return RejectionMode::Adiabatic;
    if (text == "tower") return RejectionMode::Tower;
    return std::nullopt;
}

RejectionPlant rejectionPlant(const Slots& slots, PartId basis) {
    const PartId part = slots.reference(basis, Property::rejectionPart);
    RejectionPlant plant;
    plant.mode = findRejectionMode(slots.text(part, Property::rejectionWet));
    plant.approachDry = slots.get(part, Property::rejectionApproachDry);
    plant.approachWet = slots.get(part, Property::rejectionApproachWet);
    plant.carnot = slots.get(part, Property::rejectionCarnot);
    plant.fanShare = slots.get(part, Property::rejectionFanShare);
    plant.pumpShare = slots.get(part, Property::rejectionPumpShare);
    plant.margin = slots.get(basis, Property::economiserMargin);
    plant.band = slots.get(basis, Property::economiserBand);
    plant.evaporator = slots.get(basis, Property::chillerEvaporator);
    plant.condenserDry = slots.get(basis, Property::chillerCondenserDry);
    plant.condenserWet = slots.get(basis, Property::chillerCondenserWet);
    plant.copMax = slots.get(basis, Property::chillerCopMax);
    return plant;
}

double RejectionPlant::source_c(double dryBulb_c, double wetBulb_c) const {
    if (!mode) return unknown;
    switch (*mode) {
    case RejectionMode::ChillerEconomiser:
    case RejectionMode::Dry:
        return dryBulb_c + approachDry;
    case RejectionMode::Adiabatic: {
        // Pads bring the air to some kelvin above the wet bulb, and stay dry where it is colder
        // than that.
        const double wetted = wetBulb_c + approachWet;
        return (wetted > dryBulb_c ? dryBulb_c : wetted) + approachDry;
    }
    case RejectionMode::Tower:
        return wetBulb_c + approachWet;
    }
    return unknown;
}

double RejectionPlant::powerShare(double supply_c, double dryBulb_c, double wetBulb_c) const {
    if (!mode) return unknown;
    const double moved = fanShare + pumpShare;
    if (*mode == RejectionMode::Dry || *mode == RejectionMode::Adiabatic) return moved;
    const double source = source_c(dryBulb_c, wetBulb_c);
    const double share = formulas::mechanicalShare(source, supply_c, margin, band);
    if (share == 0.0) return moved;
    const double condenser =
        *mode == RejectionMode::Tower ? source + condenserWet : dryBulb_c + condenserDry;
    return moved + share / formulas::chillerCop(supply_c - evaporator, condenser, carnot, copMax);
}

double RejectionPlant::shortfall_k(double supply_c, double dryBulb_c, double wetBulb_c) const {
    if (!mode) return unknown;
    if (*mode == RejectionMode::ChillerEconomiser || *mode == RejectionMode::Tower) return 0.0;
    const double short_k = source_c(dryBulb_c, wetBulb_c) - supply_c;
    return short_k < 0.0 ? 0.0 : short_k;
}

namespace {

constexpr std::size_t slicesPerYear = 365;

/// Temperatures at the middle of equal shares of the hours, read backwards off a curve of cumulated
/// hours.
std::vector<double> slices(const Slots& slots, PartId climate, Property property) {
    const Part* part = slots.part(climate);
    const Datum* datum = part ? part->find(property) : nullptr;
    if (!datum || datum->reading().unknown) return {};
    const std::vector<double>& temperature = datum->reading().x;
    const std::vector<double>& hours = datum->reading().values;
    if (temperature.empty() || temperature.size() != hours.size() || !(hours.back() > 0.0))
        return {};
    std::vector<double> out(slicesPerYear);
    std::size_t i = 0;
    for (std::size_t s = 0; s < slicesPerYear; ++s) {
        const double at =
            hours.back() * (static_cast<double>(s) + 0.5) / static_cast<double>(slicesPerYear);
        while (i < hours.size() && hours[i] < at)
            ++i;
        if (i == 0) {
            out[s] = temperature.front();  // hours colder than the curve begins
        } else if (i == hours.size()) {
            out[s] = temperature.back();  // only where a curve falls again
        } else {
            const double t = (at - hours[i - 1]) / (hours[i] - hours[i - 1]);
            out[s] = temperature[i - 1] + t * (temperature[i] - temperature[i - 1]);
        }
    }
    return out;
}

}  // namespace

ClimateYear climateYear(const Slots& slots, PartId climate) {
    return {slices(slots, climate, Property::dryBulbHours),
            slices(slots, climate, Property::wetBulbHours)};
}

double meanPowerShare(const RejectionPlant& plant, double supply_c, const ClimateYear& year) {
    const std::size_t count = std::max(year.dryBulb_c.size(), year.wetBulb_c.size());
    if (count == 0) return unknown;
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i)
        sum += plant.powerShare(supply_c, year.dryBulb_c.empty() ? unknown : year.dryBulb_c[i],
                                year.wetBulb_c.empty() ? unknown : year.wetBulb_c[i]);
    return sum / static_cast<double>(count);
}

}  // namespace hallwright
