#include "tests/bench/fabric_bench_hall.h"

#include <algorithm>

namespace hallwright::bench {

namespace {

/// A part of numbers in SI.
class Maker {
public:
    Maker(const char* id, Kind kind) {
        m_part.id = m_part.name = id;
        m_part.kind = kind;
    }
    Maker& with(Property property, double number) {
        Reading reading;
        reading.number = number;
        m_part.data.push_back({property, {reading}, 0});
        return *this;
    }
    Maker& with(Property property, const char* text) {
        Reading reading;
        reading.text = text;
        m_part.data.push_back({property, {reading}, 0});
        return *this;
    }
    Maker& with(Property property, std::vector<double> values) {
        Reading reading;
        reading.values = std::move(values);
        m_part.data.push_back({property, {reading}, 0});
        return *this;
    }
    FrozenPart frozen() {
        std::sort(m_part.data.begin(), m_part.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        return {std::make_shared<Part>(m_part), {}};
    }

private:
    Part m_part;
};

constexpr PartId basis{1}, computeRack{2}, networkRack{3}, switchPart{4}, module_{5}, jumper{6};
constexpr Id<Fabric> fabricId{10};
constexpr Id<Site> siteId{11};

void addParts(Hall& hall, int k) {
    using P = Property;
    // Limits of floor and aisles as in a real hall, so that these rules have something to judge.
    // The field lies 2.5 m above the middle of racks of 2 m; within a rack a cable is as long as
    // the rack is high, and there is no slack.
    hall.parts.set(basis, Maker("basis", Kind::DesignBasis)
                              .with(P::linkSlack, 0.0)
                              .with(P::bayDepth, 3.0)
                              .with(P::tileLoad, 1000.0)
                              .with(P::coldAisleWidth, 1.2)
                              .with(P::hotAisleWidth, 0.9)
                              .with(P::headClearance, 0.5)
                              .with(P::overheadField, 3.5)
                              .with(P::linkPanels, 2.0)
                              .with(P::matingLoss, 0.35)
                              .with(P::fibreLoss, 0.0004)
                              .frozen());
    // Mass, feet and power only so that every figure of a rack is known, as in a real hall.
    const auto rack = [](const char* id, Kind kind) {
        Maker maker(id, kind);
        maker.with(P::sizeWidth, 0.6).with(P::sizeDepth, 1.2).with(P::sizeHeight, 2.0);
        maker.with(P::mass, 500.0).with(P::feet, 4.0).with(P::liquidFraction, 0.0);
        for (P state : {P::powerIdle, P::powerTypical, P::powerTdp, P::powerPeak})
            maker.with(state, 10000.0);
        return maker;
    };
    hall.parts.set(computeRack, rack("compute-rack", Kind::ComputeRack)
                                    .with(P::nodes, 16.0)
                                    .with(P::scaleOutPorts, 1.0)
                                    .with(P::scaleOutSpeed, 400e9)
                                    .frozen());
    hall.parts.set(networkRack, rack("network-rack", Kind::NetworkRack).frozen());
    hall.parts.set(switchPart, Maker("switch", Kind::Switch)
                                   .with(P::switchCages, k)
                                   .with(P::portsPerCage, 1.0)
                                   .with(P::portSpeed, 400e9)
                                   .with(P::switchOptics, "pluggable")
                                   .with(P::mass, 10.0)
                                   .with(P::liquidFraction, 0.0)
                                   .with(P::powerIdle, 100.0)
                                   .with(P::powerTypical, 100.0)
                                   .with(P::powerTdp, 100.0)
                                   .frozen());
    hall.parts.set(module_, Maker("module", Kind::Transceiver)
                                .with(P::linkSpeed, 400e9)
                                .with(P::linksPerModule, 1.0)
                                .with(P::strandsPerLink, 8.0)
                                .with(P::powerTdp, 10.0)
                                .frozen());
    std::vector<double> lengths;
    for (std::int32_t length_mm : stockLengths())
        lengths.push_back(length_mm / 1000.0);
    hall.parts.set(jumper, Maker("jumper", Kind::Jumper)
                               .with(P::cableDiameter, 0.003)
                               .with(P::cableLengths, std::move(lengths))
                               .frozen());
}

}  // namespace

const std::vector<std::int32_t>& stockLengths() {
    static const std::vector<std::int32_t> all{2000,   3000,   5000,   7000,    10000,  15000,
                                               20000,  30000,  50000,  75000,   100000, 150000,
                                               200000, 300000, 500000, 1000000, 2000000};
    return all;
}

Hall fatTreeHall(const FatTreeLayout& layout) {
    Hall hall;
    addParts(hall, layout.k);
    Fabric fabric;
    fabric.name = "compute";
    fabric.kind = FabricKind::FatTree;
    fabric.switchPart = switchPart;
    fabric.hostModule = fabric.switchModule = module_;
    fabric.cable = jumper;
    fabric.tiers = 3;
    fabric.unit = layout.racksOfPod() - 1;
    hall.fabrics.set(fabricId, fabric);
    hall.sites.set(siteId, Site{.width = {24000},
                                .depth = {3000 * (layout.racks() / 40 + 1)},
                                .basis = basis,
                                .cableField = CableField::Overhead});
    RawId next = firstFatTreeRack + layout.racks();
    const int racksOfPod = layout.racksOfPod();
    const int half = layout.half();
    for (int r = 0; r < layout.racks(); ++r) {
        const Id<hallwright::Rack> id{firstFatTreeRack + r};
        const int pod = r / racksOfPod;
        const bool ofPod = pod < layout.k;
        const bool compute = ofPod && r % racksOfPod < racksOfPod - 1;
        Rack rack;
        rack.part = compute ? computeRack : networkRack;
        rack.place = {{600 * (r % 40)}, {3000 * (r / 40)}};
        hall.racks.set(id, std::move(rack));
        if (compute) {
            hall.members.set({next++}, Member{id, fabricId, pod, r % racksOfPod});
        } else if (ofPod) {
            hall.mounts.set({next++}, Mount{id, fabricId, Tier::Leaf, pod * half, half});
            hall.mounts.set({next++}, Mount{id, fabricId, Tier::Spine, pod * half, half});
        } else {
            const int first = 8 * (r - layout.k * racksOfPod);
            hall.mounts.set({next++}, Mount{id, fabricId, Tier::Core, first, 8});
        }
    }
    return hall;
}

}  // namespace hallwright::bench
