#include "model/planner/brief_text.h"

#include "model/planner/brief_words.h"
#include "tests/support/test.h"

#include <filesystem>
#include <random>

using namespace hallwright;

namespace {

/// Values that a user could write: short ones and ones that use every bit of a double.
class RandomBrief {
public:
    explicit RandomBrief(unsigned seed) : m_dice(seed) {}

    Brief make() {
        Brief brief;
        brief.name = word() + " \"hall\" \\ of = [ghosts] # Größe";
        if (maybe()) brief.climate = {word(), 0};
        if (!brief.climate || maybe()) {
            brief.designDryBulb = number(-20.0, 50.0);
            brief.designWetBulb = number(-20.0, 50.0);
        }
        if (maybe())
            brief.tariff = {word(), 0};
        else
            setPrice(brief);
        brief.width = {whole(1000, 1000000)};
        brief.depth = {whole(1000, 1000000)};
        brief.clearHeight = {whole(1000, 50000)};
        brief.tile = {whole(100000, 2000000)};
        brief.floor = any(floorWords);
        brief.floorRating = pascals(number(1.0, 1e6));
        brief.supplyPerSide = watts(number(1.0, 1e10));
        brief.distribution = any(distributionWords);
        brief.redundancy = any(redundancyWords);
        brief.code = any(codeWords);
        brief.coolant = {word(), 0};
        brief.facilitySupply = celsius(number(0.1, 79.0));
        if (maybe()) brief.cdu = {word(), 0};
        brief.coolingRedundancy = any(coolingRedundancyWords);
        if (maybe()) brief.spares = whole(0, mostBriefSpares);
        if (maybe()) brief.heatRejection = {std::string(anyWord(rejectionWords)), 0};
        for (int i = whole(1, 4); i > 0; --i)
            brief.racks.push_back(
                {{word(), 0}, whole(1, 1000), {maybe() ? word() : std::string(), 0}});
        for (int i = whole(0, 4); i > 0; --i)
            brief.fabrics.push_back(fabric(i));
        if (brief.floor == FloorKind::Raised || maybe()) brief.cableField = any(cableFieldWords);
        if (brief.floor == FloorKind::Slab && brief.cableField == CableField::Underfloor)
            brief.cableField = CableField::Overhead;
        if (maybe()) {
            brief.management.wanted = true;
            if (maybe()) brief.management.racks = whole(0, 99);
            if (maybe()) brief.management.part = {word(), 0};
            brief.management.outOfBand = maybe();
            if (brief.management.outOfBand && maybe())
                brief.management.outOfBandSwitch = {word(), 0};
        }
        return brief;
    }

private:
    BriefFabric fabric(int number_) {
        BriefFabric fabric;
        fabric.name = "f" + std::to_string(number_) + "_-x";
        fabric.role = any(roleWords);
        fabric.kind = any(fabricKindWords);
        fabric.switchPart = {word(), 0};
        if (maybe()) fabric.optics = {std::string(anyWord(opticsWords)), 0};
        if (maybe()) fabric.speed = number(1e6, 1e14);
        const bool planar = fabric.kind == FabricKind::MultiPlane;
        fabric.planes = planar && maybe() ? 1 << whole(1, 3) : usualPlanes(fabric.kind);
        fabric.tiers = whole(0, mostBriefTiers);
        fabric.oversubscription = maybe() ? number(1.0, 64.0) : usualOversubscription(fabric.role);
        if (fabric.tiers == 0 || fabric.tiers == 3)
            fabric.spineOversubscription = maybe() ? number(1.0, 64.0) : 1.0;
        fabric.spread = any(spreadWords);
        fabric.unit = whole(1, mostBriefUnit);
        fabric.leafDownlinks = maybe() ? whole(1, mostBriefPorts) : 0;
        fabric.reservedPorts = maybe() ? whole(0, mostBriefPorts) : 0;
        fabric.endpoints = maybe() ? whole(1, mostBriefEndpoints) : 0;
        fabric.dualHomed = fabric.kind == FabricKind::FatTree && maybe();
        if (fabric.kind != FabricKind::DragonflyPlus) fabric.groupBy = any(groupWords);
        if (fabric.groupBy != FabricGroup::None) {
            fabric.leavesPerGroup = maybe() ? whole(1, mostBriefGroup) : 0;
            fabric.spinesPerGroup = maybe() ? whole(1, mostBriefGroup) : 0;
        }
        fabric.placement = any(placementWords);
        fabric.plant = any(plantWords);
        if (fabric.plant == CablePlant::Trunk && maybe()) fabric.trunk = {word(), 0};
        if (fabric.plant == CablePlant::Trunk && maybe()) fabric.panel = {word(), 0};
        if (fabric.plant == CablePlant::Breakout && maybe()) fabric.splitter = {word(), 0};
        return fabric;
    }
    void setPrice(Brief& brief) {
        // As the reader makes it from the text.
        const Result<Brief> read = parseBrief(
            "[site]\nclimate = \"x\"\ntariff = \"" + energyPriceText(number(0.01, 1.0) / 3.6e6) +
                "\"\n[hall]\nwidth = \"1 m\"\ndepth = \"1 m\"\nclear_height = \"1 m\"\n"
                "floor_rating = \"1 Pa\"\n[power]\nsupply_per_side = \"1 W\"\n[cooling]\n"
                "facility_water_supply = \"1 degC\"\n[[racks]]\npart = \"x\"\ncount = 1\n",
            "price.toml");
        if (!read) return;
        brief.energyPrice = read->energyPrice;
        brief.energyPriceText = read->energyPriceText;
    }

