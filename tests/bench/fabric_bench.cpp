// Speed of a fabric: a fat tree of 1,053,696 links generated, measured, bought and written as CSV,
// as a whole process beside a NetworkX script that does the same; in memory beside a bare loop;
// and one rack moved in the hall of it.

#include "model/stages/power.h"
#include "model/stages/stages.h"
#include "tests/bench/bench_tools.h"
#include "tests/bench/fabric_bench_hall.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <semaphore>
#include <thread>

extern char** environ;

namespace hallwright::bench {

namespace {

struct Options {
    FatTreeLayout layout;
    std::string peer, csv;
    std::string python = "/usr/bin/python3";  // the one that packaged NetworkX belongs to
    int runs = 3;
    bool once = false;
};

std::optional<Options> optionsOf(const std::vector<std::string>& arguments) {
    Options out;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& key = arguments[i];
        if (key == "--once") {
            out.once = true;
            continue;
        }
        if (i + 1 == arguments.size()) return std::nullopt;
        const std::string& value = arguments[++i];
        const auto number = [&](int& to) {
            return std::from_chars(value.data(), value.data() + value.size(), to).ec ==
                       std::errc{} &&
                   to > 0;
        };
        if (key == "--peer")
            out.peer = value;
        else if (key == "--csv")
            out.csv = value;
        else if (key == "--python")
            out.python = value;
        else if (!(key == "--k" && number(out.layout.k)) && !(key == "--runs" && number(out.runs)))
            return std::nullopt;
    }
    if (!out.layout.isWhole() || out.layout.k > 256) return std::nullopt;
    return out;
}

/// The stages of the fabric, run as the evaluator runs them.
class Stages {
public:
    explicit Stages(const Hall& hall) : m_hall(hall), m_in(hall), m_rows(hall) {
        // These two stages set figures of fabrics, trays and the hall, none of racks.
        Hall withoutRacks = hall;
        withoutRacks.racks = {};
        m_out.reset(RowIndex(withoutRacks));
    }
    void run() {
        const Changes changes;
        Pass pass{m_hall,    m_in,     m_rows,  changes, m_out,
                  m_fabrics, m_cables, m_power, m_bill,  m_hall.site().basis};
        fabric_ms = milliseconds([&] { runFabric(pass); });
        cabling_ms = milliseconds([&] { runCabling(pass); });
    }
    double fabric_ms = 0.0, cabling_ms = 0.0;  ///< of the last run

    const FabricPlan& fabric() const { return m_fabrics.plans.front(); }
    const CablePlan& cables() const { return m_cables.plans.front(); }

private:
    const Hall& m_hall;
    Slots m_in;
    RowIndex m_rows;
    Columns m_out;
    FabricPlans m_fabrics;
    CablePlans m_cables;
    PowerPlan m_power;
    std::vector<BillLine> m_bill;
};

/// Numbers as text into one of two buffers, while the other one is written.
class CsvFile {
public:
    explicit CsvFile(const std::string& path)
        : m_file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)),
          m_writer([this] { writeAll(); }) {}
    ~CsvFile() { finish(); }
    CsvFile(const CsvFile&) = delete;
    CsvFile& operator=(const CsvFile&) = delete;

    void row(int from, int to, int length_mm) {
        if (size - m_used < longestRow) flush();
        m_from.set(from);
        m_to.set(to);
        m_length.set(length_mm);
        m_from.put(m_buffer.get(), m_used);
        m_to.put(m_buffer.get(), m_used);
        m_length.put(m_buffer.get(), m_used);
    }
    /// Whether all of it is written.
    bool finish() {
        if (m_writer.joinable()) {
            if (m_used > 0) flush();
            flush();  // empty: nothing follows
            m_writer.join();
            m_good = m_good && m_file >= 0 && close(m_file) == 0;
        }
        return m_good;
    }

