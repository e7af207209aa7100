#pragma once

#include "model/base/result.h"
#include "views/findings/findings_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QSplitter;
class QStackedLayout;
class QToolButton;

namespace hallwright {

class FindingDetail;
class PacedRefresh;
class Selection;
struct Theme;

/// The dock: filters, the list, and below it the finding that is chosen in full. A click selects
/// the items and asks to see them.
class FindingsList : public QWidget {
    Q_OBJECT

public:
    FindingsList(DocumentModel& document, Selection& selection, QWidget* parent = nullptr);
    const FindingsModel& model() const { return *m_model; }

    /// Who waives: remembered by whoever keeps the settings.
    QString author() const { return m_author; }
    void setAuthor(const QString& author) { m_author = author; }

    /// Waives findings in one edit. They are those of the evaluation that is shown.
    Result<void> waive(const std::vector<Finding>& findings, const QString& reason,
                       const QString& author);
    /// Takes the waivers of these findings back in one edit.
    Result<void> withdraw(const std::vector<Finding>& findings);
    /// Chooses a row as a click does.
    void chooseRow(int row);

Q_SIGNALS:
    void wanted(const std::vector<ItemRef>& items);
    /// The design basis was asked for: the parameters of a rule stand in it.
    void partWanted(PartId part);
    void authorChanged(const QString& author);
    void message(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeFilters();
    void makeList();
    void refresh();
    void showState();
    void showDetail();
    void choose(const QModelIndex& index);
    void askToWaive();
    void withdrawChosen();
    QIcon filterIcon(int filter) const;

    DocumentModel& m_document;
    Selection& m_selection;
    FindingsModel* m_model;
    QWidget* m_bar;
    QListView* m_list;
    QLabel* m_empty;
    QStackedLayout* m_pages;
    FindingDetail* m_detail = nullptr;
    QSplitter* m_splitter = nullptr;
    std::vector<QToolButton*> m_filters;
    QToolButton* m_waived;
    QLineEdit* m_words;
    QComboBox* m_family;
    PacedRefresh* m_paced;
    QString m_author;
    FindingsModel::Filter m_filter = FindingsModel::Filter::All;
    std::vector<Finding> m_chosen;     ///< of the row whose detail is shown; the worst first
    const Theme* m_iconsOf = nullptr;  ///< the theme that the signs were drawn for
    bool m_divided = false;            ///< the splitter has been set once
};

}  // namespace hallwright
