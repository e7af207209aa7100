#pragma once

#include "views/fabric/link_query.h"

#include <QObject>

#include <map>
#include <memory>

namespace hallwright {

/// Searches and sorts links, and writes them as text, on a thread of its own: the newest question
/// only.
class LinkWorker : public QObject {
    Q_OBJECT

public:
    explicit LinkWorker(QObject* parent = nullptr);
    ~LinkWorker() override;

    void find(std::shared_ptr<const Evaluation> evaluation, LinkQuery query);
    /// The rows as comma-separated text. Answered by written().
    void write(std::shared_ptr<const Evaluation> evaluation, std::vector<std::uint32_t> numbers);
    bool busy() const { return m_answered < m_asked; }
    /// Gives up what is under way; nothing is answered.
    void cancel();

Q_SIGNALS:
    void progressed(double share);
    void found(const std::shared_ptr<const Evaluation>& evaluation, const LinkRows& rows);
    void written(const QString& text, std::size_t rows);

private:
    struct Task;
    struct Thread;
    void ask(Task task);
    /// Answers a question, or lets one go that was given up.
    bool take(std::uint64_t question);

    std::uint64_t m_asked = 0, m_answered = 0;
    /// Evaluations the thread works on, by question. Tables count their holders to know what they
    /// may write in place, so the last hold on one is let go here.
    std::map<std::uint64_t, std::shared_ptr<const Evaluation>> m_lent;
    std::unique_ptr<Thread> m_thread;
};

}  // namespace hallwright
