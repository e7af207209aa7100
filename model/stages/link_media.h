#pragma once

#include "model/stages/fabric.h"

#include <cstdint>
#include <vector>

namespace hallwright {

/// What the links of one fabric may be bought as, and which of it a link of some length takes.
/// The first choice in the list is the fabric's own cable; copper cables of the hall follow,
/// shortest reach first.
class LinkMedia {
public:
    struct Medium {
        PartId part;
        bool copper = false;
        std::int32_t reach_mm = 0;             ///< of copper
        std::vector<std::int32_t> lengths_mm;  ///< as sold, rising
        int linksPerPiece = 1;  ///< a copper cable between two twin ports carries both links
        std::int64_t area_um2 =
            0;                  ///< square of the diameter, whole square micrometres; 0: unknown
        bool fitsHosts = true;  ///< copper: plugs into the cages of all member racks
    };

    LinkMedia() = default;
    LinkMedia(const Pass& pass, Id<Fabric> id, const Fabric& fabric, double linkSpeed);

    const std::vector<Medium>& media() const { return m_media; }
    /// Position in media() of what a link of this length is bought as. Without a route it is the
    /// fabric's own cable.
    std::uint8_t choose(LinkBundle::Kind kind, std::int32_t length_mm) const;

private:
    std::vector<Medium> m_media;
};

/// The next length in which a cable is sold; beyond the longest it is made to order in whole
/// metres.
std::int32_t boughtLength(const LinkMedia::Medium& medium, std::int32_t length_mm);

/// Switches whose optics sit beside the ASIC take fibre directly: no module and no copper cable
/// fits.
bool isCoPackaged(const Slots& in, const Fabric& fabric);

}  // namespace hallwright
