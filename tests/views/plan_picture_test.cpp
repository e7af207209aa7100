#include "views/plan/plan_picture.h"

#include "model/edits/move_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/theme.h"

#include <QPainter>

#include <random>

using namespace hallwright;

namespace {

constexpr QSize screen{640, 480};

/// A hall of so many racks side by side in rows, each with findings of its own.
Hall crowded(const test::SampleWindowHall& sample, RawId& next) {
    Hall hall = sample.hall;
    next = sample.nextId;
    const Rack like = hall.racks[{sample.a01.id}];
    for (int row = 0; row < 6; ++row)
        for (int i = 0; i < 20; ++i) {
            Rack rack = like;
            rack.name = "Z" + std::to_string(row) + std::to_string(i);
            rack.place.x = Millimetres{600 * i};
            rack.place.y = Millimetres{8000 + 2000 * row};
            hall.racks.set({next++}, rack);
        }
    return hall;
}

}  // namespace

class PlanPictureTest : public QObject {
    Q_OBJECT

    /// Where the two differ first, or nothing.
    static QString difference(const QImage& a, const QImage& b) {
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x)
                if (a.pixel(x, y) != b.pixel(x, y)) return QString("at %1, %2").arg(x).arg(y);
        return {};
    }

private Q_SLOTS:
    void drawnInPartsItLooksAsDrawnWhole_data() {
        QTest::addColumn<double>("rackWidth");
        for (double width : {3.0, 9.0, 16.0, 30.0, 70.0})
            QTest::addRow("racks of %d pixels", static_cast<int>(width)) << width;
    }
    /// Moves of racks, of the view, of the pointer and of the selection, one after another.
    void drawnInPartsItLooksAsDrawnWhole() {
        QFETCH(double, rackWidth);
        const test::SampleWindowHall sample = test::sampleWindowHall();
        RawId next = 0;
        DocumentModel document;
        document.load(crowded(sample, next), next);
        PlanScene scene;
        scene.showAll(document.evaluation());
        PlanPicture picture;
        connect(&document, &DocumentModel::changed, this, [&](const ChangeEvent& event) {
            scene.showChange(document.evaluation(), event.items, event.rowsCameOrWent);
            picture.noteChange(scene.changedAreas());
        });
        PlanPainter once, painter;
        const Theme& theme = Theme::of(Theme::Kind::Light);
        Viewport viewport;
        viewport.scale = rackWidth / 600.0;
        viewport.origin = QPointF(60.3, 300.7);
        std::vector<ItemRef> selected;
        PlanPainter::Options options{Overlay::None, &document.evaluation(), &selected, {}};
        std::mt19937 random(11);
        const auto any = [&](int most) {
            return static_cast<int>(random() % static_cast<unsigned>(most));
        };
        const auto anyItem = [&] {
            const std::vector<ItemRef> all = scene.allItems();
            return all[static_cast<std::size_t>(any(static_cast<int>(all.size())))];
        };
        for (int step = 0; step < 120; ++step) {
            switch (any(5)) {
            case 0:
            case 1: {
                const ItemRef items[] = {anyItem()};
                (void)document.apply(
                    moveItems(document.base(), items, {any(3000) - 1500}, {any(3000) - 1500})
                        .value());
                break;
            }
            case 2:
                viewport.origin += QPointF(any(121) - 60, any(121) - 60);
                break;
            case 3:
                options.hover = any(3) == 0 ? std::nullopt : std::optional(anyItem());
                break;
            default:
                selected.clear();
                for (int i = any(4); i > 0; --i)
                    selected.push_back(anyItem());
                break;
            }
            QImage kept(screen, QImage::Format_RGB32), fresh(screen, QImage::Format_RGB32);
            QPainter onKept(&kept), onFresh(&fresh);
            picture.paint(onKept, painter, screen, scene, viewport, 1.0, theme, options, false, {});
            once.paint(onFresh, fresh.rect(), scene, viewport, 1.0, theme, options);
            onKept.end();
            onFresh.end();
            const QString where = difference(kept, fresh);
            QVERIFY2(where.isEmpty(), qPrintable(QString("step %1 %2").arg(step).arg(where)));
        }
    }

    void wordsLeftOutInAMoveComeWhenItIsStill() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        Hall hall = sample.hall;
        RawId next = sample.nextId;
        const Rack like = hall.racks[{sample.a01.id}];
        for (int row = 0; row < 20; ++row)
            for (int i = 0; i < 30; ++i) {
                Rack rack = like;
                rack.name = "W" + std::to_string(30 * row + i);
                rack.place.x = Millimetres{600 * i};
                rack.place.y = Millimetres{1300 * row};
                hall.racks.set({next++}, rack);
            }
        PlanScene scene;
        scene.showAll(evaluate(hall));
        PlanPainter painter, once;
        PlanPicture picture;
        const Theme& theme = Theme::of(Theme::Kind::Light);
        Viewport viewport;
        viewport.scale = 30.0 / 600.0;
        viewport.origin = QPointF(20, 1000);
        const QSize size(1000, 1000);
        QImage kept(size, QImage::Format_RGB32), fresh(size, QImage::Format_RGB32);
        const auto paint = [&](bool moving) {
            QPainter onto(&kept);
            picture.paint(onto, painter, size, scene, viewport, 1.0, theme, {}, moving, 100);
        };
        paint(true);
        QVERIFY(picture.wordsMissing());
        int frames = 0;
        for (; picture.wordsMissing() && frames < 50; ++frames)
            paint(false);
        QVERIFY(frames > 1);
        QVERIFY(!picture.wordsMissing());
        QPainter onto(&fresh);
        once.paint(onto, fresh.rect(), scene, viewport, 1.0, theme, {});
        onto.end();
        QCOMPARE(difference(kept, fresh), QString());
    }
};

HALL_TEST(PlanPictureTest)
#include "plan_picture_test.moc"
