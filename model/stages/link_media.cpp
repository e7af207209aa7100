#include "model/stages/link_media.h"

#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace hallwright {

namespace {

constexpr std::int32_t noLimit = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t mostMedia = 254;  // positions are kept in one byte

/// Downwards: a limit is never rounded up.
std::int32_t limitMillimetres(double metres) {
    if (std::isnan(metres)) return noLimit;
    return static_cast<std::int32_t>(
        std::clamp(std::floor(metres * 1000.0 + 1e-6), -1.0, static_cast<double>(noLimit)));
}

bool differ(std::string_view a, std::string_view b) { return !a.empty() && !b.empty() && a != b; }
bool differ(double a, double b) { return a != b && a == a && b == b; }

std::string_view fibreInWords(std::string_view fibre) {
    return fibre == "smf" ? "single-mode" : fibre == "mmf" ? "multimode" : fibre;
}

std::string nameOf(const Slots& in, PartId id) {
    const Part* part = in.part(id);
    return part ? part->name : "an end";
}

OpticsEnd moduleEnd(const Slots& in, PartId module, double linkSpeed) {
    OpticsEnd end;
    end.part = module;
    end.connector = in.text(module, Property::connector);
    end.fibre = in.text(module, Property::medium);
    end.polish = in.text(module, Property::polish);
    end.gender = in.text(module, Property::gender);
    end.laneRate = in.get(module, Property::opticsLaneRate);
    end.reach = in.get(module, Property::reach);
    end.lossBudget = in.get(module, Property::lossBudget);
    const double own = in.get(module, Property::linksPerModule);
    const double served = linksServed(in, module, linkSpeed);
    // Lanes that are shared out take their strands with them.
    end.strands = in.get(module, Property::strandsPerLink);
    if (served > own && own > 0.0) end.strands *= own / served;
    const double connectors = in.get(module, Property::opticsConnectors, own);
    end.linksPerModule = served >= 1.0 ? static_cast<int>(served) : 1;
    end.linksPerConnector =
        served >= 1.0 && connectors >= 1.0
            ? std::max(1, static_cast<int>(std::ceil(served / connectors - 1e-9)))
            : 1;
    return end;
}

/// Links of a speed that the ports of one cage split into, whatever module is in it.
double linksOfCage(const Slots& in, PartId switchPart, double linkSpeed) {
    const double split = std::floor(in.get(switchPart, Property::portSpeed) / linkSpeed + 1e-9);
    const double splitMax = std::max(1.0, in.get(switchPart, Property::portSplitMax, 1.0));
    return std::isnan(split)
               ? split
               : in.get(switchPart, Property::portsPerCage) * std::clamp(split, 1.0, splitMax);
}

/// Whether planes share the connectors of the hosts, so that splitters have their fat ends there.
/// Their tails are whole plugs: a connector of the switch takes one each, the rest of it is dark.
bool hostsAreSplit(const Slots& in, const Fabric& fabric, double linkSpeed) {
    return fabric.kind == FabricKind::MultiPlane && fabric.plant == CablePlant::Breakout &&
           hostOptics(in, fabric, linkSpeed).linksPerConnector > 1;
}

/// Links of a speed that one cage of the switch takes.
int linksPerCage(const Slots& in, const Fabric& fabric, double linkSpeed) {
    const double links =
        switchRadix(in, fabric, linkSpeed) / in.get(fabric.switchPart, Property::switchCages);
    return links >= 1.0 ? static_cast<int>(std::lround(links)) : 1;
}

std::vector<std::string_view> hostCages(const Pass& pass, Id<Fabric> id, const Fabric& fabric) {
    std::vector<std::string_view> cages;
    const Property cage = portProperties(fabric.role).cage;
    PartId last;
    pass.hall.members.forEach([&](Id<Member>, const Member& member) {
        const Rack* rack = member.fabric == id ? pass.hall.racks.find(member.rack) : nullptr;
        if (!rack || rack->part == last) return;
        last = rack->part;
        const std::string_view found = pass.in.text(rack->part, cage);
        if (std::find(cages.begin(), cages.end(), found) == cages.end()) cages.push_back(found);
    });
    return cages;
}

/// Why the host module goes into the nodes of no member rack; empty where some take it.
std::string hostCageFault(const Pass& pass, Id<Fabric> id, const Fabric& fabric) {
    std::string fault;
    bool fits = false;
    const Property cage = portProperties(fabric.role).cage;
    pass.hall.members.forEach([&](Id<Member>, const Member& member) {
        const Rack* rack =
            !fits && member.fabric == id ? pass.hall.racks.find(member.rack) : nullptr;
        if (!rack) return;
        fault = cageFault(pass.in, fabric.hostModule, rack->part, cage);
        fits = fault.empty();
    });
    return fits ? std::string() : fault;
}

}  // namespace

