#pragma once

#include "model/planner/planner.h"

#include <QObject>

#include <memory>
#include <optional>

class QWidget;

namespace hallwright {

/// Plans a brief on a thread of its own. The caller hears how far it is and gets the plan; a new
/// start takes the place of a job under way, and a job that was stopped says nothing more.
class PlanJob : public QObject {
    Q_OBJECT

public:
    explicit PlanJob(QObject* parent = nullptr);
    ~PlanJob() override;

    /// `fit` places as many racks as fit instead of refusing.
    void start(Brief brief, std::shared_ptr<const Catalog> catalog, bool fit = false);
    /// Returns at once; the thread ends what it does by itself.
    void cancel();
    bool running() const { return m_running; }

Q_SIGNALS:
    /// How far planning is, 0 … 1, and what it does: "rows".
    void progress(double share, const QString& doing);
    /// The plan, or the sentence that refuses the brief.
    void finished(const Result<Plan>& plan);

private:
    struct Thread;
    void tell(std::uint64_t job, double share, const QString& doing);
    void take(std::uint64_t job, std::shared_ptr<Result<Plan>> plan);

    std::uint64_t m_job = 0;  ///< the one whose news count
    bool m_running = false;
    std::unique_ptr<Thread> m_thread;
};

/// Plans and waits while the window stays alive; what takes longer than 300 ms shows a dialog with
/// progress and Cancel. Nothing where the user cancelled.
std::optional<Result<Plan>> planWithDialog(QWidget* window, Brief brief,
                                           std::shared_ptr<const Catalog> catalog,
                                           bool fit = false);

}  // namespace hallwright
