#pragma once

#include "model/figures/ranges.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace hallwright {

class DocumentModel;
struct ChangeEvent;

/// Ranges of all figures, computed on a thread of its own once edits settle. While the hall moves
/// on, the last ranges stay, marked as not fresh; views show them dimmed.
class RangeWorker : public QObject {
    Q_OBJECT

public:
    explicit RangeWorker(DocumentModel& document, QObject* parent = nullptr);
    ~RangeWorker() override;

    /// Low and high of a figure in SI as last computed. Nothing before the first pass, where the
    /// figure is not known or nothing it rests on is uncertain; a partial sum has no high end,
    /// which is NaN then.
    std::optional<Range> rangeOf(FigureRef ref) const;
    /// What moves a figure of the hall or of a fabric, largest first, as last computed.
    std::vector<Effect> effectsOf(FigureRef ref) const;
    /// Whether the ranges are those of the hall as it is shown.
    bool fresh() const { return m_shownVersion == m_version; }

Q_SIGNALS:
    /// Ranges arrived, or went stale.
    void changed();

private:
    struct Thread;
    struct Done;
    void follow(const ChangeEvent& event);
    void start();
    void take(std::uint64_t version, std::shared_ptr<const Done> done);

    DocumentModel& m_document;
    QTimer m_settle;
    std::uint64_t m_version = 1;       ///< of the document's hall, counted here
    std::uint64_t m_shownVersion = 0;  ///< that the ranges are of
    std::shared_ptr<const Done> m_done;
    /// Halls the thread works on, by version. Tables count their holders to know what they may
    /// write in place, so the last hold on a hall that both threads read is let go here and not
    /// there.
    std::map<std::uint64_t, Hall> m_lent;
    std::unique_ptr<Thread> m_thread;
};

}  // namespace hallwright
