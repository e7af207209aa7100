#include "model/formulas/busbar.h"

#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::formulas;

class BusbarTest : public QObject {
    Q_OBJECT

    /// One way of a bar of 2 m at 70 °C and 1.5 A/mm².
    static double resistance(double current) {
        return conductorResistance(resistivityAt(1.7241e-8, 0.0039, 70.0), 2.0, current / 1.5e6);
    }

private slots:
    void theWorkedBarsOf132Kilowatts() {  // all load at the end: the worked figures
        const double low = directCurrent(132e3, 54.0);
        COMPARE_WITHIN(conductorMass(2.0, low / 1.5e6, 2.0, 8890.0), 57.9, 0.002);
        COMPARE_WITHIN(directLoss(low, resistance(low)), 303.0, 0.003);
        COMPARE_WITHIN(directDrop(low, resistance(low)), 0.124, 0.004);
        const double high = directCurrent(132e3, 800.0);
        COMPARE_WITHIN(conductorMass(2.0, high / 1.5e6, 2.0, 8890.0), 3.9, 0.01);
        COMPARE_WITHIN(directLoss(high, resistance(high)), 20.0, 0.03);
    }

    void twoHundredKilogramsForOneMegawatt() {  // 3.3 to 3.6 A/mm² over 2.0 to 2.2 m of two poles
        const double current = directCurrent(1e6, 54.0);
        COMPARE_WITHIN(conductorMass(2.0, 5624e-6, 2.0, 8890.0), 200.0, 0.001);
        COMPARE_WITHIN(current / 5624e-6, 3.3e6, 0.005);
        COMPARE_WITHIN(conductorMass(2.0, current / 1.5e6, 2.0, 8890.0), 439.0, 0.001);
    }

    void anEvenLoadDropsHalfAndLosesAThird() {
        // A hundred equal loads along the bar come to the same as the integral.
        const double r = 2.06e-4;
        double current = 1000.0, drop = 0.0, loss = 0.0;
        const int loads = 100000;
        for (int i = 0; i < loads; ++i) {
            drop += directDrop(current, r / loads);
            loss += directLoss(current, r / loads);
            current -= 1000.0 / loads;
        }
        COMPARE_WITHIN(spreadLoadDrop(1000.0, r), drop, 1e-4);
        COMPARE_WITHIN(spreadLoadLoss(1000.0, r), loss, 1e-4);
        QCOMPARE(spreadLoadDrop(amperes(1000.0), Resistance::from_value(r)).value(),
                 spreadLoadDrop(1000.0, r));
        QCOMPARE(spreadLoadLoss(amperes(1000.0), Resistance::from_value(r)).value(),
                 spreadLoadLoss(1000.0, r));
    }

    void
    barsOfDin43671_data() {  // bare bar, 35 °C ambient, 65 °C bar; the model lies 2.5 to 4 % below
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("amperes");
        QTest::addColumn<double>("model");
        QTest::newRow("20 x 10") << 0.020 << 428.0 << 411.0;
        QTest::newRow("30 x 10") << 0.030 << 579.0 << 564.0;
        QTest::newRow("40 x 10") << 0.040 << 728.0 << 710.0;
    }
    void barsOfDin43671() {
        QFETCH(double, width);
        QFETCH(double, amperes);
        QFETCH(double, model);
        const double rated = barAmpacity(width * 0.010, 2.0 * (width + 0.010));
        // E15 stands for a rise of 50 K over 40 °C; the table for 30 K over 35 °C.
        const double actual = rated * ampacityFactor(50.0, 90.0, 30.0, 65.0, 0.0039);
        COMPARE_WITHIN(actual, model, 0.004);
        COMPARE_WITHIN(actual, amperes, 0.10);
        QCOMPARE(
            barAmpacity(Area::from_value(width * 0.010), metres(2.0 * (width + 0.010))).value(),
            rated);
    }

    void shelvesLeftByRedundancy() {  // case FAC-02 and BB-03
        COMPARE_WITHIN(shelfOutput(6.0, 0.0, 5.5e3), 33e3, 0.001);
        COMPARE_WITHIN(shelfOutput(8.0, 0.0, 33e3), 264e3, 0.001);
        COMPARE_WITHIN(shelfOutput(8, 4, kilowatts(33.0)).value(), 132e3, 0.001);
        COMPARE_WITHIN(3.0 * shelfOutput(6.0, 1.0, 5.5e3), 82.5e3, 0.001);
    }

    void openRackVariants() {  // case BB-03
        COMPARE_WITHIN(15e3 / 375.0, 40.0, 0.001);
        COMPARE_WITHIN(directCurrent(28.8e3, 48.0), 600.0, 0.001);
        COMPARE_WITHIN(directCurrent(92e3, 48.0), 1916.7, 0.001);
    }

    void
    gutterRule() {  // case BB-04: 1,000 A/in² copper and 700 A/in² aluminium, bar of 1/2 × 3/4 inch
        const double inch = 0.0254;
        const double area = 0.5 * inch * 0.75 * inch;
        COMPARE_WITHIN(1000.0 / (inch * inch), 1.55e6, 0.001);
        COMPARE_WITHIN(1000.0 / (inch * inch) * area, 375.0, 0.001);
        COMPARE_WITHIN(700.0 / (inch * inch) * area, 262.5, 0.001);
    }
};

HALL_TEST(BusbarTest)
#include "busbar_test.moc"
