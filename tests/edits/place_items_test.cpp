#include "model/edits/place_items.h"

#include "model/edits/copy_items.h"
#include "model/edits/move_items.h"
#include "model/figures/evaluation.h"
#include "model/rules/rule.h"
#include "tests/support/example_hall.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <set>

using namespace hallwright;

namespace {

constexpr std::string_view gb300 = "nvidia-gb300-nvl72";

/// The hall after the edit, once its inverse is seen to lead back.
Hall after(const Hall& hall, const Edit& edit) {
    Hall out = hall;
    if (!apply(out, edit)) return {};
    Hall back = out;
    if (!apply(back, inverse(edit)) || !(back == hall)) return {};
    return out;
}

Id<Rack> rackNamed(const Hall& hall, std::string_view name) {
    Id<Rack> found;
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        if (rack.name == name) found = id;
    });
    return found;
}

/// "busway system a: tap part × count" for every tap of a rack.
std::set<std::string> tapsOf(const Hall& hall, Id<Rack> rack) {
    std::set<std::string> out;
    hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        if (tap.rack != rack) return;
        const Part* part = hall.part(tap.part);
        out.insert(std::to_string(hall.busways[tap.busway].system) + ": " +
                   (part ? part->id : "?") + " x " + std::to_string(tap.count));
    });
    return out;
}

/// Role and number of every fabric place of a rack.
std::set<int> rolesOf(const Hall& hall, Id<Rack> rack) {
    std::set<int> out;
    hall.members.forEach([&](Id<Member>, const Member& member) {
        if (member.rack == rack) out.insert(static_cast<int>(hall.fabrics[member.fabric].role));
    });
    return out;
}

/// Rules that fail, with what they fail about this rack.
std::set<std::string> failuresOf(const Evaluation& evaluation, Id<Rack> rack) {
    std::set<std::string> out;
    for (const Finding& finding : evaluation.findings())
        if (severityOf(finding) == Severity::Error && !finding.items.empty() &&
            finding.items.front() == ItemRef{TableId::Racks, rack.raw})
            out.insert(std::string(ruleOf(finding).id));
    return out;
}

}  // namespace

class PlaceItemsTest : public QObject {
    Q_OBJECT

    const Hall& m_unit = test::examplePlan("gb300-unit").hall;
    const Catalog& m_catalog = test::shippedCatalog();

    /// A place at the end of the row of a rack.
    static Placement endOfRow(const Hall& hall, std::string_view rack) {
        const Rack& beside = hall.racks[rackNamed(hall, rack)];
        const Row& row = hall.rows[beside.row];
        return {row.x + row.length, beside.place.y, beside.place.facing};
    }

private slots:
    void aRackAtTheEndOfARowCountsLikeItsNeighbours() {
        RawId next = test::examplePlan("gb300-unit").nextId;
        const Result<Edit> edit =
            placePart(m_unit, m_catalog, gb300, endOfRow(m_unit, "A01"), next);
        VERIFY_OK(edit);
        const Hall hall = after(m_unit, *edit);
        QVERIFY(!hall.racks.empty());
        const std::vector<ItemRef> added = addedItems(*edit);
        QCOMPARE(added.size(), std::size_t{1});
        const Id<Rack> id{added[0].id};
        const Id<Rack> old = rackNamed(hall, "A01");
        const Rack& rack = hall.racks[id];
        QCOMPARE(edit->label, "Add rack " + rack.name);
        QVERIFY(rack.row == hall.racks[old].row);
        QVERIFY(rack.loop && rack.loop == hall.racks[old].loop);
        QCOMPARE(tapsOf(hall, id), tapsOf(hall, old));
        QCOMPARE(rolesOf(hall, id), rolesOf(hall, old));
        QVERIFY(!tapsOf(hall, id).empty() && !rolesOf(hall, id).empty());
        const Row& row = hall.rows[rack.row];
        QCOMPARE((row.x + row.length).mm, footprintOf(hall, rack).right().mm);

        const Evaluation evaluation = evaluate(hall);
        for (const Fig figure : {Fig::rackTdp, Fig::rackPeak, Fig::rackFlow, Fig::rackLiquid}) {
            QVERIFY(evaluation.number(figure, id.raw) > 0.0);
            QCOMPARE(evaluation.number(figure, id.raw), evaluation.number(figure, old.raw));
        }
        QCOMPARE(failuresOf(evaluation, id), failuresOf(evaluation, old));
    }

