#include "model/edits/copy_items.h"

#include "model/edits/change_items.h"
#include "model/edits/choose_readings.h"
#include "model/edits/move_items.h"
#include "model/figures/evaluation.h"
#include "model/storage/document_format.h"
#include "tests/support/example_hall.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

#include <set>

using namespace hallwright;
using test::SampleWindowHall;

class CopyItemsTest : public QObject {
    Q_OBJECT

    const SampleWindowHall m_sample = test::sampleWindowHall();
    const Hall& m_unit = test::examplePlan("gb300-unit").hall;

    static Hall after(const Hall& hall, const Edit& edit) {
        Hall out = hall;
        if (!hallwright::apply(out, edit)) return {};
        Hall back = out;
        if (!hallwright::apply(back, inverse(edit)) || !(back == hall)) return {};
        return out;
    }
    static std::set<std::string> names(const Hall& hall, const Edit& edit) {
        std::set<std::string> out;
        for (const ItemRef item : addedItems(edit))
            out.insert(itemName(hall, item));
        return out;
    }
    static Id<Rack> rackNamed(const Hall& hall, std::string_view name) {
        Id<Rack> found;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (rack.name == name) found = id;
        });
        return found;
    }

private slots:
    void aRackPastedIntoItsRowGetsTheNextNameAndKeepsWhatItHangsOn() {
        const ItemRef items[] = {m_sample.a01};
        const std::string text = copyItems(m_sample.hall, items);
        RawId next = m_sample.nextId;
        const Result<Edit> edit = pasteItems(m_sample.hall, text, {2400}, {0}, next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Paste rack A05"));
        const Hall hall = after(m_sample.hall, *edit);
        const Id<Rack> copy = rackNamed(hall, "A05");
        QVERIFY(copy);
        QCOMPARE(hall.racks[copy].place.x.mm, 1800 + 2400);
        QVERIFY(hall.racks[copy].row == hall.racks[{m_sample.a01.id}].row);
        QCOMPARE(hall.taps.size(), m_sample.hall.taps.size() + 2);
        QCOMPARE(hall.members.size(), m_sample.hall.members.size() + 1);
        QVERIFY(hall.parts == m_sample.hall.parts);
        hall.members.forEach([&](Id<Member>, const Member& member) {
            if (member.rack == copy) QCOMPARE(member.slot, 1);
        });
    }

    void aRackPastedIntoAnotherRowIsOneOfThatRow() {
        const ItemRef items[] = {m_sample.a01};
        const std::string text = copyItems(m_sample.hall, items);
        RawId next = m_sample.nextId;
        const Result<Edit> edit = pasteItems(m_sample.hall, text, {2400}, {2400}, next);
        VERIFY_OK(edit);
        const Hall hall = after(m_sample.hall, *edit);
        const Id<Rack> copy = rackNamed(hall, "B05");
        QVERIFY(copy);
        QVERIFY(hall.racks[copy].row == hall.racks[rackNamed(hall, "B01")].row);
    }

    void copiesOfCopiesAreEqualToTheFirst() {
        const ItemRef items[] = {m_sample.a01, m_sample.a02, m_sample.cdu, m_sample.tray,
                                 m_sample.busway};
        const std::string text = copyItems(m_sample.hall, items);
        QCOMPARE(copyItems(m_sample.hall, items), text);
        RawId next = m_sample.nextId;
        const Result<Edit> edit = pasteItems(m_sample.hall, text, {100}, {100}, next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Paste 5 items"));
        QCOMPARE(names(after(m_sample.hall, *edit), *edit),
                 (std::set<std::string>{"A05", "A06", "CDU-2", "T-2", "BW-A 1"}));
    }

    void anotherHallTakesRacksWithTheirPartsAndFeedsThemAnew() {
        const Id<Rack> a01 = rackNamed(m_unit, "A01");
        const ItemRef items[] = {{TableId::Racks, a01.raw}};
        const std::string text = copyItems(m_unit, items);
        const test::SampleWindowHall other = test::sampleWindowHall();
        RawId next = other.nextId;
        const Result<Edit> edit = pasteItems(other.hall, text, {0}, {0}, next);
        VERIFY_OK(edit);
        const Hall hall = after(other.hall, *edit);
        const Id<Rack> copy{addedItems(*edit)[0].id};
        const Part* part = hall.part(hall.racks[copy].part);
        QVERIFY(part);
        QVERIFY(*part == *m_unit.part(m_unit.racks[a01].part));
        QVERIFY(!hall.racks[copy].loop);  // this hall has no loop of that name
        QVERIFY(hall.findPart(part->text(Property::shelf)));
        int members = 0;
        hall.members.forEach([&](Id<Member>, const Member& m) { members += m.rack == copy; });
        QCOMPARE(members, 1);  // of the fabric "compute", which both halls have
    }

    void aPartThatTheHallHoldsStaysAsItIs() {
        const ItemRef items[] = {m_sample.a01};
        const std::string text = copyItems(m_sample.hall, items);
        Hall hall = m_sample.hall;
        VERIFY_OK(hallwright::apply(
            hall, *chooseReading(hall, m_sample.rackPart, Property::powerTdp, 1)));
        RawId next = m_sample.nextId;
        const Result<Edit> edit = pasteItems(hall, text, {2400}, {0}, next);
        VERIFY_OK(edit);
        QVERIFY(after(hall, *edit).parts == hall.parts);
    }

    void aWholeRowIsPastedWithAllThatStandsInIt() {
        const Id<Row> row = m_sample.hall.racks[{m_sample.a01.id}].row;
        const ItemRef items[] = {{TableId::Rows, row.raw}};
        RawId next = m_sample.nextId;
        const Result<Edit> edit =
            pasteItems(m_sample.hall, copyItems(m_sample.hall, items), {0}, {4800}, next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Paste row C"));
        QCOMPARE(names(after(m_sample.hall, *edit), *edit),
                 (std::set<std::string>{"C", "C01", "C02", "C03", "C04"}));
    }

    void duplicatesStandBesideThemselves() {
        const ItemRef items[] = {m_sample.a01, m_sample.a02};
        RawId next = m_sample.nextId;
        const Result<Edit> edit = duplicateItems(m_sample.hall, items, next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Duplicate 2 racks"));
        const Hall hall = after(m_sample.hall, *edit);
        QCOMPARE(hall.racks[rackNamed(hall, "A05")].place.x.mm, 1800 + 1200);
        QVERIFY(!duplicateItems(m_sample.hall, {}, next));
    }

    void aRowIsDuplicatedOntoFreeGroundWithItsBuswaysAndCountsTheSame() {
        Hall start = m_unit;
        Site site = start.site();
        site.depth = site.depth + Millimetres{20000};
        start.sites.set(start.siteId(), site);
        const Id<Rack> a01 = rackNamed(start, "A01");
        const ItemRef items[] = {{TableId::Racks, a01.raw}};
        RawId next = test::examplePlan("gb300-unit").nextId;
        const Result<Edit> edit = duplicateRows(start, items, next);
        VERIFY_OK(edit);
        const Hall hall = after(start, *edit);
        QVERIFY(!hall.rows.empty());
        std::size_t racks = 0, inRow = 0, busways = 0, units = 0, unitsInRow = 0;
        Rect ground;
        for (const ItemRef item : addedItems(*edit)) {
            racks += item.table == TableId::Racks;
            busways += item.table == TableId::Busways;
            units += item.table == TableId::Equipment;
            if (item.table == TableId::Rows) {
                const Row& row = hall.rows[{item.id}];
                ground = footprint({row.x, row.y, row.facing}, row.length, row.depth);
            }
        }
        start.racks.forEach(
            [&](Id<Rack>, const Rack& rack) { inRow += rack.row == start.racks[a01].row; });
        start.equipment.forEach([&](Id<Equipment>, const Equipment& unit) {
            unitsInRow += unit.row == start.racks[a01].row;
        });
        QCOMPARE(racks, inRow);
        QCOMPARE(units, unitsInRow);
        QVERIFY(busways >= 2);
        start.rows.forEach([&](Id<Row>, const Row& row) {
            QVERIFY(!ground.overlaps(footprint({row.x, row.y, row.facing}, row.length, row.depth)));
        });
        const Evaluation evaluation = evaluate(hall);
        for (const ItemRef item : addedItems(*edit)) {
            if (item.table != TableId::Racks) continue;
            const Rack& rack = hall.racks[{item.id}];
            if (rack.part != start.racks[a01].part) continue;
            QCOMPARE(evaluation.number(Fig::rackTdp, item.id),
                     evaluation.number(Fig::rackTdp, a01.raw));
            QVERIFY(evaluation.number(Fig::rackFlow, item.id) > 0.0);
        }
    }

    void switchesOfACopiedNetworkRackAreTheNextOnes() {
        Id<Mount> first;
        m_unit.mounts.forEach([&](Id<Mount> id, const Mount&) {
            if (!first) first = id;
        });
        QVERIFY(first);
        const Mount mount = m_unit.mounts[first];
        const ItemRef items[] = {{TableId::Racks, mount.rack.raw}};
        RawId next = test::examplePlan("gb300-unit").nextId;
        const Result<Edit> edit = duplicateItems(m_unit, items, next);
        VERIFY_OK(edit);
        const Hall hall = after(m_unit, *edit);
        std::set<std::pair<int, int>> switches;  // of that fabric and tier
        bool twice = false;
        hall.mounts.forEach([&](Id<Mount>, const Mount& row) {
            if (row.fabric != mount.fabric || row.tier != mount.tier) return;
            for (int i = row.first; i < row.first + row.count; ++i)
                twice |= !switches.insert({0, i}).second;
        });
        QVERIFY(!twice);
        QVERIFY(hall.mounts.size() > m_unit.mounts.size());
    }

    void nothingToCopyIsNoText() {
        QCOMPARE(copyItems(m_sample.hall, {}), std::string());
        const ItemRef loose[] = {{TableId::Fabrics, 1}, {TableId::Racks, 99999}};
        QCOMPARE(copyItems(m_sample.hall, loose), std::string());
    }

    void lockedItemsPasteUnlocked() {
        const ItemRef items[] = {m_sample.a01};
        Hall hall = m_sample.hall;
        VERIFY_OK(hallwright::apply(hall, *setLocked(hall, items, true)));
        RawId next = m_sample.nextId;
        const Result<Edit> edit = pasteItems(hall, copyItems(hall, items), {2400}, {0}, next);
        VERIFY_OK(edit);
        const Hall with = after(hall, *edit);
        QVERIFY(!with.racks[rackNamed(with, "A05")].locked);
    }

    void textThatIsNoCopyIsRefusedWithOneSentence_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        const QString none = "The clipboard holds no items of a hall; copy some first";
        QTest::newRow("nothing") << "" << none;
        QTest::newRow("words") << "Dear all, the racks come on Monday." << none;
        QTest::newRow("another JSON")
            << "{\"format\":\"hallwright-hall-text\",\"version\":1}" << none;
        QTest::newRow("a list") << "[1,2,3]" << none;
        QTest::newRow("ever deeper") << QString(100000, '[') << none;
        const auto items = [](const QString& rest) {
            return "{\"format\":\"hallwright-items\"," + rest + "}";
        };
        QTest::newRow("no version")
            << items("\"tables\":{}") << "The copied items are damaged: they have no version";
        QTest::newRow("from the future")
            << items("\"version\":77,\"tables\":{}")
            << QString("The items were copied in a newer Hallwright (format 77); this one takes "
                       "up to %1; update the program")
                   .arg(documentVersion);
        QTest::newRow("no tables") << items("\"version\":2,\"tables\":[]")
                                   << "The copied items are damaged: they have no tables";
        QTest::newRow("empty tables") << items("\"version\":2,\"tables\":{}") << none;
        QTest::newRow("a site comes along")
            << items("\"version\":2,\"tables\":{\"site\":[]}")
            << "The copied items are damaged: unknown table \"site\"";
        QTest::newRow("more than we know") << items("\"version\":2,\"tables\":{},\"run\":\"rm\"")
                                           << "The copied items are damaged: unknown key \"run\"";
        QTest::newRow("a number of a row as large as it gets")
            << items("\"version\":2,\"tables\":{\"rows\":[{\"id\":99999999999999999999}]}")
            << "The copied items are damaged: rows: expected an \"id\" from 1 to 100000000";
        QTest::newRow("outside that is none")
            << items("\"version\":2,\"outside\":[7],\"tables\":{}")
            << "The copied items are damaged: an entry of \"outside\" names no row";
        const QString row = "{\"id\":5,\"name\":\"A\",\"x_mm\":%1,\"y_mm\":0,\"length_mm\":600,"
                            "\"depth_mm\":600,\"facing\":\"%2\",\"hot_aisle_contained\":true}";
        QTest::newRow("a row that faces nowhere")
            << items("\"version\":2,\"tables\":{\"rows\":[" + row.arg(0).arg("in") + "]}")
            << "The copied items are damaged: rows 5, column facing: expected one of up, right, "
               "down, left";
        QTest::newRow("a row beyond the world")
            << items("\"version\":2,\"tables\":{\"rows\":[" + row.arg(9999999).arg("up") + "]}")
            << "The items would stand more than ten kilometres away";
    }
    void textThatIsNoCopyIsRefusedWithOneSentence() {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        RawId next = m_sample.nextId;
        const Result<Edit> edit = pasteItems(m_sample.hall, text.toStdString(), {600}, {0}, next);
        QVERIFY(!edit);
        QCOMPARE(QString::fromStdString(edit.error().text()), sentence);
        QCOMPARE(next, m_sample.nextId);
    }

    /// Every text that is one bit or one cut away from a copy is pasted whole or refused.
    void aDamagedCopyNeverBreaksTheHall() {
        const ItemRef items[] = {m_sample.a01, m_sample.busway, m_sample.cdu};
        const std::string text = copyItems(m_sample.hall, items);
        std::size_t refused = 0;
        for (std::size_t i = 0; i < text.size(); i += 7) {
            std::string damaged = text;
            if (i % 2 == 0)
                damaged[i] = static_cast<char>(damaged[i] ^ (1 << (i % 7)));
            else
                damaged.resize(i);
            RawId next = m_sample.nextId;
            const Result<Edit> edit = pasteItems(m_sample.hall, damaged, {0}, {0}, next);
            if (!edit) {
                ++refused;
                QVERIFY(!edit.error().message.empty());
                continue;
            }
            QVERIFY(!after(m_sample.hall, *edit).racks.empty());
        }
        QVERIFY(refused > text.size() / 20);
    }
};

HALL_TEST(CopyItemsTest)
#include "copy_items_test.moc"
