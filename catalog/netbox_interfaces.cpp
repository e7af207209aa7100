#include "catalog/netbox_interfaces.h"

#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

namespace hallwright {

namespace {

constexpr double mega = 1e6, giga = 1e9, tera = 1e12;  // what the prefixes of a name stand for

/// The rate that the name of an InfiniBand generation stands for on four lanes.
/// IBTA, InfiniBand roadmap.
constexpr std::array<std::pair<std::string_view, double>, 9> infiniband = {{{"sdr", 10 * giga},
                                                                            {"ddr", 20 * giga},
                                                                            {"qdr", 40 * giga},
                                                                            {"fdr10", 40 * giga},
                                                                            {"fdr", 56 * giga},
                                                                            {"edr", 100 * giga},
                                                                            {"hdr", 200 * giga},
                                                                            {"ndr", 400 * giga},
                                                                            {"xdr", 800 * giga}}};

/// NetBox's word for a form, and the catalog's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> forms = {
    {{"sfpp", "sfp+"},
     {"qsfpp", "qsfp+"},
     {"sfpdd", "sfp-dd"},
     {"qsfpdd", "qsfp-dd"},
     {"osfp1600", "osfp"},
     {"osfp1600-rhs", "osfp-rhs"},
     {"t", "rj45"},
     {"tx", "rj45"},
     {"8p8c", "rj45"},
     {"rj-45", "rj45"},
     {"mpo", "mpo"},
     {"lc-pc", "lc"}}};

/// "1.6tbase" is 1.6 Tb/s, "800gbase" 800 Gb/s, "1000base" 1,000 Mb/s.
std::optional<double> speedOf(std::string_view name) {
    double number = 0.0;
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (code != std::errc() || !(number > 0.0)) return std::nullopt;
    const std::string_view unit(end, static_cast<std::size_t>(name.data() + name.size() - end));
    if (unit == "base") return number * mega;
    if (unit == "gbase") return number * giga;
    if (unit == "tbase") return number * tera;
    return std::nullopt;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The cage of a port name, sw1 of sw1p2 and P0 of P0.1; empty where the name has no such form.
std::string_view cageOf(std::string_view name) {
    std::size_t digits = name.size();
    while (digits > 0 && isDigit(name[digits - 1]))
        --digits;
    if (digits == name.size() || digits < 2) return {};
    if (name[digits - 1] != 'p' && name[digits - 1] != '.') return {};
    return isDigit(name[digits - 2]) ? name.substr(0, digits - 1) : std::string_view();
}

}  // namespace

std::string formOf(std::string_view type) {
    std::string out = lowered(type);
    for (const auto& [theirs, ours] : forms)
        if (out == theirs) return std::string(ours);
    for (char& c : out)
        if (!(c >= 'a' && c <= 'z') && !isDigit(c) && c != '.' && c != '+') c = '-';
    return out;
}

InterfaceType interfaceType(std::string_view name) {
    const std::string type = lowered(name);
    InterfaceType out;
    if (type.starts_with("infiniband-")) {
        for (const auto& [generation, rate] : infiniband)
            if (type.substr(11) == generation) {
                out.isPort = true;
                out.speed = rate;
            }
        return out;
    }
    // Fibre Channel is named after its generation, not after what goes through it.
    if (const std::size_t fibreChannel = type.find("gfc-"); fibreChannel != std::string::npos) {
        out.isPort = true;
        out.form = formOf(std::string_view(type).substr(fibreChannel + 4));
        return out;
    }
    const std::size_t dash = type.find("base-");
    if (dash == std::string::npos) return out;
    out.speed = speedOf(std::string_view(type).substr(0, dash + 4));
    const std::string_view medium = std::string_view(type).substr(dash + 5);
    if (!out.speed || medium.empty() || medium[0] == 'k') return out;  // k: along a backplane
    out.isPort = true;
    if (medium.starts_with("x-"))
        out.form = formOf(medium.substr(2));
    else if (medium == "t" || medium == "tx")
        out.form = "rj45";
    return out;
}

Cages cagesOf(const std::vector<std::string_view>& names) {
    constexpr std::size_t mostInACage = 8;  // lanes of the widest cage that NetBox has a name for
    std::map<std::string_view, std::size_t> ports;
    for (const std::string_view name : names)
        ++ports[cageOf(name)];
    const auto other = ports.find(std::string_view());
    const std::size_t aside = other == ports.end() ? 0 : other->second;
    if (other != ports.end()) ports.erase(other);
    std::size_t most = 0, fewest = names.size();
    for (const auto& [cage, count] : ports) {
        most = std::max(most, count);
        fewest = std::min(fewest, count);
    }
    // Cards of many ports are named so too; and where many names differ they say nothing of cages.
    const bool toldByNames = ports.size() > 1 && most <= mostInACage && aside * 10 <= names.size();
    if (!toldByNames) return {names.size(), 1, false, 0};
    return {ports.size(), most, fewest != most, most > 1 ? aside : 0};
}

}  // namespace hallwright
