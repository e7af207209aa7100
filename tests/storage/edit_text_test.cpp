#include "model/storage/edit_text.h"

#include "tests/storage/random_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class EditTextTest : public QObject {
    Q_OBJECT

    static Document sample() {
        Document document;
        document.id = std::string(32, 'a');
        document.base.sites.set(
            {1}, Site{.name = "Hall", .width = {30000}, .depth = {18000}, .clearHeight = {4500}});
        document.base.parts.set(
            {2}, FrozenPart{std::make_shared<const Part>(Part{.id = "rack-part"}), "00"});
        document.base.rows.set({3}, Row{.name = "A"});
        document.base.rows.set({4}, Row{.name = "B"});
        document.base.loops.set({5}, Loop{.name = "TCS"});
        document.base.racks.set(
            {12}, Rack{.name = "R12", .part = {2}, .row = {3}, .place = {{600}, {0}}});
        document.base.racks.set(
            {13}, Rack{.name = "R13", .part = {2}, .row = {3}, .place = {{1200}, {0}}});
        document.base.trays.set({14}, Tray{.name = "R13"});
        document.nextId = 20;
        return document;
    }
    static QString fault(const QString& change) {
        const Document document = sample();
        RawId next = document.nextId;
        const Result<Edit> edit =
            editFromText("{\"changes\":[" + change.toStdString() + "]}", document.base, next);
        if (next != document.nextId) return "the counter moved";
        return edit ? QString() : QString::fromStdString(edit.error().text());
    }
    /// The hall after one change of the sample.
    static Hall changed(const std::string& change) {
        const Result<Document> done = runScript(sample(), "{\"changes\":[" + change + "]}", "s");
        if (!done) qFatal("%s", done.error().text().c_str());
        return done->base;
    }

