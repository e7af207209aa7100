#include "views/bom/bom_view.h"

#include "model/edits/change_items.h"
#include "model/edits/move_items.h"
#include "tests/support/example_hall.h"
#include "tests/support/random_edits.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/bom/bill_model.h"
#include "views/document.h"
#include "views/paced_refresh.h"
#include "views/selection.h"
#include "views/units.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

using namespace hallwright;

class BomViewTest : public QObject {
    Q_OBJECT

    /// Every cell, a line of the tree each: what a user reads.
    static QStringList textOf(const BillModel& model) {
        QStringList out;
        const auto line = [&](const QModelIndex& parent, int row) {
            QStringList cells;
            for (int c = 0; c < BillModel::ColumnCount; ++c) {
                const QModelIndex cell = model.index(row, c, parent);
                cells += cell.data().toString() + u' ' + cell.data(BillModel::UnitText).toString();
            }
            out += cells.join(u'|');
        };
        for (int s = 0; s < model.rowCount(); ++s) {
            line({}, s);
            for (int r = 0; r < model.rowCount(model.index(s, 0)); ++r)
                line(model.index(s, 0), r);
        }
        return out;
    }
    static std::vector<const BillRow*> linesOf(const BillModel& model) {
        std::vector<const BillRow*> out;
        for (int s = 0; s < model.rowCount(); ++s)
            for (int r = 0; r < model.rowCount(model.index(s, 0)); ++r)
                out.push_back(model.lineAt(model.index(r, 0, model.index(s, 0))));
        return out;
    }

private Q_SLOTS:
    void cleanup() { Units::shown().set(UnitSystem::Si); }

    void theLinesAreThoseOfTheBillThatIsExported() {
        const Plan& plan = test::examplePlan("gb300-unit");
        DocumentModel document;
        document.load(plan.hall, plan.nextId);
        BomView view(document);
        const BillTable table = billTable(document.evaluation());
        const std::vector<const BillRow*> lines = linesOf(view.model());
        QCOMPARE(lines.size(), table.rows.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            QCOMPARE(lines[i]->part, table.rows[i].part);
            QCOMPARE(lines[i]->quantity, table.rows[i].quantity);
            QVERIFY(lines[i]->length_m == table.rows[i].length_m);
            QVERIFY(lines[i]->price_usd == table.rows[i].price_usd);
            QVERIFY(lines[i]->total_usd == table.rows[i].total_usd);
        }
        QCOMPARE(view.model().total(), table.total_usd);
    }

    void aLineWithoutPriceMakesTheTotalsAtLeast() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        BomView view(document);
        QVERIFY(!view.model().table().withoutPrice.empty());
        const QModelIndex section = view.model().index(0, BillModel::Total);
        QCOMPARE(section.data().toString(), QString("unknown"));
        bool said = false;
        for (const QLabel* label : view.findChildren<QLabel*>())
            said = said || (label->text().startsWith("Without a price:") &&
                            label->text().contains("Test Rack"));
        QVERIFY(said);
    }

    void filterAndOrderChangeWhatIsShownAndNotTheTotal() {
        const Plan& plan = test::examplePlan("gb300-unit");
        DocumentModel document;
        document.load(plan.hall, plan.nextId);
        BomView view(document);
        const double total = view.model().total();
        const std::size_t all = linesOf(view.model()).size();
        const std::string first = linesOf(view.model()).front()->name;
        view.findChild<QLineEdit*>()->setText(QString::fromStdString(first));
        QVERIFY(linesOf(view.model()).size() < all);
        QCOMPARE(linesOf(view.model()).front()->name, first);
        QCOMPARE(view.model().total(), total);
        view.findChild<QLineEdit*>()->setText("no such part");
        QVERIFY(linesOf(view.model()).empty());
        view.findChild<QLineEdit*>()->clear();
        QTreeView* tree = view.findChild<QTreeView*>();
        tree->sortByColumn(BillModel::Total, Qt::DescendingOrder);
        for (int s = 0; s < view.model().rowCount(); ++s) {
            const QModelIndex section = view.model().index(s, 0);
            for (int r = 1; r < view.model().rowCount(section); ++r)
                QVERIFY(view.model()
                            .lineAt(view.model().index(r - 1, 0, section))
                            ->total_usd.value_or(-1.0) >=
                        view.model()
                            .lineAt(view.model().index(r, 0, section))
                            ->total_usd.value_or(-1.0));
        }
        QCOMPARE(linesOf(view.model()).size(), all);
    }

    void aLineSelectsWhatItStandsFor() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        Selection selection;
        BomView view(document, &selection);
        QSignalSpy wanted(&view, &BomView::partWanted);
        QTreeView* tree = view.findChild<QTreeView*>();
        const QModelIndex line = view.model().index(0, 0, view.model().index(0, 0));
        QCOMPARE(view.model().lineAt(line)->part, std::string("test-rack"));
        Q_EMIT tree->clicked(line);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(selection.items().size(), std::size_t{8});
        QVERIFY(selection.contains(sample.a01));
    }

    void exportIsAskedForByFormat() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        BomView view(document);
        QSignalSpy wanted(&view, &BomView::exportWanted);
        QToolButton* csv = view.findChildren<QToolButton*>().value(0);
        for (QToolButton* button : view.findChildren<QToolButton*>())
            if (button->text().startsWith("CSV")) csv = button;
        QVERIFY2(!csv->isEnabled(), "there is nothing to export yet");
        document.load(sample.hall, sample.nextId);
        view.show();
        QVERIFY(csv->isEnabled());
        csv->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), QString("csv"));
    }

    void afterRandomEditsTheViewEqualsAFreshOne() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        BomView view(document);
        view.show();
        std::mt19937 dice(7);
        for (int i = 0; i < 60; ++i) {
            Edit edit = test::randomEdit(document.base(), document.nextId(), dice);
            if (i % 3 == 0) {
                VERIFY_OK(document.preview(std::move(edit)));
                if (i % 2 == 0)
                    document.cancelPreview();
                else
                    document.commitPreview();
            } else {
                VERIFY_OK(document.apply(std::move(edit)));
            }
            if (i % 7 == 6) document.undo();
            PacedRefresh::catchUpAll();
            const BillModel fresh(document);
            QCOMPARE(textOf(view.model()), textOf(fresh));
        }
    }

    void withoutAHallItSaysWhatToDo() {
        DocumentModel document;
        BomView view(document);
        view.show();
        bool said = false;
        for (const QLabel* label : view.findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().startsWith("Open a hall"));
        QVERIFY(said);
    }
};

HALL_TEST(BomViewTest)
#include "bom_view_test.moc"
