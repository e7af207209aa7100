#include "views/fabric/fabric_view.h"

#include "model/reports/link_names.h"
#include "views/document.h"
#include "views/fabric/fabric_diagram.h"
#include "views/fabric/link_table.h"
#include "views/fabric/switch_face.h"
#include "views/flow_layout.h"
#include "views/paced_refresh.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace hallwright {

namespace {

constexpr int roomForBoth = 760;  // of diagram and face side by side

QToolButton* pageButton(const QString& words, const QString& tip) {
    auto* button = new QToolButton;
    button->setText(words);
    button->setToolTip(tip);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setAutoRaise(true);
    return button;
}

std::int32_t rackPosition(const Evaluation& evaluation, const std::vector<ItemRef>& items) {
    if (items.size() != 1 || items.front().table != TableId::Racks) return -1;
    return static_cast<std::int32_t>(evaluation.rows().position(Scope::Rack, items.front().id));
}

}  // namespace

FabricView::FabricView(DocumentModel& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection),
      m_paced(new PacedRefresh(*this, [this] { refresh(); })), m_fabrics(new QComboBox),
      m_planes(new QComboBox),
      m_diagramButton(pageButton(tr("Diagram"), tr("Tiers, and the ports of a switch"))),
      m_linksButton(pageButton(tr("Links"), tr("Every link as a row"))), m_clear(new QToolButton),
      m_summary(new QLabel), m_empty(new QLabel), m_emptyPage(new QWidget), m_add(new QToolButton),
      m_pages(new QStackedWidget), m_splitter(new QSplitter), m_diagram(new FabricDiagram),
      m_face(new SwitchFacePane), m_links(new LinkPane) {
    m_fabrics->setAccessibleName(tr("Fabric"));
    m_fabrics->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_fabrics->setMinimumContentsLength(6);
    m_planes->setAccessibleName(tr("Plane"));
    m_planes->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_planes->setMinimumContentsLength(6);
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Light no links"));
    m_clear->setAutoRaise(true);
    m_summary->setFont(tabularFont(12));
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_summary->setMinimumWidth(40);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(16);
    m_add->setObjectName(QStringLiteral("fabricAdd"));
    m_add->setText(tr("Add Fabric…"));
    m_add->setToolTip(tr("Join racks of this hall by a network"));
    m_add->setFocusPolicy(Qt::StrongFocus);
    auto* empty = new QVBoxLayout(m_emptyPage);
    empty->addStretch(1);
    empty->addWidget(m_empty);
    empty->addWidget(m_add, 0, Qt::AlignHCenter);
    empty->addStretch(1);
    m_diagramButton->setChecked(true);

    m_splitter->addWidget(m_diagram);
    m_splitter->addWidget(m_face);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_face->hide();
    m_pages->addWidget(m_splitter);
    m_pages->addWidget(m_links);
    m_pages->addWidget(m_emptyPage);

    auto* bar = new FlowLayout;
    bar->setContentsMargins(12, 4, 12, 4);
    bar->setSpacing(8);
    bar->addWidget(m_diagramButton);
    bar->addWidget(m_linksButton);
    bar->addWidget(m_fabrics);
    bar->addWidget(m_planes);
    bar->addWidget(m_summary);
    bar->addWidget(m_clear);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_pages, 1);

    connect(m_diagramButton, &QToolButton::clicked, this, [this] { showPage(Page::Diagram); });
    connect(m_linksButton, &QToolButton::clicked, this, [this] { showPage(Page::Links); });
    connect(m_fabrics, &QComboBox::activated, this, [this](int row) { setFabric(row); });
    connect(m_planes, &QComboBox::activated, this, [this](int row) { setPlane(row - 1); });
    connect(m_add, &QToolButton::clicked, this, &FabricView::fabricWanted);
    connect(m_clear, &QToolButton::clicked, this, [this] { choose(std::nullopt); });
    m_diagram->setWords([this](const FabricNode& node) {
        return nodeWords(m_document.evaluation(), m_fabric, node);
    });
    connect(m_diagram, &FabricDiagram::chosen, this, &FabricView::choose);
    connect(m_diagram, &FabricDiagram::wanted, this, [this](const FabricNodeRef& node) {
        const auto place = m_graph.placeOf(node);
        if (!place) return;
        const std::int32_t rack = m_graph.tiers[static_cast<std::size_t>(place->tier)]
                                      .nodes[static_cast<std::size_t>(place->index)]
                                      .rack;
        const std::vector<RawId>& ids = m_document.evaluation().rows().ids(Scope::Rack);
        if (rack >= 0 && static_cast<std::size_t>(rack) < ids.size())
            Q_EMIT itemWanted({TableId::Racks, ids[static_cast<std::size_t>(rack)]});
    });
    connect(m_face, &SwitchFacePane::closed, this, [this] { choose(std::nullopt); });
    connect(m_face, &SwitchFacePane::linkChosen, this, [this](LinkRef link) { tell({link}); });
    connect(m_links, &LinkPane::linksChosen, this, [this](const std::vector<LinkRef>& links) {
        Q_EMIT linksShown(links.empty() ? m_lit : links);
    });
    connect(m_links, &LinkPane::message, this, &FabricView::message);
    connect(&document, &DocumentModel::changed, m_paced, &PacedRefresh::follow);
    connect(&selection, &Selection::changed, this, &FabricView::followSelection);
    refresh();
}

