#include "views/fabric/face_content.h"

#include "model/reports/link_names.h"
#include "views/translated.h"
#include "views/units.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

PortUse useOf(const Link& link, bool below) {
    switch (link.kind) {
    case LinkBundle::Kind::HostLeaf:
        return PortUse::Host;
    case LinkBundle::Kind::SpineSpine:
        return PortUse::Across;
    default:
        return below ? PortUse::Up : PortUse::Down;
    }
}

bool isNode(const LinkEnd& end, const FabricNodeRef& node) {
    return !end.host && end.tier == node.tier && end.device == node.number;
}

}  // namespace

std::optional<SwitchFaceContent> switchFace(const Evaluation& evaluation, std::int32_t fabric,
                                            const FabricNodeRef& node) {
    const std::vector<FabricPlan>& plans = evaluation.fabrics().plans;
    if (node.host || fabric < 0 || static_cast<std::size_t>(fabric) >= plans.size())
        return std::nullopt;
    const FabricPlan& plan = plans[static_cast<std::size_t>(fabric)];
    const std::size_t t = static_cast<std::size_t>(node.tier);
    if (node.number < 0 || node.number >= plan.size.switches[t]) return std::nullopt;
    const Fabric* recipe = evaluation.hall().fabrics.find(Id<Fabric>{plan.fabric});
    if (!recipe) return std::nullopt;

    SwitchFaceContent face;
    face.fabric = fabric;
    face.node = node;
    LinkEnd end;
    end.tier = node.tier;
    end.device = node.number;
    const std::size_t n = static_cast<std::size_t>(node.number);
    if (n < plan.switchRack[t].size()) end.rack = plan.switchRack[t][n];
    if (n < plan.switchU[t].size()) end.unit_u = plan.switchU[t][n];
    const LinkNames names(evaluation);
    face.name = QString::fromStdString(names.device(end, fabric));

    // Ends first: they say which cages there are where the part does not.
    struct End {
        LinkEnd at;
        FacePort port;
    };
    std::vector<End> ends;
    const LinkList list(evaluation);
    int cages = 0, parts = 1;
    for (LinkRef ref : linksOf(evaluation, fabric, node)) {
        const Link link = list.link(ref);
        const bool below = isNode(link.lower, node);
        const LinkEnd& mine = below ? link.lower : link.upper;
        ends.push_back({mine, {useOf(link, below), ref}});
        cages = std::max(cages, mine.cage + 1);
        parts = std::max(parts, mine.part + 1);
    }
    const Slots& in = evaluation.numbers();
    const double own = in.get(recipe->switchPart, Property::switchCages);
    if (own == own) cages = std::max(cages, static_cast<int>(std::lround(own)));
    if (cages == 0) cages = std::max(1, plan.size.radix);
    parts = std::max(parts, (plan.size.radix + cages - 1) / cages);
    face.cages = cages;
    face.partsPerCage = parts;
    // Cages of a switch stand in two lines a rack unit at most; tall switches have a line a unit.
    const double units = in.get(recipe->switchPart, Property::rackUnits, 1.0);
    face.rows = cages < 2 ? 1 : std::clamp(static_cast<int>(std::lround(units)), 2, cages);
    face.columns = (cages + face.rows - 1) / face.rows;
    face.ports.resize(static_cast<std::size_t>(cages) * static_cast<std::size_t>(parts));
    for (const End& one : ends) {
        const std::size_t at =
            static_cast<std::size_t>(one.at.cage) * static_cast<std::size_t>(parts) +
            static_cast<std::size_t>(one.at.part);
        if (at < face.ports.size()) face.ports[at] = one.port;
    }
    // What a leaf keeps free lies between its downlinks and its uplinks.
    const int usable = plan.size.radix > 0 ? plan.size.radix : static_cast<int>(face.ports.size());
    const int perCage = std::max(1, plan.size.radix / cages);
    for (int i = 0; node.tier == Tier::Leaf && i < recipe->reservedPorts; ++i) {
        const int port = plan.size.downlinks + i;
        const std::size_t at = static_cast<std::size_t>(port / perCage * parts + port % perCage);
        if (at >= face.ports.size() || face.ports[at].link) continue;
        face.ports[at].use = PortUse::Reserved;
        ++face.reserved;
    }
    face.used = static_cast<int>(ends.size());
    face.free = std::max(0, usable - face.used - face.reserved);

    const QLocale english(QLocale::English);
    QStringList words;
    if (const Part* part = in.part(recipe->switchPart))
        words += QString::fromStdString(part->name.empty() ? part->id : part->name);
    if (end.rack >= 0)
        words +=
            end.unit_u > 0
                ? tr("rack %1, U%2").arg(QString::fromStdString(names.rack(end))).arg(end.unit_u)
                : tr("rack %1").arg(QString::fromStdString(names.rack(end)));
    else
        words += tr("not placed");
    words += face.reserved > 0
                 ? tr("%1 of %2 ports used, %3 kept free, %4 free")
                       .arg(english.toString(face.used), english.toString(usable),
                            english.toString(face.reserved), english.toString(face.free))
                 : tr("%1 of %2 ports used, %3 free")
                       .arg(english.toString(face.used), english.toString(usable),
                            english.toString(face.free));
    face.words = words.join(QStringLiteral(" · "));
    return face;
}

