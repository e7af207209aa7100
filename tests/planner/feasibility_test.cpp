#include "model/planner/feasibility.h"

#include "tests/support/example_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;

class FeasibilityTest : public QObject {
    Q_OBJECT

    Brief m_brief;

    /// What planning says of the brief, and the key it leads to: "hall.width", "fabrics#1.switch".
    QString cause(const Brief& brief, QString* sentence = nullptr) const {
        const std::string text = briefText(brief);
        const Result<Brief> read = parseBrief(text, "brief");
        Error error;
        if (!read) {
            error = read.error();
        } else {
            const Result<Plan> made = plan(*read, test::shippedCatalog());
            if (made) return "nothing";
            error = made.error();
        }
        if (sentence) *sentence = QString::fromStdString(error.message);
        const std::optional<BriefKey> key = causeOf(error, brief, text);
        if (!key) return "unknown: " + QString::fromStdString(error.text());
        return QString("%1#%2.%3")
            .arg(QString::fromStdString(key->section))
            .arg(key->index)
            .arg(QString::fromStdString(key->key));
    }

private Q_SLOTS:
    void initTestCase() {
        const Result<Brief> brief =
            readBrief(test::sourceFolder() / "resources/examples/gb300-unit.toml");
        VERIFY_OK(brief);
        m_brief = *brief;
    }

    void itCountsWhatThePlanHolds() {
        const Feasibility unit = feasibilityOf(test::examplePlan("gb300-unit"));
        QCOMPARE(unit.placed, 8);
        QCOMPARE(unit.asked, 8);
        QCOMPARE(unit.networkRacks, 4);
        QCOMPARE(unit.cdus, 2);
        QVERIFY(unit.switches > 8);
        QVERIFY(unit.airUnits > 0);
        QVERIFY(unit.rows > 0);
        QVERIFY(unit.itPower > 1.0e6 && unit.itPower < 1.5e6);
        QCOMPARE(unit.supply, 1.8e6);
        QVERIFY(unit.side > unit.itPower && unit.side <= unit.supply);
        QVERIFY(unit.fill > 0.01 && unit.fill < 0.3);
    }

    void theSentenceOfAPlanCountsAndThatOfARefusalSaysWhy() {
        QCOMPARE(feasibilityText(test::examplePlan("gb300-unit")),
                 std::string("placed 8 of 8 racks"));
        const Error error{ErrorCode::Invalid, "no", "a:1"};
        QCOMPARE(feasibilityText(error), std::string("a:1: no"));
    }

    void everyRefusalLeadsToTheFieldThatCausesIt_data() {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("key");
        const char* const keys[] = {"hall#0.width",
                                    "hall#0.depth",
                                    "hall#0.clear_height",
                                    "hall#0.floor_rating",
                                    "power#0.supply_per_side",
                                    "power#0.distribution",
                                    "cooling#0.facility_water_supply",
                                    "cooling#0.heat_rejection",
                                    "fabrics#1.switch",
                                    "fabrics#0.optics",
                                    "racks#1.part",
                                    "cooling#0.cdu",
                                    "fabrics#1."};
        for (int i = 0; i < static_cast<int>(std::size(keys)); ++i)
            QTest::newRow(keys[i]) << i << QString(keys[i]);
    }
    void everyRefusalLeadsToTheFieldThatCausesIt() {
        QFETCH(int, what);
        QFETCH(QString, key);
        Brief brief = m_brief;
        switch (what) {
        case 0:
            brief.width = {12000};
            brief.depth = {7000};
            break;
        case 1:
            brief.depth = {4000};
            break;
        case 2:
            brief.clearHeight = {2000};
            break;
        case 3:
            brief.floorRating = pascals(2000.0);
            break;
        case 4:
            brief.supplyPerSide = watts(5e5);
            break;
        case 5:
            brief.distribution = Distribution::Dc800;
            break;
        case 6:
            brief.facilitySupply = celsius(60.0);
            break;
        case 7:
            brief.heatRejection = {"dry", 0};
            break;
        case 8:
            brief.fabrics[1].speed = 1.6e13;
            break;
        case 9:
            brief.fabrics[0].optics = {"cpo", 0};
            break;
        case 10:
            brief.racks.push_back({{"no-such-rack", 0}, 1, {}});
            break;
        case 11:
            brief.cdu = {"no-such-cdu", 0};
            break;
        default:
            brief.fabrics[1].role = FabricRole::Storage;
            brief.fabrics[1].name = "storage";
        }
        QString sentence;
        const QString found = cause(brief, &sentence);
        QVERIFY2(found == key, qPrintable(found + ": " + sentence));
    }

    void aHallTooLargeToBeStoredIsRefusedWithItsLine_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("written");
        QTest::newRow("width") << "width"
                               << "1000.1 m";
        QTest::newRow("depth") << "depth"
                               << "2 km";
        QTest::newRow("clear height") << "clear_height"
                                      << "51 m";
        QTest::newRow("tile") << "tile"
                              << "3 m";
        QTest::newRow("floor") << "floor_rating"
                               << "2 MPa";
        QTest::newRow("supply") << "supply_per_side"
                                << "20 GW";
        QTest::newRow("narrow") << "width"
                                << "0.5 m";
    }
    void aHallTooLargeToBeStoredIsRefusedWithItsLine() {
        QFETCH(QString, key);
        QFETCH(QString, written);
        QStringList lines = QString::fromStdString(briefText(m_brief)).split('\n');
        int line = 0;
        for (int i = 0; i < lines.size(); ++i)
            if (lines[i].startsWith(key + " = ")) {
                lines[i] = key + " = \"" + written + "\"";
                line = i + 1;
            }
        QVERIFY(line > 0);
        const Result<Brief> read = parseBrief(lines.join('\n').toStdString(), "t.toml");
        QVERIFY(!read);
        const QString text = QString::fromStdString(read.error().text());
        QVERIFY2(text.startsWith(QString("t.toml:%1: %2 must be at least ").arg(line).arg(key)),
                 qPrintable(text));
    }
};

HALL_TEST(FeasibilityTest)
#include "feasibility_test.moc"
