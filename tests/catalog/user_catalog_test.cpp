#include "catalog/user_catalog.h"

#include "catalog/data_folder.h"
#include "catalog/reader.h"
#include "tests/catalog/catalog_fixture.h"
#include "tests/support/test.h"

#include <atomic>
#include <thread>

using namespace hallwright;
using hallwright::test::CatalogFixture;
using hallwright::test::cduWith;

class UserCatalogTest : public QObject {
    Q_OBJECT

    static constexpr const char* twoReadings =
        "mass.total = [\n"
        "  { value = 900, unit = \"kg\", source = \"maker\", grade = \"A\", as_of = \"2026\", "
        "chosen "
        "= true, why = \"newest\" },\n"
        "  { value = 800, unit = \"kg\", source = \"maker\", grade = \"B\", as_of = \"2025\" },\n"
        "]\n";

    QTemporaryDir m_folder{QString(HALLWRIGHT_BINARY_DIR) + "/user-catalog-test-XXXXXX"};
    std::filesystem::path m_place;
    std::unique_ptr<CatalogFixture> m_files;
    Catalog m_shipped;

    UserCatalog user() const { return UserCatalog(m_shipped, m_place); }
    void write(const char* name, const std::string& text) const {
        std::filesystem::create_directories((m_place / name).parent_path());
        std::ofstream(m_place / name, std::ios::binary) << text;
    }
    std::string own() const { return test::readFile(m_place / "parts/own.toml"); }
    static Reading mine(double kilograms) {
        Reading out;
        out.number = kilograms;
        out.unit = "kg";
        out.source = "user";
        out.asOf = "2026-11";
        out.why = "weighed";
        return out;
    }
    static Part withReading(const Part& part, const Reading& reading) {
        Part out = part;
        for (Datum& datum : out.data)
            if (datum.property == Property::mass) {
                datum.readings.insert(datum.readings.begin(), reading);
                datum.chosen = 0;
            }
        return out;
    }
    static QString fault(const Result<Catalog>& catalog) {
        return catalog ? QString("no fault") : QString::fromStdString(catalog.error().text());
    }

private Q_SLOTS:
    void init() {
        m_files = std::make_unique<CatalogFixture>(
            cduWith(twoReadings) +
            "[rack]\nname = \"Rack\"\nkind = \"frame\"\nstatus = \"shipping\"\n"
            "contents = [ { part = \"thing\", count = 1 } ]\n");
        m_shipped = *readCatalog(m_files->folder());
        m_place = (m_folder.path() + "/" + QTest::currentTestFunction()).toStdString();
    }

    void aFolderThatIsNotThereSaysNothing() {
        const Result<Catalog> catalog = user().read();
        VERIFY_OK(catalog);
        QCOMPARE(catalog->parts().size(), m_shipped.parts().size());
        QVERIFY(catalog->layerOf("thing") == Layer::Shipped);
        QVERIFY(!std::filesystem::exists(m_place));
    }

    void aReadingOfTheUserComesFirstAndTheShippedStay() {
        const Result<Catalog> catalog =
            user().put(withReading(*m_shipped.find("thing"), mine(950.0)));
        VERIFY_OK(catalog);
        const PartPtr part = catalog->find("thing");
        QCOMPARE(part->find(Property::mass)->readings.size(), std::size_t(3));
        QCOMPARE(*part->number(Property::mass), 950.0);
        QCOMPARE(*part->find(Property::mass)->readings[1].number, 900.0);
        QVERIFY(catalog->layerOf("thing") == Layer::Changed);
        QCOMPARE(catalog->sources().at("user-catalog").title, std::string("Your own catalog"));
        QVERIFY2(own().find("name =") == std::string::npos, own().c_str());
        QVERIFY2(own().find("value = 900") == std::string::npos, own().c_str());
        VERIFY_OK(user().read());
        QVERIFY(*user().read()->find("thing") == *part);
    }

