#include "views/reports/report_pdf.h"

#include "views/reading_text.h"
#include "views/reports/pdf_blocks.h"
#include "views/reports/pdf_links.h"
#include "views/theme.h"

#include <QBuffer>
#include <QFontMetricsF>

#include <algorithm>

namespace hallwright {

namespace {

/// Title, facts and contents; `pages` are the first pages of the sections, empty while unknown.
void paintCover(PdfPages& pages, const HallReport& report, const std::vector<PdfMark>& marks) {
    const Theme& theme = Theme::of(Theme::Kind::Light);
    const double left = pages.left(), width = pages.width();
    pages.fill(QRectF(left, 22.0, 26.0, 1.6), theme.accent);
    pages.writeLine(QStringLiteral("Planning report"), paperFont(3.8), theme.faint, left, 34.0,
                    width);
    pages.setY(38.0);
    const QFont title = paperFont(10.0, true);
    pages.skip(pages.write(fromView(report.hall), title, theme.text, left, pages.y(), width,
                           Qt::AlignLeft, 1.15) +
               3.0);
    pages.skip(pages.write(fromView(report.lead), paperFont(3.7), theme.faint, left, pages.y(),
                           width * 0.8, Qt::AlignLeft, 1.45) +
               8.0);
    pages.line(left, pages.y(), left + width, pages.y(), theme.line, 0.2);
    const std::pair<const char*, std::string> facts[] = {
        {"Date", report.date},
        {"File", report.file},
        {"Revision", report.revision},
        {"Made with", "Hallwright " + report.version}};
    double x = left;
    for (const auto& [name, text] : facts) {
        if (text.empty()) continue;
        const QFont font = paperFont(3.2);
        const double own = std::clamp(
            QFontMetricsF(font).horizontalAdvance(fromView(text)) / paperUnits + 10.0, 26.0, 80.0);
        pages.writeLine(QString::fromLatin1(name), paperFont(2.4), theme.faint, x, pages.y() + 6.0,
                        own - 4.0);
        pages.writeLine(fromView(text), font, theme.text, x, pages.y() + 11.0, own - 4.0);
        x += own;
    }
    pages.skip(15.0);
    pages.line(left, pages.y(), left + width, pages.y(), theme.line, 0.2);
    pages.skip(14.0);
    pages.writeLine(QStringLiteral("Contents"), paperFont(4.6, true), theme.text, left, pages.y(),
                    width);
    pages.skip(5.0);
    const double step = 7.0;
    for (std::size_t i = 0; i < report.sections.size(); ++i) {
        const double y = pages.y();
        pages.writeLine(QString::number(i + 1), paperFont(3.3), theme.faint, left, y + 4.6, 10.0);
        pages.writeLine(fromView(report.sections[i].title), paperFont(3.3), theme.text, left + 11.0,
                        y + 4.6, width - 30.0);
        if (i < marks.size())
            pages.writeLine(QString::number(marks[i].page + 1), paperFont(3.3), theme.text,
                            left + width - 15.0, y + 4.6, 15.0, Qt::AlignRight);
        pages.line(left + 11.0, y + 6.7, left + width, y + 6.7, theme.line, 0.1);
        pages.link(QRectF(left, y, width, step), static_cast<int>(i));
        pages.skip(step);
    }
}

/// One pass over the report. Gives false where it was told to stop.
bool paintReport(PdfPages& pages, const HallReport& report, const Evaluation& evaluation,
                 const std::vector<PdfMark>& marks, const std::function<bool()>& goOn) {
    paintCover(pages, report, marks);
    pages.newPage();
    int number = 0;
    for (const ReportSection& section : report.sections) {
        PdfBlocks blocks(pages, evaluation);
        blocks.section(QString::number(++number), section);
        for (const ReportBlock& block : section.blocks) {
            if (goOn && !goOn()) return false;
            std::visit(blocks, block);
        }
    }
    return true;
}

}  // namespace

QByteArray reportPdf(const HallReport& report, const Evaluation& evaluation,
                     const std::function<bool()>& goOn) {
    PdfPages::Frame frame{
        fromView(report.hall), QStringLiteral("Planning report"),
        QStringLiteral("Hallwright %1   %2").arg(fromView(report.version), fromView(report.date)),
        0};
    // Once to learn where the sections begin and how many pages there are, then for good.
    std::vector<PdfMark> marks;
    QByteArray bytes;
    PdfLinks links;
    for (int pass = 0; pass < 2; ++pass) {
        bytes.clear();
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        {
            PdfPages pages(buffer, frame);
            if (!paintReport(pages, report, evaluation, marks, goOn)) return {};
            links = pages.links();
            marks = links.marks;
            frame.pages = pages.page() + 1;
        }
        buffer.close();
    }
    return withLinks(std::move(bytes), links, fromView(report.date));
}

}  // namespace hallwright
