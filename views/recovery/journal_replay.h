#pragma once

#include "model/storage/document_file.h"
#include "views/document.h"
#include "views/recovery/journal_header.h"

namespace hallwright {

/// What a journal leads to: the hall with all its edits, and the way there for undo.
struct ReplayedJournal {
    JournalHeader header;
    Document base;            ///< that the edits begin with
    Document document;        ///< with the edits; its revision is that of the header
    EditHistory history;      ///< savedAt as if the file still were as the header says
    std::string lines;        ///< of the edits that were read, to go on with
    std::string damage;       ///< why what follows was left out; empty where all was read
    bool baseBeside = false;  ///< the hall it begins with lies beside it, not only in the file
};

/// Reads a journal and applies its edits to the hall they begin with. A line that the end of the
/// program tore off is dropped without a word; of damage in the middle, all before it is kept.
/// Fails where the hall it begins with cannot be had.
Result<ReplayedJournal> replayJournal(const JournalPlace& place);

/// The first line of a journal alone.
Result<JournalHeader> readJournalHeader(const std::filesystem::path& journal);

}  // namespace hallwright
