#include "views/list_keys.h"

#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/bom/bom_view.h"
#include "views/document.h"
#include "views/figures/figures_view.h"
#include "views/findings/findings_list.h"
#include "views/selection.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QListView>
#include <QMainWindow>
#include <QTreeView>

using namespace hallwright;

/// A window with the shortcuts that act on the plan, and one list in it.
class ListKeysTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();
    QStringList m_done;  ///< shortcuts that went to the plan

    void addShortcuts(QMainWindow& window) {
        for (const char* key : {"Del", "Ctrl+C", "Ctrl+X", "Ctrl+A", "V", "R", "Ctrl+Z"}) {
            auto* action = new QAction(key, &window);
            action->setShortcut(QKeySequence(key));
            connect(action, &QAction::triggered, this, [this, key] { m_done += key; });
            window.addAction(action);
        }
    }
    void press(QWidget* list) {
        QTest::keyClick(list, Qt::Key_Delete);
        QTest::keyClick(list, Qt::Key_X, Qt::ControlModifier);
        QTest::keyClick(list, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(list, Qt::Key_V);
        QTest::keyClick(list, Qt::Key_R);
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
    }

private Q_SLOTS:
    void init() { m_done.clear(); }

    void withTheFocusInAListNoKeyActsOnThePlan_data() {
        QTest::addColumn<int>("view");
        QTest::newRow("bill of materials") << 0;
        QTest::newRow("findings") << 1;
        QTest::newRow("figures") << 2;
    }
    void withTheFocusInAListNoKeyActsOnThePlan() {
        QFETCH(int, view);
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        QMainWindow window;
        QWidget* shown = nullptr;
        if (view == 0)
            shown = new BomView(document, &selection);
        else if (view == 1)
            shown = new FindingsList(document, selection);
        else
            shown = new FiguresView(document, nullptr, selection);
        window.setCentralWidget(shown);
        addShortcuts(window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QAbstractItemView* list = nullptr;  // and no heading, nor the list of a combo box
        for (QAbstractItemView* one : shown->findChildren<QAbstractItemView*>())
            if (!list && one->isVisible() && !qobject_cast<QHeaderView*>(one)) list = one;
        QVERIFY(list);
        list->setFocus();
        list->setCurrentIndex(list->model()->index(0, 0));
        press(list);
        QCOMPARE(m_done, QStringList());
        // What is no key of a list still is the window's.
        QTest::keyClick(list, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_done, QStringList{"Ctrl+Z"});
        QVERIFY(document.hall() == m_sample.hall);
    }

    void withoutItThePlanGetsThem() {
        QMainWindow window;
        auto* plain = new QListView;
        window.setCentralWidget(plain);
        addShortcuts(window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        plain->setFocus();
        QTest::keyClick(plain, Qt::Key_Delete);
        QCOMPARE(m_done, QStringList{"Del"});
    }

    void copyingTakesTheLineOfTheBill() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        BomView view(document, &selection);
        view.show();
        auto* tree = view.findChild<QTreeView*>();
        const QModelIndex section = tree->model()->index(0, 0);
        const QModelIndex line = tree->model()->index(0, 0, section);
        QVERIFY(line.isValid());
        tree->setCurrentIndex(line);
        QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.startsWith(section.data().toString() + u'\t' + line.data().toString()));
        QVERIFY(!copied.contains(u'\n'));
    }
};

HALL_TEST(ListKeysTest)
#include "list_keys_test.moc"
