#include "views/findings/findings_list.h"

#include "tests/support/random_edits.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"
#include "views/findings/finding_detail.h"
#include "views/findings/waive_dialog.h"
#include "views/paced_refresh.h"
#include "views/selection.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace hallwright;

class FindingsListTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    static QStringList textOf(const FindingsModel& model) {
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex at = model.index(row);
            out += at.data(Qt::AccessibleTextRole).toString() + u'|' +
                   QString::number(at.data(FindingsModel::FoldRole).toInt());
        }
        return out;
    }
    static int waivedRows(const FindingsModel& model) {
        int count = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            count += model.index(row).data(FindingsModel::WaivedRole).toBool();
        return count;
    }
    /// The first finding that is none of the waivers' own.
    static Finding aFinding(const DocumentModel& document) {
        return document.evaluation().findings().front();
    }

    /// The button with these words, where it is shown.
    static QPushButton* button(const FindingsList& list, const QString& words) {
        for (QPushButton* one : list.findChild<FindingDetail*>()->findChildren<QPushButton*>())
            if (one->text() == words && !one->isHidden()) return one;
        return nullptr;
    }

private Q_SLOTS:
    void everyFindingStandsInARow() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        const FindingsModel model(document);
        const_cast<FindingsModel&>(model).refresh();
        std::size_t count = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            count += model.findingsAt(row).size();
        QCOMPARE(count, document.evaluation().findings().size());
        QVERIFY(count > 0);
    }

    void aWaivedFindingGoesToItsOwnGroupAndComesBack() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        FindingsList list(document, selection);
        list.show();
        const QStringList before = textOf(list.model());
        const int all = list.model().count(FindingsModel::Filter::All);
        VERIFY_OK(list.waive({aFinding(document)}, "Agreed with the landlord", "Ada"));
        PacedRefresh::catchUpAll();
        QCOMPARE(list.model().waivedCount(), 1);
        QCOMPARE(waivedRows(list.model()), 1);
        const int last = list.model().rowCount() - 1;
        QVERIFY(list.model().index(last).data(FindingsModel::WaivedRole).toBool());
        QVERIFY(list.model()
                    .index(last)
                    .data(FindingsModel::DetailRole)
                    .toString()
                    .contains("Agreed with the landlord"));
        QVERIFY(list.model().count(FindingsModel::Filter::All) < all);
        document.undo();
        PacedRefresh::catchUpAll();
        QCOMPARE(textOf(list.model()), before);
        document.redo();
        PacedRefresh::catchUpAll();
        QCOMPARE(waivedRows(list.model()), 1);
        VERIFY_OK(list.withdraw({*list.model().findingAt(list.model().rowCount() - 1)}));
        PacedRefresh::catchUpAll();
        QCOMPARE(textOf(list.model()), before);
        QVERIFY(document.hall().waivers.empty());
    }

    void waivingWithoutReasonOrAuthorIsRefused() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        FindingsList list(document, selection);
        QVERIFY(!list.waive({aFinding(document)}, " ", "Ada"));
        QVERIFY(!list.waive({aFinding(document)}, "Because", ""));
        QVERIFY(!document.canUndo());
    }

    void severalFindingsAreWaivedInOneStep() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        FindingsList list(document, selection);
        std::vector<Finding> some = document.evaluation().findings();
        some.resize(std::min<std::size_t>(some.size(), 3));
        QVERIFY(some.size() > 1);
        VERIFY_OK(list.waive(some, "All the same", "Ada"));
        QCOMPARE(document.hall().waivers.size(), some.size());
        document.undo();
        QVERIFY(document.hall() == m_sample.hall);
    }

    void aWaiverWithoutUseIsTakenBackNotWaived() {
        DocumentModel document;
        Hall hall = m_sample.hall;
        const RawId id = m_sample.nextId;
        hall.waivers.set({id}, {"space.overlap", "racks 9999", "Agreed", "Ada", "2026-11-22", {}});
        document.load(hall, id + 1);
        Selection selection;
        FindingsList list(document, selection);
        list.show();
        int row = -1;
        for (int i = 0; i < list.model().rowCount(); ++i)
            if (const Finding* finding = list.model().findingAt(i);
                finding && ruleOf(*finding).id == "document.waiver.unused")
                row = i;
        QVERIFY(row >= 0);
        list.chooseRow(row);
        QVERIFY(!button(list, "Waive…"));
        QPushButton* back = button(list, "Take Back");
        QVERIFY(back);
        back->click();
        QVERIFY(document.hall().waivers.empty());
        document.undo();
        QCOMPARE(document.hall().waivers.size(), std::size_t{1});
    }

    void aLapsedWaiverIsToldAndMayBeWithdrawnOrRenewed() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        FindingsList list(document, selection);
        list.show();
        Finding numbered;
        for (const Finding& finding : document.evaluation().findings())
            if (hasNumber(finding) && finding.actual.si > finding.limit.si &&
                finding.actual.si > 0.0) {
                numbered = finding;
                break;
            }
        QVERIFY(hasNumber(numbered));
        // Accepted at less than it is now: it got worse since.
        Hall hall = m_sample.hall;
        const RawId id = m_sample.nextId;
        hall.waivers.set({id}, {std::string(ruleOf(numbered).id), numbered.subject(hall), "Agreed",
                                "Ada", "2026-11-22", numbered.actual.si * 0.99});
        document.load(hall, id + 1);
        int row = -1;
        for (int i = 0; i < list.model().rowCount(); ++i)
            for (const Finding& finding : list.model().findingsAt(i))
                if (finding.lapsed == id && list.model().findingAt(i)->lapsed == id) row = i;
        QVERIFY(row >= 0);
        list.chooseRow(row);
        const QString text = list.findChild<FindingDetail*>()->text();
        QVERIFY(text.contains("Waived up to"));
        QVERIFY(text.contains("by Ada until it got worse"));
        QVERIFY(button(list, "Waive…"));
        QPushButton* withdraw = button(list, "Withdraw");
        QVERIFY(withdraw);
        withdraw->click();
        QVERIFY(document.hall().waivers.empty());
    }

    void theDialogTakesNothingHalf() {
        WaiveDialog dialog("A finding", "Ada");
        QPushButton* waive = nullptr;
        for (QPushButton* button : dialog.findChildren<QPushButton*>())
            if (button->text() == "Waive") waive = button;
        QVERIFY(waive && !waive->isEnabled());
        dialog.findChild<QPlainTextEdit*>()->setPlainText("It may stand");
        QVERIFY(waive->isEnabled());
        dialog.findChild<QLineEdit*>()->clear();
        QVERIFY(!waive->isEnabled());
    }

    void filtersLeaveWhatTheyName() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        FindingsModel model(document);
        model.refresh();
        const QString family = model.families().value(0);
        model.setFamily(family);
        QVERIFY(model.rowCount() > 0);
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(
                QString::fromUtf8(ruleOf(*model.findingAt(row)).family.data(),
                                  static_cast<int>(ruleOf(*model.findingAt(row)).family.size())),
                family);
        model.setFamily({});
        model.setWords("no finding says this");
        QCOMPARE(model.rowCount(), 0);
    }

    void aChosenFindingIsToldInFull() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        FindingsList list(document, selection);
        list.show();
        QSignalSpy wanted(&list, &FindingsList::wanted);
        const Finding finding = *list.model().findingAt(0);
        list.chooseRow(0);
        QCOMPARE(wanted.size(), 1);
        const FindingDetail* detail = list.findChild<FindingDetail*>();
        QVERIFY(detail->isVisible());
        const RuleInfo& rule = ruleOf(finding);
        for (std::string_view words : {rule.title, rule.explanation, rule.source, rule.id})
            QVERIFY2(detail->text().contains(
                         QString::fromUtf8(words.data(), static_cast<int>(words.size()))
                             .toHtmlEscaped()),
                     std::string(words).c_str());
    }

    void afterRandomEditsTheViewEqualsAFreshOne() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Selection selection;
        FindingsList list(document, selection);
        list.show();
        std::mt19937 dice(5);
        for (int i = 0; i < 60; ++i) {
            VERIFY_OK(document.preview(test::randomEdit(document.base(), document.nextId(), dice)));
            if (i % 4 == 0)
                document.cancelPreview();
            else
                document.commitPreview();
            if (i % 9 == 3 && !document.evaluation().findings().empty())
                (void)list.waive({aFinding(document)}, "Known", "Ada");
            if (i % 6 == 5) document.undo();
            PacedRefresh::catchUpAll();
            FindingsModel fresh(document);
            fresh.refresh();
            QCOMPARE(textOf(list.model()), textOf(fresh));
        }
    }

    void withoutAHallItSaysWhatToDo() {
        DocumentModel document;
        Selection selection;
        FindingsList list(document, selection);
        list.show();
        bool said = false;
        for (const QLabel* label : list.findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().startsWith("Open a hall"));
        QVERIFY(said);
    }
};

HALL_TEST(FindingsListTest)
#include "findings_list_test.moc"
