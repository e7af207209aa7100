#include "views/figures/figures_view.h"

#include "model/reports/figure_text.h"
#include "tests/support/example_hall.h"
#include "tests/support/random_edits.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/figure_list.h"
#include "views/figures/explain_model.h"
#include "views/paced_refresh.h"
#include "views/selection.h"

#include <QDesktopServices>
#include <QLineEdit>
#include <QSet>
#include <QTreeView>

#include <set>

using namespace hallwright;

/// Takes the place of the browser.
class UrlCatcher : public QObject {
    Q_OBJECT

public:
    QStringList urls;

public Q_SLOTS:
    void open(const QUrl& url) { urls += url.toString(); }
};

class FiguresViewTest : public QObject {
    Q_OBJECT

    static QStringList textOf(const FigureModel& model) {
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out += model.index(row, FigureModel::Title).data().toString() + u'|' +
                   model.index(row, FigureModel::Number).data().toString() + u'|' +
                   model.index(row, FigureModel::Unit).data().toString();
        return out;
    }
    static QModelIndex find(const ExplainModel& model, ExplainModel::NodeKind kind,
                            const QModelIndex& below) {
        if (below.isValid() && model.kindAt(below) == kind) return below;
        for (int row = 0; row < model.rowCount(below); ++row)
            if (const QModelIndex found = find(model, kind, model.index(row, 0, below));
                found.isValid())
                return found;
        return {};
    }
    /// Whether every way down from here ends at a document, at a reason, at the hall itself, or at
    /// what is explained above. Says where one does not.
    static bool endsAtSources(const ExplainModel& model, const QModelIndex& at, QString& where) {
        using NodeKind = ExplainModel::NodeKind;
        const NodeKind kind = model.kindAt(at);
        const int below = model.rowCount(at);
        if (kind == NodeKind::Figure && below == 0 &&
            !at.data(ExplainModel::BelowRole).toString().contains("explained above")) {
            where = at.data().toString();
            return false;
        }
        if (kind == NodeKind::Figure && below == 1) {  // a formula alone
            where = at.data().toString() + ": from nothing";
            return false;
        }
        if ((kind == NodeKind::Datum || kind == NodeKind::Reading) && below == 0) {
            where = at.data().toString() + ": without readings or document";
            return false;
        }
        if (kind == NodeKind::Document && at.data().toString().isEmpty()) {
            where = at.parent().data().toString() + ": nameless document";
            return false;
        }
        for (int row = 0; row < below; ++row)
            if (!endsAtSources(model, model.index(row, 0, at), where)) return false;
        return true;
    }

private Q_SLOTS:
    void allFiguresOfTheHallAndItsFabricsAreThere() {
        const Plan& plan = test::examplePlan("gb300-unit");
        DocumentModel document;
        document.load(plan.hall, plan.nextId);
        Selection selection;
        FiguresView view(document, nullptr, selection);
        std::set<FigureRef> shown;
        for (int row = 0; row < view.figures().rowCount(); ++row)
            if (const std::optional<FigureRef> ref = view.figures().figureAt(row))
                QVERIFY2(shown.insert(*ref).second, "a figure stands twice");
        for (const FigureRef& ref : hallFigures(document.evaluation()))
            if (document.evaluation().figure(ref).status != Status::Absent)
                QVERIFY2(shown.count(ref) == 1, figureId(document.hall(), ref).c_str());
    }

