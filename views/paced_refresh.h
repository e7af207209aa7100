#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <functional>

class QWidget;

namespace hallwright {

struct ChangeEvent;

/// Between the refreshes of two views, and after an edit.
inline constexpr qint64 frame_ms = 16;

/// Lets a view beside the plan follow the document without holding up a frame: an edit is shown
/// with one of the next frames, a preview every so often or, where that takes long, when the
/// gesture rests; never two views in one frame. What is hidden is brought up to date when it is
/// shown.
class PacedRefresh : public QObject {
    Q_OBJECT

public:
    /// `refresh` makes the view show the document as it is now.
    PacedRefresh(QWidget& view, std::function<void()> refresh);
    ~PacedRefresh() override;

    /// For every change of the document. Another hall is shown at once.
    void follow(const ChangeEvent& event);
    /// Whether the view lags behind the document.
    bool pending() const { return m_wanted || m_stale; }
    /// Catches up at once, hidden or not; does nothing where the view does not lag behind.
    void catchUp();
    /// The same for all visible views of the program.
    static void catchUpAll();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Queue;
    static Queue& queue();
    void run();

    QWidget& m_view;
    std::function<void()> m_refresh;
    QElapsedTimer m_since;  ///< the last refresh
    qint64 m_cost_ns = 0;   ///< of it
    qint64 m_due_ms = 0;    ///< by the clock of the queue
    bool m_wanted = false;  ///< stands in the queue
    bool m_stale = false;   ///< hidden, and the document moved on
};

}  // namespace hallwright
