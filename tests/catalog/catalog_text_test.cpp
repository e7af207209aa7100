#include "catalog/catalog_text.h"

#include "catalog/reader.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/test.h"

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
        const std::string json = partListJson(partsOfKind(*catalog, Kind::ComputeRack));
        QVERIFY(json.starts_with("[\n{"));
        QVERIFY(json.find("\"value\":142000.0") != std::string::npos);
        QCOMPARE(partListJson({}), std::string("[]\n"));
    }
};

HALL_TEST(CatalogTextTest)
#include "catalog_text_test.moc"
