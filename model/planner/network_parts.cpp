#include "model/planner/network_parts.h"

#include "model/hall/freeze.h"
#include "model/parts/part_status.h"
#include "model/stages/link_media.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hallwright {

namespace {

constexpr double dear = 1e9;  // a part without a price comes after those with one

class PartChooser {
public:
    PartChooser(Hall& hall, const Catalog& catalog, Fabric& fabric, const FabricEnds& ends,
                double speed, RawId& next)
        : m_hall(hall), m_catalog(catalog), m_fabric(fabric), m_ends(ends), m_speed(speed),
          m_next(next), m_switch(*hall.part(fabric.switchPart)) {}

    Result<void> choose() {
        m_fabric.hostModule = m_fabric.switchModule = m_fabric.cable = {};
        chooseEnds();
        if (!m_error) choosePlant();
        if (m_error) return *m_error;
        return {};
    }

private:
    void chooseEnds() {
        const std::string& cage = m_switch.text(Property::switchCage);
        if (m_switch.text(Property::switchOptics) == "copper") {
            m_fabric.cable = freezeOrFail(bestCopper(cage), "copper cable", cage);
            return;
        }
        const bool packaged = m_fabric.optics == OpticsPolicy::Cpo;
        const std::vector<PartPtr> modules =
            packaged ? std::vector<PartPtr>{nullptr} : modulesFor(cage, nullptr, {});
        Pair pair;
        for (const PartPtr& module : modules) {
            const Pair other = pairOf(module, cage);
            if (!pair.cable || (other.lit && !pair.lit)) pair = other;
            if (pair.lit) break;
        }
        if (pair.cable && pair.host && !pair.lit)
            if (const std::string why = faultOf(pair.module, pair.host); !why.empty()) {
                m_error = Error{ErrorCode::DoesNotFit,
                                fmt::format("optics: the ends of fabric \"{}\" do not light one "
                                            "another at {}: {}; choose another switch, speed or "
                                            "optics",
                                            m_fabric.name,
                                            formatQuantity({m_speed, Dimension::DataRate}), why),
                                {}};
                return;
            }
        if (!packaged) m_fabric.switchModule = freezeOrFail(pair.module, "transceiver", cage);
        m_fabric.cable = freezeOrFail(pair.cable, "fibre jumper",
                                      pair.module ? pair.module->text(Property::connector) : cage);
        if (!pair.cable) return;
        m_fabric.hostModule = freezeOrFail(pair.host, hostModuleInWords(), m_ends.cage);
        if (!pair.host) return;
        // Links between two switches may want a jumper of their own.
        const PartPtr& cable = pair.cable;
        const std::string connector = pair.module ? pair.module->text(Property::connector) : cage;
        if (!joins(cable->text(Property::connector), connector, connector))
            for (const PartPtr& part : jumpers(cable->text(Property::medium), connector))
                if (joins(part->text(Property::connector), connector, connector)) {
                    freeze(part);
                    break;
                }
        if (m_fabric.optics == OpticsPolicy::CopperFirst) freezeCopper();
    }

    /// What stands at both ends of a link, and the jumper between.
    struct Pair {
        PartPtr module, cable, host;
        bool lit = false;  ///< the ends light one another
    };
    Pair pairOf(const PartPtr& module, const std::string& cage) const {
        Pair pair{module, nullptr, nullptr, false};
        const std::string connector = module ? module->text(Property::connector) : cage;
        // Co-packaged ports say nothing of the fibre: the host's module decides which jumper it is.
        for (const PartPtr& part :
             jumpers(module ? module->text(Property::medium) : std::string(), connector)) {
            const std::vector<PartPtr> hosts = modulesFor(m_ends.cage, part.get(), connector);
            if (!pair.cable || (!pair.host && !hosts.empty())) {
                pair.cable = part;
                pair.host = hosts.empty() ? nullptr : hosts.front();
            }
            // The first pair of ends that light one another; where none does the findings say why.
            const std::string& ends = part->text(Property::connector);
            const auto fits = std::find_if(hosts.begin(), hosts.end(), [&](const PartPtr& one) {
                return joins(ends, connector, one->text(Property::connector)) &&
                       endsSuit(module, one);
            });
            if (fits == hosts.end()) continue;
            pair = {module, part, *fits, true};
            break;
        }
        return pair;
    }
    bool isPlanar() const { return m_fabric.kind == FabricKind::MultiPlane && m_fabric.planes > 1; }
    std::string hostModuleInWords() const {
        return isPlanar() && !m_ends.cage.empty()
                   ? fmt::format("transceiver that carries {} links, one for each plane,",
                                 m_fabric.planes)
                   : "transceiver";
    }

