#pragma once

#include "model/planner/headroom.h"

#include <QObject>

#include <map>
#include <memory>

namespace hallwright {

/// Searches headroom on a thread of its own, the newest question only. A question takes the place
/// of the one before.
class HeadroomWorker : public QObject {
    Q_OBJECT

public:
    explicit HeadroomWorker(std::shared_ptr<const Catalog> catalog, QObject* parent = nullptr);
    ~HeadroomWorker() override;

    /// Of questions asked from now on.
    void setCatalog(std::shared_ptr<const Catalog> catalog) { m_catalog = std::move(catalog); }
    void ask(const Hall& hall, const std::string& part);
    /// Gives up the question under way; nothing is answered.
    void cancel();
    bool busy() const { return m_answered < m_asked; }

Q_SIGNALS:
    void progressed(double share);
    void answered(const Result<Headroom>& answer);

private:
    struct Thread;
    void take(std::uint64_t question, const std::shared_ptr<const Result<Headroom>>& answer);

    std::shared_ptr<const Catalog> m_catalog;
    std::uint64_t m_asked = 0, m_answered = 0;
    /// Halls the thread works on, by question. Tables count their holders to know what they may
    /// write in place, so the last hold on a hall that both threads read is let go here.
    std::map<std::uint64_t, Hall> m_lent;
    std::unique_ptr<Thread> m_thread;
};

}  // namespace hallwright
