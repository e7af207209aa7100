#include "app/open_hall.h"
#include "app/window.h"
#include "model/storage/document_file.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/assistant/assistant.h"
#include "views/assistant/feasibility_panel.h"
#include "views/bom/bom_view.h"
#include "views/catalog/catalog_view.h"
#include "views/document.h"
#include "views/document_files.h"
#include "views/inspector/inspector.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"
#include "views/start/start_page.h"

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

using namespace hallwright;

/// The way of a first-time user through the real window, with mouse and keys.
class WindowFlowTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString file(const char* name) const { return m_folder.filePath(name); }

    WindowHooks hooks() const {
        WindowHooks made;
        made.catalog =
            std::shared_ptr<const Catalog>(&test::shippedCatalog(), [](const Catalog*) {});
        made.recoveryFolder = file("recovery").toStdString();
        made.read = [](const QString& path) { return openHall(path.toStdString()); };
        return made;
    }

    /// Runs a step once a modal window of this type is there.
    template <typename Dialog>
    void inside(std::function<void(Dialog*)> step) {
        auto* timer = new QTimer(this);
        timer->setInterval(20);
        connect(timer, &QTimer::timeout, this, [timer, step] {
            auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
            if (!dialog) return;
            timer->stop();
            timer->deleteLater();
            step(dialog);
        });
        timer->start();
    }
    void saveInto(const QString& path) {
        inside<QFileDialog>([path](QFileDialog* dialog) {
            if (path.endsWith(".csv")) dialog->selectNameFilter("Text (*.csv)");
            dialog->selectFile(path);
            QTest::keyClick(dialog, Qt::Key_Return);
        });
    }
    static void type(QWidget* field, const char* text) {
        QVERIFY(field);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, QString::fromLatin1(text));
        QTest::keyClick(field, Qt::Key_Return);
    }
    static void trigger(Window& window, ActionId id) {
        QVERIFY2(window.actions()[id].isEnabled(), qPrintable(window.actions()[id].text()));
        window.actions()[id].trigger();
    }
    static int rows(const Hall& hall) {
        int count = 0;
        hall.rows.forEach([&](Id<Row>, const Row&) { ++count; });
        return count;
    }
    static ItemRef computeRack(const Hall& hall) {
        ItemRef found;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (!found && hall.part(rack.part)->kind == Kind::ComputeRack)
                found = {TableId::Racks, id.raw};
        });
        return found;
    }
    static void drag(PlanView& plan, QPoint from, QPoint to) {
        QTest::mouseMove(&plan, from);
        QTest::mousePress(&plan, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 6; ++step)
            QTest::mouseMove(&plan, from + (to - from) * step / 6);
        QTest::mouseRelease(&plan, Qt::LeftButton, {}, to);
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }

    void fromTheStartPageToABillOfMaterials() {
        Window window(hooks());
        window.resize(1600, 1000);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(window.startPage().isVisible());

        // Through the assistant, with keys: three rows of GB300 racks.
        QString said;
        inside<Assistant>([&said](Assistant* assistant) {
            const auto fill = [assistant, &said] {
                type(assistant->field({"hall", 0, "width"}), "14 m");
                type(assistant->field({"hall", 0, "depth"}), "18 m");
                assistant->showPage(Assistant::Racks);
                type(assistant->field({"racks", 0, "count"}), "24");
                assistant->showPage(Assistant::Power);
                type(assistant->field({"power", 0, "supply_per_side"}), "7 MW");
                assistant->showPage(Assistant::Review);
                QTRY_VERIFY_WITH_TIMEOUT(assistant->settled(), 20000);
                said = assistant->panel().words();
                QTest::keyClick(assistant, Qt::Key_Return, Qt::ControlModifier);
                QTRY_VERIFY_WITH_TIMEOUT(!assistant->isVisible(), 20000);
            };
            fill();
            if (assistant->isVisible()) assistant->done(QDialog::Rejected);
        });
        trigger(window, ActionId::NewHall);
        DocumentModel& document = window.document();
        QVERIFY2(!document.hall().sites.empty(), qPrintable(said));
        QVERIFY2(rows(document.hall()) >= 3, qPrintable(QString::number(rows(document.hall()))));
        QVERIFY(window.plan().isVisible());

        // A rack moves with the mouse, and back by undo; then it moves to stay.
        PlanView& plan = window.plan();
        const ItemRef rack = computeRack(document.hall());
        const Hall planned = document.base();
        const Placement before = planned.racks.find({rack.id})->place;
        const auto place = [&] { return document.base().racks.find({rack.id})->place; };
        const Rect area = footprintOf(planned, *planned.racks.find({rack.id}));
        const QPoint at = plan.pixelOf(area.x + area.width / 2, area.y + area.depth / 2).toPoint();
        drag(plan, at, at + QPoint(0, -60));
        QVERIFY(place() != before);
        trigger(window, ActionId::Undo);
        QVERIFY(document.base() == planned);
        drag(plan, at, at + QPoint(0, -60));
        const Placement dragged = place();
        QVERIFY(dragged != before);

        // Another move with keys alone: from thing to thing, then arrows.
        plan.setFocus();
        window.selection().clear();
        QTest::keyClick(&plan, Qt::Key_Right, Qt::AltModifier);
        QVERIFY(!window.selection().empty());
        for (int tabs = 0; tabs < 400 && !window.selection().contains(rack); ++tabs)
            QTest::keyClick(&plan, Qt::Key_Tab);
        QVERIFY(window.selection().contains(rack));
        QTest::keyClick(&plan, Qt::Key_Up);
        QVERIFY(place() != dragged);

        // A rack is added with the mouse: chosen in the catalog, placed with a click.
        const std::size_t racks = document.base().racks.size();
        QVERIFY(window.catalogView());
        window.catalogView()->choosePart("nvidia-gb300-nvl72");
        trigger(window, ActionId::ToolPlace);
        QCOMPARE(plan.tool(), ToolKind::Place);
        const QPoint free = plan.pixelOf({2000}, {16500}).toPoint();
        QTest::mouseMove(&plan, free);
        QTest::mouseClick(&plan, Qt::LeftButton, {}, free);
        QCOMPARE(document.base().racks.size(), racks + 1);
        QTest::keyClick(&plan, Qt::Key_Escape);
        QCOMPARE(plan.tool(), ToolKind::Select);

        // One more with keys alone: searched, chosen, walked to its place, put down.
        auto* search = window.catalogView()->findChild<QLineEdit*>("catalogSearch");
        auto* list = window.catalogView()->findChild<QTreeView*>();
        QVERIFY(search && list);
        QTest::keyClicks(search, "gb300 nvl72");
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(plan.tool(), ToolKind::Place);
        QCOMPARE(plan.placedPart(), std::string("nvidia-gb300-nvl72"));
        for (int step = 0; step < 4; ++step)
            QTest::keyClick(&plan, Qt::Key_Right);
        QTest::keyClick(&plan, Qt::Key_Return);
        QCOMPARE(document.base().racks.size(), racks + 2);
        QTest::keyClick(&plan, Qt::Key_Escape);

        // Saved, opened again: equal.
        saveInto(file("first.hall"));
        trigger(window, ActionId::Save);
        QTRY_VERIFY(!document.modified());
        const Hall saved = document.base();
        trigger(window, ActionId::CloseHall);
        QVERIFY(window.startPage().isVisible());
        QVERIFY(document.hall().sites.empty());
        QVERIFY(window.openFile(file("first.hall")));
        QVERIFY(document.base() == saved);

        // The bill as the window exports it and as the command line prints it.
        saveInto(file("bill.csv"));
        trigger(window, ActionId::ExportBom);
        QFile exported(file("bill.csv"));
        QTRY_VERIFY(exported.exists());
        QVERIFY(exported.open(QFile::ReadOnly));
        QProcess program;
        program.start(QStringLiteral(HALLWRIGHT_BINARY_DIR "/bin/hallwright"),
                      {"bom", file("first.hall")});
        QVERIFY(program.waitForFinished(60000));
        const QByteArray bill = exported.readAll();
        QVERIFY(bill.contains("nvidia-gb300-nvl72"));
        QCOMPARE(bill, program.readAllStandardOutput());
    }

    void theStartPageComesBackAndDocksAreKept() {
        Window window(hooks());
        window.resize(1600, 1000);
        window.show();
        QVERIFY(window.openFile(file("first.hall")));
        QVERIFY(window.showView("figures"));
        const QByteArray layout = window.saveState();
        trigger(window, ActionId::CloseHall);
        QVERIFY(window.startPage().isVisible());
        QVERIFY(!window.inspector().isVisible());
        QVERIFY(window.openFile(file("first.hall")));
        QCOMPARE(window.saveState(), layout);
        for (const QString& name : Window::viewNames())
            QVERIFY2(window.showView(name), qPrintable(name));
        QVERIFY(!window.showView("nothing"));
    }

    void whatCannotBeOpenedIsSaidAndNothingIsLost() {
        Window window(hooks());
        window.show();
        QVERIFY(window.openFile(file("first.hall")));
        const Hall before = window.document().base();
        QFile broken(file("broken.hall"));
        QVERIFY(broken.open(QFile::WriteOnly));
        broken.write("no hall");
        broken.close();
        QString said;
        inside<QMessageBox>([&](QMessageBox* box) {
            said = box->text();
            box->accept();
        });
        QVERIFY(!window.openFile(file("broken.hall")));
        QVERIFY2(said.contains("broken.hall"), qPrintable(said));
        QVERIFY(window.document().base() == before);
    }
};

HALL_TEST(WindowFlowTest)
#include "window_flow_test.moc"
