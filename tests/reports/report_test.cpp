#include "model/reports/report.h"

#include "model/edits/waive.h"
#include "model/figures/explain.h"
#include "model/reports/bill_table.h"
#include "model/reports/figure_text.h"
#include "model/reports/report_html.h"
#include "model/reports/report_words.h"
#include "model/rules/rule.h"
#include "tests/support/example_hall.h"
#include "tests/support/test.h"

#include <QRegularExpression>
#include <QXmlStreamReader>
#include <fmt/format.h>

#include <set>

using namespace hallwright;

/// The report of the scalable unit, as data and as HTML.
class ReportTest : public QObject {
    Q_OBJECT

    struct Made {
        Evaluation evaluation;
        Ranges ranges;
        HallReport report;
    };
    static Made made(Hall hall, bool withRanges = true) {
        Made out;
        out.evaluation = evaluate(hall);
        if (withRanges) out.ranges = rangesOf(out.evaluation);
        out.report = makeReport(
            {out.evaluation, out.ranges, "2026-11-22", "9.9.9", "unit.hall", 7, nullptr});
        return out;
    }
    static const Made& unit() {
        static const Made once = made(test::examplePlan("gb300-unit").hall);
        return once;
    }
    static std::vector<const ReportTable*> tablesOf(const HallReport& report,
                                                    std::string_view section) {
        std::vector<const ReportTable*> out;
        for (const ReportSection& one : report.sections)
            if (one.id == section)
                for (const ReportBlock& block : one.blocks)
                    if (const ReportTable* table = std::get_if<ReportTable>(&block))
                        out.push_back(table);
        return out;
    }
    static const ReportRow* rowWithNote(const ReportTable& table, const std::string& note) {
        for (const ReportRow& row : table.rows)
            if (!row.cells.empty() && row.cells[0].note == note) return &row;
        return nullptr;
    }
    static bool holds(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }

    /// The sentence above the limits of the summary.
    static std::string whatBinds(const HallReport& report) {
        for (const ReportSection& section : report.sections)
            for (const ReportBlock& block : section.blocks)
                if (const auto* bars = std::get_if<ReportBars>(&block);
                    bars && bars->heading == "What binds")
                    return bars->lead;
        return {};
    }

private slots:
    void whatIsExceededIsSaidBeforeWhatIsNear() {
        for (const bool weak : {false, true}) {
            Hall hall = test::examplePlan("gb300-unit").hall;
            if (weak) {
                Site site = hall.site();
                site.floorRating = pascals(site.floorRating.value() / 50.0);
                hall.sites.set(hall.siteId(), site);
            }
            const Made report = made(hall, false);
            const std::string lead = whatBinds(report.report);
            QVERIFY(!lead.empty());
            bool broken = false;
            for (const Finding& finding : report.evaluation.findings())
                broken |= hasNumber(finding) && severityOf(finding) != Severity::Note;
            QVERIFY(broken || !weak);
            QCOMPARE(lead.starts_with("Limits that are not kept: "), broken);
            QVERIFY(!broken || lead.find("to spare") == std::string::npos);
            QVERIFY(!weak || lead.find("floor overloaded") != std::string::npos);
        }
    }

    void everyFigureHasTheValueAndRangeOfTheFiguresCommand() {
        const ReportTable& table = *tablesOf(unit().report, "figures").at(0);
        const std::string command = figuresText(unit().evaluation, &unit().ranges);
        for (const FigureRef& ref : hallFigures(unit().evaluation)) {
            const std::string id = figureId(unit().evaluation.hall(), ref);
            const ReportRow* row = rowWithNote(table, id);
            QVERIFY2(row, id.c_str());
            QCOMPARE(row->cells[1].text, figureText(unit().evaluation.figure(ref)));
            const std::size_t from = command.find("\n" + id + " ") + 1;
            const std::string line = command.substr(from, command.find('\n', from) - from);
            QVERIFY2(holds(line, row->cells[1].text), (line + row->cells[1].text).c_str());
            QVERIFY2(holds(line, row->cells[2].text), (line + row->cells[2].text).c_str());
            QCOMPARE(holds(line, "…"), !row->cells[2].text.empty());
        }
    }

