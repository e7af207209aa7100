#include "views/plan/plan_export.h"

#include "model/base/text.h"
#include "views/plan/plan_drawing.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QBuffer>
#include <QFile>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <fmt/format.h>

#include <array>
#include <cmath>

namespace hallwright {

namespace {

constexpr double margin_mm = 8.0, block_mm = 16.0, sheetLegend_mm = 12.0;

struct Paper {
    const char* name;
    QPageSize::PageSizeId id;
    double long_mm, short_mm;
};
constexpr std::array papers{
    Paper{"A4", QPageSize::A4, 297, 210}, Paper{"A3", QPageSize::A3, 420, 297},
    Paper{"A2", QPageSize::A2, 594, 420}, Paper{"A1", QPageSize::A1, 841, 594},
    Paper{"A0", QPageSize::A0, 1189, 841}};

Error usage(std::string sentence) { return {ErrorCode::Usage, std::move(sentence), {}}; }

/// What a sheet leaves for the drawing.
QSizeF roomOn(QSizeF paper) {
    return {paper.width() - 2.0 * margin_mm - 4.0,
            paper.height() - 2.0 * margin_mm - block_mm - sheetLegend_mm - 4.0};
}

QSizeF sizeOf(const Paper& paper, bool landscape) {
    return landscape ? QSizeF(paper.long_mm, paper.short_mm)
                     : QSizeF(paper.short_mm, paper.long_mm);
}

bool fits(QSizeF size, QSizeF room) {
    return size.width() <= room.width() && size.height() <= room.height();
}

std::string sizeWords(QSizeF size) {
    return fmt::format("{:.0f} × {:.0f} mm", std::ceil(size.width()), std::ceil(size.height()));
}

SheetLayout layoutOn(const Paper& paper, bool landscape, int scale) {
    return {sizeOf(paper, landscape), scale,
            QString::fromLatin1(paper.name) +
                (landscape ? QStringLiteral(" landscape") : QStringLiteral(" portrait"))};
}

/// A field of the title block: a small title and its words.
void paintField(QPainter& painter, const QRectF& in, const QString& title, const QString& text,
                double size_mm) {
    const Theme& theme = Theme::of(Theme::Kind::Light);
    painter.setFont(paperFont(1.6));
    painter.setPen(theme.faint);
    painter.drawText(QPointF(in.left(), in.top() + 3.4 * paperUnits), title);
    const QFont font = paperFont(size_mm, true);
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(QPointF(in.left(), in.bottom() - 3.2 * paperUnits),
                     QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, in.width()));
}

}  // namespace

const QStringList& paperNames() {
    static const QStringList names = [] {
        QStringList list;
        for (const Paper& paper : papers)
            list << QString::fromLatin1(paper.name);
        return list << QStringLiteral("exact");
    }();
    return names;
}

