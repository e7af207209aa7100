#include "catalog/checker.h"

#include "catalog/stamp.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <sys/stat.h>

using namespace hallwright;
using hallwright::test::CatalogFixture;
using hallwright::test::cduWith;

class CheckerTest : public QObject {
    Q_OBJECT

    static QStringList texts(const CatalogFixture& fixture, const std::vector<Error>& errors) {
        QStringList out;
        for (const Error& error : errors)
            out << QString::fromStdString(fixture.relative(error.text()));
        return out;
    }
    static std::string reading(const char* property, const std::string& says) {
        return std::string(property) + " = [ { " + says +
               ", source = \"maker\", grade = \"A\", as_of = \"2026\" } ]\n";
    }
    static std::string number(const char* property, double value, const char* unit = "1") {
        return reading(property, "value = " + std::to_string(value) + ", unit = \"" + unit + "\"");
    }
    static std::string text(const char* property, const char* value) {
        return reading(property, std::string("text = \"") + value + "\"");
    }
    /// A switch with co-packaged optics of 144 ports, one laser each.
    static std::string cpoSwitch(double modules, double engines) {
        return "[sw]\nname = \"Switch\"\nkind = \"switch\"\nstatus = \"generic\"\n" +
               number("switch.cages", 144) + number("switch.ports_per_cage", 1) +
               number("switch.port_speed", 800, "Gb/s") + text("switch.cage", "mpo-12") +
               text("switch.optics", "cpo") + number("switch.cpo_port_lasers", 1) +
               number("switch.external_laser_modules", modules) +
               number("switch.optical_engines", engines) +
               "[jumper]\nname = \"Jumper\"\nkind = \"jumper\"\nstatus = \"generic\"\n" +
               text("optics.connector", "mpo-12");
    }

private slots:
    void silenceOnWhatAFigureHoldsIsNoDifference() {
        const auto power = [](const char* property, double kilowatts, const char* includes) {
            return reading(
                property,
                "value = " + std::to_string(kilowatts) + ", unit = \"kW\", at = \"ac-input\"" +
                    (*includes ? std::string(", includes = \"") + includes + "\"" : std::string()));
        };
        const auto warned = [&](const std::string& data) {
            const CatalogFixture fixture(cduWith(data));
            return texts(fixture, checkCatalog(fixture.folder()).warnings).join("\n");
        };
        QVERIFY(warned(power("power.typical", 9, "") + power("power.tdp", 8, "pumps"))
                    .contains("power.typical 9\u00a0kW is above power.tdp 8\u00a0kW"));
        QVERIFY(!warned(power("power.typical", 9, "fans") + power("power.tdp", 8, "pumps"))
                     .contains("is above"));
        // One of other contents in between hides nothing.
        QVERIFY(warned(power("power.idle", 9, "pumps") + power("power.typical", 7, "fans") +
                       power("power.tdp", 8, "pumps"))
                    .contains("power.idle 9\u00a0kW is above power.tdp"));
    }

    void aNameThatMeansTwoPartsIsOdd() {
        const std::string head = "kind = \"cdu\"\nstatus = \"generic\"\n";
        const auto warned = [&](const std::string& parts) {
            const CatalogFixture fixture(parts);
            return texts(fixture, checkCatalog(fixture.folder()).warnings).join("\n");
        };
        const std::string two = "[two]\nname = \"Two\"\naliases = [\"Old\"]\n" + head;
        QVERIFY(warned("[one]\nname = \"One\"\naliases = [\"TWO\"]\n" + head + two)
                    .contains("parts/p.toml:1: part one: its alias \"TWO\" is the id of another"));
        const std::string shared = "[one]\nname = \"One\"\naliases = [\"old\"]\n" + head;
        const QString told = warned(shared + two);
        QCOMPARE(told.count("its alias \"Old\" is one of one too"), 1);
        QVERIFY(!told.contains("alias \"old\""));
        QVERIFY(!warned(shared + text("part.name_history", "It was called so until 2025.") + two)
                     .contains("alias"));
    }

    void nestedCountsStayWithinBounds() {
        std::string parts = "[rack]\nname = \"Rack\"\nkind = \"compute-rack\"\nstatus = "
                            "\"generic\"\ncontents = [ { part = \"level-0\", count = 10000 } ]\n" +
                            text("rack.elevation", "48U: unit:1");
        for (int level = 0; level < 12; ++level) {
            parts += "[level-" + std::to_string(level) +
                     "]\nname = \"Level\"\nkind = \"chassis\"\nstatus = \"generic\"\ncontents = [";
            for (int i = 0; i < 20; ++i)
                parts +=
                    " { part = \"" +
                    (level == 11 ? std::string("unit") : "level-" + std::to_string(level + 1)) +
                    "\", count = 10000 },";
            parts += " ]\n";
        }
        parts += "[unit]\nname = \"Unit\"\nkind = \"tray\"\nstatus = \"generic\"\n";
        const CatalogFixture fixture(parts);
        QVERIFY(texts(fixture, checkCatalog(fixture.folder()).warnings)
                    .join("\n")
                    .contains("rack.elevation shows 1 × unit, its contents say 1000000000"));
    }

