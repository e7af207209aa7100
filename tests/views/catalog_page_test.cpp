#include "views/catalog/catalog_page.h"

#include "app/window.h"
#include "model/edits/own_parts.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/catalog/catalog_model.h"
#include "views/catalog/catalog_view.h"
#include "views/catalog/compare_tray.h"
#include "views/catalog/hall_parts.h"
#include "views/catalog/part_filter_bar.h"
#include "views/catalog/part_pane.h"
#include "views/catalog/part_table.h"
#include "views/catalog/part_table_model.h"
#include "views/document.h"
#include "views/plan/plan_view.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace hallwright;

class CatalogPageTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const Catalog> m_catalog =
        std::make_shared<const Catalog>(test::shippedCatalog());

    static const PartTableModel& modelOf(const CatalogPage& page) {
        return *static_cast<const PartTableModel*>(page.findChild<PartTable*>()->model());
    }
    static QString countOf(const CatalogPage& page) {
        return page.findChild<QLabel*>("partCount")->text();
    }
    static QLineEdit* searchOf(const CatalogPage& page) {
        return page.findChild<QLineEdit*>("partSearch");
    }
    /// The shipped catalog with one part retired.
    std::shared_ptr<const Catalog> withRetired(const std::string& id) const {
        std::map<std::string, PartPtr> parts = m_catalog->parts();
        auto part = std::make_shared<Part>(*parts.at(id));
        part->status = std::string(retiredStatus);
        parts[id] = std::move(part);
        return std::make_shared<const Catalog>(std::move(parts), m_catalog->sources(),
                                               std::map<std::string, Layer>{{id, Layer::Changed}});
    }

