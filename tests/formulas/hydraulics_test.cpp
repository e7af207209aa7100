#include "model/formulas/hydraulics.h"

#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::formulas;

class HydraulicsTest : public QObject {
    Q_OBJECT

    static constexpr double inch = 0.0254, foot = 0.3048, gallonPerMinute = 6.30902e-5,
                            pound = 0.45359237;

private slots:
    void frictionFactors_data() {
        QTest::addColumn<double>("re");
        QTest::addColumn<double>("roughness");
        QTest::addColumn<double>("expectedColebrook");
        QTest::addColumn<double>("expectedSwameeJain");
        QTest::addColumn<double>("expectedHaaland");
        QTest::newRow("1e5, 1e-4") << 1e5 << 1e-4 << 0.0185139 << 0.0184524 << 0.0182651;
        QTest::newRow("1e4, 1e-3") << 1e4 << 1e-3 << 0.0323818 << 0.0326653 << 0.0321749;
        QTest::newRow("1e6, 1e-5") << 1e6 << 1e-5 << 0.0118695 << 0.0118531 << 0.0117669;
    }
    void frictionFactors() {
        QFETCH(double, re);
        QFETCH(double, roughness);
        QFETCH(double, expectedColebrook);
        QFETCH(double, expectedSwameeJain);
        QFETCH(double, expectedHaaland);
        COMPARE_WITHIN(colebrook(re, roughness), expectedColebrook, 5e-6);
        COMPARE_WITHIN(swameeJain(re, roughness), expectedSwameeJain, 5e-6);
        COMPARE_WITHIN(haaland(re, roughness), expectedHaaland, 5e-6);
    }

    void colebrookSolvesItsEquationEverywhere() {
        for (double re = 2300.0; re < 1e8; re *= 1.7)
            for (double roughness : {0.0, 1e-6, 1e-4, 1e-2, 0.05}) {
                const double x = 1.0 / std::sqrt(colebrook(re, roughness));
                const double right = -2.0 * std::log10(roughness / 3.7 + 2.51 / re * x);
                QVERIFY2(std::abs(x - right) < 1e-11 * x,
                         qPrintable(QString("Re %1, ε/D %2").arg(re).arg(roughness)));
            }
    }

    void slowFlowIsLaminar() {
        COMPARE_WITHIN(darcyFriction(1000.0, 1e-3), 0.064, 1e-12);
        QCOMPARE(darcyFriction(2300.0, 1e-3), colebrook(2300.0, 1e-3));
    }

    void theWorkedRowHeader_data() {  // 1,373 L/min of PG25 at 40 °C, roughness 45 µm
        QTest::addColumn<double>("bore");
        QTest::addColumn<double>("velocity");
        QTest::addColumn<double>("re");
        QTest::addColumn<double>("perMetre");
        QTest::newRow("DN80") << 0.0779 << 4.80 << 277e3 << 2813.0;
        QTest::newRow("DN100") << 0.1023 << 2.79 << 211e3 << 708.0;
        QTest::newRow("DN125") << 0.1282 << 1.77 << 169e3 << 229.0;
        QTest::newRow("DN150") << 0.1541 << 1.23 << 140e3 << 91.7;
        QTest::newRow("DN200") << 0.2027 << 0.71 << 107e3 << 23.8;
    }
    void theWorkedRowHeader() {
        QFETCH(double, bore);
        QFETCH(double, velocity);
        QFETCH(double, re);
        QFETCH(double, perMetre);
        const double flow = 22.89e-3, density = 1014.5, viscosity = 1.368e-3;
        COMPARE_WITHIN(pipeVelocity(flow, bore), velocity, 0.006);
        COMPARE_WITHIN(reynolds(density, pipeVelocity(flow, bore), bore, viscosity), re, 0.006);
        COMPARE_WITHIN(frictionPerMetre(flow, bore, 45e-6, density, viscosity), perMetre, 0.005);
        COMPARE_WITHIN(pipeFriction(cubicMetresPerSecond(flow), metres(60.0), metres(bore),
                                    metres(45e-6), Density::from_value(density),
                                    Viscosity::from_value(viscosity))
                           .value(),
                       60.0 * perMetre, 0.005);
    }

