#include "model/reports/figure_text.h"

#include "model/rules/rule.h"
#include "model/stages/bill.h"
#include "tests/support/example_hall.h"
#include "tests/support/test.h"

#include <nlohmann/json.hpp>

#include <set>

using namespace hallwright;

class FigureTextTest : public QObject {
    Q_OBJECT

    static const Evaluation& unit() {
        static const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        return evaluation;
    }
    /// The unit with the liquid-cooled racks taken off their loops: the same finding many times.
    static Evaluation withoutLoops() {
        Hall hall = unit().hall();
        std::vector<Id<Rack>> racks;
        hall.racks.forEach([&](Id<Rack> id, const Rack&) { racks.push_back(id); });
        for (const Id<Rack> id : racks) {
            Rack rack = hall.racks[id];
            rack.loop = {};
            hall.racks.set(id, rack);
        }
        return evaluate(hall);
    }
    static std::vector<std::string> linesOf(const std::string& text, const std::string& word) {
        std::vector<std::string> out;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::string line = text.substr(begin, end - begin);
            if (line.find(word) != std::string::npos) out.push_back(line);
            begin = end + 1;
        }
        return out;
    }

private slots:
    void everyUnitIsInTheListOfTheManual() {
        const std::string page =
            test::readFile(test::sourceFolder() / "resources/help/command-line.md");
        for (const FigureInfo& row : allFigures())
            if (row.scope == Scope::Hall || row.scope == Scope::Fabric) {
                const std::string unit = "`" + std::string(siUnit(row.dimension)) + "`";
                QVERIFY2(page.find(unit) != std::string::npos,
                         (std::string(row.id) + ": " + unit).c_str());
            }
    }

    void aRackCalledLikeTheMarkOfANameDoesNotStopTheList() {
        Hall hall = unit().hall();
        const Id<Rack> id{unit().rows().ids(Scope::Rack).front()};
        Rack rack = hall.racks[id];
        rack.name = "#";
        hall.racks.set(id, rack);
        QVERIFY(!linesOf(findingsText(evaluate(hall)), "structure.tile.load").empty());
    }

    void withoutRangesLowAndHighAreNull() {
        const auto bare = nlohmann::json::parse(figuresJson(unit(), nullptr));
        QVERIFY(bare["it.power.tdp"]["value"].is_number());
        QVERIFY(bare["it.power.tdp"]["low"].is_null() && bare["it.power.tdp"]["high"].is_null());
        const Ranges ranges;
        const auto ranged = nlohmann::json::parse(figuresJson(unit(), &ranges));
        QVERIFY(ranged["it.power.tdp"]["low"].is_number());
    }

    void aCostThatLacksPricesNamesThePartsOfTheBill() {
        for (const Fig figure : {Fig::capexIt, Fig::capexPlant}) {
            const Figure cost = unit().figure({figure, 0});
            std::set<PartId> named;
            for (const SlotRef& slot : cost.missing) {
                QVERIFY(slot.property == Property::price ||
                        slot.property == Property::pricePerMetre);
                named.insert(slot.part);
            }
            std::set<PartId> unpriced;
            for (const BillLine& line : unit().bill())
                if (line.price != line.price &&
                    isItSection(line.section) == (figure == Fig::capexIt))
                    unpriced.insert(line.part);
            QVERIFY(named == unpriced);
            QCOMPARE(cost.missing.empty(), cost.status == Status::Ok);
        }
        QVERIFY(!unit().figure({Fig::capexPlant, 0}).missing.empty());
    }

    void findingsThatSayTheSameAreOneLineWithTheNamesOfTheOthers() {
        const Evaluation evaluation = withoutLoops();
        std::vector<std::string> racks;
        for (const Finding& finding : evaluation.findings())
            if (ruleOf(finding).id == "liquid.loop.missing")
                racks.push_back(itemName(evaluation.hall(), finding.items.front()));
        QVERIFY(racks.size() > 3);
        const auto lines = linesOf(findingsText(evaluation), "liquid.loop.missing");
        QCOMPARE(lines.size(), std::size_t{1});
        QVERIFY2(lines[0].find(" … and " + std::to_string(racks.size() - 1) + " more: ") !=
                     std::string::npos,
                 lines[0].c_str());
        for (const std::string& rack : racks)
            QVERIFY2(lines[0].find(rack) != std::string::npos, rack.c_str());
    }

    void theLastLineCountsWhatCouldNotBeEvaluated() {
        std::set<std::uint16_t> rules;
        std::size_t notes = 0;
        for (const Finding& finding : unit().findings()) {
            if (finding.outcome == Finding::Outcome::NotChecked)
                rules.insert(finding.rule);
            else
                notes += severityOf(finding) == Severity::Note;
        }
        const auto last = linesOf(findingsText(unit()), " not evaluated").back();
        QVERIFY2(last.ends_with(std::to_string(rules.size()) +
                                (rules.size() == 1 ? " rule" : " rules") + " not evaluated"),
                 last.c_str());
        QVERIFY2(last.find(" " + std::to_string(notes) + " note") != std::string::npos,
                 last.c_str());
    }
};

HALL_TEST(FigureTextTest)
#include "figure_text_test.moc"