std::pair<std::string_view, std::string_view> bothEnds(std::string_view text) {
    const std::size_t stroke = text.find('/');
    if (stroke == std::string_view::npos) return {text, text};
    return {text.substr(0, stroke), text.substr(stroke + 1)};
}

bool joins(std::string_view ends, std::string_view a, std::string_view b) {
    const auto [first, second] = bothEnds(ends);
    return (!differ(first, a) && !differ(second, b)) || (!differ(first, b) && !differ(second, a));
}

double linksServed(const Slots& in, PartId module, double linkSpeed) {
    const double links = in.get(module, Property::linksPerModule);
    const double split = std::floor(in.get(module, Property::linkSpeed) / linkSpeed + 1e-9);
    const double lanes = in.get(module, Property::opticsLanes) / links / split;
    return split > 1.0 && lanes >= 1.0 && lanes == std::floor(lanes) ? links * split : links;
}

OpticsEnd hostOptics(const Slots& in, const Fabric& fabric, double linkSpeed) {
    return moduleEnd(in, fabric.hostModule, linkSpeed);
}

OpticsEnd switchOpticsOf(const Slots& in, const Fabric& fabric, double linkSpeed) {
    if (!isCoPackaged(in, fabric)) {
        OpticsEnd end = moduleEnd(in, fabric.switchModule, linkSpeed);
        end.standsIn = fabric.switchPart;
        // A cage holds one module, whatever that could serve in a cage with more ports.
        if (const double room = linksOfCage(in, fabric.switchPart, linkSpeed); room >= 1.0)
            end.linksPerModule = std::min(end.linksPerModule, static_cast<int>(room));
        end.linksPerConnector = std::min(end.linksPerConnector, end.linksPerModule);
        if (end.linksPerConnector > 1 && hostsAreSplit(in, fabric, linkSpeed)) {
            end.linksPerModule = static_cast<int>(
                std::ceil(static_cast<double>(end.linksPerModule) / end.linksPerConnector - 1e-9));
            end.linksPerConnector = 1;
        }
        return end;
    }
    OpticsEnd end;
    end.part = end.standsIn = fabric.switchPart;
    end.coPackaged = true;
    end.connector = in.text(fabric.switchPart, Property::switchCage);
    end.fibre = in.text(fabric.switchPart, Property::medium);
    end.polish = in.text(fabric.switchPart, Property::polish);
    end.gender = in.text(fabric.switchPart, Property::gender);
    end.laneRate = in.get(fabric.switchPart, Property::opticsLaneRate);
    end.reach = in.get(fabric.switchPart, Property::reach);
    end.lossBudget = in.get(fabric.switchPart, Property::lossBudget);
    end.linksPerModule = end.linksPerConnector = linksPerCage(in, fabric, linkSpeed);
    end.strands = in.get(fabric.switchPart, Property::dataFibres) /
                  in.get(fabric.switchPart, Property::switchCages) / end.linksPerConnector;
    return end;
}

