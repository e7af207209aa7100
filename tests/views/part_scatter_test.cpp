#include "views/catalog/part_scatter.h"

#include "tests/support/sample_hall.h"
#include "tests/support/test.h"
#include "views/catalog/part_scatter_canvas.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace hallwright;

class PartScatterTest : public QObject {
    Q_OBJECT

    static PartPtr made(const Part& part) { return std::make_shared<const Part>(part); }

    /// Power and mass of three, a price of one, an idle power of nothing.
    static std::vector<PartPtr> parts() {
        return {made(test::PartMaker("small", Kind::Switch)
                         .number(Property::powerTdp, 1000.0)
                         .number(Property::powerIdle, 0.0)
                         .number(Property::mass, 10.0)),
                made(test::PartMaker("middle", Kind::Switch)
                         .number(Property::powerTdp, 2000.0)
                         .number(Property::powerIdle, 100.0)
                         .number(Property::mass, 40.0)),
                made(test::PartMaker("large", Kind::ComputeRack)
                         .number(Property::powerTdp, 3000.0)
                         .number(Property::powerIdle, 300.0)
                         .number(Property::mass, 20.0)
                         .number(Property::price, 9.0)),
                made(test::PartMaker("silent", Kind::Switch).number(Property::mass, 30.0))};
    }

    static std::unique_ptr<PartScatter> shown(std::vector<PartPtr> parts) {
        auto scatter = std::make_unique<PartScatter>(std::make_shared<const Catalog>());
        scatter->setParts(std::move(parts));
        scatter->setAxes(Property::powerTdp, Property::mass);
        scatter->resize(600, 500);
        scatter->show();
        return scatter;
    }
    static QPointF at(const PartScatter& scatter, const char* id) {
        return scatter.findChild<PartScatterCanvas*>()->positionOf(QLatin1String(id)).value();
    }
    static QString missing(const PartScatter& scatter) {
        return scatter.findChild<QLabel*>("scatterMissing")->text();
    }

private Q_SLOTS:
    void onlyNumbersThatTwoPartsGiveAreOffered() {
        const auto scatter = shown(parts());
        const auto* box = scatter->findChild<QComboBox*>("scatterX");
        QVERIFY(box->findData(static_cast<int>(Property::powerTdp)) >= 0);
        QVERIFY(box->findData(static_cast<int>(Property::mass)) >= 0);
        QCOMPARE(box->findData(static_cast<int>(Property::price)), -1);
        QCOMPARE(box->currentData().toInt(), static_cast<int>(Property::powerTdp));
    }

    void ticksHaveTheRoomThatTheirWordsNeed() {
        std::vector<PartPtr> dear;
        for (const double price : {1.2e6, 3.4e6, 9.8e6})
            dear.push_back(made(test::PartMaker("part-" + std::to_string(price), Kind::Switch)
                                    .number(Property::powerTdp, price / 1e3)
                                    .number(Property::price, price)));
        const auto scatter = shown(dear);
        scatter->setAxes(Property::powerTdp, Property::price);
        const auto* canvas = scatter->findChild<PartScatterCanvas*>();
        const QFontMetricsF metrics(tabularFont(11));
        QVERIFY(canvas->ticksUp().size() >= 3);
        for (const QString& tick : canvas->ticksUp())
            QVERIFY2(metrics.horizontalAdvance(tick) + 8.0 <= canvas->leftRoom(), qPrintable(tick));
    }

    void partsThatAreNotDrawnDoNotDecideOnTheScale() {
        std::vector<PartPtr> all = parts();
        // Far heavier than the others, but without a power: not in the chart.
        all.push_back(made(test::PartMaker("heavy", Kind::Chiller).number(Property::mass, 1e6)));
        const auto scatter = shown(all);
        QVERIFY(!scatter->findChild<QCheckBox*>("scatterYLog")->isChecked());
    }

    void aShortLogarithmicAxisHasEvenTicks() {
        const auto scatter = shown(parts());
        scatter->findChild<QCheckBox*>("scatterYLog")->setChecked(true);
        QVERIFY(scatter->findChild<PartScatterCanvas*>()->ticksUp().size() >= 3);
    }

    void noTwoEntriesAreCalledTheSame() {
        Part a = test::PartMaker("a", Kind::Switch), b = test::PartMaker("b", Kind::Switch);
        for (const PropertyInfo& row : allProperties())
            if (row.shape == Shape::Number)
                for (Part* part : {&a, &b}) {
                    Reading reading;
                    reading.number = row.plausibleLow;
                    part->data.push_back({row.property, {reading}, 0});
                }
        const auto scatter = shown({made(a), made(b)});
        const auto* box = scatter->findChild<QComboBox*>("scatterX");
        QSet<QString> titles;
        for (int i = 0; i < box->count(); ++i)
            titles.insert(box->itemText(i));
        QCOMPARE(titles.size(), box->count());
    }