    void aReadingWithoutAReasonOrOffByAFactorIsRefusedAndNothingIsWritten() {
        Reading silent = mine(950.0);
        silent.why.clear();
        QVERIFY(fault(user().put(withReading(*m_shipped.find("thing"), silent)))
                    .contains("needs a reason"));
        QVERIFY(fault(user().put(withReading(*m_shipped.find("thing"), mine(95000.0))))
                    .contains("orders of magnitude of the kind cdu"));
        QVERIFY(!std::filesystem::exists(m_place / "parts"));
    }

    void itsWordIsNotTheWordOfAHall() {
        const Part first = withReading(*m_shipped.find("thing"), mine(950.0));
        const Result<Catalog> catalog = user().put(first);
        VERIFY_OK(catalog);
        const Part there = *catalog->find("thing");
        QCOMPARE(there.find(Property::mass)->reading().source, std::string("user-catalog"));
        QVERIFY2(own().find("source = \"user\"") != std::string::npos, own().c_str());
        QVERIFY2(own().find("user-catalog") == std::string::npos, own().c_str());
        // What was read and is written again says the same.
        const std::string before = own();
        VERIFY_OK(user().put(there));
        QCOMPARE(own(), before);
        Part mineAlone = there;
        mineAlone.id = "mine";
        mineAlone.name = "Mine";
        const Result<Catalog> both = user().put(mineAlone);
        VERIFY_OK(both);
        QCOMPARE(both->find("mine")->find(Property::mass)->reading().source,
                 std::string("user-catalog"));
        QVERIFY2(own().find("user-catalog") == std::string::npos, own().c_str());
    }

    void aReadingIsChosenWithAReasonAndTheShippedChoiceComesBack() {
        const auto choose = [&](std::size_t reading, const char* why) {
            return user().choose("thing", Property::mass, reading, why);
        };
        QVERIFY(fault(choose(2, "x")).contains("part thing has 2 readings of mass.total"));
        QVERIFY(fault(user().choose("thing", Property::powerTdp, 0, "x")).contains("says nothing"));
        const Result<Catalog> light = choose(1, "chosen by you, 2026-11-23");
        VERIFY_OK(light);
        const Datum* mass = light->find("thing")->find(Property::mass);
        QCOMPARE(*mass->reading().number, 800.0);
        QCOMPARE(mass->reading().why, std::string("chosen by you, 2026-11-23"));
        QCOMPARE(mass->readings.size(), std::size_t(2));
        const std::size_t other = 1 - mass->chosen;
        const Result<Catalog> back = choose(other, "");
        VERIFY_OK(back);
        QVERIFY(*back->find("thing") == *m_shipped.find("thing"));
        QVERIFY(back->layerOf("thing") == Layer::Shipped);
    }

    void aChangeSeesWhatIsThereNow() {
        VERIFY_OK(user().put(withReading(*m_shipped.find("thing"), mine(950.0))));
        const Result<Catalog> named = user().change("thing", [](const Part& now) -> Result<Part> {
            Part out = now;
            out.name = "Ours";
            return out;
        });
        VERIFY_OK(named);
        QCOMPARE(*named->find("thing")->number(Property::mass), 950.0);
        QVERIFY(fault(user().change("thing", [](const Part&) -> Result<Part> {
                    return Error{ErrorCode::Refused, "not that one", {}};
                })).contains("not that one"));
        QCOMPARE(user().read()->find("thing")->name, std::string("Ours"));
    }

