#include "views/catalog/part_words.h"

#include "model/edits/place_items.h"
#include "views/units.h"

#include <QStringList>

#include <cmath>

namespace hallwright {

namespace {

QString number(const Part& part, Property property) {
    const std::optional<double> value = part.number(property);
    return value ? shownText({*value, info(property).dimension}) : QString();
}

QString size(const Part& part) {
    const std::optional<double> width = part.number(Property::sizeWidth),
                                depth = part.number(Property::sizeDepth);
    if (!width || !depth) return {};
    const auto mm = [](double metres) { return std::lround(metres * 1000.0); };
    return QStringLiteral("%L1 × %L2 mm").arg(mm(*width)).arg(mm(*depth));
}

QString units(const Part& part) {
    const std::optional<double> units = part.number(Property::rackUnits);
    return units ? QObject::tr("%1U").arg(*units) : QString();
}

QString ports(const Part& part) {
    const std::optional<double> cages = part.number(Property::switchCages),
                                each = part.number(Property::portsPerCage);
    const QString speed = number(part, Property::portSpeed);
    if (!cages || speed.isEmpty()) return {};
    return QStringLiteral("%1 × %2").arg(*cages * each.value_or(1.0)).arg(speed);
}

}  // namespace

QString keyFigures(const Part& part) {
    QStringList figures;
    const auto add = [&](const QString& text) {
        if (!text.isEmpty() && figures.size() < 2) figures += text;
    };
    if (part.kind == Kind::Switch || part.kind == Kind::SwitchTray) add(ports(part));
    for (const Property property :
         {Property::coolingCapacity, Property::powerTdp, Property::ratingPower,
          Property::ratingApparent, Property::ratingCurrent, Property::linkSpeed, Property::reach,
          Property::cableStrands, Property::pipeBore, Property::pricePerPower,
          Property::energyPrice, Property::designDryBulb, Property::trayWidth}) {
        if (figures.size() == 1 && (!size(part).isEmpty() || !units(part).isEmpty())) break;
        add(number(part, property));
    }
    add(units(part));
    add(size(part));
    add(number(part, Property::mass));
    add(number(part, Property::voltage));
    return figures.join(QStringLiteral(" · "));
}

QString statusWord(const Part& part) {
    if (part.status.empty()) return {};
    QString word = QString::fromStdString(part.status);
    word[0] = word[0].toUpper();
    return word;
}

QString whyNotPlaceable(const Part& part) {
    if (isPlaceable(part.kind)) return {};
    switch (part.kind) {
    case Kind::Tray:
    case Kind::PowerShelf:
    case Kind::SwitchTray:
    case Kind::Nic:
    case Kind::LaserSource:
        return QObject::tr("Comes inside a rack. Place the rack that holds it.");
    case Kind::Switch:
        return QObject::tr("Switches follow from the fabrics and stand in network racks.");
    case Kind::Transceiver:
    case Kind::CopperCable:
    case Kind::Jumper:
    case Kind::Trunk:
        return QObject::tr("Modules and cables follow from the links of the fabrics.");
    case Kind::Utility:
    case Kind::Generator:
    case Kind::Transformer:
    case Kind::Switchboard:
    case Kind::Ups:
    case Kind::Rectifier:
    case Kind::HeatRejection:
        return QObject::tr("Plant outside the white space: the planner adds it from the brief.");
    case Kind::Busway:
    case Kind::TapOff:
    case Kind::CableTray:
    case Kind::Pipe:
        return QObject::tr("Routes come with rows: place racks and rows, and they follow.");
    default:
        return QObject::tr(
            "A row of facts that a hall counts with; nothing to stand on the floor.");
    }
}

QString valueText(const Catalog& catalog, const Datum& datum) {
    const Reading& reading = datum.reading();
    const PropertyInfo& row = info(datum.property);
    if (reading.unknown) return QObject::tr("not public");
    switch (row.shape) {
    case Shape::Number:
        return reading.number ? shownText({*reading.number, row.dimension}) : QString();
    case Shape::Curve:
        if (reading.values.empty()) return {};
        return QObject::tr("%1 … %2").arg(shownText({reading.values.front(), row.dimension}),
                                          shownText({reading.values.back(), row.dimension}));
    case Shape::List:
        return QObject::tr("%1 values").arg(reading.values.size());
    case Shape::Reference: {
        const PartPtr part = catalog.find(reading.text);
        return QString::fromStdString(part ? part->name : reading.text);
    }
    case Shape::Text:
        break;
    }
    return QString::fromStdString(reading.text);
}

QString rangeText(const Datum& datum) {
    if (info(datum.property).shape != Shape::Number) return {};
    const std::optional<Range> range = rangeOf(datum);
    if (!range || !(range->low < range->high)) return {};
    const Dimension dimension = info(datum.property).dimension;
    return QObject::tr("%1 … %2").arg(shownText({range->low, dimension}),
                                      shownText({range->high, dimension}));
}

}  // namespace hallwright
