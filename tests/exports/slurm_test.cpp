#include "model/exports/slurm.h"

#include "tests/exports/export_hall.h"

#include <yaml-cpp/yaml.h>

#include <map>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

namespace {

/// A host list spelled out, by the manual page of Slurm: names by commas, one bracket of numbers
/// and ranges at the end of a name. Empty where it breaks the grammar.
std::vector<std::string> spelledOut(const std::string& list) {
    std::vector<std::string> out;
    std::string stem;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t stop = list.find_first_of(",[", at);
        stem = list.substr(at, stop - at);
        for (char c : stem)
            if (!isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '_' && c != '.')
                return {};
        if (stem.empty()) return {};
        if (stop == std::string::npos || list[stop] == ',') {
            out.push_back(stem);
            if (stop == std::string::npos) break;
            at = stop + 1;
            continue;
        }
        const std::size_t close = list.find(']', stop);
        if (close == std::string::npos) return {};
        std::istringstream ranges(list.substr(stop + 1, close - stop - 1));
        for (std::string range; std::getline(ranges, range, ',');) {
            const std::size_t dash = range.find('-');
            const std::string first = range.substr(0, dash);
            const std::string last = dash == std::string::npos ? first : range.substr(dash + 1);
            if (first.size() != last.size() || std::stol(first) > std::stol(last)) return {};
            for (long n = std::stol(first); n <= std::stol(last); ++n) {
                std::string digits = std::to_string(n);
                digits.insert(0, first.size() - std::min(first.size(), digits.size()), '0');
                out.push_back(stem + digits);
            }
        }
        at = close + 1;
        if (at < list.size() && list[at++] != ',') return {};
    }
    return out;
}

/// Lines of topology.conf: Key=Value pairs by blanks, comments from #.
std::vector<std::map<std::string, std::string>> confLines(const std::string& text) {
    std::vector<std::map<std::string, std::string>> out;
    for (std::string line : linesOf(text)) {
        line = line.substr(0, line.find('#'));
        std::istringstream words(line);
        std::map<std::string, std::string> pairs;
        for (std::string word; words >> word;) {
            const std::size_t equal = word.find('=');
            if (equal == std::string::npos) return {};
            pairs[word.substr(0, equal)] = word.substr(equal + 1);
        }
        if (!pairs.empty()) out.push_back(pairs);
    }
    return out;
}

}  // namespace

/// Topology files are held against the grammar and the rules of Slurm's manual pages.
class SlurmTest : public QObject {
    Q_OBJECT

    /// What topology/tree asks: unique names of at most 64 characters, every node on one leaf,
    /// every switch below one other, one top.
    static void verifyTree(const std::map<std::string, std::vector<std::string>>& nodes,
                           const std::map<std::string, std::vector<std::string>>& children,
                           std::size_t wanted) {
        std::set<std::string> seen, below;
        for (const auto& [name, list] : nodes) {
            QVERIFY2(name.size() <= 64, name.c_str());
            QVERIFY2(!list.empty(), name.c_str());
            for (const std::string& node : list)
                QVERIFY2(seen.insert(node).second, node.c_str());
        }
        QCOMPARE(seen.size(), wanted);
        for (const auto& [name, list] : children)
            for (const std::string& child : list) {
                QVERIFY2(nodes.contains(child) || children.contains(child), child.c_str());
                QVERIFY2(below.insert(child).second, child.c_str());
            }
        QCOMPARE(below.size() + 1, nodes.size() + children.size());
    }

private Q_SLOTS:
    void hostNamesFoldIntoRanges_data() {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("list");
        QTest::newRow("a run") << QStringList{"R1-n01", "R1-n02", "R1-n03"} << "R1-n[01-03]";
        QTest::newRow("a gap") << QStringList{"n1", "n2", "n4"} << "n[1-2,4]";
        QTest::newRow("two stems") << QStringList{"a1", "a2", "b1"} << "a[1-2],b1";
        QTest::newRow("widths stay apart") << QStringList{"n9", "n10", "n11"} << "n9,n[10-11]";
        QTest::newRow("without a number") << QStringList{"top", "n1"} << "top,n1";
    }
    void hostNamesFoldIntoRanges() {
        QFETCH(QStringList, names);
        QFETCH(QString, list);
        std::vector<std::string> in;
        for (const QString& name : names)
            in.push_back(name.toStdString());
        QCOMPARE(QString::fromStdString(hostList(in)), list);
        QCOMPARE(spelledOut(hostList(in)), in);
    }

