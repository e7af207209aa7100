#include "model/parts/nesting.h"

#include "model/parts/connections.h"
#include "tests/support/test.h"

#include <algorithm>
#include <limits>
#include <map>

using namespace hallwright;

class NestingTest : public QObject {
    Q_OBJECT

    std::map<std::string, Part, std::less<>> m_parts;

    FindPart find() const {
        return [this](std::string_view id) -> const Part* {
            const auto there = m_parts.find(id);
            return there == m_parts.end() ? nullptr : &there->second;
        };
    }
    Part& add(const std::string& id, std::vector<Content> contents) {
        Part part{.id = id, .name = id, .kind = Kind::Chassis, .contents = std::move(contents)};
        return m_parts.insert_or_assign(id, std::move(part)).first->second;
    }
    static std::string name(int level, int n) {
        return "level-" + std::to_string(level) + "-" + std::to_string(n);
    }
    /// Levels of parts, each of which holds every part of the level below.
    const Part& wide(int levels, int width) {
        for (int level = 0; level < levels; ++level)
            for (int n = 0; n < width; ++n) {
                std::vector<Content> contents;
                if (level + 1 < levels)
                    for (int inside = 0; inside < width; ++inside)
                        contents.push_back({name(level + 1, inside), 1});
                add(name(level, n), std::move(contents));
            }
        return m_parts.find(name(0, 0))->second;
    }

private slots:
    void init() { m_parts.clear(); }

    void whatHoldsItselfIsTold() {
        QCOMPARE(nestingFault(add("a", {{"a", 1}}), find()), std::string("part a holds itself"));
        add("b", {{"a", 1}});
        QCOMPARE(nestingFault(add("a", {{"b", 1}}), find()),
                 std::string("part a holds itself, through b"));
        add("b", {{"b", 1}});
        QVERIFY(!nestingFault(*find()("a"), find()).empty());
        add("b", {{"gone", 1}});
        QCOMPARE(nestingFault(*find()("a"), find()), std::string());
    }

    void whatIsPackedTooDeepIsTold() {
        QCOMPARE(nestingFault(wide(deepestContents + 1, 1), find()), std::string());
        QVERIFY(!nestingFault(wide(deepestContents + 2, 1), find()).empty());
    }

    /// A part met high up first, and again so deep that what it holds is too deep.
    void thePathThatIsTooDeepIsFound() {
        wide(deepestContents, 1);
        add("shelf", {{"board", 1}});
        add("board", {{"chip", 1}});
        add("chip", {});
        m_parts.find(name(deepestContents - 1, 0))->second.contents = {{"shelf", 1}};
        m_parts.find(name(0, 0))
            ->second.contents.insert(m_parts.find(name(0, 0))->second.contents.begin(),
                                     {"shelf", 1});
        QVERIFY(!nestingFault(m_parts.find(name(0, 0))->second, find()).empty());
    }

    /// Walked once for each way that leads to a part, this would take years.
    void widthAtEveryLevelIsNoHindrance() {
        const Part& top = wide(8, 30);
        Part& leaf = m_parts.find(name(7, 0))->second;
        Reading mass{.number = 1.0, .unit = "kg", .source = "sheet"};
        for (int n = 0; n < 30; ++n)
            m_parts.find(name(7, n))->second.data = {
                {.property = Property::mass, .readings = {mass}}};
        leaf.data.push_back({.property = Property::connections,
                             .readings = {{.text = "front: 2*osfp network", .source = "sheet"}}});
        std::sort(leaf.data.begin(), leaf.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        QCOMPARE(nestingFault(top, find()), std::string());
        QCOMPARE(compose(top, Property::mass, find()).sum.value(),
                 30.0 * 30 * 30 * 30 * 30 * 30 * 30);
        QCOMPARE(connectionsOf(top, find()).size(), std::size_t(1));
        QCOMPARE(connectionsOf(top, find())[0].count, 1'000'000'000);
    }

    void oneContentWrittenOftenIsOne() {
        std::vector<Content> often;
        for (int n = 0; n < 5; ++n)
            often.push_back({n % 2 == 0 ? "tray" : "shelf", 2});
        const std::vector<Content> merged = mergedContents(add("rack", std::move(often)));
        QVERIFY(merged == (std::vector<Content>{{"tray", 6}, {"shelf", 4}}));
        const int most = std::numeric_limits<int>::max();
        QCOMPARE(mergedContents(add("rack", {{"tray", most}, {"tray", most}}))[0].count, most);
    }
};

HALL_TEST(NestingTest)
#include "nesting_test.moc"
