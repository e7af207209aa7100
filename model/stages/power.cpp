#include "model/stages/power.h"

#include "model/formulas/conversion.h"
#include "model/formulas/economics.h"
#include "model/stages/heat_rejection.h"
#include "model/stages/power_flow.h"
#include "model/stages/stages.h"

namespace hallwright {

namespace {

/// The column of rack loads that a text of the design basis names.
std::optional<Fig> rackState(std::string_view state) {
    if (state == "peak") return Fig::rackPeak;
    if (state == "tdp") return Fig::rackTdp;
    if (state == "typical") return Fig::rackTypical;
    if (state == "idle") return Fig::rackIdle;
    return std::nullopt;
}

/// Loads of everything that tap-offs may feed: racks, then equipment. What hangs on a power rack
/// draws through it, and its figures hold that rack's loss already.
std::vector<Partial> thingLoads(const Pass& pass, std::optional<Fig> state) {
    const std::size_t racks = pass.rows.count(Scope::Rack);
    std::vector<Partial> loads(racks + pass.rows.count(Scope::Equipment));
    std::vector<bool> feedsOthers(racks, false);
    std::vector<std::ptrdiff_t> sidecarOf;
    sidecarOf.reserve(racks);
    pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        const std::ptrdiff_t own = static_cast<std::ptrdiff_t>(sidecarOf.size());
        const std::ptrdiff_t sidecar =
            rack.sidecar ? pass.rows.position(Scope::Rack, rack.sidecar.raw) : -1;
        sidecarOf.push_back(sidecar == own ? -1 : sidecar);
        if (sidecarOf.back() >= 0) feedsOthers[static_cast<std::size_t>(sidecarOf.back())] = true;
    });
    for (std::size_t i = 0; i < racks; ++i) {
        const std::size_t at = sidecarOf[i] >= 0 ? static_cast<std::size_t>(sidecarOf[i]) : i;
        if (feedsOthers[i] && sidecarOf[i] < 0) continue;  // a power rack has no load of its own
        if (state)
            loads[at].add(pass.out, *state, i);
        else
            loads[at].missing = true;
    }
    for (std::size_t i = racks; i < loads.size(); ++i)
        loads[i].add(pass.out, Fig::equipmentPower, i - racks);
    return loads;
}

/// What cooling plant draws that no tap-off feeds, heat rejection included.
Partial mechanicalLoad(const Pass& pass, const PowerNetwork& network,
                       const std::vector<Partial>& loads) {
    Partial sum;
    for (std::size_t i = pass.rows.count(Scope::Rack); i < loads.size(); ++i)
        if (network.things[i].feeds.empty()) sum.add(loads[i]);
    sum.add(pass.out, Fig::rejectionPower);
    return sum;
}

/// Losses that no part models and the house load, as they stand in the facility's power.
Partial unmodelledLoad(const Pass& pass) {
    Partial sum;
    sum.add(pass.out.get(Fig::itTdp) *
                (pass.basisValue(Property::shelfPower) + pass.basisValue(Property::houseLoad)),
            pass.out.status(Fig::itTdp));
    return sum;
}

/// Heat that leaves the site, by the temperature of the water that takes it.
struct HeatStream {
    Partial heat;
    double supply_c = unknown;
};

std::vector<HeatStream> heatStreams(const Pass& pass) {
    std::vector<HeatStream> streams;
    const double chilled_c = pass.basisValue(Property::chilledSupply);
    Partial looped;
    std::size_t l = 0;
    pass.hall.loops.forEach([&](Id<Loop>, const Loop& loop) {
        HeatStream stream;
        stream.heat.add(pass.out, Fig::loopHeat, l++);
        stream.supply_c = loop.facilitySupply.value() - celsius(0.0).value();
        looped.add(stream.heat);
        streams.push_back(stream);
    });
    // Liquid heat without a loop goes to chilled water, as the heat of the air does.
    HeatStream chilled{{}, chilled_c};
    chilled.heat.add(pass.out, Fig::airHeat);
    Partial liquid;
    liquid.add(pass.out, Fig::liquidHeat);
    const double rest = liquid.sum - looped.sum;
    if (rest > 1e-9 * liquid.sum) chilled.heat.sum += rest;
    chilled.heat.missing |= liquid.missing;
    streams.push_back(chilled);
    return streams;
}