    void moreIsFurtherAcrossAndUp() {
        const auto scatter = shown(parts());
        QVERIFY(at(*scatter, "small").x() < at(*scatter, "middle").x());
        QVERIFY(at(*scatter, "middle").x() < at(*scatter, "large").x());
        QVERIFY(at(*scatter, "middle").y() < at(*scatter, "large").y());
        QVERIFY(at(*scatter, "large").y() < at(*scatter, "small").y());
        for (const char* id : {"small", "middle", "large"})
            QVERIFY(scatter->findChild<PartScatterCanvas*>()->rect().contains(
                at(*scatter, id).toPoint()));
    }

    void partsThatLackANumberAreCounted() {
        const auto scatter = shown(parts());
        QVERIFY2(missing(*scatter).contains("3 parts shown; 1 part gives no thermal design power"),
                 qPrintable(missing(*scatter)));
        QVERIFY(!scatter->findChild<PartScatterCanvas*>()->positionOf("silent"));
    }

    void aLogarithmicAxisSpreadsRatiosAndLeavesOutZero() {
        const auto scatter = shown(parts());
        scatter->setAxes(Property::powerIdle, Property::mass);
        QVERIFY(scatter->findChild<PartScatterCanvas*>()->positionOf("small"));
        auto* logarithmic = scatter->findChild<QCheckBox*>("scatterXLog");
        QVERIFY(!logarithmic->isChecked());
        logarithmic->click();
        QVERIFY(!scatter->findChild<PartScatterCanvas*>()->positionOf("small"));
        QVERIFY(missing(*scatter).contains("1 at zero or below"));
        QVERIFY(at(*scatter, "middle").x() < at(*scatter, "large").x());
    }

    void whatSpansManyOrdersIsLogarithmicByItself() {
        std::vector<PartPtr> wide = parts();
        wide.push_back(made(test::PartMaker("huge", Kind::Switch)
                                .number(Property::powerTdp, 1e6)
                                .number(Property::mass, 50.0)));
        const auto scatter = shown(wide);
        QVERIFY(scatter->findChild<QCheckBox*>("scatterXLog")->isChecked());
        QVERIFY(!scatter->findChild<QCheckBox*>("scatterYLog")->isChecked());
    }

    void aClickChooses() {
        const auto scatter = shown(parts());
        QSignalSpy chosen(scatter.get(), &PartScatter::partChosen);
        auto* canvas = scatter->findChild<PartScatterCanvas*>();
        QTest::mouseClick(canvas, Qt::LeftButton, {}, at(*scatter, "large").toPoint());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().toString(), QString("large"));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(canvas->width() - 30, 40));
        QCOMPARE(chosen.count(), 1);
    }

    void arrowsGoFromPointToPointAndEnterChooses() {
        const auto scatter = shown(parts());
        QSignalSpy chosen(scatter.get(), &PartScatter::partChosen);
        auto* canvas = scatter->findChild<PartScatterCanvas*>();
        QTest::keyClick(canvas, Qt::Key_Right);
        QTest::keyClick(canvas, Qt::Key_Right);
        QTest::keyClick(canvas, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().toString(), QString("middle"));
    }

    void theAxesComeBackWithThePartsThatGiveThem() {
        const auto scatter = shown(parts());
        const auto* box = scatter->findChild<QComboBox*>("scatterX");
        scatter->setParts({made(test::PartMaker("a", Kind::Pipe).number(Property::pipeBore, 0.1)),
                           made(test::PartMaker("b", Kind::Pipe).number(Property::pipeBore, 0.2))});
        QCOMPARE(box->currentData().toInt(), static_cast<int>(Property::pipeBore));
        scatter->setParts(parts());
        QCOMPARE(box->currentData().toInt(), static_cast<int>(Property::powerTdp));
    }

    void withoutNumbersItSaysWhatToDo() {
        const auto scatter = shown({});
        const auto* empty = scatter->findChild<QLabel*>("scatterEmpty");
        QVERIFY(empty->isVisible());
        QVERIFY(empty->text().contains("Lift a filter"));
        scatter->setParts({parts().front()});
        QVERIFY(empty->isVisible());
        QVERIFY(empty->text().contains("more parts"));
        scatter->setParts(parts());
        QVERIFY(!empty->isVisible());
    }
};

HALL_TEST(PartScatterTest)
#include "part_scatter_test.moc"
