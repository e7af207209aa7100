#include "views/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QIcon>
#include <QPainter>
#include <QProxyStyle>
#include <QSettings>
#include <QStandardPaths>
#include <QStyleOption>
#include <QThread>

#include <algorithm>
#include <map>
#include <tuple>

namespace hallwright {

namespace {

Theme light() {
    Theme t;
    t.kind = Theme::Kind::Light;
    t.window = 0xf3f4f6;
    t.panel = 0xffffff;
    t.line = 0xd9dce1;
    t.text = 0x1c2128;
    t.faint = 0x667080;
    t.accent = 0x1766d6;
    t.accentText = 0xffffff;
    t.error = 0xc8242f;
    t.warning = 0xa86400;
    t.note = 0x4b6584;
    t.good = 0x1f7a45;
    t.ground = 0xe7e9ed;
    t.floor = 0xfcfcfd;
    t.wall = 0x4a5361;
    t.tile = 0xedeff2;
    t.rack = 0xc9d1dc;
    t.rackText = 0x1c2128;
    t.networkRack = 0xbfd0d8;
    t.powerRack = 0xd8cfc0;
    t.cooling = 0xb7d6da;
    t.airUnit = 0xd3e2e4;
    t.obstacle = 0xd4d6da;
    t.boxLine = 0x7c8796;
    t.coldAisle = 0xe9f1fb;
    t.hotAisle = 0xfbeeea;
    t.busway = 0x9a6a1d;
    t.tray = 0x8a93a1;
    t.bar = 0x56637a;
    t.barTrack = 0xe4e7ec;
    t.lowValue = 0xf1f4f8;
    t.highValue = 0x6fa3e8;
    return t;
}

Theme dark() {
    Theme t;
    t.kind = Theme::Kind::Dark;
    t.window = 0x1d2025;
    t.panel = 0x24282e;
    t.line = 0x383d46;
    t.text = 0xe4e7ec;
    t.faint = 0x98a2b0;
    t.accent = 0x5b9dff;
    t.accentText = 0x0c1420;
    t.error = 0xff6b70;
    t.warning = 0xf0b04a;
    t.note = 0x93b4dc;
    t.good = 0x62c68b;
    t.ground = 0x15171b;
    t.floor = 0x202329;
    t.wall = 0x98a2b0;
    t.tile = 0x2a2e35;
    t.rack = 0x454e5c;
    t.rackText = 0xf0f2f5;
    t.networkRack = 0x3c525d;
    t.powerRack = 0x5a5140;
    t.cooling = 0x2f5a60;
    t.airUnit = 0x364a4e;
    t.obstacle = 0x3a3d43;
    t.boxLine = 0x7f8a99;
    t.coldAisle = 0x1f2a3a;
    t.hotAisle = 0x352623;
    t.busway = 0xd6a24a;
    t.tray = 0x7a8494;
    t.bar = 0xb4c0d0;
    t.barTrack = 0x2b3038;
    t.lowValue = 0x2c323b;
    t.highValue = 0x3f74c8;
    return t;
}

/// What Fusion draws with gradients or more lines than needed, drawn flat.
QString styleSheet(const Theme& t) {
    return QStringLiteral(
               "QMenuBar, QToolBar, QStatusBar { background: %1; border: 0; }"
               "QToolBar { border-bottom: 1px solid %2; spacing: 2px; }"
               "QToolBar QToolButton { padding: 4px; border: 1px solid transparent; border-radius: "
               "4px; }"
               "QToolBar QToolButton:hover { background: %7; border-color: transparent; }"
               "QToolBar QToolButton:pressed, QToolBar QToolButton:checked { background: %2; }"
               "QToolButton::menu-indicator { image: none; width: 0; }"
               "QToolBar::separator { background: %2; width: 1px; margin: 6px 6px; }"
               "QStatusBar { border-top: 1px solid %2; }"
               "QStatusBar::item { border: 0; }"
               "QMainWindow::separator { background: %2; width: 1px; height: 1px; }"
               "QDockWidget { font-weight: 600; }"
               "QDockWidget::title { background: %1; padding: 6px 16px; text-align: left; }"
               "QDockWidget::close-button { subcontrol-position: right center; right: 8px; "
               "icon-size: 14px; border: 0; border-radius: 3px; padding: 1px; }"
               "QDockWidget::close-button:hover { background: %7; }"
               "QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }"
               "QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }"
               "QScrollBar::handle { background: %3; border-radius: 3px; margin: 2px; }"
               "QScrollBar::handle:vertical { min-height: 32px; }"
               "QScrollBar::handle:horizontal { min-width: 32px; }"
               "QScrollBar::handle:hover { background: %4; }"
               "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
               "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
               "QToolTip { background: %5; color: %6; border: 1px solid %2; padding: 4px; }")
        .arg(t.window.name(), t.line.name(), mixed(t.panel, t.text, 0.22).name(),
             mixed(t.panel, t.text, 0.4).name(), t.panel.name(), t.text.name(),
             mixed(t.window, t.text, 0.08).name());
}

Theme::Kind currentKind = Theme::Kind::Light;

/// The palette of the platform, as it was before the program had its own.
const QPalette& platformPalette() {
    static const QPalette palette = QApplication::palette();
    return palette;
}

/// What [Colors:Window] of KDE says, "32,35,38"; nothing without it.
std::optional<Theme::Kind> kindOfKde(const QString& configFolder) {
    const QSettings settings(configFolder + QStringLiteral("/kdeglobals"), QSettings::IniFormat);
    const QStringList parts =
        settings.value(QStringLiteral("Colors:Window/BackgroundNormal")).toStringList();
    if (parts.size() < 3) return std::nullopt;
    int sum = 0;
    for (int i = 0; i < 3; ++i) {
        bool number = false;
        sum += std::clamp(parts[i].trimmed().toInt(&number), 0, 255);
        if (!number) return std::nullopt;
    }
    return sum < 3 * 128 ? Theme::Kind::Dark : Theme::Kind::Light;
}

/// Whether GTK is told to prefer dark or has a theme called so; nothing where it says neither.
std::optional<Theme::Kind> kindOfGtk(const QString& configFolder) {
    for (const char* version : {"gtk-4.0", "gtk-3.0"}) {
        const QSettings settings(
            QStringLiteral("%1/%2/settings.ini").arg(configFolder, QLatin1String(version)),
            QSettings::IniFormat);
        const QString prefers =
            settings.value(QStringLiteral("Settings/gtk-application-prefer-dark-theme"))
                .toString()
                .toLower();
        if (prefers == QStringLiteral("1") || prefers == QStringLiteral("true"))
            return Theme::Kind::Dark;
        const QString name =
            settings.value(QStringLiteral("Settings/gtk-theme-name")).toString().toLower();
        if (name.endsWith(QStringLiteral("-dark")) || name.endsWith(QStringLiteral(":dark")))
            return Theme::Kind::Dark;
        if (!prefers.isEmpty() || !name.isEmpty()) return Theme::Kind::Light;
    }
    return std::nullopt;
}

/// Fusion with a quiet close sign on the panes.
class Style : public QProxyStyle {
public:
    Style() : QProxyStyle(QStringLiteral("Fusion")) {}
    QIcon standardIcon(StandardPixmap icon, const QStyleOption* option,
                       const QWidget* widget) const override {
        if (icon != SP_TitleBarCloseButton) return QProxyStyle::standardIcon(icon, option, widget);
        constexpr int size = 48;  // fine enough for every scale
        QPixmap sign(size, size);
        sign.fill(Qt::transparent);
        QPainter painter(&sign);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(QPen(Theme::current().faint, 4.5, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(12, 12, 36, 36);
        painter.drawLine(36, 12, 12, 36);
        return sign;
    }
    /// The frame that Fusion darkens vanishes on a dark ground.
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool box =
            element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
        if (!box && element != PE_IndicatorRadioButton) return;
        const Theme& theme = Theme::current();
        const bool enabled = (option->state & State_Enabled) != 0;
        painter->save();
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(mixed(theme.panel, theme.text, enabled ? 0.6 : 0.35), 1.0));
        const QRectF frame = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (box) {
            painter->drawRect(frame);
        } else {
            painter->setRenderHint(QPainter::Antialiasing, true);
            painter->drawEllipse(frame);
        }
        painter->restore();
    }
};

}  // namespace

const Theme& Theme::of(Kind kind) {
    static const Theme lightTheme = light();
    static const Theme darkTheme = dark();
    return kind == Kind::Dark ? darkTheme : lightTheme;
}

const Theme& Theme::current() { return of(currentKind); }

Theme::Kind Theme::kindOfDesktop(const QString& configFolder, const QPalette& platform) {
    const bool dark = platform.color(QPalette::Window).lightness() <
                      platform.color(QPalette::WindowText).lightness();
    if (dark) return Kind::Dark;
    const bool kde = qgetenv("XDG_CURRENT_DESKTOP").toUpper().contains("KDE");
    if (const std::optional<Kind> kind = kde ? kindOfKde(configFolder) : kindOfGtk(configFolder))
        return *kind;
    const std::optional<Kind> other = kde ? kindOfGtk(configFolder) : kindOfKde(configFolder);
    return other.value_or(Kind::Light);
}

Theme::Kind Theme::systemKind() {
    return kindOfDesktop(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation),
                         platformPalette());
}

