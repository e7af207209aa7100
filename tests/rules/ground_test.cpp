#include "model/rules/ground.h"

#include "model/rules/rule.h"
#include "tests/rules/base_hall.h"
#include "tests/support/test.h"

#include <random>
#include <set>

using namespace hallwright;

namespace {

/// The base hall with nothing on its floor, then boxes put there by a test.
class Floor {
public:
    Floor() : m_hall(test::baseHall()) {
        m_part = m_hall.findPart("test-rack");  // 600 × 1200 mm
        m_next = m_hall.highestId() + 1;
        std::vector<Id<Rack>> racks;
        m_hall.racks.forEach([&](Id<Rack> id, const Rack&) { racks.push_back(id); });
        for (const Id<Rack> id : racks)
            m_hall.racks.erase(id);
        std::vector<Id<Equipment>> equipment;
        m_hall.equipment.forEach(
            [&](Id<Equipment> id, const Equipment&) { equipment.push_back(id); });
        for (const Id<Equipment> id : equipment)
            m_hall.equipment.erase(id);
        std::vector<Id<Obstacle>> obstacles;
        m_hall.obstacles.forEach(
            [&](Id<Obstacle> id, const Obstacle&) { obstacles.push_back(id); });
        for (const Id<Obstacle> id : obstacles)
            m_hall.obstacles.erase(id);
    }
    void rack(int x, int y, Facing facing) {
        Rack rack;
        rack.name = "R" + std::to_string(m_next);
        rack.part = m_part;
        rack.place = {{x}, {y}, facing};
        m_hall.racks.set({m_next++}, rack);
    }
    void obstacle(ObstacleKind kind, Rect area) {
        m_hall.obstacles.set({m_next++}, Obstacle{"O", kind, area});
    }
    Evaluation evaluation() const { return evaluate(m_hall); }

private:
    Hall m_hall;
    PartId m_part;
    RawId m_next;
};

/// Pairs of boxes that a rule says stand in one another.
std::set<std::pair<RawId, RawId>> overlaps(const Evaluation& evaluation) {
    std::set<std::pair<RawId, RawId>> out;
    for (const Finding& finding : evaluation.findings())
        if (ruleOf(finding).id == "space.overlap")
            out.insert(std::minmax(finding.items[0].id, finding.items[1].id));
    return out;
}

}  // namespace

class GroundTest : public QObject {
    Q_OBJECT

private slots:
    void theWayBeforeARackEndsAtTheNextOne_data() {
        QTest::addColumn<int>("facing");
        QTest::addColumn<int>("x");
        QTest::addColumn<int>("y");
        QTest::newRow("up") << 0 << 6000 << 8200;
        QTest::newRow("right") << 1 << 8200 << 6000;
        QTest::newRow("down") << 2 << 6000 << 3800;
        QTest::newRow("left") << 3 << 4400 << 6000;
    }
    /// The other rack stands 1000 mm before the front, and does not when the first one looks the
    /// other way.
    void theWayBeforeARackEndsAtTheNextOne() {
        QFETCH(int, facing);
        QFETCH(int, x);
        QFETCH(int, y);
        Floor floor;
        const Facing front = static_cast<Facing>(facing);
        floor.rack(6000, 6000, front);
        floor.rack(x, y, Facing::Up);
        const Evaluation evaluation = floor.evaluation();
        const Ground ground(evaluation);
        const auto blocker = ground.before(0, front, {1500});
        QVERIFY(blocker.has_value());
        QCOMPARE(blocker->distance.mm, 1000);
        QVERIFY(blocker->item == ground.boxes()[1].item);
        QVERIFY(!ground.before(0, front, {1000}).has_value());
        QVERIFY(!ground.before(0, opposite(front), {1500}).has_value());
    }
    void aWallEndsTheWay() {
        Floor floor;
        floor.rack(6000, 900, Facing::Down);
        const Evaluation evaluation = floor.evaluation();
        const auto blocker = Ground(evaluation).before(0, Facing::Down, {1200});
        QVERIFY(blocker.has_value() && !blocker->item);
        QCOMPARE(blocker->distance.mm, 900);
    }
    void aKeepOutIsFreeFloorAndAColumnIsNot() {
        Floor floor;
        floor.rack(6000, 6000, Facing::Up);
        floor.obstacle(ObstacleKind::KeepOut, {{6000}, {7400}, {600}, {600}});
        const Evaluation free = floor.evaluation();
        QVERIFY(!Ground(free).before(0, Facing::Up, {1200}).has_value());
        floor.obstacle(ObstacleKind::Column, {{6000}, {7500}, {600}, {600}});
        const Evaluation blocked = floor.evaluation();
        QCOMPARE(Ground(blocked).before(0, Facing::Up, {1200})->distance.mm, 300);
    }
    /// The grid finds the same pairs as looking at all of them, over cells and off the hall, with a
    /// keep-out over all.
    void theGridFindsWhatAllPairsFind() {
        std::mt19937 random(7);
        const auto number = [&](int from, int to) {
            return from + static_cast<int>(random() % static_cast<unsigned>(to - from));
        };
        for (int round = 0; round < 20; ++round) {
            Floor floor;
            const int spread = round % 2 == 0 ? 20000 : 2000000;
            for (int i = 0; i < 60; ++i)
                floor.rack(number(-spread, spread), number(-3000, 17000),
                           static_cast<Facing>(number(0, 4)));
            if (round % 5 == 0)
                floor.obstacle(ObstacleKind::KeepOut, {{-5000000}, {-5000}, {10000000}, {5000}});
            const Evaluation evaluation = floor.evaluation();
            const Ground ground(evaluation);
            std::set<std::pair<RawId, RawId>> expected;
            for (std::size_t i = 0; i < ground.boxes().size(); ++i)
                for (std::size_t j = i + 1; j < ground.boxes().size(); ++j)
                    if (ground.boxes()[i].area.overlaps(ground.boxes()[j].area))
                        expected.insert(
                            std::minmax(ground.boxes()[i].item.id, ground.boxes()[j].item.id));
            QVERIFY(overlaps(evaluation) == expected);
        }
    }
    /// Thousands of racks on one spot: each is told of with a few of the others, not with all.
    void aHeapOnOneSpotIsToldInBounds() {
        Floor floor;
        for (int i = 0; i < 3000; ++i)
            floor.rack(6000, 6000, Facing::Up);
        const Evaluation evaluation = floor.evaluation();
        std::size_t told = 0;
        std::set<RawId> racks;
        for (const Finding& finding : evaluation.findings()) {
            if (ruleOf(finding).id != "space.overlap") continue;
            ++told;
            for (const ItemRef item : finding.items)
                racks.insert(item.id);
        }
        QCOMPARE(racks.size(), std::size_t{3000});
        QVERIFY(told <= 8 * 3000);
    }
};

HALL_TEST(GroundTest)
#include "ground_test.moc"
