#include "model/edits/waive.h"

#include "model/edits/change_items.h"
#include "model/edits/move_items.h"
#include "model/reports/figure_text.h"
#include "tests/support/example_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class WaiveTest : public QObject {
    Q_OBJECT

    const Hall& m_unit = test::examplePlan("gb300-unit").hall;

    static Id<Rack> rackNamed(const Hall& hall, std::string_view name) {
        Id<Rack> found;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (rack.name == name) found = id;
        });
        return found;
    }
    /// The example with A02 pushed into A01.
    Hall overlapping(int by) const {
        Hall hall = m_unit;
        const ItemRef items[] = {{TableId::Racks, rackNamed(hall, "A02").raw}};
        const Result<Edit> edit = moveItems(hall, items, {-by}, {0});
        if (!edit || !hallwright::apply(hall, *edit)) return {};
        return hall;
    }
    static const Finding* find(const Evaluation& evaluation, std::string_view rule) {
        for (const Finding& finding : evaluation.findings())
            if (ruleOf(finding).id == rule) return &finding;
        return nullptr;
    }
    static Result<Edit> waive(const Evaluation& evaluation, std::string_view rule, RawId& next) {
        return waiveFinding(evaluation, *find(evaluation, rule), " they share a frame ",
                            "A. Planner", "2026-11-22", next);
    }
    static Hall waived(const Hall& hall, std::string_view rule) {
        RawId next = 1;
        Hall out = hall;
        const Result<Edit> edit = waive(evaluate(hall), rule, next);
        if (!edit || !hallwright::apply(out, *edit)) return {};
        return out;
    }

