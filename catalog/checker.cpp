#include "catalog/checker.h"

#include "catalog/check_optics.h"
#include "catalog/reader.h"
#include "model/base/text.h"
#include "model/parts/connections.h"
#include "model/parts/elevation.h"
#include "model/parts/part_class.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hallwright {

namespace {

class Checker {
public:
    explicit Checker(const CatalogFiles& files) : m_files(files) {}

    CatalogCheck check() {
        m_out.errors = m_files.faults;
        m_out.parts = m_files.partPlaces.size();
        m_out.sources = m_files.sources.size();
        for (const auto& [id, place] : m_files.partPlaces) {
            const Part& part = *m_files.parts.at(id);
            cover(part);
            checkOptics(part);
            checkCounterpart(part);
            checkLoadStates(part);
            checkGrades(part);
            checkPorts(part);
            checkElevation(part);
            checkConnections(part);
            checkCages(part);
            checkNames(part);
            addSums(part);
        }
        checkCitations();
        return std::move(m_out);
    }

private:
    /// At the line of the datum where the files have it, else at that of the part.
    Error told(const Part& part, Property property, std::string_view message) const {
        std::string place = m_files.partPlaces.at(part.id);
        const auto lines = m_files.lines.find(part.id);
        if (lines != m_files.lines.end())
            if (const auto line = lines->second.find(property); line != lines->second.end())
                place = fmt::format("{}:{}", place.substr(0, place.rfind(':')), line->second);
        return {ErrorCode::Invalid, fmt::format("part {}: {}", part.id, message), std::move(place)};
    }
    const Part* find(std::string_view id) const {
        const auto at = m_files.parts.find(std::string(id));
        return at == m_files.parts.end() ? nullptr : at->second.get();
    }

    void cover(const Part& part) {
        ++m_out.partsByKind[part.kind];
        for (const Datum& datum : part.data) {
            if (datum.reading().unknown)
                ++m_out.unknownByProperty[datum.property];
            else
                ++m_out.dataByGrade[datum.reading().grade];
        }
        for (const PartClass& row : allPartClasses()) {
            if (row.kind != part.kind) continue;
            const Datum* datum = part.find(row.property);
            if (!datum || datum->reading().unknown) ++m_out.silent[{row.kind, row.property}];
        }
    }

    void checkOptics(const Part& part) {
        for (const OpticsFault& fault : opticsFaults(part, m_find))
            m_out.errors.push_back(told(part, fault.property, fault.message));
    }

    void checkConnections(const Part& part) {
        const Datum* datum = part.find(Property::connections);
        if (!datum) return;
        for (const Reading& reading : datum->readings) {
            if (reading.unknown) continue;
            if (const auto read = parseConnections(reading.text); !read)
                m_out.errors.push_back(
                    told(part, datum->property, "part.connections: " + read.error().message));
        }
    }

    void addSums(const Part& part) {
        if (part.contents.empty()) return;
        for (const Composition& sum : compositions(part, m_find))
            m_out.sums.push_back({part.id, sum.property, compositionText(sum), sum.difference()});
    }

    /// A name that finds a part of another id first, or two parts at once. Where a name has come to
    /// mean another thing, part.name_history of one of them tells so.
    void checkNames(const Part& part) {
        const auto warn = [&](const std::string& message) {
            m_out.warnings.push_back({ErrorCode::Invalid,
                                      fmt::format("part {}: {}", part.id, message),
                                      m_files.partPlaces.at(part.id)});
        };
        for (const std::string& alias : part.aliases) {
            const std::string name = lowered(alias);
            if (name != part.id && m_files.parts.count(name))
                warn(fmt::format("its alias \"{}\" is the id of another part", alias));
            for (const auto& [other, tellsHistory] : m_names.at(name)) {
                // Of two parts of these files the later one tells.
                const bool toldThere = m_files.partPlaces.count(other) && part.id < other;
                if (other == part.id || toldThere || tellsHistory ||
                    !part.text(Property::nameHistory).empty())
                    continue;
                warn(fmt::format("its alias \"{}\" is one of {} too, and part.name_history of "
                                 "neither says why",
                                 alias, other));
            }
        }
    }
    /// Parts by their aliases, and whether they say how a name came to them.
    std::map<std::string, std::map<std::string, bool>> names() const {
        std::map<std::string, std::map<std::string, bool>> out;
        for (const auto& [id, part] : m_files.parts)
            for (const std::string& alias : part->aliases)
                out[lowered(alias)].emplace(id, !part->text(Property::nameHistory).empty());
        return out;
    }

