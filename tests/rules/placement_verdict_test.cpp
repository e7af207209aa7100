#include "model/rules/placement_verdict.h"

#include "model/edits/move_items.h"
#include "model/edits/waive.h"
#include "model/units/quantity_text.h"
#include "tests/support/example_hall.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class PlacementVerdictTest : public QObject {
    Q_OBJECT

    using Level = PlacementVerdict::Level;
    test::SampleWindowHall m_sample = test::sampleWindowHall();

    static Hall moved(Hall hall, ItemRef item, int dx, int dy) {
        const Result<Edit> edit = moveItems(hall, std::span(&item, 1), {dx}, {dy});
        if (edit) (void)apply(hall, edit.value());
        return hall;
    }
    PlacementVerdict ofMove(int dx, int dy) const {
        return verdictOf(evaluate(m_sample.hall),
                         evaluate(moved(m_sample.hall, m_sample.a01, dx, dy)));
    }
    /// Numbers and units stand together by a space that does not break.
    static QString plain(const PlacementVerdict& verdict) {
        return QString::fromStdString(verdict.reason).replace(u'\u00a0', u' ');
    }
private Q_SLOTS:
    void aMoveThatBreaksNothingIsGood() {
        const PlacementVerdict verdict = ofMove(0, -600);
        QVERIFY(verdict.level == Level::Good);
        QCOMPARE(verdict.reason, std::string());
    }

    void aClashIsNamed() {
        const PlacementVerdict verdict = ofMove(600, 0);
        QVERIFY(verdict.level == Level::Bad);
        QCOMPARE(plain(verdict), QString("A01 and A02 share 600 mm × 1.2 m of floor"));
    }

    void anAisleTooNarrowTellsTheLimit() {
        const PlacementVerdict verdict = ofMove(0, 300);
        QVERIFY(verdict.level == Level::Caution);
        QCOMPARE(plain(verdict), QString("900 mm free behind A01, up to B01; at least 1.2 m"));
    }

    void aFindingThatWasThereBeforeIsNoVerdict() {
        const Hall clash = moved(m_sample.hall, m_sample.a01, 600, 0);
        const Hall elsewhere = moved(clash, m_sample.cdu, 600, 0);
        QVERIFY(verdictOf(evaluate(clash), evaluate(elsewhere)).level == Level::Good);
    }

    void aFindingThatGetsWorseIs() {
        const Hall clash = moved(m_sample.hall, m_sample.a01, 0, 300);
        const Hall worse = moved(m_sample.hall, m_sample.a01, 0, 600);
        QCOMPARE(plain(verdictOf(evaluate(clash), evaluate(worse))),
                 QString("600 mm free behind A01, up to B01; at least 1.2 m"));
        QVERIFY(verdictOf(evaluate(worse), evaluate(clash)).level == Level::Good);
    }

    void anotherClashOfTheSameThingIsNew() {
        const Hall clash = moved(m_sample.hall, m_sample.a01, 600, 0);
        const Hall other = moved(m_sample.hall, m_sample.a01, 1800, 0);
        QCOMPARE(plain(verdictOf(evaluate(clash), evaluate(other))),
                 QString("A01 and A04 share 600 mm × 1.2 m of floor"));
    }

    void whatIsWaivedIsNoVerdict() {
        Hall clash = moved(m_sample.hall, m_sample.a01, 0, 300);
        const Evaluation before = evaluate(m_sample.hall), with = evaluate(clash);
        QVERIFY(verdictOf(before, with).level == Level::Caution);
        RawId next = m_sample.nextId;
        std::vector<Finding> open;
        for (const Finding& finding : with.findings())
            if (severityOf(finding) >= Severity::Warning && ruleOf(finding).family == "space")
                open.push_back(finding);
        QVERIFY(!open.empty());
        for (const Finding& finding : open) {
            const Result<Edit> edit =
                waiveFinding(evaluate(clash), finding, "agreed", "we", "2026-11-22", next);
            VERIFY_OK(edit);
            VERIFY_OK(apply(clash, edit.value()));
        }
        QVERIFY(verdictOf(before, evaluate(clash)).level == Level::Good);
    }

    void whatHoldsForTheWholeHallIsToldToo() {
        const Hall& hall = test::examplePlan("gb300-unit").hall;
        Hall with = hall;
        Site site = hall.site();
        site.supplyPerSide = watts(1e6);
        with.sites.set(hall.siteId(), site);
        const PlacementVerdict verdict = verdictOf(evaluate(hall), evaluate(with));
        QVERIFY(verdict.level == Level::Bad);
        const QString words = plain(verdict);
        QVERIFY2(words.startsWith("One side carries ") && words.contains("; at most 1"),
                 qPrintable(words));
    }

    void aNameIsNotMadeASentenceStart() {
        Finding finding;
        finding.detail = "rack-7 is 2 m high";
        QCOMPARE(findingSentence(finding), std::string("rack-7 is 2 m high"));
        finding.detail = "one side carries 1.9 MW";
        finding.actual = {1.9e6, Dimension::Power};
        finding.limit = {1.8e6, Dimension::Power};
        QCOMPARE(findingSentence(finding),
                 "One side carries 1.9 MW; at most " + formatQuantity(finding.limit));
    }
};

HALL_TEST(PlacementVerdictTest)
#include "placement_verdict_test.moc"