std::string endsFault(const Slots& in, const OpticsEnd& a, const OpticsEnd& b) {
    const auto both = [&](std::string_view of, std::string ofA, std::string ofB) {
        return fmt::format("{} has {} {}, {} {}", nameOf(in, a.part), of, ofA, nameOf(in, b.part),
                           ofB);
    };
    if (differ(a.fibre, b.fibre))
        return fmt::format("{} lights {} fibre, {} {}", nameOf(in, a.part), fibreInWords(a.fibre),
                           nameOf(in, b.part), fibreInWords(b.fibre));
    if (differ(a.strands, b.strands))
        return fmt::format("{} lights {:.0f} strands a link, {} {:.0f}", nameOf(in, a.part),
                           a.strands, nameOf(in, b.part), b.strands);
    if (differ(a.laneRate, b.laneRate))
        return both("lanes of", formatQuantity({a.laneRate, Dimension::DataRate}),
                    formatQuantity({b.laneRate, Dimension::DataRate}));
    if (differ(a.polish, b.polish))
        return both("the polish", std::string(a.polish), std::string(b.polish));
    return {};
}

std::string cageFault(const Slots& in, PartId module, PartId holder, Property cage) {
    const std::string& wanted = in.text(holder, cage);
    const std::string& given = in.text(module, Property::moduleCage);
    if (!differ(wanted, given)) return {};
    return fmt::format("{} is made for {} cages; {} has {}", nameOf(in, module), given,
                       nameOf(in, holder), wanted);
}

bool outrunsCage(double linkSpeed, double linksPerModule, double portSpeed, double portsPerCage) {
    return linkSpeed * linksPerModule > portSpeed * portsPerCage * (1.0 + 1e-9);
}

std::string switchCageFault(const Slots& in, PartId module, PartId switchPart) {
    std::string form = cageFault(in, module, switchPart, Property::switchCage);
    if (!form.empty()) return form;
    const double speed = in.get(module, Property::linkSpeed);
    const double links = in.get(module, Property::linksPerModule);
    const double portSpeed = in.get(switchPart, Property::portSpeed);
    const double ports = in.get(switchPart, Property::portsPerCage);
    if (!outrunsCage(speed, links, portSpeed, ports)) return {};
    return fmt::format("{} runs at {}; a cage of {} gives {}", nameOf(in, module),
                       formatQuantity({speed * links, Dimension::DataRate}), nameOf(in, switchPart),
                       formatQuantity({portSpeed * ports, Dimension::DataRate}));
}

PartId splitterFor(const Pass& pass, const Fabric& fabric, const OpticsEnd& end) {
    const Slots& in = pass.in;
    // The tails go into panels, or into what stands at the other end.
    const bool atSwitch = end.standsIn == fabric.switchPart;
    const std::string_view tail =
        fabric.plant == CablePlant::Trunk
            ? bothEnds(in.text(fabric.panel, Property::connector)).first
        : !atSwitch && isCoPackaged(in, fabric)
            ? std::string_view(in.text(fabric.switchPart, Property::switchCage))
            : std::string_view(
                  in.text(atSwitch ? fabric.hostModule : fabric.switchModule, Property::connector));
    const auto fits = [&](PartId part) {
        const auto [fat, thin] = bothEnds(in.text(part, Property::connector));
        return in.get(part, Property::cableSplit) == end.linksPerConnector &&
               !differ(fat, end.connector) && !differ(thin, tail) &&
               !differ(in.text(part, Property::medium), end.fibre);
    };
    if (fabric.splitter && fits(fabric.splitter)) return fabric.splitter;
    PartId found;
    pass.hall.parts.forEach([&](PartId part, const FrozenPart& row) {
        if (!found && row.part && row.part->kind == Kind::Jumper && fits(part)) found = part;
    });
    return found;
}

bool isCoPackaged(const Slots& in, const Fabric& fabric) {
    const std::string& optics = in.text(fabric.switchPart, Property::switchOptics);
    return optics.empty() ? fabric.optics == OpticsPolicy::Cpo : optics == "cpo";
}

std::int32_t boughtLength(const LinkMedia::Medium& medium, std::int32_t length_mm) {
    const auto next =
        std::lower_bound(medium.lengths_mm.begin(), medium.lengths_mm.end(), length_mm);
    return next != medium.lengths_mm.end() ? *next : (length_mm + 999) / 1000 * 1000;
}

