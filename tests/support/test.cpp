#include "tests/support/test.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace hallwright::test {

namespace {
std::map<std::string, QObject* (*)(), std::less<>>& registry() {
    static std::map<std::string, QObject* (*)(), std::less<>> tests;
    return tests;
}
}  // namespace

Registration::Registration(const char* name, QObject* (*make)()) { registry()[name] = make; }

QObject* makeTest(std::string_view name) {
    auto it = registry().find(name);
    return it == registry().end() ? nullptr : it->second();
}

std::string testNames() {
    std::string names;
    for (const auto& [name, make] : registry())
        names += name + "\n";
    return names;
}

std::filesystem::path sourceFolder() { return HALLWRIGHT_SOURCE_DIR; }

std::string readFile(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

bool matchesFile(const std::string& actual, const std::filesystem::path& expected,
                 std::string& difference) {
    if (std::getenv("HALLWRIGHT_ACCEPT")) {
        std::filesystem::create_directories(expected.parent_path());
        std::ofstream(expected, std::ios::binary) << actual;
        return true;
    }
    const std::string wanted = readFile(expected);
    if (wanted == actual) return true;
    std::istringstream a(wanted), b(actual);
    std::string left, right;
    int line = 0;
    while (true) {
        const bool moreA = static_cast<bool>(std::getline(a, left));
        const bool moreB = static_cast<bool>(std::getline(b, right));
        ++line;
        if (!moreA && !moreB) break;
        if (moreA != moreB || left != right) {
            difference = expected.string() + ":" + std::to_string(line) +
                         "\n  expected: " + (moreA ? left : "(end)") +
                         "\n  actual:   " + (moreB ? right : "(end)") +
                         "\n  packaging/test accept rewrites it";
            return false;
        }
    }
    difference = expected.string() + " differs in its line ends";
    return false;
}

}  // namespace hallwright::test
