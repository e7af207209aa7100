#include "views/assistant/brief_fields.h"

#include "model/planner/brief_words.h"
#include "views/assistant/brief_form.h"
#include "views/translated.h"

#include <algorithm>

namespace hallwright {

namespace {

QStringList texts(std::initializer_list<const char*> words) {
    QStringList out;
    for (const char* word : words)
        out += tr(word);
    return out;
}

template <typename T, std::size_t count>
int indexOf(const BriefWord<T> (&words)[count], T value) {
    for (std::size_t i = 0; i < count; ++i)
        if (words[i].value == value) return static_cast<int>(i);
    return 0;
}
/// Words that may be left out: 0 is none of them.
template <std::size_t count>
int indexOf(const std::string_view (&words)[count], std::string_view word) {
    for (std::size_t i = 0; i < count; ++i)
        if (words[i] == word) return static_cast<int>(i) + 1;
    return 0;
}
template <std::size_t count>
std::string wordAt(const std::string_view (&words)[count], int index) {
    return index > 0 ? std::string(words[static_cast<std::size_t>(index - 1)]) : std::string();
}
template <typename T, std::size_t count>
T valueAt(const BriefWord<T> (&words)[count], int index) {
    return words[static_cast<std::size_t>(index)].value;
}

double degrees(Temperature temperature) { return temperature.value() - celsius(0.0).value(); }

/// The word for a price by value in the choice of tariffs.
constexpr const char* priceByValue = "";

Millimetres roundedMetres(double metres) {
    constexpr double most = 1e6;  // m; whole millimetres go no further
    return Millimetres::fromMetres(std::clamp(metres, -most, most));
}

/// What the catalog says of a part; 0 where it does not.
double numberOf(const BriefForm& form, const std::string& part, Property property) {
    for (const PartPtr& found : form.catalog().search(part))
        if (const std::optional<double> number = found->number(property)) return *number;
    return 0.0;
}

}  // namespace

namespace {

/// What runs the hall besides its work.
void addManagementFields(BriefForm& form) {
    const auto key = [](const char* name) { return BriefKey{"management", 0, name}; };
    static constexpr int asBasisSays = -1;
    const auto wanted = [](const Brief& b) { return b.management.wanted; };
    form.heading(tr("Management"));
    form.flag({tr("Management"), {"management", 0, ""}, {}},
              tr("Management racks and their network"), wanted,
              [](Brief& b, bool on) { b.management.wanted = on; });
    form.whole(
        {tr("Management racks"), key("racks"), {}}, asBasisSays, mostBriefRacks,
        tr("As the design basis says"),
        [](const Brief& b) { return b.management.racks.value_or(asBasisSays); },
        [](Brief& b, int racks) {
            b.management.racks = racks < 0 ? std::nullopt : std::optional(racks);
        });
    form.onlyWhile(wanted);
    form.part(
        {tr("Management rack"), key("part"), {}}, {Kind::ManagementRack},
        {{tr("As the design basis says"), ""}},
        [](const Brief& b) { return b.management.part.text; },
        [](Brief& b, const std::string& id) {
            b.management.part = {id, 0};
        });
    form.onlyWhile(wanted);
    form.flag(
        {tr("Out of band"), key("oob"), {}}, tr("A network for consoles and controllers"),
        [](const Brief& b) { return b.management.outOfBand; },
        [](Brief& b, bool on) { b.management.outOfBand = on; });
    form.onlyWhile(wanted);
    form.part(
        {tr("Out-of-band switch"), key("oob_switch"), {}}, {Kind::Switch},
        {{tr("As the design basis says"), ""}},
        [](const Brief& b) { return b.management.outOfBandSwitch.text; },
        [](Brief& b, const std::string& id) {
            b.management.outOfBandSwitch = {id, 0};
        });
    form.onlyWhile([](const Brief& b) { return b.management.wanted && b.management.outOfBand; });
}

}  // namespace

void addSiteFields(BriefForm& form) {
    const auto site = [](const char* key) { return BriefKey{"site", 0, key}; };
    const auto hall = [](const char* key) { return BriefKey{"hall", 0, key}; };
    form.text(
        {tr("&Name"), {"", 0, "name"}, {}}, [](const Brief& b) { return b.name; },
        [](Brief& b, const std::string& name) { b.name = name.empty() ? "Hall" : name; });
    form.heading(tr("Hall"));
    form.quantity(
        {tr("&Width"), hall("width"), tr("Rows run along the width.")}, Dimension::Length,
        [](const Brief& b) { return b.width.metres(); },
        [](Brief& b, double m) { b.width = roundedMetres(m); });
    form.quantity(
        {tr("&Depth"), hall("depth"), {}}, Dimension::Length,
        [](const Brief& b) { return b.depth.metres(); },
        [](Brief& b, double m) { b.depth = roundedMetres(m); });
    form.quantity(
        {tr("Clear &height"), hall("clear_height"), tr("From the floor to the lowest beam.")},
        Dimension::Length, [](const Brief& b) { return b.clearHeight.metres(); },
        [](Brief& b, double m) { b.clearHeight = roundedMetres(m); });
    form.quantity(
        {tr("&Floor rating"), hall("floor_rating"),
         tr("Uniform load, judged on the bay of a rack.")},
        Dimension::Pressure, [](const Brief& b) { return b.floorRating.value(); },
        [](Brief& b, double pa) { b.floorRating = pascals(pa); });
    form.choice(
        {tr("Fl&oor"), hall("floor"), {}},
        texts({"Raised: tiles on pedestals", "Slab: the concrete itself"}),
        [](const Brief& b) { return indexOf(floorWords, b.floor); },
        [](Brief& b, int at) { b.floor = valueAt(floorWords, at); });
    form.length(
        {tr("&Tile"), hall("tile"), tr("Pitch of the grid that the plan is drawn on.")},
        [](const Brief& b) { return Millimetres::fromMetres(b.tile.metres()); },
        [](Brief& b, Millimetres tile) { b.tile = {std::clamp(tile.mm, 0, 2000000) * 1000}; });
    form.choice(
        {tr("Cable field"), hall("cable_field"), tr("Where cables run besides the trays.")},
        texts({"None: trays only", "Under the raised floor", "Open mesh overhead"}),
        [](const Brief& b) { return indexOf(cableFieldWords, b.cableField); },
        [](Brief& b, int at) { b.cableField = valueAt(cableFieldWords, at); });
    form.heading(tr("Site"));
    form.part(
        {tr("&Climate"), site("climate"), {}}, {Kind::Climate},
        {{tr("Known by its design day alone"), ""}}, [](const Brief& b) { return b.climate.text; },
        [&form](Brief& b, const std::string& id) {
            if (id.empty() && b.climate) {
                // The design day stays as it was until it is written otherwise.
                const auto keep = [&](std::optional<double>& value, Property property) {
                    if (!value) value = numberOf(form, b.climate.text, property);
                };
                keep(b.designDryBulb, Property::designDryBulb);
                keep(b.designWetBulb, Property::designWetBulb);
            }
            b.climate = {id, 0};
        });
    form.optionalQuantity(
        {tr("Dr&y bulb"), site("design_db"), {}}, tr("Design day by value"), Dimension::Temperature,
        [](const Brief& b) { return b.designDryBulb; },
        [](Brief& b, std::optional<double> c) { b.designDryBulb = c; },
        [&form](const Brief& b) {
            return numberOf(form, b.climate.text, Property::designDryBulb);
        });
    form.optionalQuantity(
        {tr("Wet &bulb"), site("design_wb"),
         tr("The figures of the year stay those of the climate; without one they are unknown.")},
        tr("Design day by value"), Dimension::Temperature,
        [](const Brief& b) { return b.designWetBulb; },
        [](Brief& b, std::optional<double> c) { b.designWetBulb = c; },
        [&form](const Brief& b) {
            return numberOf(form, b.climate.text, Property::designWetBulb);
        });
    form.part(
        {tr("T&ariff"), site("tariff"), {}}, {Kind::Tariff},
        {{tr("A price by value"), priceByValue}},
        [](const Brief& b) { return b.energyPrice ? priceByValue : b.tariff.text; },
        [&form](Brief& b, const std::string& id) {
            const double before = numberOf(form, b.tariff.text, Property::energyPrice);
            b.tariff = {id, 0};
            if (id != priceByValue) {
                b.energyPrice.reset();
                b.energyPriceText.clear();
            } else if (!b.energyPrice) {
                b.energyPrice = before;  // the same price, to begin with
                b.energyPriceText = energyPriceText(before);
            }
        });
    form.quantity(
        {tr("&Price"), site("price"),
         tr("The carbon factor stays that of the tariff of the climate's country.")},
        Dimension::MoneyPerEnergy, [](const Brief& b) { return b.energyPrice.value_or(0.0); },
        [](Brief& b, double price) {
            b.energyPrice = price;
            b.energyPriceText = energyPriceText(price);
        });
    form.onlyWhile([](const Brief& b) { return b.energyPrice.has_value(); });
    addManagementFields(form);
}

void addPowerFields(BriefForm& form) {
    const auto power = [](const char* key) { return BriefKey{"power", 0, key}; };
    form.quantity(
        {tr("&Supply of a side"), power("supply_per_side"),
         tr("Real power that one side carries alone: IT, cooling and losses. With N and "
            "N+1 it is the whole.")},
        Dimension::Power, [](const Brief& b) { return b.supplyPerSide.value(); },
        [](Brief& b, double w) { b.supplyPerSide = watts(w); });
    form.choice(
        {tr("&Distribution"), power("distribution"), tr("What reaches the racks.")},
        texts({"415 V AC", "480 V AC", "800 V DC"}),
        [](const Brief& b) { return indexOf(distributionWords, b.distribution); },
        [](Brief& b, int at) { b.distribution = valueAt(distributionWords, at); });
    form.choice(
        {tr("&Redundancy"), power("redundancy"), {}},
        texts({"N: one system", "N+1: one system, a spare UPS in every block",
               "2N: two systems, each carries all", "3N2: three systems, two carry all",
               "4N3: four systems, three carry all"}),
        [](const Brief& b) { return indexOf(redundancyWords, b.redundancy); },
        [](Brief& b, int at) { b.redundancy = valueAt(redundancyWords, at); });
    form.choice(
        {tr("Electrical &code"), power("code"), tr("How much rating a load that lasts asks for.")},
        texts({"NEC", "IEC"}), [](const Brief& b) { return indexOf(codeWords, b.code); },
        [](Brief& b, int at) { b.code = valueAt(codeWords, at); });
}

void addCoolingFields(BriefForm& form) {
    const auto cooling = [](const char* key) { return BriefKey{"cooling", 0, key}; };
    form.quantity(
        {tr("Facility &water"), cooling("facility_water_supply"),
         tr("Temperature of the water that reaches the CDUs.")},
        Dimension::Temperature, [](const Brief& b) { return degrees(b.facilitySupply); },
        [](Brief& b, double c) { b.facilitySupply = celsius(c); });
    form.choice(
        {tr("&Heat rejection"), cooling("heat_rejection"), {}},
        texts({"As the design basis says", "Chillers with economiser", "Dry coolers",
               "Adiabatic coolers", "Cooling towers"}),
        [](const Brief& b) { return indexOf(rejectionWords, b.heatRejection.text); },
        [](Brief& b, int at) {
            b.heatRejection = {wordAt(rejectionWords, at), 0};
        });
    form.heading(tr("Technology loops"));
    form.part(
        {tr("C&DU"), cooling("cdu"), tr("Counted by heat and by flow, loop by loop.")}, {Kind::Cdu},
        {{tr("None: air cools everything"), ""}}, [](const Brief& b) { return b.cdu.text; },
        [](Brief& b, const std::string& id) {
            b.cdu = {id, 0};
        });
    form.part(
        {tr("C&oolant"), cooling("coolant"), {}}, {Kind::Fluid}, {},
        [](const Brief& b) { return b.coolant.text; },
        [](Brief& b, const std::string& id) {
            b.coolant = {id, 0};
        });
    form.choice(
        {tr("CDU &redundancy"), cooling("redundancy"), {}},
        texts({"N: none stands ready", "N+1: one in every loop", "2N: as many as are needed"}),
        [](const Brief& b) { return indexOf(coolingRedundancyWords, b.coolingRedundancy); },
        [](Brief& b, int at) { b.coolingRedundancy = valueAt(coolingRedundancyWords, at); });
    form.fold(tr("Advanced"), [](const Brief& b) { return b.spares.has_value(); });
    form.whole(
        {tr("S&pare CDUs"), cooling("spares"),
         tr("Of a loop, in place of what the redundancy says.")},
        -1, mostBriefSpares, tr("As the redundancy says"),
        [](const Brief& b) { return b.spares.value_or(-1); },
        [](Brief& b, int spares) { b.spares = spares < 0 ? std::nullopt : std::optional(spares); });
}

void addRackFields(BriefForm& form, int index) {
    const auto key = [&](const char* name) { return BriefKey{"racks", index, name}; };
    const auto at = [index](auto& brief) -> auto* {
        const auto i = static_cast<std::size_t>(index);
        return i < brief.racks.size() ? &brief.racks[i] : nullptr;
    };
    form.part(
        {tr("&Part"), key("part"), {}},
        {Kind::ComputeRack, Kind::StorageRack, Kind::ManagementRack}, {},
        [at](const Brief& b) { return at(b) ? at(b)->part.text : std::string(); },
        [at](Brief& b, const std::string& id) {
            if (!at(b)) return;
            at(b)->part = {id, 0};
            at(b)->sidecar = {};  // it belonged to the other part
        });
    form.whole(
        {tr("&Count"), key("count"), {}}, 1, mostBriefRacks, {},
        [at](const Brief& b) { return at(b) ? at(b)->count : 1; },
        [at](Brief& b, int count) {
            if (at(b)) at(b)->count = count;
        });
    form.part(
        {tr("Power &rack"), key("sidecar"),
         tr("Stands beside each rack and makes 800 V DC for it.")},
        {Kind::PowerSidecar}, {{tr("As the rack's part says"), ""}, {tr("None"), "none"}},
        [at](const Brief& b) { return at(b) ? at(b)->sidecar.text : std::string(); },
        [at](Brief& b, const std::string& id) {
            if (at(b)) at(b)->sidecar = {id, 0};
        });
    form.onlyWhile([at, &form](const Brief& b) {
        if (!at(b)) return false;
        const PartPtr part = form.catalog().find(at(b)->part.text);
        return !at(b)->sidecar.text.empty() ||
               (part && part->text(Property::inputSystem) == "dc-800");
    });
}

namespace {

/// A fabric of the brief by its number, and how its members are changed.
struct FabricAt {
    std::size_t index;