LinkMedia::Medium mediumOf(const Slots& in, PartId id) {
    LinkMedia::Medium medium;
    medium.part = id;
    const Part* part = in.part(id);
    if (!part) return medium;
    medium.copper = part->kind == Kind::CopperCable || part->kind == Kind::OpticalCable;
    const double reach = in.get(id, Property::reach);
    if (reach > 0.0) medium.reach_mm = Millimetres::fromMetres(reach).mm;
    const double diameter = in.get(id, Property::cableDiameter, 0.0);
    medium.area_um2 = std::llround(diameter * diameter * 1e12);
    medium.mass_mg_per_m = std::llround(in.get(id, Property::massPerMetre, 0.0) * 1e6);
    if (medium.copper) {
        medium.linksPerPiece =
            std::max(1, static_cast<int>(in.get(id, Property::linksPerModule, 1.0)));
        medium.tails = std::max(1, static_cast<int>(in.get(id, Property::cableSplit, 1.0)));
    }
    if (const Datum* datum = part->find(Property::cableLengths); datum && !datum->reading().unknown)
        for (double length : datum->reading().values)
            medium.lengths_mm.push_back(Millimetres::fromMetres(length).mm);
    std::sort(medium.lengths_mm.begin(), medium.lengths_mm.end());
    return medium;
}

double linkLoss(const Pass& pass, const Fabric& fabric, double metres) {
    const Slots& in = pass.in;
    const bool panels = fabric.plant == CablePlant::Trunk;
    const double matings = pass.basisValue(Property::linkPanels) +
                           (panels ? 2.0 * pass.basisValue(Property::panelMatings) : 0.0);
    const double mating =
        in.get(fabric.cable, Property::connectorLoss, pass.basisValue(Property::matingLoss));
    const double fibre =
        in.get(fabric.cable, Property::fibreLoss, pass.basisValue(Property::fibreLoss));
    return matings * mating + metres * fibre;
}

LinkMedia::LinkMedia(const Pass& pass, Id<Fabric> id, const Fabric& fabric, double linkSpeed) {
    const Slots& in = pass.in;
    m_media.push_back(mediumOf(in, fabric.cable));
    m_linksPerCage = linksPerCage(in, fabric, linkSpeed);
    m_plugsFirst = fabric.optics == OpticsPolicy::CopperFirst;
    const OpticsEnd host = hostOptics(in, fabric, linkSpeed);
    const OpticsEnd sw = switchOpticsOf(in, fabric, linkSpeed);
    if (!m_media.front().copper && !isCoPackaged(in, fabric)) addPlugs(pass, id, fabric, linkSpeed);
    m_firstFibre = m_media.size();
    addFibres(pass, id, fabric, host, sw);
    Medium none = m_media.front();  // takes the room of the cable that is wanted
    none.part = {};
    none.none = true;
    none.copper = false;
    m_media.push_back(std::move(none));
}

void LinkMedia::addPlugs(const Pass& pass, Id<Fabric> id, const Fabric& fabric, double linkSpeed) {
    const Slots& in = pass.in;
    const std::vector<std::string_view> hosts = hostCages(pass, id, fabric);
    const std::string_view switchCage = in.text(fabric.switchPart, Property::switchCage);
    const double laneRate = switchOpticsOf(in, fabric, linkSpeed).laneRate;
    const double hostLinks = linksServed(in, fabric.hostModule, linkSpeed);
    pass.hall.parts.forEach([&](PartId part, const FrozenPart& row) {
        if (!row.part || m_media.size() >= mostMedia) return;
        const bool active = row.part->kind == Kind::OpticalCable;
        if (!active && (row.part->kind != Kind::CopperCable || !m_plugsFirst)) return;
        const std::string_view cages = in.text(part, Property::moduleCage);
        const auto [fat, tail] = bothEnds(cages);
        if (in.get(part, Property::linkSpeed) != linkSpeed || cages.empty() || switchCage.empty())
            return;
        if (differ(in.get(part, Property::opticsLaneRate), laneRate)) return;
        Medium medium = mediumOf(in, part);
        if (medium.linksPerPiece != m_linksPerCage) return;  // a cage is taken whole
        const bool split = medium.tails > 1;
        medium.fitsSwitches = !split && fat == switchCage && tail == switchCage;
        medium.fitsHosts =
            (fat == switchCage || (!split && tail == switchCage)) &&
            !differ(static_cast<double>(medium.linksPerPiece) / medium.tails, hostLinks) &&
            std::all_of(hosts.begin(), hosts.end(), [&](std::string_view cage) {
                return split ? tail == cage
                             : (fat == switchCage && tail == cage) ||
                                   (tail == switchCage && fat == cage);
            });
        if (medium.fitsHosts || medium.fitsSwitches) m_media.push_back(std::move(medium));
    });
    std::sort(m_media.begin() + 1, m_media.end(), [](const Medium& a, const Medium& b) {
        return std::tie(a.reach_mm, a.part) < std::tie(b.reach_mm, b.part);
    });
}

