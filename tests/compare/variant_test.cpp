#include "model/compare/variant.h"

#include "model/figures/evaluation.h"
#include "tests/support/example_hall.h"
#include "tests/support/near.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <set>

using namespace hallwright;
using hallwright::test::examplePlan;
using hallwright::test::shippedCatalog;

/// Variants of the optics of the example unit, made in memory.
class VariantTest : public QObject {
    Q_OBJECT

    static const Hall& base() { return examplePlan("gb300-unit").hall; }
    static VariantHall variant(const Hall& hall, VariantKind kind) {
        Result<VariantHall> made = variantOf(hall, shippedCatalog(), kind);
        if (!made) qFatal("%s", made.error().text().c_str());
        return std::move(made).value();
    }
    static const Fabric& compute(const Hall& hall) {
        const Fabric* found = nullptr;
        hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
            if (fabric.role == FabricRole::ScaleOut) found = &fabric;
        });
        return *found;
    }
    static double sum(const Evaluation& evaluation, Fig figure) {
        double out = 0.0;
        for (const RawId id : evaluation.rows().ids(Scope::Fabric))
            out += evaluation.number(figure, id);
        return out;
    }

private slots:
    void coPackagedSwapsTheSwitchesForTheirCounterpart() {
        const VariantHall cpo = variant(base(), VariantKind::Cpo);
        const Fabric& fabric = compute(cpo.hall);
        QCOMPARE(QString::fromStdString(cpo.hall.part(fabric.switchPart)->id),
                 QString("nvidia-q3450-ld"));
        QVERIFY(fabric.optics == OpticsPolicy::Cpo);
        QVERIFY(!fabric.switchModule);
        QVERIFY(cpo.losses.empty());
        QVERIFY(cpo.note.find("in place of") != std::string::npos);
        // They are not placed anew, and the note says what that leaves open.
        QVERIFY(cpo.note.find("keep the racks") != std::string::npos);
    }

    void adaptersKeepTheirModules() {
        const VariantHall cpo = variant(base(), VariantKind::Cpo);
        const Fabric& fabric = compute(cpo.hall);
        QVERIFY(fabric.hostModule);
        QCOMPARE(cpo.hall.part(fabric.hostModule)->id, base().part(compute(base()).hostModule)->id);
    }

    void racksOfLiquidCooledSwitchesHangOnALoop() {
        const VariantHall cpo = variant(base(), VariantKind::Cpo);
        int hung = 0;
        cpo.hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            const Part* part = cpo.hall.part(cpo.hall.fabrics[mount.fabric].switchPart);
            if (part->number(Property::liquidFraction).value_or(0.0) <= 0.0) return;
            QVERIFY(cpo.hall.racks[mount.rack].loop);
            ++hung;
        });
        QVERIFY(hung > 0);
        const Evaluation evaluation = evaluate(cpo.hall);
        const Evaluation before = evaluate(base());
        QVERIFY(evaluation.number(Fig::liquidFlow) > before.number(Fig::liquidFlow));
        QVERIFY(evaluation.number(Fig::airHeat) < before.number(Fig::airHeat));
    }

    void everyCoPackagedSwitchTakesItsRatedFlow() {  // 8.6 L/min a switch
        const VariantHall cpo = variant(base(), VariantKind::Cpo);
        const Evaluation evaluation = evaluate(cpo.hall);
        double switches = 0.0, flow = 0.0;
        std::set<RawId> racks;
        cpo.hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (cpo.hall.fabrics[mount.fabric].optics != OpticsPolicy::Cpo) return;
            switches += mount.count;
            racks.insert(mount.rack.raw);
        });
        for (const RawId rack : racks)
            flow += evaluation.number(Fig::rackFlow, rack);
        QVERIFY(switches > 0.0);
        COMPARE_WITHIN(flow, switches * 8.6 / 60000.0, 1e-9);
    }

    void shelvesAndManifoldsAreBoughtWithTheSwitches() {
        const VariantHall cpo = variant(base(), VariantKind::Cpo);
        const Evaluation evaluation = evaluate(cpo.hall);
        std::set<Kind> bought;
        for (const BillLine& line : evaluation.bill())
            if (line.section == "Network") bought.insert(cpo.hall.part(line.part)->kind);
        QVERIFY(bought.contains(Kind::PowerShelf));
        QVERIFY(bought.contains(Kind::Manifold));
    }

    void thereAndBackIsTheSameNetwork() {
        const VariantHall cpo = variant(base(), VariantKind::Cpo);
        const VariantHall back = variant(cpo.hall, VariantKind::Pluggable);
        const Evaluation before = evaluate(base()), after = evaluate(back.hall);
        for (const Fig figure : {Fig::fabricTransceivers, Fig::fabricLasers, Fig::fabricCables,
                                 Fig::fabricSwitchPower, Fig::fabricOpticsPower})
            QCOMPARE(sum(after, figure), sum(before, figure));
        QCOMPARE(after.number(Fig::liquidFlow), before.number(Fig::liquidFlow));
        QCOMPARE(after.number(Fig::itTdp), before.number(Fig::itTdp));
    }

    void theSameOpticsChangeNothing() {
        const VariantHall same = variant(base(), VariantKind::Pluggable);
        QVERIFY(same.hall == base());
        QVERIFY(same.note.find("as it is") != std::string::npos);
    }

    void aSwitchWithoutCounterpartIsRefusedWithASentence() {
        Hall hall = base();
        std::vector<Id<Fabric>> all;
        hall.fabrics.forEach([&](Id<Fabric> id, const Fabric&) { all.push_back(id); });
        for (const Id<Fabric> id : all)
            if (hall.fabrics[id].role == FabricRole::ScaleOut) hall.fabrics.erase(id);
        const Result<VariantHall> made = variantOf(hall, shippedCatalog(), VariantKind::Cpo);
        QVERIFY(!made);
        QVERIFY(made.error().code == ErrorCode::Refused);
        QVERIFY2(made.error().message.find("stays on") != std::string::npos,
                 made.error().message.c_str());
    }

    void copperFirstBuysCopperWhereItReaches() {
        const VariantHall copper = variant(base(), VariantKind::CopperFirst);
        QVERIFY(compute(copper.hall).optics == OpticsPolicy::CopperFirst);
        QVERIFY(sum(evaluate(copper.hall), Fig::fabricOpticalEnds) <=
                sum(evaluate(base()), Fig::fabricOpticalEnds));
    }
};

HALL_TEST(VariantTest)
#include "variant_test.moc"
