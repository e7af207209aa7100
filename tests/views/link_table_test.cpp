#include "views/fabric/link_table.h"

#include "tests/support/example_hall.h"
#include "tests/support/test.h"
#include "views/fabric/link_worker.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hallwright;

class LinkTableTest : public QObject {
    Q_OBJECT

    const std::shared_ptr<const Evaluation> m_evaluation =
        std::make_shared<const Evaluation>(evaluate(test::examplePlan("gb300-unit").hall));

    std::vector<std::uint32_t> linksWhere(const std::function<bool(const Link&)>& wanted) const {
        std::vector<std::uint32_t> numbers;
        const LinkList list(*m_evaluation);
        for (std::size_t i = 0; i < list.size(); ++i)
            if (wanted(list.link(i))) numbers.push_back(static_cast<std::uint32_t>(i));
        return numbers;
    }
    static void settle(LinkPane& pane) { QTRY_VERIFY_WITH_TIMEOUT(!pane.busy(), 30000); }
    LinkRows found(const QString& text) const {
        LinkQuery query;
        query.text = text;
        return findLinks(*m_evaluation, query);
    }

private Q_SLOTS:
    void withoutAQueryEveryLinkIsARow() {
        const LinkRows rows = findLinks(*m_evaluation, {});
        QVERIFY(rows.total > 100);
        QCOMPARE(rows.numbers.size(), rows.total);
        std::int64_t length = 0;
        LinkList(*m_evaluation).forEach([&](const Link& link) {
            length += std::max(0, link.length_mm);
        });
        QCOMPARE(rows.length_mm, length);
        QVERIFY(length > 0);
    }

    void aNameOfARackFindsItsLinksAndNoOthers() {
        const LinkNames names(*m_evaluation);
        const Link first = LinkList(*m_evaluation).link(std::size_t{0});
        const std::string rack = names.rack(first.lower);
        QVERIFY(!rack.empty());
        const LinkRows rows = found(QString::fromStdString(rack).toLower());
        const LinkWords words(*m_evaluation);
        const auto expected = linksWhere([&](const Link& link) {
            for (int c = 0; c < linkColumns; ++c) {
                const LinkColumn column = static_cast<LinkColumn>(c);
                if (column >= LinkColumn::Plane && column <= LinkColumn::Bought) continue;
                if (column == LinkColumn::FromUnit || column == LinkColumn::ToUnit) continue;
                if (words.words(link, column)
                        .contains(QString::fromStdString(rack), Qt::CaseInsensitive))
                    return true;
            }
            return false;
        });
        QVERIFY(!expected.empty());
        QVERIFY(expected.size() < rows.total);
        QVERIFY(rows.numbers == expected);
        QVERIFY(found(QStringLiteral("no such thing")).numbers.empty());
    }

    void severalWordsMustAllBeThere() {
        const LinkNames names(*m_evaluation);
        const Link link = LinkList(*m_evaluation).link(std::size_t{3});
        const QString lower = QString::fromStdString(names.device(link.lower, link.ref.fabric));
        const QString upper = QString::fromStdString(names.device(link.upper, link.ref.fabric));
        const LinkRows both = found(lower + u' ' + upper);
        const LinkRows one = found(lower);
        QVERIFY(!both.numbers.empty());
        QVERIFY(both.numbers.size() < one.numbers.size());
        const LinkList list(*m_evaluation);
        for (std::uint32_t number : both.numbers)
            QVERIFY(list.link(number).upper.device == link.upper.device);
    }

    void everyColumnSortsBothWaysAndLosesNothing() {
        const LinkList list(*m_evaluation);
        for (int c = 0; c < linkColumns; ++c)
            for (bool descending : {false, true}) {
                LinkQuery query;
                query.order = static_cast<LinkColumn>(c);
                query.descending = descending;
                LinkRows rows = findLinks(*m_evaluation, query);
                if (query.order == LinkColumn::Length || query.order == LinkColumn::Bought)
                    for (std::size_t i = 1; i < rows.numbers.size(); ++i) {
                        const Link a = list.link(rows.numbers[i - 1]),
                                   b = list.link(rows.numbers[i]);
                        const auto [low, high] = query.order == LinkColumn::Length
                                                     ? std::pair(a.length_mm, b.length_mm)
                                                     : std::pair(a.bought_mm, b.bought_mm);
                        QVERIFY(descending ? low >= high : low <= high);
                    }
                std::sort(rows.numbers.begin(), rows.numbers.end());
                QVERIFY(rows.numbers == findLinks(*m_evaluation, {}).numbers);
            }
    }

    void ofOneFabricOnlyItsLinksAreCountedAndItsNameIsNotRepeated() {
        LinkPane pane;
        pane.resize(900, 300);
        pane.show();
        pane.setEvaluation(m_evaluation);
        settle(pane);
        const std::size_t all = LinkList(*m_evaluation).size();
        const int name = static_cast<int>(LinkColumn::Fabric);
        QVERIFY(!pane.table().isColumnHidden(name));
        pane.setFabric(0);
        settle(pane);
        const int rows = pane.model().rowCount();
        QVERIFY(rows < static_cast<int>(all));
        const QString told = QLocale(QLocale::English).toString(rows);
        QVERIFY2(pane.countWords().startsWith(QStringLiteral("%1 of %1 ").arg(told)),
                 qPrintable(pane.countWords()));
        QVERIFY(pane.table().isColumnHidden(name));
        const QHeaderView* head = pane.table().horizontalHeader();
        QVERIFY(head->visualIndex(static_cast<int>(LinkColumn::Length)) <
                head->visualIndex(static_cast<int>(LinkColumn::FromRack)));
    }

