#include "model/stages/plant.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

using What = ChainPiece::What;

std::int64_t pieceNumber(std::int32_t bundle, std::int32_t piece) {
    return static_cast<std::int64_t>(bundle) << 24 | piece;
}

/// Lays the pieces of one link one after the other.
class ChainMaker {
public:
    ChainMaker(const Evaluation& evaluation, const Link& link)
        : m_e(evaluation), m_link(link),
          m_fabric(evaluation.fabrics().plans[asIndex(link.ref.fabric)]),
          m_plan(evaluation.cables().plans[asIndex(link.ref.fabric)]),
          m_recipe(evaluation.hall().fabrics[{m_fabric.fabric}]),
          m_bundle(m_fabric.bundles[asIndex(link.ref.bundle)]),
          m_toHost(m_bundle.kind == LinkBundle::Kind::HostLeaf),
          m_lower(m_toHost ? hostOptics(evaluation.numbers(), m_recipe, m_fabric.linkSpeed)
                           : switchOpticsOf(evaluation.numbers(), m_recipe, m_fabric.linkSpeed)),
          m_upper(switchOpticsOf(evaluation.numbers(), m_recipe, m_fabric.linkSpeed)),
          m_lowerPlace(lowerPlace(m_fabric, m_bundle, link.ref.link)),
          m_upperPlace(upperPlace(m_fabric, m_bundle, link.ref.link)) {}

    std::vector<ChainPiece> make() {
        const std::size_t bundle = asIndex(m_link.ref.bundle);
        const LinkMedia::Medium& medium = m_plan.media.media()[m_plan.choice[bundle]];
        if (medium.none || !medium.part) return {};
        const std::int32_t length_mm = m_plan.length_mm[bundle];
        const std::int32_t bought_mm = length_mm < 0 ? -1 : boughtLength(medium, length_mm);
        if (medium.copper) {
            const std::int32_t n = medium.linksPerPiece;
            add(What::Copper, medium.part, -1, bought_mm,
                pieceNumber(m_link.ref.bundle, m_link.ref.link / n), m_link.ref.link % n);
            return std::move(m_chain);
        }
        const bool apart = m_plan.lowerRack[bundle] >= 0 && m_plan.upperRack[bundle] >= 0 &&
                           m_plan.lowerRack[bundle] != m_plan.upperRack[bundle];
        const bool ofPlant = m_plan.structured && apart && length_mm >= 0;
        if (ofPlant && !m_plan.plant.problem.empty()) return {};
        addEnd(m_lower, m_lowerPlace, m_plan.lowerRack[bundle]);
        if (!ofPlant)
            add(What::Jumper, medium.part, -1, bought_mm,
                pieceNumber(m_link.ref.bundle, m_link.ref.link), 0);
        else if (m_recipe.plant == CablePlant::Trunk)
            addTrunk(bundle);
        else
            addBreakout(medium, bought_mm);
        addEnd(m_upper, m_upperPlace, m_plan.upperRack[bundle]);
        return std::move(m_chain);
    }

private:
    void add(What what, PartId part, std::int32_t rack, std::int32_t bought_mm, std::int64_t number,
             std::int32_t position) {
        m_chain.push_back({what, part, rack, bought_mm, number, position});
    }
    static std::int64_t numberOf(std::uint64_t key) {
        return static_cast<std::int64_t>(key & ~(1ULL << 63));
    }

    void addEnd(const OpticsEnd& end, const ConnectorPlace& place, std::int32_t rack) {
        const int n = std::max(1, end.coPackaged ? end.linksPerConnector : end.linksPerModule);
        add(end.coPackaged ? What::CoPackagedPort
            : place.host   ? What::HostModule
                           : What::SwitchModule,
            end.part, rack, -1, numberOf(connectorKey(place, n)), place.serial % n);
    }

    void addSplitter(const OpticsEnd& end, const ConnectorPlace& place) {
        const std::uint64_t key = connectorKey(place, end.linksPerConnector);
        const std::vector<SplitterPiece>& all = m_plan.plant.splitterPieces;
        const auto found = std::lower_bound(
            all.begin(), all.end(), key,
            [](const SplitterPiece& piece, std::uint64_t k) { return piece.connector < k; });
        if (found == all.end() || found->connector != key) return;
        add(What::Splitter, place.host ? m_plan.plant.hostSplitter : m_plan.plant.switchSplitter,
            -1, found->bought_mm, found - all.begin(), place.serial % end.linksPerConnector);
    }

    /// From a device to the panel of its rack.
    void addToPanel(bool lower, std::size_t bundle) {
        const OpticsEnd& end = lower ? m_lower : m_upper;
        const ConnectorPlace& place = lower ? m_lowerPlace : m_upperPlace;
        if (end.linksPerConnector > 1) return addSplitter(end, place);
        const FibrePlant& plant = m_plan.plant;
        add(What::Jumper, lower && m_toHost ? plant.hostJumper : plant.switchJumper, -1,
            (lower ? plant.lowerJumper_mm : plant.upperJumper_mm)[bundle],
            pieceNumber(m_link.ref.bundle, 2 * m_link.ref.link + (lower ? 0 : 1)), 0);
    }

