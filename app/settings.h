#pragma once

#include "model/units/quantity_text.h"
#include "views/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace hallwright {

/// What the window remembers from one run to the next.
struct Settings {
    /// What a file dialog is for: each kind begins where it was last used.
    enum class Folder { Halls, Exports, Reports };
    static constexpr int mostRecent = 10;

    std::optional<Theme::Kind> theme;  ///< none: as the desktop
    UnitSystem units = UnitSystem::Si;
    QByteArray geometry;  ///< of the window
    QByteArray layout;    ///< of its docks
    QString author;       ///< who waives findings
    QStringList recent;   ///< files, latest first; each once, by absolute path

    /// Puts a file on top of the recent ones.
    void remember(const QString& file);
    void forget(const QString& file);
    /// The folder that a dialog begins in; the user's documents where none is known any more.
    QString folder(Folder what) const;
    /// The folder of a file that was chosen.
    void rememberFolder(Folder what, const QString& file);

    /// What is missing or makes no sense is as in a first run; a broken file is no failure.
    static Settings read();
    void write() const;

    bool operator==(const Settings&) const = default;

private:
    std::map<Folder, QString> m_folders;
};

}  // namespace hallwright
