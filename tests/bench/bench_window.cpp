// Speed of what is drawn, never a test: hallwright_bench draw|drag starts this program.

#include "tests/bench/bench_tools.h"

#include <QApplication>

#include <cstdio>
#include <string_view>

int main(int argc, char** argv) {
    using namespace hallwright;
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what != "draw" && what != "drag") {
        std::fprintf(stderr, "usage: hallwright_bench_window draw|drag\n");
        return 2;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    return what == "draw" ? bench::draw() : bench::drag(), 0;
}
