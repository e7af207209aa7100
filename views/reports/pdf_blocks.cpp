#include "views/reports/pdf_blocks.h"

#include "views/reading_text.h"
#include "views/theme.h"

#include <QFontMetricsF>

#include <algorithm>

namespace hallwright {

namespace {

constexpr double body_mm = 3.25, small_mm = 2.6, cell_mm = 2.65, note_mm = 2.2;
constexpr double gap_mm = 2.6;          ///< between the columns of a table
constexpr double sideGap_mm = 2.6;      ///< more where numbers and words would meet
constexpr double barStep_mm = 8.2;      ///< from bar to bar, mm
constexpr double heading_mm = 14.5;     ///< of a section
constexpr double planLegend_mm = 22.0;  ///< below a plan
constexpr int mostOnPage = 100;         ///< a plan at 1:100 or larger stands on a page of A4
constexpr double leading = 1.45, cellLeading = 1.3;

const Theme& theme() { return Theme::of(Theme::Kind::Light); }

QColor colourOf(ReportTone tone) {
    switch (tone) {
    case ReportTone::Error:
        return theme().error;
    case ReportTone::Warning:
        return theme().warning;
    case ReportTone::Good:
        return theme().good;
    case ReportTone::Note:
        return theme().note;
    default:
        return theme().bar;
    }
}

/// Room between a column and the next.
double gapAfter(const ReportTable& table, std::size_t column) {
    if (column + 1 >= table.columns.size()) return 0.0;
    const bool meets = table.columns[column].align == ReportAlign::Right &&
                       table.columns[column + 1].align == ReportAlign::Left;
    return meets ? gap_mm + sideGap_mm : gap_mm;
}

Qt::Alignment alignOf(const ReportColumn& column) {
    return column.align == ReportAlign::Right ? Qt::AlignRight : Qt::AlignLeft;
}

}  // namespace

/// Whether A4 shows the plan too small, with so much of the page used already.
bool PdfBlocks::planNeedsSheet(double above_mm) const {
    const Site& site = m_evaluation.hall().site();
    const Rect hall{{0}, {0}, site.width, site.depth};
    return fittingScale(hall, {m_pages.width(),
                               PdfPages::fullHeight() - above_mm - planLegend_mm}) > mostOnPage;
}

void PdfBlocks::section(const QString& number, const ReportSection& section) {
    const bool hasPlan = !section.blocks.empty() &&
                         std::holds_alternative<ReportPlan>(section.blocks.front()) &&
                         m_evaluation.hall().site().width.mm > 0;
    const bool isShort = section.blocks.size() == 1 &&
                         std::holds_alternative<ReportText>(section.blocks.front()) &&
                         std::get<ReportText>(section.blocks.front()).paragraphs.size() == 1;
    const auto* bars =
        section.blocks.empty() ? nullptr : std::get_if<ReportBars>(&section.blocks.front());
    if (hasPlan && planNeedsSheet(heading_mm)) {
        const Site& site = m_evaluation.hall().site();
        m_pages.newPage(QPageSize::A3, site.width >= site.depth);
        m_onSheet = true;
    } else if (m_pages.y() > m_pages.top() &&
               !m_pages.need(hasPlan   ? 150.0
                             : bars    ? heading_mm + 16.0 + barsKept(*bars)
                             : isShort ? 34.0
                                       : 60.0)) {
        m_pages.skip(9.0);  // a section begins where something of it follows
    }
    m_pages.mark(number + u' ' + fromView(section.title));
    m_pages.line(m_pages.left(), m_pages.y(), m_pages.left() + m_pages.width(), m_pages.y(),
                 theme().text, 0.5);
    m_pages.writeLine(number, paperFont(5.6), theme().faint, m_pages.left(), m_pages.y() + 8.4,
                      12.0);
    m_pages.writeLine(fromView(section.title), paperFont(5.6, true), theme().text,
                      m_pages.left() + 11.0, m_pages.y() + 8.4, m_pages.width() - 11.0);
    m_pages.skip(heading_mm);
}

void PdfBlocks::heading(const std::string& text, double keep_mm) {
    if (text.empty()) return;
    const QFont font = paperFont(3.7, true);
    const double height = PdfPages::heightOf(fromView(text), font, m_pages.width(), 1.3);
    if (!m_pages.need(height + 3.0 + keep_mm) && m_pages.y() > m_pages.top() + 15.0)
        m_pages.skip(3.0);
    m_pages.write(fromView(text), font, theme().text, m_pages.left(), m_pages.y(), m_pages.width(),
                  Qt::AlignLeft, 1.3);
    m_pages.skip(height + 1.6);
}

double PdfBlocks::noteHeight(const std::string& text) const {
    if (text.empty()) return 0.0;
    return 1.2 + PdfPages::heightOf(fromView(text), paperFont(note_mm + 0.1),
                                    std::min(m_pages.width(), 150.0), 1.4);
}

void PdfBlocks::remark(const std::string& text) {
    if (text.empty()) {
        m_pages.skip(3.0);
        return;
    }
    m_pages.need(noteHeight(text));
    m_pages.skip(1.2);
    m_pages.skip(m_pages.write(fromView(text), paperFont(note_mm + 0.1), theme().faint,
                               m_pages.left(), m_pages.y(), std::min(m_pages.width(), 150.0)) +
                 4.0);
}

void PdfBlocks::operator()(const ReportText& block) {
    heading(block.heading, 12.0);
    const QFont font = paperFont(body_mm);
    const double indent = block.bullets ? 4.5 : 0.0;
    const double width = std::min(m_pages.width(), 158.0) - indent;
    for (const std::string& paragraph : block.paragraphs) {
        const QString text = fromView(paragraph);
        const double height = PdfPages::heightOf(text, font, width, leading);
        m_pages.need(height);
        if (block.bullets)
            m_pages.writeLine(QStringLiteral("•"), font, theme().faint, m_pages.left() + 0.6,
                              m_pages.y() + body_mm * leading * 0.72, 4.0);
        m_pages.write(text, font, theme().text, m_pages.left() + indent, m_pages.y(), width,
                      Qt::AlignLeft, leading);
        m_pages.skip(height + 1.8);
    }
    m_pages.skip(1.4);
}

void PdfBlocks::operator()(const ReportCards& block) {
    constexpr int across = 3;
    constexpr double gap = 3.6, height = 19.0;
    heading(block.heading, height);
    const double width = (m_pages.width() - (across - 1) * gap) / across;
    for (std::size_t i = 0; i < block.cards.size(); ++i) {
        const int column = static_cast<int>(i) % across;
        if (column == 0) m_pages.need(height);
        const ReportCard& card = block.cards[i];
        const double x = m_pages.left() + column * (width + gap), y = m_pages.y();
        QPainter& painter = m_pages.painter();
        painter.setPen(QPen(theme().line, 0.2 * paperUnits));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            QRectF(x * paperUnits, y * paperUnits, width * paperUnits, height * paperUnits),
            1.2 * paperUnits, 1.2 * paperUnits);
        m_pages.writeLine(fromView(card.title), paperFont(small_mm), theme().faint, x + 3.0,
                          y + 5.4, width - 6.0);
        m_pages.writeLine(fromView(card.value), paperFont(5.2, true), theme().text, x + 3.0,
                          y + 12.2, width - 6.0);
        std::string below = card.note;
        if (!card.range.empty()) below += (below.empty() ? "" : ", ") + card.range;
        m_pages.writeLine(fromView(below), paperFont(small_mm), theme().faint, x + 3.0, y + 17.0,
                          width - 6.0);
        if (column == across - 1 || i + 1 == block.cards.size()) m_pages.skip(height + gap);
    }
    m_pages.skip(2.0);
}

