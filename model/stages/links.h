#pragma once

#include "model/stages/cabling.h"

#include <functional>

namespace hallwright {

/// One link of a hall. Links are never stored: this says from which bundle it is made.
struct LinkRef {
    std::int32_t fabric = 0;  ///< position
    std::int32_t bundle = 0;
    std::int32_t link = 0;  ///< within the bundle

    auto operator<=>(const LinkRef&) const = default;
};

/// Where a link ends. Ports are counted from 0 and keep their number when racks come or go.
struct LinkEnd {
    bool host = false;
    Tier tier = Tier::Leaf;   ///< of a switch
    std::int32_t rack = -1;   ///< position; -1: stands nowhere
    std::int32_t device = 0;  ///< node within its rack, or switch within its tier
    std::int32_t port = 0;    ///< logical port of the device at the speed of the link
    std::int32_t cage = 0;    ///< cage or connector that the port belongs to
    std::int32_t part = 0;    ///< which of the links that share the cage
    std::int32_t unit_u = 0;  ///< lowest U of the device; 0: unknown

    bool operator==(const LinkEnd&) const = default;
};

/// One link, with both ends and what it is bought as.
struct Link {
    LinkRef ref;
    LinkBundle::Kind kind = LinkBundle::Kind::HostLeaf;
    std::int32_t plane = 0;
    std::int32_t rail = -1;  ///< -1: not of a rail-optimised fabric, or between switches
    LinkEnd lower, upper;
    std::int32_t length_mm = -1;  ///< routed; -1: no route
    // Of a link of several cables, see chainOf(): its trunk, or the longest of them. Nothing where
    // nothing is bought for it.
    std::int32_t bought_mm = -1;
    PartId medium;
    bool copper = false;
};

/// The links of a hall by number, fabric after fabric, bundle after bundle. Refers to the
/// evaluation, which must outlive it.
class LinkList {
public:
    explicit LinkList(const Evaluation& evaluation);

    std::size_t size() const { return m_ends.empty() ? 0 : m_ends.back(); }
    LinkRef ref(std::size_t number) const;
    std::size_t number(LinkRef ref) const;
    Link link(std::size_t number) const { return link(ref(number)); }
    Link link(LinkRef ref) const;
    /// In the order of their numbers.
    void forEach(const std::function<void(const Link&)>& visit) const;

private:
    /// What the links of one fabric have in common.
    struct Recipe {
        std::int32_t portsPerCage = 1;  ///< of a switch, at the speed of the links
        bool railOptimised = false;
    };
    LinkEnd switchEnd(const FabricPlan& plan, const Recipe& recipe, Tier tier, std::int32_t number,
                      std::int32_t port) const;
    LinkEnd hostEnd(const FabricPlan& plan, std::int32_t rack, std::int32_t port,
                    std::int32_t plane) const;

    const Evaluation* m_evaluation;
    std::vector<Recipe> m_recipes;             ///< by position of the fabric
    std::vector<std::size_t> m_ends;           ///< links up to and with each bundle, all fabrics
    std::vector<std::size_t> m_firstOfFabric;  ///< position in m_ends of a fabric's first bundle
    std::vector<std::int32_t> m_unitsOfRack;   ///< by rack position: which of m_nodeUnits
    std::vector<std::vector<std::int32_t>> m_nodeUnits;  ///< lowest U of every node of a rack part
};

}  // namespace hallwright
