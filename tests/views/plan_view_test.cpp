#include "views/plan/plan_view.h"

#include "model/edits/change_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/selection.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace hallwright;

class PlanViewTest : public QObject {
    Q_OBJECT

    test::SampleWindowHall m_sample;
    std::unique_ptr<DocumentModel> m_document;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<PlanView> m_plan;

    QPoint at(int x, int y) const { return m_plan->pixelOf({x}, {y}).toPoint(); }
    Placement place(ItemRef item) const { return m_document->hall().racks[{item.id}].place; }
    /// Presses, drags in steps of plan millimetres and lets go.
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers keys = {}) {
        QTest::mousePress(m_plan.get(), Qt::LeftButton, keys, from);
        for (int i = 1; i <= 4; ++i) {
            QMouseEvent move(QEvent::MouseMove, from + (to - from) * i / 4,
                             m_plan->mapToGlobal(from + (to - from) * i / 4), Qt::NoButton,
                             Qt::LeftButton, keys);
            QCoreApplication::sendEvent(m_plan.get(), &move);
        }
    }

private Q_SLOTS:
    void init() {
        m_sample = test::sampleWindowHall();
        m_document = std::make_unique<DocumentModel>();
        m_selection = std::make_unique<Selection>();
        m_document->load(m_sample.hall, m_sample.nextId);
        m_plan = std::make_unique<PlanView>(*m_document, *m_selection);
        m_plan->resize(1200, 900);
        m_plan->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plan.get()));
        m_plan->zoomToFit();
    }
    void cleanup() {
        m_plan.reset();
        m_selection.reset();
        m_document.reset();
    }

    void aClickSelectsAndShiftAdds() {
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, {}, at(2100, 2600));
        QVERIFY(m_selection->items() == std::vector<ItemRef>{m_sample.a01});
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, Qt::ShiftModifier, at(2700, 2600));
        QVERIFY((m_selection->items() == std::vector<ItemRef>{m_sample.a01, m_sample.a02}));
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, Qt::ShiftModifier, at(2100, 2600));
        QVERIFY(m_selection->items() == std::vector<ItemRef>{m_sample.a02});
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, {}, at(11000, 1000));
        QVERIFY(m_selection->empty());
    }

    void aRubberBandTakesWhatIsWhollyInside() {
        drag(at(1700, 2300), at(3100, 3700));
        QTest::mouseRelease(m_plan.get(), Qt::LeftButton, {}, at(3100, 3700));
        QVERIFY((m_selection->items() == std::vector<ItemRef>{m_sample.a01, m_sample.a02}));
    }

    void aDragMovesARackToTheTileAndUndoRestores() {
        // 5,430 mm to the right and 1,180 mm down: the left edge lands on tile 12 (7,200), the foot
        // on tile 2 (1,200).
        drag(at(2100, 2600), at(2100 + 5430, 2600 - 1180));
        QTest::mouseRelease(m_plan.get(), Qt::LeftButton, {}, at(2100 + 5430, 2600 - 1180));
        QCOMPARE(place(m_sample.a01).x.mm, 7200);
        QCOMPARE(place(m_sample.a01).y.mm, 1200);
        QCOMPARE(m_document->undoLabel(), QString("Move rack A01"));
        m_document->undo();
        QVERIFY(m_document->hall() == m_sample.hall);
        QVERIFY(!m_document->canUndo());
    }

    void altSuspendsSnapping() {
        const QPoint from = at(2100, 2600), to = from + QPoint(301, 87);
        drag(from, to, Qt::AltModifier);
        QTest::mouseRelease(m_plan.get(), Qt::LeftButton, Qt::AltModifier, to);
        const double scale = m_plan->viewport().scale;
        QCOMPARE(place(m_sample.a01).x.mm, 1800 + static_cast<int>(std::lround(301 / scale)));
        QCOMPARE(place(m_sample.a01).y.mm, 2400 - static_cast<int>(std::lround(87 / scale)));
    }

    void theHallFollowsDuringTheDrag() {
        QTest::mousePress(m_plan.get(), Qt::LeftButton, {}, at(2100, 2600));
        QMouseEvent move(QEvent::MouseMove, at(6000, 1500), m_plan->mapToGlobal(at(6000, 1500)),
                         Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_plan.get(), &move);
        QVERIFY(m_document->previewing());
        QVERIFY(place(m_sample.a01).x.mm > 4000);
        QVERIFY(m_document->evaluation().hall() == m_document->hall());
        QVERIFY(m_plan->scene().areaOf(m_sample.a01)->x == place(m_sample.a01).x);
        QTest::keyClick(m_plan.get(), Qt::Key_Escape);
    }

    void escapeLeavesNoTrace() {
        drag(at(2100, 2600), at(6000, 1500));
        QVERIFY(m_document->previewing());
        QTest::keyClick(m_plan.get(), Qt::Key_Escape);
        QVERIFY(m_document->hall() == m_sample.hall);
        QTest::mouseRelease(m_plan.get(), Qt::LeftButton, {}, at(6000, 1500));
        QVERIFY(m_document->hall() == m_sample.hall);
        QVERIFY(!m_document->canUndo());
        QVERIFY(!m_document->modified());
    }

    void aLockedRackStaysAndSaysWhy() {
        const ItemRef items[] = {m_sample.a01};
        QVERIFY(m_document->apply(setLocked(m_document->base(), items, true).value()));
        QSignalSpy said(m_plan.get(), &PlanView::message);
        drag(at(2100, 2600), at(6000, 1500));
        QTest::mouseRelease(m_plan.get(), Qt::LeftButton, {}, at(6000, 1500));
        QCOMPARE(place(m_sample.a01).x.mm, 1800);
        QVERIFY(said.count() > 0);
        QCOMPARE(said.first().first().toString(),
                 QString("A01 is locked; unlock it in the inspector first"));
    }

    void arrowsMoveByATileByTenMillimetresOrByFiveTiles() {
        m_selection->set({m_sample.a01});
        QTest::keyClick(m_plan.get(), Qt::Key_Right);
        QCOMPARE(place(m_sample.a01).x.mm, 2400);
        QTest::keyClick(m_plan.get(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(place(m_sample.a01).y.mm, 2390);
        QTest::keyClick(m_plan.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(place(m_sample.a01).x.mm, 5400);
        m_document->undo();
        m_document->undo();
        m_document->undo();
        QVERIFY(m_document->hall() == m_sample.hall);
    }

    void altAndArrowGoToTheNeighbour() {
        m_selection->set({m_sample.a01});
        QTest::keyClick(m_plan.get(), Qt::Key_Right, Qt::AltModifier);
        QVERIFY(m_selection->items() == std::vector<ItemRef>{m_sample.a02});
    }

    void theWheelZoomsAtThePointer() {
        const QPointF px(400, 300);
        const Millimetres before = m_plan->viewport().planX(px.x());
        QWheelEvent wheel(px, m_plan->mapToGlobal(px), {}, {0, 240}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        const double scale = m_plan->viewport().scale;
        QCoreApplication::sendEvent(m_plan.get(), &wheel);
        QVERIFY(m_plan->viewport().scale > scale * 1.2);
        QVERIFY(std::abs(m_plan->viewport().planX(px.x()).mm - before.mm) <= 1);
    }

    void middleButtonPans() {
        const QPointF origin = m_plan->viewport().origin;
        QTest::mousePress(m_plan.get(), Qt::MiddleButton, {}, {300, 300});
        QMouseEvent move(QEvent::MouseMove, QPointF(340, 280),
                         m_plan->mapToGlobal(QPointF(340, 280)), Qt::NoButton, Qt::MiddleButton,
                         {});
        QCoreApplication::sendEvent(m_plan.get(), &move);
        QTest::mouseRelease(m_plan.get(), Qt::MiddleButton, {}, {340, 280});
        QCOMPARE(m_plan->viewport().origin - origin, QPointF(40, -20));
        QVERIFY(m_document->hall() == m_sample.hall);
    }
};

HALL_TEST(PlanViewTest)
#include "plan_view_test.moc"
