#include "views/dashboard/dashboard.h"

#include "model/edits/move_items.h"
#include "model/reports/breakdown.h"
#include "tests/support/example_hall.h"
#include "tests/support/test.h"
#include "views/dashboard/charts.h"
#include "views/document.h"
#include "views/range_worker.h"

#include <QTemporaryDir>

using namespace hallwright;

class DashboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chartsShowTheFiguresOfTheHall() {
        DocumentModel document;
        RangeWorker ranges(document);
        Dashboard dashboard(document, ranges);
        dashboard.resize(1100, 800);
        const Hall hall = test::examplePlan("gb300-unit").hall;
        document.load(hall, hall.highestId() + 1);
        dashboard.show();
        const Evaluation& e = document.evaluation();
        const Breakdown power = powerBreakdown(e);
        QCOMPARE(dashboard.power().bars(), static_cast<int>(power.parts.size()));
        for (int i = 0; i < dashboard.power().bars(); ++i)
            QCOMPARE(dashboard.power().value(i),
                     power.parts[static_cast<std::size_t>(i)].value.value.si);
        const std::vector<LimitRow> limits = limitRows(e);
        std::size_t shown = 0;
        for (const Gauge* gauge : dashboard.gauges())
            if (!gauge->isHidden()) {
                QCOMPARE(gauge->row().title, limits[shown].title);
                QCOMPARE(gauge->over(), limits[shown].share() > 1.0 + 1e-9);
                ++shown;
            }
        QCOMPARE(shown, limits.size());
    }

    void chartsFollowAnEdit() {
        DocumentModel document;
        RangeWorker ranges(document);
        Dashboard dashboard(document, ranges);
        dashboard.show();
        const Hall hall = test::examplePlan("gb300-unit").hall;
        document.load(hall, hall.highestId() + 1);
        QTRY_VERIFY(dashboard.power().bars() > 0);
        const double before = dashboard.power().value(0);
        std::vector<ItemRef> one;
        hall.racks.forEach([&](Id<Rack> id, const Rack&) {
            if (one.empty()) one.push_back({TableId::Racks, id.raw});
        });
        QVERIFY(document.apply(deleteItems(document.base(), one).value()));
        QTRY_VERIFY(dashboard.power().value(0) < before);
    }

    void theTornadoTakesTheChosenFigureApart() {
        DocumentModel document;
        RangeWorker ranges(document);
        Dashboard dashboard(document, ranges);
        dashboard.show();
        const Hall hall = test::examplePlan("gb300-unit").hall;
        document.load(hall, hall.highestId() + 1);
        QTRY_VERIFY_WITH_TIMEOUT(ranges.fresh(), 60000);
        QTRY_VERIFY(dashboard.tornado().bars() > 0);
        dashboard.setTornadoFigure({Fig::capex, 0});
        QCOMPARE(dashboard.tornadoFigure().figure, Fig::capex);
        QCOMPARE(dashboard.tornado().bars(), static_cast<int>(std::min<std::size_t>(
                                                 10, ranges.effectsOf({Fig::capex, 0}).size())));
    }

    void picturesAreWrittenAndRefused() {
        DocumentModel document;
        RangeWorker ranges(document);
        Dashboard dashboard(document, ranges);
        dashboard.resize(1100, 800);
        const Hall hall = test::examplePlan("gb300-unit").hall;
        document.load(hall, hall.highestId() + 1);
        dashboard.show();
        const QTemporaryDir folder;
        QVERIFY(dashboard.exportPicture(folder.filePath("a.png")));
        QVERIFY(!QImage(folder.filePath("a.png")).isNull());
        QVERIFY(dashboard.exportPicture(folder.filePath("a.svg")));
        QFile svg(folder.filePath("a.svg"));
        QVERIFY(svg.open(QFile::ReadOnly));
        QVERIFY(svg.readAll().contains("Where the power goes"));
        const Result<void> other = dashboard.exportPicture(folder.filePath("a.gif"));
        QVERIFY(!other);
        QVERIFY(!dashboard.exportPicture("/nowhere/at/all.svg"));
    }

    void anEmptyDashboardSaysWhatToDo() {
        DocumentModel document;
        RangeWorker ranges(document);
        Dashboard dashboard(document, ranges);
        dashboard.show();
        QCOMPARE(dashboard.power().bars(), 0);
    }
};

HALL_TEST(DashboardTest)
#include "dashboard_test.moc"