    void whatIsNoFileIsRefusedAndNotWaitedFor() {
        const CatalogFixture fixture(cduWith(""));
        QCOMPARE(::mkfifo(fixture.file("parts/pipe.toml").c_str(), 0600), 0);
        const QStringList told = texts(fixture, checkCatalog(fixture.folder()).errors);
        QVERIFY2(told.join("\n").contains("parts/pipe.toml: the file cannot be read"),
                 qPrintable(told.join("\n")));
        QVERIFY(catalogStamp(fixture.folder()).find("pipe.toml") != std::string::npos);
    }

    void aFileBeyondAllMeasureIsRefused() {
        const CatalogFixture fixture(cduWith(""));
        fixture.write("parts/large.toml", "#");
        std::filesystem::resize_file(fixture.file("parts/large.toml"), (64u << 20u) + 1);
        const QStringList told = texts(fixture, checkCatalog(fixture.folder()).errors);
        QVERIFY2(told.join("\n").contains("parts/large.toml: the file is larger than 64 MB"),
                 qPrintable(told.join("\n")));
    }

    void theShippedCatalogHasNoErrors() {
        const CatalogCheck check = checkCatalog(test::sourceFolder() / "catalog");
        std::string told;
        for (const Error& error : check.errors)
            told += error.text() + "\n";
        QVERIFY2(check.errors.empty(), told.c_str());
        QVERIFY(check.parts > 0);
    }

    void theTextListsFaultsAndCoverage() {
        const CatalogFixture fixture(
            cduWith(number("mass.total", 100, "kg") +
                    "price.each = [ { unknown = true, source = \"assumption\", grade = \"D\", "
                    "as_of = \"2026\", why = \"not public\" } ]\n"
                    "power.tdp = 7"));
        QCOMPARE(
            QString::fromStdString(fixture.relative(checkText(checkCatalog(fixture.folder())))),
            QString("error: parts/p.toml:7: part thing, power.tdp: a bare number is refused: write "
                    "[{ value = …, unit = …, source = …, "
                    "grade = …, as_of = … }]\n"
                    "2 parts, 2 sources: 1 error, 0 warnings\n"
                    "\nparts by kind\n"
                    "      1  cdu\n"
                    "      1  design-basis\n"
                    "\ndata by grade of the chosen reading\n"
                    "      1  A\n"
                    "\nlooked for and not public\n"
                    "      1  price.each\n"
                    "\nneeded of the kind and not known\n"
                    "      1  cdu  cooling.capacity\n"
                    "\nusual for the kind and not known\n"
                    "      1  power.tdp\n"
                    "      1  cooling.approach\n"
                    "      1  cooling.rated_flow\n"
                    "      1  cooling.rated_head\n"
                    "      1  price.each\n"));
    }

    void aSourceThatNothingCitesIsWarnedOf() {
        const CatalogFixture fixture(cduWith(""));
        const CatalogCheck check = checkCatalog(fixture.folder());
        QVERIFY(check.errors.empty());
        QCOMPARE(texts(fixture, check.warnings),
                 QStringList{"sources.toml:1: source maker: nothing cites it"});
    }

    void aClosedLedgerOfCoPackagedOpticsPasses() {
        const CatalogFixture fixture(cpoSwitch(18, 72));
        const CatalogCheck check = checkCatalog(fixture.folder());
        QCOMPARE(texts(fixture, check.errors), QStringList());
        QCOMPARE(texts(fixture, check.warnings), QStringList());
    }

    void lasersThatDoNotFillTheirModulesAreAnError() {
        const CatalogFixture fixture(cpoSwitch(20, 72));
        QCOMPARE(
            texts(fixture, checkCatalog(fixture.folder()).errors),
            QStringList{"parts/p.toml:11: part sw: its 144 ports at 1 laser a port do not fill "
                        "20 laser modules evenly; fix switch.cages, "
                        "switch.cpo_port_lasers or switch.external_laser_modules"});
    }

