#include "views/elevation/elevation_content.h"

#include "model/parts/elevation.h"
#include "model/stages/fabric.h"
#include "model/stages/rack_stack.h"
#include "views/range_worker.h"
#include "views/reading_text.h"
#include "views/translated.h"
#include "views/units.h"

#include <cmath>
#include <map>

namespace hallwright {

namespace {

ElevationKind elevationKind(Kind kind) {
    switch (kind) {
    case Kind::PowerShelf:
        return ElevationKind::Power;
    case Kind::Tray:
        return ElevationKind::Compute;
    case Kind::Switch:
    case Kind::SwitchTray:
        return ElevationKind::Switch;
    default:
        return ElevationKind::Other;
    }
}

/// What is written on a thing of this kind; longer names stand beside it.
QString deviceWord(const Part& part) {
    switch (part.kind) {
    case Kind::PowerShelf:
        return tr("Power shelf");
    case Kind::Tray:
        return part.number(Property::rackUnits).value_or(1.0) > 4.0 ? tr("System")
               : part.name.find("blade") != std::string::npos       ? tr("Blade")
                                                                    : tr("Compute");
    case Kind::SwitchTray:
        return tr("Scale-up switch");
    default:
        return QString::fromStdString(part.name);
    }
}

const char* tierWord(Tier tier) {
    return tier == Tier::Leaf ? "leaf" : tier == Tier::Spine ? "spine" : "core";
}

class Maker {
public:
    Maker(const Evaluation& evaluation, ItemRef item, const RangeWorker* ranges)
        : m_evaluation(evaluation), m_hall(evaluation.hall()), m_item(item), m_ranges(ranges) {}

    std::optional<ElevationContent> make() {
        if (m_item.table == TableId::Racks) {
            const Rack* rack = m_hall.racks.find({m_item.id});
            if (!rack) return std::nullopt;
            m_part = m_hall.part(rack->part);
            frame(rack->name);
            for (const Fig figure : {Fig::rackTdp, Fig::rackMass, Fig::rackFlow})
                addFigure(figure);
            contents(Id<Rack>{m_item.id});
            rear();
            return std::move(m_out);
        }
        if (m_item.table != TableId::Equipment) return std::nullopt;
        const Equipment* equipment = m_hall.equipment.find({m_item.id});
        if (!equipment) return std::nullopt;
        m_part = m_hall.part(equipment->part);
        frame(equipment->name);
        addFigure(Fig::equipmentPower);
        for (const Property property : {Property::coolingCapacity, Property::mass})
            if (const std::optional<double> value =
                    m_part ? m_part->number(property) : std::nullopt)
                m_out.figures += shownText({*value, info(property).dimension});
        unknownInside(tr("What is inside is not published."));
        return std::move(m_out);
    }

private:
    void frame(const std::string& name) {
        m_out.name = QString::fromStdString(name);
        if (!m_part) return;
        m_out.subtitle = QString::fromStdString(m_part->name);
        m_out.width = m_part->number(Property::sizeWidth).value_or(0.0);
        m_out.height = m_part->number(Property::sizeHeight).value_or(0.0);
    }

    void addFigure(Fig figure) {
        const Figure value = m_evaluation.figure({figure, m_item.id});
        if (value.status == Status::Absent) return;
        const QString title = fromView(info(figure).title);
        if (value.status == Status::None) {
            m_out.figures += tr("%1 unknown").arg(title);
            return;
        }
        QString text = shownText(value.value);
        if (value.status == Status::Partial) text = tr("at least %1").arg(text);
        if (const auto range = m_ranges ? m_ranges->rangeOf({figure, m_item.id}) : std::nullopt;
            range && range->high == range->high)
            text += QStringLiteral(" (%1 … %2)")
                        .arg(shownText({range->low, value.value.dimension}),
                             shownText({range->high, value.value.dimension}));
        m_out.figures += text;
    }

