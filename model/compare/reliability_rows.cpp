#include "model/compare/comparison_rows.h"
#include "model/compare/quantities.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace hallwright {

namespace {

Figure partialFigure(const Partial& sum, Dimension dimension) {
    return numberFigure(sum.number(), dimension, sum.status());
}

Figure absentFigure() { return numberFigure(unknown, Dimension::One, Status::Absent); }

/// The fabric between accelerators, with what it is made of.
struct Main {
    const Evaluation& evaluation;
    const Slots& in;
    const Fabric* fabric = nullptr;
    bool coPackaged = false;
    double ports = unknown;  ///< of one switch

    explicit Main(const ComparedHall& side)
        : evaluation(*side.evaluation), in(evaluation.numbers()) {
        const Hall& hall = evaluation.hall();
        fabric = hall.fabrics.find(mainFabric(hall));
        if (!fabric) return;
        coPackaged = in.text(fabric->switchPart, Property::switchOptics) == "cpo";
        ports = in.get(fabric->switchPart, Property::switchCages) *
                in.get(fabric->switchPart, Property::portsPerCage);
    }
};

Figure mainFigure(const ComparedHall& side, Fig figure) {
    const Hall& hall = side.evaluation->hall();
    const Id<Fabric> main = mainFabric(hall);
    return main ? side.evaluation->figure({figure, main.raw}) : absentFigure();
}

/// Ports that go dark when one module, or one engine of a co-packaged switch, fails.
Figure portsOfOneOptic(const ComparedHall& side) {
    const Main main(side);
    if (!main.fabric) return absentFigure();
    return numberFigure(main.coPackaged
                            ? main.ports /
                                  main.in.get(main.fabric->switchPart, Property::opticalEngines)
                            : main.in.get(main.fabric->switchModule, Property::linksPerModule),
                        Dimension::One);
}

/// Ports that are out while it is swapped: an engine goes with its switch.
Figure portsOutForSwap(const ComparedHall& side) {
    const Main main(side);
    if (!main.fabric) return absentFigure();
    return main.coPackaged ? numberFigure(main.ports, Dimension::One) : portsOfOneOptic(side);
}

Figure portsOfOneLaser(const ComparedHall& side) {
    const Main main(side);
    if (!main.fabric || !main.coPackaged) return absentFigure();
    return numberFigure(main.ports /
                            main.in.get(main.fabric->switchPart, Property::externalLaserModules),
                        Dimension::One);
}

/// A number that needs the rate of laser sources. Where that is not public: at what is assumed in
/// its place, and over the range of the assumption.
Figure withAssumedRate(const ComparedHall& side, Dimension dimension,
                       const std::function<double(const Evaluation&)>& number) {
    const Evaluation& evaluation = *side.evaluation;
    const Hall& hall = evaluation.hall();
    for (const PartId id : partsOfNetwork(hall)) {
        const Part* part = hall.part(id);
        const Datum* rate =
            part && part->kind == Kind::LaserSource ? part->find(Property::mtbf) : nullptr;
        if (!rate || !rate->reading().unknown ||
            !std::isnan(evaluation.numbers().get(id, Property::mtbf)))
            continue;
        for (const Reading& reading : rate->readings) {
            if (!reading.number || !reading.low || !reading.high) continue;
            Evaluator again(evaluation);
            const auto at = [&](double mtbf) {
                again.rerun({id, Property::mtbf}, mtbf, Stage::Reliability);
                return number(again.evaluation());
            };
            Figure out = numberFigure(at(*reading.number), dimension);
            const double low = at(*reading.low), high = at(*reading.high);
            out.low = std::min(low, high);
            out.high = std::max(low, high);
            return out;
        }
    }
    return numberFigure(number(evaluation), dimension);
}

double touchedForOne(const Evaluation& evaluation) {
    Partial touched, failures;
    for (std::size_t row = 0; row < evaluation.rows().count(Scope::Fabric); ++row) {
        touched.add(evaluation.columns(), Fig::fabricTouched, row);
        failures.add(evaluation.columns(), Fig::fabricFailures, row);
    }
    return touched.missing || failures.missing || failures.sum == 0.0 ? unknown
                                                                      : touched.sum / failures.sum;
}

struct OwnRow {
    std::string_view section, id, title, explanation;
    std::function<Figure(const ComparedHall&)> number;
};

const std::vector<OwnRow>& ownRows() {
    static const std::vector<OwnRow> rows{
        {"Reliability", "reliability.interrupt", "Mean time to interrupt",
         "hours of a year ÷ (failures of GPUs and hosts + jobs that the network stops); laser "
         "sources without a public rate at what is assumed, with its range",
         [](const ComparedHall& side) {
             return withAssumedRate(side, Dimension::Time, [](const Evaluation& evaluation) {
                 return evaluation.number(Fig::interruptTime);
             });
         }},
        {"Reliability", "reliability.goodput", "Goodput of one job on the whole hall",
         "1 − (C/τ + τ/2M + R/M), τ = √(2CM), from the same time to interrupt",
         [](const ComparedHall& side) {
             return withAssumedRate(side, Dimension::Share, [](const Evaluation& evaluation) {
                 return evaluation.number(Fig::goodput);
             });
         }},
        {"Reliability", "fabrics.connectors_touched_per_repair",
         "Fibre connectors unplugged for one repair",
         "connectors unplugged a year over failures a year; laser sources as above",
         [](const ComparedHall& side) {
             return withAssumedRate(side, Dimension::One, touchedForOne);
         }},
        {"Reliability", "fabrics.blast.switch", "Endpoints that lose a link with one switch",
         "most host links at one leaf of the fabric between accelerators",
         [](const ComparedHall& side) { return mainFigure(side, Fig::fabricBlast); }},
        {"Reliability", "fabrics.blast.share", "Share of the links that one switch takes down",
         "links of a leaf over links of hosts, fabric between accelerators",
         [](const ComparedHall& side) { return mainFigure(side, Fig::fabricBlastShare); }},
        {"Reliability", "blast.optic", "Ports that one failed optic takes down",
         "links of a module at the switch, or ports of a co-packaged switch over its engines",
         portsOfOneOptic},
        {"Reliability", "blast.laser_source", "Ports on one external laser source",
         "ports of a co-packaged switch over its laser sources", portsOfOneLaser},
        {"Reliability", "blast.swap", "Ports out while a failed optic is swapped",
         "those of the module; all of a co-packaged switch, for an engine is swapped with it",
         portsOutForSwap},
        {"Reliability", "spares.switches.95", "Spare switches for 95 % service",
         "co-packaged switches that are swapped whole for an engine: least number that a Poisson "
         "count of failures in the lead time stays within, fabric by fabric",
         [](const ComparedHall& side) {
             return partialFigure(spareStock(*side.evaluation, 0.95).switches, Dimension::One);
         }},
        {"Reliability", "spares.switches.99", "Spare switches for 99 % service",
         "the same for 99 %",
         [](const ComparedHall& side) {
             return partialFigure(spareStock(*side.evaluation, 0.99).switches, Dimension::One);
         }},
        {"Cost", "cost.spares.95", "Price of spares for 95 % service",
         "spare modules, laser sources and switches × price",
         [](const ComparedHall& side) {
             return partialFigure(spareStock(*side.evaluation, 0.95).price, Dimension::Money);
         }},
        {"Cost", "cost.lost_work_per_year", "Worth of jobs that the network stops a year",
         "stops a year × time to restart × GPUs × cost of a GPU hour",
         [](const ComparedHall& side) {
             return partialFigure(lostWork(*side.evaluation), Dimension::Money);
         }},
    };
    return rows;
}

}  // namespace

std::vector<ComparisonRow> reliabilityRows(const std::vector<ComparedHall>& halls) {
    std::vector<ComparisonRow> rows;
    for (const OwnRow& what : ownRows()) {
        ComparisonRow row;
        row.id = what.id;
        row.section = what.section;
        row.title = what.title;
        row.explanation = what.explanation;
        for (const ComparedHall& side : halls)
            row.values.push_back(what.number(side));
        row.refused.resize(halls.size());
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace hallwright
