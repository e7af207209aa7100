#include "model/parts/elevation.h"

#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;

class ElevationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void placesAreReadFromTheBottomUp() {
        const Result<Elevation> read =
            parseElevation("48U: 2*power-shelf, free:1.5, [9 blade]:?, 'cable manager, wide':2");
        VERIFY_OK(read);
        QCOMPARE(*read->units, 48.0);
        QVERIFY(!read->openRack);
        QCOMPARE(read->places.size(), std::size_t(5));
        QCOMPARE(read->places[1].part, std::string("power-shelf"));
        QVERIFY(read->places[2].isFree());
        QCOMPARE(*read->places[2].units, 1.5);
        QCOMPARE(read->places[3].across, 9);
        QVERIFY(read->places[3].heightUnknown);
        QCOMPARE(read->places[4].words, std::string("cable manager, wide"));
    }

    void framesAreOfUnitsOpenUnitsOrNone() {
        QVERIFY(parseElevation("44OU: a")->openRack);
        QCOMPARE(*parseElevation("44OU: a")->units, 44.0);
        QVERIFY(!parseElevation("?: a")->units);
    }

    void whatCannotBeReadIsRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("no frame") << "4*tray"
                                  << "height of the frame";
        QTest::newRow("frame of nothing") << "0U: tray"
                                          << "height of the frame";
        QTest::newRow("no count") << "48U: x*tray"
                                  << "how many";
        QTest::newRow("too many") << "48U: 999*tray"
                                  << "how many";
        QTest::newRow("no height") << "48U: tray:high"
                                   << "height in units";
        QTest::newRow("endless height") << "48U: tray:1e99"
                                        << "height in units";
        QTest::newRow("words without height") << "48U: 'shelf'"
                                              << "needs a height";
        QTest::newRow("side by side without height") << "48U: [9 tray]"
                                                     << "need a height";
        QTest::newRow("not an id") << "48U: Big Tray"
                                   << "part's id";
        QTest::newRow("empty piece") << "48U: tray,,tray"
                                     << "part's id";
        QTest::newRow("empty") << ""
                               << "height of the frame";
    }
    void whatCannotBeReadIsRefused() {
        QFETCH(QString, text);
        QFETCH(QString, why);
        const Result<Elevation> read = parseElevation(text.toStdString());
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().message).contains(why),
                 read.error().message.c_str());
    }

    void theRacksOfTheCatalogHaveElevations() {
        for (const char* id :
             {"nvidia-gb300-nvl72", "nvidia-gb200-nvl72", "nvidia-vr-nvl72", "nvidia-kyber-nvl144",
              "dell-ir7000-264", "hpe-cray-ex4000", "nvidia-dgx-b300-x4", "delta-800vdc-660"}) {
            const PartPtr part = test::shippedCatalog().find(id);
            QVERIFY2(part, id);
            VERIFY_OK(parseElevation(part->text(Property::rackElevation)));
        }
    }
};

HALL_TEST(ElevationTest)
#include "elevation_test.moc"
