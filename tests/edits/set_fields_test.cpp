#include "model/edits/set_fields.h"

#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class SetFieldsTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    /// Applies, looks, takes back and compares with the start.
    Hall after(const Result<Edit>& edit) const {
        Hall hall = m_sample.hall;
        if (!edit || !apply(hall, *edit)) return {};
        Hall back = hall;
        if (!apply(back, inverse(*edit)) || !(back == m_sample.hall)) return {};
        return hall;
    }

private slots:
    void severalRowsTakeOneValueInOneEdit() {
        const ItemRef items[] = {m_sample.a01, m_sample.a02};
        const Result<Edit> edit =
            setFields(m_sample.hall, items, "y_mm", std::int64_t{3000}, "From bottom");
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Set from bottom of 2 racks"));
        const Hall hall = after(edit);
        QCOMPARE(hall.racks[{m_sample.a01.id}].place.y.mm, 3000);
        QCOMPARE(hall.racks[{m_sample.a02.id}].place.y.mm, 3000);
    }

    void racksAndEquipmentShareTheirFields() {
        const ItemRef items[] = {m_sample.a01, m_sample.cdu};
        const Hall hall =
            after(setFields(m_sample.hall, items, "facing", std::string("left"), "Front looks"));
        QVERIFY(hall.racks[{m_sample.a01.id}].place.facing == Facing::Left);
        QVERIFY(hall.equipment[{m_sample.cdu.id}].place.facing == Facing::Left);
    }

    void aRowTakesItsRacksAlong() {
        Id<Row> row = m_sample.hall.racks[{m_sample.a01.id}].row;
        const ItemRef item{TableId::Rows, row.raw};
        const Millimetres before = m_sample.hall.racks[{m_sample.a01.id}].place.x;
        const Hall hall = after(
            setFields(m_sample.hall, std::span(&item, 1), "x_mm", std::int64_t{2400}, "From left"));
        QCOMPARE(hall.rows[row].x.mm, 2400);
        QCOMPARE(hall.racks[{m_sample.a01.id}].place.x.mm, before.mm + 600);
    }

    void oneRowThatRefusesLeavesAllAsTheyWere() {
        const ItemRef items[] = {m_sample.a01, m_sample.a02};
        QVERIFY(!setFields(m_sample.hall, items, "x_mm", std::string("left"), "From left"));
        QVERIFY(!setFields(m_sample.hall, items, "x_mm", std::int64_t{900000000000}, "From left"));
        QVERIFY(!setFields(m_sample.hall, items, "no_such", std::int64_t{1}, "Nothing"));
        Hall locked = m_sample.hall;
        Rack rack = locked.racks[{m_sample.a02.id}];
        rack.locked = true;
        locked.racks.set({m_sample.a02.id}, rack);
        const Result<Edit> edit =
            setFields(locked, items, "y_mm", std::int64_t{3000}, "From bottom");
        QVERIFY(!edit);
        QCOMPARE(edit.error().message, std::string("A02 is locked in its place"));
    }

    void aValueThatIsThereAlreadyChangesNothing() {
        const ItemRef items[] = {m_sample.a01};
        const std::int64_t x = m_sample.hall.racks[{m_sample.a01.id}].place.x.mm;
        const Result<Edit> edit = setFields(m_sample.hall, items, "x_mm", x, "From left");
        VERIFY_OK(edit);
        QVERIFY(edit->changes.empty());
    }
};

HALL_TEST(SetFieldsTest)
#include "set_fields_test.moc"
