#include "views/catalog/part_compare.h"

#include "tests/support/sample_hall.h"
#include "tests/support/test.h"
#include "views/catalog/part_compare_model.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace hallwright;

class PartCompareTest : public QObject {
    Q_OBJECT

    static std::shared_ptr<const Catalog> catalog() {
        std::map<std::string, PartPtr> parts;
        const auto add = [&](const Part& part) {
            parts[part.id] = std::make_shared<const Part>(part);
        };
        add(test::PartMaker("first", Kind::Switch)
                .number(Property::sizeWidth, 0.6)
                .number(Property::mass, 100.0)
                .number(Property::powerTdp, 1000.0)
                .number(Property::price, 5000.0));
        add(test::PartMaker("second", Kind::Switch)
                .number(Property::sizeWidth, 0.6)
                .number(Property::mass, 150.0)
                .number(Property::powerTdp, 925.0)
                .unknown(Property::price));
        for (const char* id : {"third", "fourth", "fifth"})
            add(test::PartMaker(id, Kind::Switch).number(Property::sizeWidth, 0.6));
        return std::make_shared<const Catalog>(std::move(parts), std::map<std::string, Source>{});
    }

    static const PartCompareModel& modelOf(const PartCompare& compare) {
        return static_cast<const PartCompareModel&>(
            *compare.findChild<QTableView*>("compareTable")->model());
    }
    static int rowOf(const PartCompareModel& model, const QString& title) {
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data().toString() == title) return row;
        return -1;
    }

