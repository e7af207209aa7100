#include "model/base/text.h"
#include "model/exports/writers.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

constexpr ExportFormat formats[] = {
    {"cables-csv", ".csv", "Cable Schedule (CSV)", "installers, spreadsheets", writeCableCsv,
     nullptr},
    {"cables-xlsx", ".xlsx", "Cable Schedule and Port Map (Workbook)", "installers, spreadsheets",
     nullptr, writeCableBook},
    {"pieces-csv", ".csv", "Cable Pieces (CSV)", "installers, spreadsheets", writePieceCsv,
     nullptr},
    {"ports-csv", ".csv", "Port Map (CSV)", "installers, spreadsheets", writePortCsv, nullptr},
    {"ports-xlsx", ".xlsx", "Port Map (Workbook)", "installers, spreadsheets", nullptr,
     writePortBook},
    {"ufm-p2p", ".xlsx", "UFM Cable Validation, Point to Point (Workbook)",
     "UFM Cable Validation Tool", nullptr, writeUfmP2p},
    {"ufm-hca", ".csv", "UFM Cable Validation, HCA Mapping (CSV)", "UFM Cable Validation Tool",
     writeUfmHcaMap, nullptr},
    {"ufm-topo", ".topo", "UFM Topology (TOPO)", "UFM, ibdiagnet, Cable Validation Tool",
     writeUfmTopo, nullptr},
    {"ibdm-topo", ".topo", "Classic ibdm Topology (TOPO)", "ibdm, older ibdiagnet", writeIbdmTopo,
     nullptr},
    {"ufm-dot", ".dot", "UFM Cable Validation for Ethernet (DOT)", "UFM Cable Validation Tool",
     writeUfmDot, nullptr},
    {"ptm-dot", ".dot", "Prescriptive Topology Manager (DOT)", "ptmd, Graphviz", writePtmDot,
     nullptr},
    {"slurm-tree", ".conf", "Slurm Tree (topology.conf)", "Slurm, topology/tree", writeSlurmTree,
     nullptr},
    {"slurm-block", ".conf", "Slurm Blocks (topology.conf)", "Slurm, topology/block",
     writeSlurmBlock, nullptr},
    {"slurm-yaml", ".yaml", "Slurm Trees and Blocks (topology.yaml)", "Slurm 25.05 and later",
     writeSlurmYaml, nullptr},
    {"netbox-cables", ".csv", "NetBox Cables (CSV)", "NetBox bulk import", writeNetBoxCables,
     nullptr},
    {"netbox-devices", ".csv", "NetBox Devices (CSV)", "NetBox bulk import", writeNetBoxDevices,
     nullptr},
    {"links-json", ".json", "All Links (JSON)", "scripts", writeLinksJson, nullptr},
};

}  // namespace

std::span<const ExportFormat> exportFormats() { return formats; }

const ExportFormat* findExportFormat(std::string_view id) {
    for (const ExportFormat& format : formats)
        if (format.id == id) return &format;
    return nullptr;
}

std::string exportFormatNames() {
    std::string out;
    for (const ExportFormat& format : formats)
        out += fmt::format("{}{}", out.empty() ? "" : ", ", format.id);
    return out;
}

std::vector<std::int32_t> ExportInput::fabrics() const {
    std::vector<std::int32_t> out;
    const std::size_t count = evaluation.fabrics().plans.size();
    for (std::size_t i = 0; i < count; ++i)
        if (!fabric || *fabric == static_cast<std::int32_t>(i))
            out.push_back(static_cast<std::int32_t>(i));
    return out;
}

bool ExportInput::hasLinks() const {
    for (const std::int32_t f : fabrics())
        if (!evaluation.fabrics().plans[static_cast<std::size_t>(f)].bundles.empty()) return true;
    return false;
}

const Fabric& ExportInput::fabricAt(std::int32_t position) const {
    return hall().fabrics[{evaluation.fabrics().plans[static_cast<std::size_t>(position)].fabric}];
}

void ExportInput::forEachLink(std::int32_t of,
                              const std::function<void(const Link&)>& visit) const {
    const std::vector<LinkBundle>& bundles =
        evaluation.fabrics().plans[static_cast<std::size_t>(of)].bundles;
    for (std::size_t b = 0; b < bundles.size(); ++b)
        for (std::int32_t i = 0; i < bundles[b].links; ++i)
            visit(links.link(LinkRef{of, static_cast<std::int32_t>(b), i}));
}

Result<void> writeExport(const ExportInput& input, const ExportFormat& format,
                         const std::filesystem::path& file) {
    if (format.writeText) {
        Result<TextSink> out = TextSink::open(file);
        if (!out) return out.error();
        if (const Result<void> written = format.writeText(input, out.value()); !written)
            return written.error();
        return out.value().close();
    }
    if (file.empty() || file == "-")
        return Error{
            ErrorCode::Usage, "a workbook does not go to standard output; say -o FILE.xlsx", {}};
    Result<Workbook> book = Workbook::create(file);
    if (!book) return book.error();
    if (const Result<void> written = format.writeBook(input, book.value()); !written)
        return written.error();
    return book.value().close();
}

Result<std::int32_t> findFabric(const Evaluation& evaluation, std::string_view name) {
    const std::vector<RawId>& ids = evaluation.rows().ids(Scope::Fabric);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        names.push_back(evaluation.hall().fabrics[{ids[i]}].name);
        if (names.back() == name) return static_cast<std::int32_t>(i);
    }
    if (names.empty()) return Error{ErrorCode::NotFound, "the hall has no fabric", {}};
    return Error{ErrorCode::NotFound,
                 fmt::format("the hall has no fabric \"{}\"; it has {}", name, joined(names, ", ")),
                 {}};
}

}  // namespace hallwright
