#include "views/compare/compare_model.h"

#include "tests/support/test.h"
#include "views/compare/one_unit.h"

#include <QTest>

#include <cmath>

using namespace hallwright;

class CompareModelTest : public QObject {
    Q_OBJECT

    static Figure power(double si, Status status = Status::Ok) {
        Figure figure;
        figure.value = {si, Dimension::Power};
        figure.status = status;
        return figure;
    }

    static std::shared_ptr<Comparison> made() {
        auto made = std::make_shared<Comparison>();
        made->halls = {{"Hall A", "as it is", nullptr, {}}, {"CPO", "swapped", nullptr, {}}};
        made->rows = {
            {"network.power",
             "Power",
             "Network power",
             "why",
             {power(2e6), power(1.5e6)},
             {},
             true},
            {"power.max",
             "Power",
             "Maximum power",
             "",
             {power(7e3), power(3950)},
             {"", "a figure of unstated basis"},
             true},
            {"it.power", "Power", "IT power", "", {power(2e7), power(2e7)}, {}, false},
            {"cost", "Cost", "=Price", "", {power(10.0, Status::Partial), power(15.0)}, {}, true},
            {"space", "Layout", "Racks", "", {power(8.0), power(8.0)}, {}, false},
        };
        made->notes = {"All at the same load."};
        return made;
    }

    static QString at(const CompareModel& model, const char* id, int column) {
        return model.index(model.lineOf(id), column).data().toString();
    }

private Q_SLOTS:
    void numbersOfAChartHaveOneUnit() {
        const OneUnit money(Dimension::Money, 66.8e6);
        QVERIFY2(money.text(66.8e6).endsWith(QStringLiteral("\u00a0MUSD")),
                 qPrintable(money.text(66.8e6)));
        QCOMPARE(money.text(9.829e6), QStringLiteral("9.83\u00a0MUSD"));
        QVERIFY(money.text(-8.81e6).endsWith(QStringLiteral("8.81\u00a0MUSD")));
    }

    void columnsAreHallsWithTheirDifference() {
        CompareModel model;
        model.show(made(), false);
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), "Hall A");
        QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), "CPO");
        QCOMPARE(model.headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(), "Difference");
        QCOMPARE(at(model, "network.power", 1), QStringLiteral("2,000\u00a0kW"));
        QCOMPARE(at(model, "network.power", 3), QStringLiteral("−500\u00a0kW"));
        QCOMPARE(
            model.index(model.lineOf("network.power"), 3).data(CompareModel::BelowRole).toString(),
            QStringLiteral("−25\u00a0%"));
        QCOMPARE(at(model, "it.power", 3), "same");
        QCOMPARE(model.differences(), 3);
    }

    void aRefusedNumberIsNotShownAndSaysWhy() {
        CompareModel model;
        model.show(made(), false);
        const int line = model.lineOf("power.max");
        QCOMPARE(at(model, "power.max", 2), "not comparable");
        QCOMPARE(at(model, "power.max", 3), "");
        QVERIFY(model.index(line, 2).data(Qt::ToolTipRole).toString().contains("unstated basis"));
        QVERIFY(model.isWide(line + 1));
        QCOMPARE(model.index(line + 1, 0).data().toString(),
                 "Not comparable: a figure of unstated basis");
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(!model.lineText(row).contains("3.95"));
    }

    void aReasonIsToldOnceInASection() {
        auto twice = made();
        ComparisonRow again = twice->rows[1];
        again.id = "power.other";
        twice->rows.insert(twice->rows.begin() + 2, again);
        CompareModel model;
        model.show(twice, false);
        int told = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            told += model.isWide(row) && model.lineText(row).startsWith("Not comparable");
        QCOMPARE(told, 1);
        const QModelIndex cell = model.index(model.lineOf("power.other"), 2);
        QCOMPARE(cell.data(CompareModel::BelowRole).toString(), "see above");
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains("unstated basis"));
    }

    void whatIsKnownInPartIsSaid() {
        CompareModel model;
        model.show(made(), false);
        QVERIFY(at(model, "cost", 1).startsWith("at least"));
        QVERIFY(model.index(model.lineOf("cost"), 3)
                    .data(CompareModel::BelowRole)
                    .toString()
                    .contains("of what is known"));
        auto unknown = made();
        unknown->rows[0].values[1] = power(std::nan(""), Status::None);
        model.show(unknown, false);
        QCOMPARE(at(model, "network.power", 3), "not known");
    }

    void onlyDifferencesLeaveEmptySectionsOut() {
        CompareModel model;
        model.show(made(), true);
        QCOMPARE(model.lineOf("it.power"), -1);
        QCOMPARE(model.lineOf("space"), -1);
        QStringList headings;
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data(CompareModel::HeadingRole).toBool())
                headings += model.index(row, 0).data().toString();
        QCOMPARE(headings, (QStringList{"Power", "Cost", "What to know"}));
        QCOMPARE(model.differences(), 3);
    }

    void differencesComeFirstInEverySection() {
        auto turned = made();
        std::swap(turned->rows[0], turned->rows[2]);
        CompareModel model;
        model.show(turned, false);
        QVERIFY(model.lineOf("network.power") < model.lineOf("it.power"));
    }

    void aRangeStandsBelowItsNumber() {
        auto ranged = made();
        ranged->rows[0].values[0].low = 1.8e6;
        ranged->rows[0].values[0].high = 2.2e6;
        CompareModel model;
        model.show(ranged, false);
        QCOMPARE(
            model.index(model.lineOf("network.power"), 1).data(CompareModel::BelowRole).toString(),
            QStringLiteral("1,800\u00a0kW … 2,200\u00a0kW"));
    }

    void csvWritesFormulasAsText() {
        CompareModel model;
        model.show(made(), false);
        const QString csv = model.asCsv();
        QVERIFY(csv.contains("\r\n'=Price,"));
        QVERIFY(csv.startsWith(",Hall A,CPO,Difference\r\n"));
        QVERIFY(model.asText().contains(QStringLiteral("Network power\t2,000\u00a0kW\t")));
    }
};

HALL_TEST(CompareModelTest)
#include "compare_model_test.moc"
