#include "model/stages/bill.h"
#include "tests/stages/made_hall.h"
#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::MadeHall;

namespace {

constexpr double year = 8760.0 * 3600.0;

/// One rack position of 3.4 million with a facility of 2.5 million, after the worked hour of a GPU.
struct CostHall : MadeHall {
    PartId basis, facility, tariff, rackPart;

    explicit CostHall(double interest = 0.08, double rackPrice = 3.4e6) {
        facility = part("facility", Kind::FacilityCost, {{Property::pricePerPower, 2.5e6 / 132e3}});
        tariff = part(
            "tariff", Kind::Tariff,
            {{Property::energyPrice, 0.07 / 3.6e6}, {Property::carbonIntensity, 0.3838 / 3.6e6}});
        basis = part("basis", Kind::DesignBasis,
                     {{Property::discountRate, interest},
                      {Property::lifeIt, 5.0 * year},
                      {Property::lifeFacility, 14.0 * year},
                      {Property::maintenance, 0.02},
                      {Property::gpuUse, 0.8}},
                     {{Property::facilityCost, "facility"}});
        rackPart = part("rack", Kind::ComputeRack, {{Property::price, rackPrice}});
        site(Site{.tariff = tariff, .basis = basis});
    }
    void go(double gpus = 72.0) {
        set(Fig::itTdp, 0, 132e3);
        set(Fig::facilityEnergy, 0, 132e3 * 0.8 * 1.2 * year);
        set(Fig::gpuPackages_, 0, gpus);
        run(runCost);
    }
    /// The line of a part; one with a length where that is given.
    const BillLine* line(PartId part, double length_m = -1.0) const {
        for (const BillLine& candidate : bill)
            if (candidate.part == part && (length_m < 0.0 || candidate.length_m == length_m))
                return &candidate;
        return nullptr;
    }
};

}  // namespace

class CostTest : public QObject {
    Q_OBJECT

private slots:
    void theHourOfAGpu() {
        CostHall h;
        h.row(h.hall.racks, Rack{.part = h.rackPart});
        h.prepare();
        h.go();
        QCOMPARE(h.value(Fig::capexIt), 3.4e6);
        COMPARE_WITHIN(h.value(Fig::capexFacility), 2.5e6, 1e-12);
        COMPARE_WITHIN(h.value(Fig::capex), 5.9e6, 1e-12);
        COMPARE_WITHIN(h.value(Fig::energyCost), 77.7e3, 0.001);
        COMPARE_WITHIN(h.value(Fig::opex), 77.7e3 + 118e3, 0.001);
        COMPARE_WITHIN(h.value(Fig::gpuHour), 2.68, 0.005);
        COMPARE_WITHIN(h.value(Fig::carbon), 132.0 * 0.8 * 1.2 * 8760.0 * 0.3838, 1e-9);
        CostHall free(0.0);
        free.row(free.hall.racks, Rack{.part = free.rackPart});
        free.prepare();
        free.go();
        COMPARE_WITHIN(free.value(Fig::gpuHour), 2.09, 0.005);
    }

    void anUnknownPriceMakesAnAtLeast() {
        CostHall h;
        const PartId secret = h.part("secret", Kind::ComputeRack, {{Property::price, unknown}});
        h.row(h.hall.racks, Rack{.part = h.rackPart});
        h.row(h.hall.racks, Rack{.part = secret});
        h.prepare();
        h.go();
        QVERIFY(h.status(Fig::capexIt) == Status::Partial);
        QCOMPARE(h.value(Fig::capexIt), 3.4e6);
        QVERIFY(h.status(Fig::capex) == Status::Partial);
        QVERIFY(h.status(Fig::gpuHour) == Status::Partial);
        QVERIFY(std::isnan(h.line(secret)->price));
        CostHall none(0.08, unknown);
        none.row(none.hall.racks, Rack{.part = none.rackPart});
        none.prepare();
        none.go();
        QVERIFY(none.status(Fig::capexIt) == Status::None);
        QVERIFY(none.status(Fig::capex) == Status::Partial);  // the facility is known
    }