    void checkCounterpart(const Part& part) {
        const std::string& other = part.text(Property::cpoCounterpart);
        const auto found = m_files.parts.find(other);
        if (other.empty() || found == m_files.parts.end()) return;
        if (found->second->text(Property::cpoCounterpart) != part.id)
            m_out.warnings.push_back(
                told(part, Property::cpoCounterpart,
                     fmt::format("switch.cpo_counterpart names {}, which does not name it back",
                                 other)));
    }

    /// Silence on what a figure holds is no difference.
    static bool holdTheSame(const Reading& a, const Reading& b) {
        return a.at == b.at &&
               (a.includes.empty() || b.includes.empty() || a.includes == b.includes);
    }
    /// Of figures that hold the same things at the same plane, idle is the least and peak the most.
    void checkLoadStates(const Part& part) {
        std::vector<const Datum*> below;
        for (const Property state : {Property::powerIdle, Property::powerTypical,
                                     Property::powerTdp, Property::powerPeak}) {
            const Datum* datum = part.find(state);
            if (!datum || !datum->reading().number) continue;
            const auto above = std::find_if(below.rbegin(), below.rend(), [&](const Datum* less) {
                return holdTheSame(less->reading(), datum->reading()) &&
                       *less->reading().number > *datum->reading().number;
            });
            if (above != below.rend())
                m_out.warnings.push_back(told(
                    part, state,
                    fmt::format("{} {} is above {} {}", info((*above)->property).id,
                                formatQuantity({*(*above)->reading().number, Dimension::Power}),
                                info(state).id,
                                formatQuantity({*datum->reading().number, Dimension::Power}))));
            below.push_back(datum);
        }
    }

