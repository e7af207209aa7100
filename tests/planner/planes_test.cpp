#include "model/planner/network_plan.h"
#include "model/planner/planner.h"
#include "model/stages/plant.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <map>
#include <set>

using namespace hallwright;

/// Planes share the port of an adapter: what parts its light, and what is bought for it.
class PlanesTest : public QObject {
    Q_OBJECT

    static std::string text(const char* rack, const char* sw, int planes, const char* more) {
        return QString(R"(name = "Planes"
[site]
climate = "us-va-leesburg"
tariff = "0.08 USD/kWh"
[hall]
width = "40 m"
depth = "24 m"
clear_height = "6 m"
floor_rating = "20 kPa"
[power]
supply_per_side = "8 MW"
[cooling]
facility_water_supply = "28 degC"
cdu = "vertiv-xdu1350"
[[racks]]
part = "%1"
count = 4
[[fabrics]]
name = "compute"
switch = "%2"
kind = "multi-plane"
planes = %3
%4
)")
            .arg(rack, sw)
            .arg(planes)
            .arg(more)
            .toStdString();
    }
    static Result<Plan> planned(const std::string& brief) {
        const Result<Brief> read = parseBrief(brief, "t.toml");
        if (!read) return read.error();
        return plan(*read, test::shippedCatalog());
    }

private slots:
    void everyPlaneIsLit_data() {
        QTest::addColumn<std::string>("rack");
        QTest::addColumn<std::string>("sw");
        QTest::addColumn<int>("planes");
        QTest::addColumn<std::string>("more");
        QTest::addColumn<int>("split");  // links of a connector at the host
        for (const int planes : {2, 4, 8})
            for (const bool trunk : {false, true})
                for (const auto& [rack, sw] : {std::pair("nvidia-gb300-nvl72", "nvidia-q3400-ra"),
                                               std::pair("nvidia-dgx-b300-x4", "nvidia-sn5610")})
                    QTest::addRow("%d planes of %s%s", planes, sw, trunk ? ", trunks" : "")
                        << std::string(rack) << std::string(sw) << planes
                        << std::string(trunk ? "plant = \"trunk\"" : "") << planes / 2;
    }
    void everyPlaneIsLit() {
        QFETCH(std::string, rack);
        QFETCH(std::string, sw);
        QFETCH(int, planes);
        QFETCH(std::string, more);
        QFETCH(int, split);
        const Result<Plan> made = planned(text(rack.c_str(), sw.c_str(), planes, more.c_str()));
        VERIFY_OK(made);
        const Evaluation evaluation = evaluate(made->hall);
        const FabricPlan& fabric = evaluation.fabrics().plans[0];
        const CablePlan& cables = evaluation.cables().plans[0];
        QVERIFY2(fabric.size.feasible, fabric.size.problem.c_str());
        QCOMPARE(fabric.size.planes, planes);
        QVERIFY2(cables.plant.problem.empty(), cables.plant.problem.c_str());
        // One module in every port of the adapters, whatever the planes.
        QCOMPARE(cables.hostModules, fabric.size.endpoints);
        QCOMPARE(fabric.size.hostLinks, fabric.size.endpoints * planes);
        const Slots& in = evaluation.numbers();
        const double cages =
            in.get(made->hall.fabrics[{fabric.fabric}].switchPart, Property::switchCages);
        for (const auto& tier : cables.cagesTaken)
            for (const long long taken : tier)
                QVERIFY(taken <= cages);
        std::set<std::int64_t> splitters;
        std::map<int, std::set<std::pair<std::int32_t, std::int64_t>>> modules;
        long long ends = 0;
        LinkList(evaluation).forEach([&](const Link& link) {
            if (link.ref.fabric != 0) return;
            const std::vector<ChainPiece> chain = chainOf(evaluation, link);
            const std::string fault = chainFault(evaluation, link, chain);
            QVERIFY2(fault.empty(), fault.c_str());
            for (const ChainPiece& piece : chain) {
                if (piece.what == ChainPiece::What::Splitter) {
                    splitters.insert(piece.number);
                    QCOMPARE(in.get(piece.part, Property::cableSplit), double(split));
                }
                if (piece.what == ChainPiece::What::HostModule ||
                    piece.what == ChainPiece::What::SwitchModule) {
                    modules[static_cast<int>(piece.what)].insert({piece.rack, piece.number});
                    ++ends;
                }
            }
        });
        QCOMPARE(ends, 2 * cables.opticalLinks);
        long long seen = 0;
        for (const auto& [what, numbers] : modules)
            seen += static_cast<long long>(numbers.size());
        QCOMPARE(seen, cables.hostModules + cables.switchModules);
        QCOMPARE(static_cast<long long>(splitters.size()), cables.plant.splitters);
        QCOMPARE(cables.plant.splitters > 0, split > 1);
    }

    /// Splitters come where nothing is said of the plant, and the architect is told.
    void aConnectorThatPlanesShareBringsSplitters() {
        const Result<Plan> made = planned(text("nvidia-gb300-nvl72", "nvidia-q3400-ra", 4, ""));
        VERIFY_OK(made);
        bool told = false;
        for (const std::string& note : made->notes)
            told |= note.find("share the connectors") != std::string::npos;
        QVERIFY(told);
        const Result<Plan> direct =
            planned(text("nvidia-gb300-nvl72", "nvidia-q3400-ra", 4, "plant = \"direct\""));
        QVERIFY(!direct);
        QCOMPARE(QString::fromStdString(direct.error().text()),
                 QString("t.toml:23: planes of fabric \"compute\" share the connectors of "
                         "nvidia-mms4x00-ns-flt, which splitters part: write plant = "
                         "\"breakout\", or \"trunk\" with panels"));
    }

