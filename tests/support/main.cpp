#include "tests/support/test.h"

#include <cstdio>
#include <memory>

#ifdef HALLWRIGHT_TEST_GUI
#include <QApplication>
using TestApplication = QApplication;
#else
#include <QCoreApplication>
using TestApplication = QCoreApplication;
#endif

/// program CLASS [Qt Test arguments]: runs one class.
int main(int argc, char** argv) {
    TestApplication application(argc, argv);
    std::unique_ptr<QObject> test(argc > 1 ? hallwright::test::makeTest(argv[1]) : nullptr);
    if (!test) {
        std::fprintf(stderr, "usage: %s CLASS [arguments of Qt Test]; classes:\n%s", argv[0],
                     hallwright::test::testNames().c_str());
        return 2;
    }
    return QTest::qExec(test.get(), argc - 1, argv + 1);
}
