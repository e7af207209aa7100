#pragma once

#include "views/reports/write_report.h"

#include <QObject>

#include <memory>

namespace hallwright {

/// Writes a report on a thread of its own, from a snapshot: the hall may change meanwhile. One at a
/// time; the thread is joined when the job goes.
class ReportJob : public QObject {
    Q_OBJECT

public:
    explicit ReportJob(QObject* parent = nullptr);
    ~ReportJob() override;

    /// Does nothing while a report is under way.
    void start(Evaluation evaluation, ReportDetails details, QString path);
    bool running() const;
    /// Stops at the next chance; finished() then tells an error with the code Refused.
    void cancel();

Q_SIGNALS:
    /// From 0 to 1, at most as often as it can be seen.
    void progress(double share);
    void finished(const Result<void>& result);

private:
    struct Thread;
    std::unique_ptr<Thread> m_thread;
};

}  // namespace hallwright
