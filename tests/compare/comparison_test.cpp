#include "model/compare/comparison.h"

#include "model/compare/like_for_like.h"
#include "model/reports/compare_text.h"
#include "model/reports/report_compare.h"
#include "model/reports/report_html.h"
#include "tests/support/example_hall.h"
#include "tests/support/near.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace hallwright;
using hallwright::test::examplePlan;
using hallwright::test::shippedCatalog;

/// The example unit with pluggable and with co-packaged optics, side by side.
class ComparisonTest : public QObject {
    Q_OBJECT

    static ComparedHall side(const VariantHall& made) {
        ComparedHall out;
        out.name = made.name;
        out.note = made.note;
        out.evaluation = std::make_shared<const Evaluation>(evaluate(made.hall));
        return out;
    }
    static const Comparison& unit() {
        static const Comparison made = [] {
            const Hall& hall = examplePlan("gb300-unit").hall;
            const Result<VariantHall> a = variantOf(hall, shippedCatalog(), VariantKind::Pluggable);
            const Result<VariantHall> b = variantOf(hall, shippedCatalog(), VariantKind::Cpo);
            if (!a || !b) qFatal("no variant");
            return compareHalls({side(*a), side(*b)});
        }();
        return made;
    }
    static const ComparisonRow& row(const std::string& id) {
        for (const ComparisonRow& row : unit().rows)
            if (row.id == id) return row;
        qFatal("no row %s", id.c_str());
    }
    static double value(const std::string& id, std::size_t side) {
        return row(id).values[side].value.si;
    }

private slots:
    void differencesComeFirst() {
        bool same = false;
        for (const ComparisonRow& row : unit().rows) {
            QVERIFY2(!(same && row.differs), row.id.c_str());
            same |= !row.differs;
        }
        QVERIFY(same);
    }

    void everyRowHasAValueOfEverySide() {
        for (const ComparisonRow& row : unit().rows) {
            QCOMPARE(row.values.size(), std::size_t{2});
            QCOMPARE(row.refused.size(), std::size_t{2});
            QVERIFY2(!row.title.empty() && !row.explanation.empty(), row.id.c_str());
        }
    }

    void aMaximumIsNotSetAgainstAFigureOfUnstatedBasis() {  // 7.0 kW against 3.95 kW
        for (const char* id :
             {"switch.power.printed", "network.power.saved.printed", "network.power",
              "facility.power", "fabrics.power.switches", "network.cost.life"}) {
            QVERIFY2(!row(id).refused[1].empty(), id);
            QVERIFY(row(id).refused[0].empty());
        }
        QVERIFY(row("switch.power.printed").refused[1].find("without load state or plane") !=
                std::string::npos);
        COMPARE_WITHIN(value("switch.power.printed", 0), 7000.0, 1e-9);
        COMPARE_WITHIN(value("switch.power.printed", 1), 3950.0, 1e-9);
        QVERIFY(comparedValue(row("network.power"), 1) == "refused");
    }

    void rowsOnOneBaseStandBesideTheRefusedOnes() {
        for (const char* id : {"network.power.read.chosen", "network.power.read.gtc-2025-recap",
                               "network.power.read.semianalysis-cpo"}) {
            QVERIFY(row(id).refused[1].empty());
            QVERIFY(value(id, 1) < value(id, 0));
        }
    }

