#include "model/formulas/psychrometrics.h"

#include "model/formulas/refrigeration.h"
#include "model/stages/heat_rejection.h"
#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::formulas;

/// The table of reference values of the SiteFootprint model, likely parameters; wet bulb by Stull.
class PsychrometricsTest : public QObject {
    Q_OBJECT

    static constexpr double electrical = 0.04, air = 0.02, liquidShare = 0.80;
    static constexpr double chilled_c = 24.6, liquid_c = 35.0;

    static RejectionPlant plant(RejectionMode mode) {
        RejectionPlant plant;
        plant.mode = mode;
        plant.approachDry = 8.0;
        plant.approachWet = 4.0;
        plant.carnot = 0.55;
        plant.copMax = 12.0;
        plant.margin = 2.0;
        plant.band = 4.0;
        plant.evaporator = 3.0;
        plant.condenserDry = 12.0;
        plant.condenserWet = 6.0;
        // The model gives pumps and tower fans one figure together, and dry coolers fans alone.
        plant.fanShare = mode == RejectionMode::Tower ? 0.005 : 0.020;
        plant.pumpShare = mode == RejectionMode::Tower ? 0.010 : 0.0;
        return plant;
    }

    /// All heat of the IT, of the losses and of the fans goes one way.
    static double pue(RejectionMode mode, double dry_c, double wet_c) {
        const double heat = 1.0 + electrical + air;
        return heat + heat * plant(mode).powerShare(chilled_c, dry_c, wet_c);
    }
    /// Most of the IT heat goes to a warm loop with a pump of its own; fans move only the rest.
    static double directToChip(double dry_c, double wet_c) {
        const double fans = air * (1.0 - liquidShare);
        const RejectionPlant dry = plant(RejectionMode::ChillerEconomiser);
        return 1.0 + electrical + fans +
               liquidShare * (0.015 + dry.powerShare(liquid_c, dry_c, wet_c)) +
               (1.0 - liquidShare + electrical + fans) * dry.powerShare(chilled_c, dry_c, wet_c);
    }

private slots:
    void stullGivesHisOwnExample() { COMPARE_WITHIN(wetBulb(20.0, 50.0), 13.70, 0.0005); }

    void theReferenceTable_data() {
        QTest::addColumn<double>("dry");
        QTest::addColumn<double>("humidity");
        QTest::addColumn<double>("wet");
        QTest::addColumn<double>("tower");
        QTest::addColumn<double>("chiller");
        QTest::addColumn<double>("direct");
        QTest::newRow("0 °C") << 0.0 << 70.0 << -2.35 << 0.0 << 1.0812
                              << 1.0769;  // the tower stands still in frost
        QTest::newRow("15 °C") << 15.0 << 70.0 << 11.62 << 1.0759 << 1.0900 << 1.0789;
        QTest::newRow("20 °C") << 20.0 << 60.0 << 15.01 << 1.0759 << 1.1695 << 1.0972;
        QTest::newRow("25 °C") << 25.0 << 50.0 << 18.00 << 1.0759 << 1.1819 << 1.1001;
        QTest::newRow("30 °C") << 30.0 << 45.0 << 21.40 << 1.1376 << 1.2146 << 1.1743;
        QTest::newRow("35 °C") << 35.0 << 40.0 << 24.51 << 1.1642 << 1.2473 << 1.1866;
        QTest::newRow("38 °C") << 38.0 << 40.0 << 26.95 << 1.1763 << 1.2669 << 1.2054;
    }

    void theReferenceTable() {
        QFETCH(double, dry);
        QFETCH(double, humidity);
        QFETCH(double, wet);
        QFETCH(double, tower);
        QFETCH(double, chiller);
        QFETCH(double, direct);
        const double wet_c = wetBulb(dry, humidity);
        QVERIFY2(std::abs(wet_c - wet) < 0.006, qPrintable(QString::number(wet_c)));
        if (tower > 0.0)
            QVERIFY2(std::abs(pue(RejectionMode::Tower, dry, wet_c) - tower) < 6e-5,
                     qPrintable(QString::number(pue(RejectionMode::Tower, dry, wet_c), 'g', 8)));
        QVERIFY(std::abs(pue(RejectionMode::ChillerEconomiser, dry, wet_c) - chiller) < 6e-5);
        QVERIFY(std::abs(directToChip(dry, wet_c) - direct) < 6e-5);
    }

    void compressorsTakeOverWithinTheBand() {
        QCOMPARE(mechanicalShare(20.0, 24.0, 2.0, 4.0), 0.0);
        QCOMPARE(mechanicalShare(24.0, 24.0, 2.0, 4.0), 0.5);
        QCOMPARE(mechanicalShare(30.0, 24.0, 2.0, 4.0), 1.0);
        QCOMPARE(chillerCop(20.0, 19.0, 0.55, 12.0), 12.0);
        QVERIFY(std::isnan(chillerCop(20.0, 40.0, std::nan(""), 12.0)));
    }

    void aPlantWithoutCompressorsFallsShort() {
        const RejectionPlant dry = plant(RejectionMode::Dry);
        QCOMPARE(dry.powerShare(35.0, 40.0, 20.0), 0.020);
        QCOMPARE(dry.shortfall_k(35.0, 40.0, 20.0), 13.0);
        QCOMPARE(dry.shortfall_k(35.0, 20.0, 15.0), 0.0);
        // Pads bring the air from 40 °C to 4 K above the wet bulb.
        QCOMPARE(plant(RejectionMode::Adiabatic).shortfall_k(30.0, 40.0, 20.0), 2.0);
        QCOMPARE(plant(RejectionMode::Adiabatic).source_c(10.0, 9.0), 18.0);
        QCOMPARE(plant(RejectionMode::ChillerEconomiser).shortfall_k(20.0, 40.0, 20.0), 0.0);
    }

    void unknownNumbersStayUnknown() {
        RejectionPlant nothing;
        QVERIFY(std::isnan(nothing.powerShare(30.0, 20.0, 15.0)));
        RejectionPlant noCarnot = plant(RejectionMode::ChillerEconomiser);
        noCarnot.carnot = unknown;
        QVERIFY(std::isnan(noCarnot.powerShare(24.0, 30.0, 20.0)));
        QCOMPARE(noCarnot.powerShare(24.0, 0.0, -2.0), 0.020);  // free cooling alone
        QVERIFY(std::isnan(plant(RejectionMode::Tower).powerShare(24.0, 20.0, unknown)));
    }
};

HALL_TEST(PsychrometricsTest)
#include "psychrometrics_test.moc"
