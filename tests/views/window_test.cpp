#include "app/window.h"

#include "app/screenshot.h"
#include "model/edits/move_items.h"
#include "model/reports/breakdown.h"
#include "model/units/quantity_text.h"
#include "tests/support/example_hall.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/actions.h"
#include "views/document.h"
#include "views/fabric/fabric_view.h"
#include "views/figure_list.h"
#include "views/findings/findings_list.h"
#include "views/inspector/inspector.h"
#include "views/inspector/reading_list.h"
#include "views/limit_strip.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"

#include <QComboBox>
#include <QSet>

using namespace hallwright;

class WindowTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    /// Every number the inspector shows against the evaluation; false with the figure that differs.
    static bool showsTheEvaluation(const FigureModel& model, const Evaluation& evaluation,
                                   QString& difference) {
        int compared = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const std::optional<FigureRef> ref = model.figureAt(row);
            if (!ref) continue;
            const Figure figure = evaluation.figure(*ref);
            const QString shown = model.index(row, FigureModel::Number).data().toString() + u'|' +
                                  model.index(row, FigureModel::Unit).data().toString();
            const QuantityText parts = quantityParts(figure.value);
            QString wanted =
                QString::fromStdString(parts.number) + u'|' + QString::fromStdString(parts.unit);
            if (figure.status == Status::Partial) wanted.prepend("≥ ");
            if (figure.status == Status::None) wanted = "unknown|";
            ++compared;
            if (shown == wanted) continue;
            difference = QString::fromStdString(figureId(evaluation.hall(), *ref)) + ": " + shown +
                         " is not " + wanted;
            return false;
        }
        difference = "nothing is shown";
        return compared > 3;
    }

