#pragma once

#include "model/storage/document_file.h"
#include "model/storage/document_format.h"

#include <string>
#include <string_view>

namespace hallwright {

inline constexpr std::string_view textFormat = "hallwright-hall-text";
/// Of the columns; goes up with the format of the file.
inline constexpr int textVersion = documentVersion;

/// A document as canonical JSON: tables and columns in their order, rows by id, one row a line;
/// made for diffs, fixtures and other programs. The round trip is exact.
std::string documentToText(const Document& document);

/// The reverse, strict: every table and column is there and nothing else. The place of an error is
/// "file:line".
Result<Document> documentFromText(std::string_view text, std::string_view fileName);

}  // namespace hallwright
