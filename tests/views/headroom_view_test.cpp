#include "views/headroom/headroom_view.h"

#include "model/edits/change_items.h"
#include "tests/support/example_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/document.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace hallwright;

class HeadroomViewTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const Catalog> m_catalog =
        std::make_shared<const Catalog>(test::shippedCatalog());

    static void load(DocumentModel& document) {
        const Hall& hall = test::examplePlan("gb300-unit").hall;
        document.load(hall, hall.highestId() + 1);
    }

private Q_SLOTS:
    void withoutHallOrPartItSaysWhatToDo() {
        DocumentModel document;
        HeadroomView view(m_catalog, document);
        view.show();
        const auto* hint = view.findChild<QLabel*>("headroomHint");
        QVERIFY(hint->text().contains("Open a hall"));
        load(document);
        QVERIFY(hint->text().contains("Choose a rack"));
        view.setPart("nvidia-q3400-ra");
        QVERIFY(hint->text().contains("network racks"));
    }

    void theAnswerComesAndGoesStaleWithTheHall() {
        DocumentModel document;
        load(document);
        HeadroomView view(m_catalog, document);
        view.show();
        view.setPart("nvidia-gb300-nvl72");
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh(), 60000);
        QVERIFY(view.answer());
        QCOMPARE(view.answer()->here, 8);
        QVERIFY(!view.findChild<QLabel*>("headroomSentence")->text().isEmpty());
        ItemRef rack;
        document.hall().racks.forEach([&](Id<Rack> id, const Rack&) {
            if (!rack) rack = {TableId::Racks, id.raw};
        });
        const Result<Edit> edit = renameItem(document.base(), rack, "X01");
        VERIFY_OK(edit);
        VERIFY_OK(document.apply(*edit));
        QVERIFY(!view.fresh());
        QVERIFY(view.answer());
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh(), 60000);
    }

    void aHiddenViewSearchesNothing() {
        DocumentModel document;
        load(document);
        HeadroomView view(m_catalog, document);
        view.setPart("nvidia-gb300-nvl72");
        QSignalSpy changed(&view, &HeadroomView::changed);
        QVERIFY(!changed.wait(800));
        QVERIFY(!view.answer());
    }
};

HALL_TEST(HeadroomViewTest)
#include "headroom_view_test.moc"
