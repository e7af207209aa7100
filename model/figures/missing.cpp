#include "model/figures/missing.h"

#include "model/parts/part_class.h"
#include "model/stages/bill.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace hallwright {

namespace {

/// Ground and floor load are asked of whatever stands in the hall, the rest of its kind alone.
bool isExpected(Kind kind, Property property) {
    return property == Property::mass || property == Property::sizeWidth ||
           property == Property::sizeDepth || isNeeded(kind, property);
}

bool isPrice(Property property) {
    return property == Property::price || property == Property::pricePerMetre;
}

/// Prices that lines of the bill lack: of IT or of plant, as the figure adds up.
void addMissingPrices(const std::vector<BillLine>& bill, const Hall& hall, Fig figure,
                      std::set<SlotRef>& missing) {
    for (const BillLine& line : bill) {
        if (line.price == line.price || isItSection(line.section) != (figure == Fig::capexIt))
            continue;
        const Part* part = hall.part(line.part);
        const bool byMetre = line.unit == "m" || (part && !part->find(Property::price) &&
                                                  part->find(Property::pricePerMetre) != nullptr);
        missing.insert({line.part, byMetre ? Property::pricePerMetre : Property::price});
    }
}

/// Parts of the rows of the tables that a figure draws on, where they do not say what a part of
/// their kind has to.
void addSilentParts(const Hall& hall, const FigureInfo& row, std::vector<SlotRef>& out) {
    const auto look = [&](Property property) {
        return [&, property](auto, const auto& item) {
            const Part* part = hall.part(item.part);
            if (part && !part->find(property) && isExpected(part->kind, property))
                out.push_back({item.part, property});
        };
    };
    const auto draws = [&](std::string_view table) {
        return std::any_of(row.inputs.begin(), row.inputs.end(), [&](const Input& input) {
            return input.type == Input::Type::Field && input.field == table;
        });
    };
    for (const Input& input : row.inputs) {
        if (input.type != Input::Type::Property || input.role != Role::EveryPart) continue;
        if (draws("racks")) hall.racks.forEach(look(input.property));
        if (draws("equipment")) hall.equipment.forEach(look(input.property));
    }
}

/// Walks the derivation of a figure. A hall has tens of thousands of rows, most of which are alike:
/// what is asked of a row through its part alone is looked up for the first two of a kind.
class MissingWalk {
public:
    explicit MissingWalk(const Evaluation& evaluation)
        : m_evaluation(evaluation), m_hall(evaluation.hall()), m_rows(evaluation.rows()),
          m_isMounted(m_rows.count(Scope::Rack), false) {
        m_hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            const std::ptrdiff_t at = m_rows.position(Scope::Rack, mount.rack.raw);
            if (at >= 0) m_isMounted[static_cast<std::size_t>(at)] = true;
        });
    }

    Missing run(FigureRef ref) {
        m_open.push_back(ref);
        while (!m_open.empty()) {
            const FigureRef at = m_open.back();
            m_open.pop_back();
            if (isFirst(at)) look(at);
        }
        return {{m_missing.begin(), m_missing.end()}, m_looked};
    }

