#pragma once

#include "model/parts/part.h"

#include <functional>

namespace hallwright {

/// Gives the part with this id, or null.
using FindPart = std::function<const Part*(std::string_view id)>;

/// What one kind of content brings to a property of the whole.
struct ContentShare {
    const Part* part = nullptr;  ///< null where the catalog or hall has no such part
    std::string id;
    int count = 1;
    std::optional<double> each;  ///< SI; its nameplate, else the sum of what it holds itself
    std::string at;              ///< plane of a power figure

    std::optional<double> total() const {
        return each ? std::optional<double>(*each * count) : std::nullopt;
    }
};

/// A property of a thing made of others, both ways: as its nameplate says, and as its contents add
/// up. Contents of a kind that is not expected to have the property bring nothing (a power shelf
/// passes power on, it does not draw it); a content that is expected to and says nothing leaves the
/// sum open.
struct Composition {
    Property property = Property::powerTdp;
    std::optional<double> nameplate;  ///< SI
    std::string at;                   ///< plane of the nameplate
    std::vector<ContentShare> shares;
    std::optional<double> sum;         ///< SI; none unless every share is known
    std::vector<std::string> unknown;  ///< ids of the innermost contents that leave the sum open
    std::vector<std::string> missing;  ///< the same in everyday words: tray, switch tray

    /// Sum less nameplate, as a share of the nameplate; none where either is missing.
    std::optional<double> difference() const;
    /// "not evaluated: tray power unknown"; empty where the two can be compared.
    std::string whyNot() const;
};

/// The properties that add up: power by state, mass, price, GPUs, dies, operations, memory.
std::span<const Property> addingProperties();
/// Empty shares where the part has no contents.
Composition compose(const Part& part, Property property, const FindPart& find);
/// All that can be said of a part with contents, of the properties that it or its contents give.
std::vector<Composition> compositions(const Part& part, const FindPart& find);

/// "18 × NVIDIA GB200 compute tray at 6.667 kW + 9 × … = 131.2 kW; nameplate 132 kW, 0.6 % less".
std::string compositionText(const Composition& composition);

}  // namespace hallwright