    bool maybe() { return m_dice() % 2 == 0; }
    int whole(int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(m_dice);
    }
    double number(double least, double most) {
        const double any = std::uniform_real_distribution<double>(least, most)(m_dice);
        return maybe() ? std::ceil(any) : any;
    }
    std::string word() {
        std::string out;
        for (int i = whole(1, 12); i > 0; --i)
            out += static_cast<char>(whole('a', 'z'));
        return out;
    }
    template <typename T, std::size_t count>
    T any(const BriefWord<T> (&words)[count]) {
        return words[m_dice() % count].value;
    }
    template <std::size_t count>
    std::string_view anyWord(const std::string_view (&words)[count]) {
        return words[m_dice() % count];
    }

    std::mt19937 m_dice;
};

}  // namespace

class BriefTextTest : public QObject {
    Q_OBJECT

    static Result<Brief> example(const char* name) {
        return readBrief(test::sourceFolder() / "resources" / "examples" / name);
    }

private Q_SLOTS:
    void everyExampleIsTheSameWrittenAndReadAgain() {
        int examples = 0;
        for (const auto& entry :
             std::filesystem::directory_iterator(test::sourceFolder() / "resources/examples")) {
            if (entry.path().extension() != ".toml") continue;
            const Result<Brief> brief = readBrief(entry.path());
            VERIFY_OK(brief);
            const Result<Brief> again = parseBrief(briefText(*brief), "again.toml");
            VERIFY_OK(again);
            QVERIFY2(withoutPlaces(*again) == withoutPlaces(*brief), entry.path().c_str());
            ++examples;
        }
        QVERIFY(examples >= 5);
    }

    void randomBriefsAreTheSameWrittenAndReadAgain() {
        for (unsigned seed = 0; seed < 500; ++seed) {
            const Brief brief = RandomBrief(seed).make();
            const std::string text = briefText(brief);
            const Result<Brief> again = parseBrief(text, "again.toml");
            VERIFY_OK(again);
            QVERIFY2(withoutPlaces(*again) == withoutPlaces(brief), text.c_str());
        }
    }

    void numbersAreWrittenAsAnArchitectWould() {
        const Result<Brief> brief = example("gb300-unit.toml");
        VERIFY_OK(brief);
        const std::string text = briefText(*brief);
        for (const char* line :
             {"width = \"30 m\"\n", "clear_height = \"6 m\"\n", "floor_rating = \"17 kPa\"\n",
              "tile = \"600 mm\"\n", "supply_per_side = \"1.8 MW\"\n",
              "facility_water_supply = \"28 degC\"\n", "tariff = \"0.08 USD/kWh\"\n", "count = 8\n",
              "dual_homed = true\n"})
            QVERIFY2(text.find(line) != std::string::npos, text.c_str());
    }

    void namesOfAnyKindAreQuoted() {
        const Result<Brief> shipped = example("gb300-unit.toml");
        VERIFY_OK(shipped);
        Brief brief = *shipped;
        brief.name = "tab\t, \"quotes\", back\\slash, line\nbreak, \x7f and ü";
        const Result<Brief> again = parseBrief(briefText(brief), "again.toml");
        VERIFY_OK(again);
        QCOMPARE(again->name, brief.name);
    }

    void everyLineLeadsToItsKey() {
        const Result<Brief> shipped = example("gb300-unit.toml");
        VERIFY_OK(shipped);
        Brief brief = *shipped;
        brief.racks.push_back({{"second", 0}, 3, {}});
        const std::string text = briefText(brief);
        const Result<Brief> again = parseBrief(text, "again.toml");
        VERIFY_OK(again);
        QCOMPARE(keyOnLine(text, 1), (BriefKey{"", 0, "name"}));
        QCOMPARE(keyOnLine(text, again->climate.line), (BriefKey{"site", 0, "climate"}));
        QCOMPARE(keyOnLine(text, again->cdu.line), (BriefKey{"cooling", 0, "cdu"}));
        QCOMPARE(keyOnLine(text, again->racks[0].part.line), (BriefKey{"racks", 0, "part"}));
        QCOMPARE(keyOnLine(text, again->racks[1].part.line), (BriefKey{"racks", 1, "part"}));
        QCOMPARE(keyOnLine(text, again->fabrics[1].switchPart.line),
                 (BriefKey{"fabrics", 1, "switch"}));
        QCOMPARE(keyOnLine(text, again->fabrics[1].line), (BriefKey{"fabrics", 1, ""}));
    }
};

HALL_TEST(BriefTextTest)
#include "brief_text_test.moc"
