#include "catalog/checker.h"

#include "tests/catalog/catalog_fixture.h"
#include "tests/support/test.h"

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
        QCOMPARE(texts(fixture, checkCatalog(fixture.folder()).errors),
                 QStringList{"parts/p.toml:1: part sw: its 144 ports at 1 laser a port do not fill "
                             "20 laser modules evenly; fix switch.cages, "
                             "switch.cpo_port_lasers or switch.external_laser_modules"});
    }

    void portsThatDoNotShareEnginesAreAnError() {
        const CatalogFixture fixture(cpoSwitch(18, 70));
        QCOMPARE(texts(fixture, checkCatalog(fixture.folder()).errors),
                 QStringList{"parts/p.toml:1: part sw: its 144 ports do not share 70 optical "
                             "engines evenly; fix switch.cages or "
                             "switch.optical_engines"});
    }

    void oddDataAreWarnedOf_data() {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("warning");
        const auto row = [](const char* name, const std::string& lines, const char* warning) {
            QTest::newRow(name) << QString::fromStdString(lines) << QString(warning);
        };
        row("typical above design power",
            number("power.typical", 9, "kW") + number("power.tdp", 7, "kW"),
            "parts/p.toml:1: part thing: power.typical 9\u00a0kW is above power.tdp 7\u00a0kW");
        row("a document of grade D",
            "mass.total = [ { value = 9, unit = \"kg\", source = \"maker\", grade = \"D\", as_of = "
            "\"2026\" } ]",
            "parts/p.toml:1: part thing: mass.total has grade D from maker; a document's figure is "
            "A, B or C");
        row("ports without speed",
            number("node.oob.ports", 1) + text("node.oob.cage", "rj45") +
                text("optics.connector", "rj45"),
            "parts/p.toml:1: part thing: it has node.oob.ports but no node.oob.speed");
        row("a cage that nothing fits", text("switch.cage", "osfp"),
            "parts/p.toml:1: part thing: switch.cage \"osfp\" fits no transceiver or cable");
        row("a module that nothing takes", text("optics.cage", "osfp"),
            "parts/p.toml:1: part thing: optics.cage \"osfp\" is the cage of no switch or node");
        row("a counterpart that does not answer",
            reading("switch.cpo_counterpart", "part = \"design-basis\""),
            "parts/p.toml:1: part thing: switch.cpo_counterpart names design-basis, which does not "
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
};

HALL_TEST(CheckerTest)
#include "checker_test.moc"
