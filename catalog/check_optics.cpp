#include "catalog/check_optics.h"

#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <cmath>

namespace hallwright {

namespace {

/// Equal but for what conversion to SI adds in the last bits.
bool equal(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(a, b); }

bool divides(double divisor, double number) {
    const double share = number / divisor;
    return share > 0.5 && equal(share, std::round(share));
}

std::string text(Property property, double si) {
    const Dimension dimension = info(property).dimension;
    return dimension == Dimension::One ? exactNumber(si) : formatQuantity({si, dimension});
}

class Optics {
public:
    Optics(const Part& part, const FindPart& find) : m_part(part), m_find(find) {}

    std::vector<OpticsFault> check() {
        checkRates();
        checkSame(Property::laserCount, Property::lasersPerModule);
        if (m_part.kind == Kind::Switch && m_part.text(Property::switchOptics) == "cpo")
            checkLedger();
        return std::move(m_faults);
    }

private:
    void tell(Property at, std::string message) { m_faults.push_back({at, std::move(message)}); }

    /// Of the part itself, else of the one kind of content that gives it.
    std::optional<double> number(Property property) const {
        if (const std::optional<double> own = m_part.number(property)) return own;
        for (const Content& content : m_part.contents)
            if (const Part* inner = m_find(content.part))
                if (const std::optional<double> given = inner->number(property)) return given;
        return std::nullopt;
    }

    /// `count` × `each` is `total`, where all three are given.
    void checkProduct(Property count, Property each, Property total) {
        const std::optional<double> a = number(count), b = number(each), c = number(total);
        if (!a || !b || !c || equal(*a * *b, *c)) return;
        const Property at = m_part.find(total) ? total : count;
        tell(at, fmt::format("{} {} × {} {} is {}, {} says {}; fix the one that is wrong",
                             info(count).id, text(count, *a), info(each).id, text(each, *b),
                             text(total, *a * *b), info(total).id, text(total, *c)));
    }

    void checkSame(Property one, Property other) {
        const std::optional<double> a = m_part.number(one), b = m_part.number(other);
        if (a && b && !equal(*a, *b))
            tell(other, fmt::format("{} says {}, {} says {}; fix the one that is wrong",
                                    info(one).id, text(one, *a), info(other).id, text(other, *b)));
    }

    /// Lanes × rate of a lane is the data rate, and so is links × speed of a link.
    void checkRates() {
        const Property rate =
            m_part.find(Property::opticsRate) ? Property::opticsRate : Property::engineRate;
        const auto own = [&](Property property) { return m_part.number(property); };
        const std::optional<double> lanes = own(Property::opticsLanes),
                                    laneRate = own(Property::opticsLaneRate),
                                    links = own(Property::linksPerModule),
                                    linkSpeed = own(Property::linkSpeed), whole = own(rate);
        if (lanes && laneRate && whole)
            checkProduct(Property::opticsLanes, Property::opticsLaneRate, rate);
        if (links && linkSpeed && whole)
            checkProduct(Property::linksPerModule, Property::linkSpeed, rate);
        if (whole || !lanes || !laneRate || !links || !linkSpeed) return;
        if (!equal(*lanes * *laneRate, *links * *linkSpeed))
            tell(Property::opticsLanes,
                 fmt::format("{} lanes of {} carry {}, {} links of {} need {}; fix the one that is "
                             "wrong",
                             exactNumber(*lanes), text(Property::opticsLaneRate, *laneRate),
                             text(Property::opticsRate, *lanes * *laneRate), exactNumber(*links),
                             text(Property::linkSpeed, *linkSpeed),
                             text(Property::opticsRate, *links * *linkSpeed)));
    }

    /// A switch with co-packaged optics closes: what it holds is what it says, its engines carry
    /// its ports, fibres and lasers. A count of ASICs that is off by a factor shows here.
    void checkLedger() {
        checkHeld(Kind::SwitchAsic, Property::switchAsics);
        checkHeld(Kind::CpoEngine, Property::opticalEngines);
        checkHeld(Kind::LaserSource, Property::externalLaserModules);
        for (const Property property : {Property::engineRate, Property::engineDataFibres,
                                        Property::engineLaserFibres, Property::laserCount})
            checkGivenTwice(property);
        checkProduct(Property::opticalEngines, Property::engineDataFibres, Property::dataFibres);
        checkProduct(Property::opticalEngines, Property::engineLaserFibres, Property::laserFibres);
        checkProduct(Property::externalLaserModules, Property::laserCount, Property::switchLasers);
        checkShare(Property::opticalEngines, Property::subAssemblies);
        const std::optional<double> cages = number(Property::switchCages),
                                    perCage = number(Property::portsPerCage);
        if (cages && perCage) checkPorts(*cages * *perCage);
    }

