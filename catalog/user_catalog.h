#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace hallwright {

/// Where the user's own catalog lies: $XDG_DATA_HOME/hallwright/catalog. Empty where there is no
/// home.
std::filesystem::path userCatalogFolder();

/// Shipped parts with the user's laid over them. A user part with a shipped id says only what
/// differs: its readings come first and are chosen, the shipped ones stay; name, status and aliases
/// replace where given. Errors name the user's file and line.
Result<Catalog> layered(const Catalog& shipped, const std::filesystem::path& userFolder);

/// Writes of the user's catalog. Each checks what it is about to write as `catalog check` does, and
/// changes nothing where that fails. `parts/own.toml` holds what the program writes; files that the
/// user wrote are read and never rewritten.
class UserCatalog {
public:
    UserCatalog(Catalog shipped, std::filesystem::path folder);

    /// The layered catalog as it is on disk now.
    Result<Catalog> read() const;
    /// A part of the user's own, new or in place of the one with its id; for a shipped id, only
    /// what differs from the shipped part is kept.
    Result<Catalog> put(const Part& part, const std::vector<Source>& sources = {});
    /// What is there now, given to `change`, becomes what that gives back. Nobody else writes in
    /// between; put, in contrast, takes away what others have said of the part since it was read.
    using Change = std::function<Result<Part>(const Part& now)>;
    Result<Catalog> change(const std::string& part, const Change& change,
                           const std::vector<Source>& sources = {});
    /// Counts with another reading from now on, by its place in the layered part; without a reason
    /// the reading keeps the one it has.
    Result<Catalog> choose(const std::string& part, Property property, std::size_t reading,
                           const std::string& why);
    /// What was read from a library of `source`, in files of its own (parts/ and sources/ with the
    /// name of the source): what an earlier import of it wrote is replaced, of a library that is
    /// not `whole` only part by part. Nothing that the user wrote is: own.toml lies over imported
    /// parts as over shipped ones, an id that is the user's is left to the user, and what the user
    /// changed or holds stays. `notes` says what came to be otherwise than asked.
    Result<Catalog> putImport(const std::string& source, const std::vector<Part>& parts,
                              const std::vector<Source>& sources, bool whole = true,
                              std::vector<std::string>* notes = nullptr);
    /// Takes an import back, whole; refused while the user's catalog builds on it.
    Result<Catalog> removeImport(const std::string& source);
    /// A copy under another id and name.
    Result<Catalog> duplicate(const std::string& part, const std::string& id,
                              const std::string& name);
    /// Not offered any more, or offered again with the status that it had.
    Result<Catalog> retire(const std::string& part, bool retired);
    /// Takes away what the user's catalog says of a part: an own part is gone, a shipped one is as
    /// shipped.
    Result<Catalog> remove(const std::string& part);

private:
    Catalog m_shipped;
    std::filesystem::path m_folder;
};

}  // namespace hallwright