QPalette Theme::palette() const {
    QPalette p;
    const QColor disabled = mixed(text, window, 0.55);
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, mixed(panel, window, 0.5));
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, faint);
    p.setColor(QPalette::Button, window);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, text);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, accentText);
    p.setColor(QPalette::ToolTipBase, panel);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Light, mixed(window, panel, 0.5));
    p.setColor(QPalette::Midlight, mixed(window, line, 0.3));
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, mixed(line, text, 0.25));
    p.setColor(QPalette::Shadow, mixed(line, QColor(Qt::black), 0.4));
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, disabled);
    p.setColor(QPalette::Disabled, QPalette::Highlight, line);
    return p;
}

void applyTheme(QApplication& application, std::optional<Theme::Kind> chosen) {
    applyTheme(application, chosen ? *chosen : Theme::systemKind());
}

void applyTheme(QApplication& application, Theme::Kind kind) {
    platformPalette();  // kept before ours takes its place
    currentKind = kind;
    // Not every platform tells Qt where icon themes lie.
    QStringList folders = QIcon::themeSearchPaths();
    for (const QString& folder :
         QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, QStringLiteral("icons"),
                                   QStandardPaths::LocateDirectory))
        if (!folders.contains(folder)) folders.append(folder);
    QIcon::setThemeSearchPaths(folders);
    const QString icons = kind == Theme::Kind::Dark ? "breeze-dark" : "breeze";
    QIcon::setThemeName(icons);
    QIcon::setFallbackThemeName(icons);
    application.setStyle(new Style);
    application.setPalette(Theme::of(kind).palette());
    application.setFont(textFont());
    application.setStyleSheet(styleSheet(Theme::of(kind)));
}

