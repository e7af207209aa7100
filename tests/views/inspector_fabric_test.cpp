#include "model/edits/set_fields.h"
#include "model/planner/planner.h"
#include "model/stages/fabric.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/inspector/fabric_dialog.h"
#include "views/inspector/field_editor.h"
#include "views/inspector/field_form.h"
#include "views/inspector/inspector.h"
#include "views/selection.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace hallwright;

/// Fabrics and their switches as the inspector shows and changes them.
class InspectorFabricTest : public QObject {
    Q_OBJECT

    std::optional<Plan> m_plan;
    ItemRef m_compute;

    static void choose(const FieldForm& form, std::string_view column, const QString& words) {
        auto* box = qobject_cast<QComboBox*>(form.editor(column)->input());
        QVERIFY(box);
        const int at = box->findText(words);
        QVERIFY2(at >= 0, qPrintable(words));
        box->setCurrentIndex(at);
        Q_EMIT box->activated(at);
    }
    static QStringList headings(const Inspector& inspector) {
        QStringList out;
        for (const QLabel* label : inspector.findChildren<QLabel*>())
            if (label->isVisibleTo(&inspector)) out += label->text();
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        const Result<Brief> brief =
            readBrief(test::sourceFolder() / "resources" / "examples" / "gb300-unit.toml");
        VERIFY_OK(brief);
        const Result<Plan> made = plan(*brief, test::shippedCatalog());
        VERIFY_OK(made);
        m_plan = *made;
        m_compute = *findItem(made->hall, "compute");
    }