FabricView::~FabricView() = default;

FabricView::Page FabricView::page() const {
    return m_linksButton->isChecked() ? Page::Links : Page::Diagram;
}

void FabricView::showPage(Page page) {
    (page == Page::Links ? m_linksButton : m_diagramButton)->setChecked(true);
    refresh();
}

void FabricView::setFabric(int position) {
    if (position == m_fabric) return;
    m_fabric = position;
    m_plane = -1;
    m_chosen.reset();
    m_lit.clear();
    refresh();
    Q_EMIT linksShown({});
}

void FabricView::setPlane(int plane) {
    m_plane = plane;
    refresh();
}

/// Names of the fabrics and planes there are; what was chosen stays so where it can.
void FabricView::fillChoices() {
    const Evaluation& evaluation = m_document.evaluation();
    QStringList names;
    for (const FabricPlan& plan : evaluation.fabrics().plans) {
        const Fabric* fabric = evaluation.hall().fabrics.find(Id<Fabric>{plan.fabric});
        names += fabric ? QString::fromStdString(fabric->name) : QString();
    }
    QStringList shown;
    for (int i = 0; i < m_fabrics->count(); ++i)
        shown += m_fabrics->itemText(i);
    if (shown != names) {
        m_fabrics->clear();
        m_fabrics->addItems(names);
    }
    m_fabric = names.isEmpty() ? -1 : std::clamp(m_fabric, 0, static_cast<int>(names.size()) - 1);
    m_fabrics->setCurrentIndex(m_fabric);
    const int planes =
        m_fabric < 0 ? 1
                     : evaluation.fabrics().plans[static_cast<std::size_t>(m_fabric)].size.planes;
    if (m_planes->count() != planes + 1) {
        m_planes->clear();
        m_planes->addItem(tr("All planes"));
        for (int i = 0; i < planes; ++i)
            m_planes->addItem(tr("Plane %1").arg(i + 1));
    }
    m_plane = m_plane < planes ? m_plane : -1;
    m_planes->setCurrentIndex(m_plane + 1);
    m_planes->setVisible(planes > 1);
}

void FabricView::refresh() {
    fillChoices();
    const bool links = page() == Page::Links;
    m_fabrics->setEnabled(m_fabric >= 0);
    m_add->setVisible(m_fabric < 0 && !m_document.hall().sites.empty());
    if (m_fabric < 0) {
        m_graph = {};
        m_diagram->setGraph({});
        m_links->setEvaluation(nullptr);
        m_summary->clear();
        m_empty->setText(m_document.hall().sites.empty()
                             ? tr("No hall is open.")
                             : tr("This hall has no fabric, so there are no links to show."));
        m_pages->setCurrentWidget(m_emptyPage);
        m_chosen.reset();
        tell({});
        return;
    }
    const Evaluation& evaluation = m_document.evaluation();
    m_graph = fabricGraph(evaluation, m_fabric, m_plane);
    const FabricSize& size = evaluation.fabrics().plans[static_cast<std::size_t>(m_fabric)].size;
    const QLocale english(QLocale::English);
    int unplaced = 0;
    for (const FabricTier& tier : m_graph.tiers)
        for (const FabricNode& node : tier.nodes)
            unplaced += !node.ref.host && node.rack < 0;
    m_summary->setText(
        size.feasible
            ? (unplaced > 0 ? tr("%1 switches, %3 without a rack, %2 links")
                            : tr("%1 switches, %2 links"))
                  .arg(english.toString(size.switches[0] + size.switches[1] + size.switches[2]),
                       english.toString(size.hostLinks + size.leafSpineLinks + size.spineCoreLinks))
                  .replace(QStringLiteral("%3"), english.toString(unplaced))
            : tr("Cannot be built"));
    m_summary->setToolTip(size.feasible ? m_summary->text() : QString::fromStdString(size.problem));
    m_diagram->setGraph(m_graph);
    if (m_chosen && !m_graph.placeOf(*m_chosen)) m_chosen.reset();
    if (links) {
        m_links->setFabric(m_fabric);
        m_links->setEvaluation(std::make_shared<const Evaluation>(evaluation));
        m_pages->setCurrentWidget(m_links);
    } else if (m_graph.empty() || !size.feasible) {
        m_empty->setText(size.feasible ? tr("This fabric has no switches yet: no rack is a member "
                                            "of it.")
                                       : QString::fromStdString(size.problem));
        m_pages->setCurrentWidget(m_emptyPage);
    } else {
        m_pages->setCurrentWidget(m_splitter);
    }
    showChosen();
}