    void theSlotIsTheSmallestFreeOne() {
        Hall hall = m_unit;
        const Id<Rack> gone = rackNamed(hall, "A03");
        std::set<std::pair<int, int>> freed, taken;
        hall.members.forEach([&](Id<Member>, const Member& member) {
            if (member.rack == gone) freed.insert({member.unit, member.slot});
        });
        const Placement place = hall.racks[gone].place;
        const ItemRef items[] = {{TableId::Racks, gone.raw}};
        VERIFY_OK(apply(hall, *deleteItems(hall, items)));
        RawId next = 1;
        const Result<Edit> edit = placePart(hall, m_catalog, gb300, place, next);
        VERIFY_OK(edit);
        const Hall filled = after(hall, *edit);
        const Id<Rack> id{addedItems(*edit)[0].id};
        filled.members.forEach([&](Id<Member>, const Member& member) {
            if (member.rack == id) taken.insert({member.unit, member.slot});
        });
        QCOMPARE(taken, freed);
        QVERIFY(filled.racks[id].name != "A03" && !filled.racks[id].name.empty());
    }

    void idsComeFromTheCounterWhichMovesOnOnlyWithAnEdit() {
        RawId next = m_unit.highestId() + 500;
        const RawId before = next;
        QVERIFY(!placePart(m_unit, m_catalog, "no-such-part", {}, next));
        QCOMPARE(next, before);
        const Result<Edit> edit = placePart(m_unit, m_catalog, gb300, {{1000}, {1000}}, next);
        VERIFY_OK(edit);
        QVERIFY(next > before);
        for (const Change& change : edit->changes)
            if (!change.before) QVERIFY(change.id >= before && change.id < next);
    }

    void whatIsNoRackIsRefusedWithASentence_data() {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("unknown") << "no-such-part"
                                 << "The catalog has no part no-such-part";
        for (const auto& [id, part] : m_catalog.parts())
            if (part->kind == Kind::Busway || part->kind == Kind::CableTray) {
                QTest::newRow(id.c_str())
                    << QString::fromStdString(id)
                    << QString::fromStdString(part->name) + " is a " +
                           (part->kind == Kind::Busway ? "busway" : "cable tray") +
                           ", which cannot be placed by hand";
            }
    }
    void whatIsNoRackIsRefusedWithASentence() {
        QFETCH(QString, part);
        QFETCH(QString, sentence);
        RawId next = 1;
        const Result<Edit> edit = placePart(m_unit, m_catalog, part.toStdString(), {}, next);
        QVERIFY(!edit);
        QCOMPARE(QString::fromStdString(edit.error().message), sentence);
    }

    void beyondTenKilometresIsRefused() {
        RawId next = 1;
        QVERIFY(!placePart(m_unit, m_catalog, gb300, {{20'000'000}, {0}}, next));
        QVERIFY(!addRow(m_unit, m_catalog, {std::string(gb300), {9'999'900}, {0}, 8}, next));
        QCOMPARE(next, 1);
    }

    void everyPlaceablePartOfTheCatalogCanBePlacedAndTakenBack() {
        int placed = 0;
        for (const auto& [id, part] : m_catalog.parts()) {
            if (!isPlaceable(part->kind)) continue;
            RawId next = 1;
            const Result<Edit> edit = placePart(m_unit, m_catalog, id, {{600}, {600}}, next);
            QVERIFY2(edit, id.c_str());
            QVERIFY2(!after(m_unit, *edit).racks.empty(), id.c_str());
            ++placed;
        }
        QVERIFY2(placed >= 12, qPrintable(QString::number(placed)));
    }

    void aCduHangsOnTheNearestLoop() {
        const Equipment* old = nullptr;
        m_unit.equipment.forEach([&](Id<Equipment>, const Equipment& unit) {
            if (unit.loop && !old) old = &unit;
        });
        QVERIFY(old);
        RawId next = 1;
        Placement place = old->place;
        place.x = place.x - Millimetres{1500};
        const Result<Edit> edit =
            placePart(m_unit, m_catalog, m_unit.part(old->part)->id, place, next);
        VERIFY_OK(edit);
        const Hall hall = after(m_unit, *edit);
        const Equipment& added = hall.equipment[{addedItems(*edit)[0].id}];
        QVERIFY(added.loop == old->loop);
        QVERIFY(added.name.starts_with("CDU-"));
        QCOMPARE(edit->label, "Add cooling unit " + added.name);
    }