std::vector<double> PdfBlocks::columnWidths(const ReportTable& table) const {
    double weights = 0.0, gaps = 0.0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        weights += table.columns[i].weight;
        gaps += gapAfter(table, i);
    }
    const double room = m_pages.width() - gaps;
    std::vector<double> widths;
    for (const ReportColumn& column : table.columns)
        widths.push_back(room * column.weight / weights);
    return widths;
}

double PdfBlocks::rowHeight(const ReportTable& table, const ReportRow& row,
                            const std::vector<double>& widths) const {
    if (row.kind == ReportRow::Kind::Group) return cell_mm * cellLeading + 5.0;
    const QFont font = paperFont(cell_mm, row.kind == ReportRow::Kind::Total);
    const QFont note = paperFont(note_mm);
    double height = cell_mm * cellLeading;
    for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
        const ReportCell& cell = row.cells[i];
        height = std::max(
            height, PdfPages::heightOf(fromView(cell.text), font, widths[i], cellLeading) +
                        PdfPages::heightOf(fromView(cell.note), note, widths[i], cellLeading));
    }
    return height + 1.8;
}

void PdfBlocks::tableHead(const ReportTable& table, const std::vector<double>& widths) {
    const QFont font = paperFont(cell_mm - 0.1, true);
    double height = 0.0;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        height = std::max(height, PdfPages::heightOf(fromView(table.columns[i].heading), font,
                                                     widths[i], cellLeading));
    double x = m_pages.left();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const QString text = fromView(table.columns[i].heading);
        const double own = PdfPages::heightOf(text, font, widths[i], cellLeading);
        m_pages.write(text, font, theme().faint, x, m_pages.y() + height - own, widths[i],
                      alignOf(table.columns[i]), cellLeading);
        x += widths[i] + gapAfter(table, i);
    }
    m_pages.skip(height + 1.0);
    m_pages.line(m_pages.left(), m_pages.y(), m_pages.left() + m_pages.width(), m_pages.y(),
                 theme().text, 0.25);
    m_pages.skip(0.9);
}

