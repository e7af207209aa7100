#pragma once

#include "model/figures/explain.h"

#include <QAbstractItemModel>

#include <deque>

namespace hallwright {

/// How a figure came to be, as a tree: the figure, its formula, the data it reads with their
/// readings and documents, the fields of the hall, and the figures it is made of, each the same
/// way. Keeps the hall that it is of: what is shown stays true to itself while the hall moves on.
class ExplainModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum class NodeKind {
        Figure,    ///< a figure, or several equal ones
        Formula,   ///< in words, with its source
        Missing,   ///< what is unknown in the figure at the root
        Datum,     ///< a property of a part, with the chosen reading
        Reading,   ///< one of its readings
        Document,  ///< title and publisher of a source
        Link,      ///< its address
        Fields,    ///< stored columns that are read
    };
    enum Role {
        KindRole = Qt::UserRole,
        BelowRole,  ///< second line
        NumberRole,
        UnitRole,
        RangeRole,
        GradeRole,   ///< letter; null where there is none
        ChosenRole,  ///< of a reading
        StatusRole   ///< of a figure
    };

    using QAbstractItemModel::QAbstractItemModel;

    /// Shows another figure, or the same one anew; nothing for none. `ranges` gives the range of a
    /// figure, where it is known.
    using RangeOf = std::function<std::optional<Range>(FigureRef)>;
    void explain(const Evaluation& evaluation, std::optional<FigureRef> ref, RangeOf ranges = {});
    std::optional<FigureRef> figure() const { return m_figure; }
    const Explanation& explanation() const { return m_root; }

    NodeKind kindAt(const QModelIndex& index) const;
    /// The items that a figure's node stands for, folded ones included; none for the hall.
    std::vector<ItemRef> itemsAt(const Evaluation& evaluation, const QModelIndex& index) const;
    /// Part and property of a datum or of what stands below it.
    std::optional<SlotRef> slotAt(const QModelIndex& index) const;
    /// Address of a link; empty for all else.
    QString addressAt(const QModelIndex& index) const;
    /// Names a node for as long as the figure is explained the same way: to unfold it again.
    QString keyAt(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Node {
        NodeKind kind = NodeKind::Figure;
        const Node* parent = nullptr;
        int row = 0;                          ///< below its parent
        const Explanation* figure = nullptr;  ///< of the figure it stands for or below
        SlotRef slot{};
        std::size_t reading = 0;
        std::vector<const Node*> children;
    };
    Node& add(Node* parent, NodeKind kind, const Explanation& of);
    void addFigure(Node* parent, const Explanation& of);
    void addDatum(Node* parent, const Explanation& of, SlotRef slot);
    const Node* nodeAt(const QModelIndex& index) const;
    const Datum* datumOf(const Node& node) const;
    const Source* documentOf(const Node& node) const;
    QVariant figureData(const Node& node, int role) const;
    QVariant datumData(const Node& node, int role) const;
    QVariant readingData(const Node& node, int role) const;
    QString words(const Node& node) const;

    std::optional<FigureRef> m_figure;
    Explanation m_root;
    Hall m_hall;  ///< as explained
    RangeOf m_ranges;
    std::deque<Node> m_nodes;  ///< the first is the root figure
};

}  // namespace hallwright