void LinkMedia::addFibres(const Pass& pass, Id<Fabric> id, const Fabric& fabric,
                          const OpticsEnd& host, const OpticsEnd& sw) {
    const Slots& in = pass.in;
    m_toHost.limit_mm = m_between.limit_mm = noLimit;
    if (m_media.front().copper) return;
    const auto limit = [&](Side& side, const OpticsEnd& end) {
        const auto least = [&](std::int32_t at_mm, bool byLoss) {
            if (at_mm >= side.limit_mm) return;
            side.limit_mm = at_mm;
            side.limitedBy = end.part;
            side.byLoss = byLoss;
        };
        least(limitMillimetres(end.reach), false);
        const double perMetre = linkLoss(pass, fabric, 1.0) - linkLoss(pass, fabric, 0.0);
        least(limitMillimetres((end.lossBudget - linkLoss(pass, fabric, 0.0)) / perMetre), true);
    };
    limit(m_toHost, sw);
    limit(m_toHost, host);
    limit(m_between, sw);
    if (fabric.plant != CablePlant::Direct)
        for (const OpticsEnd* end : {&host, &sw}) {
            if (end->linksPerConnector < 2) continue;
            const PartId splitter = splitterFor(pass, fabric, *end);
            const std::int32_t at_mm = limitMillimetres(in.get(splitter, Property::reach));
            for (Side* side : {&m_toHost, &m_between})
                if ((side == &m_toHost || end == &sw) && at_mm < side->limit_mm) {
                    side->limit_mm = at_mm;
                    side->limitedBy = splitter;
                    side->byLoss = false;
                }
        }
    m_between.fault = m_toHost.fault = switchCageFault(in, fabric.switchModule, fabric.switchPart);
    if (m_toHost.fault.empty()) m_toHost.fault = hostCageFault(pass, id, fabric);
    if (m_toHost.fault.empty()) m_toHost.fault = endsFault(in, host, sw);

    // Jumpers that join the connectors of both ends: the fabric's own first.
    const auto fit = [&](Medium& medium) {
        const std::string_view ends = in.text(medium.part, Property::connector);
        const std::string_view fibre = in.text(medium.part, Property::medium);
        const std::string_view polish = in.text(medium.part, Property::polish);
        const auto serves = [&](const OpticsEnd& a, const OpticsEnd& b) {
            return joins(ends, a.connector, b.connector) && !differ(fibre, a.fibre) &&
                   !differ(fibre, b.fibre) && !differ(polish, a.polish) &&
                   !differ(polish, b.polish) &&
                   !(in.get(medium.part, Property::cableStrands) < a.strands) &&
                   !(in.get(medium.part, Property::cableStrands) < b.strands);
        };
        medium.fitsHosts = serves(host, sw);
        medium.fitsSwitches = serves(sw, sw);
    };
    fit(m_media.front());
    bool toHost = m_media.front().fitsHosts, between = m_media.front().fitsSwitches;
    if (!toHost || !between)
        pass.hall.parts.forEach([&](PartId part, const FrozenPart& row) {
            if (!row.part || row.part->kind != Kind::Jumper || part == fabric.cable ||
                m_media.size() >= mostMedia || in.get(part, Property::cableSplit, 1.0) > 1.0)
                return;
            Medium medium = mediumOf(in, part);
            fit(medium);
            if (!(medium.fitsHosts && !toHost) && !(medium.fitsSwitches && !between)) return;
            toHost |= medium.fitsHosts;
            between |= medium.fitsSwitches;
            m_media.push_back(std::move(medium));
        });
    if (fabric.plant != CablePlant::Direct) return;
    const auto unjoined = [&](Side& side, bool served, const OpticsEnd& a, const OpticsEnd& b) {
        if (!side.fault.empty()) return;
        if (!served)
            side.fault =
                fmt::format("{} has {}{} connectors, {} {}{}, and no jumper of the hall joins "
                            "them: {} does not",
                            nameOf(in, a.part), a.connector,
                            a.polish.empty() ? "" : "/" + std::string(a.polish), nameOf(in, b.part),
                            b.connector, b.polish.empty() ? "" : "/" + std::string(b.polish),
                            nameOf(in, fabric.cable));
        for (const OpticsEnd* end : {&a, &b})
            if (side.fault.empty() && end->linksPerConnector > 1)
                side.fault = fmt::format("a connector of {} carries {} links, which a straight "
                                         "jumper does not part: choose the breakout plant",
                                         nameOf(in, end->part), end->linksPerConnector);
    };
    unjoined(m_toHost, toHost, host, sw);
    unjoined(m_between, between, sw, sw);
}

