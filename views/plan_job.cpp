#include "views/plan_job.h"

#include "views/input_shield.h"

#include <QEventLoop>
#include <QProgressDialog>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace hallwright {

namespace {

constexpr int progressSteps = 100;

}  // namespace

/// The thread with a mailbox of one brief: a newer one takes the place of one that waits and stops
/// the plan under way.
struct PlanJob::Thread {
    struct Need {
        Brief brief;
        std::shared_ptr<const Catalog> catalog;
        bool fit = false;
        std::uint64_t job = 0;
    };

    explicit Thread(PlanJob& owner) : m_owner(owner), m_thread([this] { run(); }) {}
    ~Thread() {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
            m_wanted = 0;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    void post(Need need) {
        {
            const std::lock_guard lock(m_mutex);
            m_wanted = need.job;
            m_need = std::move(need);
        }
        m_wake.notify_one();
    }
    void cancel() {
        const std::lock_guard lock(m_mutex);
        m_wanted = 0;
        m_need.reset();
    }

private:
    void run() {
        while (true) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_quit || m_need; });
            if (m_quit) return;
            const Need need = *std::move(m_need);
            m_need.reset();
            lock.unlock();
            work(need);
        }
    }

    void work(const Need& need) {
        PlanOptions options;
        options.fit = need.fit;
        double told = -1.0;
        options.progress = [&](double share, std::string_view doing) {
            if (share > told) {
                told = share;
                const QString words =
                    QString::fromUtf8(doing.data(), static_cast<qsizetype>(doing.size()));
                QMetaObject::invokeMethod(
                    &m_owner,
                    [&owner = m_owner, job = need.job, share, words] {
                        owner.tell(job, share, words);
                    },
                    Qt::QueuedConnection);
            }
            return m_wanted == need.job;
        };
        // The plan leaves this thread whole: tables count their holders to know what they may
        // write in place.
        auto made = std::make_shared<Result<Plan>>(plan(need.brief, *need.catalog, options));
        if (m_wanted != need.job) return;
        QMetaObject::invokeMethod(
            &m_owner,
            [&owner = m_owner, job = need.job, made = std::move(made)] { owner.take(job, made); },
            Qt::QueuedConnection);
    }

    PlanJob& m_owner;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<Need> m_need;
    bool m_quit = false;
    std::atomic<std::uint64_t> m_wanted = 0;  ///< number of the job that is wanted; 0: none
    std::thread m_thread;                     // last, since it uses the others
};

PlanJob::PlanJob(QObject* parent) : QObject(parent), m_thread(std::make_unique<Thread>(*this)) {}

PlanJob::~PlanJob() = default;

void PlanJob::start(Brief brief, std::shared_ptr<const Catalog> catalog, bool fit) {
    m_running = true;
    m_thread->post({std::move(brief), std::move(catalog), fit, ++m_job});
}

void PlanJob::cancel() {
    ++m_job;
    m_running = false;
    m_thread->cancel();
}

void PlanJob::tell(std::uint64_t job, double share, const QString& doing) {
    if (m_running && job == m_job) Q_EMIT progress(share, doing);
}

void PlanJob::take(std::uint64_t job, std::shared_ptr<Result<Plan>> plan) {
    if (!m_running || job != m_job) return;
    m_running = false;
    Q_EMIT finished(*plan);
}

std::optional<Result<Plan>> planWithDialog(QWidget* window, Brief brief,
                                           std::shared_ptr<const Catalog> catalog, bool fit) {
    const QString name = QString::fromStdString(brief.name);
    QProgressDialog dialog(PlanJob::tr("Planning %1").arg(name), PlanJob::tr("Cancel"), 0,
                           progressSteps, window);
    dialog.setWindowTitle(PlanJob::tr("Planning"));
    dialog.setWindowModality(Qt::WindowModal);
    dialog.setMinimumDuration(patience_ms);
    dialog.setAutoClose(false);
    dialog.setAutoReset(false);
    dialog.setMinimumWidth(380);
    dialog.setValue(0);

    std::optional<Result<Plan>> made;
    PlanJob job;
    QEventLoop wait;
    QObject::connect(&job, &PlanJob::progress, &dialog, [&](double share, const QString& doing) {
        dialog.setLabelText(PlanJob::tr("Planning %1: %2").arg(name, doing));
        dialog.setValue(static_cast<int>(share * progressSteps));
    });
    QObject::connect(&job, &PlanJob::finished, &wait, [&](const Result<Plan>& plan) {
        made = plan;
        wait.quit();
    });
    QObject::connect(&dialog, &QProgressDialog::canceled, &wait, [&] {
        job.cancel();
        wait.quit();
    });
    job.start(std::move(brief), std::move(catalog), fit);
    wait.exec();
    return made;
}

}  // namespace hallwright
