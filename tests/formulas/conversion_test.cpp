#include "model/formulas/conversion.h"

#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::formulas;

/// The power chain of Frontier (FAC-07) after the ExaDigiT configuration (RAPS, frontier.yaml).
struct Frontier {
    static constexpr double idleNode = 626.26, fullNode = 2704.26;

    static double converter(double node) { return linearConverterInput(node, 13.0, 0.98); }
    static double rectifier(double node) {
        return linearConverterInput(4.0 * converter(node), 17.0, 0.96);
    }
    /// Of 8 chassis, each with 4 rectifiers and 4 switches of 250 W.
    static double rack(double node) { return 8.0 * (4.0 * rectifier(node) + 4.0 * 250.0); }
};

class ConversionTest : public QObject {
    Q_OBJECT

private slots:
    void theNodeOfFrontierThroughConverterAndRectifier() {
        COMPARE_WITHIN(90.0 + 4.0 * 88.0 + 74.26 + 4.0 * 20.0 + 30.0, Frontier::idleNode, 1e-9);
        COMPARE_WITHIN(280.0 + 4.0 * 560.0 + 74.26 + 4.0 * 20.0 + 30.0, Frontier::fullNode, 1e-9);
        COMPARE_WITHIN(Frontier::converter(Frontier::fullNode), 2772.7, 0.0005);
        COMPARE_WITHIN(Frontier::rectifier(Frontier::fullNode), 11570.7, 0.0005);
    }

    void theRackAndTheSystemOfFrontier() {
        COMPARE_WITHIN(Frontier::rack(Frontier::fullNode), 378.3e3, 0.001);
        const double pumps = 25.0 * 8473.47;
        COMPARE_WITHIN(74.0 * Frontier::rack(Frontier::fullNode) + pumps, 28.2e6, 0.005);
        COMPARE_WITHIN(74.0 * Frontier::rack(Frontier::idleNode) + pumps, 7.28e6, 0.005);
    }

    void theRectifierOfFrontierOverItsLoad() {
        const double peak = 13670.0;
        const double shares[] = {0.10, 0.25, 0.50, 0.75, 1.00};
        const double efficiencies[] = {0.948, 0.955, 0.958, 0.958, 0.959};
        for (int i = 0; i < 5; ++i) {
            const double output = shares[i] * peak;
            COMPARE_WITHIN(output / linearConverterInput(output, 17.0, 0.96), efficiencies[i],
                           0.0006);
        }
    }

    void chainsOfAcAndDc() {
        COMPARE_WITHIN(chainEfficiency(0.9955, 0.965, 0.99, 0.975), 0.927, 0.001);
        COMPARE_WITHIN(chainEfficiency(0.9955, 0.965, 0.975), 0.937, 0.001);
        COMPARE_WITHIN(chainEfficiency(0.98, 0.985), 0.965, 0.001);
    }

    void aLossCurveHasThreeShares() {
        // The planning UPS: 96.5 % at half and at full load.
        const double full = conversionLoss(1.25e6, 0.008, 0.012, 0.016, 1.25e6);
        const double half = conversionLoss(0.625e6, 0.008, 0.012, 0.016, 1.25e6);
        COMPARE_WITHIN(1.25e6 / (1.25e6 + full), 0.965, 0.0005);
        COMPARE_WITHIN(0.625e6 / (0.625e6 + half), 0.965, 0.0005);
        QCOMPARE(conversionLoss(0.0, 0.008, 0.012, 0.016, 1e6), 8000.0);
    }

    void theRatingDoesNotMatterToALinearLoss() {
        QCOMPARE(conversionLoss(1000.0, 0.0, 0.02, 0.0, std::numeric_limits<double>::quiet_NaN()),
                 20.0);
        QVERIFY(std::isnan(
            conversionLoss(1000.0, 0.001, 0.02, 0.0, std::numeric_limits<double>::quiet_NaN())));
    }

    void theWorkedFeeder() {  // 187.4 A, 60 m of 95 mm² at 70 °C, pf 0.98
        const double resistance = resistivityAt(1.7241e-8, 0.0039, 70.0) * 60.0 / 95e-6;
        COMPARE_WITHIN(threePhaseDrop(187.4, resistance, 0.98), 4.14, 0.002);
    }
};

HALL_TEST(ConversionTest)
#include "conversion_test.moc"
