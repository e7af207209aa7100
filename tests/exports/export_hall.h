#pragma once

#include "model/exports/export_format.h"
#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

#include <fstream>
#include <sstream>

namespace hallwright::test {

/// Racks of 18 nodes with four ports on a rail-optimised fabric of InfiniBand switches, NVLink over
/// the whole rack.
inline Hall exportHall(int racks = 9) {
    Hall hall = gb300Hall(racks);
    say(hall, parts::pluggableSwitch, Property::portName, "sw{cage}p{port}[s{part}]");
    say(hall, parts::jumper, Property::medium, "smf");
    Part rack = *hall.parts[parts::computeRack].part;
    for (const auto& [property, value] :
         {std::pair{Property::scaleUpDomain, 72.0}, std::pair{Property::gpuPackages, 72.0}}) {
        Reading reading;
        reading.number = value;
        rack.data.push_back({property, {reading}, 0});
    }
    std::sort(rack.data.begin(), rack.data.end(),
              [](const Datum& a, const Datum& b) { return a.property < b.property; });
    hall.parts.set(parts::computeRack, {std::make_shared<Part>(rack), {}});
    return hall;
}

/// The same with Ethernet switches.
inline Hall onEthernet(Hall hall) {
    say(hall, parts::ethernetSwitch, Property::portName, "swp{cage}[s{link0}]");
    Fabric fabric = hall.fabrics[compute];
    fabric.switchPart = parts::ethernetSwitch;
    hall.fabrics.set(compute, fabric);
    return hall;
}

/// Names that no file format likes.
inline Hall hostileHall() {
    Hall hall = exportHall(9);
    const char* names[] = {
        "=cmd|' /C calc'!A0",
        "a,b\"c\nd",
        "a\"b",
        "a-b",
        "A-B",
        "zwölf\tRacks \\ {x}",
        "",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234567890",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234567891"};
    int i = 0;
    for (const char* name : names) {
        Rack rack = hall.racks[{firstRack + i}];
        rack.name = name;
        hall.racks.set({firstRack + i++}, rack);
    }
    Site site = hall.site();
    site.name = "Hall \"one\", north\nwing";
    hall.sites.set(hall.siteId(), site);
    return hall;
}

/// Writes an export into a folder that goes with the object.
class Exported {
public:
    explicit Exported(const Hall& hall) : m_evaluation(evaluate(hall)), m_input(m_evaluation) {}

    const Evaluation& evaluation() const { return m_evaluation; }
    ExportInput& input() { return m_input; }
    std::string path(std::string_view id) const {
        return m_folder.filePath(QString::fromStdString(std::string(id))).toStdString();
    }
    Result<void> write(std::string_view id) {
        const ExportFormat* format = findExportFormat(id);
        if (!format) return Error{ErrorCode::NotFound, "no such format", std::string(id)};
        return writeExport(m_input, *format, path(id));
    }
    std::string text(std::string_view id) {
        const Result<void> done = write(id);
        return done ? readFile(path(id)) : "FAILED: " + done.error().text();
    }
    std::size_t links() const { return m_input.links.size(); }

private:
    QTemporaryDir m_folder;
    Evaluation m_evaluation;
    ExportInput m_input;
};

/// The rows of comma-separated values by RFC 4180.
inline std::vector<std::vector<std::string>> csvRows(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row{""};
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted && c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
            row.back() += '"';
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            row.emplace_back();
        } else if (!quoted && c == '\n') {
            rows.push_back(row);
            row = {""};
        } else if (quoted || c != '\r') {
            row.back() += c;
        }
    }
    return rows;
}

inline std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

}  // namespace hallwright::test
