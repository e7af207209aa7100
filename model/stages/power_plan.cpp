#include "model/stages/power.h"

#include <algorithm>

namespace hallwright {

namespace {

/// Units in an order in which children come before parents. Each unit has one parent, so what
/// cannot be ordered is exactly what feeds itself.
void orderUnits(PowerPlan& plan, const std::vector<std::ptrdiff_t>& parent) {
    std::vector<std::size_t> open(parent.size());
    for (std::size_t u = 0; u < parent.size(); ++u) {
        open[u] = plan.childrenOf[u].size();
        if (open[u] == 0) plan.bottomUp.push_back(u);
    }
    for (std::size_t i = 0; i < plan.bottomUp.size(); ++i) {
        const std::ptrdiff_t p = parent[plan.bottomUp[i]];
        if (p >= 0 && --open[static_cast<std::size_t>(p)] == 0)
            plan.bottomUp.push_back(static_cast<std::size_t>(p));
    }
    for (std::size_t u = 0; u < parent.size(); ++u)
        if (open[u] > 0) plan.inCycle.push_back(u);
}

/// The boards nearest the sources, system by system; the sources themselves where a system has no
/// board.
void findMechanicalBoards(PowerPlan& plan, const Hall& hall,
                          const std::vector<const PowerUnit*>& units,
                          const std::vector<std::ptrdiff_t>& parent) {
    const auto isBoard = [&](std::size_t u) {
        const Part* part = hall.part(units[u]->part);
        return part && part->kind == Kind::Switchboard;
    };
    std::vector<bool> below(units.size(), false);  // a board stands between the unit and its source
    std::vector<int> withBoard;
    for (auto it = plan.bottomUp.rbegin(); it != plan.bottomUp.rend(); ++it) {
        const std::ptrdiff_t p = parent[*it];
        if (p >= 0)
            below[*it] = below[static_cast<std::size_t>(p)] || isBoard(static_cast<std::size_t>(p));
        if (!isBoard(*it) || below[*it]) continue;
        plan.mechanicalBoards.push_back(*it);
        withBoard.push_back(units[*it]->system);
    }
    std::sort(withBoard.begin(), withBoard.end());
    for (std::size_t u : plan.bottomUp)
        if (parent[u] < 0 &&
            !std::binary_search(withBoard.begin(), withBoard.end(), units[u]->system))
            plan.mechanicalBoards.push_back(u);
    std::sort(plan.mechanicalBoards.begin(), plan.mechanicalBoards.end());
}

}  // namespace

PowerPlan makePowerPlan(const Hall& hall, const RowIndex& rows) {
    PowerPlan plan;
    const std::size_t unitCount = rows.count(Scope::PowerUnit);
    const std::size_t buswayCount = rows.count(Scope::Busway);
    plan.childrenOf.resize(unitCount);
    plan.buswaysOf.resize(unitCount);
    plan.tapsOf.resize(buswayCount);

    std::vector<const PowerUnit*> units;
    std::vector<std::ptrdiff_t> parent;
    hall.powerUnits.forEach([&](Id<PowerUnit>, const PowerUnit& unit) {
        units.push_back(&unit);
        parent.push_back(unit.parent ? rows.position(Scope::PowerUnit, unit.parent.raw) : -1);
        if (parent.back() >= 0)
            plan.childrenOf[static_cast<std::size_t>(parent.back())].push_back(units.size() - 1);
        plan.systemIds.push_back(unit.system);
    });
    std::size_t b = 0;
    hall.busways.forEach([&](Id<Busway>, const Busway& busway) {
        const std::ptrdiff_t source =
            busway.source ? rows.position(Scope::PowerUnit, busway.source.raw) : -1;
        if (source >= 0) plan.buswaysOf[static_cast<std::size_t>(source)].push_back(b);
        plan.systemIds.push_back(busway.system);
        ++b;
    });
    std::size_t t = 0;
    hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        const std::ptrdiff_t busway =
            tap.busway ? rows.position(Scope::Busway, tap.busway.raw) : -1;
        if (busway >= 0) plan.tapsOf[static_cast<std::size_t>(busway)].push_back(t);
        ++t;
    });

    std::sort(plan.systemIds.begin(), plan.systemIds.end());
    plan.systemIds.erase(std::unique(plan.systemIds.begin(), plan.systemIds.end()),
                         plan.systemIds.end());
    plan.systems = static_cast<int>(plan.systemIds.size());
    plan.mayLoseOne = plan.systems > 1 && hall.site().redundancy != Redundancy::N;
    orderUnits(plan, parent);
    findMechanicalBoards(plan, hall, units, parent);
    return plan;
}

double ratingNeeded(double lasting, double peak, double factor) {
    const double continuous = factor * lasting;
    return continuous >= peak ? continuous : continuous < peak ? peak : unknown;
}

Voltage nominalVoltage(Distribution distribution) {
    switch (distribution) {
    case Distribution::Ac415:
        return volts(415.0);
    case Distribution::Ac480:
        return volts(480.0);
    case Distribution::Dc800:
        return volts(800.0);
    }
    return volts(415.0);
}

}  // namespace hallwright
