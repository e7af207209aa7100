#include "catalog/checker.h"

#include "catalog/reader.h"
#include "model/base/text.h"
#include "model/parts/elevation.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace hallwright {

namespace {

class Checker {
public:
    explicit Checker(CatalogFiles files) : m_files(std::move(files)) {}

    CatalogCheck check() {
        m_out.errors = m_files.faults;
        m_out.parts = m_files.parts.size();
        m_out.sources = m_files.sources.size();
        for (const auto& [id, part] : m_files.parts) {
            cover(*part);
            checkLedger(*part);
            checkCounterpart(*part);
            checkLoadStates(*part);
            checkGrades(*part);
            checkPorts(*part);
            checkElevation(*part);
        }
        checkCages();
        checkCitations();
        return std::move(m_out);
    }

private:
    Error told(const Part& part, std::string_view message) const {
        return {ErrorCode::Invalid, fmt::format("part {}: {}", part.id, message),
                m_files.partPlaces.at(part.id)};
    }

    void cover(const Part& part) {
        ++m_out.partsByKind[part.kind];
        for (const Datum& datum : part.data) {
            if (datum.reading().unknown)
                ++m_out.unknownByProperty[datum.property];
            else
                ++m_out.dataByGrade[datum.reading().grade];
        }
    }

    /// A switch with co-packaged optics closes: its lasers fill its laser modules, and its ports
    /// share its engines evenly. A count of ASICs that is off by a factor shows here.
    void checkLedger(const Part& part) {
        if (part.kind != Kind::Switch || part.text(Property::switchOptics) != "cpo") return;
        const std::optional<double> cages = part.number(Property::switchCages);
        const std::optional<double> portsPerCage = part.number(Property::portsPerCage);
        if (!cages || !portsPerCage) return;
        const double ports = *cages * *portsPerCage;
        const std::optional<double> lasersPerPort = part.number(Property::cpoPortLasers);
        const std::optional<double> modules = part.number(Property::externalLaserModules);
        if (lasersPerPort && modules && !divides(*modules, ports * *lasersPerPort))
            m_out.errors.push_back(
                told(part, fmt::format("its {} ports at {} a port do not fill {} laser modules "
                                       "evenly; fix switch.cages, "
                                       "switch.cpo_port_lasers or switch.external_laser_modules",
                                       exactNumber(ports), lasersText(*lasersPerPort),
                                       exactNumber(*modules))));
        const std::optional<double> engines = part.number(Property::opticalEngines);
        if (engines && !divides(*engines, ports) && !divides(ports, *engines))
            m_out.errors.push_back(
                told(part, fmt::format("its {} ports do not share {} optical engines evenly; fix "
                                       "switch.cages or switch.optical_engines",
                                       exactNumber(ports), exactNumber(*engines))));
    }
    static std::string lasersText(double number) {
        return number == 1.0 ? "1 laser" : exactNumber(number) + " lasers";
    }
    static bool divides(double divisor, double number) {
        const double share = number / divisor;
        return share > 0.5 && std::abs(share - std::round(share)) <= 1e-9 * share;
    }

    void checkCounterpart(const Part& part) {
        const std::string& other = part.text(Property::cpoCounterpart);
        const auto found = m_files.parts.find(other);
        if (other.empty() || found == m_files.parts.end()) return;
        if (found->second->text(Property::cpoCounterpart) != part.id)
            m_out.warnings.push_back(told(
                part, fmt::format("switch.cpo_counterpart names {}, which does not name it back",
                                  other)));
    }

    /// Of figures that hold the same things at the same plane, idle is the least and peak the most.
    void checkLoadStates(const Part& part) {
        const Datum* before = nullptr;
        for (const Property state : {Property::powerIdle, Property::powerTypical,
                                     Property::powerTdp, Property::powerPeak}) {
            const Datum* datum = part.find(state);
            if (!datum || !datum->reading().number) continue;
            if (before && before->reading().at == datum->reading().at &&
                before->reading().includes == datum->reading().includes &&
                *before->reading().number > *datum->reading().number)
                m_out.warnings.push_back(told(
                    part,
                    fmt::format("{} {} is above {} {}", info(before->property).id,
                                formatQuantity({*before->reading().number, Dimension::Power}),
                                info(state).id,
                                formatQuantity({*datum->reading().number, Dimension::Power}))));
            before = datum;
        }
    }

    void checkGrades(const Part& part) {
        for (const Datum& datum : part.data)
            for (const Reading& reading : datum.readings)
                if (reading.grade == Grade::D && reading.source != "assumption")
                    m_out.warnings.push_back(
                        told(part,
                             fmt::format("{} has grade D from {}; a document's figure is A, B or C",
                                         info(datum.property).id, reading.source)));
    }

    /// Ports without speed or cage cannot be linked.
    void checkPorts(const Part& part) {
        struct Ports {
            Property count, speed, cage;
        };
        for (const Ports& ports :
             {Ports{Property::scaleOutPorts, Property::scaleOutSpeed, Property::scaleOutCage},
              Ports{Property::frontEndPorts, Property::frontEndSpeed, Property::frontEndCage},
              Ports{Property::storagePorts, Property::storageSpeed, Property::storageCage},
              Ports{Property::oobPorts, Property::oobSpeed, Property::oobCage},
              Ports{Property::switchCages, Property::portSpeed, Property::switchCage}}) {
            if (part.number(ports.count).value_or(0.0) <= 0.0) continue;
            for (const Property needed : {ports.speed, ports.cage})
                if (!part.find(needed))
                    m_out.warnings.push_back(
                        told(part, fmt::format("it has {} but no {}", info(ports.count).id,
                                               info(needed).id)));
        }
    }

