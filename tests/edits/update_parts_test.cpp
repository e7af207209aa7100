#include "model/edits/update_parts.h"

#include "model/edits/choose_readings.h"
#include "model/edits/override_reading.h"
#include "model/edits/own_parts.h"
#include "model/figures/evaluation.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class UpdatePartsTest : public QObject {
    Q_OBJECT

    test::SampleWindowHall m_sample;
    PartId m_part;
    Part m_rack;  ///< as the catalog has it

    static Reading reading(double number, const char* unit, const char* source) {
        return {.number = number,
                .unit = unit,
                .source = source,
                .grade = Grade::B,
                .asOf = "2026-03",
                .at = "ac-input"};
    }
    Datum& datum(Property property) {
        return *std::find_if(m_rack.data.begin(), m_rack.data.end(),
                             [&](const Datum& d) { return d.property == property; });
    }
    Catalog catalog() const {
        Part shelf{.id = "new-shelf", .name = "New shelf", .kind = Kind::PowerShelf};
        return Catalog({{m_rack.id, std::make_shared<const Part>(m_rack)},
                        {shelf.id, std::make_shared<const Part>(shelf)}},
                       {{"guide", Source{.id = "guide", .title = "A design guide"}}});
    }
    /// The hall after bringing the rack up to date, which goes back exactly.
    Hall updated() {
        Hall hall = m_sample.hall;
        RawId next = m_sample.nextId;
        const Result<Edit> edit = updateParts(hall, catalog(), {m_part}, next);
        if (!edit || !apply(hall, *edit)) return Hall{};
        Hall back = hall;
        if (!apply(back, inverse(*edit)) || !(back == m_sample.hall)) return Hall{};
        return hall;
    }
    std::string told() const {
        return partChangesText(partChanges(m_sample.hall, catalog()), m_sample.hall);
    }
    static const Datum& power(const Hall& hall, PartId part) {
        return *hall.part(part)->find(Property::powerTdp);
    }

