#include "model/parts/composition.h"

#include "tests/support/sample_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <map>

using namespace hallwright;
using test::PartMaker;

class CompositionTest : public QObject {
    Q_OBJECT

    std::map<std::string, Part, std::less<>> m_parts;

    FindPart find() const {
        return [this](std::string_view id) -> const Part* {
            const auto there = m_parts.find(id);
            return there == m_parts.end() ? nullptr : &there->second;
        };
    }
    Part& add(Part part, std::vector<Content> contents = {}) {
        part.contents = std::move(contents);
        const std::string id = part.id;
        return m_parts.insert_or_assign(id, std::move(part)).first->second;
    }
    /// The GB200 NVL72 as NVIDIA's registries give it: 18 trays of 6,667 W and 9 switch trays of
    /// 1,240 W, at the DC bus, against a rack of 132 kW at its AC input.
    const Part& gb200() {
        add(PartMaker("tray", Kind::Tray)
                .number(Property::powerTdp, 6667.0, "dc-bus")
                .number(Property::gpuPackages, 4.0));
        add(PartMaker("nvlink-tray", Kind::SwitchTray)
                .number(Property::powerTdp, 1240.0, "dc-bus"));
        add(PartMaker("shelf", Kind::PowerShelf).number(Property::ratingPower, 33000.0));
        return add(PartMaker("rack", Kind::ComputeRack)
                       .number(Property::powerTdp, 132000.0, "ac-input")
                       .number(Property::gpuPackages, 72.0),
                   {{"tray", 18}, {"nvlink-tray", 9}, {"shelf", 8}});
    }

private slots:
    void init() { m_parts.clear(); }

    void powerAddsUpFromTraysAndStandsBesideTheNameplate() {
        const Composition power = compose(gb200(), Property::powerTdp, find());
        QCOMPARE(power.shares.size(), std::size_t(2));
        QCOMPARE(power.sum.value(), 18 * 6667.0 + 9 * 1240.0);
        QCOMPARE(power.nameplate.value(), 132000.0);
        QVERIFY(std::abs(power.difference().value() + 0.00632) < 0.0001);
        QCOMPARE(power.whyNot(), std::string());
        QCOMPARE(QString::fromStdString(compositionText(power)),
                 QString("18 × tray at 6.667\u00a0kW + 9 × nvlink-tray at 1.24\u00a0kW = "
                         "131.2\u00a0kW (dc-bus); nameplate 132\u00a0kW (ac-input), 0.6 % less"));
    }

    void aTrayThatSaysNothingLeavesTheSumOpen() {
        const Part& rack = gb200();
        add(PartMaker("tray", Kind::Tray));
        const Composition power = compose(rack, Property::powerTdp, find());
        QVERIFY(!power.sum);
        QVERIFY(!power.difference());
        QCOMPARE(power.unknown, std::vector<std::string>{"tray"});
        QCOMPARE(power.whyNot(), std::string("not evaluated: tray power unknown"));
        QVERIFY(compositionText(power).ends_with(power.whyNot()));
    }

    void whatIsUnknownIsToldFromTheInnermost() {
        add(PartMaker("blade", Kind::Tray).unknown(Property::powerTdp));
        add(PartMaker("chassis", Kind::Chassis).unknown(Property::powerTdp), {{"blade", 8}});
        const Part& rack =
            add(PartMaker("rack", Kind::ComputeRack).number(Property::powerTdp, 80000.0),
                {{"chassis", 2}});
        const Composition open = compose(rack, Property::powerTdp, find());
        QCOMPARE(open.whyNot(), std::string("not evaluated: tray power unknown"));
        QCOMPARE(open.unknown, std::vector<std::string>{"blade"});
        add(PartMaker("blade", Kind::Tray).number(Property::powerTdp, 5000.0));
        QCOMPARE(compose(rack, Property::powerTdp, find()).sum.value(), 80000.0);
        add(PartMaker("chassis", Kind::Chassis));
        QCOMPARE(compose(rack, Property::powerTdp, find()).whyNot(),
                 std::string("not evaluated: chassis power unknown"));
    }

