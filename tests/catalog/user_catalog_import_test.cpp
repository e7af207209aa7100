#include "catalog/import_file.h"
#include "catalog/reader.h"
#include "catalog/user_catalog.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::CatalogFixture;
using hallwright::test::cduWith;

/// Imports beside what the user wrote.
class UserCatalogImportTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder{QString(HALLWRIGHT_BINARY_DIR) + "/import-test-XXXXXX"};
    std::filesystem::path m_place;
    Catalog m_shipped;
    std::vector<std::string> m_notes;

    UserCatalog user() const { return UserCatalog(m_shipped, m_place); }
    std::string own() const { return test::readFile(m_place / "parts/own.toml"); }
    static Source library() {
        Source out;
        out.id = "netbox-lib";
        out.title = "NetBox device types, lib";
        out.kind = "dataset";
        return out;
    }
    static Reading power(double watts, const char* source) {
        Reading out;
        out.number = watts;
        out.unit = "W";
        out.source = source;
        out.grade = std::string_view(source) == "user" ? Grade::D : Grade::B;
        out.asOf = "2026-11";
        out.why = "measured";
        return out;
    }
    static Part part(const char* id, const char* name, double watts = 500.0) {
        Part out;
        out.id = id;
        out.name = name;
        out.kind = Kind::Tray;
        out.status = "generic";
        out.data = {{Property::powerTdp, {power(watts, "netbox-lib")}, 0}};
        return out;
    }
    Result<Catalog> import(const std::vector<Part>& parts, bool whole = true) {
        m_notes.clear();
        return user().putImport("netbox-lib", parts, {library()}, whole, &m_notes);
    }
    Result<Catalog> override(const char* id, double watts) {
        const Result<Catalog> now = user().read();
        if (!now) return now;
        Part changed = *now->find(id);
        changed.data[0].readings.insert(changed.data[0].readings.begin(), power(watts, "user"));
        changed.data[0].chosen = 0;
        return user().put(changed);
    }
    QString notes() const {
        QString out;
        for (const std::string& note : m_notes)
            out += QString::fromStdString(note) + "\n";
        return out;
    }
    static QString fault(const Result<Catalog>& catalog) {
        return catalog ? QString("no fault") : QString::fromStdString(catalog.error().text());
    }

