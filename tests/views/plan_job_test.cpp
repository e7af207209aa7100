#include "views/plan_job.h"

#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <QElapsedTimer>
#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

using namespace hallwright;

class PlanJobTest : public QObject {
    Q_OBJECT

    const std::shared_ptr<const Catalog> m_catalog =
        std::make_shared<const Catalog>(test::shippedCatalog());

    static Brief example(const char* name) {
        const Result<Brief> brief =
            readBrief(test::sourceFolder() / "resources" / "examples" / name);
        return brief ? *brief : Brief();
    }
    /// Ten thousand racks, as many as no catalog power limits: seconds of work in a slow build.
    static Brief large() {
        Brief brief = example("gb300-128.toml");
        brief.width = {990000};
        brief.depth = {600000};
        brief.floorRating = pascals(30000.0);
        brief.supplyPerSide = watts(9e9);
        brief.racks[0].count = 10000;
        brief.fabrics.clear();
        brief.management.wanted = false;
        return brief;
    }

private Q_SLOTS:
    void itTellsProgressAndGivesThePlanThatPlanningGives() {
        PlanJob job;
        QList<double> shares;
        QStringList steps;
        std::optional<Plan> made;
        connect(&job, &PlanJob::progress, this, [&](double share, const QString& doing) {
            shares += share;
            steps += doing;
        });
        connect(&job, &PlanJob::finished, this, [&](const Result<Plan>& plan) {
            if (plan) made = *plan;
        });
        const Brief brief = example("gb300-unit.toml");
        job.start(brief, m_catalog);
        QVERIFY(job.running());
        QTRY_VERIFY_WITH_TIMEOUT(!job.running(), 30000);
        QVERIFY(made);
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        QVERIFY(steps.contains("rows") && steps.contains("power"));
        const Result<Plan> expected = plan(brief, *m_catalog);
        VERIFY_OK(expected);
        QVERIFY(made->hall == expected->hall);
        QCOMPARE(made->nextId, expected->nextId);
    }

    void aRefusalArrivesWithItsSentence() {
        PlanJob job;
        QString sentence;
        connect(&job, &PlanJob::finished, this, [&](const Result<Plan>& plan) {
            if (!plan) sentence = QString::fromStdString(plan.error().message);
        });
        job.start(example("gb300-squeezed.toml"), m_catalog);
        QTRY_VERIFY_WITH_TIMEOUT(!sentence.isEmpty(), 30000);
        QVERIFY2(sentence.contains("space.row_length"), qPrintable(sentence));
    }

    void fitPlacesWhatThereIsRoomFor() {
        PlanJob job;
        int placed = -1, asked = -1;
        connect(&job, &PlanJob::finished, this, [&](const Result<Plan>& plan) {
            if (plan) placed = plan->placed, asked = plan->asked;
        });
        job.start(example("gb300-squeezed.toml"), m_catalog, true);
        QTRY_VERIFY_WITH_TIMEOUT(asked == 8, 30000);
        QVERIFY(placed > 0 && placed < 8);
    }

    void aNewStartTakesThePlaceOfTheOneUnderWay() {
        PlanJob job;
        int finished = 0;
        std::string name;
        connect(&job, &PlanJob::finished, this, [&](const Result<Plan>& plan) {
            ++finished;
            if (plan) name = plan->hall.site().name;
        });
        for (int i = 0; i < 20; ++i) {
            Brief brief = example(i < 19 ? "gb300-128.toml" : "gb300-unit.toml");
            brief.name = "start " + std::to_string(i);
            job.start(brief, m_catalog);
            QTest::qWait(1);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!job.running(), 60000);
        QCOMPARE(name, std::string("start 19"));
        QVERIFY(finished < 20);  // most were stopped, and none spoke after it was
    }

    void afterCancelNothingMoreIsHeard() {
        PlanJob job;
        QSignalSpy progress(&job, &PlanJob::progress);
        bool finished = false;
        connect(&job, &PlanJob::finished, this, [&] { finished = true; });
        job.start(large(), m_catalog);
        QTRY_VERIFY_WITH_TIMEOUT(progress.count() > 3, 30000);
        QElapsedTimer clock;
        clock.start();
        job.cancel();
        QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!job.running());
        const auto heard = progress.count();
        // The job is free for the next brief, which is planned though the last one was not ended.
        std::string name;
        connect(&job, &PlanJob::finished, this, [&](const Result<Plan>& plan) {
            if (plan) name = plan->hall.site().name;
        });
        QTest::qWait(20);
        QCOMPARE(progress.count(), heard);
        QVERIFY(!finished);
        job.start(example("gb300-unit.toml"), m_catalog);
        QTRY_COMPARE_WITH_TIMEOUT(name, std::string("One GB300 scalable unit"), 60000);
    }

    void aShortPlanShowsNoDialog() {
        QWidget window;
        window.show();
        bool seen = false;
        QTimer look;
        connect(&look, &QTimer::timeout, this, [&] {
            for (QProgressDialog* dialog : window.findChildren<QProgressDialog*>())
                seen = seen || dialog->isVisible();
        });
        look.start(5);
        Brief brief = example("gb300-unit.toml");
        brief.racks[0].count = 1;
        brief.fabrics.clear();
        const std::optional<Result<Plan>> made = planWithDialog(&window, brief, m_catalog);
        QVERIFY(made);
        VERIFY_OK(*made);
        QVERIFY(!seen);
    }

    void aLongPlanShowsADialogWhoseCancelStopsIt() {
        QWidget window;
        window.show();
        QTimer look;
        QString words;
        connect(&look, &QTimer::timeout, this, [&] {
            for (QProgressDialog* dialog : window.findChildren<QProgressDialog*>())
                if (dialog->isVisible()) {
                    words = dialog->labelText();
                    look.stop();
                    QTest::mouseClick(dialog->findChild<QPushButton*>(), Qt::LeftButton);
                    return;
                }
        });
        look.start(5);
        Brief brief = large();
        // A search: planned again and again until the number that fits is found.
        brief.supplyPerSide = watts(1e9);
        const std::optional<Result<Plan>> made = planWithDialog(&window, brief, m_catalog, true);
        QVERIFY(!made);
        QVERIFY2(words.startsWith("Planning 128 GB300 NVL72"), qPrintable(words));
    }
};

HALL_TEST(PlanJobTest)
#include "plan_job_test.moc"