    /// Trunks of every size that carry the cable's fibre, a panel for its connector, or a splitter.
    void choosePlant() {
        const Part* held = m_hall.part(m_fabric.cable);
        if (!held || held->kind == Kind::CopperCable) {
            if (m_fabric.plant != CablePlant::Direct)
                failPlant("its switch has copper ports; write plant = \"direct\"");
            return;
        }
        const Part cable = *held;  // a copy: freezing moves the rows of the hall
        // Planes that share a connector are parted by a splitter, if whole plugs meet its tails.
        if (m_fabric.plant == CablePlant::Direct && isPlanar() && links(true) > 1) {
            m_fabric.plant = CablePlant::Breakout;
            if (links(false) > 1) m_fabric.plant = CablePlant::Direct;
        }
        if (m_fabric.plant == CablePlant::Breakout)
            chooseSplitter(cable);
        else if (m_fabric.plant == CablePlant::Trunk)
            chooseTrunks(cable);
        else if (isPlanar() && links(true) > 1)
            failTailsToTails();
    }

    void chooseTrunks(const Part& cable) {
        PartPtr trunk;
        for (const PartPtr& part : alike(Kind::Trunk, cable)) {
            freeze(part);
            const auto strands = [](const Part& p) {
                return p.number(Property::cableStrands).value_or(0.0);
            };
            if (!trunk || strands(*part) > strands(*trunk)) trunk = part;
        }
        if (m_fabric.trunk)
            refuseUnless(isAlike(*m_hall.part(m_fabric.trunk), cable), "trunk", m_fabric.trunk,
                         cable);
        else if (trunk)
            m_fabric.trunk = freeze(trunk);
        if (!m_fabric.trunk) failPlant(noPart("trunk", cable));
        if (m_error) return;
        const std::string back = m_hall.part(m_fabric.trunk)->text(Property::connector);
        const auto takes = [&](const Part& part) {
            const auto [front, behind] = bothEnds(part.text(Property::connector));
            return hasEnd(cable, front) && (back.empty() || behind == back);
        };
        PartPtr panel;
        const auto rank = [](const Part& part) {
            const double units = part.number(Property::rackUnits).value_or(1.0);
            return std::tuple(-part.number(Property::panelPorts).value_or(0.0) / units, units,
                              part.number(Property::price).value_or(dear), part.id);
        };
        for (const PartPtr& part : partsOf(Kind::Panel))
            if (takes(*part) && part->number(Property::rackUnits) &&
                (!panel || rank(*part) < rank(*panel)))
                panel = part;
        if (m_fabric.panel)
            refuseUnless(takes(*m_hall.part(m_fabric.panel)), "panel", m_fabric.panel, cable);
        else if (panel)
            m_fabric.panel = freeze(panel);
        if (!m_fabric.panel) failPlant(noPart("patch panel", cable));
        if (m_error) return;
        const std::string front(
            bothEnds(m_hall.part(m_fabric.panel)->text(Property::connector)).first);
        for (const bool ofHost : {true, false})
            if (!m_error && links(ofHost) > 1) {
                const PartPtr splitter = bestSplitter(links(ofHost), connectorOf(ofHost), front,
                                                      cable.text(Property::medium));
                if (splitter)
                    freeze(splitter);
                else
                    failPlant(noSplitter(links(ofHost), connectorOf(ofHost), front, cable));
            }
    }

