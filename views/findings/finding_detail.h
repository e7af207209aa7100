#pragma once

#include "model/rules/rule.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace hallwright {

class DocumentModel;

/// Whether a finding is about a waiver, as one without use: it is taken back, not waived.
bool isAboutWaiver(const Finding& finding);
/// The waiver that can be taken back where a finding is shown: the one that it is about, that
/// covers it, or that did until it got worse; 0 where there is none.
RawId waiverToTakeBack(const Finding& finding);

/// All that is to be said of one finding: what is and what may be, why, how to mend it, on what it
/// rests; and the buttons to waive it or to take a waiver back.
class FindingDetail : public QWidget {
    Q_OBJECT

public:
    explicit FindingDetail(DocumentModel& document, QWidget* parent = nullptr);

    /// `count` findings of this rule that say the same, of which this is the worst.
    void showFinding(const Finding& finding, std::size_t count);
    QString text() const;

Q_SIGNALS:
    void waiveWanted();
    void withdrawWanted();
    void planWanted();
    void basisWanted();
    void closeWanted();

private:
    QString html(const Finding& finding, std::size_t count) const;

    DocumentModel& m_document;
    QLabel* m_words;
    QScrollArea* m_area;
    QPushButton* m_waive;
    QPushButton* m_withdraw;
    QPushButton* m_plan;
};

}  // namespace hallwright
