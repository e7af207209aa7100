#include "model/storage/edit_text.h"
#include "tests/support/test.h"
#include "tests/views/random_steps.h"
#include "tests/views/session.h"
#include "views/figure_list.h"
#include "views/findings/findings_model.h"
#include "views/plan/plan_scene.h"
#include "views/recovery/journal_replay.h"

using namespace hallwright;

/// Thousands of random steps on a document with views attached.
class StormTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    /// Everything a list shows, a line a row.
    static QString text(const QAbstractItemModel& model) {
        QString out;
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column)
                for (int role :
                     {static_cast<int>(Qt::DisplayRole), static_cast<int>(Qt::ToolTipRole),
                      static_cast<int>(Qt::UserRole), Qt::UserRole + 1, Qt::UserRole + 2})
                    out += model.index(row, column).data(role).toString() + u'\t';
            out += u'\n';
        }
        return out;
    }

    struct Views {
        DocumentModel& document;
        PlanScene scene;
        FigureModel figures;
        FindingsModel findings;

        explicit Views(DocumentModel& d) : document(d), figures(d), findings(d) {
            scene.showAll(document.evaluation());
            figures.showHall();
            findings.refresh();
        }
        void follow(const ChangeEvent& event) {
            if (!event.hallChanged()) return;
            scene.showChange(document.evaluation(), event.items, event.rowsCameOrWent);
            figures.refresh();
            findings.refresh();
        }
    };

private Q_SLOTS:
    void fiveThousandStepsEndEqualToTheirReplayAndViewsToFreshOnes() {
        test::TestFolders folders;
        test::Session session(folders.recovery());
        DocumentModel& document = session.document;
        VERIFY_OK(session.files.open(folders.savedHall("a.hall", m_sample)));
        // One journal from the first edit to the last.
        session.files.journal().setMostBytes(std::size_t{1} << 30);
        Views views(document);
        int previews = 0, cancelled = 0, undone = 0;
        connect(&document, &DocumentModel::changed, this, [&](const ChangeEvent& event) {
            views.follow(event);
            previews += event.kind == ChangeEvent::Kind::Previewed;
            cancelled += event.kind == ChangeEvent::Kind::Cancelled;
            undone += event.kind == ChangeEvent::Kind::Undone;
        });
        test::RandomSteps steps(5000);
        int count = 0;
        for (; count < 5000; ++count) {
            steps.step(document);
            if (count % 250 != 249) continue;
            QVERIFY(document.evaluation().hall() == document.hall());
            Views fresh(document);
            QVERIFY2(views.scene == fresh.scene, qPrintable(QString("after step %1").arg(count)));
            QCOMPARE(text(views.figures), text(fresh.figures));
            QCOMPARE(text(views.findings), text(fresh.findings));
        }
        QVERIFY2(steps.taken() > 1000 && previews > 500 && cancelled > 100 && undone > 500,
                 qPrintable(QString("%1 edits, %2 previews, %3 cancelled, %4 undone")
                                .arg(steps.taken())
                                .arg(previews)
                                .arg(cancelled)
                                .arg(undone)));
        QVERIFY(!document.previewing());

        const Result<ReplayedJournal> replayed = replayJournal(session.files.journal().place());
        VERIFY_OK(replayed);
        QVERIFY2(replayed->damage.empty(), replayed->damage.c_str());
        QVERIFY(replayed->document.base == document.base());
        QVERIFY(replayed->document.nextId <= document.nextId());

        while (document.canUndo())
            document.undo();
        QVERIFY(document.base() == m_sample.hall);
        QVERIFY(document.hall() == m_sample.hall);
        Views fresh(document);
        QVERIFY(views.scene == fresh.scene);
        QCOMPARE(text(views.figures), text(fresh.figures));
        QCOMPARE(text(views.findings), text(fresh.findings));
    }
};

HALL_TEST(StormTest)
#include "storm_test.moc"
