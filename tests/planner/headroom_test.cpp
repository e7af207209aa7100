#include "model/planner/headroom.h"

#include "catalog/reader.h"
#include "model/edits/place_items.h"
#include "model/planner/free_places.h"
#include "model/planner/headroom_text.h"
#include "model/rules/rule.h"
#include "tests/rules/base_hall.h"
#include "tests/support/example_hall.h"
#include "tests/support/test.h"

#include <algorithm>
#include <set>

using namespace hallwright;

/// On the base hall of the rules: eight racks of 100 kW in two rows of a hall of 24 × 14.4 m.
class HeadroomTest : public QObject {
    Q_OBJECT

    Catalog m_catalog;
    std::function<bool()> m_goOn = [] { return true; };

    /// The base hall without fabrics, whose switches would be the limit of everything.
    static Hall hallWithoutFabrics() {
        Hall hall = test::baseHall();
        std::vector<Id<Fabric>> fabrics;
        hall.fabrics.forEach([&](Id<Fabric> id, const Fabric&) { fabrics.push_back(id); });
        for (Id<Fabric> id : fabrics)
            hall.fabrics.erase(id);
        std::vector<Id<Member>> members;
        hall.members.forEach([&](Id<Member> id, const Member&) { members.push_back(id); });
        for (Id<Member> id : members)
            hall.members.erase(id);
        std::vector<Id<Mount>> mounts;
        hall.mounts.forEach([&](Id<Mount> id, const Mount&) { mounts.push_back(id); });
        for (Id<Mount> id : mounts)
            hall.mounts.erase(id);
        return hall;
    }
    static void setSite(Hall& hall, const std::function<void(Site&)>& change) {
        Site site = hall.site();
        change(site);
        hall.sites.set(hall.siteId(), site);
    }
    static std::set<std::string> errorsOf(const Hall& hall) {
        const Evaluation evaluation = evaluate(hall);
        std::set<std::string> keys;
        for (const Finding& finding : evaluation.findings())
            if (finding.outcome == Finding::Outcome::Fails &&
                ruleOf(finding).severity == Severity::Error)
                keys.insert(finding.key(hall));
        return keys;
    }

private Q_SLOTS:
    void initTestCase() {
        Result<Catalog> catalog = readCatalog(test::sourceFolder() / "tests/parts");
        VERIFY_OK(catalog);
        m_catalog = std::move(catalog).value();
    }

    void placesKeepTheAislesAndStandFree() {
        const Hall hall = test::baseHall();
        const FreePlaces free = freePlaces(hall, {600}, {1200}, 200, m_goOn);
        QVERIFY(free.places.size() > 10);
        std::vector<Rect> boxes;
        hall.racks.forEach(
            [&](Id<Rack>, const Rack& rack) { boxes.push_back(footprintOf(hall, rack)); });
        hall.obstacles.forEach(
            [&](Id<Obstacle>, const Obstacle& obstacle) { boxes.push_back(obstacle.area); });
        for (const FreePlace& place : free.places) {
            const Rect box = footprint(place.place, {600}, {1200});
            for (const Rect& other : boxes)
                QVERIFY2(!box.overlaps(other), "two boxes share floor");
            // The ways around of 1.2 m at the ends of rows, after the test basis.
            QVERIFY(box.x.mm >= 1200 && box.right().mm <= 24000 - 1200);
            boxes.push_back(box);
        }
    }

    void rowEndsComeBeforeFreeFloor() {
        const FreePlaces free = freePlaces(test::baseHall(), {600}, {1200}, 200, m_goOn);
        QVERIFY(free.groups.front().row.raw != 0);
        bool onFloor = false;
        for (const FreePlace& place : free.places) {
            const bool inRow = free.groups[place.group].row.raw != 0;
            QVERIFY2(!(onFloor && inRow), "a place of a row after free floor");
            onFloor = onFloor || !inRow;
        }
    }

    void coolingUnitsLimitLiquidRacks() {
        // One of the two CDUs is spare: 800 kW at 85 % of 100 kW a rack carry nine of them, one
        // more than stand there. What is told is what adding them by hand runs into.
        const Hall hall = hallWithoutFabrics();
        const Result<Headroom> found = headroom(hall, m_catalog, "test-rack");
        VERIFY_OK(found);
        QCOMPARE(found->here, 8);
        QVERIFY(!found->limits.empty());
        const HeadroomLimit& first = found->limits.front();
        QVERIFY2(first.rule == "liquid.cdu.heat" || first.rule == "liquid.cdu.flow",
                 qPrintable(QString::fromStdString(headroomText(*found))));
        QCOMPARE(first.fits, found->fits);
        QVERIFY(first.actual.si > first.limit.si);
        QVERIFY(!first.alreadyExceeded);
    }

