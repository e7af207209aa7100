#include "views/catalog/newer_data.h"

#include "model/edits/override_reading.h"
#include "model/hall/freeze.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/catalog/settle_dialog.h"
#include "views/document.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace hallwright;

namespace {

constexpr const char* rackId = "nvidia-gb300-nvl72";

/// The shipped catalog with another design power of one rack.
Catalog newerCatalog(double power) {
    const Catalog& shipped = test::shippedCatalog();
    std::map<std::string, PartPtr> parts = shipped.parts();
    Part changed = *parts.at(rackId);
    for (Datum& datum : changed.data)
        if (datum.property == Property::powerTdp) datum.readings[datum.chosen].number = power;
    parts[rackId] = std::make_shared<const Part>(std::move(changed));
    return Catalog(std::move(parts), shipped.sources());
}

void loadHall(DocumentModel& document) {
    Hall hall;
    RawId next = 1;
    hall.sites.set(Id<Site>{next++}, Site{});
    freezePart(hall, test::shippedCatalog(), rackId, next);
    freezePart(hall, test::shippedCatalog(), Catalog::basisId, next);
    document.load(std::move(hall), next);
}

double powerIn(const DocumentModel& document) {
    const Hall& hall = document.hall();
    return hall.part(hall.findPart(rackId))->number(Property::powerTdp).value_or(0.0);
}

}  // namespace

class NewerDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHallAsTheCatalogHasItNeedsNothing() {
        DocumentModel document;
        loadHall(document);
        NewerData dialog(std::make_shared<const Catalog>(test::shippedCatalog()), document);
        dialog.show();
        QCOMPARE(dialog.findChild<QTreeWidget*>()->topLevelItemCount(), 0);
        QVERIFY(!dialog.findChild<QTreeWidget*>()->isVisible());
    }

    void bothValuesAreInOneUnit() {
        DocumentModel document;
        loadHall(document);
        NewerData dialog(std::make_shared<const Catalog>(newerCatalog(1.5e6)), document);
        const QTreeWidgetItem* line = dialog.findChild<QTreeWidget*>()->topLevelItem(0)->child(0);
        QVERIFY2(line->text(2).startsWith(QStringLiteral("1,500")), qPrintable(line->text(2)));
        QVERIFY2(line->text(2).contains(QStringLiteral("kW")), qPrintable(line->text(2)));
    }

    void whatChangedIsShownAndUpdatedAsOneEdit() {
        DocumentModel document;
        loadHall(document);
        const double before = powerIn(document);
        NewerData dialog(std::make_shared<const Catalog>(newerCatalog(150e3)), document);
        dialog.show();
        auto* tree = dialog.findChild<QTreeWidget*>();
        QCOMPARE(tree->topLevelItemCount(), 1);
        const QTreeWidgetItem* part = tree->topLevelItem(0);
        QCOMPARE(part->childCount(), 1);
        QVERIFY(part->child(0)->text(1).contains(QStringLiteral("142")));
        QVERIFY(part->child(0)->text(2).contains(QStringLiteral("150")));
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            QVERIFY2(!label->text().contains(QStringLiteral("(s)")), qPrintable(label->text()));
        QCOMPARE(powerIn(document), before);  // nothing happens unasked
        QVERIFY(dialog.update());
        QCOMPARE(powerIn(document), 150e3);
        document.undo();
        QCOMPARE(powerIn(document), before);
        QVERIFY(!document.canUndo());
    }

    void whatIsNotTickedStays() {
        DocumentModel document;
        loadHall(document);
        const double before = powerIn(document);
        NewerData dialog(std::make_shared<const Catalog>(newerCatalog(150e3)), document);
        dialog.tick({});
        QVERIFY(!dialog.update());
        QCOMPARE(powerIn(document), before);
    }

    void aValueOfTheUsersOwnSurvivesTheUpdate() {
        DocumentModel document;
        loadHall(document);
        const PartId id = document.hall().findPart(rackId);
        Result<Edit> own = overrideReading(
            document.base(), id, Property::powerTdp,
            {.number = 137e3, .text = {}, .reason = "measured", .date = "2026-11-23"});
        QVERIFY(own);
        QVERIFY(document.apply(*own));
        NewerData dialog(std::make_shared<const Catalog>(newerCatalog(150e3)), document);
        QVERIFY(dialog.update());
        QCOMPARE(powerIn(document), 137e3);
    }

    void disagreementsAreSettledByOneRule() {
        DocumentModel document;
        loadHall(document);
        SettleDialog dialog(document);
        dialog.setRule(ReadingRule::Lowest);
        QVERIFY(dialog.findChild<QTreeWidget*>()->topLevelItemCount() > 0);
        QCOMPARE(powerIn(document), 142e3);  // shown before it is done
        QVERIFY(dialog.settle());
        QCOMPARE(powerIn(document), 120e3);
        QVERIFY(!dialog.settle());  // nothing is left to settle
        document.undo();
        QCOMPARE(powerIn(document), 142e3);
    }
};

HALL_TEST(NewerDataTest)
#include "newer_data_test.moc"
