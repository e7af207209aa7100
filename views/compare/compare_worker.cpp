#include "views/compare/compare_worker.h"

#include "model/storage/document_file.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace hallwright {

namespace {

Result<VariantHall> variantHall(const CompareQuestion& question, const Catalog* catalog,
                                const SideRef& ref) {
    switch (ref.from) {
    case SideRef::From::Ready:
        if (catalog) return variantOf(question.base, *catalog, ref.kind);
        return Error{ErrorCode::NotFound, "There is no catalog to choose other optics from.", {}};
    case SideRef::From::Stored:
        if (const Variant* stored = question.base.variants.find({ref.stored}))
            return variantOf(question.base, *stored);
        return Error{ErrorCode::NotFound, "The document does not keep this variant any more.", {}};
    case SideRef::From::File:
        break;
    }
    Result<Document> opened = openDocument(ref.path);
    if (!opened) return opened.error();
    VariantHall side;
    side.hall = std::move(opened->base);
    side.name = side.hall.site().name;
    if (side.name.empty()) side.name = std::filesystem::path(ref.path).stem().string();
    side.note = "Another hall, read from a file";
    return side;
}

ComparedHall evaluated(std::string name, std::string note, const Hall& hall,
                       std::vector<std::string> losses) {
    return {std::move(name), std::move(note), std::make_shared<const Evaluation>(evaluate(hall)),
            std::move(losses), nullptr};
}

}  // namespace

/// The thread with a mailbox of one question.
struct CompareWorker::Thread {
    explicit Thread(CompareWorker& owner) : m_owner(owner), m_thread([this] { run(); }) {}
    ~Thread() {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
            ++m_wanted;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    void post(std::shared_ptr<const CompareQuestion> question,
              std::shared_ptr<const Catalog> catalog, std::uint64_t number) {
        {
            const std::lock_guard lock(m_mutex);
            m_question = std::move(question);
            m_catalog = std::move(catalog);
            m_number = number;
            m_wanted = number;
        }
        m_wake.notify_one();
    }
    /// Stops the work under way, if any, between two sides.
    void cancel(std::uint64_t number) { m_wanted = number; }

private:
    void run() {
        while (true) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_quit || m_question; });
            if (m_quit) return;
            std::shared_ptr<const CompareQuestion> question = std::move(m_question);
            m_question.reset();
            const std::shared_ptr<const Catalog> catalog = m_catalog;
            const std::uint64_t number = m_number;
            lock.unlock();