private:
    static constexpr std::size_t size = 1 << 18, longestRow = 64;

    /// A number and what follows it. Most numbers are the last one or one more.
    struct Digits {
        explicit Digits(char after) : follows(after) {}
        void set(int next) {
            if (next == value) return;
            if (next == value + 1 && size > 1 && text[size - 2] != '9') {
                ++text[size - 2];
            } else {
                char* const end = std::to_chars(text, text + sizeof text - 1, next).ptr;
                *end = follows;
                size = static_cast<std::size_t>(end - text) + 1;
            }
            value = next;
        }
        /// Copied whole: a length that is known at compile time is one move.
        void put(char* buffer, std::size_t& used) const {
            std::memcpy(buffer + used, text, sizeof text);
            used += size;
        }

        char follows;
        char text[16] = {};
        std::size_t size = 0;
        int value = -1;
    };

    /// Hands the full buffer to the writer and goes on in the other one.
    void flush() {
        m_written.acquire();
        std::swap(m_buffer, m_full);
        m_fullSize = m_used;
        m_used = 0;
        m_handed.release();
    }
    void writeAll() {
        for (;;) {
            m_handed.acquire();
            if (m_fullSize == 0) return;
            for (std::size_t done = 0; done < m_fullSize && m_good;) {
                const ssize_t wrote = write(m_file, m_full.get() + done, m_fullSize - done);
                m_good = wrote > 0;
                done += static_cast<std::size_t>(std::max<ssize_t>(0, wrote));
            }
            m_written.release();
        }
    }

    int m_file = -1;
    std::atomic<bool> m_good = true;
    std::unique_ptr<char[]> m_buffer{new char[size]}, m_full{new char[size]};
    std::size_t m_fullSize = 0;
    std::binary_semaphore m_written{1}, m_handed{0};
    std::thread m_writer;
    std::size_t m_used = 0;
    Digits m_from{','}, m_to{','}, m_length{'\n'};
};

/// One row per link: the devices at its ends and its length in millimetres.
bool writeLinks(const FatTreeLayout& layout, const Stages& stages, const std::string& path) {
    CsvFile csv(path);
    const std::vector<LinkBundle>& bundles = stages.fabric().bundles;
    for (std::size_t i = 0; i < bundles.size(); ++i) {
        const LinkBundle& bundle = bundles[i];
        const std::int32_t length_mm = stages.cables().length_mm[i];
        if (bundle.kind == LinkBundle::Kind::HostLeaf) {
            const int first = layout.firstHost(bundle.from) + bundle.fromPort;
            for (int link = 0; link < bundle.links; ++link)
                csv.row(first + link * bundle.fromStep, layout.firstEdge() + bundle.to, length_mm);
            continue;
        }
        const bool up = bundle.kind == LinkBundle::Kind::SpineCore;
        const int from = (up ? layout.firstAggregation() : layout.firstEdge()) + bundle.from;
        const int to = (up ? layout.firstCore() : layout.firstAggregation()) + bundle.to;
        for (int link = 0; link < bundle.links; ++link)
            csv.row(from, to, length_mm);
    }
    return csv.finish();
}

/// Links, their length and the bill, in the words of the script.
std::string totals(const Stages& stages) {
    long long links = 0;
    std::string bom;
    std::map<std::int32_t, long long> pieces;
    for (const auto& [piece, count] : stages.cables().pieces)
        pieces[piece.second] += count;
    for (const auto& [length_mm, count] : pieces) {
        links += count;
        bom += fmt::format("{}\"{}\": {}", bom.empty() ? "" : ", ", length_mm / 1000, count);
    }
    return fmt::format("\"links\": {}, \"total_m\": {:.3f}, \"bom\": {{{}}}", links,
                       static_cast<double>(stages.cables().total_mm) / 1000.0, bom);
}

int runOnce(const Options& options) {
    Hall hall;
    std::unique_ptr<Stages> stages;
    const double making = milliseconds([&] {
        hall = fatTreeHall(options.layout);
        stages = std::make_unique<Stages>(hall);
    });
    stages->run();
    bool written = true;
    const double writing = milliseconds([&] {
        if (!options.csv.empty()) written = writeLinks(options.layout, *stages, options.csv);
    });
    if (!written) {
        std::fprintf(stderr, "%s cannot be written\n", options.csv.c_str());
        return 3;
    }
    fmt::print("{{\"bench\": \"fabric once\", \"k\": {}, {}, \"hall_ms\": {:.2f}, "
               "\"fabric_ms\": {:.2f}, \"cabling_ms\": {:.2f}, \"csv_ms\": {:.2f}}}\n",
               options.layout.k, totals(*stages), making, stages->fabric_ms, stages->cabling_ms,
               writing);
    // Nothing is left to say: the system takes the memory back faster than destructors do.
    std::fflush(stdout);
    _exit(0);
}

