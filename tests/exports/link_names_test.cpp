#include "tests/exports/export_hall.h"

#include <QRegularExpression>

#include <set>

using namespace hallwright;
using namespace hallwright::test;

/// Names of devices and ports, and labels: the same in every table and export.
class LinkNamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSwitchNamesItsPortsByItsTemplate_data() {
        QTest::addColumn<QString>("form");
        QTest::addColumn<int>("cage");
        QTest::addColumn<int>("link");
        QTest::addColumn<int>("ports");
        QTest::addColumn<int>("links");
        QTest::addColumn<QString>("name");
        const QString twin = "sw{cage}p{port}[s{part}]";
        QTest::newRow("Quantum-X800, first port") << twin << 0 << 0 << 2 << 2 << "sw1p1";
        QTest::newRow("Quantum-X800, last port") << twin << 71 << 1 << 2 << 2 << "sw72p2";
        QTest::newRow("Quantum-X800, split port") << twin << 6 << 3 << 2 << 4 << "sw7p2s2";
        QTest::newRow("Quantum-2 of the NetBox library")
            << "P{cage0}.{port0}" << 22 << 1 << 2 << 2 << "P22.1";
        QTest::newRow("Ethernet, whole port")
            << "swp{cage}[s{link0}]" << 4 << 0 << 1 << 1 << "swp5";
        QTest::newRow("Ethernet, split port")
            << "swp{cage}[s{link0}]" << 4 << 1 << 1 << 2 << "swp5s1";
        QTest::newRow("by number") << "P{number}" << 31 << 1 << 2 << 2 << "P64";
        QTest::newRow("a module that serves one of two ports")
            << twin << 2 << 0 << 2 << 1 << "sw3p1";
        QTest::newRow("an open brace stays") << "x{cage" << 2 << 0 << 1 << 1 << "x{cage";
    }
    void aSwitchNamesItsPortsByItsTemplate() {
        QFETCH(QString, form);
        QFETCH(int, cage);
        QFETCH(int, link);
        QFETCH(int, ports);
        QFETCH(int, links);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(portName(form.toStdString(), cage, link, ports, links)),
                 name);
    }

    void everyPortOfTheHallHasOneNameAndLabel() {
        Exported made(exportHall());
        std::set<std::string> ports, labels;
        std::size_t ends = 0;
        for (const std::int32_t f : made.input().fabrics())
            made.input().forEachLink(f, [&](const Link& link) {
                for (const LinkEnd& end : {link.lower, link.upper}) {
                    const LinkNames& names = made.input().names;
                    ports.insert(names.device(end, f) + " " + names.port(end, f));
                    labels.insert(names.label(end, f));
                    ++ends;
                }
            });
        QVERIFY(ends > 1000);
        QCOMPARE(ports.size(), ends);
        QCOMPARE(labels.size(), ends);
        QVERIFY(ports.contains("R0-n01 mlx5_0/P1"));
        QVERIFY(ports.contains("R8-n18 mlx5_3/P1"));
        QVERIFY(ports.contains("compute-leaf-001 sw1p1"));
    }

    void hostileNamesBecomeNamesThatEveryProgramTakes() {
        Exported made(hostileHall());
        static const QRegularExpression host("^[A-Za-z0-9][A-Za-z0-9._-]*$");
        std::set<QString> names;
        const LinkNames& of = made.input().names;
        for (int rack = 0; rack < 9; ++rack) {
            const QString name = QString::fromStdString(of.node(rack, 0));
            QVERIFY2(host.match(name).hasMatch(), qPrintable(name));
            QVERIFY2(name.size() <= 63, qPrintable(name));
            QVERIFY2(names.insert(name.toLower()).second, qPrintable(name));
        }
        // Whose name serves as it stands keeps it, whatever came before.
        QCOMPARE(of.node(3, 6), std::string("a-b-n07"));
        QCOMPARE(of.node(4, 6), std::string("A-B-104-n07"));
        QCOMPARE(of.node(6, 0), std::string("rack-106-n01"));
    }

    void aRackThatComesOrGoesRenamesNoOther() {
        Hall hall = hostileHall();
        Exported before(hall);
        hall.racks.erase({firstRack + 2});
        std::vector<RawId> gone;
        hall.members.forEach([&](Id<Member> id, const Member& member) {
            if (member.rack.raw == firstRack + 2) gone.push_back(id.raw);
        });
        for (RawId id : gone)
            hall.members.erase({id});
        Exported after(hall);
        for (int rack = 0; rack < 9; ++rack)
            if (rack != 2)
                QCOMPARE(after.input().names.node(rack > 2 ? rack - 1 : rack, 4),
                         before.input().names.node(rack, 4));
    }

    void aLabelHasTheUFromTheBottomAndTheFarEndBehind() {
        Exported made(exportHall());
        const LinkNames& names = made.input().names;
        LinkEnd node, leaf;
        node.host = true;
        node.rack = 0;
        node.device = 6;
        node.unit_u = 9;
        leaf.rack = 9;
        leaf.cage = 6;
        leaf.part = 1;
        leaf.unit_u = 20;
        QCOMPARE(names.label(node, leaf, 0), std::string("R0-09:mlx5_0/P1 / N0-20:sw7p2"));
        QCOMPARE(names.label(leaf, node, 0), std::string("N0-20:sw7p2 / R0-09:mlx5_0/P1"));
        leaf.unit_u = 0;
        QCOMPARE(names.label(leaf, 0), std::string("N0-compute-leaf-001:sw7p2"));
    }
};

HALL_TEST(LinkNamesTest)
#include "link_names_test.moc"