    void sixtyMetresOfDn100WithFittings() {
        const Velocity velocity = pipeVelocity(cubicMetresPerSecond(22.89e-3), metres(0.1023));
        COMPARE_WITHIN(60.0 * frictionPerMetre(22.89e-3, 0.1023, 45e-6, 1014.5, 1.368e-3), 42.5e3,
                       0.005);
        COMPARE_WITHIN(fittingLoss(6.0, Density::from_value(1014.5), velocity).value(), 23.6e3,
                       0.005);
        COMPARE_WITHIN(pumpPower(176e3, 22.89e-3, 1.0), 4.03e3, 0.002);
        COMPARE_WITHIN(pumpPower(pascals(176e3), cubicMetresPerSecond(22.89e-3), 0.65).value(),
                       6.2e3, 0.002);
    }

    void smoothPlasticPipe() {  // case HYD-01, Crane TP-410M 7.1
        const double flow = 200.0 / 60000.0, bore = 0.05248;
        const double re = reynolds(995.65, pipeVelocity(flow, bore), bore, 0.7975e-3);
        COMPARE_WITHIN(re, 100600.0, 0.01);
        COMPARE_WITHIN(reynolds(Density::from_value(995.65),
                                pipeVelocity(litresPerMinute(200.0), metres(bore)), metres(bore),
                                Viscosity::from_value(0.7975e-3)),
                       re, 1e-12);
        COMPARE_WITHIN(colebrook(re, 0.0), 0.0179, 0.01);
        COMPARE_WITHIN(20.0 * frictionPerMetre(flow, bore, 0.0, 995.65, 0.7975e-3), 8089.0, 0.02);
    }

    void pumpHeadAndPower() {  // case HYD-02, Crane TP-410 7.15
        const double density = 62.298 * pound / (foot * foot * foot);
        const double flow = 100.0 * gallonPerMinute, bore = 3.068 * inch, gravity = 9.80665;
        const double velocity = pipeVelocity(flow, bore);
        const double f = darcyFriction(reynolds(density, velocity, bore, 0.95e-3), 0.0022 / 3.068);
        COMPARE_WITHIN(f, 0.02099, 0.001);
        const double fT = 0.01721, beta = 2.469 / 3.068, hole = 1.0 - beta * beta;
        const double check = (600.0 * fT + beta * (0.5 * hole + hole * hole)) / std::pow(beta, 4.0);
        COMPARE_WITHIN(check, 25.2, 0.003);
        const double fittings = 8.0 * fT + 4.0 * 30.0 * fT + check + 1.0;
        const double pipe = f * 500.0 * foot / bore;
        COMPARE_WITHIN(fittings + pipe, 69.5, 0.005);
        const double head =
            (fittings + pipe) * velocity * velocity / (2.0 * gravity) / foot + 400.0;
        COMPARE_WITHIN(head, 421.0, 0.005);
        COMPARE_WITHIN(pumpPower(head * foot * density * gravity, flow, 0.7) / 745.69987, 15.2,
                       0.005);
    }

    void pumpsAtAnotherSpeed() {  // case HYD-03, Crane TP-410 7.33 and 7.34
        const PumpPoint<double> slow = atSpeed<double>({400.0, 126.0, 17.5}, 1700.0 / 3500.0);
        COMPARE_WITHIN(slow.flow, 194.3, 0.002);
        COMPARE_WITHIN(slow.head, 29.7, 0.003);
        COMPARE_WITHIN(slow.power, 2.0, 0.005);
        const double pressure = 428.0 * foot * 62.364 * pound / (foot * foot * foot) * 9.80665;
        const double brake = pumpPower(pressure, 700.0 * gallonPerMinute, 0.707);
        COMPARE_WITHIN(brake / 745.69987, 107.06, 0.002);
        COMPARE_WITHIN(brake / (0.95 * 0.96) * 8000.0 / 1000.0 * 0.12, 83970.0, 0.002);
    }

    void valvesByTheirFlowFactor() {  // case HYD-04, Crane TP-410M 7.2
        const double k = coefficientOfValve(500.0 / 3600.0, 0.154);
        COMPARE_WITHIN(k, 3.6, 0.005);
        COMPARE_WITHIN(k / 0.015, 240.0, 0.005);
        COMPARE_WITHIN(k / 0.015 * 0.154, 37.0, 0.005);
        QCOMPARE(coefficientOfValve(cubicMetresPerSecond(500.0 / 3600.0), metres(0.154)), k);
    }
};

HALL_TEST(HydraulicsTest)
#include "hydraulics_test.moc"
