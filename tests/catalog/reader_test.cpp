#include "catalog/reader.h"

#include "model/parts/part_fault.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::CatalogFixture;
using hallwright::test::cduWith;

class ReaderTest : public QObject {
    Q_OBJECT

    static QString firstFault(const CatalogFixture& fixture) {
        const Result<Catalog> catalog = readCatalog(fixture.folder());
        return catalog ? QString("no fault")
                       : QString::fromStdString(fixture.relative(catalog.error().text()));
    }

    /// One reading of power.tdp, its common keys given unless the row leaves them out.
    static std::string tdp(std::string_view keys) {
        return cduWith("power.tdp = [ { " + std::string(keys) + " } ]");
    }

private slots:
    void numbersAreHeldInSi() {
        const CatalogFixture fixture(cduWith(
            "vendor = \"Maker\"\naliases = [\"Old name\"]\ncontents = [ { part = \"inner\", count "
            "= 18 } ]\n"
            "cooling.approach = [ { value = 6, unit = \"K\", source = \"maker\", grade = \"A\", "
            "as_of = \"2026-03\" } ]\n"
            "power.tdp = [\n"
            "  { value = 12.5, unit = \"kW\", low = 12, high = 13, at = \"ac-input\", includes = "
            "\"fans\", note = \"n\", "
            "source = \"maker\", grade = \"A\", as_of = \"2026-03-31\", chosen = true, why = "
            "\"newest\" },\n"
            "  { value = 11, unit = \"kW\", source = \"maker\", grade = \"B\", as_of = \"2026\" "
            "},\n"
            "]\n"
            "cooling.flow_curve = [ { x = [25, 77], x_unit = \"degC\", value = [60, 120], unit = "
            "\"L/min\", made_for = 116, "
            "made_for_unit = \"kW\", source = \"maker\", grade = \"A\", as_of = \"2026\" } ]\n"
            "cooling.medium = [ { text = \"liquid\", source = \"maker\", grade = \"A\", as_of = "
            "\"2026\" } ]\n"
            "price.each = [ { unknown = true, source = \"assumption\", grade = \"D\", as_of = "
            "\"2026-11\", why = \"not public\" } ]\n"
            "[inner]\nname = \"Inner\"\nkind = \"tray\"\nstatus = \"generic\"\n"));
        const Result<Catalog> catalog = readCatalog(fixture.folder());
        VERIFY_OK(catalog);
        const PartPtr part = catalog->find("thing");
        QVERIFY(part);
        QCOMPARE(part->vendor, std::string("Maker"));
        QCOMPARE(part->aliases, std::vector<std::string>{"Old name"});
        QCOMPARE(part->contents, (std::vector<Content>{{"inner", 18}}));
        const Datum* power = part->find(Property::powerTdp);
        QVERIFY(power);
        QCOMPARE(power->readings.size(), std::size_t{2});
        QCOMPARE(power->chosen, std::size_t{0});
        Reading wanted;
        wanted.number = 12500.0;
        wanted.low = 12000.0;
        wanted.high = 13000.0;
        wanted.unit = "kW";
        wanted.source = "maker";
        wanted.grade = Grade::A;
        wanted.asOf = "2026-03-31";
        wanted.at = "ac-input";
        wanted.includes = "fans";
        wanted.note = "n";
        wanted.why = "newest";
        QVERIFY(power->reading() == wanted);
        const Reading& curve = part->find(Property::flowCurve)->reading();
        QCOMPARE(curve.x, (std::vector<double>{25.0, 77.0}));
        QCOMPARE(curve.values[0], 0.001);
        QCOMPARE(curve.values[1], 0.002);
        QCOMPARE(curve.madeFor.value(), 116000.0);
        QCOMPARE(part->number(Property::approach).value(), 6.0);
        QCOMPARE(part->text(Property::coolingMedium), std::string("liquid"));
        QVERIFY(part->find(Property::price)->reading().unknown);
        QVERIFY(!part->number(Property::price));
        QCOMPARE(catalog->sources().at("maker").title, std::string("Data sheet"));
        QVERIFY(catalog->sources().count("assumption"));
    }

    void readingOrderInTheFileDoesNotMatter() {
        const std::string a = "cooling.approach = [ { value = 6, unit = \"K\", source = \"maker\", "
                              "grade = \"A\", as_of = \"2026\" } ]\n";
        const std::string b = "mass.total = [ { value = 60, unit = \"kg\", source = \"maker\", "
                              "grade = \"A\", as_of = \"2026\" } ]\n";
        const CatalogFixture one(cduWith(a + b)), other(cduWith(b + a));
        QVERIFY(*readCatalog(one.folder())->find("thing") ==
                *readCatalog(other.folder())->find("thing"));
    }

