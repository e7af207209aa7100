#include "catalog/part_writer.h"

#include "catalog/reader.h"
#include "model/parts/part_fault.h"
#include "model/units/quantity_text.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace hallwright;
using hallwright::test::CatalogFixture;

class PartWriterTest : public QObject {
    Q_OBJECT

    /// The part as it comes back from a file that holds nothing else of interest.
    static Result<Part> readBack(const Part& part) {
        const CatalogFixture fixture(partToToml(part));
        const CatalogFiles files = readCatalogFiles(fixture.folder());
        if (!files.faults.empty()) return files.faults.front();
        return *files.parts.at(part.id);
    }

    static Part cdu() {
        Part part;
        part.id = "thing";
        part.name = "Thing";
        part.kind = Kind::Cdu;
        part.status = "generic";
        return part;
    }

    static Reading reading(double number, std::string_view unit) {
        Reading out;
        out.number = number;
        out.unit = unit;
        out.source = "maker";
        out.grade = Grade::B;
        out.asOf = "2026-11";
        return out;
    }

private slots:
    void everyShippedPartReadsBackAsItIs() {
        std::string text, sources;
        const Catalog& catalog = hallwright::test::shippedCatalog();
        for (const auto& [id, part] : catalog.parts())
            if (id != Catalog::basisId) text += partToToml(*part) + "\n";
        for (const auto& [id, source] : catalog.sources())
            if (id != "assumption") sources += sourceToToml(source) + "\n";
        const CatalogFixture fixture(text);
        fixture.write("sources.toml", sources);
        fixture.write("basis.toml", partToToml(*catalog.find(Catalog::basisId)));
        const Result<Catalog> back = readCatalog(fixture.folder());
        VERIFY_OK(back);
        QCOMPARE(back->parts().size(), catalog.parts().size());
        for (const auto& [id, part] : catalog.parts())
            QVERIFY2(*back->find(id) == *part, (id + ":\n" + partToToml(*part)).c_str());
        QCOMPARE(back->sources(), catalog.sources());
    }

    void numbersStandInTheUnitOfTheirReading() {
        Part part = cdu();
        part.data = {{Property::mass, {reading(0.45359237 * 30.8, "lb")}, 0},
                     {Property::powerTdp, {reading(142000.0, "kW")}, 0}};
        const std::string text = partToToml(part);
        QVERIFY2(text.find("value = 30.8, unit = \"lb\"") != std::string::npos, text.c_str());
        QVERIFY2(text.find("value = 142, unit = \"kW\"") != std::string::npos, text.c_str());
    }

    void anyNumberThatWasReadInAUnitIsWrittenSoThatItReadsTheSame() {
        std::mt19937 dice(7);
        std::uniform_int_distribution<int> digits(1, 999999), places(0, 5), which(0, 3);
        int tried = 0;
        const std::pair<Property, std::string_view> rows[] = {{Property::mass, "lb"},
                                                              {Property::supplyMax, "degF"},
                                                              {Property::ratedFlow, "gpm"},
                                                              {Property::sizeWidth, "in"}};
        for (int i = 0; i < 400; ++i) {
            const auto& [property, unit] = rows[which(dice)];
            const PropertyInfo& row = info(property);
            const double written = digits(dice) * std::pow(10.0, -places(dice));
            const double si = convert(written, unit, row.dimension)->si;
            if (!numberFault(Kind::Cdu, row, si).empty()) continue;
            Part part = cdu();
            part.data = {{property, {reading(si, unit)}, 0}};
            const Result<Part> back = readBack(part);
            VERIFY_OK(back);
            QVERIFY2(*back == part, partToToml(part).c_str());
            ++tried;
        }
        QVERIFY(tried > 30);
    }

    void textKeepsQuotesLinesAndLetters() {
        Part part = cdu();
        part.name = "Kühler \"Größe 2\" \\ 42″\n\tzweite Zeile\x01\x7f ✓";
        part.vendor = "[maker]";
        part.aliases = {"a\"b", "# no comment", "'single'"};
        part.data = {{Property::coolingMedium, {reading(0.0, "")}, 0}};
        part.data[0].readings[0].number.reset();
        part.data[0].readings[0].text = "liquid = \"water\"";
        part.data[0].readings[0].note = "line\r\nline";
        const Result<Part> back = readBack(part);
        VERIFY_OK(back);
        QVERIFY2(*back == part, partToToml(part).c_str());
    }

    void readingsKeepTheirOrderAndTheChoice() {
        Part part = cdu();
        Datum datum{Property::powerTdp, {reading(1200.0, "W"), reading(1.5e3, "kW")}, 1};
        datum.readings[1].low = 1400.0;
        datum.readings[1].high = 1600.0;
        datum.readings[1].at = "ac-input";
        datum.readings[1].includes = "fans";
        datum.readings[1].why = "newest";
        Reading unknown;
        unknown.unknown = true;
        unknown.source = "assumption";
        unknown.asOf = "2026-11";
        unknown.why = "looked for, not public";
        part.data = {datum, {Property::price, {unknown}, 0}};
        const Result<Part> back = readBack(part);
        VERIFY_OK(back);
        QVERIFY2(*back == part, partToToml(part).c_str());
    }

    void longWholeNumbersStayNumbers() {
        Part part = cdu();
        part.data = {{Property::fp4Dense, {reading(1.2345678901234568e19, "FLOP/s")}, 0}};
        const Result<Part> back = readBack(part);
        VERIFY_OK(back);
        QVERIFY2(*back == part, partToToml(part).c_str());
    }

    void aReadingWithoutAUnitGetsTheOneOfSi() {
        Part part = cdu();
        part.data = {{Property::fp4Dense, {reading(1e15, "")}, 0},
                     {Property::powerTdp, {reading(1200.0, "furlong")}, 0}};
        std::sort(part.data.begin(), part.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        const Result<Part> back = readBack(part);
        VERIFY_OK(back);
        QCOMPARE(back->number(Property::fp4Dense), std::optional<double>(1e15));
        QCOMPARE(back->number(Property::powerTdp), std::optional<double>(1200.0));
    }
};

HALL_TEST(PartWriterTest)
#include "part_writer_test.moc"
