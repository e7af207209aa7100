#pragma once

#include "views/recovery/journal_header.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace hallwright {

/// What became of the file that a journal is for.
enum class FileState {
    NeverSaved,
    AsItWas,
    SavedSince,  ///< the same hall, changed by somebody else
    Replaced,    ///< another hall lies there now, or none that can be read
    Gone,
};

/// A hall with edits that no file holds, as a journal in the recovery folder has kept it.
struct RecoverableHall {
    JournalPlace place;
    QString name;
    QString path;        ///< of its file; empty for a hall never saved
    QDateTime lastEdit;  ///< local time
    int edits = 0;       ///< that the file does not have
    QString summary;     ///< "Move rack A03 and 41 more"
    FileState file = FileState::NeverSaved;
    QString remark;           ///< what the user should know before recovering; a sentence, or none
    bool recoverable = true;  ///< false where the remark says why it cannot be
};

/// The halls that programs which are no longer running have left unsaved; newest first. Journals
/// that say no more than the hall's file are taken away.
std::vector<RecoverableHall> recoverableHalls(const std::filesystem::path& folder);

/// The same for one place, which the caller has locked; nothing where it holds no unsaved edits.
std::optional<RecoverableHall> recoverableHall(const JournalPlace& place);

/// What became of the file, looked for at `path`, that is where the header says or where the user
/// has it now.
FileState fileState(const JournalHeader& header, const std::filesystem::path& path);

}  // namespace hallwright
