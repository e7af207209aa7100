#include "model/edits/edit.h"

#include "model/hall/hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class EditTest : public QObject {
    Q_OBJECT

    static Hall sample() {
        Hall hall;
        hall.sites.set({1}, Site{.name = "Hall", .width = {30000}, .depth = {18000}});
        hall.rows.set({2}, Row{.name = "A"});
        for (int i = 0; i < 100; ++i)
            hall.racks.set(
                {3 + i},
                Rack{.name = "A" + std::to_string(i), .row = {2}, .place = {{600 * i}, {0}}});
        return hall;
    }

private slots:
    void aMoveIsOneChangeAndComesBack() {
        const Hall before = sample();
        Hall after = before;
        Rack rack = after.racks[{42}];
        rack.place.x = {77};
        after.racks.set({42}, rack);
        const Edit edit = difference(before, after, "Move rack A39");
        QCOMPARE(edit.changes.size(), std::size_t{1});
        QCOMPARE(edit.changes[0].after->size(), std::size_t{1});
        Hall hall = before;
        VERIFY_OK(apply(hall, edit));
        QVERIFY(hall == after);
        VERIFY_OK(apply(hall, inverse(edit)));
        QVERIFY(hall == before);
    }

    void rowsComeAndGo() {
        const Hall before = sample();
        Hall after = before;
        after.racks.erase({5});
        after.racks.set({500}, Rack{.name = "new"});
        const Edit edit = difference(before, after, "Replace");
        Hall hall = before;
        VERIFY_OK(apply(hall, edit));
        QVERIFY(hall == after);
        VERIFY_OK(apply(hall, inverse(edit)));
        QVERIFY(hall == before);
    }

    void aRefusedEditChangesNothing() {
        const Hall before = sample();
        Hall hall = before;
        Edit edit{"Bad", "base", {}};
        edit.changes.push_back({TableId::Racks, 5, Cells{}, Cells{{3, Cell(std::int64_t{1})}}});
        edit.changes.push_back({TableId::Racks, 6, Cells{}, Cells{{3, Cell(std::string("left"))}}});
        const Result<void> done = apply(hall, edit);
        QVERIFY(!done);
        QCOMPARE(QString::fromStdString(done.error().text()),
                 QString("racks 6, column x_mm: expected whole millimetres within ten kilometres"));
        QVERIFY(hall == before);
    }
};

HALL_TEST(EditTest)
#include "edit_test.moc"
