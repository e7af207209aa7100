#include "app/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace hallwright {

namespace {

// More than a desktop ever writes: longer values are damage and are left out.
constexpr qsizetype longestBytes = 1 << 20;
constexpr qsizetype longestText = 4096;
constexpr qint64 largestFile = 8 << 20;
constexpr qsizetype longestAuthor = 200;

/// An ini file below the user's configuration folder.
class Store : public QSettings {
public:
    Store()
        : QSettings(IniFormat, UserScope, QStringLiteral("hallwright"),
                    QStringLiteral("hallwright")) {}

    QString text(const char* key, qsizetype longest = longestText) const {
        const QVariant found = value(QLatin1String(key));
        const QString text = found.typeId() == QMetaType::QString ? found.toString() : QString();
        const bool clean = text.size() <= longest && !text.contains(QChar(0));
        return clean ? text : QString();
    }
    QByteArray bytes(const char* key) const {
        const QVariant found = value(QLatin1String(key));
        if (found.typeId() != QMetaType::QByteArray && found.typeId() != QMetaType::QString)
            return {};
        const QByteArray bytes = found.toByteArray();
        return bytes.size() <= longestBytes ? bytes : QByteArray();
    }
    /// A list of one is read back as a text.
    QStringList texts(const char* key) const {
        QStringList out;
        for (const QString& text : value(QLatin1String(key)).toStringList())
            if (!text.isEmpty() && text.size() <= longestText && !text.contains(QChar(0)))
                out += text;
        return out;
    }
};

template <typename T>
struct Word {
    const char* word;
    T value;
};
constexpr Word<std::optional<Theme::Kind>> themes[] = {
    {"system", {}}, {"light", Theme::Kind::Light}, {"dark", Theme::Kind::Dark}};
constexpr Word<UnitSystem> unitSystems[] = {{"si", UnitSystem::Si}, {"us", UnitSystem::Us}};
constexpr Word<Settings::Folder> folders[] = {{"halls", Settings::Folder::Halls},
                                              {"exports", Settings::Folder::Exports},
                                              {"reports", Settings::Folder::Reports}};

template <typename T, std::size_t count>
T valueOf(const Word<T> (&words)[count], const QString& word, T otherwise) {
    for (const Word<T>& each : words)
        if (word == QLatin1String(each.word)) return each.value;
    return otherwise;
}
template <typename T, std::size_t count>
QString wordOf(const Word<T> (&words)[count], T value) {
    for (const Word<T>& each : words)
        if (value == each.value) return QLatin1String(each.word);
    return {};
}

QString folderKey(Settings::Folder what) {
    return QStringLiteral("folder/") + wordOf(folders, what);
}

}  // namespace

Settings Settings::read() {
    const Store from;
    Settings settings;
    // A file that cannot be one of ours is not worth reading into memory twice.
    if (QFileInfo(from.fileName()).size() > largestFile) return settings;
    settings.theme = valueOf(themes, from.text("theme"), settings.theme);
    settings.units = valueOf(unitSystems, from.text("units"), settings.units);
    settings.geometry = from.bytes("geometry");
    settings.layout = from.bytes("layout");
    settings.author = from.text("author", longestAuthor);
    const QStringList recent = from.texts("recent");
    for (auto file = recent.rbegin(); file != recent.rend(); ++file)
        if (QDir::isAbsolutePath(*file)) settings.remember(*file);
    for (const Word<Folder>& folder : folders) {
        const QString path = from.text(qPrintable(folderKey(folder.value)));
        if (QDir::isAbsolutePath(path)) settings.m_folders[folder.value] = path;
    }
    return settings;
}

void Settings::write() const {
    Store to;
    const auto set = [&](const char* key, const QVariant& value) {
        to.setValue(QLatin1String(key), value);
    };
    set("theme", wordOf(themes, theme));
    set("units", wordOf(unitSystems, units));
    set("geometry", geometry);
    set("layout", layout);
    set("author", author.left(longestAuthor));
    set("recent", recent);
    for (const auto& [what, path] : m_folders)
        to.setValue(folderKey(what), path);
}

void Settings::remember(const QString& file) {
    if (file.isEmpty()) return;
    const QString path = QDir::cleanPath(QFileInfo(file).absoluteFilePath());
    recent.removeAll(path);
    recent.prepend(path);
    if (recent.size() > mostRecent) recent.resize(mostRecent);
}

void Settings::forget(const QString& file) {
    recent.removeAll(QDir::cleanPath(QFileInfo(file).absoluteFilePath()));
}

QString Settings::folder(Folder what) const {
    const auto found = m_folders.find(what);
    if (found != m_folders.end() && QFileInfo(found->second).isDir()) return found->second;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

void Settings::rememberFolder(Folder what, const QString& file) {
    if (!file.isEmpty()) m_folders[what] = QFileInfo(file).absolutePath();
}

}  // namespace hallwright