QString portUseWords(PortUse use) {
    switch (use) {
    case PortUse::Reserved:
        return tr("Kept free");
    case PortUse::Host:
        return tr("Host");
    case PortUse::Up:
        return tr("Up");
    case PortUse::Down:
        return tr("Down");
    case PortUse::Across:
        return tr("Across");
    default:
        return tr("Free");
    }
}

QChar portUseLetter(PortUse use) {
    switch (use) {
    case PortUse::Reserved:
        return u'R';
    case PortUse::Host:
        return u'H';
    case PortUse::Up:
        return u'U';
    case PortUse::Down:
        return u'D';
    case PortUse::Across:
        return u'A';
    default:
        return u' ';
    }
}

QString portWords(const Evaluation& evaluation, const SwitchFaceContent& face, int port) {
    if (port < 0 || static_cast<std::size_t>(port) >= face.ports.size()) return {};
    const FacePort& at = face.ports[static_cast<std::size_t>(port)];
    if (!at.link) {
        const QString place = face.partsPerCage > 1 ? tr("Cage %1, part %2")
                                                          .arg(port / face.partsPerCage + 1)
                                                          .arg(port % face.partsPerCage + 1)
                                                    : tr("Cage %1").arg(port + 1);
        return QStringLiteral("%1: %2").arg(place, portUseWords(at.use).toLower());
    }
    const Link link = LinkList(evaluation).link(*at.link);
    const LinkNames names(evaluation);
    const bool below = isNode(link.lower, face.node);
    const LinkEnd &mine = below ? link.lower : link.upper, &far = below ? link.upper : link.lower;
    const auto text = [](const std::string& words) { return QString::fromStdString(words); };
    const std::int32_t fabric = face.fabric;
    QString words = tr("%1 → %2 %3 in %4")
                        .arg(text(names.port(mine, fabric)), text(names.device(far, fabric)),
                             text(names.port(far, fabric)),
                             far.rack >= 0 ? text(names.rack(far)) : tr("no rack"));
    const auto partName = [&](PartId id) {
        const Part* part = evaluation.numbers().part(id);
        return part ? text(part->name.empty() ? part->id : part->name) : QString();
    };
    const Fabric* recipe = evaluation.hall().fabrics.find(
        Id<Fabric>{evaluation.fabrics().plans[static_cast<std::size_t>(fabric)].fabric});
    if (recipe && !link.copper && recipe->switchModule)
        words += QStringLiteral("\n") + partName(recipe->switchModule);
    const QString medium = partName(link.medium);
    if (!medium.isEmpty()) words += QStringLiteral("\n") + medium;
    words += medium.isEmpty() ? QStringLiteral("\n") : QStringLiteral(", ");
    if (link.length_mm < 0)
        words += tr("no route");
    else
        words += tr("%1 routed").arg(shownText({link.length_mm / 1000.0, Dimension::Length}));
    if (link.bought_mm >= 0)
        words += tr(", %1 bought").arg(shownText({link.bought_mm / 1000.0, Dimension::Length}));
    return words;
}

}  // namespace hallwright
