#pragma once

#include "model/stages/links.h"

#include <QWidget>

#include <vector>

namespace hallwright {

class DocumentModel;

/// The dock of the fabrics: tiers, rails and planes as a diagram, the face of a switch as a grid of
/// ports, and every link as a row of a table.
class FabricView : public QWidget {
    Q_OBJECT

public:
    explicit FabricView(DocumentModel& document, QWidget* parent = nullptr);

Q_SIGNALS:
    /// These links are looked at: the plan shows their way through the trays.
    void linksShown(const std::vector<LinkRef>& links);
    void itemWanted(ItemRef item);
};

}  // namespace hallwright
