#include "model/planner/network_plan.h"

#include "model/planner/planner.h"
#include "model/rules/rule.h"
#include "model/stages/cabling.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;

/// Switches in their racks and cables in their trays, as the evaluation of the planned hall sees
/// them.
class NetworkPlanTest : public QObject {
    Q_OBJECT

    static Result<Brief> example(const std::string& name) {
        return readBrief(test::sourceFolder() / "resources" / "examples" / (name + ".toml"));
    }
    static Plan planned(const std::string& name) {
        const Result<Brief> brief = example(name);
        if (!brief) qFatal("%s", brief.error().text().c_str());
        const Result<Plan> made = plan(*brief, test::shippedCatalog());
        if (!made) qFatal("%s", made.error().text().c_str());
        return *made;
    }
    static void addExamples() {
        QTest::addColumn<std::string>("name");
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc", "gb300-128"})
            QTest::newRow(name) << std::string(name);
    }
    static int networkRacks(const Hall& hall) {
        int count = 0;
        hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            count += hall.part(rack.part)->kind == Kind::NetworkRack;
        });
        return count;
    }

private slots:
    void networkRacksArePackedByThePowerTheyGet_data() { addExamples(); }
    void networkRacksArePackedByThePowerTheyGet() {
        QFETCH(std::string, name);
        const Evaluation evaluation = evaluate(planned(name).hall);
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).id != "rack.network.power",
                     findingText(evaluation, finding).c_str());
    }
    /// With linear modules a switch takes less, so a rack takes more of them.
    void linearModulesLeaveRoomForMoreSwitchesInARack() {
        const Result<Brief> read = example("gb300-128");
        VERIFY_OK(read);
        Brief brief = *read;
        for (BriefFabric& fabric : brief.fabrics)
            if (fabric.switchPart.text == "nvidia-q3400-ra") fabric.optics.text = "lpo";
        const Result<Plan> made = plan(brief, test::shippedCatalog());
        VERIFY_OK(made);
        QVERIFY(networkRacks(made->hall) < networkRacks(planned("gb300-128").hall));
        const Evaluation evaluation = evaluate(made->hall);
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).id != "rack.network.power",
                     findingText(evaluation, finding).c_str());
    }

    void traysHoldTheirCablesAtTheDesignFill_data() { addExamples(); }
    void traysHoldTheirCablesAtTheDesignFill() {
        QFETCH(std::string, name);
        const Evaluation evaluation = evaluate(planned(name).hall);
        const double design =
            evaluation.numbers().get(evaluation.hall().site().basis, Property::trayFillDesign);
        const double fullest = evaluation.number(Fig::trayFillMax);
        QVERIFY2(fullest > 0.0 && fullest <= design * (1.0 + 1e-9),
                 qPrintable(QString::number(fullest)));
        evaluation.hall().trays.forEach([&](Id<Tray> id, const Tray& tray) {
            // And no more of them than that takes.
            const double fill = evaluation.number(Fig::trayFill, id.raw);
            QVERIFY2(tray.layers == 1 || fill * tray.layers > design * (tray.layers - 1),
                     tray.name.c_str());
        });
    }

    void aMultiPlaneFabricHasACageForEveryModule() {
        const Result<Brief> read = example("gb300-unit");
        VERIFY_OK(read);
        Brief brief = *read;
        brief.fabrics[0].kind = FabricKind::MultiPlane;
        brief.fabrics[0].planes = 2;
        const Result<Plan> made = plan(brief, test::shippedCatalog());
        VERIFY_OK(made);
        const Evaluation evaluation = evaluate(made->hall);
        const CablePlan& cables = evaluation.cables().plans[0];
        QVERIFY(!cables.cagesTaken[0].empty());
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).family != "fabric" || severityOf(finding) != Severity::Error,
                     findingText(evaluation, finding).c_str());
    }
};

HALL_TEST(NetworkPlanTest)
#include "network_plan_test.moc"
