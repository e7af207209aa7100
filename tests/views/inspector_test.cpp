#include "views/inspector/inspector.h"

#include "model/edits/override_reading.h"
#include "tests/support/random_edits.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/figure_list.h"
#include "views/inspector/field_form.h"
#include "views/inspector/override_dialog.h"
#include "views/inspector/reading_list.h"
#include "views/paced_refresh.h"
#include "views/quantity_edit.h"
#include "views/selection.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace hallwright;

class InspectorTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    /// What the fields show, a line each.
    static QStringList textOf(const FieldForm& form) {
        QStringList out;
        for (const FieldEditor* editor : form.editors()) {
            QString shown;
            if (const auto* line = qobject_cast<const QLineEdit*>(editor->input()))
                shown = line->text() + line->placeholderText();
            if (const auto* box = qobject_cast<const QComboBox*>(editor->input()))
                shown = box->currentText();
            if (const auto* check = qobject_cast<const QCheckBox*>(editor->input()))
                shown = QString::number(check->checkState());
            out += editor->field().title + u'=' + shown;
        }
        return out;
    }
    /// Types into a field as a user does, and leaves it by Enter.
    static void type(const FieldForm& form, std::string_view column, const QString& text) {
        auto* line = qobject_cast<QLineEdit*>(form.editor(column)->input());
        QVERIFY(line);
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }

