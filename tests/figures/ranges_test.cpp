#include "model/figures/ranges.h"

#include "tests/support/example_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class RangesTest : public QObject {
    Q_OBJECT

    static RawId firstGb300(const Hall& hall) {
        RawId found = 0;
        const PartId part = hall.findPart("nvidia-gb300-nvl72");
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (!found && rack.part == part) found = id.raw;
        });
        return found;
    }

private slots:
    void peakNeverLeaksIntoTheDesignPower() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const Ranges ranges = rangesOf(evaluation);
        const RawId rack = firstGb300(evaluation.hall());
        QVERIFY(rack);
        QCOMPARE(evaluation.number(Fig::rackTdp, rack), 142e3);
        const Range tdp = ranges.of(evaluation, {Fig::rackTdp, rack});
        QVERIFY(std::abs(tdp.low - 120e3) < 1e-6);
        QVERIFY(std::abs(tdp.high - 142e3) < 1e-6);
        QCOMPARE(evaluation.number(Fig::rackPeak, rack), 155e3);
        const Range peak = ranges.of(evaluation, {Fig::rackPeak, rack});
        QVERIFY(std::abs(peak.low - 155e3) < 1e-6 && std::abs(peak.high - 155e3) < 1e-6);
    }

    void rangesHoldTheirValue() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const Ranges ranges = rangesOf(evaluation);
        for (const FigureInfo& row : allFigures())
            for (RawId item : evaluation.rows().ids(row.scope)) {
                const double value = evaluation.number(row.figure, item);
                if (std::isnan(value)) continue;
                const Range range = ranges.of(evaluation, {row.figure, item});
                QVERIFY2(range.low <= value && value <= range.high, std::string(row.id).c_str());
            }
    }

    void theTornadoOfItPowerBeginsWithTheDesignPowerOfTheRack() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const std::vector<Effect> effects = rangesOf(evaluation).effects({Fig::itTdp, 0});
        QVERIFY(!effects.empty());
        QCOMPARE(effects.front().slot.property, Property::powerTdp);
        QCOMPARE(QString::fromStdString(evaluation.hall().part(effects.front().slot.part)->id),
                 QString("nvidia-gb300-nvl72"));
        QVERIFY(std::abs(effects.front().atLow - 8 * (120e3 - 142e3)) < 1e-3);
    }

    void aSweepCanBeStopped() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        int calls = 0;
        const Ranges ranges = rangesOf(evaluation, [&](double) { return ++calls < 3; });
        QCOMPARE(calls, 3);
        QVERIFY(ranges.empty());
    }
};

HALL_TEST(RangesTest)
#include "ranges_test.moc"
