#include "catalog/netbox_import.h"

#include "catalog/netbox_device.h"
#include "catalog/netbox_interfaces.h"
#include "catalog/reader.h"
#include "model/parts/connections.h"
#include "model/parts/part_fault.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/test.h"

#include <algorithm>
#include <fstream>
#include <random>

using namespace hallwright;
using hallwright::test::CatalogFixture;

class NetboxImportTest : public QObject {
    Q_OBJECT

    static std::filesystem::path folder(std::string_view name) {
        return hallwright::test::sourceFolder() / "tests/catalog/netbox" / name;
    }
    static ImportOptions options() {
        ImportOptions out;
        out.asOf = "2026-11";
        return out;
    }
    /// Without the place of the source tree.
    static std::string relative(std::string text) {
        const std::string prefix = folder("").string();
        for (std::size_t at = text.find(prefix); at != std::string::npos;
             at = text.find(prefix, at))
            text.erase(at, prefix.size());
        return text;
    }
    static const Part* partOf(const NetboxImport& import, std::string_view id) {
        for (const Part& part : import.parts)
            if (part.id == id) return &part;
        return nullptr;
    }
    static NetboxDevice deviceOf(std::string_view yaml, bool module = false) {
        const Result<YamlNode> tree = parseYaml(yaml);
        if (!tree) return {{}, {}, tree.error().text()};
        return netboxDevice(*tree, {module, "netbox-test", "2026-11", "x.yaml"});
    }
    /// A switch with these ports, written in one line each.
    static std::string device(std::string_view rest) {
        return "manufacturer: Acme\nmodel: Thing\n" + std::string(rest);
    }

private slots:
    void aLibraryIsReadWithAReportPerFile() {
        const Result<NetboxImport> import = importNetbox(folder("library"), options());
        VERIFY_OK(import);
        COMPARE_FILE(relative(importText(*import)), "catalog/netbox/library.txt");
        COMPARE_FILE(importedPartsToml(*import), "catalog/netbox/library.toml");
        COMPARE_FILE(importedSourcesToml(*import), "catalog/netbox/library-sources.toml");
    }

    void badFilesAreLinesOfTheReport() {
        const Result<NetboxImport> import = importNetbox(folder("bad"), options());
        VERIFY_OK(import);
        COMPARE_FILE(relative(importText(*import)), "catalog/netbox/bad.txt");
        for (const Part& part : import->parts)
            QCOMPARE(partFault(part), std::string());
    }

    void malformedYamlGivesItsLine() {
        const Result<NetboxImport> import =
            importNetbox(folder("bad") / "malformed.yaml", options());
        VERIFY_OK(import);
        QCOMPARE(import->files.size(), std::size_t{1});
        QVERIFY2(import->files[0].error.starts_with("line 6: this is not YAML"),
                 import->files[0].error.c_str());
        QVERIFY(import->parts.empty());
    }

    void importedPartsAreReadAsACatalog() {
        const Result<NetboxImport> import = importNetbox(folder("library"), options());
        VERIFY_OK(import);
        const CatalogFixture fixture(importedPartsToml(*import));
        fixture.write("sources.toml", importedSourcesToml(*import));
        const Result<Catalog> catalog = readCatalog(fixture.folder());
        VERIFY_OK(catalog);
        for (const Part& part : import->parts) {
            QVERIFY2(catalog->find(part.id), part.id.c_str());
            QVERIFY2(*catalog->find(part.id) == part, part.id.c_str());
        }
    }

    void connectionsAreOfTheFormThatTheProgramReads() {
        const Result<NetboxImport> import = importNetbox(folder("library"), options());
        VERIFY_OK(import);
        int read = 0;
        for (const Part& part : import->parts) {
            const std::string& text = part.text(Property::connections);
            if (text.empty()) continue;
            VERIFY_OK(parseConnections(text));
            ++read;
        }
        QVERIFY(read >= 6);
    }

    void suppliesGiveARangeAndNotASum() {
        const Result<NetboxImport> import = importNetbox(folder("library"), options());
        VERIFY_OK(import);
        const Part* part = partOf(*import, "acme-qx-6");
        QVERIFY(part);
        const Datum* power = part->find(Property::powerTdp);
        QVERIFY(power);
        QCOMPARE(power->reading().number, std::optional<double>(3500.0));
        QCOMPARE(power->reading().low, std::optional<double>(875.0));
        QCOMPARE(power->reading().high, std::optional<double>(3500.0));
        QCOMPARE(power->reading().grade, Grade::C);
        QVERIFY(power->reading().note.starts_with("declared"));
    }

