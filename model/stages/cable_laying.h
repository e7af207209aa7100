#pragma once

#include "model/stages/cabling.h"

namespace hallwright {

/// Lays the bundles of one fabric and takes them out again, and keeps every total of its plan. Used
/// by the cabling stage alone.
class CableLaying {
public:
    CableLaying(CablePlans& cables, CablePlan& plan, const FabricPlan& fabric,
                std::int32_t slack_mm);

    void lay(std::size_t bundle);
    void takeOut(std::size_t bundle);

    /// The way that a bundle takes.
    CableWay way(std::size_t bundle) const;

private:
    std::int32_t length(std::size_t bundle);
    void count(std::size_t bundle, int sign);
    void countCopper(const LinkBundle& bundle, std::int32_t links, long long pieces);
    void sell(std::uint8_t choice, std::int32_t length_mm, long long pieces);

    CablePlans& m_cables;
    CablePlan& m_plan;
    const FabricPlan& m_fabric;
    std::int32_t m_slack_mm;
    CableWay m_way;
    // Neighbouring bundles mostly join the same two racks and are of one length: what was found
    // for the last is kept.
    bool m_alike = false;  ///< no heights are known and every link is a cable of its own
    bool m_laid = false;   ///< the last bundle was laid, not taken out
    std::int32_t m_lastLower = -1, m_lastUpper = -1;  ///< racks of m_way; -1: none
    LinkBundle::Kind m_lastKind = LinkBundle::Kind::HostLeaf;
    std::int32_t m_lastLength_mm = -1;
    std::uint8_t m_lastChoice = 0;
    long long* m_sold = nullptr;
    std::uint8_t m_soldChoice = 0;
    std::int32_t m_soldLength_mm = 0;
};

/// Marks the bundles that go round trays above their design fill and lays them anew. A function of
/// the hall alone: all lie on their shortest ways before.
void layDetours(Pass& pass);
/// Lays them on their shortest ways again.
void takeOutDetours(Pass& pass);

/// Finds the longest bundle of a block anew.
void findLongest(CablePlan& plan, std::size_t block);

/// Sets the figures of one fabric, and those of all trays.
void setCableFigures(Pass& pass, std::size_t row, const Fabric& recipe);
void setTrayFigures(Pass& pass);

}  // namespace hallwright
