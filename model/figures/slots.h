#pragma once

#include "model/hall/hall.h"

#include <limits>
#include <span>
#include <vector>

namespace hallwright {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// A property of a part of a hall; of a curve it stands for a factor on the whole curve.
struct SlotRef {
    PartId part;
    Property property = Property::Count_;

    auto operator<=>(const SlotRef&) const = default;
};

/// A number that is not certain: which one, and how far it may lie.
struct UncertainSlot {
    SlotRef slot;
    double low = 0.0;
    double high = 0.0;
};

/// Every number of every part of a hall as one flat array in SI: what the stages read instead of
/// parts. Stages know nothing of ranges: a sweep sets a slot low, then high, and runs them again.
/// Unknown is NaN.
class Slots {
public:
    Slots() = default;
    explicit Slots(const Hall& hall);

    double get(PartId part, Property property) const {
        const std::size_t at = index(part, property);
        return at < m_values.size() ? m_values[at] : unknown;
    }
    /// The number, or `otherwise` where the part does not give one.
    double get(PartId part, Property property, double otherwise) const {
        const double value = get(part, property);
        return value == value ? value : otherwise;
    }
    /// Value of the chosen curve at x: linear between points, level beyond the ends; NaN without a
    /// curve.
    double curve(PartId part, Property property, double x) const;
    /// The heat a flow curve was made for, NaN where it does not say.
    double madeFor(PartId part, Property property) const;
    bool hasCurve(PartId part, Property property) const {
        return chosen(part, property) != nullptr;
    }
    const Part* part(PartId part) const;
    /// The chosen text or reference; empty where not given.
    const std::string& text(PartId part, Property property) const;
    /// The frozen part that a reference property names; none where it is not in the hall.
    PartId reference(PartId part, Property property) const;
    /// Plane of the chosen reading: "ac-input", "dc-bus" …
    std::string_view plane(PartId part, Property property) const;
    /// What the chosen reading holds: "optics".
    std::string_view includes(PartId part, Property property) const;
    PartId byCatalogId(std::string_view id) const;

    /// For sweeps and tests only.
    void set(SlotRef slot, double value);
    std::span<const UncertainSlot> uncertain() const { return m_uncertain; }
    /// Every slot that holds a number or a curve.
    std::vector<SlotRef> known() const;

private:
    std::size_t index(PartId part, Property property) const {
        const std::size_t raw = static_cast<std::size_t>(part.raw);
        if (part.raw <= 0 || raw >= m_position.size() || m_position[raw] < 0)
            return std::numeric_limits<std::size_t>::max();
        return static_cast<std::size_t>(m_position[raw]) * propertyCount +
               static_cast<std::size_t>(property);
    }
    const Reading* chosen(PartId part, Property property) const;

    std::vector<std::int32_t> m_position;  ///< by part id
    std::vector<PartPtr> m_parts;          ///< by position
    std::vector<PartId> m_ids;             ///< by position
    std::vector<double> m_values;          ///< position × property
    std::vector<PartId> m_references;      ///< position × property
    std::vector<UncertainSlot> m_uncertain;
};

}  // namespace hallwright
