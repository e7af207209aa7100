#include "model/planner/management.h"

#include "model/edits/change_fabric.h"
#include "model/planner/planner.h"
#include "model/rules/rule.h"
#include "model/stages/fabric.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <fmt/format.h>

using namespace hallwright;

/// What a hall has beside its work: management, storage and out-of-band networks, as the planner
/// makes them.
class ManagementTest : public QObject {
    Q_OBJECT

    /// A hall of so many metres with racks and fabrics after it.
    static Brief brief(const std::string& rest, int width = 40, int depth = 24) {
        const std::string text = fmt::format(R"(name = "t"
[site]
climate = "us-va-leesburg"
tariff = "tariff-us-va-2026"
[hall]
width = "{} m"
depth = "{} m"
clear_height = "6 m"
floor_rating = "20 kPa"
[power]
supply_per_side = "90 MW"
[cooling]
facility_water_supply = "20 degC"
cdu = "vertiv-xdu1350"
heat_rejection = "chiller+economiser"
)",
                                             width, depth) +
                                 rest;
        const Result<Brief> made = parseBrief(text, "t.toml");
        if (!made) qFatal("%s", made.error().text().c_str());
        return *made;
    }
    static std::string racks(const char* part, int count) {
        return fmt::format("[[racks]]\npart = \"{}\"\ncount = {}\n", part, count);
    }
    static std::string fabric(const char* name, const char* part, const char* more = "") {
        return fmt::format("[[fabrics]]\nname = \"{}\"\nswitch = \"{}\"\n{}\n", name, part, more);
    }
    static Plan planned(const Brief& brief) {
        const Result<Plan> made = plan(brief, test::shippedCatalog());
        if (!made) qFatal("%s", made.error().text().c_str());
        return *made;
    }
    /// Four scalable units of DGX H100, as the reference architecture counts them.
    static const Plan& superPod() {
        static const Plan made =
            planned(brief(racks("nvidia-dgx-h100-x4", 32) + fabric("compute", "nvidia-qm9700") +
                          fabric("storage", "nvidia-qm9700") + fabric("frontend", "nvidia-sn5610") +
                          "[management]\n"));
        return made;
    }
    static const FabricPlan& planOf(const Evaluation& evaluation, std::string_view name) {
        for (const FabricPlan& plan : evaluation.fabrics().plans)
            if (evaluation.hall().fabrics[{plan.fabric}].name == name) return plan;
        qFatal("no such fabric");
    }
    static int racksOf(const Hall& hall, Kind kind) {
        int count = 0;
        hall.racks.forEach(
            [&](Id<Rack>, const Rack& rack) { count += hall.part(rack.part)->kind == kind; });
        return count;
    }
    static void verifyWhole(const Evaluation& evaluation) {
        for (const Finding& finding : evaluation.findings())
            for (const std::string_view family : {"fabric", "optics", "cabling"})
                QVERIFY2(ruleOf(finding).family != family || severityOf(finding) != Severity::Error,
                         findingText(evaluation, finding).c_str());
    }
    static bool says(const std::vector<std::string>& notes, std::string_view words) {
        return std::any_of(notes.begin(), notes.end(), [&](const std::string& note) {
            return note.find(words) != std::string::npos;
        });
    }
    /// Host links of all racks but one: rack, port, leaf and port there.
    static std::vector<LinkBundle> linksBut(const FabricPlan& plan, std::ptrdiff_t rack) {
        std::vector<LinkBundle> out;
        for (const LinkBundle& bundle : plan.bundles)
            if (bundle.kind == LinkBundle::Kind::HostLeaf && bundle.from != rack)
                out.push_back(bundle);
        return out;
    }

