#include "model/figures/slots.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

double interpolate(const Reading& reading, double x) {
    const std::vector<double>& xs = reading.x;
    const std::vector<double>& ys = reading.values;
    if (xs.empty() || xs.size() != ys.size() || std::isnan(x)) return unknown;
    if (x <= xs.front()) return ys.front();
    if (x >= xs.back()) return ys.back();
    const std::size_t i =
        static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), x) - xs.begin());
    const double t = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
    return ys[i - 1] + t * (ys[i] - ys[i - 1]);
}

/// How far other published curves lie from the chosen one, as factors, both brought to the same
/// heat.
Range curveRange(const Datum& datum) {
    Range range{1.0, 1.0};
    const Reading& chosen = datum.reading();
    for (const Reading& other : datum.readings) {
        if (&other == &chosen || other.x.empty()) continue;
        for (double x : chosen.x) {
            if (x < other.x.front() || x > other.x.back()) continue;
            double ratio = interpolate(other, x) / interpolate(chosen, x);
            if (chosen.madeFor && other.madeFor) ratio *= *chosen.madeFor / *other.madeFor;
            if (!std::isfinite(ratio) || ratio <= 0) continue;
            range.low = std::min(range.low, ratio);
            range.high = std::max(range.high, ratio);
        }
    }
    return range;
}

}  // namespace

Slots::Slots(const Hall& hall) {
    std::map<std::string_view, PartId> byId;
    hall.parts.forEach([&](PartId id, const FrozenPart& row) {
        if (!row.part) return;
        if (m_position.size() <= static_cast<std::size_t>(id.raw))
            m_position.resize(static_cast<std::size_t>(id.raw) + 1, -1);
        m_position[static_cast<std::size_t>(id.raw)] = static_cast<std::int32_t>(m_parts.size());
        m_parts.push_back(row.part);
        m_ids.push_back(id);
        byId.emplace(row.part->id, id);
    });
    m_values.assign(m_parts.size() * propertyCount, unknown);
    m_references.assign(m_parts.size() * propertyCount, PartId{});
    for (std::size_t p = 0; p < m_parts.size(); ++p) {
        for (const Datum& datum : m_parts[p]->data) {
            const std::size_t at = p * propertyCount + static_cast<std::size_t>(datum.property);
            const Reading& reading = datum.reading();
            switch (info(datum.property).shape) {
            case Shape::Number:
                if (!reading.number) break;
                m_values[at] = *reading.number;
                if (const std::optional<Range> range = rangeOf(datum);
                    range && (range->low < *reading.number || range->high > *reading.number))
                    m_uncertain.push_back({{m_ids[p], datum.property}, range->low, range->high});
                break;
            case Shape::Curve:
                if (reading.x.empty()) break;
                m_values[at] = 1.0;
                if (const Range range = curveRange(datum); range.low < 1.0 || range.high > 1.0)
                    m_uncertain.push_back({{m_ids[p], datum.property}, range.low, range.high});
                break;
            case Shape::Reference:
                if (auto found = byId.find(reading.text); found != byId.end())
                    m_references[at] = found->second;
                break;
            case Shape::List:
            case Shape::Text:
                break;
            }
        }
    }
}

const Part* Slots::part(PartId id) const {
    const std::size_t at = index(id, Property{});
    return at < m_values.size() ? m_parts[at / propertyCount].get() : nullptr;
}

const Reading* Slots::chosen(PartId id, Property property) const {
    const Part* found = part(id);
    const Datum* datum = found ? found->find(property) : nullptr;
    return datum && !datum->reading().unknown ? &datum->reading() : nullptr;
}

double Slots::curve(PartId part, Property property, double x) const {
    const Reading* reading = chosen(part, property);
    return reading ? interpolate(*reading, x) * get(part, property) : unknown;
}

double Slots::madeFor(PartId part, Property property) const {
    const Reading* reading = chosen(part, property);
    return reading && reading->madeFor ? *reading->madeFor : unknown;
}

const std::string& Slots::text(PartId id, Property property) const {
    static const std::string none;
    const Part* found = part(id);
    return found ? found->text(property) : none;
}

PartId Slots::reference(PartId part, Property property) const {
    const std::size_t at = index(part, property);
    return at < m_references.size() ? m_references[at] : PartId{};
}

std::string_view Slots::plane(PartId part, Property property) const {
    const Reading* reading = chosen(part, property);
    return reading ? std::string_view(reading->at) : std::string_view();
}

std::string_view Slots::includes(PartId part, Property property) const {
    const Reading* reading = chosen(part, property);
    return reading ? std::string_view(reading->includes) : std::string_view();
}

PartId Slots::byCatalogId(std::string_view id) const {
    for (std::size_t p = 0; p < m_parts.size(); ++p)
        if (m_parts[p]->id == id) return m_ids[p];
    return {};
}

void Slots::set(SlotRef slot, double value) {
    const std::size_t at = index(slot.part, slot.property);
    if (at < m_values.size()) m_values[at] = value;
}

std::vector<SlotRef> Slots::known() const {
    std::vector<SlotRef> out;
    for (std::size_t at = 0; at < m_values.size(); ++at)
        if (!std::isnan(m_values[at]))
            out.push_back({m_ids[at / propertyCount], static_cast<Property>(at % propertyCount)});
    return out;
}

}  // namespace hallwright