    void everyFieldOfAFabricCanBeEdited() {
        DocumentModel document;
        document.load(m_plan->hall, m_plan->nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({m_compute});
        for (const ColumnInfo& column : tableAccess(TableId::Fabrics).columns())
            QVERIFY2(inspector.fields().editor(column.name), std::string(column.name).c_str());
        for (const char* name : {"placeSwitches", "removeFabric"})
            QVERIFY(inspector.findChild<QPushButton*>(name)->isVisible());
    }

    void anotherPlantBringsItsPartsInOneStep() {
        DocumentModel document;
        document.load(m_plan->hall, m_plan->nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.setCatalog(std::make_shared<const Catalog>(test::shippedCatalog()));
        inspector.show();
        selection.set({m_compute});
        choose(inspector.fields(), "plant", QStringLiteral("Trunk"));
        const Fabric& fabric = document.hall().fabrics[{m_compute.id}];
        QVERIFY(fabric.plant == CablePlant::Trunk);
        QVERIFY(fabric.trunk && fabric.panel);
        document.undo();
        QVERIFY(document.hall() == m_plan->hall);
    }

    void switchesArePlacedAnewAndTakenBack() {
        DocumentModel document;
        document.load(m_plan->hall, m_plan->nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({m_compute});
        choose(inspector.fields(), "placement", QStringLiteral("End of row"));
        const QSignalSpy told(&inspector, &Inspector::message);
        QTest::mouseClick(inspector.findChild<QPushButton*>("placeSwitches"), Qt::LeftButton);
        int standing = 0;
        document.hall().mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (mount.fabric.raw == m_compute.id) standing += mount.count;
        });
        const FabricPlan& plan = document.evaluation().fabrics().plans[0];
        QCOMPARE(standing, plan.size.switches[0] + plan.size.switches[1] + plan.size.switches[2]);
        QVERIFY(!told.isEmpty());
        QVERIFY2(told.last().first().toString().contains("of cable instead of"),
                 qPrintable(told.last().first().toString()));
        document.undo();
        document.undo();
        QVERIFY(document.hall() == m_plan->hall);
    }

    /// A change that needs more switches says so beside the button that places them.
    void aFabricThatGrewOffersToPlaceItsSwitches() {
        DocumentModel document;
        document.load(m_plan->hall, m_plan->nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({m_compute});
        const auto* told = inspector.findChild<QLabel*>("unplacedSwitches");
        QVERIFY(told && !told->isVisible());
        const ItemRef items[] = {m_compute};
        VERIFY_OK(document.apply(
            *setFields(document.base(), items, "endpoints", std::int64_t{1152}, "Ends")));
        selection.set({});
        selection.set({m_compute});
        QVERIFY(told->isVisible());
        QCOMPARE(told->text().section(u'.', 0, 0),
                 QStringLiteral("12 of the 24 switches stand in no rack"));
        document.undo();
        Id<Mount> one;
        document.base().mounts.forEach([&](Id<Mount> id, const Mount& mount) {
            if (mount.fabric.raw == m_compute.id) one = id;
        });
        Hall without = document.base();
        without.mounts.erase(one);
        VERIFY_OK(document.apply(difference(document.base(), without, "Take switches out")));
        selection.set({});
        selection.set({m_compute});
        QVERIFY(told->isVisible());
        QTest::mouseClick(inspector.findChild<QPushButton*>("placeSwitches"), Qt::LeftButton);
        selection.set({});
        selection.set({m_compute});
        QVERIFY2(!told->isVisible(), qPrintable(told->text()));
    }

    /// Headings count switches from 1, and so does the field.
    void switchesAreCountedFromOne() {
        DocumentModel document;
        document.load(m_plan->hall, m_plan->nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({*findItem(m_plan->hall, "N01")});
        QVERIFY(!inspector.relatedFields().empty());
        bool seen = false;
        for (const FieldForm* form : inspector.relatedFields()) {
            const FieldEditor* first = form->editor("first");
            if (!first) continue;
            auto* line = qobject_cast<QLineEdit*>(first->input());
            QVERIFY(line->text().toInt() >= 1);
            seen = seen || line->text() == "1";
            auto* lowest = qobject_cast<QLineEdit*>(form->editor("u")->input());
            QVERIFY(lowest->text() != "0");
            QCOMPARE(lowest->placeholderText(), "automatic");
        }
        QVERIFY(seen);
    }

    void aNetworkRackListsItsSwitchesWithTheirUnits() {
        DocumentModel document;
        document.load(m_plan->hall, m_plan->nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({*findItem(m_plan->hall, "N01")});
        const QStringList shown = headings(inspector);
        QVERIFY2(shown.indexOf(QRegularExpression(
                     QStringLiteral("^Leaves 1 to \\d+ of compute, U1 to U\\d+$"))) >= 0,
                 qPrintable(shown.join(u'\n')));
    }

    void aNewFabricJoinsTheRacksThatAreChecked() {
        FabricDialog dialog(m_plan->hall, test::shippedCatalog());
        auto* racks = dialog.findChild<QListWidget*>("fabricRacks");
        auto* add = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        dialog.findChild<QLineEdit*>("fabricName")->setText("files");
        const int all = racks->count();
        QVERIFY(all > 2);
        QCOMPARE(int(dialog.fabric().racks.size()), all);
        dialog.findChild<QPushButton*>("noRacks")->click();
        QVERIFY(!add->isEnabled());
        racks->item(1)->setCheckState(Qt::Checked);
        QVERIFY(add->isEnabled());
        QCOMPARE(int(dialog.fabric().racks.size()), 1);
        QCOMPARE(QString::fromStdString(m_plan->hall.racks[dialog.fabric().racks.front()].name),
                 racks->item(1)->text().section(" · ", 0, 0));
        dialog.findChild<QPushButton*>("allRacks")->click();
        QCOMPARE(int(dialog.fabric().racks.size()), all);
    }

    void aFabricIsRemovedAndAddedAgain() {
        DocumentModel document;
        document.load(m_plan->hall, m_plan->nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.setCatalog(std::make_shared<const Catalog>(test::shippedCatalog()));
        inspector.show();
        auto* add = inspector.findChild<QPushButton*>("addFabric");
        QVERIFY(add->isVisible());
        QTimer::singleShot(0, this, [] {
            auto* dialog = qobject_cast<FabricDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            dialog->findChild<QLineEdit*>("fabricName")->setText("files");
            auto* box = dialog->findChild<QComboBox*>("fabricSwitch");
            box->setCurrentIndex(box->findData(QStringLiteral("nvidia-sn5610")));
            dialog->accept();
        });
        QTest::mouseClick(add, Qt::LeftButton);
        const std::optional<ItemRef> files = findItem(document.hall(), "files");
        QVERIFY(files);
        selection.set({*files});
        QTest::mouseClick(inspector.findChild<QPushButton*>("removeFabric"), Qt::LeftButton);
        QVERIFY(document.hall().fabrics.size() == m_plan->hall.fabrics.size());
        QVERIFY(!findItem(document.hall(), "files"));
    }
};

HALL_TEST(InspectorFabricTest)
#include "inspector_fabric_test.moc"