    /// Of one part: power, mass and ports, or that they are not published.
    QStringList shareOf(const Part& part) const {
        QStringList facts;
        const auto number = [&](Property property, const char* unknown) {
            const std::optional<double> value = part.number(property);
            const Datum* datum = part.find(property);
            QString text = value ? shownText({*value, info(property).dimension}) : tr(unknown);
            if (value && datum && !datum->reading().at.empty())
                text += tr(" at the %1").arg(planeWords(datum->reading().at));
            facts += text;
        };
        if (part.kind == Kind::PowerShelf) {
            if (const auto rating = part.number(Property::ratingPower))
                facts += tr("gives %1").arg(shownText({*rating, Dimension::Power}));
        } else {
            number(Property::powerTdp, "power not published");
        }
        number(Property::mass, "mass not published");
        if (const auto packages = part.number(Property::gpuPackages))
            facts += tr("%1 GPUs").arg(*packages);
        return facts;
    }
    static QString planeWords(const std::string& plane) {
        if (plane == "ac-input") return tr("AC input");
        if (plane == "dc-bus") return tr("DC bus");
        if (plane == "dc-800") return tr("800 V DC input");
        return QString::fromStdString(plane);
    }

    /// Ports on the face of one node of this rack.
    QStringList portsOf() const {
        QStringList ports;
        for (const FabricRole role : {FabricRole::ScaleOut, FabricRole::FrontEnd,
                                      FabricRole::Storage, FabricRole::OutOfBand}) {
            const PortProperties properties = portProperties(role);
            const double count = m_part->number(properties.ports).value_or(0.0);
            if (count <= 0.0) continue;
            const char* words[] = {"scale-out", "front-end", "storage", "out-of-band"};
            const std::optional<double> speed = m_part->number(properties.speed);
            ports +=
                tr("%1 × %2 %3")
                    .arg(count)
                    .arg(speed ? shownText({*speed, Dimension::DataRate}) : tr("unknown speed"),
                         tr(words[static_cast<std::size_t>(role)]));
        }
        return ports;
    }
    int cagesOf() const {
        double cages = 0.0;
        for (const FabricRole role : {FabricRole::ScaleOut, FabricRole::FrontEnd,
                                      FabricRole::Storage, FabricRole::OutOfBand})
            cages += m_part->number(portProperties(role).ports).value_or(0.0);
        return static_cast<int>(cages);
    }

    const Part* part(const std::string& id) const { return m_hall.part(m_hall.findPart(id)); }

    void contents(Id<Rack> rack) {
        if (!m_part) {
            unknownInside(tr("The part of this rack is missing."));
            return;
        }
        const Datum* datum = m_part->find(Property::rackElevation);
        if (datum && !datum->reading().unknown)
            if (const Result<Elevation> read = parseElevation(datum->reading().text)) {
                places(*read, datum->reading());
                return;
            }
        bool mounted = false;
        m_hall.mounts.forEach(
            [&](Id<Mount>, const Mount& mount) { mounted = mounted || mount.rack == rack; });
        if (mounted || m_part->kind == Kind::NetworkRack) {
            mounts(rack);
        } else if (!m_part->contents.empty()) {
            Elevation counts;
            for (const Content& content : m_part->contents)
                for (int i = 0; i < std::min(content.count, 200); ++i)
                    counts.places.push_back({.part = content.part});
            Reading none;
            places(counts, none);
        } else {
            unknownInside(tr("What is inside is not published."));
        }
    }

