#include "views/fabric/fabric_view.h"

#include "tests/support/example_hall.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/fabric/fabric_diagram.h"
#include "views/fabric/link_table.h"
#include "views/fabric/switch_face.h"
#include "views/selection.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <set>

using namespace hallwright;

class FabricViewTest : public QObject {
    Q_OBJECT

    struct Shown {
        DocumentModel document;
        Selection selection;
        FabricView view{document, selection};
        std::vector<LinkRef> lit;

        Shown() {
            const Plan& plan = test::examplePlan("gb300-unit");
            QObject::connect(&view, &FabricView::linksShown, &view,
                             [this](const std::vector<LinkRef>& links) { lit = links; });
            document.load(plan.hall, plan.nextId);
            view.resize(1000, 420);
            view.show();
        }
        QPoint middle(const FabricNodeRef& node) const {
            FabricView& shown = const_cast<FabricView&>(view);
            return shown.diagram().boxOf(*shown.diagram().graph().placeOf(node)).center().toPoint();
        }
    };
    static constexpr FabricNodeRef firstLeaf{false, Tier::Leaf, 0};

    /// A fabric as large as they come, of 1,440 switches and 115,200 links.
    static FabricGraph large(std::int32_t leaves, std::int32_t spines) {
        FabricGraph graph;
        graph.fabric = 0;
        graph.tiers.resize(2);
        for (std::int32_t i = 0; i < leaves; ++i)
            graph.tiers[0].nodes.push_back({.ref = {false, Tier::Leaf, i}, .links = spines});
        for (std::int32_t i = 0; i < spines; ++i)
            graph.tiers[1].nodes.push_back({.ref = {false, Tier::Spine, i}, .links = leaves});
        for (std::int32_t first = 0; first < leaves; first += 32)
            graph.tiers[0].spans.push_back(
                {first, std::min<std::int32_t>(32, leaves - first), QString::number(first)});
        graph.tiers[1].spans.push_back({0, spines, {}});
        for (std::int32_t l = 0; l < leaves; ++l)
            for (std::int32_t s = 0; s < spines; ++s)
                if ((l + s) % 4 == 0) graph.edges.push_back({0, l, 1, s, 1, 0});
        return graph;
    }

private Q_SLOTS:
    void aHallWithoutFabricOffersOne() {
        Shown shown;
        Hall bare = shown.document.base();
        bare.members = {};
        bare.mounts = {};
        bare.fabrics = {};
        shown.document.load(bare, bare.highestId() + 1);
        auto* add = shown.view.findChild<QToolButton*>("fabricAdd");
        QTRY_VERIFY(add && add->isVisible());
        const QSignalSpy wanted(&shown.view, &FabricView::fabricWanted);
        QTest::mouseClick(add, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        for (const QLabel* label : shown.view.findChildren<QLabel*>())
            QVERIFY(!label->text().contains("[["));
    }

    void switchesWithoutARackAreCounted() {
        Shown shown;
        Hall without = shown.document.base();
        Id<Mount> one;
        int count = 0;
        without.mounts.forEach([&](Id<Mount> id, const Mount& mount) {
            if (mount.fabric.raw != shown.document.evaluation().fabrics().plans[0].fabric) return;
            one = id;
            count = mount.count;
        });
        without.mounts.erase(one);
        shown.document.load(without, without.highestId() + 1);
        const QString wanted = QStringLiteral("%1 without a rack").arg(count);
        const auto told = [&] {
            for (const QLabel* label : shown.view.findChildren<QLabel*>())
                if (label->text().contains(wanted)) return true;
            return false;
        };
        QTRY_VERIFY(told());
    }

    void theDiagramHoldsEveryLinkOnce() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const std::vector<FabricPlan>& plans = evaluation.fabrics().plans;
        QVERIFY(!plans.empty());
        for (std::size_t f = 0; f < plans.size(); ++f) {
            const FabricGraph graph = fabricGraph(evaluation, static_cast<std::int32_t>(f));
            const FabricSize& size = plans[f].size;
            std::int64_t links = 0;
            for (const FabricEdge& edge : graph.edges)
                links += edge.links;
            QCOMPARE(links, size.hostLinks + size.leafSpineLinks + size.spineCoreLinks);
            std::size_t switches = 0;
            for (const FabricTier& tier : graph.tiers) {
                std::int32_t at = 0;
                for (const FabricSpan& span : tier.spans) {
                    QCOMPARE(span.first, at);
                    at += span.count;
                }
                QCOMPARE(at, static_cast<std::int32_t>(tier.nodes.size()));
                if (!tier.nodes.front().ref.host) switches += tier.nodes.size();
            }
            QCOMPARE(static_cast<int>(switches),
                     size.switches[0] + size.switches[1] + size.switches[2]);
        }
    }

