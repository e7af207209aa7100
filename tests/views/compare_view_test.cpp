#include "views/compare/compare_view.h"

#include "model/edits/change_items.h"
#include "tests/support/example_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/compare/compare_charts.h"
#include "views/compare/compare_model.h"
#include "views/compare/variant_list.h"
#include "views/document.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <cmath>

using namespace hallwright;

class CompareViewTest : public QObject {
    Q_OBJECT

    static constexpr int patience_ms = 120000;
    std::shared_ptr<const Catalog> m_catalog =
        std::make_shared<const Catalog>(test::shippedCatalog());

    static SideRef ready(VariantKind kind) { return {SideRef::From::Ready, kind, 0, {}}; }
    static const SideRef cpo;

    static void load(DocumentModel& document) {
        const Hall& hall = test::examplePlan("gb300-unit").hall;
        document.load(hall, hall.highestId() + 1);
    }
    static void renameARack(DocumentModel& document, const std::string& name) {
        ItemRef rack;
        document.hall().racks.forEach([&](Id<Rack> id, const Rack&) {
            if (!rack) rack = {TableId::Racks, id.raw};
        });
        const Result<Edit> edit = renameItem(document.base(), rack, name);
        VERIFY_OK(edit);
        VERIFY_OK(document.apply(*edit));
    }
    static QString words(const CompareView& view, const char* label) {
        return view.findChild<QLabel*>(QString::fromLatin1(label))->text();
    }
    static QCheckBox* box(const CompareView& view, const SideRef& ref) {
        return view.findChild<VariantList*>()->box(ref);
    }
    static QAction* action(const CompareView& view, const SideRef& ref, const QString& start) {
        for (QAction* one : view.findChild<VariantList*>()->menu(ref)->actions())
            if (one->text().startsWith(start)) return one;
        return nullptr;
    }
    static void click(QWidget* widget) {
        QTest::mouseClick(widget, Qt::LeftButton, {}, {8, widget->height() / 2});
    }

private Q_SLOTS:
    void withoutHallItSaysWhatToDo() {
        DocumentModel document;
        CompareView view(m_catalog, document);
        view.show();
        QVERIFY(words(view, "variantsEmpty").contains("Open a hall"));
        QVERIFY(!view.busy());
    }

    void withoutFabricItSaysWhatToDo() {
        DocumentModel document;
        Hall hall;
        hall.sites.set({1}, {});
        document.load(hall, 2);
        CompareView view(m_catalog, document);
        view.show();
        QVERIFY(words(view, "variantsEmpty").contains("no fabric"));
        QTRY_VERIFY_WITH_TIMEOUT(!view.busy(), patience_ms);
        QVERIFY(!box(view, cpo)->isEnabled());
    }

