#pragma once

#include "model/planner/brief.h"

#include <span>
#include <string_view>

namespace hallwright {

/// What a choice of a brief is called in the file: one list for reading, writing and the fields of
/// the assistant.
template <typename T>
struct BriefWord {
    std::string_view word;
    T value;
};

inline constexpr BriefWord<FloorKind> floorWords[] = {{"raised", FloorKind::Raised},
                                                      {"slab", FloorKind::Slab}};
inline constexpr BriefWord<Distribution> distributionWords[] = {{"415 V AC", Distribution::Ac415},
                                                                {"480 V AC", Distribution::Ac480},
                                                                {"800 V DC", Distribution::Dc800}};
inline constexpr BriefWord<Redundancy> redundancyWords[] = {{"N", Redundancy::N},
                                                            {"N+1", Redundancy::NPlus1},
                                                            {"2N", Redundancy::TwoN},
                                                            {"3N2", Redundancy::ThreeN2},
                                                            {"4N3", Redundancy::FourN3}};
inline constexpr BriefWord<ElectricalCode> codeWords[] = {{"NEC", ElectricalCode::Nec},
                                                          {"IEC", ElectricalCode::Iec}};
inline constexpr BriefWord<CoolingRedundancy> coolingRedundancyWords[] = {
    {"N", CoolingRedundancy::N},
    {"N+1", CoolingRedundancy::NPlus1},
    {"2N", CoolingRedundancy::TwoN}};
inline constexpr BriefWord<FabricRole> roleWords[] = {{"scale-out", FabricRole::ScaleOut},
                                                      {"front-end", FabricRole::FrontEnd},
                                                      {"storage", FabricRole::Storage},
                                                      {"oob", FabricRole::OutOfBand}};
/// Names of fabrics that their role follows from.
inline constexpr BriefWord<FabricRole> rolesByName[] = {
    {"compute", FabricRole::ScaleOut},  {"scale-out", FabricRole::ScaleOut},
    {"frontend", FabricRole::FrontEnd}, {"front-end", FabricRole::FrontEnd},
    {"storage", FabricRole::Storage},   {"oob", FabricRole::OutOfBand}};
inline constexpr BriefWord<FabricKind> fabricKindWords[] = {
    {"rail-fat-tree", FabricKind::RailFatTree},
    {"fat-tree", FabricKind::FatTree},
    {"multi-plane", FabricKind::MultiPlane},
    {"dragonfly+", FabricKind::DragonflyPlus}};
inline constexpr BriefWord<FabricGroup> groupWords[] = {
    {"none", FabricGroup::None}, {"rail", FabricGroup::Rail}, {"unit", FabricGroup::Unit}};
inline constexpr BriefWord<CablePlant> plantWords[] = {{"direct", CablePlant::Direct},
                                                       {"trunk", CablePlant::Trunk},
                                                       {"breakout", CablePlant::Breakout}};
inline constexpr BriefWord<SwitchPlacement> placementWords[] = {
    {"zone", SwitchPlacement::Zone},
    {"end-of-row", SwitchPlacement::EndOfRow},
    {"middle-of-row", SwitchPlacement::MiddleOfRow}};
inline constexpr BriefWord<CableField> cableFieldWords[] = {{"none", CableField::None},
                                                            {"underfloor", CableField::Underfloor},
                                                            {"overhead", CableField::Overhead}};
inline constexpr BriefWord<EvenSpread> spreadWords[] = {{"exact", EvenSpread::Exact},
                                                        {"within_one", EvenSpread::WithinOne}};
// Choices that a brief keeps as words.
inline constexpr std::string_view opticsWords[] = {"pluggable", "copper-first", "lpo", "cpo"};
inline constexpr std::string_view rejectionWords[] = {"chiller+economiser", "dry", "adiabatic",
                                                      "tower"};
inline constexpr std::string_view autoWord = "auto";  ///< as many as the design basis says

// What numbers of a brief may be at all: what a hall can store (model/hall/tables.cpp), and what
// keeps arithmetic in whole millimetres and memory safe. Not limits of any design.
struct BriefBounds {
    double least, most;
};
inline constexpr BriefBounds hallLengthBounds{1.0, 1000.0};      // m
inline constexpr BriefBounds clearHeightBounds{1.0, 50.0};       // m
inline constexpr BriefBounds tileBounds{0.1, 2.0};               // m
inline constexpr BriefBounds floorRatingBounds{1.0, 1e6};        // Pa
inline constexpr BriefBounds supplyBounds{1.0, 1e10};            // W
inline constexpr BriefBounds outdoorBounds{-90.0, 70.0};         // °C
inline constexpr BriefBounds facilityWaterBounds{0.0, 80.0};     // °C
inline constexpr BriefBounds linkSpeedBounds{1e6, 1e14};         // bit/s
inline constexpr BriefBounds oversubscriptionBounds{1.0, 64.0};  // down over up
inline constexpr int mostBriefRacks = 100000;
inline constexpr int mostBriefSpares = 100;
inline constexpr int mostBriefPlanes = 16;
inline constexpr int mostBriefTiers = 3;
inline constexpr int mostBriefUnit = 4096;
inline constexpr int mostBriefGroup = 4096;
inline constexpr int mostBriefPorts = 100000;
inline constexpr int mostBriefEndpoints = 10000000;

/// The word of a value; every value has one.
template <typename T, std::size_t count>
constexpr std::string_view wordOf(const BriefWord<T> (&words)[count], T value) {
    for (const BriefWord<T>& word : words)
        if (word.value == value) return word.word;
    return words[0].word;
}

/// The kind that a fabric of a role has where the brief does not say.
constexpr FabricKind usualKind(FabricRole role) {
    return role == FabricRole::ScaleOut ? FabricKind::RailFatTree : FabricKind::FatTree;
}
/// The planes that a fabric of a kind has where the brief does not say.
constexpr int usualPlanes(FabricKind kind) { return kind == FabricKind::MultiPlane ? 2 : 1; }

/// Downlinks over uplinks of a leaf where the brief does not say. Out-of-band traffic is thin: 44
/// of the 48 ports of a gigabit switch look to devices and four up.
constexpr double usualOversubscription(FabricRole role) {
    return role == FabricRole::OutOfBand ? 11.0 : 1.0;
}

}  // namespace hallwright
