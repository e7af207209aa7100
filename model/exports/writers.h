#pragma once

#include "model/exports/export_format.h"

// The writers of all formats. Each fails where the hall holds nothing that it could write.

namespace hallwright {

// cable_schedule.cpp
Result<void> writeCableCsv(const ExportInput& input, TextSink& out);
Result<void> writeCableBook(const ExportInput& input, Workbook& book);
// piece_list.cpp
Result<void> writePieceCsv(const ExportInput& input, TextSink& out);
void addPieceSheet(const ExportInput& input, Workbook& book);
// port_map.cpp
Result<void> writePortCsv(const ExportInput& input, TextSink& out);
Result<void> writePortBook(const ExportInput& input, Workbook& book);
void addPortSheet(const ExportInput& input, Workbook& book);
// ufm_p2p.cpp
Result<void> writeUfmP2p(const ExportInput& input, Workbook& book);
Result<void> writeUfmHcaMap(const ExportInput& input, TextSink& out);
// ufm_topo.cpp
Result<void> writeUfmTopo(const ExportInput& input, TextSink& out);
Result<void> writeIbdmTopo(const ExportInput& input, TextSink& out);
// ptm_dot.cpp
Result<void> writePtmDot(const ExportInput& input, TextSink& out);
Result<void> writeUfmDot(const ExportInput& input, TextSink& out);
// slurm.cpp
Result<void> writeSlurmTree(const ExportInput& input, TextSink& out);
Result<void> writeSlurmBlock(const ExportInput& input, TextSink& out);
Result<void> writeSlurmYaml(const ExportInput& input, TextSink& out);
// netbox_csv.cpp
Result<void> writeNetBoxCables(const ExportInput& input, TextSink& out);
Result<void> writeNetBoxDevices(const ExportInput& input, TextSink& out);
// links_json.cpp
Result<void> writeLinksJson(const ExportInput& input, TextSink& out);

}  // namespace hallwright
