#include "model/reports/link_names.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <set>

namespace hallwright {

namespace {

/// Longest beginning of a device name; "-leaf-0012" and the like still fit into the 63 characters
/// of a host name (RFC 1123) and the 64 of a switch in Slurm.
constexpr std::size_t longestTag = 40;

/// How a switch names its ports where its part does not say: as Cumulus Linux does.
constexpr std::string_view usualPortName = "swp{cage}[s{link0}]";

constexpr std::string_view tierWords[] = {"leaf", "spine", "core"};

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

/// Letters, digits, dots, underscores and single dashes, with a letter or digit first and last.
std::string cleaned(std::string_view name) {
    std::string out;
    for (char c : name) {
        if (out.size() == longestTag) break;
        if (isPlain(c) && c != '-')
            out += c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    const auto isEdge = [](char c) { return c == '-' || c == '.' || c == '_'; };
    while (!out.empty() && isEdge(out.back()))
        out.pop_back();
    std::size_t first = 0;
    while (first < out.size() && isEdge(out[first]))
        ++first;
    return out.substr(first);
}

std::string loweredName(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// Gives every thing a name of its own, whatever case is read. Who first has a name keeps it;
/// others get their id behind it, which never changes.
class OwnNames {
public:
    std::string take(const std::string& wanted, std::string_view otherwise, RawId id) {
        std::string name = wanted.empty() ? fmt::format("{}-{}", otherwise, id) : wanted;
        if (m_taken.insert(loweredName(name)).second) return name;
        name = fmt::format("{}-{}", name.substr(0, longestTag), id);
        while (!m_taken.insert(loweredName(name)).second)
            name += "x";
        return name;
    }

private:
    std::set<std::string> m_taken;
};

/// Names of all rows by position. Those whose own name serves as it stands come first, so that
/// they keep it.
std::vector<std::string> ownNames(const std::vector<std::string>& names,
                                  const std::vector<RawId>& ids, bool clean,
                                  std::string_view otherwise) {
    std::vector<std::string> out(names.size());
    OwnNames own;
    for (const bool asItStands : {true, false})
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string wanted = clean ? cleaned(names[i]) : names[i];
            if ((wanted == names[i]) == asItStands) out[i] = own.take(wanted, otherwise, ids[i]);
        }
    return out;
}

int whole(double value) { return std::isnan(value) || value < 1.0 ? 0 : static_cast<int>(value); }

}  // namespace

std::string portName(std::string_view form, std::int32_t cage, std::int32_t link, int portsPerCage,
                     int linksPerCage) {
    const int split = std::max(1, linksPerCage / std::max(1, portsPerCage));
    struct Count {
        std::string_view word;
        std::int32_t value;  ///< from 0
        bool several;
    };
    const Count counts[] = {
        {"cage", cage, true},
        {"port", link / split, portsPerCage > 1},
        {"part", link % split, split > 1},
        {"link", link, linksPerCage > 1},
        {"number", cage * std::max(1, linksPerCage) + link, true},
    };
    std::string out, bracket;
    bool inside = false, kept = false;
    for (std::size_t at = 0; at < form.size(); ++at) {
        const char c = form[at];
        std::string& to = inside ? bracket : out;
        if (c == '[' && !inside) {
            inside = true;
            kept = false;
            bracket.clear();
        } else if (c == ']' && inside) {
            inside = false;
            if (kept) out += bracket;
        } else if (c == '{' && form.find('}', at) != std::string_view::npos) {
            const std::size_t end = form.find('}', at);
            std::string_view word = form.substr(at + 1, end - at - 1);
            const bool fromZero = word.ends_with('0');
            if (fromZero) word.remove_suffix(1);
            for (const Count& count : counts)
                if (count.word == word) {
                    to += std::to_string(count.value + (fromZero ? 0 : 1));
                    kept = kept || count.several;
                }
            at = end;
        } else {
            to += c;
        }
    }
    return out;
}

LinkNames::LinkNames(const Evaluation& evaluation) {
    const Hall& hall = evaluation.hall();
    const Slots& in = evaluation.numbers();
    const std::vector<RawId>& fabrics = evaluation.rows().ids(Scope::Fabric);
    std::vector<std::string> names;
    for (RawId id : fabrics)
        names.push_back(hall.fabrics[{id}].name);
    const std::vector<std::string> fabricNames = ownNames(names, fabrics, true, "fabric");
    for (std::size_t i = 0; i < fabrics.size(); ++i) {
        const Fabric& fabric = hall.fabrics[{fabrics[i]}];
        FabricNames own;
        own.name = fabricNames[i];
        own.role = fabric.role;
        own.ports = in.text(fabric.switchPart, Property::portName);
        if (own.ports.empty()) own.ports = usualPortName;
        own.portsPerCage = std::max(1, whole(in.get(fabric.switchPart, Property::portsPerCage)));
        const double cages = in.get(fabric.switchPart, Property::switchCages);
        const double radix =
            switchRadix(in, fabric, evaluation.fabrics().plans[i].linkSpeed) / cages;
        own.linksPerCage = std::max(1, whole(radix + 1e-9));
        m_fabrics.push_back(std::move(own));
    }

    const std::vector<RawId>& racks = evaluation.rows().ids(Scope::Rack);
    names.clear();
    for (RawId id : racks)
        names.push_back(hall.racks[{id}].name);
    const std::vector<std::string> rackNames = ownNames(names, racks, false, "rack");
    const std::vector<std::string> tags = ownNames(names, racks, true, "rack");
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const PartId part = hall.racks[{racks[i]}].part;
        RackNames own{rackNames[i], tags[i], 0, 0, whole(in.get(part, Property::nodes))};
        own.firstFrontEnd = whole(in.get(part, Property::scaleOutPorts));
        own.firstStorage = own.firstFrontEnd + whole(in.get(part, Property::frontEndPorts));
        m_racks.push_back(std::move(own));
    }

