#pragma once

#include "model/figures/evaluation.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace hallwright {

class RangeWorker;

/// What an element of an elevation is, which decides its tone.
enum class ElevationKind { Power, Compute, Switch, Other, Free };

/// One thing in a rack, or a few side by side.
struct ElevationItem {
    ElevationKind kind = ElevationKind::Other;
    QString title;        ///< "NVIDIA GB300 compute tray"
    QString label;        ///< written on it: "Compute 7"
    QStringList facts;    ///< its share: ports, power, mass, as far as they are known
    double bottom = 0.0;  ///< in units from the lowest
    double height = 1.0;
    int across = 1;
    int cages = 0;          ///< on the face of each
    bool published = true;  ///< its height is; else it is hatched
    QString place() const;  ///< "U5", "U5–U8"
};

/// All that an elevation shows of one rack or piece of equipment.
struct ElevationContent {
    QString name, subtitle;
    QStringList figures;               ///< "142 kW", "1,580 kg", "76.5 L/min"
    QStringList notes;                 ///< what is assumed or not published, in words
    std::vector<ElevationItem> items;  ///< bottom to top
    double units = 0.0;                ///< drawn height of the inside
    bool unitsPublished = false;
    bool openRack = false;
    double width = 0.0, height = 0.0;  ///< of the frame in metres; 0 where unknown
    QString busbar;                    ///< "2 sections of 1,450 A at 50.5 V"; empty for none
    QString manifolds;                 ///< "76.5 L/min"; empty for none
};

/// Nothing where the item is no rack and no equipment.
std::optional<ElevationContent> elevationOf(const Evaluation& evaluation, ItemRef item,
                                            const RangeWorker* ranges);

}  // namespace hallwright