void PdfBlocks::tableRow(const ReportTable& table, const ReportRow& row,
                         const std::vector<double>& widths, double height) {
    const double y = m_pages.y(), right = m_pages.left() + m_pages.width();
    if (row.kind == ReportRow::Kind::Group) {
        m_pages.writeLine(fromView(row.cells.front().text), paperFont(cell_mm + 0.1, true),
                          theme().text, m_pages.left(), y + height - 2.6, m_pages.width());
        m_pages.skip(height);
        m_pages.line(m_pages.left(), m_pages.y() - 1.2, right, m_pages.y() - 1.2, theme().text,
                     0.15);
        return;
    }
    const bool total = row.kind == ReportRow::Kind::Total;
    const QFont font = paperFont(cell_mm, total), note = paperFont(note_mm);
    double x = m_pages.left();
    for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
        const ReportCell& cell = row.cells[i];
        const Qt::Alignment align = alignOf(table.columns[i]);
        const double used = m_pages.write(fromView(cell.text), font, theme().text, x, y, widths[i],
                                          align, cellLeading);
        const bool isLink = !cell.href.empty();
        const double below =
            m_pages.write(fromView(cell.note), note, isLink ? theme().accent : theme().faint, x,
                          y + used, widths[i], align, cellLeading);
        if (isLink) m_pages.link(QRectF(x, y + used, widths[i], below), fromView(cell.href));
        x += widths[i] + gapAfter(table, i);
    }
    m_pages.skip(height);
    m_pages.line(m_pages.left(), m_pages.y() - 0.7, right, m_pages.y() - 0.7,
                 total ? theme().text : theme().line, total ? 0.25 : 0.1);
}

void PdfBlocks::operator()(const ReportTable& block) {
    if (block.columns.empty()) return;
    heading(block.heading, 24.0);
    const std::vector<double> widths = columnWidths(block);
    m_pages.need(24.0);
    tableHead(block, widths);
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
        const ReportRow& row = block.rows[i];
        const double height = rowHeight(block, row, widths);
        // A heading of a group stays with what follows it, a note with the last row.
        double with = height;
        if (i + 1 == block.rows.size())
            with += noteHeight(block.note);
        else if (row.kind == ReportRow::Kind::Group)
            with += rowHeight(block, block.rows[i + 1], widths);
        if (m_pages.need(with)) tableHead(block, widths);
        tableRow(block, row, widths, height);
    }
    remark(block.note);
}