    void aRackWithoutPartIsMissingInTheSum() {
        CostHall h;
        h.row(h.hall.racks, Rack{.part = h.rackPart});
        h.row(h.hall.racks, Rack{});
        h.prepare();
        h.go();
        QVERIFY(h.status(Fig::capexIt) == Status::Partial);
        QCOMPARE(h.bill.size(), std::size_t{1});
    }

    void withoutGpusThereIsNoHour() {
        CostHall h;
        h.prepare();
        h.go(0.0);
        QVERIFY(h.status(Fig::gpuHour) == Status::Absent);
    }

    void theBillHasALineForEverythingBought() {
        CostHall h;
        const PartId frame = h.part("frame", Kind::NetworkRack, {{Property::price, 4000.0}});
        const PartId sidecar = h.part("sidecar", Kind::PowerSidecar, {{Property::price, 450e3}});
        const PartId leaf = h.part("leaf", Kind::Switch, {{Property::price, 50e3}});
        const PartId module = h.part("module", Kind::Transceiver, {{Property::price, 1000.0}});
        const PartId jumper = h.part("jumper", Kind::Jumper,
                                     {{Property::price, 76.0}, {Property::pricePerMetre, 2.0}});
        const PartId cdu = h.part("cdu", Kind::Cdu, {{Property::price, 300e3}});
        const PartId ups = h.part("ups", Kind::Ups);
        const PartId busway = h.part("busway", Kind::Busway, {{Property::pricePerMetre, 1000.0}});
        const PartId tap = h.part("tap", Kind::TapOff, {{Property::price, 2500.0}});
        const PartId tray = h.part("tray", Kind::CableTray, {{Property::pricePerMetre, 100.0}});
        h.row(h.hall.racks, Rack{.part = h.rackPart});
        h.row(h.hall.racks, Rack{.part = h.rackPart});
        h.row(h.hall.racks, Rack{.part = frame});
        h.row(h.hall.racks, Rack{.part = sidecar});
        h.row(h.hall.fabrics,
              Fabric{.switchPart = leaf, .hostModule = module, .switchModule = module});
        h.row(h.hall.fabrics, Fabric{.switchPart = leaf});
        h.row(h.hall.equipment, Equipment{.part = cdu});
        h.row(h.hall.powerUnits, PowerUnit{.part = ups, .parallel = 3});
        h.row(h.hall.busways, Busway{.part = busway, .x2 = {3000}, .y2 = {4000}});
        h.row(h.hall.taps, Tap{.part = tap, .count = 2});
        h.row(h.hall.taps, Tap{.part = tap});
        h.row(h.hall.trays, Tray{.part = tray, .x2 = {10000}, .layers = 2});
        FabricPlan plan;
        plan.size.switches = {4, 2, 0};
        h.fabrics.plans.assign(2, plan);
        CablePlan cables;
        cables.hostModules = 8;
        cables.switchModules = 24;
        cables.pieces = {{{jumper, 5000}, 10}, {{jumper, 12000}, 6}};
        h.cables.plans = {cables, CablePlan{}};
        h.prepare();
        for (RawId id : h.rows.ids(Scope::Fabric))
            h.set(Fig::fabricTransceivers, id, 0.0);
        h.go();
        QCOMPARE(h.bill.size(), std::size_t{12});
        QCOMPARE(h.line(h.rackPart)->quantity, 2.0);
        QCOMPARE(h.line(leaf)->quantity, 12.0);
        QCOMPARE(h.line(module)->quantity, 32.0);
        QCOMPARE(h.line(jumper, 5.0)->quantity, 10.0);
        QCOMPARE(h.line(jumper, 5.0)->price, 86.0);
        QCOMPARE(h.line(jumper, 12.0)->price, 100.0);
        QCOMPARE(h.line(busway)->quantity, 5.0);
        QCOMPARE(QString::fromStdString(h.line(busway)->unit), QString("m"));
        QCOMPARE(h.line(ups)->quantity, 3.0);
        QCOMPARE(h.line(tap)->quantity, 3.0);
        QCOMPARE(h.line(tray)->quantity, 20.0);
        std::string sections;
        for (const BillLine& line : h.bill)
            sections += line.section[0];
        QCOMPARE(QString::fromStdString(sections), QString("CCNNNNNCPPPR"));
        const double network = 4000.0 + 12 * 50e3 + 32 * 1000.0 + 10 * 86.0 + 6 * 100.0;
        COMPARE_WITHIN(h.value(Fig::capexIt), 2 * 3.4e6 + 450e3 + network, 1e-12);
        QVERIFY(h.status(Fig::capexIt) == Status::Ok);
        COMPARE_WITHIN(h.value(Fig::capexPlant), 300e3 + 5000.0 + 7500.0 + 2000.0, 1e-12);
        QVERIFY(h.status(Fig::capexPlant) == Status::Partial);  // the UPS has no price
    }

