#include "catalog/catalog_text.h"

#include "catalog/reader.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace hallwright;
using hallwright::test::CatalogFixture;

class CatalogTextTest : public QObject {
    Q_OBJECT

    static constexpr const char* twoParts =
        "[rack]\nname = \"Big rack\"\nkind = \"compute-rack\"\nvendor = \"Maker\"\nstatus = "
        "\"shipping\"\naliases = [\"R1\"]\n"
        "contents = [ { part = \"shelf\", count = 8 } ]\n"
        "power.tdp = [\n"
        "  { value = 142, unit = \"kW\", source = \"maker\", grade = \"A\", as_of = \"2026-03\", "
        "at = \"ac-input\", includes = \"fans\", "
        "chosen = true, why = \"newest\" },\n"
        "  { value = 120, unit = \"kW\", source = \"maker\", grade = \"B\", as_of = \"2025\", note "
        "= \"older\" },\n"
        "]\n"
        "size.height = [ { value = 86.4, unit = \"in\", low = 86, high = 87, source = "
        "\"assumption\", grade = \"D\", as_of = \"2026\", why = \"usual\" } ]\n"
        "cooling.flow_curve = [ { x = [25, 45], x_unit = \"degC\", value = [65.1, 160], unit = "
        "\"L/min\", made_for = 116, made_for_unit = \"kW\", "
        "source = \"maker\", grade = \"A\", as_of = \"2026\" } ]\n"
        "cooling.supply_max = [ { value = 113, unit = \"degF\", source = \"maker\", grade = \"A\", "
        "as_of = \"2026\" } ]\n"
        "cable.lengths = [ { list = [0.5, 1, 2], unit = \"m\", source = \"maker\", grade = \"B\", "
        "as_of = \"2026\" } ]\n"
        "price.each = [ { unknown = true, source = \"assumption\", grade = \"D\", as_of = "
        "\"2026-11\", why = \"no list price\" } ]\n"
        "[shelf]\nname = \"Shelf\"\nkind = \"power-shelf\"\nstatus = \"generic\"\n";

private slots:
    void aPartShowsEveryReading() {
        const CatalogFixture fixture(twoParts);
        const Result<Catalog> catalog = readCatalog(fixture.folder());
        VERIFY_OK(catalog);
        QCOMPARE(QString::fromStdString(partText(*catalog, *catalog->find("rack"))),
                 QString("Big rack\n"
                         "Compute rack, Maker, shipping, rack\n"
                         "also called R1\n"
                         "holds 8 × Shelf (shelf)\n"
                         "\ncontents against nameplate\n"
                         "  power.tdp  nameplate 142\u00a0kW (ac-input); not evaluated: power of "
                         "what it holds unknown\n"
                         "\nsize.height  Height\n"
                         "  - 86.4 in (86 to 87)\n"
                         "      Assumption of this catalog, grade D, 2026\n"
                         "      why: usual\n"
                         "\npower.tdp  Thermal design power\n"
                         "  * 142 kW\n"
                         "      Data sheet, grade A, 2026-03, at ac-input, includes fans\n"
                         "      chosen: newest\n"
                         "  - 120 kW\n"
                         "      Data sheet, grade B, 2025\n"
                         "      note: older\n"
                         "    range 120\u00a0kW to 142\u00a0kW\n"
                         "\ncooling.flow_curve  Flow against supply temperature\n"
                         "  - in L/min: 65.1 at 25\u00a0°C, 160 at 45\u00a0°C\n"
                         "      Data sheet, grade A, 2026, made for 116\u00a0kW\n"
                         "\ncooling.supply_max  Highest coolant supply\n"
                         "  - 113 degF\n"
                         "      Data sheet, grade A, 2026\n"
                         "\ncable.lengths  Lengths it is sold in\n"
                         "  - 0.5, 1, 2 m\n"
                         "      Data sheet, grade B, 2026\n"
                         "\nprice.each  Price\n"
                         "  - unknown\n"
                         "      Assumption of this catalog, grade D, 2026-11\n"
                         "      why: no list price\n"
                         "\nnot public: price.each\n"));
    }

    void aDisagreementIsShownWhole() {
        const Catalog& catalog = test::shippedCatalog();
        const QString text =
            QString::fromStdString(partText(catalog, *catalog.find("nvidia-gb300-nvl72")));
        const qsizetype tdp = text.indexOf("\npower.tdp  "), peak = text.indexOf("\npower.peak  ");
        QVERIFY(tdp > 0 && peak > tdp);
        const QString readings = text.mid(tdp, peak - tdp);
        QVERIFY2(readings.contains("\n  * 142 kW"), qPrintable(readings));
        for (const char* other : {"120 kW", "132 kW", "135 kW"})
            QVERIFY2(readings.contains(QString("\n  - %1").arg(other)), qPrintable(readings));
        QVERIFY2(readings.contains("chosen: ") && readings.contains("at ac-input") &&
                     readings.contains("includes "),
                 qPrintable(readings));
        QVERIFY(text.mid(peak).contains("155 kW"));
        QVERIFY(text.contains("not evaluated: tray power unknown"));
    }