    void portsThatDoNotShareEnginesAreAnError() {
        const CatalogFixture fixture(cpoSwitch(18, 70));
        QCOMPARE(texts(fixture, checkCatalog(fixture.folder()).errors),
                 QStringList{"parts/p.toml:12: part sw: its 144 ports do not share 70 optical "
                             "engines evenly; fix switch.cages or "
                             "switch.optical_engines"});
    }

    /// A switch of 4 ASICs, 72 engines and 18 laser modules, all of it said twice.
    static std::string ledger(const std::string& changed, const std::string& to) {
        std::string all =
            "[sw]\nname = \"Switch\"\nkind = \"switch\"\nstatus = \"generic\"\n"
            "contents = [ { part = \"asic\", count = 4 }, { part = \"engine\", count = 72 }, "
            "{ part = \"els\", count = 18 } ]\n" +
            number("switch.cages", 144) + number("switch.ports_per_cage", 1) +
            number("switch.port_speed", 800, "Gb/s") + text("switch.cage", "mpo-12") +
            text("switch.optics", "cpo") + number("switch.cpo_port_lasers", 1) +
            number("switch.external_laser_modules", 18) + number("switch.optical_engines", 72) +
            number("switch.asics", 4) + number("switch.sub_assemblies", 24) +
            number("switch.data_fibres", 1152) + number("switch.laser_fibres", 144) +
            number("switch.lasers", 144) +
            "[asic]\nname = \"ASIC\"\nkind = \"switch-asic\"\nstatus = \"generic\"\n"
            "[engine]\nname = \"Engine\"\nkind = \"cpo-engine\"\nstatus = \"generic\"\n" +
            number("engine.data_rate", 1600, "Gb/s") + number("engine.data_fibres", 16) +
            number("engine.laser_fibres", 2) +
            "[els]\nname = \"Lasers\"\nkind = \"laser-source\"\nstatus = \"generic\"\n" +
            number("laser.count", 8) +
            "[jumper]\nname = \"Jumper\"\nkind = \"jumper\"\nstatus = \"generic\"\n" +
            text("optics.connector", "mpo-12");
        if (!changed.empty()) all.replace(all.find(changed), changed.size(), to);
        return all;
    }

    void theWholeLedgerOfASwitchCloses() {
        const CatalogFixture fixture(ledger("", ""));
        QCOMPARE(texts(fixture, checkCatalog(fixture.folder()).errors), QStringList());
    }