/// Sum of heat × share(supply) over the streams.
template <typename Share>
Partial overStreams(const std::vector<HeatStream>& streams, Share&& share) {
    Partial sum;
    for (const HeatStream& stream : streams) {
        if (stream.heat.sum > 0.0) sum.add(stream.heat.sum * share(stream.supply_c));
        sum.missing |= stream.heat.missing;
    }
    return sum;
}

void runRejection(Pass& pass, const RejectionPlant& plant, const std::vector<HeatStream>& streams) {
    const PartId climate = pass.hall.site().climate;
    const double dryBulb_c = pass.in.get(climate, Property::designDryBulb);
    const double wetBulb_c = pass.in.get(climate, Property::designWetBulb);
    overStreams(streams, [&](double supply_c) {
        return plant.powerShare(supply_c, dryBulb_c, wetBulb_c);
    }).put(pass.out, Fig::rejectionPower);
    Partial largest;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        const HeatStream& stream = streams[i];
        const bool ofLoop = i < pass.rows.count(Scope::Loop);
        const Fig figure = ofLoop ? Fig::loopShortfall : Fig::chilledShortfall;
        const std::size_t row = ofLoop ? i : 0;
        if (!(stream.heat.sum > 0.0)) {
            // Without heat there is no water to make, and of an unknown heat none is known.
            if (stream.heat.missing)
                pass.out.set(figure, row, unknown);
            else
                pass.out.setAbsent(figure, row);
            continue;
        }
        Partial one;
        one.add(plant.shortfall_k(stream.supply_c, dryBulb_c, wetBulb_c));
        one.put(pass.out, figure, row);
        largest = largest.larger(one);
    }
    largest.put(pass.out, Fig::rejectionShortfall);
}

double currentOf(const Pass& pass, double power) {
    const Distribution distribution = pass.hall.site().distribution;
    const double voltage = nominalVoltage(distribution).value();
    if (distribution == Distribution::Dc800) return formulas::directCurrent(power, voltage);
    return formulas::threePhaseCurrent(power, voltage, pass.basisValue(Property::loadPowerFactor));
}

/// Drop along a busway and its feeder as a share of nominal. Tap-offs are spread evenly along the
/// run, so the far end sees half of what one load at the end would make; the feeder has copper for
/// the design current density.
double dropShare(const Pass& pass, const Busway& busway, double current) {
    const Distribution distribution = pass.hall.site().distribution;
    const double resistivity = formulas::resistivityAt(
        pass.basisValue(Property::copperResistivity), pass.basisValue(Property::copperCoefficient),
        pass.basisValue(Property::conductorTemperature));
    const double run_m =
        std::hypot((busway.x2 - busway.x1).metres(), (busway.y2 - busway.y1).metres());
    const double halfRun = pass.in.get(busway.part, Property::resistancePerMetre) * run_m / 2.0;
    // ρ·L ÷ A with A = I ÷ J: the feeder's own drop does not depend on the current.
    const double feeder_v =
        resistivity * pass.basisValue(Property::feederDensity) * busway.feeder.metres();
    const double voltage = nominalVoltage(distribution).value();
    const double powerFactor = pass.basisValue(Property::loadPowerFactor);
    const double drop =
        distribution == Distribution::Dc800
            ? formulas::directDrop(current, halfRun) + formulas::directDrop(1.0, feeder_v)
            : formulas::threePhaseDrop(current, halfRun, powerFactor) +
                  formulas::threePhaseDrop(1.0, feeder_v, powerFactor);
    return drop / voltage;
}

/// The largest of each element's loads over the systems failed in turn.
class WorstFlow {
public:
    std::vector<Partial> taps, busways, units;
    Partial system;

