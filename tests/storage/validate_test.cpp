#include "model/storage/validate.h"

#include "tests/storage/random_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class ValidateTest : public QObject {
    Q_OBJECT

    static Hall sample() {
        Hall hall;
        hall.sites.set({1}, Site{.name = "Hall"});
        hall.rows.set({2}, Row{.name = "A"});
        hall.racks.set({3}, Rack{.name = "A1", .row = {2}});
        return hall;
    }
    static QString fault(const Hall& hall, RawId next = 10) {
        const Result<void> good = validate(hall, next);
        return good ? QString() : QString::fromStdString(good.error().text());
    }

private slots:
    void aGoodHallPasses() {
        QCOMPARE(fault(sample()), QString());
        const Document document = test::randomDocument(1);
        QCOMPARE(fault(document.base, document.nextId), QString());
    }

    void thereIsExactlyOneSite() {
        Hall hall = sample();
        hall.sites.set({4}, Site{.name = "Other"});
        QCOMPARE(fault(hall), "a hall has exactly one site row; this one has 2");
    }

    void aNumberIsGivenOnceInTheWholeHall() {
        Hall hall = sample();
        hall.loops.set({3}, Loop{.name = "TCS"});
        QCOMPARE(fault(hall), "two rows have the number 3: TCS in loops and A1 in racks");
    }

    void numbersLieBelowTheCounter() {
        QCOMPARE(fault(sample(), 3), "A1: its number 3 must be below that of the next row, 3");
        QCOMPARE(fault(sample(), 4), QString());
        QCOMPARE(fault(sample(), 0),
                 "the number of the next row is 0; it must lie between 1 and 100000001");
    }

    void aPartIsNeverMissing() {
        Hall hall = sample();
        hall.parts.set({5}, FrozenPart{});
        QCOMPARE(fault(hall), "parts 5: its part is missing");
    }

    void everyDanglingReferenceIsListed() {
        Hall hall = sample();
        hall.rows.erase({2});
        hall.racks.set({4}, Rack{.name = "A2", .row = {3}});
        QCOMPARE(fault(hall), "A1: column row names row 2 of rows, which does not exist");
        const std::vector<Error> found = danglingReferences(hall);
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[1].text(), "A2: column row names row 3 of rows, which does not exist");
        QVERIFY(danglingReferences(sample()).empty());
    }

    void textIsUtf8_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("readable");
        QTest::newRow("nothing") << QByteArray() << true;
        QTest::newRow("every length of sequence") << QByteArray("aä冷\U0001F9CA") << true;
        QTest::newRow("the last code point") << QByteArray("\xF4\x8F\xBF\xBF") << true;
        QTest::newRow("beyond the last") << QByteArray("\xF4\x90\x80\x80") << false;
        QTest::newRow("a surrogate") << QByteArray("\xED\xA0\x80") << false;
        QTest::newRow("an overlong slash") << QByteArray("\xC0\xAF") << false;
        QTest::newRow("an overlong sequence of three") << QByteArray("\xE0\x80\xAF") << false;
        QTest::newRow("a lone continuation") << QByteArray("a\x80") << false;
        QTest::newRow("a torn end") << QByteArray("a\xE5\x86") << false;
        QTest::newRow("Latin-1") << QByteArray("M\xFCller") << false;
        QTest::newRow("a zero byte") << QByteArray("a\0b", 3) << false;
    }
    void textIsUtf8() {
        QFETCH(QByteArray, text);
        QFETCH(bool, readable);
        QCOMPARE(isReadableText(text.toStdString()), readable);
    }
};

HALL_TEST(ValidateTest)
#include "validate_test.moc"
