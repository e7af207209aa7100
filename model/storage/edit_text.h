#pragma once

#include "model/edits/edit.h"
#include "model/storage/document_file.h"

#include <string>
#include <string_view>

namespace hallwright {

/// An edit as one line of JSON, without a line break inside or at the end. In one piece:
///   {"target":"base","label":"Move rack R12","changes":[
///    {"table":"racks","id":12,"before":{"x_mm":600},"after":{"x_mm":1200}}]}
std::string editToText(const Edit& edit);

/// The reverse, judged against the hall it is for: the edit it returns can be applied.
/// What people write is richer than what editToText writes:
/// - `before` may be left out where the row exists; it is then taken from the hall. Where it is
///   given, it must be true;
/// - "id": "new" adds a row with the next free number, and columns left out take their defaults;
/// - "item": "R12" names a row instead of table and number;
/// - a reference may be a name too: "row": "B";
/// - a number may be a text with a unit: "x_mm": "1.2 m".
/// Rows that are added move `next` on; on failure it stays.
Result<Edit> editFromText(std::string_view line, const Hall& hall, RawId& next);

/// Applies a script: one edit a line, empty lines and lines that begin with # skipped. All or
/// nothing; the place of an error is "file:line".
Result<Document> runScript(const Document& document, std::string_view text,
                           std::string_view fileName);

}  // namespace hallwright