    void checkHeld(Kind kind, Property property) {
        const std::optional<double> said = m_part.number(property);
        int held = 0;
        for (const Content& content : m_part.contents)
            if (const Part* inner = m_find(content.part); inner && inner->kind == kind)
                held += content.count;
        if (said && held > 0 && !equal(*said, held))
            tell(property, fmt::format("its contents hold {} of the kind {}, {} says {}; fix the "
                                       "one that is wrong",
                                       held, info(kind).id, info(property).id, exactNumber(*said)));
    }

    void checkGivenTwice(Property property) {
        const std::optional<double> own = m_part.number(property);
        for (const Content& content : m_part.contents) {
            const Part* inner = m_find(content.part);
            const std::optional<double> given = inner ? inner->number(property) : std::nullopt;
            if (own && given && !equal(*own, *given))
                tell(property,
                     fmt::format("{} says {}, {} that it holds says {}; fix the one that is wrong",
                                 info(property).id, text(property, *own), content.part,
                                 text(property, *given)));
        }
    }

    void checkShare(Property many, Property few) {
        const std::optional<double> a = number(many), b = number(few);
        if (a && b && !divides(*b, *a))
            tell(few, fmt::format("{} {} do not share {} {} evenly; fix the one that is wrong",
                                  info(many).id, exactNumber(*a), info(few).id, exactNumber(*b)));
    }

    void checkPorts(double ports) {
        const std::optional<double> lasersPerPort = number(Property::cpoPortLasers),
                                    modules = number(Property::externalLaserModules),
                                    lasers = number(Property::switchLasers),
                                    engines = number(Property::opticalEngines),
                                    rate = number(Property::engineRate),
                                    speed = number(Property::portSpeed);
        const std::string count = exactNumber(ports);
        if (lasersPerPort && modules && !divides(*modules, ports * *lasersPerPort))
            tell(Property::externalLaserModules,
                 fmt::format("its {} ports at {} a port do not fill {} laser modules evenly; fix "
                             "switch.cages, switch.cpo_port_lasers or "
                             "switch.external_laser_modules",
                             count, lasersText(*lasersPerPort), exactNumber(*modules)));
        if (lasersPerPort && lasers && !equal(ports * *lasersPerPort, *lasers))
            tell(Property::switchLasers,
                 fmt::format("its {} ports at {} a port make {} lasers, switch.lasers says {}; fix "
                             "the one that is wrong",
                             count, lasersText(*lasersPerPort), exactNumber(ports * *lasersPerPort),
                             exactNumber(*lasers)));
        if (engines && !divides(*engines, ports) && !divides(ports, *engines))
            tell(Property::opticalEngines,
                 fmt::format("its {} ports do not share {} optical engines evenly; fix "
                             "switch.cages or switch.optical_engines",
                             count, exactNumber(*engines)));
        if (engines && rate && speed && !equal(*engines * *rate, ports * *speed))
            tell(Property::opticalEngines,
                 fmt::format("its {} optical engines of {} carry {}, its {} ports of {} need {}; "
                             "fix the one that is wrong",
                             exactNumber(*engines), text(Property::engineRate, *rate),
                             text(Property::engineRate, *engines * *rate), count,
                             text(Property::portSpeed, *speed),
                             text(Property::portSpeed, ports * *speed)));
    }
    static std::string lasersText(double number) {
        return number == 1.0 ? "1 laser" : exactNumber(number) + " lasers";
    }

    const Part& m_part;
    const FindPart& m_find;
    std::vector<OpticsFault> m_faults;
};

}  // namespace

std::vector<OpticsFault> opticsFaults(const Part& part, const FindPart& find) {
    return Optics(part, find).check();
}

}  // namespace hallwright
