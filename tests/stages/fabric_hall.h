#pragma once

#include "model/stages/cabling.h"
#include "model/stages/power.h"
#include "model/stages/stages.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hallwright::test {

/// A part made by hand: numbers in SI and words that cite no source, so that the shipped catalog
/// may grow without touching a test.
class PlainPart {
public:
    PlainPart(std::string id, Kind kind) {
        m_part.id = m_part.name = std::move(id);
        m_part.kind = kind;
    }
    PlainPart& with(Property property, double number, std::string includes = {}) {
        Reading reading;
        reading.number = number;
        reading.includes = std::move(includes);
        return add(property, reading);
    }
    PlainPart& with(Property property, const char* text) {
        Reading reading;
        reading.text = text;
        return add(property, reading);
    }
    PlainPart& with(Property property, std::vector<double> list) {
        Reading reading;
        reading.values = std::move(list);
        return add(property, reading);
    }
    FrozenPart frozen() {
        std::sort(m_part.data.begin(), m_part.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        return {std::make_shared<Part>(m_part), {}};
    }

private:
    PlainPart& add(Property property, const Reading& reading) {
        m_part.data.push_back({property, {reading}, 0});
        return *this;
    }
    Part m_part;
};

/// Makes a part say this and nothing else of a property.
inline void say(Hall& hall, PartId id, Property property, const Reading& reading) {
    Part part = *hall.part(id);
    std::erase_if(part.data, [&](const Datum& datum) { return datum.property == property; });
    part.data.push_back({property, {reading}, 0});
    std::sort(part.data.begin(), part.data.end(),
              [](const Datum& a, const Datum& b) { return a.property < b.property; });
    hall.parts.set(id, {std::make_shared<const Part>(part), {}});
}
inline void say(Hall& hall, PartId id, Property property, const char* word) {
    Reading reading;
    reading.text = word;
    say(hall, id, property, reading);
}
inline void say(Hall& hall, PartId id, Property property, double number) {
    Reading reading;
    reading.number = number;
    say(hall, id, property, reading);
}

/// Ids of the parts that fabricHall() freezes.
namespace parts {
inline constexpr PartId basis{1}, computeRack{2}, networkRack{3}, pluggableSwitch{4}, cpoSwitch{5},
    twinModule{6}, hostModule{7}, jumper{8}, copper{9}, tray{10}, ethernetSwitch{11},
    ethernetModule{12}, ethernetHostModule{13}, linearModule{14};
}
inline constexpr Id<Fabric> compute{20};
inline constexpr RawId firstRack = 100;

/// The parts of a hall of GB300 racks with Quantum-X800 switches, and nothing placed.
inline Hall fabricParts() {
    using P = Property;
    Hall hall;
    const auto put = [&](PartId id, PlainPart& part) { hall.parts.set(id, part.frozen()); };
    put(parts::basis, PlainPart("basis", Kind::DesignBasis)
                          .with(P::linkSlack, 2.0)
                          .with(P::linkPanels, 2.0)
                          .with(P::matingLoss, 0.35)
                          .with(P::fibreLoss, 0.0004));
    put(parts::computeRack, PlainPart("gb300", Kind::ComputeRack)
                                .with(P::sizeWidth, 0.6)
                                .with(P::sizeDepth, 1.2)
                                .with(P::sizeHeight, 2.3)
                                .with(P::nodes, 18.0)
                                .with(P::scaleOutPorts, 4.0)
                                .with(P::scaleOutSpeed, 800e9)
                                .with(P::scaleOutCage, "osfp-rhs")
                                .with(P::frontEndPorts, 2.0)
                                .with(P::frontEndSpeed, 400e9)
                                .with(P::frontEndCage, "qsfp112"));
    put(parts::networkRack, PlainPart("network", Kind::NetworkRack)
                                .with(P::sizeWidth, 0.8)
                                .with(P::sizeDepth, 1.2)
                                .with(P::sizeHeight, 2.3));
    put(parts::pluggableSwitch, PlainPart("q3400", Kind::Switch)
                                    .with(P::switchCages, 72.0)
                                    .with(P::portsPerCage, 2.0)
                                    .with(P::portSpeed, 800e9)
                                    .with(P::portSplitMax, 2.0)
                                    .with(P::switchCage, "osfp")
                                    .with(P::switchOptics, "pluggable")
                                    .with(P::powerTdp, 7000.0, "optics")
                                    .with(P::ratedModule, "twin"));
    put(parts::cpoSwitch, PlainPart("q3450", Kind::Switch)
                              .with(P::switchCages, 144.0)
                              .with(P::portsPerCage, 1.0)
                              .with(P::portSpeed, 800e9)
                              .with(P::portSplitMax, 1.0)
                              .with(P::switchCage, "mpo-12")
                              .with(P::switchOptics, "cpo")
                              .with(P::powerTdp, 3950.0, "optics")
                              .with(P::cpoPortPower, 9.0)
                              .with(P::cpoPortLasers, 1.0));
    put(parts::twinModule, PlainPart("twin", Kind::Transceiver)
                               .with(P::linkSpeed, 800e9)
                               .with(P::linksPerModule, 2.0)
                               .with(P::lasersPerModule, 8.0)
                               .with(P::strandsPerLink, 8.0)
                               .with(P::powerTdp, 33.5)
                               .with(P::reach, 500.0));
    put(parts::hostModule, PlainPart("host", Kind::Transceiver)
                               .with(P::linkSpeed, 800e9)
                               .with(P::linksPerModule, 1.0)
                               .with(P::lasersPerModule, 4.0)
                               .with(P::strandsPerLink, 8.0)
                               .with(P::powerTdp, 14.0)
                               .with(P::reach, 500.0));
    put(parts::jumper, PlainPart("jumper", Kind::Jumper)
                           .with(P::cableDiameter, 0.003)
                           .with(P::cableLengths, std::vector<double>{5, 10, 15, 20, 25, 30}));
    put(parts::copper, PlainPart("dac", Kind::CopperCable)
                           .with(P::linkSpeed, 800e9)
                           .with(P::linksPerModule, 2.0)
                           .with(P::reach, 7.0)
                           .with(P::moduleCage, "osfp")
                           .with(P::cableDiameter, 0.0085)
                           .with(P::cableLengths, std::vector<double>{1, 2, 3, 5, 7}));
    put(parts::tray,
        PlainPart("tray", Kind::CableTray).with(P::trayWidth, 0.6).with(P::trayHeight, 0.1));
    put(parts::ethernetSwitch, PlainPart("sn5610", Kind::Switch)
                                   .with(P::switchCages, 64.0)
                                   .with(P::portsPerCage, 1.0)
                                   .with(P::portSpeed, 800e9)
                                   .with(P::portSplitMax, 2.0)
                                   .with(P::switchCage, "osfp")
                                   .with(P::switchOptics, "pluggable")
                                   .with(P::powerTdp, 2080.0, "optics")
                                   .with(P::ratedModule, "twin-400"));
    put(parts::ethernetModule, PlainPart("twin-400", Kind::Transceiver)
                                   .with(P::linkSpeed, 400e9)
                                   .with(P::linksPerModule, 2.0)
                                   .with(P::lasersPerModule, 8.0)
                                   .with(P::strandsPerLink, 8.0)
                                   .with(P::powerTdp, 17.0));
    put(parts::ethernetHostModule, PlainPart("host-400", Kind::Transceiver)
                                       .with(P::linkSpeed, 400e9)
                                       .with(P::linksPerModule, 1.0)
                                       .with(P::lasersPerModule, 4.0)
                                       .with(P::strandsPerLink, 8.0)
                                       .with(P::powerTdp, 9.0));
    put(parts::linearModule, PlainPart("twin-lpo", Kind::Transceiver)
                                 .with(P::linkSpeed, 800e9)
                                 .with(P::linksPerModule, 2.0)
                                 .with(P::lasersPerModule, 8.0)
                                 .with(P::strandsPerLink, 8.0)
                                 .with(P::powerTdp, 15.0)
                                 .with(P::reach, 500.0));
    hall.sites.set({15}, Site{.width = {60000}, .depth = {36000}, .basis = parts::basis});
    return hall;
}

inline Fabric computeFabric(OpticsPolicy optics = OpticsPolicy::Pluggable) {
    Fabric fabric{.name = "compute",
                  .kind = FabricKind::RailFatTree,
                  .switchPart = parts::pluggableSwitch,
                  .optics = optics};
    fabric.hostModule = parts::hostModule;
    fabric.switchModule = parts::twinModule;
    fabric.cable = parts::jumper;
    if (optics == OpticsPolicy::Cpo) {
        fabric.switchPart = parts::cpoSwitch;
        fabric.switchModule = {};
    }
    return fabric;
}

/// `count` GB300 racks in rows of eight, a network rack at the end of each row that holds
/// `switches` of a tier, a tray over every row and one across at the left end.
inline Hall gb300Hall(int count, OpticsPolicy optics = OpticsPolicy::Pluggable) {
    Hall hall = fabricParts();
    hall.fabrics.set(compute, computeFabric(optics));
    const int rows = (count + 7) / 8;
    RawId next = firstRack + count + rows;
    for (int i = 0; i < count; ++i) {
        const Id<Rack> id{firstRack + i};
        hall.racks.set(id, Rack{.name = "R" + std::to_string(i),
                                .part = parts::computeRack,
                                .place = {{3000 + 600 * (i % 8)}, {2000 + 3000 * (i / 8)}}});
        hall.members.set({next++}, Member{id, compute, i / 8, i % 8});
    }
    for (int row = 0; row < rows; ++row) {
        const Id<Rack> id{firstRack + count + row};
        hall.racks.set(id, Rack{.name = "N" + std::to_string(row),
                                .part = parts::networkRack,
                                .place = {{7800}, {2000 + 3000 * row}}});
        hall.mounts.set({next++}, Mount{id, compute, Tier::Leaf, 8 * row, 8});
        hall.mounts.set({next++}, Mount{id, compute, Tier::Spine, 5 * row, 5});
        hall.trays.set({next++}, Tray{.part = parts::tray,
                                      .x1 = {2000},
                                      .y1 = {2600 + 3000 * row},
                                      .x2 = {9000},
                                      .y2 = {2600 + 3000 * row},
                                      .elevation = {2700}});
    }
    hall.trays.set({next++}, Tray{.part = parts::tray,
                                  .x1 = {2000},
                                  .y1 = {2000},
                                  .x2 = {2000},
                                  .y2 = {2000 + 3000 * rows},
                                  .elevation = {2700}});
    return hall;
}

/// Runs stages 1 and 3 over a hall, fully or after racks moved.
class FabricRun {
public:
    explicit FabricRun(const Hall& hall) : m_hall(hall), m_in(hall), m_rows(hall) {
        m_out.reset(m_rows);
        Changes changes;
        run(changes, true);
    }
    void moved(const Hall& hall, std::vector<RawId> racks) {
        m_hall = hall;
        Changes changes;
        changes.everything = false;
        changes.rackPlaces = true;
        for (RawId rack : racks)
            changes.movedRacks.push_back(
                static_cast<std::size_t>(m_rows.position(Scope::Rack, rack)));
        run(changes, false);
    }
    double get(Fig figure, std::size_t row = 0) const { return m_out.get(figure, row); }
    Status status(Fig figure, std::size_t row = 0) const { return m_out.status(figure, row); }
    const Columns& columns() const { return m_out; }
    const FabricPlan& fabric(std::size_t row = 0) const { return m_fabrics.plans[row]; }
    const CablePlan& cables(std::size_t row = 0) const { return m_cables.plans[row]; }
    RawId rackId(std::int32_t position) const {
        return m_rows.ids(Scope::Rack)[static_cast<std::size_t>(position)];
    }
    std::int32_t position(RawId rack) const {
        return static_cast<std::int32_t>(m_rows.position(Scope::Rack, rack));
    }

private:
    void run(const Changes& changes, bool all) {
        Pass pass{m_hall,    m_in,     m_rows,  changes, m_out,
                  m_fabrics, m_cables, m_power, m_bill,  m_hall.site().basis};
        if (all) runFabric(pass);
        runCabling(pass);
    }
    Hall m_hall;
    Slots m_in;
    RowIndex m_rows;
    Columns m_out;
    FabricPlans m_fabrics;
    CablePlans m_cables;
    PowerPlan m_power;
    std::vector<BillLine> m_bill;
};

}  // namespace hallwright::test
