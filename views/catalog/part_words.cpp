#include "views/catalog/part_words.h"

#include "model/edits/place_items.h"
#include "model/parts/elevation.h"
#include "model/parts/part_status.h"
#include "views/reading_text.h"
#include "views/units.h"

#include <QLocale>
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

/// "48U, bottom to top: 4 × Power shelf 33 kW, 2 free"; as it stands where it cannot be read.
QString elevationWords(const FindPart& find, const std::string& text) {
    const Result<Elevation> elevation = parseElevation(text);
    if (!elevation) return QString::fromStdString(text);
    QStringList places;
    for (const ElevationPlace& place : elevation->places) {
        const Part* part = find && !place.part.empty() ? find(place.part) : nullptr;
        QString name = QString::fromStdString(part                 ? part->name
                                              : place.part.empty() ? place.words
                                                                   : place.part);
        if (place.isFree()) name = QObject::tr("free");
        if (place.units && (place.isFree() || place.part.empty()))
            name = QObject::tr("%1U %2").arg(*place.units).arg(name);
        if (place.across > 1) name = QObject::tr("%1 side by side: %2").arg(place.across).arg(name);
        // What repeats is counted; the number stands before the name.
        places += name;
    }
    QStringList counted;
    for (qsizetype i = 0; i < places.size();) {
        qsizetype end = i;
        while (end < places.size() && places[end] == places[i])
            ++end;
        counted += end - i > 1 ? QStringLiteral("%1 × %2").arg(end - i).arg(places[i]) : places[i];
        i = end;
    }
    const QString list = counted.join(QStringLiteral(", "));
    return elevation->units
               ? QObject::tr("%1%2, bottom to top: %3")
                     .arg(*elevation->units)
                     .arg(elevation->openRack ? QStringLiteral("OU") : QStringLiteral("U"))
                     .arg(list)
               : QObject::tr("Bottom to top: %1").arg(list);
}

}  // namespace

QString textWords(const FindPart& find, Property property, const std::string& text) {
    struct Word {
        Property property;
        std::string_view written;
        const char* words;
    };
    static constexpr Word known[] = {
        {Property::inputSystem, "ac", QT_TR_NOOP("AC")},
        {Property::inputSystem, "dc-48", QT_TR_NOOP("48 V DC")},
        {Property::inputSystem, "dc-800", QT_TR_NOOP("800 V DC")},
        {Property::coolingMedium, "hybrid", QT_TR_NOOP("hybrid: liquid and air")},
        {Property::medium, "smf", QT_TR_NOOP("single-mode fibre")},
        {Property::medium, "mmf", QT_TR_NOOP("multimode fibre")},
    };
    if (property == Property::rackElevation) return elevationWords(find, text);
    for (const Word& word : known)
        if (word.property == property && word.written == text) return QObject::tr(word.words);
    const QString words = QString::fromStdString(text);
    return property == Property::opticsKind ? words.toUpper() : words;
}

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
    QString word = QString::fromStdString(std::string(statusWord(part.status)));
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
    if (datum.reading().unknown) return QObject::tr("not public");
    const FindPart find = [&](std::string_view id) { return catalog.find(id).get(); };
    return joinedText(valueParts(find, datum.property, datum.reading()));
}

QString rangeText(const Datum& datum) {
    if (info(datum.property).shape != Shape::Number) return {};
    const std::optional<Range> range = rangeOf(datum);
    if (!range || !(range->low < range->high)) return {};
    return rangeWords(datum.property, range->low, range->high);
}

PartLookups lookupsOf(std::shared_ptr<const Catalog> catalog) {
    return {[catalog](std::string_view id) { return catalog->find(id).get(); },
            [catalog](std::string_view id) -> const Source* {
                const auto at = catalog->sources().find(std::string(id));
                return at == catalog->sources().end() ? nullptr : &at->second;
            }};
}

