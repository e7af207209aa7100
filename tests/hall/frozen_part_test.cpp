#include "model/hall/frozen_part.h"

#include "model/parts/part_text.h"
#include "tests/support/test.h"

using namespace hallwright;

/// A part as it is kept in a hall: whatever way it comes in, its numbers are plausible.
class FrozenPartTest : public QObject {
    Q_OBJECT

    static QString said(const QString& property, const QString& reading) {
        const QString text = R"({"id":"p","kind":"tray","data":{"%1":{"readings":[{%2}]}}})";
        const Result<Part> part = partFromText(text.arg(property, reading).toStdString());
        return part ? QString() : QString::fromStdString(part.error().text());
    }

private slots:
    void aNumberThatCannotBeIsRefused_data() {
        QTest::addColumn<QString>("property");
        QTest::addColumn<QString>("reading");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* what, const char* property, const char* reading,
                            const char* expected) {
            QTest::newRow(what) << property << reading << expected;
        };
        row("a power", "power.tdp", "\"value\":142000", "");
        row("a power at its bound", "power.tdp", "\"value\":2e6", "");
        row("a power with its range", "power.tdp", "\"value\":5,\"low\":4,\"high\":6", "");
        row("an unknown power", "power.tdp", "\"unknown\":true", "");
        row("a power below zero", "power.tdp", "\"value\":-142000",
            "power.tdp of part p is -142\u00a0kW; plausible is 0.01\u00a0W to 2,000\u00a0kW");
        row("a power beyond all", "power.tdp", "\"value\":1e308",
            "power.tdp of part p is 1e302\u00a0MW; plausible is 0.01\u00a0W to 2,000\u00a0kW");
        row("a high end beyond all", "power.tdp", "\"value\":5,\"high\":1e9",
            "power.tdp of part p is 1,000\u00a0MW; plausible is 0.01\u00a0W to 2,000\u00a0kW");
        row("a low end above the value", "power.tdp", "\"value\":5,\"low\":6",
            "power.tdp of part p is 5\u00a0W, below its low end 6\u00a0W");
        row("a high end below the value", "power.tdp", "\"value\":5,\"high\":4",
            "power.tdp of part p is 5\u00a0W, above its high end 4\u00a0W");
        row("a low end above the high one", "power.tdp", "\"low\":6,\"high\":4",
            "power.tdp of part p is 6\u00a0W, above its high end 4\u00a0W");
        row("a curve", "cooling.flow_curve", "\"x\":[20,30],\"values\":[0.001,0.002]", "");
        row("a curve that turns back", "cooling.flow_curve",
            "\"x\":[30,20],\"values\":[0.001,0.002]",
            "cooling.flow_curve of part p has a curve whose arguments do not rise");
        row("a curve with a value that cannot be", "cooling.flow_curve",
            "\"x\":[20,30],\"values\":[0.001,-2]",
            "cooling.flow_curve of part p is -2\u00a0m³/s; plausible is 0\u00a0L/min to "
            "1\u00a0m³/s");
        row("a curve made for less than nothing", "cooling.flow_curve",
            "\"x\":[20,30],\"values\":[0.001,0.002],\"made_for\":-1",
            "cooling.flow_curve of part p is made for no heat; the heat of a curve must be above "
            "0");
        row("a list", "cable.lengths", "\"values\":[1,2]", "");
        row("a list with a length of nothing", "cable.lengths", "\"values\":[1,0]",
            "cable.lengths of part p is 0\u00a0mm; plausible is 100\u00a0mm to 2,000\u00a0m");
        row("a word", "power.input", "\"text\":\"ac\"", "");
    }
    void aNumberThatCannotBeIsRefused() {
        QFETCH(QString, property);
        QFETCH(QString, reading);
        QFETCH(QString, expected);
        QCOMPARE(said(property, reading), expected);
    }
};

HALL_TEST(FrozenPartTest)
#include "frozen_part_test.moc"
