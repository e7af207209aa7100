#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace hallwright {

inline constexpr std::string_view journalFormat = "hallwright-journal";
inline constexpr int journalVersion = 1;

/// The first line of a recovery journal: which hall its edits are for. Each further line is an edit
/// as model/storage/edit_text writes it: one for every commit, undo and redo.
struct JournalHeader {
    std::string documentId;
    std::int64_t revision = 0;
    std::string path;            ///< of the hall's file, absolute; empty for a hall never saved
    std::string name;            ///< of the hall
    std::string saved;           ///< contentChecksum() of what `path` held; empty without a path
    std::string base;            ///< name of the file beside the journal that the edits begin with
    bool baseIsSaved = true;     ///< that hall is what `path` held, of this revision
    bool alwaysOffered = false;  ///< a hall that was work to make, even before its first edit
    std::int64_t editsBefore = 0;  ///< that went into the base when the journal grew long
    std::string program;
    std::string started;  ///< date and time

    bool operator==(const JournalHeader&) const = default;
};

/// One line, with its end.
std::string journalHeaderText(const JournalHeader& header);
/// The reverse. Refuses what no journal of this or an older program begins with.
Result<JournalHeader> journalHeaderFromText(std::string_view line);

/// The files of one open hall in the recovery folder: what another open copy of the same hall does
/// not touch. Told apart by a number where two files have the same document id.
struct JournalPlace {
    std::filesystem::path folder;
    std::string stem;

    std::filesystem::path journal() const { return folder / (stem + ".jsonl"); }
    /// What is to take the journal's place.
    std::filesystem::path freshJournal() const { return folder / (stem + ".jsonl.new"); }
    std::filesystem::path lock() const { return folder / (stem + ".lock"); }
    /// A name for the hall that edits begin with, other than the one given.
    std::string otherBase(std::string_view than) const;
    /// Removes halls of this place that no journal begins with any more.
    void removeBases(std::string_view but) const;
    /// Removes everything but the lock.
    void removeAll() const;

    bool operator==(const JournalPlace&) const = default;
};

/// The first place of a document id is its id, the second "<id>-2" …
JournalPlace journalPlace(const std::filesystem::path& folder, const std::string& documentId,
                          int number);

/// $XDG_STATE_HOME/hallwright/recovery, by default in ~/.local/state.
std::filesystem::path recoveryFolder();

}  // namespace hallwright
