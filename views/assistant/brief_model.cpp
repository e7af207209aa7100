#include "views/assistant/brief_model.h"

namespace hallwright {

void BriefModel::replace(Brief brief) {
    m_brief = std::move(brief);
    Q_EMIT replaced();
    Q_EMIT changed();
}

}  // namespace hallwright
