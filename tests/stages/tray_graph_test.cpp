#include "model/stages/tray_graph.h"

#include "tests/support/test.h"

using namespace hallwright;

class TrayGraphTest : public QObject {
    Q_OBJECT

    static void add(Table<Tray>& trays, int x1, int y1, int x2, int y2, int z = 2700) {
        const RawId id = static_cast<RawId>(trays.size()) + 1;
        trays.set({id}, Tray{.x1 = {x1}, .y1 = {y1}, .x2 = {x2}, .y2 = {y2}, .elevation = {z}});
    }
    static std::int32_t between(const TrayGraph& graph, int ax, int ay, int bx, int by) {
        return graph.route(graph.entry({ax}, {ay}), graph.entry({bx}, {by})).length_mm;
    }
    /// Two rows joined by a cross tray at the left.
    static Table<Tray> ladder() {
        Table<Tray> trays;
        add(trays, 0, 0, 10000, 0);
        add(trays, 10000, 3000, 0, 3000);
        add(trays, 0, 0, 0, 3000);
        return trays;
    }

private slots:
    void anEntryIsTheNearestPointOfATray() {
        const TrayGraph graph(ladder());
        const TrayGraph::Entry entry = graph.entry({4000}, {-700});
        QCOMPARE(entry.lateral_mm, 700);
        QCOMPARE(entry.offset_mm, 4000);
        QCOMPARE(entry.elevation_mm, 2700);
        QCOMPARE(graph.entry({11000}, {3500}).lateral_mm,
                 1500);  // beyond the end: along and across
    }

    void oneTrayIsAsLongAsItIs() { QCOMPARE(between(TrayGraph(ladder()), 1000, 0, 9000, 0), 8000); }

    void rowsAreJoinedWhereTraysTouch() {
        QCOMPARE(between(TrayGraph(ladder()), 4000, 0, 6000, 3000), 4000 + 3000 + 6000);
        Table<Tray> two = ladder();
        two.erase({3});
        QCOMPARE(between(TrayGraph(two), 4000, 0, 6000, 3000), -1);
    }

    void theShorterOfTwoWaysIsTaken() {
        Table<Tray> trays = ladder();
        add(trays, 8000, -500, 8000, 3500);  // crosses both rows
        const TrayGraph graph(trays);
        QCOMPARE(between(graph, 6000, 0, 6000, 3000), 2000 + 3000 + 2000);
        QCOMPARE(between(graph, 1000, 0, 1000, 3000), 1000 + 3000 + 1000);
    }

    void traysEndToEndAreOneWay() {
        Table<Tray> trays;
        add(trays, 0, 0, 5000, 0);
        add(trays, 5000, 0, 9000, 0);
        add(trays, 8000, 0, 12000, 0);  // overlaps
        QCOMPARE(between(TrayGraph(trays), 1000, 0, 11000, 0), 10000);
    }

    void differentElevationsCostARiser() {
        Table<Tray> trays;
        add(trays, 0, 0, 5000, 0, 2700);
        add(trays, 5000, 0, 5000, 4000, 3100);
        QCOMPARE(between(TrayGraph(trays), 1000, 0, 5000, 3000), 4000 + 400 + 3000);
    }

    void withoutTraysThereIsNoWay() {
        const TrayGraph graph{Table<Tray>()};
        QCOMPARE(graph.entry({1}, {2}).section, -1);
        QCOMPARE(between(graph, 0, 0, 1, 1), -1);
        Table<Tray> oblique;
        add(oblique, 0, 0, 5000, 4000);
        QCOMPARE(between(TrayGraph(oblique), 0, 0, 1, 1), -1);
    }

    void aTrayOfNoLengthIsAPoint() {
        Table<Tray> trays;
        add(trays, 2000, 2000, 2000, 2000);
        add(trays, 0, 2000, 5000, 2000);
        QCOMPARE(between(TrayGraph(trays), 0, 2000, 5000, 2000), 5000);
    }

    void theFullestPlaceCounts() {
        const TrayGraph graph(ladder());
        // Racks at 2 m, 4 m and 6 m of row one, at 6 m of row two.
        const std::vector<TrayGraph::Entry> entries{
            graph.entry({2000}, {0}), graph.entry({4000}, {0}), graph.entry({6000}, {0}),
            graph.entry({6000}, {3000})};
        TrayLoad load;
        load.reset(graph, entries.size());
        const auto lay = [&](std::size_t a, std::size_t b, std::int64_t area) {
            load.add(graph, entries, a, b, graph.route(entries[a], entries[b]), area);
        };
        lay(0, 1, 5);
        QVERIFY((load.fullest(graph, entries) == std::vector<std::int64_t>{5, 0, 0}));
        lay(1, 2, 7);
        QVERIFY((load.fullest(graph, entries) == std::vector<std::int64_t>{7, 0, 0}));
        lay(0, 2, 10);
        QVERIFY((load.fullest(graph, entries) == std::vector<std::int64_t>{17, 0, 0}));
        lay(2, 3, 100);  // left along row one, over the cross tray, along row two
        QVERIFY((load.fullest(graph, entries) == std::vector<std::int64_t>{117, 100, 100}));
        lay(3, 0, 1);
        QVERIFY((load.fullest(graph, entries) == std::vector<std::int64_t>{117, 101, 101}));
        lay(2, 3, -100);
        lay(3, 0, -1);
        QVERIFY((load.fullest(graph, entries) == std::vector<std::int64_t>{17, 0, 0}));
    }

    void aHallOf200RowsIsNoTrouble() {
        Table<Tray> trays;
        for (int row = 0; row < 200; ++row)
            add(trays, 0, 3000 * row, 60000, 3000 * row);
        for (int cross = 0; cross < 3; ++cross)
            add(trays, 30000 * cross, 0, 30000 * cross, 600000);
        const TrayGraph graph(trays);
        QCOMPARE(graph.joints(), std::size_t{603});  // the cross trays reach 3 m past the last row
        QCOMPARE(between(graph, 29000, 0, 31000, 597000), 1000 + 597000 + 1000);
    }
};

HALL_TEST(TrayGraphTest)
#include "tray_graph_test.moc"
