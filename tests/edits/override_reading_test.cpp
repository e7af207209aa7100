#include "model/edits/override_reading.h"

#include "model/edits/change_items.h"
#include "model/parts/part_text.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class OverrideReadingTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();
    const UserReading m_reading{
        .number = 95000.0, .text = {}, .reason = "Measured on site", .date = "2026-11-22"};

    const Datum& power(const Hall& hall) const {
        return *hall.part(m_sample.rackPart)->find(Property::powerTdp);
    }

private slots:
    void itIsOneMoreReadingAndCounts() {
        const Result<Edit> edit =
            overrideReading(m_sample.hall, m_sample.rackPart, Property::powerTdp, m_reading);
        VERIFY_OK(edit);
        Hall hall = m_sample.hall;
        VERIFY_OK(apply(hall, *edit));
        QCOMPARE(power(hall).readings.size(), std::size_t{3});
        QCOMPARE(power(hall).reading().number.value(), 95000.0);
        QCOMPARE(power(hall).reading().source, std::string("user"));
        QCOMPARE(power(hall).reading().why, std::string("Measured on site"));
        QVERIFY(power(hall).reading().grade == Grade::D);
        const Result<Part> read = partFromText(partToText(*hall.part(m_sample.rackPart)));
        VERIFY_OK(read);
        QVERIFY(*read == *hall.part(m_sample.rackPart));
        VERIFY_OK(apply(hall, inverse(*edit)));
        QVERIFY(hall == m_sample.hall);
    }

    void aSecondOneTakesThePlaceOfTheFirst() {
        Hall hall = m_sample.hall;
        VERIFY_OK(apply(
            hall, overrideReading(hall, m_sample.rackPart, Property::powerTdp, m_reading).value()));
        UserReading again = m_reading;
        again.number = 97000.0;
        VERIFY_OK(apply(
            hall, overrideReading(hall, m_sample.rackPart, Property::powerTdp, again).value()));
        QCOMPARE(power(hall).readings.size(), std::size_t{3});
        QCOMPARE(power(hall).reading().number.value(), 97000.0);
    }

    void aPropertyThatNoDocumentGivesCanBeEntered() {
        Hall hall = m_sample.hall;
        VERIFY_OK(
            apply(hall, overrideReading(hall, m_sample.rackPart, Property::price,
                                        {.number = 3e6, .text = {}, .reason = "Quote", .date = {}})
                            .value()));
        QCOMPARE(hall.part(m_sample.rackPart)->number(Property::price).value(), 3e6);
        const std::vector<Datum>& data = hall.part(m_sample.rackPart)->data;
        for (std::size_t i = 1; i < data.size(); ++i)
            QVERIFY2(data[i - 1].property < data[i].property, "data stay sorted");
        VERIFY_OK(apply(hall, withdrawOverride(hall, m_sample.rackPart, Property::price).value()));
        QVERIFY(hall == m_sample.hall);
    }

    void withdrawingGoesBackToWhatTheDocumentsSay() {
        Hall hall = m_sample.hall;
        VERIFY_OK(apply(
            hall, overrideReading(hall, m_sample.rackPart, Property::powerTdp, m_reading).value()));
        VERIFY_OK(
            apply(hall, withdrawOverride(hall, m_sample.rackPart, Property::powerTdp).value()));
        QVERIFY(hall == m_sample.hall);
        QVERIFY(!withdrawOverride(hall, m_sample.rackPart, Property::powerTdp));
    }

    void withoutReasonOrOutOfReasonItIsRefused() {
        UserReading wrong = m_reading;
        wrong.reason = "  ";
        QVERIFY(!overrideReading(m_sample.hall, m_sample.rackPart, Property::powerTdp, wrong));
        wrong = m_reading;
        wrong.number = 1e30;
        QVERIFY(!overrideReading(m_sample.hall, m_sample.rackPart, Property::powerTdp, wrong));
        // Plausible for some part, but not for a rack full of GPUs.
        wrong.number = 100.0;
        const Result<Edit> small =
            overrideReading(m_sample.hall, m_sample.rackPart, Property::powerTdp, wrong);
        QVERIFY(!small);
        QVERIFY2(small.error().message.find("kind compute-rack") != std::string::npos,
                 small.error().message.c_str());
        wrong.number.reset();
        QVERIFY(!overrideReading(m_sample.hall, m_sample.rackPart, Property::powerTdp, wrong));
        QVERIFY(!overrideReading(m_sample.hall, PartId{9999}, Property::powerTdp, m_reading));
    }
};

HALL_TEST(OverrideReadingTest)
#include "override_reading_test.moc"