private Q_SLOTS:
    void comparingPutsThePanesOfThePlanAway() {
        Window window;
        window.load({m_sample.hall, m_sample.nextId});
        window.show();
        QVERIFY(window.showView("fabric"));
        auto* pane = window.fabric().parentWidget();
        QVERIFY(!pane->isHidden());
        QVERIFY(window.showView("variants"));
        QVERIFY(pane->isHidden());
        window.layoutToKeep();
        QVERIFY(pane->isHidden());
        QVERIFY(window.showView("plan"));
        QVERIFY(!pane->isHidden());
    }

    void theInspectorShowsWhatTheEvaluationSays() {
        Window window;
        window.load({m_sample.hall, m_sample.nextId});
        QString difference;
        QVERIFY2(showsTheEvaluation(window.inspector().figures(), window.document().evaluation(),
                                    difference),
                 qPrintable(difference));
        window.selection().set({m_sample.a01});
        QVERIFY2(showsTheEvaluation(window.inspector().figures(), window.document().evaluation(),
                                    difference),
                 qPrintable(difference));
        const ItemRef items[] = {m_sample.a01};
        QVERIFY(window.document().apply(
            moveItems(window.document().base(), items, {600}, {0}).value()));
        QVERIFY2(showsTheEvaluation(window.inspector().figures(), window.document().evaluation(),
                                    difference),
                 qPrintable(difference));
    }

    void choosingAReadingIsAnEditThatUndoes() {
        Window window;
        window.load({m_sample.hall, m_sample.nextId});
        window.selection().set({m_sample.a01});
        ReadingList* list = window.findChild<ReadingList*>();
        QVERIFY(list);
        Q_EMIT list->chosen(m_sample.rackPart, Property::powerTdp, 1);
        QCOMPARE(
            window.document().hall().part(m_sample.rackPart)->number(Property::powerTdp).value(),
            90000.0);
        QCOMPARE(window.actions()[ActionId::Undo].text(),
                 QString("Undo Choose thermal design power of Test Rack"));
        window.actions()[ActionId::Undo].trigger();
        QVERIFY(window.document().hall() == m_sample.hall);
    }

    void undoIsNamedAndTheTitleMarksChanges() {
        Window window;
        window.load({m_sample.hall, m_sample.nextId});
        QVERIFY2(window.isWindowModified(), "no file holds a hall that was just made");
        window.document().markSaved(QStringLiteral("made.hall"));
        QVERIFY(!window.isWindowModified());
        window.selection().set({m_sample.a01});
        window.actions()[ActionId::Rotate].trigger();
        QVERIFY(window.isWindowModified());
        QCOMPARE(window.actions()[ActionId::Undo].text(), QString("Undo Rotate rack A01"));
        window.actions()[ActionId::Undo].trigger();
        QVERIFY(!window.isWindowModified());
        QCOMPARE(window.actions()[ActionId::Redo].text(), QString("Redo Rotate rack A01"));
    }

    void deletingDropsTheSelection() {
        Window window;
        window.load({m_sample.hall, m_sample.nextId});
        window.selection().set({m_sample.a01});
        window.actions()[ActionId::Delete].trigger();
        QVERIFY(window.selection().empty());
        QVERIFY(!window.document().hall().racks.contains({m_sample.a01.id}));
    }

    void findingsAreThoseOfTheEvaluation() {
        Window window;
        window.load({m_sample.hall, m_sample.nextId});
        QCOMPARE(window.findings().model().count(FindingsModel::Filter::All),
                 static_cast<int>(window.document().evaluation().findings().size()));
    }

    void limitsSaySoInWordsWhenExceeded() {
        LimitBar bar("Floor");
        Figure figure;
        figure.value = {18000.0, Dimension::Pressure};
        figure.status = Status::Ok;
        bar.setFigure(figure, 17000.0, {});
        QVERIFY(bar.exceeded());
        QCOMPARE(bar.words(),
                 QString("Floor %1 of %2, over the limit")
                     .arg(QString::fromStdString(formatQuantity(figure.value)),
                          QString::fromStdString(formatQuantity({17000.0, Dimension::Pressure}))));
        bar.setFigure(figure, 18000.0, {});
        QVERIFY(!bar.exceeded());
    }

    void theCoolantShownIsThatOfTheWorstLoop() {
        DocumentModel document;
        const Hall& hall = test::examplePlan("gb300-unit").hall;
        document.load(hall, hall.highestId() + 1);
        const LimitStrip strip(document);
        bool found = false;
        for (const LimitRow& row : limitRows(document.evaluation()))
            if (row.rule == "liquid.cdu.flow") {
                found = true;
                const QString words = strip.flow().words();
                QVERIFY(words.startsWith("Coolant"));
                QVERIFY(words.contains(
                    QString::fromStdString(formatQuantity({row.limit, Dimension::VolumeFlow}))));
                QCOMPARE(words.contains(QString::fromStdString(itemName(hall, *row.item))),
                         hall.loops.size() > 1);
            }
        QVERIFY(found);
    }

    void everyActionHasWordsAndItsOwnShortcut() {
        Window window;
        QSet<QString> keys;
        for (std::size_t i = 0; i < actionCount; ++i) {
            const QAction& action = window.actions()[static_cast<ActionId>(i)];
            QVERIFY(!action.text().isEmpty() && !action.toolTip().isEmpty());
            for (const QKeySequence& key : action.shortcuts()) {
                QVERIFY2(!key.isEmpty() && !keys.contains(key.toString()),
                         qPrintable(action.text()));
                keys.insert(key.toString());
            }
        }
    }

    void anEmptyWindowOffersNothingThatNeedsAHall() {
        Window window;
        QVERIFY(!window.actions()[ActionId::SelectAll].isEnabled());
        QVERIFY(!window.actions()[ActionId::Delete].isEnabled());
        QCOMPARE(window.windowTitle(), QString("Hallwright[*]"));
    }

    void aPictureIsAsLargeAsAskedAndDiffersByTheme() {
        const QImage light =
            renderWindow(m_sample.hall, m_sample.nextId, {.size = {800, 600}, .scale = 2.0});
        const QImage dark =
            renderWindow(m_sample.hall, m_sample.nextId,
                         {.size = {800, 600}, .scale = 2.0, .theme = Theme::Kind::Dark});
        QCOMPARE(light.size(), QSize(1600, 1200));
        QVERIFY(light.pixelColor(400, 400).lightness() >
                dark.pixelColor(400, 400).lightness() + 100);
        QVERIFY(renderWindow(m_sample.hall, m_sample.nextId, {.view = "nothing"}).isNull());
    }
};

HALL_TEST(WindowTest)
#include "window_test.moc"
