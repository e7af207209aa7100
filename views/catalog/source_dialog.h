#pragma once

#include "model/parts/part.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace hallwright {

/// Asks for a document that a reading cites: title, publisher, address, kind. Its id is made of the
/// title.
class SourceDialog : public QDialog {
    Q_OBJECT

public:
    explicit SourceDialog(QWidget* parent = nullptr);
    Source source() const;

private:
    QLineEdit *m_title, *m_publisher, *m_url, *m_note;
    QComboBox* m_kind;
};

}  // namespace hallwright
