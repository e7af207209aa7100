#pragma once

#include <QObject>

class QWidget;

namespace hallwright {

inline constexpr int patience_ms = 300;  ///< work that ends within it shows no dialog

/// Keeps keys, clicks, drops and closing from a window while something runs that must see it
/// unchanged. Painting goes on, and so do dialogs in front of it.
class InputShield : public QObject {
    Q_OBJECT

public:
    explicit InputShield(QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_window;
};

}  // namespace hallwright