    void theBillHasTheLinesAndTheTotalOfTheBomCommand() {
        const BillTable bill = billTable(unit().evaluation);
        const ReportTable& table = *tablesOf(unit().report, "bill").at(0);
        std::size_t lines = 0;
        for (const ReportRow& row : table.rows)
            lines += row.kind == ReportRow::Kind::Plain;
        QCOMPARE(lines, bill.rows.size());
        QCOMPARE(table.rows.back().cells[4].text, moneyText(bill.total_usd));
        std::string plain = table.rows.back().cells[4].text;
        plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
        QVERIFY(holds(billCsv(bill), plain));
    }

    void everyRuleThatFoundSomethingIsTold() {
        const std::string html = reportHtml(unit().report, {});
        QVERIFY(!unit().evaluation.findings().empty());
        for (const Finding& finding : unit().evaluation.findings()) {
            QVERIFY2(holds(html, std::string(ruleOf(finding).id)),
                     std::string(ruleOf(finding).id).c_str());
            QVERIFY(holds(html, std::string(ruleOf(finding).title)));
        }
    }

    void aWaivedFindingMovesToTheWaiversWithReasonAuthorAndDate() {
        Hall hall = unit().evaluation.hall();
        const Finding& finding = unit().evaluation.findings().front();
        RawId next = hall.highestId() + 1;
        const Result<Edit> edit = waiveFinding(
            unit().evaluation, finding, "agreed with the landlord", "Ada", "2026-11-20", next);
        VERIFY_OK(edit);
        VERIFY_OK(apply(hall, *edit));
        const Made waived = made(hall, false);
        const ReportTable& table = *tablesOf(waived.report, "waivers").at(0);
        QCOMPARE(table.rows.size(), std::size_t{1});
        QVERIFY(holds(table.rows[0].cells[0].note, std::string(ruleOf(finding).id)));
        QCOMPARE(table.rows[0].cells[0].text, findingText(waived.evaluation, finding));
        QCOMPARE(table.rows[0].cells[1].text, std::string("agreed with the landlord"));
        QCOMPARE(table.rows[0].cells[2].text, std::string("Ada"));
        QCOMPARE(table.rows[0].cells[3].text, std::string("2026-11-20"));
        const std::string line = findingText(waived.evaluation, finding);
        for (const ReportSection& section : waived.report.sections)
            for (const ReportBlock& block : section.blocks)
                if (const ReportFindings* found = std::get_if<ReportFindings>(&block))
                    for (const ReportFinding& one : found->findings)
                        QVERIFY2(!line.ends_with(one.text.substr(1)), one.text.c_str());
    }

    void everyAssumedNumberIsListedWithItsPart() {
        std::size_t assumed = 0;
        unit().evaluation.hall().parts.forEach([&](PartId, const FrozenPart& row) {
            for (const Datum& datum : row.part->data) {
                const Reading& reading = datum.reading();
                assumed +=
                    reading.grade == Grade::D && !reading.unknown && reading.source != "user";
            }
        });
        const ReportTable& table = *tablesOf(unit().report, "assumptions").back();
        std::size_t lines = 0;
        for (const ReportRow& row : table.rows)
            lines += row.kind == ReportRow::Kind::Plain;
        QVERIFY(assumed > 0);
        QCOMPARE(lines, assumed);
    }

    void aRowOfTheBasisThatIsNotAsShippedIsTold() {
        const Hall& hall = unit().evaluation.hall();
        Part shipped = *hall.part(hall.site().basis);
        for (Datum& datum : shipped.data)
            if (datum.property == Property::duty) datum.readings[datum.chosen].number = 0.25;
        const HallReport report = makeReport(
            {unit().evaluation, unit().ranges, "2026-11-22", "9.9.9", "unit.hall", 7, &shipped});
        const ReportTable& changed = *tablesOf(report, "assumptions").front();
        QCOMPARE(changed.heading, std::string("Changed from the default"));
        const std::string title(info(Property::duty).title);
        const auto row = std::find_if(changed.rows.begin(), changed.rows.end(),
                                      [&](const ReportRow& r) { return r.cells[0].text == title; });
        QVERIFY(row != changed.rows.end());
        QCOMPARE(row->cells[1].text, std::string("0.25"));
    }