private Q_SLOTS:
    void textsAreWordsAndNotTheSpellingOfFiles() {
        const FindPart find = [](std::string_view id) -> const Part* {
            static const Part shelf = test::PartMaker("shelf", Kind::PowerShelf);
            return id == "shelf" ? &shelf : nullptr;
        };
        QCOMPARE(textWords(find, Property::inputSystem, "dc-48"), QString("48 V DC"));
        QCOMPARE(textWords(find, Property::inputSystem, "ac"), QString("AC"));
        QCOMPARE(textWords(find, Property::switchCage, "osfp"), QString("osfp"));
        const QString rack = textWords(find, Property::rackElevation, "48U: 4*shelf, free:2");
        const QString name = QString::fromStdString(find("shelf")->name);
        QVERIFY2(rack.contains(QString::fromUtf8("4 × ") + name), qPrintable(rack));
        QVERIFY2(!rack.contains("4*"), qPrintable(rack));
        QCOMPARE(textWords(find, Property::rackElevation, "who knows"), QString("who knows"));
    }

    void fourColumnsFitAHalfOfTheWindow() {
        PartCompare compare(catalog());
        compare.resize(600, 500);
        compare.setParts({"first", "second", "third", "fourth"});
        compare.show();
        const auto* table = compare.findChild<QTableView*>("compareTable");
        int width = 0;
        for (int column = 0; column < 5; ++column)
            width += table->columnWidth(column);
        QVERIFY2(width <= table->viewport()->width(), qPrintable(QString::number(width)));
    }

    void linesThatDifferComeFirstInTheirSection() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second"});
        const PartCompareModel& model = modelOf(compare);
        const int heading = rowOf(model, "Body"), mass = rowOf(model, "Mass, wet and loaded"),
                  width = rowOf(model, "Width");
        QVERIFY(model.isHeading(heading));
        QCOMPARE(mass, heading + 1);
        QCOMPARE(width, mass + 1);
        QVERIFY(model.index(mass, 0).data(PartCompareModel::DiffersRole).toBool());
        QVERIFY(!model.index(width, 0).data(PartCompareModel::DiffersRole).toBool());
        QCOMPARE(model.differences(), 3);
    }

    void onlyDifferencesHidesWhatIsTheSame() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second"});
        compare.findChild<QCheckBox*>("compareOnly")->click();
        QCOMPARE(rowOf(modelOf(compare), "Width"), -1);
        QVERIFY(rowOf(modelOf(compare), "Mass, wet and loaded") > 0);
        QVERIFY(rowOf(modelOf(compare), "Price") > 0);
    }

    void unknownIsNotTheSameAsNotGiven() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second", "third"});
        const PartCompareModel& model = modelOf(compare);
        const int price = rowOf(model, "Price");
        QVERIFY(model.cell(model.index(price, 1)).state == CompareCell::State::Given);
        QVERIFY(model.cell(model.index(price, 2)).state == CompareCell::State::Unknown);
        QVERIFY(model.cell(model.index(price, 3)).state == CompareCell::State::NotGiven);
        QCOMPARE(model.index(price, 2).data().toString(), QString("unknown"));
        QCOMPARE(model.index(price, 3).data().toString(), QString("not given"));
    }

    void differencesAreToldFromTheFirst() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second"});
        const PartCompareModel& model = modelOf(compare);
        const int power = rowOf(model, "Thermal design power");
        QCOMPARE(model.cell(model.index(power, 1)).apart, QString());
        QCOMPARE(model.cell(model.index(power, 2)).apart, QString::fromUtf8("−7.5\u00a0%"));
        compare.setParts({"second", "first"});
        QCOMPARE(model.cell(model.index(rowOf(model, "Thermal design power"), 2)).apart,
                 QString::fromUtf8("+8.1\u00a0%"));
    }

    void barsOfALineShareOneScale() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second", "third"});
        const PartCompareModel& model = modelOf(compare);
        const int mass = rowOf(model, "Mass, wet and loaded");
        for (const int column : {1, 2}) {
            const std::optional<RangeBar>& bar = model.cell(model.index(mass, column)).bar;
            QVERIFY(bar);
            QCOMPARE(bar->scaleLow, 100.0);
            QCOMPARE(bar->scaleHigh, 150.0);
        }
        QVERIFY(!model.cell(model.index(mass, 3)).bar);
        QVERIFY(!model.cell(model.index(rowOf(model, "Width"), 1)).bar);
    }

    void noMoreThanFourStandSideBySide() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second", "third", "fourth", "fifth"});
        QCOMPARE(compare.parts(), (QStringList{"first", "second", "third", "fourth"}));
        QCOMPARE(modelOf(compare).columnCount(), 5);
    }

    void aPartIsTakenOutOrPutFirstAtItsHead() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second", "third"});
        QSignalSpy changed(&compare, &PartCompare::partsChanged);
        compare.findChild<QWidget*>("head.second")
            ->findChild<QToolButton*>("compareRemove")
            ->click();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(compare.parts(), (QStringList{"first", "third"}));
        compare.findChild<QWidget*>("head.third")->findChild<QToolButton*>("compareFirst")->click();
        QCOMPARE(changed.back().front().toStringList(), (QStringList{"third", "first"}));
    }

    void aNameLeadsToItsSheet() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second"});
        QSignalSpy chosen(&compare, &PartCompare::partChosen);
        Q_EMIT compare.findChild<QWidget*>("head.second")
            ->findChild<QLabel*>()
            ->linkActivated("part:second");
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().toString(), QString("second"));
    }

    void withoutPartsItSaysHowToAddThem() {
        PartCompare compare(catalog());
        compare.show();
        auto* empty = compare.findChild<QLabel*>("compareEmpty");
        QVERIFY(empty->isVisible());
        QVERIFY(empty->text().contains("Space"));
        compare.setParts({"first"});
        QVERIFY(!empty->isVisible());
        QVERIFY(compare.findChild<QLabel*>("compareCount")->text().contains("another part"));
        QVERIFY(!compare.findChild<QCheckBox*>("compareOnly")->isEnabled());
    }

    void columnsFillTheRoomAndScrollWhereItIsNarrow() {
        PartCompare compare(catalog());
        compare.setParts({"first", "second", "third", "fourth"});
        auto* table = compare.findChild<QTableView*>("compareTable");
        compare.resize(1200, 600);
        compare.show();
        QVERIFY(QTest::qWaitForWindowExposed(&compare));
        const auto all = [&] {
            int width = 0;
            for (int column = 0; column < 5; ++column)
                width += table->columnWidth(column);
            return width;
        };
        QVERIFY(std::abs(all() - table->viewport()->width()) <= 5);
        compare.resize(300, 600);
        QCoreApplication::processEvents();
        QVERIFY(all() > table->viewport()->width());
        QVERIFY(table->columnWidth(4) >= 120);
    }
};

HALL_TEST(PartCompareTest)
#include "part_compare_test.moc"
