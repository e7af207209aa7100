#include "views/reports/pdf_pages.h"

#include "views/theme.h"

#include <QFontMetricsF>
#include <QTextLayout>

#include <algorithm>
#include <array>

namespace hallwright {

namespace {

QPageLayout pageLayout(QPageSize::PageSizeId size, bool landscape) {
    return QPageLayout(QPageSize(size), landscape ? QPageLayout::Landscape : QPageLayout::Portrait,
                       QMarginsF(0, 0, 0, 0), QPageLayout::Millimeter);
}

QPageLayout prepared(QPdfWriter& writer, const QString& title) {
    writer.setCreator(QStringLiteral("Hallwright"));
    writer.setTitle(title);
    writer.setResolution(static_cast<int>(25.4 * paperUnits));
    return pageLayout(QPageSize::A4, false);
}

/// Wraps words at a width in units; addresses and ids break anywhere where they must.
void wrap(QTextLayout& layout, double width, Qt::Alignment align, double leading) {
    QTextOption option(align);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0.0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y));
        y += layout.font().pixelSize() * leading;
    }
    layout.endLayout();
}

/// Words whose digits are all equally wide, so that numbers below each other line up. Fonts of the
/// window may have narrow ones.
void drawTabular(QPainter& painter, const QString& text, const QFont& font, QPointF at,
                 double width) {
    const QFontMetricsF metrics(font);
    double digit = 0.0;
    for (char16_t c = u'0'; c <= u'9'; ++c)
        digit = std::max(digit, metrics.horizontalAdvance(QChar(c)));
    const auto advance = [&](QChar c) {
        return c >= u'0' && c <= u'9' ? digit : metrics.horizontalAdvance(c);
    };
    double whole = 0.0;
    for (const QChar c : text)
        whole += advance(c);
    double x = at.x() + width - whole;
    painter.setFont(font);
    QString run;
    double runAt = x;
    const auto flush = [&] {
        if (!run.trimmed().isEmpty()) painter.drawText(QPointF(runAt, at.y()), run);
        run.clear();
    };
    for (const QChar c : text) {
        const bool isDigit = c >= u'0' && c <= u'9';
        if (isDigit || (!run.isEmpty() && run.front() >= u'0' && run.front() <= u'9')) {
            flush();
            runAt = isDigit ? x + (digit - metrics.horizontalAdvance(c)) / 2.0 : x;
        }
        if (run.isEmpty() && !isDigit) runAt = x;
        run += c;
        x += advance(c);
    }
    flush();
}

}  // namespace

PdfPages::PdfPages(QIODevice& out, Frame frame) : m_frame(std::move(frame)), m_writer(&out) {
    m_writer.setPageLayout(prepared(m_writer, m_frame.title));
    m_painter.begin(&m_writer);
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    paintFrame();
}

void PdfPages::newPage(QPageSize::PageSizeId size, bool landscape) {
    const QPageLayout layout = pageLayout(size, landscape);
    m_writer.setPageLayout(layout);
    m_writer.newPage();
    m_size_mm = layout.fullRect(QPageLayout::Millimeter).size();
    ++m_page;
    m_y = top_mm;
    paintFrame();
}

bool PdfPages::need(double height_mm) {
    if (m_y + height_mm <= bottom() || m_y <= top_mm) return false;
    newPage();
    return true;
}

void PdfPages::paintFrame() {
    const Theme& theme = Theme::of(Theme::Kind::Light);
    m_links.pageHeights_mm.push_back(m_size_mm.height());
    const QFont small = paperFont(2.5);
    const double right = m_size_mm.width() - margin_mm, low = m_size_mm.height() - 11.0;
    if (m_page > 0) {
        writeLine(m_frame.title, small, theme.faint, margin_mm, 14.0, width() * 0.7);
        writeLine(m_frame.kind, small, theme.faint, margin_mm, 14.0, width(), Qt::AlignRight);
        line(margin_mm, 16.5, right, 16.5, theme.line, 0.15);
    }
    line(margin_mm, low - 4.5, right, low - 4.5, theme.line, 0.15);
    writeLine(m_frame.footer, small, theme.faint, margin_mm, low, width() * 0.8);
    const QString of = m_frame.pages > 0 ? QString::number(m_frame.pages) : QStringLiteral("–");
    writeLine(QStringLiteral("Page %1 of %2").arg(m_page + 1).arg(of), small, theme.faint,
              margin_mm, low, width(), Qt::AlignRight);
}

double PdfPages::heightOf(const QString& text, const QFont& font, double width_mm, double leading) {
    if (text.isEmpty()) return 0.0;
    QTextLayout layout(text, font);
    wrap(layout, width_mm * paperUnits, Qt::AlignLeft, leading);
    return layout.lineCount() * font.pixelSize() * leading / paperUnits;
}

double PdfPages::write(const QString& text, const QFont& font, const QColor& colour, double x_mm,
                       double y_mm, double width_mm, Qt::Alignment align, double leading) {
    if (text.isEmpty()) return 0.0;
    QTextLayout layout(text, font);
    wrap(layout, width_mm * paperUnits, Qt::AlignLeft, leading);
    const QFontMetricsF metrics(font);
    const double step = font.pixelSize() * leading;
    m_painter.setPen(colour);
    m_painter.setFont(font);
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        const QString words = text.mid(line.textStart(), line.textLength()).trimmed();
        const double baseline =
            y_mm * paperUnits + i * step + (step + metrics.ascent() - metrics.descent()) / 2.0;
        if (align == Qt::AlignRight)
            drawTabular(m_painter, words, font, QPointF(x_mm * paperUnits, baseline),
                        width_mm * paperUnits);
        else
            m_painter.drawText(QPointF(x_mm * paperUnits, baseline), words);
    }
    return layout.lineCount() * step / paperUnits;
}

void PdfPages::writeLine(const QString& text, const QFont& font, const QColor& colour, double x_mm,
                         double baseline_mm, double width_mm, Qt::Alignment align) {
    const QFontMetricsF metrics(font);
    const QString words = metrics.elidedText(text, Qt::ElideRight, width_mm * paperUnits);
    m_painter.setPen(colour);
    m_painter.setFont(font);
    const QPointF at(x_mm * paperUnits, baseline_mm * paperUnits);
    if (align == Qt::AlignRight)
        drawTabular(m_painter, words, font, at, width_mm * paperUnits);
    else if (align == Qt::AlignHCenter)
        m_painter.drawText(
            at + QPointF((width_mm * paperUnits - metrics.horizontalAdvance(words)) / 2.0, 0),
            words);
    else
        m_painter.drawText(at, words);
}

void PdfPages::line(double x1_mm, double y1_mm, double x2_mm, double y2_mm, const QColor& colour,
                    double width_mm) {
    m_painter.setPen(QPen(colour, width_mm * paperUnits, Qt::SolidLine, Qt::FlatCap));
    m_painter.drawLine(QPointF(x1_mm, y1_mm) * paperUnits, QPointF(x2_mm, y2_mm) * paperUnits);
}

void PdfPages::fill(const QRectF& mm, const QColor& colour) {
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawRect(QRectF(mm.topLeft() * paperUnits, mm.size() * paperUnits));
}

void PdfPages::mark(const QString& title) { m_links.marks.push_back({title, m_page, m_y}); }

void PdfPages::link(const QRectF& mm, int mark) { m_links.links.push_back({m_page, mm, mark, {}}); }

void PdfPages::link(const QRectF& mm, const QString& url) {
    m_links.links.push_back({m_page, mm, -1, url});
}

}  // namespace hallwright
