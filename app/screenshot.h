#pragma once

#include "model/base/result.h"
#include "model/hall/hall.h"
#include "views/theme.h"

#include <QImage>
#include <QSize>
#include <QString>

namespace hallwright {

/// What a picture shows and how.
struct Picture {
    QString view = QStringLiteral("window");  ///< "window", or "plan" alone
    QSize size{1280, 800};                    ///< in pixels of the design
    double scale = 1.0;                       ///< 1 to 2
    Theme::Kind theme = Theme::Kind::Light;
};

/// A hall as the window shows it. Needs a QApplication, not a display. Null for a view that there
/// is not.
QImage renderWindow(const Hall& hall, RawId nextId, const Picture& picture);

/// The same as a PNG file.
Result<void> saveScreenshot(const Hall& hall, RawId nextId, const QString& path,
                            const Picture& picture);

/// Names of the views that a picture can show.
const QStringList& pictureViews();

}  // namespace hallwright
