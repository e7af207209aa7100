#include "views/fabric/link_words.h"

#include "views/translated.h"
#include "views/units.h"

namespace hallwright {

namespace {

struct ColumnRow {
    const char *title, *plain, *tip;
    bool number;
};

const ColumnRow& row(LinkColumn column) {
    static constexpr ColumnRow rows[] = {
        {"Fabric", "fabric", "Name of the fabric", false},
        {"From", "from_device", "The lower end: a node of a rack, or the lower switch", false},
        {"Port", "from_port", "What the lower device calls the port", false},
        {"Rack", "from_rack", "Rack of the lower end", false},
        {"U", "from_u", "Lowest rack unit of the lower device", false},
        {"To", "to_device", "The upper end: a switch", false},
        {"Port", "to_port", "What the switch calls the port", false},
        {"Rack", "to_rack", "Rack of the upper end", false},
        {"U", "to_u", "Lowest rack unit of the upper switch", false},
        {"Tier", "tier", "From which tier to which", false},
        {"Plane", "plane", "Plane of a fabric that has several", false},
        {"Rail", "rail", "Rail of a rail-optimised fabric", false},
        {"Length", "length_m", "Along the trays, slack included", true},
        {"Bought", "bought_m", "The next length that is sold", true},
        {"Medium", "medium", "What the link is bought as", false},
        {"Label", "label", "Both ends as rack-U:port", false},
    };
    return rows[static_cast<std::size_t>(column)];
}

}  // namespace

QString LinkWords::title(LinkColumn column) { return tr(row(column).title); }
QString LinkWords::plainTitle(LinkColumn column) { return QString::fromLatin1(row(column).plain); }
QString LinkWords::tip(LinkColumn column) { return tr(row(column).tip); }
bool LinkWords::isNumber(LinkColumn column) { return row(column).number; }

QString LinkWords::fabric(std::int32_t position) const {
    const std::vector<FabricPlan>& plans = m_evaluation.fabrics().plans;
    if (position < 0 || static_cast<std::size_t>(position) >= plans.size()) return {};
    const Fabric* fabric = m_evaluation.hall().fabrics.find(
        Id<Fabric>{plans[static_cast<std::size_t>(position)].fabric});
    return fabric ? QString::fromStdString(fabric->name) : QString();
}

QString LinkWords::medium(const Link& link) const {
    const Part* part = m_evaluation.numbers().part(link.medium);
    if (!part) return link.copper ? tr("Copper") : QString();
    return QString::fromStdString(part->name.empty() ? part->id : part->name);
}

QString LinkWords::words(const Link& link, LinkColumn column) const {
    const auto text = [](const std::string& words) { return QString::fromStdString(words); };
    const auto count = [](std::int32_t number) {
        return number < 0 ? QString() : QString::number(number + 1);
    };
    const auto unit = [](const LinkEnd& end) {
        return end.unit_u > 0 ? QString::number(end.unit_u) : QString();
    };
    const auto length = [](std::int32_t mm) {
        return mm < 0 ? QString() : shownText({mm / 1000.0, Dimension::Length});
    };
    const auto rack = [&](const LinkEnd& end) {
        return end.rack < 0 ? QString() : text(m_names.rack(end));
    };
    const std::int32_t fabricAt = link.ref.fabric;
    switch (column) {
    case LinkColumn::Fabric:
        return fabric(fabricAt);
    case LinkColumn::FromDevice:
        return text(m_names.device(link.lower, fabricAt));
    case LinkColumn::FromPort:
        return text(m_names.port(link.lower, fabricAt));
    case LinkColumn::FromRack:
        return rack(link.lower);
    case LinkColumn::FromUnit:
        return unit(link.lower);
    case LinkColumn::ToDevice:
        return text(m_names.device(link.upper, fabricAt));
    case LinkColumn::ToPort:
        return text(m_names.port(link.upper, fabricAt));
    case LinkColumn::ToRack:
        return rack(link.upper);
    case LinkColumn::ToUnit:
        return unit(link.upper);
    case LinkColumn::Tier:
        switch (link.kind) {
        case LinkBundle::Kind::HostLeaf:
            return tr("Host – leaf");
        case LinkBundle::Kind::LeafSpine:
            return tr("Leaf – spine");
        case LinkBundle::Kind::SpineCore:
            return tr("Spine – core");
        default:
            return tr("Spine – spine");
        }
    case LinkColumn::Plane:
        return m_evaluation.fabrics().plans[static_cast<std::size_t>(fabricAt)].size.planes > 1
                   ? count(link.plane)
                   : QString();
    case LinkColumn::Rail:
        return count(link.rail);
    case LinkColumn::Length:
        return link.length_mm < 0 ? tr("No route") : length(link.length_mm);
    case LinkColumn::Bought:
        return length(link.bought_mm);
    case LinkColumn::Medium:
        return medium(link);
    case LinkColumn::Label:
        return text(m_names.label(link.lower, link.upper, fabricAt));
    default:
        return {};
    }
}

QString LinkWords::plain(const Link& link, LinkColumn column) const {
    const auto metres = [](std::int32_t mm) {
        return mm < 0 ? QString() : QString::number(mm / 1000.0, 'f', 3);
    };
    if (column == LinkColumn::Length) return metres(link.length_mm);
    if (column == LinkColumn::Bought) return metres(link.bought_mm);
    return words(link, column);
}

}  // namespace hallwright
