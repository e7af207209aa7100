#pragma once

#include <QTest>

#include <filesystem>
#include <string>
#include <string_view>

namespace hallwright::test {

/// Puts a class on the list that main() runs by name.
struct Registration {
    Registration(const char* name, QObject* (*make)());
};

/// Names of all test classes of this program, or the class of this name.
QObject* makeTest(std::string_view name);
std::string testNames();

std::filesystem::path sourceFolder();

/// Compares with a file of the source tree, or writes it when HALLWRIGHT_ACCEPT is set. Says where
/// they part.
bool matchesFile(const std::string& actual, const std::filesystem::path& expected,
                 std::string& difference);

std::string readFile(const std::filesystem::path& file);

}  // namespace hallwright::test

/// After the class: HALL_TEST(EditTest).
#define HALL_TEST(Class)                                                                           \
    static const hallwright::test::Registration registration##Class(                               \
        #Class, []() -> QObject* { return new Class; });

/// QVERIFY of a Result, showing its sentence.
#define VERIFY_OK(result)                                                                          \
    do {                                                                                           \
        const auto& result_ = (result);                                                            \
        QVERIFY2(static_cast<bool>(result_), result_ ? "" : result_.error().text().c_str());       \
    } while (false)

/// Compares text with a golden file below tests/.
#define COMPARE_FILE(actual, file)                                                                 \
    do {                                                                                           \
        std::string difference_;                                                                   \
        QVERIFY2(hallwright::test::matchesFile(                                                    \
                     actual, hallwright::test::sourceFolder() / "tests" / (file), difference_),    \
                 difference_.c_str());                                                             \
    } while (false)
