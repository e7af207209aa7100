#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QAbstractItemView;
class QKeyEvent;
class QModelIndex;

namespace hallwright {

/// Keeps the keys that mean something in a list from the window's shortcuts, which act on the plan:
/// with the focus in a list, Del deletes no racks and letters look for a row. Where it is said what
/// a row reads like, copying copies the current one.
class ListKeys : public QObject {
    Q_OBJECT

public:
    using TextOf = std::function<QString(const QModelIndex&)>;

    explicit ListKeys(QAbstractItemView* view, TextOf textOf = {});

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool copy(QKeyEvent* event) const;

    QAbstractItemView* m_view;
    TextOf m_textOf;
};

}  // namespace hallwright
