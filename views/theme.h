#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <optional>

class QApplication;
class QString;
class QWidget;

namespace hallwright {

/// The colours of the window and of the plan. Neutral but for one accent; the others carry a
/// meaning and always stand beside a shape or a word.
struct Theme {
    enum class Kind { Light, Dark } kind = Kind::Light;

    QColor window, panel, line, text, faint;  ///< chrome; `faint` is for units and hints
    QColor accent, accentText;
    QColor error, warning, note, good;
    QColor ground, floor, wall, tile;  ///< plan: outside, hall floor, outline, tile grid
    QColor rack, rackText, networkRack, powerRack, cooling, airUnit, obstacle, boxLine;
    QColor coldAisle, hotAisle, busway, tray;
    QColor bar, barTrack;        ///< load bars
    QColor lowValue, highValue;  ///< ends of the overlay scale

    static const Theme& of(Kind kind);
    /// The theme of the running program.
    static const Theme& current();
    /// Light or dark as the desktop is: what KDE or GTK settings say, else the palette that the
    /// platform gave the program before it had ours.
    static Kind systemKind();
    /// The same for a folder of settings and a palette.
    static Kind kindOfDesktop(const QString& configFolder, const QPalette& platform);

    QPalette palette() const;
};

/// Style, palette, icons and fonts of the whole program.
void applyTheme(QApplication& application, Theme::Kind kind);
/// The same; nothing is as the desktop is.
void applyTheme(QApplication& application, std::optional<Theme::Kind> chosen);

/// Text of the window; numbers in columns use tabularFont so that digits stand below each other.
/// Fonts are kept by size and weight: the system looks up one that is made anew, which costs more
/// than the words that are drawn with it.
QFont textFont(int pixels = 13, bool bold = false);
QFont tabularFont(int pixels = 12, bool bold = false);
/// Hints and second lines.
QFont smallFont();
/// Of a text that wraps at a width; nothing for no text.
int wrappedHeight(const QFont& font, const QString& text, int width);

/// Colours the words of a label.
void setTone(QWidget* label, const QColor& tone);

/// A colour between two, 0 giving `a`.
QColor mixed(const QColor& a, const QColor& b, double share);

}  // namespace hallwright
