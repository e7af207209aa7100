#pragma once

// The only header that includes Boost.Units. Aliases and makers, nothing else.

#include <boost/units/absolute.hpp>
#include <boost/units/base_dimension.hpp>
#include <boost/units/base_unit.hpp>
#include <boost/units/derived_dimension.hpp>
#include <boost/units/make_system.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/systems/si/area.hpp>
#include <boost/units/systems/si/current.hpp>
#include <boost/units/systems/si/dynamic_viscosity.hpp>
#include <boost/units/systems/si/electric_potential.hpp>
#include <boost/units/systems/si/energy.hpp>
#include <boost/units/systems/si/length.hpp>
#include <boost/units/systems/si/mass.hpp>
#include <boost/units/systems/si/mass_density.hpp>
#include <boost/units/systems/si/power.hpp>
#include <boost/units/systems/si/pressure.hpp>
#include <boost/units/systems/si/resistance.hpp>
#include <boost/units/systems/si/temperature.hpp>
#include <boost/units/systems/si/time.hpp>
#include <boost/units/systems/si/velocity.hpp>

namespace hallwright {

namespace bu = boost::units;

using Power = bu::quantity<bu::si::power>;
using Current = bu::quantity<bu::si::current>;
using Voltage = bu::quantity<bu::si::electric_potential>;
using Resistance = bu::quantity<bu::si::resistance>;
using Energy = bu::quantity<bu::si::energy>;
using Length = bu::quantity<bu::si::length>;
using Area = bu::quantity<bu::si::area>;
using Mass = bu::quantity<bu::si::mass>;
using Time = bu::quantity<bu::si::time>;
using Velocity = bu::quantity<bu::si::velocity>;
using Pressure = bu::quantity<bu::si::pressure>;
using Density = bu::quantity<bu::si::mass_density>;
using Viscosity = bu::quantity<bu::si::dynamic_viscosity>;
using Temperature = bu::quantity<bu::absolute<bu::si::temperature>>;
using TemperatureDifference = bu::quantity<bu::si::temperature>;

using VolumeFlowDimension =
    bu::derived_dimension<bu::length_base_dimension, 3, bu::time_base_dimension, -1>::type;
using VolumeFlow = bu::quantity<bu::unit<VolumeFlowDimension, bu::si::system>>;
using SpecificHeatDimension =
    bu::derived_dimension<bu::length_base_dimension, 2, bu::time_base_dimension, -2,
                          bu::temperature_base_dimension, -1>::type;
using SpecificHeat = bu::quantity<bu::unit<SpecificHeatDimension, bu::si::system>>;

// Volt-amperes have the dimension of watts; a wrapper keeps them apart.
struct ApparentPower {
    double voltAmperes = 0.0;
    bool operator==(const ApparentPower&) const = default;
};

// United States dollars of the price year.
struct Money {
    double usd = 0.0;
    bool operator==(const Money&) const = default;
};

constexpr Power watts(double w) { return Power::from_value(w); }
constexpr Power kilowatts(double kw) { return Power::from_value(kw * 1e3); }
constexpr Current amperes(double a) { return Current::from_value(a); }
constexpr Voltage volts(double v) { return Voltage::from_value(v); }
constexpr Length metres(double m) { return Length::from_value(m); }
constexpr Mass kilograms(double kg) { return Mass::from_value(kg); }
constexpr Pressure pascals(double pa) { return Pressure::from_value(pa); }
constexpr Temperature celsius(double c) { return Temperature::from_value(c + 273.15); }
constexpr TemperatureDifference kelvins(double k) { return TemperatureDifference::from_value(k); }
constexpr VolumeFlow litresPerMinute(double q) { return VolumeFlow::from_value(q / 60000.0); }
constexpr VolumeFlow cubicMetresPerSecond(double q) { return VolumeFlow::from_value(q); }

}  // namespace hallwright
