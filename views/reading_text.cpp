#include "views/reading_text.h"

#include "views/theme.h"
#include "views/units.h"

#include <QLocale>
#include <QPainter>

#include <cmath>

namespace hallwright {

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<int>(text.size()));
}

QString capitalised(std::string_view text) {
    QString out = fromView(text);
    if (!out.isEmpty()) out[0] = out[0].toUpper();
    return out;
}

QuantityText readingParts(const Hall& hall, Property property, const Reading& reading) {
    const PropertyInfo& row = info(property);
    if (reading.unknown) return {"unknown", ""};
    switch (row.shape) {
    case Shape::Number:
        return reading.number ? shownParts({*reading.number, row.dimension})
                              : QuantityText{"unknown", ""};
    case Shape::Curve: {
        if (reading.values.empty()) return {"unknown", ""};
        QuantityText first = shownParts({reading.values.front(), row.dimension});
        const QuantityText last = shownParts({reading.values.back(), row.dimension});
        if (first.unit == last.unit) return {first.number + " … " + last.number, last.unit};
        return {first.number + " " + first.unit + " … " + last.number, last.unit};
    }
    case Shape::List: {
        QuantityText out;
        for (double value : reading.values) {
            const QuantityText piece = shownParts({value, row.dimension});
            out.number += (out.number.empty() ? "" : ", ") + piece.number;
            out.unit = piece.unit;
        }
        return reading.values.size() <= 4
                   ? out
                   : QuantityText{std::to_string(reading.values.size()), "values"};
    }
    case Shape::Reference: {
        const Part* part = hall.part(hall.findPart(reading.text));
        return {part ? part->name : reading.text, ""};
    }
    default:
        return {reading.text, ""};
    }
}

QString readingValue(const Hall& hall, Property property, const Reading& reading) {
    const QuantityText parts = readingParts(hall, property, reading);
    const QString number = QString::fromStdString(parts.number);
    return parts.unit.empty() ? number : number + QChar(0xa0) + QString::fromStdString(parts.unit);
}

QString valueBeside(const Hall& hall, Property property, const Reading& reading,
                    const Reading& other) {
    const Dimension dimension = info(property).dimension;
    const bool numbers = info(property).shape == Shape::Number && reading.number && other.number;
    const std::string unit = numbers ? readingParts(hall, property, other).unit : std::string();
    if (unit.empty() || reading.unknown || readingParts(hall, property, reading).unit == unit)
        return readingValue(hall, property, reading);
    const Result<Value> zero = convert(0.0, unit, dimension), one = convert(1.0, unit, dimension);
    if (!zero || !one || one->si == zero->si) return readingValue(hall, property, reading);
    const double number = (*reading.number - zero->si) / (one->si - zero->si);
    const QLocale grouped(QLocale::English, QLocale::UnitedStates);
    const QString words = std::abs(number) < 1000.0 ? grouped.toString(number, 'g', 4)
                                                    : grouped.toString(std::llround(number));
    return words + QChar(0xa0) + QString::fromStdString(unit);
}

QString conditionText(const Reading& reading) {
    QStringList words;
    if (!reading.at.empty()) words += QObject::tr("at %1").arg(QString::fromStdString(reading.at));
    if (!reading.includes.empty())
        words += QObject::tr("with %1").arg(QString::fromStdString(reading.includes));
    if (reading.madeFor)
        words += QObject::tr("made for %1").arg(shownText({*reading.madeFor, Dimension::Power}));
    if (!reading.asOf.empty()) words += QString::fromStdString(reading.asOf);
    return words.join(QStringLiteral(", "));
}

const Source* sourceOf(const Hall& hall, std::string_view id) {
    const Source* found = nullptr;
    hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
        if (row.source.id == id) found = &row.source;
    });
    return found;
}

QString sourceTitle(const Hall& hall, const std::string& id) {
    if (id == "assumption") return QObject::tr("Our assumption");
    if (id == userSource) return QObject::tr("Entered by you");
    if (id == userCatalogSource) return QObject::tr("Your own catalog");
    const Source* source = sourceOf(hall, id);
    return QString::fromStdString(source && !source->title.empty() ? source->title : id);
}

QString gradeWords(Grade grade) {
    switch (grade) {
    case Grade::A:
        return QObject::tr("A: read from the maker or a standard");
    case Grade::B:
        return QObject::tr("B: second hand");
    case Grade::C:
        return QObject::tr("C: inferred");
    default:
        return QObject::tr("D: assumed");
    }
}

void paintGrade(QPainter& painter, const QRect& in, QChar letter, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF shape = QRectF(in).adjusted(0.75, 0.75, -0.75, -0.75);
    const bool solid = letter == u'A';
    const QColor colour = letter == u'A'   ? theme.good
                          : letter == u'B' ? theme.note
                          : letter == u'C' ? theme.warning
                                           : theme.error;
    painter.setPen(solid ? QPen(Qt::NoPen) : QPen(colour, letter == u'B' ? 1.5 : 1.25));
    painter.setBrush(solid ? QBrush(colour) : QBrush(Qt::NoBrush));
    if (letter == u'A') {
        painter.drawEllipse(shape);
    } else if (letter == u'B') {
        painter.drawRoundedRect(shape.adjusted(1, 1, -1, -1), 3, 3);
    } else if (letter == u'C') {
        const double inset = shape.width() * 0.25;
        const QPointF middle = shape.center();
        painter.drawPolygon(QPolygonF({{shape.left() + inset, shape.top() + 1},
                                       {shape.right() - inset, shape.top() + 1},
                                       {shape.right(), middle.y()},
                                       {shape.right() - inset, shape.bottom() - 1},
                                       {shape.left() + inset, shape.bottom() - 1},
                                       {shape.left(), middle.y()}}));
    } else {
        const QPointF middle = shape.center();
        const double reach = shape.width() / 2.0 + 0.5;
        painter.drawPolygon(QPolygonF({middle - QPointF(0, reach), middle + QPointF(reach, 0),
                                       middle + QPointF(0, reach), middle - QPointF(reach, 0)}));
    }
    painter.setFont(textFont(letter == u'D' ? 9 : 10, true));
    painter.setPen(solid ? theme.panel : theme.text);
    painter.drawText(in, Qt::AlignCenter, QString(letter));
    painter.restore();
}

QString plainTip(const QString& words) {
    if (words.isEmpty()) return words;
    return QStringLiteral("<p>%1</p>")
        .arg(words.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString propertyTitle(Property property) {
    return fromView(info(property).title).section(u':', 0, 0);
}

}  // namespace hallwright