    void groupsStandOnceEach() {
        const Plan& plan = test::examplePlan("gb300-unit");
        DocumentModel document;
        document.load(plan.hall, plan.nextId);
        FigureModel model(document);
        model.showHall();
        QSet<QString> headings;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (!model.isHeading(row)) continue;
            const QString heading = model.index(row, 0).data().toString();
            QVERIFY2(!headings.contains(heading), qPrintable(heading));
            headings.insert(heading);
        }
        for (const char* wanted :
             {"Power", "Cooling", "Floor and space", "Compute", "Optics", "Cost"})
            QVERIFY2(headings.contains(wanted), wanted);
    }

    void theExplanationOfEveryHallFigureEndsAtSources() {
        const Plan& plan = test::examplePlan("gb300-unit");
        const Evaluation evaluation = evaluate(plan.hall);
        ExplainModel model;
        for (const FigureRef& ref : hallFigures(evaluation)) {
            if (evaluation.figure(ref).status == Status::Absent) continue;
            model.explain(evaluation, ref);
            QString where;
            QVERIFY2(endsAtSources(model, model.index(0, 0), where),
                     qPrintable(QString::fromStdString(figureId(plan.hall, ref)) + ": " + where));
        }
    }

    void aDatumSaysItsReadingGradeAndDocument() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        ExplainModel model;
        model.explain(document.evaluation(), FigureRef{Fig::rackTdp, sample.a01.id});
        const QModelIndex datum = find(model, ExplainModel::NodeKind::Datum, {});
        QVERIFY(datum.isValid());
        QCOMPARE(datum.data(ExplainModel::NumberRole).toString(), QString("100"));
        QCOMPARE(datum.data(ExplainModel::GradeRole).toChar(), QChar('B'));
        QCOMPARE(model.rowCount(datum), 2);
        QVERIFY(model.index(0, 0, datum).data(ExplainModel::ChosenRole).toBool());
        QVERIFY(!model.index(1, 0, datum).data(ExplainModel::ChosenRole).toBool());
        QCOMPARE(model.index(0, 0, datum).data().toString(), QString("A data sheet"));
    }

    void aStepSelectsItsItemsFoldedOnesIncluded() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        ExplainModel model;
        model.explain(document.evaluation(), FigureRef{Fig::itTdp, 0});
        const QModelIndex root = model.index(0, 0);
        QVERIFY(model.itemsAt(document.evaluation(), root).empty());
        std::size_t racks = 0;
        for (int row = 0; row < model.rowCount(root); ++row) {
            const QModelIndex step = model.index(row, 0, root);
            if (model.kindAt(step) == ExplainModel::NodeKind::Figure)
                racks += model.itemsAt(document.evaluation(), step).size();
        }
        QCOMPARE(racks, std::size_t{8});
    }

    void onlyWebAddressesAreFollowed() {
        test::SampleWindowHall sample = test::sampleWindowHall();
        UrlCatcher catcher;
        QDesktopServices::setUrlHandler("https", &catcher, "open");
        QDesktopServices::setUrlHandler("file", &catcher, "open");
        for (const char* url : {"https://example.org/sheet.pdf", "file:///etc/passwd"}) {
            sample.hall.sources.forEach([&](Id<FrozenSource> id, const FrozenSource& row) {
                FrozenSource changed = row;
                changed.source.url = url;
                sample.hall.sources.set(id, changed);
            });
            DocumentModel document;
            document.load(sample.hall, sample.nextId);
            Selection selection;
            FiguresView view(document, nullptr, selection);
            view.explain({Fig::rackTdp, sample.a01.id});
            const QModelIndex link = find(view.explanation(), ExplainModel::NodeKind::Link, {});
            QVERIFY(link.isValid());
            for (QTreeView* tree : view.findChildren<QTreeView*>())
                if (tree->model() == &view.explanation()) Q_EMIT tree->clicked(link);
        }
        QDesktopServices::unsetUrlHandler("https");
        QDesktopServices::unsetUrlHandler("file");
        QCOMPARE(catcher.urls, QStringList{"https://example.org/sheet.pdf"});
    }

    void theFilterLeavesWhatHoldsItsWords() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        Selection selection;
        FiguresView view(document, nullptr, selection);
        const int all = view.figures().rowCount();
        view.findChild<QLineEdit*>()->setText("peak it");
        QVERIFY(view.figures().rowCount() > 0 && view.figures().rowCount() < all);
        QVERIFY(view.asText().contains("it.power.peak"));
        QVERIFY(!view.asText().contains("it.power.idle"));
        view.findChild<QLineEdit*>()->clear();
        QCOMPARE(view.figures().rowCount(), all);
    }

    void afterRandomEditsTheViewEqualsAFreshOne() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        Selection selection;
        FiguresView view(document, nullptr, selection);
        view.show();
        view.explain({Fig::itTdp, 0});
        std::mt19937 dice(11);
        for (int i = 0; i < 60; ++i) {
            VERIFY_OK(document.preview(test::randomEdit(document.base(), document.nextId(), dice)));
            if (i % 3 == 0)
                document.cancelPreview();
            else
                document.commitPreview();
            if (i % 5 == 4) document.undo();
            PacedRefresh::catchUpAll();
            FigureModel fresh(document);
            fresh.showHall();
            QCOMPARE(textOf(view.figures()), textOf(fresh));
        }
        // The explanation follows once edits settle.
        ExplainModel fresh;
        fresh.explain(document.evaluation(), FigureRef{Fig::itTdp, 0});
        const QString wanted = fresh.index(0, 0).data(ExplainModel::NumberRole).toString();
        QTRY_COMPARE(view.explanation().index(0, 0).data(ExplainModel::NumberRole).toString(),
                     wanted);
    }

    void previewsDoNotWalkTheExplanation() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        DocumentModel document;
        document.load(sample.hall, sample.nextId);
        Selection selection;
        FiguresView view(document, nullptr, selection);
        view.show();
        view.explain({Fig::itTdp, 0});
        int walks = 0;
        connect(&view.explanation(), &QAbstractItemModel::modelReset, this, [&] { ++walks; });
        std::mt19937 dice(3);
        for (int i = 0; i < 20; ++i)
            VERIFY_OK(document.preview(test::randomEdit(document.base(), document.nextId(), dice)));
        QCOMPARE(walks, 0);
    }
};

HALL_TEST(FiguresViewTest)
#include "figures_view_test.moc"