    void aRowOfItsOwnCountsLikeThePlannersRow() {
        // Plan of 30 × 18 m: there is room for another row beyond row A.
        const Rack& old = m_unit.racks[rackNamed(m_unit, "A01")];
        const Row& rowA = m_unit.rows[old.row];
        RawId next = 1;
        const NewRow wanted{std::string(gb300), rowA.x, rowA.y + Millimetres{7200}, 4, false,
                            Facing::Down};
        const Result<Edit> edit = addRow(m_unit, m_catalog, wanted, next);
        VERIFY_OK(edit);
        const Hall hall = after(m_unit, *edit);
        const std::vector<ItemRef> added = addedItems(*edit);
        int racks = 0, rows = 0, busways = 0;
        const Evaluation evaluation = evaluate(hall);
        for (const ItemRef item : added) {
            rows += item.table == TableId::Rows;
            busways += item.table == TableId::Busways;
            if (item.table != TableId::Racks) continue;
            ++racks;
            const Id<Rack> id{item.id};
            QCOMPARE(tapsOf(hall, id), tapsOf(m_unit, rackNamed(m_unit, "A01")));
            QCOMPARE(rolesOf(hall, id), rolesOf(m_unit, rackNamed(m_unit, "A01")));
            QCOMPARE(evaluation.number(Fig::rackTdp, id.raw),
                     evaluation.number(Fig::rackTdp, rackNamed(hall, "A01").raw));
            QVERIFY(evaluation.number(Fig::rackFlow, id.raw) > 0.0);
            QCOMPARE(failuresOf(evaluation, id), failuresOf(evaluation, rackNamed(hall, "A01")));
        }
        QCOMPARE(racks, 4);
        QCOMPARE(rows, 1);
        QVERIFY(busways >= 2);
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).id != "power.busway.current" &&
                         ruleOf(finding).id != "power.tap.current" &&
                         ruleOf(finding).id != "power.feed.missing",
                     findingText(evaluation, finding).c_str());
        QCOMPARE(groundOf(m_unit, m_catalog, wanted),
                 footprint({wanted.x, wanted.y, Facing::Down},
                           footprintOf(hall, hall.racks[rackNamed(hall, "A01")]).width * 4,
                           footprintOf(hall, hall.racks[rackNamed(hall, "A01")]).depth));
    }

    void racksThatTakeHighVoltageComeWithTheirSidecars() {
        const Plan& plan = test::examplePlan("kyber-row");
        const Hall& hall = plan.hall;
        Id<Rack> old;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (rack.sidecar && !old) old = id;
        });
        QVERIFY(old);
        RawId next = plan.nextId;
        const std::string part = hall.part(hall.racks[old].part)->id;
        const Result<Edit> edit = addRow(hall, m_catalog, {part, {2000}, {1000}, 2}, next);
        VERIFY_OK(edit);
        const Hall with = after(hall, *edit);
        int fed = 0;
        for (const ItemRef item : addedItems(*edit)) {
            if (item.table != TableId::Racks) continue;
            const Rack& rack = with.racks[{item.id}];
            if (with.part(rack.part)->id != part) continue;
            ++fed;
            const Rack* sidecar = with.racks.find(rack.sidecar);
            QVERIFY(sidecar && sidecar->name.starts_with("PS-"));
            QCOMPARE(footprintOf(with, *sidecar).right().mm, rack.place.x.mm);
            QCOMPARE(tapsOf(with, {item.id}).size(), std::size_t{0});
            QVERIFY(!tapsOf(with, rack.sidecar).empty());
        }
        QCOMPARE(fed, 2);
    }

    void aRowAlongYRunsUpwardsWithItsFrontsOutwards() {
        RawId next = 1;
        const Result<Edit> edit =
            addRow(m_unit, m_catalog, {std::string(gb300), {1000}, {2000}, 3, true}, next);
        VERIFY_OK(edit);
        const Hall hall = after(m_unit, *edit);
        std::vector<Rect> boxes;
        for (const ItemRef item : addedItems(*edit)) {
            if (item.table == TableId::Racks) {
                boxes.push_back(footprintOf(hall, hall.racks[{item.id}]));
                QVERIFY(hall.racks[{item.id}].place.facing == Facing::Right);
            }
            if (item.table == TableId::Rows) {
                const Row& row = hall.rows[{item.id}];
                const Rect area = footprint({row.x, row.y, row.facing}, row.length, row.depth);
                QCOMPARE(area.depth.mm, 3 * 600);
                QCOMPARE(area.width.mm, row.depth.mm);
            }
        }
        QCOMPARE(boxes.size(), std::size_t{3});
        QCOMPARE(boxes[1].y.mm, boxes[0].top().mm);
        QCOMPARE(boxes[2].y.mm, boxes[1].top().mm);
    }

    void obstaclesGetTheNextName() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        RawId next = sample.nextId;
        const Result<Edit> edit =
            addObstacle(sample.hall, ObstacleKind::KeepOut, {{0}, {0}, {600}, {900}}, next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Add keep-out 1"));
        QCOMPARE(next, sample.nextId + 1);
        QCOMPARE(after(sample.hall, *edit).obstacles[{sample.nextId}].area.depth.mm, 900);
        QVERIFY(!addObstacle(sample.hall, ObstacleKind::Column, {{0}, {0}, {0}, {900}}, next));
    }
};

HALL_TEST(PlaceItemsTest)
#include "place_items_test.moc"
