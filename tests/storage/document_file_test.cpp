#include "model/storage/document_file.h"

#include "model/sqlite/sqlite.h"
#include "model/storage/migrations.h"
#include "model/storage/text_form.h"
#include "model/storage/validate.h"
#include "tests/storage/random_hall.h"
#include "tests/support/test.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

using namespace hallwright;

class DocumentFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const {
        return (m_folder.path() + "/" + name).toStdString();
    }

    static void write(const std::filesystem::path& file, const std::string& bytes) {
        std::ofstream(file, std::ios::binary) << bytes;
    }
    /// What opening says, with the file's path as X; "" where it opens.
    static QString sentence(const std::filesystem::path& file) {
        const Result<Document> opened = openDocument(file);
        if (opened) return {};
        // Numbers of rows are random; here they are N.
        return QString::fromStdString(opened.error().text())
            .replace(QString::fromStdString(file.string()), "X")
            .replace(QRegularExpression(
                         "\\b(site|parts|rows|racks|mounts|waivers|variants|number) \\d+"),
                     "\\1 N");
    }
    std::filesystem::path changedBy(const char* name, const std::string& sql) const {
        const std::filesystem::path file = path(name);
        if (!saveDocument(test::randomDocument(3, 3), file)) qFatal("cannot save");
        Result<sqlite::Database> database =
            sqlite::Database::open(file, sqlite::Database::Mode::Create);
        const Result<void> done = std::move(database).value().execute(sql);
        if (!done) qFatal("%s", done.error().text().c_str());
        return file;
    }
    QStringList names() const {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

private slots:
    void aSavedHallOpensAsItWas() {
        for (unsigned seed = 1; seed <= 10; ++seed) {
            const Document document = test::randomDocument(seed);
            VERIFY_OK(saveDocument(document, path("round.hall")));
            const Result<Document> opened = openDocument(path("round.hall"));
            VERIFY_OK(opened);
            QVERIFY(*opened == document);
        }
    }

    void twoSavesOfOneHallAreTheSameBytes() {
        const Document document = test::randomDocument(5);
        VERIFY_OK(saveDocument(document, path("one.hall")));
        VERIFY_OK(saveDocument(document, path("two.hall")));
        QVERIFY(test::readFile(path("one.hall")) == test::readFile(path("two.hall")));
    }

    void everyDocumentHasAnIdOfItsOwn() {
        const std::string one = newDocument({}).id;
        QVERIFY(isDocumentId(one));
        QVERIFY(one != newDocument({}).id);
    }

    // The declarations of the version: when they change, documentVersion and migrations() change
    // with them.
    void theTablesAreThoseOfTheVersion() {
        std::string sql = metaSql() + ";\n";
        for (const TableAccess* table : allTables())
            sql += tableSql(*table) + ";\n";
        COMPARE_FILE(sql, "storage/format_" + std::to_string(documentVersion) + ".sql");
    }

    void whatIsNoHallIsNamed_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an empty file") << QByteArray() << "X is not a Hallwright hall: it is empty";
        QTest::newRow("a text") << QByteArray("name = \"brief\"\n")
                                << "X is not a Hallwright hall: it is of another kind";
        QTest::newRow("a text that begins like a hall")
            << QByteArray("SQLite for") << "X is damaged: it is cut short";
        QTest::newRow("zeros") << QByteArray(5000, '\0')
                               << "X is not a Hallwright hall: it is of another kind";
    }
    void whatIsNoHallIsNamed() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        write(path("no.hall"), bytes.toStdString());
        QCOMPARE(sentence(path("no.hall")), expected);
    }

    void whatIsNoFileIsNamed() {
        QCOMPARE(sentence(path("nowhere.hall")), "X does not exist");
        QCOMPARE(sentence(m_folder.path().toStdString()), "X is a folder, not a hall");
        QCOMPARE(sentence("/dev/null"), "X is not a file");
    }

    void aChangedFileIsRefusedWithTheReason_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        QTest::newRow("of another program")
            << "PRAGMA application_id = 7"
            << "X is not a Hallwright hall: it is a database of another program";
        QTest::newRow("from the future") << "PRAGMA user_version = 7"
                                         << "X was written by a newer Hallwright (format 7); this "
                                            "one reads up to 3; update the program";
        QTest::newRow("of a version that never was")
            << "PRAGMA user_version = 0"
            << "X is of format 0 and cannot be brought up to date: there is no way from format 0 "
               "to 1";
        QTest::newRow("a missing table") << "DROP TABLE mounts"
                                         << "X is damaged: its table \"mounts\" is missing";
        QTest::newRow("a missing column")
            << "ALTER TABLE racks DROP COLUMN y_mm"
            << "X is damaged: its table \"racks\" has no column \"y_mm\"";
        QTest::newRow("a column more")
            << "ALTER TABLE racks ADD COLUMN colour TEXT"
            << "X has a column \"colour\" in its table \"racks\" that a hall of format 3 does not "
               "have; another program has changed it";
        QTest::newRow("a table more") << "CREATE TABLE notes (text TEXT)"
                                      << "X holds a table \"notes\" that a hall of format 3 does "
                                         "not have; another program has changed it";
        QTest::newRow("a trigger")
            << "CREATE TRIGGER t AFTER INSERT ON racks BEGIN DELETE FROM rows; END"
            << "X holds a trigger \"t\" that a hall of format 3 does not have; another program has "
               "changed it";
        QTest::newRow("a view in place of a table")
            << "DROP TABLE mounts; CREATE VIEW mounts AS SELECT 1"
            << "X holds a view \"mounts\" that a hall of format 3 does not have; another program "
               "has changed it";
        QTest::newRow("a value out of range")
            << "UPDATE racks SET x_mm = 99000000 WHERE id = (SELECT min(id) FROM racks)"
            << "X is damaged: racks N, column x_mm: expected whole millimetres within ten "
               "kilometres";
        QTest::newRow("a word that is none")
            << "UPDATE racks SET facing = 'north' WHERE id = (SELECT min(id) FROM racks)"
            << "X is damaged: racks N, column facing: expected one of up, right, down, left";
        QTest::newRow("infinity")
            << "UPDATE site SET floor_rating_pa = 9e999"
            << "X is damaged: site N, column floor_rating_pa: expected pascals from 0 to 1,000,000";
        QTest::newRow("a reference to nowhere")
            << "DELETE FROM meta WHERE key = 'checksum'; UPDATE racks SET name = 'R1', loop = 5 "
               "WHERE id = (SELECT min(id) FROM racks)"
            << "X is damaged: R1: column loop names row 5 of loops, which does not exist";
        QTest::newRow("a number given twice")
            << "DELETE FROM meta WHERE key = 'checksum'; UPDATE rows SET name = 'A' WHERE id = "
               "(SELECT min(id) FROM rows); UPDATE site SET name = 'Hall', id = (SELECT min(id) "
               "FROM rows)"
            << "X is damaged: two rows have the number N: Hall in site and A in rows";
        QTest::newRow("a number below one")
            << "INSERT INTO sources VALUES (-4, '{}')"
            << "X is damaged: -4 is not a valid row number of sources";
        QTest::newRow("a number too high")
            << "INSERT INTO sources VALUES (2000000000, '{}')"
            << "X is damaged: 2000000000 is not a valid row number of sources";
        QTest::newRow("a moved rack")
            << "UPDATE racks SET x_mm = x_mm + 1 WHERE id = (SELECT max(id) FROM racks)"
            << "X is damaged: its content does not match its checksum; if that is on purpose, "
               "remove the row \"checksum\" from its table \"meta\"";
        QTest::newRow("a counter that is no number")
            << "UPDATE meta SET value = '12x' WHERE key = 'next_id'"
            << "X is damaged: its \"next_id\" is not a whole number";
        QTest::newRow("a counter too low")
            << "DELETE FROM meta WHERE key = 'checksum'; UPDATE meta SET value = '3' WHERE key = "
               "'next_id'"
            << "X is damaged: variants N: its number N must be below that of the next row, 3";
        QTest::newRow("no counter") << "DELETE FROM meta WHERE key = 'next_id'"
                                    << "X is damaged: its table \"meta\" has no \"next_id\"";
        QTest::newRow("an unknown key")
            << "INSERT INTO meta VALUES ('a', 'b')"
            << "X is damaged: its table \"meta\" has an unknown key \"a\"";
        QTest::newRow("a bad document id")
            << "UPDATE meta SET value = '../../x' WHERE key = 'document_id'"
            << "X is damaged: its \"document_id\" is not 32 hex digits";
        QTest::newRow("write-ahead logging")
            << "PRAGMA journal_mode = WAL"
            << "X was switched to write-ahead logging by another program; run \"PRAGMA "
               "journal_mode = DELETE\" on it there";
        QTest::newRow("no site") << "DELETE FROM meta WHERE key = 'checksum'; DELETE FROM site"
                                 << "X is damaged: a hall has exactly one site row; this one has 0";
        QTest::newRow("a part that is none")
            << "UPDATE parts SET part = '{\"id\":\"x\",\"kind\":\"x\"}' WHERE id = (SELECT min(id) "
               "FROM parts)"
            << "X is damaged: parts N, column part: this part cannot be read: \"x\" is not a kind "
               "of "
               "part";
    }
    void aChangedFileIsRefusedWithTheReason() {
        QFETCH(QString, sql);
        QFETCH(QString, expected);
        const std::filesystem::path file = changedBy("changed.hall", sql.toStdString());
        QCOMPARE(sentence(file), expected);
    }

    void aFileThatIsBeingWrittenIsNotCalledDamaged() {
        const std::filesystem::path file = path("locked.hall");
        VERIFY_OK(saveDocument(test::randomDocument(3, 1), file));
        Result<sqlite::Database> opened =
            sqlite::Database::open(file, sqlite::Database::Mode::Create);
        VERIFY_OK(opened);
        sqlite::Database other = std::move(opened).value();
        VERIFY_OK(other.execute("BEGIN EXCLUSIVE"));
        QCOMPARE(sentence(file), "X is being written by another program");
        VERIFY_OK(other.execute("ROLLBACK"));
        QCOMPARE(sentence(file), QString());
    }

    void aFileChangedOnPurposeOpensWithoutItsChecksum() {
        const auto file = changedBy(
            "own.hall",
            "UPDATE site SET name = 'Mine'; DELETE FROM meta WHERE key = 'checksum'; ANALYZE");
        const Result<Document> opened = openDocument(file);
        VERIFY_OK(opened);
        QCOMPARE(opened->base.site().name, "Mine");
    }

    void aCutFileIsRefused() {
        VERIFY_OK(saveDocument(test::randomDocument(8, 4), path("whole.hall")));
        const std::string bytes = test::readFile(path("whole.hall"));
        for (int i = 0; i < 200; ++i) {
            write(path("cut.hall"),
                  bytes.substr(0, bytes.size() * static_cast<std::size_t>(i) / 200));
            QVERIFY2(!sentence(path("cut.hall")).isEmpty(), std::to_string(i).c_str());
        }
    }

    void aFlippedBitIsNoticedOrHarmless() {
        const Document document = test::randomDocument(9, 4);
        VERIFY_OK(saveDocument(document, path("whole.hall")));
        const std::string bytes = test::readFile(path("whole.hall"));
        test::Random random(42);
        int harmless = 0;
        for (int i = 0; i < 500; ++i) {
            std::string bad = bytes;
            // Half of them in the header and the declarations, where most can go wrong.
            const std::size_t range = i % 2 == 0 ? bad.size() : 8192;
            bad[random() % range] ^= static_cast<char>(1u << random() % 8);
            write(path("bad.hall"), bad);
            const Result<Document> opened = openDocument(path("bad.hall"));
            if (opened) {
                ++harmless;
                QVERIFY(*opened == document);
            } else {
                QVERIFY(opened.error().text().starts_with(path("bad.hall").string() + " "));
            }
        }
        QVERIFY(harmless < 500);
    }

    void randomBytesAreRefused() {
        test::Random random(1);
        VERIFY_OK(saveDocument(test::randomDocument(2), path("whole.hall")));
        const std::string head = test::readFile(path("whole.hall")).substr(0, 100);
        for (int i = 0; i < 100; ++i) {
            std::string bytes = i % 2 == 0 ? head : std::string();
            for (std::size_t k = random() % 20000; k > 0; --k)
                bytes += static_cast<char>(random());
            write(path("random.hall"), bytes);
            QVERIFY(!sentence(path("random.hall")).isEmpty());
        }
    }

    void openingLeavesTheFolderAsItWas() {
        QTemporaryDir folder;
        const std::filesystem::path file = (folder.path() + "/a.hall").toStdString();
        VERIFY_OK(saveDocument(test::randomDocument(2), file));
        VERIFY_OK(openDocument(file));
        QCOMPARE(
            QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList{"a.hall"});
    }

    void aSaveThatCannotBeSaysWhy() {
        const Document document = test::randomDocument(2);
        const auto said = [&](const std::filesystem::path& file) {
            const Result<void> done = saveDocument(document, file);
            return done ? QString()
                        : QString::fromStdString(done.error().text()).replace(m_folder.path(), "F");
        };
        QCOMPARE(said(path("none/a.hall")),
                 "F/none/a.hall could not be saved: the folder F/none does not exist");
        QCOMPARE(said(m_folder.path().toStdString()),
                 "F could not be saved: a folder has that name");
        QCOMPARE(said("/dev/null"), "/dev/null could not be saved: it is not a file");
        VERIFY_OK(saveDocument(document, path("busy.hall")));
        write(path("busy.hall-journal"), "x");
        QCOMPARE(said(path("busy.hall")),
                 "F/busy.hall could not be saved: another program is using it; "
                 "F/busy.hall-journal lies beside it");
    }

    void whatCouldNotBeOpenedAgainIsNotSaved() {
        const Document good = test::randomDocument(2);
        const std::filesystem::path file = path("kept.hall");
        VERIFY_OK(saveDocument(good, file));
        const auto said = [&](const Document& document) {
            const Result<void> done = saveDocument(document, file);
            return done ? QString()
                        : QString::fromStdString(done.error().text())
                              .remove(QString::fromStdString(file.string()));
        };
        Document bad = good;
        Site site = bad.base.site();
        site.floorRating = pascals(std::nan(""));
        bad.base.sites.set(bad.base.siteId(), site);
        QVERIFY2(said(bad).endsWith("column floor_rating_pa: expected pascals from 0 to 1,000,000"),
                 qPrintable(said(bad)));
        bad = good;
        bad.base.sites.erase(bad.base.siteId());
        QCOMPARE(said(bad), " could not be saved: a hall has exactly one site row; this one has 0");
        bad = good;
        bad.base.racks.set({bad.nextId}, Rack{.name = "late"});
        QVERIFY2(said(bad).contains("late: its number"), qPrintable(said(bad)));
        bad = good;
        bad.base.racks.set({bad.nextId++}, Rack{.name = "R\xff"});
        QVERIFY2(said(bad).endsWith("column name is not readable text (UTF-8)"),
                 qPrintable(said(bad)));
        bad = good;
        bad.base.parts.set({bad.nextId++}, FrozenPart{});
        QVERIFY2(said(bad).endsWith("its part is missing"), qPrintable(said(bad)));
        const Result<Document> opened = openDocument(file);
        VERIFY_OK(opened);
        QVERIFY(*opened == good);
    }

    void aSaveThatBreaksOffLeavesTheOldFile() {
        QTemporaryDir folder;
        const std::filesystem::path file = (folder.path() + "/a.hall").toStdString();
        const Document old = test::randomDocument(2, 1);
        VERIFY_OK(saveDocument(old, file));
        // A limit on the size of files fails writes as a full disk does.
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{20000, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const Result<void> done = saveDocument(test::randomDocument(4, 60), file);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!done);
        QVERIFY(done.error().text().find("could not be saved: ") != std::string::npos);
        QCOMPARE(
            QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList{"a.hall"});
        const Result<Document> opened = openDocument(file);
        VERIFY_OK(opened);
        QVERIFY(*opened == old);
    }

    void aLinkStaysALinkAndPermissionsStay() {
        VERIFY_OK(saveDocument(test::randomDocument(2), path("target.hall")));
        std::filesystem::permissions(path("target.hall"), std::filesystem::perms{0600});
        std::filesystem::create_symlink("target.hall", path("link.hall"));
        const Document document = test::randomDocument(6);
        VERIFY_OK(saveDocument(document, path("link.hall")));
        QVERIFY(std::filesystem::is_symlink(path("link.hall")));
        QVERIFY(std::filesystem::status(path("target.hall")).permissions() ==
                std::filesystem::perms{0600});
        const Result<Document> opened = openDocument(path("target.hall"));
        VERIFY_OK(opened);
        QVERIFY(*opened == document);
    }

    void aHallOfFormat1OpensAsItsTextFormSays() {
        const std::filesystem::path old = test::sourceFolder() / "tests/documents/format_1.hall";
        const Result<OpenedDocument> opened = openDocumentOfAnyVersion(old);
        VERIFY_OK(opened);
        QCOMPARE(opened->changes.size(), std::size_t{2});
        QCOMPARE(opened->changes[0],
                 std::string("Findings can be waived with a reason, none is yet; the floor is "
                             "raised or a slab, this one is taken as raised."));
        const std::filesystem::path text = test::sourceFolder() / "tests/documents/format_1.json";
        const Result<Document> read = documentFromText(test::readFile(text), "format_1.json");
        VERIFY_OK(read);
        QVERIFY(opened->document == *read);
        QVERIFY(read->base.waivers.empty());
        QVERIFY(read->base.site().floor == FloorKind::Raised);
        VERIFY_OK(saveDocument(opened->document, path("new.hall")));
        const Result<OpenedDocument> again = openDocumentOfAnyVersion(path("new.hall"));
        VERIFY_OK(again);
        QVERIFY(again->changes.empty());
        QVERIFY(again->document == *read);
    }
    void aHallOfFormat2OpensAsItsTextFormSays() {
        const std::filesystem::path old = test::sourceFolder() / "tests/documents/format_2.hall";
        const Result<OpenedDocument> opened = openDocumentOfAnyVersion(old);
        VERIFY_OK(opened);
        QCOMPARE(opened->changes.size(), std::size_t{1});
        QCOMPARE(opened->changes[0],
                 std::string("Fabrics have groups, a cable plant and a placement; this hall's have "
                             "single cables, and their switches stand where they stood."));
        const std::filesystem::path text = test::sourceFolder() / "tests/documents/format_2.json";
        const Result<Document> read = documentFromText(test::readFile(text), "format_2.json");
        VERIFY_OK(read);
        QVERIFY(opened->document == *read);
        const Hall& hall = read->base;
        QCOMPARE(hall.waivers.size(), std::size_t{1});
        QVERIFY(hall.variants.empty());
        QVERIFY(hall.site().cableField == CableField::None);
        QVERIFY(!hall.fabrics.empty());
        hall.fabrics.forEach([](Id<Fabric>, const Fabric& fabric) {
            QVERIFY(fabric.groupBy == FabricGroup::None);
            QVERIFY(fabric.plant == CablePlant::Direct);
            QVERIFY(fabric.placement == SwitchPlacement::Zone);
            QCOMPARE(fabric.spineOversubscription, 1.0);
            QVERIFY(!fabric.trunk && !fabric.panel && !fabric.splitter);
        });
        QVERIFY(!hall.mounts.empty());
        hall.mounts.forEach([](Id<Mount>, const Mount& mount) { QCOMPARE(mount.u, 0); });
        VERIFY_OK(saveDocument(opened->document, path("new.hall")));
        const Result<OpenedDocument> again = openDocumentOfAnyVersion(path("new.hall"));
        VERIFY_OK(again);
        QVERIFY(again->changes.empty());
        QVERIFY(again->document == *read);
    }
    void aDamagedHallOfFormat1IsToldFromAGoodOne_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        QTest::newRow("one number differs")
            << "UPDATE racks SET x_mm = x_mm + 1 WHERE id = (SELECT min(id) FROM racks)"
            << "X is damaged: its content does not match its checksum; if that is on purpose, "
               "remove the row \"checksum\" from its table \"meta\"";
        QTest::newRow("a trigger") << "CREATE TRIGGER t AFTER INSERT ON site BEGIN DELETE FROM "
                                      "racks; END"
                                   << "X holds a trigger \"t\" that a hall of format 1 does not "
                                      "have; another program has changed it";
        QTest::newRow("a view in the place of a new table")
            << "CREATE VIEW waivers AS SELECT 1"
            << "X holds a view \"waivers\" that a hall of format 1 does not have; another program "
               "has changed it";
        QTest::newRow("a column of the next format")
            << "ALTER TABLE site ADD COLUMN floor TEXT"
            << "X has a column \"floor\" in its table \"site\" that a hall of format 1 does not "
               "have; another program has changed it";
        QTest::newRow("a table less") << "DROP TABLE mounts"
                                      << "X is damaged: its table \"mounts\" is missing";
    }
    void aDamagedHallOfFormat1IsToldFromAGoodOne() {
        QFETCH(QString, sql);
        QFETCH(QString, expected);
        write(path("old.hall"),
              test::readFile(test::sourceFolder() / "tests/documents/format_1.hall"));
        {
            Result<sqlite::Database> opened =
                sqlite::Database::open(path("old.hall"), sqlite::Database::Mode::Create);
            VERIFY_OK(opened);
            sqlite::Database database = std::move(opened).value();
            VERIFY_OK(database.execute(sql.toStdString()));
        }
        QCOMPARE(sentence(path("old.hall")), expected);
    }
    /// Once its checksum is taken out, a hall changed on purpose opens, in an old format too.
    void aHallOfFormat1ChangedOnPurposeOpens() {
        write(path("old.hall"),
              test::readFile(test::sourceFolder() / "tests/documents/format_1.hall"));
        {
            Result<sqlite::Database> opened =
                sqlite::Database::open(path("old.hall"), sqlite::Database::Mode::Create);
            VERIFY_OK(opened);
            sqlite::Database database = std::move(opened).value();
            VERIFY_OK(database.execute("UPDATE site SET name = 'New'; "
                                       "DELETE FROM meta WHERE key = 'checksum'"));
        }
        const Result<Document> document = openDocument(path("old.hall"));
        VERIFY_OK(document);
        QCOMPARE(document->base.site().name, std::string("New"));
    }

    void stepsLeadFromVersionToVersion() {
        Result<sqlite::Database> opened =
            sqlite::Database::open(path("old.db"), sqlite::Database::Mode::Create);
        sqlite::Database database = std::move(opened).value();
        const Migration steps[] = {
            {2, "Racks have a colour.",
             [](sqlite::Database& d) { return d.execute("ALTER TABLE racks ADD COLUMN colour"); }},
            {1, "There are racks.",
             [](sqlite::Database& d) { return d.execute("CREATE TABLE racks (id)"); }},
        };
        const Result<std::vector<std::string>> done = migrate(database, 1, 3, steps);
        VERIFY_OK(done);
        QVERIFY((*done == std::vector<std::string>{"There are racks.", "Racks have a colour."}));
        VERIFY_OK(database.prepare("SELECT colour FROM racks"));
        const Result<std::vector<std::string>> further = migrate(database, 3, 4, steps);
        QVERIFY(!further);
        QCOMPARE(further.error().text(), "there is no way from format 3 to 4");
    }
};

HALL_TEST(DocumentFileTest)
#include "document_file_test.moc"
