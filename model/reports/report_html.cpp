#include "model/reports/report_html.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

constexpr std::string_view style = R"css(
:root { --paper:#ffffff; --text:#1c2128; --faint:#5d6775; --line:#d9dce1; --band:#f3f5f8;
  --accent:#1766d6; --bar:#5b7fb4; --track:#e9edf2; --error:#c8242f; --warning:#a86400;
  --note:#4b6584; --good:#1f7a45; }
@media (prefers-color-scheme: dark) { :root { --paper:#16181c; --text:#e4e7ec; --faint:#9aa4b2;
  --line:#383d46; --band:#1f2329; --accent:#6ba7ff; --bar:#7fa3d8; --track:#2b3038;
  --error:#ff7a7f; --warning:#f0b04a; --note:#93b4dc; --good:#62c68b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--text);
  font: 15px/1.55 Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main, header { max-width: 1080px; margin: 0 auto; padding: 0 32px; }
header { padding-top: 56px; }
header .kind { color: var(--faint); margin: 0 0 4px; }
h1 { font-size: 34px; line-height: 1.15; margin: 0 0 8px; letter-spacing: -0.01em; }
h2 { font-size: 23px; line-height: 1.25; margin: 56px 0 16px; padding-top: 12px;
  border-top: 2px solid var(--text); }
h2 .nr { color: var(--faint); font-weight: 400; margin-right: 12px; }
h3 { font-size: 16px; margin: 28px 0 8px; }
p { margin: 0 0 10px; max-width: 76ch; }
ul { margin: 0 0 10px; padding-left: 20px; max-width: 76ch; } li { margin-bottom: 6px; }
.lead { color: var(--faint); font-size: 17px; }
dl.about { display: flex; flex-wrap: wrap; gap: 8px 32px; margin: 24px 0 0; padding: 16px 0;
  border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
dl.about div { min-width: 110px; } dt { color: var(--faint); font-size: 12px; }
dd { margin: 0; font-variant-numeric: tabular-nums; }
nav ol { columns: 3; column-gap: 32px; padding-left: 24px; margin: 24px 0 0; }
nav li { margin-bottom: 4px; break-inside: avoid; } nav li::marker { color: var(--faint); }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(226px, 1fr)); gap: 12px; }
.card { border: 1px solid var(--line); border-radius: 6px; padding: 12px 16px; }
.card .t { color: var(--faint); font-size: 13px; }
.card .v { font-size: 24px; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.card .r { color: var(--faint); font-size: 12.5px; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; line-height: 1.4;
  font-variant-numeric: tabular-nums; margin: 4px 0 8px; }
th { text-align: left; font-weight: 600; font-size: 12.5px; color: var(--faint);
  border-bottom: 1px solid var(--text); padding: 6px 10px 6px 0; vertical-align: bottom; }
td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
.n, th.n { text-align: right; } .n + :not(.n) { padding-left: 14px; }
tr.g td { font-weight: 600; padding-top: 14px; border-bottom: 1px solid var(--text); }
tr.s td { font-weight: 600; border-bottom: 1px solid var(--text); }
td small { display: block; color: var(--faint); font-size: 11.5px; font-weight: 400;
  overflow-wrap: anywhere; }
.about-table, figcaption { color: var(--faint); font-size: 12.5px; max-width: 90ch; }
figure { margin: 8px 0; }
.sheet { background: #ffffff; border: 1px solid var(--line); border-radius: 6px; padding: 8px; }
.sheet svg { display: block; width: 100%; height: auto; }
svg.bars { display: block; width: 100%; height: auto; font: 13px Inter, Roboto, Arial, sans-serif; }
svg.bars text { fill: var(--text); font-variant-numeric: tabular-nums; }
svg.bars .f { fill: var(--faint); font-size: 11.5px; }
svg.bars .k { fill: var(--track); } svg.bars .b { fill: var(--bar); }
svg.bars .over { fill: var(--error); }
svg.bars line { stroke: var(--text); stroke-width: 1.2; }
.finding { border-left: 3px solid var(--note); padding: 2px 0 2px 14px; margin: 14px 0;
  break-inside: avoid; }
.finding.error { border-color: var(--error); } .finding.warning { border-color: var(--warning); }
.finding h4 { margin: 0; font-size: 15px; } .finding p { margin: 2px 0; max-width: 92ch; }
.finding .tag { font-weight: 600; font-size: 12.5px; color: var(--note); margin-right: 6px; }
.finding.error .tag { color: var(--error); } .finding.warning .tag { color: var(--warning); }
.finding .m { color: var(--faint); font-size: 13px; }
footer { max-width: 1080px; margin: 48px auto 0; padding: 16px 32px 48px; color: var(--faint);
  font-size: 12.5px; }
@media (max-width: 720px) { main, header { padding: 0 16px; } nav ol { columns: 1; } }
@media print { @page { size: A4; margin: 16mm 14mm; }
  body { font-size: 10pt; } main, header { max-width: none; padding: 0; }
  h2 { break-after: avoid; } h3 { break-after: avoid; } tr, .card { break-inside: avoid; }
  thead { display: table-header-group; } .scroll { overflow: visible; } table { font-size: 8.5pt; }
  nav { break-after: page; } }
)css";

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            // XML takes no other control characters, not even escaped.
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

/// At most so many characters, the last one a mark that something is left out.
std::string shortened(const std::string& text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
        if (++count > most) return text.substr(0, i) + "…";
    }
    return text;
}

bool isWebAddress(std::string_view text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

std::string_view toneClass(ReportTone tone) {
    switch (tone) {
    case ReportTone::Error:
        return "error";
    case ReportTone::Warning:
        return "warning";
    case ReportTone::Good:
        return "good";
    default:
        return "note";
    }
}

class Html {
public:
    explicit Html(const std::string& plan) : m_plan(plan) {}

    void operator()(const ReportText& block) {
        heading(block.heading);
        if (block.bullets) {
            out += "<ul>\n";
            for (const std::string& paragraph : block.paragraphs)
                out += fmt::format("<li>{}</li>\n", escaped(paragraph));
            out += "</ul>\n";
            return;
        }
        for (const std::string& paragraph : block.paragraphs)
            out += fmt::format("<p>{}</p>\n", escaped(paragraph));
    }

    void operator()(const ReportCards& block) {
        heading(block.heading);
        out += "<div class=\"cards\">\n";
        for (const ReportCard& card : block.cards) {
            std::string below = card.note;
            if (!card.range.empty()) below += (below.empty() ? "" : ", ") + card.range;
            out += fmt::format("<div class=\"card\"><div class=\"t\">{}</div>"
                               "<div class=\"v\">{}</div><div class=\"r\">{}</div></div>\n",
                               escaped(card.title), escaped(card.value), escaped(below));
        }
        out += "</div>\n";
    }

    void operator()(const ReportTable& block) {
        heading(block.heading);
        out += "<div class=\"scroll\"><table>\n<thead><tr>";
        for (const ReportColumn& column : block.columns)
            out += fmt::format("<th{}>{}</th>", classOf(column), escaped(column.heading));
        out += "</tr></thead>\n<tbody>\n";
        for (const ReportRow& row : block.rows) {
            if (row.kind == ReportRow::Kind::Group) {
                out += fmt::format("<tr class=\"g\"><td colspan=\"{}\">{}</td></tr>\n",
                                   block.columns.size(), escaped(row.cells.front().text));
                continue;
            }
            out += row.kind == ReportRow::Kind::Total ? "<tr class=\"s\">" : "<tr>";
            for (std::size_t i = 0; i < row.cells.size() && i < block.columns.size(); ++i)
                out += fmt::format("<td{}>{}</td>", classOf(block.columns[i]), cell(row.cells[i]));
            out += "</tr>\n";
        }
        out += "</tbody></table></div>\n";
        remark(block.note);
    }

    void operator()(const ReportBars& block) {
        heading(block.heading);
        if (!block.lead.empty()) out += fmt::format("<p>{}</p>\n", escaped(block.lead));
        if (block.bars.empty()) return;
        constexpr double left = 316, right = 770, step = 38;
        const double top = block.mark && !block.markTitle.empty() ? 18 : 2;
        const double height = top + step * static_cast<double>(block.bars.size());
        const auto x = [&](double share) {
            return block.centred ? (left + right) / 2 + share * (right - left) / 2
                                 : left + share * (right - left);
        };
        out += fmt::format("<svg class=\"bars\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
                           "1000 {:.0f}\" role=\"img\">\n",
                           height + 2);
        double y = top;
        for (const ReportBar& bar : block.bars) {
            out += fmt::format("<text x=\"0\" y=\"{:.0f}\">{}<title>{}</title></text>", y + 14,
                               escaped(shortened(bar.title, 46)), escaped(bar.title));
            if (!bar.note.empty())
                out += fmt::format("<text class=\"f\" x=\"0\" y=\"{:.0f}\">{}<title>{}</title>"
                                   "</text>",
                                   y + 29, escaped(shortened(bar.note, 54)), escaped(bar.note));
            out += fmt::format("<rect class=\"k\" x=\"{}\" y=\"{:.0f}\" width=\"{}\" "
                               "height=\"14\"/>",
                               left, y + 6, right - left);
            const double from = x(bar.from), to = x(bar.to);
            out += fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.0f}\" width=\"{:.1f}\" "
                               "height=\"14\"/>",
                               bar.tone == ReportTone::Error ? "over" : "b", from, y + 6,
                               std::max(1.0, to - from));
            out += fmt::format("<text x=\"1000\" y=\"{:.0f}\" text-anchor=\"end\">{}</text>\n",
                               y + 17, escaped(bar.value));
            y += step;
        }
        const double mark = block.centred ? x(0.0) : block.mark ? x(*block.mark) : -1.0;
        if (mark >= 0.0) {
            out += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.0f}\" "
                               "y2=\"{2:.0f}\"/>",
                               mark, top, height - 10);
            if (!block.markTitle.empty())
                out += fmt::format("<text class=\"f\" x=\"{:.1f}\" y=\"12\" "
                                   "text-anchor=\"middle\">{}</text>",
                                   mark, escaped(block.markTitle));
        }
        out += "</svg>\n";
        remark(block.note);
    }

    void operator()(const ReportFindings& block) {
        heading(block.heading);
        for (const ReportFinding& finding : block.findings) {
            out += fmt::format("<div class=\"finding {}\">\n<h4>{}</h4>\n"
                               "<p class=\"m\"><span class=\"tag\">{}</span> {}</p>\n<p>{}</p>\n",
                               toneClass(finding.tone), escaped(finding.title),
                               escaped(finding.severity), escaped(finding.rule),
                               escaped(finding.text));
            if (!finding.others.empty())
                out += fmt::format("<p class=\"m\">{}</p>\n", escaped(finding.others));
            out += fmt::format("<p>{}</p>\n<p class=\"m\">After: {}</p>\n</div>\n",
                               escaped(finding.mend), escaped(finding.source));
        }
    }

    void operator()(const ReportPlan& block) {
        if (m_plan.empty()) return;
        out += "<figure><div class=\"sheet\">\n" + m_plan + "\n</div>\n";
        out += fmt::format("<figcaption>{}</figcaption></figure>\n", escaped(block.caption));
    }

    std::string out;

