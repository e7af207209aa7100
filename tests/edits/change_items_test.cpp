#include "model/edits/change_items.h"

#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

using namespace hallwright;
using test::SampleWindowHall;

class ChangeItemsTest : public QObject {
    Q_OBJECT

    const SampleWindowHall m_sample = test::sampleWindowHall();

    Hall after(const Edit& edit) const {
        Hall hall = m_sample.hall;
        if (!hallwright::apply(hall, edit)) return {};
        Hall back = hall;
        if (!hallwright::apply(back, inverse(edit)) || !(back == m_sample.hall)) return {};
        return hall;
    }

private slots:
    void aRackIsRenamed() {
        const Result<Edit> edit = renameItem(m_sample.hall, m_sample.a01, "  R12 ");
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Rename rack A01 to R12"));
        QCOMPARE(after(*edit).racks[{m_sample.a01.id}].name, std::string("R12"));
    }

    void anEmptyNameIsRefused() {
        const Result<Edit> edit = renameItem(m_sample.hall, m_sample.a01, "  ");
        QVERIFY(!edit);
        QCOMPARE(edit.error().message, std::string("A name cannot be empty"));
    }

    void aNewRackTakesTheNextNumber() {
        RawId next = m_sample.nextId + 40;
        const Result<Edit> edit =
            addRack(m_sample.hall, Rack{.name = "C01", .part = m_sample.rackPart}, next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Add rack C01"));
        QCOMPARE(next, m_sample.nextId + 41);
        QCOMPARE(after(*edit).racks[{m_sample.nextId + 40}].name, std::string("C01"));
    }

    void aRefusedRackTakesNoNumber() {
        RawId next = m_sample.nextId;
        QVERIFY(!addRack(m_sample.hall, Rack{.name = "C01"}, next));
        QCOMPARE(next, m_sample.nextId);
    }

    void aPartThatTheHallLacksIsRefused() {
        QVERIFY(!setPart(m_sample.hall, m_sample.a01, PartId{9999}));
    }
};

HALL_TEST(ChangeItemsTest)
#include "change_items_test.moc"