    void theSupplyOfASideLimits() {
        // The supply of a side is brought down to what the hall takes: not one more fits, and that
        // is no fault that the hall has already.
        Hall hall = hallWithoutFabrics();
        const double taken = evaluate(hall).number(Fig::sideDesign);
        setSite(hall, [&](Site& site) { site.supplyPerSide = watts(taken * 1.0001); });
        const Result<Headroom> found = headroom(hall, m_catalog, "test-rack-air");
        VERIFY_OK(found);
        QCOMPARE(found->fits, 0);
        QCOMPARE(found->limits.front().rule, std::string("power.supply.side"));
        QVERIFY(!found->limits.front().alreadyExceeded);
        QCOMPARE(found->limits.front().actual.dimension, Dimension::Power);
    }

    void aLimitThatIsExceededAlreadyIsSaidSo() {
        Hall hall = hallWithoutFabrics();
        const double taken = evaluate(hall).number(Fig::sideDesign);
        setSite(hall, [&](Site& site) { site.supplyPerSide = watts(taken * 0.5); });
        const Result<Headroom> found = headroom(hall, m_catalog, "test-rack");
        VERIFY_OK(found);
        QCOMPARE(found->fits, 0);
        QCOMPARE(found->limits.front().rule, std::string("power.supply.side"));
        QVERIFY(found->limits.front().alreadyExceeded);
        QVERIFY(headroomSentence(*found).find("Already exceeded") != std::string::npos);
    }

    void theFloorLimitsWhatNothingElseDoes() {
        // An empty network rack takes no power and gives no heat: what stops it is the floor, and
        // with more floor nothing would.
        Hall hall = hallWithoutFabrics();
        setSite(hall, [](Site& site) {
            site.width = {10000};
            site.depth = {9200};
        });
        const FreePlaces free = freePlaces(hall, {800}, {1200}, 100, m_goOn);
        QVERIFY(!free.places.empty());
        HeadroomOptions options;
        options.most = 60;
        const Result<Headroom> found = headroom(hall, m_catalog, "test-network-rack", options);
        VERIFY_OK(found);
        QCOMPARE(found->limits.size(), std::size_t(1));
        const HeadroomLimit& floor = found->limits.front();
        QCOMPARE(floor.title, std::string("No free floor"));
        QVERIFY(floor.rule.empty());
        QCOMPARE(found->fits, static_cast<int>(free.places.size()));
        QCOMPARE(found->places, found->fits);
        QCOMPARE(floor.fits + floor.gain, options.most);
        QVERIFY(floor.atLeast);
    }

    void whatFitsBringsNoError() {
        // The answer, placed by hand at the places that it names, breaks nothing new.
        const Hall hall = hallWithoutFabrics();
        const Result<Headroom> found = headroom(hall, m_catalog, "test-rack");
        VERIFY_OK(found);
        Hall after = hall;
        RawId next = hall.highestId() + 1;
        const FreePlaces free = freePlaces(hall, {600}, {1200}, 100, m_goOn);
        for (int i = 0; i < found->fits && i < static_cast<int>(free.places.size()); ++i) {
            if (free.groups[free.places[static_cast<std::size_t>(i)].group].row.raw == 0) break;
            const Result<Edit> edit =
                placePart(after, m_catalog, "test-rack",
                          free.places[static_cast<std::size_t>(i)].place, next);
            VERIFY_OK(edit);
            VERIFY_OK(apply(after, *edit));
        }
        QCOMPARE(errorsOf(after), errorsOf(hall));
    }

    void limitsComeInOrderAndAddUp() {
        const Result<Headroom> found = headroom(hallWithoutFabrics(), m_catalog, "test-rack");
        VERIFY_OK(found);
        for (std::size_t i = 1; i < found->limits.size(); ++i) {
            QCOMPARE(found->limits[i].fits, found->limits[i - 1].fits + found->limits[i - 1].gain);
            QVERIFY(found->limits[i].rule != found->limits[i - 1].rule);
        }
    }

