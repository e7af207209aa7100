#include "catalog/reader.h"
#include "model/planner/planner.h"
#include "tests/support/test.h"

using namespace hallwright;

namespace {

const char* const base = R"(name = "Test hall"
[site]
climate = "us-va-leesburg"
tariff = "0.08 USD/kWh"
[hall]
width = "30 m"
depth = "18 m"
clear_height = "6 m"
floor_rating = "17 kPa"
[power]
supply_per_side = "1.8 MW"
[cooling]
facility_water_supply = "28 degC"
cdu = "vertiv-xdu1350"
[[racks]]
part = "nvidia-gb300-nvl72"
count = 8
[[fabrics]]
name = "compute"
switch = "nvidia-q3400-ra"
optics = "pluggable"
)";

/// The base brief with one piece of text in place of another.
std::string changed(const QString& from, const QString& to) {
    QString text = QString(base);
    Q_ASSERT(text.contains(from));
    return text.replace(from, to).toStdString();
}

}  // namespace

class BriefTest : public QObject {
    Q_OBJECT

    Catalog m_catalog;

private slots:
    void aKeyOfEndlesslyManyDotsIsRefused() {
        std::string key = "a";
        for (int i = 0; i < 100000; ++i)
            key += ".a";
        const Result<Brief> brief = parseBrief("name = \"x\"\n" + key + " = 1\n", "dots.toml");
        QVERIFY(!brief);
        QCOMPARE(QString::fromStdString(brief.error().text()),
                 QString("dots.toml:2: a key has more than 8 dots; shorten it"));
    }

    void initTestCase() {
        Result<Catalog> catalog = readCatalog(test::sourceFolder() / "catalog");
        VERIFY_OK(catalog);
        m_catalog = *catalog;
    }

    void everyKeyIsRead() {
        const std::string text = changed("[[racks]]", R"(coolant = "water"
redundancy = "2N"
spares = 3
heat_rejection = "tower"
[[racks]]
sidecar = "none")") + R"(role = "storage"
kind = "multi-plane"
speed = "400 Gb/s"
planes = 4
tiers = 3
oversubscription = 3
spine_oversubscription = 2.5
even_spread = "within_one"
unit = 16
group_by = "unit"
leaves_per_group = 7
spines_per_group = 5
leaf_downlinks = 40
reserved_ports = 2
endpoints = 900
plant = "trunk"
trunk = "mpo-trunk-smf-144"
panel = "panel-1u-mpo12-576"
placement = "end-of-row"
[[fabrics]]
name = "frontend"
switch = "nvidia-sn5610"
dual_homed = true
plant = "breakout"
splitter = "mpo12-smf-splitter"
placement = "middle-of-row"
[management]
racks = 3
part = "eia-48u-management"
oob = true
oob_switch = "nvidia-sn2201"
)";
        const Result<Brief> brief = parseBrief(text, "t.toml");
        VERIFY_OK(brief);
        QCOMPARE(brief->name, std::string("Test hall"));
        QCOMPARE(brief->width, Millimetres{30000});
        QCOMPARE(brief->tile, Micrometres{600000});
        QCOMPARE(brief->supplyPerSide.value(), 1.8e6);
        QCOMPARE(brief->coolant.text, std::string("water"));
        QCOMPARE(*brief->spares, 3);
        QVERIFY(brief->coolingRedundancy == CoolingRedundancy::TwoN);
        QCOMPARE(brief->heatRejection.text, std::string("tower"));
        QVERIFY(std::abs(*brief->energyPrice * 3.6e6 - 0.08) < 1e-12);
        QCOMPARE(brief->racks[0].sidecar.text, std::string("none"));
        const BriefFabric& fabric = brief->fabrics[0];
        QVERIFY(fabric.role == FabricRole::Storage);
        QVERIFY(fabric.kind == FabricKind::MultiPlane);
        QVERIFY(fabric.spread == EvenSpread::WithinOne);
        QVERIFY(fabric.groupBy == FabricGroup::Unit);
        QVERIFY(fabric.plant == CablePlant::Trunk);
        QVERIFY(fabric.placement == SwitchPlacement::EndOfRow);
        QCOMPARE(fabric.trunk.text, std::string("mpo-trunk-smf-144"));
        QCOMPARE(fabric.panel.text, std::string("panel-1u-mpo12-576"));
        QCOMPARE(fabric.spineOversubscription, 2.5);
        QVERIFY(brief->fabrics[1].dualHomed);
        QVERIFY(brief->fabrics[1].plant == CablePlant::Breakout);
        QVERIFY(brief->fabrics[1].placement == SwitchPlacement::MiddleOfRow);
        QCOMPARE(brief->fabrics[1].splitter.text, std::string("mpo12-smf-splitter"));
        QVERIFY(brief->management.wanted && brief->management.outOfBand);
        QCOMPARE(*brief->management.racks, 3);
        QCOMPARE(brief->management.part.text, std::string("eia-48u-management"));
        QCOMPARE(brief->management.outOfBandSwitch.text, std::string("nvidia-sn2201"));
        QCOMPARE(*fabric.speed, 4e11);
        QCOMPARE(fabric.oversubscription, 3.0);
        QCOMPARE((std::vector<int>{fabric.planes, fabric.tiers, fabric.unit, fabric.leavesPerGroup,
                                   fabric.spinesPerGroup, fabric.leafDownlinks,
                                   fabric.reservedPorts, fabric.endpoints}),
                 (std::vector<int>{4, 3, 16, 7, 5, 40, 2, 900}));
    }