/// What of a list of bars stands on one page with its heading: bars are compared, so all of them
/// where one page holds them.
double PdfBlocks::barsKept(const ReportBars& block) const {
    const double whole =
        leadHeight(block) + barStep_mm * static_cast<double>(block.bars.size()) + 14.0;
    return whole < PdfPages::fullHeight() * 0.6 ? whole : 2.0 * barStep_mm;
}

double PdfBlocks::leadHeight(const ReportBars& block) const {
    return block.lead.empty() ? 0.0
                              : PdfPages::heightOf(fromView(block.lead), paperFont(body_mm),
                                                   std::min(m_pages.width(), 158.0), leading) +
                                    2.0;
}

void PdfBlocks::operator()(const ReportBars& block) {
    constexpr double step = barStep_mm, bar = 3.0;
    const QFont font = paperFont(body_mm);
    const double leadWidth = std::min(m_pages.width(), 158.0);
    heading(block.heading, barsKept(block));
    m_pages.write(fromView(block.lead), font, theme().text, m_pages.left(), m_pages.y(), leadWidth,
                  Qt::AlignLeft, leading);
    m_pages.skip(leadHeight(block));
    if (block.bars.empty()) return;
    const double left = m_pages.left(), width = m_pages.width();
    const double titles = width * 0.37, values = width * 0.24;
    const double axis = left + titles + 3.0, length = width - titles - values - 6.0;
    const auto x = [&](double share) {
        return block.centred ? axis + length * (1.0 + share) / 2.0 : axis + length * share;
    };
    const double mark = block.centred ? x(0.0) : block.mark ? x(*block.mark) : -1.0;
    if (mark >= 0.0 && !block.markTitle.empty()) {
        m_pages.need(2.0 * step);
        m_pages.writeLine(fromView(block.markTitle), paperFont(note_mm), theme().faint, mark - 12.0,
                          m_pages.y() + 2.2, 24.0, Qt::AlignHCenter);
        m_pages.skip(3.0);
    }
    for (const ReportBar& row : block.bars) {
        m_pages.need(&row == &block.bars.back() ? step + noteHeight(block.note) : step);
        const double y = m_pages.y();
        m_pages.writeLine(fromView(row.title), paperFont(cell_mm), theme().text, left, y + 3.2,
                          titles);
        m_pages.writeLine(fromView(row.note), paperFont(note_mm), theme().faint, left, y + 6.4,
                          titles);
        m_pages.fill(QRectF(axis, y + 1.8, length, bar), theme().barTrack);
        const double from = x(row.from), to = x(row.to);
        m_pages.fill(QRectF(from, y + 1.8, std::max(0.2, to - from), bar),
                     row.tone == ReportTone::Plain ? mixed(theme().bar, theme().accent, 0.35)
                                                   : colourOf(row.tone));
        m_pages.writeLine(fromView(row.value), paperFont(cell_mm), theme().text,
                          left + width - values, y + 4.3, values, Qt::AlignRight);
        if (mark >= 0.0) m_pages.line(mark, y, mark, y + step - 1.4, theme().text, 0.2);
        m_pages.skip(step);
    }
    remark(block.note);
}

namespace {

/// The texts of a finding below its title, in order: what, others, how to mend, source.
struct FindingText {
    QString text;
    double size_mm;
    bool faint;
};
std::vector<FindingText> textsOf(const ReportFinding& finding) {
    std::vector<FindingText> out{{fromView(finding.text), body_mm - 0.2, false}};
    if (!finding.others.empty()) out.push_back({fromView(finding.others), small_mm - 0.2, true});
    out.push_back({fromView(finding.mend), small_mm + 0.1, false});
    out.push_back({QStringLiteral("After: ") + fromView(finding.source), small_mm - 0.2, true});
    return out;
}
constexpr double findingIndent = 4.0, findingTitle = 9.6;

}  // namespace

