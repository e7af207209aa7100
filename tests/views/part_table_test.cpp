#include "views/catalog/part_table.h"

#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/catalog/part_table_model.h"
#include "views/document.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using namespace hallwright;

namespace {

PartPtr madePart(const char* id, const char* name, std::optional<double> power_w,
                 Grade grade = Grade::A) {
    auto part = std::make_shared<Part>();
    part->id = id;
    part->name = name;
    part->status = "shipping";
    if (power_w) {
        Reading reading;
        reading.number = power_w;
        reading.unit = "kW";
        reading.grade = grade;
        part->data.push_back({Property::powerTdp, {reading}, 0});
    }
    return part;
}

}  // namespace

class PartTableTest : public QObject {
    Q_OBJECT

    const PartPtr m_small = madePart("small", "beta", 1000.0, Grade::B),
                  m_large = madePart("large", "Alpha", 120000.0, Grade::D),
                  m_silent = madePart("silent", "gamma", std::nullopt);
    const std::shared_ptr<const Catalog> m_catalog = std::make_shared<const Catalog>(
        std::map<std::string, PartPtr>{
            {m_small->id, m_small}, {m_large->id, m_large}, {m_silent->id, m_silent}},
        std::map<std::string, Source>{}, std::map<std::string, Layer>{{"large", Layer::Own}});

    static QStringList shown(const PartTableModel& model) {
        QStringList ids;
        for (const PartPtr& part : model.parts())
            ids += QString::fromStdString(part->id);
        return ids;
    }

    void fill(PartTableModel& model) const {
        model.setCatalog(m_catalog);
        model.setParts({m_small, m_silent, m_large});
    }

private Q_SLOTS:
    void rowsStandAsFoundUntilAColumnIsChosen() {
        DocumentModel document;
        PartTableModel model(document);
        fill(model);
        QCOMPARE(shown(model), QStringList({"small", "silent", "large"}));
        model.sort(PartTableModel::Name);
        QCOMPARE(shown(model), QStringList({"large", "small", "silent"}));
        model.sort(-1);
        QCOMPARE(shown(model), QStringList({"small", "silent", "large"}));
    }

    void whatSaysNothingStandsLastInEitherOrder() {
        DocumentModel document;
        PartTableModel model(document);
        fill(model);
        model.sort(PartTableModel::Power, Qt::AscendingOrder);
        QCOMPARE(shown(model), QStringList({"small", "large", "silent"}));
        model.sort(PartTableModel::Power, Qt::DescendingOrder);
        QCOMPARE(shown(model), QStringList({"large", "small", "silent"}));
        model.sort(PartTableModel::Data, Qt::DescendingOrder);
        QCOMPARE(shown(model), QStringList({"large", "small", "silent"}));
    }

    void theOrderStaysWhenOthersAreFound() {
        DocumentModel document;
        PartTableModel model(document);
        fill(model);
        model.sort(PartTableModel::Name);
        model.setParts({m_silent, m_large});
        QCOMPARE(shown(model), QStringList({"large", "silent"}));
    }

    void theCurrentRowFollowsItsPartThroughSorting() {
        DocumentModel document;
        PartTableModel model(document);
        PartTable table;
        table.setModel(&model);
        fill(model);
        table.setCurrentIndex(model.indexOf("large"));
        table.sortByColumn(PartTableModel::Name, Qt::AscendingOrder);
        QCOMPARE(table.currentIndex().row(), 0);
        QCOMPARE(table.currentIndex().data(PartTableModel::PartId).toString(), QString("large"));
    }