private Q_SLOTS:
    void anEditOfThreeRacksIsOneUndoStep() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        const ItemRef third{TableId::Racks, m_sample.a02.id + 1};
        selection.set({m_sample.a01, m_sample.a02, third});
        QVERIFY(inspector.fields().editor("x_mm")->several());
        QVERIFY(!inspector.fields().editor("y_mm")->several());
        type(inspector.fields(), "y_mm", "3000");
        for (ItemRef rack : {m_sample.a01, m_sample.a02, third})
            QCOMPARE(document.hall().racks[{rack.id}].place.y.mm, 3000);
        QCOMPARE(document.undoLabel(), QString("Set from bottom of 3 racks"));
        document.undo();
        QVERIFY(document.hall() == m_sample.hall);
        QVERIFY(!document.canUndo());
    }

    void severalLockedAndLetGoTogether() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({m_sample.a01, m_sample.cdu});
        auto* check = qobject_cast<QCheckBox*>(inspector.fields().editor("locked")->input());
        check->click();
        QVERIFY(document.hall().racks[{m_sample.a01.id}].locked);
        QVERIFY(document.hall().equipment[{m_sample.cdu.id}].locked);
        PacedRefresh::catchUpAll();
        QVERIFY(!inspector.fields().editor("x_mm")->input()->isEnabled());
    }

    void whatCannotBeTakenIsSaidAtTheFieldAndNotApplied() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({m_sample.a01});
        for (const char* bad : {"12 kg", "abc", "99999999999 m"}) {
            type(inspector.fields(), "x_mm", bad);
            QVERIFY2(!inspector.fields().editor("x_mm")->error().isEmpty(), bad);
            QVERIFY(document.hall() == m_sample.hall);
        }
        type(inspector.fields(), "name", " ");
        QVERIFY(!inspector.fields().editor("name")->error().isEmpty());
        QVERIFY(document.hall() == m_sample.hall);
    }

    void nothingSelectedShowsTheHallsOwnFields() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        type(inspector.fields(), "supply_per_side_w", "2 MW");
        QCOMPARE(document.hall().site().supplyPerSide.value(), 2e6);
        type(inspector.fields(), "floor_rating_pa", "400 psi");
        QVERIFY(document.hall().site().floorRating.value() > 2.7e6 ||
                !inspector.fields().editor("floor_rating_pa")->error().isEmpty());
        document.undo();
    }

    void theTapsAndFabricPlacesOfARackAreFieldsToo() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({m_sample.a01});
        QCOMPARE(inspector.relatedFields().size(), std::size_t{3});  // a fabric, two taps
        const FieldForm* place = inspector.relatedFields().front();
        type(*place, "slot", "5");
        int slot = 0;
        document.hall().members.forEach([&](Id<Member>, const Member& m) { slot = m.slot; });
        QCOMPARE(slot, 5);
        selection.set({m_sample.a01, m_sample.a02});
        QVERIFY(inspector.relatedFields().empty());
    }

    void aFacingTurnsTheRackAboutItsMiddle() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        selection.set({m_sample.a01});
        const Rect before = footprintOf(document.hall(), document.hall().racks[{m_sample.a01.id}]);
        auto* box = qobject_cast<QComboBox*>(inspector.fields().editor("facing")->input());
        const int left = box->findText("Left");
        QVERIFY(left >= 0);
        box->setCurrentIndex(left);
        Q_EMIT box->activated(left);
        const Rack& rack = document.hall().racks[{m_sample.a01.id}];
        QVERIFY(rack.place.facing == Facing::Left);
        const Rect after = footprintOf(document.hall(), rack);
        QCOMPARE(after.x.mm + after.width.mm / 2, before.x.mm + before.width.mm / 2);
    }

    void anEnteredValueIsOneMoreReadingThatUndoes() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        OverrideDialog dialog(document.base(), m_sample.rackPart, Property::powerTdp);
        dialog.show();
        QPushButton* enter = nullptr;
        for (QPushButton* button : dialog.findChildren<QPushButton*>())
            if (button->text() == "Enter") enter = button;
        dialog.findChild<QLineEdit*>()->setText("95 kW");
        enter->click();
        QVERIFY2(dialog.result() != QDialog::Accepted, "there is no reason yet");
        dialog.findChild<QPlainTextEdit*>()->setPlainText("Measured on site");
        enter->click();
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        VERIFY_OK(document.apply(
            overrideReading(document.base(), m_sample.rackPart, dialog.property(), dialog.reading())
                .value()));
        QCOMPARE(document.hall().part(m_sample.rackPart)->number(Property::powerTdp).value(),
                 95000.0);
        ReadingModel readings(document);
        readings.showPart(m_sample.rackPart);
        document.undo();
        QVERIFY(document.hall() == m_sample.hall);
    }

    void aPartCanBeShownAlone() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        inspector.showPart(document.hall().site().basis);
        QCOMPARE(inspector.readings().part(), document.hall().site().basis);
        selection.set({m_sample.a01});
        QCOMPARE(inspector.readings().part(), m_sample.rackPart);
    }

    void afterRandomEditsTheViewEqualsAFreshOne() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        Inspector inspector(document, selection);
        inspector.show();
        std::mt19937 dice(9);
        for (int i = 0; i < 60; ++i) {
            const std::vector<RawId>& racks = document.evaluation().rows().ids(Scope::Rack);
            std::vector<ItemRef> some;
            for (std::size_t n = dice() % 4; n > 0 && !racks.empty(); --n)
                some.push_back({TableId::Racks, racks[dice() % racks.size()]});
            selection.set(some);
            VERIFY_OK(document.preview(test::randomEdit(document.base(), document.nextId(), dice)));
            if (i % 3 == 0)
                document.cancelPreview();
            else
                document.commitPreview();
            if (i % 5 == 4) document.undo();
            PacedRefresh::catchUpAll();
            Inspector fresh(document, selection);
            fresh.show();
            QCOMPARE(textOf(inspector.fields()), textOf(fresh.fields()));
            QCOMPARE(inspector.relatedFields().size(), fresh.relatedFields().size());
            QCOMPARE(inspector.figures().rowCount(), fresh.figures().rowCount());
            for (int row = 0; row < fresh.figures().rowCount(); ++row)
                for (int c = 0; c < FigureModel::ColumnCount; ++c)
                    QCOMPARE(inspector.figures().index(row, c).data(),
                             fresh.figures().index(row, c).data());
        }
    }
};

HALL_TEST(InspectorTest)
#include "inspector_test.moc"
