#pragma once

#include "model/stages/cabling.h"

namespace hallwright::bench {

/// A fat tree of three tiers of switches with k ports, laid out by the rule of the NetworkX script
/// that it is set against: racks of 16 hosts at a pitch of 600 mm, 40 in a row, rows at a pitch of
/// 3 m; pods in order, each with a network rack at its end; then racks of eight core switches.
/// A link is |dx| + |dy| + 2 × 2.5 m, or 2 m within a rack.
struct FatTreeLayout {
    int k = 112;

    int half() const { return k / 2; }
    int racksOfPod() const { return half() * half() / 16 + 1; }
    int racks() const { return k * racksOfPod() + half() * half() / 8; }
    int hosts() const { return k * half() * half(); }
    /// The numbers that the script gives to devices: hosts, edge, aggregation and core switches.
    int firstEdge() const { return hosts(); }
    int firstAggregation() const { return hosts() + k * half(); }
    int firstCore() const { return hosts() + 2 * k * half(); }
    /// Number of the first host of a rack.
    int firstHost(int rack) const {
        return (rack / racksOfPod() * (racksOfPod() - 1) + rack % racksOfPod()) * 16;
    }
    /// Only where the hosts of a pod fill whole racks.
    bool isWhole() const { return k > 0 && k % 8 == 0; }
};

inline constexpr RawId firstFatTreeRack = 64;
Hall fatTreeHall(const FatTreeLayout& layout);

/// Stock lengths of the script, in millimetres.
const std::vector<std::int32_t>& stockLengths();

}  // namespace hallwright::bench
