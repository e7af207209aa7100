#include "model/storage/text_form.h"

#include "model/hall/freeze.h"
#include "model/storage/edit_text.h"
#include "tests/storage/random_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

using namespace hallwright;

class TextFormTest : public QObject {
    Q_OBJECT

    static Document sample() {
        Document document;
        document.id = "0123456789abcdef0123456789abcdef";
        document.revision = 2;
        document.nextId = 12;
        document.base.sites.set(
            {1}, Site{.name = "Hall", .width = {30000}, .depth = {18000}, .clearHeight = {4200}});
        document.base.parts.set(
            {2},
            FrozenPart{std::make_shared<const Part>(Part{.id = "rack", .name = "Rack"}), "00ff"});
        document.base.rows.set({3}, Row{.name = "A \"one\"", .length = {6000}});
        document.base.loops.set({4}, Loop{.name = "TCS"});
        for (int i = 0; i < 3; ++i)
            document.base.racks.set({5 + i}, Rack{.name = "A" + std::to_string(i),
                                                  .part = {2},
                                                  .row = {3},
                                                  .place = {{600 * i}, {0}}});
        return document;
    }
    static QString fault(const std::string& text) {
        const Result<Document> read = documentFromText(text, "h.json");
        return read ? QString() : QString::fromStdString(read.error().text());
    }

private slots:
    void theTextIsTheOneOfTheGoldenFile() {
        COMPARE_FILE(documentToText(sample()), "storage/sample.json");
    }

    void theRoundTripIsExact() {
        for (unsigned seed = 1; seed <= 10; ++seed) {
            const Document document = test::randomDocument(seed);
            const std::string text = documentToText(document);
            const Result<Document> read = documentFromText(text, "h.json");
            VERIFY_OK(read);
            QVERIFY(*read == document);
            QVERIFY(documentToText(*read) == text);
        }
    }

    /// What a format does not have yet may be left out of its text, and only of its text.
    void textsOfFormats1And2LackWhatCameLater() {
        std::string text = documentToText(sample());
        const auto leaveOut = [&](std::string_view piece) {
            const std::size_t at = text.find(piece);
            QVERIFY(at != text.npos);
            text.erase(at, piece.size());
        };
        leaveOut(",\"cable_field\":\"none\"");
        leaveOut(",\n\"variants\": []");
        text.replace(text.find("\"version\": 3"), 12, "\"version\": 2");
        const Result<Document> second = documentFromText(text, "h.json");
        VERIFY_OK(second);
        QVERIFY(*second == sample());
        leaveOut(",\"floor\":\"raised\"");
        QCOMPARE(fault(text), "h.json:13: site 1: \"floor\" is missing");
        leaveOut(",\n\"waivers\": []");
        text.replace(text.find("\"version\": 2"), 12, "\"version\": 1");
        const Result<Document> read = documentFromText(text, "h.json");
        VERIFY_OK(read);
        QVERIFY(*read == sample());
    }

    void everyShippedPartIsKeptWhole() {
        Document document = sample();
        for (const auto& [id, part] : test::shippedCatalog().parts())
            freezePart(document.base, test::shippedCatalog(), id, document.nextId);
        QVERIFY(document.base.parts.size() > 50);
        const Result<Document> read = documentFromText(documentToText(document), "h.json");
        VERIFY_OK(read);
        QVERIFY(*read == document);
        // And as one edit from the hall without them.
        RawId next = sample().nextId;
        const Edit edit = difference(sample().base, document.base, "Add parts");
        const Result<Edit> again = editFromText(editToText(edit), sample().base, next);
        VERIFY_OK(again);
        QVERIFY(*again == edit);
        QCOMPARE(next, document.nextId);
        QTemporaryDir folder;
        const std::filesystem::path file = (folder.path() + "/parts.hall").toStdString();
        VERIFY_OK(saveDocument(document, file));
        const Result<Document> opened = openDocument(file);
        VERIFY_OK(opened);
        QVERIFY(*opened == document);
    }

    void aRowIsALine() {
        const Document document = test::randomDocument(4);
        const std::string text = documentToText(document);
        std::size_t rows = 0;
        for (const TableAccess* table : allTables())
            rows += table->ids(document.base).size();
        // 7 lines of head, and a line for each table, row and end of a table that has rows; two at
        // the end.
        QCOMPARE(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')),
                 7 + rows + 2 * allTables().size() + 2);
    }

