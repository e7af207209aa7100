#pragma once

#include "model/base/result.h"
#include "model/hall/hall.h"
#include "model/storage/document_format.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hallwright {

/// Nobody saves a hall more often. The largest number up to which JSON readers that hold numbers as
/// doubles are exact; more is a damaged or hostile file, and there is always room for the next.
inline constexpr std::int64_t mostRevision = std::int64_t{1} << 53;

/// What a .hall file holds: the hall and what lasts beside it.
struct Document {
    Hall base;
    RawId nextId = 1;           ///< the next new row takes this number
    std::string id;             ///< 32 hex digits, the same for ever; names the recovery journal
    std::int64_t revision = 0;  ///< counts saves; raised by who saves

    bool operator==(const Document&) const = default;
};

/// A document of its own for a hall: a fresh id, and numbers counted from the highest.
Document newDocument(Hall hall);

/// Tells whether two halls are the same, whatever their documents: 16 hex digits.
std::string contentChecksum(const Hall& hall);

/// True of 32 lower-case hex digits.
bool isDocumentId(std::string_view text);

/// A document as opened, and what was changed to bring an old one up to date, a sentence each.
struct OpenedDocument {
    Document document;
    std::vector<std::string> changes;
};

/// Reads a whole .hall file; never writes to it. One sentence where it is no hall, from a newer
/// program or damaged.
Result<Document> openDocument(const std::filesystem::path& file);
Result<OpenedDocument> openDocumentOfAnyVersion(const std::filesystem::path& file);

/// Writes a file beside the old one, syncs it and renames it; on any failure the old file stays as
/// it was. Refuses what could not be opened again.
Result<void> saveDocument(const Document& document, const std::filesystem::path& file);

}  // namespace hallwright
