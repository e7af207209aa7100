#include "model/figures/totals.h"

#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class TotalsTest : public QObject {
    Q_OBJECT

private slots:
    void aTotalIsTheSumOverItsItems() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        const Evaluation evaluation = evaluate(sample.hall);
        const RawId items[] = {sample.a01.id, sample.a02.id};
        const Figure mass = totalOf(evaluation, Fig::rackMass, items);
        QCOMPARE(mass.value.si, 3000.0);
        QVERIFY(mass.status == Status::Ok);
        QVERIFY(mass.value.dimension == Dimension::Mass);
    }
    void overAllRacksItIsTheFigureOfTheHall() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        const Evaluation evaluation = evaluate(sample.hall);
        const Figure power = totalOf(evaluation, Fig::rackTdp, evaluation.rows().ids(Scope::Rack));
        QCOMPARE(power.value.si, evaluation.number(Fig::itTdp));
    }
    void anUnknownItemMakesItAtLeastSoMuch() {
        test::SampleWindowHall sample = test::sampleWindowHall();
        Rack rack = sample.hall.racks[{sample.a02.id}];
        rack.part = {};
        sample.hall.racks.set({sample.a02.id}, rack);
        const Evaluation evaluation = evaluate(sample.hall);
        const RawId items[] = {sample.a01.id, sample.a02.id};
        const Figure mass = totalOf(evaluation, Fig::rackMass, items);
        QCOMPARE(mass.value.si, 1500.0);
        QVERIFY(mass.status == Status::Partial);
    }
    void whatAppliesToNoneIsAbsent() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        const Evaluation evaluation = evaluate(sample.hall);
        const RawId items[] = {sample.a01.id};
        QVERIFY(totalOf(evaluation, Fig::rackShelfCapacity, items).status == Status::Absent);
    }
    void onlyExtensiveFiguresAddUp() {
        for (std::size_t i = 0; i < figureCount; ++i) {
            const FigureInfo& row = info(static_cast<Fig>(i));
            if (!isAdditive(row.figure)) continue;
            QVERIFY2(row.dimension == Dimension::Power || row.dimension == Dimension::Mass ||
                         row.dimension == Dimension::VolumeFlow,
                     std::string(row.id).c_str());
            QVERIFY2(tableOf(row.scope), "a figure of the hall has nothing to be added to");
        }
    }
};

HALL_TEST(TotalsTest)
#include "totals_test.moc"
