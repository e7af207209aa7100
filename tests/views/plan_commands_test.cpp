#include "views/plan/plan_commands.h"

#include "model/edits/change_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace hallwright;

class PlanCommandsTest : public QObject {
    Q_OBJECT

    test::SampleWindowHall m_sample;
    std::unique_ptr<DocumentModel> m_document;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<PlanView> m_plan;
    std::unique_ptr<PlanCommands> m_commands;

    const Hall& hall() const { return m_document->base(); }
    Rect areaOf(ItemRef item) const { return m_plan->scene().areaOf(item).value(); }
    void hoverAt(int x, int y) {
        const QPoint px = m_plan->pixelOf({x}, {y}).toPoint();
        QMouseEvent move(QEvent::MouseMove, px, m_plan->mapToGlobal(px), Qt::NoButton, Qt::NoButton,
                         {});
        QCoreApplication::sendEvent(m_plan.get(), &move);
    }
    /// Takes the last edit back and holds that nothing of it is left.
    void undoLeavesNoTrace() {
        QVERIFY(m_document->canUndo());
        while (m_document->canUndo())
            m_document->undo();
        QVERIFY(hall() == m_sample.hall);
    }

private Q_SLOTS:
    void init() {
        m_sample = test::sampleWindowHall();
        m_document = std::make_unique<DocumentModel>();
        m_selection = std::make_unique<Selection>();
        m_document->load(m_sample.hall, m_sample.nextId);
        m_plan = std::make_unique<PlanView>(*m_document, *m_selection);
        m_commands = std::make_unique<PlanCommands>(*m_document, *m_selection, *m_plan);
        m_plan->resize(1200, 900);
        m_plan->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plan.get()));
        m_plan->zoomToFit();
        QGuiApplication::clipboard()->clear();
    }
    void cleanup() {
        m_commands.reset();
        m_plan.reset();
        m_selection.reset();
        m_document.reset();
    }

    void copiedRacksArePastedBesideThemselves() {
        m_selection->set({m_sample.a01, m_sample.a02});
        m_commands->run(ActionId::Copy);
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(itemsMime));
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasText());
        m_commands->run(ActionId::Paste);
        QCOMPARE(hall().racks.size(), 10u);
        QCOMPARE(m_selection->items().size(), 2u);
        QVERIFY(!m_selection->contains(m_sample.a01));
        // A03, A04 and the CDU stand to the right: the first free place is beyond them.
        QCOMPARE(areaOf(m_selection->items().front()).x.mm, 1800 + 3 * 1200 - 1200);
        undoLeavesNoTrace();
    }

    void aSecondPasteGoesFurther() {
        m_selection->set({m_sample.a01});
        m_commands->copy();
        m_commands->paste();
        const Rect first = areaOf(m_selection->items().front());
        m_commands->paste();
        const Rect second = areaOf(m_selection->items().front());
        QVERIFY(!first.overlaps(second));
        QCOMPARE(second.y.mm, first.y.mm);
        undoLeavesNoTrace();
    }

    void pasteGoesToThePointer() {
        m_selection->set({m_sample.a01});
        m_commands->copy();
        hoverAt(7500, 7200);
        m_commands->paste();
        const Rect area = areaOf(m_selection->items().front());
        QCOMPARE(area.x.mm, 7200);
        QCOMPARE(area.y.mm, 6600);
        undoLeavesNoTrace();
    }

    void cutTakesAwayAndPasteBringsBack() {
        m_selection->set({m_sample.a01});
        m_commands->cut();
        QCOMPARE(hall().racks.size(), 7u);
        QCOMPARE(m_document->undoLabel(), QString("Cut rack A01"));
        m_commands->paste();
        QCOMPARE(hall().racks.size(), 8u);
        undoLeavesNoTrace();
    }

    void whatIsNoCopyIsNotPasted() {
        QVERIFY(!m_commands->enabled(ActionId::Paste));
        auto data = std::make_unique<QMimeData>();
        data->setData(itemsMime, "nothing of ours");
        QGuiApplication::clipboard()->setMimeData(data.release());
        QSignalSpy said(m_plan.get(), &PlanView::message);
        m_commands->paste();
        QCOMPARE(said.count(), 1);
        QVERIFY(!m_document->canUndo());
    }

    void duplicatesBecomeTheSelection() {
        m_selection->set({m_sample.cdu});
        m_commands->run(ActionId::Duplicate);
        QCOMPARE(hall().equipment.size(), 2u);
        QVERIFY(m_selection->items().size() == 1 && !m_selection->contains(m_sample.cdu));
        undoLeavesNoTrace();
    }

    void aRowIsDuplicatedWithItsRacks() {
        m_selection->set({m_sample.a01});
        QVERIFY(m_commands->enabled(ActionId::DuplicateRow));
        m_commands->run(ActionId::DuplicateRow);
        QCOMPARE(hall().rows.size(), 3u);
        QCOMPARE(hall().racks.size(), 12u);
        undoLeavesNoTrace();
    }

    void alignBringsToOneEdge_data() {
        QTest::addColumn<int>("action");
        QTest::newRow("left") << int(ActionId::AlignLeft);
        QTest::newRow("right") << int(ActionId::AlignRight);
        QTest::newRow("bottom") << int(ActionId::AlignBottom);
        QTest::newRow("top") << int(ActionId::AlignTop);
    }
    void alignBringsToOneEdge() {
        QFETCH(int, action);
        // A01 in row A and the column, which stands to the right and above.
        ItemRef column;
        hall().obstacles.forEach([&](Id<Obstacle> id, const Obstacle&) {
            column = {TableId::Obstacles, id.raw};
        });
        m_selection->set({m_sample.a01});
        QVERIFY(!m_commands->enabled(static_cast<ActionId>(action)));
        m_selection->set({m_sample.a01, column});
        QVERIFY(m_commands->enabled(static_cast<ActionId>(action)));
        m_commands->run(static_cast<ActionId>(action));
        const Rect a = areaOf(m_sample.a01), b = areaOf(column);
        switch (static_cast<ActionId>(action)) {
        case ActionId::AlignLeft:
            QCOMPARE(b.x.mm, a.x.mm);
            QCOMPARE(a.x.mm, 1800);
            break;
        case ActionId::AlignRight:
            QCOMPARE(a.right().mm, b.right().mm);
            QCOMPARE(b.right().mm, 9400);
            break;
        case ActionId::AlignBottom:
            QCOMPARE(b.y.mm, a.y.mm);
            QCOMPARE(a.y.mm, 2400);
            break;
        default:
            QCOMPARE(a.top().mm, b.top().mm);
            QCOMPARE(b.top().mm, 6400);
        }
        undoLeavesNoTrace();
    }

    void distributeMakesEvenGaps() {
        m_selection->set({m_sample.a01, m_sample.a02, m_sample.cdu});
        QVERIFY(m_commands->enabled(ActionId::DistributeAcross));
        m_commands->run(ActionId::DistributeAcross);
        const Rect a = areaOf(m_sample.a01), b = areaOf(m_sample.a02), c = areaOf(m_sample.cdu);
        QCOMPARE((b.x - a.right()).mm, (c.x - b.right()).mm);
        QCOMPARE(a.x.mm, 1800);
        QCOMPARE(c.x.mm, 6000);
        undoLeavesNoTrace();
    }

    void rotateTurnsBothWays() {
        m_selection->set({m_sample.a01});
        m_commands->run(ActionId::Rotate);
        QVERIFY(hall().racks[{m_sample.a01.id}].place.facing == Facing::Left);
        m_commands->run(ActionId::RotateBack);
        m_commands->run(ActionId::RotateBack);
        QVERIFY(hall().racks[{m_sample.a01.id}].place.facing == Facing::Right);
        undoLeavesNoTrace();
    }

    void lockFastensAllOrLetsAllGo() {
        const ItemRef items[] = {m_sample.a01};
        QVERIFY(m_document->apply(setLocked(hall(), items, true).value()));
        m_selection->set({m_sample.a01, m_sample.a02});
        m_commands->lock();
        QVERIFY(hall().racks[{m_sample.a02.id}].locked);
        m_commands->lock();
        QVERIFY(!hall().racks[{m_sample.a01.id}].locked);
    }

    void aRefusedEditSaysWhyAndLeavesNoTrace() {
        const ItemRef items[] = {m_sample.a01};
        QVERIFY(m_document->apply(setLocked(hall(), items, true).value()));
        const Hall before = hall();
        m_selection->set({m_sample.a01});
        QSignalSpy said(m_plan.get(), &PlanView::message);
        m_commands->run(ActionId::Delete);
        QCOMPARE(said.first().first().toString(),
                 QString("A01 is locked; unlock it in the inspector first"));
        QVERIFY(hall() == before);
    }

    void selectAlikeTakesAllOfThePart() {
        m_selection->set({m_sample.a01});
        m_commands->run(ActionId::SelectAlike);
        QCOMPARE(m_selection->items().size(), 8u);
        QVERIFY(!m_selection->contains(m_sample.cdu));
        m_commands->run(ActionId::SelectNone);
        QVERIFY(m_selection->empty());
        m_commands->run(ActionId::SelectAll);
        QVERIFY(m_selection->contains(m_sample.cdu));
    }

    void everyActionOfTheTableDoesSomethingOrIsDisabled() {
        // With nothing selected and nothing copied, only what needs neither is enabled.
        QList<int> on;
        for (ActionId id : PlanCommands::actions())
            if (m_commands->enabled(id)) on.append(static_cast<int>(id));
        const QList<int> expected = {
            int(ActionId::SelectAll),    int(ActionId::ToolSelect),     int(ActionId::ToolPlace),
            int(ActionId::ToolRow),      int(ActionId::ToolColumn),     int(ActionId::ToolKeepOut),
            int(ActionId::ToolMeasure),  int(ActionId::ZoomIn),         int(ActionId::ZoomOut),
            int(ActionId::ZoomToFit),    int(ActionId::OverlayNone),    int(ActionId::OverlayPower),
            int(ActionId::OverlayHeat),  int(ActionId::OverlayFlow),    int(ActionId::OverlayAir),
            int(ActionId::OverlayFloor), int(ActionId::OverlayFindings),
            int(ActionId::OverlayCables)};
        QCOMPARE(on, expected);
    }

    void toolsAndOverlaysTellWhichIsChosen() {
        QSignalSpy changed(m_commands.get(), &PlanCommands::changed);
        m_commands->run(ActionId::ToolMeasure);
        QVERIFY(m_commands->checked(ActionId::ToolMeasure));
        QVERIFY(!m_commands->checked(ActionId::ToolSelect));
        m_commands->run(ActionId::OverlayAir);
        QVERIFY(m_plan->overlay() == Overlay::Air);
        QVERIFY(m_commands->checked(ActionId::OverlayAir));
        QCOMPARE(changed.count(), 2);
    }

    void anEmptyPlanOffersNothing() {
        m_document->load({}, 1);
        m_selection->clear();
        for (ActionId id : PlanCommands::actions())
            QVERIFY2(!m_commands->enabled(id), info(id).text);
    }
};

HALL_TEST(PlanCommandsTest)
#include "plan_commands_test.moc"
