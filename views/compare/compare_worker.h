#pragma once

#include "model/compare/comparison.h"
#include "model/parts/catalog.h"

#include <QObject>

#include <map>
#include <memory>

namespace hallwright {

/// A side of a comparison, by where it comes from.
struct SideRef {
    enum class From : std::uint8_t { Ready, Stored, File } from = From::Ready;
    VariantKind kind = VariantKind::Cpo;  ///< of a ready-made one
    RawId stored = 0;                     ///< of one that the document keeps
    std::string path;                     ///< of another hall

    auto operator<=>(const SideRef&) const = default;
};

/// What is known of a side: the hall it is, or why there is none.
struct ComparedSide {
    SideRef ref;
    bool wanted = false;  ///< stands in the table
    std::string refused;
    bool same = false;  ///< as the hall it was made from
    std::shared_ptr<const VariantHall> made;
    std::shared_ptr<const ComparedHall> compared;  ///< evaluated, where it was wanted once
};

struct CompareQuestion {
    Hall base;
    std::string name;  ///< of the base
    std::vector<ComparedSide> sides;
    std::shared_ptr<const ComparedHall> compared;  ///< the base, where it is known already
};

struct CompareAnswer {
    std::vector<ComparedSide> sides;  ///< as asked
    std::shared_ptr<const ComparedHall> base;
    std::shared_ptr<const Comparison> comparison;  ///< none where no side is wanted and possible
    bool complete = false;                         ///< ranges and all; else they follow
};

/// Makes variants, evaluates them and sets them side by side on a thread of its own, the newest
/// question only: first without ranges, then with them. What a question knows already is not made
/// again.
class CompareWorker : public QObject {
    Q_OBJECT

public:
    explicit CompareWorker(std::shared_ptr<const Catalog> catalog, QObject* parent = nullptr);
    ~CompareWorker() override;

    /// Of questions asked from now on; without one there are no ready-made variants.
    void setCatalog(std::shared_ptr<const Catalog> catalog) { m_catalog = std::move(catalog); }
    void ask(CompareQuestion question);
    /// Gives up the question under way; nothing is answered.
    void cancel();
    bool busy() const { return m_answered < m_asked; }

Q_SIGNALS:
    void progressed(double share, const QString& doing);
    void answered(const CompareAnswer& answer);

private:
    struct Thread;
    void take(std::uint64_t question, bool last,
              const std::shared_ptr<const CompareAnswer>& answer);

    std::shared_ptr<const Catalog> m_catalog;
    std::uint64_t m_asked = 0, m_answered = 0;
    /// Questions the thread works on, by number. Tables count their holders to know what they may
    /// write in place, so the last hold on a hall that both threads read is let go here.
    std::map<std::uint64_t, std::shared_ptr<const CompareQuestion>> m_lent;
    std::unique_ptr<Thread> m_thread;
};

}  // namespace hallwright
