#include "model/formulas/economics.h"
#include "model/stages/bill.h"
#include "model/stages/cabling.h"
#include "model/stages/cut_price.h"
#include "model/stages/fabric.h"
#include "model/stages/partial.h"
#include "model/stages/rack_power.h"
#include "model/stages/stages.h"
#include "model/stages/switch_supplies.h"

#include <cmath>

namespace hallwright {

namespace {

using formulas::secondsPerYear;

/// Things in the hall that no line of the bill stands for, since they have no part or no length.
struct Unbilled {
    bool it = false;
    bool plant = false;
};

Unbilled unbilled(const Pass& pass) {
    Unbilled out;
    const auto look = [&](bool& flag) {
        return [&](auto, const auto& row) { flag |= pass.in.part(row.part) == nullptr; };
    };
    pass.hall.racks.forEach(look(out.it));
    pass.hall.equipment.forEach(look(out.plant));
    pass.hall.powerUnits.forEach(look(out.plant));
    pass.hall.busways.forEach(look(out.plant));
    pass.hall.taps.forEach(look(out.plant));
    pass.hall.trays.forEach(look(out.plant));
    for (std::size_t row = 0; row < pass.rows.count(Scope::Fabric); ++row) {
        out.it |= pass.out.status(Fig::fabricTransceivers, row) == Status::None;
        if (row >= pass.cables.plans.size()) continue;
        const CablePlan& cables = pass.cables.plans[row];
        out.it |= cables.unroutedLinks > 0;
        for (const auto& [cable, pieces] : cables.pieces)
            out.it |= pieces > 0 && !pass.in.part(cable.first);
    }
    pass.hall.fabrics.forEach(
        [&](Id<Fabric>, const Fabric& fabric) { out.it |= !pass.in.part(fabric.switchPart); });
    return out;
}

void runCapital(Pass& pass) {
    Partial it, plant;
    for (const BillLine& line : pass.bill)
        (isItSection(line.section) ? it : plant).add(line.quantity * line.price);
    const Unbilled rest = unbilled(pass);
    it.missing |= rest.it;
    plant.missing |= rest.plant;
    it.put(pass.out, Fig::capexIt);
    plant.put(pass.out, Fig::capexPlant);

    const PartId item = pass.in.reference(pass.basis, Property::facilityCost);
    setFrom(pass.out, Fig::capexFacility, 0,
            pass.out.get(Fig::itTdp) * pass.in.get(item, Property::pricePerPower),
            {pass.out.status(Fig::itTdp)});
    Partial capital;
    capital.add(pass.out, Fig::capexIt);
    capital.add(pass.out, Fig::capexFacility);
    capital.put(pass.out, Fig::capex);
}

/// Price of what a fabric is made of, piece by piece, with the prices of the bill.
Partial fabricPrice(const Pass& pass, const Fabric& fabric, std::size_t at) {
    Partial sum;
    const auto add = [&](PartId part, double pieces, std::int32_t length_mm = -1) {
        if (!(pieces > 0.0)) return;
        sum.add(pieces * (length_mm < 0 ? pass.in.get(part, Property::price)
                                        : cutPrice(pass.in, part, length_mm)));
    };
    if (at < pass.fabrics.plans.size()) {
        const auto& switches = pass.fabrics.plans[at].size.switches;
        add(fabric.switchPart, switches[0] + switches[1] + switches[2]);
    }
    for (const auto& [part, pieces] : switchSupplies(pass, fabric, at))
        add(part, pieces);
    sum.missing |= pass.out.status(Fig::fabricTransceivers, at) == Status::None;
    if (at >= pass.cables.plans.size()) return sum;
    const CablePlan& cables = pass.cables.plans[at];
    add(fabric.hostModule, static_cast<double>(cables.hostModules));
    add(fabric.switchModule, static_cast<double>(cables.switchModules));
    for (const auto& [cable, pieces] : cables.pieces)
        add(cable.first, static_cast<double>(pieces), cable.second);
    for (const auto& [cable, pieces] : cables.plant.pieces)
        add(cable.first, static_cast<double>(pieces), cable.second);
    for (const TrunkGroup& group : cables.plant.groups)
        add(group.trunk, static_cast<double>(group.pieces), group.bought_mm);
    add(fabric.panel, static_cast<double>(cables.plant.panels));
    sum.missing |= cables.unroutedLinks > 0;
    return sum;
}

/// What the network draws in its usual state: switches and optics at their ends as the racks that
/// hold them, modules at hosts as their part says; the usual share stands in where a part says
/// nothing.
Partial usualNetworkPower(const Pass& pass) {
    const double share = pass.basisValue(Property::typicalShare);
    const Mountings mounted = mountings(pass);
    Partial sum;
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const std::size_t at = row++;
        double part = pass.in.get(fabric.hostModule, Property::powerTypical) /
                      pass.in.get(fabric.hostModule, Property::powerTdp);
        if (std::isnan(part)) part = share;
        sum.add(pass.out.get(Fig::fabricHostOpticsPower, at) * part,
                pass.out.status(Fig::fabricHostOpticsPower, at));
        if (at >= pass.fabrics.plans.size()) return;
        const auto& tiers = pass.fabrics.plans[at].size.switches;
        const int switches = tiers[0] + tiers[1] + tiers[2];
        if (switches == 0) return;
        const SwitchLoad& each = mounted.switchOf[at];
        sum.add(switches * each.power[static_cast<std::size_t>(LoadState::Typical)]);
        sum.missing |= each.atLeast;
    });
    return sum;
}

