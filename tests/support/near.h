#pragma once

#include <QTest>

#include <cmath>

namespace hallwright::test {

/// Within a share of the expected value.
inline bool near(double actual, double expected, double share) {
    return std::abs(actual - expected) <= share * std::abs(expected);
}

}  // namespace hallwright::test

/// Within a share of a published value, as reference cases state their tolerance: 0.01 is one
/// percent.
#define COMPARE_WITHIN(actual, expected, share)                                                    \
    do {                                                                                           \
        const double actual_ = (actual), expected_ = (expected);                                   \
        QVERIFY2(hallwright::test::near(actual_, expected_, share),                                \
                 qPrintable(QStringLiteral("%1 is %2, expected %3 within %4 %")                    \
                                .arg(QLatin1String(#actual))                                       \
                                .arg(actual_, 0, 'g', 8)                                           \
                                .arg(expected_, 0, 'g', 8)                                         \
                                .arg((share)*100.0)));                                             \
    } while (false)
