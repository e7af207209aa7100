#pragma once

#include "model/base/result.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"
#include "views/theme.h"

#include <QImage>
#include <QSize>
#include <QString>

#include <memory>

namespace hallwright {

/// What a picture shows and how.
struct Picture {
    /// "plan" alone, or the window with one of its views in front.
    QString view = QStringLiteral("window");
    /// Name of an item to select, or of a part of the catalog; several parts are divided by commas.
    /// Empty for none.
    QString select;
    QSize size{1280, 800};  ///< in pixels of the design
    double scale = 1.0;     ///< 1 to 2
    Theme::Kind theme = Theme::Kind::Light;
};

/// A hall as the window shows it. Needs a QApplication, not a display. Null for a view that there
/// is not.
QImage renderWindow(const Hall& hall, RawId nextId, const Picture& picture,
                    std::shared_ptr<const Catalog> catalog = nullptr);

/// The same as a PNG file.
Result<void> saveScreenshot(const Hall& hall, RawId nextId, const QString& path,
                            const Picture& picture,
                            std::shared_ptr<const Catalog> catalog = nullptr);

/// Names of the views that a picture can show.
const QStringList& pictureViews();

}  // namespace hallwright
