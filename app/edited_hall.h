#pragma once

#include "model/edits/edit.h"
#include "model/storage/document_file.h"

#include <string>
#include <string_view>

namespace hallwright {

/// A hall that a command changes: opened, edited step by step, each step told, and saved.
class EditedHall {
public:
    /// `out` is where the changed hall goes; a .hall file.
    static Result<EditedHall> open(const std::string& file, const std::string& out);

    const Hall& hall() const { return m_document.base; }
    RawId& nextId() { return m_document.nextId; }
    /// Makes the edit and prints its label.
    Result<void> apply(const Result<Edit>& edit);
    /// Saves; a window that has the hall open sees that it is another one now.
    Result<void> save();

private:
    Document m_document;
    std::string m_out;
};

/// The part of a hall that a user names: by its id, else by its name or an alias, upper and lower
/// case alike. Fails with the ids that come near.
Result<PartId> findHallPart(const Hall& hall, const std::string& name);

/// Today in local time, as readings and waivers are dated: 2026-11-22.
std::string today();

}  // namespace hallwright
