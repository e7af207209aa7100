#include "catalog/part_search.h"

#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;

class PartSearchTest : public QObject {
    Q_OBJECT

    static std::vector<PartPtr> found(const char* words) {
        return PartSearch(test::shippedCatalog()).find(words);
    }
    static bool finds(const char* words, const char* id) {
        for (const PartPtr& part : found(words))
            if (part->id == id) return true;
        return false;
    }

private Q_SLOTS:
    void wordsOfIdNameVendorAliasAndKindFind() {
        QVERIFY(finds("nvidia-gb300", "nvidia-gb300-nvl72"));
        QVERIFY(finds("oberon", "nvidia-gb300-nvl72"));
        QVERIFY(finds("GB300 NVIDIA", "nvidia-gb300-nvl72"));
        QVERIFY(finds("dell rack", "dell-ir7000-264"));
        QVERIFY(finds("Coolant distribution", "vertiv-xdu1350"));
    }

    void aSlipOrTwoOfTheFingersStillFinds() {
        QVERIFY(finds("vertvi", "vertiv-xdu1350"));
        QVERIFY(finds("obreon gb300", "nvidia-gb300-nvl72"));
    }

    void whatIsSpeltRightIsNotBlurred() {
        for (const PartPtr& part : found("gb300"))
            QVERIFY2(part->id.find("gb200") == std::string::npos, part->id.c_str());
    }

    void nothingTypedMeansAllAndNonsenseNone() {
        QCOMPARE(found("  ").size(), test::shippedCatalog().parts().size());
        QVERIFY(found("qqqqxyzzy").empty());
        QVERIFY(found("-- \"'*").empty());
        QVERIFY(found("OR").size() < test::shippedCatalog().parts().size());
    }

    static Part made(const char* id, const char* name) {
        Part part;
        part.id = id;
        part.name = name;
        part.kind = Kind::Switch;
        part.status = "shipping";
        return part;
    }
    static void say(Part& part, Property property, const char* text, double number = 0.0) {
        Reading reading;
        if (info(property).shape == Shape::Number)
            reading.number = number;
        else
            reading.text = text;
        part.data.push_back({property, {reading}, 0});
        std::sort(part.data.begin(), part.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
    }
    static PartSearch searchOf(const std::vector<Part>& parts) {
        std::map<std::string, PartPtr> all;
        for (const Part& part : parts)
            all.emplace(part.id, std::make_shared<Part>(part));
        return PartSearch(Catalog(std::move(all), {}));
    }
    static QString ids(const std::vector<PartPtr>& parts) {
        QStringList out;
        for (const PartPtr& part : parts)
            out << QString::fromStdString(part->id);
        return out.join(' ');
    }

    void whatIsCalledSoComesBeforeWhatIsMadeByIt() {
        Part maker = made("a-switch", "Some switch"), called = made("z-acme", "Thing Acme");
        maker.vendor = "Acme";
        Part exact = made("zz", "Other");
        exact.aliases = {"Acme"};
        QCOMPARE(ids(searchOf({maker, called, exact}).find("acme")), QString("zz z-acme a-switch"));
    }

    void wordsAreFoundWhereDigitsMeetLetters() {
        const PartSearch search = searchOf({made("x-gb300-nvl72", "GB300 NVL72")});
        for (const char* words : {"gb 300", "nvl 72", "GB300-NVL72", "gb300nvl", "300"})
            QCOMPARE(ids(search.find(words)),
                     QString(std::string_view(words) == "gb300nvl" ? "" : "x-gb300-nvl72"));
    }

    void marksOfTheQueryLanguageAreLetters() {
        const PartSearch search = searchOf({made("x", "Kupfer-Kühlung \"NEAR\" AND")});
        QCOMPARE(ids(search.find("\"near\" AND")), QString("x"));
        QCOMPARE(ids(search.find("kühlung")), QString("x"));
        QCOMPARE(ids(search.find("kuhlung")), QString("x"));
        QCOMPARE(ids(search.find("a* OR b*")), QString(""));
    }

    void filtersAskKindMakerStatusPowerCoolingAndConnector() {
        Part one = made("one", "One"), two = made("two", "Two"), old = made("old", "Old");
        one.vendor = "Acme";
        say(one, Property::powerTdp, "", 7000.0);
        say(one, Property::coolingMedium, "liquid");
        say(one, Property::switchCage, "osfp");
        two.kind = Kind::PowerShelf;
        say(two, Property::ratingPower, "", 33000.0);
        say(two, Property::connections, "front: 2*iec-60309-32a power feed-a");
        old.status = "retired";
        const PartSearch search = searchOf({one, two, old});
        PartFilter filter;
        const auto found = [&] {
            const QString out = ids(search.find("", filter));
            filter = {};
            return out;
        };
        QCOMPARE(found(), QString("one two"));
        filter.retired = true;
        QCOMPARE(found(), QString("old one two"));
        filter.status = "retired";
        QCOMPARE(found(), QString("old"));
        filter.kind = Kind::PowerShelf;
        QCOMPARE(found(), QString("two"));
        filter.vendor = "acme";
        QCOMPARE(found(), QString("one"));
        filter.cooling = "liquid";
        QCOMPARE(found(), QString("one"));
        filter.connector = "OSFP";
        QCOMPARE(found(), QString("one"));
        filter.connector = "iec-60309-32a";
        QCOMPARE(found(), QString("two"));
        filter.powerFrom = 10000.0;
        QCOMPARE(found(), QString("two"));
        filter.powerTo = 10000.0;
        QCOMPARE(found(), QString("one"));
        QCOMPARE(*powerOf(two), 33000.0);
        QVERIFY(!powerOf(old));
    }

    void systemsAreFoundByTheirOldAndTheirNewNames_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("wanted");
        const auto row = [](const char* name, const char* wanted) {
            QTest::newRow(name) << name << wanted;
        };
        row("QM3400", "nvidia-q3400-ra");
        row("Q3400-RA", "nvidia-q3400-ra");
        row("Vera Rubin NVL144", "nvidia-vr-nvl72");
        row("Vera Rubin NVL72", "nvidia-vr-nvl72");
        row("Kyber", "nvidia-kyber-nvl144");
        row("NVL576", "nvidia-kyber-nvl144 nvidia-rubin-ultra-nvl576");
    }
    void systemsAreFoundByTheirOldAndTheirNewNames() {
        QFETCH(QString, name);
        QFETCH(QString, wanted);
        QCOMPARE(ids(PartSearch(test::shippedCatalog()).named(name.toStdString())), wanted);
    }

    void aNameIsAnIdThenAnAliasThenWords() {
        Part now = made("kyber-144", "Kyber"), meant = made("kyber-576", "Kyber as shown");
        Part other = made("nvl576-cable", "Cable for NVL576");
        now.aliases = {"NVL576"};
        meant.aliases = {"nvl576"};
        other.status = "retired";
        const PartSearch search = searchOf({now, meant, other});
        QCOMPARE(ids(search.named("kyber-144")), QString("kyber-144"));
        QCOMPARE(ids(search.named("NVL576")), QString("kyber-144 kyber-576"));
        QCOMPARE(ids(search.named("cable nvl")), QString("nvl576-cable"));
        QCOMPARE(ids(search.named("nvl567")), QString(""));
        QCOMPARE(ids(search.named("")), QString(""));
    }
};

HALL_TEST(PartSearchTest)
#include "part_search_test.moc"