    /// What is said to stand in a rack is in the catalog, fits into the frame, and is what the rack
    /// holds.
    void checkElevation(const Part& part) {
        const Datum* datum = part.find(Property::rackElevation);
        if (!datum) return;
        const auto refuse = [&](const std::string& message) {
            m_out.errors.push_back(told(part, "rack.elevation: " + message));
        };
        for (const Reading& reading : datum->readings) {
            if (reading.unknown) continue;
            const Result<Elevation> read = parseElevation(reading.text);
            if (!read) {
                refuse(read.error().message);
                continue;
            }
            double units = 0.0;
            std::map<std::string, int> counts;
            for (const ElevationPlace& place : read->places) {
                const auto found = m_files.parts.find(place.part);
                if (!place.part.empty() && found == m_files.parts.end()) {
                    refuse(fmt::format("{} is no part of the catalog", place.part));
                    continue;
                }
                counts[place.part] += place.across;
                if (place.heightUnknown) continue;
                const std::optional<double> own =
                    place.part.empty() ? std::nullopt : found->second->number(Property::rackUnits);
                if (!place.units && !own)
                    refuse(fmt::format("{} gives no size.rack_units; write its height, or :?",
                                       place.part));
                units += place.units ? *place.units : own.value_or(0.0);
            }
            if (read->units && units > *read->units * (1.0 + 1e-9))
                refuse(fmt::format("its places take {} units, the frame has {}", exactNumber(units),
                                   exactNumber(*read->units)));
            const std::optional<double> own = part.number(Property::rackUnits);
            if (read->units && own && *read->units != *own)
                refuse(fmt::format("its frame has {} units, size.rack_units says {}",
                                   exactNumber(*read->units), exactNumber(*own)));
            for (const Content& content : part.contents)
                if (const auto at = counts.find(content.part);
                    at == counts.end() || at->second != content.count)
                    m_out.warnings.push_back(
                        told(part, fmt::format("rack.elevation shows {} × {}, its contents say {}",
                                               at == counts.end() ? 0 : at->second, content.part,
                                               content.count)));
        }
    }

    /// Modules that no cage takes, and cages that no module or cable fits.
    void checkCages() {
        std::set<std::string> cages, modules;
        constexpr Property cageProperties[] = {Property::switchCage, Property::scaleOutCage,
                                               Property::frontEndCage, Property::storageCage,
                                               Property::oobCage};
        for (const auto& [id, part] : m_files.parts) {
            for (const Property property : cageProperties)
                cages.insert(part->text(property));
            modules.insert(part->text(Property::moduleCage));
            modules.insert(part->text(
                Property::connector));  // co-packaged ports take the plug of a fibre itself
        }
        for (const auto& [id, part] : m_files.parts) {
            const std::string& module = part->text(Property::moduleCage);
            if (!module.empty() && !cages.count(module))
                m_out.warnings.push_back(
                    told(*part, fmt::format("optics.cage \"{}\" is the cage of no switch or node",
                                            module)));
            for (const Property property : cageProperties) {
                const std::string& cage = part->text(property);
                if (!cage.empty() && !modules.count(cage))
                    m_out.warnings.push_back(
                        told(*part, fmt::format("{} \"{}\" fits no transceiver or cable",
                                                info(property).id, cage)));
            }
        }
    }

    void checkCitations() {
        std::set<std::string> cited = {"assumption"};
        for (const auto& [id, part] : m_files.parts)
            for (const Datum& datum : part->data)
                for (const Reading& reading : datum.readings)
                    cited.insert(reading.source);
        for (const auto& [id, place] : m_files.sourcePlaces)
            if (!cited.count(id))
                m_out.warnings.push_back(
                    {ErrorCode::Invalid, fmt::format("source {}: nothing cites it", id), place});
    }

    CatalogFiles m_files;
    CatalogCheck m_out;
};

}  // namespace

CatalogCheck checkCatalog(const std::filesystem::path& folder) {
    return Checker(readCatalogFiles(folder)).check();
}

std::string checkText(const CatalogCheck& check) {
    std::string out;
    for (const Error& error : check.errors)
        out += fmt::format("error: {}\n", error.text());
    for (const Error& warning : check.warnings)
        out += fmt::format("warning: {}\n", warning.text());
    out += fmt::format("{}, {}: {}, {}\n", counted(static_cast<long long>(check.parts), "part"),
                       counted(static_cast<long long>(check.sources), "source"),
                       counted(static_cast<long long>(check.errors.size()), "error"),
                       counted(static_cast<long long>(check.warnings.size()), "warning"));
    if (check.partsByKind.empty()) return out;
    out += "\nparts by kind\n";
    for (const auto& [kind, count] : check.partsByKind)
        out += fmt::format("  {:5}  {}\n", count, info(kind).id);
    if (!check.dataByGrade.empty()) out += "\ndata by grade of the chosen reading\n";
    for (const auto& [grade, count] : check.dataByGrade)
        out += fmt::format("  {:5}  {}\n", count, static_cast<char>(grade));
    if (!check.unknownByProperty.empty()) out += "\nlooked for and not public\n";
    for (const auto& [property, count] : check.unknownByProperty)
        out += fmt::format("  {:5}  {}\n", count, info(property).id);
    return out;
}

}  // namespace hallwright