QuantityText valueParts(const FindPart& find, Property property, const Reading& reading) {
    const QuantityText unknown{QObject::tr("unknown").toStdString(), ""};
    const PropertyInfo& row = info(property);
    if (reading.unknown) return unknown;
    switch (row.shape) {
    case Shape::Number:
        return reading.number ? numberParts(property, *reading.number) : unknown;
    case Shape::Curve: {
        if (reading.values.empty()) return unknown;
        const QuantityText first = shownParts({reading.values.front(), row.dimension}),
                           last = shownParts({reading.values.back(), row.dimension});
        const std::string low =
            first.unit == last.unit ? first.number : first.number + " " + first.unit;
        return {low + " … " + last.number, last.unit};
    }
    case Shape::List: {
        QuantityText out;
        for (const double value : reading.values) {
            const QuantityText piece = shownParts({value, row.dimension});
            const bool sameUnit = out.number.empty() || piece.unit == out.unit;
            if (!sameUnit) out.number += " " + out.unit;
            out.number += (out.number.empty() ? "" : ", ") + piece.number;
            out.unit = piece.unit;
        }
        return out;
    }
    case Shape::Reference: {
        const Part* part = find ? find(reading.text) : nullptr;
        return {part ? part->name : reading.text, ""};
    }
    case Shape::Text:
        break;
    }
    return {textWords(find, property, reading.text).toStdString(), ""};
}

QString joinedText(const QuantityText& parts) {
    const QString number = QString::fromStdString(parts.number);
    return parts.unit.empty() ? number : number + QChar(0xa0) + QString::fromStdString(parts.unit);
}

QuantityText numberParts(Property property, double si) {
    const PropertyInfo& row = info(property);
    const bool isSize = row.dimension == Dimension::Length && row.id.substr(0, 5) == "size.";
    constexpr double most = 10.0;  // m; what is longer is no size of a part
    if (!isSize || Units::shown().system() != UnitSystem::Si || si >= most)
        return shownParts({si, row.dimension});
    const QLocale grouped(QLocale::English, QLocale::UnitedStates);
    return {grouped.toString(std::llround(si * 1000.0)).toStdString(), "mm"};
}

QString rangeWords(Property property, double low, double high) {
    const QuantityText from = numberParts(property, low), to = numberParts(property, high);
    const QString start =
        from.unit == to.unit ? QString::fromStdString(from.number) : joinedText(from);
    return QStringLiteral("%1 … %2").arg(start, joinedText(to));
}

QString conditionWords(const Reading& reading) {
    static const std::pair<std::string_view, const char*> planes[] = {
        {"ac-input", QT_TR_NOOP("at AC input")},
        {"dc-bus", QT_TR_NOOP("at the DC bus")},
        {"dc-800", QT_TR_NOOP("at 800 V DC")},
        {"chip", QT_TR_NOOP("at the chip")},
    };
    QStringList words;
    if (!reading.at.empty()) {
        QString plane = QObject::tr("at %1").arg(QString::fromStdString(reading.at));
        for (const auto& [id, named] : planes)
            if (id == reading.at) plane = QObject::tr(named);
        words += plane;
    }
    if (!reading.includes.empty())
        words += QObject::tr("with %1").arg(QString::fromStdString(reading.includes));
    if (reading.madeFor)
        words += QObject::tr("made for %1").arg(shownText({*reading.madeFor, Dimension::Power}));
    return words.join(QStringLiteral(", "));
}

QString sourceName(const FindSource& find, const std::string& id) {
    if (id == "assumption") return QObject::tr("Our assumption");
    if (id == userSource) return QObject::tr("Entered by you");
    if (id == userCatalogSource) return QObject::tr("Your own catalog");
    const Source* source = find ? find(id) : nullptr;
    return QString::fromStdString(source && !source->title.empty() ? source->title : id);
}

QString sheetTitle(Property property) {
    const QString title = propertyTitle(property);
    if (title.isEmpty() || title.front().isUpper()) return title;
    QString word = fromView(info(property).id).section(u'.', -1);
    word.replace(u'_', u' ');
    word[0] = word[0].toUpper();
    return word;
}

}  // namespace hallwright
