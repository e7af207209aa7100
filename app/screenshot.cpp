#include "app/screenshot.h"

#include "app/window.h"
#include "views/catalog/catalog_page.h"
#include "views/compare/compare_view.h"
#include "views/fabric/fabric_view.h"
#include "views/fabric/link_table.h"
#include "views/plan/plan_view.h"
#include "views/range_worker.h"
#include "views/selection.h"

#include <QApplication>
#include <QEventLoop>
#include <QPainter>
#include <QTimer>

namespace hallwright {

const QStringList& pictureViews() { return Window::viewNames(); }

QImage renderWindow(const Hall& hall, RawId nextId, const Picture& picture,
                    std::shared_ptr<const Catalog> catalog) {
    if (!pictureViews().contains(picture.view)) return {};
    applyTheme(*qApp, picture.theme);
    WindowHooks hooks;
    hooks.catalog = std::move(catalog);
    if (hooks.catalog) hooks.shipped = *hooks.catalog;  // pictures show what a user can do
    Window window(std::move(hooks));
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.setAttribute(Qt::WA_ShowWithoutActivating);
    window.resize(picture.size);
    const bool start = picture.view == QStringLiteral("start");
    if (!start) window.load({hall, nextId});
    const bool alone = picture.view == QStringLiteral("plan");
    QWidget& shown = alone ? static_cast<QWidget&>(window.plan()) : window;
    window.show();
    if (!start) {
        window.firstLayout();
        window.showView(picture.view);
    }
    if (alone) shown.resize(picture.size);
    if (!picture.select.isEmpty()) {
        if (CatalogPage* page = window.catalogPage()) {
            const QStringList parts = picture.select.split(u',');
            page->choosePart(parts.front());
            if (parts.size() > 1) page->compareParts(parts);
        }
        if (const std::optional<ItemRef> item = findItem(hall, picture.select.toStdString()))
            window.selection().set({*item});
        else
            window.fabric().chooseNamed(picture.select);
    }
    QApplication::processEvents();
    window.plan().zoomToFit();
    QApplication::processEvents();
    if (start) {
        // Plans of the examples are drawn in the background, one after the other.
        QEventLoop wait;
        QTimer::singleShot(5000, &wait, &QEventLoop::quit);
        wait.exec(QEventLoop::ExcludeUserInputEvents);
    }
    // The picture shows the ranges too. What takes too long is drawn without.
    constexpr int patience_ms = 60000;
    if (!window.ranges().fresh()) {
        QEventLoop wait;
        QTimer::singleShot(patience_ms, &wait, &QEventLoop::quit);
        QObject::connect(&window.ranges(), &RangeWorker::changed, &wait, [&] {
            if (window.ranges().fresh()) wait.quit();
        });
        if (!start && !hall.sites.empty()) wait.exec(QEventLoop::ExcludeUserInputEvents);
    }
    if (picture.view.startsWith(QStringLiteral("variants")) && window.variants().busy()) {
        QEventLoop wait;
        QTimer::singleShot(patience_ms, &wait, &QEventLoop::quit);
        QObject::connect(&window.variants(), &CompareView::changed, &wait, [&] {
            if (window.variants().complete()) wait.quit();
        });
        wait.exec(QEventLoop::ExcludeUserInputEvents);
    }
    QApplication::processEvents();
    // Links are searched on a thread of their own.
    for (int waited_ms = 0; window.fabric().links().busy() && waited_ms < patience_ms;
         waited_ms += 20) {
        QEventLoop wait;
        QTimer::singleShot(20, &wait, &QEventLoop::quit);
        wait.exec(QEventLoop::ExcludeUserInputEvents);
    }
    QImage image(picture.size * picture.scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(picture.scale);
    image.fill(Theme::current().window);
    shown.render(&image);
    return image;
}

Result<void> saveScreenshot(const Hall& hall, RawId nextId, const QString& path,
                            const Picture& picture, std::shared_ptr<const Catalog> catalog) {
    const QImage image = renderWindow(hall, nextId, picture, std::move(catalog));
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