    void theFloorIsRaisedUnlessTheBriefSaysSlab() {
        const auto floorOf = [&](const std::string& text) {
            const Result<Brief> brief = parseBrief(text, "brief.toml");
            return brief ? std::optional(brief->floor) : std::nullopt;
        };
        QVERIFY(floorOf(base) == FloorKind::Raised);
        const QString rating = "floor_rating = \"17 kPa\"\n";
        QVERIFY(floorOf(changed(rating, rating + "floor = \"slab\"\n")) == FloorKind::Slab);
        QVERIFY(!floorOf(changed(rating, rating + "floor = \"marble\"\n")));
    }

    void cablesRunInTraysUnlessTheBriefSaysOtherwise() {
        const auto fieldOf = [&](const std::string& text) {
            const Result<Brief> brief = parseBrief(text, "brief.toml");
            return brief ? std::optional(brief->cableField) : std::nullopt;
        };
        const QString rating = "floor_rating = \"17 kPa\"\n";
        QVERIFY(fieldOf(base) == CableField::None);
        QVERIFY(fieldOf(changed(rating, rating + "cable_field = \"underfloor\"\n")) ==
                CableField::Underfloor);
        QVERIFY(fieldOf(changed(rating, rating + "cable_field = \"overhead\"\n")) ==
                CableField::Overhead);
    }

    void managementIsCountedByTheDesignBasisUnlessTheBriefSays() {
        const Result<Brief> plain = parseBrief(base, "t.toml");
        VERIFY_OK(plain);
        QVERIFY(!plain->management.wanted);
        const Result<Brief> open = parseBrief(base + std::string("[management]\n"), "t.toml");
        VERIFY_OK(open);
        QVERIFY(open->management.wanted && open->management.outOfBand);
        QVERIFY(!open->management.racks);
        const Result<Brief> none =
            parseBrief(base + std::string("[management]\nracks = 0\noob = false\n"), "t.toml");
        VERIFY_OK(none);
        QCOMPARE(*none->management.racks, 0);
        QVERIFY(!none->management.outOfBand);
        VERIFY_OK(parseBrief(base + std::string("[management]\nracks = \"auto\"\n"), "t.toml"));
    }

