#include "model/reports/bill_table.h"
#include "model/reports/figure_text.h"
#include "model/rules/rule.h"
#include "tests/support/example_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

/// The example halls, planned from their briefs: figures and findings pinned as text, and what must
/// come out of them.
class ExamplesTest : public QObject {
    Q_OBJECT

    static double number(const Evaluation& evaluation, const char* id) {
        const Result<FigureRef> ref = findFigure(evaluation.hall(), id);
        return ref ? evaluation.number(ref->figure, ref->item) : unknown;
    }
    static void addExamples() {
        QTest::addColumn<QString>("example");
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc", "gb300-128"})
            QTest::newRow(name) << QString(name);
    }

private slots:
    void figuresArePinned_data() { addExamples(); }
    void figuresArePinned() {
        QFETCH(QString, example);
        const Evaluation evaluation = evaluate(test::examplePlan(example.toStdString()).hall);
        COMPARE_FILE(figuresText(evaluation, nullptr),
                     "examples/" + example.toStdString() + ".figures.txt");
    }

    void findingsArePinned_data() { addExamples(); }
    void findingsArePinned() {
        QFETCH(QString, example);
        const Evaluation evaluation = evaluate(test::examplePlan(example.toStdString()).hall);
        COMPARE_FILE(findingsText(evaluation),
                     "examples/" + example.toStdString() + ".findings.txt");
    }

    void theBillAddsUpToTheCapitalCostOfRacksNetworkAndPlant_data() { addExamples(); }
    void theBillAddsUpToTheCapitalCostOfRacksNetworkAndPlant() {
        QFETCH(QString, example);
        const Evaluation evaluation = evaluate(test::examplePlan(example.toStdString()).hall);
        const double bill = billTable(evaluation).total_usd;
        const double figures = evaluation.columns().getOr0(Fig::capexIt) +
                               evaluation.columns().getOr0(Fig::capexPlant);
        QVERIFY(bill > 0);
        QVERIFY2(std::abs(bill - figures) < 1e-9 * bill,
                 qPrintable(QString("%1 %2").arg(bill).arg(figures)));
    }

    void oneGb300UnitIsEightLeavesAndFourSpines() {
        const Evaluation e = evaluate(test::examplePlan("gb300-unit").hall);
        QCOMPARE(number(e, "fabric.compute.switches.leaf"), 8.0);
        QCOMPARE(number(e, "fabric.compute.switches.spine"), 4.0);
        QCOMPARE(number(e, "fabric.compute.links.host_leaf"), 576.0);
        QCOMPARE(number(e, "fabric.compute.links.leaf_spine"), 576.0);
        QCOMPARE(number(e, "fabric.compute.ports.free"), 0.0);
        QCOMPARE(number(e, "fabric.compute.optical_ends"), 2304.0);
        QCOMPARE(number(e, "fabric.compute.transceivers"), 1440.0);
        QCOMPARE(number(e, "fabric.compute.strands"), 9216.0);
        QCOMPARE(number(e, "fabric.compute.cables"), 1152.0);
        QCOMPARE(number(e, "fabric.compute.lasers"), 9216.0);
        QCOMPARE(number(e, "fabric.frontend.switches.leaf"), 6.0);
        QCOMPARE(number(e, "fabric.frontend.switches.spine"), 4.0);
    }

    void oneHundredAndTwentyEightRacksAreSixteenUnits() {
        const Evaluation e = evaluate(test::examplePlan("gb300-128").hall);
        QCOMPARE(number(e, "fabric.compute.switches.leaf"), 128.0);
        QCOMPARE(number(e, "fabric.compute.switches.spine"), 72.0);
        QCOMPARE(number(e, "fabric.compute.links.host_leaf"), 9216.0);
        QCOMPARE(number(e, "fabric.compute.links.leaf_spine"), 9216.0);
        QCOMPARE(number(e, "compute.gpu_packages"), 9216.0);
    }

    void aKyberRackCarries11111AmperesAt54Volts() {
        const Evaluation e = evaluate(test::examplePlan("kyber-row").hall);
        QVERIFY(std::abs(number(e, "busbar.current.total") - 600e3 / 54.0) < 1e-6);
    }

    void switchesOpticsAndHostOpticsCountNothingTwice_data() { addExamples(); }
    void switchesOpticsAndHostOpticsCountNothingTwice() {
        QFETCH(QString, example);
        const Evaluation e = evaluate(test::examplePlan(example.toStdString()).hall);
        double compute = 0.0, network = 0.0, fabrics = 0.0, hosts = 0.0;
        e.hall().racks.forEach([&](Id<Rack> id, const Rack& rack) {
            const Part* part = e.hall().part(rack.part);
            (part && part->kind == Kind::NetworkRack ? network : compute) +=
                e.number(Fig::rackTdp, id.raw);
        });
        e.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric&) {
            fabrics +=
                e.number(Fig::fabricSwitchPower, id.raw) + e.number(Fig::fabricOpticsPower, id.raw);
            hosts += e.number(Fig::fabricHostOpticsPower, id.raw);
        });
        // Of the racks, what the fabrics draw and what shelves of the switches' own lose on top.
        const double atInput = e.number(Fig::networkPower) - hosts;
        QVERIFY(std::abs(network - atInput) < 1e-6 * atInput);
        QVERIFY(atInput >= fabrics * (1.0 - 1e-9) && atInput < fabrics * 1.05);
        QVERIFY(std::abs(e.number(Fig::itTdp) - compute - network) < 1e-6 * compute);
    }

    void theUnitHasWarningsButNoErrors() {
        const Evaluation e = evaluate(test::examplePlan("gb300-unit").hall);
        Severity worst = Severity::Note;
        bool shelves = false;
        for (const Finding& finding : e.findings()) {
            worst = std::max(worst, severityOf(finding));
            if (ruleOf(finding).id == "redundancy.shelf.capacity") {
                const std::string text = findingText(e, finding);
                shelves = text.find("138\u00a0kW") != std::string::npos ||
                          text.find("138.5\u00a0kW") != std::string::npos;
                QVERIFY2(text.find("142\u00a0kW") != std::string::npos, text.c_str());
            }
        }
        QCOMPARE(worst, Severity::Warning);
        QVERIFY(shelves);
    }
};

HALL_TEST(ExamplesTest)
#include "examples_test.moc"