    void checkGrades(const Part& part) {
        for (const Datum& datum : part.data)
            for (const Reading& reading : datum.readings)
                if (reading.grade == Grade::D && reading.source != "assumption" &&
                    !isUserSource(reading.source))
                    m_out.warnings.push_back(
                        told(part, datum.property,
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
                    m_out.warnings.push_back(told(
                        part, ports.count,
                        fmt::format("it has {} but no {}", info(ports.count).id, info(needed).id)));
        }
    }

    /// What is said to stand in a rack is in the catalog, fits into the frame, and is what the rack
    /// holds.
    void checkElevation(const Part& part) {
        const Datum* datum = part.find(Property::rackElevation);
        if (!datum) return;
        const auto refuse = [&](const std::string& message) {
            m_out.errors.push_back(
                told(part, Property::rackElevation, "rack.elevation: " + message));
        };
        for (const Reading& reading : datum->readings) {
            if (reading.unknown) continue;
            const Result<Elevation> read = parseElevation(reading.text);
            if (!read) {
                refuse(read.error().message);
                continue;
            }
            double units = 0.0;
            Counts counts;
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
            std::map<const Part*, Counts> known;
            for (const auto& [id, count] : columnOf(part, counts, known))
                if (const auto at = counts.find(id); at == counts.end() || at->second != count)
                    m_out.warnings.push_back(
                        told(part, Property::rackElevation,
                             fmt::format("rack.elevation shows {} × {}, its contents say {}",
                                         at == counts.end() ? 0 : at->second, id, count)));
        }
    }

    using Counts = std::map<std::string, long long>;
    /// More of a thing than stands anywhere; sums of nested contents stop there.
    static constexpr long long mostCounted = 1000000000;

    /// What of the contents has to stand in the column; a chassis that is not shown itself counts
    /// as what it holds. Each is looked into once, and one that holds itself holds nothing there.
    const Counts& columnOf(const Part& part, const Counts& shown,
                           std::map<const Part*, Counts>& known) const {
        const auto [row, isNew] = known.try_emplace(&part);
        if (!isNew) return row->second;
        Counts held;
        const auto add = [&](const std::string& id, long long count, long long times) {
            long long& sum = held[id];
            sum = std::min(mostCounted, sum + std::min(mostCounted, count * times));
        };
        for (const Content& content : part.contents) {
            const Part* inner = find(content.part);
            const bool isShown = shown.count(content.part) != 0;
            const long long times = std::min<long long>(mostCounted, content.count);
            if (!isShown && inner && inner->kind == Kind::Chassis)
                for (const auto& [id, count] : columnOf(*inner, shown, known))
                    add(id, count, times);
            else if (isShown || !inner || !standsBeside(inner->kind))
                add(content.part, 1, times);
        }
        return row->second = std::move(held);
    }

    /// What stands beside the column of a rack, is the column, or lies inside what stands there.
    static bool standsBeside(Kind kind) {
        switch (kind) {
        case Kind::Frame:
        case Kind::RackBusbar:
        case Kind::Backplane:
        case Kind::Manifold:
        case Kind::Coupling:
        case Kind::Connector:
        case Kind::Jumper:
        case Kind::Nic:
        case Kind::Gpu:
        case Kind::Cpu:
            return true;
        default:
            return false;
        }
    }

    struct Plugs {
        std::set<std::string> cages, modules;
    };
    static constexpr Property cageProperties[] = {Property::switchCage,   Property::scaleOutCage,
                                                  Property::frontEndCage, Property::storageCage,
                                                  Property::oobCage,      Property::nicCage};
    /// All cages, and all that goes into one; a co-packaged port takes the plug of a fibre itself.
    Plugs plugs() const {
        Plugs out;
        for (const auto& [id, part] : m_files.parts) {
            for (const Property property : cageProperties)
                out.cages.insert(part->text(property));
            for (const Property property : {Property::moduleCage, Property::connector})
                for (std::string& end : endsOf(part->text(property)))
                    out.modules.insert(std::move(end));
        }
        return out;
    }
    /// Both ends of a cable whose ends differ: "osfp/qsfp112".
    static std::vector<std::string> endsOf(const std::string& text) {
        const std::size_t stroke = text.find('/');
        if (stroke == std::string::npos) return {text};
        return {text.substr(0, stroke), text.substr(stroke + 1)};
    }

    /// A module that no cage takes, and a cage that no module or cable fits.
    void checkCages(const Part& part) {
        const std::string& module = part.text(Property::moduleCage);
        for (const std::string& end : endsOf(module))
            if (!end.empty() && !m_plugs.cages.count(end))
                m_out.warnings.push_back(
                    told(part, Property::moduleCage,
                         fmt::format("optics.cage \"{}\" is the cage of no switch or node", end)));
        for (const Property property : cageProperties) {
            const std::string& cage = part.text(property);
            if (!cage.empty() && !m_plugs.modules.count(cage))
                m_out.warnings.push_back(told(part, property,
                                              fmt::format("{} \"{}\" fits no transceiver or cable",
                                                          info(property).id, cage)));
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

    const CatalogFiles& m_files;
    const FindPart m_find = [this](std::string_view id) { return find(id); };
    const Plugs m_plugs = plugs();
    const std::map<std::string, std::map<std::string, bool>> m_names = names();
    CatalogCheck m_out;
};

}  // namespace

CatalogCheck checkFiles(const CatalogFiles& files) { return Checker(files).check(); }

CatalogCheck checkCatalog(const std::filesystem::path& folder) {
    return checkFiles(readCatalogFiles(folder));
}

CatalogCheck checkUserCatalog(const Catalog& shipped, const std::filesystem::path& folder) {
    return checkFiles(readUserFiles(shipped, folder));
}

}  // namespace hallwright
