#include "model/parts/connections.h"

#include "tests/support/sample_hall.h"
#include "tests/support/test.h"

#include <map>

using namespace hallwright;
using test::PartMaker;

class ConnectionsTest : public QObject {
    Q_OBJECT

private slots:
    void connectionsAreReadSideBySide() {
        const Result<std::vector<Connection>> read = parseConnections(
            "front: 4*osfp network scale-out, 2 * qsfp-dd network front-end; rear: uqd-04 water");
        VERIFY_OK(read);
        const std::vector<Connection> expected = {
            {"front", 4, "osfp", Service::Network, "scale-out"},
            {"front", 2, "qsfp-dd", Service::Network, "front-end"},
            {"rear", 1, "uqd-04", Service::Water, ""},
        };
        QVERIFY(*read == expected);
        QCOMPARE(QString::fromStdString(connectionsText(*read)),
                 QString("front: 4 × osfp network, 2 × qsfp-dd network; rear: 1 × uqd-04 water"));
    }

    void whatCannotBeReadIsRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("empty") << ""
                               << "begins with a side";
        QTest::newRow("no side") << "4*osfp network"
                                 << "begins with a side";
        QTest::newRow("unknown side") << "inside: 4*osfp network"
                                      << "begins with a side";
        QTest::newRow("no count") << "front: x*osfp network"
                                  << "how many";
        QTest::newRow("none") << "front: 0*osfp network"
                              << "how many";
        QTest::newRow("too many") << "front: 99999999999*osfp network"
                                  << "how many";
        QTest::newRow("no service") << "front: 4*osfp"
                                    << "its service";
        QTest::newRow("unknown service") << "front: 4*osfp light"
                                         << "network, power, water or air";
        QTest::newRow("capitals") << "front: 4*OSFP network"
                                  << "lower-case";
        QTest::newRow("words at the end") << "front: 4*osfp network scale out"
                                          << "its service";
        QTest::newRow("empty piece") << "front: 4*osfp network,,"
                                     << "its service";
        QTest::newRow("empty side") << "front: 4*osfp network;"
                                    << "begins with a side";
    }
    void whatCannotBeReadIsRefused() {
        QFETCH(QString, text);
        QFETCH(QString, why);
        const Result<std::vector<Connection>> read = parseConnections(text.toStdString());
        QVERIFY(!read);
        QVERIFY2(read.error().message.find(why.toStdString()) != std::string::npos,
                 read.error().message.c_str());
    }

    /// 72 blades of 4 OSFP and 2 QSFP-DD: 288 and 144 cables out of the front. What flows to
    /// manifolds, bus bars and midplanes stays inside.
    void networkConnectionsOfBladesMultiply() {
        const std::map<std::string, Part, std::less<>> parts = {
            {"blade",
             PartMaker("blade", Kind::Tray)
                 .text(Property::connections,
                       "front: 4*osfp network scale-out, 2*qsfp-dd network front-end; "
                       "rear: 1*midplane network scale-up, 2*uqd-04 water, 1*clip power")}};
        const FindPart find = [&](std::string_view id) -> const Part* {
            const auto there = parts.find(id);
            return there == parts.end() ? nullptr : &there->second;
        };
        Part rack = PartMaker("rack", Kind::ComputeRack)
                        .text(Property::connections, "rear: 2*uqd-16 water");
        rack.contents = {{"blade", 36}, {"blade", 36}, {"gone", 3}};
        QCOMPARE(QString::fromStdString(connectionsText(connectionsOf(rack, find))),
                 QString("front: 288 × osfp network, 144 × qsfp-dd network; "
                         "rear: 2 × uqd-16 water"));
        const std::vector<ConnectionCount> counts = countBySideAndForm(connectionsOf(rack, find));
        QVERIFY(counts.front() == (ConnectionCount{"front", "osfp", Service::Network, 288}));
    }

    void aRackThatSaysItsOwnIsTakenAtItsWord() {
        const Part blade = PartMaker("blade", Kind::Tray)
                               .text(Property::connections, "front: 4*osfp network scale-out");
        Part rack = PartMaker("rack", Kind::ComputeRack)
                        .text(Property::connections, "top: 8*mpo-12 network scale-out");
        rack.contents = {{"blade", 18}};
        const std::vector<Connection> all =
            connectionsOf(rack, [&](std::string_view) { return &blade; });
        QVERIFY(all ==
                (std::vector<Connection>{{"top", 8, "mpo-12", Service::Network, "scale-out"}}));
    }

    void aPartThatHoldsItselfEnds() {
        Part ring = PartMaker("ring", Kind::Chassis);
        ring.contents = {{"ring", 1000}};
        QVERIFY(connectionsOf(ring, [&](std::string_view) { return &ring; }).empty());
    }
};

HALL_TEST(ConnectionsTest)
#include "connections_test.moc"