/// A whole process: what it printed, how long it took, and the most memory it held.
struct Ran {
    std::string output;
    double seconds = 0.0, peak_mb = 0.0;
    bool good = false;
};
Ran runProcess(const std::vector<std::string>& command) {
    Ran ran;
    int ends[2];
    if (pipe(ends) != 0) return ran;
    std::vector<char*> arguments;
    for (const std::string& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    const auto begin = std::chrono::steady_clock::now();
    pid_t child = 0;
    const bool started = posix_spawn(&child, command.front().c_str(), &actions, nullptr,
                                     arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    char buffer[4096];
    for (ssize_t got = 0; started && (got = read(ends[0], buffer, sizeof buffer)) > 0;)
        ran.output.append(buffer, static_cast<std::size_t>(got));
    close(ends[0]);
    if (!started) return ran;
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    ran.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    ran.peak_mb = static_cast<double>(usage.ru_maxrss) / 1024.0;
    ran.good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return ran;
}

/// The part of a line of JSON between a key and the end of its value.
std::string valueOf(const std::string& json, std::string_view key) {
    const std::size_t at = json.find(fmt::format("\"{}\": ", key));
    if (at == std::string::npos) return {};
    const std::size_t begin = at + key.size() + 4;
    const std::size_t end =
        json[begin] == '{' ? json.find('}', begin) + 1 : json.find_first_of(",}", begin);
    return json.substr(begin, end - begin);
}

bool sameTotals(const std::string& a, const std::string& b) {
    const double metres = std::strtod(valueOf(a, "total_m").c_str(), nullptr);
    return metres > 0.0 && metres == std::strtod(valueOf(b, "total_m").c_str(), nullptr) &&
           valueOf(a, "links") == valueOf(b, "links") && valueOf(a, "bom") == valueOf(b, "bom");
}

/// Both programs in turn, each from its start to its end.
int againstPeer(const Options& options) {
    const std::string folder = std::filesystem::temp_directory_path().string();
    const std::string ours = fmt::format("{}/hallwright-bench-{}.csv", folder, getpid());
    const std::string theirs = ours + ".peer";
    const std::string k = std::to_string(options.layout.k);
    std::vector<double> us, them, memory, theirMemory;
    bool same = true;
    // Both make a new file each time: to empty an old one takes the system some milliseconds.
    const auto removeFiles = [&] {
        std::error_code ignored;
        std::filesystem::remove(ours, ignored);
        std::filesystem::remove(theirs, ignored);
    };
    // Neither pays for pages that the one before it left to be written.
    const auto run = [](const std::vector<std::string>& command) {
        sync();
        return runProcess(command);
    };
    for (int i = 0; i < options.runs && same; ++i) {
        removeFiles();
        const Ran peer = run({options.python, options.peer, "networkx", k, "--csv", theirs});
        const Ran self = run({std::filesystem::read_symlink("/proc/self/exe").string(), "fabric",
                              "--once", "--k", k, "--csv", ours});
        if (!peer.good || !self.good) {
            std::fprintf(stderr, "%s failed\n",
                         (peer.good ? "hallwright_bench" : options.peer.c_str()));
            same = false;
            break;
        }
        same = sameTotals(peer.output, self.output);
        if (!same)
            std::fprintf(stderr, "the totals differ:\n%s%s", peer.output.c_str(),
                         self.output.c_str());
        them.push_back(peer.seconds);
        us.push_back(self.seconds);
        theirMemory.push_back(peer.peak_mb);
        memory.push_back(self.peak_mb);
    }
    removeFiles();
    if (!same) return 1;
    fmt::print("{{\"bench\":\"fabric peer\",\"k\":{},\"runs\":{},\"same_totals\":true,"
               "\"peer_s\":{:.3f},\"s\":{:.4f},\"ratio\":{:.1f},\"peer_mb\":{:.0f},"
               "\"mb\":{:.0f}}}\n",
               k, us.size(), percentile(them, 0.5), percentile(us, 0.5),
               percentile(them, 0.5) / percentile(us, 0.5), percentile(theirMemory, 1.0),
               percentile(memory, 1.0));
    return 0;
}

/// The same links over packed arrays and nothing else: ends, lengths and a count per stock length.
struct BareLinks {
    std::vector<std::int32_t> from, to, length_mm;
    std::vector<long long> bins;
    long long total_mm = 0;

    void make(const FatTreeLayout& layout) {
        const int k = layout.k, h = layout.half();
        const std::size_t count = static_cast<std::size_t>(3 * layout.hosts());
        from.resize(count);
        to.resize(count);
        length_mm.resize(count);
        bins.assign(stockLengths().size(), 0);
        total_mm = 0;
        const auto& stock = stockLengths();
        std::size_t n = 0;
        int lastLength = -1;
        std::size_t lastBin = 0;
        const auto link = [&](int a, int rackA, int b, int rackB) {
            from[n] = a;
            to[n] = b;
            const int length = rackA == rackB ? 2000
                                              : 600 * std::abs(rackA % 40 - rackB % 40) +
                                                    3000 * std::abs(rackA / 40 - rackB / 40) + 5000;
            length_mm[n++] = length;
            total_mm += length;
            if (length != lastLength) {
                lastLength = length;
                lastBin = static_cast<std::size_t>(
                    std::lower_bound(stock.begin(), stock.end(), length) - stock.begin());
            }
            ++bins[lastBin];
        };
        for (int p = 0; p < k; ++p) {
            const int pod = p * layout.racksOfPod(), net = pod + layout.racksOfPod() - 1;
            for (int e = 0; e < h; ++e) {
                const int edge = layout.firstEdge() + p * h + e;
                for (int i = 0; i < h; ++i)
                    link((p * h + e) * h + i, pod + (e * h + i) / 16, edge, net);
                for (int a = 0; a < h; ++a)
                    link(edge, net, layout.firstAggregation() + p * h + a, net);
            }
            for (int a = 0; a < h; ++a)
                for (int j = 0; j < h; ++j)
                    link(layout.firstAggregation() + p * h + a, net, layout.firstCore() + a * h + j,
                         k * layout.racksOfPod() + (a * h + j) / 8);
        }
    }
};

int inMemory(const Options& options, const Hall& hall) {
    BareLinks bare;
    std::vector<double> floor, stages;
    bool same = true;
    for (int i = 0; i < 9; ++i) {
        bare = {};
        floor.push_back(milliseconds([&] { bare.make(options.layout); }));
        std::unique_ptr<Stages> run = std::make_unique<Stages>(hall);
        stages.push_back(milliseconds([&] { run->run(); }));
        same = same && run->cables().total_mm == bare.total_mm;
    }
    fmt::print("{{\"bench\":\"fabric memory\",\"k\":{},\"same_total\":{},\"bare_ms\":{:.2f},"
               "\"ms\":{:.2f},\"times\":{:.2f}}}\n",
               options.layout.k, same, percentile(floor, 0.5), percentile(stages, 0.5),
               percentile(stages, 0.5) / percentile(floor, 0.5));
    return same ? 0 : 1;
}

/// One rack moved to and fro in the whole hall, everything evaluated.
void moveOne(const Options& options, const Hall& hall) {
    Evaluator evaluator;
    const double full = milliseconds([&] { evaluator.update(hall); });
    const int pod = options.layout.racksOfPod();
    for (const auto& [what, rack] :
         {std::pair{"compute", 5 * pod + 3}, std::pair{"network", 5 * pod + pod - 1},
          std::pair{"core", options.layout.racks() - 1}}) {
        std::vector<double> times;
        const Id<Rack> id{firstFatTreeRack + rack};
        for (int i = 0; i < 40; ++i) {
            Hall next = hall;
            Rack moved = hall.racks[id];
            moved.place.x += Millimetres{i % 2 == 0 ? 100 * (i + 1) : 0};
            next.racks.set(id, moved);
            times.push_back(milliseconds([&] { evaluator.update(next); }));
        }
        fmt::print("{{\"bench\":\"fabric move\",\"rack\":\"{}\",\"racks\":{},\"full_ms\":{:.1f},"
                   "\"median_ms\":{:.3f},\"max_ms\":{:.3f}}}\n",
                   what, options.layout.racks(), full, percentile(times, 0.5),
                   percentile(times, 1.0));
    }
}

}  // namespace

int fabric(const std::vector<std::string>& arguments) {
    const std::optional<Options> options = optionsOf(arguments);
    if (!options) {
        std::fprintf(stderr, "usage: hallwright_bench fabric [--peer SCRIPT] [--python PROGRAM] "
                             "[--k K] [--runs N] [--csv FILE] [--once]\n"
                             "K is a multiple of 8 up to 256, so that hosts fill whole racks.\n");
        return 2;
    }
    if (options->once) return runOnce(*options);
    if (!options->peer.empty())
        if (const int code = againstPeer(*options); code != 0) return code;
    const Hall hall = fatTreeHall(options->layout);
    const int code = inMemory(*options, hall);
    if (code == 0) moveOne(*options, hall);
    return code;
}

}  // namespace hallwright::bench
