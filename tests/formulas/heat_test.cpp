#include "model/formulas/heat.h"

#include "model/formulas/hydraulics.h"
#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::formulas;

class HeatTest : public QObject {
    Q_OBJECT

    struct Fluid {
        double density, heat;
    };
    static constexpr Fluid pg25{1022.5, 3920.0};     // 40 °C, case HYD-05
    static constexpr Fluid generic{1014.5, 3962.0};  // 40 °C, ASHRAE set
    static constexpr Fluid water{992.0, 4180.0};
    static constexpr double litre = 1.0 / 60000.0;  // L/min in m³/s

    static double rise(double kilowatts, double litres, Fluid fluid) {
        return riseOf(kilowatts * 1e3, litres * litre, fluid.density, fluid.heat);
    }

private slots:
    void flowOfOneKilowatt_data() {
        QTest::addColumn<double>("rise");
        QTest::addColumn<double>("litres");
        QTest::newRow("5 K") << 5.0 << 2.99;
        QTest::newRow("8 K") << 8.0 << 1.87;
        QTest::newRow("10 K") << 10.0 << 1.49;
        QTest::newRow("15 K") << 15.0 << 1.00;
        QTest::newRow("20 K") << 20.0 << 0.75;
    }
    void flowOfOneKilowatt() {
        QFETCH(double, rise);
        QFETCH(double, litres);
        COMPARE_WITHIN(flowForHeat(1e3, generic.density, generic.heat, rise) / litre, litres,
                       0.006);
    }

    void flowOfOneRack() {  // 115 kW
        COMPARE_WITHIN(flowForHeat(115e3, generic.density, generic.heat, 10.0) / litre, 171.8,
                       0.002);
        COMPARE_WITHIN(flowForHeat(115e3, generic.density, generic.heat, 13.2) / litre, 130.1,
                       0.002);
        const VolumeFlow typed = flowForHeat(kilowatts(115.0), Density::from_value(generic.density),
                                             SpecificHeat::from_value(generic.heat), kelvins(20.0));
        COMPARE_WITHIN(typed.value() / litre, 85.8, 0.002);
        COMPARE_WITHIN(heatCarried(typed, Density::from_value(generic.density),
                                   SpecificHeat::from_value(generic.heat), kelvins(20.0))
                           .value(),
                       115e3, 1e-12);
        COMPARE_WITHIN(riseOf(kilowatts(115.0), typed, Density::from_value(generic.density),
                              SpecificHeat::from_value(generic.heat))
                           .value(),
                       20.0, 1e-12);
    }

    void envelopeOfTheMgxRack() {  // case FAC-01
        const double heat = 120.0 * 0.85;
        COMPARE_WITHIN(heat, 102.0, 0.001);
        COMPARE_WITHIN(rise(heat, 130.0, pg25), 11.7, 0.03);
        COMPARE_WITHIN(rise(heat, 130.0, water), 11.4, 0.03);
        COMPARE_WITHIN(130.0 / heat, 1.27, 0.01);
    }

    void rowCdus() {  // case FAC-03
        COMPARE_WITHIN(2000.0 / 12.0, 166.7, 0.005);
        COMPARE_WITHIN(2125.0 / 2000.0, 1.06, 0.01);
        COMPARE_WITHIN(rise(2000.0, 2125.0, pg25), 14.1, 0.03);
        COMPARE_WITHIN(pumpPower(35.0 * 6894.757, 2125.0 * litre, 1.0), 8.55e3, 0.01);
        COMPARE_WITHIN(1800.0 / 1350.0, 1.333, 0.005);
        COMPARE_WITHIN(rise(1350.0, 1800.0, pg25), 11.2, 0.03);
        COMPARE_WITHIN(pumpPower(2.5e5, 1200.0 * litre, 1.0), 5e3, 0.01);
        COMPARE_WITHIN(pumpPower(2.0e5, 1800.0 * litre, 1.0), 6e3, 0.01);
    }

    void lenovoRackReturnsAt55Degrees_data() {  // case FAC-05: 90 % of 135 kW in water
        QTest::addColumn<double>("supply");
        QTest::addColumn<double>("litres");
        QTest::addColumn<double>("psi");
        QTest::newRow("25 °C") << 25.0 << 59.0 << 2.3;
        QTest::newRow("30 °C") << 30.0 << 71.0 << 3.2;
        QTest::newRow("35 °C") << 35.0 << 89.0 << 4.9;
        QTest::newRow("40 °C") << 40.0 << 119.0 << 8.5;
        QTest::newRow("45 °C") << 45.0 << 177.0 << 18.4;
    }
    void lenovoRackReturnsAt55Degrees() {
        QFETCH(double, supply);
        QFETCH(double, litres);
        QFETCH(double, psi);
        COMPARE_WITHIN(flowForHeat(0.9 * 135e3, water.density, water.heat, 55.0 - supply) / litre,
                       litres, 0.03);
        COMPARE_WITHIN(2.3 * std::pow(litres / 59.0, 1.89), psi, 0.05);
    }

