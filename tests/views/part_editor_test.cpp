#include "views/catalog/part_editor.h"

#include "model/parts/part_fault.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>

#include <set>

using namespace hallwright;

namespace {

template <typename Widget>
Widget* named(const QWidget& in, const QString& words) {
    for (QLabel* label : in.findChildren<QLabel*>()) {
        QString text = label->text();
        if (text.remove(u'&') == words)
            if (auto* field = qobject_cast<Widget*>(label->buddy())) return field;
    }
    return nullptr;
}

QPushButton* button(const QWidget& in, const QString& words) {
    for (QPushButton* found : in.findChildren<QPushButton*>()) {
        QString text = found->text();
        if (text.remove(u'&') == words) return found;
    }
    return nullptr;
}

void retype(QLineEdit* field, const QString& text) {
    field->selectAll();
    QTest::keyClicks(field, text);
}

/// Goes to the line of a property.
void goTo(const PartEditor& editor, Property property) {
    auto* tree = editor.findChild<QTreeWidget*>();
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        if (tree->topLevelItem(i)->toolTip(0) ==
            QString::fromUtf8(info(property).id.data(),
                              static_cast<qsizetype>(info(property).id.size())))
            tree->setCurrentItem(tree->topLevelItem(i));
}

}  // namespace

class PartEditorTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const Catalog> m_catalog =
        std::make_shared<const Catalog>(test::shippedCatalog());