    void chooseSplitter(const Part& cable) {
        const int host = links(true), sw = links(false);
        const int most = std::max(host, sw);
        if (most < 2) {
            const Part* module = m_hall.part(m_fabric.switchModule);
            failPlant(fmt::format("every connector of {} carries one link, so there is nothing to "
                                  "split; write plant = \"direct\" or \"trunk\"",
                                  module ? module->id : m_switch.id));
            return;
        }
        if (isPlanar() && host > 1 && sw > 1) {
            failTailsToTails();
            return;
        }
        const bool atHost = host > 1;
        const std::string fat = connectorOf(atHost), tail = connectorOf(!atHost);
        if (m_fabric.splitter) {
            refuseUnless(splits(*m_hall.part(m_fabric.splitter), most, fat, tail,
                                cable.text(Property::medium)),
                         "splitter", m_fabric.splitter, cable, fmt::format(" with {} tails", most));
            return;
        }
        if (const PartPtr best = bestSplitter(most, fat, tail, cable.text(Property::medium)))
            m_fabric.splitter = freeze(best);
        else
            failPlant(noSplitter(most, fat, tail, cable));
    }
    void failTailsToTails() {
        const Part* module = m_hall.part(m_fabric.hostModule);
        failPlant(fmt::format("connectors of {} carry {} links and those of {} carry {}, and no "
                              "splitter joins tails to tails; write plant = \"trunk\"",
                              module ? module->id : "the hosts", links(true), m_switch.id,
                              links(false)));
    }
    /// Links that one connector of the modules at an end carries, as the links are judged.
    int links(bool ofHost) const {
        const Slots in(m_hall);
        return (ofHost ? hostOptics(in, m_fabric, m_speed) : switchOpticsOf(in, m_fabric, m_speed))
            .linksPerConnector;
    }
    std::string connectorOf(bool ofHost) const {
        const Part* module = m_hall.part(ofHost ? m_fabric.hostModule : m_fabric.switchModule);
        return module ? module->text(Property::connector) : m_switch.text(Property::switchCage);
    }
    static bool splits(const Part& part, int links, std::string_view fat, std::string_view tail,
                       std::string_view medium) {
        const auto [first, second] = bothEnds(part.text(Property::connector));
        return part.number(Property::cableSplit) == static_cast<double>(links) && first == fat &&
               second == tail && part.text(Property::medium) == medium;
    }
    PartPtr bestSplitter(int links, std::string_view fat, std::string_view tail,
                         std::string_view medium) const {
        PartPtr best;
        for (const PartPtr& part : partsOf(Kind::Jumper))
            if (splits(*part, links, fat, tail, medium) &&
                (!best || part->number(Property::price).value_or(dear) <
                              best->number(Property::price).value_or(dear)))
                best = part;
        return best;
    }
    static std::string noSplitter(int links, std::string_view fat, std::string_view tail,
                                  const Part& cable) {
        return fmt::format("the catalog has no splitter from one {} to {} {} tails for {} fibre; "
                           "choose fewer planes, or add the part to your own catalog",
                           fat, links, tail, cable.text(Property::medium));
    }
    /// A part that the fabric names and that does not go with its modules.
    void refuseUnless(bool fits, std::string_view key, PartId named, const Part& cable,
                      const std::string& more = {}) {
        if (fits || m_error) return;
        const Part& part = *m_hall.part(named);
        const std::string& medium = part.text(Property::medium);
        m_error =
            Error{ErrorCode::Invalid,
                  fmt::format("{} = \"{}\" ({}{}{}) does not go with the modules of fabric "
                              "\"{}\": they want {} for {} fibre{}; take the key out",
                              key, part.id, part.text(Property::connector),
                              medium.empty() ? "" : ", ", medium, m_fabric.name,
                              cable.text(Property::connector), cable.text(Property::medium), more),
                  std::string(key)};
    }

    std::string noPart(std::string_view what, const Part& cable) const {
        return fmt::format("the catalog has no {} with {} for {} fibre; write plant = \"direct\"",
                           what, cable.text(Property::connector), cable.text(Property::medium));
    }
    void failPlant(std::string why) {
        if (m_error) return;
        const std::string_view plant = m_fabric.plant == CablePlant::Breakout ? "breakout"
                                       : m_fabric.plant == CablePlant::Trunk  ? "trunk"
                                                                              : "direct";
        m_error = Error{
            ErrorCode::Invalid,
            fmt::format("fabric \"{}\" cannot have plant = \"{}\": {}", m_fabric.name, plant, why),
            {}};
    }

    PartId freeze(const PartPtr& part) { return freezePart(m_hall, m_catalog, part->id, m_next); }
    PartId freezeOrFail(const PartPtr& part, std::string_view what, std::string_view cage) {
        if (part) return freeze(part);
        if (!m_error)
            m_error = Error{ErrorCode::DoesNotFit,
                            fmt::format("optics: fabric \"{}\" needs a {} for {} at {}{}, the "
                                        "catalog has none; choose another switch, speed or optics",
                                        m_fabric.name, what, cage.empty() ? "any cage" : cage,
                                        formatQuantity({m_speed, Dimension::DataRate}),
                                        m_fabric.optics == OpticsPolicy::Lpo ? " without DSP" : ""),
                            {}};
        return {};
    }

