#include "catalog/netbox_device.h"

#include "catalog/netbox_interfaces.h"
#include "catalog/netbox_kind.h"
#include "model/base/text.h"
#include "model/parts/part_fault.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

/// No maker calls a thing by more, in bytes; what is longer is a file of something else.
constexpr std::size_t longestName = 200;

/// Ports of one type.
struct PortGroup {
    std::string type;
    InterfaceType meaning;
    std::vector<std::string_view> names;

    double rate() const { return meaning.speed.value_or(0.0) * static_cast<double>(names.size()); }
};

/// The ports by type, in the order of the file.
std::vector<PortGroup> groupsOf(const YamlNode& root, bool management) {
    std::vector<PortGroup> out;
    for (const YamlNode& port : itemsOf(root, "interfaces")) {
        if (port.type != YamlNode::Type::Map || truthOf(port, "mgmt_only") != management) continue;
        std::string_view type = wordOf(port, "type");
        if (type.empty()) type = "no type";
        auto group = std::find_if(out.begin(), out.end(),
                                  [&](const PortGroup& g) { return g.type == type; });
        if (group == out.end()) {
            out.push_back({std::string(type), interfaceType(type), {}});
            group = out.end() - 1;
        }
        group->names.push_back(wordOf(port, "name"));
    }
    return out;
}

std::optional<double> numberOf(const YamlNode& node) {
    const std::string_view text = node.isScalar() ? trimmed(node.text) : std::string_view();
    double number = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || code != std::errc() || end != text.data() + text.size() ||
        !std::isfinite(number))
        return std::nullopt;
    return number;
}

/// A text of a file as a line of a report shows it: one line, and not endless.
std::string cut(std::string text, std::size_t most = longestName) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80)
        --most;
    return text.substr(0, most) + "…";
}

std::string shown(const YamlNode& node) {
    if (!node.isScalar()) return node.type == YamlNode::Type::Null ? "nothing" : "no single value";
    return '"' + cut(node.text, 40) + '"';
}

class DeviceReader {
public:
    DeviceReader(const YamlNode& root, const NetboxOrigin& origin)
        : m_root(root), m_origin(origin), m_traits(traitsOf(root, origin.module)) {}

