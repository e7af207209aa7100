#include "model/base/text.h"
#include "model/rules/rule.h"
#include "model/storage/edit_text.h"
#include "tests/rules/base_hall.h"
#include "tests/support/test.h"

#include <fmt/format.h>

#include <sstream>

using namespace hallwright;

namespace {

/// The base hall after the lines of an edit script.
Result<Hall> edited(const std::filesystem::path& script) {
    Hall hall = test::baseHall();
    RawId next = hall.highestId() + 1;
    std::istringstream lines(test::readFile(script));
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (trimmed(line).empty() || trimmed(line).front() == '#') continue;
        const Result<Edit> edit = editFromText(line, hall, next);
        if (!edit) return edit.error().at(fmt::format("{}:{}", script.string(), number));
        if (Result<void> done = apply(hall, *edit); !done)
            return done.error().at(fmt::format("{}:{}", script.string(), number));
    }
    return hall;
}

/// What one rule finds, each with its lasting key in words; empty where it finds nothing.
std::string findingsOf(const Hall& hall, std::string_view rule) {
    const Evaluation evaluation = evaluate(hall);
    std::string out;
    for (const Finding& finding : evaluation.findings())
        if (ruleOf(finding).id == rule)
            out += fmt::format("[{} {}]\n{}\n", rule, subjectInWords(hall, finding.subject(hall)),
                               findingText(evaluation, finding));
    return out;
}

std::filesystem::path caseFolder(std::string_view rule) {
    return test::sourceFolder() / "tests/rules" / rule;
}

int linesOf(const std::filesystem::path& script) {
    std::istringstream lines(test::readFile(script));
    std::string line;
    int count = 0;
    while (std::getline(lines, line))
        if (!trimmed(line).empty() && trimmed(line).front() != '#') ++count;
    return count;
}

void addRules() {
    QTest::addColumn<QString>("rule");
    for (const RuleInfo& rule : allRules())
        QTest::newRow(std::string(rule.id).c_str())
            << QString::fromUtf8(rule.id.data(), static_cast<int>(rule.id.size()));
}

}  // namespace

class RuleCasesTest : public QObject {
    Q_OBJECT

private slots:
    /// Every number of the base hall is known, and nothing in it is wrong but what notes say of
    /// every hall.
    void theBaseHallIsSound() {
        const Evaluation evaluation = evaluate(test::baseHall());
        std::string found;
        for (const Finding& finding : evaluation.findings())
            if (ruleOf(finding).id != "catalog.assumptions")
                found +=
                    fmt::format("{}: {}\n", ruleOf(finding).id, findingText(evaluation, finding));
        QCOMPARE(QString::fromStdString(found), QString());
    }
    void aRulePassesItsPassingCase_data() { addRules(); }
    void aRulePassesItsPassingCase() { runCase("pass", false); }
    void aRuleFindsWhatFails_data() { addRules(); }
    void aRuleFindsWhatFails() { runCase("fail", true); }

    /// A number that is not known is told, not passed over.
    void anUnknownMassIsNotChecked() {
        Hall hall = test::baseHall();
        Id<Rack> first;
        hall.racks.forEach([&](Id<Rack> id, const Rack&) {
            if (!first) first = id;
        });
        Rack rack = hall.racks[first];
        rack.part = hall.findPart("test-rack-unknown");
        hall.racks.set(first, rack);
        QCOMPARE(QString::fromStdString(findingsOf(hall, "structure.floor.bay")),
                 QString("[structure.floor.bay unknown part test-rack-unknown]\n"
                         "Floor overloaded: not evaluated for R1, "
                         "because load on the bay is unknown: "
                         "mass, wet and loaded of Test rack of unknown mass is not given\n"));
    }
    /// A tray whose power nobody publishes leaves the comparison open, and is told.
    void aTrayOfUnknownPowerIsNotCompared() {
        Hall hall = *edited(caseFolder("catalog.composition") / "fail.edits");
        const PartId sled = hall.findPart("sled");
        Part silent = *hall.part(sled);
        std::erase_if(silent.data,
                      [](const Datum& datum) { return datum.property == Property::powerTdp; });
        hall.parts.set(sled, {std::make_shared<const Part>(std::move(silent)), {}});
        QCOMPARE(QString::fromStdString(findingsOf(hall, "catalog.composition")),
                 QString("[catalog.composition unknown part built]\n"
                         "Nameplate and contents apart: not evaluated for R1 and 1 more, "
                         "because tray power unknown (Built rack)\n"));
    }
    /// An empty frame sets no limit to the coolant; the switches in it do.
    void aFrameIsJudgedByItsLiquidCooledSwitches() {
        Hall hall = test::baseHall();
        RawId next = hall.highestId() + 1;
        const Result<Edit> edit = editFromText(
            R"({"changes":[{"item":"compute","after":{"switch":"test-switch-liquid"}},)"
            R"({"item":"N1","after":{"loop":"L1"}}]})",
            hall, next);
        VERIFY_OK(edit);
        VERIFY_OK(apply(hall, *edit));
        const std::string found = findingsOf(hall, "liquid.supply.max");
        QVERIFY2(found.starts_with("[liquid.supply.max L1, N1]\nCoolant too warm for the rack: L1 "
                                   "supplies") &&
                     found.find("N1 (Liquid-cooled test switch in it)") != std::string::npos,
                 found.c_str());
        QCOMPARE(findingsOf(hall, "liquid.return.max"), std::string());
        QCOMPARE(findingsOf(hall, "liquid.rack.flow"), std::string());
    }
    void aSlabHasNoTilesToBreak() {
        Hall hall = *edited(caseFolder("structure.tile.load") / "fail.edits");
        QVERIFY(!findingsOf(hall, "structure.tile.load").empty());
        Site site = hall.site();
        site.floor = FloorKind::Slab;
        hall.sites.set(hall.siteId(), site);
        QCOMPARE(findingsOf(hall, "structure.tile.load"), std::string());
    }
    void findingsComeWorstFirst() {
        const Result<Hall> hall = edited(caseFolder("busbar.section.current") / "fail.edits");
        VERIFY_OK(hall);
        const Evaluation evaluation = evaluate(*hall);
        QVERIFY(evaluation.findings().size() > 2);
        for (std::size_t i = 1; i < evaluation.findings().size(); ++i)
            QVERIFY(severityOf(evaluation.findings()[i - 1]) >=
                    severityOf(evaluation.findings()[i]));
    }
    void aHallOfNothingHasNoCrash() {
        const Evaluation evaluation = evaluate(Hall{});
        QVERIFY(!evaluation.findings().empty());
        for (const Finding& finding : evaluation.findings())
            QVERIFY(!findingText(evaluation, finding).empty());
    }

private:
    void runCase(const char* which, bool fails) {
        QFETCH(QString, rule);
        const std::string id = rule.toStdString();
        const std::filesystem::path script = caseFolder(id) / (std::string(which) + ".edits");
        QVERIFY2(std::filesystem::exists(script), script.string().c_str());
        QVERIFY2(linesOf(script) <= 10, "at most ten lines");
        const Result<Hall> hall = edited(script);
        VERIFY_OK(hall);
        const std::string found = findingsOf(*hall, id);
        QVERIFY2(found.find("not evaluated") == std::string::npos, found.c_str());
        QVERIFY2(found.empty() != fails, found.empty() ? "nothing found" : found.c_str());
        COMPARE_FILE(found, "rules/" + id + "/" + which + ".txt");
    }
};

HALL_TEST(RuleCasesTest)
#include "rule_cases_test.moc"
