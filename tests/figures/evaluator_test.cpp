#include "model/figures/explain.h"
#include "model/figures/ranges.h"
#include "model/rules/rule.h"
#include "tests/support/example_hall.h"
#include "tests/support/random_edits.h"
#include "tests/support/test.h"

#include <bit>
#include <map>
#include <set>

using namespace hallwright;

class EvaluatorTest : public QObject {
    Q_OBJECT

    static bool sameNumber(double a, double b) {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
    }
    static bool same(const Value& a, const Value& b) {
        return sameNumber(a.si, b.si) && a.dimension == b.dimension;
    }
    static bool same(const Finding& a, const Finding& b) {
        return a.outcome == b.outcome && a.rule == b.rule && a.items == b.items &&
               same(a.actual, b.actual) && same(a.limit, b.limit) && a.detail == b.detail &&
               a.waiver == b.waiver;
    }
    static bool same(const BillLine& a, const BillLine& b) {
        return a.part == b.part && a.section == b.section && sameNumber(a.quantity, b.quantity) &&
               a.length_m == b.length_m && a.unit == b.unit && sameNumber(a.price, b.price);
    }

    /// Names the first thing that differs, or nothing.
    static std::string firstDifference(const Evaluation& a, const Evaluation& b) {
        for (const FigureInfo& row : allFigures())
            if (!(a.columns().column(row.figure) == b.columns().column(row.figure)))
                return std::string(row.id);
        for (std::size_t i = 0; i < std::max(a.findings().size(), b.findings().size()); ++i) {
            const Finding* x = i < a.findings().size() ? &a.findings()[i] : nullptr;
            const Finding* y = i < b.findings().size() ? &b.findings()[i] : nullptr;
            if (!x || !y || !same(*x, *y))
                return "finding " + (x ? findingText(a, *x) : std::string("none")) + " / " +
                       (y ? findingText(b, *y) : std::string("none"));
        }
        if (!std::equal(a.bill().begin(), a.bill().end(), b.bill().begin(), b.bill().end(),
                        [](const BillLine& x, const BillLine& y) { return same(x, y); }))
            return "bill";
        return {};
    }

    /// Properties of parts that a figure can reach through its declared inputs, over all its items.
    static std::set<SlotRef> reach(const Evaluation& evaluation, Fig figure,
                                   std::map<Fig, std::set<SlotRef>>& known, std::set<Fig>& open) {
        if (auto it = known.find(figure); it != known.end()) return it->second;
        std::set<SlotRef> out;
        if (!open.insert(figure).second) return out;
        for (const Input& input : info(figure).inputs) {
            if (input.type == Input::Type::Figure) {
                const std::set<SlotRef> below = reach(evaluation, input.figure, known, open);
                out.insert(below.begin(), below.end());
            } else if (input.type == Input::Type::Property) {
                for (RawId item : evaluation.rows().ids(info(figure).scope))
                    for (PartId part : evaluation.inputParts({figure, item}, input))
                        out.insert({part, input.property});
            }
        }
        open.erase(figure);
        if (open.empty()) known[figure] = out;
        return out;
    }

private slots:
    void randomEditsGiveTheSameBitsAsAFullPass_data() {
        QTest::addColumn<QString>("example");
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc"})
            QTest::newRow(name) << QString(name);
    }
    void randomEditsGiveTheSameBitsAsAFullPass() {
        QFETCH(QString, example);
        const Plan& plan = test::examplePlan(example.toStdString());
        std::mt19937 dice(20261122);
        Hall hall = plan.hall;
        RawId next = plan.nextId;
        Evaluator evaluator;
        evaluator.update(hall);
        std::vector<Edit> done;
        for (int i = 0; i < 200; ++i) {
            const Edit edit = test::randomEdit(hall, next, dice);
            VERIFY_OK(apply(hall, edit));
            done.push_back(edit);
            const std::string where = firstDifference(evaluator.update(hall), evaluate(hall));
            QVERIFY2(where.empty(), (std::to_string(i) + " " + edit.label + ": " + where).c_str());
        }
        while (!done.empty()) {
            VERIFY_OK(apply(hall, inverse(done.back())));
            done.pop_back();
        }
        QVERIFY(hall == plan.hall);
        const std::string where = firstDifference(evaluator.update(hall), evaluate(plan.hall));
        QVERIFY2(where.empty(), where.c_str());
    }

    void everyFigureThatMovesDeclaresTheNumberThatMovedIt_data() {
        QTest::addColumn<QString>("example");
        for (const char* name : {"gb300-unit", "kyber-row"})
            QTest::newRow(name) << QString(name);
    }
    void everyFigureThatMovesDeclaresTheNumberThatMovedIt() {
        QFETCH(QString, example);
        const Evaluation evaluation = evaluate(test::examplePlan(example.toStdString()).hall);
        std::map<Fig, std::set<SlotRef>> known;
        std::vector<std::set<SlotRef>> reachable;
        for (const FigureInfo& row : allFigures()) {
            std::set<Fig> open;
            reachable.push_back(reach(evaluation, row.figure, known, open));
        }
        std::set<std::string> faults;
        for (const SlotRef& slot : evaluation.numbers().known()) {
            Evaluator evaluator(evaluation);
            const double value = evaluation.numbers().get(slot.part, slot.property);
            evaluator.rerun(slot, value == 0.0 ? 0.01 : value * 1.03, Stage::Fabric);
            for (const FigureInfo& row : allFigures()) {
                const std::size_t f = static_cast<std::size_t>(row.figure);
                if (evaluator.evaluation().columns().column(row.figure) ==
                    evaluation.columns().column(row.figure))
                    continue;
                if (!reachable[f].contains(slot))
                    faults.insert(std::string(row.id) + " moves with " +
                                  std::string(info(slot.property).id) + " of " +
                                  evaluation.hall().part(slot.part)->id);
                // A sweep that starts at the first stage that declares the property must not miss
                // the figure.
                if (row.stage < firstStage(slot.property))
                    faults.insert(std::string(row.id) + " moves before the first stage of " +
                                  std::string(info(slot.property).id));
            }
        }
        std::string text;
        for (const std::string& fault : faults)
            text += fault + "\n";
        QVERIFY2(faults.empty(), text.c_str());
    }
};

HALL_TEST(EvaluatorTest)
#include "evaluator_test.moc"