    void roleAndKindFollowFromTheName_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("role");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* name, FabricRole role, FabricKind kind) {
            QTest::newRow(name) << QString(name) << int(role) << int(kind);
        };
        row("compute", FabricRole::ScaleOut, FabricKind::RailFatTree);
        row("frontend", FabricRole::FrontEnd, FabricKind::FatTree);
        row("storage", FabricRole::Storage, FabricKind::FatTree);
        row("oob", FabricRole::OutOfBand, FabricKind::FatTree);
    }
    void roleAndKindFollowFromTheName() {
        QFETCH(QString, name);
        QFETCH(int, role);
        QFETCH(int, kind);
        const Result<Brief> brief =
            parseBrief(changed("\"compute\"", "\"" + name + "\""), "t.toml");
        VERIFY_OK(brief);
        QCOMPARE(int(brief->fabrics[0].role), role);
        QCOMPARE(int(brief->fabrics[0].kind), kind);
    }

    void everyFaultIsASentenceWithItsLine_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* what, const char* from, const char* to,
                            const char* sentence) {
            QTest::newRow(what) << QString(from) << QString(to) << QString::fromUtf8(sentence);
        };
        row("an unknown section", "[site]", "[sites]\n[site]",
            "t.toml:2: a brief has no key \"sites\"; did you mean \"site\"?");
        row("an unknown key near another",
            "width =", "widht =", "t.toml:6: [hall] has no key \"widht\"; did you mean \"width\"?");
        row("an unknown key near none", "count = 8", "count = 8\nxyzxyzxyz = 1",
            "t.toml:18: [[racks]] has no key \"xyzxyzxyz\"; it takes part, count, sidecar");
        row("a section left out",
            "[site]\nclimate = \"us-va-leesburg\"\ntariff = \"0.08 USD/kWh\"\n", "",
            "t.toml:1: a brief needs the section [site]");
        row("a key left out", "width = \"30 m\"\n", "", "t.toml:5: [hall] needs width = \"30 m\"");
        row("no climate", "climate = \"us-va-leesburg\"\n", "",
            "t.toml:2: [site] needs climate = \"us-va-leesburg\", or design_db and design_wb by "
            "value");
        row("a mass for a power", "\"1.8 MW\"", "\"12 kg\"", "t.toml:11: supply_per_side: ");
        row("a number without unit", "\"1.8 MW\"", "1.8",
            "t.toml:11: supply_per_side is a power and is written as text with its unit, such as "
            "\"1.8 MW\"");
        row("a length of nothing", "\"18 m\"", "\"0 m\"",
            "t.toml:7: depth must be at least 1\u00a0m and at most 1,000\u00a0m");
        row("a hall of more than a kilometre", "\"30 m\"", "\"1200 m\"",
            "t.toml:6: width must be at least 1\u00a0m and at most 1,000\u00a0m");
        row("a length that is no number", "\"18 m\"", "\"nan m\"", "t.toml:7: depth: ");
        row("a negative price", "0.08 USD", "-0.08 USD",
            "t.toml:4: tariff must be more than nothing");
        row("a choice that is none", "supply_per_side = \"1.8 MW\"",
            "supply_per_side = \"1.8 MW\"\nredundancy = \"3N\"",
            "t.toml:12: redundancy = \"3N\" is none of \"N\", \"N+1\", \"2N\", \"3N2\", \"4N3\"");
        row("no racks", "count = 8", "count = 0",
            "t.toml:17: count must be a whole number between 1 and 100,000");
        row("half a rack", "count = 8", "count = 8.5",
            "t.toml:17: count must be a whole number between 1 and 100,000");
        row("too many racks", "count = 8", "count = 99999999999",
            "t.toml:17: count must be a whole number between 1 and 100,000");
        row("a table that is no list", "[[racks]]", "[racks]",
            "t.toml:15: racks is a list of sections: write [[racks]] above each");
        row("a name that names no role", "\"compute\"", "\"blue\"",
            "t.toml:19: the role of \"blue\" does not follow from its name; add role = "
            "\"scale-out\", \"front-end\", \"storage\" or "
            "\"oob\"");
        row("a name with a blank", "\"compute\"", "\"my fabric\"",
            "t.toml:19: name = \"my fabric\" may hold a to z, 0 to 9, _ and -, and begins with a "
            "letter");
        row("a negative oversubscription", "\"pluggable\"", "\"pluggable\"\noversubscription = -1",
            "t.toml:22: oversubscription must be a number between 1 and 64: downlinks over "
            "uplinks");
        row("a flag that is text", "\"pluggable\"", "\"pluggable\"\ndual_homed = \"yes\"",
            "t.toml:22: dual_homed must be true or false");
        row("planes of a fat tree", "\"pluggable\"",
            "\"pluggable\"\nkind = \"fat-tree\"\nplanes = 2",
            "t.toml:23: planes needs kind = \"multi-plane\" and line 22 says otherwise");
        row("rails on two leaves", "\"pluggable\"", "\"pluggable\"\ndual_homed = true",
            "t.toml:22: dual_homed needs kind = \"fat-tree\": rails and planes are ways of homing "
            "of their own");
        row("leaves of no group", "\"pluggable\"", "\"pluggable\"\nleaves_per_group = 4",
            "t.toml:22: leaves_per_group needs group_by = \"rail\" or \"unit\"");
        row("groups of a dragonfly", "\"pluggable\"",
            "\"pluggable\"\nkind = \"dragonfly+\"\ngroup_by = \"unit\"",
            "t.toml:23: group_by needs a fat tree: a dragonfly+ has groups of its own and line 22 "
            "says otherwise");
        row("a group that is none", "\"pluggable\"", "\"pluggable\"\ngroup_by = \"row\"",
            "t.toml:22: group_by = \"row\" is none of \"none\", \"rail\", \"unit\"");
        row("a spine that looks up in two tiers", "\"pluggable\"",
            "\"pluggable\"\ntiers = 2\nspine_oversubscription = 2",
            "t.toml:23: spine_oversubscription needs three tiers: a spine looks up only where "
            "there "
            "is a core and line 22 says otherwise");
        row("a trunk of direct plant", "\"pluggable\"",
            "\"pluggable\"\nplant = \"direct\"\ntrunk = \"mpo-trunk-smf-144\"",
            "t.toml:23: trunk needs plant = \"trunk\" and line 22 says otherwise");
        row("a splitter of a trunk plant", "\"pluggable\"",
            "\"pluggable\"\nsplitter = \"mpo12-smf-splitter\"",
            "t.toml:22: splitter needs plant = \"breakout\"");
        row("a placement that is none", "\"pluggable\"", "\"pluggable\"\nplacement = \"roof\"",
            "t.toml:22: placement = \"roof\" is none of \"zone\", \"end-of-row\", "
            "\"middle-of-row\"");
        row("cables under a slab", "floor_rating = \"17 kPa\"",
            "floor_rating = \"17 kPa\"\nfloor = \"slab\"\ncable_field = \"underfloor\"",
            "t.toml:11: cable_field = \"underfloor\" needs a raised floor, floor = \"slab\" stands "
            "on line 10");
        row("half a management rack", "[[racks]]", "[management]\nracks = 0.5\n[[racks]]",
            "t.toml:16: racks must be a whole number between 0 and 100,000");
        row("some management racks", "[[racks]]", "[management]\nracks = \"some\"\n[[racks]]",
            "t.toml:16: racks must be a whole number or \"auto\"");
        row("a switch of no network", "[[racks]]",
            "[management]\noob = false\noob_switch = \"nvidia-sn2201\"\n[[racks]]",
            "t.toml:17: oob_switch means nothing with oob = false on line 16");
        row("broken TOML", "[hall]", "[hall", "t.toml:5: this is not TOML: ");
    }
    void everyFaultIsASentenceWithItsLine() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, sentence);
        const Result<Brief> brief = parseBrief(changed(from, to), "t.toml");
        QVERIFY(!brief);
        const QString text = QString::fromStdString(brief.error().text());
        // Rows that end in ": " leave the rest to the reader of quantities or of TOML.
        if (sentence.endsWith(": "))
            QVERIFY2(text.startsWith(sentence), qPrintable(text));
        else
            QCOMPARE(text, sentence);
    }

    void whatTheCatalogDoesNotHoldIsAFaultOfTheBrief_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* what, const char* from, const char* to,
                            const char* sentence) {
            QTest::newRow(what) << QString(from) << QString(to) << QString(sentence);
        };
        row("a rack that is misspelt", "nvidia-gb300-nvl72", "nvidia-gb300-nvl27",
            "t.toml:16: rack \"nvidia-gb300-nvl27\" is not in the catalog; did you mean "
            "\"nvidia-gb300-nvl72\", \"nvidia-gb200-nvl72\", "
            "\"nvidia-vr-nvl72\"?");
        row("a rack that is a switch", "part = \"nvidia-gb300-nvl72\"",
            "part = \"nvidia-q3400-ra\"",
            "t.toml:16: rack \"nvidia-q3400-ra\" is of another kind: NVIDIA Quantum-X800 Q3400-RA "
            "(switch)");
        row("a coolant", "facility_water_supply", "coolant = \"oil\"\nfacility_water_supply",
            "t.toml:13: coolant \"oil\" is not in the catalog");
        row("co-packaged optics in a pluggable switch", "\"pluggable\"", "\"cpo\"",
            "t.toml:21: optics = \"cpo\" does not go with switch = \"nvidia-q3400-ra\" on line 20, "
            "which takes pluggable modules; write "
            "switch = \"nvidia-q3450-ld\", its counterpart");
        row("modules in a co-packaged switch", "nvidia-q3400-ra", "nvidia-q3450-ld",
            "t.toml:21: optics = \"pluggable\" does not go with switch = \"nvidia-q3450-ld\" on "
            "line 20, which has co-packaged optics; "
            "write switch = \"nvidia-q3400-ra\", its counterpart");
        row("a plant that the modules cannot have", "\"pluggable\"",
            "\"pluggable\"\nplant = \"breakout\"",
            "t.toml:22: fabric \"compute\" cannot have plant = \"breakout\": every connector of "
            "nvidia-mms4a00 carries one link, so there is nothing to split; write plant = "
            "\"direct\" or \"trunk\" (switch = \"nvidia-q3400-ra\" on line 20)");
        row("a trunk that is none", "\"pluggable\"",
            "\"pluggable\"\nplant = \"trunk\"\ntrunk = \"nvidia-q3400-ra\"",
            "t.toml:23: trunk \"nvidia-q3400-ra\" is of another kind: NVIDIA Quantum-X800 Q3400-RA "
            "(switch)");
        row("a management rack that is misspelt", "[[racks]]",
            "[management]\nracks = 1\npart = \"management-rack-nine-serverz\"\n[[racks]]",
            "t.toml:17: rack \"management-rack-nine-serverz\" is not in the catalog; did you mean "
            "\"management-rack-nine-servers\"?");
        row("a fabric without ends", "\"compute\"", "\"storage\"",
            "t.toml:18: fabric \"storage\" has nothing to join: no rack of the brief has ports of "
            "its role; take it out, or give "
            "endpoints = N for a bare fabric");
        row("no CDU", "cdu = \"vertiv-xdu1350\"\n", "",
            "t.toml:15: racks or switches are cooled by liquid: [cooling] needs cdu = "
            "\"vertiv-xdu1350\" or another CDU");
        row("a sidecar for AC", "count = 8", "count = 8\nsidecar = \"delta-800vdc-660\"",
            "t.toml:18: nvidia-gb300-nvl72 takes AC and needs no sidecar; take the key out");
    }
    void whatTheCatalogDoesNotHoldIsAFaultOfTheBrief() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, sentence);
        const Result<Brief> brief = parseBrief(changed(from, to), "t.toml");
        VERIFY_OK(brief);
        const Result<Plan> made = plan(*brief, m_catalog);
        QVERIFY(!made);
        QCOMPARE(QString::fromStdString(made.error().text()), sentence);
    }

    void aRackMayBeCalledByAnAlias() {
        const Result<Brief> brief =
            parseBrief(changed("nvidia-gb300-nvl72", "Oberon GB300"), "t.toml");
        VERIFY_OK(brief);
        const Result<Plan> made = plan(*brief, m_catalog);
        VERIFY_OK(made);
        QVERIFY(made->hall.findPart("nvidia-gb300-nvl72"));
    }

    void aPriceByValueKeepsTheReadingsOfTheCatalog() {
        const Result<Brief> brief = parseBrief(base, "t.toml");
        VERIFY_OK(brief);
        const Result<Plan> made = plan(*brief, m_catalog);
        VERIFY_OK(made);
        const Part* tariff = made->hall.part(made->hall.site().tariff);
        const Datum* price = tariff->find(Property::energyPrice);
        const PartPtr shipped = m_catalog.find(tariff->id);
        QCOMPARE(price->readings.size(), shipped->find(Property::energyPrice)->readings.size() + 1);
        QCOMPARE(price->reading().source, std::string("user"));
        QVERIFY(std::abs(*price->reading().number * 3.6e6 - 0.08) < 1e-12);
        QCOMPARE(made->hall.parts[made->hall.site().tariff].origin, fingerprint(*shipped));
    }

    void aClimateMayBeGivenByValue() {
        const Result<Brief> brief =
            parseBrief(changed("climate = \"us-va-leesburg\"",
                               "design_db = \"35 degC\"\ndesign_wb = \"25 degC\""),
                       "t.toml");
        VERIFY_OK(brief);
        const Result<Plan> made = plan(*brief, m_catalog);
        VERIFY_OK(made);
        const Part* climate = made->hall.part(made->hall.site().climate);
        QCOMPARE(*climate->number(Property::designDryBulb), 35.0);
        QCOMPARE(*climate->number(Property::designWetBulb), 25.0);
    }

    void aFileThatIsNotThereIsAFileError() {
        const Result<Brief> brief = readBrief(test::sourceFolder() / "no-such.toml");
        QVERIFY(!brief);
        QVERIFY(brief.error().code == ErrorCode::File);
    }

    void aTruncatedBriefNeverPlansSilently() {
        const std::string text = base;
        for (std::size_t length = 0; length < text.size(); length += 7) {
            const Result<Brief> brief =
                parseBrief(std::string_view(text).substr(0, length), "t.toml");
            if (!brief) QVERIFY(brief.error().text().starts_with("t.toml:"));
        }
    }
};

HALL_TEST(BriefTest)
#include "brief_test.moc"
