#pragma once

#include "views/assistant/brief_form.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace hallwright {

/// A page of several alike things of a brief, racks or fabrics: a form for each, a button that
/// takes it out, and one that adds another.
class ListPage : public QWidget {
    Q_OBJECT

public:
    /// What the list is of. Counts and titles look at the brief; add and take change it.
    struct Kind {
        QString addText;    ///< "Add Racks"
        QString emptyText;  ///< where the list is empty
        int (*count)(const Brief&);
        QString (*title)(const Brief&, int);
        void (*add)(Brief&);
        void (*take)(Brief&, int);
        void (*fill)(BriefForm&, int);
    };

    ListPage(BriefModel& model, std::shared_ptr<const Catalog> catalog, Kind kind,
             QWidget* parent = nullptr);

    const std::vector<BriefForm*>& forms() const { return m_forms; }

Q_SIGNALS:
    void readabilityChanged();

private:
    void follow();
    void rebuild();
    void showTitles();

    BriefModel& m_model;
    std::shared_ptr<const Catalog> m_catalog;
    Kind m_kind;
    QVBoxLayout* m_column;
    QWidget* m_cards = nullptr;
    std::vector<BriefForm*> m_forms;
    std::vector<QLabel*> m_titles;
};

}  // namespace hallwright