    void aPartOfTheUsersCatalogSaysSo() {
        Part part;
        part.id = "mine";
        part.name = "Mine";
        part.kind = Kind::Frame;
        part.status = "generic";
        const Catalog catalog({{"mine", std::make_shared<Part>(part)}}, {}, {{"mine", Layer::Own}});
        QCOMPARE(partText(catalog, part),
                 std::string("Mine\nRack frame, generic, mine\nof your own catalog\n"));
        const Catalog changed(catalog.parts(), {}, {{"mine", Layer::Changed}});
        QCOMPARE(partText(changed, part),
                 std::string("Mine\nRack frame, generic, mine\nshipped, changed by your "
                             "catalog\n"));
    }

    void partsOfOneNameAreToldApart() {
        Part part;
        part.id = "kyber";
        part.name = "Kyber NVL144";
        part.status = "concept";
        part.aliases = {"NVL576"};
        Reading history;
        history.text = "NVL576 meant one rack.";
        part.data = {{Property::nameHistory, {history}, 0}};
        QCOMPARE(partMatchesText({std::make_shared<Part>(part)}),
                 std::string("kyber\n  Kyber NVL144, Compute rack, concept\n  also called "
                             "NVL576\n  NVL576 meant one rack.\n"));
    }

    void aListIsSortedAndAligned() {
        const CatalogFixture fixture(twoParts);
        const Result<Catalog> catalog = readCatalog(fixture.folder());
        VERIFY_OK(catalog);
        QCOMPARE(QString::fromStdString(partListText(partsOfKind(*catalog, std::nullopt))),
                 QString("design-basis  design-basis  generic   Design basis\n"
                         "rack          compute-rack  shipping  Big rack\n"
                         "shelf         power-shelf   generic   Shelf\n"));
        QCOMPARE(QString::fromStdString(partListText(partsOfKind(*catalog, Kind::PowerShelf))),
                 QString("shelf  power-shelf  generic  Shelf\n"));
        QVERIFY(partsOfKind(*catalog, Kind::Cdu).empty());
    }

    void theJsonListHoldsWholePartsInSi() {
        const CatalogFixture fixture(twoParts);
        const Result<Catalog> catalog = readCatalog(fixture.folder());
        VERIFY_OK(catalog);
        const std::string text = partListJson(*catalog, partsOfKind(*catalog, Kind::ComputeRack));
        QVERIFY(text.starts_with("[\n{"));
        QCOMPARE(partListJson(*catalog, {}), std::string("[]\n"));
        const QJsonObject part =
            QJsonDocument::fromJson(QByteArray::fromStdString(text)).array().at(0).toObject();
        QCOMPARE(part["layer"].toString(), QString("shipped"));
        const QJsonObject data = part["data"].toObject();
        const QJsonObject power = data["power.tdp"].toObject();
        QCOMPARE(power["unit"].toString(), QString("W"));
        QCOMPARE(power["chosen"].toInt(), 1);
        const QJsonObject reading = power["readings"].toArray().at(0).toObject();
        QCOMPARE(reading["value"].toDouble(), 142000.0);
        QCOMPARE(reading["written_unit"].toString(), QString("kW"));
        QVERIFY(!reading.contains("unit"));
        const QJsonObject height = data["size.height"].toObject();
        QCOMPARE(height["unit"].toString(), QString("m"));
        QCOMPARE(height["readings"].toArray().at(0).toObject()["value"].toDouble(), 86.4 * 0.0254);
        const QJsonObject flow = data["cooling.flow_curve"].toObject();
        QCOMPARE(flow["unit"].toString(), QString("m3/s"));
        QCOMPARE(flow["x_unit"].toString(), QString("degC"));
    }

    void theJsonListNamesTheChosenReading() {
        const CatalogFixture fixture(
            "[rack]\nname = \"Rack\"\nkind = \"compute-rack\"\nstatus = \"generic\"\n"
            "power.tdp = [\n"
            "  { value = 120, unit = \"kW\", source = \"maker\", grade = \"B\", as_of = \"2025\" "
            "},\n"
            "  { value = 142, unit = \"kW\", source = \"maker\", grade = \"A\", as_of = \"2026\", "
            "chosen = true, why = \"newest\" } ]\n");
        const Result<Catalog> catalog = readCatalog(fixture.folder());
        VERIFY_OK(catalog);
        const Catalog own(catalog->parts(), {}, {{"rack", Layer::Own}});
        const std::string text = partListJson(own, partsOfKind(own, Kind::ComputeRack));
        const QJsonObject part =
            QJsonDocument::fromJson(QByteArray::fromStdString(text)).array().at(0).toObject();
        QCOMPARE(part["layer"].toString(), QString("own"));
        QCOMPARE(part["data"].toObject()["power.tdp"].toObject()["chosen"].toInt(), 2);
    }
};

HALL_TEST(CatalogTextTest)
#include "catalog_text_test.moc"