Result<SheetLayout> layoutSheet(const Evaluation& evaluation, const PlanSheet& sheet) {
    const Site& site = evaluation.hall().site();
    const Rect hall{{0}, {0}, site.width, site.depth};
    if (site.width.mm <= 0 || site.depth.mm <= 0)
        return Error{ErrorCode::Invalid, "the hall has no size, so there is no plan to draw", {}};
    if (sheet.scale < 0 || sheet.scale > 100000) return usage("a scale is 1:1 to 1:100000");
    const bool landscape = site.width >= site.depth;
    if (sheet.paper == QStringLiteral("exact")) {
        const int scale = sheet.scale > 0 ? sheet.scale : 100;
        const QSizeF size = drawnSize(hall, scale);
        const QSizeF paper(std::max(std::ceil(size.width()) + 2.0 * margin_mm + 4.0, 180.0),
                           std::ceil(size.height()) + 2.0 * margin_mm + block_mm + sheetLegend_mm +
                               4.0);
        if (paper.width() > 5000.0 || paper.height() > 5000.0)
            return usage(fmt::format("at 1:{} the plan is {}, more than a sheet can be; choose a "
                                     "smaller scale",
                                     scale, sizeWords(paper)));
        return SheetLayout{paper, scale, QStringLiteral("exact")};
    }
    if (!sheet.paper.isEmpty()) {
        for (const Paper& paper : papers) {
            if (sheet.paper.compare(QLatin1String(paper.name), Qt::CaseInsensitive) != 0) continue;
            const QSizeF room = roomOn(sizeOf(paper, landscape));
            const int scale = sheet.scale > 0 ? sheet.scale : fittingScale(hall, room);
            const QSizeF size = drawnSize(hall, scale);
            if (!fits(size, room))
                return usage(fmt::format("at 1:{} the plan is {}, and {} has room for {}; choose a "
                                         "larger paper or 1:{}",
                                         scale, sizeWords(size), paper.name, sizeWords(room),
                                         fittingScale(hall, room)));
            return layoutOn(paper, landscape, scale);
        }
        return usage(fmt::format("the paper is one of {}",
                                 paperNames().join(QStringLiteral(", ")).toStdString()));
    }
    // The smallest paper on which the plan stands at the scale asked for; else at one that shows
    // racks with their names.
    constexpr int readable = 100;
    const int wanted = sheet.scale > 0 ? sheet.scale : readable;
    for (const Paper& paper : papers) {
        if (sheet.scale == 0 && paper.id == QPageSize::A4) continue;
        const QSizeF room = roomOn(sizeOf(paper, landscape));
        if (fits(drawnSize(hall, wanted), room))
            return layoutOn(paper, landscape, sheet.scale > 0 ? wanted : fittingScale(hall, room));
    }
    if (sheet.scale > 0) {
        PlanSheet exact = sheet;
        exact.paper = QStringLiteral("exact");
        return layoutSheet(evaluation, exact);
    }
    const Paper& largest = papers.back();
    return layoutOn(largest, landscape, fittingScale(hall, roomOn(sizeOf(largest, landscape))));
}

void paintSheet(QPainter& painter, const Evaluation& evaluation, const PlanSheet& sheet,
                const SheetLayout& layout) {
    const Theme& theme = Theme::of(Theme::Kind::Light);
    PlanScene scene;
    scene.showAll(evaluation);
    const PlanDrawing drawing{scene, evaluation, sheet.overlay, layout.scale};
    const QRectF frame(margin_mm * paperUnits, margin_mm * paperUnits,
                       (layout.paper_mm.width() - 2.0 * margin_mm) * paperUnits,
                       (layout.paper_mm.height() - 2.0 * margin_mm) * paperUnits);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.panel);
    painter.drawRect(QRectF(QPointF(0, 0), layout.paper_mm * paperUnits));

    const QSizeF room = roomOn(layout.paper_mm), size = drawnSize(scene.hall(), layout.scale);
    drawPlan(painter, drawing,
             {margin_mm + 2.0 + std::max(0.0, (room.width() - size.width()) / 2.0),
              margin_mm + 2.0 + std::max(0.0, (room.height() - size.height()) / 2.0)});

    const double blockTop = frame.bottom() - block_mm * paperUnits;
    const double barWidth = 70.0;
    drawLegend(painter, drawing,
               QRectF(margin_mm + 4.0, blockTop / paperUnits - sheetLegend_mm + 2.4,
                      frame.width() / paperUnits - barWidth - 12.0, sheetLegend_mm - 3.0));
    drawScaleBar(painter, layout.scale,
                 {frame.right() / paperUnits - barWidth + 4.0,
                  blockTop / paperUnits - sheetLegend_mm + 5.0});

    painter.setPen(QPen(theme.text, 0.35 * paperUnits));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
    painter.setPen(QPen(theme.text, 0.18 * paperUnits));
    painter.drawLine(QPointF(frame.left(), blockTop), QPointF(frame.right(), blockTop));
    const Site& site = evaluation.hall().site();
    const QString hall = site.name.empty() ? QStringLiteral("Hall") : fromView(site.name);
    struct Field {
        QString title, text;
        double weight, size_mm;
    };
    std::vector<Field> fields{{QStringLiteral("Hall"), hall, 3.0, 4.0}};
    if (sheet.overlay != Overlay::None)
        fields.push_back(
            {QStringLiteral("Shows"), QString::fromLatin1(info(sheet.overlay).title), 1.2, 3.0});
    if (!sheet.file.isEmpty()) fields.push_back({QStringLiteral("File"), sheet.file, 2.0, 2.6});
    if (!sheet.date.isEmpty()) fields.push_back({QStringLiteral("Date"), sheet.date, 1.1, 2.6});
    fields.push_back({QStringLiteral("Scale"), QStringLiteral("1:%1").arg(layout.scale), 0.9, 4.0});
    fields.push_back({QStringLiteral("Paper"), layout.paper, 1.2, 2.6});
    double weights = 0.0;
    for (const Field& field : fields)
        weights += field.weight;
    double x = frame.left();
    for (const Field& field : fields) {
        const double width = frame.width() * field.weight / weights;
        painter.setPen(QPen(theme.text, 0.18 * paperUnits));
        if (x > frame.left()) painter.drawLine(QPointF(x, blockTop), QPointF(x, frame.bottom()));
        paintField(painter,
                   QRectF(x + 2.4 * paperUnits, blockTop, width - 4.8 * paperUnits,
                          frame.bottom() - blockTop),
                   field.title, field.text, field.size_mm);
        x += width;
    }
    painter.restore();
}

