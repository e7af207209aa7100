#include "model/hall/origin.h"

#include "model/hall/hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class OriginTest : public QObject {
    Q_OBJECT

    static Reading reading(double number, const char* source) {
        return {.number = number,
                .unit = "kg",
                .source = source,
                .grade = Grade::D,
                .asOf = "2026-11",
                .why = "weighed"};
    }
    const PartPtr m_given = std::make_shared<const Part>(
        Part{.id = "tray",
             .name = "Tray",
             .kind = Kind::Tray,
             .status = "shipping",
             .data = {{.property = Property::mass, .readings = {reading(30.0, "sheet")}}}});
    const FrozenPart m_row{m_given, fingerprint(*m_given)};

    PartPtr named(const char* name) const {
        auto part = std::make_shared<Part>(*m_given);
        part->name = name;
        return part;
    }

private slots:
    void aChangedPartKeepsWhatItWas() {
        const FrozenPart once = changedFrozen(m_row, named("One"));
        const FrozenPart twice = changedFrozen(once, named("Two"));
        QCOMPARE(twice.part->name, std::string("Two"));
        QCOMPARE(twice.origin, once.origin);
        QCOMPARE(originPrint(twice), fingerprint(*m_given));
        QVERIFY(*originPart(twice) == *m_given);
        QVERIFY(changedFrozen(twice, m_given) == m_row);
    }

    void theHallsOwnPartHasNone() {
        const FrozenPart own = changedFrozen({m_given, {}}, named("One"));
        QVERIFY(own.origin.empty());
        QVERIFY(!originPart(own));
        QVERIFY(originPrint(own).empty());
    }

    void valuesLaidOverAPartAreTakenBack() {
        auto part = std::make_shared<Part>(*m_given);
        part->data[0].readings.push_back(reading(31.0, "user"));
        part->data[0].chosen = 1;
        const PartPtr was = originPart({part, m_row.origin});
        QVERIFY(was && *was == *m_given);
    }

    void whatCannotBeToldStaysAsItIs() {
        const FrozenPart row{m_given, "of another state"};
        QVERIFY(!originPart(row));
        QCOMPARE(changedFrozen(row, named("One")).origin, row.origin);
        const FrozenPart broken{m_given, "{not a part"};
        QVERIFY(!originPart(broken));
        QCOMPARE(changedFrozen(broken, named("One")).origin, broken.origin);
    }
};

HALL_TEST(OriginTest)
#include "origin_test.moc"