    void theOrderOfKeysAndWhiteSpaceDoNotMatter() {
        std::string text = documentToText(sample());
        const auto replace = [&](const std::string& from, const std::string& to) {
            text.replace(text.find(from), from.size(), to);
        };
        replace("\"revision\": 2,\n", "");
        replace("\n}\n}\n", "\n},\n\n\n  \"revision\"  :2  }  ");
        replace("\"id\":4,\"name\":\"TCS\"", "\"name\": \"TCS\"  , \"id\":4");
        const Result<Document> read = documentFromText(text, "h.json");
        VERIFY_OK(read);
        QVERIFY(*read == sample());
    }

    void aFaultIsNamedWithItsLine_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a revision beyond all")
            << "\"revision\": 2"
            << "\"revision\": 9223372036854775807"
            << "h.json:1: \"revision\": 9223372036854775807 is more than the 9007199254740992 "
               "there can be";
        QTest::newRow("of another format") << "hallwright-hall-text"
                                           << "other"
                                           << "h.json:1: this is not the text form of a hall: "
                                              "\"format\" is not \"hallwright-hall-text\"";
        QTest::newRow("from the future")
            << "\"version\": 3"
            << "\"version\": 9"
            << "h.json:1: this was written by a newer Hallwright (format 9); this one reads up to "
               "3; update the program";
        QTest::newRow("an unknown key") << "\"version\": 3"
                                        << "\"version\": 3, \"colour\": 1"
                                        << "h.json:1: unknown key \"colour\"";
        QTest::newRow("an unknown table") << "\"loops\": ["
                                          << "\"lops\": ["
                                          << "h.json:1: \"tables\" has an unknown table \"lops\"";
        QTest::newRow("a missing table") << ",\n\"mounts\": []"
                                         << ""
                                         << "h.json:1: the table \"mounts\" is missing";
        QTest::newRow("a table that is no list") << "\"mounts\": []"
                                                 << "\"mounts\": {}"
                                                 << "h.json:1: \"mounts\": expected a list of rows";
        QTest::newRow("a row that is no object")
            << "\"mounts\": []"
            << "\"mounts\": [1]"
            << "h.json:1: \"mounts\": expected an object for each row, found a whole number";
        QTest::newRow("an unknown column") << "\"sidecar\":null"
                                           << "\"sidecar\":null,\"colour\":1"
                                           << "h.json:23: racks 5: unknown key \"colour\"";
        QTest::newRow("a missing column") << "\"x_mm\":600,"
                                          << ""
                                          << "h.json:24: racks 6: \"x_mm\" is missing";
        QTest::newRow("a text for a number")
            << "\"x_mm\":600"
            << "\"x_mm\":\"600\""
            << "h.json:24: racks 6, column x_mm: expected whole millimetres within ten kilometres";
        QTest::newRow("a list for a number")
            << "\"x_mm\":600"
            << "\"x_mm\":[600]"
            << "h.json:24: racks 6, column x_mm: expected a whole number, found a list";
        QTest::newRow("half a millimetre")
            << "\"x_mm\":600"
            << "\"x_mm\":600.5"
            << "h.json:24: racks 6, column x_mm: expected whole millimetres within ten kilometres";
        QTest::newRow("nothing for a number")
            << "\"x_mm\":600"
            << "\"x_mm\":null"
            << "h.json:24: racks 6, column x_mm: expected whole millimetres within ten kilometres";
        QTest::newRow("a number too large for any") << "\"x_mm\":600"
                                                    << "\"x_mm\":1e999"
                                                    << "h.json:24: number overflow parsing '1e999'";
        QTest::newRow("not a number")
            << "\"x_mm\":600"
            << "\"x_mm\":NaN"
            << "h.json:24: syntax error while parsing value - invalid literal";
        QTest::newRow("a word that is none")
            << "\"facing\":\"down\""
            << "\"facing\":\"north\""
            << "h.json:17: rows 3, column facing: expected one of up, right, down, left";
        QTest::newRow("a row twice") << "\"id\":6"
                                     << "\"id\":5"
                                     << "h.json:24: racks 5 appears twice";
        QTest::newRow("a number twice")
            << "\"id\":7"
            << "\"id\":4"
            << "h.json:1: two rows have the number 4: TCS in loops and A2 in racks";
        QTest::newRow("a number beyond all")
            << "\"id\":7"
            << "\"id\":2000000000"
            << "h.json:25: racks: expected an \"id\" from 1 to 100000000";
        QTest::newRow("a number below one")
            << "\"id\":7"
            << "\"id\":-7"
            << "h.json:25: racks: expected an \"id\" from 1 to 100000000";
        QTest::newRow("a counter too low")
            << "\"next_id\": 12"
            << "\"next_id\": 7"
            << "h.json:1: A2: its number 7 must be below that of the next row, 7";
        QTest::newRow("a counter that is none")
            << "\"next_id\": 12"
            << "\"next_id\": 18446744073709551615"
            << "h.json:1: \"next_id\": expected a whole number from 1 on";
        QTest::newRow("a reference to nowhere")
            << "\"row\":3"
            << "\"row\":33"
            << "h.json:1: A0: column row names row 33 of rows, which does not exist";
        QTest::newRow("a bad document id") << "0123456789abcdef0"
                                           << "x"
                                           << "h.json:1: \"document_id\": expected 32 hex digits";
        QTest::newRow("a part with a word more")
            << "{\"data\":{},"
            << "{\"data\":{},\"colour\":\"red\","
            << "h.json:10: parts 2, column part: \"colour\" is not a key that is kept there";
        QTest::newRow("a part of no kind") << "\"kind\":\"compute-rack\""
                                           << "\"kind\":\"x\""
                                           << "h.json:10: parts 2, column part: this part cannot "
                                              "be read: \"x\" is not a kind of part";
        QTest::newRow("a part as text")
            << "\"part\":{\"data\":{},\"id\":\"rack\",\"kind\":\"compute-rack\",\"name\":\"Rack\"}"
            << "\"part\":\"rack\""
            << "h.json:10: parts 2, column part: expected an object, found a text";
        QTest::newRow("a key twice") << "\"row\":3"
                                     << "\"row\":3,\"row\":3"
                                     << "h.json:23: the key \"row\" appears twice";
        QTest::newRow("a comma less") << ",\"row\":3"
                                      << "\"row\":3"
                                      << "h.json:23: syntax error while parsing object - "
                                         "unexpected string literal; expected '}'";
        QTest::newRow("a zero byte")
            << "TCS"
            << "T\\u0000S"
            << "h.json:1: loops 4: column name is not readable text (UTF-8)";
        QTest::newRow("two texts") << "\n}\n}\n"
                                   << "\n}\n}\n{}"
                                   << "h.json:39: syntax error while parsing value - unexpected "
                                      "'{'; expected end of input";
    }
    void aFaultIsNamedWithItsLine() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, expected);
        QString text = QString::fromStdString(documentToText(sample()));
        const auto at = text.indexOf(from);
        QVERIFY(at >= 0);
        text.replace(at, from.size(), to);
        QCOMPARE(fault(text.toStdString()), expected);
    }

    void deepNestingIsRefused() {
        QCOMPARE(fault(std::string(1'000'000, '[')), "h.json:1: nested deeper than 32 levels");
        std::string deep;
        for (int i = 0; i < 100'000; ++i)
            deep += "\n{\"a\":";
        QCOMPARE(fault(deep), "h.json:34: nested deeper than 32 levels");
    }

    void anEndlessTextIsRefused() {
        QCOMPARE(fault(std::string((std::size_t{256} << 20) + 1, ' ')),
                 "h.json:1: a text of 256 MB is longer than any hall");
        const QString said = fault("{\"format\": \"" + std::string(1'000'000, 'x'));
        QCOMPARE(
            said,
            "h.json:1: syntax error while parsing value - invalid string: missing closing quote");
    }

    void whatIsNoHallIsRefused() {
        const QString none = "h.json:1: this is not the text form of a hall: \"format\" is not "
                             "\"hallwright-hall-text\"";
        QCOMPARE(fault("{}"), none);
        QCOMPARE(fault("[]"), none);
        QCOMPARE(fault("1"), none);
        QCOMPARE(fault("null"), none);
        QVERIFY(!fault("").isEmpty());
    }

    void aDamagedTextIsRefusedOrAnotherHall() {
        const std::string text = documentToText(test::randomDocument(3, 2));
        for (int i = 0; i < 200; ++i)
            QVERIFY(!fault(text.substr(0, (text.size() - 2) * static_cast<std::size_t>(i) / 200))
                         .isEmpty());
        test::Random random(7);
        int read = 0;
        for (int i = 0; i < 500; ++i) {
            std::string bad = text;
            bad[random() % bad.size()] ^= static_cast<char>(1u << random() % 8);
            const Result<Document> document = documentFromText(bad, "h.json");
            if (!document) {
                QVERIFY(document.error().text().starts_with("h.json:"));
                continue;
            }
            ++read;
            const Result<Document> again = documentFromText(documentToText(*document), "h.json");
            VERIFY_OK(again);
            QVERIFY(*again == *document);
        }
        QVERIFY(read < 500);
    }
};

HALL_TEST(TextFormTest)
#include "text_form_test.moc"
