#include "app/screenshot.h"

#include "app/window.h"
#include "views/plan/plan_view.h"

#include <QApplication>
#include <QPainter>

namespace hallwright {

const QStringList& pictureViews() {
    static const QStringList views{QStringLiteral("window"), QStringLiteral("plan")};
    return views;
}

QImage renderWindow(const Hall& hall, RawId nextId, const Picture& picture) {
    if (!pictureViews().contains(picture.view)) return {};
    applyTheme(*qApp, picture.theme);
    Window window;
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.setAttribute(Qt::WA_ShowWithoutActivating);
    window.load({hall, nextId, {}});
    QWidget& shown = picture.view == QStringLiteral("plan") ? static_cast<QWidget&>(window.plan()) : window;
    window.resize(picture.size);
    window.show();
    if (&shown != &window) shown.resize(picture.size);
    QApplication::processEvents();
    window.plan().zoomToFit();
    QApplication::processEvents();
    QImage image(picture.size * picture.scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(picture.scale);
    image.fill(Theme::current().window);
    shown.render(&image);
    return image;
}

Result<void> saveScreenshot(const Hall& hall, RawId nextId, const QString& path, const Picture& picture) {
    const QImage image = renderWindow(hall, nextId, picture);
    if (image.isNull())
        return Error{ErrorCode::Usage, "There is no view " + picture.view.toStdString() + "; there are " + pictureViews().join(QStringLiteral(", ")).toStdString(), {}};
    if (!image.save(path, "PNG")) return Error{ErrorCode::File, "cannot be written", path.toStdString()};
    return {};
}

}  // namespace hallwright