std::uint8_t LinkMedia::choose(LinkBundle::Kind kind, std::int32_t length_mm) const {
    return choose(kind, length_mm, nullptr);
}

std::uint8_t LinkMedia::choose(const LinkBundle& bundle, std::int32_t length_mm) const {
    return choose(bundle.kind, length_mm, &bundle);
}

std::uint8_t LinkMedia::choose(LinkBundle::Kind kind, std::int32_t length_mm,
                               const LinkBundle* bundle) const {
    const std::uint8_t none = static_cast<std::uint8_t>(m_media.size() - 1);
    if (length_mm < 0 || m_media.size() < 2) return 0;
    const bool toHost = kind == LinkBundle::Kind::HostLeaf;
    const auto fits = [&](const Medium& medium) {
        return toHost ? medium.fitsHosts : medium.fitsSwitches;
    };
    /// Both ends of a piece are whole cages: neighbouring ports, from the first of a cage on.
    const auto wholeCages = [&](const Medium& medium) {
        const std::int32_t n = medium.linksPerPiece;
        if (!bundle || n == 1) return true;
        if (bundle->links % n != 0 || bundle->toStep != 1 || bundle->toPort % n != 0) return false;
        if (toHost && medium.tails == n) return true;
        const std::int32_t lower = toHost ? n / medium.tails : n;
        return bundle->fromStep == 1 && bundle->fromPort % lower == 0;
    };
    const auto reaches = [&](const Medium& medium) {
        return length_mm <= medium.reach_mm &&
               (medium.lengths_mm.empty() || length_mm <= medium.lengths_mm.back());
    };
    if (m_media.front().copper)
        return m_media.front().reach_mm == 0 || length_mm <= m_media.front().reach_mm ? 0 : none;
    const auto plug = [&]() -> std::uint8_t {
        for (std::size_t i = 1; i < m_firstFibre; ++i)  // neither copper nor AOC is made to order
            if (fits(m_media[i]) && reaches(m_media[i]) && wholeCages(m_media[i]))
                return static_cast<std::uint8_t>(i);
        return none;
    };
    const auto fibre = [&]() -> std::uint8_t {
        const Side& ends = side(kind);
        if (!ends.fault.empty() || length_mm > ends.limit_mm) return none;
        if (fits(m_media.front())) return 0;
        for (std::size_t i = m_firstFibre; i + 1 < m_media.size(); ++i)
            if (fits(m_media[i])) return static_cast<std::uint8_t>(i);
        return 0;  // of a structured plant, whose own cables do it
    };
    const std::uint8_t first = m_plugsFirst ? plug() : fibre();
    return first != none ? first : m_plugsFirst ? fibre() : plug();
}

}  // namespace hallwright