    void addTrunk(std::size_t bundle) {
        const FibrePlant& plant = m_plan.plant;
        const std::int32_t a = m_plan.lowerRack[bundle], b = m_plan.upperRack[bundle];
        const auto [low, high] = std::minmax(a, b);
        const std::int32_t index = plant.firstOfBundle[bundle] + m_link.ref.link;
        const auto key = std::tuple(low, high, index);
        auto group = std::upper_bound(
            plant.groups.begin(), plant.groups.end(), key, [](const auto& k, const TrunkGroup& g) {
                return k < std::tuple(g.lowerRack, g.upperRack, g.firstLink);
            });
        if (group == plant.groups.begin()) return;
        --group;
        const std::int32_t inGroup = index - group->firstLink;
        const auto panel = [&](std::int32_t rack) {
            const std::int32_t port =
                (rack == group->lowerRack ? group->lowerPort : group->upperPort) + inGroup;
            add(What::Panel, plant.panel, rack, -1, port / plant.portsPerPanel,
                port % plant.portsPerPanel);
        };
        addToPanel(true, bundle);
        panel(a);
        add(What::Trunk, group->trunk, -1, group->bought_mm,
            group->firstPiece + inGroup / group->perPiece, inGroup % group->perPiece);
        panel(b);
        addToPanel(false, bundle);
    }

    void addBreakout(const LinkMedia::Medium& medium, std::int32_t bought_mm) {
        const bool lower = m_lower.linksPerConnector > 1, upper = m_upper.linksPerConnector > 1;
        if (lower != upper)
            return addSplitter(lower ? m_lower : m_upper, lower ? m_lowerPlace : m_upperPlace);
        const std::int32_t n = lower ? m_lower.linksPerConnector : 1;
        add(What::Jumper, medium.part, -1, bought_mm,
            pieceNumber(m_link.ref.bundle, m_link.ref.link / n), m_link.ref.link % n);
    }

    const Evaluation& m_e;
    const Link& m_link;
    const FabricPlan& m_fabric;
    const CablePlan& m_plan;
    const Fabric& m_recipe;
    const LinkBundle& m_bundle;
    bool m_toHost;
    OpticsEnd m_lower, m_upper;
    ConnectorPlace m_lowerPlace, m_upperPlace;
    std::vector<ChainPiece> m_chain;
};

/// Checks what meets along a chain.
class ChainCheck {
public:
    ChainCheck(const Evaluation& evaluation, const Link& link, const std::vector<ChainPiece>& chain)
        : m_in(evaluation.numbers()), m_chain(chain),
          m_recipe(evaluation.hall()
                       .fabrics[{evaluation.fabrics().plans[asIndex(link.ref.fabric)].fabric}]),
          m_speed(evaluation.fabrics().plans[asIndex(link.ref.fabric)].linkSpeed),
          m_host(hostOptics(m_in, m_recipe, m_speed)),
          m_switch(switchOpticsOf(m_in, m_recipe, m_speed)) {}

    std::string fault() const {
        if (m_chain.empty()) return "nothing is bought for this link";
        if (m_chain.front().what == What::Copper)
            return m_chain.size() == 1 ? "" : "copper does not meet fibre";
        if (!isEnd(m_chain.front()) || !isEnd(m_chain.back()))
            return "light has no module at one of its ends";
        for (const ChainPiece& piece : m_chain)
            if (!m_in.part(piece.part)) return fmt::format("its {} is not named", word(piece.what));
        if (std::string why = endsFault(m_in, endOf(m_chain.front()), endOf(m_chain.back()));
            !why.empty())
            return why;
        if (std::string why = matingFault(); !why.empty()) return why;
        if (std::string why = strandFault(); !why.empty()) return why;
        return polarityFault();
    }

private:
    static bool isEnd(const ChainPiece& piece) {
        return piece.what == What::HostModule || piece.what == What::SwitchModule ||
               piece.what == What::CoPackagedPort;
    }
    static std::string_view word(What what) {
        switch (what) {
        case What::HostModule:
        case What::SwitchModule:
            return "module";
        case What::CoPackagedPort:
            return "co-packaged port";
        case What::Jumper:
            return "jumper";
        case What::Splitter:
            return "splitter";
        case What::Panel:
            return "patch panel";
        case What::Trunk:
            return "trunk";
        case What::Copper:
            return "copper cable";
        }
        return {};
    }
    const OpticsEnd& endOf(const ChainPiece& piece) const {
        return piece.what == What::HostModule ? m_host : m_switch;
    }
    std::string name(const ChainPiece& piece) const { return m_in.part(piece.part)->name; }