    void writersWaitForEachOther() {
        constexpr int writers = 4, each = 6;
        std::atomic<int> refusals = 0;
        std::vector<std::thread> threads;
        for (int writer = 0; writer < writers; ++writer)
            threads.emplace_back([&, writer] {
                for (int i = 0; i < each; ++i)
                    if (const std::string id = "copy-" + std::to_string(writer * each + i);
                        !user().duplicate("thing", id, "Copy"))
                        ++refusals;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(refusals.load(), 0);
        const Result<Catalog> catalog = user().read();
        VERIFY_OK(catalog);
        QCOMPARE(catalog->parts().size(), m_shipped.parts().size() + writers * each);
        for (const auto& entry : std::filesystem::directory_iterator(m_place / "parts"))
            QCOMPARE(entry.path().filename(), std::filesystem::path("own.toml"));
    }

    void anotherShippedReadingCanBeChosen() {
        Part part = *m_shipped.find("thing");
        Datum& mass = part.data.front();
        mass.chosen = 1;
        mass.readings[1].why = "ours are the light ones";
        const Result<Catalog> catalog = user().put(part);
        VERIFY_OK(catalog);
        const Datum* now = catalog->find("thing")->find(Property::mass);
        QCOMPARE(now->readings.size(), std::size_t(2));
        QCOMPARE(*now->reading().number, 800.0);
        QCOMPARE(now->reading().why, std::string("ours are the light ones"));
    }

    void anOwnPartIsThereUntilItIsRemoved() {
        Part part = *m_shipped.find("thing");
        part.id = "mine";
        part.name = "My own";
        Source shelf{"data-sheet", "My data sheet", "", "", "vendor", ""};
        for (Reading& reading : part.data.front().readings)
            reading.source = "data-sheet";
        const Result<Catalog> catalog = user().put(part, {shelf});
        VERIFY_OK(catalog);
        QVERIFY(*catalog->find("mine") == part);
        QVERIFY(catalog->layerOf("mine") == Layer::Own);
        QVERIFY(catalog->sources().at("data-sheet") == shelf);
        const Result<Catalog> without = user().remove("mine");
        VERIFY_OK(without);
        QVERIFY(!without->find("mine"));
        QVERIFY2(!without->sources().count("data-sheet"), "a source that nothing cites is dropped");
    }

    void whatDoesNotHoldUpIsRefused() {
        Part part = *m_shipped.find("thing");
        part.id = "Mine";
        QVERIFY(fault(user().put(part)).contains("lower-case letters"));
        part.id = "mine";
        part.contents = {{"nowhere", 1}};
        QCOMPARE(fault(user().put(part)),
                 QString("part mine, contents: there is no part \"nowhere\"; add it or fix the "
                         "name"));
        part.contents.clear();
        part.data.front().readings.front().source = "nobody";
        QVERIFY(fault(user().put(part)).contains("there is no source \"nobody\""));
        part = *m_shipped.find("thing");
        part.kind = Kind::Switch;
        QCOMPARE(
            fault(user().put(part)),
            QString("part thing is of the kind cdu, which cannot be changed; make a part under "
                    "another id"));
    }

    void duplicatesAreOwnParts() {
        const Result<Catalog> catalog = user().duplicate("thing", "thing-two", "Second thing");
        VERIFY_OK(catalog);
        QCOMPARE(catalog->find("thing-two")->name, std::string("Second thing"));
        QVERIFY(catalog->find("thing-two")->data == m_shipped.find("thing")->data);
        QVERIFY(fault(user().duplicate("thing", "rack", "x")).contains("there is a part rack"));
        QCOMPARE(fault(user().duplicate("gone", "x", "x")),
                 QString("there is no part gone; give its id"));
    }

    void retiredPartsCanBeRestored() {
        const Result<Catalog> retired = user().retire("rack", true);
        VERIFY_OK(retired);
        QCOMPARE(retired->find("rack")->status, std::string("retired:shipping"));
        QVERIFY(fault(user().retire("rack", true)).contains("retired already"));
        const Result<Catalog> restored = user().retire("rack", false);
        VERIFY_OK(restored);
        QVERIFY(*restored->find("rack") == *m_shipped.find("rack"));
        QVERIFY(restored->layerOf("rack") == Layer::Shipped);
        VERIFY_OK(user().duplicate("rack", "mine", "Mine"));
        VERIFY_OK(user().retire("mine", true));
        QVERIFY2(own().find("status = \"retired:shipping\"") != std::string::npos, own().c_str());
        QCOMPARE(user().retire("mine", false)->find("mine")->status, std::string("shipping"));
    }

    void aPartRetiredByHandIsOfferedAsShipped() {
        write("parts/own.toml", "[rack]\nstatus = \"retired\"\n");
        QCOMPARE(user().retire("rack", false)->find("rack")->status, std::string("shipping"));
        write("parts/own.toml", "[rack]\nstatus = \"retired:soon\"\n");
        QVERIFY(fault(user().read()).contains("\"retired:soon\" is not a status"));
    }

    void removingAnOverrideLeavesTheShippedPart() {
        VERIFY_OK(user().put(withReading(*m_shipped.find("thing"), mine(950.0))));
        const Result<Catalog> catalog = user().remove("thing");
        VERIFY_OK(catalog);
        QVERIFY(*catalog->find("thing") == *m_shipped.find("thing"));
        QVERIFY(fault(user().remove("thing")).contains("says nothing of part thing"));
    }

    void filesOfTheUserAreReadAndNeverWritten() {
        const std::string text = "[thing]\nname = \"Our name\"\n";
        write("parts/ours.toml", text);
        QCOMPARE(user().read()->find("thing")->name, std::string("Our name"));
        QVERIFY(fault(user().retire("thing", true)).contains("parts/ours.toml:1"));
        QVERIFY(fault(user().remove("thing")).contains("take it out there"));
        VERIFY_OK(user().retire("rack", true));
        QCOMPARE(test::readFile(m_place / "parts/ours.toml"), text);
    }

    void faultsNameTheUsersFileAndLine() {
        write("parts/ours.toml", "[thing]\nmass.total = 5\n");
        const QString told = fault(user().read());
        QVERIFY2(told.contains("parts/ours.toml:2: part thing, mass.total: a bare number"),
                 qPrintable(told));
        QCOMPARE(fault(user().retire("rack", true)), told);
        write("parts/ours.toml", "[thing]\nkind = \"switch\"\n");
        QVERIFY(fault(user().read()).contains("which cannot be changed"));
        write("parts/ours.toml", "[fresh]\nname = \"Fresh\"\n");
        QVERIFY(fault(user().read()).contains("kind is missing"));
        write("parts/ours.toml", "");
        write("sources.toml", "[maker]\ntitle = \"Other\"\nkind = \"vendor\"\n");
        QVERIFY(fault(user().read()).contains("the shipped catalog has this source"));
    }

    void anIdInTwoFilesOfTheUserIsRefused() {
        write("parts/a.toml", "[thing]\nstatus = \"retired\"\n");
        write("parts/b.toml", "[thing]\nstatus = \"generic\"\n");
        QVERIFY(fault(user().read()).contains("the id is used twice"));
    }

    void theShippedFolderIsNeverWritten() {
        const auto state = [&] {
            std::string out;
            for (const auto& entry :
                 std::filesystem::recursive_directory_iterator(m_files->folder()))
                out += entry.path().string() +
                       (entry.is_regular_file() ? test::readFile(entry.path()) : "");
            return out;
        };
        const std::string before = state();
        VERIFY_OK(user().put(withReading(*m_shipped.find("thing"), mine(950.0))));
        VERIFY_OK(user().retire("rack", true));
        VERIFY_OK(user().duplicate("thing", "two", "Two"));
        QCOMPARE(state(), before);
    }

    void aFolderThatCannotBeWrittenIsTold() {
        std::filesystem::create_directories(m_place);
        std::ofstream(m_place / "parts") << "a file where a folder would stand";
        const QString told = fault(user().retire("rack", true));
        QVERIFY2(told.contains("cannot be written: Not a directory"), qPrintable(told));
        QVERIFY(fault(UserCatalog(m_shipped, {}).retire("rack", true)).contains("XDG_DATA_HOME"));
    }

    void itLiesInTheDataHome() {
        qputenv("XDG_DATA_HOME", "/somewhere");
        QCOMPARE(userCatalogFolder(), std::filesystem::path("/somewhere/hallwright/catalog"));
        qunsetenv("XDG_DATA_HOME");
        qputenv("HOME", "/home/me");
        QCOMPARE(userCatalogFolder(),
                 std::filesystem::path("/home/me/.local/share/hallwright/catalog"));
    }
};

HALL_TEST(UserCatalogTest)
#include "user_catalog_test.moc"
