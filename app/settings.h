#pragma once

#include "model/units/quantity_text.h"
#include "views/theme.h"

#include <QByteArray>

namespace hallwright {

/// What the window remembers from one run to the next.
struct Settings {
    Theme::Kind theme = Theme::Kind::Light;
    UnitSystem units = UnitSystem::Si;
    QByteArray geometry;  ///< of the window
    QByteArray layout;    ///< of its docks

    /// What is missing or makes no sense is as in a first run.
    static Settings read();
    void write() const;
};

}  // namespace hallwright
