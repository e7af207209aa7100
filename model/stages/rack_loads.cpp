#include "model/stages/rack_power.h"
#include "model/stages/stages.h"

namespace hallwright {

namespace {

/// What a rack's part draws by itself, at both planes.
struct OwnPower {
    std::array<double, loadStateCount> atInput{};
    double designAtBus = unknown;
    bool hasBus = false;  ///< a DC bus fed by shelves or a power rack, or given without conversion
};

struct BothPlanes {
    double input = unknown;
    double bus = unknown;
};

/// Brings a figure to the AC input and the DC bus. A figure without a plane is one of the AC input;
/// one of the chips says nothing of the rack.
BothPlanes bothPlanes(const Slots& in, PartId part, Property property, double factor) {
    const double value = in.get(part, property);
    const std::string_view plane = in.plane(part, property);
    if (plane == "dc-bus" || plane == "dc-800") return {value * factor, value};
    if (plane == "chip") return {};
    return {value, value / factor};
}

OwnPower ownPower(const Pass& pass, PartId part, Kind kind, double factor) {
    OwnPower out;
    if (kind == Kind::PowerSidecar)
        return out;  // its loss is in the AC input of the racks it feeds
    const Slots& in = pass.in;
    const BothPlanes design = bothPlanes(in, part, Property::powerTdp, factor);
    out.atInput[static_cast<std::size_t>(LoadState::Design)] = design.input;
    out.atInput[static_cast<std::size_t>(LoadState::Idle)] =
        bothPlanes(in, part, Property::powerIdle, factor).input;
    double typical = bothPlanes(in, part, Property::powerTypical, factor).input;
    if (std::isnan(typical)) typical = design.input * pass.basisValue(Property::typicalShare);
    out.atInput[static_cast<std::size_t>(LoadState::Typical)] = typical;
    out.atInput[static_cast<std::size_t>(LoadState::Peak)] =
        bothPlanes(in, part, Property::powerPeak, factor).input;
    out.designAtBus = design.bus;
    out.hasBus = true;
    const Part* content = in.part(part);
    if (kind == Kind::NetworkRack && content && !content->find(Property::powerTdp)) {
        out.atInput.fill(0.0);  // a frame: all it draws is what is mounted in it
        out.hasBus = false;
    }
    return out;
}

void setRack(Columns& out, Fig figure, std::size_t row, double own, const MountedPower& mounted) {
    const bool missing = mounted.missing || std::isnan(own);
    const double known = std::isnan(own) ? mounted.total : own + mounted.total;
    if (!missing)
        out.set(figure, row, known);
    else if (known > 0.0)
        out.setPartial(figure, row, known);
    else
        out.set(figure, row, unknown);
}

/// A sum of a part's number over all racks. Only compute racks must have it.
class PartSum {
public:
    PartSum(Fig figure, Property property) : m_figure(figure), m_property(property) {}
    void add(const Slots& in, PartId part, Kind kind) {
        const double value = in.get(part, m_property);
        if (!std::isnan(value)) {
            m_sum += value;
            m_known = true;
        } else if (kind == Kind::ComputeRack) {
            m_missing = true;
        }
    }
    void store(Columns& out) const {
        if (!m_missing)
            out.set(m_figure, m_sum);
        else if (m_known)
            out.setPartial(m_figure, 0, m_sum);
        else
            out.set(m_figure, unknown);
    }

private:
    Fig m_figure;
    Property m_property;
    double m_sum = 0.0;
    bool m_known = false;
    bool m_missing = false;
};

}  // namespace

void runRackLoads(Pass& pass) {
    const Mountings mounted = mountings(pass);
    PartSum sums[] = {{Fig::gpuPackages_, Property::gpuPackages},
                      {Fig::gpuDies_, Property::gpuDies},
                      {Fig::fp4Dense_, Property::fp4Dense}};
    // Racks come in long runs of one part; what follows from the part is made once for a run.
    PartId lastPart{};
    Id<Rack> lastSidecar{};
    bool first = true;
    Kind kind = Kind::ComputeRack;
    OwnPower own;
    std::size_t row = 0;
    pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        if (first || rack.part != lastPart || rack.sidecar != lastSidecar) {
            const Part* part = pass.in.part(rack.part);
            kind = part ? part->kind : Kind::ComputeRack;
            own = ownPower(pass, rack.part, kind, conversionOf(pass, rack).factor());
            lastPart = rack.part;
            lastSidecar = rack.sidecar;
            first = false;
        }
        for (std::size_t s = 0; s < loadStateCount; ++s) {
            const LoadState state = static_cast<LoadState>(s);
            setRack(pass.out, rackFigure(state), row, own.atInput[s],
                    mountedPower(mounted, row, state));
        }
        if (own.hasBus)
            pass.out.set(Fig::rackBus, row, own.designAtBus);
        else
            pass.out.setAbsent(Fig::rackBus, row);
        for (PartSum& sum : sums)
            sum.add(pass.in, rack.part, kind);
        ++row;
    });
    pass.out.setSum(Fig::itIdle, Fig::rackIdle);
    pass.out.setSum(Fig::itTypical, Fig::rackTypical);
    pass.out.setSum(Fig::itTdp, Fig::rackTdp);
    pass.out.setSum(Fig::itPeak, Fig::rackPeak);
    for (const PartSum& sum : sums)
        sum.store(pass.out);
}

}  // namespace hallwright
