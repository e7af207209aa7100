#include "views/elevation/elevation_view.h"

#include "tests/support/example_hall.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/elevation/elevation_canvas.h"
#include "views/selection.h"

#include <QLabel>
#include <QPainter>
#include <QTest>

using namespace hallwright;

class ElevationViewTest : public QObject {
    Q_OBJECT

    static ItemRef rackOf(const Hall& hall, Kind kind) {
        ItemRef found;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            const Part* part = hall.part(rack.part);
            if (!found && part && part->kind == kind) found = {TableId::Racks, id.raw};
        });
        return found;
    }
    static int count(const ElevationContent& content, ElevationKind kind) {
        int count = 0;
        for (const ElevationItem& item : content.items)
            count += item.kind == kind ? item.across : 0;
        return count;
    }

private Q_SLOTS:
    void aRackShowsItsTraysShelvesAndSwitches() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const auto content =
            elevationOf(evaluation, rackOf(evaluation.hall(), Kind::ComputeRack), nullptr);
        QVERIFY(content);
        QCOMPARE(count(*content, ElevationKind::Compute), 18);
        QCOMPARE(count(*content, ElevationKind::Power), 8);
        QCOMPARE(count(*content, ElevationKind::Switch), 9);
        QCOMPARE(content->units, 48.0);
        QVERIFY2(content->notes.join(' ').contains("not published"), "the order is assumed");
        QVERIFY(content->figures.first().startsWith("142"));
        QCOMPARE(content->figures.size(), 3);
        QVERIFY(content->busbar.contains("sections"));
        QVERIFY(content->manifolds.contains("L/min"));
        // Places stand on one another and end below the top of the frame.
        double at = 0.0;
        for (const ElevationItem& item : content->items) {
            QCOMPARE(item.bottom, at);
            at += item.height;
        }
        QCOMPARE(at, content->units);
    }

    void heightsThatAreNotPublishedAreMarked() {
        const Evaluation evaluation = evaluate(test::examplePlan("kyber-row").hall);
        const auto content =
            elevationOf(evaluation, rackOf(evaluation.hall(), Kind::ComputeRack), nullptr);
        QVERIFY(content);
        QCOMPARE(count(*content, ElevationKind::Compute), 72);
        QVERIFY(!content->unitsPublished);
        for (const ElevationItem& item : content->items)
            QVERIFY(!item.published);
        QVERIFY(content->notes.join(' ').contains("not published"));
        const auto sidecar =
            elevationOf(evaluation, rackOf(evaluation.hall(), Kind::PowerSidecar), nullptr);
        QVERIFY(sidecar);
        QVERIFY2(sidecar->notes.join(' ').contains("not published"),
                 "nobody says what stands where in this power rack");
        QVERIFY(!sidecar->items.front().published);
    }

    void aNetworkRackShowsTheSwitchesMountedInIt() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const Hall& hall = evaluation.hall();
        const ItemRef item = rackOf(hall, Kind::NetworkRack);
        int mounted = 0;
        hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (mount.rack.raw == item.id) mounted += mount.count;
        });
        const auto content = elevationOf(evaluation, item, nullptr);
        QVERIFY(content);
        QVERIFY(mounted > 0);
        QCOMPARE(count(*content, ElevationKind::Switch), mounted);
        QVERIFY(content->items.front().facts.join(' ').contains("links in use"));
        QVERIFY(content->items.front().cages > 0);
    }

    void theViewFollowsSelectionAndKeys() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        Selection selection;
        ElevationView view(document, selection);
        view.show();
        const auto* empty = view.findChild<QLabel*>("elevationEmpty");
        QVERIFY(empty->text().contains("Open a hall"));
        document.load(sample.hall, sample.nextId);
        QVERIFY(empty->text().contains("Select a rack"));
        selection.set({sample.a01});
        QVERIFY(!empty->isVisible());
        QCOMPARE(view.item(), sample.a01);
        QVERIFY(view.findChild<QLabel*>("elevationNotes")->text().contains("not published"));
        auto* canvas = view.findChild<ElevationCanvas*>("elevationCanvas");
        QTest::keyClick(canvas, Qt::Key_Up);
        QCOMPARE(canvas->told(), 0);
        selection.set({sample.cdu});
        QCOMPARE(view.item(), sample.cdu);
        selection.set({sample.tray});
        QVERIFY(empty->isVisible());
    }

    void itDrawsForExport() {
        const Hall& hall = test::examplePlan("gb300-unit").hall;
        DocumentModel document;
        document.load(hall, hall.highestId() + 1);
        Selection selection;
        ElevationView view(document, selection);
        selection.set({rackOf(hall, Kind::ComputeRack)});
        QImage sheet(400, 800, QImage::Format_RGB32);
        sheet.fill(Qt::magenta);
        QPainter painter(&sheet);
        view.draw(painter, sheet.size());
        painter.end();
        QVERIFY(sheet.pixelColor(2, 2) != QColor(Qt::magenta));
        QSet<QRgb> tones;
        for (int y = 0; y < sheet.height(); y += 3)
            tones.insert(sheet.pixel(sheet.width() / 2, y));
        QVERIFY2(tones.size() > 3, "the rack is drawn");
    }
};

HALL_TEST(ElevationViewTest)
#include "elevation_view_test.moc"
