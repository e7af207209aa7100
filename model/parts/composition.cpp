#include "model/parts/composition.h"

#include "model/base/text.h"
#include "model/parts/nesting.h"
#include "model/parts/part_class.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace hallwright {

namespace {

constexpr std::array adding = {
    Property::powerTdp,     Property::powerPeak, Property::powerTypical, Property::powerIdle,
    Property::mass,         Property::price,     Property::gpuPackages,  Property::gpuDies,
    Property::fp4Dense,     Property::fp8Dense,  Property::fp16Dense,    Property::hbm,
    Property::hbmBandwidth, Property::cpus,      Property::cpuCores,     Property::cpuMemory,
};

bool isPower(Property property) {
    return property == Property::powerTdp || property == Property::powerPeak ||
           property == Property::powerTypical || property == Property::powerIdle;
}

bool isBody(Property property) { return property == Property::mass || property == Property::price; }

/// Whether a thing is no more than what it holds. A tray, a switch or a shelf has boards, fans and
/// sheet metal that nobody lists: its contents add up to its GPUs, not to its power, mass or price.
bool isAssembly(Kind kind) {
    switch (kind) {
    case Kind::ComputeRack:
    case Kind::NetworkRack:
    case Kind::ManagementRack:
    case Kind::StorageRack:
    case Kind::PowerSidecar:
    case Kind::Chassis:
        return true;
    default:
        return false;
    }
}

bool adds(Kind whole, Property property) {
    return isAssembly(whole) || (!isPower(property) && !isBody(property));
}

/// Whether a content of this kind leaves the sum open where it is silent.
bool owes(Kind kind, Property property) {
    if (isBody(property)) return true;
    if (isPower(property)) return isNeeded(kind, Property::powerTdp);
    return isNeeded(kind, property) || kind == Kind::Tray || kind == Kind::Chassis;
}

std::optional<double> times(std::optional<double> a, std::optional<double> b) {
    return a && b ? std::optional<double>(*a * *b) : std::nullopt;
}

/// What a part says of itself. A GPU is one package and a CPU one CPU; what a GPU gives per die it
/// gives for all its dies.
std::optional<double> ownValue(const Part& part, Property property) {
    if (const std::optional<double> own = part.number(property)) return own;
    if (part.kind == Kind::Cpu && property == Property::cpus) return 1.0;
    if (part.kind != Kind::Gpu) return std::nullopt;
    const std::optional<double> dies = part.number(Property::diesPerPackage);
    switch (property) {
    case Property::gpuPackages:
        return 1.0;
    case Property::gpuDies:
        return dies;
    case Property::fp4Dense:
        return times(part.number(Property::fp4PerDie), dies);
    case Property::hbm:
        return times(part.number(Property::hbmPerDie), dies);
    default:
        return std::nullopt;
    }
}

std::string planeOf(const Part& part, Property property) {
    const Datum* datum = part.find(property);
    return datum && datum->reading().number ? datum->reading().at : std::string();
}

/// The plane that all shares agree on; empty where they do not.
std::string commonPlane(const std::vector<ContentShare>& shares) {
    for (const ContentShare& share : shares)
        if (share.at != shares.front().at) return {};
    return shares.empty() ? std::string() : shares.front().at;
}

/// "tray", "switch tray": what people call a part of this kind in a sentence.
std::string everydayWord(Kind kind) {
    switch (kind) {
    case Kind::Tray:
        return "tray";
    case Kind::SwitchTray:
        return "switch tray";
    case Kind::ComputeRack:
        return "rack";
    case Kind::Chassis:
        return "chassis";
    case Kind::Frame:
        return "frame";
    case Kind::Gpu:
        return "GPU";
    case Kind::Cpu:
        return "CPU";
    case Kind::Nic:
        return "NIC";
    case Kind::BbuShelf:
        return "battery shelf";
    case Kind::RackBusbar:
        return "bus bar";
    case Kind::Manifold:
        return "manifold";
    case Kind::Backplane:
        return "backplane";
    default:
        return lowered(info(kind).title);
    }
}

void addOnce(std::vector<std::string>& all, const std::string& one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

/// Tells of a content that leaves a sum open: what is unknown inside of it, else itself.
void tellOpen(const ContentShare& share, const Composition& inside, Composition& out) {
    for (const std::string& id : inside.unknown)
        addOnce(out.unknown, id);
    for (const std::string& word : inside.missing)
        addOnce(out.missing, word);
    if (!inside.unknown.empty()) return;
    addOnce(out.unknown, share.id);
    addOnce(out.missing,
            share.part ? everydayWord(share.part->kind) : fmt::format("part {}", share.id));
}

/// Adds up one property. Keeps what it found of each part at each depth: parts that hold parts many
/// times over, level by level, would otherwise be walked once for each way that leads to them.
class Adder {
public:
    Adder(Property property, const FindPart& find) : m_property(property), m_find(find) {}

    const Composition& composed(const Part& part, int depth) {
        const std::pair key(&part, depth);
        if (const auto known = m_known.find(key); known != m_known.end()) return known->second;
        Composition made = compose(part, depth);
        return m_known.emplace(key, std::move(made)).first->second;
    }

private:
    Composition compose(const Part& part, int depth) {
        Composition out;
        out.property = m_property;
        out.nameplate = part.number(m_property);
        out.at = planeOf(part, m_property);
        if (!adds(part.kind, m_property)) return out;
        double sum = 0.0;
        static const Composition nothing;
        for (const Content& content : mergedContents(part)) {
            const Composition* inside = &nothing;
            ContentShare share = shareOf(content, depth, inside);
            const bool open = !share.each && (!share.part || owes(share.part->kind, m_property) ||
                                              !inside->unknown.empty());
            if (!share.each && !open) continue;
            if (open) tellOpen(share, *inside, out);
            sum += share.total().value_or(0.0);
            out.shares.push_back(std::move(share));
        }
        if (!out.shares.empty() && out.unknown.empty()) out.sum = sum;
        return out;
    }

    /// A content's own word, else what it holds itself. `inside` is what that adds up to.
    ContentShare shareOf(const Content& content, int depth, const Composition*& inside) {
        ContentShare share;
        share.part = m_find(content.part);
        share.id = content.part;
        share.count = content.count;
        if (!share.part) return share;
        share.each = ownValue(*share.part, m_property);
        share.at = planeOf(*share.part, m_property);
        if (share.each || depth >= deepestContents) return share;
        inside = &composed(*share.part, depth + 1);
        share.each = inside->sum;
        share.at = commonPlane(inside->shares);
        return share;
    }

    Property m_property;
    const FindPart& m_find;
    std::map<std::pair<const Part*, int>, Composition> m_known;
};

/// "power", "peak power", "mass", "GPU packages".
std::string everydayWord(Property property) {
    switch (property) {
    case Property::powerTdp:
        return "power";
    case Property::powerPeak:
        return "peak power";
    case Property::mass:
        return "mass";
    case Property::gpuPackages:
        return "GPU packages";
    case Property::gpuDies:
        return "GPU dies";
    case Property::fp4Dense:
        return "FP4 operations";
    case Property::fp8Dense:
        return "FP8 operations";
    case Property::fp16Dense:
        return "FP16 operations";
    case Property::hbm:
        return "GPU memory";
    case Property::hbmBandwidth:
        return "GPU memory bandwidth";
    case Property::cpus:
        return "CPUs";
    case Property::cpuCores:
        return "CPU cores";
    case Property::cpuMemory:
        return "CPU memory";
    default:
        return lowered(info(property).title);
    }
}

/// "a", "a and b", "a, b and c".
std::string enumerated(std::vector<std::string> words) {
    if (words.size() < 2) return words.empty() ? std::string() : words.front();
    const std::string last = std::move(words.back());
    words.pop_back();
    return joined(words, ", ") + " and " + last;
}

std::string quantity(double si, Property property) {
    return formatQuantity({si, info(property).dimension});
}

/// With all the digits that the document gave: 18 × 6.667 kW is 120 kW, 18 × 6.67 kW is more.
std::string exactQuantity(double si, Property property) {
    const Dimension dimension = info(property).dimension;
    const QuantityText rounded = quantityParts({si, dimension});
    const Result<Value> one = convert(1.0, rounded.unit, dimension);
    constexpr double grouped = 1000.0;  // from here on digits are parted by commas
    if (!one || one->si == 0.0 || std::fabs(si / one->si) >= grouped)
        return formatQuantity({si, dimension});
    return fmt::format("{:.6g}{}{}", si / one->si, rounded.unit.empty() ? "" : "\u00a0",
                       rounded.unit);
}

std::string inPlane(const std::string& at) { return at.empty() ? at : fmt::format(" ({})", at); }

/// "0.6 % less", "3 % more", "the same".
std::string differenceWords(double share) {
    // Half of the last digit shown.
    constexpr double alike = 0.0005;
    if (std::fabs(share) < alike) return "the same";
    return fmt::format("{:.1f} % {}", std::fabs(share) * 100.0, share < 0.0 ? "less" : "more");
}

}  // namespace

std::optional<double> Composition::difference() const {
    if (!sum || !nameplate || *nameplate == 0.0) return std::nullopt;
    return (*sum - *nameplate) / *nameplate;
}

std::string Composition::whyNot() const {
    if (difference() || (sum && nameplate)) return {};
    if (shares.empty())
        return fmt::format("not evaluated: {} of what it holds unknown", everydayWord(property));
    if (unknown.empty())
        return fmt::format("not evaluated: nameplate {} unknown", everydayWord(property));
    return fmt::format("not evaluated: {} {} unknown", enumerated(missing), everydayWord(property));
}

std::span<const Property> addingProperties() { return adding; }

Composition compose(const Part& part, Property property, const FindPart& find) {
    return Adder(property, find).composed(part, 0);
}

std::vector<Composition> compositions(const Part& part, const FindPart& find) {
    std::vector<Composition> out;
    if (part.contents.empty()) return out;
    for (const Property property : adding) {
        if (!adds(part.kind, property)) continue;
        Composition one = compose(part, property, find);
        const bool anyShare = std::any_of(one.shares.begin(), one.shares.end(),
                                          [](const ContentShare& share) { return share.each; });
        if (one.nameplate || anyShare) out.push_back(std::move(one));
    }
    return out;
}

std::string compositionText(const Composition& composition) {
    std::vector<std::string> terms;
    for (const ContentShare& share : composition.shares) {
        const std::string& name = share.part ? share.part->name : share.id;
        terms.push_back(fmt::format("{} × {} at {}", share.count, name,
                                    share.each ? exactQuantity(*share.each, composition.property)
                                               : std::string("?")));
    }
    std::string out = joined(terms, " + ");
    if (composition.sum) {
        const bool onePlane = !commonPlane(composition.shares).empty();
        out += fmt::format(" = {}{}", quantity(*composition.sum, composition.property),
                           onePlane ? inPlane(composition.shares.front().at) : std::string());
    }
    if (composition.nameplate) {
        if (!out.empty()) out += "; ";
        out += fmt::format("nameplate {}{}", quantity(*composition.nameplate, composition.property),
                           inPlane(composition.at));
    }
    if (const std::optional<double> share = composition.difference())
        out += fmt::format(", {}", differenceWords(*share));
    if (const std::string why = composition.whyNot(); !why.empty())
        out += (out.empty() ? "" : "; ") + why;
    return out;
}

}  // namespace hallwright