private slots:
    /// SP-02: 32 compute racks of 40.8 kW ("exceeds 40 kW"); five management servers and four
    /// fabric managers; 38 racks in all, with network and storage heads. How many network racks
    /// there are follows from the heat that air takes out of one, which the publication does not
    /// say.
    void theManagementOfFourScalableUnitsIsThePublishedOne() {
        const Plan& made = superPod();
        const Hall& hall = made.hall;
        QCOMPARE(racksOf(hall, Kind::ComputeRack), 32);
        double power = 0.0, servers = 0.0;
        hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            const Part* part = hall.part(rack.part);
            if (part->kind == Kind::ComputeRack) power = *part->number(Property::powerTdp);
            if (part->kind == Kind::ManagementRack) servers = *part->number(Property::nodes);
        });
        QVERIFY2(power > 40e3 && power < 40.8e3 * 1.03, qPrintable(QString::number(power)));
        QCOMPARE(servers, 5.0 + 4.0);
        QCOMPARE(racksOf(hall, Kind::ManagementRack), 2);  // a sixteenth of the racks
        const int all = 32 + 2 + racksOf(hall, Kind::NetworkRack);
        QVERIFY2(all >= 36 && all <= 40, qPrintable(QString::number(all)));
        const Evaluation evaluation = evaluate(hall);
        QCOMPARE(planOf(evaluation, "compute").size.switches[0], 32);
        QCOMPARE(planOf(evaluation, "compute").size.switches[1], 16);
        verifyWhole(evaluation);
    }
    /// Nine servers beside nodes of four take a unit of their own, and no other rack their room.
    void racksOfOtherSizesTakeOnlyTheirOwnRoom() {
        const Evaluation evaluation = evaluate(superPod().hall);
        const FabricSize& size = planOf(evaluation, "frontend").size;
        QCOMPARE(int(size.hostLinks), 32 * 4 * 2 + 2 * 9 * 2);
        QCOMPARE(size.switches[0], 5);  // 292 ends on leaves of 64
    }
    void aRackThatLeavesAndComesBackChangesNoOtherLink() {
        Hall hall = superPod().hall;
        const Evaluation before = evaluate(hall);
        const FabricPlan& was = planOf(before, "frontend");
        Member left;
        hall.members.forEach([&](Id<Member>, const Member& member) {
            if (member.fabric.raw == was.fabric && member.unit == 1 && member.slot == 3)
                left = member;
        });
        QVERIFY(left.rack);
        const std::vector<Id<Rack>> one{left.rack};
        const std::ptrdiff_t at = before.rows().position(Scope::Rack, left.rack.raw);
        VERIFY_OK(apply(hall, *leaveFabric(hall, left.fabric, one)));
        const Evaluation without = evaluate(hall);
        QVERIFY(linksBut(planOf(without, "frontend"), at) == linksBut(was, at));
        RawId next = hall.highestId() + 1;
        VERIFY_OK(apply(hall, *joinFabric(hall, left.fabric, one, next)));
        const Evaluation again = evaluate(hall);
        // The same links, told in the order in which racks joined.
        const std::vector<LinkBundle>& is = planOf(again, "frontend").bundles;
        QVERIFY(std::is_permutation(is.begin(), is.end(), was.bundles.begin(), was.bundles.end()));
    }
    /// A rack that is new takes the room of its like, beside racks that came later.
    void aNewRackStandsWithItsLike() {
        Hall hall = superPod().hall;
        const Evaluation before = evaluate(hall);
        const FabricPlan& was = planOf(before, "frontend");
        Rack another;
        hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            if (hall.part(rack.part)->kind == Kind::ComputeRack) another = rack;
        });
        another.name = "Z01";
        RawId next = hall.highestId() + 1;
        const Id<Rack> added{next++};
        hall.racks.set(added, another);
        VERIFY_OK(apply(hall, *joinFabric(hall, {was.fabric}, std::vector{added}, next)));
        const Evaluation after = evaluate(hall);
        const std::ptrdiff_t at = after.rows().position(Scope::Rack, added.raw);
        QVERIFY(linksBut(planOf(after, "frontend"), at) == linksBut(was, -1));
        QCOMPARE(planOf(after, "frontend").size.hostLinks, was.size.hostLinks + 8);
    }

    void storageRacksJoinAStorageNetwork() {
        const Plan made =
            planned(brief(racks("nvidia-gb300-nvl72", 8) + racks("ddn-ai400x2-rack", 2) +
                          fabric("storage", "nvidia-qm8700")));
        const Evaluation evaluation = evaluate(made.hall);
        QCOMPARE(int(planOf(evaluation, "storage").size.hostLinks), 2 * 8 * 8);
        verifyWhole(evaluation);
        QVERIFY2(says(made.notes, "joins storage racks alone"), made.notes.front().c_str());
    }
    void storagePortsThatNothingJoinsAreTold() {
        const Plan made =
            planned(brief(racks("ddn-ai400x2-rack", 2) + racks("nvidia-gb300-nvl72", 8) +
                          fabric("frontend", "nvidia-sn5610")));
        QVERIFY(says(made.notes, "has storage ports that no fabric joins"));
    }
    void aLinkFasterThanItsPortsIsRefused() {
        const Result<Plan> made =
            plan(brief(racks("nvidia-gb300-nvl72", 8) + racks("ddn-ai400x2-rack", 2) +
                       fabric("storage", "nvidia-qm9700", "speed = \"400 Gb/s\"")),
                 test::shippedCatalog());
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::DoesNotFit);
        QVERIFY2(
            made.error().message.starts_with("network: links of fabric \"storage\" run at 400"),
            made.error().message.c_str());
        QVERIFY2(made.error().message.find("the slowest ports that it joins at 200") !=
                     std::string::npos,
                 made.error().message.c_str());
    }
    void portsThatNoModuleFitsTogetherAreRefused() {
        const Result<Plan> made =
            plan(brief(racks("nvidia-dgx-h100-x4", 8) + racks("ddn-ai400x2-rack", 2) +
                       fabric("storage", "nvidia-qm8700")),
                 test::shippedCatalog());
        QVERIFY(!made);
        QVERIFY2(made.error().message.find("and no module fits both") != std::string::npos,
                 made.error().message.c_str());
    }
    /// A plan either joins all its links or says that it cannot.
    void aPlanHasAMediumForEveryLink() {
        const Result<Plan> made =
            plan(brief(racks("nvidia-dgx-b200-x4", 8) + fabric("compute", "nvidia-sn6810-ld")),
                 test::shippedCatalog());
        if (made)
            verifyWhole(evaluate(made->hall));
        else
            QVERIFY2(made.error().message.find("optics.module.missing") != std::string::npos,
                     made.error().message.c_str());
    }
    /// Copper does not reach from the zone to the ends of long rows.
    void moreConsolesThanThreeTiersReachSayWhatToDo() {
        Brief wide = brief(racks("nvidia-gb300-nvl72", 2500) + "[management]\n", 990, 600);
        wide.supplyPerSide = watts(9e9);
        const Result<Plan> made = plan(wide, test::shippedCatalog());
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::DoesNotFit);
        QVERIFY2(made.error().message.find("that three tiers of radix 48 reach") !=
                     std::string::npos,
                 made.error().message.c_str());
        QVERIFY2(made.error().message.find("or write oob = false in [management]") !=
                     std::string::npos,
                 made.error().message.c_str());
    }
    void consolesOfALongHallHangInTheirRows() {
        const Plan made =
            planned(brief(racks("nvidia-dgx-h100-x4", 300) + "[management]\n", 200, 9));
        const Evaluation evaluation = evaluate(made.hall);
        const Fabric& oob = made.hall.fabrics[{planOf(evaluation, "oob").fabric}];
        QCOMPARE(oob.placement, SwitchPlacement::MiddleOfRow);
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).id != "optics.module.missing",
                     findingText(evaluation, finding).c_str());
    }
};

HALL_TEST(ManagementTest)
#include "management_test.moc"
