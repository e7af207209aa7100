#pragma once

#include "model/planner/headroom.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QProgressBar;
class QToolButton;

namespace hallwright {

class DocumentModel;
class HeadroomWorker;
struct ChangeEvent;

/// The limits of an answer as bars: what fits before each, and what relaxing it would give. Enter
/// or a click on one asks for what it belongs to.
class HeadroomBars : public QWidget {
    Q_OBJECT

public:
    explicit HeadroomBars(QWidget* parent = nullptr);

    void showLimits(const std::optional<Headroom>& headroom, bool fresh);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void wanted(ItemRef item);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Bar {
        QString title, words, tip;
        double fits = 0.0, gain = 0.0;  ///< shares of the width
        bool exceeded = false;
        ItemRef item;
        QRect rect;
    };
    int layOut(int width);
    int barAt(const QPoint& at) const;

    std::vector<Bar> m_bars;
    int m_current = 0;
    bool m_fresh = true;
};

/// The dock: how many more of the part chosen in the catalog fit into the hall, and which limits
/// stop it. Searches on a thread of its own once edits settle, and only while it is seen.
class HeadroomView : public QWidget {
    Q_OBJECT

public:
    HeadroomView(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                 QWidget* parent = nullptr);
    ~HeadroomView() override;

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// The part asked for: a catalog id, of a rack or a cooling unit.
    void setPart(const QString& id);
    const std::optional<Headroom>& answer() const { return m_answer; }
    /// Whether the answer is of the hall and the part as they are now.
    bool fresh() const { return m_fresh; }

Q_SIGNALS:
    /// What a limit belongs to is to be selected and shown.
    void itemWanted(ItemRef item);
    /// An answer arrived, or went stale.
    void changed();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitLabels();
    void follow(const ChangeEvent& event);
    void goStale();
    void start();
    void showAnswer();
    QString whyNone() const;

    std::shared_ptr<const Catalog> m_catalog;
    DocumentModel& m_document;
    HeadroomWorker* m_worker;
    QTimer m_settle;
    QString m_part;
    QString m_failure;
    std::optional<Headroom> m_answer;
    bool m_fresh = false;
    QLabel *m_title = nullptr, *m_sentence = nullptr, *m_hint = nullptr;
    HeadroomBars* m_bars = nullptr;
    QProgressBar* m_progress = nullptr;
    QToolButton* m_stop = nullptr;
};

}  // namespace hallwright
