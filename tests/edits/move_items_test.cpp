#include "model/edits/move_items.h"

#include "model/edits/change_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;
using test::SampleWindowHall;

class MoveItemsTest : public QObject {
    Q_OBJECT

    const SampleWindowHall m_sample = test::sampleWindowHall();

    /// The hall after the edit, once its inverse is seen to lead back.
    Hall after(const Edit& edit) const {
        Hall hall = m_sample.hall;
        if (!hallwright::apply(hall, edit)) return {};
        Hall back = hall;
        if (!hallwright::apply(back, inverse(edit)) || !(back == m_sample.hall)) return {};
        return hall;
    }

private slots:
    void aRackMovesAndComesBack() {
        const ItemRef items[] = {m_sample.a01};
        const Result<Edit> edit = moveItems(m_sample.hall, items, {600}, {-300});
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Move rack A01"));
        const Hall hall = after(*edit);
        QCOMPARE(hall.racks[{m_sample.a01.id}].place.x.mm, 2400);
        QCOMPARE(hall.racks[{m_sample.a01.id}].place.y.mm, 2100);
    }

    void buswaysAndTraysStayWhenRacksMove() {
        const ItemRef items[] = {m_sample.a01, m_sample.a02};
        const Result<Edit> edit = moveItems(m_sample.hall, items, {600}, {600});
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Move 2 racks"));
        const Hall hall = after(*edit);
        QVERIFY(!hall.racks.empty());
        QVERIFY(hall.busways == m_sample.hall.busways);
        QVERIFY(hall.trays == m_sample.hall.trays);
    }

    void aBuswayMovesWithBothEnds() {
        const ItemRef items[] = {m_sample.busway};
        const Result<Edit> edit = moveItems(m_sample.hall, items, {100}, {50});
        VERIFY_OK(edit);
        const Busway moved = after(*edit).busways[{m_sample.busway.id}];
        QCOMPARE(moved.x1.mm, 1900);
        QCOMPARE(moved.x2.mm, 4300);
        QCOMPARE(moved.y2.mm, 2950);
    }

    void aRowTakesItsRacksAlong() {
        const Id<Row> row = m_sample.hall.racks[{m_sample.a01.id}].row;
        const ItemRef items[] = {{TableId::Rows, row.raw}};
        const Result<Edit> edit = moveItems(m_sample.hall, items, {0}, {600});
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Move row A"));
        const Hall hall = after(*edit);
        QCOMPARE(hall.rows[row].y.mm, 3000);
        QCOMPARE(hall.racks[{m_sample.a02.id}].place.y.mm, 3000);
    }

    void fourQuarterTurnsAreNone() {
        Hall hall = m_sample.hall;
        const ItemRef items[] = {m_sample.a01};
        for (int i = 0; i < 4; ++i) {
            const Result<Edit> edit = rotateItems(hall, items);
            VERIFY_OK(edit);
            QVERIFY(hallwright::apply(hall, *edit));
            QCOMPARE(hall == m_sample.hall, i == 3);
        }
    }

    void aQuarterTurnKeepsTheMiddle() {
        const ItemRef items[] = {m_sample.a01};
        const Result<Edit> edit = rotateItems(m_sample.hall, items);
        VERIFY_OK(edit);
        const Rect before = footprintOf(m_sample.hall, m_sample.hall.racks[{m_sample.a01.id}]);
        const Hall hall = after(*edit);
        const Rect turned = footprintOf(hall, hall.racks[{m_sample.a01.id}]);
        QCOMPARE(turned.width, before.depth);
        QCOMPARE(turned.x.mm + turned.width.mm / 2, before.x.mm + before.width.mm / 2);
        QCOMPARE(turned.y.mm + turned.depth.mm / 2, before.y.mm + before.depth.mm / 2);
        QVERIFY(hall.racks[{m_sample.a01.id}].place.facing == Facing::Left);
    }

    void aDeletedRackTakesItsTapsAndPlacesAlong() {
        const ItemRef items[] = {m_sample.a01};
        const Result<Edit> edit = deleteItems(m_sample.hall, items);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Delete rack A01"));
        const Hall hall = after(*edit);
        QCOMPARE(hall.racks.size(), m_sample.hall.racks.size() - 1);
        QVERIFY(hall.taps.empty());
        QVERIFY(hall.members.empty());
        QCOMPARE(hall.busways.size(), m_sample.hall.busways.size());
    }

    void aLockedRackIsRefusedWithASentence() {
        const ItemRef items[] = {m_sample.a01};
        const Result<Edit> lock = setLocked(m_sample.hall, items, true);
        VERIFY_OK(lock);
        const Hall locked = after(*lock);
        const Result<Edit> edit = moveItems(locked, items, {600}, {0});
        QVERIFY(!edit);
        QVERIFY(edit.error().code == ErrorCode::Refused);
        QCOMPARE(edit.error().message,
                 std::string("A01 is locked; unlock it in the inspector first"));
        QVERIFY(!rotateItems(locked, items));
        QVERIFY(!deleteItems(locked, items));
    }

    void whatNoDocumentStoresIsRefused() {
        const ItemRef items[] = {m_sample.a01};
        QVERIFY(!moveItems(m_sample.hall, items, {2'000'000'000}, {0}));
        QVERIFY(!moveItems(m_sample.hall, {}, {1}, {0}));
    }
};

HALL_TEST(MoveItemsTest)
#include "move_items_test.moc"
