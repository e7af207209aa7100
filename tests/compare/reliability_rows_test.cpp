#include "model/compare/comparison_rows.h"
#include "model/compare/quantities.h"
#include "tests/support/example_hall.h"
#include "tests/support/near.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::examplePlan;
using hallwright::test::shippedCatalog;

/// What failures take down and ask for, pluggable beside co-packaged.
class ReliabilityRowsTest : public QObject {
    Q_OBJECT

    static const std::vector<ComparedHall>& sides() {
        static const std::vector<ComparedHall> made = [] {
            std::vector<ComparedHall> out;
            for (const VariantKind kind : {VariantKind::Pluggable, VariantKind::Cpo}) {
                const Result<VariantHall> variant =
                    variantOf(examplePlan("gb300-unit").hall, shippedCatalog(), kind);
                if (!variant) qFatal("%s", variant.error().text().c_str());
                ComparedHall side;
                side.name = variant->name;
                side.evaluation = std::make_shared<const Evaluation>(evaluate(variant->hall));
                out.push_back(std::move(side));
            }
            return out;
        }();
        return made;
    }
    static ComparisonRow row(std::string_view id) {
        for (ComparisonRow& each : reliabilityRows(sides()))
            if (each.id == id) return each;
        qFatal("no row %s", std::string(id).c_str());
    }

private slots:
    void oneOpticTakesTwoPortsAndItsSwapAllOfTheSwitch() {
        QCOMPARE(row("blast.optic").values[0].value.si, 2.0);
        QCOMPARE(row("blast.optic").values[1].value.si, 2.0);
        QCOMPARE(row("blast.swap").values[0].value.si, 2.0);
        QCOMPARE(row("blast.swap").values[1].value.si, 144.0);
        QVERIFY(row("blast.laser_source").values[0].status == Status::Absent);
        QCOMPARE(row("blast.laser_source").values[1].value.si, 8.0);
    }

    void theBlastOfASwitchIsThatOfTheFabricBetweenAccelerators() {
        const Evaluation& pluggable = *sides()[0].evaluation;
        const RawId main = mainFabric(pluggable.hall()).raw;
        QCOMPARE(row("fabrics.blast.share").values[0].value.si,
                 pluggable.number(Fig::fabricBlastShare, main));
    }

    void wholeSwitchesAreSparedAndPriced() {
        QCOMPARE(row("spares.switches.95").values[0].value.si, 0.0);
        const Figure switches = row("spares.switches.95").values[1];
        QVERIFY(switches.value.si >= 1.0);
        QVERIFY(switches.status == Status::Ok);
        const Evaluation& packaged = *sides()[1].evaluation;
        const Hall& hall = packaged.hall();
        const double each = packaged.numbers().get(hall.fabrics[coPackagedFabric(hall)].switchPart,
                                                   Property::price);
        const Figure price = row("cost.spares.95").values[1];
        QVERIFY(price.value.si >= switches.value.si * each);
        QVERIFY(price.status == Status::Partial);  // laser sources have no public rate
        QVERIFY(row("cost.spares.95").values[0].status == Status::Ok);
    }

    void anUnknownRateGivesTimeToInterruptARangeAndNoFalseBound() {
        const Evaluation& packaged = *sides()[1].evaluation;
        QVERIFY(packaged.columns().status(Fig::interruptTime) == Status::None);
        const Figure time = row("reliability.interrupt").values[1];
        QVERIFY(time.status == Status::Ok);
        QVERIFY(*time.low < time.value.si && time.value.si < *time.high);
        QVERIFY(time.value.si > row("reliability.interrupt").values[0].value.si);
        QVERIFY(!row("reliability.interrupt").values[0].low.has_value());
    }

    void jobsStoppedWithAnUnknownRateAreAtLeast() {
        QVERIFY(row("cost.lost_work_per_year").values[0].status == Status::Ok);
        QVERIFY(row("cost.lost_work_per_year").values[1].status == Status::Partial);
    }

    void networkAndHallSaveTheSameEnergyOnOneBase() {
        // Only the switches' fabric changes, so the two rows tell one saving; fans and pumps follow
        // the heat and may differ by a little.
        std::vector<const Hall*> halls;
        for (const ComparedHall& side : sides())
            halls.push_back(&side.evaluation->hall());
        const OpticsReading chosen = opticsReadings(halls).front();
        const Evaluation one = readAlike(*sides()[0].evaluation, chosen, ReadingEnd::Value);
        const Evaluation other = readAlike(*sides()[1].evaluation, chosen, ReadingEnd::Value);
        const double network = one.number(Fig::networkEnergy) - other.number(Fig::networkEnergy);
        const double hall = one.number(Fig::energyCost) - other.number(Fig::energyCost);
        QVERIFY(network > 0.0);
        COMPARE_WITHIN(network, hall, 0.05);
    }
};

HALL_TEST(ReliabilityRowsTest)
#include "reliability_rows_test.moc"
