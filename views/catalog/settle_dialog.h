#pragma once

#include "model/edits/choose_readings.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace hallwright {

class DocumentModel;

/// Settles all that the hall's documents disagree on by one rule, and shows beforehand which
/// numbers that moves.
class SettleDialog : public QDialog {
    Q_OBJECT

public:
    explicit SettleDialog(DocumentModel& document, QWidget* parent = nullptr);

    void setRule(ReadingRule rule);
    bool settle();

private:
    ReadingChoice choice() const;
    void showEffect();

    DocumentModel& m_document;
    QComboBox *m_rule, *m_source, *m_property;
    QLabel *m_sourceLabel, *m_words;
    QTreeWidget* m_tree;
    QPushButton* m_apply;
};

}  // namespace hallwright