    void portsThatShareACageAreCountedByCage() {
        const Result<NetboxImport> import = importNetbox(folder("library"), options());
        VERIFY_OK(import);
        const Part* part = partOf(*import, "acme-qx-6");
        QVERIFY(part);
        QCOMPARE(part->number(Property::switchCages), std::optional<double>(4.0));
        QCOMPARE(part->number(Property::portsPerCage), std::optional<double>(2.0));
        QCOMPARE(part->number(Property::portSpeed), std::optional<double>(8e11));
    }

    void aMissingPortIsSaid() {
        const Cages cages = cagesOf({"P0.0", "P0.1", "P1.0", "P2.0", "P2.1"});
        QCOMPARE(cages.count, std::size_t{3});
        QCOMPARE(cages.portsEach, std::size_t{2});
        QVERIFY(cages.uneven);
    }

    void aPortOfAnotherNameIsLeftAside() {
        std::vector<std::string> kept = {"fnm1"};
        for (int cage = 1; cage <= 72; ++cage)
            for (const char* port : {"p1", "p2"})
                kept.push_back("sw" + std::to_string(cage) + port);
        const Cages cages = cagesOf({kept.begin(), kept.end()});
        QCOMPARE(cages.count, std::size_t{72});
        QCOMPARE(cages.portsEach, std::size_t{2});
        QCOMPARE(cages.aside, std::size_t{1});
        QVERIFY(!cages.uneven);
    }

    void namesOfOtherFormsSayNothingOfCages_data() {
        QTest::addColumn<QStringList>("names");
        QTest::newRow("slot and port") << QStringList{"1/0/1", "1/0/2", "1/0/3"};
        QTest::newRow("one stem") << QStringList{"ge0.1", "ge0.2", "ge0.3"};
        QTest::newRow("mixed") << QStringList{"sw1p1", "sw1p2", "eth0"};
        QTest::newRow("a word before the number") << QStringList{"swp1", "swp2", "swp3"};
    }
    void namesOfOtherFormsSayNothingOfCages() {
        QFETCH(QStringList, names);
        std::vector<std::string> kept;
        for (const QString& name : names)
            kept.push_back(name.toStdString());
        const Cages cages = cagesOf({kept.begin(), kept.end()});
        QCOMPARE(cages.count, kept.size());
        QCOMPARE(cages.portsEach, std::size_t{1});
    }