    std::vector<PartPtr> partsOf(Kind kind) const {
        std::vector<PartPtr> found;
        for (const auto& [id, part] : m_catalog.parts())
            if (part->kind == kind && !isRetired(part->status)) found.push_back(part);
        return found;
    }
    /// Parts with the fibre of a cable that plug into what it plugs into.
    std::vector<PartPtr> alike(Kind kind, const Part& cable) const {
        std::vector<PartPtr> found;
        for (const PartPtr& part : partsOf(kind))
            if (isAlike(*part, cable)) found.push_back(part);
        return found;
    }

    bool isAlike(const Part& part, const Part& cable) const {
        return shareAnEnd(part, cable) &&
               part.text(Property::medium) == cable.text(Property::medium);
    }
    /// Links of the fabric's speed that a module serves, by whole lanes; of planes alone, as each
    /// of their links may be some lanes of a faster module.
    double serves(const Part& part) const {
        const double links = part.number(Property::linksPerModule).value_or(1.0);
        const double split =
            std::floor(part.number(Property::linkSpeed).value_or(0.0) / m_speed + 1e-9);
        const double lanes = part.number(Property::opticsLanes).value_or(0.0) / links / split;
        const bool whole = split > 1.0 && lanes >= 1.0 && lanes == std::floor(lanes);
        return isPlanar() && whole ? links * split : links;
    }
    bool isFasterThanCage(const Part& part) const {
        return outrunsCage(part.number(Property::linkSpeed).value_or(unknown),
                           part.number(Property::linksPerModule).value_or(unknown),
                           m_switch.number(Property::portSpeed).value_or(unknown),
                           m_switch.number(Property::portsPerCage).value_or(unknown));
    }
    bool isSplit(const Part& part) const {
        return serves(part) > part.number(Property::linksPerModule).value_or(1.0);
    }
    /// Best first. At a switch the module that uses most of a cage. Then one that reaches through
    /// the hall, then the lowest price. At a host it must meet the cable, whose other end is in the
    /// switch; nodes run a DSP at their end where the catalog has no other module.
    std::vector<PartPtr> modulesFor(const std::string& cage, const Part* cable,
                                    const std::string& otherEnd) const {
        std::vector<PartPtr> found;
        for (const PartPtr& part : partsOf(Kind::Transceiver)) {
            const std::string& kind = part->text(Property::opticsKind);
            const bool lpo = m_fabric.optics == OpticsPolicy::Lpo && kind == "lpo";
            if (kind != "dsp" && !lpo) continue;
            if (!cable && m_fabric.optics == OpticsPolicy::Lpo && !lpo) continue;
            if (part->number(Property::linkSpeed) != m_speed && !isSplit(*part)) continue;
            if (!cable && isFasterThanCage(*part)) continue;
            // A cage holds one module, and all planes of its port leave through it.
            if (cable && isPlanar() && !cage.empty() && serves(*part) != m_fabric.planes) continue;
            if (!cage.empty() && part->text(Property::moduleCage) != cage) continue;
            if (cable && part->text(Property::medium) != cable->text(Property::medium)) continue;
            found.push_back(part);
        }
        std::sort(found.begin(), found.end(), [&](const PartPtr& a, const PartPtr& b) {
            return rank(*a, cable, otherEnd) < rank(*b, cable, otherEnd);
        });
        return found;
    }
    std::tuple<bool, bool, bool, double, double, double, double, std::string>
    rank(const Part& part, const Part* cable, const std::string& otherEnd) const {
        const bool lpo = part.text(Property::opticsKind) == "lpo";
        const bool meets = !cable || joins(cable->text(Property::connector), otherEnd,
                                           part.text(Property::connector));
        // A bare end without a cage counts as one module of its own, so single-link modules go
        // first there.
        const double own = part.number(Property::linksPerModule).value_or(1.0);
        // Where splitters have their fat ends at the hosts, a connector of the switch takes one
        // tail.
        const double all = serves(part);
        const double used = isSplit(part) && m_fabric.plant != CablePlant::Trunk
                                ? part.number(Property::opticsConnectors).value_or(own)
                                : all;
        const double atHost = isPlanar() ? std::abs(all - m_fabric.planes) : all;
        const double links = cable ? atHost : -std::min(used, linksPerCage());
        return {!meets,
                !lpo,
                isSplit(part),
                links,
                all / own,
                -std::min(part.number(Property::reach).value_or(0.0), throughTheHall()),
                part.number(Property::price).value_or(dear),
                part.id};
    }

