#include "model/edits/choose_readings.h"

#include "model/edits/override_reading.h"
#include "model/edits/own_parts.h"
#include "model/figures/evaluation.h"
#include "model/rules/rule.h"
#include "tests/support/example_hall.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

#include <random>

using namespace hallwright;

class ChooseReadingsTest : public QObject {
    Q_OBJECT

    test::SampleWindowHall m_sample;
    PartId m_part;

    static Reading reading(double number, const char* source, Grade grade, const char* asOf) {
        return {.number = number, .unit = "W", .source = source, .grade = grade, .asOf = asOf};
    }
    const Datum& power(const Hall& hall) const {
        return *hall.part(m_part)->find(Property::powerTdp);
    }
    Result<Edit> chosen(ReadingRule rule, const char* source = "") const {
        return chooseReadings(m_sample.hall, {.rule = rule, .source = source});
    }
    /// What the power is after the edit; the edit goes back exactly.
    double powerAfter(const Result<Edit>& edit) const {
        if (!edit) return -1.0;
        Hall hall = m_sample.hall;
        if (!apply(hall, *edit)) return -2.0;
        const double number = power(hall).reading().number.value();
        if (!apply(hall, inverse(*edit)) || !(hall == m_sample.hall)) return -3.0;
        return number;
    }

private slots:
    /// A rack of which four documents say four things, and text of two.
    void init() {
        m_sample = test::sampleWindowHall();
        m_part = m_sample.rackPart;
        Part part = *m_sample.hall.part(m_part);
        for (Datum& datum : part.data)
            if (datum.property == Property::powerTdp)
                datum = {.property = Property::powerTdp,
                         .readings = {reading(132e3, "maker", Grade::B, "2025"),
                                      reading(142e3, "guide", Grade::A, "2026-03"),
                                      reading(120e3, "press", Grade::C, "2026-05-01"),
                                      {.unknown = true, .source = "maker", .asOf = "2026-09"}},
                         .chosen = 0};
        m_sample.hall.parts.set(m_part, {std::make_shared<const Part>(part), "origin"});
    }

    void anotherReadingIsChosenAndComesBack() {
        const Result<Edit> edit = chooseReading(m_sample.hall, m_part, Property::powerTdp, 1);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Choose thermal design power of Test Rack"));
        QCOMPARE(powerAfter(edit), 142e3);
    }

    void aReadingThatIsNotThereIsRefused() {
        const Result<Edit> beyond = chooseReading(m_sample.hall, m_part, Property::powerTdp, 4);
        QVERIFY(!beyond);
        QCOMPARE(beyond.error().message,
                 std::string("Test Rack has 4 readings of power.tdp; there is no number 5"));
        QVERIFY(!chooseReading(m_sample.hall, m_part, Property::powerTdp, 0));
        QVERIFY(!chooseReading(m_sample.hall, m_part, Property::price, 0));
        QVERIFY(!chooseReading(m_sample.hall, {9999}, Property::powerTdp, 1));
    }

    void allDisagreementsAreSettledByOneRule() {
        QCOMPARE(powerAfter(chosen(ReadingRule::Highest)), 142e3);
        QCOMPARE(powerAfter(chosen(ReadingRule::Lowest)), 120e3);
        QCOMPARE(powerAfter(chosen(ReadingRule::Newest)), 120e3);
        QCOMPARE(powerAfter(chosen(ReadingRule::BestGrade)), 142e3);
        QCOMPARE(powerAfter(chosen(ReadingRule::Source, "guide")), 142e3);
        QCOMPARE(chosen(ReadingRule::Highest)->label, std::string("Choose the highest readings"));
    }

    void onePropertyOrOnePartCanBeSettledAlone() {
        ReadingChoice choice{.rule = ReadingRule::Highest, .property = Property::mass};
        QVERIFY(!chooseReadings(m_sample.hall, choice));
        choice.property = Property::powerTdp;
        choice.part = m_part;
        const Result<Edit> edit = chooseReadings(m_sample.hall, choice);
        QCOMPARE(powerAfter(edit), 142e3);
        QCOMPARE(edit->label, std::string("Choose the highest readings for thermal design power "
                                          "of Test Rack"));
        choice.part = m_sample.hall.findPart("test-cdu");
        QVERIFY(!chooseReadings(m_sample.hall, choice));
    }