    void theSameQuestionHasTheSameAnswer() {
        const Hall hall = test::baseHall();
        const Result<Headroom> one = headroom(hall, m_catalog, "test-rack"),
                               two = headroom(hall, m_catalog, "test-rack");
        VERIFY_OK(one);
        VERIFY_OK(two);
        QCOMPARE(headroomJson(*one), headroomJson(*two));
    }

    void whatStandsOnNoFloorIsRefused() {
        const Result<Headroom> found = headroom(test::baseHall(), m_catalog, "test-switch");
        QVERIFY(!found);
        QVERIFY(found.error().message.find("does not stand on the floor") != std::string::npos);
        QVERIFY(!headroom(test::baseHall(), m_catalog, "no-such-part"));
    }

    void aRuleThatCannotBeEvaluatedIsNoPass() {
        Hall hall = hallWithoutFabrics();
        setSite(hall, [](Site& site) { site.supplyPerSide = watts(0.0); });
        const Result<Headroom> found = headroom(hall, m_catalog, "test-rack");
        VERIFY_OK(found);
        const std::vector<std::string>& open = found->notEvaluated;
        QVERIFY(std::find(open.begin(), open.end(), "power.supply.side") != open.end());
        QVERIFY(headroomText(*found).find("at most; ") != std::string::npos);
        QVERIFY(headroomText(*found).find("power.supply.side") != std::string::npos);
        QVERIFY(headroomJson(*found).find("\"at_most\": true") != std::string::npos);
        if (found->fits > 0) QVERIFY(headroomSentence(*found).starts_with("At most "));
    }

    void whyAPartCannotBePlacedIsTold() {
        // A unit that comes with a switch beside it, which does not stand on the floor.
        Part odd = *m_catalog.find("test-cdu");
        odd.id = "odd-cdu";
        const auto say = [&](Property property, const char* text) {
            std::erase_if(odd.data, [&](const Datum& datum) { return datum.property == property; });
            Reading reading;
            reading.text = text;
            odd.data.push_back({property, {reading}, 0});
        };
        say(Property::inputSystem, "dc-800");
        say(Property::sidecar, "test-switch");
        std::sort(odd.data.begin(), odd.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        std::map<std::string, PartPtr> parts = m_catalog.parts();
        parts["odd-cdu"] = std::make_shared<const Part>(odd);
        const Catalog catalog(parts, m_catalog.sources());
        const Result<Headroom> found = headroom(hallWithoutFabrics(), catalog, "odd-cdu");
        VERIFY_OK(found);
        QCOMPARE(found->fits, 0);
        QVERIFY(!found->limits.empty());
        const HeadroomLimit& first = found->limits.front();
        QCOMPARE(first.title, std::string("Cannot be placed"));
        QVERIFY2(first.detail.find("cannot be placed by hand") != std::string::npos,
                 first.detail.c_str());
    }

    /// Errors are known by key: two of one key would be one.
    void keysOfFindingsAreUnique_data() {
        QTest::addColumn<QString>("example");
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc"})
            QTest::newRow(name) << name;
    }
    void keysOfFindingsAreUnique() {
        QFETCH(QString, example);
        const Evaluation e = evaluate(test::examplePlan(example.toStdString()).hall);
        std::set<std::string> keys;
        for (const Finding& finding : e.findings())
            if (finding.outcome == Finding::Outcome::Fails)
                QVERIFY2(keys.insert(finding.key(e.hall())).second, finding.key(e.hall()).c_str());
        QVERIFY(!keys.empty());
    }

    void aSearchCanBeStopped() {
        HeadroomOptions options;
        options.progress = [](double) { return false; };
        const Result<Headroom> found = headroom(test::baseHall(), m_catalog, "test-rack", options);
        VERIFY_OK(found);
        QVERIFY(found->cancelled);
    }

    /// Wherever it stops, it ends with what it knows: it once looked up a finding of an earlier
    /// pass.
    void aSearchCanBeStoppedAnywhere() {
        bool ended = false;
        for (int steps = 1; !ended && steps < 400; ++steps) {
            int told = 0;
            HeadroomOptions options;
            options.progress = [&](double) { return ++told < steps; };
            const Result<Headroom> found =
                headroom(test::baseHall(), m_catalog, "test-rack", options);
            VERIFY_OK(found);
            ended = !found->cancelled;
        }
        QVERIFY2(ended, "the search ends by itself once it may go on long enough");
    }
};

HALL_TEST(HeadroomTest)
#include "headroom_test.moc"
