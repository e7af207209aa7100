#pragma once

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;

namespace hallwright {

/// Asks why a finding may stand, and who says so. There is no waiver without both.
class WaiveDialog : public QDialog {
    Q_OBJECT

public:
    WaiveDialog(const QString& finding, const QString& author, QWidget* parent = nullptr);

    QString reason() const;
    QString author() const;

private:
    QPlainTextEdit* m_reason;
    QLineEdit* m_author;
};

}  // namespace hallwright
