#pragma once

#include "model/reports/link_names.h"
#include "views/fabric/link_query.h"

namespace hallwright {

/// The words of the link table, made when they are asked for. Refers to the evaluation.
class LinkWords {
public:
    explicit LinkWords(const Evaluation& evaluation)
        : m_evaluation(evaluation), m_names(evaluation) {}

    static QString title(LinkColumn column);
    static QString tip(LinkColumn column);
    static bool isNumber(LinkColumn column);
    QString words(const Link& link, LinkColumn column) const;
    /// As words(), but in the units of the column's title, for tables that others read.
    QString plain(const Link& link, LinkColumn column) const;
    static QString plainTitle(LinkColumn column);
    QString fabric(std::int32_t position) const;
    QString medium(const Link& link) const;
    const LinkNames& names() const { return m_names; }

private:
    const Evaluation& m_evaluation;
    LinkNames m_names;
};

}  // namespace hallwright