    /// A place where two things meet; what no part says is empty.
    struct Face {
        std::string_view connector, gender, polish;
    };
    /// The two ends of a cable, turned so that the first meets what stands before it.
    std::pair<Face, Face> facesOf(const ChainPiece& piece, std::string_view before) const {
        const auto [first, second] = bothEnds(m_in.text(piece.part, Property::connector));
        const std::string_view gender = m_in.text(piece.part, Property::gender);
        const std::string_view polish = m_in.text(piece.part, Property::polish);
        const bool turned = first != before && second == before;
        return {{turned ? second : first, gender, polish},
                {turned ? first : second, gender, polish}};
    }
    Face faceOf(const OpticsEnd& end) const { return {end.connector, end.gender, end.polish}; }

    std::string meets(const Face& a, const Face& b, const ChainPiece& x,
                      const ChainPiece& y) const {
        const auto say = [&](std::string_view what, std::string_view ofA, std::string_view ofB) {
            return fmt::format("{}: {} of {} does not meet {} of {}", what, ofA, name(x), ofB,
                               name(y));
        };
        if (!a.connector.empty() && !b.connector.empty() && a.connector != b.connector)
            return say("connectors", a.connector, b.connector);
        if (!a.polish.empty() && !b.polish.empty() && a.polish != b.polish)
            return say("polish", a.polish, b.polish);
        const bool pins = (a.gender == "male" || a.gender == "female") &&
                          (b.gender == "male" || b.gender == "female");
        if (pins && a.gender == b.gender) return say("pins", a.gender, b.gender);
        return {};
    }

    std::string matingFault() const {
        Face last = faceOf(endOf(m_chain.front()));
        std::size_t before = 0;
        std::string_view through;  // connector on the far side of a panel
        for (std::size_t i = 1; i < m_chain.size(); ++i) {
            const ChainPiece& piece = m_chain[i];
            if (piece.what == What::Panel) {
                // The jumper plugs into its front, the trunk into its back.
                auto [front, back] = bothEnds(m_in.text(piece.part, Property::connector));
                if (m_chain[before].what == What::Trunk) std::swap(front, back);
                if (std::string why =
                        meets({last.connector, {}, {}}, {front, {}, {}}, m_chain[before], piece);
                    !why.empty())
                    return why;
                through = back;
                if (front != back) last = {back, {}, {}};  // a cassette parts the two sides
                continue;
            }
            std::pair<Face, Face> faces;
            if (isEnd(piece))
                faces.first = faceOf(endOf(piece));
            else
                faces = facesOf(piece, through.empty() ? last.connector : through);
            through = {};
            if (std::string why = meets(last, faces.first, m_chain[before], piece); !why.empty())
                return why;
            last = faces.second;
            before = i;
        }
        return {};
    }

    std::string strandFault() const {
        const double lit = std::max(m_host.strands == m_host.strands ? m_host.strands : 0.0,
                                    m_switch.strands == m_switch.strands ? m_switch.strands : 0.0);
        for (const ChainPiece& piece : m_chain) {
            double has = unknown;
            if (piece.what == What::Jumper)
                has = m_in.get(piece.part, Property::cableStrands);
            else if (piece.what == What::Splitter)
                has = m_in.get(piece.part, Property::cableStrands) /
                      m_in.get(piece.part, Property::cableSplit);
            else if (piece.what == What::Trunk)
                has = m_in.get(piece.part, Property::connectorFibres,
                               m_in.get(piece.part, Property::cableStrands));
            if (has < lit)
                return fmt::format("{} has {:.0f} strands for a link that lights {:.0f}",
                                   name(piece), has, lit);
        }
        return {};
    }

    /// Every cable of type B, and every duplex cord A-B, turns the row of fibres round; transmit
    /// meets receive where it is turned an odd number of times (NVIDIA: cables of type B).
    std::string polarityFault() const {
        int turns = 0;
        for (const ChainPiece& piece : m_chain) {
            if (isEnd(piece) || piece.what == What::Panel) continue;
            const std::string& polarity = m_in.text(piece.part, Property::polarity);
            if (polarity.empty()) return {};
            turns += polarity == "B" || polarity == "A-B" ? 1 : 0;
        }
        if (turns % 2 == 1) return {};
        return fmt::format(
            "its cables turn the fibres {} times, so transmit meets transmit: an odd "
            "number of them must be of type B",
            turns);
    }

    const Slots& m_in;
    const std::vector<ChainPiece>& m_chain;
    const Fabric& m_recipe;
    double m_speed;
    OpticsEnd m_host, m_switch;
};

}  // namespace

std::vector<ChainPiece> chainOf(const Evaluation& evaluation, const Link& link) {
    return ChainMaker(evaluation, link).make();
}

std::string chainFault(const Evaluation& evaluation, const Link& link,
                       const std::vector<ChainPiece>& chain) {
    return ChainCheck(evaluation, link, chain).fault();
}

}  // namespace hallwright