private slots:
    void aFindingIsWaivedAndTakenBack() {
        const Hall hall = overlapping(100);
        const Evaluation before = evaluate(hall);
        QVERIFY(find(before, "space.overlap"));
        RawId next = hall.highestId() + 10;
        const RawId fresh = next;
        const Result<Edit> edit = waive(before, "space.overlap", next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Waive space.overlap of A01, A02"));
        QCOMPARE(next, fresh + 1);
        Hall with = hall;
        VERIFY_OK(hallwright::apply(with, *edit));
        const Waiver& waiver = with.waivers[{fresh}];
        QCOMPARE(waiver.reason, std::string("they share a frame"));
        QCOMPARE(*waiver.accepted, 0.1);
        const Evaluation after = evaluate(with);
        QCOMPARE(find(after, "space.overlap")->waiver, fresh);
        QVERIFY(!find(after, "document.waiver.unused"));

        const Result<Edit> back = withdrawWaiver(with, fresh);
        VERIFY_OK(back);
        QCOMPARE(back->label, std::string("Take back the waiver of space.overlap of A01, A02"));
        VERIFY_OK(hallwright::apply(with, *back));
        QVERIFY(with == hall);
        QVERIFY(!withdrawWaiver(with, fresh));
    }

    void aWaiverNeedsAReasonAnAuthorAndADate() {
        const Evaluation evaluation = evaluate(overlapping(100));
        const Finding& finding = *find(evaluation, "space.overlap");
        RawId next = 5000;
        const auto sentence = [&](const char* reason, const char* author, const char* date) {
            const Result<Edit> edit = waiveFinding(evaluation, finding, reason, author, date, next);
            return edit ? std::string() : edit.error().text();
        };
        QCOMPARE(sentence("  ", "me", "2026-11-22"),
                 std::string("A waiver needs a reason; say why the finding may stand"));
        QCOMPARE(sentence("so", "", "2026-11-22"),
                 std::string("A waiver needs an author; say who accepts the finding"));
        QCOMPARE(sentence("so", "me", "22.11.2026"),
                 std::string("The date of a waiver is written like 2026-11-22"));
        QCOMPARE(next, 5000);
    }

    void whatGetsWorseStandsAgainAndWhatGetsBetterStaysWaived() {
        Hall hall = waived(overlapping(100), "space.overlap");
        const Id<Rack> a02 = rackNamed(hall, "A02");
        const ItemRef items[] = {{TableId::Racks, a02.raw}};
        VERIFY_OK(hallwright::apply(hall, *moveItems(hall, items, {-50}, {0})));
        Evaluator evaluator;
        const Finding* finding = find(evaluator.update(hall), "space.overlap");
        QCOMPARE(finding->waiver, 0);
        QVERIFY(finding->lapsed != 0);
        const std::string text = findingText(evaluator.evaluation(), *finding);
        QVERIFY2(text.ends_with("; waived at 100\u00a0mm, now 150\u00a0mm"), text.c_str());
        QVERIFY(!find(evaluator.evaluation(), "document.waiver.unused"));

        // The same evaluator follows it back, and the text is not added to twice.
        VERIFY_OK(hallwright::apply(hall, *moveItems(hall, items, {80}, {0})));
        finding = find(evaluator.update(hall), "space.overlap");
        QVERIFY(finding->waiver != 0);
        QCOMPARE(finding->lapsed, 0);
        VERIFY_OK(hallwright::apply(hall, *moveItems(hall, items, {70}, {0})));
        evaluator.update(hall);
        QVERIFY(!find(evaluator.evaluation(), "space.overlap"));
        const Finding* unused = find(evaluator.evaluation(), "document.waiver.unused");
        QVERIFY(unused && severityOf(*unused) == Severity::Note);
        QCOMPARE(unused->detail,
                 std::string("the waiver of space.overlap for A01, A02 covers nothing any more"));
    }

    void aWaiverBelongsToBothOfAPairWhateverTheirNames() {
        Hall hall = waived(overlapping(100), "space.overlap");
        VERIFY_OK(hallwright::apply(
            hall, *renameItem(hall, {TableId::Racks, rackNamed(hall, "A01").raw}, "Left")));
        QVERIFY(find(evaluate(hall), "space.overlap")->waiver != 0);
        // A03 pushed into A02 is another finding.
        const ItemRef third[] = {{TableId::Racks, rackNamed(hall, "A03").raw}};
        VERIFY_OK(hallwright::apply(hall, *moveItems(hall, third, {-200}, {0})));
        int covered = 0, open = 0;
        const Evaluation evaluation = evaluate(hall);
        for (const Finding& finding : evaluation.findings())
            if (ruleOf(finding).id == "space.overlap") ++(finding.waiver != 0 ? covered : open);
        QCOMPARE(covered, 1);
        QCOMPARE(open, 1);
    }

    void aWaiverOfAPartOutlivesItsRacks() {
        const std::string_view rule = "structure.floor.footprint";
        Hall hall = waived(m_unit, rule);
        QVERIFY(find(evaluate(hall), rule)->waiver != 0);
        QVERIFY(find(evaluate(hall), rule)->subject(hall).starts_with("part "));
        Rack rack = hall.racks[rackNamed(hall, "A01")];
        rack.name = "A99";
        RawId next = 1;
        VERIFY_OK(hallwright::apply(hall, *addRack(hall, rack, next)));
        const ItemRef gone[] = {{TableId::Racks, rackNamed(hall, "A01").raw}};
        VERIFY_OK(hallwright::apply(hall, *deleteItems(hall, gone)));
        QVERIFY(find(evaluate(hall), rule)->waiver != 0);
    }

    void aWaiverOfTheHallOutlivesItsRacks() {
        const std::string_view rule = "catalog.assumptions";
        Hall hall = waived(m_unit, rule);
        QCOMPARE(find(evaluate(hall), rule)->subject(hall), std::string("hall"));
        const ItemRef gone[] = {{TableId::Racks, rackNamed(hall, "A01").raw}};
        VERIFY_OK(hallwright::apply(hall, *deleteItems(hall, gone)));
        QVERIFY(find(evaluate(hall), rule)->waiver != 0);
    }

    /// A waiver of what is unknown must not cover what fails once it is known.
    void whatCouldNotBeJudgedIsAnotherFinding() {
        Finding open;
        open.outcome = Finding::Outcome::NotChecked;
        open.items = {{TableId::Racks, rackNamed(m_unit, "A01").raw}};
        Finding failed = open;
        failed.outcome = Finding::Outcome::Fails;
        QVERIFY(open.subject(m_unit) != failed.subject(m_unit));
        // Told of all racks of the part together, so it is about the part.
        QCOMPARE(open.subject(m_unit), std::string("unknown part nvidia-gb300-nvl72"));
    }

    void waivingAgainChangesTheReason() {
        const Hall hall = waived(overlapping(100), "space.overlap");
        RawId next = 1;
        const Evaluation evaluation = evaluate(hall);
        const Result<Edit> edit = waiveFinding(evaluation, *find(evaluation, "space.overlap"),
                                               "measured on site", "B", "2027-01-02", next);
        VERIFY_OK(edit);
        QCOMPARE(next, 1);
        Hall again = hall;
        VERIFY_OK(hallwright::apply(again, *edit));
        QCOMPARE(again.waivers.size(), std::size_t{1});
    }

    void waivedFindingsArePrintedByThemselvesAndNotCounted() {
        const Hall open = overlapping(100);
        const std::string before = findingsText(evaluate(open));
        const Hall hall = waived(open, "space.overlap");
        const std::string text = findingsText(evaluate(hall));
        QVERIFY2(text.find("\nWaived findings:\nerror    space.overlap  ") != std::string::npos,
                 text.c_str());
        QVERIFY2(text.find("\n         waived by A. Planner on 2026-11-22: they share a frame\n") !=
                     std::string::npos,
                 text.c_str());
        QVERIFY(text.ends_with(", 1 waived\n"));
        QVERIFY(before.find("waived") == std::string::npos);
        QVERIFY(text.find("space.overlap") > text.find("Waived findings:"));
    }

    void aWaiverThatWasWrittenWithoutANumberCoversAny() {
        Hall hall = waived(overlapping(100), "space.overlap");
        const Id<Waiver> id{hall.highestId()};
        Waiver waiver = hall.waivers[id];
        waiver.accepted.reset();
        hall.waivers.set(id, waiver);
        const ItemRef items[] = {{TableId::Racks, rackNamed(hall, "A02").raw}};
        VERIFY_OK(hallwright::apply(hall, *moveItems(hall, items, {-200}, {0})));
        QVERIFY(find(evaluate(hall), "space.overlap")->waiver != 0);
    }
};

HALL_TEST(WaiveTest)
#include "waive_test.moc"