    void thePaneCountsFiltersAndCopies() {
        LinkPane pane;
        pane.resize(900, 300);
        pane.show();
        pane.setEvaluation(m_evaluation);
        settle(pane);
        const std::size_t total = LinkList(*m_evaluation).size();
        QCOMPARE(pane.model().rowCount(), static_cast<int>(total));
        QVERIFY2(pane.countWords().contains(
                     QLocale(QLocale::English).toString(static_cast<qulonglong>(total))),
                 qPrintable(pane.countWords()));

        const QString rack =
            pane.model().index(0, static_cast<int>(LinkColumn::FromRack)).data().toString();
        pane.setFilter(rack);
        settle(pane);
        QVERIFY(pane.model().rowCount() > 0);
        QVERIFY(pane.model().rowCount() < static_cast<int>(total));

        QSignalSpy message(&pane, &LinkPane::message);
        pane.table().selectRow(1);
        QTest::keyClick(&pane.table(), Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(message.count(), 1);
        const QStringList lines = QGuiApplication::clipboard()->text().trimmed().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.front().startsWith(QStringLiteral("fabric,from_device")));
        QVERIFY(lines.back().contains(
            pane.model().index(1, static_cast<int>(LinkColumn::FromDevice)).data().toString()));

        pane.setFilter(QStringLiteral("no such thing"));
        settle(pane);
        QCOMPARE(pane.model().rowCount(), 0);
        QVERIFY(pane.countWords().startsWith(QStringLiteral("0 of ")));
    }

    void aHeaderClickSortsOffTheWindow() {
        LinkPane pane;
        pane.resize(1400, 300);
        pane.show();
        pane.setEvaluation(m_evaluation);
        settle(pane);
        QHeaderView* head = pane.table().horizontalHeader();
        const int column = static_cast<int>(LinkColumn::Length);
        head->setSortIndicator(column, Qt::DescendingOrder);
        settle(pane);
        QVERIFY(pane.model().linkAt(0).length_mm >=
                pane.model().linkAt(pane.model().rowCount() - 1).length_mm);
        std::int32_t longest = 0;
        LinkList(*m_evaluation).forEach([&](const Link& link) {
            longest = std::max(longest, link.length_mm);
        });
        QCOMPARE(pane.model().linkAt(0).length_mm, longest);
    }

    void rowsThatAreSelectedAreLookedAt() {
        LinkPane pane;
        pane.show();
        pane.setEvaluation(m_evaluation);
        settle(pane);
        std::vector<LinkRef> chosen;
        connect(&pane, &LinkPane::linksChosen, &pane,
                [&](const std::vector<LinkRef>& links) { chosen = links; });
        pane.table().selectRow(5);
        QCOMPARE(chosen.size(), 1u);
        QVERIFY(chosen.front() == pane.model().linkAt(5).ref);
    }

    void onlyTheLinksThatAreLit() {
        LinkQuery query;
        query.onlySome = true;
        const LinkList list(*m_evaluation);
        for (std::size_t i = 7; i < 20; ++i)
            query.some.push_back(list.ref(i));
        const LinkRows rows = findLinks(*m_evaluation, query);
        QCOMPARE(rows.numbers.size(), 13u);
        QCOMPARE(rows.numbers.front(), 7u);
        QCOMPARE(rows.numbers.back(), 19u);
    }

    void theNewestQuestionIsTheOneAnswered() {
        LinkWorker worker;
        std::vector<std::size_t> answers;
        connect(&worker, &LinkWorker::found, &worker,
                [&](const std::shared_ptr<const Evaluation>&, const LinkRows& rows) {
                    answers.push_back(rows.numbers.size());
                });
        for (int i = 0; i < 20; ++i)
            worker.find(m_evaluation, {});
        LinkQuery last;
        last.text = QStringLiteral("no such thing");
        worker.find(m_evaluation, last);
        QTRY_VERIFY_WITH_TIMEOUT(!worker.busy(), 30000);
        QCOMPARE(answers.size(), 1u);
        QCOMPARE(answers.front(), 0u);
        worker.find(m_evaluation, {});
        worker.cancel();
        QVERIFY(!worker.busy());
        QTest::qWait(50);
        QCOMPARE(answers.size(), 1u);
    }

    void csvHoldsEveryRowAndNoFormula() {
        const LinkRows rows = findLinks(*m_evaluation, {});
        const QString text = linksAsCsv(*m_evaluation, rows.numbers);
        QCOMPARE(text.count(u'\n'), static_cast<qsizetype>(rows.numbers.size() + 1));
        for (const QString& line : text.split(u'\n', Qt::SkipEmptyParts))
            for (const QString& cell : line.split(u','))
                QVERIFY2(cell.isEmpty() || !QStringLiteral("=+@").contains(cell.at(0)),
                         qPrintable(line));
    }
};

HALL_TEST(LinkTableTest)
#include "link_table_test.moc"
