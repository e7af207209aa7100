#include "views/catalog/import_dialog.h"

#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace hallwright;

class ImportDialogTest : public QObject {
    Q_OBJECT

    static void write(const QString& path, const QByteArray& text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

private Q_SLOTS:
    void filesAreShownOneByOneAndAddedWhenAsked() {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("maker")));
        write(folder.filePath(QStringLiteral("maker/good.yaml")),
              "manufacturer: Example\nmodel: Box 32\nslug: example-box-32\nu_height: 1\n"
              "interfaces:\n  - name: p1\n    type: 400gbase-x-osfp\n");
        write(folder.filePath(QStringLiteral("broken.yaml")), "manufacturer: Example\nmodel: [\n");
        const std::filesystem::path own = folder.filePath(QStringLiteral("catalog")).toStdString();
        ImportDialog dialog(UserCatalog(test::shippedCatalog(), own));
        dialog.show();
        QSignalSpy ended(&dialog, &ImportDialog::ended);
        dialog.read(folder.path());
        QVERIFY(ended.wait(10000));
        QCOMPARE(dialog.found().files.size(), std::size_t{2});
        QCOMPARE(dialog.found().parts.size(), std::size_t{1});
        QCOMPARE(dialog.findChild<QTreeWidget*>()->topLevelItemCount(), 2);
        auto* tree = dialog.findChild<QTreeWidget*>();
        QStringList names;
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            QTreeWidgetItem* row = tree->topLevelItem(i);
            names += row->text(0);
            tree->setCurrentItem(row);
            const QString whole = dialog.findChild<QLabel*>("importWhole")->text();
            QVERIFY2(whole.contains(row->text(2)), qPrintable(whole));
        }
        names.sort();
        QCOMPARE(names, (QStringList{"broken.yaml", "maker/good.yaml"}));
        QVERIFY(!dialog.catalog());  // nothing is added unasked
        QVERIFY(!std::filesystem::exists(own));
        dialog.add();
        QVERIFY(ended.wait(10000));
        QVERIFY(dialog.catalog());
        const std::string id = dialog.found().parts.front().id;
        QVERIFY(dialog.catalog()->find(id));
        QVERIFY(dialog.catalog()->layerOf(id) == Layer::Own);
    }

    void aFolderThatIsNotThereIsToldInWords() {
        ImportDialog dialog(UserCatalog(test::shippedCatalog(), "/nowhere/catalog"));
        QSignalSpy ended(&dialog, &ImportDialog::ended);
        dialog.read(QStringLiteral("/nowhere/at/all"));
        QVERIFY(ended.wait(10000));
        QVERIFY(dialog.found().parts.empty());
        QVERIFY(!dialog.busy());
    }
};

HALL_TEST(ImportDialogTest)
#include "import_dialog_test.moc"