private:
    void heading(const std::string& text) {
        if (!text.empty()) out += fmt::format("<h3>{}</h3>\n", escaped(text));
    }
    void remark(const std::string& text) {
        if (!text.empty()) out += fmt::format("<p class=\"about-table\">{}</p>\n", escaped(text));
    }
    static std::string_view classOf(const ReportColumn& column) {
        return column.align == ReportAlign::Right ? " class=\"n\"" : "";
    }
    static std::string cell(const ReportCell& cell) {
        std::string out = escaped(cell.text);
        if (cell.note.empty()) return out;
        const std::string note = escaped(cell.note);
        out += isWebAddress(cell.href)
                   ? fmt::format("<small><a href=\"{}\">{}</a></small>", escaped(cell.href), note)
                   : fmt::format("<small>{}</small>", note);
        return out;
    }

    const std::string& m_plan;
};

std::string aboutList(const HallReport& report) {
    std::string out = "<dl class=\"about\">\n";
    const auto add = [&](std::string_view title, const std::string& text) {
        if (!text.empty())
            out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", title, escaped(text));
    };
    add("Date", report.date);
    add("File", report.file);
    add("Revision", report.revision);
    add("Made with", "Hallwright " + report.version);
    return out + "</dl>\n";
}

}  // namespace

std::string reportHtml(const HallReport& report, const std::string& planSvg) {
    std::string out = "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n"
                      "<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\"/>\n";
    out += fmt::format("<title>{}, planning report</title>\n<style>{}</style>\n</head>\n<body>\n",
                       escaped(report.hall), style);
    out += fmt::format("<header>\n<p class=\"kind\">Planning report</p>\n<h1>{}</h1>\n"
                       "<p class=\"lead\">{}</p>\n",
                       escaped(report.hall), escaped(report.lead));
    out += aboutList(report);
    out += "<nav><ol>\n";
    for (const ReportSection& section : report.sections)
        out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, escaped(section.title));
    out += "</ol></nav>\n</header>\n<main>\n";
    std::size_t number = 0;
    for (const ReportSection& section : report.sections) {
        out += fmt::format("<section id=\"{}\">\n<h2><span class=\"nr\">{}</span>{}</h2>\n",
                           section.id, ++number, escaped(section.title));
        Html html(planSvg);
        for (const ReportBlock& block : section.blocks)
            std::visit(html, block);
        out += html.out + "</section>\n";
    }
    out += fmt::format("</main>\n<footer>{}, {}. Made with Hallwright {} from the hall's file "
                       "alone.</footer>\n</body>\n</html>\n",
                       escaped(report.hall), escaped(report.date), escaped(report.version));
    return out;
}

}  // namespace hallwright
