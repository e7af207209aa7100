#pragma once

#include "model/planner/brief_text.h"

#include <QObject>

namespace hallwright {

/// The brief that the assistant fills: fields read and write it, and it tells every change.
class BriefModel : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const Brief& brief() const { return m_brief; }
    /// Another brief: fields show it anew.
    void replace(Brief brief);
    /// One field's change.
    template <typename Change>
    void change(Change&& change) {
        const Brief before = m_brief;
        change(m_brief);
        if (!(before == m_brief)) Q_EMIT changed();
    }
    /// A change of the list of racks or fabrics, after which fields are made anew.
    template <typename Change>
    void rearrange(Change&& change) {
        change(m_brief);
        Q_EMIT replaced();
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();
    void replaced();

private:
    Brief m_brief;
};

}  // namespace hallwright