Result<PlanFormat> planFormat(const QString& path) {
    for (const auto& [ending, format] :
         {std::pair(".svg", PlanFormat::Svg), std::pair(".png", PlanFormat::Png),
          std::pair(".pdf", PlanFormat::Pdf)})
        if (path.endsWith(QLatin1String(ending), Qt::CaseInsensitive)) return format;
    return usage("a plan is written as .svg, .png or .pdf");
}

namespace {

Result<QByteArray> sheetBytes(const Evaluation& evaluation, const PlanSheet& sheet,
                              const SheetLayout& layout, PlanFormat format) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const Site& site = evaluation.hall().site();
    const QString title = site.name.empty() ? QStringLiteral("Plan") : fromView(site.name);
    switch (format) {
    case PlanFormat::Svg: {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        // The size is told in mm as size × 25.4 ÷ resolution; so it is exact.
        generator.setResolution(2540);
        const QSize size((layout.paper_mm * paperUnits).toSize());
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        generator.setTitle(title);
        generator.setDescription(QStringLiteral("Plan at 1:%1").arg(layout.scale));
        QPainter painter(&generator);
        paintSheet(painter, evaluation, sheet, layout);
        break;
    }
    case PlanFormat::Png: {
        const double perUnit = sheet.dots / 25.4 / paperUnits;
        const QSize size((layout.paper_mm * paperUnits * perUnit).toSize());
        if (static_cast<double>(size.width()) * size.height() > 4e8)
            return usage("the picture would be too large; choose a smaller paper or fewer dots");
        QImage image(size, QImage::Format_RGB32);
        if (image.isNull())
            return Error{ErrorCode::File, "there is not enough memory for the picture", {}};
        image.setDotsPerMeterX(static_cast<int>(std::lround(sheet.dots / 0.0254)));
        image.setDotsPerMeterY(image.dotsPerMeterX());
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.scale(perUnit, perUnit);
        paintSheet(painter, evaluation, sheet, layout);
        painter.end();
        image.save(&buffer, "PNG");
        break;
    }
    case PlanFormat::Pdf: {
        QPdfWriter writer(&buffer);
        writer.setCreator(QStringLiteral("Hallwright"));
        writer.setTitle(title);
        writer.setResolution(2540);
        writer.setPageSize(
            QPageSize(layout.paper_mm, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        QPainter painter(&writer);
        paintSheet(painter, evaluation, sheet, layout);
        break;
    }
    }
    buffer.close();
    return bytes;
}

}  // namespace

Result<void> exportPlan(const Evaluation& evaluation, const PlanSheet& sheet, PlanFormat format,
                        const QString& path) {
    const Result<SheetLayout> layout = layoutSheet(evaluation, sheet);
    if (!layout) return layout.error();
    const Result<QByteArray> bytes = sheetBytes(evaluation, sheet, *layout, format);
    if (!bytes) return bytes.error();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return Error{ErrorCode::File, "the file cannot be written; choose another place",
                     path.toStdString()};
    return {};
}

QByteArray planPicture(const Evaluation& evaluation, double width_mm) {
    PlanScene scene;
    scene.showAll(evaluation);
    if (scene.empty()) return {};
    const int scale = fittingScale(scene.hall(), {width_mm, width_mm * 2.0});
    const PlanDrawing drawing{scene, evaluation, Overlay::None, scale};
    const QSizeF size = drawnSize(scene.hall(), scale);
    const double width = std::max(size.width(), 160.0);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(2540);
    const QSizeF whole(width, size.height() + 14.0);
    generator.setViewBox(QRect(QPoint(0, 0), (whole * paperUnits).toSize()));
    generator.setSize((whole * paperUnits).toSize());
    generator.setTitle(QStringLiteral("Plan"));
    QPainter painter(&generator);
    drawPlan(painter, drawing, {(width - size.width()) / 2.0, 0.0});
    drawLegend(painter, drawing, QRectF(2.0, size.height() + 2.0, width - 80.0, 12.0));
    drawScaleBar(painter, scale, {width - 66.0, size.height() + 4.0});
    painter.end();
    buffer.close();
    // A page takes the element alone, and says itself how large it is.
    const qsizetype from = bytes.indexOf("<svg"), endOfTag = bytes.indexOf('>', from);
    const qsizetype content = endOfTag + 1, end = bytes.indexOf("</svg>", content);
    if (from < 0 || end < 0) return {};
    QByteArray out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " +
                     QByteArray::number((whole * paperUnits).toSize().width()) + ' ' +
                     QByteArray::number((whole * paperUnits).toSize().height()) + "\">";
    out += bytes.mid(content, end - content) + "</svg>";
    return out;
}

void printPlan(QWidget* parent, const Evaluation& evaluation, PlanSheet sheet) {
    QPrinter printer(QPrinter::HighResolution);
    const Site& site = evaluation.hall().site();
    printer.setDocName(site.name.empty() ? QStringLiteral("Plan") : fromView(site.name));
    printer.setPageOrientation(site.width >= site.depth ? QPageLayout::Landscape
                                                        : QPageLayout::Portrait);
    if (sheet.paper.isEmpty()) printer.setPageSize(QPageSize(QPageSize::A3));
    QPrintDialog dialog(&printer, parent);
    dialog.setWindowTitle(QObject::tr("Print Plan"));
    if (dialog.exec() != QDialog::Accepted) return;
    printer.setFullPage(true);
    // What the printer has, whatever its name.
    const QSizeF paper = printer.pageLayout().fullRect(QPageLayout::Millimeter).size();
    const Rect hall{{0}, {0}, site.width, site.depth};
    SheetLayout layout{paper, sheet.scale, printer.pageLayout().pageSize().name()};
    if (layout.scale <= 0 || !fits(drawnSize(hall, layout.scale), roomOn(paper)))
        layout.scale = fittingScale(hall, roomOn(paper));
    QPainter painter(&printer);
    const double perUnit = printer.resolution() / 25.4 / paperUnits;
    painter.scale(perUnit, perUnit);
    paintSheet(painter, evaluation, sheet, layout);
}

std::vector<std::string> overlayNames() {
    std::vector<std::string> names;
    for (int i = 0; i < static_cast<int>(Overlay::Count_); ++i) {
        std::string name = lowered(info(static_cast<Overlay>(i)).title);
        std::replace(name.begin(), name.end(), ' ', '-');
        names.push_back(std::move(name));
    }
    return names;
}

std::optional<Overlay> findOverlay(std::string_view name) {
    const std::vector<std::string> names = overlayNames();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<Overlay>(i);
    return std::nullopt;
}

}  // namespace hallwright