    void powerGradeAndOriginAreShown() {
        DocumentModel document;
        PartTableModel model(document);
        fill(model);
        const int row = model.indexOf("large").row();
        QCOMPARE(model.index(row, PartTableModel::Power).data().toString(), QString("120"));
        QCOMPARE(model.index(row, PartTableModel::Power).data(PartTableModel::UnitText).toString(),
                 QString("kW"));
        QCOMPARE(model.index(row, PartTableModel::Data).data(PartTableModel::GradeLetter).toChar(),
                 QChar('D'));
        QCOMPARE(model.index(row, PartTableModel::Origin).data().toString(), QString("Own"));
        const QModelIndex silent = model.indexOf("silent");
        QVERIFY(silent.siblingAtColumn(PartTableModel::Power).data().toString().isEmpty());
        QVERIFY(silent.siblingAtColumn(PartTableModel::Data)
                    .data(PartTableModel::GradeLetter)
                    .toChar()
                    .isNull());
        QVERIFY(model.index(row, 0).data(Qt::AccessibleTextRole).toString().contains("grade D"));
    }

    void spaceAsksForComparisonAndEnterForTheSheet() {
        DocumentModel document;
        PartTableModel model(document);
        PartTable table;
        table.setModel(&model);
        fill(model);
        table.setCurrentIndex(model.indexOf("silent"));
        QSignalSpy compared(&model, &PartTableModel::compareWanted),
            sheet(&table, &PartTable::sheetWanted);
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(compared.count(), 1);
        QCOMPARE(compared[0][0].toString(), QString("silent"));
        QVERIFY(compared[0][1].toBool());
        model.setCompared({"silent"}, false);
        QTest::keyClick(&table, Qt::Key_Space);
        QVERIFY(!compared[1][1].toBool());
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(sheet.count(), 1);
    }

    void aFullComparisonTakesNoMoreButLetsGo() {
        DocumentModel document;
        PartTableModel model(document);
        PartTable table;
        table.setModel(&model);
        fill(model);
        model.setCompared({"small"}, true);
        QSignalSpy compared(&model, &PartTableModel::compareWanted);
        table.setCurrentIndex(model.indexOf("large"));
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(compared.count(), 0);
        const QModelIndex box = model.indexOf("large").siblingAtColumn(PartTableModel::Compare);
        QVERIFY(box.data(Qt::ToolTipRole).toString().contains("Four parts at most"));
        table.setCurrentIndex(model.indexOf("small"));
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(compared.count(), 1);
    }

    void aClickOnTheBoxTakesThePart() {
        DocumentModel document;
        PartTableModel model(document);
        PartTable table;
        table.setModel(&model);
        fill(model);
        table.resize(900, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QSignalSpy compared(&model, &PartTableModel::compareWanted);
        const QModelIndex box = model.index(1, PartTableModel::Compare);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(box).center());
        QCOMPARE(compared.count(), 1);
        QCOMPARE(compared[0][0].toString(), QString("silent"));
        QCOMPARE(table.header()->visualIndex(PartTableModel::Compare), 0);
    }

    void aNarrowTableKeepsTheNameAndThePower() {
        DocumentModel document;
        PartTableModel model(document);
        PartTable table;
        table.setModel(&model);
        fill(model);
        table.show();
        table.resize(400, 300);
        QVERIFY(!table.isColumnHidden(PartTableModel::Power));
        QVERIFY(table.isColumnHidden(PartTableModel::Maker));
        QVERIFY(table.columnWidth(PartTableModel::Name) >= 200);
        table.resize(1400, 300);
        QVERIFY(!table.isColumnHidden(PartTableModel::Maker));
        QVERIFY2(table.isColumnHidden(PartTableModel::Origin), "nothing is anybody's own here");
        table.setOriginShown(true);
        QVERIFY(!table.isColumnHidden(PartTableModel::Origin));
    }

    void whatTheHallHasIsCounted() {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        const PartPtr part = sample.hall.parts[sample.rackPart].part;
        DocumentModel document;
        PartTableModel model(document);
        model.setCatalog(std::make_shared<const Catalog>(
            std::map<std::string, PartPtr>{{part->id, part}}, std::map<std::string, Source>{}));
        model.setParts({part});
        QVERIFY(model.index(0, PartTableModel::Here).data().toString().isEmpty());
        document.load(sample.hall, sample.nextId);
        QCOMPARE(model.index(0, PartTableModel::Here).data().toString(), QString("8"));
    }
};

HALL_TEST(PartTableTest)
#include "part_table_test.moc"
