#include "views/help_window.h"

#include "tests/support/test.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTextBrowser>

using namespace hallwright;

class HelpWindowTest : public QObject {
    Q_OBJECT

    const QString m_folder =
        QString::fromStdString((test::sourceFolder() / "resources/help").string());

private Q_SLOTS:
    void itOpensOnThePageAskedFor() {
        HelpWindow help(m_folder, "plan.md");
        QCOMPARE(help.pageTitle(), QString("The plan"));
        help.showPage("numbers.md");
        QCOMPARE(help.pageTitle(), QString("Numbers and their ranges"));
    }

    void aLinkLeadsToItsPage() {
        HelpWindow help(m_folder, "plan.md");
        QTextBrowser* browser = help.findChild<QTextBrowser*>();
        Q_EMIT browser->anchorClicked(QUrl("numbers.md"));
        QCOMPARE(help.pageTitle(), QString("Numbers and their ranges"));
    }

    void everyLinkOfTheManualHasItsPage() {
        const QRegularExpression link("\\]\\(([a-z-]+\\.md)\\)");
        int links = 0;
        for (QDirIterator pages(m_folder, {"*.md"}); pages.hasNext();) {
            const std::string text = test::readFile(pages.next().toStdString());
            const QString content = QString::fromStdString(text);
            for (auto match = link.globalMatch(content); match.hasNext(); ++links) {
                const QString target = match.next().captured(1);
                QVERIFY2(QFile::exists(m_folder + u'/' + target),
                         qPrintable(pages.fileName() + ": " + target));
            }
        }
        QVERIFY(links > 5);
    }
};

HALL_TEST(HelpWindowTest)
#include "help_window_test.moc"
