#include "app/screenshot.h"

#include "app/window.h"
#include "views/plan/plan_view.h"
#include "views/range_worker.h"

#include <QApplication>
#include <QEventLoop>
#include <QPainter>
#include <QTimer>

namespace hallwright {

const QStringList& pictureViews() {
    static const QStringList views{QStringLiteral("window"), QStringLiteral("plan")};
    return views;
}

QImage renderWindow(const Hall& hall, RawId nextId, const Picture& picture) {
    if (!pictureViews().contains(picture.view)) return {};
    applyTheme(*qApp, picture.theme);
    // Files are as if they could be opened and saved, so that the picture looks like the program in
    // use.
    WindowHooks hooks;
    const Error none{ErrorCode::Usage, "a picture opens and saves nothing", {}};
    hooks.open = [none](const QString&) -> Result<LoadedHall> { return none; };
    hooks.save = [none](const Hall&, RawId, const QString&) -> Result<void> { return none; };
    Window window(std::move(hooks));
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.setAttribute(Qt::WA_ShowWithoutActivating);
    window.load({hall, nextId, {}});
    QWidget& shown =
        picture.view == QStringLiteral("plan") ? static_cast<QWidget&>(window.plan()) : window;
    window.resize(picture.size);
    window.show();
    if (&shown != &window) shown.resize(picture.size);
    QApplication::processEvents();
    window.plan().zoomToFit();
    QApplication::processEvents();
    // The picture shows the ranges too. What takes too long is drawn without.
    constexpr int patience_ms = 60000;
    if (!window.ranges().fresh()) {
        QEventLoop wait;
        QTimer::singleShot(patience_ms, &wait, &QEventLoop::quit);
        QObject::connect(&window.ranges(), &RangeWorker::changed, &wait, [&] {
            if (window.ranges().fresh()) wait.quit();
        });
        if (!hall.sites.empty()) wait.exec(QEventLoop::ExcludeUserInputEvents);
    }
    QApplication::processEvents();
    QImage image(picture.size * picture.scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(picture.scale);
    image.fill(Theme::current().window);
    shown.render(&image);
    return image;
}

Result<void> saveScreenshot(const Hall& hall, RawId nextId, const QString& path,
                            const Picture& picture) {
    const QImage image = renderWindow(hall, nextId, picture);
    if (image.isNull())
        return Error{ErrorCode::Usage,
                     "There is no view " + picture.view.toStdString() + "; there are " +
                         pictureViews().join(QStringLiteral(", ")).toStdString(),
                     {}};
    if (!image.save(path, "PNG"))
        return Error{ErrorCode::File, "cannot be written", path.toStdString()};
    return {};
}

}  // namespace hallwright
