#include "model/compare/break_even.h"

#include "model/formulas/economics.h"
#include "tests/support/example_hall.h"
#include "tests/support/near.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>

using namespace hallwright;
using hallwright::test::examplePlan;
using hallwright::test::shippedCatalog;

/// The price of a co-packaged switch at which both sides cost the same.
class BreakEvenTest : public QObject {
    Q_OBJECT

    static ComparedHall side(VariantKind kind) {
        const Result<VariantHall> made =
            variantOf(examplePlan("gb300-unit").hall, shippedCatalog(), kind);
        if (!made) qFatal("%s", made.error().text().c_str());
        ComparedHall out;
        out.name = made->name;
        out.evaluation = std::make_shared<const Evaluation>(evaluate(made->hall));
        return out;
    }
    static const Comparison& unit() {
        static const Comparison made =
            compareHalls({side(VariantKind::Pluggable), side(VariantKind::Cpo)});
        return made;
    }

private slots:
    void aPriceBelowItMakesTheOtherSideDearer() {
        QVERIFY2(unit().breakEven.refused.empty(), unit().breakEven.refused.c_str());
        QVERIFY(unit().breakEven.price.si > 0.0);
        QVERIFY(unit().breakEven.switches > 0);
        QVERIFY(unit().breakEven.assumed.has_value());
    }

    void withThatPriceBothSidesCostTheSame() {
        // Closed form against the program's own life cost, on halls read as they stand.
        std::vector<Evaluation> asTheyStand;
        for (const ComparedHall& side : unit().halls)
            asTheyStand.push_back(*side.evaluation);
        const BreakEven made = breakEvenOf(unit().halls, asTheyStand);
        Evaluator priced(*unit().halls[1].evaluation);
        const Hall& hall = priced.evaluation().hall();
        // On price, upkeep and energy alone: the figure of the hall holds these.
        priced.rerun({hall.findPart("nvidia-q3450-ld"), Property::price}, made.lines[1].price.si,
                     Stage::Cost);
        COMPARE_WITHIN(priced.evaluation().number(Fig::networkLifeCost),
                       asTheyStand[0].number(Fig::networkLifeCost), 1e-9);
    }

    void theAnswerAndTheBarsRestOnOneDifference() {
        const BreakEven& made = unit().breakEven;
        double counted = 0.0;
        for (const CostLine& line : made.lines)
            if (line.counted) counted += line.usd;
        QVERIFY(!std::isnan(counted));
        COMPARE_WITHIN(counted, made.tornadoAt, 1e-9);
        // The price differs from the assumed one by as much as the difference leaves: dearer at
        // the assumed price exactly where the break-even price lies below it.
        QCOMPARE(made.price.si<made.assumed->si, made.tornadoAt> 0.0);
        QCOMPARE(made.lines.size(), std::size_t{5});
        QVERIFY(!made.lines.back().counted);
        QCOMPARE(made.lines[3].price.si, made.price.si);
    }

    void everyBarHoldsTheCentre() {
        const BreakEven& made = unit().breakEven;
        QVERIFY(!made.tornado.empty());
        for (const Sensitivity& bar : made.tornado) {
            const double slack = 1e-6 * std::abs(made.tornadoAt);
            QVERIFY2(std::min(bar.atLow, bar.atHigh) <= made.tornadoAt + slack &&
                         std::max(bar.atLow, bar.atHigh) >= made.tornadoAt - slack,
                     bar.title.c_str());
        }
    }

    void whatIsNotPublicIsSaidToBeAssumed() {
        std::string said;
        for (const std::string& sentence : unit().breakEven.says)
            said += sentence + "\n";
        QVERIFY2(said.find("Not public, assumed: Mean time between failures, External laser") !=
                     std::string::npos,
                 said.c_str());
    }

    void anAnswerThatTurnsIsToldBothWays() {
        const BreakEven& made = unit().breakEven;
        bool turns = false, told = false;
        for (const CostLine& line : made.lines)
            turns |= (line.price.si < made.assumed->si) != (made.price.si < made.assumed->si);
        for (const std::string& sentence : made.says)
            told |= sentence.starts_with("The answer turns");
        QCOMPARE(told, turns);
    }

    void dearerPowerAndALongerLifeRaiseIt() {
        const BreakEven& made = unit().breakEven;
        QVERIFY(made.lives.size() >= 2);
        QCOMPARE(made.prices.size(), made.tariffs.size());
        for (std::size_t t = 0; t < made.prices.size(); ++t) {
            QCOMPARE(made.prices[t].size(), made.lives.size());
            for (std::size_t l = 0; l < made.lives.size(); ++l)
                if (t > 0) QVERIFY(made.prices[t][l] >= made.prices[t - 1][l]);
        }
    }

    void theTableHoldsThePriceOfTodaysTariffAndLife() {
        const BreakEven& made = unit().breakEven;
        bool found = false;
        for (const std::vector<double>& row : made.prices)
            for (const double price : row)
                found |= std::abs(price - made.price.si) <= 1e-9 * std::abs(made.price.si);
        QVERIFY(found);
    }

    void whatIsUnknownHasABar() {
        const BreakEven& made = unit().breakEven;
        bool price = false, laser = false;
        for (const Sensitivity& bar : made.tornado) {
            price |= bar.title.find("Q3450-LD") != std::string::npos &&
                     bar.low.dimension == Dimension::Money;
            laser |= bar.title.find("laser source") != std::string::npos;
            QVERIFY2(bar.low.si < bar.high.si || bar.title.starts_with("Which"), bar.title.c_str());
        }
        QVERIFY(price);
        QVERIFY(laser);
        for (std::size_t i = 1; i < made.tornado.size(); ++i)
            QVERIFY(std::abs(made.tornado[i].atHigh - made.tornado[i].atLow) <=
                    std::abs(made.tornado[i - 1].atHigh - made.tornado[i - 1].atLow) + 1e-6);
    }

    void withoutACoPackagedSideThereIsNone() {
        const Comparison made =
            compareHalls({side(VariantKind::Pluggable), side(VariantKind::CopperFirst)});
        QVERIFY(made.breakEven.refused.find("no side") != std::string::npos);
    }
};

HALL_TEST(BreakEvenTest)
#include "break_even_test.moc"
