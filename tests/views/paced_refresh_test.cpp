#include "views/paced_refresh.h"

#include "model/edits/move_items.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"

#include <QElapsedTimer>
#include <QWidget>

using namespace hallwright;

class PacedRefreshTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    /// A view that counts how often it is brought up to date.
    struct View {
        QWidget widget;
        int count = 0;
        std::vector<qint64> at_ms;
        QElapsedTimer clock;
        PacedRefresh paced{widget, [this] {
                               ++count;
                               at_ms.push_back(clock.elapsed());
                           }};

        explicit View(DocumentModel& document) {
            clock.start();
            connect(&document, &DocumentModel::changed, &paced, &PacedRefresh::follow);
            widget.show();
            PacedRefresh::catchUpAll();
            count = 0;
            at_ms.clear();
        }
    };
    Edit move(DocumentModel& document, int mm) const {
        return moveItems(document.base(), std::span(&m_sample.a01, 1), {mm}, {0}).value();
    }

private Q_SLOTS:
    void manyEditsInATurnAreShownOnceAndNeverInTheirOwnTurn() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        View view(document);
        for (int i = 1; i <= 5; ++i)
            VERIFY_OK(document.apply(move(document, 10)));
        QCOMPARE(view.count, 0);
        QVERIFY(view.paced.pending());
        QTRY_COMPARE(view.count, 1);
        QVERIFY(!view.paced.pending());
    }

    void twoViewsDoNotCatchUpInOneFrame() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        View one(document), two(document);
        VERIFY_OK(document.apply(move(document, 10)));
        QTRY_COMPARE(one.count + two.count, 2);
        QCOMPARE(one.count, 1);
        const qint64 apart =
            std::abs(two.clock.msecsSinceReference() + two.at_ms[0] -
                     (one.clock.msecsSinceReference() + one.at_ms[0]));
        QVERIFY2(apart >= 14, qPrintable(QString::number(apart)));
    }

    void previewsAreShownEverySoOftenAndTheLastOneAlways() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        View view(document);
        QElapsedTimer gesture;
        gesture.start();
        int previews = 0;
        while (gesture.elapsed() < 500) {
            VERIFY_OK(document.preview(move(document, 10 + previews % 7)));
            ++previews;
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        }
        QTRY_VERIFY(!view.paced.pending());
        QVERIFY2(view.count >= 2 && view.count < previews,
                 qPrintable(QString("%1 of %2").arg(view.count).arg(previews)));
        for (std::size_t i = 1; i < view.at_ms.size(); ++i)
            QVERIFY(view.at_ms[i] - view.at_ms[i - 1] >= 100);
        document.cancelPreview();
    }

    void aHiddenViewWaitsUntilItIsShown() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        View view(document);
        VERIFY_OK(document.apply(move(document, 10)));
        view.widget.hide();
        VERIFY_OK(document.apply(move(document, 10)));
        PacedRefresh::catchUpAll();
        QCOMPARE(view.count, 0);
        QVERIFY(view.paced.pending());
        view.widget.show();
        QCOMPARE(view.count, 1);
        QVERIFY(!view.paced.pending());
    }

    void anotherHallIsShownAtOnce() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        View view(document);
        view.widget.hide();
        document.load(m_sample.hall, m_sample.nextId);
        QCOMPARE(view.count, 1);
        QVERIFY(!view.paced.pending());
    }
};

HALL_TEST(PacedRefreshTest)
#include "paced_refresh_test.moc"
