#include "model/units/quantity_text.h"

#include "tests/support/test.h"

using namespace hallwright;

class QuantityTextTest : public QObject {
    Q_OBJECT

private slots:
    void beyondFifteenDigitsThereIsAPowerOfTen() {
        const auto shown = [](double si) {
            return QString::fromStdString(formatQuantity({si, Dimension::One}));
        };
        QCOMPARE(shown(999e12), QString("999,000,000,000,000"));
        QCOMPARE(shown(1.5e15), QString("1.5e15"));
        QCOMPARE(shown(-1e308), QString("-1e308"));
    }

    void readsWhatTheFieldWrites_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("dimension");
        QTest::addColumn<double>("si");
        const auto row = [](const char* text, Dimension d, double si) {
            QTest::newRow(text) << QString(text) << static_cast<int>(d) << si;
        };
        row("132 kW", Dimension::Power, 132e3);
        row("132kW", Dimension::Power, 132e3);
        row("40 %", Dimension::Share, 0.4);
        row("0.4", Dimension::Share, 0.4);
        row("1.8 MW", Dimension::Power, 1.8e6);
        row("6 in", Dimension::Length, 0.1524);
        row("6 ft 2 in", Dimension::Length, 1.8796);
        row("6' 2\"", Dimension::Length, 1.8796);
        row("600 mm", Dimension::Length, 0.6);
        row("65 L/min", Dimension::VolumeFlow, 65.0 / 60000);
        row("500 gpm", Dimension::VolumeFlow, 0.0315450982);
        row("480 V", Dimension::Voltage, 480);
        row("18 psi", Dimension::Pressure, 124105.631274);
        row("17 kPa", Dimension::Pressure, 17e3);
        row("28 degC", Dimension::Temperature, 28);
        row("86 °F", Dimension::Temperature, 30);
        row("0.08 USD/kWh", Dimension::MoneyPerEnergy, 0.08 / 3.6e6);
        row("85 %", Dimension::One, 0.85);
        row("1200 kVA", Dimension::ApparentPower, 1.2e6);
    }
    void readsWhatTheFieldWrites() {
        QFETCH(QString, text);
        QFETCH(int, dimension);
        QFETCH(double, si);
        const Result<Value> value =
            parseQuantity(text.toStdString(), static_cast<Dimension>(dimension));
        VERIFY_OK(value);
        QVERIFY2(std::abs(value->si - si) <= 1e-9 * std::abs(si),
                 qPrintable(QString::number(value->si, 'g', 17)));
    }

    void refusesWhatMeasuresSomethingElse_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("mass as power") << "12 kg"
                                       << "\"12 kg\" is a mass, not a power; use W, kW, MW, GW";
        QTest::newRow("no unit") << "12"
                                 << "\"12\" has no unit; a power is written in W, kW, MW, GW";
        QTest::newRow("no number") << "much"
                                   << "\"much\" does not begin with a number";
        QTest::newRow("not finite") << "nan kW"
                                    << "\"nan kW\" does not begin with a number";
        QTest::newRow("apparent power")
            << "12 kVA"
            << "\"12 kVA\" is an apparent power, not a power; use W, kW, MW, GW";
        QTest::newRow("unknown unit")
            << "12 hp"
            << "\"hp\" is not a known unit; a power is written in W, kW, MW, GW";
    }
    void refusesWhatMeasuresSomethingElse() {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        const Result<Value> value = parseQuantity(text.toStdString(), Dimension::Power);
        QVERIFY(!value);
        QCOMPARE(QString::fromStdString(value.error().message), sentence);
    }

    void showsThreeToFourDigits_data() {
        QTest::addColumn<double>("si");
        QTest::addColumn<int>("dimension");
        QTest::addColumn<QString>("shown");
        const auto row = [](double si, Dimension d, const char* shown) {
            QTest::newRow(shown) << si << static_cast<int>(d) << QString::fromUtf8(shown);
        };
        row(142e3, Dimension::Power, "142\u00a0kW");
        row(1.136e6, Dimension::Power, "1,136\u00a0kW");
        row(24e6, Dimension::Power, "24\u00a0MW");
        row(76.5 / 60000, Dimension::VolumeFlow, "76.5\u00a0L/min");
        row(0.124, Dimension::Voltage, "124\u00a0mV");
        row(11111.1, Dimension::Current, "11,111\u00a0A");
        row(30, Dimension::Temperature, "30\u00a0°C");
        row(17e3, Dimension::Pressure, "17\u00a0kPa");
        row(9216, Dimension::One, "9,216");
        row(1.0834, Dimension::One, "1.08");
        row(0.2494, Dimension::Share, "24.9\u00a0%");
        row(0.00987, ofDifference(Dimension::Share), "0.987\u00a0points");
    }
    void showsThreeToFourDigits() {
        QFETCH(double, si);
        QFETCH(int, dimension);
        QFETCH(QString, shown);
        QCOMPARE(QString::fromStdString(formatQuantity({si, static_cast<Dimension>(dimension)})),
                 shown);
    }
};

HALL_TEST(QuantityTextTest)
#include "quantity_text_test.moc"