    BriefFabric of(const Brief& brief) const {
        return index < brief.fabrics.size() ? brief.fabrics[index] : BriefFabric();
    }
    template <typename T>
    void set(Brief& brief, T BriefFabric::*member, T value) const {
        if (index < brief.fabrics.size()) brief.fabrics[index].*member = std::move(value);
    }
};

void addGroupFields(BriefForm& form, int index) {
    const FabricAt at{static_cast<std::size_t>(index)};
    const auto key = [&](const char* name) { return BriefKey{"fabrics", index, name}; };
    const auto tree = [at](const Brief& b) {
        const BriefFabric fabric = at.of(b);
        return fabric.kind != FabricKind::DragonflyPlus || fabric.groupBy != FabricGroup::None;
    };
    const auto grouped = [at](const Brief& b) {
        const BriefFabric fabric = at.of(b);
        return fabric.groupBy != FabricGroup::None || fabric.leavesPerGroup > 0 ||
               fabric.spinesPerGroup > 0;
    };
    form.choice(
        {tr("Group by"), key("group_by"),
         tr("Leaves of one rail or unit share spines of their own, with a core above.")},
        texts({"No groups", "Rail", "Scalable unit"}),
        [at](const Brief& b) { return indexOf(groupWords, at.of(b).groupBy); },
        [at](Brief& b, int to) { at.set(b, &BriefFabric::groupBy, valueAt(groupWords, to)); });
    form.onlyWhile(tree);
    const auto number = [&](const QString& label, const char* name, int BriefFabric::*member) {
        form.whole(
            {label, key(name), {}}, 0, mostBriefGroup, tr("As many as are needed"),
            [at, member](const Brief& b) { return at.of(b).*member; },
            [at, member](Brief& b, int value) { at.set(b, member, value); });
        form.onlyWhile(grouped);
    };
    number(tr("Leaves per group"), "leaves_per_group", &BriefFabric::leavesPerGroup);
    number(tr("Spines per group"), "spines_per_group", &BriefFabric::spinesPerGroup);
    form.ratio(
        {tr("Spine oversubscription"), key("spine_oversubscription"),
         tr("Down over up of a spine, where there is a core.")},
        oversubscriptionBounds.least, oversubscriptionBounds.most,
        [at](const Brief& b) { return at.of(b).spineOversubscription; },
        [at](Brief& b, double ratio) { at.set(b, &BriefFabric::spineOversubscription, ratio); });
}

void addPlantFields(BriefForm& form, int index) {
    const FabricAt at{static_cast<std::size_t>(index)};
    const auto key = [&](const char* name) { return BriefKey{"fabrics", index, name}; };
    form.choice(
        {tr("Placement"), key("placement"), tr("Where its switches stand.")},
        texts({"Network zone", "End of each row", "Middle of each row"}),
        [at](const Brief& b) { return indexOf(placementWords, at.of(b).placement); },
        [at](Brief& b, int to) {
            at.set(b, &BriefFabric::placement, valueAt(placementWords, to));
        });
    form.choice(
        {tr("Fibre plant"), key("plant"), {}},
        texts({"Direct: one cable a link", "Trunks and patch panels", "Breakout: splitters"}),
        [at](const Brief& b) { return indexOf(plantWords, at.of(b).plant); },
        [at](Brief& b, int to) { at.set(b, &BriefFabric::plant, valueAt(plantWords, to)); });
    const auto part = [&](const QString& label, const char* name, Kind kind, CablePlant plant,
                          BriefText BriefFabric::*member) {
        form.part(
            {label, key(name), {}}, {kind}, {{tr("What fits the modules"), ""}},
            [at, member](const Brief& b) { return (at.of(b).*member).text; },
            [at, member](Brief& b, const std::string& id) {
                at.set(b, member, BriefText{id, 0});
            });
        form.onlyWhile([at, member, plant](const Brief& b) {
            return at.of(b).plant == plant || (at.of(b).*member);
        });
    };
    part(tr("Trunk"), "trunk", Kind::Trunk, CablePlant::Trunk, &BriefFabric::trunk);
    part(tr("Patch panel"), "panel", Kind::Panel, CablePlant::Trunk, &BriefFabric::panel);
    part(tr("Splitter"), "splitter", Kind::Jumper, CablePlant::Breakout, &BriefFabric::splitter);
}

}  // namespace

void addFabricFields(BriefForm& form, int index) {
    const auto key = [&](const char* name) { return BriefKey{"fabrics", index, name}; };
    const auto at = [index](const Brief& brief) {
        const auto i = static_cast<std::size_t>(index);
        return i < brief.fabrics.size() ? brief.fabrics[i] : BriefFabric();
    };
    const auto change = [index](Brief& brief, auto member, auto value) {
        const auto i = static_cast<std::size_t>(index);
        if (i < brief.fabrics.size()) brief.fabrics[i].*member = value;
    };
    const auto number = [&](const QString& label, const char* name, const QString& hint, int least,
                            int most, const QString& word, int BriefFabric::*member) {
        form.whole(
            {label, key(name), hint}, least, most, word,
            [at, member](const Brief& b) { return at(b).*member; },
            [change, member](Brief& b, int value) { change(b, member, value); });
    };
    form.text(
        {tr("&Name"), key("name"), {}}, [at](const Brief& b) { return at(b).name; },
        [change](Brief& b, const std::string& name) { change(b, &BriefFabric::name, name); });
    form.choice(
        {tr("&Role"), key("role"), {}},
        texts({"Scale-out: GPU to GPU", "Front end", "Storage", "Out of band"}),
        [at](const Brief& b) { return indexOf(roleWords, at(b).role); },
        [change](Brief& b, int to) { change(b, &BriefFabric::role, valueAt(roleWords, to)); });
    form.choice(
        {tr("&Kind"), key("kind"), {}},
        texts({"Rail-optimised fat tree", "Fat tree", "Multi-plane fat tree", "Dragonfly+"}),
        [at](const Brief& b) { return indexOf(fabricKindWords, at(b).kind); },
        [at, change](Brief& b, int to) {
            const FabricKind kind = valueAt(fabricKindWords, to);
            // Planes that nobody asked for follow the kind.
            if (at(b).planes == usualPlanes(at(b).kind))
                change(b, &BriefFabric::planes, usualPlanes(kind));
            change(b, &BriefFabric::kind, kind);
        });
    form.part(
        {tr("&Switch"), key("switch"), {}}, {Kind::Switch}, {},
        [at](const Brief& b) { return at(b).switchPart.text; },
        [change](Brief& b, const std::string& id) {
            change(b, &BriefFabric::switchPart, BriefText{id, 0});
        });
    form.choice(
        {tr("&Optics"), key("optics"), {}},
        texts({"What the switch has", "Pluggable modules", "Copper where it reaches",
               "Linear pluggable (LPO)", "Co-packaged (CPO)"}),
        [at](const Brief& b) { return indexOf(opticsWords, at(b).optics.text); },
        [change](Brief& b, int to) {
            change(b, &BriefFabric::optics, BriefText{wordAt(opticsWords, to), 0});
        });
    form.flag(
        {tr("&Dual homed"), key("dual_homed"), {}}, tr("Every node on two leaves"),
        [at](const Brief& b) { return at(b).dualHomed; },
        [change](Brief& b, bool on) { change(b, &BriefFabric::dualHomed, on); });
    form.fold(tr("Advanced"), [at](const Brief& b) {
        BriefFabric plain;
        const BriefFabric fabric = at(b);
        plain.name = fabric.name;
        plain.line = fabric.line;
        plain.role = fabric.role;
        plain.kind = fabric.kind;
        plain.planes = usualPlanes(fabric.kind);
        plain.switchPart = fabric.switchPart;
        plain.optics = fabric.optics;
        plain.dualHomed = fabric.dualHomed;
        return !(plain == fabric);
    });
    form.optionalQuantity(
        {tr("Speed of a link"), key("speed"),
         tr("Else as fast as the ports of the nodes, over the planes.")},
        tr("By value"), Dimension::DataRate, [at](const Brief& b) { return at(b).speed; },
        [change](Brief& b, std::optional<double> speed) { change(b, &BriefFabric::speed, speed); },
        [at, &form](const Brief& b) {
            return numberOf(form, at(b).switchPart.text, Property::portSpeed);
        });
    form.ratio(
        {tr("Oversubscription"), key("oversubscription"), tr("Downlinks over uplinks of a leaf.")},
        oversubscriptionBounds.least, oversubscriptionBounds.most,
        [at](const Brief& b) { return at(b).oversubscription; },
        [change](Brief& b, double ratio) { change(b, &BriefFabric::oversubscription, ratio); });
    form.choice(
        {tr("Even spread"), key("even_spread"), {}},
        texts({"Exact: as many links to every spine", "Within one link"}),
        [at](const Brief& b) { return indexOf(spreadWords, at(b).spread); },
        [change](Brief& b, int to) { change(b, &BriefFabric::spread, valueAt(spreadWords, to)); });
    number(tr("Planes"), "planes", {}, 1, mostBriefPlanes, {}, &BriefFabric::planes);
    number(tr("Tiers"), "tiers", {}, 0, mostBriefTiers, tr("As many as are needed"),
           &BriefFabric::tiers);
    number(tr("Scalable unit"), "unit", tr("Racks of one."), 1, mostBriefUnit, {},
           &BriefFabric::unit);
    number(tr("Leaf downlinks"), "leaf_downlinks", {}, 0, mostBriefPorts,
           tr("What the oversubscription leaves"), &BriefFabric::leafDownlinks);
    number(tr("Reserved ports"), "reserved_ports", tr("Kept free on every leaf."), 0,
           mostBriefPorts, tr("None"), &BriefFabric::reservedPorts);
    number(tr("Bare endpoints"), "endpoints",
           tr("A fabric of so many ends that joins no rack of this hall."), 0, mostBriefEndpoints,
           tr("None: it joins the racks"), &BriefFabric::endpoints);
    addGroupFields(form, index);
    addPlantFields(form, index);
}

}  // namespace hallwright
