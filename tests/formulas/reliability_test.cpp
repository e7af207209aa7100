#include "model/formulas/reliability.h"

#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::formulas;

class ReliabilityTest : public QObject {
    Q_OBJECT

private slots:
    void unitsOfWhichSomeMustWork() {
        COMPARE_WITHIN(availabilityOf(4, 4, 0.995), 0.98015, 1e-5);
        COMPARE_WITHIN(availabilityOf(4, 5, 0.995), 0.999752, 1e-6);
        COMPARE_WITHIN(availabilityOf(4, 6, 0.995), 0.9999975, 1e-7);
        COMPARE_WITHIN(availabilityOf(2, 3, 0.999), 0.999997, 1e-7);
        COMPARE_WITHIN(availabilityOf(1, 2, 0.999), 0.999999, 1e-9);
        COMPARE_WITHIN(availability(2500.0, 24.0), 0.9905, 1e-4);
    }

    void theNodeOfTheTextbook() {  // 8 GPUs, 2 NICs, 2 supplies
        const double rate = failuresIn(8.0, 1.0, 50000.0) + failuresIn(2.0, 1.0, 150000.0) +
                            failuresIn(2.0, 1.0, 100000.0);
        COMPARE_WITHIN(1.0 / rate, 5172.0, 0.0001);
        COMPARE_WITHIN(1.0 / (1250.0 * rate), 4.138, 0.0001);
        const double interval = checkpointInterval(24.5, 3600.0 / (1250.0 * rate));
        COMPARE_WITHIN(interval / 60.0, 14.24, 0.0005);
        COMPARE_WITHIN(24.5 / interval, 0.0287, 0.001);
        COMPARE_WITHIN(checkpointInterval(24.5, 3600.0 / (2500.0 * rate)) / 60.0, 10.07, 0.0005);
    }

    void theFleetOfLlama3() {  // REL-01: 16,384 GPUs, 54 days, 419 stops
        const double interrupt = 54.0 * 24.0 / 419.0;
        COMPARE_WITHIN(interrupt, 3.09, 0.002);
        COMPARE_WITHIN(failuresIn(16384.0, 54.0 * 24.0, 50677.0), 419.0, 0.0005);
        COMPARE_WITHIN(goodput(60.0, 600.0, 3.09 * 3600.0), 0.842, 0.001);
        COMPARE_WITHIN(goodputDaly(60.0, 600.0, 3.09 * 3600.0), 0.852, 0.001);
        COMPARE_WITHIN(goodput(30.0, 300.0, 2.73 * 3600.0), 0.891, 0.001);
        COMPARE_WITHIN(goodput(60.0, 600.0, 14.25 * 3600.0), 0.940, 0.001);
    }

    void sparesForALeadTime() {
        const double trays = failuresIn(180.0, 14.0 * 24.0, 12500.0);
        COMPARE_WITHIN(trays, 4.84, 0.001);
        QCOMPARE(sparesFor(trays, 0.95), 9);
        QCOMPARE(sparesFor(trays, 0.99), 11);
        QCOMPARE(sparesFor(failuresIn(5000.0, 720.0, 1e6), 0.95), 7);
        QCOMPARE(sparesFor(failuresIn(5000.0, 720.0, 1e6), 0.99), 9);
        QCOMPARE(sparesFor(failuresIn(5000.0, 720.0, 0.2e6), 0.95), 25);
        QCOMPARE(sparesFor(failuresIn(5000.0, 720.0, 0.2e6), 0.99), 29);
        QCOMPARE(sparesFor(failuresIn(960.0, 720.0, 1e5), 0.95), 11);
        QCOMPARE(sparesFor(failuresIn(960.0, 720.0, 1e5), 0.99), 14);
    }

    void sparesOfManyAreAboutTheMeanAndItsSpread() {  // normal: m + 1.645·√m, m + 2.326·√m
        COMPARE_WITHIN(sparesFor(2000.0, 0.95), 2000.0 + 1.645 * std::sqrt(2000.0), 0.001);
        COMPARE_WITHIN(sparesFor(2000.0, 0.99), 2000.0 + 2.326 * std::sqrt(2000.0), 0.001);
        QVERIFY(std::abs(sparesFor(499.0, 0.95) - sparesFor(501.0, 0.95)) <= 3);
    }

    void sparesEndForCertaintyAndForTooMany() {
        QVERIFY(sparesFor(4.0, 1.0) < 100);
        QVERIFY(sparesFor(1e5, 0.95) > 0);
        QCOMPARE(sparesFor(0.0, 0.99), 0);
    }
};

HALL_TEST(ReliabilityTest)
#include "reliability_test.moc"