    void whatTheUserEnteredStaysChosen() {
        VERIFY_OK(
            apply(m_sample.hall,
                  *overrideReading(
                      m_sample.hall, m_part, Property::powerTdp,
                      {.number = 125e3, .text = {}, .reason = "Measured", .date = "2026-11-22"})));
        const Result<Edit> edit = chosen(ReadingRule::Highest);
        QVERIFY(!edit);
        QCOMPARE(edit.error().message, std::string("All readings are chosen like that already"));
    }

    void rowsOfTheDesignBasisAreSettledOnlyWhereTheyAreNamed() {
        const PartId basis = m_sample.hall.findPart("design-basis");
        Part part = *m_sample.hall.part(basis);
        part.data[0].readings.push_back(part.data[0].readings[0]);
        part.data[0].readings.back().number = 9.0;
        m_sample.hall.parts.set(basis, {std::make_shared<const Part>(part), {}});
        Hall hall = m_sample.hall;
        VERIFY_OK(apply(hall, *chosen(ReadingRule::Highest)));
        QCOMPARE(hall.part(basis)->data[0].chosen, std::size_t(0));
        VERIFY_OK(
            apply(hall, *chooseReadings(hall, {.rule = ReadingRule::Highest, .part = basis})));
        QCOMPARE(hall.part(basis)->data[0].chosen, std::size_t(1));
    }

    void whatWouldChangeNothingIsRefused() {
        QVERIFY(!chosen(ReadingRule::Source, "nobody"));
        QCOMPARE(chosen(ReadingRule::Source, "nobody").error().message,
                 std::string("No reading comes from nobody"));
        QVERIFY(!chosen(ReadingRule::Source));
        QVERIFY(
            !chooseReadings(m_sample.hall, {.rule = ReadingRule::Highest, .part = PartId{999}}));
    }

    /// Edits of parts, as dice throw them, on a planned hall: each is evaluated step by step as it
    /// is from nothing, and all of them go back.
    void editsOfPartsAreEvaluatedStepByStepAndGoBack() {
        const Hall start = test::examplePlan("gb300-unit").hall;
        Hall hall = start;
        RawId next = hall.highestId() + 1;
        std::vector<PartId> parts;
        hall.parts.forEach([&](PartId id, const FrozenPart&) { parts.push_back(id); });
        Evaluator evaluator;
        evaluator.update(hall);
        std::vector<Edit> done;
        std::mt19937 dice(11);
        for (int i = 0; i < 60 && done.size() < 16; ++i) {
            const PartId part = parts[dice() % parts.size()];
            const auto rule = static_cast<ReadingRule>(dice() % 4);
            Result<Edit> edit = Error{};
            switch (dice() % 5) {
            case 0:
                edit = chooseReadings(hall, {.rule = rule});
                break;
            case 1:
                edit = chooseReadings(hall, {.rule = rule, .part = part});
                break;
            case 2:
                edit = retirePart(hall, part, dice() % 2 == 0);
                break;
            case 3:
                edit = duplicatePart(hall, part, "copy-" + std::to_string(i), "A copy", next);
                break;
            default:
                edit = overrideReading(hall, part, Property::mass,
                                       {.number = 100.0 + static_cast<double>(dice() % 900),
                                        .text = {},
                                        .reason = "Weighed",
                                        .date = "2026-11-22"});
            }
            if (!edit) continue;
            VERIFY_OK(apply(hall, *edit));
            done.push_back(*edit);
            const Evaluation& step = evaluator.update(hall);
            const Evaluation fresh = evaluate(hall);
            for (const FigureInfo& row : allFigures())
                QVERIFY2(step.columns().column(row.figure) == fresh.columns().column(row.figure),
                         (edit->label + ": " + std::string(row.id)).c_str());
            QCOMPARE(step.findings().size(), fresh.findings().size());
        }
        QVERIFY(done.size() >= 12);
        for (auto edit = done.rbegin(); edit != done.rend(); ++edit)
            VERIFY_OK(apply(hall, inverse(*edit)));
        QVERIFY(hall == start);
    }

    void everyRuleHasAName() {
        for (const char* name : {"highest", "lowest", "newest", "best-grade", "source"})
            QCOMPARE(readingRuleName(findReadingRule(name).value()), std::string_view(name));
        QVERIFY(!findReadingRule("best"));
    }
};

HALL_TEST(ChooseReadingsTest)
#include "choose_readings_test.moc"
