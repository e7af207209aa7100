#include "app/window.h"
#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/reports/export_formats.h"

#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

using namespace hallwright;

/// Links as files, from the menu of the window and by the job in the background.
class ExportLinksTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static QByteArray read(const QString& file) {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    static Hall hall() { return test::gb300Hall(3); }

private Q_SLOTS:
    void theMenuHasEveryFormatOnce() {
        QMenu menu;
        QStringList chosen;
        fillExportMenu(menu, [&](const ExportFormat& format) {
            chosen += QString::fromUtf8(format.id.data(), static_cast<int>(format.id.size()));
        });
        QStringList all;
        for (const ExportFormat& format : exportFormats())
            all += QString::fromUtf8(format.id.data(), static_cast<int>(format.id.size()));
        for (QAction* action : menu.actions()) {
            if (action->isSeparator()) continue;
            QVERIFY2(action->text().endsWith(u'…'), qPrintable(action->text()));
            action->trigger();
        }
        QCOMPARE(chosen, all);
    }
    void namesGetTheEndingOfTheirFormat() {
        const ExportFormat& format = *findExportFormat("slurm-yaml");
        QCOMPARE(exportFilter(format), QString("Slurm Trees and Blocks (*.yaml)"));
        QCOMPARE(withEnding("/a/topology", format), QString("/a/topology.yaml"));
        QCOMPARE(withEnding("/a/t.txt", format), QString("/a/t.txt"));
        QCOMPARE(withEnding({}, format), QString());
    }
    void theJobWritesWhatTheCommandWrites() {
        const Evaluation evaluation = evaluate(hall());
        const ExportFormat& format = *findExportFormat("cables-csv");
        VERIFY_OK(writeExport(ExportInput(evaluation), format, path("a.csv").toStdString()));
        ExportJob job;
        bool good = false;
        connect(&job, &ExportJob::finished, this,
                [&](const Result<void>& result, const QString&) { good = bool(result); });
        job.start(evaluation, format, path("b.csv"));
        QVERIFY(job.running());
        QTRY_VERIFY_WITH_TIMEOUT(!job.running(), 30000);
        QVERIFY(good);
        QVERIFY(read(path("a.csv")).size() > 100);
        QCOMPARE(read(path("b.csv")), read(path("a.csv")));
    }
    void whatCannotBeWrittenIsTold() {
        ExportJob job;
        QString why;
        connect(&job, &ExportJob::finished, this, [&](const Result<void>& result, const QString&) {
            if (!result) why = QString::fromStdString(result.error().text());
        });
        job.start(evaluate(hall()), *findExportFormat("cables-csv"), "/nowhere/at/all.csv");
        QTRY_VERIFY_WITH_TIMEOUT(!job.running(), 30000);
        QVERIFY2(why.contains("cannot be written"), qPrintable(why));
    }
    void theWindowExportsFromItsFileMenu() {
        Window window;
        auto* menu = window.findChild<QMenu*>("exportLinks");
        QVERIFY(menu);
        QVERIFY(!menu->isEnabled());
        window.load({hall(), hall().highestId() + 1});
        window.show();
        QVERIFY(menu->isEnabled());
        auto* action = menu->findChild<QAction*>("links-json");
        QVERIFY(action);
        QTimer timer;
        timer.setInterval(20);
        connect(&timer, &QTimer::timeout, this, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog) return;
            timer.stop();
            dialog->selectFile(path("links"));
            QTest::keyClick(dialog, Qt::Key_Return);
        });
        timer.start();
        action->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("links.json")), 30000);
        QVERIFY(read(path("links.json")).startsWith("{\"format\":\"hallwright-links\""));
    }
};

HALL_TEST(ExportLinksTest)
#include "export_links_test.moc"
