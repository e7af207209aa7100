#include "tests/rules/base_hall.h"

#include "catalog/reader.h"
#include "model/hall/freeze.h"
#include "tests/support/test.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace hallwright::test {

namespace {

/// Rows are numbered from here on, so that cases may name rows without a name while parts are
/// added.
constexpr RawId firstRow = 1001;

/// Puts rows into a hall, numbered as they come.
class Builder {
public:
    explicit Builder(const Catalog& catalog) {
        for (const auto& [id, part] : catalog.parts())
            freezePart(m_hall, catalog, id, m_next);
        m_next = firstRow;
    }

    Hall build() {
        site();
        rows();
        cooling();
        power();
        network();
        return std::move(m_hall);
    }

private:
    PartId part(std::string_view id) const { return m_hall.findPart(id); }
    template <typename T>
    Id<T> add(Table<T> Hall::*table, T row) {
        const Id<T> id{m_next++};
        (m_hall.*table).set(id, std::move(row));
        return id;
    }

    void site() {
        Site site;
        site.name = "Test hall";
        site.width = {24000};
        site.depth = {14400};
        site.clearHeight = {4500};
        site.floorRating = pascals(17000.0);
        site.supplyPerSide = kilowatts(1500.0);
        site.distribution = Distribution::Ac480;
        site.climate = part("test-climate-cool");
        site.tariff = part("test-tariff");
        site.basis = part("design-basis");
        add(&Hall::sites, site);
        Obstacle column;
        column.name = "C1";
        column.kind = ObstacleKind::Column;
        column.area = {{15000}, {6000}, {500}, {500}};
        add(&Hall::obstacles, column);
        Obstacle door;
        door.name = "D1";
        door.kind = ObstacleKind::Door;
        door.area = {{22800}, {6000}, {1200}, {1200}};
        add(&Hall::obstacles, door);
    }

    /// Fronts of row A look up, those of row B down, at one cold aisle of 2 m.
    void rows() {
        m_rowA = add(&Hall::rows, Row{"A", {5200}, {4000}, {4100}, {1200}, Facing::Up});
        m_rowB = add(&Hall::rows, Row{"B", {6000}, {7200}, {3300}, {1200}, Facing::Down});
        Loop loop;
        loop.name = "L1";
        loop.fluid = part("test-fluid");
        loop.facilitySupply = celsius(25.0);
        m_loop = add(&Hall::loops, loop);
        for (int i = 0; i < 8; ++i) {
            Rack rack;
            rack.name = fmt::format("R{}", i + 1);
            rack.part = part("test-rack");
            rack.row = i < 4 ? m_rowA : m_rowB;
            rack.place = {
                {6000 + 600 * (i % 4)}, {i < 4 ? 4000 : 7200}, i < 4 ? Facing::Up : Facing::Down};
            rack.loop = m_loop;
            m_racks.push_back(add(&Hall::racks, rack));
        }
        Rack network;
        network.name = "N1";
        network.part = part("test-network-rack");
        network.row = m_rowA;
        network.place = {{5200}, {4000}, Facing::Up};
        m_network = add(&Hall::racks, network);
    }

    void cooling() {
        for (int i = 0; i < 2; ++i) {
            Equipment cdu;
            cdu.name = fmt::format("CDU-{}", i + 1);
            cdu.part = part("test-cdu");
            cdu.place = {{8400}, {i == 0 ? 4000 : 7200}, i == 0 ? Facing::Up : Facing::Down};
            cdu.loop = m_loop;
            cdu.row = i == 0 ? m_rowA : m_rowB;
            add(&Hall::equipment, cdu);
        }
        for (int i = 0; i < 3; ++i) {
            Equipment unit;
            unit.name = fmt::format("AIR-{}", i + 1);
            unit.part = part("test-air-unit");
            unit.place = {{0}, {3000 + 2400 * i}, Facing::Right};
            add(&Hall::equipment, unit);
        }
    }

    /// Two systems, each: utility, transformer, switchboard, UPS, a busway over either row.
    void power() {
        for (int system = 0; system < 2; ++system) {
            const char letter = static_cast<char>('A' + system);
            Id<PowerUnit> above;
            for (const auto& [name, id] :
                 {std::pair{"UT", "test-utility"}, std::pair{"TX", "test-transformer"},
                  std::pair{"MSB", "test-board"}, std::pair{"UPS", "test-ups"}}) {
                PowerUnit unit;
                unit.name = fmt::format("{}-{}", name, letter);
                unit.part = part(id);
                unit.parent = above;
                unit.system = system;
                unit.feeder = {20000};
                above = add(&Hall::powerUnits, unit);
            }
            for (int row = 0; row < 2; ++row) {
                Busway busway;
                busway.name = fmt::format("BW-{}{}", letter, row + 1);
                busway.part = part("test-busway");
                busway.source = above;
                busway.system = system;
                const Millimetres y{(row == 0 ? 4300 : 7500) + 600 * system};
                busway.x1 = {5000};
                busway.y1 = y;
                busway.x2 = {10000};
                busway.y2 = y;
                busway.elevation = {3000};
                busway.feeder = {30000};
                const Id<Busway> over = add(&Hall::busways, busway);
                for (int i = 0; i < 4; ++i)
                    tap(over, m_racks[static_cast<std::size_t>(4 * row + i)]);
                if (row == 0) tap(over, m_network);
            }
        }
    }
    void tap(Id<Busway> busway, Id<Rack> rack) {
        Tap tap;
        tap.part = part("test-tap");
        tap.busway = busway;
        tap.rack = rack;
        add(&Hall::taps, tap);
    }

    /// 96 links of 400 Gb/s on three leaves and two spines, all of them in N1.
    void network() {
        Fabric fabric;
        fabric.name = "compute";
        fabric.switchPart = part("test-switch");
        fabric.hostModule = part("test-module-host");
        fabric.switchModule = part("test-module-switch");
        fabric.cable = part("test-jumper");
        const Id<Fabric> id = add(&Hall::fabrics, fabric);
        for (int i = 0; i < 8; ++i)
            add(&Hall::members, Member{m_racks[static_cast<std::size_t>(i)], id, 0, i});
        add(&Hall::mounts, Mount{m_network, id, Tier::Leaf, 0, 3});
        add(&Hall::mounts, Mount{m_network, id, Tier::Spine, 0, 2});
        const auto tray = [&](const char* name, Millimetres x1, Millimetres y1, Millimetres x2,
                              Millimetres y2) {
            add(&Hall::trays, Tray{name, part("test-tray"), x1, y1, x2, y2, {2700}});
        };
        tray("T1", {5000}, {4600}, {10000}, {4600});
        tray("T2", {5000}, {7800}, {10000}, {7800});
        tray("T3", {5000}, {4600}, {5000}, {7800});
    }

    Hall m_hall;
    RawId m_next = 1;
    Id<hallwright::Row> m_rowA, m_rowB;
    Id<Loop> m_loop;
    std::vector<Id<Rack>> m_racks;
    Id<Rack> m_network;
};

}  // namespace

const Hall& baseHall() {
    static const Hall hall = [] {
        const Result<Catalog> catalog = readCatalog(sourceFolder() / "tests/parts");
        if (!catalog) {
            std::fprintf(stderr, "the test parts do not read: %s\n",
                         catalog.error().text().c_str());
            std::exit(3);
        }
        return Builder(*catalog).build();
    }();
    return hall;
}

}  // namespace hallwright::test