    std::vector<std::int32_t> panels(m_racks.size());
    for (std::size_t f = 0; f < m_fabrics.size() && f < evaluation.cables().plans.size(); ++f) {
        m_fabrics[f].firstPanel = panels;
        const std::vector<long long>& own = evaluation.cables().plans[f].plant.panelsOfRack;
        for (std::size_t rack = 0; rack < own.size() && rack < panels.size(); ++rack)
            panels[rack] += static_cast<std::int32_t>(own[rack]);
    }
}

std::string LinkNames::node(std::int32_t rack, std::int32_t number) const {
    if (rack < 0) return fmt::format("node-{:04}", number + 1);
    const RackNames& own = m_racks[static_cast<std::size_t>(rack)];
    // What is managed besides the nodes: switch trays first, then whatever else has a port.
    const bool other = own.nodes > 0 && number >= own.nodes;
    return fmt::format("{}-{}{:02}", own.tag, other ? 'd' : 'n',
                       number + 1 - (other ? own.nodes : 0));
}

std::string LinkNames::switchName(std::int32_t fabric, Tier tier, std::int32_t number) const {
    return fmt::format("{}-{}-{:03}", of(fabric).name, tierWords[static_cast<std::size_t>(tier)],
                       number + 1);
}

std::string LinkNames::device(const LinkEnd& end, std::int32_t fabric) const {
    return end.host ? node(end.rack, end.device) : switchName(fabric, end.tier, end.device);
}

std::int32_t LinkNames::card(const LinkEnd& end, std::int32_t fabric) const {
    if (end.rack < 0) return end.cage;
    const RackNames& rack = m_racks[static_cast<std::size_t>(end.rack)];
    switch (of(fabric).role) {
    case FabricRole::FrontEnd:
        return rack.firstFrontEnd + end.cage;
    case FabricRole::Storage:
        return rack.firstStorage + end.cage;
    case FabricRole::ScaleOut:
    case FabricRole::OutOfBand:
        break;
    }
    return end.cage;
}

std::string LinkNames::port(const LinkEnd& end, std::int32_t fabric) const {
    const FabricNames& own = of(fabric);
    if (!end.host)
        return portName(own.ports, end.cage, end.part, own.portsPerCage, own.linksPerCage);
    if (own.role == FabricRole::OutOfBand) return fmt::format("oob{}", end.port + 1);
    return fmt::format("mlx5_{}/P{}", card(end, fabric), end.part + 1);
}

std::string LinkNames::rack(std::int32_t position) const {
    return position < 0 ? std::string() : m_racks[static_cast<std::size_t>(position)].name;
}

std::string LinkNames::rack(const LinkEnd& end) const { return rack(end.rack); }

std::string LinkNames::label(const LinkEnd& end, std::int32_t fabric) const {
    if (end.rack < 0) return fmt::format("{}:{}", device(end, fabric), port(end, fabric));
    if (end.unit_u <= 0)  // two devices of a rack must not have the same label
        return fmt::format("{}-{}:{}", rack(end), device(end, fabric), port(end, fabric));
    return fmt::format("{}-{:02}:{}", rack(end), end.unit_u, port(end, fabric));
}

std::string LinkNames::label(const LinkEnd& near, const LinkEnd& far, std::int32_t fabric) const {
    return label(near, fabric) + " / " + label(far, fabric);
}

std::int32_t LinkNames::panelOfRack(std::int32_t rack, std::int32_t number,
                                    std::int32_t fabric) const {
    return of(fabric).firstPanel[static_cast<std::size_t>(rack)] + number + 1;
}

std::string LinkNames::panel(std::int32_t rack, std::int32_t number, std::int32_t fabric) const {
    return fmt::format("{}-pp{:02}", m_racks[static_cast<std::size_t>(rack)].tag,
                       panelOfRack(rack, number, fabric));
}

std::string LinkNames::panelLabel(std::int32_t rack, std::int32_t number, std::int32_t port,
                                  std::int32_t fabric) const {
    return fmt::format("{}-pp{:02}:{}", m_racks[static_cast<std::size_t>(rack)].name,
                       panelOfRack(rack, number, fabric), port + 1);
}

bool LinkNames::infiniBand(std::int32_t fabric) const {
    const std::string& form = of(fabric).ports;
    return form.starts_with("sw{") || form.starts_with("P{");
}

const std::string& LinkNames::fabric(std::int32_t fabric) const { return of(fabric).name; }

}  // namespace hallwright