    void theKeynoteIsReadPerPortOnBothSides() {  // 30 W against 9 W for each 800G port
        const ComparisonRow& optics = row("optics.switch.read.gtc-2025-recap");
        const Evaluation& pluggable = *unit().halls[0].evaluation;
        const Evaluation& coPackaged = *unit().halls[1].evaluation;
        double modules = 0.0, ports = 0.0, others = 0.0;
        pluggable.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
            const Part* part = pluggable.hall().part(fabric.switchPart);
            if (part->id != "nvidia-q3400-ra") {
                others += pluggable.number(Fig::fabricOpticsPower, id.raw);
                return;
            }
            modules += pluggable.number(Fig::fabricOpticsPower, id.raw) /
                       pluggable.numbers().get(fabric.switchModule, Property::powerTdp);
            for (const Fig tier : {Fig::fabricLeaves, Fig::fabricSpines, Fig::fabricCores})
                ports += 144.0 * coPackaged.number(tier, id.raw);
        });
        QVERIFY(modules > 0.0 && ports > 0.0);
        COMPARE_WITHIN(optics.values[0].value.si, modules * 60.0 + others, 1e-9);
        COMPARE_WITHIN(optics.values[1].value.si, ports * 9.0 + others, 1e-9);
    }

    void opticsAreNeverAddedToAMaximumThatHoldsThem() {
        const Evaluation& pluggable = *unit().halls[0].evaluation;
        double total = 0.0, maximum = 0.0;
        pluggable.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
            const double most = pluggable.numbers().get(fabric.switchPart, Property::powerTdp);
            for (const Fig tier : {Fig::fabricLeaves, Fig::fabricSpines, Fig::fabricCores})
                maximum += most * pluggable.number(tier, id.raw);
            total += pluggable.number(Fig::fabricSwitchPower, id.raw) +
                     pluggable.number(Fig::fabricOpticsPower, id.raw);
        });
        QVERIFY(total <= maximum * (1.0 + 1e-9));
    }

    void hallTotalsFollowTheReading() {
        // What the network draws more on one reading, the hall's IT draws more too.
        for (std::size_t i = 0; i < 2; ++i) {
            const double network = value("network.power.read.gtc-2025-recap", i) -
                                   value("network.power.read.semianalysis-cpo", i);
            const double facility = value("facility.power.read.gtc-2025-recap", i) -
                                    value("facility.power.read.semianalysis-cpo", i);
            QVERIFY(network > 0.0);
            QVERIFY(facility > 0.0);
        }
    }

    void freedPowerFeedsGpusAtTheSameSupply() {
        const double freed = value("power.freed.read.chosen", 1);
        const double facility = value("facility.power.read.chosen", 1);
        const double gpus = unit().halls[1].evaluation->number(Fig::gpuPackages_);
        QCOMPARE(value("gpus.freed.read.chosen", 1), std::floor(freed / (facility / gpus)));
        QCOMPARE(value("racks.freed.read.chosen", 1),
                 std::floor(value("gpus.freed.read.chosen", 1) / 72.0));
        QCOMPARE(value("power.freed.read.chosen", 0), 0.0);
    }

    void lossOfTheShelvesStaysInTheHall() {
        // Co-packaged switches on a 48 V bus: what their shelves lose is IT power and heats air.
        const Evaluation& evaluation = *unit().halls[1].evaluation;
        const Hall& hall = evaluation.hall();
        double fed = 0.0, loss = 0.0;
        hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
            const PartId shelf =
                evaluation.numbers().reference(fabric.switchPart, Property::switchShelf);
            if (!shelf) return;
            fed += evaluation.number(Fig::fabricSwitchPower, id.raw) +
                   evaluation.number(Fig::fabricOpticsPower, id.raw);
            loss = evaluation.numbers().get(shelf, Property::lossLinear);
        });
        QVERIFY(fed > 0.0 && loss > 0.0);
        double network = 0.0;
        hall.fabrics.forEach([&](Id<Fabric> id, const Fabric&) {
            for (const Fig figure :
                 {Fig::fabricSwitchPower, Fig::fabricOpticsPower, Fig::fabricHostOpticsPower})
                network += evaluation.number(figure, id.raw);
        });
        COMPARE_WITHIN(evaluation.number(Fig::networkPower), network + fed * loss, 1e-9);
    }

    void shelvesAndManifoldsWeigh() {
        // The switches weigh the same on both sides.
        const double more = unit().halls[1].evaluation->number(Fig::totalMass) -
                            unit().halls[0].evaluation->number(Fig::totalMass);
        double supplies = 0.0;
        const Evaluation& evaluation = *unit().halls[1].evaluation;
        for (const BillLine& line : evaluation.bill()) {
            const Kind kind = evaluation.hall().part(line.part)->kind;
            if (line.section == "Network" && (kind == Kind::PowerShelf || kind == Kind::Manifold))
                supplies += line.quantity * evaluation.numbers().get(line.part, Property::mass);
        }
        QVERIFY(supplies > 0.0);
        COMPARE_WITHIN(more, supplies, 1e-6);
    }

    void noTwoRowsOfASectionHaveOneTitle() {
        std::set<std::string> titles;
        for (const ComparisonRow& row : unit().rows) {
            // Other documents repeat the rows of the chosen reading under a heading of their own.
            const bool other = row.section.starts_with("By other readings");
            QVERIFY2(titles.insert((other ? row.section + ": " : "") + row.title).second,
                     row.title.c_str());
        }
    }

    void comparableRowsComeBeforeRefusedOnes() {
        bool refused = false;
        for (const ComparisonRow& row : unit().rows) {
            if (!row.differs) continue;
            const bool now = !row.refused[0].empty() || !row.refused[1].empty();
            QVERIFY2(now || !refused, row.id.c_str());
            refused |= now;
        }
        QVERIFY(refused);
    }

    void ratiosOfRefusedRowsAreRefused() {
        for (const char* id : {"facility.pue", "facility.pue.year"})
            for (const ComparisonRow& each : unit().rows)
                if (each.id == id) QVERIFY2(!each.refused[1].empty(), id);
    }

    void aReadingAboveTheMakersMaximumIsFlagged() {  // 2,900 W and 72 × 60 W are above 7,000 W
        bool told = false;
        for (const std::string& note : unit().notes)
            told |= note.find("more than any figure published") != std::string::npos &&
                    note.find("Q3400") != std::string::npos;
        QVERIFY(told);
        QVERIFY(row("network.power.read.gtc-2025-recap")
                    .explanation.find("more than any figure published") != std::string::npos);
    }

    void aDocumentIsOnlySetBesideWhatItSpeaksOf() {
        const Hall& hall = examplePlan("gb300-unit").hall;
        const Result<VariantHall> a = variantOf(hall, shippedCatalog(), VariantKind::Pluggable);
        const Result<VariantHall> b = variantOf(hall, shippedCatalog(), VariantKind::Lpo);
        const Result<VariantHall> c = variantOf(hall, shippedCatalog(), VariantKind::Cpo);
        QVERIFY(a && b && c);
        const Comparison made = compareHalls({side(*a), side(*b), side(*c)});
        bool looked = false;
        for (const ComparisonRow& row : made.rows) {
            if (row.id != "network.power.read.gtc-2025-recap") continue;
            looked = true;
            QVERIFY(row.refused[0].empty() && row.refused[2].empty());
            QVERIFY2(row.refused[1].find("says nothing of") != std::string::npos,
                     row.refused[1].c_str());
        }
        QVERIFY(looked);
    }

    void refusedNumbersAreNoValues() {
        const std::string csv = compareCsv(unit());
        const std::size_t at = csv.find("switch.power.printed,");
        QVERIFY(at != std::string::npos);
        const std::string line = csv.substr(at, csv.find('\n', at) - at);
        QVERIFY2(line.find("3950") == std::string::npos, line.c_str());
        QVERIFY(line.find(",refused,") != std::string::npos);
        const std::string json = compareJson(unit());
        QVERIFY(json.find(R"("status":"refused")") != std::string::npos);
        QVERIFY(json.find(R"("alone":3950)") != std::string::npos);
    }

    void theTextBeginsWithTheAnswer() {
        const std::string text = compareText(unit());
        QVERIFY(text.starts_with("In short: "));
        const std::string answer = text.substr(0, text.find("Differences"));
        for (const char* words : {"Network power", "GPUs that the freed power feeds",
                                  "Break-even price", "Not or not fully known"})
            QVERIFY2(answer.find(words) != std::string::npos, words);
        QVERIFY(text.find("lambda-q3450") == std::string::npos);
    }

    void copperFirstThatChangesNothingSaysWhy() {
        const Hall& hall = examplePlan("gb300-128").hall;
        const Result<VariantHall> a = variantOf(hall, shippedCatalog(), VariantKind::Pluggable);
        const Result<VariantHall> b = variantOf(hall, shippedCatalog(), VariantKind::CopperFirst);
        QVERIFY(a && b);
        const Comparison made = compareHalls({side(*a), side(*b)});
        bool told = false;
        for (const std::string& note : made.notes)
            told |= note.find("no link is copper") != std::string::npos;
        QVERIFY(told);
    }

    void aRateThatIsNotPublicMakesAnAtLeast() {
        const Figure& failures = row("fabrics.failures_per_year").values[1];
        QVERIFY(failures.status == Status::Partial);
        QVERIFY(!failures.missing.empty());
        QVERIFY(row("fabrics.failures_per_year").values[0].status == Status::Ok);
    }

    void textJsonAndReportSayTheSameAndName() {
        const std::string text = compareText(unit());
        for (const char* words : {"Differences", "The same on every side", "Not set side by side",
                                  "Break-even price", "What the answer rests on", "Notes"})
            QVERIFY2(text.find(words) != std::string::npos, words);
        const std::string json = compareJson(unit());
        QVERIFY(json.find("\"network.power.read.chosen\"") != std::string::npos);
        QVERIFY(json.find(":nan") == std::string::npos && json.find(":-nan") == std::string::npos);
        const std::string html =
            reportHtml(compareReport(unit(), "Unit", "2026-11-23", "unit.hall"), {});
        for (const char* words : {"What is compared", "Assumptions", "Readings and their sources",
                                  "What is not known", "Break-even price"})
            QVERIFY2(html.find(words) != std::string::npos, words);
        QVERIFY(compareCsv(unit()).find("refused") != std::string::npos);
    }

    void twoHallsOfTheSameOpticsHaveNoBreakEven() {
        const VariantHall hall{"A", {}, examplePlan("gb300-unit").hall, {}};
        const Comparison made = compareHalls({side(hall), side(hall)});
        QVERIFY(!made.breakEven.refused.empty());
        for (const ComparisonRow& row : made.rows)
            QVERIFY2(!row.differs, row.id.c_str());
    }

    void racksOfAnotherGenerationAreComparedByEveryFigure() {
        const Comparison made =
            compareHalls({side({"Oberon", {}, examplePlan("gb300-unit").hall, {}}),
                          side({"Kyber", {}, examplePlan("kyber-row").hall, {}})});
        const auto found =
            std::find_if(made.rows.begin(), made.rows.end(),
                         [](const ComparisonRow& row) { return row.id == "compute.gpu_packages"; });
        QVERIFY(found != made.rows.end());
        QVERIFY(found->differs);
    }
};

HALL_TEST(ComparisonTest)
#include "comparison_test.moc"
