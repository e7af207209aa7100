#include "views/document.h"

#include "model/edits/change_items.h"
#include "model/edits/move_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

#include <QSignalSpy>

using namespace hallwright;

class DocumentTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    Edit moved(int mm) const {
        const ItemRef items[] = {m_sample.a01};
        return moveItems(m_sample.hall, items, {mm}, {0}).value();
    }

private Q_SLOTS:
    void undoAndRedoAreExact() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        QVERIFY(document.apply(moved(600)));
        const Hall edited = document.hall();
        QCOMPARE(document.undoLabel(), QString("Move rack A01"));
        QVERIFY(document.modified());
        document.undo();
        QVERIFY(document.hall() == m_sample.hall);
        QVERIFY(!document.modified());
        QCOMPARE(document.redoLabel(), QString("Move rack A01"));
        document.redo();
        QVERIFY(document.hall() == edited);
        QVERIFY(!document.canRedo());
    }

    void eachPreviewStartsFromTheHallAtPress() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        QVERIFY(document.preview(moved(600)));
        QVERIFY(document.preview(moved(1200)));
        QCOMPARE(document.hall().racks[{m_sample.a01.id}].place.x.mm, 3000);
        QVERIFY(document.base() == m_sample.hall);
        document.commitPreview();
        QCOMPARE(document.base().racks[{m_sample.a01.id}].place.x.mm, 3000);
        document.undo();
        QVERIFY(document.hall() == m_sample.hall);
        QVERIFY(!document.canUndo());
    }

    void aCancelledPreviewLeavesNoTrace() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        QVERIFY(document.preview(moved(600)));
        document.cancelPreview();
        QVERIFY(document.hall() == m_sample.hall);
        QVERIFY(document.evaluation().hall() == m_sample.hall);
        QVERIFY(!document.canUndo());
        QVERIFY(!document.modified());
    }

    void aPreviewBackWhereItBeganIsNoEdit() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        QVERIFY(document.preview(moved(600)));
        QVERIFY(document.preview(moved(0)));
        document.commitPreview();
        QVERIFY(!document.canUndo());
    }

    void theJournalSeesCommitsAndUndosButNoPreviews() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        std::vector<Edit> journal;
        connect(&document, &DocumentModel::changed, this, [&](const ChangeEvent& event) {
            if (event.recorded) journal.push_back(*event.recorded);
        });
        QVERIFY(document.preview(moved(300)));
        QVERIFY(journal.empty());
        document.commitPreview();
        QVERIFY(document.apply(renameItem(document.base(), m_sample.a02, "X").value()));
        document.undo();
        QCOMPARE(journal.size(), std::size_t{3});
        Hall replayed = m_sample.hall;
        for (const Edit& edit : journal)
            QVERIFY(hallwright::apply(replayed, edit));
        QVERIFY(replayed == document.base());
    }

    void savingClearsTheMarkUntilTheNextEdit() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        QVERIFY(document.apply(moved(600)));
        document.markSaved("a.hall");
        QVERIFY(!document.modified());
        document.undo();
        QVERIFY(document.modified());
        QVERIFY(document.apply(moved(1200)));
        document.undo();
        QVERIFY2(document.modified(), "the saved state was on a branch that is gone");
    }

    void anEditThatDoesNotFitChangesNothing() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        Edit bad{"Bad", "base", {}};
        bad.changes.push_back(
            {TableId::Racks, m_sample.a01.id, Cells{}, Cells{{3, Cell(std::string("left"))}}});
        QVERIFY(!document.apply(bad));
        QVERIFY(document.hall() == m_sample.hall);
        QVERIFY(!document.canUndo());
    }
};

HALL_TEST(DocumentTest)
#include "document_test.moc"
