#include "model/stages/plant.h"
#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::test;

namespace {

using P = Property;
using What = ChainPiece::What;

constexpr PartId trunk{30}, panel{31};

/// A hall of eight racks with trunks and panels whose parts say what meets.
Hall structuredHall() {
    Hall hall = gb300Hall(8);
    hall.parts.set(trunk, PlainPart("trunk", Kind::Trunk)
                              .with(P::cableStrands, 144.0)
                              .with(P::connectorFibres, 12.0)
                              .with(P::connector, "mpo-12")
                              .with(P::gender, "male")
                              .with(P::polish, "apc")
                              .with(P::polarity, "B")
                              .frozen());
    hall.parts.set(panel, PlainPart("panel", Kind::Panel)
                              .with(P::panelPorts, 48.0)
                              .with(P::connector, "mpo-12")
                              .frozen());
    for (const PartId module : {parts::hostModule, parts::twinModule}) {
        say(hall, module, P::connector, "mpo-12");
        say(hall, module, P::gender, "male");
        say(hall, module, P::polish, "apc");
    }
    say(hall, parts::jumper, P::connector, "mpo-12");
    say(hall, parts::jumper, P::gender, "female");
    say(hall, parts::jumper, P::polish, "apc");
    say(hall, parts::jumper, P::polarity, "B");
    Fabric fabric = hall.fabrics[compute];
    fabric.plant = CablePlant::Trunk;
    fabric.panel = panel;
    fabric.trunk = trunk;
    hall.fabrics.set(compute, fabric);
    return hall;
}

Link firstLink() {
    Link link;
    link.ref = {0, 0, 0};
    return link;
}

std::string faultOf(const Hall& hall) {
    const Evaluation e = evaluate(hall);
    const Link link = firstLink();
    return chainFault(e, link, chainOf(e, link));
}

bool has(const std::string& text, std::string_view word) {
    return text.find(word) != std::string::npos;
}

}  // namespace

class ChainTest : public QObject {
    Q_OBJECT

private slots:
    void aStructuredLinkGoesFromModuleToModule() {
        const Evaluation e = evaluate(structuredHall());
        const Link link = firstLink();
        std::vector<What> seen;
        for (const ChainPiece& piece : chainOf(e, link))
            seen.push_back(piece.what);
        const std::vector<What> expected{What::HostModule,  What::Jumper, What::Panel,
                                         What::Trunk,       What::Panel,  What::Jumper,
                                         What::SwitchModule};
        QVERIFY(seen == expected);
        QCOMPARE(faultOf(structuredHall()), std::string());
    }
    void aDirectLinkIsModuleJumperModule() {
        const Evaluation e = evaluate(gb300Hall(8));
        const Link link = firstLink();
        QCOMPARE(chainOf(e, link).size(), std::size_t{3});
        QCOMPARE(chainFault(e, link, chainOf(e, link)), std::string());
    }
    void twoCablesOfTypeBLeadTransmitToTransmit() {
        Hall hall = structuredHall();
        say(hall, trunk, P::polarity, "A");
        QVERIFY(has(faultOf(hall), "transmit meets transmit"));
    }
    void femaleTrunksDoNotMeetFemaleJumpers() {
        Hall hall = structuredHall();
        say(hall, trunk, P::gender, "female");
        QVERIFY(has(faultOf(hall), "pins"));
    }
    void angledDoesNotMeetFlat() {
        Hall hall = structuredHall();
        say(hall, trunk, P::polish, "upc");
        QVERIFY(has(faultOf(hall), "polish"));
    }
    void aBrokenChainIsAFault() {
        const Evaluation e = evaluate(structuredHall());
        const Link link = firstLink();
        std::vector<ChainPiece> chain = chainOf(e, link);
        chain.pop_back();
        QVERIFY(has(chainFault(e, link, chain), "no module"));
        QVERIFY(has(chainFault(e, link, {}), "nothing is bought"));
    }
    /// Six connectors on the cables of a link with panels, two on one without.
    void connectorsAreThoseOfTheWholeChannel() {
        const Hall hall = structuredHall();
        const Evaluation e = evaluate(hall);
        const CablePlan& plan = e.cables().plans[0];
        QVERIFY(plan.plant.links > 0);
        QCOMPARE(e.number(Fig::fabricConnectors, compute.raw),
                 6.0 * static_cast<double>(plan.plant.links) +
                     2.0 * static_cast<double>(plan.opticalLinks - plan.plant.links));
        QCOMPARE(evaluate(gb300Hall(8)).number(Fig::fabricConnectors, compute.raw), 2.0 * 1152.0);
    }
    void withoutAPanelThePlantIsNotBuilt() {
        Hall hall = structuredHall();
        Fabric fabric = hall.fabrics[compute];
        fabric.panel = {};
        hall.fabrics.set(compute, fabric);
        const Evaluation e = evaluate(hall);
        QVERIFY(has(e.cables().plans[0].plant.problem, "no patch panel"));
        QCOMPARE(e.cables().plans[0].plant.cables(), 0LL);
        QVERIFY(std::isnan(e.number(Fig::fabricTrunks, compute.raw)));
    }
};

HALL_TEST(ChainTest)
#include "chain_test.moc"