/// What is chosen, in the diagram, as a face and as links.
void FabricView::showChosen() {
    const Evaluation& evaluation = m_document.evaluation();
    m_diagram->setChosen(m_chosen);
    std::optional<SwitchFaceContent> face;
    if (m_chosen && !m_chosen->host) face = switchFace(evaluation, m_fabric, *m_chosen);
    std::function<QString(int)> words;
    if (face)
        words = [this](int port) {
            const auto& content = m_face->face().content();
            return content ? portWords(m_document.evaluation(), *content, port) : QString();
        };
    m_face->setContent(std::move(face), std::move(words));
    std::vector<LinkRef> links;
    if (m_chosen) {
        links = linksOf(evaluation, m_fabric, *m_chosen);
    } else if (isVisible()) {
        // A rack of switches has no box of its own: all that ends in it is lit.
        const std::int32_t rack = rackPosition(evaluation, m_selection.items());
        if (rack >= 0) links = linksOfRack(evaluation, rack);
    }
    tell(links);
}

void FabricView::choose(std::optional<FabricNodeRef> node) {
    if (node && !m_graph.placeOf(*node)) node.reset();
    m_chosen = node;
    std::int32_t rack = -1;
    if (node) {
        const FabricGraph::Place place = *m_graph.placeOf(*node);
        rack = m_graph.tiers[static_cast<std::size_t>(place.tier)]
                   .nodes[static_cast<std::size_t>(place.index)]
                   .rack;
    }
    m_selecting = true;
    const std::vector<RawId>& ids = m_document.evaluation().rows().ids(Scope::Rack);
    if (rack >= 0 && static_cast<std::size_t>(rack) < ids.size())
        m_selection.set({{TableId::Racks, ids[static_cast<std::size_t>(rack)]}});
    else
        m_selection.clear();
    m_selecting = false;
    showChosen();
}

bool FabricView::chooseNamed(const QString& name) {
    const Evaluation& evaluation = m_document.evaluation();
    const LinkNames names(evaluation);
    const std::string wanted = name.toStdString();
    const std::vector<FabricPlan>& plans = evaluation.fabrics().plans;
    for (std::size_t f = 0; f < plans.size(); ++f)
        for (Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core})
            for (int i = 0; i < plans[f].size.switches[static_cast<std::size_t>(tier)]; ++i) {
                LinkEnd end;
                end.tier = tier;
                end.device = i;
                if (names.device(end, static_cast<std::int32_t>(f)) != wanted) continue;
                setFabric(static_cast<int>(f));
                setPlane(-1);
                choose(FabricNodeRef{false, tier, i});
                return true;
            }
    return false;
}

/// A rack selected in the plan is chosen here too.
void FabricView::followSelection() {
    if (m_selecting || !isVisible() || m_fabric < 0 || m_paced->pending()) return;
    const std::int32_t rack = rackPosition(m_document.evaluation(), m_selection.items());
    const FabricNodeRef host{true, Tier::Leaf, rack};
    m_chosen.reset();
    if (rack >= 0 && m_graph.placeOf(host)) m_chosen = host;
    showChosen();
}

void FabricView::tell(const std::vector<LinkRef>& links) {
    m_lit = links;
    m_clear->setEnabled(!links.empty() || m_chosen);
    m_links->setLit(links);
    Q_EMIT linksShown(links);
}

/// Out of sight it lights nothing in the plan.
void FabricView::hideEvent(QHideEvent* event) {
    if (!event->spontaneous()) Q_EMIT linksShown({});
    QWidget::hideEvent(event);
}

void FabricView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!event->spontaneous() && m_fabric >= 0) followSelection();
}

void FabricView::resizeEvent(QResizeEvent* event) {
    m_splitter->setOrientation(event->size().width() >= roomForBoth ? Qt::Horizontal
                                                                    : Qt::Vertical);
    QWidget::resizeEvent(event);
}

}  // namespace hallwright