    void everyFaultHasItsSentence_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char* name, const std::string& text, const char* fault) {
            QTest::newRow(name) << QString::fromStdString(text) << QString(fault);
        };
        const std::string origin = ", source = \"maker\", grade = \"A\", as_of = \"2026-03\"";
        const std::string kilowatts = "value = 5, unit = \"kW\"";
        const std::string assumed = ", source = \"assumption\", grade = \"D\", as_of = \"2026\"";

        row("a bare number", cduWith("power.tdp = 142"),
            "parts/p.toml:5: part thing, power.tdp: a bare number is refused: write [{ value = …, "
            "unit = …, source = …, grade = …, as_of = … }]");
        row("a bare number in a list", cduWith("power.tdp = [142]"),
            "parts/p.toml:5: part thing, power.tdp: a bare number is refused: write [{ value = …, "
            "unit = …, source = …, grade = …, as_of = … }]");
        row("a bare text", cduWith("cooling.medium = \"air\""),
            "parts/p.toml:5: part thing, cooling.medium: a bare value is refused: write [{ text = "
            "…, source = …, grade = …, as_of = … }]");
        row("an empty list", cduWith("power.tdp = []"),
            "parts/p.toml:5: part thing, power.tdp: no reading is given; write [{ value = …, unit "
            "= …, source = …, grade = …, as_of = … }]");
        row("an unknown property", cduWith("power.max = [ { " + kilowatts + origin + " } ]"),
            "parts/p.toml:5: part thing: \"power.max\" is not a property; use one that describe "
            "properties lists");
        row("an unknown key of a part", cduWith("colour = \"red\""),
            "parts/p.toml:5: part thing: \"colour\" is not a property; use one that describe "
            "properties lists");
        row("an unknown key of a reading", tdp(kilowatts + ", max = 3" + origin),
            "parts/p.toml:5: part thing, power.tdp: \"max\" is not a key here; write value = …, "
            "unit "
            "= …");
        row("the key of another shape", tdp("text = \"5 kW\", " + kilowatts + origin),
            "parts/p.toml:5: part thing, power.tdp: \"text\" is not a key here; write value = …, "
            "unit "
            "= …");
        row("no value", tdp("unit = \"kW\"" + origin),
            "parts/p.toml:5: part thing, power.tdp: value is missing; write value = …, unit = …");
        row("no unit", tdp("value = 5" + origin),
            "parts/p.toml:5: part thing, power.tdp: unit is missing; write unit = \"W\" or another "
            "unit of power");
        row("no source", tdp(kilowatts + ", grade = \"A\", as_of = \"2026\""),
            "parts/p.toml:5: part thing, power.tdp: source is missing; write source = \"…\", an id "
            "of sources.toml");
        row("no grade", tdp(kilowatts + ", source = \"maker\", as_of = \"2026\""),
            "parts/p.toml:5: part thing, power.tdp: grade is missing; write grade = \"A\", B, C or "
            "D");
        row("no date", tdp(kilowatts + ", source = \"maker\", grade = \"A\""),
            "parts/p.toml:5: part thing, power.tdp: as_of is missing; write as_of = \"2026-03\"");
        row("a text without source",
            cduWith("cooling.medium = [ { text = \"air\", grade = \"A\", as_of = \"2026\" } ]"),
            "parts/p.toml:5: part thing, cooling.medium: source is missing; write source = \"…\", "
            "an id of sources.toml");
        row("no such grade",
            tdp(kilowatts + ", source = \"maker\", grade = \"E\", as_of = \"2026\""),
            "parts/p.toml:5: part thing, power.tdp: \"E\" is not a grade; use A, B, C or D");
        row("a date with month 13",
            tdp(kilowatts + ", source = \"maker\", grade = \"A\", as_of = \"2026-13\""),
            "parts/p.toml:5: part thing, power.tdp: \"2026-13\" is not a date; write a year, a "
            "month "
            "or a day as 2026, 2026-03 or 2026-03-31");
        row("a date as number",
            tdp(kilowatts + ", source = \"maker\", grade = \"A\", as_of = 2026"),
            "parts/p.toml:5: part thing, power.tdp: as_of must be text; write as_of = \"…\"");
        row("an unknown source",
            tdp(kilowatts + ", source = \"other\", grade = \"A\", as_of = \"2026\""),
            "parts/p.toml:5: part thing, power.tdp: there is no source \"other\"; add it to "
            "sources.toml or fix the name");
        row("an unknown plane", tdp(kilowatts + ", at = \"wall\"" + origin),
            "parts/p.toml:5: part thing, power.tdp: \"wall\" is not a plane; use ac-input, dc-bus, "
            "dc-800 or chip");
        row("a mass as power", tdp("value = 12, unit = \"kg\"" + origin),
            "parts/p.toml:5: part thing, power.tdp: value: \"12 kg\" is a mass, not a power; use "
            "W, kW, MW, GW");
        row("an unknown unit", tdp("value = 12, unit = \"hp\"" + origin),
            "parts/p.toml:5: part thing, power.tdp: value: \"hp\" is not a known unit; a power is "
            "written in W, kW, MW, GW");
        row("not finite", tdp("value = inf, unit = \"kW\"" + origin),
            "parts/p.toml:5: part thing, power.tdp: value: a number must be finite");
        row("not a number", tdp("value = nan, unit = \"kW\"" + origin),
            "parts/p.toml:5: part thing, power.tdp: value: a number must be finite");
        row("a value as text", tdp("value = \"5\", unit = \"kW\"" + origin),
            "parts/p.toml:5: part thing, power.tdp: value must be a number; write value = …, unit "
            "= …");
        row("an implausible value", tdp("value = 5, unit = \"GW\"" + origin),
            "parts/p.toml:5: part thing, power.tdp: value 5 GW lies outside 0.01\u00a0W to "
            "2,000\u00a0kW, the plausible span of this property; check value and unit");
        row("low above the value", tdp(kilowatts + ", low = 6" + origin),
            "parts/p.toml:5: part thing, power.tdp: low 6 is above the value 5; swap or fix them");
        row("high below the value", tdp(kilowatts + ", high = 4" + origin),
            "parts/p.toml:5: part thing, power.tdp: high 4 is below the value 5; swap or fix "
            "them");
        row("none of two chosen",
            cduWith("power.tdp = [ { " + kilowatts + origin + " }, { value = 6, unit = \"kW\"" +
                    origin + " } ]"),
            "parts/p.toml:5: part thing, power.tdp: none of 2 readings is chosen; write chosen = "
            "true and why on one of them");
        row("two of two chosen",
            cduWith("power.tdp = [ { " + kilowatts + ", chosen = true, why = \"a\"" + origin +
                    " },\n { value = 6, unit = \"kW\", chosen = true, why = \"b\"" + origin +
                    " } ]"),
            "parts/p.toml:5: part thing, power.tdp: 2 readings are chosen; keep chosen = true on "
            "one of them");
        row("chosen without a reason",
            cduWith("power.tdp = [\n { " + kilowatts + origin +
                    " },\n { value = 6, unit = \"kW\", chosen = true" + origin + " } ]"),
            "parts/p.toml:7: part thing, power.tdp: the chosen reading needs a reason; write why = "
            "\"…\"");
        row("an assumption of grade A",
            tdp(kilowatts + ", low = 4, high = 6, why = \"w\", source = \"assumption\", grade = "
                            "\"A\", as_of = \"2026\""),
            "parts/p.toml:5: part thing, power.tdp: an assumption has grade D; write grade = "
            "\"D\"");
        row("an assumption without range", tdp(kilowatts + ", low = 4, why = \"w\"" + assumed),
            "parts/p.toml:5: part thing, power.tdp: an assumption needs a range; write low = …, "
            "high = …");
        row("an assumption without reason", tdp(kilowatts + ", low = 4, high = 6" + assumed),
            "parts/p.toml:5: part thing, power.tdp: an assumption needs a reason; write why = "
            "\"…\"");
        row("an unknown without reason", tdp("unknown = true" + assumed),
            "parts/p.toml:5: part thing, power.tdp: an assumption needs a reason; write why = "
            "\"…\"");
        row("an unknown with a value", tdp("unknown = true, " + kilowatts + origin),
            "parts/p.toml:5: part thing, power.tdp: it says both unknown = true and value; keep "
            "one");
        const std::string curve = "cooling.flow_curve = [ { x = [25, 30], x_unit = \"degC\", value "
                                  "= [65, 76], unit = \"L/min\"";
        row("a curve of unlike lengths",
            cduWith("cooling.flow_curve = [ { x = [25, 30, 35], x_unit = \"degC\", value = [65, "
                    "76], unit = \"L/min\"" +
                    origin + " } ]"),
            "parts/p.toml:5: part thing, cooling.flow_curve: x has 3 numbers and value has 2 "
            "numbers; give one value for each x");
        row("a curve that turns back",
            cduWith("cooling.flow_curve = [ { x = [25, 25], x_unit = \"degC\", value = [65, 76], "
                    "unit = \"L/min\"" +
                    origin + " } ]"),
            "parts/p.toml:5: part thing, cooling.flow_curve: x must rise; 25 does not follow 25");
        row("a curve without its unit of x",
            cduWith("cooling.flow_curve = [ { x = [25, 30], value = [65, 76], unit = \"L/min\"" +
                    origin + " } ]"),
            "parts/p.toml:5: part thing, cooling.flow_curve: x_unit is missing; write x_unit = "
            "\"degC\" or another unit of temperature");
        row("a curve against the wrong thing",
            cduWith("cooling.flow_curve = [ { x = [25, 30], x_unit = \"kW\", value = [65, 76], "
                    "unit = \"L/min\"" +
                    origin + " } ]"),
            "parts/p.toml:5: part thing, cooling.flow_curve: x: \"25 kW\" is a power, not a "
            "temperature; use degC, °C, degF, °F");
        row("a curve without x",
            cduWith("cooling.flow_curve = [ { value = [65, 76], unit = \"L/min\"" + origin +
                    " } ]"),
            "parts/p.toml:5: part thing, cooling.flow_curve: x is missing; write x = […], x_unit = "
            "…, value = […], unit = …");
        row("made for no power",
            cduWith(curve + ", made_for = 3, made_for_unit = \"K\"" + origin + " } ]"),
            "parts/p.toml:5: part thing, cooling.flow_curve: made_for: \"3 K\" is a temperature "
            "difference, not a power; use W, kW, MW, GW");
        row("made for nothing",
            cduWith(curve + ", made_for = 0, made_for_unit = \"kW\"" + origin + " } ]"),
            "parts/p.toml:5: part thing, cooling.flow_curve: made_for must be above 0");
        row("an unknown kind",
            "[thing]\nname = \"Thing\"\nkind = \"toaster\"\nstatus = \"generic\"\n",
            "parts/p.toml:3: part thing: \"toaster\" is not a kind of part; use one that describe "
            "kinds "
            "lists");
        row("no kind", "[thing]\nname = \"Thing\"\nstatus = \"generic\"\n",
            "parts/p.toml:1: part thing: kind is missing; write kind = \"…\", one that describe "
            "kinds lists");
        row("an unknown status", "[thing]\nname = \"Thing\"\nkind = \"cdu\"\nstatus = \"sold\"\n",
            "parts/p.toml:4: part thing: \"sold\" is not a status; use shipping, announced, "
            "concept, withdrawn, generic or retired");
        row("no name", "[thing]\nkind = \"cdu\"\nstatus = \"generic\"\n",
            "parts/p.toml:1: part thing: name is missing; write name = \"…\"");
        row("an id in capitals",
            "[Thing]\nname = \"Thing\"\nkind = \"cdu\"\nstatus = \"generic\"\n",
            "parts/p.toml:1: part Thing: an id holds lower-case letters, digits and dashes only; "
            "rename it");
        row("aliases as text", cduWith("aliases = \"Old\""),
            "parts/p.toml:5: part thing: aliases must be a list; write aliases = [\"…\"]");
        row("contents that do not exist", cduWith("contents = [ { part = \"none\", count = 2 } ]"),
            "parts/p.toml:5: part thing, contents: there is no part \"none\"; add it or fix the "
            "name");
        row("contents without count", cduWith("contents = [ { part = \"thing\" } ]"),
            "parts/p.toml:5: part thing, contents: the count of thing must be a whole number from "
            "1; write contents = [ { part = \"…\", count = … } ]");
        row("contents of half a thing", cduWith("contents = [ { part = \"thing\", count = 0.5 } ]"),
            "parts/p.toml:5: part thing, contents: the count of thing must be a whole number from "
            "1; write contents = [ { part = \"…\", count = … } ]");
        row("contents that hold themselves",
            cduWith(
                "contents = [ { part = \"inner\", count = 2 } ]\n[inner]\nname = \"I\"\nkind = "
                "\"cdu\"\nstatus = \"generic\"\ncontents = [ { part = \"thing\", count = 1 } ]"),
            "parts/p.toml:6: part inner, contents: it holds itself (inner > thing > inner); take "
            "one of them out");
        row("contents below a part that holds itself",
            cduWith("contents = [ { part = \"zero\", count = 2 } ]\n[zero]\nname = \"Z\"\nkind = "
                    "\"cdu\"\nstatus = \"generic\"\ncontents = [ { part = \"zero\", count = 1 } ]"),
            "parts/p.toml:6: part zero, contents: it holds itself (zero > zero); take one of them "
            "out");
        row("a reference that leads nowhere",
            cduWith("shelf.part = [ { part = \"none\"" + origin + " } ]"),
            "parts/p.toml:5: part thing, shelf.part: there is no part \"none\"; add it or fix the "
            "name");
        row("a line outside any part", "name = \"Thing\"\n",
            "parts/p.toml:1: \"name\" stands outside any part; write [id] above it");
        row("an id of another file",
            "[design-basis]\nname = \"B\"\nkind = \"design-basis\"\nstatus = \"generic\"\n",
            "parts/p.toml:1: part design-basis: the id is used twice, first in basis.toml:1; "
            "rename one of the two");
    }
    void everyFaultHasItsSentence() {
        QFETCH(QString, text);
        QFETCH(QString, fault);
        const CatalogFixture fixture(text.toStdString());
        QCOMPARE(firstFault(fixture), fault);
    }

    void textThatIsNoTomlIsRefusedWithItsLine() {
        const CatalogFixture fixture("[thing]\nname = \"Thing\n");
        QVERIFY2(firstFault(fixture).startsWith("parts/p.toml:2: this is not TOML: "),
                 qPrintable(firstFault(fixture)));
        const CatalogFixture twice("[thing]\nname = \"A\"\n[thing]\nname = \"B\"\n");
        QVERIFY2(firstFault(twice).startsWith("parts/p.toml:3: this is not TOML: "),
                 qPrintable(firstFault(twice)));
    }

    void aMissingFileIsNamed() {
        const CatalogFixture fixture(cduWith(""));
        std::filesystem::remove(fixture.file("basis.toml"));
        QCOMPARE(firstFault(fixture), QString("basis.toml: the file cannot be read; check that it "
                                              "is there and that you may read it"));
        const Result<Catalog> none = readCatalog(fixture.folder() / "nowhere");
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::File);
        QCOMPARE(QString::fromStdString(fixture.relative(none.error().text())),
                 QString("nowhere: there is no catalog folder; name it, or set HALLWRIGHT_DATA to "
                         "the folder that holds catalog"));
    }

    void aCatalogWithoutPartsOrBasisIsRefused() {
        const CatalogFixture fixture(cduWith(""));
        fixture.write("basis.toml", "");
        QCOMPARE(firstFault(fixture),
                 QString("basis.toml: part design-basis is missing; it holds the design basis"));
        std::filesystem::remove_all(fixture.file("parts"));
        QCOMPARE(
            firstFault(fixture),
            QString("parts: there are no parts; a catalog has its parts in files parts/*.toml"));
    }

    void hostileTextEndsInASentence_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("deep arrays") << "[thing]\nname = " + QString(100000, '[');
        QTest::newRow("deep keys") << "[thing]\n" + QString("a.").repeated(100000) + "b = 1";
        QTest::newRow("deep headers") << "[" + QString("a.").repeated(100000) + "b]\n";
        QTest::newRow("deep quoted keys")
            << "[thing]\n" + QString("\"a\" . ").repeated(100000) + "b = 1";
        QTest::newRow("deep inline tables") << "[thing]\n" +
                                                   QString("a.a.a.a.a.a.a.a = { ").repeated(200) +
                                                   "b = 1" + QString(" }").repeated(200);
        QTest::newRow("an endless string") << "[thing]\nname = \"" + QString("a.").repeated(100000);
        QTest::newRow("binary") << QString("[thing]\n\x01\x02\x03");
        QTest::newRow("a number beyond reach") << "[thing]\nname = 99999999999999999999999999";
    }
    void hostileTextEndsInASentence() {
        QFETCH(QString, text);
        const CatalogFixture fixture(text.toStdString());
        const QString fault = firstFault(fixture);
        QVERIFY2(fault.startsWith("parts/p.toml:"), qPrintable(fault.left(200)));
        QVERIFY2(fault.size() < 500, qPrintable(fault.left(200)));
    }

    void dotsInTextAreNoKeys() {
        const CatalogFixture fixture(cduWith(
            "# a.b.c.d.e.f.g.h.i.j.k\nvendor = \"a.b.c.d.e.f.g.h.i.j.k \\\" a.b.c.d.e.f.g.h.i.j\"\n"
            "mass.total = [ { value = 100, unit = \"kg\", source = \"maker\", grade = \"A\", as_of "
            "= "
            "\"2026\","
            "  note = \"\"\"\na.b.c.d.e.f.g.h.i.j \"quoted\"\n\"\"\", why = 'a.b.c.d.e.f.g.h.i.j' "
            "} ]\n"
            "cable.lengths = [ { list = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5], unit = "
            "\"m\", source = \"maker\", "
            "grade = \"A\", as_of = \"2026\" } ]"));
        VERIFY_OK(readCatalog(fixture.folder()));
    }

    void aLongChainOfContentsIsRead() {
        std::string text;
        for (int i = 0; i < 20000; ++i)
            text += "[p" + std::to_string(i) +
                    "]\nname = \"P\"\nkind = \"tray\"\nstatus = \"generic\"\ncontents = [ { part = "
                    "\"p" +
                    std::to_string(i + 1) + "\", count = 1 } ]\n";
        const CatalogFixture fixture(
            text + "[p20000]\nname = \"P\"\nkind = \"tray\"\nstatus = \"generic\"\n");
        const Result<Catalog> catalog = readCatalog(fixture.folder());
        VERIFY_OK(catalog);
        QCOMPARE(catalog->parts().size(), std::size_t{20002});
    }

    void aSourceWithoutTitleOrKindIsRefused() {
        const CatalogFixture fixture(cduWith(""));
        fixture.write("sources.toml", "[maker]\nkind = \"vendor\"\n");
        QCOMPARE(firstFault(fixture),
                 QString("sources.toml:1: source maker: title is missing; write title = \"…\""));
        fixture.write("sources.toml", "[maker]\ntitle = \"T\"\nkind = \"rumour\"\n");
        QCOMPARE(firstFault(fixture),
                 QString("sources.toml:1: source maker: \"rumour\" is not a "
                         "kind of source; use vendor, standard, operator, analyst, "
                         "press, distributor, dataset or arithmetic"));
        fixture.write("sources.toml", "[maker]\ntitle = \"T\"\nkind = \"vendor\"\nlink = \"u\"\n");
        QCOMPARE(firstFault(fixture),
                 QString("sources.toml:4: source maker: \"link\" is not a key of "
                         "a source; use title, publisher, url, kind, note"));
    }

    void aRunTellsAllFaultsInOrder() {
        const CatalogFixture fixture(cduWith("power.tdp = 1\npower.max = 2\nmass.total = 3"));
        const CatalogFiles files = readCatalogFiles(fixture.folder());
        QStringList places;
        for (const Error& fault : files.faults)
            places << QString::fromStdString(fixture.relative(fault.where));
        QCOMPARE(places, (QStringList{"parts/p.toml:5", "parts/p.toml:6", "parts/p.toml:7"}));
    }

    void datesAreYearsMonthsOrDays_data() {
        QTest::addColumn<bool>("good");
        for (const char* date : {"2026", "2026-03", "2026-12", "2026-03-31", "2024-02-29"})
            QTest::newRow(date) << true;
        for (const char* date :
             {"", "26", "0026", "2026-", "2026-00", "2026-13", "2026-3", "2026/03", "2026-03-32",
              "2026-04-31", "2026-03-00", "2026-03-1", "March", "2026-03-310"})
            QTest::newRow(date[0] ? date : "nothing") << false;
    }
    void datesAreYearsMonthsOrDays() {
        QFETCH(bool, good);
        const std::string date = QTest::currentDataTag();
        QCOMPARE(isPartDate(date == "nothing" ? "" : date), good);
    }

    void theShippedCatalogReads() {
        const Catalog& catalog = test::shippedCatalog();
        QVERIFY(catalog.find(Catalog::basisId));
        QVERIFY(catalog.find("nvidia-gb300-nvl72"));
        for (const auto& [id, part] : catalog.parts())
            QCOMPARE(part->id, id);
    }

    void anAliasFindsItsPart() {
        const Catalog& catalog = test::shippedCatalog();
        const std::vector<PartPtr> found = catalog.search("oberon gb300");
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0]->id, std::string("nvidia-gb300-nvl72"));
        QVERIFY(catalog.search("gb300").size() >= 1);
        QVERIFY(catalog.search("no such thing").empty());
    }
};

HALL_TEST(ReaderTest)
#include "reader_test.moc"
