#pragma once

#include "model/stages/links.h"
#include "views/fabric/fabric_graph.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace hallwright {

class DocumentModel;
class FabricDiagram;
class LinkPane;
class PacedRefresh;
class Selection;
class SwitchFacePane;

/// The dock of the fabrics: tiers, rails and planes as a diagram, the face of a switch as a grid of
/// ports, and every link as a row of a table. What is chosen in one is lit in the others and in
/// the plan.
class FabricView : public QWidget {
    Q_OBJECT

public:
    enum class Page { Diagram, Links };

    FabricView(DocumentModel& document, Selection& selection, QWidget* parent = nullptr);
    ~FabricView() override;

    void showPage(Page page);
    Page page() const;
    /// Position of the fabric shown; -1 where the hall has none.
    int fabric() const { return m_fabric; }
    void setFabric(int position);
    /// The plane shown; -1 for all of them.
    void setPlane(int plane);
    /// Lights a rack or a switch with its links; none lights nothing.
    void choose(std::optional<FabricNodeRef> node);
    /// A switch of any fabric by its name, "compute-leaf-012". False where there is none.
    bool chooseNamed(const QString& name);
    const std::optional<FabricNodeRef>& chosen() const { return m_chosen; }

    FabricDiagram& diagram() { return *m_diagram; }
    SwitchFacePane& face() { return *m_face; }
    LinkPane& links() { return *m_links; }

Q_SIGNALS:
    /// These links are looked at: the plan shows their way through the trays.
    void linksShown(const std::vector<LinkRef>& links);
    void itemWanted(ItemRef item);
    /// The hall has no fabric, and one is to be added.
    void fabricWanted();
    /// A sentence for the status bar.
    void message(const QString& sentence);

protected:
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void fillChoices();
    void showGraph();
    void showChosen();
    void followSelection();
    void tell(const std::vector<LinkRef>& links);

    DocumentModel& m_document;
    Selection& m_selection;
    PacedRefresh* m_paced;
    int m_fabric = -1, m_plane = -1;
    std::optional<FabricNodeRef> m_chosen;
    std::vector<LinkRef> m_lit;
    bool m_selecting = false;  ///< the selection changes because of a choice made here
    FabricGraph m_graph;
    QComboBox *m_fabrics, *m_planes;
    QToolButton *m_diagramButton, *m_linksButton, *m_clear;
    QLabel *m_summary, *m_empty;
    QWidget* m_emptyPage;
    QToolButton* m_add;
    QStackedWidget* m_pages;
    QSplitter* m_splitter;
    FabricDiagram* m_diagram;
    SwitchFacePane* m_face;
    LinkPane* m_links;
};

}  // namespace hallwright
