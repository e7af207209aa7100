#pragma once

#include "model/base/result.h"
#include "model/hall/fabric.h"
#include "model/hall/site.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// A word of a brief and the line it stands on; empty where the brief does not say.
struct BriefText {
    std::string text;
    int line = 0;

    explicit operator bool() const { return !text.empty(); }
    bool operator==(const BriefText&) const = default;
};

/// So many racks of one part.
struct BriefRacks {
    BriefText part;
    int count = 0;
    BriefText sidecar;  ///< a part, "none", or empty: the one that the rack's part names

    bool operator==(const BriefRacks&) const = default;
};

/// One [[fabrics]] entry. What the brief leaves open is empty here; the planner takes the default
/// of the role.
struct BriefFabric {
    std::string name;
    int line = 0;
    FabricRole role = FabricRole::ScaleOut;
    FabricKind kind = FabricKind::FatTree;
    BriefText switchPart;
    BriefText optics;             ///< pluggable, copper-first, lpo, cpo; empty: what the switch has
    std::optional<double> speed;  ///< bit/s
    int planes = 1;
    int tiers = 0;
    double oversubscription = 1.0;
    EvenSpread spread = EvenSpread::Exact;
    int unit = 8;
    int leafDownlinks = 0;
    int reservedPorts = 0;
    int endpoints = 0;
    bool dualHomed = false;
    FabricGroup groupBy = FabricGroup::None;
    int leavesPerGroup = 0;
    int spinesPerGroup = 0;
    double spineOversubscription = 1.0;
    CablePlant plant = CablePlant::Direct;
    int plantLine = 0;
    SwitchPlacement placement = SwitchPlacement::Zone;
    BriefText trunk, panel, splitter;
    bool ofManagement = false;  ///< not written, added by [management]

    bool operator==(const BriefFabric&) const = default;
};

/// The [management] section: what runs the hall besides its work.
struct BriefManagement {
    bool wanted = false;
    int line = 0;
    std::optional<int> racks;   ///< none: after the share in the design basis
    BriefText part;             ///< empty: the rack that the design basis names
    bool outOfBand = true;      ///< adds an out-of-band network where the brief has none
    BriefText outOfBandSwitch;  ///< empty: the switch that the design basis names

    bool operator==(const BriefManagement&) const = default;
};

/// How many CDUs of a loop stand ready.
enum class CoolingRedundancy : std::uint8_t { N, NPlus1, TwoN };

/// A need, as an architect writes it down: resources/help/brief.md describes every key.
/// Parts are names still; the planner looks them up and reports the line of one that is not there.
struct Brief {
    std::string name;
    std::string file;  ///< what messages call the brief
    BriefText climate;
    std::optional<double> designDryBulb, designWetBulb;  ///< °C, by value
    BriefText tariff;                                    ///< a part, where no price is given
    std::optional<double> energyPrice;                   ///< USD/J, by value
    std::string energyPriceText;                         ///< as written
    Millimetres width, depth, clearHeight;
    Micrometres tile{600000};
    Pressure floorRating;
    FloorKind floor = FloorKind::Raised;
    CableField cableField = CableField::None;
    Power supplyPerSide;
    Distribution distribution = Distribution::Ac415;
    Redundancy redundancy = Redundancy::TwoN;
    ElectricalCode code = ElectricalCode::Nec;
    BriefText coolant{"PG25", 0};
    Temperature facilitySupply;
    BriefText cdu;
    CoolingRedundancy coolingRedundancy = CoolingRedundancy::NPlus1;
    std::optional<int>
        spares;  ///< CDUs of a loop that may fail, in place of what the redundancy says
    BriefText heatRejection;
    std::vector<BriefRacks> racks;
    std::vector<BriefFabric> fabrics;
    BriefManagement management;

    bool operator==(const Brief&) const = default;
};

/// Reads a brief from a file.
Result<Brief> readBrief(const std::filesystem::path& file);

/// Reads a brief from text; `name` stands for the file in messages. Fails on the first fault, with
/// its line.
Result<Brief> parseBrief(std::string_view text, std::string_view name);

}  // namespace hallwright