    void theNetworkOverItsLife() {
        CostHall h;
        // The leaf says what it draws in its usual state, the modules at hosts do not.
        const PartId leaf = h.part("leaf", Kind::Switch,
                                   {{Property::price, 50e3}, {Property::powerTypical, 2000.0}});
        const PartId module = h.part("module", Kind::Transceiver, {{Property::price, 1000.0}});
        const PartId jumper = h.part("jumper", Kind::Jumper,
                                     {{Property::price, 76.0}, {Property::pricePerMetre, 2.0}});
        const Id<Fabric> fabric =
            h.row(h.hall.fabrics,
                  Fabric{.switchPart = leaf, .hostModule = module, .switchModule = module});
        FabricPlan plan;
        plan.size.switches = {2, 1, 0};
        plan.fabric = fabric.raw;
        h.fabrics.plans = {plan};
        CablePlan cables;
        cables.hostModules = 8;
        cables.switchModules = 12;
        cables.pieces = {{{jumper, 5000}, 10}};
        h.cables.plans = {cables};
        Part basis = *h.hall.part(h.basis);
        for (const auto& [property, number] :
             {std::pair(Property::typicalShare, 0.85), std::pair(Property::duty, 0.8)}) {
            Reading reading;
            reading.number = number;
            basis.data.push_back({property, {reading}, 0});
        }
        std::sort(basis.data.begin(), basis.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        h.hall.parts.set(h.basis, FrozenPart{std::make_shared<const Part>(basis), {}});
        h.prepare();
        h.set(Fig::fabricTransceivers, fabric.raw, 20.0);
        h.set(Fig::fabricSwitchPower, fabric.raw, 9e3);
        h.set(Fig::fabricOpticsPower, fabric.raw, 600.0);
        h.set(Fig::fabricHostOpticsPower, fabric.raw, 400.0);
        h.set(Fig::networkPower, 0, 10e3);
        h.set(Fig::facilityPueYear, 0, 1.2);
        h.go();
        const double price = 3.0 * 50e3 + 20.0 * 1000.0 + 10.0 * 86.0;
        const double usual = 3.0 * 2.0 + 0.6 + 0.4 * 0.85;        // kW
        const double energy = usual * 0.8 * 1.2 * 8760.0 * 0.07;  // kWh × USD
        COMPARE_WITHIN(h.value(Fig::fabricCapex, fabric.raw), price, 1e-12);
        COMPARE_WITHIN(h.value(Fig::networkCapex), price, 1e-12);
        COMPARE_WITHIN(h.value(Fig::networkEnergy), energy, 1e-9);
        const double worth = (1.0 - std::pow(1.08, -5.0)) / 0.08;
        COMPARE_WITHIN(h.value(Fig::networkLifeCost), price + worth * (energy + 0.02 * price),
                       1e-9);
    }

    void linksWithoutARouteMakeAnAtLeast() {
        CostHall h;
        h.row(h.hall.racks, Rack{.part = h.rackPart});
        const PartId leaf = h.part("leaf", Kind::Switch, {{Property::price, 50e3}});
        h.row(h.hall.fabrics, Fabric{.switchPart = leaf});
        h.fabrics.plans.resize(1);
        CablePlan cables;
        cables.unroutedLinks = 3;
        h.cables.plans = {cables};
        h.prepare();
        for (RawId id : h.rows.ids(Scope::Fabric))
            h.set(Fig::fabricTransceivers, id, 0.0);
        h.go();
        QVERIFY(h.status(Fig::capexIt) == Status::Partial);
    }
};

HALL_TEST(CostTest)
#include "cost_test.moc"
