#include "model/stages/heights.h"

#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::test;

class HeightsTest : public QObject {
    Q_OBJECT

    static constexpr PartId rack{1}, node{2}, shelf{3};

    static Hall hallOf(const char* elevation, double nodes) {
        Hall hall;
        hall.parts.set(rack, PlainPart("rack", Kind::ComputeRack)
                                 .with(Property::nodes, nodes)
                                 .with(Property::rackElevation, elevation)
                                 .frozen());
        hall.parts.set(node, PlainPart("node", Kind::Tray).with(Property::rackUnits, 1.0).frozen());
        hall.parts.set(
            shelf, PlainPart("shelf", Kind::PowerShelf).with(Property::rackUnits, 2.0).frozen());
        return hall;
    }
    static std::vector<std::int32_t> heights(const char* elevation, double nodes) {
        return nodeHeights(Slots(hallOf(elevation, nodes)), rack);
    }

private slots:
    void nodesStandFromTheBottomUp() {
        // Shelf in U1 and U2, nodes in U3 and U4, a free unit, a node in U6; the middle of U3 is
        // 2.5 × 44.45 mm above the floor.
        QCOMPARE(heights("10U: shelf, 2*node, free:1, node", 3),
                 (std::vector<std::int32_t>{111, 156, 244}));
    }

    void unitsOfOpenRackAreHigher() {
        QCOMPARE(heights("10OU: shelf, node", 1), (std::vector<std::int32_t>{120}));
    }

    void nodesSideBySideShareAHeight() {
        QCOMPARE(heights("10U: [2 node]:4, [2 node]:4", 4),
                 (std::vector<std::int32_t>{89, 89, 267, 267}));
    }

    void whatHasNoHeightSharesTheRestOfTheFrame() {
        QCOMPARE(heights("10U: 'power':?, 4*node", 4),
                 (std::vector<std::int32_t>{289, 333, 378, 422}));
    }

    void whatIsNotKnownIsNotGuessed() {
        QVERIFY(heights("?: 'power':?, 4*node", 4).empty());  // how high do the nodes begin?
        QVERIFY(heights("10U: 4*node", 5).empty());           // one node is not in it
        QVERIFY(heights("10U: 4*stranger", 4).empty());       // a part that the hall does not hold
        QVERIFY(heights("in words", 4).empty());
        QCOMPARE(heights("?: 4*node, 'power':?", 4).size(), std::size_t{4});  // above the nodes
    }

    void aSwitchIsAsHighAsItsMiddle() {
        Hall hall = hallOf("10U: node", 1);
        const PartId four{4}, some{5};
        hall.parts.set(four,
                       PlainPart("switch", Kind::Switch).with(Property::rackUnits, 4.0).frozen());
        hall.parts.set(some, PlainPart("other", Kind::Switch).frozen());
        const Slots in(hall);
        QCOMPARE(switchHeight(in, four, 1), 89);  // U1 to U4
        QCOMPARE(switchHeight(in, four, 41), 1867);
        QCOMPARE(switchHeight(in, four, 0), -1);
        QCOMPARE(switchHeight(in, some, 1), -1);
    }
};

HALL_TEST(HeightsTest)
#include "heights_test.moc"