    void onePlaneHoldsItsShare() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const std::vector<FabricPlan>& plans = evaluation.fabrics().plans;
        for (std::size_t f = 0; f < plans.size(); ++f) {
            std::size_t edges = 0;
            for (int plane = 0; plane < plans[f].size.planes; ++plane)
                edges += fabricGraph(evaluation, static_cast<std::int32_t>(f), plane).edges.size();
            QCOMPARE(edges, fabricGraph(evaluation, static_cast<std::int32_t>(f)).edges.size());
        }
    }

    // Leaves of rails are numbered in turns: 1 and 5 are the first rail.
    void switchesOfARailStandTogether() {
        Hall hall = test::examplePlan("gb300-unit").hall;
        Id<Fabric> compute;
        hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
            if (fabric.kind == FabricKind::RailFatTree) compute = id;
        });
        Fabric fabric = hall.fabrics[compute];
        fabric.groupBy = FabricGroup::Rail;
        hall.fabrics.set(compute, fabric);
        const Evaluation evaluation = evaluate(hall);
        const std::ptrdiff_t at = evaluation.rows().position(Scope::Fabric, compute.raw);
        const FabricGraph graph = fabricGraph(evaluation, static_cast<std::int32_t>(at));
        QCOMPARE(graph.tiers.size(), std::size_t{4});  // racks, leaves, spines, cores
        QStringList labels, names;
        for (const FabricSpan& span : graph.tiers[1].spans)
            labels += span.label;
        for (const FabricNode& node : graph.tiers[1].nodes)
            names += node.name;
        QCOMPARE(labels, QStringList({"Rail 1", "Rail 2", "Rail 3", "Rail 4"}));
        QCOMPARE(names, QStringList({"1", "5", "2", "6", "3", "7", "4", "8"}));
        labels.clear();
        for (const FabricSpan& span : graph.tiers[2].spans)
            labels += span.label;
        QCOMPARE(labels, QStringList({"Rail 1", "Rail 2", "Rail 3", "Rail 4"}));
    }

    void everyLinkOfASwitchSitsInAPortOfItsOwn() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const std::vector<FabricPlan>& plans = evaluation.fabrics().plans;
        int faces = 0;
        for (std::size_t f = 0; f < plans.size(); ++f)
            for (Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core})
                for (int i = 0; i < plans[f].size.switches[static_cast<std::size_t>(tier)]; ++i) {
                    const FabricNodeRef node{false, tier, i};
                    const auto face = switchFace(evaluation, static_cast<std::int32_t>(f), node);
                    QVERIFY(face);
                    ++faces;
                    std::set<LinkRef> seen;
                    for (const FacePort& port : face->ports)
                        if (port.link) {
                            QVERIFY(port.use != PortUse::Free && port.use != PortUse::Reserved);
                            seen.insert(*port.link);
                        }
                    const std::vector<LinkRef> links =
                        linksOf(evaluation, static_cast<std::int32_t>(f), node);
                    QVERIFY2(std::set<LinkRef>(links.begin(), links.end()) == seen,
                             qPrintable(face->name));
                    QVERIFY(face->rows * face->columns >= face->cages);
                }
        QVERIFY(faces > 0);
    }

    void aClickOnASwitchLightsItsLinksAndSelectsItsRack() {
        Shown shown;
        QTest::mouseClick(&shown.view.diagram(), Qt::LeftButton, {}, shown.middle(firstLeaf));
        QVERIFY(shown.view.chosen() == firstLeaf);
        const Evaluation& evaluation = shown.document.evaluation();
        QVERIFY(!shown.lit.empty());
        QVERIFY(shown.lit == linksOf(evaluation, shown.view.fabric(), firstLeaf));
        QCOMPARE(shown.selection.items().size(), 1u);
        const FabricPlan& plan =
            evaluation.fabrics().plans[static_cast<std::size_t>(shown.view.fabric())];
        QCOMPARE(
            shown.selection.items().front().id,
            evaluation.rows().ids(Scope::Rack)[static_cast<std::size_t>(plan.switchRack[0][0])]);
        QVERIFY(shown.view.face().isVisible());
        // A click beside everything puts the light out.
        QTest::mouseClick(&shown.view.diagram(), Qt::LeftButton, {}, QPoint(2, 2));
        QVERIFY(!shown.view.chosen());
        QVERIFY(shown.lit.empty());
        QVERIFY(!shown.view.face().isVisible());
    }

    void aPortLightsItsOneLinkAndSaysWhereItLeads() {
        Shown shown;
        shown.view.choose(firstLeaf);
        SwitchFace& face = shown.view.face().face();
        const auto& ports = face.content()->ports;
        const auto linked = std::find_if(ports.begin(), ports.end(),
                                         [](const FacePort& port) { return port.link; });
        QVERIFY(linked != ports.end());
        const int port = static_cast<int>(linked - ports.begin());
        QTest::mouseClick(&face, Qt::LeftButton, {}, face.portBox(port).center().toPoint());
        QCOMPARE(face.port(), port);
        QCOMPARE(shown.lit.size(), 1u);
        QVERIFY(shown.lit.front() == *linked->link);
        const QString words = face.words(port);
        QVERIFY2(words.contains(QStringLiteral("→")) && words.contains(u'm'), qPrintable(words));
    }

    void keysWalkTheDiagramAndTheFace() {
        Shown shown;
        FabricDiagram& diagram = shown.view.diagram();
        QTest::keyClick(&diagram, Qt::Key_Right);
        QVERIFY(shown.view.chosen() && shown.view.chosen()->host);
        QTest::keyClick(&diagram, Qt::Key_Up);
        QVERIFY(shown.view.chosen() && !shown.view.chosen()->host);
        QVERIFY(shown.view.chosen()->tier == Tier::Leaf);
        SwitchFace& face = shown.view.face().face();
        QTest::keyClick(&face, Qt::Key_Right);
        QCOMPARE(face.port(), 0);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&face, i % 2 == 0 ? Qt::Key_Right : Qt::Key_Down);
        QVERIFY(face.port() > 0);
        QVERIFY(face.port() < static_cast<int>(face.content()->ports.size()));
        QTest::keyClick(&diagram, Qt::Key_Escape);
        QVERIFY(!shown.view.chosen());
    }

    void aRackSelectedInThePlanIsChosenAndLit() {
        Shown shown;
        const FabricNode& rack = shown.view.diagram().graph().tiers.front().nodes.front();
        QVERIFY(rack.ref.host);
        const RawId id = shown.document.evaluation().rows().ids(
            Scope::Rack)[static_cast<std::size_t>(rack.rack)];
        shown.selection.set({{TableId::Racks, id}});
        QVERIFY(shown.view.chosen() == rack.ref);
        QCOMPARE(static_cast<std::int32_t>(shown.lit.size()), rack.links);
        // Out of sight, the view lights nothing.
        shown.view.hide();
        QVERIFY(shown.lit.empty());
        shown.view.show();
        QVERIFY(!shown.lit.empty());
    }

    void aLargeFabricIsDrawnInBlocksThatZoomingTakesApart() {
        FabricDiagram diagram;
        diagram.resize(900, 300);
        diagram.setGraph(large(960, 480));
        QVERIFY(diagram.blocksIn(0) <= 60);
        QVERIFY(diagram.blocksIn(1) <= 60);
        const QImage before = diagram.grab().toImage();
        const std::size_t blocks = diagram.blocksIn(0);
        for (int i = 0; i < 12; ++i)
            diagram.zoomBy(1.5, 450.0);
        QVERIFY(diagram.blocksIn(0) > blocks);
        QCOMPARE(diagram.blocksIn(0), 960u);
        QVERIFY(diagram.grab().toImage() != before);
        diagram.zoomToFit();
        QCOMPARE(diagram.grab().toImage(), before);
    }

    void aClickOnABlockComesNearer() {
        FabricDiagram diagram;
        diagram.resize(900, 300);
        diagram.setGraph(large(960, 480));
        QSignalSpy chosen(&diagram, &FabricDiagram::chosen);
        QTest::mouseClick(&diagram, Qt::LeftButton, {}, diagram.boxOf({0, 480}).center().toPoint());
        QVERIFY(diagram.zoom() > 1.0);
        QCOMPARE(chosen.count(), 0);
    }

    void anEmptyHallSaysWhatToDo() {
        DocumentModel document;
        Selection selection;
        FabricView view(document, selection);
        const auto says = [&](const char* word) {
            for (const QLabel* label : view.findChildren<QLabel*>())
                if (label->isVisibleTo(&view) && label->text().contains(QString::fromUtf8(word)))
                    return true;
            return false;
        };
        QVERIFY(says("No hall is open"));
        test::SampleWindowHall sample = test::sampleWindowHall();
        sample.hall.fabrics = {};
        sample.hall.members = {};
        sample.hall.mounts = {};
        document.load(sample.hall, sample.nextId);
        QVERIFY(says("has no fabric"));
        QCOMPARE(view.fabric(), -1);
        view.showPage(FabricView::Page::Links);
        QVERIFY(says("has no fabric"));
    }

    void aFabricThatGoesAwayTakesItsLightsWithIt() {
        Shown shown;
        shown.view.choose(firstLeaf);
        QVERIFY(!shown.lit.empty());
        const test::SampleWindowHall sample = test::sampleWindowHall();
        shown.document.load(sample.hall, sample.nextId);
        QVERIFY(shown.lit.empty());
        QVERIFY(!shown.view.chosen());
    }

    void nothingIsCutOffInANarrowDock() {
        Shown shown;
        shown.view.resize(280, 600);
        QVERIFY2(shown.view.minimumSizeHint().width() <= 280,
                 qPrintable(QString::number(shown.view.minimumSizeHint().width())));
        shown.view.choose(firstLeaf);
        QVERIFY2(shown.view.minimumSizeHint().width() <= 280,
                 qPrintable(QString::number(shown.view.minimumSizeHint().width())));
    }
};

HALL_TEST(FabricViewTest)
#include "fabric_view_test.moc"