    void places(const Elevation& elevation, const Reading& reading) {
        const bool ordered = reading.source != "assumption" && !reading.source.empty();
        m_out.openRack = elevation.openRack;
        // What has no published height shares what the others leave, or is drawn some units high.
        double known = 0.0;
        int open = 0;
        for (const ElevationPlace& place : elevation.places) {
            const std::optional<double> height = heightOf(place);
            known += height.value_or(0.0);
            open += height ? 0 : 1;
        }
        constexpr double drawn = 4.0;
        double each = drawn;
        if (open > 0 && elevation.units && *elevation.units > known)
            each = (*elevation.units - known) / open;
        double at = 0.0;
        std::map<std::string, int> numbers;
        for (const ElevationPlace& place : elevation.places) {
            const std::optional<double> height = heightOf(place);
            ElevationItem item;
            item.bottom = at;
            item.height = height.value_or(each);
            item.across = place.across;
            item.published = height.has_value();
            at += item.height;
            const Part* held = part(place.part);
            if (place.isFree()) {
                item.kind = ElevationKind::Free;
                item.title = tr("Free");
            } else if (held) {
                const int number = ++numbers[place.part];
                item.kind = elevationKind(held->kind);
                item.title = QString::fromStdString(held->name);
                item.label = place.across > 1
                                 ? tr("%1 × %2").arg(place.across).arg(deviceWord(*held))
                                 : QStringLiteral("%1 %2").arg(deviceWord(*held)).arg(number);
                if (place.across > 1)
                    item.facts += tr("%1 side by side, of each:").arg(place.across);
                item.facts += shareOf(*held);
                if (held->kind == Kind::Tray) {
                    item.facts += portsOf();
                    item.cages = cagesOf();
                }
            } else {
                item.title = place.words.empty() ? QString::fromStdString(place.part)
                                                 : QString::fromStdString(place.words);
                item.title[0] = item.title[0].toUpper();
                item.label = item.title;
                item.kind = place.words.find("shel") != std::string::npos ? ElevationKind::Power
                                                                          : ElevationKind::Other;
                item.facts += tr("power and mass not published");
            }
            if (!height) item.facts += tr("height not published");
            m_out.items.push_back(std::move(item));
        }
        m_out.unitsPublished = elevation.units.has_value();
        m_out.units = std::max(at, elevation.units.value_or(0.0));
        if (at < m_out.units) addFree(at, m_out.units, false, tr("Not published"));
        if (!ordered)
            m_out.notes += reading.source.empty() ? tr("The order is not published: counts only.")
                                                  : tr("The order is not published. Assumed: %1.")
                                                        .arg(QString::fromStdString(reading.why));
        if (open > 0) m_out.notes += tr("Hatched heights are not published; they are drawn alike.");
        if (!elevation.units) m_out.notes += tr("The units of the frame are not published.");
        if (!reading.note.empty()) m_out.notes += sentence(reading.note);
    }
    static QString sentence(const std::string& text) {
        QString words = QString::fromStdString(text);
        if (!words.isEmpty()) words[0] = words[0].toUpper();
        return words.endsWith(u'.') ? words : words + u'.';
    }

    std::optional<double> heightOf(const ElevationPlace& place) const {
        if (place.heightUnknown) return std::nullopt;
        if (place.units) return place.units;
        const Part* held = part(place.part);
        return held ? held->number(Property::rackUnits) : std::nullopt;
    }

    void addFree(double from, double to, bool published, const QString& words) {
        ElevationItem rest;
        rest.kind = ElevationKind::Free;
        rest.bottom = from;
        rest.height = to - from;
        rest.published = published;
        rest.title = words;
        rest.label = words;
        m_out.items.push_back(std::move(rest));
    }

    /// Switches at their units, and what is free between them.
    void mounts(Id<Rack> rack) {
        const double usable = m_part->number(Property::rackUnitsUsable).value_or(0.0);
        const std::optional<double> frame = m_part->number(Property::rackUnits);
        const RackStack stack = rackStack(m_hall, m_evaluation.numbers(), rack);
        m_out.unitsPublished = frame.has_value();
        m_out.units = std::max(stack.top, frame.value_or(std::max(stack.top, 1.0)));
        double at = 0.0;
        for (const StackedSwitch& held : stack.switches) {
            const Fabric* fabric = m_hall.fabrics.find(held.fabric);
            const Part* part = fabric ? m_hall.part(fabric->switchPart) : nullptr;
            if (!part) continue;
            if (held.bottom > at) addFree(at, held.bottom, true, tr("Free"));
            ElevationItem item;
            item.kind = ElevationKind::Switch;
            item.bottom = held.bottom;
            item.height = held.units;
            item.published = held.heightKnown;
            item.title = QString::fromStdString(part->name);
            item.label = QStringLiteral("%1 %2 %3")
                             .arg(QString::fromStdString(fabric->name), tr(tierWord(held.tier)))
                             .arg(held.number + 1);
            item.cages = static_cast<int>(part->number(Property::switchCages).value_or(0.0));
            item.facts += portsUsed(held, *part);
            item.facts += shareOf(*part);
            at = std::max(at, held.top());
            m_out.items.push_back(std::move(item));
        }
        if (at < m_out.units)
            addFree(at, m_out.units, true, m_out.items.empty() ? tr("Empty") : tr("Free"));
        if (usable > 0.0 && usable < m_out.units)
            m_out.notes += tr("%1 of %2 units are for equipment; the others for panels and cable "
                              "managers.")
                               .arg(usable)
                               .arg(m_out.units);
        if (!stack.overlaps.empty())
            m_out.notes += tr("Switches are asked to stand in the same units; see the findings.");
        if (!stack.switches.empty())
            m_out.notes += tr("Switches without a unit of their own stand in the lowest place that "
                              "is free.");
    }