private Q_SLOTS:
    void init() {
        m_place = std::filesystem::path(m_folder.path().toStdString()) / "user";
        std::filesystem::remove_all(m_place);
        const CatalogFixture files(cduWith(""));
        const Result<Catalog> shipped = readCatalog(files.folder());
        VERIFY_OK(shipped);
        m_shipped = *shipped;
    }

    void anImportHasItsOwnFiles() {
        const Result<Catalog> catalog = import({part("acme-x1", "Acme X1")});
        VERIFY_OK(catalog);
        QVERIFY(catalog->find("acme-x1"));
        QCOMPARE(catalog->layerOf("acme-x1"), Layer::Own);
        QVERIFY(isImportFile(m_place / "parts/netbox-lib.toml"));
        QVERIFY(isImportFile(m_place / "sources/netbox-lib.toml"));
        QVERIFY(!std::filesystem::exists(m_place / "parts/own.toml"));
        QCOMPARE(notes(), QString());
    }

    void anOverrideLiesOverItAndOutlivesTheNextImport() {
        VERIFY_OK(import({part("acme-x1", "Acme X1", 500.0)}));
        const Result<Catalog> overridden = override("acme-x1", 900.0);
        VERIFY_OK(overridden);
        const Part changed = *overridden->find("acme-x1");
        QCOMPARE(changed.number(Property::powerTdp), std::optional<double>(900.0));
        QCOMPARE(changed.find(Property::powerTdp)->readings.size(), std::size_t{2});
        QVERIFY2(own().find("name") == std::string::npos, own().c_str());

        const Result<Catalog> again = import({part("acme-x1", "Acme X1", 550.0)});
        VERIFY_OK(again);
        const Datum& datum = *again->find("acme-x1")->find(Property::powerTdp);
        QCOMPARE(datum.reading().number, std::optional<double>(900.0));
        QCOMPARE(datum.readings[1].number, std::optional<double>(550.0));
        QCOMPARE(datum.readings.size(), std::size_t{2});

        const Result<Catalog> plain = user().remove("acme-x1");
        VERIFY_OK(plain);
        QCOMPARE(plain->find("acme-x1")->number(Property::powerTdp), std::optional<double>(550.0));
        QVERIFY(fault(user().remove("acme-x1")).contains("remove --import"));
    }

    void anIdOfTheUsersOwnIsLeftToTheUser() {
        VERIFY_OK(user().duplicate("thing", "acme-x1", "My thing"));
        const std::string before = own();
        for (int times = 0; times < 2; ++times) {
            const Result<Catalog> catalog = import({part("acme-x1", "Acme X1")});
            VERIFY_OK(catalog);
            QCOMPARE(own(), before);
            QCOMPARE(catalog->find("acme-x1")->name, std::string("My thing"));
            QCOMPARE(catalog->find("acme-x1-2")->name, std::string("Acme X1"));
            QVERIFY2(notes().contains("acme-x1-2"), qPrintable(notes()));
        }
    }

    void anIdThatShippedPartsHaveIsLeftToThem() {
        const Result<Catalog> catalog = import({part("thing", "Acme thing")});
        VERIFY_OK(catalog);
        QVERIFY(*catalog->find("thing") == *m_shipped.find("thing"));
        QCOMPARE(catalog->find("thing-2")->name, std::string("Acme thing"));
    }

    void aWholeLibraryReplacesWhatItWrote() {
        VERIFY_OK(import(
            {part("acme-x1", "Acme X1"), part("acme-x2", "Acme X2"), part("acme-x3", "Acme X3")}));
        VERIFY_OK(override("acme-x2", 900.0));
        const Result<Catalog> catalog = import({part("acme-x1", "Acme X1")});
        VERIFY_OK(catalog);
        QVERIFY(!catalog->find("acme-x3"));
        QVERIFY2(notes().contains("1 part is gone: acme-x3"), qPrintable(notes()));
        QCOMPARE(catalog->find("acme-x2")->number(Property::powerTdp),
                 std::optional<double>(900.0));
        QVERIFY2(notes().contains("1 part stays: acme-x2"), qPrintable(notes()));
    }

    void aFileOfALibraryReplacesItsPartAlone() {
        VERIFY_OK(import({part("acme-x1", "Acme X1"), part("acme-x2", "Acme X2")}));
        const Result<Catalog> catalog = import({part("acme-x2", "Acme X2", 700.0)}, false);
        VERIFY_OK(catalog);
        QVERIFY(catalog->find("acme-x1"));
        QCOMPARE(catalog->find("acme-x2")->number(Property::powerTdp),
                 std::optional<double>(700.0));
        // Another thing of the same id, as when a file is read without its library.
        const Result<Catalog> other = import({part("acme-x1", "Acme X 1")}, false);
        VERIFY_OK(other);
        QCOMPARE(other->find("acme-x1")->name, std::string("Acme X1"));
        QCOMPARE(other->find("acme-x1-2")->name, std::string("Acme X 1"));
    }

    void anImportIsTakenBackWhole() {
        VERIFY_OK(import({part("acme-x1", "Acme X1")}));
        VERIFY_OK(override("acme-x1", 900.0));
        const QString told = fault(user().removeImport("netbox-lib"));
        QVERIFY2(told.contains("acme-x1") && told.contains("first"), qPrintable(told));
        VERIFY_OK(user().remove("acme-x1"));
        const Result<Catalog> catalog = user().removeImport("netbox-lib");
        VERIFY_OK(catalog);
        QVERIFY(!catalog->find("acme-x1") && !catalog->sources().count("netbox-lib"));
        QVERIFY(!std::filesystem::exists(m_place / "parts/netbox-lib.toml"));
        QVERIFY(fault(user().removeImport("netbox-lib")).contains("has no import netbox-lib"));
        QVERIFY(fault(user().removeImport("../thing")).contains("no name for an import"));
        QVERIFY(fault(user().removeImport("own")).contains("no name for an import"));
    }

    void aFileOfTheUserIsNotReplaced() {
        std::filesystem::create_directories(m_place / "parts");
        std::ofstream(m_place / "parts/netbox-lib.toml") << "# mine\n";
        const QString told = fault(import({part("acme-x1", "Acme X1")}));
        QVERIFY2(told.contains("this file is yours"), qPrintable(told));
        QCOMPARE(test::readFile(m_place / "parts/netbox-lib.toml"), std::string("# mine\n"));
        QVERIFY(!fault(user().removeImport("netbox-lib")).contains("no fault"));
    }

    void aPartOfAnotherFileOfTheUserIsNotLaidOver() {
        std::filesystem::create_directories(m_place / "parts");
        std::ofstream(m_place / "parts/a.toml") << "[thing]\nstatus = \"retired\"\n";
        std::ofstream(m_place / "parts/own.toml") << "[thing]\nstatus = \"shipping\"\n";
        QVERIFY(fault(user().read()).contains("the id is used twice"));
    }
};

HALL_TEST(UserCatalogImportTest)
#include "user_catalog_import_test.moc"
