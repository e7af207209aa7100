#pragma once

#include "model/exports/text_sink.h"
#include "model/reports/link_names.h"
#include "model/reports/workbook.h"

#include <functional>
#include <optional>
#include <span>

namespace hallwright {

/// What a writer of an export works on.
struct ExportInput {
    const Evaluation& evaluation;
    LinkList links;
    LinkNames names;
    std::optional<std::int32_t> fabric = {};  ///< by position: this one alone

    explicit ExportInput(const Evaluation& of) : evaluation(of), links(of), names(of) {}

    const Hall& hall() const { return evaluation.hall(); }
    /// Positions of the fabrics that are written.
    std::vector<std::int32_t> fabrics() const;
    /// Whether the fabrics that are written have a link.
    bool hasLinks() const;
    const Fabric& fabricAt(std::int32_t position) const;
    void forEachLink(std::int32_t fabric, const std::function<void(const Link&)>& visit) const;
};

/// A file that other programs read: the links of a hall in their own form.
struct ExportFormat {
    std::string_view id;      ///< "ptm-dot": lasting
    std::string_view ending;  ///< ".dot"
    std::string_view title;   ///< for a menu
    std::string_view readBy;  ///< who reads it
    /// One of the two.
    Result<void> (*writeText)(const ExportInput&, TextSink&);
    Result<void> (*writeBook)(const ExportInput&, Workbook&);
};
std::span<const ExportFormat> exportFormats();
/// Null where there is no such id.
const ExportFormat* findExportFormat(std::string_view id);
/// "cables-csv, cables-xlsx, …": for a sentence that says what there is.
std::string exportFormatNames();

/// Writes an export to a new file that is renamed; text goes to standard output where the path is
/// "-". Fails with a sentence where the hall holds nothing of the kind.
Result<void> writeExport(const ExportInput& input, const ExportFormat& format,
                         const std::filesystem::path& file);

/// The fabric with this name, by position; the sentence tells those there are.
Result<std::int32_t> findFabric(const Evaluation& evaluation, std::string_view name);

}  // namespace hallwright
