#include "views/plan/plan_scene.h"

#include "model/edits/change_items.h"
#include "model/edits/move_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/plan/rulers.h"
#include "views/plan/snapping.h"

#include <random>

using namespace hallwright;

class PlanSceneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesShownOneByOneEqualShowingAll() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        PlanScene scene;
        scene.showAll(document.evaluation());
        connect(&document, &DocumentModel::changed, this, [&](const ChangeEvent& event) {
            scene.showChange(document.evaluation(), event.items, event.rowsCameOrWent);
        });
        std::mt19937 random(7);
        const auto any = [&](int most) {
            return static_cast<int>(random() % static_cast<unsigned>(most));
        };
        for (int step = 0; step < 200; ++step) {
            const std::vector<ItemRef> all = scene.allItems();
            const ItemRef item = all[static_cast<std::size_t>(any(static_cast<int>(all.size())))];
            const ItemRef items[] = {item};
            switch (any(7)) {
            case 0:
            case 1:
                (void)document.apply(
                    moveItems(document.base(), items, {any(4000) - 2000}, {any(4000) - 2000})
                        .value());
                break;
            case 2:
                (void)document.apply(rotateItems(document.base(), items).value());
                break;
            case 3:
                (void)document.apply(
                    renameItem(document.base(), item, "N" + std::to_string(step)).value());
                break;
            case 4:
                if (all.size() > 6)
                    (void)document.apply(deleteItems(document.base(), items).value());
                break;
            case 5:
                document.undo();
                break;
            default:
                document.redo();
                break;
            }
            PlanScene fresh;
            fresh.showAll(document.evaluation());
            QVERIFY2(scene == fresh, qPrintable(QString("after step %1").arg(step)));
        }
    }

    void aPointFindsTheBoxThatStandsThere() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        PlanScene scene;
        scene.showAll(evaluate(sample.hall));
        QVERIFY(scene.itemAt({1801}, {2401}, {1}) == sample.a01);
        QVERIFY(scene.itemAt({2399}, {3599}, {1}) == sample.a01);
        QVERIFY(scene.itemAt({2400}, {2401}, {1}) == sample.a02);
        QVERIFY(scene.itemAt({6500}, {3899}, {1}) == sample.tray);
        QVERIFY(!scene.itemAt({300}, {300}, {1}));
    }

    void aisleBetweenRowsIsSharedOnce() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        PlanScene scene;
        scene.showAll(evaluate(sample.hall));
        // The rows stand back to back: one hot aisle of 1200 mm between them, a cold one before
        // each.
        int hot = 0, cold = 0;
        for (const PlanAisle& aisle : scene.aisles()) {
            (aisle.hot ? hot : cold) += 1;
            if (aisle.hot) QVERIFY((aisle.area == Rect{{1800}, {3600}, {2400}, {1200}}));
        }
        QCOMPARE(hot, 1);
        QCOMPARE(cold, 2);
    }

    void aShiftSnapsToANeighboursEdge() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        PlanScene scene;
        scene.showAll(evaluate(sample.hall));
        // The CDU's left edge comes within 40 mm of A04's right edge at 4200 mm, and its foot to
        // the row's.
        const Snap snap =
            snapped(scene, *scene.areaOf(sample.cdu), {sample.cdu}, {-1760}, {30}, {50});
        QCOMPARE(snap.dx.mm, -1800);
        QCOMPARE(snap.dy.mm, 0);
        QVERIFY(snap.guideX && snap.guideX->mm == 4200);
    }

    void farFromEverythingNothingSnaps() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        PlanScene scene;
        scene.showAll(evaluate(sample.hall));
        const Snap snap =
            snapped(scene, *scene.areaOf(sample.cdu), {sample.cdu}, {2237}, {3271}, {20});
        QCOMPARE(snap.dx.mm, 2237);
        QCOMPARE(snap.dy.mm, 3271);
    }

    void tileColumnsAreNamedAsInSpreadsheets() {
        QCOMPARE(tileColumnName(0), QString("A"));
        QCOMPARE(tileColumnName(25), QString("Z"));
        QCOMPARE(tileColumnName(26), QString("AA"));
        QCOMPARE(tileColumnName(701), QString("ZZ"));
        QCOMPARE(tileColumnName(702), QString("AAA"));
    }
};

HALL_TEST(PlanSceneTest)
#include "plan_scene_test.moc"
