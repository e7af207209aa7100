#include "model/stages/plant.h"

namespace hallwright {

long long FibrePlant::cables() const {
    long long count = 0;
    for (const TrunkGroup& group : groups)
        count += group.pieces;
    for (const auto& [piece, pieces_] : pieces)
        count += pieces_;
    return count;
}

void takeOutPlant(CablePlans&) {}
void layPlant(Pass&) {}

}  // namespace hallwright