    NetboxDevice read() {
        if (!readHead()) return std::move(m_out);
        const NetboxKind kind = kindOf(m_traits);
        if (!kind.kind) {
            m_out.error = kind.whyNot;
            return std::move(m_out);
        }
        m_part.kind = *kind.kind;
        m_out.how = kind.how;
        readBody();
        readPower();
        readPorts();
        readConnections();
        listTheRest();
        std::sort(m_part.data.begin(), m_part.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        m_out.part = std::move(m_part);
        return std::move(m_out);
    }

private:
    bool is(Kind kind) const { return m_part.kind == kind; }
    /// What draws power that becomes heat; a UPS or a panel passes it on.
    bool draws() const {
        return is(Kind::Switch) || is(Kind::Tray) || is(Kind::Chassis) || is(Kind::Nic);
    }

    bool refuse(int line, std::string_view message) {
        m_out.error = fmt::format("line {}: {}", line, message);
        return false;
    }
    void leave(std::string what) { m_out.unmapped.push_back(cut(std::move(what))); }
    void leave(std::string_view key, const YamlNode& node, std::string_view why) {
        leave(fmt::format("{} (line {}: {} {})", key, node.line, shown(node), why));
    }

    bool readHead() {
        if (m_root.type == YamlNode::Type::Null)
            return refuse(m_root.line, "the file says nothing");
        if (m_root.type != YamlNode::Type::Map)
            return refuse(m_root.line,
                          "this describes no device; it has no manufacturer and model");
        for (const std::string_view key : {"manufacturer", "model"}) {
            const YamlNode* node = m_root.find(key);
            if (!node)
                return refuse(m_root.line,
                              fmt::format("{} is missing; it is no device or module type", key));
            if (!node->isScalar() || trimmed(node->text).empty())
                return refuse(node->line, fmt::format("{} must be a word", key));
            if (node->text.size() > longestName)
                return refuse(node->line,
                              fmt::format("{} is longer than {} letters", key, longestName));
        }
        const std::string vendor = cut(std::string(wordOf(m_root, "manufacturer")));
        const std::string model = cut(std::string(wordOf(m_root, "model")));
        const bool named = lowered(model).starts_with(lowered(vendor) + " ");
        m_part.vendor = vendor;
        m_part.name = named ? model : vendor + " " + model;
        m_part.status = "generic";  // no file says whether it is still sold
        m_part.id = idOf(vendor, model);
        m_part.aliases.push_back(model);
        const std::string number = cut(std::string(wordOf(m_root, "part_number")));
        if (!number.empty() && number != model) m_part.aliases.push_back(number);
        return true;
    }

    /// The slug where it begins with the maker, as the library asks; else maker and model.
    std::string idOf(const std::string& vendor, const std::string& model) const {
        const std::string maker = slugOf(vendor), slug = slugOf(wordOf(m_root, "slug"));
        if (!maker.empty() && slug.size() <= longestName && slug.starts_with(maker + "-"))
            return slug;
        const std::string id = slugOf(vendor + " " + model);
        return id.empty() || slugOf(model).empty() ? slugOf("netbox " + slug + " " + id) : id;
    }

    Reading reading(Grade grade, std::string_view what) const {
        Reading out;
        out.source = m_origin.source;
        out.grade = grade;
        out.asOf = m_origin.asOf;
        out.note = fmt::format("{}; {}", what, m_origin.file);
        return out;
    }
    void add(Property property, Reading reading) {
        m_part.data.push_back({property, {std::move(reading)}, 0});
    }
    void addText(Property property, std::string text, Grade grade, std::string_view what) {
        Reading out = reading(grade, what);
        out.text = std::move(text);
        add(property, std::move(out));
    }
    /// Fails with the reason where the value is of another order than such a part has.
    std::string addNumber(Property property, double number, std::string_view unit, Reading given) {
        const PropertyInfo& row = info(property);
        const Result<Value> value = convert(number, unit, row.dimension);
        if (!value) return "is no " + std::string(dimensionName(row.dimension));
        if (std::string fault = numberFault(m_part.kind, row, value->si); !fault.empty())
            return fault;
        if (given.low && !numberFault(m_part.kind, row, *given.low).empty())
            given.low = value->si;  // one supply alone is too little for such a part
        if (given.high && !numberFault(m_part.kind, row, *given.high).empty())
            given.high = value->si;
        given.number = value->si;
        given.unit = unit;
        add(property, std::move(given));
        return {};
    }
    std::string addCount(Property property, std::size_t count, Grade grade, std::string_view what) {
        return addNumber(property, static_cast<double>(count), "1", reading(grade, what));
    }

    void readBody() {
        if (const YamlNode* node = m_root.find("u_height")) {
            const std::optional<double> units = numberOf(*node);
            if (!units)
                leave("u_height", *node, "is no number");
            else if (*units != 0.0)  // 0: it takes no rack units
                if (const std::string why =
                        addNumber(Property::rackUnits, *units, "1", reading(Grade::B, "declared"));
                    !why.empty())
                    leave("u_height", *node, why);
        }
        if (const YamlNode* node = m_root.find("weight")) readWeight(*node);
        const std::string airflow = lowered(wordOf(m_root, "airflow"));
        if (airflow.find("-to-") != std::string::npos)
            addText(Property::coolingMedium, "air", Grade::B, "declared: airflow " + airflow);
        else if (const YamlNode* node = m_root.find("airflow"))
            leave("airflow", *node, "does not say how it is cooled");
    }

    void readWeight(const YamlNode& node) {
        std::optional<double> weight = numberOf(node);
        std::string unit(wordOf(m_root, "weight_unit"));
        if (weight && unit == "oz") {
            weight = *weight / 16.0;  // ounces of a pound
            unit = "lb";
        }
        if (!weight) return leave("weight", node, "is no number");
        if (unit != "kg" && unit != "g" && unit != "lb")
            return leave("weight", node, "has no unit of mass; weight_unit is kg, g, lb or oz");
        if (const std::string why =
                addNumber(Property::mass, *weight, unit, reading(Grade::B, "declared: weight"));
            !why.empty())
            leave("weight", node, why);
    }

    void readPower() {
        std::size_t cords = 0, ac = 0;
        for (const YamlNode& supply : itemsOf(m_root, "power-ports")) {
            const std::string type = lowered(wordOf(supply, "type"));
            if (type.starts_with("usb")) continue;
            ++cords;
            for (const char* plug : {"iec-", "nema-", "cs", "ita-", "nbr-"})
                ac += type.starts_with(plug) ? 1 : 0;
        }
        if (cords > 0 && !is(Kind::Nic))
            addCount(Property::powerCords, cords, Grade::B, "declared: power ports");
        const bool allAc = cords > 0 && ac == cords;
        if (allAc && draws())
            addText(Property::inputSystem, "ac", Grade::B, "declared: type of the power ports");
        readDraw("maximum_draw", Property::powerTdp, allAc);
        readDraw("allocated_draw", Property::powerTypical, allAc);
    }

    /// A draw declared at each supply. NetBox does not say whether supplies share the load or stand
    /// by for one another: one of them is the low end, all of them the high one. Two equal ones are
    /// there for one another as a rule.
    void readDraw(const std::string& key, Property property, bool ac) {
        std::vector<double> draws;
        const YamlNode* last = nullptr;
        const std::vector<YamlNode>& supplies = itemsOf(m_root, "power-ports");
        for (const YamlNode& supply : supplies) {
            const YamlNode* node = supply.find(key);
            if (!node) continue;
            last = node;
            const std::optional<double> draw = numberOf(*node);
            if (!draw || !(*draw > 0.0))
                return leave("power-ports." + key, *node, "is no power in watts");
            draws.push_back(*draw);
        }
        if (draws.empty()) return;
        if (!this->draws())
            return leave(fmt::format("power-ports.{} (what goes in, not what it draws)", key));
        if (draws.size() != supplies.size())
            return leave(fmt::format("power-ports.{} (given for {} of {} supplies)", key,
                                     draws.size(), supplies.size()));
        const double most = *std::max_element(draws.begin(), draws.end());
        double sum = 0.0;
        for (const double each : draws)
            sum += each;
        const bool spare = draws.size() == 2 && draws.front() == draws.back();
        const double draw = spare ? most : sum;
        Reading given = reading(Grade::B, fmt::format("declared: {} of its supply", key));
        if (draws.size() > 1) {
            given = reading(Grade::C,
                            spare ? fmt::format("declared: {} of one of two equal supplies", key)
                                  : fmt::format("declared: {} of {} supplies added up, the largest "
                                                "{} W",
                                                key, draws.size(), exactNumber(most)));
            given.why = spare ? "two equal supplies stand by for one another as a rule; the range "
                                "is one to both"
                              : "they may share the load, or each may stand for all of it; the "
                                "range is one to all";
            given.low = most;
            given.high = sum;
        }
        if (ac) given.at = "ac-input";
        if (const std::string why = addNumber(property, draw, "W", std::move(given)); !why.empty())
            leave(fmt::format("power-ports.{} (line {}: {} W {})", key, last->line,
                              exactNumber(draw), why));
    }

    void readPorts() {
        const std::vector<PortGroup> groups = groupsOf(m_root, false);
        const PortGroup* main = nullptr;
        for (const PortGroup& group : groups)
            if (group.meaning.isPort && group.rate() > (main ? main->rate() : 0.0)) main = &group;
        if (!is(Kind::Switch) && !is(Kind::Nic)) main = nullptr;
        if (main && is(Kind::Switch)) readSwitch(*main);
        if (main && is(Kind::Nic)) readNic(*main);
        for (const PortGroup& group : groups)
            if (!group.meaning.isPort)
                leave(fmt::format("interfaces ({} × {})", group.names.size(), group.type));
            else if (&group != main)
                leave(fmt::format("interfaces (speed and role of {} × {})", group.names.size(),
                                  group.type));
        const std::vector<PortGroup> management = groupsOf(m_root, true);
        if (is(Kind::Tray) && management.size() == 1 && management[0].meaning.speed) {
            const PortGroup& group = management[0];
            addCount(Property::oobPorts, group.names.size(), Grade::B, "declared: mgmt_only");
            addSpeed(Property::oobSpeed, group);
            if (!group.meaning.form.empty())
                addText(Property::oobCage, group.meaning.form, Grade::B, "declared: " + group.type);
        }
    }

    void addSpeed(Property property, const PortGroup& group) {
        const double speed = *group.meaning.speed;
        const bool slow = speed < 1e9;
        if (const std::string why =
                addNumber(property, slow ? speed / 1e6 : speed / 1e9, slow ? "Mb/s" : "Gb/s",
                          reading(Grade::B, "declared: " + group.type));
            !why.empty())
            leave(fmt::format("interfaces (speed of {}, which {})", group.type, why));
    }

    void readSwitch(const PortGroup& group) {
        const Cages cages = cagesOf(group.names);
        const bool told = cages.portsEach > 1;
        std::string what = fmt::format("declared: {} × {}", group.names.size(), group.type);
        if (told) what += "; which of them share a cage follows from their names";
        if (cages.uneven) what += ", and some cages are listed with fewer";
        if (cages.aside > 0) what += fmt::format("; {} of other names left aside", cages.aside);
        const Grade grade = told ? Grade::C : Grade::B;
        addCount(Property::switchCages, cages.count, grade, what);
        addCount(Property::portsPerCage, cages.portsEach, grade, what);
        addSpeed(Property::portSpeed, group);
        if (group.meaning.form.empty()) return;
        addText(Property::switchCage, group.meaning.form, Grade::B, "declared: " + group.type);
        addText(Property::switchOptics, group.meaning.form == "rj45" ? "copper" : "pluggable",
                Grade::C, "follows from " + group.type);
    }

    void readNic(const PortGroup& group) {
        addCount(Property::nicPorts, group.names.size(), Grade::B,
                 fmt::format("declared: {} × {}", group.names.size(), group.type));
        addSpeed(Property::nicSpeed, group);
        if (!group.meaning.form.empty())
            addText(Property::nicCage, group.meaning.form, Grade::B, "declared: " + group.type);
    }

    /// Alike connections put together, in the order of the file.
    class Pieces {
    public:
        void add(std::string_view form, std::string_view rest, std::size_t count = 1) {
            if (form.empty()) return;
            const std::string key = fmt::format("{} {}", form, rest);
            for (auto& [piece, number] : m_pieces)
                if (piece == key) {
                    number += count;
                    return;
                }
            m_pieces.emplace_back(key, count);
        }
        std::string text() const {
            std::string out;
            for (const auto& [piece, number] : m_pieces)
                out += fmt::format("{}{}*{}", out.empty() ? "" : ", ", number, piece);
            return out;
        }

    private:
        std::vector<std::pair<std::string, std::size_t>> m_pieces;
    };

    void readConnections() {
        Pieces front, rear;
        for (const bool management : {false, true})
            for (const PortGroup& group : groupsOf(m_root, management))
                if (group.meaning.isPort)
                    front.add(group.meaning.form, management ? "network oob" : "network",
                              group.names.size());
        for (const YamlNode& port : itemsOf(m_root, "front-ports"))
            front.add(formOf(wordOf(port, "type")), "network");
        for (const YamlNode& port : itemsOf(m_root, "rear-ports"))
            rear.add(formOf(wordOf(port, "type")), "network");
        for (const std::string_view key : {"console-ports", "console-server-ports"})
            for (const YamlNode& port : itemsOf(m_root, key))
                front.add(formOf(wordOf(port, "type")), "network console");
        for (const YamlNode& port : itemsOf(m_root, "power-ports"))
            rear.add(formOf(wordOf(port, "type")), "power feed");
        for (const YamlNode& port : itemsOf(m_root, "power-outlets"))
            rear.add(formOf(wordOf(port, "type")), "power outlet");
        if (is(Kind::Panel))
            addCount(Property::panelPorts, m_traits.patchPorts, Grade::B, "declared: patch ports");
        std::string text;
        if (!front.text().empty()) text = "front: " + front.text();
        if (!rear.text().empty())
            text += fmt::format("{}rear: {}", text.empty() ? "" : "; ", rear.text());
        if (!text.empty())
            addText(Property::connections, std::move(text), Grade::C,
                    "declared, but for the side: data ports are taken to be in front, power at "
                    "the rear");
    }

    /// Every key that nothing above has looked at, with how often it stands in a list.
    void listTheRest() {
        static const std::map<std::string_view, std::vector<std::string_view>> known = {
            {"manufacturer", {}},
            {"model", {}},
            {"slug", {}},
            {"part_number", {}},
            {"u_height", {}},
            {"weight", {}},
            {"weight_unit", {}},
            {"airflow", {}},
            {"subdevice_role", {}},
            {"interfaces", {"name", "type", "mgmt_only"}},
            {"power-ports", {"name", "type", "maximum_draw", "allocated_draw"}},
            {"power-outlets", {"name", "type"}},
            {"front-ports", {"name", "type"}},
            {"rear-ports", {"name", "type"}},
            {"console-ports", {"name", "type"}},
            {"console-server-ports", {"name", "type"}}};
        std::map<std::string_view, int> seen;
        for (const auto& [key, node] : m_root.entries) {
            if (++seen[key] > 1) {
                leave(fmt::format("{} (again in line {})", key, node.line));
                continue;
            }
            const auto row = known.find(key);
            if (row == known.end()) {
                leave(node.items.empty() ? key : fmt::format("{} ({})", key, node.items.size()));
                continue;
            }
            if (row->second.empty()) continue;
            if (node.type != YamlNode::Type::Sequence && node.type != YamlNode::Type::Null)
                leave(key, node, "is no list");
            listItems(key, node, row->second);
        }
    }

    void listItems(const std::string& key, const YamlNode& list,
                   const std::vector<std::string_view>& known) {
        std::map<std::string, int> left;
        for (const YamlNode& item : list.items) {
            if (item.type != YamlNode::Type::Map) ++left[fmt::format("{} (no table)", key)];
            for (const auto& [inner, value] : item.entries)
                if (std::find(known.begin(), known.end(), inner) == known.end())
                    ++left[fmt::format("{}.{}", key, inner)];
        }
        for (const auto& [what, count] : left)
            leave(fmt::format("{} ({})", what, count));
    }

    const YamlNode& m_root;
    const NetboxOrigin& m_origin;
    const NetboxTraits m_traits;
    Part m_part;
    NetboxDevice m_out;
};

}  // namespace

std::string slugOf(std::string_view text) {
    std::string out;
    for (const char c : lowered(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    if (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

NetboxDevice netboxDevice(const YamlNode& root, const NetboxOrigin& origin) {
    return DeviceReader(root, origin).read();
}

}  // namespace hallwright
