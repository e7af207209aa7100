// Speed, never a test: hallwright_bench hall|place|draw|drag|catalog. JSON lines, milliseconds.

#include "tests/bench/bench_tools.h"

#include <QApplication>

#include <cstdio>
#include <string_view>

int main(int argc, char** argv) {
    using namespace hallwright;
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "place") return bench::place(), 0;
    if (what == "hall") return bench::hallOf10000(), 0;
    if (what == "catalog") return bench::catalog(), 0;
    if (what == "draw" || what == "drag") {
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
        QApplication app(argc, argv);
        return what == "draw" ? bench::draw() : bench::drag(), 0;
    }
    std::fprintf(stderr, "usage: hallwright_bench hall|place|draw|drag|catalog\n");
    return 2;
}
