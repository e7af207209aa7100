#include "views/range_worker.h"

#include "model/edits/choose_readings.h"
#include "model/edits/move_items.h"
#include "model/figures/ranges.h"
#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"
#include "views/document.h"

#include <QTest>

using namespace hallwright;

class RangeWorkerTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

private Q_SLOTS:
    void rangesAreThoseOfTheSweep() {
        DocumentModel document;
        RangeWorker worker(document);
        document.load(m_sample.hall, m_sample.nextId);
        QVERIFY(!worker.fresh());
        QVERIFY(!worker.rangeOf({Fig::itTdp, 0}));
        QTRY_VERIFY(worker.fresh());
        const Ranges ranges = rangesOf(document.evaluation());
        int compared = 0;
        for (const FigureInfo& row : allFigures()) {
            if (row.scope != Scope::Hall) continue;
            const std::optional<Range> range = worker.rangeOf({row.figure, 0});
            if (!range || std::isnan(range->high)) continue;
            const Range wanted = ranges.of(document.evaluation(), {row.figure, 0});
            QCOMPARE(range->low, wanted.low);
            QCOMPARE(range->high, wanted.high);
            ++compared;
        }
        QVERIFY(compared > 0);
        QCOMPARE(worker.rangeOf({Fig::rackTdp, m_sample.a01.id})->low, 90000.0);
    }

    void anEditMakesThemStaleUntilTheNextSweep() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        RangeWorker worker(document);
        QTRY_VERIFY(worker.fresh());
        QVERIFY(document.apply(
            chooseReading(document.base(), m_sample.rackPart, Property::powerTdp, 1).value()));
        QVERIFY(!worker.fresh());
        QVERIFY2(worker.rangeOf({Fig::itTdp, 0}),
                 "the last ranges stay while the new ones are made");
        QTRY_VERIFY(worker.fresh());
        QCOMPARE(worker.rangeOf({Fig::rackTdp, m_sample.a01.id})->high, 100000.0);
    }

    void aPreviewStartsNoSweepAndItsEndDoes() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        RangeWorker worker(document);
        QTRY_VERIFY(worker.fresh());
        const ItemRef items[] = {m_sample.a01};
        QVERIFY(document.preview(moveItems(document.base(), items, {600}, {0}).value()));
        QVERIFY(!worker.fresh());
        document.cancelPreview();
        QTRY_VERIFY(worker.fresh());
    }

    void whatIsCertainHasNoRange() {
        DocumentModel document;
        document.load(m_sample.hall, m_sample.nextId);
        RangeWorker worker(document);
        QTRY_VERIFY(worker.fresh());
        QVERIFY(!worker.rangeOf({Fig::spaceRacks, 0}));
        QVERIFY(!worker.rangeOf({Fig::rackTdp, 999999}));
    }

    void aWorkerMayGoWhileItWorks() {
        DocumentModel document;
        for (int i = 0; i < 20; ++i) {
            RangeWorker worker(document);
            document.load(m_sample.hall, m_sample.nextId);
            QCoreApplication::processEvents();
        }
        QVERIFY(document.hall() == m_sample.hall);
    }
};

HALL_TEST(RangeWorkerTest)
#include "range_worker_test.moc"