    void aLedgerThatDoesNotCloseIsAnError_data() {
        QTest::addColumn<QString>("changed");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char* name, const std::string& changed, const std::string& to,
                            const char* fault) {
            QTest::newRow(name) << QString::fromStdString(changed) << QString::fromStdString(to)
                                << QString(fault);
        };
        row("two ASICs", "\"asic\", count = 4", "\"asic\", count = 2",
            "parts/p.toml:14: part sw: its contents hold 2 of the kind switch-asic, switch.asics "
            "says 4; fix the one that is wrong");
        row("engines left out", "\"engine\", count = 72", "\"engine\", count = 36",
            "parts/p.toml:13: part sw: its contents hold 36 of the kind cpo-engine, "
            "switch.optical_engines says 72; fix the one that is wrong");
        row("too few data fibres", number("switch.data_fibres", 1152),
            number("switch.data_fibres", 576),
            "parts/p.toml:16: part sw: switch.optical_engines 72 × engine.data_fibres 16 is 1152, "
            "switch.data_fibres says 576; fix the one that is wrong");
        row("too many laser fibres", number("switch.laser_fibres", 144),
            number("switch.laser_fibres", 288),
            "parts/p.toml:17: part sw: switch.optical_engines 72 × engine.laser_fibres 2 is 144, "
            "switch.laser_fibres says 288; fix the one that is wrong");
        row("engines that share their assemblies unevenly", number("switch.sub_assemblies", 24),
            number("switch.sub_assemblies", 25),
            "parts/p.toml:15: part sw: switch.optical_engines 72 do not share "
            "switch.sub_assemblies 25 evenly; fix the one that is wrong");
        row("engines too slow for the ports", number("engine.data_rate", 1600, "Gb/s"),
            number("engine.data_rate", 800, "Gb/s"),
            "parts/p.toml:13: part sw: its 72 optical engines of 800\u00a0Gb/s carry "
            "57.6\u00a0Tb/s, its 144 ports of 800\u00a0Gb/s need 115.2\u00a0Tb/s; fix the one "
            "that is wrong");
    }
    void aLedgerThatDoesNotCloseIsAnError() {
        QFETCH(QString, changed);
        QFETCH(QString, to);
        QFETCH(QString, fault);
        const CatalogFixture fixture(ledger(changed.toStdString(), to.toStdString()));
        QCOMPARE(texts(fixture, checkCatalog(fixture.folder()).errors), QStringList{fault});
    }

    void lasersThatAreMiscountedAreErrors() {
        const CatalogFixture fixture(
            ledger(number("switch.lasers", 144), number("switch.lasers", 72)));
        QCOMPARE(texts(fixture, checkCatalog(fixture.folder()).errors),
                 (QStringList{"parts/p.toml:18: part sw: switch.external_laser_modules 18 × "
                              "laser.count 8 is 144, switch.lasers says 72; fix the one that is "
                              "wrong",
                              "parts/p.toml:18: part sw: its 144 ports at 1 laser a port make 144 "
                              "lasers, switch.lasers says 72; fix the one that is wrong"}));
    }

    void opticsWhoseLanesDoNotMakeTheRateAreErrors_data() {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("fault");
        const std::string lanes =
            number("optics.lanes", 8) + number("optics.lane_rate", 100, "Gb/s");
        const std::string links =
            number("optics.links", 2) + number("optics.link_speed", 400, "Gb/s");
        QTest::newRow("all is well")
            << QString::fromStdString(lanes + links + number("optics.data_rate", 800, "Gb/s"))
            << QString();
        QTest::newRow("no rate is given") << QString::fromStdString(lanes + links) << QString();
        QTest::newRow("lanes against the rate")
            << QString::fromStdString(lanes + number("optics.data_rate", 1600, "Gb/s"))
            << "parts/p.toml:7: part thing: optics.lanes 8 × optics.lane_rate 100\u00a0Gb/s is "
               "800\u00a0Gb/s, optics.data_rate says 1.6\u00a0Tb/s; fix the one that is wrong";
        QTest::newRow("links against the rate")
            << QString::fromStdString(links + number("optics.data_rate", 400, "Gb/s"))
            << "parts/p.toml:7: part thing: optics.links 2 × optics.link_speed 400\u00a0Gb/s is "
               "800\u00a0Gb/s, optics.data_rate says 400\u00a0Gb/s; fix the one that is wrong";
        QTest::newRow("lanes against links")
            << QString::fromStdString(lanes + number("optics.links", 1) +
                                      number("optics.link_speed", 400, "Gb/s"))
            << "parts/p.toml:5: part thing: 8 lanes of 100\u00a0Gb/s carry 800\u00a0Gb/s, 1 "
               "links of 400\u00a0Gb/s need 400\u00a0Gb/s; fix the one that is wrong";
    }
    void opticsWhoseLanesDoNotMakeTheRateAreErrors() {
        QFETCH(QString, lines);
        QFETCH(QString, fault);
        const CatalogFixture fixture("[thing]\nname = \"Thing\"\nkind = \"transceiver\"\nstatus "
                                     "= \"generic\"\n" +
                                     lines.toStdString());
        QCOMPARE(texts(fixture, checkCatalog(fixture.folder()).errors).join("\n"), fault);
    }

    void anOrderOfMagnitudeOutsideItsClassIsAnError() {
        const CatalogFixture fixture("[rack]\nname = \"Rack\"\nkind = "
                                     "\"compute-rack\"\nstatus = \"generic\"\n" +
                                     number("power.tdp", 132, "W"));
        QCOMPARE(texts(fixture, checkCatalog(fixture.folder()).errors),
                 QStringList{"parts/p.toml:5: part rack, power.tdp: value 132 W lies outside "
                             "2\u00a0kW to 2,000\u00a0kW, the orders of magnitude of the kind "
                             "compute-rack; check value and unit"});
    }

    void connectionsThatCannotBeReadAreAnError() {
        const CatalogFixture fixture(cduWith(text("part.connections", "front: many*osfp")));
        const QStringList errors = texts(fixture, checkCatalog(fixture.folder()).errors);
        QCOMPARE(errors.size(), 1);
        QVERIFY2(errors[0].startsWith("parts/p.toml:5: part thing: part.connections: "),
                 qPrintable(errors[0]));
    }

    void theJsonHasFilesLinesAndCoverage() {
        const CatalogFixture fixture(cduWith("power.tdp = 7"));
        const QJsonObject json =
            QJsonDocument::fromJson(
                QByteArray::fromStdString(checkJson(checkCatalog(fixture.folder()))))
                .object();
        const QJsonObject error = json["errors"].toArray().at(0).toObject();
        QCOMPARE(error["line"].toInt(), 5);
        QVERIFY(error["file"].toString().endsWith("parts/p.toml"));
        QCOMPARE(json["parts_by_kind"].toObject()["cdu"].toInt(), 1);
        QVERIFY(!json["silent"].toArray().isEmpty());
    }

    void oddDataAreWarnedOf_data() {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("warning");
        const auto row = [](const char* name, const std::string& lines, const char* warning) {
            QTest::newRow(name) << QString::fromStdString(lines) << QString(warning);
        };
        row("typical above design power",
            number("power.typical", 9, "kW") + number("power.tdp", 7, "kW"),
            "parts/p.toml:6: part thing: power.typical 9\u00a0kW is above power.tdp 7\u00a0kW");
        row("a document of grade D",
            "mass.total = [ { value = 90, unit = \"kg\", source = \"maker\", grade = \"D\", as_of "
            "= "
            "\"2026\" } ]",
            "parts/p.toml:5: part thing: mass.total has grade D from maker; a document's figure is "
            "A, B or C");
        row("ports without speed",
            number("node.oob.ports", 1) + text("node.oob.cage", "rj45") +
                text("optics.connector", "rj45"),
            "parts/p.toml:5: part thing: it has node.oob.ports but no node.oob.speed");
        row("a cage that nothing fits", text("switch.cage", "osfp"),
            "parts/p.toml:5: part thing: switch.cage \"osfp\" fits no transceiver or cable");
        row("a module that nothing takes", text("optics.cage", "osfp"),
            "parts/p.toml:5: part thing: optics.cage \"osfp\" is the cage of no switch or node");
        row("a counterpart that does not answer",
            reading("switch.cpo_counterpart", "part = \"design-basis\""),
            "parts/p.toml:5: part thing: switch.cpo_counterpart names design-basis, which does not "
            "name it back");
    }
    void oddDataAreWarnedOf() {
        QFETCH(QString, lines);
        QFETCH(QString, warning);
        const CatalogFixture fixture(cduWith(lines.toStdString()));
        const CatalogCheck check = checkCatalog(fixture.folder());
        QCOMPARE(texts(fixture, check.errors), QStringList());
        QCOMPARE(texts(fixture, check.warnings), QStringList{warning});
    }

    void anElevationFitsItsFrameAndHoldsTheContents() {
        const CatalogFixture fixture("");
        const auto rack = [&](const char* elevation) {
            return "[rack]\nname = \"Rack\"\nkind = \"compute-rack\"\nstatus = \"generic\"\n"
                   "contents = [ { part = \"tray\", count = 4 } ]\n" +
                   number("size.rack_units", 10) + text("rack.elevation", elevation) +
                   "[tray]\nname = \"Tray\"\nkind = \"tray\"\nstatus = \"generic\"\n" +
                   number("size.rack_units", 2);
        };
        const auto errors = [&](const char* elevation) {
            fixture.write("parts/racks.toml", rack(elevation));
            return texts(fixture, checkCatalog(fixture.folder()).errors).join("; ");
        };
        QCOMPARE(errors("10U: 4*tray"), QString());
        QVERIFY(errors("10U: 4*tray, free:3").contains("take 11 units, the frame has 10"));
        QVERIFY(errors("12U: 4*tray").contains("size.rack_units says 10"));
        QVERIFY(errors("10U: 4*tray, fan").contains("fan is no part of the catalog"));
        QVERIFY(errors("4*tray").contains("height of the frame"));
        fixture.write("parts/racks.toml", rack("10U: 3*tray"));
        QVERIFY(texts(fixture, checkCatalog(fixture.folder()).warnings)
                    .join("; ")
                    .contains("shows 3 × tray, its contents say 4"));
    }

    void aChassisCountsAsWhatItHoldsAndABusBarStandsBeside() {
        const CatalogFixture fixture(
            "[rack]\nname = \"Rack\"\nkind = \"compute-rack\"\nstatus = \"generic\"\n"
            "contents = [ { part = \"box\", count = 2 }, { part = \"bar\", count = 1 } ]\n" +
            text("rack.elevation", "10U: 4*tray") +
            "[box]\nname = \"Box\"\nkind = \"chassis\"\nstatus = \"generic\"\n"
            "contents = [ { part = \"tray\", count = 2 } ]\n"
            "[bar]\nname = \"Bar\"\nkind = \"rack-busbar\"\nstatus = \"generic\"\n"
            "[tray]\nname = \"Tray\"\nkind = \"tray\"\nstatus = \"generic\"\n" +
            number("size.rack_units", 2));
        const CatalogCheck check = checkCatalog(fixture.folder());
        QCOMPARE(texts(fixture, check.errors), QStringList());
        QCOMPARE(texts(fixture, check.warnings), QStringList());
    }
};

HALL_TEST(CheckerTest)
#include "checker_test.moc"