private Q_SLOTS:
    void wordsNarrowTheListAndTheCountSaysSo() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        const int all = static_cast<int>(m_catalog->parts().size());
        QCOMPARE(modelOf(page).rowCount(), all);
        page.setSearch("gb300 nvl72");
        const int found = modelOf(page).rowCount();
        QVERIFY(found >= 1 && found < all);
        QVERIFY(modelOf(page).indexOf("nvidia-gb300-nvl72").isValid());
        QCOMPARE(countOf(page), QString("%1 of %2 parts").arg(found).arg(all));
    }

    void nothingFoundSaysWhichFilterToLift() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.show();
        auto* filters = page.findChild<PartFilterBar*>();
        page.setSearch("gb300 nvl72");
        const int found = modelOf(page).rowCount();
        page.findChild<QComboBox*>("partKind")->setCurrentText("Pipe");
        QCOMPARE(modelOf(page).rowCount(), 0);
        QVERIFY(page.findChild<QLabel*>("catalogNothing")->isVisible());
        QPushButton* lift = nullptr;
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->text().contains(QString::fromUtf8("the kind “Pipe”"))) lift = button;
        QVERIFY(lift);
        lift->click();
        QCOMPARE(modelOf(page).rowCount(), found);
        QVERIFY(filters->active() == std::vector{PartFilterBar::Words});
        page.setSearch("qqqqxyzzy");
        QVERIFY(page.findChild<QLabel*>("catalogNothing")->text().contains("qqqqxyzzy"));
        page.findChild<QPushButton*>("clearFilters")->click();
        QCOMPARE(modelOf(page).rowCount(), static_cast<int>(m_catalog->parts().size()));
        QVERIFY(filters->active().empty());
    }

    void powerIsReadWithItsUnitAndNonsenseAsksNothing() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        auto* filters = page.findChild<PartFilterBar*>();
        auto* from = page.findChild<QLineEdit*>("powerFrom");
        from->setText("100");
        QCOMPARE(filters->filter().powerFrom, std::optional(100e3));
        const int found = modelOf(page).rowCount();
        QVERIFY(found > 0 && found < static_cast<int>(m_catalog->parts().size()));
        from->setText("0.1 MW");
        QCOMPARE(filters->filter().powerFrom, std::optional(100e3));
        from->setText("12 kg");
        QVERIFY(!filters->filter().powerFrom);
        QCOMPARE(modelOf(page).rowCount(), static_cast<int>(m_catalog->parts().size()));
    }

    void retiredPartsAreHiddenUntilAskedForOrChosen() {
        DocumentModel document;
        CatalogPage page(withRetired("nvidia-gb300-nvl72"), document);
        QVERIFY(!modelOf(page).indexOf("nvidia-gb300-nvl72").isValid());
        auto* retired = page.findChild<QCheckBox*>("partRetired");
        retired->setChecked(true);
        QVERIFY(modelOf(page).indexOf("nvidia-gb300-nvl72").isValid());
        retired->setChecked(false);
        page.choosePart("nvidia-gb300-nvl72");
        QCOMPARE(page.part(), QString("nvidia-gb300-nvl72"));
        QVERIFY(retired->isChecked());
        QCOMPARE(page.findChild<QAction*>("retirePart")->text(), QString("Offer Again"));
        const CatalogView dock(withRetired("nvidia-gb300-nvl72"), document);
        QVERIFY(!dock.model().indexOf("nvidia-gb300-nvl72").isValid());
        QVERIFY(dock.model().indexOf("nvidia-gb200-nvl72").isValid());
    }

    void fourPartsAtMostAreCompared() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.show();
        QStringList ids;
        for (int row = 0; row < 5; ++row)
            ids += modelOf(page).index(row, 0).data(PartTableModel::PartId).toString();
        page.compareParts(ids);
        QCOMPARE(page.compared(), ids.mid(0, 4));
        const QTabWidget* tabs = page.findChild<QTabWidget*>("catalogTabs");
        QCOMPARE(tabs->tabText(1), QString("Compare (4)"));
        const auto* tray = page.findChild<CompareTray*>();
        QVERIFY(tray->isVisible());
        page.compareParts({"no-such-part", ids[0]});
        QCOMPARE(page.compared(), ids.mid(0, 1));
        QVERIFY(!page.findChild<QPushButton*>("compareButton")->isEnabled());
        page.compareParts({});
        QVERIFY(!tray->isVisible());
        QCOMPARE(tabs->tabText(1), QString("Compare"));
    }

    void aChipTakesItsPartOutByKey() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.show();
        page.compareParts({"nvidia-gb300-nvl72", "nvidia-gb200-nvl72"});
        PartChip* first = nullptr;
        for (PartChip* chip : page.findChildren<PartChip*>())
            if (chip->part() == "nvidia-gb300-nvl72") first = chip;
        QVERIFY(first);
        QTest::keyClick(first, Qt::Key_Space);
        QCOMPARE(page.part(), QString("nvidia-gb300-nvl72"));
        QTest::keyClick(first, Qt::Key_Delete);
        QCOMPARE(page.compared(), QStringList{"nvidia-gb200-nvl72"});
    }

    void allOfItWorksByKeys() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.showTab("chart");
        page.setFocus();
        QVERIFY(searchOf(page)->hasFocus());
        QTest::keyClicks(searchOf(page), "gb300 nvl72");
        QTest::keyClick(searchOf(page), Qt::Key_Down);
        auto* table = page.findChild<PartTable*>();
        QVERIFY(table->hasFocus());
        QVERIFY(!page.part().isEmpty());
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(page.compared(), QStringList{page.part()});
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(page.findChild<QTabWidget*>("catalogTabs")->currentIndex(), 0);
        QTest::keyClick(page.focusWidget(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(searchOf(page)->hasFocus());
        QTest::keyClick(searchOf(page), Qt::Key_Escape);
        QVERIFY(searchOf(page)->text().isEmpty());
    }

    void theSheetFollowsTheListOnceItRests() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.show();
        const auto name = [&] { return page.findChild<QLabel*>("catalogName")->text(); };
        page.choosePart("nvidia-gb200-nvl72");
        QCOMPARE(name(), QString::fromStdString(m_catalog->find("nvidia-gb200-nvl72")->name));
        auto* table = page.findChild<PartTable*>();
        QTest::keyClick(table, Qt::Key_Down);
        const QString next = table->currentIndex().data().toString();
        QVERIFY(next != name());
        QTRY_COMPARE(name(), next);
    }

    void aNewCatalogKeepsWhatIsChosenAndCompared() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.choosePart("nvidia-gb200-nvl72");
        page.compareParts({"nvidia-gb200-nvl72", "nvidia-gb300-nvl72"});
        std::map<std::string, PartPtr> parts = m_catalog->parts();
        parts.erase("nvidia-gb300-nvl72");
        page.setCatalog(std::make_shared<const Catalog>(std::move(parts), m_catalog->sources()));
        QCOMPARE(page.part(), QString("nvidia-gb200-nvl72"));
        QCOMPARE(page.compared(), QStringList{"nvidia-gb200-nvl72"});
    }

    void theButtonsAskWithTheChosenPart() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.choosePart("nvidia-gb300-nvl72");
        QSignalSpy duplicate(&page, &CatalogPage::duplicateWanted),
            change(&page, &CatalogPage::changeWanted), retire(&page, &CatalogPage::retireWanted),
            made(&page, &CatalogPage::newWanted);
        for (const char* name : {"duplicatePart", "changePart", "retirePart", "newPart"})
            page.findChild<QAction*>(name)->trigger();
        for (const QSignalSpy* spy : {&duplicate, &change, &retire}) {
            QCOMPARE(spy->count(), 1);
            QCOMPARE(spy->front().front().toString(), QString("nvidia-gb300-nvl72"));
        }
        QCOMPARE(made.count(), 1);
        QVERIFY2(!page.findChild<QAction*>("newerData")->isEnabled(), "no hall is open");
    }

    void thePartsOfTheHallAreShownWhereAskedFor() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.setShowsHall(true);
        QVERIFY2(!page.showsHall(), "no hall is open");
        const test::SampleWindowHall sample = test::sampleWindowHall();
        document.load(sample.hall, sample.nextId);
        page.findChild<QComboBox*>("partScope")->setCurrentIndex(1);
        QVERIFY(page.showsHall());
        QVERIFY(modelOf(page).indexOf("test-rack").isValid());
        QVERIFY(!modelOf(page).indexOf("nvidia-gb300-nvl72").isValid());
        QCOMPARE(modelOf(page).rowCount(),
                 static_cast<int>(hallCatalog(sample.hall)->parts().size()));
        // A new catalog is for later; the hall's parts stay.
        page.setCatalog(withRetired("nvidia-gb200-nvl72"));
        QVERIFY(modelOf(page).indexOf("test-rack").isValid());
        page.setShowsHall(false);
        QVERIFY(modelOf(page).indexOf("nvidia-gb300-nvl72").isValid());
        QVERIFY(!modelOf(page).indexOf("nvidia-gb200-nvl72").isValid());
    }

    void theComparisonOutlastsALookAtTheHall() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        document.load(sample.hall, sample.nextId);
        const QStringList two{"nvidia-gb300-nvl72", "nvidia-gb200-nvl72"};
        page.compareParts(two);
        page.setShowsHall(true);
        QVERIFY(page.compared().isEmpty());  // the hall has neither
        page.setShowsHall(false);
        QCOMPARE(page.compared(), two);
    }

    void whoeverLooksForLiquidFindsHybridRacksToo() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        QComboBox* cooling = nullptr;
        for (QComboBox* box : page.findChildren<QComboBox*>())
            if (box->accessibleName() == "Cooling") cooling = box;
        QVERIFY(cooling);
        const auto found = [&](const QString& words) {
            cooling->setCurrentText(words);
            return modelOf(page).rowCount();
        };
        const int liquid = found("Liquid"), hybrid = found("Hybrid");
        QCOMPARE(found("Liquid or hybrid"), liquid + hybrid);
        QVERIFY(liquid > 0 && hybrid > 0);
        QVERIFY(modelOf(page).indexOf("nvidia-gb300-nvl72").isValid());
    }

    void aPowerThatCannotBeReadIsToldInWords() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.show();
        const auto* told = page.findChild<QLabel*>("powerUnread");
        QVERIFY(!told->isVisible());
        page.findChild<QLineEdit*>("powerTo")->setText("12 kg");
        QVERIFY(told->isVisible());
        page.findChild<QLineEdit*>("powerTo")->setText("12");
        QVERIFY(!told->isVisible());
    }

    void theSheetOfAnotherPartBeginsAtItsTop() {
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        page.resize(1000, 500);
        page.show();
        page.choosePart("nvidia-gb300-nvl72");
        auto* bar = page.findChild<PartPane*>()->findChild<QScrollArea*>()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 200);
        bar->setValue(200);
        page.setCatalog(withRetired("power-shelf-33kw"));
        QCOMPARE(page.part(), QString("nvidia-gb300-nvl72"));
        page.choosePart("nvidia-gb200-nvl72");
        QCOMPARE(bar->value(), 0);
    }

    void namesAreNoMarkupAndTheUsersOwnAreMarked() {
        std::map<std::string, PartPtr> parts = m_catalog->parts();
        auto part = std::make_shared<Part>(*parts.at("nvidia-gb300-nvl72"));
        part->name = "<h1>Rack</h1>";
        parts[part->id] = part;
        const auto catalog = std::make_shared<const Catalog>(
            std::move(parts), m_catalog->sources(),
            std::map<std::string, Layer>{{part->id, Layer::Changed}});
        DocumentModel document;
        CatalogPage page(catalog, document);
        page.resize(1200, 700);
        page.show();
        page.choosePart(QString::fromStdString(part->id));
        QCOMPARE(page.findChild<QLabel*>("catalogName")->textFormat(), Qt::PlainText);
        QVERIFY(page.findChild<QLabel*>("catalogAbout")->text().contains("Changed by you"));
        const auto* table = page.findChild<PartTable*>();
        QVERIFY2(!table->isColumnHidden(PartTableModel::Origin), "room for the mark first");
        QVERIFY(!table->model()
                     ->data(table->currentIndex(), Qt::ToolTipRole)
                     .toString()
                     .contains("<h1>"));
        QVERIFY(table->actions().contains(page.findChild<QAction*>("retirePart")));
    }

    void aRetiredPartStaysChosenSoThatAnotherPressOffersItAgain() {
        QTemporaryDir folder;
        WindowHooks hooks;
        hooks.catalog = m_catalog;
        hooks.shipped = *m_catalog;
        hooks.userCatalog = folder.path().toStdString();
        Window window(std::move(hooks));
        window.show();
        window.actions()[ActionId::ShowCatalog].trigger();
        CatalogPage& page = *window.catalogPage();
        page.choosePart("nvidia-gb300-nvl72");
        QAction* retire = page.findChild<QAction*>("retirePart");
        retire->trigger();
        QCOMPARE(page.part(), QString("nvidia-gb300-nvl72"));
        QCOMPARE(retire->text(), QString("Offer Again"));
        QVERIFY(window.statusBar()->currentMessage().contains("retired"));
        retire->trigger();
        QCOMPARE(page.part(), QString("nvidia-gb300-nvl72"));
        QCOMPARE(retire->text(), QString("Retire"));
    }

    void anEditOfAPartReachesTheListOfTheHall() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        CatalogPage page(m_catalog, document);
        document.load(sample.hall, sample.nextId);
        page.setShowsHall(true);
        page.choosePart("test-rack");
        Result<Edit> edit = retirePart(document.base(), sample.rackPart, true);
        VERIFY_OK(edit);
        VERIFY_OK(document.apply(std::move(edit).value()));
        QVERIFY(!modelOf(page).indexOf("test-rack").isValid());
        document.undo();
        QVERIFY(modelOf(page).indexOf("test-rack").isValid());
    }

    void onlyWhatTheUserMadeCanBeRemoved() {
        DocumentModel document;
        CatalogPage page(withRetired("nvidia-gb300-nvl72"), document);
        const QAction* remove = page.findChild<QAction*>("removePart");
        page.choosePart("nvidia-gb200-nvl72");
        QVERIFY(!remove->isEnabled());
        page.choosePart("nvidia-gb300-nvl72");
        QVERIFY(remove->isEnabled());
        QCOMPARE(remove->text(), QString("Restore"));
        page.setWritable(false);
        QVERIFY(!remove->isEnabled());
        QVERIFY(!page.findChild<QAction*>("newPart")->isEnabled());
    }

    void theWindowShowsThePageWithoutDocksAndWithoutAHall() {
        WindowHooks hooks;
        hooks.catalog = m_catalog;
        Window window(std::move(hooks));
        window.show();
        window.actions()[ActionId::ShowCatalog].trigger();
        QVERIFY(window.catalogPage()->isVisible());
        QCOMPARE(window.actions()[ActionId::ShowPlan].text(), QString("Start"));
        window.actions()[ActionId::ShowPlan].trigger();
        QVERIFY(!window.catalogPage()->isVisible());
        const test::SampleWindowHall sample = test::sampleWindowHall();
        window.load({sample.hall, sample.nextId});
        const auto shownDocks = [&] {
            QStringList names;
            for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
                if (!dock->isHidden()) names += dock->objectName();
            return names;
        };
        const QStringList docks = shownDocks();
        QVERIFY(!docks.isEmpty());
        window.actions()[ActionId::ShowCatalog].trigger();
        QVERIFY(shownDocks().isEmpty());
        QVERIFY(!window.actions()[ActionId::ToolRow].isEnabled());
        window.actions()[ActionId::ShowDashboard].trigger();
        QCOMPARE(shownDocks(), docks);
        QVERIFY(window.showView("compare"));
        QVERIFY(window.showView("inspector"));
        QVERIFY2(!window.catalogPage()->isVisible(), "docks stand beside the plan");
    }

    void aCatalogThatChangedReachesAllViews() {
        WindowHooks hooks;
        hooks.catalog = m_catalog;
        Window window(std::move(hooks));
        const std::shared_ptr<const Catalog> changed = withRetired("nvidia-gb300-nvl72");
        Q_EMIT window.catalogPage()->catalogChanged(changed);
        QVERIFY(!window.catalogView()->model().indexOf("nvidia-gb300-nvl72").isValid());
        QVERIFY(!modelOf(*window.catalogPage()).indexOf("nvidia-gb300-nvl72").isValid());
        QCOMPARE(window.plan().catalog(), changed.get());
    }
};

HALL_TEST(CatalogPageTest)
#include "catalog_page_test.moc"
