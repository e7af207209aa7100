#include "model/planner/planner.h"
#include "model/stages/fabric.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/inspector/fabric_dialog.h"
#include "views/inspector/field_form.h"
#include "views/inspector/inspector.h"
#include "views/selection.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
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
        QTest::mouseClick(inspector.findChild<QPushButton*>("placeSwitches"), Qt::LeftButton);
        int standing = 0;
        document.hall().mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (mount.fabric.raw == m_compute.id) standing += mount.count;
        });
        const FabricPlan& plan = document.evaluation().fabrics().plans[0];
        QCOMPARE(standing, plan.size.switches[0] + plan.size.switches[1] + plan.size.switches[2]);
        document.undo();
        document.undo();
        QVERIFY(document.hall() == m_plan->hall);
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
