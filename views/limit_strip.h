#pragma once

#include "model/figures/evaluation.h"

#include <QWidget>

namespace hallwright {

class DocumentModel;

/// One quantity against its limit: words, and a thin bar below them.
class LimitBar : public QWidget {
    Q_OBJECT

public:
    explicit LimitBar(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// NaN where unknown; a limit of NaN means that there is none.
    void setFigure(Figure actual, double limit, const QString& tip);
    /// "Power 1.62 MW of 1.8 MW", as read aloud.
    QString words() const;
    bool exceeded() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_title;
    Figure m_actual;
    double m_limit = unknown;
};

/// The hall against what it is given: power, coolant, floor, and what it costs.
class LimitStrip : public QWidget {
    Q_OBJECT

public:
    explicit LimitStrip(DocumentModel& document, QWidget* parent = nullptr);

    const LimitBar& power() const { return *m_power; }
    const LimitBar& flow() const { return *m_flow; }
    const LimitBar& floor() const { return *m_floor; }

private:
    void refresh();

    DocumentModel& m_document;
    LimitBar* m_power;
    LimitBar* m_flow;
    LimitBar* m_floor;
    LimitBar* m_cost;
};

}  // namespace hallwright
