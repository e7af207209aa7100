#include "model/parts/part_fault.h"

#include "model/parts/part_class.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <functional>
#include <set>

using namespace hallwright;

class PartFaultTest : public QObject {
    Q_OBJECT

    static Part sound() {
        Reading reading;
        reading.number = 132e3;
        reading.low = 120e3;
        reading.high = 142e3;
        reading.unit = "kW";
        reading.source = "maker";
        reading.grade = Grade::A;
        reading.asOf = "2026-03";
        Part part;
        part.id = "rack";
        part.name = "Rack";
        part.kind = Kind::ComputeRack;
        part.status = "shipping";
        part.data = {{Property::powerTdp, {reading}, 0}};
        return part;
    }
    /// The fault of a sound part after a change of its one reading.
    static QString faultWith(const std::function<void(Reading&)>& change) {
        Part part = sound();
        change(part.data.front().readings.front());
        return QString::fromStdString(partFault(part));
    }

private Q_SLOTS:
    void aSoundPartHasNone() { QCOMPARE(partFault(sound()), std::string()); }

    void everyPartOfTheShippedCatalogHoldsUp() {
        for (const auto& [id, part] : test::shippedCatalog().parts())
            QCOMPARE(partFault(*part), std::string());
    }

    void whatIsMissingIsNamed() {
        QVERIFY(
            faultWith([](Reading& r) { r.unit.clear(); }).endsWith("power.tdp: it has no unit"));
        QVERIFY(faultWith([](Reading& r) { r.source = " "; }).contains("no source"));
        QVERIFY(
            faultWith([](Reading& r) { r.grade = static_cast<Grade>('X'); }).contains("no grade"));
        QVERIFY(faultWith([](Reading& r) { r.asOf.clear(); }).contains("no date"));
        QVERIFY(faultWith([](Reading& r) { r.asOf = "spring"; }).contains("not a date"));
        QVERIFY(faultWith([](Reading& r) { r.number.reset(); }).contains("no value"));
        QVERIFY(faultWith([](Reading& r) { r.source = "user"; }).contains("needs a reason"));
    }

    void whatCannotBeIsNamed() {
        QVERIFY(faultWith([](Reading& r) { r.unit = "kg"; }).contains("is a mass, not a power"));
        QVERIFY(faultWith([](Reading& r) { r.low = 140e3; }).contains("low end is above"));
        QVERIFY(faultWith([](Reading& r) { r.high = 130e3; }).contains("high end is below"));
        QVERIFY(faultWith([](Reading& r) {
                    r.number = r.low = 132.0;
                }).contains("orders of magnitude of the kind compute-rack"));
        QVERIFY(faultWith([](Reading& r) { r.high = 1e9; }).contains("plausible span"));
    }

    void anUnknownDatumNeedsNoNumber() {
        QCOMPARE(faultWith([](Reading& r) {
                     r.unknown = true;
                     r.number = r.low = r.high = std::nullopt;
                     r.unit.clear();
                 }),
                 QString());
    }

    void wordsAndChoiceAreAskedToo() {
        Part part = sound();
        part.id = "Big Rack";
        QVERIFY(partFault(part).find("is no id") != std::string::npos);
        part = sound();
        part.name.clear();
        QVERIFY(partFault(part).find("no name") != std::string::npos);
        part = sound();
        part.data.front().chosen = 1;
        QVERIFY(partFault(part).find("no reading is chosen") != std::string::npos);
        part = sound();
        part.contents = {{"tray", 0}};
        QVERIFY(partFault(part).find("no part and count") != std::string::npos);
    }

    void everyClassStandsOnceAndInsideItsProperty() {
        std::set<std::pair<Kind, Property>> seen;
        for (const PartClass& row : allPartClasses()) {
            const std::string name(info(row.property).id);
            QVERIFY2(seen.insert({row.kind, row.property}).second, name.c_str());
            QVERIFY2(row.low < row.high, name.c_str());
            QVERIFY2(row.high > info(row.property).plausibleLow, name.c_str());
            QVERIFY2(row.low < info(row.property).plausibleHigh, name.c_str());
            QCOMPARE(partClass(row.kind, row.property), &row);
        }
        QVERIFY(!partClass(Kind::Tariff, Property::mass));
        QVERIFY(!partClass(Kind::Count_, Property::mass));
    }
};

HALL_TEST(PartFaultTest)
#include "part_fault_test.moc"
