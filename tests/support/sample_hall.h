#pragma once

#include "model/figures/evaluation.h"
#include "model/parts/catalog.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/power.h"

#include <string>
#include <vector>

namespace hallwright::test {

/// A part made by hand; numbers in SI.
class PartMaker {
public:
    PartMaker(std::string id, Kind kind);
    PartMaker& number(Property property, double value, std::string_view at = {},
                      std::string_view includes = {});
    PartMaker& unknown(Property property);
    PartMaker& text(Property property, std::string_view value);
    PartMaker& curve(Property property, std::vector<double> x, std::vector<double> values,
                     double madeFor);
    operator Part() const { return m_part; }

private:
    Reading& reading(Property property);

    Part m_part;
};

/// The same part with another reading of a property chosen: the one that cites this source.
Part withReading(Part part, Property property, std::string_view source);

/// A small hall under construction: one site with the shipped design basis, and a counter of ids.
class SampleHall {
public:
    explicit SampleHall(const Catalog& catalog);
    PartId add(const Part& part);
    /// A part of the catalog, with all it refers to.
    PartId shipped(std::string_view id);
    Id<Loop> loop(PartId fluid, double facilitySupply_c, int spare);
    Id<Rack> rack(PartId part, Id<Loop> on = {}, Placement place = {});
    Id<Equipment> equipment(PartId part, Id<Loop> on = {}, Placement place = {});
    PartId basis() const { return hall.site().basis; }

    Hall hall;

private:
    const Catalog& m_catalog;
    RawId m_next = 1;
};

/// All that a stage works on, without an evaluator: stages are run one by one, on plans made by
/// hand.
class StageBench {
public:
    explicit StageBench(Hall hall);
    void run(void (*stage)(Pass&));
    double get(Fig figure, RawId item = 0) const;
    Status status(Fig figure, RawId item = 0) const;

    Hall hall;
    Slots in;
    RowIndex rows;
    Columns out;
    FabricPlans fabrics;

private:
    Changes m_changes;
    CablePlans m_cables;
    PowerPlan m_power;
    std::vector<BillLine> m_bill;
};

}  // namespace hallwright::test