/// What the network costs to buy, to feed for a year, and over the life of IT.
void runNetworkCost(Pass& pass) {
    Columns& out = pass.out;
    std::size_t row = 0;
    Partial price;
    pass.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const std::size_t at = row++;
        const Partial each = fabricPrice(pass, fabric, at);
        each.put(out, Fig::fabricCapex, at);
        price.add(each);
    });
    price.put(out, Fig::networkCapex);

    const Partial usual = usualNetworkPower(pass);
    const double mean = usual.number() * pass.basisValue(Property::duty);
    const double tariff = pass.in.get(pass.hall.site().tariff, Property::energyPrice);
    if (out.status(Fig::facilityPueYear) == Status::Absent)
        out.setAbsent(Fig::networkEnergy, 0);
    else
        setFrom(out, Fig::networkEnergy, 0,
                formulas::yearlyEnergy(mean, out.get(Fig::facilityPueYear)) * tariff,
                {usual.status(), out.status(Fig::facilityPueYear)});

    // The payments of a life brought to the day of purchase: a year's payment over the share of a
    // capital that is paid every year.
    const double years = formulas::presentValue(pass.basisValue(Property::discountRate),
                                                pass.basisValue(Property::lifeIt) / secondsPerYear);
    Partial life = price.scaled(1.0 + pass.basisValue(Property::maintenance) * years);
    life.add(out.get(Fig::networkEnergy) * years, out.status(Fig::networkEnergy));
    if (std::isnan(life.sum)) life = {0.0, false, true};
    life.put(out, Fig::networkLifeCost);
}

/// A share of another figure: unknown or partial as that is.
void addShare(Partial& sum, const Columns& columns, Fig of, double share) {
    sum.add(columns.get(of) * share, columns.status(of));
}

}  // namespace

void runCost(Pass& pass) {
    pass.bill = makeBill(pass);
    runCapital(pass);

    Columns& out = pass.out;
    const PartId tariff = pass.hall.site().tariff;
    const Status energy = out.status(Fig::facilityEnergy);
    setFrom(out, Fig::energyCost, 0,
            out.get(Fig::facilityEnergy) * pass.in.get(tariff, Property::energyPrice), {energy});
    setFrom(out, Fig::carbon, 0,
            out.get(Fig::facilityEnergy) * pass.in.get(tariff, Property::carbonIntensity),
            {energy});

    runNetworkCost(pass);

    Partial operating;
    operating.add(out, Fig::energyCost);
    addShare(operating, out, Fig::capex, pass.basisValue(Property::maintenance));
    operating.put(out, Fig::opex);

    const double interest = pass.basisValue(Property::discountRate);
    const auto recovery = [&](Property life) {
        return formulas::capitalRecovery(interest, pass.basisValue(life) / secondsPerYear);
    };
    Partial year;
    addShare(year, out, Fig::capexIt, recovery(Property::lifeIt));
    addShare(year, out, Fig::capexFacility, recovery(Property::lifeFacility));
    year.add(out, Fig::opex);
    year.put(out, Fig::costPerYear);

    const double gpus = out.get(Fig::gpuPackages_);
    if (gpus == 0.0) {
        out.setAbsent(Fig::gpuHour, 0);
        return;
    }
    setFrom(out, Fig::gpuHour, 0,
            formulas::costPerGpuHour(out.get(Fig::costPerYear), gpus,
                                     pass.basisValue(Property::gpuUse)),
            {out.status(Fig::costPerYear), out.status(Fig::gpuPackages_)});
}

}  // namespace hallwright