private:
    /// What the inputs of a rack's figure, those of the rack itself left out, depend on.
    using Alike = std::tuple<Fig, PartId, Id<Rack>, Id<Loop>>;

    bool isFirst(FigureRef at) {
        const Scope scope = info(at.figure).scope;
        const std::ptrdiff_t position = m_rows.position(scope, at.item);
        if (position < 0) return true;  // the row asked for was looked at before
        std::vector<bool>& seen = m_seen[static_cast<std::size_t>(at.figure)];
        if (seen.empty()) seen.assign(m_rows.count(scope), false);
        const bool first = !seen[static_cast<std::size_t>(position)];
        seen[static_cast<std::size_t>(position)] = true;
        return first;
    }

    /// Whether two rows like this one were looked at already. The second may still tell what the
    /// first did not: it finds nothing new, and so says what the part leaves out.
    bool isLike(FigureRef at) {
        if (info(at.figure).scope != Scope::Rack) return false;
        const std::ptrdiff_t position = m_rows.position(Scope::Rack, at.item);
        if (position < 0 || m_isMounted[static_cast<std::size_t>(position)]) return false;
        const Rack& rack = m_hall.racks[{at.item}];
        const Alike kind{at.figure, rack.part, rack.sidecar, rack.loop};
        if (!m_last || m_last->first != kind) m_last = &*m_alike.try_emplace(kind, 0).first;
        return m_last->second++ >= 2;
    }

    bool isOpen(Fig figure, RawId id) const {
        const std::ptrdiff_t position = m_rows.position(info(figure).scope, id);
        if (position < 0) return false;
        const Status status =
            m_evaluation.columns().status(figure, static_cast<std::size_t>(position));
        return status == Status::None || status == Status::Partial;
    }

    void look(FigureRef at) {
        const FigureInfo& row = info(at.figure);
        const bool like = isLike(at);
        if (!like) ++m_looked;
        const std::size_t before = m_missing.size() + m_open.size();
        std::vector<SlotRef> notGiven;
        const PartId own = like ? PartId{} : partOf(m_hall, row.scope, at.item);
        for (const Input& input : row.inputs) {
            if (input.type == Input::Type::Figure) {
                const Scope scope = info(input.figure).scope;
                if (input.of == Of::Same && scope == row.scope) {
                    if (isOpen(input.figure, at.item)) m_open.push_back({input.figure, at.item});
                } else if (!like) {
                    for (const RawId id : m_evaluation.inputRows(at, input))
                        if (isOpen(input.figure, id)) m_open.push_back({input.figure, id});
                }
            } else if (!like && input.type == Input::Type::Property) {
                lookAtParts(at, input, own, notGiven);
            }
        }
        if (like) return;
        // Nothing it rests on is unknown, so what it lacks is what the part does not say at all.
        if (m_missing.size() + m_open.size() != before) return;
        m_missing.insert(notGiven.begin(), notGiven.end());
        const std::vector<SlotRef>& silent = silentParts(row);
        m_missing.insert(silent.begin(), silent.end());
    }

    void lookAtParts(FigureRef at, const Input& input, PartId own, std::vector<SlotRef>& notGiven) {
        if (input.role == Role::EveryPart && isPrice(input.property)) {
            addMissingPrices(m_evaluation.bill(), m_hall, at.figure, m_missing);
            return;
        }
        const std::vector<PartId> parts = m_evaluation.inputParts(at, input);
        for (const PartId part : parts)
            if (m_hall.part(part)->find(input.property)->reading().unknown)
                m_missing.insert({part, input.property});
        if (input.role == Role::Own && parts.empty() && own)
            notGiven.push_back({own, input.property});
    }

    const std::vector<SlotRef>& silentParts(const FigureInfo& row) {
        const auto [found, fresh] = m_silent.try_emplace(row.figure);
        if (fresh) {
            addSilentParts(m_hall, row, found->second);
            std::sort(found->second.begin(), found->second.end());
            found->second.erase(std::unique(found->second.begin(), found->second.end()),
                                found->second.end());
        }
        return found->second;
    }

    const Evaluation& m_evaluation;
    const Hall& m_hall;
    const RowIndex& m_rows;
    std::vector<bool> m_isMounted;  ///< by position of the rack: switches stand in it
    std::array<std::vector<bool>, figureCount> m_seen;
    std::map<Alike, int> m_alike;
    std::pair<const Alike, int>* m_last = nullptr;
    std::map<Fig, std::vector<SlotRef>> m_silent;
    std::vector<FigureRef> m_open;
    std::set<SlotRef> m_missing;
    std::size_t m_looked = 0;
};

}  // namespace

PartId partOf(const Hall& hall, Scope scope, RawId item) {
    const auto of = [&]<typename T>(const Table<T>& table) {
        const T* row = table.find(Id<T>{item});
        return row ? row->part : PartId{};
    };
    switch (scope) {
    case Scope::Rack:
        return of(hall.racks);
    case Scope::Equipment:
        return of(hall.equipment);
    case Scope::PowerUnit:
        return of(hall.powerUnits);
    case Scope::Busway:
        return of(hall.busways);
    case Scope::Tap:
        return of(hall.taps);
    case Scope::Tray:
        return of(hall.trays);
    default:
        return {};
    }
}

Missing missingOf(const Evaluation& evaluation, FigureRef ref) {
    return MissingWalk(evaluation).run(ref);
}

}  // namespace hallwright