    /// With every system there, and with each lost in turn where one may be.
    WorstFlow(const Pass& pass, const PowerNetwork& network, const std::vector<Partial>& loads,
              const Partial& mechanical, const Partial& unmodelled, const PowerFlow& all) {
        take(all);
        if (!pass.power.mayLoseOne) return;
        for (std::ptrdiff_t s = 0; s < pass.power.systems; ++s)
            take(powerFlow(network, loads, mechanical, unmodelled, s));
    }

private:
    void take(const PowerFlow& flow) {
        const auto grow = [](std::vector<Partial>& worst, const std::vector<Partial>& now) {
            worst.resize(now.size());
            for (std::size_t i = 0; i < now.size(); ++i)
                worst[i] = worst[i].larger(now[i]);
        };
        grow(taps, flow.taps);
        grow(busways, flow.busways);
        grow(units, flow.unitOutput);
        for (const Partial& input : flow.systemInput)
            system = system.larger(input);
    }
};

/// The current of an element at its design power, and the rating that the code asks of it.
void writeNeed(Pass& pass, std::size_t row, const Partial& load, double boxes, Fig peak,
               Fig lasting, Fig need) {
    Columns& out = pass.out;
    const bool nec = pass.hall.site().code == ElectricalCode::Nec;
    const double factor = pass.basisValue(nec ? Property::continuousNec : Property::continuousIec);
    setFrom(out, lasting, row, currentOf(pass, load.number() / boxes), {load.status()});
    setFrom(out, need, row, ratingNeeded(out.get(lasting, row), out.get(peak, row), factor),
            {out.status(lasting, row), out.status(peak, row)});
}

/// `worst` is at the state that sizes breakers, `lasting` at the design power.
void writeElements(Pass& pass, const PowerFlow& all, const WorstFlow& worst,
                   const WorstFlow& lasting, const PowerFlow& design) {
    Columns& out = pass.out;
    std::size_t t = 0;
    pass.hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        const std::size_t at = t++;
        if (!tap.busway || pass.rows.position(Scope::Busway, tap.busway.raw) < 0) {
            for (Fig figure :
                 {Fig::tapLoad, Fig::tapWorst, Fig::tapCurrent, Fig::tapLasting, Fig::tapNeed})
                out.setAbsent(figure, at);
            return;
        }
        all.taps[at].put(out, Fig::tapLoad, at);
        worst.taps[at].put(out, Fig::tapWorst, at);
        const double boxes = static_cast<double>(std::max(tap.count, 1));
        setFrom(out, Fig::tapCurrent, at, currentOf(pass, out.get(Fig::tapWorst, at) / boxes),
                {out.status(Fig::tapWorst, at)});
        writeNeed(pass, at, lasting.taps[at], boxes, Fig::tapCurrent, Fig::tapLasting,
                  Fig::tapNeed);
    });
    std::size_t b = 0;
    pass.hall.busways.forEach([&](Id<Busway>, const Busway& busway) {
        const std::size_t at = b++;
        all.busways[at].put(out, Fig::buswayLoad, at);
        worst.busways[at].put(out, Fig::buswayWorst, at);
        const double current = currentOf(pass, out.get(Fig::buswayWorst, at));
        const Status status = out.status(Fig::buswayWorst, at);
        setFrom(out, Fig::buswayCurrent, at, current, {status});
        writeNeed(pass, at, lasting.busways[at], 1.0, Fig::buswayCurrent, Fig::buswayLasting,
                  Fig::buswayNeed);
        setFrom(out, Fig::buswayDrop, at, dropShare(pass, busway, current), {status});
    });
    for (std::size_t u = 0; u < all.unitOutput.size(); ++u) {
        all.unitOutput[u].put(out, Fig::unitLoad, u);
        worst.units[u].put(out, Fig::unitWorst, u);
        design.unitLoss[u].put(out, Fig::unitLoss, u);
    }
}

