#include "views/start/start_page.h"

#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/start/start_row.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace hallwright;

class StartPageTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QString& name) const {
        QFile made(m_folder.filePath(name));
        if (!made.open(QIODevice::WriteOnly)) return {};
        return made.fileName();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void everyExampleIsListedWithWhatItAsksFor() {
        StartPage page;
        page.setCatalog(std::make_shared<const Catalog>(test::shippedCatalog()));
        QVERIFY(page.exampleRows().size() >= 5);
        bool unit = false;
        for (const StartRow* row : page.exampleRows()) {
            QVERIFY2(row->words().detail.contains("×"), qPrintable(row->file()));
            QVERIFY2(row->words().side.contains("W"), qPrintable(row->file()));
            if (row->words().title != "One GB300 scalable unit") continue;
            unit = true;
            QCOMPARE(row->words().detail, QString("8\u00a0×\u00a0NVIDIA GB300 NVL72"));
            QCOMPARE(row->words().side, QString("30\u00a0m × 18\u00a0m · 1,800\u00a0kW"));
        }
        QVERIFY(unit);
    }

    void recentHallsShowNameAndFolderAndMissingOnesCanBeTakenOff() {
        StartPage page;
        page.resize(1280, 800);
        const QString there = file("there.hall"), gone = m_folder.filePath("gone.hall");
        page.setRecent({there, gone});
        page.show();
        QCOMPARE(page.recentRows().size(), std::size_t(2));
        const StartRow* first = page.recentRows()[0];
        StartRow* second = page.recentRows()[1];
        QCOMPARE(first->words().title, QString("there"));
        QVERIFY(first->words().side.startsWith("today"));
        QVERIFY(!first->missing());
        QVERIFY(second->missing());
        QCOMPARE(second->words().side, QString("not found"));

        QSignalSpy opened(&page, &StartPage::fileWanted);
        QSignalSpy removed(&page, &StartPage::recentRemoved);
        QTest::mouseClick(second, Qt::LeftButton);
        QCOMPARE(opened.count(), 0);
        QTest::mouseClick(second->findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed[0][0].toString(), gone);
        page.setRecent({there});
        QCOMPARE(page.recentRows().size(), std::size_t(1));
        QTest::mouseClick(page.recentRows()[0], Qt::LeftButton);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toString(), there);
    }

    void theKeyboardReachesEverything() {
        StartPage page;
        page.resize(1280, 800);
        page.setRecent({file("a.hall"), file("b.hall")});
        page.show();
        page.activateWindow();
        QSignalSpy made(&page, &StartPage::newHallWanted), open(&page, &StartPage::openWanted),
            chosen(&page, &StartPage::fileWanted), removed(&page, &StartPage::recentRemoved),
            catalog(&page, &StartPage::catalogWanted), help(&page, &StartPage::helpWanted);
        page.setFocus();
        QWidget* newHall = page.findChild<QPushButton*>("newHall");
        QTRY_COMPARE(page.focusWidget(), newHall);
        QTest::keyClick(page.focusWidget(), Qt::Key_Return);
        QCOMPARE(made.count(), 1);
        QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
        QTest::keyClick(page.focusWidget(), Qt::Key_Space);
        QCOMPARE(open.count(), 1);
        QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
        QTest::keyClick(page.focusWidget(), Qt::Key_Return);
        QCOMPARE(catalog.count(), 1);
        QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
        QTest::keyClick(page.focusWidget(), Qt::Key_Return);
        QCOMPARE(help.count(), 1);
        QCOMPARE(help[0][0].toString(), QString("first-steps.md"));
        QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
        QCOMPARE(page.focusWidget(), page.recentRows()[0]);
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        QCOMPARE(page.focusWidget(), page.recentRows()[1]);
        QTest::keyClick(page.focusWidget(), Qt::Key_Up);
        QTest::keyClick(page.focusWidget(), Qt::Key_Delete);
        QCOMPARE(removed.count(), 1);
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        QTest::keyClick(page.focusWidget(), Qt::Key_Down);
        QCOMPARE(page.focusWidget(), page.exampleRows()[0]);
        QTest::keyClick(page.focusWidget(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), page.exampleRows()[0]->file());
    }

    void anEmptyListSaysWhatWillStandThere() {
        StartPage page;
        page.setRecent({});
        bool said = false;
        for (const QLabel* label : page.findChildren<QLabel*>())
            said = said || label->text().startsWith("Halls that you save or open");
        QVERIFY(said);
    }
};

HALL_TEST(StartPageTest)
#include "start_page_test.moc"
