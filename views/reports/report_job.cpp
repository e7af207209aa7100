#include "views/reports/report_job.h"

#include <atomic>
#include <cmath>
#include <thread>

namespace hallwright {

struct ReportJob::Thread {
    std::atomic<bool> wanted = true;
    std::thread thread;

    ~Thread() {
        wanted = false;
        if (thread.joinable()) thread.join();
    }
};

ReportJob::ReportJob(QObject* parent) : QObject(parent) {}

ReportJob::~ReportJob() = default;

bool ReportJob::running() const { return m_thread != nullptr; }

void ReportJob::cancel() {
    if (m_thread) m_thread->wanted = false;
}

void ReportJob::start(Evaluation evaluation, ReportDetails details, QString path) {
    if (m_thread) return;
    m_thread = std::make_unique<Thread>();
    Thread* job = m_thread.get();
    job->thread = std::thread([this, job, evaluation = std::move(evaluation),
                               details = std::move(details), path = std::move(path)] {
        int told = -1;
        const Result<void> result = writeReport(evaluation, details, path, [&](double share) {
            const int percent = static_cast<int>(std::floor(share * 100.0));
            if (percent != told) {
                told = percent;
                QMetaObject::invokeMethod(
                    this, [this, share] { Q_EMIT progress(share); }, Qt::QueuedConnection);
            }
            return job->wanted.load();
        });
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                m_thread.reset();
                Q_EMIT finished(result);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace hallwright
