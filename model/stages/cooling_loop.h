#pragma once

#include "model/figures/evaluation.h"

namespace hallwright {

/// The coolant of a loop: its properties at a temperature in °C, SI.
class Coolant {
public:
    Coolant(const Slots& in, PartId fluid) : m_in(in), m_fluid(fluid) {}
    double density(double celsius) const {
        return m_in.curve(m_fluid, Property::fluidDensity, celsius);
    }
    double heatCapacity(double celsius) const {
        return m_in.curve(m_fluid, Property::fluidHeatCapacity, celsius);
    }
    double viscosity(double celsius) const {
        return m_in.curve(m_fluid, Property::fluidViscosity, celsius);
    }

private:
    const Slots& m_in;
    PartId m_fluid;
};

/// Coolant that a part takes for a heat at a supply temperature (°C): its curve × heat ÷ the
/// curve's heat, else the heat balance at its rise. Unknown where it gives neither.
double coolantFlow(const Slots& in, const Coolant& coolant, PartId part, double heat,
                   double supply);

/// Pressure that a part loses at a flow: its curve, and beyond the curve's end the square law from
/// there.
double coolantDrop(const Slots& in, PartId part, double flow);

/// Temperature (°C) at which a flow that took up a heat returns.
double coolantReturn(const Coolant& coolant, double heat, double flow, double supply);

/// The CDUs of a loop that are left when the spare ones, the largest first, are lost. Where all of
/// them are spare nothing is left to carry heat, but the supply is that of the last one standing.
struct CduGroup {
    std::vector<PartId> all;  ///< parts of all CDUs, in order of id
    double capacity = 0.0;    ///< W at the rated approaches
    double flow = 0.0;        ///< m³/s at the rated heads
    double head = unknown;    ///< least rated head of all of them (Pa)
    double ua = 0.0;          ///< W/K at uaFlow; of one CDU at least
    double uaFlow = 0.0;      ///< m³/s that ua is rated at
};
/// How many of a loop's CDUs its spare ones take out: no more than there are.
int lostCdus(int count, int spare);
CduGroup cduGroup(const Slots& in, std::vector<PartId> parts, int spare);

/// What the racks of a loop ask for: heats by part, since flow follows from part and heat.
struct LoopNeeds {
    double heat = 0.0;
    double pumpHeat = 0.0;   ///< of its CDUs: goes through the exchangers too
    double fixedFlow = 0.0;  ///< of parts that give a flow, not a curve or a rise
    std::vector<std::pair<PartId, double>> heatOf;

    void add(PartId part, double partHeat);
};

/// Where a loop settles.
struct SupplyPoint {
    double supply = unknown;  ///< °C
    int passes = 0;           ///< one more than mostPasses where it did not settle
    bool flowMissing =
        false;  ///< a rack's flow is unknown, so the CDUs were taken at too little flow
};
SupplyPoint loopSupplyPoint(const Pass& pass, const Coolant& coolant, const CduGroup& cdus,
                            const LoopNeeds& needs, double facilitySupply);

/// The header pipe of a loop.
struct HeaderPipe {
    double bore = unknown;
    double velocity = unknown;
    double friction = unknown;  ///< Pa/m
};
/// The first of the pipes, smallest first and of known bore, within the limits of the design basis,
/// else the last.
HeaderPipe headerPipe(const Pass& pass, const std::vector<PartId>& pipes, double flow,
                      double density, double viscosity);

}  // namespace hallwright