    QString portsUsed(const StackedSwitch& at, const Part& held) const {
        const double ports = held.number(Property::switchCages).value_or(0.0) *
                             held.number(Property::portsPerCage).value_or(1.0);
        for (const FabricPlan& plan : m_evaluation.fabrics().plans) {
            if (plan.fabric != at.fabric.raw) continue;
            const std::vector<std::int32_t>& ends =
                plan.linkEnds[static_cast<std::size_t>(at.tier)];
            if (at.number < 0 || static_cast<std::size_t>(at.number) >= ends.size()) break;
            const QString links =
                tr("%1 links in use").arg(ends[static_cast<std::size_t>(at.number)]);
            return ports > 0.0 ? tr("%1 ports, %2").arg(ports).arg(links) : links;
        }
        return ports > 0.0 ? tr("%1 ports").arg(ports) : tr("ports not published");
    }

    void rear() {
        if (!m_part) return;
        const std::optional<double> volts = m_part->number(Property::busbarVoltage),
                                    rating = m_part->number(Property::busbarRating),
                                    sections = m_part->number(Property::busbarSections);
        if (volts) {
            const double count = sections.value_or(1.0);
            m_out.busbar = count == 1.0 ? tr("Bus bar") : tr("Bus bar, %1 sections").arg(count);
            if (rating) m_out.busbar += tr(" of %1").arg(shownText({*rating, Dimension::Current}));
            m_out.busbar += tr(" at %1").arg(shownText({*volts, Dimension::Voltage}));
            const double current = m_evaluation.number(Fig::rackBusbarSection, m_item.id);
            if (current == current)
                m_out.busbar +=
                    tr(", %1 in the largest section").arg(shownText({current, Dimension::Current}));
        }
        if (m_part->number(Property::liquidFraction).value_or(0.0) > 0.0) {
            const double flow = m_evaluation.number(Fig::rackFlow, m_item.id);
            m_out.manifolds = flow == flow ? tr("Manifolds, %1 supply and return")
                                                 .arg(shownText({flow, Dimension::VolumeFlow}))
                                           : tr("Manifolds, flow unknown");
        }
    }

    void unknownInside(const QString& words) {
        m_out.units = 1.0;
        addFree(0.0, m_out.units, false, tr("Not published"));
        m_out.notes += words;
    }

    const Evaluation& m_evaluation;
    const Hall& m_hall;
    const ItemRef m_item;
    const RangeWorker* m_ranges;
    const Part* m_part = nullptr;
    ElevationContent m_out;
};

}  // namespace

QString ElevationItem::place() const {
    const int low = static_cast<int>(std::lround(std::floor(bottom))) + 1,
              high = static_cast<int>(std::lround(std::ceil(bottom + height)));
    return high <= low ? QStringLiteral("U%1").arg(low)
                       : QStringLiteral("U%1–U%2").arg(low).arg(high);
}

std::optional<ElevationContent> elevationOf(const Evaluation& evaluation, ItemRef item,
                                            const RangeWorker* ranges) {
    return Maker(evaluation, item, ranges).make();
}

}  // namespace hallwright
