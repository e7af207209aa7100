#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/plan/measure_tool.h"
#include "views/plan/part_mime.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace hallwright;

/// Every tool of the plan, by real events of mouse, keys and drops.
class PlanToolsTest : public QObject {
    Q_OBJECT

    test::SampleWindowHall m_sample;
    std::unique_ptr<DocumentModel> m_document;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<PlanView> m_plan;

    QPoint at(int x, int y) const { return m_plan->pixelOf({x}, {y}).toPoint(); }
    std::size_t racks() const { return m_document->base().racks.size(); }
    const Rack& placed() const {
        return m_document->base().racks[{m_selection->items().front().id}];
    }
    void moveTo(QPoint to, Qt::MouseButtons buttons = {}, Qt::KeyboardModifiers keys = {}) {
        QMouseEvent move(QEvent::MouseMove, to, m_plan->mapToGlobal(to), Qt::NoButton, buttons,
                         keys);
        QCoreApplication::sendEvent(m_plan.get(), &move);
        // The preview comes with the next frame.
        QTest::qWait(20);
    }
    void draw(QPoint from, QPoint to, bool release = true) {
        QTest::mousePress(m_plan.get(), Qt::LeftButton, {}, from);
        moveTo((from + to) / 2, Qt::LeftButton);
        moveTo(to, Qt::LeftButton);
        if (release) QTest::mouseRelease(m_plan.get(), Qt::LeftButton, {}, to);
    }
    std::unique_ptr<QMimeData> dragged(const char* part) const {
        auto data = std::make_unique<QMimeData>();
        data->setData(partMime, part);
        return data;
    }
    bool enterWith(const QMimeData& data, QPoint px) {
        QDragEnterEvent event(px, Qt::CopyAction, &data, Qt::LeftButton, {});
        event.ignore();
        QCoreApplication::sendEvent(m_plan.get(), &event);
        QTest::qWait(20);
        return event.isAccepted();
    }
    void dragTo(const QMimeData& data, QPoint px) {
        QDragMoveEvent event(px, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_plan.get(), &event);
        QTest::qWait(20);
    }
    void drop(const QMimeData& data, QPoint px) {
        QDropEvent event(px, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_plan.get(), &event);
    }
    void untouched() {
        QVERIFY(!m_document->previewing());
        QVERIFY(m_document->hall() == m_sample.hall);
        QVERIFY(!m_document->canUndo());
    }

private Q_SLOTS:
    void init() {
        m_sample = test::sampleWindowHall();
        m_document = std::make_unique<DocumentModel>();
        m_selection = std::make_unique<Selection>();
        m_document->load(m_sample.hall, m_sample.nextId);
        m_plan = std::make_unique<PlanView>(*m_document, *m_selection);
        const PartPtr rack = m_sample.hall.parts[m_sample.rackPart].part;
        const PartPtr basis = m_sample.hall.parts[m_sample.hall.site().basis].part;
        m_plan->setCatalog(std::make_shared<Catalog>(
            std::map<std::string, PartPtr>{{rack->id, rack}, {basis->id, basis}},
            std::map<std::string, Source>{{"test-source", Source{.id = "test-source"}}}));
        m_plan->setPlacedPart("test-rack");
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

    // -- place

    void aClickPlacesAndTheToolStays() {
        QSignalSpy changed(m_plan.get(), &PlanView::toolChanged);
        m_plan->setTool(ToolKind::Place);
        QCOMPARE(changed.count(), 1);
        moveTo(at(5120, 7830));
        QTRY_VERIFY(m_document->previewing());
        QCOMPARE(m_document->hall().racks.size(), racks() + 1);
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, {}, at(5120, 7830));
        QCOMPARE(racks(), 9u);
        // The ghost hangs by its middle, and its corner is caught by the corner of a tile.
        QCOMPARE(placed().place.x.mm, 4800);
        QCOMPARE(placed().place.y.mm, 7200);
        QVERIFY(m_plan->tool() == ToolKind::Place);
        moveTo(at(7000, 7200));
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, {}, at(7000, 7200));
        QCOMPARE(racks(), 10u);
        QTest::keyClick(m_plan.get(), Qt::Key_Escape);
        QVERIFY(m_plan->tool() == ToolKind::Select);
        m_document->undo();
        m_document->undo();
        untouched();
    }

    void aClickWithShiftPlacesOneAndEnds() {
        m_plan->setTool(ToolKind::Place);
        moveTo(at(5000, 7200));
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, Qt::ShiftModifier, at(5000, 7200));
        QCOMPARE(racks(), 9u);
        QVERIFY(m_plan->tool() == ToolKind::Select);
        QVERIFY(!m_document->previewing());
    }

    void escapeLeavesNoGhost() {
        m_plan->setTool(ToolKind::Place);
        moveTo(at(5000, 7200));
        QTRY_VERIFY(m_document->previewing());
        QTest::keyClick(m_plan.get(), Qt::Key_Escape);
        untouched();
    }

    void aGhostGoesWithThePointer() {
        m_plan->setTool(ToolKind::Place);
        moveTo(at(5000, 7200));
        QTRY_VERIFY(m_document->previewing());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_plan.get(), &leave);
        untouched();
    }

    void anUndoWhileAGhostIsShownTakesBackTheLastEdit() {
        m_plan->setTool(ToolKind::Place);
        moveTo(at(5000, 7200));
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, {}, at(5000, 7200));
        moveTo(at(7000, 7200));
        QTRY_VERIFY(m_document->previewing());
        m_document->undo();
        QVERIFY(m_document->base() == m_sample.hall);
        QTest::qWait(40);
        QTest::keyClick(m_plan.get(), Qt::Key_Escape);
        untouched();
    }

    void rTurnsTheGhost() {
        m_plan->setTool(ToolKind::Place);
        moveTo(at(5000, 7200));
        QTest::keyClick(m_plan.get(), Qt::Key_R);
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, {}, at(5000, 7200));
        // Rows B and its racks look up; a quarter on is to the right.
        QVERIFY(placed().place.facing == Facing::Right);
    }

    void aGhostLooksAsItsNeighboursDo() {
        m_plan->setTool(ToolKind::Place);
        moveTo(at(4500, 3000));
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, {}, at(4500, 3000));
        QVERIFY(placed().place.facing == Facing::Down);
        QCOMPARE(placed().place.x.mm, 4200);
        QCOMPARE(placed().place.y.mm, 2400);
    }

    void keysAlonePlace() {
        m_selection->set({m_sample.a01});
        m_plan->setTool(ToolKind::Place);
        QTest::keyClick(m_plan.get(), Qt::Key_Up);  // the ghost comes, beside what is selected
        QTest::qWait(20);
        QTRY_VERIFY(m_document->previewing());
        for (int i = 0; i < 8; ++i)
            QTest::keyClick(m_plan.get(), Qt::Key_Up);
        QTest::keyClick(m_plan.get(), Qt::Key_Right, Qt::ControlModifier);
        QTest::keyClick(m_plan.get(), Qt::Key_Return);
        QCOMPARE(racks(), 9u);
        QCOMPARE(placed().place.x.mm, 2410);
        QCOMPARE(placed().place.y.mm, 2400 + 8 * 600);
        QTest::keyClick(m_plan.get(), Qt::Key_Escape);
        QVERIFY(m_plan->tool() == ToolKind::Select);
    }

    void withoutAPartThePlaceToolSaysWhatToDo() {
        m_plan->setPlacedPart({});
        QSignalSpy said(m_plan.get(), &PlanView::message);
        m_plan->setTool(ToolKind::Place);
        QCOMPARE(said.last().first().toString(), QString("Choose a part in the catalog first"));
        moveTo(at(5000, 7200));
        QTest::mouseClick(m_plan.get(), Qt::LeftButton, {}, at(5000, 7200));
        untouched();
    }

    // -- drag from the catalog

    void aDropPlacesOnceAndSelects() {
        const auto data = dragged("test-rack");
        QVERIFY(enterWith(*data, at(5000, 7200)));
        QTRY_VERIFY(m_document->previewing());
        dragTo(*data, at(5600, 7200));
        drop(*data, at(5600, 7200));
        QCOMPARE(racks(), 9u);
        QVERIFY(!m_document->previewing());
        QCOMPARE(m_selection->items().size(), 1u);
        QVERIFY(m_plan->tool() == ToolKind::Select);
        m_document->undo();
        untouched();
    }

    void aDragThatLeavesLeavesNoTrace() {
        const auto data = dragged("test-rack");
        QVERIFY(enterWith(*data, at(5000, 7200)));
        dragTo(*data, at(5600, 7200));
        QTRY_VERIFY(m_document->previewing());
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(m_plan.get(), &leave);
        QTest::qWait(40);
        untouched();
    }

    void whatCannotStandIsRefusedWithASentence() {
        QSignalSpy said(m_plan.get(), &PlanView::message);
        QVERIFY(!enterWith(*dragged("design-basis"), at(5000, 7200)));
        QCOMPARE(said.last().first().toString(),
                 QString("Design basis does not stand on the floor by itself"));
        QVERIFY(!enterWith(*dragged("no-such-part"), at(5000, 7200)));
        QCOMPARE(said.last().first().toString(), QString("The catalog has no part no-such-part"));
        untouched();
    }

    // -- row

    void aRowHoldsAsManyAsFitTheDrag() {
        m_plan->setTool(ToolKind::Row);
        draw(at(1800, 7200), at(1800 + 4 * 600 + 300, 7300));
        QCOMPARE(racks(), 12u);
        QCOMPARE(m_selection->items().size(), 4u);
        QCOMPARE(placed().place.x.mm, 1800);
        QCOMPARE(placed().place.y.mm, 7200);
        QVERIFY(placed().place.facing == Facing::Down);
        QVERIFY(m_plan->tool() == ToolKind::Row);
        m_document->undo();
        untouched();
    }

    void aRowDrawnUpwardsRunsAlongY() {
        m_plan->setTool(ToolKind::Row);
        draw(at(8400, 1200), at(8500, 1200 + 3 * 600));
        QCOMPARE(racks(), 11u);
        const Rack& first = placed();
        QVERIFY(first.place.facing == Facing::Right);
        QCOMPARE(first.place.x.mm, 8400);
    }

    void fFlipsTheFrontsOfARow() {
        m_plan->setTool(ToolKind::Row);
        draw(at(1800, 7200), at(1800 + 2 * 600, 7300), false);
        QTest::keyClick(m_plan.get(), Qt::Key_F);
        QTest::mouseRelease(m_plan.get(), Qt::LeftButton, {}, at(1800 + 2 * 600, 7300));
        QCOMPARE(racks(), 10u);
        QVERIFY(placed().place.facing == Facing::Up);
    }

    void escapeDuringARowLeavesNoTrace() {
        m_plan->setTool(ToolKind::Row);
        draw(at(1800, 7200), at(1800 + 4 * 600, 7300), false);
        QTRY_VERIFY(m_document->previewing());
        QTest::keyClick(m_plan.get(), Qt::Key_Escape);
        untouched();
        QVERIFY(m_plan->tool() == ToolKind::Row);
        QTest::mouseRelease(m_plan.get(), Qt::LeftButton, {}, at(1800 + 4 * 600, 7300));
        untouched();
    }

    void aRowTooShortForOneSaysSo() {
        QSignalSpy said(m_plan.get(), &PlanView::message);
        m_plan->setTool(ToolKind::Row);
        draw(at(1800, 7200), at(2000, 7200));
        QCOMPARE(said.last().first().toString(), QString("Drag farther: not one Test Rack fits"));
        untouched();
    }

    void keysAloneDrawARow() {
        m_selection->set({m_sample.a01});
        m_plan->setTool(ToolKind::Row);
        for (int i = 0; i < 8; ++i)
            QTest::keyClick(m_plan.get(), Qt::Key_Up);
        QTest::keyClick(m_plan.get(), Qt::Key_Return);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_plan.get(), Qt::Key_Right);
        QTest::qWait(20);
        QTest::keyClick(m_plan.get(), Qt::Key_Return);
        QCOMPARE(racks(), 11u);
        QCOMPARE(placed().place.x.mm, 1800);
        QCOMPARE(placed().place.y.mm, 2400 + 8 * 600);
    }

    // -- columns and keep-outs

    void aDragDrawsAColumn() {
        m_plan->setTool(ToolKind::Column);
        draw(at(9600, 1200), at(10200, 1800));
        QCOMPARE(m_document->base().obstacles.size(), 2u);
        const Obstacle& column = m_document->base().obstacles[{m_selection->items().front().id}];
        QVERIFY(column.kind == ObstacleKind::Column);
        QVERIFY((column.area == Rect{{9600}, {1200}, {600}, {600}}));
        m_document->undo();
        untouched();
    }

    void aDragDrawsAKeepOutFromAnyCorner() {
        m_plan->setTool(ToolKind::KeepOut);
        draw(at(10200, 2400), at(9000, 600));
        const Obstacle& free = m_document->base().obstacles[{m_selection->items().front().id}];
        QVERIFY(free.kind == ObstacleKind::KeepOut);
        QVERIFY((free.area == Rect{{9000}, {600}, {1200}, {1800}}));
    }

    void aRectangleTooSmallIsNone() {
        QSignalSpy said(m_plan.get(), &PlanView::message);
        m_plan->setTool(ToolKind::Column);
        draw(at(9600, 1200), at(9600, 1800));
        QCOMPARE(said.last().first().toString(),
                 QString("Drag a rectangle of at least 100 mm a side"));
        untouched();
    }

    void escapeDuringAKeepOutLeavesNoTrace() {
        m_plan->setTool(ToolKind::KeepOut);
        draw(at(9000, 600), at(10200, 2400), false);
        QTRY_VERIFY(m_document->previewing());
        QTest::keyClick(m_plan.get(), Qt::Key_Escape);
        untouched();
    }

    // -- measure

    void aMeasureTellsMillimetresAndTilesAndChangesNothing() {
        QSignalSpy said(m_plan.get(), &PlanView::message);
        m_plan->setTool(ToolKind::Measure);
        draw(at(1800, 2400), at(1800 + 7200, 2400));
        QCOMPARE(said.last().first().toString(), QString("7,200\u00a0mm, 12\u00a0tiles"));
        untouched();
    }

    void aMeasureSnapsToEdges() {
        QSignalSpy said(m_plan.get(), &PlanView::message);
        m_plan->setTool(ToolKind::Measure);
        // From the edge of a rack to the edge of the column, a little beside each.
        draw(at(1800, 2400) + QPoint(4, 3), at(9000, 6000) + QPoint(-4, -3));
        QCOMPARE(said.last().first().toString(), QString("8,050\u00a0mm, 13.42\u00a0tiles"));
    }

    void keysAloneMeasure() {
        QSignalSpy said(m_plan.get(), &PlanView::message);
        m_selection->set({m_sample.a01});
        m_plan->setTool(ToolKind::Measure);
        QTest::keyClick(m_plan.get(), Qt::Key_Return);
        QTest::keyClick(m_plan.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(m_plan.get(), Qt::Key_Return);
        QCOMPARE(said.last().first().toString(), QString("3,000\u00a0mm, 5\u00a0tiles"));
    }

    // -- menus, cursors, tabs

    void eachToolHasItsCursor() {
        for (ToolKind kind : {ToolKind::Place, ToolKind::Row, ToolKind::Column, ToolKind::KeepOut,
                              ToolKind::Measure}) {
            m_plan->setTool(kind);
            QCOMPARE(m_plan->cursor().shape(), Qt::CrossCursor);
        }
        m_plan->setTool(ToolKind::Select);
        QCOMPARE(m_plan->cursor().shape(), Qt::ArrowCursor);
    }

    void aRightClickSelectsAndAsksForAMenu() {
        QSignalSpy wanted(m_plan.get(), &PlanView::contextMenuWanted);
        const QPoint px = at(2100, 2600);
        QContextMenuEvent event(QContextMenuEvent::Mouse, px, m_plan->mapToGlobal(px));
        QCoreApplication::sendEvent(m_plan.get(), &event);
        QCOMPARE(wanted.count(), 1);
        QVERIFY(m_selection->items() == std::vector<ItemRef>{m_sample.a01});
    }

    void theMenuKeyAsksBesideWhatIsSelected() {
        QSignalSpy wanted(m_plan.get(), &PlanView::contextMenuWanted);
        m_selection->set({m_sample.a01});
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(m_plan.get(), &event);
        QCOMPARE(wanted.first().first().toPoint(), m_plan->mapToGlobal(at(2100, 3000)));
    }

    void tabGoesFromThingToThing() {
        m_selection->set({m_sample.a01});
        QTest::keyClick(m_plan.get(), Qt::Key_Tab);
        QVERIFY(m_selection->items() == std::vector<ItemRef>{m_sample.a02});
        QTest::keyClick(m_plan.get(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(m_selection->items() == std::vector<ItemRef>{m_sample.a01});
    }

    void zoomToSelectionFillsTheView() {
        m_selection->set({m_sample.a01});
        m_plan->zoomToSelection();
        const QPointF middle = m_plan->pixelOf({2100}, {3000});
        QVERIFY((middle - m_plan->plane().center()).manhattanLength() < 2.0);
        const double high = m_plan->viewport().length({1200});
        QVERIFY(high > m_plan->plane().height() * 0.65 && high < m_plan->plane().height());
    }
};

HALL_TEST(PlanToolsTest)
#include "plan_tools_test.moc"
