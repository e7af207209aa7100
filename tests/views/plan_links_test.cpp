#include "tests/support/example_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/fabric/fabric_graph.h"
#include "views/plan/legend.h"
#include "views/plan/plan_export.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace hallwright;

class PlanLinksTest : public QObject {
    Q_OBJECT

    const Evaluation m_evaluation = evaluate(test::examplePlan("gb300-unit").hall);

    static std::vector<LinkRef> allLinks(const Evaluation& evaluation) {
        std::vector<LinkRef> links;
        LinkList(evaluation).forEach([&](const Link& link) { links.push_back(link.ref); });
        return links;
    }
    static std::int64_t length(const LinkWays::Point& a, const LinkWays::Point& b) {
        return std::abs(std::int64_t{a.x.mm} - b.x.mm) + std::abs(std::int64_t{a.y.mm} - b.y.mm);
    }
    static int count(const QImage& image, const QColor& colour) {
        int found = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                found += image.pixelColor(x, y) == colour;
        return found;
    }

private Q_SLOTS:
    void everyLinkRunsOnOneWay() {
        const std::vector<LinkRef> links = allLinks(m_evaluation);
        const LinkWays ways = linkWays(m_evaluation, links);
        QCOMPARE(ways.links, static_cast<std::int64_t>(links.size()));
        std::int64_t routed = 0;
        for (const LinkWays::Way& way : ways.ways) {
            routed += way.links;
            QVERIFY(way.points.size() >= 1);
        }
        QCOMPARE(routed + ways.unrouted, ways.links);
        QVERIFY(routed > 0);
    }

    void piecesHoldWhatTheWaysHold() {
        const LinkWays ways = linkWays(m_evaluation, allLinks(m_evaluation));
        std::int64_t ofWays = 0, ofPieces = 0;
        for (const LinkWays::Way& way : ways.ways)
            for (std::size_t i = 1; i < way.points.size(); ++i)
                ofWays += way.links * length(way.points[i - 1], way.points[i]);
        for (const LinkWays::Piece& piece : ways.pieces)
            ofPieces += piece.links * length(piece.from, piece.to);
        QVERIFY(ofWays > 0);
        QCOMPARE(ofPieces, ofWays);
    }

    void linksThatAreGoneAreLeftOut() {
        const LinkWays ways =
            linkWays(m_evaluation, {{0, 1 << 20, 0}, {99, 0, 0}, {-1, 0, 0}, {0, 0, 1 << 20}});
        QVERIFY(ways.empty());
        QCOMPARE(ways.links, std::int64_t{0});
    }

    void shownLinksAreDrawnAndTakenAway() {
        DocumentModel document;
        Selection selection;
        PlanView plan(document, selection);
        plan.resize(900, 600);
        document.load(test::examplePlan("gb300-unit").hall, test::examplePlan("gb300-unit").nextId);
        plan.zoomToFit();
        const QImage before = plan.grab().toImage();
        plan.showLinks(allLinks(document.evaluation()));
        QVERIFY(!plan.linksShown().empty());
        const QImage lit = plan.grab().toImage();
        QVERIFY(count(lit, Theme::current().accent) > count(before, Theme::current().accent) + 100);
        plan.showLinks({});
        QCOMPARE(plan.grab().toImage(), before);
        // Another hall has other links.
        plan.showLinks(allLinks(document.evaluation()));
        document.load({}, 1);
        QVERIFY(plan.linksShown().empty());
    }

    void racksCountTheCablesThatEndThere() {
        const CableDensity density = cableDensity(m_evaluation);
        std::int64_t ends = 0, expected = 0;
        for (std::int32_t cables : density.ofRack)
            ends += cables;
        LinkList(m_evaluation).forEach([&](const Link& link) {
            expected += link.lower.rack >= 0;
            expected += link.upper.rack >= 0 && link.upper.rack != link.lower.rack;
        });
        QCOMPARE(ends, expected);
        QVERIFY(density.most > 0);
    }

    void traysAreAsFullAsTheirFigureSays() {
        const CableDensity density = cableDensity(m_evaluation);
        QVERIFY(!density.stretches.empty());
        double fullest = 0.0;
        for (double fill : m_evaluation.columns().column(Fig::trayFill).values)
            if (fill > fullest) fullest = fill;
        QVERIFY(std::abs(density.fullest - fullest) <= 1e-9 * fullest);
        QVERIFY(density.stretches.back().fill == density.fullest);
    }

    void whatIsTooFullDiffersByColour() {
        CableDensity density;
        density.design = 0.25;
        density.limit = 0.5;
        QCOMPARE(density.stepOf(0.0), 0);
        QCOMPARE(density.stepOf(0.25), overlaySteps - 1);
        QCOMPARE(density.stepOf(0.3), overlaySteps);
        QCOMPARE(density.stepOf(0.6), overlaySteps + 1);
        const Theme& theme = Theme::of(Theme::Kind::Light);
        QVERIFY(CableDensity::colour(overlaySteps + 1, theme) == theme.error);
        QCOMPARE(fillWords({.fill = 0.372}), QStringLiteral("37\u00a0%"));
        QCOMPARE(fillWords({.fill = 0.372, .atLeast = true}), QStringLiteral("≥\u00a037\u00a0%"));
    }

    void theOverlayFollowsAnEdit() {
        DocumentModel document;
        Selection selection;
        PlanView plan(document, selection);
        plan.resize(900, 600);
        document.load(test::examplePlan("gb300-unit").hall, test::examplePlan("gb300-unit").nextId);
        plan.zoomToFit();
        const QImage bare = plan.grab().toImage();
        plan.setOverlay(Overlay::Cables);
        QVERIFY(plan.grab().toImage() != bare);
        plan.setOverlay(Overlay::None);
        QCOMPARE(plan.grab().toImage(), bare);
    }

    void theOverlayIsDrawnOnPaperToo() {
        QTemporaryDir folder;
        PlanSheet sheet;
        sheet.overlay = Overlay::Cables;
        const QString path = folder.filePath(QStringLiteral("cables.svg"));
        const Result<void> done = exportPlan(m_evaluation, sheet, PlanFormat::Svg, path);
        QVERIFY2(done, done ? "" : done.error().text().c_str());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        const CableDensity density = cableDensity(m_evaluation);
        QVERIFY(text.contains(fillWords(density.stretches.back())));
        QVERIFY(text.contains(QStringLiteral("Cables")));
        QVERIFY(findOverlay("cables") == Overlay::Cables);
    }
};

HALL_TEST(PlanLinksTest)
#include "plan_links_test.moc"
