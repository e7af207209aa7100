#include "catalog/index.h"

#include "catalog/data_folder.h"
#include "catalog/pack.h"
#include "catalog/reader.h"
#include "catalog/stamp.h"
#include "model/sqlite/sqlite.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::CatalogFixture;
using hallwright::test::cduWith;

class IndexTest : public QObject {
    Q_OBJECT

    static std::string mass(int kilograms) {
        return cduWith("mass.total = [ { value = " + std::to_string(kilograms) +
                       ", unit = \"kg\", source = \"maker\", grade = \"A\", as_of = \"2026\" } ]");
    }
    static double massIn(const Result<Catalog>& catalog) {
        return catalog ? catalog->find("thing")->number(Property::mass).value_or(-1.0) : -2.0;
    }
    static std::string firstText(const std::filesystem::path& file, const std::string& sql) {
        Result<sqlite::Database> database =
            sqlite::Database::open(file, sqlite::Database::Mode::Read);
        Result<sqlite::Statement> statement = database.value().prepare(sql);
        if (!statement) return statement.error().text();
        const Result<bool> row = statement.value().step();
        return row && *row ? statement->text(0) : std::string("none");
    }

    QTemporaryDir m_folder{QString(HALLWRIGHT_BINARY_DIR) + "/index-test-XXXXXX"};
    std::filesystem::path file() const { return m_folder.filePath("index.sqlite").toStdString(); }

private slots:
    void init() { qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8()); }

    void theShippedCatalogComesBackWhole() {
        const Catalog& catalog = test::shippedCatalog();
        VERIFY_OK(writeIndex(catalog, file(), "stamp"));
        const Result<Catalog> back = readIndex(file());
        VERIFY_OK(back);
        QVERIFY(back->sources() == catalog.sources());
        QCOMPARE(back->parts().size(), catalog.parts().size());
        for (const auto& [id, part] : catalog.parts()) {
            const PartPtr other = back->find(id);
            QVERIFY2(other && *other == *part, id.c_str());
        }
        QCOMPARE(*indexStamp(file()), std::string("stamp"));
    }

    void anySqliteToolCanSearchIt() {
        VERIFY_OK(writeIndex(test::shippedCatalog(), file()));
        QCOMPARE(
            firstText(file(), "SELECT id FROM part_text WHERE part_text MATCH 'oberon AND gb300'"),
            std::string("nvidia-gb300-nvl72"));
        QCOMPARE(firstText(file(), "SELECT part FROM alias WHERE alias = 'GB300' COLLATE NOCASE"),
                 std::string("nvidia-gb300-nvl72"));
        QCOMPARE(firstText(file(), "PRAGMA application_id"), std::to_string(0x48574349));
        QCOMPARE(firstText(file(), "PRAGMA user_version"), std::string("2"));
    }

    void aFreshIndexIsUsedAndAStaleOneReplaced() {
        const CatalogFixture fixture(mass(100));
        QCOMPARE(massIn(loadCatalog(fixture.folder())), 100.0);
        const std::filesystem::path index = indexPath(fixture.folder());
        QVERIFY(std::filesystem::exists(index));
        QCOMPARE(index.parent_path().string(), m_folder.filePath("cache/hallwright").toStdString());

        // Another catalog under the stamp of this folder: what is loaded shows that the index was
        // read.
        const CatalogFixture other(mass(55));
        VERIFY_OK(writeIndex(*readCatalog(other.folder()), index, catalogStamp(fixture.folder())));
        QCOMPARE(massIn(loadCatalog(fixture.folder())), 55.0);

        fixture.write("parts/p.toml", mass(1234));  // another size, so another stamp
        QCOMPARE(massIn(loadCatalog(fixture.folder())), 1234.0);
        QCOMPARE(massIn(readIndex(index)), 1234.0);
    }

    void aDamagedIndexIsMadeAgain() {
        const CatalogFixture fixture(mass(100));
        QCOMPARE(massIn(loadCatalog(fixture.folder())), 100.0);
        const std::filesystem::path index = indexPath(fixture.folder());
        std::ofstream(index, std::ios::binary) << "this is no database";
        QCOMPARE(massIn(loadCatalog(fixture.folder())), 100.0);
        QCOMPARE(massIn(readIndex(index)), 100.0);
    }

    void aFaultIsToldThoughAnIndexExists() {
        const CatalogFixture fixture(mass(100));
        VERIFY_OK(loadCatalog(fixture.folder()));
        fixture.write("parts/p.toml", cduWith("mass.total = 5"));
        const Result<Catalog> catalog = loadCatalog(fixture.folder());
        QVERIFY(!catalog);
        QVERIFY(catalog.error().message.find("a bare number is refused") != std::string::npos);
    }

    void aCacheThatCannotBeWrittenIsNoFailure() {
        std::ofstream(m_folder.filePath("blocked").toStdString())
            << "a file where a folder would stand";
        qputenv("XDG_CACHE_HOME", m_folder.filePath("blocked").toUtf8());
        const CatalogFixture fixture(mass(100));
        QCOMPARE(massIn(loadCatalog(fixture.folder())), 100.0);
    }

    void anIndexOfAnotherVersionIsRefusedByName() {
        VERIFY_OK(writeIndex(Catalog(), file()));
        {
            Result<sqlite::Database> database =
                sqlite::Database::open(file(), sqlite::Database::Mode::Create);
            VERIFY_OK(database.value().execute("PRAGMA user_version = 99"));
        }
        const Result<Catalog> catalog = readIndex(file());
        QVERIFY(!catalog);
        QCOMPARE(QString::fromStdString(catalog.error().message),
                 QString("this catalog index has version 99, this program reads 2; delete it and "
                         "it is made again"));
    }

    void bytesThatAreCutOrChangedAreRefusedOrHarmless() {
        const CatalogFixture fixture(mass(100));
        const std::string bytes = packCatalog(*readCatalog(fixture.folder()));
        VERIFY_OK(unpackCatalog(bytes));
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY2(!unpackCatalog(bytes.substr(0, size)), std::to_string(size).c_str());
        for (std::size_t at = 0; at < bytes.size(); ++at)
            for (const char byte : {'\0', '\x7f', '\xff'}) {
                std::string changed = bytes;
                changed[at] = byte;
                // A letter of a name may be another; a count or a kind may not.
                const Result<Catalog> read = unpackCatalog(changed);
                QVERIFY(!read || read->parts().size() <= 2);
            }
        QVERIFY(!unpackCatalog(bytes + "x"));
    }

    /// Gives a file other bytes of the same number, and its old time.
    static void changeUnseen(const std::filesystem::path& file) {
        const auto time = std::filesystem::last_write_time(file);
        std::string text = test::readFile(file);
        std::fill(text.begin(), text.end(), '?');
        std::ofstream(file, std::ios::binary) << text;
        std::filesystem::last_write_time(file, time);
    }

    void withAFreshIndexNoTextIsRead() {
        const CatalogFixture fixture(mass(100));
        QCOMPARE(massIn(loadCatalog(fixture.folder())), 100.0);
        changeUnseen(fixture.file("parts/p.toml"));
        QVERIFY(!readCatalog(fixture.folder()));
        QCOMPARE(massIn(loadCatalog(fixture.folder())), 100.0);
    }

    void theIndexBesideTheFolderServesWithoutACache() {
        const CatalogFixture fixture("");
        const CatalogFixture catalog(mass(100));
        const std::filesystem::path folder = fixture.folder() / "catalog";
        std::filesystem::copy(catalog.folder(), folder, std::filesystem::copy_options::recursive);
        QCOMPARE(builtIndexPath(folder).parent_path(), fixture.folder());
        VERIFY_OK(writeIndex(*readCatalog(folder), builtIndexPath(folder), catalogStamp(folder)));
        changeUnseen(folder / "parts/p.toml");
        qputenv("XDG_CACHE_HOME", "/dev/null/none");
        QCOMPARE(massIn(loadCatalog(folder)), 100.0);
    }

    void whereTheBuiltIndexIsDamagedTheCacheServes() {
        const CatalogFixture fixture("");
        const CatalogFixture catalog(mass(100));
        const std::filesystem::path folder = fixture.folder() / "catalog";
        std::filesystem::copy(catalog.folder(), folder, std::filesystem::copy_options::recursive);
        VERIFY_OK(writeIndex(*readCatalog(folder), builtIndexPath(folder), catalogStamp(folder)));
        {
            Result<sqlite::Database> built =
                sqlite::Database::open(builtIndexPath(folder), sqlite::Database::Mode::Create);
            VERIFY_OK(built);
            VERIFY_OK(built.value().execute("UPDATE packed SET catalog = x'00'"));
        }
        QVERIFY(!readIndex(builtIndexPath(folder)));
        QCOMPARE(massIn(loadCatalog(folder)), 100.0);  // from the text, and kept
        changeUnseen(folder / "parts/p.toml");
        QCOMPARE(massIn(loadCatalog(folder)), 100.0);
    }

    void copiesAreKnownByTheirContents() {
        const CatalogFixture fixture(mass(100));
        const std::string stamp = catalogStamp(fixture.folder());
        QVERIFY(compareStamp(stamp, fixture.folder()) == Freshness::Same);
        const std::filesystem::path file = fixture.file("parts/p.toml");
        const auto time = std::filesystem::last_write_time(file);
        // Archives keep whole seconds.
        std::filesystem::last_write_time(
            file,
            std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()) + decltype(time)());
        QVERIFY(compareStamp(stamp, fixture.folder()) == Freshness::Same);
        std::filesystem::last_write_time(file, time + std::chrono::hours(5));
        QVERIFY(compareStamp(stamp, fixture.folder()) == Freshness::Touched);
        changeUnseen(file);
        QVERIFY(compareStamp(stamp, fixture.folder()) == Freshness::Other);
        QVERIFY(compareStamp("", fixture.folder()) == Freshness::Other);
    }

    void theUsersCatalogLiesOverIt() {
        const CatalogFixture fixture(mass(100));
        const CatalogFixture user("");
        std::filesystem::remove(user.file("sources.toml"));
        std::filesystem::remove(user.file("basis.toml"));
        user.write("parts/p.toml", "[thing]\nstatus = \"retired\"\n");
        for (int round = 0; round < 2; ++round) {
            const Result<Catalog> both = loadCatalog(fixture.folder(), user.folder());
            VERIFY_OK(both);
            QCOMPARE(both->find("thing")->status, std::string("retired"));
            QVERIFY(both->layerOf("thing") == Layer::Changed);
            // The second round is from the cache: text that nobody reads may be anything.
            if (round == 0) changeUnseen(user.file("parts/p.toml"));
        }
        user.write("parts/p.toml", "[thing]\nstatus = \"shipping\"\n");
        QCOMPARE(loadCatalog(fixture.folder(), user.folder())->find("thing")->status,
                 std::string("shipping"));
        QCOMPARE(massIn(loadCatalog(fixture.folder(), user.folder() / "nowhere")), 100.0);
    }

    void dataLieBesideTheProgram() {
        const std::filesystem::path root = m_folder.filePath("tree").toStdString();
        QCOMPARE(dataFolder("catalog", root / "bin"), root / "share/hallwright/catalog");
        std::filesystem::create_directories(root / "catalog-data");
        QCOMPARE(dataFolder("catalog", root / "bin"), root / "catalog-data");
        qputenv("HALLWRIGHT_DATA", "/somewhere");
        QCOMPARE(dataFolder("resources"), std::filesystem::path("/somewhere/resources"));
        qunsetenv("HALLWRIGHT_DATA");
    }
};

HALL_TEST(IndexTest)
#include "index_test.moc"
