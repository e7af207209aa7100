#include "tests/support/example_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/plan/place_tool.h"
#include "views/plan/plan_view.h"
#include "views/plan/pointer_label.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <memory>

using namespace hallwright;

/// What a ghost says of a place in a planned hall, with the shipped parts.
class PlanVerdictTest : public QObject {
    Q_OBJECT

    using Level = PlacementVerdict::Level;
    std::unique_ptr<DocumentModel> m_document;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<PlanView> m_plan;

    void load(const char* example) {
        const Plan& plan = test::examplePlan(example);
        m_document = std::make_unique<DocumentModel>();
        m_selection = std::make_unique<Selection>();
        m_document->load(plan.hall, plan.nextId);
        m_plan = std::make_unique<PlanView>(*m_document, *m_selection);
        m_plan->setCatalog(std::make_shared<Catalog>(test::shippedCatalog()));
        m_plan->resize(1200, 900);
        m_plan->zoomToFit();
    }
    PlacementVerdict verdictAt(const std::string& part, int x, int y) {
        PlaceTool tool(*m_plan, part);
        tool.hover({m_plan->pixelOf({x}, {y}), {x}, {y}, Qt::AltModifier});
        tool.showPreview();
        const PlacementVerdict verdict = tool.verdict().value_or(PlacementVerdict{});
        tool.cancel();
        return verdict;
    }

    /// Numbers and units stand together by a space that does not break.
    static QString plain(const PlacementVerdict& verdict) {
        return QString::fromStdString(verdict.reason).replace(u'\u00a0', u' ');
    }
    /// The shape of a sign without its colour.
    static QImage shapeOf(PlacementVerdict::Level level) {
        QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        Theme plain = Theme::of(Theme::Kind::Light);
        plain.good = plain.warning = plain.error = Qt::black;
        QPainter painter(&image);
        paintVerdictSign(painter, QRectF(0, 0, 32, 32), level, plain);
        return image;
    }

private Q_SLOTS:
    void cleanup() {
        m_plan.reset();
        m_selection.reset();
        m_document.reset();
    }

    void aFreePlaceIsGreenAndSaysFits() {
        load("gb300-unit");
        const PlacementVerdict verdict = verdictAt("vertiv-xdu1350", 6000, 5000);
        QVERIFY(verdict.level == Level::Good);
        QCOMPARE(verdictWords(verdict), QString("Fits"));
    }

    void tooNearTheWallIsAmberAndSaysHowMuch() {
        load("gb300-unit");
        const PlacementVerdict verdict = verdictAt("vertiv-xdu1350", 6000, 1000);
        QVERIFY(verdict.level == Level::Caution);
        QCOMPARE(plain(verdict),
                 QString("400 mm free before CDU-3, up to the wall; at least 1.07 m"));
    }

    void onAnotherRackIsRedAndNamesIt() {
        load("gb300-unit");
        const PlacementVerdict verdict = verdictAt("nvidia-gb300-nvl72", 13500, 9000);
        QVERIFY(verdict.level == Level::Bad);
        QCOMPARE(plain(verdict), QString("A05 and A10 share 600 mm × 402 mm of floor"));
    }

    void awayFromTheBuswaysIsRedAndSaysSo() {
        load("gb300-unit");
        const PlacementVerdict verdict = verdictAt("nvidia-gb300-nvl72", 3500, 3000);
        QVERIFY(verdict.level == Level::Bad);
        QCOMPARE(plain(verdict), QString("R01 has no tap-off on any busway"));
    }

    void whatTheRestOfTheHallLacksForItIsSaid() {
        load("gb300-unit");
        const PlacementVerdict verdict = verdictAt("nvidia-gb300-nvl72", 20700, 8400);
        QVERIFY(verdict.level == Level::Bad);
        QCOMPARE(plain(verdict),
                 QString("6 of the 18 switches of compute stand in no rack: 4 leaf, "
                         "2 spine"));
    }

    void tryingLeavesNoTrace() {
        load("gb300-unit");
        const Hall before = m_document->base();
        verdictAt("vertiv-xdu1350", 6000, 5000);
        QVERIFY(m_document->hall() == before);
        QVERIFY(!m_document->canUndo());
    }

    void theSignsDifferWithoutColour() {
        const QImage good = shapeOf(Level::Good), caution = shapeOf(Level::Caution),
                     bad = shapeOf(Level::Bad);
        QVERIFY(good != caution);
        QVERIFY(caution != bad);
        QVERIFY(good != bad);
    }

    void missingNumbersAreSaid() {
        QCOMPARE(verdictWords({.unchecked = 1}), QString("Fits; for one rule a number is missing"));
        QCOMPARE(verdictWords({.unchecked = 3}), QString("Fits; for 3 rules a number is missing"));
        QCOMPARE(verdictWords({Level::Bad, "A stands in B", 2}),
                 QString("A stands in B (and 2 more)"));
    }
};

HALL_TEST(PlanVerdictTest)
#include "plan_verdict_test.moc"
