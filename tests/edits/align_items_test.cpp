#include "model/edits/align_items.h"

#include "model/edits/change_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;
using test::SampleWindowHall;

class AlignItemsTest : public QObject {
    Q_OBJECT

    SampleWindowHall m_sample = test::sampleWindowHall();

    Hall after(const Edit& edit) const {
        Hall hall = m_sample.hall;
        if (!hallwright::apply(hall, edit)) return {};
        Hall back = hall;
        if (!hallwright::apply(back, inverse(edit)) || !(back == m_sample.hall)) return {};
        return hall;
    }
    /// A hall of keep-outs of these left edges and widths.
    Hall boxes(const std::vector<std::pair<int, int>>& places) {
        Hall hall;
        RawId id = 1;
        for (const auto& [x, width] : places) {
            hall.obstacles.set({id}, Obstacle{"K" + std::to_string(id),
                                              ObstacleKind::KeepOut,
                                              {{x}, {100 * id}, {width}, {50}}});
            ++id;
        }
        return hall;
    }
    static std::vector<int> lefts(const Hall& hall) {
        std::vector<int> out;
        hall.obstacles.forEach(
            [&](Id<Obstacle>, const Obstacle& row) { out.push_back(row.area.x.mm); });
        return out;
    }
    static std::vector<ItemRef> all(const Hall& hall) {
        std::vector<ItemRef> out;
        hall.obstacles.forEach([&](Id<Obstacle> id, const Obstacle&) {
            out.push_back({TableId::Obstacles, id.raw});
        });
        return out;
    }

private slots:
    void anEdgeIsThatOfTheOutermost_data() {
        QTest::addColumn<int>("to");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("left") << int(Alignment::Left) << QList<int>{100, 100, 100};
        QTest::newRow("right") << int(Alignment::Right) << QList<int>{1650, 1600, 1500};
        QTest::newRow("bottom moves nothing sideways")
            << int(Alignment::Bottom) << QList<int>{100, 700, 1500};
    }
    void anEdgeIsThatOfTheOutermost() {
        QFETCH(int, to);
        QFETCH(QList<int>, expected);
        Hall hall = boxes({{100, 50}, {700, 100}, {1500, 200}});
        const Hall before = hall;
        const Result<Edit> edit = alignItems(hall, all(hall), static_cast<Alignment>(to));
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Align 3 obstacles"));
        VERIFY_OK(hallwright::apply(hall, *edit));
        const std::vector<int> got = lefts(hall);
        QCOMPARE(QList<int>(got.begin(), got.end()), expected);
        VERIFY_OK(hallwright::apply(hall, inverse(*edit)));
        QVERIFY(hall == before);
    }
    void topsMeetAtTheHighest() {
        Hall hall = boxes({{0, 50}, {100, 50}});
        VERIFY_OK(hallwright::apply(hall, *alignItems(hall, all(hall), Alignment::Top)));
        QCOMPARE(hall.obstacles[{1}].area.top(), hall.obstacles[{2}].area.top());
        QCOMPARE(hall.obstacles[{2}].area.y.mm, 200);
    }
    void gapsAreEvenAndTheRestGoesToTheFirst() {
        // 900 between the outer two less 50 and 100 leaves 755 for three gaps: 252, 252, 251.
        Hall hall = boxes({{0, 95}, {100, 50}, {500, 100}, {1000, 10}});
        const Result<Edit> edit = distributeItems(hall, all(hall), Direction::Across);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Distribute 4 obstacles"));
        VERIFY_OK(hallwright::apply(hall, *edit));
        QCOMPARE(lefts(hall), (std::vector<int>{0, 95 + 252, 95 + 252 + 50 + 252, 1000}));
    }
    void boxesThatOverlapAreSpreadToo() {
        Hall hall = boxes({{0, 100}, {10, 100}, {20, 100}, {101, 100}});
        VERIFY_OK(hallwright::apply(hall, *distributeItems(hall, all(hall), Direction::Across)));
        // Room is 1 - 200 = -199 over three gaps: -66, -66, -67.
        QCOMPARE(lefts(hall), (std::vector<int>{0, 34, 68, 101}));
    }
    void whatHasNoEdgeIsPassedOver() {
        const ItemRef items[] = {m_sample.a01, m_sample.cdu, m_sample.busway, m_sample.tray};
        const Result<Edit> edit = alignItems(m_sample.hall, items, Alignment::Left);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Align 2 items"));
        const Hall hall = after(*edit);
        QCOMPARE(hall.equipment[{m_sample.cdu.id}].place.x.mm, 1800);
        QVERIFY(hall.busways == m_sample.hall.busways);
    }
    void fewAreRefused() {
        const ItemRef one[] = {m_sample.a01};
        QCOMPARE(
            alignItems(m_sample.hall, one, Alignment::Left).error().message,
            std::string("Select at least two racks, cooling units or obstacles to align them"));
        const ItemRef two[] = {m_sample.a01, m_sample.a02};
        QVERIFY(!distributeItems(m_sample.hall, two, Direction::Along));
    }
    void aLockedOneMayStandStillButNotMove() {
        const ItemRef first[] = {m_sample.a01};
        Hall hall = m_sample.hall;
        VERIFY_OK(hallwright::apply(hall, *setLocked(hall, first, true)));
        const ItemRef both[] = {m_sample.a01, m_sample.a02};
        QVERIFY(alignItems(hall, both, Alignment::Left));
        const Result<Edit> refused = alignItems(hall, both, Alignment::Right);
        QVERIFY(!refused);
        QCOMPARE(refused.error().message,
                 std::string("A01 is locked; unlock it in the inspector first"));
    }
};

HALL_TEST(AlignItemsTest)
#include "align_items_test.moc"