    bool endsSuit(const PartPtr& module, const PartPtr& host) const {
        return faultOf(module, host).empty();
    }
    /// Why optics at the switch and at the host do not light one another, as the links are judged.
    std::string faultOf(const PartPtr& module, const PartPtr& host) const {
        Hall probe;
        RawId next = 1;
        Fabric fabric = m_fabric;
        fabric.switchPart = freezePart(probe, m_catalog, m_switch.id, next);
        if (!fabric.switchPart) return {};  // a part of the hall's own: the findings judge it
        fabric.switchModule = module ? freezePart(probe, m_catalog, module->id, next) : PartId{};
        fabric.hostModule = freezePart(probe, m_catalog, host->id, next);
        const Slots in(probe);
        return endsFault(in, hostOptics(in, fabric, m_speed), switchOpticsOf(in, fabric, m_speed));
    }

    /// The longest way a link may have to go: along and across, up at one end and down at the
    /// other.
    double throughTheHall() const {
        const Site& site = m_hall.site();
        const Part* basis = m_hall.part(site.basis);
        return (site.width + site.depth + site.clearHeight + site.clearHeight).metres() +
               (basis ? basis->number(Property::linkSlack).value_or(0.0) : 0.0);
    }

    /// Links of the fabric's speed that a cage of the switch can take.
    double linksPerCage() const {
        const double split =
            std::floor(m_switch.number(Property::portSpeed).value_or(m_speed) / m_speed + 1e-9);
        return m_switch.number(Property::portsPerCage).value_or(1.0) *
               std::clamp(split, 1.0,
                          std::max(1.0, m_switch.number(Property::portSplitMax).value_or(1.0)));
    }

    static bool shareAnEnd(const Part& a, const Part& b) {
        const auto [one, other] = bothEnds(b.text(Property::connector));
        return hasEnd(a, one) || hasEnd(a, other);
    }
    static bool hasEnd(const Part& part, std::string_view connector) {
        const auto [a, b] = bothEnds(part.text(Property::connector));
        return a == connector || b == connector;
    }
    std::vector<PartPtr> jumpers(const std::string& medium, const std::string& connector) const {
        std::vector<PartPtr> found;
        for (const PartPtr& part : partsOf(Kind::Jumper))
            if (hasEnd(*part, connector) &&
                part->number(Property::cableSplit).value_or(1.0) < 2.0 &&
                (medium.empty() || part->text(Property::medium) == medium))
                found.push_back(part);
        return found;
    }

    /// The slowest that is fast enough, then the longest reach, then the lowest price.
    PartPtr bestCopper(const std::string& cage) const {
        const auto rank = [](const Part& part) {
            return std::tuple(part.number(Property::linkSpeed).value_or(0.0),
                              -part.number(Property::reach).value_or(0.0),
                              part.number(Property::price).value_or(dear), part.id);
        };
        PartPtr best;
        for (const PartPtr& part : partsOf(Kind::CopperCable))
            if (part->text(Property::moduleCage) == cage &&
                part->number(Property::linkSpeed).value_or(0.0) >= m_speed &&
                (!best || rank(*part) < rank(*best)))
                best = part;
        return best;
    }

    /// The cabling stage takes copper where it reaches and the hall holds a fitting cable.
    void freezeCopper() {
        for (const PartPtr& part : partsOf(Kind::CopperCable))
            for (const std::string& cage : {m_switch.text(Property::switchCage), m_ends.cage})
                if (!cage.empty() && part->text(Property::moduleCage) == cage) freeze(part);
    }

    Hall& m_hall;
    const Catalog& m_catalog;
    Fabric& m_fabric;
    const FabricEnds& m_ends;
    double m_speed;
    RawId& m_next;
    const Part m_switch;  // a copy: freezing moves the rows of the hall
    std::optional<Error> m_error;
};

}  // namespace

Result<void> chooseNetworkParts(Hall& hall, const Catalog& catalog, Fabric& fabric,
                                const FabricEnds& ends, double linkSpeed, RawId& next) {
    if (!hall.part(fabric.switchPart))
        return Error{ErrorCode::Invalid,
                     fmt::format("fabric \"{}\" has no switch; choose one", fabric.name),
                     {}};
    return PartChooser(hall, catalog, fabric, ends, linkSpeed, next).choose();
}

}  // namespace hallwright
