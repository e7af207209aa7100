// Speed of the catalog: reading its text, loading its index, searching it, and importing a library
// of NetBox files.

#include "catalog/index.h"
#include "catalog/netbox_import.h"
#include "catalog/part_search.h"
#include "catalog/reader.h"
#include "tests/bench/bench_tools.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace hallwright::bench {

namespace {

namespace fs = std::filesystem;

/// A folder of its own below the one for temporary files, gone at the end.
class Scratch {
public:
    Scratch() {
        std::string name = (fs::temp_directory_path() / "hallwright-bench-XXXXXX").string();
        if (!mkdtemp(name.data())) std::exit(3);
        m_folder = name;
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const fs::path& folder() const { return m_folder; }

private:
    fs::path m_folder;
};

template <typename T>
const T& sound(const Result<T>& result) {
    if (result) return result.value();
    std::fprintf(stderr, "%s\n", result.error().text().c_str());
    std::exit(3);
}

double median(int times, const auto& work) {
    std::vector<double> each;
    for (int i = 0; i < times; ++i)
        each.push_back(milliseconds(work));
    return percentile(each, 0.5);
}

/// One switch or server as the library writes them, with as many ports.
std::string deviceYaml(int number, int ports) {
    std::string out = fmt::format("---\nmanufacturer: Maker {0}\nmodel: Model {1}\nslug: "
                                  "maker-{0}-model-{1}\npart_number: PN-{1}\nu_height: {2}\n"
                                  "is_full_depth: true\nairflow: front-to-rear\nweight: 12.5\n"
                                  "weight_unit: kg\nconsole-ports:\n  - name: con0\n    type: "
                                  "rj-45\npower-ports:\n",
                                  number % 60, number, 1 + number % 4);
    for (int i = 0; i < 2; ++i)
        out += fmt::format("  - name: PSU{}\n    type: iec-60320-c14\n    maximum_draw: 750\n", i);
    out += "interfaces:\n  - name: mgmt0\n    type: 1000base-t\n    mgmt_only: true\n";
    for (int i = 0; i < ports; ++i)
        out += fmt::format("  - name: Ethernet1/{}\n    type: 100gbase-x-qsfp28\n", i + 1);
    return out;
}

/// As many files and ports as the public library has: 20 ports a file in the mean.
void writeLibrary(const fs::path& folder, int files) {
    for (int i = 0; i < files; ++i) {
        const fs::path maker = folder / "device-types" / fmt::format("Maker {}", i % 60);
        fs::create_directories(maker);
        std::ofstream(maker / fmt::format("Model-{}.yaml", i)) << deviceYaml(i, i % 41);
    }
}

}  // namespace

/// The index has to load in under a tenth of the time that the text takes.
void catalog() {
    const fs::path folder = fs::path(HALLWRIGHT_SOURCE_DIR) / "catalog";
    const Scratch scratch;
    const double text = median(5, [&] { sound(readCatalog(folder)); });
    const Catalog read = sound(readCatalog(folder));
    const fs::path index = scratch.folder() / "catalog.index";
    const double writing = milliseconds([&] {
        if (!writeIndex(read, index)) std::exit(3);
    });
    const double first = milliseconds([&] { sound(readIndex(index)); });
    const double cold = median(9, [&] { sound(readIndex(index)); });
    fmt::print("{{\"bench\":\"catalog\",\"parts\":{},\"text_ms\":{:.2f},\"index_ms\":{:.3f},"
               "\"index_first_ms\":{:.3f},\"index_write_ms\":{:.2f},\"index_share\":{:.4f}}}\n",
               read.parts().size(), text, cold, first, writing, cold / text);

    const double making = median(5, [&] { PartSearch{read}; });
    const PartSearch search(read);
    std::vector<double> asked;
    for (int i = 0; i < 20; ++i)
        for (const char* words :
             {"gb300", "quantum", "busway 800", "vera rubin nvl144", "spectum", "cdu 1350"})
            asked.push_back(milliseconds([&] { search.find(words); }));
    fmt::print("{{\"bench\":\"search\",\"make_ms\":{:.2f},\"median_ms\":{:.3f},\"p99_ms\":{:.3f}"
               "}}\n",
               making, percentile(asked, 0.5), percentile(asked, 0.99));

    constexpr int files = 3000;
    writeLibrary(scratch.folder() / "library", files);
    ImportOptions options;
    options.asOf = "2026-11";
    std::size_t parts = 0;
    const double importing = milliseconds(
        [&] { parts = sound(importNetbox(scratch.folder() / "library", options)).parts.size(); });
    fmt::print("{{\"bench\":\"import\",\"files\":{},\"parts\":{},\"ms\":{:.1f}}}\n", files, parts,
               importing);
}

}  // namespace hallwright::bench
