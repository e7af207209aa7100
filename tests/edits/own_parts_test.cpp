#include "model/edits/own_parts.h"

#include "model/parts/part_status.h"
#include "tests/support/sample_hall.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class OwnPartsTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    static Reading reading(double number, const char* unit) {
        return {.number = number,
                .unit = unit,
                .source = std::string(userSource),
                .grade = Grade::D,
                .asOf = "2026-11",
                .why = "weighed on site"};
    }
    static Part tray(const char* id) {
        return {.id = id,
                .name = "Own tray",
                .kind = Kind::Tray,
                .status = "generic",
                .data = {{.property = Property::mass, .readings = {reading(30.0, "kg")}}}};
    }
    /// The hall after the edit, which goes back exactly.
    Hall after(const Result<Edit>& edit) const {
        Hall hall = m_sample.hall;
        if (!edit || !apply(hall, *edit)) return Hall{};
        Hall back = hall;
        if (!apply(back, inverse(*edit)) || !(back == m_sample.hall)) return Hall{};
        return hall;
    }

private slots:
    void anOwnPartComesInWithoutOrigin() {
        RawId next = m_sample.nextId;
        const Result<Edit> edit = addPart(m_sample.hall, tray("own-tray"), next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Add part Own tray"));
        const Hall hall = after(edit);
        const PartId id = hall.findPart("own-tray");
        QVERIFY(id);
        QVERIFY(hall.parts[id].origin.empty());
        QCOMPARE(next, id.raw + 1);
        RawId again = next;
        QVERIFY(!addPart(hall, tray("own-tray"), again));
        QCOMPARE(again, next);
    }

    void aPartThatDoesNotHoldUpIsRefused() {
        RawId next = m_sample.nextId;
        Part wrong = tray("Own Tray");
        QVERIFY(!addPart(m_sample.hall, wrong, next));
        wrong = tray("own-tray");
        wrong.data[0].readings[0].source.clear();
        QVERIFY(!addPart(m_sample.hall, wrong, next));
        QCOMPARE(next, m_sample.nextId);
    }

    void whatAPartHoldsAndCitesComesAlong() {
        Part content = tray("shipped-tray");
        content.data[0].readings[0].source = "sheet";
        const Catalog catalog({{"shipped-tray", std::make_shared<const Part>(content)}},
                              {{"sheet", Source{.id = "sheet", .title = "A data sheet"}}});
        Part chassis = tray("own-chassis");
        chassis.kind = Kind::Chassis;
        chassis.contents = {{"shipped-tray", 8}};
        RawId next = m_sample.nextId;
        const Hall hall = after(addPart(m_sample.hall, chassis, catalog, next));
        const PartId held = hall.findPart("shipped-tray");
        QVERIFY(held);
        QCOMPARE(hall.parts[held].origin, fingerprint(content));
        bool cited = false;
        hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
            cited = cited || row.source.id == "sheet";
        });
        QVERIFY(cited);
    }

    void aCopyKeepsAllReadingsUnderAnotherName() {
        Hall hall = m_sample.hall;
        RawId next = m_sample.nextId;
        VERIFY_OK(apply(hall, *addPart(hall, tray("own-tray"), next)));
        const PartId id = hall.findPart("own-tray");
        const Result<Edit> edit = duplicatePart(hall, id, "own-tray-b", " Other tray ", next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Duplicate Own tray as Other tray"));
        VERIFY_OK(apply(hall, *edit));
        const Part* copy = hall.part(hall.findPart("own-tray-b"));
        QVERIFY(copy);
        QCOMPARE(copy->name, std::string("Other tray"));
        QVERIFY(copy->data == hall.part(id)->data);
        QVERIFY(!duplicatePart(hall, id, "own-tray", "Again", next));
        QVERIFY(!duplicatePart(hall, id, "own-tray-c", " ", next));
    }

    void aChangeKeepsOriginIdAndKind() {
        Hall hall = m_sample.hall;
        RawId next = m_sample.nextId;
        VERIFY_OK(apply(hall, *addPart(hall, tray("own-tray"), next)));
        const PartId id = hall.findPart("own-tray");
        hall.parts.set(id, {hall.parts[id].part, "origin"});
        Part changed = *hall.part(id);
        changed.data[0].readings[0].number = 31.0;
        const Result<Edit> edit = changePart(hall, id, changed);
        VERIFY_OK(edit);
        const Hall before = hall;
        VERIFY_OK(apply(hall, *edit));
        QCOMPARE(hall.part(id)->number(Property::mass).value(), 31.0);
        QCOMPARE(hall.parts[id].origin, std::string("origin"));
        QVERIFY(!changePart(hall, id, changed));
        VERIFY_OK(apply(hall, inverse(*edit)));
        QVERIFY(hall == before);
        changed.kind = Kind::SwitchTray;
        QVERIFY(!changePart(hall, id, changed));
        changed = *hall.part(id);
        changed.id = "another";
        QVERIFY(!changePart(hall, id, changed));
        changed = *hall.part(id);
        changed.data[0].readings[0].low = 40.0;
        QVERIFY(!changePart(hall, id, changed));
    }

    void aRetiredPartStandsOnAndIsOfferedAgain() {
        const Hall retired = after(retirePart(m_sample.hall, m_sample.rackPart, true));
        QVERIFY(isRetired(retired.part(m_sample.rackPart)->status));
        QVERIFY(!retirePart(retired, m_sample.rackPart, true));
        const Result<Edit> back = retirePart(retired, m_sample.rackPart, false);
        VERIFY_OK(back);
        QCOMPARE(back->label, std::string("Offer part Test Rack"));
        QVERIFY(!retirePart(m_sample.hall, m_sample.rackPart, false));
        QVERIFY(!retirePart(m_sample.hall, m_sample.hall.findPart("design-basis"), true));
    }

    void aStatusComesBackAsItWas() {
        Hall hall = m_sample.hall;
        RawId next = m_sample.nextId;
        Part shipping = tray("own-tray");
        shipping.status = "shipping";
        VERIFY_OK(apply(hall, *addPart(hall, shipping, next)));
        const PartId id = hall.findPart("own-tray");
        VERIFY_OK(apply(hall, *retirePart(hall, id, true)));
        VERIFY_OK(apply(hall, *duplicatePart(hall, id, "own-tray-b", "Other tray", next)));
        QCOMPARE(hall.part(hall.findPart("own-tray-b"))->status, std::string("shipping"));
        VERIFY_OK(apply(hall, *retirePart(hall, id, false)));
        QCOMPARE(hall.part(id)->status, std::string("shipping"));
        QCOMPARE(offeredFrom(retiredStatus), std::string(offeredStatus));
        QVERIFY(!isRetired("retiring") && isRetired(retiredStatus));
    }

    void aPartThatHoldsItselfIsRefused() {
        Hall hall = m_sample.hall;
        RawId next = m_sample.nextId;
        Part chassis = tray("own-chassis");
        chassis.kind = Kind::Chassis;
        chassis.contents = {{"own-chassis", 2}};
        QVERIFY(!addPart(hall, chassis, next));
        chassis.contents.clear();
        VERIFY_OK(apply(hall, *addPart(hall, chassis, next)));
        Part outer = tray("outer");
        outer.kind = Kind::Chassis;
        outer.contents = {{"own-chassis", 1}};
        VERIFY_OK(apply(hall, *addPart(hall, outer, next)));
        chassis.contents = {{"outer", 1}};
        const Result<Edit> around = changePart(hall, hall.findPart("own-chassis"), chassis);
        QVERIFY(!around);
        QCOMPARE(around.error().message,
                 std::string("part own-chassis holds itself, through outer"));
    }

    void documentsEnteredWithAPartComeAlong() {
        Hall hall = m_sample.hall;
        RawId next = m_sample.nextId;
        const std::vector<Source> sources = {Source{.id = "quote", .title = "A quote"},
                                             Source{.id = "other", .title = "Not cited"}};
        const auto known = [&](const char* id) {
            bool found = false;
            hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
                found = found || row.source.id == id;
            });
            return found;
        };
        Part part = tray("own-tray");
        VERIFY_OK(apply(hall, *addPart(hall, part, next)));
        part.data[0].readings[0].source = "quote";
        const Hall before = hall;
        const Result<Edit> edit = changePart(hall, hall.findPart("own-tray"), part, sources, next);
        VERIFY_OK(edit);
        VERIFY_OK(apply(hall, *edit));
        QVERIFY(known("quote"));
        QVERIFY(!known("other"));
        QVERIFY(next > hall.highestId());
        VERIFY_OK(apply(hall, inverse(*edit)));
        QVERIFY(hall == before);
        part.id = "second-tray";
        VERIFY_OK(apply(hall, *addPart(hall, part, sources, next)));
        QVERIFY(known("quote"));
    }

    void aPartInUseIsNotRemoved() {
        const Result<Edit> rack = removePart(m_sample.hall, m_sample.rackPart);
        QVERIFY(!rack);
        QCOMPARE(rack.error().message, std::string("test-rack is used by A01, A02, A03 and 5 more; "
                                                   "give them another part first"));
        QVERIFY(!removePart(m_sample.hall, m_sample.hall.findPart("design-basis")));

        Hall hall = m_sample.hall;
        RawId next = m_sample.nextId;
        VERIFY_OK(apply(hall, *addPart(hall, tray("own-tray"), next)));
        Part chassis = tray("own-chassis");
        chassis.kind = Kind::Chassis;
        chassis.contents = {{"own-tray", 8}};
        VERIFY_OK(apply(hall, *addPart(hall, chassis, next)));
        const Result<Edit> held = removePart(hall, hall.findPart("own-tray"));
        QVERIFY(!held);
        QCOMPARE(held.error().message, std::string("own-tray is used by the contents of "
                                                   "own-chassis; give them another part first"));
        VERIFY_OK(apply(hall, *removePart(hall, hall.findPart("own-chassis"))));
        VERIFY_OK(apply(hall, *removePart(hall, hall.findPart("own-tray"))));
        QVERIFY(hall == m_sample.hall);
    }
};

HALL_TEST(OwnPartsTest)
#include "own_parts_test.moc"
