// Speed, never a test: hallwright_bench hall|place|draw|drag|catalog|fabric. JSON lines,
// milliseconds. Draw and drag need the window, which a program of its own beside this one has.

#include "tests/bench/bench_tools.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

int main(int argc, char** argv) {
    using namespace hallwright;
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "place") return bench::place(), 0;
    if (what == "hall") return bench::hallOf10000(), 0;
    if (what == "catalog") return bench::catalog(), 0;
    if (what == "fabric") return bench::fabric({argv + 2, argv + argc});
    if (what == "draw" || what == "drag") {
        const std::string program =
            std::filesystem::read_symlink("/proc/self/exe").string() + "_window";
        execv(program.c_str(), argv);
        std::fprintf(stderr, "%s cannot be started\n", program.c_str());
        return 3;
    }
    std::fprintf(stderr, "usage: hallwright_bench hall|place|draw|drag|catalog|fabric\n"
                         "       hallwright_bench fabric [--peer SCRIPT] [--k K] [--runs N] "
                         "[--csv FILE] [--once]\n");
    return 2;
}