private Q_SLOTS:
    void aShippedPartIsOverriddenByOneMoreReading() {
        const PartPtr shipped = m_catalog->find("nvidia-gb300-nvl72");
        PartEditor editor(m_catalog, *shipped, PartEditor::Mode::Override);
        editor.show();
        goTo(editor, Property::powerTdp);
        auto* value = named<QLineEdit>(editor, QStringLiteral("Value"));
        QVERIFY(value);
        QVERIFY2(value->isReadOnly(), "a shipped reading can be written over");
        QTest::mouseClick(button(editor, QStringLiteral("Add Reading")), Qt::LeftButton);
        QVERIFY(!value->isReadOnly());
        retype(value, QStringLiteral("139 kW"));
        const auto why = editor.findChild<QPlainTextEdit*>();
        QVERIFY(why);
        why->setPlainText(QStringLiteral("measured in our hall"));
        QTest::mouseClick(button(editor, QStringLiteral("Save")), Qt::LeftButton);
        QCOMPARE(editor.result(), static_cast<int>(QDialog::Accepted));
        const Part made = editor.part();
        const Datum* tdp = made.find(Property::powerTdp);
        QCOMPARE(tdp->readings.size(), shipped->find(Property::powerTdp)->readings.size() + 1);
        QCOMPARE(tdp->reading().number, std::optional<double>(139e3));
        QCOMPARE(tdp->reading().source, std::string(userSource));
        QCOMPARE(tdp->reading().unit, std::string("kW"));
    }

    void whatDoesNotHoldUpIsToldAndNotSaved() {
        Part fresh;
        fresh.status = "generic";
        PartEditor editor(m_catalog, fresh, PartEditor::Mode::New);
        editor.show();
        QTest::mouseClick(button(editor, QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY(editor.isVisible());
        const auto refusal = [&] {
            for (QLabel* label : editor.findChildren<QLabel*>())
                if (label->isVisible() && label->text().startsWith(QStringLiteral("▲")))
                    return label->text();
            return QString();
        };
        QVERIFY(!refusal().isEmpty());
        retype(named<QLineEdit>(editor, QStringLiteral("Id")),
               QStringLiteral("nvidia-gb300-nvl72"));
        retype(named<QLineEdit>(editor, QStringLiteral("Name")), QStringLiteral("Ours"));
        QTest::mouseClick(button(editor, QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY2(refusal().contains(QStringLiteral("already")), qPrintable(refusal()));
        retype(named<QLineEdit>(editor, QStringLiteral("Id")), QStringLiteral("our-rack"));
        QTest::mouseClick(button(editor, QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY2(!editor.isVisible(), qPrintable(refusal()));
        QCOMPARE(partFault(editor.part()), std::string());
        QCOMPARE(editor.part().id, std::string("our-rack"));
    }

    void aValueOfTheWrongDimensionIsToldAsItIsTyped() {
        PartEditor editor(m_catalog, *m_catalog->find("nvidia-gb300-nvl72"),
                          PartEditor::Mode::Change);
        editor.show();
        goTo(editor, Property::powerTdp);
        QTest::mouseClick(button(editor, QStringLiteral("Add Reading")), Qt::LeftButton);
        retype(named<QLineEdit>(editor, QStringLiteral("Value")), QStringLiteral("142 kW"));
        retype(named<QLineEdit>(editor, QStringLiteral("Value")), QStringLiteral("142 kg"));
        bool told = false;
        for (QLabel* label : editor.findChildren<QLabel*>())
            told = told || (label->isVisible() && label->text().startsWith(QStringLiteral("▲")));
        QVERIFY(told);
        QVERIFY(editor.part().number(Property::powerTdp).value_or(0.0) <= 142e3);
        // Nor is it left behind for another line, which would lose it without a word.
        auto* tree = editor.findChild<QTreeWidget*>();
        goTo(editor, Property::mass);
        QTRY_COMPARE(tree->currentItem()->data(0, Qt::UserRole).toInt(),
                     static_cast<int>(Property::powerTdp));
    }

    void whatADocumentSaysIsNotWrittenOverInADuplicate() {
        const PartPtr shipped = m_catalog->find("nvidia-gb300-nvl72");
        Part copy = *shipped;
        copy.id = "our-gb300";
        PartEditor editor(m_catalog, copy, PartEditor::Mode::New);
        editor.show();
        goTo(editor, Property::powerTdp);
        auto* value = named<QLineEdit>(editor, QStringLiteral("Value"));
        QVERIFY2(value->isReadOnly(), "a number of the user's own would cite the maker");
        QVERIFY(editor.findChild<QLabel*>("readingCited")->isVisible());
        QVERIFY(value->palette().color(QPalette::Base) !=
                named<QLineEdit>(editor, QStringLiteral("Name"))->palette().color(QPalette::Base));
        QTest::mouseClick(button(editor, QStringLiteral("Add Reading")), Qt::LeftButton);
        QVERIFY(!value->isReadOnly());
        QVERIFY(!editor.findChild<QLabel*>("readingCited")->isVisible());
        retype(value, QStringLiteral("150 kW"));
        const Part made = editor.part();
        const Datum* tdp = made.find(Property::powerTdp);
        QCOMPARE(tdp->reading().source, std::string(userSource));
        QCOMPARE(tdp->reading().grade, Grade::D);
        QVERIFY(tdp->reading().why.empty());
        for (const Reading& reading : shipped->find(Property::powerTdp)->readings)
            QVERIFY(std::find(tdp->readings.begin(), tdp->readings.end(), reading) !=
                    tdp->readings.end());
    }

    void aDocumentThatIsTypedIsTakenOrToldToBeUnknown() {
        PartEditor editor(m_catalog, *m_catalog->find("nvidia-gb300-nvl72"),
                          PartEditor::Mode::Override);
        editor.show();
        goTo(editor, Property::powerTdp);
        QTest::mouseClick(button(editor, QStringLiteral("Add Reading")), Qt::LeftButton);
        retype(named<QLineEdit>(editor, QStringLiteral("Value")), QStringLiteral("150 kW"));
        editor.findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("as measured"));
        auto* document = named<QComboBox>(editor, QStringLiteral("Document"));
        QVERIFY(document);
        document->setEditText(QStringLiteral("A sheet that nobody wrote"));
        QTest::mouseClick(button(editor, QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY2(editor.isVisible(), "the document that was typed is passed over in silence");
        QVERIFY(editor.findChild<QLabel*>("partEditorError")
                    ->text()
                    .contains(QStringLiteral("A sheet that nobody wrote")));
        const auto& [id, source] = *m_catalog->sources().begin();
        document->setEditText(QString::fromStdString(source.title));
        Q_EMIT document->lineEdit()->editingFinished();
        QTest::mouseClick(button(editor, QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY2(!editor.isVisible(),
                 qPrintable(editor.findChild<QLabel*>("partEditorError")->text()));
        const Part made = editor.part();
        QCOMPARE(made.find(Property::powerTdp)->reading().source, id);
    }

    void aContentThatIsTypedHalfIsToldAndNotDropped() {
        Part copy = *m_catalog->find("nvidia-gb300-nvl72");
        copy.id = "our-gb300";
        PartEditor editor(m_catalog, copy, PartEditor::Mode::New);
        editor.show();
        editor.findChild<QTabWidget*>()->setCurrentIndex(1);
        QTest::mouseClick(button(editor, QStringLiteral("Add Content")), Qt::LeftButton);
        auto* table = editor.findChild<QTableWidget*>();
        auto* box = static_cast<QComboBox*>(table->cellWidget(table->rowCount() - 1, 0));
        box->setEditText(QStringLiteral("power shelf of ou"));
        QTest::mouseClick(button(editor, QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY(editor.isVisible());
        QVERIFY(editor.findChild<QLabel*>("partEditorError")
                    ->text()
                    .contains(QStringLiteral("power shelf of ou")));
        box->setEditText(QString::fromStdString(m_catalog->find("nvidia-gb300-tray")->name));
        QTest::mouseClick(button(editor, QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY(!editor.isVisible());
        QCOMPARE(editor.part().contents.back().part, std::string("nvidia-gb300-tray"));
    }

    void longTextsLeaveTheListOfPropertiesReadable() {
        PartEditor editor(m_catalog, *m_catalog->find("nvidia-gb300-nvl72"),
                          PartEditor::Mode::Override);
        editor.show();
        const auto* tree = editor.findChild<QTreeWidget*>();
        QVERIFY(tree->columnWidth(0) >= 150);
        QVERIFY(tree->columnWidth(0) + tree->columnWidth(1) <= tree->viewport()->width() + 1);
    }

    void anUntouchedPartComesBackAsItWas() {
        std::set<Kind> seen;  // one of each kind says enough
        for (const auto& [id, part] : m_catalog->parts()) {
            if (part->kind == Kind::DesignBasis || !seen.insert(part->kind).second) continue;
            const PartEditor editor(m_catalog, *part, PartEditor::Mode::Change);
            QVERIFY2(editor.part() == *part, id.c_str());
        }
    }
};

HALL_TEST(PartEditorTest)
#include "part_editor_test.moc"