double PdfBlocks::findingHeight(const ReportFinding& finding) const {
    double height = findingTitle;
    for (const FindingText& text : textsOf(finding))
        height += PdfPages::heightOf(text.text, paperFont(text.size_mm),
                                     m_pages.width() - findingIndent, 1.38) +
                  0.8;
    return height;
}

void PdfBlocks::finding(const ReportFinding& finding) {
    const double height = findingHeight(finding);
    m_pages.need(std::min(height, PdfPages::fullHeight()));
    const double x = m_pages.left() + findingIndent, width = m_pages.width() - findingIndent;
    const double top = m_pages.y();
    m_pages.writeLine(fromView(finding.title), paperFont(body_mm, true), theme().text, x, top + 3.4,
                      width);
    const QFont tag = paperFont(small_mm - 0.1, true);
    m_pages.writeLine(fromView(finding.severity), tag, colourOf(finding.tone), x, top + 7.6, width);
    const double tagWidth =
        QFontMetricsF(tag).horizontalAdvance(fromView(finding.severity)) / paperUnits;
    m_pages.writeLine(fromView(finding.rule), paperFont(small_mm - 0.1), theme().faint,
                      x + tagWidth + 2.0, top + 7.6, width - tagWidth - 2.0);
    m_pages.skip(findingTitle);
    for (const FindingText& text : textsOf(finding)) {
        m_pages.skip(m_pages.write(text.text, paperFont(text.size_mm),
                                   text.faint ? theme().faint : theme().text, x, m_pages.y(), width,
                                   Qt::AlignLeft, 1.38) +
                     0.8);
    }
    m_pages.fill(QRectF(m_pages.left(), top, 0.9, m_pages.y() - top), colourOf(finding.tone));
    m_pages.skip(4.4);
}

void PdfBlocks::operator()(const ReportFindings& block) {
    if (block.findings.empty()) return;
    heading(block.heading, std::min(90.0, findingHeight(block.findings.front())));
    for (const ReportFinding& one : block.findings)
        finding(one);
}

void PdfBlocks::operator()(const ReportPlan& block) {
    PlanScene scene;
    scene.showAll(m_evaluation);
    if (scene.empty()) return;
    const QSizeF room(m_pages.width(), m_pages.bottom() - m_pages.y() - planLegend_mm - 6.0);
    const int scale = fittingScale(scene.hall(), room);
    const PlanDrawing drawing{scene, m_evaluation, Overlay::None, scale};
    const QSizeF size = drawnSize(scene.hall(), scale);
    m_pages.writeLine(QStringLiteral("Scale 1:%1%2")
                          .arg(scale)
                          .arg(m_onSheet ? QStringLiteral(" on A3") : QString()),
                      paperFont(3.7, true), theme().text, m_pages.left(), m_pages.y() + 2.0,
                      m_pages.width());
    m_pages.skip(6.0);
    drawPlan(m_pages.painter(), drawing,
             {m_pages.left() + std::max(0.0, (room.width() - size.width()) / 2.0), m_pages.y()});
    m_pages.skip(size.height() + 3.0);
    drawScaleBar(m_pages.painter(), scale,
                 {m_pages.left() + m_pages.width() - 62.0, m_pages.y() + 2.4});
    m_pages.skip(drawLegend(m_pages.painter(), drawing,
                            QRectF(m_pages.left(), m_pages.y(), m_pages.width() - 70.0, 16.0)) +
                 1.0);
    m_pages.skip(m_pages.write(fromView(block.caption), paperFont(note_mm + 0.1), theme().faint,
                               m_pages.left(), m_pages.y(), m_pages.width() - 70.0) +
                 6.0);
    if (m_onSheet) m_pages.newPage();
    m_onSheet = false;
}

}  // namespace hallwright