            CompareAnswer answer;
            work(*question, catalog.get(), number, answer);
            std::shared_ptr<const CompareAnswer> whole;
            if (m_wanted == number) {
                answer.complete = !answer.comparison;
                whole = std::make_shared<const CompareAnswer>(answer);
                if (answer.comparison) {
                    give(number, false, std::move(whole));
                    sweep(number, answer);
                    answer.complete = true;
                    if (m_wanted == number) whole = std::make_shared<const CompareAnswer>(answer);
                }
            }
            answer = {};
            question.reset();
            give(number, true, std::move(whole));
        }
    }

    void give(std::uint64_t number, bool last, std::shared_ptr<const CompareAnswer> answer) {
        QMetaObject::invokeMethod(
            &m_owner,
            [&owner = m_owner, number, last, answer = std::move(answer)] {
                owner.take(number, last, answer);
            },
            Qt::QueuedConnection);
    }

    void tell(double share, const std::string& doing) {
        QMetaObject::invokeMethod(
            &m_owner,
            [&owner = m_owner, share, words = QString::fromStdString(doing)] {
                Q_EMIT owner.progressed(share, words);
            },
            Qt::QueuedConnection);
    }

    void work(const CompareQuestion& question, const Catalog* catalog, std::uint64_t number,
              CompareAnswer& answer) {
        // Variants that nobody wants are only made, to tell whether they can be; a variant that is
        // evaluated counts for two, and so does setting them side by side.
        const double steps = static_cast<double>(question.sides.size()) * 2.0 + 3.0;
        double done = 0.0;
        const auto step = [&](double by, const std::string& doing) {
            tell(done / steps, doing);
            done += by;
            return m_wanted == number;
        };
        answer.sides = question.sides;
        answer.base = question.compared;
        bool any = false;
        for (ComparedSide& side : answer.sides) {
            if (!step(1.0, side.made ? side.made->name : std::string())) return;
            if (side.made || !side.refused.empty()) continue;
            Result<VariantHall> one = variantHall(question, catalog, side.ref);
            if (!one) {
                side.refused = one.error().text();
                continue;
            }
            side.same = one->hall == question.base;
            side.made = std::make_shared<const VariantHall>(std::move(one).value());
        }
        for (ComparedSide& side : answer.sides) {
            if (!side.wanted || !side.made) continue;
            any = true;
            if (!step(1.0, side.made->name)) return;
            if (!side.compared)
                side.compared = std::make_shared<const ComparedHall>(evaluated(
                    side.made->name, side.made->note, side.made->hall, side.made->losses));
        }
        if (!any) return;
        if (!step(1.0, question.name)) return;
        if (!answer.base)
            answer.base = std::make_shared<const ComparedHall>(
                evaluated(question.name, "This hall as it is", question.base, {}));
        if (!step(2.0, {})) return;
        compare(answer);
    }

    static void compare(CompareAnswer& answer) {
        std::vector<ComparedHall> halls{*answer.base};
        for (const ComparedSide& side : answer.sides)
            if (side.wanted && side.compared) halls.push_back(*side.compared);
        answer.comparison = std::make_shared<const Comparison>(compareHalls(std::move(halls)));
    }

    /// Ranges of every hall that has none yet, and the comparison with them.
    void sweep(std::uint64_t number, CompareAnswer& answer) {
        std::vector<std::shared_ptr<const ComparedHall>*> halls{&answer.base};
        for (ComparedSide& side : answer.sides)
            if (side.wanted && side.compared) halls.push_back(&side.compared);
        double done = 0.0;
        for (std::shared_ptr<const ComparedHall>* hall : halls) {
            if (!(*hall)->ranges) {
                ComparedHall swept = **hall;
                swept.ranges =
                    std::make_shared<const Ranges>(rangesOf(*swept.evaluation, [&](double share) {
                        tell((done + share) / static_cast<double>(halls.size()), swept.name);
                        return m_wanted == number;
                    }));
                if (m_wanted != number) return;
                *hall = std::make_shared<const ComparedHall>(std::move(swept));
            }
            done += 1.0;
        }
        compare(answer);
    }

    CompareWorker& m_owner;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::shared_ptr<const CompareQuestion> m_question;
    std::shared_ptr<const Catalog> m_catalog;
    std::uint64_t m_number = 0;
    bool m_quit = false;
    std::atomic<std::uint64_t> m_wanted = 0;
    std::thread m_thread;  // last, since it uses the others
};

CompareWorker::CompareWorker(std::shared_ptr<const Catalog> catalog, QObject* parent)
    : QObject(parent), m_catalog(std::move(catalog)), m_thread(std::make_unique<Thread>(*this)) {}

CompareWorker::~CompareWorker() = default;

void CompareWorker::ask(CompareQuestion question) {
    ++m_asked;
    auto lent = std::make_shared<const CompareQuestion>(std::move(question));
    m_lent[m_asked] = lent;
    m_thread->post(std::move(lent), m_catalog, m_asked);
}

void CompareWorker::cancel() {
    // The number is used up: its answer, if it comes at all, is not taken.
    m_answered = ++m_asked;
    m_thread->cancel(m_asked);
}

void CompareWorker::take(std::uint64_t question, bool last,
                         const std::shared_ptr<const CompareAnswer>& answer) {
    // The thread takes questions in order: older ones were never taken.
    if (last) m_lent.erase(m_lent.begin(), m_lent.upper_bound(question));
    if (!answer || question != m_asked || question == m_answered) return;
    if (last) m_answered = question;
    Q_EMIT answered(*answer);
}

}  // namespace hallwright
