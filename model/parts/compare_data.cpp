#include "model/parts/compare_data.h"

namespace hallwright {

bool givesTheSame(const Datum* a, const Datum* b) {
    if (!a || !b) return a == b;
    const Reading &x = a->reading(), &y = b->reading();
    return x.unknown == y.unknown && x.number == y.number && x.text == y.text &&
           x.values == y.values && x.x == y.x;
}

std::optional<double> shareApart(const Datum* from, const Datum* to) {
    if (!from || !to || info(from->property).shape != Shape::Number ||
        info(from->property).dimension == Dimension::Temperature)
        return std::nullopt;
    const std::optional<double> a = from->reading().number, b = to->reading().number;
    if (!a || !b || *a == 0.0 || *a == *b) return std::nullopt;
    return *b / *a - 1.0;
}

}  // namespace hallwright
