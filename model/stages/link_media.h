#pragma once

#include "model/stages/fabric.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hallwright {

/// Both ends of a cable whose ends may differ: "osfp/qsfp112" is an OSFP plug and tails with
/// QSFP112, "mmc-12/mpo-12" a jumper from one connector to the other. Without a stroke both are
/// alike.
std::pair<std::string_view, std::string_view> bothEnds(std::string_view text);
/// Whether a cable with these ends joins a to b, either way round. What is not given does not part.
bool joins(std::string_view ends, std::string_view a, std::string_view b);

/// One end of the optical links of a fabric: a module in a cage, or a co-packaged port. What no
/// part gives is empty or NaN, and excludes nothing.
struct OpticsEnd {
    PartId part;      ///< the module, or the co-packaged switch; none where none is named
    PartId standsIn;  ///< the switch; none at hosts, which may be of several parts
    bool coPackaged = false;
    std::string_view connector, fibre, polish, gender;
    double strands = unknown;   ///< lit, of one link at the speed of the fabric
    double laneRate = unknown;  ///< of one optical or electrical lane, bit/s
    double reach = unknown;
    double lossBudget = unknown;
    int linksPerModule = 1;     ///< at the speed of the fabric
    int linksPerConnector = 1;  ///< more than one: a splitter shares its lanes out
};
OpticsEnd hostOptics(const Slots& in, const Fabric& fabric, double linkSpeed);
OpticsEnd switchOpticsOf(const Slots& in, const Fabric& fabric, double linkSpeed);

/// Links of a speed that one module serves: as many as it says at its own speed, times as many as
/// its lanes can be shared out to at a lower one. NaN where it does not say.
double linksServed(const Slots& in, PartId module, double linkSpeed);

/// Why two ends do not light one another, whatever the cable: "modules of multimode and single-mode
/// fibre"; empty where they do.
std::string endsFault(const Slots& in, const OpticsEnd& a, const OpticsEnd& b);
/// Why a module does not go into a cage; empty where it does or nothing is known.
std::string cageFault(const Slots& in, PartId module, PartId holder, Property cage);
/// Whether a module runs faster than the ports of one cage drive: one of 1.6T in a cage of one 800G
/// port. Speeds in bit/s; not where one of them is unknown.
bool outrunsCage(double linkSpeed, double linksPerModule, double portSpeed, double portsPerCage);
/// Why a module does not go into the cages of a switch: their form or their speed; empty where it
/// does or nothing is known.
std::string switchCageFault(const Slots& in, PartId module, PartId switchPart);

/// The splitter for connectors of an end: the fabric's own, else one of the hall with as many
/// tails; none where none fits.
PartId splitterFor(const Pass& pass, const Fabric& fabric, const OpticsEnd& end);

/// What the links of one fabric may be bought as, and which of it a link of some length takes.
///
/// The order, first that fits and reaches:
///   copper-first  copper and active cables of the hall, shortest reach first (passive before
///                 active: less power, less money), then fibre
///   pluggable,    fibre between modules; where that does not fit, active optical cables of the
///   LPO           hall
///   CPO           fibre
/// Fibre is the fabric's own cable where it joins the connectors of both ends, else another jumper
/// of the hall that does. Where nothing fits the link has no medium.
class LinkMedia {
public:
    struct Medium {
        PartId part;
        bool copper = false;        ///< brings its own plugs: copper, or an active optical cable
        bool none = false;          ///< nothing fits: no cable is bought
        std::int32_t reach_mm = 0;  ///< of a cable with plugs
        std::vector<std::int32_t> lengths_mm;  ///< as sold, rising
        int linksPerPiece = 1;  ///< a copper cable between two twin ports carries both links
        std::int64_t area_um2 =
            0;  ///< square of the diameter, whole square micrometres; 0: unknown
        bool fitsHosts =
            true;  ///< plugs into the cages of all member racks, or joins their modules
        bool fitsSwitches = true;        ///< between two switches
        std::int64_t mass_mg_per_m = 0;  ///< 0: unknown
        int tails = 1;  ///< plugs at the hosts of one piece, each with its share of the links
    };
    /// Links between hosts and leaves, or between switches.
    struct Side {
        std::string fault;  ///< why no fibre joins the ends, whatever the length; empty: one does
        std::int32_t limit_mm = 0;  ///< farthest that ends and loss allow
        PartId limitedBy;           ///< whose limit it is
        bool byLoss = false;        ///< the loss budget, not the stated reach
    };

    LinkMedia() = default;
    LinkMedia(const Pass& pass, Id<Fabric> id, const Fabric& fabric, double linkSpeed);

    const std::vector<Medium>& media() const { return m_media; }
    const Side& side(LinkBundle::Kind kind) const {
        return kind == LinkBundle::Kind::HostLeaf ? m_toHost : m_between;
    }
    /// Position in media() of what a link of this length is bought as. Without a route it is the
    /// fabric's own cable.
    std::uint8_t choose(LinkBundle::Kind kind, std::int32_t length_mm) const;
    /// The same for a bundle: a cable that carries several links takes whole cages at its ends, so
    /// that no cage is half copper.
    std::uint8_t choose(const LinkBundle& bundle, std::int32_t length_mm) const;

private:
    std::uint8_t choose(LinkBundle::Kind kind, std::int32_t length_mm,
                        const LinkBundle* bundle) const;
    void addPlugs(const Pass& pass, Id<Fabric> id, const Fabric& fabric, double linkSpeed);
    void addFibres(const Pass& pass, Id<Fabric> id, const Fabric& fabric, const OpticsEnd& host,
                   const OpticsEnd& sw);

    std::vector<Medium> m_media;  ///< the fabric's own, plugs, fibres, and last none
    Side m_toHost, m_between;
    bool m_plugsFirst = false;
    int m_linksPerCage = 1;  ///< of a switch
    std::size_t m_firstFibre = 1;
};

/// The next length in which a cable is sold; beyond the longest it is made to order in whole
/// metres.
std::int32_t boughtLength(const LinkMedia::Medium& medium, std::int32_t length_mm);
/// Loss in dB of a link of some length: matings at its ends, and at panels where the plant has
/// some, and fibre. A cable that states the loss of its fibre or of its connectors is taken at its
/// word.
double linkLoss(const Pass& pass, const Fabric& fabric, double metres);
/// A cable by itself, as a medium.
LinkMedia::Medium mediumOf(const Slots& in, PartId cable);

/// Switches whose optics sit beside the ASIC take fibre directly: no module and no copper cable
/// fits.
bool isCoPackaged(const Slots& in, const Fabric& fabric);

}  // namespace hallwright
