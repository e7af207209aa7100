#include "views/catalog/editor_words.h"

#include "views/catalog/reading_form.h"

#include <QObject>

namespace hallwright {

QString editedValue(const Catalog& catalog, Property property, const Reading& reading) {
    const PropertyInfo& row = info(property);
    if (reading.unknown) return QObject::tr("unknown");
    if (row.shape == Shape::Number && reading.number) {
        const QString words =
            writtenText(*reading.number,
                        reading.unit.empty() ? std::string(siUnit(row.dimension)) : reading.unit,
                        row.dimension);
        return words.endsWith(QStringLiteral(" 1")) ? words.chopped(2) : words;  // a bare count
    }
    if (row.shape == Shape::Curve) return QObject::tr("curve");
    if (row.shape == Shape::List) return QObject::tr("list");
    const PartPtr named = row.shape == Shape::Reference ? catalog.find(reading.text) : nullptr;
    return QString::fromStdString(named ? named->name : reading.text);
}

QString editedSource(const Catalog& catalog, const std::string& id) {
    if (id == userSource) return QObject::tr("My own word");
    if (id == userCatalogSource) return QObject::tr("Your own catalog");
    const auto found = catalog.sources().find(id);
    return QString::fromStdString(found == catalog.sources().end() ? id : found->second.title);
}

}  // namespace hallwright
