#pragma once

#include "model/hall/freeze.h"
#include "model/planner/brief.h"

#include <fmt/format.h>

#include <functional>

namespace hallwright {

/// A hall in the making: what the steps of the planner share. Nothing outside this folder uses it.
/// The first fault is kept; steps go on with zeros and the planner stops after the step.
class Draft {
public:
    Draft(const Brief& brief, const Catalog& catalog) : brief(brief), catalog(catalog) {}

    const Brief& brief;
    const Catalog& catalog;
    Hall hall;
    RawId next = 1;
    PartId basis;
    std::vector<std::string> notes;

    /// A fault of the brief, with the line it stands on.
    void fail(int line, std::string message);
    /// A need that no layout can meet. The sentence names what is asked, what there is and what
    /// relaxes it.
    void doesNotFit(std::string_view limit, std::string sentence);
    /// A failure that another step described already.
    void take(const Error& error) {
        if (!m_error) m_error = error;
    }
    const std::optional<Error>& error() const { return m_error; }
    bool failed() const { return m_error.has_value(); }

    /// Asked between pieces of work that take long; false once planning is to stop, which is a
    /// failure like any other.
    bool goOn();
    std::function<bool()> wanted;  ///< whether the plan is still wanted; empty: it is

    /// The part that a word of the brief names by id, alias or name, if it is of one of these
    /// kinds.
    PartPtr find(const BriefText& name, std::initializer_list<Kind> kinds, std::string_view what);
    PartId freeze(const Part& part) { return freezePart(hall, catalog, part.id, next); }
    /// A number that a part must give to be planned with.
    double number(const Part& part, Property property);
    /// A row of the design basis.
    double basisNumber(Property property);
    Millimetres basisLength(Property property) {
        return Millimetres::fromMetres(basisNumber(property));
    }
    /// The part that a row of the design basis names.
    PartPtr basisPart(Property property);
    /// Every part of a kind, in order of id.
    std::vector<PartPtr> partsOf(Kind kind) const;

    template <typename T>
    Id<T> add(Table<T>& table, T row) {
        const Id<T> id{next++};
        table.set(id, std::move(row));
        return id;
    }

private:
    std::optional<Error> m_error;
};

/// Another reading of a frozen part, chosen from now on: the catalog's own readings stay (DESIGN
/// §5).
void overrideNumber(Draft& draft, PartId part, Property property, double number,
                    std::string_view written, std::string_view why);
void overrideReference(Draft& draft, PartId part, Property property, std::string_view referred,
                       std::string_view why);

}  // namespace hallwright