    void furtherCdus() {  // case FAC-06
        COMPARE_WITHIN(rise(600.0, 900.0, pg25), 10.0, 0.03);
        COMPARE_WITHIN(rise(1400.0, 1200.0, pg25), 17.5, 0.03);
        COMPARE_WITHIN(rise(2500.0, 3700.0, pg25), 10.1, 0.03);
        COMPARE_WITHIN(3400.0 / 2300.0, 1.478, 0.005);
        COMPARE_WITHIN(rise(2300.0, 3400.0, pg25), 10.1, 0.03);
        const double hydraulic = pumpPower(3.2e5, 3400.0 * litre, 1.0);
        COMPARE_WITHIN(hydraulic, 18.1e3, 0.01);
        COMPARE_WITHIN(hydraulic / 47.8e3, 0.38, 0.02);
        COMPARE_WITHIN(1300.0 / 8.0, 162.5, 0.001);
        COMPARE_WITHIN(1800.0 / 8.0, 225.0, 0.001);
    }

    void waterSideRules() {  // case HYD-06: 500 BTU/h per gal/min and °F
        const double gallon = 6.30902e-5, ton = 3516.85, fahrenheit = 5.0 / 9.0;
        const double heat = heatCarried(gallon, 998.0, 4190.0, 10.0 * fahrenheit);
        COMPARE_WITHIN(heat / ton, 0.42, 0.01);
        COMPARE_WITHIN(flowForHeat(ton, 998.0, 4190.0, 10.0 * fahrenheit) / gallon, 2.4, 0.005);
        COMPARE_WITHIN(flowForHeat(ton, 998.0, 4190.0, 20.0 * fahrenheit) / gallon, 1.2, 0.005);
    }

    void genericAndNamedCoolantsCarryTheSame() {  // case HYD-05
        COMPARE_WITHIN(generic.density * generic.heat, pg25.density * pg25.heat, 0.003);
    }

    void exchangerOf1350Kilowatts() {  // 42/32 °C over 28/38 °C, equal rates of 135 kW/K
        const double effectiveness = 1350e3 / (135e3 * (42.0 - 28.0));  // C10
        COMPARE_WITHIN(effectiveness, 0.7143, 0.0001);
        COMPARE_WITHIN(counterFlowEffectiveness(2.5, 1.0), effectiveness, 1e-4);
        COMPARE_WITHIN(exchangerUa(1350e3, 4.0), 2.5 * 135e3, 1e-12);
        COMPARE_WITHIN(heatAtApproach(effectiveness, 135e3, 135e3, 2.0), 675e3, 0.001);
        COMPARE_WITHIN(heatAtApproach(effectiveness, 135e3, 135e3, 5.0), 1687e3, 0.001);
        for (const auto& [ratio, heat] : {std::pair{0.8, 1004e3}, std::pair{1.2, 1675e3}}) {
            const double smaller = 135e3 * std::min(1.0, ratio),
                         larger = 135e3 * std::max(1.0, ratio);
            const double e = counterFlowEffectiveness(337.5e3 / smaller, smaller / larger);
            COMPARE_WITHIN(heatAtApproach(e, smaller, 135e3, 4.0), heat, 0.002);
        }
    }

    void effectivenessOfThePublishedExchanger() {  // ht: NTU 5, ratio 0.7
        COMPARE_WITHIN(counterFlowEffectiveness(5.0, 0.7), 0.920670368605, 1e-11);
    }

    void
    capacityIsInProportionToApproach() {  // Delta GoCool-3000: 3,000 kW at 6 K, 2,500 kW at 5 K
        COMPARE_WITHIN(exchangerUa(3000e3, 6.0), 500e3, 1e-12);
        COMPARE_WITHIN(approachOf(2500e3, exchangerUa(3000e3, 6.0)), 5.0, 1e-12);
        COMPARE_WITHIN(approachOf(kilowatts(2500.0), kilowatts(3000.0), kelvins(6.0)).value(), 5.0,
                       1e-12);
    }

    void lessFlowLessExchange() {
        COMPARE_WITHIN(exchangerUaAt(500e3, 0.5, 1.0, 0.7), 500e3 * std::pow(0.5, 0.7), 1e-12);
        QCOMPARE(exchangerUaAt(500e3, 2.0, 1.0, 0.7), 500e3);
    }

    void rideThroughTimes() {  // PG25 at 40 °C, 10 K
        COMPARE_WITHIN(rideThrough(1.0, generic.density, generic.heat, 10.0, 1350e3), 29.8, 0.002);
        COMPARE_WITHIN(rideThrough(0.030, generic.density, generic.heat, 10.0, 115e3), 10.5, 0.003);
        COMPARE_WITHIN(rideThrough(2.0, Density::from_value(generic.density),
                                   SpecificHeat::from_value(generic.heat), kelvins(10.0),
                                   kilowatts(1350.0))
                           .value(),
                       60.0, 0.01);
    }

    void airOfOneKilowatt() {  // C15: 297, 248 and 198 m³/h; 17 kW at 12 K
        COMPARE_WITHIN(flowForHeat(1e3, 1.204, 1006.0, 10.0) * 3600.0, 297.0, 0.002);
        COMPARE_WITHIN(flowForHeat(1e3, 1.204, 1006.0, 12.0) * 3600.0, 248.0, 0.002);
        COMPARE_WITHIN(flowForHeat(1e3, 1.204, 1006.0, 15.0) * 3600.0, 198.0, 0.002);
        COMPARE_WITHIN(flowForHeat(17e3, 1.204, 1006.0, 12.0) * 3600.0, 4211.0, 0.001);
    }
};

HALL_TEST(HeatTest)
#include "heat_test.moc"
