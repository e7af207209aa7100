#include "app/settings.h"

#include <QSettings>

namespace hallwright {

namespace {

/// An ini file below the user's configuration folder.
class Store : public QSettings {
public:
    Store()
        : QSettings(IniFormat, UserScope, QStringLiteral("hallwright"),
                    QStringLiteral("hallwright")) {}
};

}  // namespace

Settings Settings::read() {
    const Store from;
    Settings settings;
    if (from.value(QStringLiteral("theme")).toString() == QStringLiteral("dark"))
        settings.theme = Theme::Kind::Dark;
    if (from.value(QStringLiteral("units")).toString() == QStringLiteral("us"))
        settings.units = UnitSystem::Us;
    settings.geometry = from.value(QStringLiteral("geometry")).toByteArray();
    settings.layout = from.value(QStringLiteral("layout")).toByteArray();
    return settings;
}

void Settings::write() const {
    Store to;
    to.setValue(QStringLiteral("theme"),
                theme == Theme::Kind::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    to.setValue(QStringLiteral("units"),
                units == UnitSystem::Us ? QStringLiteral("us") : QStringLiteral("si"));
    to.setValue(QStringLiteral("geometry"), geometry);
    to.setValue(QStringLiteral("layout"), layout);
}

}  // namespace hallwright
