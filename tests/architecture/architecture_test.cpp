#include "tests/support/test.h"

#include <QRegularExpression>

#include <fstream>
#include <map>
#include <set>

namespace fs = std::filesystem;
using hallwright::test::sourceFolder;

/// Reads the includes of every source file and holds the arrows between folders.
class ArchitectureTest : public QObject {
    Q_OBJECT

    struct Include {
        std::string file, target;
        bool quoted = false;
    };

    static std::vector<Include> includesBelow(const fs::path& folder) {
        static const QRegularExpression pattern("^\\s*#include\\s+([\"<])([^\">]+)[\">]");
        std::vector<Include> out;
        for (const fs::directory_entry& entry :
             fs::recursive_directory_iterator(sourceFolder() / folder)) {
            const std::string extension = entry.path().extension().string();
            if (extension != ".h" && extension != ".cpp" && extension != ".def") continue;
            std::ifstream in(entry.path());
            std::string line;
            while (std::getline(in, line)) {
                if (line.find("#include") == std::string::npos) continue;
                const QRegularExpressionMatch match = pattern.match(QString::fromStdString(line));
                if (match.hasMatch())
                    out.push_back({fs::relative(entry.path(), sourceFolder()).string(),
                                   match.captured(2).toStdString(), match.captured(1) == "\""});
            }
        }
        return out;
    }

    static bool isQt(const std::string& header) {
        return header.size() > 1 && header[0] == 'Q' && header[1] >= 'A' && header[1] <= 'Z';
    }

    static bool startsWithAny(const std::string& text, const std::vector<std::string>& beginnings) {
        for (const std::string& beginning : beginnings)
            if (text.starts_with(beginning)) return true;
        return false;
    }

    static void verifyArrows(const fs::path& folder, const std::vector<std::string>& allowed) {
        for (const Include& include : includesBelow(folder)) {
            if (!include.quoted || include.target.ends_with(".moc")) continue;
            QVERIFY2(startsWithAny(include.target, allowed),
                     qPrintable(QString::fromStdString(include.file + " may not include \"" +
                                                       include.target + "\"")));
        }
    }

private slots:
    void theBaseKnowsOnlyItself() {
        for (const char* folder : {"model/base", "model/units", "model/sqlite", "model/parts"})
            verifyArrows(folder, {"model/base/", "model/units/", "model/sqlite/", "model/parts/"});
    }
    void theModelKnowsNoCatalogAndNoViews() { verifyArrows("model", {"model/"}); }
    void theCatalogKnowsOnlyTheBase() {
        verifyArrows("catalog",
                     {"catalog/", "model/base/", "model/units/", "model/sqlite/", "model/parts/"});
    }
    void viewsKnowModelAndCatalog() { verifyArrows("views", {"views/", "model/", "catalog/"}); }
    void theProgramKnowsAllButTests() {
        verifyArrows("app", {"app/", "views/", "model/", "catalog/"});
    }

    void modelAndCatalogUseNoQt() {
        for (const char* folder : {"model", "catalog"})
            for (const Include& include : includesBelow(folder))
                QVERIFY2(!isQt(include.target), qPrintable(QString::fromStdString(
                                                    include.file + " includes " + include.target)));
    }

    void heavyHeadersStandInOneFileEach() {
        std::map<std::string, std::set<std::string>> users;
        for (const char* folder : {"model", "catalog", "views", "app"})
            for (const Include& include : includesBelow(folder))
                for (const char* heavy : {"boost/units/", "toml++/", "xlsxwriter.h", "sqlite3.h"})
                    if (include.target.starts_with(heavy)) users[heavy].insert(include.file);
        QCOMPARE(users["boost/units/"], (std::set<std::string>{"model/units/quantities.h"}));
        QCOMPARE(users["sqlite3.h"], (std::set<std::string>{"model/sqlite/sqlite.cpp"}));
        QVERIFY2(users["xlsxwriter.h"].size() == 1, "xlsxwriter.h in more than one file");
        QVERIFY2(users["toml++/"].size() <= 2,
                 "toml++ belongs into the catalog reader and the brief reader");
    }

    void noUmbrellaHeadersOfQt() {
        for (const char* folder : {"views", "app"})
            for (const Include& include : includesBelow(folder))
                for (const char* umbrella : {"QtWidgets", "QtCore", "QtGui", "QtCharts"})
                    QVERIFY2(include.target != umbrella,
                             qPrintable(QString::fromStdString(include.file)));
    }

    void everyTopFolderHasAReadme() {
        for (const char* folder :
             {"app", "model", "views", "catalog", "resources", "tests", "packaging"})
            QVERIFY2(fs::exists(sourceFolder() / folder / "README.md"), folder);
    }
};

HALL_TEST(ArchitectureTest)
#include "architecture_test.moc"
