#include "model/rules/rule.h"
#include "tests/rules/base_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <fstream>
#include <set>

using namespace hallwright;

class RuleTableTest : public QObject {
    Q_OBJECT

private slots:
    void everyRuleHasAnIdOfItsOwn() {
        std::set<std::string_view> seen;
        for (const RuleInfo& rule : allRules()) {
            QVERIFY2(seen.insert(rule.id).second, std::string(rule.id).c_str());
            QVERIFY2(rule.id.find('.') != std::string_view::npos, std::string(rule.id).c_str());
            for (const char c : rule.id)
                QVERIFY2((c >= 'a' && c <= 'z') || c == '.' || c == '_',
                         std::string(rule.id).c_str());
            QVERIFY(rule.id.front() != '.' && rule.id.back() != '.');
        }
        QVERIFY(seen.size() >= 22);
    }
    void everyRuleSaysWhatItIsAbout() {
        for (const RuleInfo& rule : allRules()) {
            QVERIFY2(!rule.title.empty() && !rule.title.ends_with('.'),
                     std::string(rule.id).c_str());
            QVERIFY2(rule.explanation.ends_with('.'), std::string(rule.id).c_str());
            QVERIFY2(!rule.source.empty(), std::string(rule.id).c_str());
            QVERIFY2(rule.check != nullptr, std::string(rule.id).c_str());
        }
    }
    /// Else it would run on every frame of a drag, or never see what moved.
    void aRuleOfPlacesDeclaresHowFarItLooksAndWhatElseItReads() {
        std::set<std::string_view> ofPlaces;
        for (const RuleInfo& rule : allRules()) {
            QVERIFY2((rule.near.check == nullptr) == (rule.near.reach == nullptr),
                     std::string(rule.id).c_str());
            if (!rule.near.check) continue;
            ofPlaces.insert(rule.id);
            QVERIFY2(!rule.inputs.anything, std::string(rule.id).c_str());
        }
        QVERIFY(ofPlaces.contains("space.overlap") && ofPlaces.contains("structure.tile.load"));
    }
    void everyFamilyHasARule() {
        std::set<std::string_view> families;
        for (const RuleInfo& rule : allRules())
            families.insert(rule.family);
        const std::set<std::string_view> wanted = {
            "space",  "structure", "power",   "busbar", "redundancy", "liquid",  "air",
            "fabric", "optics",    "cabling", "cost",   "safety",     "catalog", "document"};
        QVERIFY(families == wanted);
    }
    /// A parameter is a row of the design basis: in the shipped one, with a reading that names its
    /// source.
    void everyParameterIsARowOfTheDesignBasisWithASource() {
        const PartPtr basis = test::shippedCatalog().find(Catalog::basisId);
        QVERIFY(basis != nullptr);
        for (const RuleInfo& rule : allRules())
            for (const Property parameter : rule.parameters) {
                const std::string name =
                    std::string(rule.id) + ": " + std::string(info(parameter).id);
                const Datum* datum = basis->find(parameter);
                QVERIFY2(datum, name.c_str());
                QVERIFY2(!datum->reading().unknown && !datum->reading().source.empty(),
                         name.c_str());
                QVERIFY2(baseHall_().find(parameter), ("tests/parts/basis.toml, " + name).c_str());
            }
    }
    void everyRuleHasACaseThatPassesAndOneThatFails() {
        for (const RuleInfo& rule : allRules()) {
            const std::filesystem::path folder = test::sourceFolder() / "tests/rules" / rule.id;
            for (const char* file : {"pass.edits", "fail.edits", "pass.txt", "fail.txt"})
                QVERIFY2(std::filesystem::exists(folder / file), (folder / file).string().c_str());
        }
    }
    void everyFolderOfCasesBelongsToARule() {
        for (const auto& entry :
             std::filesystem::directory_iterator(test::sourceFolder() / "tests/rules")) {
            if (!entry.is_directory()) continue;
            const std::string id = entry.path().filename().string();
            const auto rules = allRules();
            QVERIFY2(std::any_of(rules.begin(), rules.end(),
                                 [&](const RuleInfo& rule) { return rule.id == id; }),
                     id.c_str());
        }
    }

private:
    static const Part& baseHall_() { return *test::baseHall().part(test::baseHall().site().basis); }
};

HALL_TEST(RuleTableTest)
#include "rule_table_test.moc"
