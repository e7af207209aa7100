#include "views/figure_list.h"

#include "model/figures/totals.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/range_worker.h"
#include "views/units.h"

#include <QTest>

using namespace hallwright;

class FigureListTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    static int rowOf(const FigureModel& model, const QString& title) {
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, FigureModel::Title).data().toString() == title) return row;
        return -1;
    }
    static QString title(Fig figure) {
        const std::string_view words = info(figure).title;
        return QString::fromUtf8(words.data(), static_cast<int>(words.size()));
    }

private Q_SLOTS:
    void cleanup() { Units::shown().set(UnitSystem::Si); }

    void severalItemsShowTheirTotalsByKind() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        FigureModel model(document);
        model.showItems({m_sample.a01, m_sample.a02, m_sample.cdu});
        QVERIFY(model.isHeading(0));
        QCOMPARE(model.index(0, FigureModel::Title).data().toString(), QString("Total of 2 racks"));
        const int power = rowOf(model, title(Fig::rackTdp));
        QVERIFY(power > 0);
        const double sum = document.evaluation().number(Fig::rackTdp, m_sample.a01.id) +
                           document.evaluation().number(Fig::rackTdp, m_sample.a02.id);
        QCOMPARE(model.shownAt(power).value.si, sum);
        QCOMPARE(model.index(power, FigureModel::Number).data().toString() + u' ' +
                     model.index(power, FigureModel::Unit).data().toString(),
                 QString::fromStdString(quantityParts({sum, Dimension::Power}).number + " kW"));
        QVERIFY2(rowOf(model, title(Fig::equipmentPower)) > power,
                 "equipment has totals of its own");
        QVERIFY2(rowOf(model, title(Fig::rackTileLoad)) < 0, "loads on tiles do not add up");
    }

    void totalsFollowTheHall() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        FigureModel model(document);
        model.showItems({m_sample.a01, m_sample.a02});
        const int mass = rowOf(model, title(Fig::rackMass));
        QCOMPARE(model.shownAt(mass).value.si, 3000.0);
        Units::shown().set(UnitSystem::Us);
        QCOMPARE(model.index(mass, FigureModel::Unit).data().toString(), QString("lb"));
    }

    void aFigureShowsItsRangeBelowIt() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        RangeWorker worker(document);
        FigureModel model(document, &worker);
        model.showItem(m_sample.a01);
        const QModelIndex power =
            model.index(rowOf(model, title(Fig::rackTdp)), FigureModel::Title);
        QCOMPARE(power.data(FigureModel::RangeRole).toString(), QString());
        QTRY_VERIFY(worker.fresh());
        QCOMPARE(power.data(FigureModel::RangeRole).toString(), QString("90 – 100"));
        QVERIFY(power.data(FigureModel::FreshRole).toBool());
        const FigureDelegate delegate;
        const QModelIndex mass = power.siblingAtRow(rowOf(model, title(Fig::rackMass)));
        QVERIFY2(delegate.heightOf(power, 340) > delegate.heightOf(mass, 340),
                 "a range takes a line");
    }

    void aTitleThatIsTooLongTakesASecondLine() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        FigureModel model(document);
        model.showItem(m_sample.a01);
        const QModelIndex power =
            model.index(rowOf(model, title(Fig::rackTdp)), FigureModel::Title);
        const FigureDelegate delegate;
        QVERIFY(delegate.heightOf(power, 180) > delegate.heightOf(power, 600));
    }
};

HALL_TEST(FigureListTest)
#include "figure_list_test.moc"
