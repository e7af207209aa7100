#include "model/formulas/electrical.h"

#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::formulas;

class ElectricalTest : public QObject {
    Q_OBJECT

private slots:
    void currentsOfWholeRacks_data() {
        QTest::addColumn<double>("power");
        QTest::addColumn<double>("voltage");
        QTest::addColumn<double>("powerFactor");  // 0: direct current
        QTest::addColumn<double>("amperes");
        QTest::newRow("132 kW at 400 V") << 132e3 << 400.0 << 0.98 << 194.4;
        QTest::newRow("132 kW at 415 V") << 132e3 << 415.0 << 0.98 << 187.4;
        QTest::newRow("132 kW at 480 V") << 132e3 << 480.0 << 0.98 << 162.0;
        QTest::newRow("132 kW at 50 V DC") << 132e3 << 50.0 << 0.0 << 2640.0;
        QTest::newRow("132 kW at 54 V DC") << 132e3 << 54.0 << 0.0 << 2444.0;
        QTest::newRow("132 kW at 800 V DC") << 132e3 << 800.0 << 0.0 << 165.0;
        QTest::newRow("600 kW at 400 V") << 600e3 << 400.0 << 0.98 << 883.7;
        QTest::newRow("600 kW at 415 V") << 600e3 << 415.0 << 0.98 << 851.8;
        QTest::newRow("600 kW at 480 V") << 600e3 << 480.0 << 0.98 << 736.4;
        QTest::newRow("600 kW at 54 V DC") << 600e3 << 54.0 << 0.0 << 11111.0;
        QTest::newRow("600 kW at 800 V DC") << 600e3 << 800.0 << 0.0 << 750.0;
        QTest::newRow("1 MW at 54 V DC, case BB-01") << 1e6 << 54.0 << 0.0 << 18519.0;
        QTest::newRow("1 MW at 800 V DC, case BB-01") << 1e6 << 800.0 << 0.0 << 1250.0;
        QTest::newRow("600 kW at 208 V and power factor 1") << 600e3 << 208.0 << 1.0 << 1665.0;
        QTest::newRow("600 kW at 415 V and power factor 1") << 600e3 << 415.0 << 1.0 << 834.7;
        QTest::newRow("an 11 kW heater at 415 V") << 11e3 << 415.0 << 1.0 << 15.3;
    }
    void currentsOfWholeRacks() {
        QFETCH(double, power);
        QFETCH(double, voltage);
        QFETCH(double, powerFactor);
        QFETCH(double, amperes);
        const double actual = powerFactor > 0.0 ? threePhaseCurrent(power, voltage, powerFactor)
                                                : directCurrent(power, voltage);
        COMPARE_WITHIN(actual, amperes, 0.0005 + (amperes < 20.0 ? 0.003 : 0.0));
        const Current typed = powerFactor > 0.0
                                  ? threePhaseCurrent(watts(power), volts(voltage), powerFactor)
                                  : directCurrent(watts(power), volts(voltage));
        QCOMPARE(typed.value(), actual);
    }

    void aFloatGivesTheSameToItsPrecision() {
        COMPARE_WITHIN(threePhaseCurrent(132e3f, 415.0f, 0.98f),
                       threePhaseCurrent(132e3, 415.0, 0.98), 1e-6);
    }

    void apparentPowerKeepsItsUnit() {
        QCOMPARE(apparentPower(kilowatts(98.0), 0.98).voltAmperes, 100e3);
    }

    void phaseVoltages() {
        COMPARE_WITHIN(lineToNeutral(415.0), 240.0, 0.003);
        COMPARE_WITHIN(lineToNeutral(480.0), 277.0, 0.001);
        COMPARE_WITHIN(lineToNeutral(208.0), 120.0, 0.001);
        COMPARE_WITHIN(lineToNeutral(volts(400.0)).value(), 231.0, 0.001);
    }

    void aContinuousLoadNeedsALargerDevice() {
        COMPARE_WITHIN(deviceRating(187.4, 1.25), 234.2, 0.0005);
        COMPARE_WITHIN(deviceRating(amperes(15.3), 1.25).value(), 19.1, 0.002);
    }

    void usablePowerOfStandardDevices() {
        COMPARE_WITHIN(usablePower(415.0, 60.0, 1.0, 1.25), 34.5e3, 0.002);
        COMPARE_WITHIN(usablePower(415.0, 250.0, 1.0, 1.25), 143.8e3, 0.001);
        COMPARE_WITHIN(usablePower(480.0, 800.0, 1.0, 1.25), 532.1e3, 0.001);
        COMPARE_WITHIN(usablePower(400.0, 1000.0, 1.0, 1.0), 692.8e3, 0.001);
        COMPARE_WITHIN(usablePower(volts(208.0), amperes(4000.0), 1.0, 1.25).value(), 1152.9e3,
                       0.001);
    }

