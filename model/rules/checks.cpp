#include "model/rules/checks.h"

#include "model/units/quantity_text.h"

#include <fmt/format.h>

namespace hallwright {

Limit basisLimit(const Evaluation& e, Property property) {
    return partLimit(e, e.hall().site().basis, property);
}

Limit partLimit(const Evaluation& e, PartId part, Property property) {
    return {e.numbers().get(part, property), part, property, {}};
}

Limit siteLimit(double si, std::string_view field) {
    return {si > 0.0 ? si : unknown, {}, Property::Count_, field};
}

PartId partOf(const Hall& hall, ItemRef item) {
    const auto of = [&]<typename T>(const Table<T>& table) {
        const T* row = table.find(Id<T>{item.id});
        return row ? row->part : PartId{};
    };
    switch (item.table) {
    case TableId::Racks:
        return of(hall.racks);
    case TableId::Equipment:
        return of(hall.equipment);
    case TableId::PowerUnits:
        return of(hall.powerUnits);
    case TableId::Busways:
        return of(hall.busways);
    case TableId::Taps:
        return of(hall.taps);
    case TableId::Trays:
        return of(hall.trays);
    default:
        return {};
    }
}

std::vector<ItemRef> hallItem(const Evaluation& e) {
    const Id<Site> site = e.hall().siteId();
    if (!site) return {};
    return {{TableId::Sites, site.raw}};
}

std::string nameOf(const Evaluation& e, ItemRef item) {
    if (item.table ==
        TableId::Racks)  // by far the most findings are about racks: the short way to their name
        if (const Rack* rack = e.hall().racks.find({item.id}); rack && !rack->name.empty())
            return rack->name;
    if (item.table == TableId::Taps)
        if (const Tap* tap = e.hall().taps.find(Id<Tap>{item.id})) {
            const ItemRef fed = tap->rack ? ItemRef{TableId::Racks, tap->rack.raw}
                                          : ItemRef{TableId::Equipment, tap->equipment.raw};
            return fmt::format("the tap-off of {} on {}", itemName(e.hall(), fed),
                               itemName(e.hall(), {TableId::Busways, tap->busway.raw}));
        }
    return itemName(e.hall(), item);
}

std::string nameOf(const Evaluation& e, PartId part) {
    const Part* found = e.hall().part(part);
    return found ? found->name : std::string("a part that the hall does not hold");
}

std::string inSentence(std::string_view title) {
    std::string out(title);
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (out.size() > 1 && isUpper(out[0]) && !isUpper(out[1]))
        out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out;
}

std::string words(double si, Dimension dimension) { return formatQuantity({si, dimension}); }

void Unjudged::add(ItemRef item, Fig figure) {
    const PartId part = partOf(m_evaluation.hall(), item);
    add(item, Reason{part, Property::Count_, figure, {}, part ? 0 : item.id});
}

void Unjudged::add(ItemRef item, const Limit& limit) {
    add(item, Reason{limit.part, limit.property, Fig::Count_, limit.field, 0});
}

void Unjudged::add(ItemRef item, const Reason& reason) {
    if (!m_last || m_last->first != reason) m_last = &*m_items.try_emplace(reason).first;
    m_last->second.push_back(item);
}

std::string Unjudged::text(const Reason& reason, ItemRef example) const {
    const auto& [part, property, figure, field, item] = reason;
    const auto notGiven = [&](SlotRef slot) {
        return fmt::format("{} of {} is not given", inSentence(info(slot.property).title),
                           nameOf(m_evaluation, slot.part));
    };
    if (property != Property::Count_) return notGiven({part, property});
    if (figure == Fig::Count_) return fmt::format("{} is not given", inSentence(field));
    const Figure unknownFigure =
        m_evaluation.figure({figure, tableOf(info(figure).scope) ? example.id : 0});
    std::string out = fmt::format("{} is unknown", inSentence(info(figure).title));
    for (std::size_t i = 0; i < unknownFigure.missing.size(); ++i)
        out += (i == 0 ? ": " : ", ") + notGiven(unknownFigure.missing[i]);
    return out;
}

Unjudged::~Unjudged() {
    for (auto& [reason, items] : m_items) {
        std::string because = text(reason, items.front());
        m_report.notChecked(std::move(items), std::move(because));
    }
}

}  // namespace hallwright