namespace {

QFont made(const QString& family, int pixels, bool bold) {
    QFont font(family);
    font.setPixelSize(pixels);
    if (bold) font.setWeight(QFont::DemiBold);
    return font;
}

/// A copy of a font shares what was looked up for it, but only within one thread.
QFont kept(const QString& family, int pixels, bool bold) {
    if (!qApp || QThread::currentThread() != qApp->thread()) return made(family, pixels, bold);
    // Never freed: the fonts would outlive the application that they belong to.
    static auto* fonts = new std::map<std::tuple<QString, int, bool>, QFont>;
    const auto [at, fresh] = fonts->try_emplace({family, pixels, bold});
    if (fresh) at->second = made(family, pixels, bold);
    return at->second;
}

}  // namespace

QFont textFont(int pixels, bool bold) {
    static const QString family =
        QFontDatabase::hasFamily("Inter")
            ? QString("Inter")
            : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    return kept(family, pixels, bold);
}

QFont tabularFont(int pixels, bool bold) {
    static const QString family =
        QFontDatabase::hasFamily("DejaVu Sans") ? QString("DejaVu Sans") : textFont().family();
    return kept(family, pixels, bold);
}

QFont smallFont() { return textFont(12); }

int wrappedHeight(const QFont& font, const QString& text, int width) {
    if (text.isEmpty()) return 0;
    return QFontMetrics(font)
        .boundingRect(QRect(0, 0, std::max(20, width), 10000), Qt::TextWordWrap, text)
        .height();
}

void setTone(QWidget* label, const QColor& tone) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, tone);
    palette.setColor(QPalette::Text, tone);
    label->setPalette(palette);
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto mix = [&](int x, int y) { return static_cast<int>(x + (y - x) * share + 0.5); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

}  // namespace hallwright