    void blockSizesAreTheBaseTimesPowersOfTwo() {
        QCOMPARE(blockSizes(18, 1), (std::vector<int>{18}));
        QCOMPARE(blockSizes(18, 9), (std::vector<int>{18, 36, 72, 144}));
    }

    void theTreeHangsEveryNodeOnOneGroupOfLeaves() {
        for (const Hall& hall : {exportHall(9), hostileHall()}) {
            Exported made(hall);
            std::map<std::string, std::vector<std::string>> nodes, children;
            for (const auto& line : confLines(made.text("slurm-tree"))) {
                QVERIFY(line.contains("SwitchName"));
                QCOMPARE(line.size(), std::size_t{2});
                const std::string& name = line.at("SwitchName");
                if (line.contains("Nodes")) nodes[name] = spelledOut(line.at("Nodes"));
                if (line.contains("Switches")) children[name] = spelledOut(line.at("Switches"));
            }
            verifyTree(nodes, children, 9 * 18);
            // A leaf of each of four rails serves the 72 nodes of four racks.
            QCOMPARE(nodes.size(), std::size_t{3});
            QCOMPARE(nodes.at("compute-group-001").size(), std::size_t{4 * 18});
            QCOMPARE(nodes.at("compute-group-003").size(), std::size_t{18});
            QCOMPARE(children.size(), std::size_t{1});
        }
    }

    void blocksAreTheNvlinkDomains() {
        Exported made(exportHall(9));
        std::size_t blocks = 0;
        std::string sizes;
        for (const auto& line : confLines(made.text("slurm-block"))) {
            if (line.contains("BlockSizes")) {
                sizes = line.at("BlockSizes");
                continue;
            }
            QVERIFY(line.contains("BlockName"));
            QCOMPARE(spelledOut(line.at("Nodes")).size(), std::size_t{18});
            ++blocks;
        }
        QCOMPARE(blocks, std::size_t{9});
        QCOMPARE(sizes, std::string("18,36,72,144"));
    }

    void yamlHoldsTreeAndBlocks() {
        Exported made(hostileHall());
        const YAML::Node all = YAML::Load(made.text("slurm-yaml"));
        QCOMPARE(all.size(), std::size_t{2});
        int defaults = 0;
        for (const YAML::Node& topology : all) {
            QCOMPARE(topology.begin()->first.as<std::string>(), std::string("topology"));
            QCOMPARE(topology.size(), std::size_t{3});
            if (topology["cluster_default"].as<bool>()) ++defaults;
        }
        QCOMPARE(defaults, 1);
        std::map<std::string, std::vector<std::string>> nodes, children;
        for (const YAML::Node& one : all[0]["tree"]["switches"]) {
            const std::string name = one["switch"].as<std::string>();
            if (one["nodes"]) nodes[name] = spelledOut(one["nodes"].as<std::string>());
            if (one["children"]) children[name] = spelledOut(one["children"].as<std::string>());
        }
        verifyTree(nodes, children, 9 * 18);
        QCOMPARE(all[1]["block"]["block_sizes"].as<std::vector<int>>(),
                 (std::vector<int>{18, 36, 72, 144}));
        QCOMPARE(all[1]["block"]["blocks"].size(), std::size_t{9});
    }

    void withoutNvlinkThereAreNoBlocks() {
        Exported made(gb300Hall(2));
        const Result<void> done = made.write("slurm-block");
        QVERIFY(!done);
        QVERIFY(done.error().code == ErrorCode::DoesNotFit);
        QVERIFY(!QFile::exists(QString::fromStdString(made.path("slurm-block"))));
        QVERIFY(!QFile::exists(QString::fromStdString(made.path("slurm-block") + ".part")));
    }
};

HALL_TEST(SlurmTest)
#include "slurm_test.moc"
