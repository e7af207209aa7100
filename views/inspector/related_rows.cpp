#include "views/inspector/related_rows.h"

#include "model/base/text.h"
#include "model/edits/place_switches.h"
#include "model/stages/fabric.h"
#include "model/stages/rack_stack.h"
#include "views/theme.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <set>

namespace hallwright {

namespace {

/// So many links of one kind are shown; the rest is told by its number.
constexpr qsizetype mostLinks = 24;

QString nameOf(const Hall& hall, ItemRef item) {
    return QString::fromStdString(itemName(hall, item));
}

QString link(const QString& target, const QString& words, const Theme& theme) {
    return QStringLiteral("<a href='%1' style='color:%2;text-decoration:none'>%3</a>")
        .arg(target, theme.accent.name(), words.toHtmlEscaped());
}

QString link(const Hall& hall, ItemRef item, const Theme& theme) {
    const std::string_view table = tableAccess(item.table).name();
    return link(QStringLiteral("%1/%2")
                    .arg(QString::fromUtf8(table.data(), static_cast<int>(table.size())))
                    .arg(item.id),
                nameOf(hall, item), theme);
}

QString partLink(const Hall& hall, PartId id, const Theme& theme) {
    const Part* part = hall.part(id);
    return part ? link(QStringLiteral("parts/%1").arg(id.raw), QString::fromStdString(part->name),
                       theme)
                : QString();
}

/// "Racks: A01, A02 …", a paragraph of its own.
QString paragraph(const QString& title, QStringList links) {
    links.removeAll(QString());
    if (links.isEmpty()) return {};
    const qsizetype more = links.size() - mostLinks;
    if (more > 0) links = links.mid(0, mostLinks) << QObject::tr("%1 more").arg(more);
    return QStringLiteral("<p style='margin:0 0 4px 0'>%1: %2</p>")
        .arg(title, links.join(QStringLiteral(", ")));
}

template <typename T, typename Wanted>
QStringList linksTo(const Hall& hall, const Table<T>& table, TableId id, const Theme& theme,
                    Wanted&& wanted) {
    QStringList out;
    table.forEach([&](Id<T> row, const T& value) {
        if (wanted(value)) out += link(hall, {id, row.raw}, theme);
    });
    return out;
}

/// The switches of a rack from the top down, as they stand: "Leaves 1 to 4 of compute, U1 to U16".
void addSwitches(const Hall& hall, const RackStack& stack,
                 std::vector<std::pair<QString, ItemRef>>& out) {
    struct Run {
        Id<Mount> mount;
        double bottom = 0.0, top = 0.0;
    };
    std::vector<Run> runs;
    for (const StackedSwitch& one : stack.switches) {
        const auto at = std::find_if(runs.begin(), runs.end(),
                                     [&](const Run& run) { return run.mount == one.mount; });
        if (at == runs.end()) {
            runs.push_back({one.mount, one.bottom, one.top()});
        } else {
            at->bottom = std::min(at->bottom, one.bottom);
            at->top = std::max(at->top, one.top());
        }
    }
    std::sort(runs.begin(), runs.end(),
              [](const Run& a, const Run& b) { return a.bottom > b.bottom; });
    for (const Run& run : runs) {
        const Mount& mount = hall.mounts[run.mount];
        QString words = QString::fromStdString(
            switchesInWords({mount.fabric, mount.tier, mount.first, mount.count}));
        words[0] = words[0].toUpper();
        out.emplace_back(QObject::tr("%1 of %2, U%3 to U%4")
                             .arg(words, nameOf(hall, {TableId::Fabrics, mount.fabric.raw}))
                             .arg(static_cast<int>(run.bottom) + 1)
                             .arg(static_cast<int>(std::ceil(run.top))),
                         ItemRef{TableId::Mounts, run.mount.raw});
    }
}

}  // namespace

PartId partOfItem(const Hall& hall, ItemRef item) {
    switch (item.table) {
    case TableId::Racks:
        return hall.racks[{item.id}].part;
    case TableId::Equipment:
        return hall.equipment[{item.id}].part;
    case TableId::Busways:
        return hall.busways[{item.id}].part;
    case TableId::Trays:
        return hall.trays[{item.id}].part;
    case TableId::PowerUnits:
        return hall.powerUnits[{item.id}].part;
    case TableId::Taps:
        return hall.taps[{item.id}].part;
    case TableId::Fabrics:
        return hall.fabrics[{item.id}].switchPart;
    case TableId::Loops:
        return hall.loops[{item.id}].fluid;
    default:
        return {};
    }
}

std::vector<std::pair<QString, ItemRef>> relatedRows(const Hall& hall, const Slots& numbers,
                                                     ItemRef item) {
    std::vector<std::pair<QString, ItemRef>> out;
    const bool rack = item.table == TableId::Racks;
    const bool equipment = item.table == TableId::Equipment;
    if (!rack && !equipment) return out;
    if (rack) {
        hall.members.forEach([&](Id<Member> id, const Member& member) {
            if (member.rack.raw == item.id)
                out.emplace_back(QObject::tr("Place in fabric %1")
                                     .arg(nameOf(hall, {TableId::Fabrics, member.fabric.raw})),
                                 ItemRef{TableId::Members, id.raw});
        });
        addSwitches(hall, rackStack(hall, numbers, {item.id}), out);
    }
    hall.taps.forEach([&](Id<Tap> id, const Tap& tap) {
        if ((rack && tap.rack.raw == item.id) || (equipment && tap.equipment.raw == item.id))
            out.emplace_back(QObject::tr("Tap-off from %1")
                                 .arg(nameOf(hall, {TableId::Busways, tap.busway.raw})),
                             ItemRef{TableId::Taps, id.raw});
    });
    return out;
}

QString unplacedSwitches(const Evaluation& evaluation, Id<Fabric> fabric) {
    for (const FabricPlan& plan : evaluation.fabrics().plans) {
        if (plan.fabric != fabric.raw || plan.bundles.empty() ||
            plan.bundles.front().kind != LinkBundle::Kind::HostLeaf)
            continue;
        std::ptrdiff_t missing = 0, all = 0;
        for (const std::vector<std::int32_t>& racks : plan.switchRack) {
            missing += std::count(racks.begin(), racks.end(), -1);
            all += static_cast<std::ptrdiff_t>(racks.size());
        }
        if (missing > 0)
            return QObject::tr("%1 of the %2 switches stand in no rack. Place Switches puts them "
                               "where network racks have room.")
                .arg(QString::fromStdString(grouped(missing)),
                     QString::fromStdString(grouped(all)));
    }
    return {};
}

QString itemLinks(const Hall& hall, ItemRef item, const Theme& theme) {
    QString out;
    const auto one = [&](const QString& title, TableId table, RawId id) {
        if (id != 0 && tableAccess(table).row(hall, id))
            out += paragraph(title, {link(hall, {table, id}, theme)});
    };
    switch (item.table) {
    case TableId::Racks: {
        const Rack& rack = hall.racks[{item.id}];
        one(QObject::tr("Stands in row"), TableId::Rows, rack.row.raw);
        one(QObject::tr("Cooled by"), TableId::Loops, rack.loop.raw);
        one(QObject::tr("Fed by"), TableId::Racks, rack.sidecar.raw);
        break;
    }
    case TableId::Equipment: {
        const Equipment& equipment = hall.equipment[{item.id}];
        one(QObject::tr("Stands in row"), TableId::Rows, equipment.row.raw);
        one(QObject::tr("Of loop"), TableId::Loops, equipment.loop.raw);
        break;
    }
    case TableId::Busways:
        one(QObject::tr("Fed by"), TableId::PowerUnits, hall.busways[{item.id}].source.raw);
        break;
    case TableId::Rows:
        out += paragraph(QObject::tr("Racks"),
                         linksTo(hall, hall.racks, TableId::Racks, theme,
                                 [&](const Rack& rack) { return rack.row.raw == item.id; }));
        break;
    case TableId::Loops:
        out += paragraph(QObject::tr("CDUs"),
                         linksTo(hall, hall.equipment, TableId::Equipment, theme,
                                 [&](const Equipment& e) { return e.loop.raw == item.id; }));
        out += paragraph(QObject::tr("Racks"),
                         linksTo(hall, hall.racks, TableId::Racks, theme,
                                 [&](const Rack& rack) { return rack.loop.raw == item.id; }));
        break;
    case TableId::PowerUnits:
        one(QObject::tr("Fed by"), TableId::PowerUnits, hall.powerUnits[{item.id}].parent.raw);
        out += paragraph(QObject::tr("Feeds"),
                         linksTo(hall, hall.powerUnits, TableId::PowerUnits, theme,
                                 [&](const PowerUnit& u) { return u.parent.raw == item.id; }) +
                             linksTo(hall, hall.busways, TableId::Busways, theme,
                                     [&](const Busway& b) { return b.source.raw == item.id; }));
        break;
    case TableId::Fabrics: {
        const Fabric& fabric = hall.fabrics[{item.id}];
        out += paragraph(
            QObject::tr("Parts"),
            {partLink(hall, fabric.hostModule, theme), partLink(hall, fabric.switchModule, theme),
             partLink(hall, fabric.cable, theme), partLink(hall, fabric.trunk, theme),
             partLink(hall, fabric.panel, theme), partLink(hall, fabric.splitter, theme)});
        std::set<Id<Rack>> holders;
        hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (mount.fabric.raw == item.id) holders.insert(mount.rack);
        });
        QStringList racks;
        for (Id<Rack> rack : holders)
            racks += link(hall, {TableId::Racks, rack.raw}, theme);
        out += paragraph(QObject::tr("Switches stand in"), racks);
        break;
    }
    default:
        break;
    }
    return out;
}

QString hallLinks(const Hall& hall, const Theme& theme) {
    const auto all = [](const auto&) { return true; };
    const Site& site = hall.site();
    return paragraph(QObject::tr("What it rests on"),
                     {partLink(hall, site.basis, theme), partLink(hall, site.climate, theme),
                      partLink(hall, site.tariff, theme)}) +
           paragraph(QObject::tr("Fabrics"),
                     linksTo(hall, hall.fabrics, TableId::Fabrics, theme, all)) +
           paragraph(QObject::tr("Coolant loops"),
                     linksTo(hall, hall.loops, TableId::Loops, theme, all)) +
           paragraph(QObject::tr("Rows"), linksTo(hall, hall.rows, TableId::Rows, theme, all)) +
           paragraph(QObject::tr("Power"),
                     linksTo(hall, hall.powerUnits, TableId::PowerUnits, theme, all));
}

}  // namespace hallwright