    void interfaceTypesSaySpeedAndForm_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("isPort");
        QTest::addColumn<double>("speed");
        QTest::addColumn<QString>("form");
        QTest::newRow("OSFP") << "800gbase-x-osfp" << true << 8e11 << "osfp";
        QTest::newRow("1.6T") << "1.6tbase-x-osfp1600-rhs" << true << 1.6e12 << "osfp-rhs";
        QTest::newRow("QSFP-DD") << "400gbase-x-qsfpdd" << true << 4e11 << "qsfp-dd";
        QTest::newRow("SFP+") << "10gbase-x-sfpp" << true << 1e10 << "sfp+";
        QTest::newRow("copper") << "1000base-t" << true << 1e9 << "rj45";
        QTest::newRow("fast copper") << "2.5gbase-t" << true << 2.5e9 << "rj45";
        QTest::newRow("InfiniBand") << "infiniband-ndr" << true << 4e11 << "";
        QTest::newRow("Fibre Channel") << "32gfc-sfp28" << true << 0.0 << "sfp28";
        QTest::newRow("backplane") << "10gbase-kr" << false << 1e10 << "";
        QTest::newRow("lag") << "lag" << false << 0.0 << "";
        QTest::newRow("radio") << "ieee802.11ax" << false << 0.0 << "";
        QTest::newRow("no generation") << "infiniband-xyz" << false << 0.0 << "";
        QTest::newRow("no number") << "base-x-osfp" << false << 0.0 << "";
    }
    void interfaceTypesSaySpeedAndForm() {
        QFETCH(QString, type);
        QFETCH(bool, isPort);
        QFETCH(double, speed);
        QFETCH(QString, form);
        const InterfaceType read = interfaceType(type.toStdString());
        QCOMPARE(read.isPort, isPort);
        QCOMPARE(read.speed.value_or(0.0), speed);
        QCOMPARE(QString::fromStdString(read.form), form);
    }

    void aDeviceIsOfTheKindThatItsListsTell_data() {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<bool>("module");
        QTest::addColumn<QString>("kind");
        const QString sfp = "  - { name: a, type: 25gbase-x-sfp28 }\n";
        const QString plug = "power-ports:\n  - { name: p, type: iec-60320-c14 }\n";
        const QString outlet = "power-outlets:\n  - { name: o, type: iec-60320-c13 }\n";
        QTest::newRow("many ports") << "interfaces:\n" + sfp.repeated(16) << false << "switch";
        QTest::newRow("many ports of a server")
            << "description: GPU server\ninterfaces:\n" + sfp.repeated(8) << false << "tray";
        QTest::newRow("ports of a server family")
            << "model: PowerEdge XE9680\ninterfaces:\n" + sfp.repeated(16) << false << "tray";
        QTest::newRow("ports of a firewall")
            << "model: FortiGate 3700F\ninterfaces:\n" + sfp.repeated(24) << false << "tray";
        QTest::newRow("ports of a router family")
            << "model: MX480\ninterfaces:\n" + sfp.repeated(40) << false << "tray";
        QTest::newRow("some ports of no name")
            << "interfaces:\n" + sfp.repeated(8) << false << "tray";
        QTest::newRow("few ports of a switch family")
            << "model: QFX5120\ninterfaces:\n" + sfp << false << "switch";
        QTest::newRow("a server whose comments name a switch")
            << "description: 1U server\ncomments: to the switch\ninterfaces:\n" + sfp << false
            << "tray";
        QTest::newRow("few ports") << "interfaces:\n" + sfp << false << "tray";
        QTest::newRow("few ports of a switch")
            << "comments: an edge switch\ninterfaces:\n" + sfp << false << "switch";
        QTest::newRow("outlets of a strip") << plug + outlet << false << "";
        QTest::newRow("UPS") << "comments: Smart UPS\n" + plug + outlet << false << "ups";
        QTest::newRow("transfer switch")
            << "comments: transfer switch\n" + plug + outlet << false << "static-switch";
        QTest::newRow("a switch of modules")
            << "model: Catalyst 6509\n" + plug + "module-bays:\n  - name: slot 1\n"
            << false << "chassis";
        QTest::newRow("bays") << "device-bays:\n  - name: b\n" << false << "chassis";
        QTest::newRow("patch ports") << "front-ports:\n  - { name: f, type: lc }\n"
                                     << false << "panel";
        QTest::newRow("cassette") << "rear-ports:\n  - { name: r, type: mpo }\n" << true << "panel";
        QTest::newRow("network adapter")
            << "description: dual-port NIC\ninterfaces:\n" + sfp << true << "nic";
        QTest::newRow("line card") << "interfaces:\n" + sfp << true << "";
        QTest::newRow("power supply") << plug << true << "";
        QTest::newRow("nothing") << "u_height: 1\n" << false << "";
    }
    void aDeviceIsOfTheKindThatItsListsTell() {
        QFETCH(QString, yaml);
        QFETCH(bool, module);
        QFETCH(QString, kind);
        const std::string model = yaml.startsWith("model:") ? "" : "model: Thing\n";
        const NetboxDevice read =
            deviceOf("manufacturer: Acme\n" + model + yaml.toStdString(), module);
        QCOMPARE(read.part ? QString::fromUtf8(info(read.part->kind).id.data()) : QString(), kind);
        QCOMPARE(read.error.empty(), read.part.has_value());
        QCOMPARE(!read.how.empty(), read.part.has_value());
        if (read.part) QCOMPARE(read.part->status, std::string("generic"));
    }

    void oneOfTwoEqualSuppliesIsThePower() {
        const Result<NetboxImport> import = importNetbox(folder("library"), options());
        VERIFY_OK(import);
        const Part* part = partOf(*import, "acme-server-2u");
        QVERIFY(part);
        const Reading& power = part->find(Property::powerTdp)->reading();
        QCOMPARE(power.number, std::optional<double>(1400.0));
        QCOMPARE(power.low, std::optional<double>(1400.0));
        QCOMPARE(power.high, std::optional<double>(2800.0));
        QVERIFY(power.why.find("stand by for one another") != std::string::npos);
    }

    void aPartThatTheCheckRefusesIsLeftOutAlone() {
        const QTemporaryDir place(QString(HALLWRIGHT_BINARY_DIR) + "/netbox-test-XXXXXX");
        const std::filesystem::path below = place.path().toStdString();
        std::string many = "manufacturer: Acme\nmodel: Many\nu_height: 1\ninterfaces:\n";
        for (int i = 0; i < 15000; ++i)
            many += "  - { name: p, type: 25gbase-x-sfp28 }\n";
        std::ofstream(below / "many.yaml") << many;
        std::ofstream(below / "one.yaml")
            << "manufacturer: Acme\nmodel: One\nu_height: 1\n"
               "interfaces:\n  - { name: p, type: 25gbase-x-sfp28 }\n";
        const Result<NetboxImport> import = importNetbox(below, options());
        VERIFY_OK(import);
        QCOMPARE(import->parts.size(), std::size_t{1});
        QCOMPARE(import->parts[0].id, std::string("acme-one"));
        QVERIFY2(import->files[0].error.find("connections") != std::string::npos,
                 import->files[0].error.c_str());
    }

    void anIdOfTheShippedCatalogIsLeftToIt() {
        ImportOptions asked = options();
        asked.taken = {"acme-qx-6", "netbox-library"};
        const Result<NetboxImport> import = importNetbox(folder("library"), asked);
        VERIFY_OK(import);
        QVERIFY(!partOf(*import, "acme-qx-6"));
        QVERIFY(partOf(*import, "acme-qx-6-netbox"));
        QCOMPARE(import->sources.at(0).id, std::string("netbox-library-import"));
        for (const Part& part : import->parts)
            for (const Datum& datum : part.data)
                QCOMPARE(datum.reading().source, import->sources[0].id);
    }

    void everyIdStandsOnce() {
        const Result<NetboxImport> import = importNetbox(folder("library"), options());
        VERIFY_OK(import);
        QVERIFY(partOf(*import, "acme-qx-6") && partOf(*import, "acme-qx-6-2"));
        for (std::size_t i = 1; i < import->parts.size(); ++i)
            QVERIFY(import->parts[i - 1].id < import->parts[i].id);
    }

    void aSingleFileFindsTheLicenceOfItsLibrary() {
        const Result<NetboxImport> import =
            importNetbox(folder("library/device-types/Acme/server.yaml"), options());
        VERIFY_OK(import);
        QCOMPARE(import->parts.size(), std::size_t{1});
        QVERIFY(import->sources.at(0).note.find("written for tests") != std::string::npos);
        const Reading& height = import->parts[0].find(Property::rackUnits)->reading();
        QCOMPARE(height.note, std::string("declared; device-types/Acme/server.yaml"));
    }

    void progressIsToldAndAStopEndsIt() {
        std::atomic<bool> stop = false;
        std::vector<std::size_t> told;
        ImportOptions asked = options();
        asked.stop = &stop;
        asked.progress = [&](std::size_t done, std::size_t all) {
            told.push_back(done);
            if (all == 12 && done == 3) stop = true;
        };
        const Result<NetboxImport> import = importNetbox(folder("library"), asked);
        VERIFY_OK(import);
        QVERIFY(import->stopped);
        QCOMPARE(told, (std::vector<std::size_t>{1, 2, 3}));
        QCOMPARE(import->files.size(), std::size_t{3});
    }

    void whatIsNotThereIsSaid() {
        const Result<NetboxImport> none = importNetbox(folder("nowhere"), options());
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::File);
        const Result<NetboxImport> noYaml =
            importNetbox(hallwright::test::sourceFolder() / "catalog/sources", options());
        QVERIFY(!noYaml);
        QVERIFY(noYaml.error().message.find(".yaml") != std::string::npos);
        ImportOptions asked = options();
        asked.asOf = "yesterday";
        QVERIFY(!importNetbox(folder("library"), asked));
    }

    void aDamagedFileNeverEndsTheProgram() {
        std::mt19937 dice(11);
        std::vector<std::string> texts;
        for (const auto& entry :
             std::filesystem::directory_iterator(folder("library/device-types/Acme")))
            texts.push_back(hallwright::test::readFile(entry.path()));
        texts.push_back(hallwright::test::readFile(folder("bad/wrong-types.yaml")));
        std::sort(texts.begin(), texts.end());
        constexpr std::string_view letters = "-:[]{}&*?|>'\"#,\n \t%@!~0e.\xc3\x80";
        int made = 0, refused = 0;
        for (int i = 0; i < 3000; ++i) {
            std::string text = texts[dice() % texts.size()];
            for (unsigned slips = 1 + dice() % 4; slips > 0; --slips) {
                const std::size_t at = dice() % text.size();
                if (dice() % 3 == 0)
                    text.erase(at, 1 + dice() % 20);
                else if (dice() % 2 == 0)
                    text[at] = letters[dice() % letters.size()];
                else
                    text.insert(at, 1, letters[dice() % letters.size()]);
                if (text.empty()) text = "-";
            }
            const NetboxDevice read = deviceOf(text, dice() % 2 == 0);
            (read.part ? made : refused) += 1;
            if (!read.part) {
                QVERIFY2(!read.error.empty(), text.c_str());
                continue;
            }
            QVERIFY2(partFault(*read.part).empty(), text.c_str());
            const std::string& connections = read.part->text(Property::connections);
            QVERIFY2(connections.empty() || parseConnections(connections), connections.c_str());
        }
        QVERIFY(made > 100 && refused > 100);
    }
};

HALL_TEST(NetboxImportTest)
#include "netbox_import_test.moc"