    void coPackagedStandsBesideTheHallWithoutAClick() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.resize(1200, 700);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        QVERIFY(view.comparison());
        QCOMPARE(view.comparison()->halls.size(), std::size_t{2});
        QVERIFY(box(view, cpo)->isChecked());
        QVERIFY(view.table().rowCount() > 0);
        QVERIFY(view.table().differences() > 0);
        QCOMPARE(view.charts().power().bars(), 2);
        // Switches with optics inside draw less for optics than modules do.
        QVERIFY(view.charts().power().value(1, 1) < view.charts().power().value(0, 1));
        // A maximum with optics is not drawn beside a figure of unstated basis: electronics stand
        // on one base.
        const double electronics = view.charts().power().value(0, 0);
        QVERIFY(electronics > 0.0);
        // The same electronics, and what the shelves that feed co-packaged switches lose.
        QVERIFY(view.charts().power().value(1, 0) >= electronics);
        QVERIFY(view.charts().power().value(1, 0) < 1.1 * electronics);
    }

    void tickingWithTheMouseAddsAColumnAndTakesItAway() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.resize(1200, 700);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        const int before = view.table().columnCount();
        const SideRef copper = ready(VariantKind::CopperFirst);
        QVERIFY2(box(view, copper)->isEnabled(), "the example can be wired with copper");
        click(box(view, copper));
        QVERIFY(!view.fresh());
        QVERIFY(view.comparison());  // the last table stays while the next is made
        QVERIFY2(!words(view, "variantsState").contains("before the last change"),
                 "the hall is as it was");
        QVERIFY2(words(view, "variantsState").contains("Working out Copper"),
                 qPrintable(words(view, "variantsState")));
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        QCOMPARE(view.table().columnCount(), before + 2);
        QTest::keyClick(box(view, copper), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        QCOMPARE(view.table().columnCount(), before);
        click(box(view, cpo));
        QVERIFY(words(view, "variantsEmpty").contains("Tick a variant"));
    }

    void stopKeepsTheTableAndATickGoesOn() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.resize(1200, 700);
        view.show();
        auto* stop = view.findChild<QToolButton*>("compareStop");
        QVERIFY(stop->isVisible());
        QTest::mouseClick(stop, Qt::LeftButton);
        QVERIFY(!view.busy());
        QVERIFY(!view.fresh());
        QVERIFY(words(view, "variantsEmpty").contains("Stopped"));
        QTest::qWait(300);
        QVERIFY(!view.comparison());
        QCOMPARE(stop->text(), "Go On");
        QTest::mouseClick(stop, Qt::LeftButton);
        QCOMPARE(stop->text(), "Stop");
        QVERIFY(view.busy());
        QTest::mouseClick(stop, Qt::LeftButton);
        click(box(view, ready(VariantKind::Pluggable)));
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        QVERIFY(view.comparison());
    }

    void keepAsVariantIsOneEditThatUndoTakesBack() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.resize(1200, 700);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        const Hall before = document.base();
        const RawId next = document.nextId();
        QAction* keep = action(view, cpo, "Keep as Variant");
        QVERIFY(keep && keep->isEnabled());
        keep->trigger();
        auto* dialog = view.findChild<QInputDialog*>("variantName");
        QVERIFY(dialog);
        dialog->setTextValue("Light inside");
        dialog->accept();
        QCOMPARE(document.base().variants.size(), std::size_t{1});
        QCOMPARE(document.nextId(), next + 1);
        const SideRef kept{SideRef::From::Stored, VariantKind::Cpo, next, {}};
        QVERIFY(view.chosen(kept));
        QVERIFY(!view.chosen(cpo));
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        QCOMPARE(view.comparison()->halls[1].name, std::string("Light inside"));
        QVERIFY(view.rename(kept, "CPO 2027"));
        QTRY_COMPARE(box(view, kept)->text(), "CPO 2027");
        document.undo();
        document.undo();
        QVERIFY(document.base() == before);
        QTRY_VERIFY(!box(view, kept));
        QVERIFY(!view.chosen(kept));
        QVERIFY2(view.chosen(cpo), "what it was kept from is compared again");
        document.redo();
        QVERIFY(view.chosen(kept));
        QVERIFY(!view.chosen(cpo));
    }

    void namesStayWhenColumnsAreScrolled() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.resize(700, 600);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.complete() && !view.busy(), patience_ms);
        auto* table = view.findChild<QTableView*>("compareVariants");
        const int wide = table->columnWidth(0) - 2;
        const auto names = [&] {
            return table->viewport()->grab({0, 0, wide, table->viewport()->height()}).toImage();
        };
        const QImage before = names();
        QScrollBar* bar = table->horizontalScrollBar();
        QVERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        QVERIFY(names() == before);
        QCOMPARE(table->indexAt({wide / 2, table->viewport()->height() / 2}).column(), 0);
    }

    void removingAVariantIsAnEditToo() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        QVERIFY(view.keep(cpo, "A"));
        QVERIFY(!view.keep(cpo, "A"));  // the name is taken
        const SideRef kept{SideRef::From::Stored, VariantKind::Cpo, document.nextId() - 1, {}};
        view.remove(kept);
        QVERIFY(document.base().variants.empty());
        document.undo();
        QCOMPARE(document.base().variants.size(), std::size_t{1});
    }

    void aHallFromAFileIsASideAndABadFileSaysWhy() {
        const QTemporaryDir folder;
        DocumentModel document;
        load(document);
        const QString path = folder.filePath("other.hall");
        VERIFY_OK(saveDocument(newDocument(document.base()), path.toStdString()));
        CompareView view(m_catalog, document);
        view.resize(1200, 700);
        view.show();
        view.addFile(path);
        view.addFile(folder.filePath("none.hall"));
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        QCOMPARE(view.comparison()->halls.size(), std::size_t{3});
        const SideRef bad{SideRef::From::File, VariantKind::Cpo, 0,
                          folder.filePath("none.hall").toStdString()};
        QVERIFY(!box(view, bad)->isEnabled());
        QVERIFY(!box(view, bad)->accessibleDescription().isEmpty());
        view.remove(bad);
        QTRY_VERIFY(!box(view, bad));
    }

    void anEditGoesStaleAndAStormOfEditsEndsFresh() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.resize(1200, 700);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        const auto first = view.comparison()->halls[0].evaluation;
        int turns = 0;
        QTimer turning;
        connect(&turning, &QTimer::timeout, this, [&] { ++turns; });
        turning.start(0);
        for (int i = 0; i < 40; ++i) {
            renameARack(document, "S" + std::to_string(i));
            QVERIFY(!view.fresh());
            QVERIFY(view.comparison());
            QCoreApplication::processEvents();
            // Some settle and start; the next edit gives them up.
            if (i % 10 == 9) QTest::qWait(520);
        }
        turns = 0;
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        // The window lived on all the while.
        QVERIFY(turns > 20);
        QVERIFY(view.comparison()->halls[0].evaluation != first);
        QVERIFY(view.comparison()->halls[0].evaluation->hall() == document.base());
    }

    void aHiddenViewWorksNothingOut() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        renameARack(document, "X1");
        QVERIFY(!view.busy());
        QSignalSpy changed(&view, &CompareView::changed);
        QVERIFY(!changed.wait(800));
        QVERIFY(!view.comparison());
    }

    void aFigureLeadsToItsDerivation() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.resize(1200, 700);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        auto* table = view.findChild<QTableView*>("compareVariants");
        QSignalSpy wanted(&view, &CompareView::figureWanted);
        QSignalSpy told(&view, &CompareView::message);
        int lines = 0;
        for (int row = 0; row < view.table().rowCount(); ++row)
            if (view.table().row(row)) {
                table->setCurrentIndex(view.table().index(row, 0));
                QTest::keyClick(table, Qt::Key_Return);
                ++lines;
            }
        QVERIFY(wanted.count() > 0);
        QCOMPARE(wanted.count() + told.count(), lines);
    }

    void theTableIsCopiedAndTheChartsAreWritten() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.resize(1600, 900);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        auto* copy = view.findChild<QToolButton*>("variantsCopy");
        copy->menu()->actions()[1]->trigger();
        QVERIFY(QApplication::clipboard()->text().contains(",Difference"));
        const QTemporaryDir folder;
        VERIFY_OK(view.exportPicture(folder.filePath("a.png")));
        QVERIFY(!QImage(folder.filePath("a.png")).isNull());
        VERIFY_OK(view.exportPicture(folder.filePath("a.svg")));
        QVERIFY(!view.exportPicture(folder.filePath("a.txt")));
    }

    void openAsHallGivesTheVariant() {
        DocumentModel document;
        load(document);
        CompareView view(m_catalog, document);
        view.show();
        QTRY_VERIFY_WITH_TIMEOUT(view.fresh() && !view.busy(), patience_ms);
        std::optional<Hall> opened;
        connect(&view, &CompareView::hallWanted, this,
                [&](const Hall& hall, const QString&) { opened = hall; });
        action(view, cpo, "Open as Hall")->trigger();
        QVERIFY(opened);
        QVERIFY(!(*opened == document.base()));
    }
};

const SideRef CompareViewTest::cpo = CompareViewTest::ready(VariantKind::Cpo);

HALL_TEST(CompareViewTest)
#include "compare_view_test.moc"
