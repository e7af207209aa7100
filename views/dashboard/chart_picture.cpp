#include "views/dashboard/chart_picture.h"

#include "views/theme.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace hallwright {

Result<void> writeChartPicture(QWidget& page, const QString& title, const QString& path) {
    const Error unwritten{ErrorCode::File, "cannot be written", path.toStdString()};
    const QSize size = page.size();
    const QString ending = QFileInfo(path).suffix().toLower();
    QBuffer picture;
    if (ending == QStringLiteral("svg")) {
        QSvgGenerator svg;
        svg.setOutputDevice(&picture);
        svg.setResolution(96);
        svg.setSize(size);
        svg.setViewBox(QRect(QPoint(), size));
        svg.setTitle(title);
        QPainter painter(&svg);
        painter.fillRect(QRect(QPoint(), size), Theme::current().window);
        page.render(&painter, {}, {}, QWidget::DrawChildren);
    } else if (ending == QStringLiteral("png")) {
        constexpr double sharp = 2.0;
        QImage image(size * sharp, QImage::Format_RGB32);
        image.setDevicePixelRatio(sharp);
        image.fill(Theme::current().window);
        page.render(&image, {}, {}, QWidget::DrawChildren);
        image.save(&picture, "PNG");
    } else {
        return Error{ErrorCode::Usage, "name a file that ends in .png or .svg", path.toStdString()};
    }
    QSaveFile file(path);
    const QByteArray& bytes = picture.data();
    if (bytes.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() ||
        !file.commit())
        return unwritten;
    return {};
}

}  // namespace hallwright
