#include "model/figures/explain.h"

#include "tests/support/example_hall.h"
#include "tests/support/test.h"

using namespace hallwright;

class ExplainTest : public QObject {
    Q_OBJECT

private slots:
    void theDesignPowerOfTheHallGoesDownToDocuments() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        const Ranges ranges = rangesOf(evaluation);
        COMPARE_FILE(explanationText(evaluation, explain(evaluation, {Fig::itTdp, 0}), &ranges),
                     "figures/gb300-unit.it.power.tdp.txt");
    }

    void everyFigureCanBeExplained() {
        const Evaluation evaluation = evaluate(test::examplePlan("gb300-unit").hall);
        for (const FigureInfo& row : allFigures())
            for (RawId item : evaluation.rows().ids(row.scope)) {
                const Explanation explanation = explain(evaluation, {row.figure, item});
                QVERIFY2(!explanation.inputs.empty() || !explanation.data.empty() ||
                             !explanation.fields.empty(),
                         std::string(row.id).c_str());
                QVERIFY(!explanationText(evaluation, explanation).empty());
                break;
            }
    }

    void aWrongIdNamesTheNearestOne() {
        const Result<FigureRef> found =
            findFigure(test::examplePlan("gb300-unit").hall, "it.power.tpd");
        QVERIFY(!found);
        QCOMPARE(QString::fromStdString(found.error().message),
                 QString("there is no figure \"it.power.tpd\", perhaps \"it.power.tdp\"; "
                         "`hallwright describe figures` lists them"));
    }
};

HALL_TEST(ExplainTest)
#include "explain_test.moc"
