#include "model/parts/connections.h"

#include "model/base/text.h"
#include "model/parts/nesting.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

namespace hallwright {

namespace {

// Guards against a slip of the hand, not limits of any part.
constexpr int mostAlike = 10000;
constexpr long long mostOfAll = 1'000'000'000;

constexpr std::array<std::string_view, 6> sides = {"front",  "rear", "top",
                                                   "bottom", "left", "right"};
constexpr std::array<std::string_view, 4> services = {"network", "power", "water", "air"};

Error fault(std::string_view piece, std::string_view how) {
    return {ErrorCode::Invalid, fmt::format("\"{}\" cannot be read; {}", piece, how), {}};
}

bool isWord(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+';
    });
}

/// The pieces between separators, empty ones too: two commas in a row are a slip.
std::vector<std::string_view> pieces(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        out.push_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return out;
}

/// "4*osfp network scale-out".
Result<Connection> readPiece(std::string_view piece, std::string_view side) {
    Connection out;
    out.side = side;
    std::string_view rest = piece;
    if (const std::size_t star = rest.find('*'); star != std::string_view::npos) {
        const std::string_view times = trimmed(rest.substr(0, star));
        const auto [end, code] =
            std::from_chars(times.data(), times.data() + times.size(), out.count);
        if (code != std::errc{} || end != times.data() + times.size() || out.count < 1 ||
            out.count > mostAlike)
            return fault(piece, "before * stands how many there are");
        rest = trimmed(rest.substr(star + 1));
    }
    const std::vector<std::string> words = split(rest, ' ');
    if (words.size() < 2 || words.size() > 3)
        return fault(piece, "a connection is its form, its service and what it is for: "
                            "4*osfp network scale-out");
    if (!isWord(words[0]) || (words.size() == 3 && !isWord(words[2])))
        return fault(piece, "form and purpose are words of lower-case letters, digits and dashes");
    const auto service = std::find(services.begin(), services.end(), words[1]);
    if (service == services.end())
        return fault(piece, "after the form stands network, power, water or air");
    out.form = words[0];
    out.service = static_cast<Service>(service - services.begin());
    if (words.size() == 3) out.purpose = words[2];
    return out;
}

int sum(int a, int b) { return static_cast<int>(std::min(1LL * a + b, mostOfAll)); }

/// Puts a connection to alike ones.
void add(std::vector<Connection>& all, const Connection& one) {
    for (Connection& there : all)
        if (there.side == one.side && there.form == one.form && there.service == one.service &&
            there.purpose == one.purpose) {
            there.count = sum(there.count, one.count);
            return;
        }
    all.push_back(one);
}

/// Walks what a part holds. Keeps what it found of each part at each depth: parts that hold parts
/// many times over, level by level, would otherwise be walked once for each way that leads there.
class Walk {
public:
    explicit Walk(const FindPart& find) : m_find(find) {}

    const std::vector<Connection>& connections(const Part& part, int depth) {
        const std::pair key(&part, depth);
        if (const auto known = m_known.find(key); known != m_known.end()) return known->second;
        std::vector<Connection> found = gathered(part, depth);
        return m_known.emplace(key, std::move(found)).first->second;
    }

private:
    std::vector<Connection> gathered(const Part& part, int depth) {
        std::vector<Connection> out;
        if (const std::string& text = part.text(Property::connections); !text.empty())
            if (const Result<std::vector<Connection>> own = parseConnections(text))
                for (const Connection& one : *own)
                    add(out, one);
        const bool saysNetwork = std::any_of(out.begin(), out.end(), [](const Connection& one) {
            return one.service == Service::Network;
        });
        if (saysNetwork || depth >= deepestContents) return out;
        for (const Content& content : mergedContents(part)) {
            const Part* inside = m_find(content.part);
            if (!inside) continue;
            for (Connection one : connections(*inside, depth + 1)) {
                if (one.service != Service::Network || one.purpose == "scale-up") continue;
                one.count = static_cast<int>(
                    std::clamp<long long>(1LL * one.count * content.count, 0, mostOfAll));
                add(out, one);
            }
        }
        return out;
    }

    const FindPart& m_find;
    std::map<std::pair<const Part*, int>, std::vector<Connection>> m_known;
};

}  // namespace

Result<std::vector<Connection>> parseConnections(std::string_view text) {
    std::vector<Connection> out;
    for (const std::string_view part : pieces(text, ';')) {
        const std::size_t colon = part.find(':');
        const std::string_view side =
            colon == std::string_view::npos ? std::string_view() : trimmed(part.substr(0, colon));
        if (std::find(sides.begin(), sides.end(), side) == sides.end())
            return fault(part,
                         "it begins with a side: front:, rear:, top:, bottom:, left:, right:");
        for (const std::string_view piece : pieces(part.substr(colon + 1), ',')) {
            Result<Connection> one = readPiece(piece, side);
            if (!one) return one.error();
            out.push_back(std::move(one).value());
        }
    }
    return out;
}

std::string_view serviceName(Service service) {
    return services[static_cast<std::size_t>(service)];
}

std::vector<Connection> connectionsOf(const Part& part, const FindPart& find) {
    return Walk(find).connections(part, 0);
}

std::vector<ConnectionCount> countBySideAndForm(std::span<const Connection> connections) {
    std::vector<ConnectionCount> out;
    for (const std::string_view side : sides)
        for (const Connection& one : connections) {
            if (one.side != side) continue;
            const auto there = std::find_if(out.begin(), out.end(), [&](const ConnectionCount& c) {
                return c.side == side && c.form == one.form && c.service == one.service;
            });
            if (there == out.end())
                out.push_back({one.side, one.form, one.service, one.count});
            else
                there->count = sum(there->count, one.count);
        }
    return out;
}

std::string connectionsText(std::span<const Connection> connections) {
    std::string out, side;
    for (const ConnectionCount& one : countBySideAndForm(connections)) {
        out += one.side == side ? ", " : fmt::format("{}{}: ", out.empty() ? "" : "; ", one.side);
        side = one.side;
        out += fmt::format("{} × {} {}", grouped(one.count), one.form, serviceName(one.service));
    }
    return out;
}

}  // namespace hallwright
