#pragma once

#include "model/parts/catalog.h"

#include <QAbstractButton>
#include <QStringList>

class QLabel;
class QPushButton;

namespace hallwright {

/// A part taken for comparison: a press chooses it, one on the cross, or Del, takes it out.
class PartChip : public QAbstractButton {
    Q_OBJECT

public:
    PartChip(const QString& id, const QString& name, QWidget* parent = nullptr);

    const QString& part() const { return m_part; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QString& id);
    void removed(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect cross() const;

    QString m_part;
    bool m_onCross = false;
};

/// The foot of the list: what is taken for comparison, and the way there. Not seen while empty.
class CompareTray : public QWidget {
    Q_OBJECT

public:
    explicit CompareTray(QWidget* parent = nullptr);

    void setParts(const Catalog& catalog, const QStringList& ids, int most);

Q_SIGNALS:
    void partChosen(const QString& id);
    void partsChanged(const QStringList& ids);
    void compareWanted();

private:
    QStringList m_ids;
    QWidget* m_chips;
    QLabel* m_hint;
    QPushButton *m_compare, *m_clear;
};

}  // namespace hallwright
