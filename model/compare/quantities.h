#pragma once

#include "model/compare/comparison.h"
#include "model/stages/partial.h"

#include <string>
#include <vector>

namespace hallwright {

// Quantities of a whole hall as a comparison shows them, and sums over its fabrics.

/// A figure of the hall, with its range where ranges were swept.
Figure hallFigure(const ComparedHall& side, Fig figure);
/// The sum of a figure of fabrics.
Figure fabricFigure(const ComparedHall& side, Fig figure);
/// A number of one's own, unknown where it is NaN.
Figure numberFigure(double si, Dimension dimension, Status status = Status::Ok);

/// Jobs that the network stops in a year, all fabrics between accelerators.
Partial stopsPerYear(const Evaluation& evaluation);
/// Worth of those jobs: stops × time to restart × GPUs × price of a GPU hour.
Partial lostWork(const Evaluation& evaluation);

/// Parts on the shelf for failures of optics, fabric by fabric and part by part.
struct SpareStock {
    Partial optics, switches;  ///< pieces; whole switches for engines inside them
    Partial price;             ///< of all of them, USD
};
SpareStock spareStock(const Evaluation& evaluation, double chance);

/// Parts that the fabrics of a hall are made of, the design basis and the tariff.
std::vector<PartId> partsOfNetwork(const Hall& hall);

/// The first fabric with co-packaged switches; none where there is none.
Id<Fabric> coPackagedFabric(const Hall& hall);
/// The first fabric that joins accelerators, else the first.
Id<Fabric> mainFabric(const Hall& hall);
/// Switches of a fabric, all tiers.
double switchesOf(const Evaluation& evaluation, Id<Fabric> fabric);
/// Racks that hold accelerators, and accelerators in one of them.
struct AcceleratorRacks {
    double racks = 0.0, packages = 0.0;
};
AcceleratorRacks acceleratorRacks(const Evaluation& evaluation);

}  // namespace hallwright
