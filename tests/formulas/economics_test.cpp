#include "model/formulas/economics.h"

#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::formulas;

class EconomicsTest : public QObject {
    Q_OBJECT

private slots:
    void capitalRecoveryOfTables() {
        COMPARE_WITHIN(capitalRecovery(0.05, 3.0), 0.36721, 2e-5);
        COMPARE_WITHIN(capitalRecovery(0.05, 10.0), 0.12950, 5e-5);
        COMPARE_WITHIN(capitalRecovery(0.08, 5.0), 0.25046, 2e-5);
        COMPARE_WITHIN(capitalRecovery(0.08, 15.0), 0.11683, 5e-5);
        COMPARE_WITHIN(capitalRecovery(0.10, 5.0), 0.26380, 2e-5);
        COMPARE_WITHIN(capitalRecovery(0.10, 20.0), 0.11746, 5e-5);
        QCOMPARE(capitalRecovery(0.0, 4.0), 0.25);
        QCOMPARE(yearlyPayment(Money{100.0}, 0.0, 4.0).usd, 25.0);
    }

    void moneyWithoutInterestIsTheLimitOfLittleInterest() {
        COMPARE_WITHIN(capitalRecovery(1e-6, 7.0), 1.0 / 7.0, 1e-5);
    }

    void
    theMonthlyCostOfAnEightMegawattComputer() {  // J. Hamilton, 2010; published shares in per cent
        const double servers = monthlyPayment(66.67e6, 0.05, 3.0);
        const double network = monthlyPayment(12.81e6, 0.05, 4.0);
        const double plant = monthlyPayment(0.82 * 72e6, 0.05, 10.0);
        const double other = monthlyPayment(0.18 * 72e6, 0.05, 10.0);
        const double energy = 8000.0 * 0.80 * 1.45 * 0.07 * hoursPerYear / 12.0;
        const double total = servers + network + plant + other + energy;
        COMPARE_WITHIN(servers, 1.998e6, 0.001);
        COMPARE_WITHIN(network, 0.295e6, 0.002);
        COMPARE_WITHIN(plant, 0.626e6, 0.001);
        COMPARE_WITHIN(other, 0.137e6, 0.005);
        COMPARE_WITHIN(energy, 0.474e6, 0.001);
        COMPARE_WITHIN(total, 3.5e6, 0.015);
        COMPARE_WITHIN(100.0 * servers / total, 57.0, 0.02);
        COMPARE_WITHIN(100.0 * network / total, 8.0, 0.06);
        COMPARE_WITHIN(100.0 * plant / total, 18.0, 0.03);
        COMPARE_WITHIN(100.0 * energy / total, 13.0, 0.05);
        COMPARE_WITHIN(100.0 * other / total, 4.0, 0.05);
    }

    void theSameWithADearerFacilityAndPeople() {  // ECO-02: Hennessy and Patterson
        const double servers = monthlyPayment(66.67e6, 0.05, 3.0);
        const double network = monthlyPayment(12.81e6, 0.05, 4.0);
        const double plant = monthlyPayment(0.82 * 88e6, 0.05, 10.0);
        const double other = monthlyPayment(0.18 * 88e6, 0.05, 10.0);
        const double energy = 8000.0 * 0.80 * 1.45 * 0.07 * hoursPerYear / 12.0;
        const double people = 85e3;
        const double total = servers + network + plant + other + energy + people;
        COMPARE_WITHIN(100.0 * servers / total, 53.0, 0.02);
        COMPARE_WITHIN(100.0 * plant / total, 20.0, 0.03);
        COMPARE_WITHIN(100.0 * energy / total, 13.0, 0.05);
        COMPARE_WITHIN(100.0 * network / total, 8.0, 0.05);
        COMPARE_WITHIN(100.0 * other / total, 4.0, 0.12);
        COMPARE_WITHIN(100.0 * people / total, 2.0, 0.15);
    }

    void tokensOfAMegawattYear() {  // ECO-01: keynote figures at 10 USD for a million tokens
        const double perToken = 10.0 / 1e6;
        COMPARE_WITHIN(tokensPerYear(2.0e6, 1.0) * perToken, 631e6, 0.005);
        COMPARE_WITHIN(tokensPerYear(9.2e6, 1.0) * perToken, 2.9013e9, 0.005);
        COMPARE_WITHIN(tokensPerYear(9.2e6, 1.0) * perToken * 100.0, 290e9, 0.005);
        QCOMPARE(energyPerToken(2.0e6), 0.5);
        COMPARE_WITHIN(energyPerToken(9.2e6), 0.109, 0.005);
    }

    void costOfAMillionTokens() {  // 8.5 million USD for a megawatt and year
        COMPARE_WITHIN(costPerMillionTokens(8.5e6, 2.0e6, 1.0), 0.135, 0.005);
        COMPARE_WITHIN(costPerMillionTokens(8.5e6, 9.2e6, 1.0), 0.029, 0.02);
        COMPARE_WITHIN(costPerMillionTokens(8.5e6, 2.0e6, 0.3), 0.449, 0.005);
        COMPARE_WITHIN(costPerMillionTokens(8.5e6, 9.2e6, 0.3), 0.098, 0.01);
    }

    void theHourOfAGpuInOneRack() {  // 3.4 million IT over 5 years, 2.5 million facility over 14,
                                     // 72 GPUs
        const double energy = 132.0 * 0.8 * 1.2 * hoursPerYear * 0.07;
        const double fixed = 0.02 * (3.4e6 + 2.5e6);
        COMPARE_WITHIN(energy, 77.7e3, 0.001);
        const auto hour = [&](double interest, double sold) {
            const double year = 3.4e6 * capitalRecovery(interest, 5.0) +
                                2.5e6 * capitalRecovery(interest, 14.0) + energy + fixed;
            return costPerGpuHour(year, 72.0, sold);
        };
        COMPARE_WITHIN(hour(0.0, 1.0), 1.67, 0.005);
        COMPARE_WITHIN(hour(0.08, 1.0), 2.14, 0.005);
        COMPARE_WITHIN(hour(0.10, 1.0), 2.27, 0.005);
        COMPARE_WITHIN(hour(0.0, 0.8), 2.09, 0.005);
        COMPARE_WITHIN(hour(0.08, 0.8), 2.68, 0.005);
        COMPARE_WITHIN(hour(0.10, 0.8), 2.84, 0.005);
    }

    void aMegawattYearInEnergyMoneyAndCarbon() {  // PUE 1.2, 0.08 USD/kWh, 383.8 g/kWh
        const double energy = yearlyEnergy(1e6, 1.2);
        COMPARE_WITHIN(energy / 3.6e9, 10512.0, 1e-9);
        COMPARE_WITHIN(energy * 0.08 / 3.6e6, 841e3, 0.001);
        COMPARE_WITHIN(energy * 0.3838 / 3.6e6, 4035e3, 0.001);
    }
};

HALL_TEST(EconomicsTest)
#include "economics_test.moc"