    /// A trunk plant splits at both ends, so a switch takes as many links as its ports split into.
    void splittersAtBothEndsFillTheSwitch() {
        const auto radix = [](const char* more) {
            const Result<Plan> made =
                planned(text("nvidia-gb300-nvl72", "nvidia-q3400-ra", 4, more));
            return made ? evaluate(made->hall).fabrics().plans[0].size.radix : 0;
        };
        QCOMPARE(radix("plant = \"breakout\""), 144);
        QCOMPARE(radix("plant = \"trunk\""), 288);
    }

    void whatDoesNotFitIsRefusedByLine_data() {
        QTest::addColumn<int>("planes");
        QTest::addColumn<std::string>("more");
        QTest::addColumn<std::string>("error");
        QTest::newRow("three planes")
            << 3 << std::string()
            << std::string("t.toml:22: planes of a multi-plane fabric must "
                           "be 2, 4 or 8");
        QTest::newRow("splitters with nothing to split")
            << 2 << std::string("plant = \"breakout\"")
            << std::string("t.toml:23: fabric \"compute\" cannot have plant = \"breakout\": every "
                           "connector of nvidia-mms4x00-ns carries one link, so there is nothing "
                           "to split; write plant = \"direct\" or \"trunk\" (switch = "
                           "\"nvidia-q3400-ra\" on line 20)");
        QTest::newRow("a splitter of other fibre")
            << 4 << std::string("plant = \"breakout\"\nsplitter = \"mpo12-mmf-splitter\"")
            << std::string("t.toml:24: splitter = \"mpo12-mmf-splitter\" (mpo-12, mmf) does not "
                           "go with the modules of fabric \"compute\": they want mpo-12 for smf "
                           "fibre with 2 tails; take the key out");
        QTest::newRow("a trunk of other fibre")
            << 2 << std::string("plant = \"trunk\"\ntrunk = \"mpo-trunk-mmf-144\"")
            << std::string("t.toml:24: trunk = \"mpo-trunk-mmf-144\" (mpo-12, mmf) does not go "
                           "with the modules of fabric \"compute\": they want mpo-12 for smf "
                           "fibre; take the key out");
        QTest::newRow("a panel of other connectors")
            << 2 << std::string("plant = \"trunk\"\npanel = \"panel-1u-lc-144\"")
            << std::string("t.toml:24: panel = \"panel-1u-lc-144\" (lc) does not go with the "
                           "modules of fabric \"compute\": they want mpo-12 for smf fibre; take "
                           "the key out");
    }
    void whatDoesNotFitIsRefusedByLine() {
        QFETCH(int, planes);
        QFETCH(std::string, more);
        QFETCH(std::string, error);
        const Result<Plan> made =
            planned(text("nvidia-gb300-nvl72", "nvidia-q3400-ra", planes, more.c_str()));
        QVERIFY(!made);
        QCOMPARE(QString::fromStdString(made.error().text()), QString::fromStdString(error));
    }
    /// A cage of one 800G port drives eight lanes of 100G: no module of 1.6T, and one for each
    /// port.
    void aCageTakesNoFasterModule() {
        const std::string bare = text("nvidia-gb300-nvl72", "nvidia-sn5610", 2,
                                      "[[fabrics]]\nname = \"storage\"\nswitch = "
                                      "\"nvidia-sn5610\"\nendpoints = 256");
        const Result<Plan> made = planned(bare);
        VERIFY_OK(made);
        const Evaluation evaluation = evaluate(made->hall);
        made->hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
            const Part& module = *made->hall.part(fabric.switchModule);
            QVERIFY2(*module.number(Property::linkSpeed) *
                             *module.number(Property::linksPerModule) <=
                         800e9,
                     module.id.c_str());
        });
        // 800G to the hosts of a GB300 are four lanes of 200G: nothing in such a cage lights them.
        const Result<Plan> whole =
            planned(QString::fromStdString(text("nvidia-gb300-nvl72", "nvidia-sn5610", 2, ""))
                        .replace("kind = \"multi-plane\"\nplanes = 2", "kind = \"fat-tree\"")
                        .toStdString());
        QVERIFY(!whole);
        QVERIFY2(whole.error().text().find("do not light one another at ") != std::string::npos,
                 whole.error().text().c_str());
    }
    /// The port of a co-packaged switch and the connector of the host both carry four links.
    void aMissingPartIsNamed() {
        const Result<Plan> breakout =
            planned(text("nvidia-vr-nvl72", "nvidia-sn6810-ld", 4, "plant = \"breakout\""));
        QVERIFY(!breakout);
        QVERIFY2(breakout.error().text().find("no splitter joins tails to tails") !=
                     std::string::npos,
                 breakout.error().text().c_str());
        const Result<Plan> trunk =
            planned(text("nvidia-vr-nvl72", "nvidia-sn6810-ld", 4, "plant = \"trunk\""));
        QVERIFY(!trunk);
        QVERIFY2(trunk.error().text().find("no splitter from one mmc-12 to 4 ") !=
                     std::string::npos,
                 trunk.error().text().c_str());
    }
};

HALL_TEST(PlanesTest)
#include "planes_test.moc"
