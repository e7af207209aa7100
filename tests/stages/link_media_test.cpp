#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::test;

namespace {

using P = Property;

/// A hall of eight racks whose fabric was changed, and one copper cable more.
Hall hallWith(PlainPart copper, OpticsPolicy optics = OpticsPolicy::CopperFirst) {
    Hall hall = gb300Hall(8, optics);
    hall.parts.set(parts::copper, copper.frozen());
    Part module = *hall.part(parts::twinModule);
    Reading lanes;
    lanes.number = 200e9;
    module.data.push_back({P::opticsLaneRate, {lanes}, 0});
    std::sort(module.data.begin(), module.data.end(),
              [](const Datum& a, const Datum& b) { return a.property < b.property; });
    hall.parts.set(parts::twinModule, {std::make_shared<const Part>(module), {}});
    return hall;
}

PlainPart twinCopper(double laneRate) {
    return PlainPart("dac", Kind::CopperCable)
        .with(P::linkSpeed, 800e9)
        .with(P::linksPerModule, 2.0)
        .with(P::opticsLaneRate, laneRate)
        .with(P::reach, 7.0)
        .with(P::moduleCage, "osfp")
        .with(P::cableLengths, std::vector<double>{1, 2, 3, 5, 7});
}

}  // namespace

class LinkMediaTest : public QObject {
    Q_OBJECT

private slots:
    void cablesWithUnequalEndsNameBoth() {
        QCOMPARE(bothEnds("osfp/qsfp112").first, std::string_view("osfp"));
        QCOMPARE(bothEnds("osfp/qsfp112").second, std::string_view("qsfp112"));
        QCOMPARE(bothEnds("mpo-12").second, std::string_view("mpo-12"));
        QVERIFY(joins("mmc-12/mpo-12", "mpo-12", "mmc-12"));
        QVERIFY(!joins("mmc-12/mpo-12", "mpo-12", "mpo-12"));
        QVERIFY(joins("mpo-12", "", "mpo-12"));
    }
    /// A twin cable fits twin cages where its lanes run at the speed of theirs, and only there.
    void copperOfOtherLanesIsNotBought() {
        QVERIFY(FabricRun(hallWith(twinCopper(200e9))).cables().copperLinks > 0);
        QCOMPARE(FabricRun(hallWith(twinCopper(100e9))).cables().copperLinks, 0LL);
    }
    /// A finned plug does not go into the flat-top cage of an adapter.
    void copperGoesOnlyIntoItsOwnCages() {
        const FabricRun run(hallWith(twinCopper(200e9)));
        for (std::size_t b = 0; b < run.fabric().bundles.size(); ++b)
            if (run.fabric().bundles[b].kind == LinkBundle::Kind::HostLeaf)
                QVERIFY(run.cables().mediumOf(b) != parts::copper);
    }
    void aCableOfOneLinkWouldWasteATwinCage() {
        Hall hall = hallWith(twinCopper(200e9).with(P::cableDiameter, 0.0085));
        Part copper = *hall.part(parts::copper);
        for (Datum& datum : copper.data)
            if (datum.property == P::linksPerModule) datum.readings[0].number = 1.0;
        hall.parts.set(parts::copper, {std::make_shared<const Part>(copper), {}});
        QCOMPARE(FabricRun(hall).cables().copperLinks, 0LL);
    }
    /// No cage is half copper: modules and plugs together never want more than there are.
    void copperTakesWholeCages() {
        const FabricRun run(hallWith(twinCopper(200e9)));
        for (const auto& tier : run.cables().cagesTaken)
            for (const long long taken : tier)
                QVERIFY(taken <= 72);
    }
    void modulesOfDifferentFibreHaveNoMedium() {
        Hall hall = gb300Hall(8);
        say(hall, parts::hostModule, P::medium, "mmf");
        say(hall, parts::twinModule, P::medium, "smf");
        const FabricRun run(hall);
        const LinkMedia& media = run.cables().media;
        QVERIFY(media.side(LinkBundle::Kind::HostLeaf).fault.find("multimode") !=
                std::string::npos);
        QCOMPARE(media.side(LinkBundle::Kind::LeafSpine).fault, std::string());
        for (std::size_t b = 0; b < run.fabric().bundles.size(); ++b)
            QCOMPARE(run.cables().mediumOf(b) == PartId{},
                     run.fabric().bundles[b].kind == LinkBundle::Kind::HostLeaf);
        for (const auto& [piece, count] : run.cables().pieces)
            QVERIFY(piece.first == PartId{} || count > 0);
        // What nothing lights has no modules either: the 576 links between switches have theirs.
        QCOMPARE(run.cables().hostModules, 0LL);
        QCOMPARE(run.cables().switchModules, 576LL);
        QCOMPARE(run.get(Fig::fabricOpticalEnds), 2.0 * 576.0);
        QCOMPARE(run.get(Fig::fabricConnectors), 2.0 * 576.0);
    }
    void aFlatTopModuleDoesNotGoIntoAnAirCooledSwitch() {
        Hall hall = gb300Hall(8);
        say(hall, parts::twinModule, P::moduleCage, "osfp-rhs");
        const FabricRun run(hall);
        for (std::size_t b = 0; b < run.fabric().bundles.size(); ++b)
            QCOMPARE(run.cables().mediumOf(b), PartId{});
        QCOMPARE(run.get(Fig::fabricTransceivers), 0.0);
        QCOMPARE(run.get(Fig::fabricOpticalEnds), 0.0);
    }
    void aCageDoesNotDriveAModuleFasterThanItsPorts() {
        Hall hall = gb300Hall(8);
        Part sw = *hall.part(parts::pluggableSwitch);
        for (Datum& datum : sw.data)
            if (datum.property == P::portsPerCage)
                datum.readings[0].number = 1.0;
            else if (datum.property == P::switchCages)
                datum.readings[0].number = 144.0;  // the same network
        hall.parts.set(parts::pluggableSwitch, {std::make_shared<const Part>(sw), {}});
        QCOMPARE(QString::fromStdString(
                     switchCageFault(Slots(hall), parts::twinModule, parts::pluggableSwitch)),
                 QString("twin runs at 1.6\u00a0Tb/s; a cage of q3400 gives "
                         "800\u00a0Gb/s"));
        QVERIFY(switchCageFault(Slots(gb300Hall(8)), parts::twinModule, parts::pluggableSwitch)
                    .empty());
        const FabricRun run(hall);
        for (std::size_t b = 0; b < run.fabric().bundles.size(); ++b)
            QCOMPARE(run.cables().mediumOf(b), PartId{});
    }
    void beyondTheReachOfItsModulesALinkHasNoMedium() {
        Hall hall = gb300Hall(8);
        const FabricRun run(hall);
        const LinkMedia& media = run.cables().media;
        QCOMPARE(media.media()[media.choose(LinkBundle::Kind::LeafSpine, 500'000)].part,
                 parts::jumper);
        QVERIFY(media.media()[media.choose(LinkBundle::Kind::LeafSpine, 500'001)].none);
    }
    /// Two matings of 0.35 dB and 0.4 dB a kilometre: 0.8 dB are used up after 250 m.
    void beyondTheLossBudgetALinkHasNoMedium() {
        Hall hall = gb300Hall(8);
        Part module = *hall.part(parts::twinModule);
        Reading budget;
        budget.number = 0.8;
        module.data.push_back({P::lossBudget, {budget}, 0});
        std::sort(module.data.begin(), module.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        hall.parts.set(parts::twinModule, {std::make_shared<const Part>(module), {}});
        const FabricRun run(hall);
        const LinkMedia& media = run.cables().media;
        QVERIFY(!media.media()[media.choose(LinkBundle::Kind::LeafSpine, 249'990)].none);
        QVERIFY(media.media()[media.choose(LinkBundle::Kind::LeafSpine, 250'010)].none);
        QVERIFY(media.side(LinkBundle::Kind::LeafSpine).byLoss);
    }
    /// Four lanes of 200G serve one link of 800G or two of 400G.
    void lanesAreSharedOut() {
        Hall hall = gb300Hall(8);
        Part module = *hall.part(parts::hostModule);
        Reading lanes;
        lanes.number = 4.0;
        module.data.push_back({P::opticsLanes, {lanes}, 0});
        std::sort(module.data.begin(), module.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        hall.parts.set(parts::hostModule, {std::make_shared<const Part>(module), {}});
        const Slots in(hall);
        QCOMPARE(linksServed(in, parts::hostModule, 800e9), 1.0);
        QCOMPARE(linksServed(in, parts::hostModule, 400e9), 2.0);
        QCOMPARE(linksServed(in, parts::hostModule, 100e9), 1.0);  // not half a lane
        QCOMPARE(hostOptics(in, hall.fabrics[compute], 400e9).strands, 4.0);
    }
};

HALL_TEST(LinkMediaTest)
#include "link_media_test.moc"
