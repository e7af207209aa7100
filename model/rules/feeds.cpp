#include "model/rules/feeds.h"

#include <algorithm>

namespace hallwright {

Feeds::Feeds(const Evaluation& evaluation)
    : m_evaluation(evaluation), m_own(evaluation.rows().count(Scope::Rack)) {
    const Hall& hall = evaluation.hall();
    hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        const Busway* busway = hall.busways.find(tap.busway);
        const std::ptrdiff_t at =
            tap.rack ? evaluation.rows().position(Scope::Rack, tap.rack.raw) : -1;
        if (!busway || at < 0) return;
        std::vector<int>& systems = m_own[static_cast<std::size_t>(at)];
        if (std::find(systems.begin(), systems.end(), busway->system) == systems.end())
            systems.push_back(busway->system);
    });
}

std::size_t Feeds::systemsOf(std::size_t rack) const {
    if (!m_own[rack].empty()) return m_own[rack].size();
    const RowIndex& rows = m_evaluation.rows();
    const Rack& row = m_evaluation.hall().racks[{rows.ids(Scope::Rack)[rack]}];
    const std::ptrdiff_t sidecar = row.sidecar ? rows.position(Scope::Rack, row.sidecar.raw) : -1;
    return sidecar < 0 ? 0 : m_own[static_cast<std::size_t>(sidecar)].size();
}

}  // namespace hallwright