    void aPartThatIsNotThereLeavesTheSumOpen() {
        const Part& rack = add(PartMaker("rack", Kind::ComputeRack).number(Property::powerTdp, 1e5),
                               {{"gone", 2}});
        QCOMPARE(compose(rack, Property::powerTdp, find()).whyNot(),
                 std::string("not evaluated: part gone power unknown"));
    }

    void aTrayIsMoreThanItsGpusButHasNoMoreGpus() {
        add(PartMaker("gpu", Kind::Gpu)
                .number(Property::powerTdp, 1200.0)
                .number(Property::diesPerPackage, 2.0)
                .number(Property::fp4PerDie, 5e15)
                .number(Property::hbmPerDie, 96e9));
        const Part& tray = add(PartMaker("tray", Kind::Tray), {{"gpu", 4}});
        const Part& rack = add(PartMaker("rack", Kind::ComputeRack)
                                   .number(Property::powerTdp, 1e5)
                                   .number(Property::gpuPackages, 72.0),
                               {{"tray", 18}});
        QVERIFY(compose(tray, Property::powerTdp, find()).shares.empty());
        QCOMPARE(compose(rack, Property::powerTdp, find()).whyNot(),
                 std::string("not evaluated: tray power unknown"));
        QCOMPARE(compose(rack, Property::gpuPackages, find()).sum.value(), 72.0);
        QCOMPARE(compose(rack, Property::gpuDies, find()).sum.value(), 144.0);
        QCOMPARE(compose(rack, Property::fp4Dense, find()).sum.value(), 144 * 5e15);
        QCOMPARE(compose(rack, Property::hbm, find()).sum.value(), 144 * 96e9);
    }

    void massAndPriceAreComparedOnlyWhereAllAreKnown() {
        add(PartMaker("tray", Kind::Tray)
                .number(Property::mass, 30.0)
                .number(Property::price, 1e5));
        add(PartMaker("shelf", Kind::PowerShelf).number(Property::mass, 25.0));
        const Part& rack = add(PartMaker("rack", Kind::ComputeRack)
                                   .number(Property::mass, 1000.0)
                                   .number(Property::price, 2e6),
                               {{"tray", 18}, {"shelf", 8}});
        QCOMPARE(compose(rack, Property::mass, find()).sum.value(), 740.0);
        QCOMPARE(compose(rack, Property::price, find()).whyNot(),
                 std::string("not evaluated: power shelf price unknown"));
    }

    void planesThatDifferAreNotSummedUpInWords() {
        const Part& rack = gb200();
        add(PartMaker("nvlink-tray", Kind::SwitchTray).number(Property::powerTdp, 1240.0, "chip"));
        const std::string text = compositionText(compose(rack, Property::powerTdp, find()));
        QVERIFY2(text.find("(dc-bus)") == std::string::npos, text.c_str());
    }

    void onlyWhatIsGivenIsTold() {
        std::vector<std::string_view> ids;
        for (const Composition& one : compositions(gb200(), find()))
            ids.push_back(info(one.property).id);
        QCOMPARE(ids, (std::vector<std::string_view>{"power.tdp", "compute.gpu_packages"}));
        QVERIFY(compositions(*find()("shelf"), find()).empty());
    }

    void aPartThatHoldsItselfEnds() {
        const Part& rack = add(PartMaker("loop", Kind::Chassis), {{"loop", 2}});
        QVERIFY(!compose(rack, Property::powerTdp, find()).sum);
    }

    /// What the brief of the catalog asks to be shown, with the shipped numbers.
    void theShippedGb200AddsUp() {
        const Catalog& catalog = test::shippedCatalog();
        const PartPtr rack = catalog.find("nvidia-gb200-nvl72");
        QVERIFY(rack);
        const Composition power = compose(
            *rack, Property::powerTdp, [&](std::string_view id) { return catalog.find(id).get(); });
        QCOMPARE(power.sum.value(), 131166.0);
        QCOMPARE(power.nameplate.value(), 132000.0);
    }
};

HALL_TEST(CompositionTest)
#include "composition_test.moc"
