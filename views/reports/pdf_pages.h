#pragma once

#include "views/plan/plan_drawing.h"

#include <QColor>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QString>

#include <vector>

namespace hallwright {

/// A place in the document: where a heading stands.
struct PdfMark {
    QString title;
    int page = 0;     ///< from 0
    double y_mm = 0;  ///< from the top
};

/// A part of a page that leads somewhere.
struct PdfLink {
    int page = 0;
    QRectF in_mm;
    int mark = -1;  ///< a place in the document …
    QString url;    ///< … or an address
};

/// What the outline and the links are made of, and the sizes of the pages.
struct PdfLinks {
    std::vector<PdfMark> marks;
    std::vector<PdfLink> links;
    std::vector<double> pageHeights_mm;
};

/// Pages of a printed report: header, footer, a cursor that runs down, and words in millimetres.
class PdfPages {
public:
    /// What stands on every page. `pages` is how many there will be, 0 where not known yet.
    struct Frame {
        QString title, kind, footer;
        int pages = 0;
    };

    PdfPages(QIODevice& out, Frame frame);

    /// Begins a page; the first one is there already.
    void newPage(QPageSize::PageSizeId size = QPageSize::A4, bool landscape = false);
    /// A page where less than this is left. True where it began one.
    bool need(double height_mm);
    void skip(double mm) { m_y += mm; }

    double y() const { return m_y; }
    void setY(double mm) { m_y = mm; }
    double left() const { return margin_mm; }
    double width() const { return m_size_mm.width() - 2.0 * margin_mm; }
    double bottom() const { return m_size_mm.height() - bottom_mm; }
    double top() const { return top_mm; }
    int page() const { return m_page; }
    QPainter& painter() { return m_painter; }
    PdfLinks& links() { return m_links; }
    /// Where a full page of A4 begins and ends.
    static double fullHeight() { return 297.0 - top_mm - bottom_mm; }

    /// Height of words that are wrapped at a width, and drawing them.
    static double heightOf(const QString& text, const QFont& font, double width_mm,
                           double leading = 1.4);
    /// Draws wrapped words; gives their height.
    double write(const QString& text, const QFont& font, const QColor& colour, double x_mm,
                 double y_mm, double width_mm, Qt::Alignment align = Qt::AlignLeft,
                 double leading = 1.4);
    /// One line, cut where it is too long.
    void writeLine(const QString& text, const QFont& font, const QColor& colour, double x_mm,
                   double baseline_mm, double width_mm, Qt::Alignment align = Qt::AlignLeft);
    void line(double x1_mm, double y1_mm, double x2_mm, double y2_mm, const QColor& colour,
              double width_mm);
    void fill(const QRectF& mm, const QColor& colour);
    void mark(const QString& title);
    void link(const QRectF& mm, int mark);
    void link(const QRectF& mm, const QString& url);

    static constexpr double margin_mm = 18.0, top_mm = 26.0, bottom_mm = 20.0;

private:
    void paintFrame();

    Frame m_frame;
    QPdfWriter m_writer;
    QPainter m_painter;
    QSizeF m_size_mm{210.0, 297.0};
    PdfLinks m_links;
    int m_page = 0;
    double m_y = top_mm;
};

}  // namespace hallwright