    void copperWarmsAndResists() {
        COMPARE_WITHIN(resistivityAt(1.7241e-8, 0.0039, 70.0), 2.063e-8, 0.002);
        COMPARE_WITHIN(resistivityAt(1.7241e-8, 0.0039, 90.0), 2.198e-8, 0.002);
    }

    void barsOfThePublishedTable_data() {
        QTest::addColumn<double>("squareInches");
        QTest::addColumn<double>("microohmPerFoot");
        QTest::addColumn<double>("poundsPerFoot");
        QTest::newRow("1/4 x 1") << 0.25 << 32.9 << 0.966;
        QTest::newRow("1/4 x 2") << 0.5 << 16.5 << 1.93;
        QTest::newRow("1/4 x 4") << 1.0 << 8.23 << 3.86;
        QTest::newRow("1/4 x 6") << 1.5 << 5.49 << 5.80;
        QTest::newRow("1/4 x 12") << 3.0 << 2.74 << 11.6;
    }
    void barsOfThePublishedTable() {
        QFETCH(double, squareInches);
        QFETCH(double, microohmPerFoot);
        QFETCH(double, poundsPerFoot);
        const double area = squareInches * 0.0254 * 0.0254;
        const double resistivity = 1.7241e-8 / 0.99;  // the table is for 99 % IACS
        COMPARE_WITHIN(conductorResistance(resistivity, 0.3048, area), microohmPerFoot * 1e-6,
                       0.003);
        COMPARE_WITHIN(
            conductorResistance(resistivity, metres(0.3048), Area::from_value(area)).value(),
            microohmPerFoot * 1e-6, 0.003);
        COMPARE_WITHIN(conductorMass(1.0, area, 0.3048, 8890.0) / 0.45359237, poundsPerFoot, 0.004);
        COMPARE_WITHIN(
            conductorMass(1, Area::from_value(area), metres(0.3048), Density::from_value(8890.0))
                    .value() /
                0.45359237,
            poundsPerFoot, 0.004);
    }

    void theWorkedFeeder() {  // 187.4 A, 415 V, 60 m of 95 mm² copper at 70 °C
        const double current = 187.4;
        const double resistance =
            conductorResistance(resistivityAt(1.7241e-8, 0.0039, 70.0), 60.0, 95e-6);
        COMPARE_WITHIN(threePhaseDrop(current, resistance, 0.0, 0.98), 4.14, 0.003);
        COMPARE_WITHIN(threePhaseDrop(current, resistance, 0.98), 4.14, 0.003);
        COMPARE_WITHIN(threePhaseDrop(current, resistance, 60.0 * 0.08e-3, 0.98), 4.45, 0.003);
        COMPARE_WITHIN(threePhaseDrop(amperes(current), Resistance::from_value(resistance),
                                      Resistance::from_value(0.0), 0.98)
                           .value(),
                       4.14, 0.003);
        COMPARE_WITHIN(threePhaseLoss(current, resistance), 1373.0, 0.002);
        COMPARE_WITHIN(threePhaseLoss(amperes(current), Resistance::from_value(resistance)).value(),
                       1373.0, 0.002);
    }

    void sixtyMetresForSixHundredKilowatts() {  // 1.5 A/mm², 70 °C
        const auto copper = [](double wires, double current) {
            return conductorMass(wires, current / 1.5e6, 60.0, 8890.0);
        };
        COMPARE_WITHIN(copper(3.0, threePhaseCurrent(600e3, 415.0, 0.98)), 909.0, 0.002);
        COMPARE_WITHIN(copper(3.0, threePhaseCurrent(600e3, 480.0, 0.98)), 786.0, 0.002);
        COMPARE_WITHIN(copper(2.0, directCurrent(600e3, 800.0)), 533.0, 0.002);
        COMPARE_WITHIN(copper(2.0, directCurrent(600e3, 54.0)), 7902.0, 0.002);
        const auto resistance = [](double current) {
            return conductorResistance(resistivityAt(1.7241e-8, 0.0039, 70.0), 60.0,
                                       current / 1.5e6);
        };
        const double ac = threePhaseCurrent(600e3, 415.0, 0.98);
        COMPARE_WITHIN(threePhaseLoss(ac, resistance(ac)), 4.74e3, 0.003);
        COMPARE_WITHIN(directLoss(750.0, resistance(750.0)), 2.79e3, 0.004);
        const double low = directCurrent(600e3, 54.0);
        COMPARE_WITHIN(directLoss(low, resistance(low)), 41.3e3, 0.003);
        COMPARE_WITHIN(directLoss(amperes(low), Resistance::from_value(resistance(low))).value(),
                       41.3e3, 0.003);
        COMPARE_WITHIN(directDrop(low, resistance(low)), directLoss(low, resistance(low)) / low,
                       1e-12);
    }
};

HALL_TEST(ElectricalTest)
#include "electrical_test.moc"
