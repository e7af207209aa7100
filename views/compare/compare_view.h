#pragma once

#include "model/compare/comparison.h"
#include "model/parts/catalog.h"

#include <QWidget>

#include <memory>

namespace hallwright {

class DocumentModel;

/// The dock that sets variants of the hall side by side: table, charts, break-even.
class CompareView : public QWidget {
    Q_OBJECT

public:
    CompareView(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                QWidget* parent = nullptr);
};

}  // namespace hallwright