    void everyIncompleteFigureSaysWhatIsMissing() {
        const ReportTable& table = *tablesOf(unit().report, "unknown").at(0);
        std::size_t incomplete = 0;
        for (const FigureRef& ref : hallFigures(unit().evaluation)) {
            const Status status = unit().evaluation.figure(ref).status;
            if (status != Status::Partial && status != Status::None) continue;
            ++incomplete;
            const ReportRow* row = rowWithNote(table, figureId(unit().evaluation.hall(), ref));
            QVERIFY(row && !row->cells[2].text.empty());
        }
        QVERIFY(incomplete > 0);
        QCOMPARE(table.rows.size(), incomplete);
    }

    void theHtmlIsWellFormedAndLinksToNothingButSources() {
        const std::string picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        const QString html = QString::fromStdString(reportHtml(unit().report, picture));
        std::set<QString> addresses, ids, wanted;
        unit().evaluation.hall().sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
            addresses.insert(QString::fromStdString(row.source.url));
        });
        QXmlStreamReader xml(html);
        int external = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            QVERIFY2(xml.name() != QStringLiteral("script") &&
                         xml.name() != QStringLiteral("link") &&
                         xml.name() != QStringLiteral("img"),
                     qPrintable(xml.name().toString()));
            for (const QXmlStreamAttribute& attribute : xml.attributes()) {
                if (attribute.name() == QStringLiteral("id"))
                    ids.insert(attribute.value().toString());
                if (attribute.name() == QStringLiteral("src")) QFAIL("nothing is loaded");
                if (attribute.name() != QStringLiteral("href")) continue;
                const QString to = attribute.value().toString();
                if (to.startsWith(u'#')) {
                    wanted.insert(to.mid(1));
                } else {
                    ++external;
                    QVERIFY2(addresses.count(to) == 1, qPrintable(to));
                }
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(external > 10);
        for (const QString& id : wanted)
            QVERIFY2(ids.count(id) == 1, qPrintable(id));
        static const QRegularExpression loads(QStringLiteral("url\\(|@import"));
        QVERIFY(!html.contains(loads));
    }

    void wordsOfAHallAreNoMarkup() {
        Hall hall = unit().evaluation.hall();
        Site site = hall.site();
        site.name = "<b>&\"' \x01 hall";
        hall.sites.set(hall.siteId(), site);
        const std::string html = reportHtml(made(hall, false).report, {});
        QVERIFY(!holds(html, "<b>"));
        QVERIFY(holds(html, "&lt;b&gt;&amp;&quot;"));
        QXmlStreamReader xml(QString::fromStdString(html));
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }

    void theSameHallGivesTheSameReport() {
        QCOMPARE(reportHtml(made(unit().evaluation.hall()).report, {}),
                 reportHtml(unit().report, {}));
    }

    void aLongHallIsToldInFewLines() {
        Hall hall = unit().evaluation.hall();
        const std::size_t before = hall.racks.size();
        const Id<Rack> first{unit().evaluation.rows().ids(Scope::Rack).front()};
        const Rack rack = hall.racks[first];
        RawId next = hall.highestId() + 1;
        for (int line = 0; line < 120; ++line) {
            const Id<Row> row{next++};
            hall.rows.set(row, Row{.name = "L" + std::to_string(line)});
            for (int i = 0; i < 10; ++i) {
                Rack copy = rack;
                copy.row = row;
                copy.name = "L" + std::to_string(line) + "-" + std::to_string(i);
                hall.racks.set({next++}, copy);
            }
        }
        const Made longHall = made(hall, false);
        const ReportTable& table = *tablesOf(longHall.report, "racks").at(0);
        QVERIFY(table.rows.size() < 20);
        QCOMPARE(table.rows.back().cells[1].text, fmt::format("1,{}", 200 + before));
        std::size_t findings = 0;
        for (const ReportSection& section : longHall.report.sections)
            for (const ReportBlock& block : section.blocks)
                if (const ReportFindings* found = std::get_if<ReportFindings>(&block))
                    findings += found->findings.size();
        QVERIFY(longHall.evaluation.findings().size() > 2000);
        QVERIFY2(findings < 80, std::to_string(findings).c_str());
    }

    void anEmptyHallHasAReportToo() {
        const Made empty = made(Hall{}, false);
        const std::string html = reportHtml(empty.report, {});
        QXmlStreamReader xml(QString::fromStdString(html));
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(holds(html, "0 racks"));
    }
};

HALL_TEST(ReportTest)
#include "report_test.moc"
