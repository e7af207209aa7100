#include "views/catalog/catalog_view.h"

#include "model/edits/place_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/catalog/catalog_model.h"
#include "views/catalog/part_words.h"
#include "views/document.h"
#include "views/plan/part_mime.h"

#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace hallwright;

class CatalogViewTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const Catalog> m_catalog =
        std::make_shared<const Catalog>(test::shippedCatalog());

private Q_SLOTS:
    void whatCanBePlacedComesFirst() {
        DocumentModel document;
        CatalogModel model(m_catalog, document);
        bool reference = false;
        for (const Kind kind : model.kinds()) {
            QVERIFY2(!(reference && isPlaceable(kind)), "a placeable kind after one that is not");
            reference = reference || !isPlaceable(kind);
        }
        QCOMPARE(model.partCount(), static_cast<int>(m_catalog->parts().size()));
    }

    void aDragCarriesTheIdOfAPlaceablePartOnly() {
        DocumentModel document;
        CatalogModel model(m_catalog, document);
        const QModelIndex rack = model.indexOf("nvidia-gb300-nvl72");
        QVERIFY(rack.isValid());
        QVERIFY(model.flags(rack) & Qt::ItemIsDragEnabled);
        const std::unique_ptr<QMimeData> data(model.mimeData({rack}));
        QVERIFY(data);
        QCOMPARE(data->data(partMime), QByteArray("nvidia-gb300-nvl72"));
        const QModelIndex module = model.indexOf("nvidia-q3400-ra");
        QVERIFY(module.isValid());
        QVERIFY(!(model.flags(module) & Qt::ItemIsDragEnabled));
        QVERIFY(!model.mimeData({module}));
        QVERIFY(!whyNotPlaceable(*model.partAt(module)).isEmpty());
    }

    void searchNarrowsAndAnEmptyResultSaysWhatToDo() {
        DocumentModel document;
        CatalogView view(m_catalog, document);
        view.show();
        view.setSearch("gb300 nvl72");
        QVERIFY(view.model().partCount() >= 1);
        QVERIFY(view.model().partCount() < static_cast<int>(m_catalog->parts().size()) / 4);
        view.setSearch("qqqqxyzzy");
        QCOMPARE(view.model().partCount(), 0);
        const auto* empty = view.findChild<QLabel*>("catalogEmpty");
        QVERIFY(empty->isVisible());
        QVERIFY(empty->text().contains("qqqqxyzzy"));
        QVERIFY(empty->text().contains("Try"));
    }

    void enterPlacesTheChosenPart() {
        DocumentModel document;
        CatalogView view(m_catalog, document);
        view.show();
        QSignalSpy chosen(&view, &CatalogView::partChosen),
            placed(&view, &CatalogView::placeWanted);
        auto* search = view.findChild<QLineEdit*>("catalogSearch");
        QTest::keyClicks(search, "gb300 nvl72");
        QTest::keyClick(search, Qt::Key_Down);
        QCOMPARE(view.part(), QString("nvidia-gb300-nvl72"));
        QCOMPARE(chosen.count(), 1);
        QTest::keyClick(view.findChild<QTreeView*>("catalogList"), Qt::Key_Return);
        QCOMPARE(placed.count(), 1);
        QCOMPARE(placed.front().front().toString(), QString("nvidia-gb300-nvl72"));
    }

    void aPartThatCannotBePlacedSaysWhy() {
        DocumentModel document;
        CatalogView view(m_catalog, document);
        view.show();
        QSignalSpy placed(&view, &CatalogView::placeWanted);
        view.choosePart("nvidia-q3400-ra");
        QVERIFY(view.findChild<QLabel*>("catalogWhy")->text().contains("network racks"));
        QVERIFY(!view.findChild<QPushButton*>("catalogPlace")->isVisible());
        QTest::keyClick(view.findChild<QTreeView*>("catalogList"), Qt::Key_Return);
        QCOMPARE(placed.count(), 0);
        view.choosePart("nvidia-gb300-nvl72");
        QVERIFY(view.findChild<QPushButton*>("catalogPlace")->isVisible());
    }

    void whatTheHallHasIsCounted() {
        // The sample hall has eight racks of a part of this id; the catalog here has just that.
        const test::SampleWindowHall sample = test::sampleWindowHall();
        const PartPtr part = sample.hall.parts[sample.rackPart].part;
        const auto catalog = std::make_shared<const Catalog>(
            std::map<std::string, PartPtr>{{part->id, part}}, std::map<std::string, Source>{});
        DocumentModel document;
        CatalogModel model(catalog, document);
        QCOMPARE(model.countHere(part->id), 0LL);
        document.load(sample.hall, sample.nextId);
        QCOMPARE(model.countHere(part->id), 8LL);
        QVERIFY(model.indexOf("test-rack").data(CatalogModel::HereRole).toString().contains("8"));
    }

    void aNewCatalogKeepsTheChosenPart() {
        DocumentModel document;
        CatalogView view(m_catalog, document);
        view.choosePart("nvidia-gb300-nvl72");
        std::map<std::string, PartPtr> parts = m_catalog->parts();
        auto renamed = std::make_shared<Part>(*parts.at("nvidia-gb300-nvl72"));
        renamed->name = "Renamed rack";
        parts["nvidia-gb300-nvl72"] = renamed;
        parts.erase("nvidia-q3400-ra");
        view.setCatalog(std::make_shared<const Catalog>(std::move(parts), m_catalog->sources()));
        QCOMPARE(view.part(), QString("nvidia-gb300-nvl72"));
        QCOMPARE(view.findChild<QLabel*>("catalogName")->text(), QString("Renamed rack"));
        QVERIFY(!view.model().indexOf("nvidia-q3400-ra").isValid());
    }

    void everyPartHasWordsAndFigures() {
        for (const auto& [id, part] : m_catalog->parts()) {
            QVERIFY2(!statusWord(*part).isEmpty(), id.c_str());
            const bool measured = part->number(Property::powerTdp) ||
                                  part->number(Property::coolingCapacity) ||
                                  part->number(Property::sizeWidth);
            if (isPlaceable(part->kind) && measured)
                QVERIFY2(!keyFigures(*part).isEmpty(), id.c_str());
            QVERIFY2(isPlaceable(part->kind) == whyNotPlaceable(*part).isEmpty(), id.c_str());
        }
        QCOMPARE(keyFigures(*m_catalog->find("nvidia-gb300-nvl72")).section(u'·', 0, 0).trimmed(),
                 QString::fromUtf8("142\u00a0kW"));
    }
};

HALL_TEST(CatalogViewTest)
#include "catalog_view_test.moc"