private slots:
    /// A rack frozen from the catalog, with two readings of its power.
    void init() {
        m_sample = test::sampleWindowHall();
        m_part = m_sample.rackPart;
        m_rack = *m_sample.hall.part(m_part);
        m_rack.status = "shipping";
        for (Datum& datum : m_rack.data)
            for (Reading& one : datum.readings) {
                one.unit = siUnit(info(datum.property).dimension);
                one.asOf = "2026-01";
            }
        datum(Property::powerTdp) = {
            .property = Property::powerTdp,
            .readings = {reading(132e3, "W", "maker"), reading(120e3, "W", "press")},
            .chosen = 0};
        datum(Property::powerTdp).readings[0].why = "of the maker";
        m_sample.hall.parts.set(m_part,
                                {std::make_shared<const Part>(m_rack), fingerprint(m_rack)});
    }

    void anUnchangedPartIsNoNews() {
        QVERIFY(partChanges(m_sample.hall, catalog()).empty());
        RawId next = m_sample.nextId;
        const Result<Edit> edit = updateParts(m_sample.hall, catalog(), {m_part}, next);
        QVERIFY(!edit);
        QCOMPARE(next, m_sample.nextId);
    }

    void aNewValueIsToldAndTaken() {
        datum(Property::powerTdp).readings[0].number = 142e3;
        const std::vector<PartChange> changes = partChanges(m_sample.hall, catalog());
        QCOMPARE(changes.size(), std::size_t(1));
        QVERIFY(!changes[0].words && !changes[0].gone);
        QCOMPARE(changes[0].data.size(), std::size_t(1));
        QVERIFY(changes[0].data[0].valueMoves);
        QCOMPARE(QString::fromStdString(told()),
                 QString("test-rack  Test Rack\n  power.tdp  132\u00a0kW → 142\u00a0kW\n"));
        const Hall hall = updated();
        QVERIFY(*hall.part(m_part) == m_rack);
        QVERIFY(partChanges(hall, catalog()).empty());
    }

    void whatTheUserEnteredStaysAndStaysChosen() {
        VERIFY_OK(
            apply(m_sample.hall,
                  *overrideReading(
                      m_sample.hall, m_part, Property::powerTdp,
                      {.number = 125e3, .text = {}, .reason = "Measured", .date = "2026-11-22"})));
        QVERIFY(partChanges(m_sample.hall, catalog()).empty());
        datum(Property::powerTdp).readings[0].number = 142e3;
        QCOMPARE(QString::fromStdString(told()),
                 QString("test-rack  Test Rack\n"
                         "  power.tdp  132\u00a0kW → 142\u00a0kW; yours stays chosen\n"));
        const Hall hall = updated();
        QCOMPARE(power(hall, m_part).readings.size(), std::size_t(3));
        QCOMPARE(power(hall, m_part).readings[0].number.value(), 142e3);
        QCOMPARE(power(hall, m_part).reading().number.value(), 125e3);
        QVERIFY(partChanges(hall, catalog()).empty());
        VERIFY_OK(withdrawOverride(hall, m_part, Property::powerTdp));
    }

    void aValueOfAPropertyThatTheCatalogLacksStays() {
        VERIFY_OK(apply(m_sample.hall,
                        *overrideReading(
                            m_sample.hall, m_part, Property::price,
                            {.number = 3e6, .text = {}, .reason = "Quote", .date = "2026-11-22"})));
        m_rack.name = "Renamed Rack";
        const Hall hall = updated();
        QCOMPARE(hall.part(m_part)->name, std::string("Renamed Rack"));
        QCOMPARE(hall.part(m_part)->number(Property::price).value(), 3e6);
    }

    void aChoiceOfTheUserStaysWhereTheReadingIsStillThere() {
        VERIFY_OK(
            apply(m_sample.hall, *chooseReading(m_sample.hall, m_part, Property::powerTdp, 1)));
        QVERIFY(partChanges(m_sample.hall, catalog()).empty());
        Datum& said = datum(Property::powerTdp);
        said.readings.insert(said.readings.begin(), reading(142e3, "W", "guide"));
        said.readings[0].why = "newest of the maker";
        said.readings[1].why.clear();
        Hall hall = updated();
        QCOMPARE(power(hall, m_part).readings.size(), std::size_t(3));
        QCOMPARE(power(hall, m_part).reading().source, std::string("press"));

        said.readings.pop_back();
        said.chosen = 0;
        hall = updated();
        QCOMPARE(power(hall, m_part).reading().number.value(), 142e3);
    }

    void aChoiceOfTheCatalogFollowsTheCatalog() {
        datum(Property::powerTdp).chosen = 1;
        datum(Property::powerTdp).readings[0].why.clear();
        datum(Property::powerTdp).readings[1].why = "measured by a customer";
        const Hall hall = updated();
        QCOMPARE(power(hall, m_part).reading().source, std::string("press"));
    }

    void documentsAndContentsComeAlong() {
        m_rack.contents = {{"new-shelf", 8}};
        datum(Property::powerTdp).readings.push_back(reading(135e3, "W", "guide"));
        QCOMPARE(QString::fromStdString(told()),
                 QString("test-rack  Test Rack\n  name, status, aliases or contents differ\n"
                         "  power.tdp  132\u00a0kW, other readings or documents\n"));
        const Hall hall = updated();
        QVERIFY(hall.findPart("new-shelf"));
        bool cited = false;
        hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
            cited = cited || row.source.id == "guide";
        });
        QVERIFY(cited);
    }

    void aRetiredPartStaysRetired() {
        VERIFY_OK(apply(m_sample.hall, *retirePart(m_sample.hall, m_part, true)));
        datum(Property::powerTdp).readings[0].number = 142e3;
        m_rack.status = "withdrawn";
        const Hall hall = updated();
        QCOMPARE(hall.part(m_part)->status, std::string("retired:withdrawn"));
        QVERIFY(partChanges(hall, catalog()).empty());
        Hall offered = hall;
        VERIFY_OK(apply(offered, *retirePart(hall, m_part, false)));
        QVERIFY(*offered.part(m_part) == m_rack);
    }

    void aPartThatIsGoneIsToldAndKept() {
        m_rack.id = "renamed-rack";
        const std::vector<PartChange> changes = partChanges(m_sample.hall, catalog());
        QCOMPARE(changes.size(), std::size_t(1));
        QVERIFY(changes[0].gone);
        RawId next = m_sample.nextId;
        QVERIFY(!updateParts(m_sample.hall, catalog(), {m_part}, next));
    }

    void theHallsOwnPartsAreNeverNews() {
        const PartId cdu = m_sample.hall.findPart("test-cdu");
        RawId next = m_sample.nextId;
        QVERIFY(!updateParts(m_sample.hall, catalog(), {cdu}, next));
        datum(Property::powerTdp).readings[0].number = 142e3;
        QCOMPARE(partChanges(m_sample.hall, catalog()).size(), std::size_t(1));
    }

    /// A word of the user's catalog that was frozen with the part is the catalog's to change.
    void aValueFromTheUsersCatalogFollowsIt() {
        Datum& said = datum(Property::powerTdp);
        said.readings.insert(said.readings.begin(), reading(125e3, "W", "user"));
        m_sample.hall.parts.set(m_part,
                                {std::make_shared<const Part>(m_rack), fingerprint(m_rack)});
        said.readings[0].number = 127e3;
        QCOMPARE(QString::fromStdString(told()),
                 QString("test-rack  Test Rack\n  power.tdp  125\u00a0kW → 127\u00a0kW\n"));
        QCOMPARE(power(updated(), m_part).reading().number.value(), 127e3);
    }

    /// What a user's catalog says is told from what was entered in the hall.
    void aValueOfTheHallLiesOverThatOfTheUsersCatalog() {
        Datum& said = datum(Property::powerTdp);
        said.readings.insert(said.readings.begin(),
                             reading(125e3, "W", std::string(userCatalogSource).c_str()));
        m_sample.hall.parts.set(m_part,
                                {std::make_shared<const Part>(m_rack), fingerprint(m_rack)});
        QVERIFY(!withdrawOverride(m_sample.hall, m_part, Property::powerTdp));
        VERIFY_OK(apply(m_sample.hall,
                        *overrideReading(
                            m_sample.hall, m_part, Property::powerTdp,
                            {.number = 129e3, .text = {}, .reason = "Lab", .date = "2026-11-22"})));
        QCOMPARE(power(m_sample.hall, m_part).readings.size(), std::size_t(4));
        said.readings[0].number = 127e3;
        QCOMPARE(QString::fromStdString(told()),
                 QString("test-rack  Test Rack\n"
                         "  power.tdp  125\u00a0kW → 127\u00a0kW; yours stays chosen\n"));
        Hall hall = updated();
        QCOMPARE(power(hall, m_part).reading().number.value(), 129e3);
        VERIFY_OK(apply(hall, *withdrawOverride(hall, m_part, Property::powerTdp)));
        QCOMPARE(power(hall, m_part).reading().number.value(), 127e3);
        QVERIFY(*hall.part(m_part) == m_rack);
    }

    void whatWasChangedInTheHallStays() {
        Part mine = m_rack;
        mine.name = "Our rack";
        mine.vendor = "Us";
        mine.contents = {{"test-cdu", 1}};
        Datum& power = *std::find_if(mine.data.begin(), mine.data.end(), [](const Datum& d) {
            return d.property == Property::powerTdp;
        });
        power.readings.erase(power.readings.begin() + 1);
        power.readings.push_back(reading(128e3, "W", "lab report"));
        power.chosen = 1;
        const Result<Edit> edit = changePart(m_sample.hall, m_part, mine);
        VERIFY_OK(edit);
        VERIFY_OK(apply(m_sample.hall, *edit));
        QVERIFY(partChanges(m_sample.hall, catalog()).empty());

        m_rack.name = "Renamed Rack";
        m_rack.aliases = {"new alias"};
        datum(Property::powerTdp).readings[0].number = 142e3;
        QCOMPARE(QString::fromStdString(told()),
                 QString("test-rack  Our rack\n  name, status, aliases or contents differ\n"
                         "  power.tdp  132\u00a0kW → 142\u00a0kW; yours stays chosen\n"));
        const Hall hall = updated();
        const Part& part = *hall.part(m_part);
        QCOMPARE(part.name, std::string("Our rack"));
        QCOMPARE(part.vendor, std::string("Us"));
        QCOMPARE(part.aliases, std::vector<std::string>{"new alias"});
        QVERIFY(part.contents == mine.contents);
        const Datum& after = *part.find(Property::powerTdp);
        QCOMPARE(after.readings.size(), std::size_t(2));
        QCOMPARE(after.readings[0].number.value(), 142e3);
        QCOMPARE(after.reading().source, std::string("lab report"));
    }

    /// The number told is the one that the hall will count with.
    void theChangeToldIsTheOneThatComes() {
        VERIFY_OK(
            apply(m_sample.hall, *chooseReading(m_sample.hall, m_part, Property::powerTdp, 1)));
        datum(Property::powerTdp).readings[0].number = 142e3;
        datum(Property::powerTdp).readings[1].number = 124e3;
        QCOMPARE(QString::fromStdString(told()),
                 QString("test-rack  Test Rack\n  power.tdp  120\u00a0kW → 124\u00a0kW\n"));
        QCOMPARE(power(updated(), m_part).reading().number.value(), 124e3);
    }

    void aChoiceStaysWhereNoReadingOrSeveralSayWhy_data() {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("none does") << QString() << QString();
        QTest::newRow("both do") << QString("of the maker") << QString("measured");
        QTest::newRow("the other one does") << QString() << QString("measured");
    }
    void aChoiceStaysWhereNoReadingOrSeveralSayWhy() {
        QFETCH(QString, first);
        QFETCH(QString, second);
        Datum& said = datum(Property::powerTdp);
        said.readings[0].why = first.toStdString();
        said.readings[1].why = second.toStdString();
        m_sample.hall.parts.set(m_part,
                                {std::make_shared<const Part>(m_rack), fingerprint(m_rack)});
        VERIFY_OK(
            apply(m_sample.hall, *chooseReading(m_sample.hall, m_part, Property::powerTdp, 1)));
        datum(Property::mass).readings[0].number = 1700.0;
        QCOMPARE(power(updated(), m_part).reading().source, std::string("press"));
        // Nor is it lost where nobody kept what the part was, and the reasons leave it in doubt.
        m_sample.hall.parts.set(m_part, {m_sample.hall.parts[m_part].part, "of another state"});
        if (second.isEmpty() || !first.isEmpty())
            QCOMPARE(power(updated(), m_part).reading().source, std::string("press"));
    }

    void figuresAfterAnUpdateAreThoseOfAFreshEvaluation() {
        Evaluator evaluator;
        evaluator.update(m_sample.hall);
        datum(Property::powerTdp).readings[0].number = 142e3;
        datum(Property::mass).readings[0].number = 1700.0;
        for (const Hall& hall : {updated(), m_sample.hall}) {
            const Evaluation step = evaluator.update(hall);
            const Evaluation fresh = evaluate(hall);
            for (const FigureInfo& row : allFigures())
                QVERIFY2(step.columns().column(row.figure) == fresh.columns().column(row.figure),
                         std::string(row.id).c_str());
        }
    }
};

HALL_TEST(UpdatePartsTest)
#include "update_parts_test.moc"