private slots:
    void anEditIsOneLine() {
        Hall to = sample().base;
        Rack rack = to.racks[{12}];
        rack.place.x = {1200};
        to.racks.set({12}, rack);
        const Edit edit = difference(sample().base, to, "Move rack \"R12\"\n");
        QCOMPARE(QString::fromStdString(editToText(edit)),
                 "{\"target\":\"base\",\"label\":\"Move rack "
                 "\\\"R12\\\"\\n\",\"changes\":[{\"table\":\"racks\",\"id\":12,"
                 "\"before\":{\"x_mm\":600},\"after\":{\"x_mm\":1200}}]}");
    }

    // The life of a journal: every edit as a line, read against the hall before it, applied, and
    // taken back.
    void randomEditsGoThroughTextAndBack() {
        test::Random random(11);
        const Document start = test::randomDocument(10, 6);
        Hall hall = start.base;
        RawId next = start.nextId;
        std::vector<Edit> done;
        for (int i = 0; i < 2000; ++i) {
            RawId used = next;
            const Hall to = test::randomlyChanged(random, hall, used);
            const Edit edit = difference(hall, to, "Change");
            const std::string line = editToText(edit);
            QVERIFY(line.find('\n') == std::string::npos);
            // A reference is taken as it stands, wherever it leads: a finding, not a refusal.
            const Result<Edit> read = editFromText(line, hall, next);
            VERIFY_OK(read);
            QVERIFY(*read == edit);
            VERIFY_OK(apply(hall, *read));
            QVERIFY(hall == to);
            QVERIFY(next <= used);
            next = used;
            done.push_back(*read);
        }
        for (auto it = done.rbegin(); it != done.rend(); ++it) {
            RawId ignored = next;
            const Result<Edit> back = editFromText(editToText(inverse(*it)), hall, ignored);
            VERIFY_OK(back);
            QCOMPARE(ignored, next);
            VERIFY_OK(apply(hall, *back));
        }
        QVERIFY(hall == start.base);
    }

    void beforeMayBeLeftOut() {
        const Document document = sample();
        RawId next = document.nextId;
        const Result<Edit> edit = editFromText("{\"label\":\"Move\",\"changes\":[{\"table\":"
                                               "\"racks\",\"id\":12,\"after\":{\"x_mm\":900}}]}",
                                               document.base, next);
        VERIFY_OK(edit);
        QCOMPARE(
            editToText(*edit),
            "{\"target\":\"base\",\"label\":\"Move\",\"changes\":[{\"table\":\"racks\",\"id\":12,"
            "\"before\":{\"x_mm\":600},\"after\":{\"x_mm\":900}}]}");
        Hall hall = document.base;
        VERIFY_OK(apply(hall, *edit));
        VERIFY_OK(apply(hall, inverse(*edit)));
        QVERIFY(hall == document.base);
    }

    void aRowIsTakenAwayAndComesBackWhole() {
        const Document document = sample();
        RawId next = document.nextId;
        const Result<Edit> edit =
            editFromText("{\"changes\":[{\"item\":\"R12\",\"after\":null}]}", document.base, next);
        VERIFY_OK(edit);
        Hall hall = document.base;
        VERIFY_OK(apply(hall, *edit));
        QVERIFY(!hall.racks.contains({12}));
        VERIFY_OK(apply(hall, inverse(*edit)));
        QVERIFY(hall == document.base);
    }

    void newRowsTakeTheNextNumbers() {
        const Document document = sample();
        RawId next = document.nextId;
        const Result<Edit> edit = editFromText(
            "{\"changes\":[{\"table\":\"rows\",\"id\":\"new\",\"after\":{\"name\":\"C\"}},"
            "{\"table\":\"racks\",\"id\":\"new\",\"after\":{\"name\":\"R1\",\"row\":\"C\",\"part\":"
            "\"rack-part\"}},"
            "{\"table\":\"racks\",\"id\":30,\"before\":null,\"after\":{\"name\":\"R2\"}}]}",
            document.base, next);
        VERIFY_OK(edit);
        QCOMPARE(next, 31);
        Hall hall = document.base;
        VERIFY_OK(apply(hall, *edit));
        QCOMPARE(hall.rows[{20}].name, "C");
        QVERIFY((hall.racks[{21}] == Rack{.name = "R1", .part = {2}, .row = {20}}));
        QCOMPARE(hall.racks[{30}].name, "R2");
        VERIFY_OK(apply(hall, inverse(*edit)));
        QVERIFY(hall == document.base);
    }

    void aTableTellsItemsOfOneNameApart() {
        QCOMPARE(
            changed(R"({"table":"racks","item":"R13","after":{"x_mm":1}})").racks[{13}].place.x.mm,
            1);
    }

    void numbersMayHaveUnits() {
        QCOMPARE(changed(R"({"item":"R12","after":{"x_mm":"1.2 m"}})").racks[{12}].place.x.mm,
                 1200);
        QCOMPARE(changed(R"({"item":"R12","after":{"x_mm":"6 in"}})").racks[{12}].place.x.mm, 152);
        QVERIFY(changed(R"({"item":"Hall","after":{"supply_per_side_w":"24 MW"}})")
                    .sites[{1}]
                    .supplyPerSide == watts(24e6));
        QVERIFY(changed(R"({"item":"Hall","after":{"floor_rating_pa":"12 kPa"}})")
                    .sites[{1}]
                    .floorRating == pascals(12000.0));
        QCOMPARE(changed(R"({"item":"Hall","after":{"tile_um":"610 mm"}})").sites[{1}].tile.um,
                 610000);
        QVERIFY(changed(R"({"item":"TCS","after":{"facility_supply_c":"32 °C"}})")
                    .loops[{5}]
                    .facilitySupply == celsius(32.0));
        QCOMPARE(changed(R"({"item":"R12","after":{"locked":true}})").racks[{12}].locked, true);
    }

    void aFaultIsNamed_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no table") << R"({"id":12,"after":{}})"
                                  << "a change needs a \"table\"";
        QTest::newRow("an unknown table") << R"({"table":"rack","id":12,"after":{}})"
                                          << "no table is called \"rack\"";
        QTest::newRow("no row") << R"({"table":"racks","after":{}})"
                                << "a change needs either an \"id\" or an \"item\"";
        QTest::newRow("both") << R"({"table":"racks","id":12,"item":"R12","after":{}})"
                              << "a change needs either an \"id\" or an \"item\"";
        QTest::newRow("nobody's name") << R"({"item":"R99","after":{}})"
                                       << "no item is called \"R99\"";
        QTest::newRow("a name of two items")
            << R"({"item":"R13","after":{}})"
            << "2 items are called \"R13\"; name the table, or the id";
        QTest::newRow("nobody's name in the table")
            << R"({"table":"racks","item":"R99","after":{}})"
            << "no row of racks is called \"R99\"";
        QTest::newRow("a row's number that is none")
            << R"({"table":"racks","id":1.5,"after":{}})"
            << "\"id\": expected a number from 1 to 100000000 or \"new\"";
        QTest::newRow("a number beyond all")
            << R"({"table":"racks","id":99999999999,"after":{}})"
            << "\"id\": expected a number from 1 to 100000000 or \"new\"";
        QTest::newRow("no after") << R"({"table":"racks","id":12,"before":{}})"
                                  << "racks 12: \"after\" is missing";
        QTest::newRow("after as a list")
            << R"({"table":"racks","id":12,"after":[]})"
            << "racks 12: \"after\": expected an object or null, found a list";
        QTest::newRow("nothing to take away") << R"({"table":"racks","id":99,"after":null})"
                                              << "racks 99: the row to remove does not exist";
        QTest::newRow("added over another")
            << R"({"table":"racks","id":12,"before":null,"after":{}})"
            << "racks 12: a row of this id exists already";
        QTest::newRow("changed where nothing is")
            << R"({"table":"racks","id":99,"before":{},"after":{}})"
            << "racks 99: the row to change does not exist";
        QTest::newRow("a number of another table")
            << R"({"table":"racks","id":5,"after":{}})"
            << "racks 5: this number belongs to TCS in loops";
        QTest::newRow("an unknown column") << R"({"table":"racks","id":12,"after":{"x":1}})"
                                           << "racks 12: racks have no column \"x\"";
        QTest::newRow("an unknown key") << R"({"table":"racks","id":12,"afer":{}})"
                                        << "unknown key \"afer\"";
        QTest::newRow("not as it was")
            << R"({"table":"racks","id":12,"before":{"x_mm":601},"after":{"x_mm":1}})"
            << "racks 12: column x_mm is 600, not 601 as the edit says";
        QTest::newRow("a wrong type")
            << R"({"table":"racks","id":12,"after":{"x_mm":"left"}})"
            << "racks 12: column x_mm: \"left\" does not begin with a number";
        QTest::newRow("a wrong dimension")
            << R"({"table":"racks","id":12,"after":{"x_mm":"12 kg"}})"
            << "racks 12: column x_mm: \"12 kg\" is a mass, not a length; use m, mm, cm, km, um, "
               "µm, in, \", ft, '";
        QTest::newRow("far away")
            << R"({"table":"racks","id":12,"after":{"x_mm":"20 km"}})"
            << "racks 12: column x_mm: expected whole millimetres within ten kilometres";
        QTest::newRow("a word that is none")
            << R"({"table":"racks","id":12,"after":{"facing":"north"}})"
            << "racks 12: column facing: expected one of up, right, down, left";
        QTest::newRow("an unknown name for a reference")
            << R"({"table":"racks","id":12,"after":{"row":"Z"}})"
            << "racks 12: column row: no row of rows is called \"Z\"";
        QTest::newRow("a part with a word more")
            << R"({"table":"parts","id":"new","after":{"part":{"id":"p","kind":"switch","data":{},"colour":1},"origin":""}})"
            << "parts 20: column part: \"colour\" is not a key that is kept there";
        QTest::newRow("no part") << R"({"table":"parts","id":"new","after":{"origin":""}})"
                                 << "parts 20: column part: expected a part";
        QTest::newRow("a zero byte") << R"({"table":"racks","id":12,"after":{"name":"a\u0000"}})"
                                     << "racks 12: column name: a text may not hold a zero byte";
        QTest::newRow("a row twice")
            << R"({"item":"R12","after":{"x_mm":1}},{"table":"racks","id":12,"after":{"y_mm":1}})"
            << "change 2: racks 12: changed twice in one edit; write it as one change, or as two "
               "edits";
        const auto site = [](const char* what, const char* cell, const char* expected) {
            QTest::newRow(what) << QString(R"({"item":"Hall","after":{%1}})").arg(cell)
                                << QString("site 1: column %1").arg(expected);
        };
        site("a hall of negative width", "\"width_mm\":-5",
             "width_mm: expected whole millimetres from 1,000 to 1,000,000");
        site("a hall of no depth", "\"depth_mm\":0",
             "depth_mm: expected whole millimetres from 1,000 to 1,000,000");
        site("a hall under a tower", "\"clear_height_mm\":\"60 m\"",
             "clear_height_mm: expected whole millimetres from 1,000 to 50,000");
        site("a tile too small to see", "\"tile_um\":1",
             "tile_um: expected whole micrometres from 100,000 to 2,000,000");
        site("a supply below zero", "\"supply_per_side_w\":-5",
             "supply_per_side_w: expected watts from 0 to 10,000,000,000");
        site("a floor that lifts", "\"floor_rating_pa\":-1",
             "floor_rating_pa: expected pascals from 0 to 1,000,000");
        QTest::newRow("steam as facility water")
            << R"({"item":"TCS","after":{"facility_supply_c":200}})"
            << "loops 5: column facility_supply_c: expected degrees Celsius from -20 to 80";
        QTest::newRow("spare below zero")
            << R"({"item":"TCS","after":{"spare":-3}})"
            << "loops 5: column spare: expected a whole number from 0 to 100";
        QTest::newRow("none in parallel")
            << R"({"table":"power_units","id":"new","after":{"parallel":0}})"
            << "power_units 20: column parallel: expected a whole number from 1 to 1,000";
        QTest::newRow("tap-offs below zero")
            << R"({"table":"taps","id":"new","after":{"count":-1}})"
            << "taps 20: column count: expected a whole number from 1 to 1,000";
        QTest::newRow("a speed below zero")
            << R"({"table":"fabrics","id":"new","after":{"speed_bit_per_s":-1}})"
            << "fabrics 20: column speed_bit_per_s: expected whole bit/s from 0 to "
               "100,000,000,000,000";
        QTest::newRow("no oversubscription at all")
            << R"({"table":"fabrics","id":"new","after":{"oversubscription":0}})"
            << "fabrics 20: column oversubscription: expected a number from 0.01 to 64";
        QTest::newRow("no number for oversubscription")
            << R"({"table":"fabrics","id":"new","after":{"oversubscription":null}})"
            << "fabrics 20: column oversubscription: expected a number from 0.01 to 64";
        QTest::newRow("a power below zero in a part")
            << R"({"table":"parts","id":"new","after":{"part":{"id":"p","kind":"tray","data":{"power.tdp":{"readings":[{"value":-142000,"grade":"A"}]}}},"origin":""}})"
            << "parts 20: column part: power.tdp of part p is -142\u00a0kW; plausible is "
               "0.01\u00a0W to 2,000\u00a0kW";
        QTest::newRow("the second of two")
            << R"({"item":"R12","after":{"x_mm":1}},{"table":"racks","id":"new","after":{"x_mm":null}})"
            << "change 2: racks 20: column x_mm: expected whole millimetres within ten kilometres";
    }
    void aFaultIsNamed() {
        QFETCH(QString, change);
        QFETCH(QString, expected);
        QCOMPARE(fault(change), expected);
    }

    void aLineThatIsNoEditIsNamed() {
        const auto said = [](const std::string& line) {
            RawId next = 20;
            const Result<Edit> edit = editFromText(line, sample().base, next);
            return edit ? QString() : QString::fromStdString(edit.error().text());
        };
        QCOMPARE(said("[]"), "an edit is an object, not a list");
        QCOMPARE(said("{}"), "\"changes\": expected a list of changes");
        QCOMPARE(said("{\"changes\":[1]}"), "expected an object, found a whole number");
        QCOMPARE(said("{\"label\":1,\"changes\":[]}"), "\"label\": expected a text");
        QCOMPARE(said("{\"what\":1,\"changes\":[]}"), "unknown key \"what\"");
        QCOMPARE(said("{\"changes\":["), "syntax error while parsing value - unexpected end of "
                                         "input; expected '[', '{', or a literal");
        QCOMPARE(said(std::string(1'000'000, '[')), "nested deeper than 32 levels");
        QCOMPARE(said("{\"changes\":[]}"), QString());
    }

    void aScriptIsAllOrNothing() {
        const std::string script =
            "# Two moves\n\n"
            R"({"label":"Move","changes":[{"item":"R12","after":{"x_mm":0}}]})"
            "\r\n"
            R"(  {"changes":[{"table":"racks","id":"new","after":{"name":"R14","row":"B"}}]})"
            "\n";
        const Document start = sample();
        const Result<Document> done = runScript(start, script, "moves.jsonl");
        VERIFY_OK(done);
        QCOMPARE(done->base.racks[{12}].place.x.mm, 0);
        QCOMPARE(done->base.racks[{20}].row.raw, 4);
        QCOMPARE(done->nextId, 21);
        QCOMPARE(done->id, start.id);
        const auto said = [&](const std::string& more) {
            const Result<Document> failed = runScript(start, script + more, "moves.jsonl");
            return failed ? QString() : QString::fromStdString(failed.error().text());
        };
        QCOMPARE(said(R"({"changes":[{"item":"R15","after":null}]})"),
                 "moves.jsonl:5: no item is called \"R15\"");
        QCOMPARE(said("\nmove R12"),
                 "moves.jsonl:6: syntax error while parsing value - invalid literal");
        QCOMPARE(said(R"({"target":"cpo","changes":[]})"),
                 "moves.jsonl:5: the hall has no variant \"cpo\"");
        QCOMPARE(said(R"({"changes":[{"table":"rows","item":"A","after":null}]})"),
                 "moves.jsonl: after this script R12: column row names row 3 of rows, which does "
                 "not exist");
        QCOMPARE(said(R"({"changes":[{"item":"Hall","after":null}]})"),
                 "moves.jsonl: after this script a hall has exactly one site row; this one has 0");
    }

    void aScriptFollowsNamesAsTheyChange() {
        const Result<Document> done =
            runScript(sample(),
                      R"({"changes":[{"item":"R12","after":{"name":"X"}}]})"
                      "\n"
                      R"({"changes":[{"item":"X","after":{"x_mm":7}}]})"
                      "\n"
                      R"({"changes":[{"table":"trays","item":"R13","after":null}]})"
                      "\n"
                      R"({"changes":[{"item":"R13","after":{"name":"R12"}}]})"
                      "\n"
                      R"({"changes":[{"item":"R12","after":{"x_mm":8}}]})",
                      "s");
        VERIFY_OK(done);
        QCOMPARE(done->base.racks[{12}].place.x.mm, 7);
        QCOMPARE(done->base.racks[{13}].place.x.mm, 8);
    }

    void anEmptyScriptChangesNothing() {
        const Result<Document> done = runScript(sample(), "# nothing\n\n   \n#", "s");
        VERIFY_OK(done);
        QVERIFY(*done == sample());
    }

    void damagedLinesNeverBreakTheHall() {
        test::Random random(3);
        const Document start = test::randomDocument(12, 4);
        RawId used = start.nextId;
        const std::string line = editToText(
            difference(start.base, test::randomlyChanged(random, start.base, used), "Change"));
        int refused = 0;
        for (int i = 0; i < 500; ++i) {
            std::string bad = line;
            bad[random() % bad.size()] ^= static_cast<char>(1u << random() % 8);
            RawId next = start.nextId;
            const Result<Edit> edit = editFromText(bad, start.base, next);
            if (!edit) {
                ++refused;
                QCOMPARE(next, start.nextId);
                continue;
            }
            Hall hall = start.base;
            VERIFY_OK(apply(hall, *edit));
            VERIFY_OK(apply(hall, inverse(*edit)));
            QVERIFY(hall == start.base);
        }
        QVERIFY(refused > 0);
    }
};

HALL_TEST(EditTextTest)
#include "edit_text_test.moc"