void runFacility(Pass& pass, const RejectionPlant& plant, const std::vector<HeatStream>& streams) {
    Columns& out = pass.out;
    const double it = out.get(Fig::itTdp);
    const Status itStatus = out.status(Fig::itTdp);

    Partial loss;
    for (std::size_t u = 0; u < pass.rows.count(Scope::PowerUnit); ++u)
        loss.add(out, Fig::unitLoss, u);
    loss.add(it * pass.basisValue(Property::shelfPower), itStatus);
    loss.put(out, Fig::distributionLoss);
    Partial house;
    house.add(it * pass.basisValue(Property::houseLoad), itStatus);
    house.put(out, Fig::houseLoad);

    // Everything but heat rejection, which differs between the design day and the year.
    Partial base;
    base.add(out, Fig::itTdp);
    base.add(out, Fig::pumpPower);
    base.add(out, Fig::fanPower);
    base.add(out, Fig::distributionLoss);
    base.add(out, Fig::houseLoad);
    Partial facility = base;
    facility.add(out, Fig::rejectionPower);
    facility.put(out, Fig::facilityPower);

    const ClimateYear climate = climateYear(pass.in, pass.hall.site().climate);
    Partial year = base;
    year.add(overStreams(
        streams, [&](double supply_c) { return meanPowerShare(plant, supply_c, climate); }));

    if (it == 0.0) {
        for (Fig figure : {Fig::facilityPue, Fig::facilityPueYear})
            out.setAbsent(figure, 0);
        out.set(Fig::facilityEnergy, 0.0);
        return;
    }
    setFrom(out, Fig::facilityPue, 0, facility.number() / it, {facility.status(), itStatus});
    setFrom(out, Fig::facilityPueYear, 0, year.number() / it, {year.status(), itStatus});
    const double mean = out.get(Fig::itTypical) * pass.basisValue(Property::duty);
    setFrom(out, Fig::facilityEnergy, 0,
            formulas::yearlyEnergy(mean, out.get(Fig::facilityPueYear)),
            {out.status(Fig::itTypical), out.status(Fig::facilityPueYear)});
}

}  // namespace

void runPower(Pass& pass) {
    pass.power = makePowerPlan(pass.hall, pass.rows);
    const RejectionPlant plant = rejectionPlant(pass.in, pass.basis);
    const std::vector<HeatStream> streams = heatStreams(pass);
    runRejection(pass, plant, streams);

    const PowerNetwork network = makePowerNetwork(pass, pass.power);
    // Losses belong to the design power that the PUE is stated for, not to the peak that sizes
    // breakers; so do the currents that last.
    const std::vector<Partial> sizing =
        thingLoads(pass, rackState(pass.in.text(pass.basis, Property::sizingBreaker)));
    const std::vector<Partial> lasting = thingLoads(pass, Fig::rackTdp);
    const Partial mechanical = mechanicalLoad(pass, network, sizing);
    const Partial unmodelled = unmodelledLoad(pass);
    const auto worstOf = [&](const std::vector<Partial>& loads, const PowerFlow& all) {
        return WorstFlow(pass, network, loads, mechanical, unmodelled, all);
    };
    const PowerFlow all = powerFlow(network, sizing, mechanical, unmodelled, -1);
    const PowerFlow design = powerFlow(network, lasting, mechanical, unmodelled, -1);
    const WorstFlow worst = worstOf(sizing, all);
    const WorstFlow worstLasting = worstOf(lasting, design);
    writeElements(pass, all, worst, worstLasting, design);

    if (pass.power.systems == 0) {
        for (Fig figure : {Fig::systemWorst, Fig::sideDesign})
            pass.out.setAbsent(figure, 0);
    } else {
        worst.system.put(pass.out, Fig::systemWorst);
        const std::optional<Fig> state =
            rackState(pass.in.text(pass.basis, Property::sizingCooling));
        if (state == Fig::rackTdp) {
            worstLasting.system.put(pass.out, Fig::sideDesign);
        } else {
            const std::vector<Partial> cooled = thingLoads(pass, state);
            worstOf(cooled, powerFlow(network, cooled, mechanical, unmodelled, -1))
                .system.put(pass.out, Fig::sideDesign);
        }
    }
    runFacility(pass, plant, streams);
}

}  // namespace hallwright
