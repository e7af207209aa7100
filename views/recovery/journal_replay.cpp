#include "views/recovery/journal_replay.h"

#include "model/storage/edit_text.h"

#include <fmt/core.h>

#include <fstream>
#include <sstream>

namespace hallwright {

namespace fs = std::filesystem;

namespace {

// The program makes a new one of a few megabytes; this is no journal of ours.
constexpr std::uintmax_t mostJournalBytes = std::uintmax_t{1} << 30;

Error fault(std::string message) { return {ErrorCode::File, std::move(message), {}}; }

Result<std::string> readJournal(const fs::path& journal) {
    std::error_code status;
    if (!fs::is_regular_file(journal, status)) return fault("its journal is missing");
    if (fs::file_size(journal, status) > mostJournalBytes)
        return fault("its journal is larger than any is");
    std::ifstream in(journal, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return fault("its journal cannot be read");
    return text.str();
}

/// The hall the edits begin with: beside the journal, else in the file it was opened from.
Result<Document> readBase(const JournalPlace& place, const JournalHeader& header, bool& beside) {
    std::string reason = "the hall its edits begin with is missing";
    std::error_code status;
    const fs::path base = place.folder / header.base;
    beside = false;
    if (fs::exists(base, status)) {
        Result<Document> document = openDocument(base);
        if (document) {
            beside = true;
            return document;
        }
        reason = document.error().text();
    }
    if (header.baseIsSaved && !header.path.empty()) {
        Result<Document> document = openDocument(header.path);
        if (document && document->id == header.documentId && document->revision == header.revision)
            return document;
    }
    return fault(std::move(reason));
}

/// Takes an edit into the history: the edit before it taken back is an undo, the one that was
/// undone last is a redo.
void remember(EditHistory& history, Edit edit) {
    if (history.done > 0 && edit == inverse(history.edits[history.done - 1])) {
        --history.done;
        return;
    }
    if (history.done < history.edits.size() && edit == history.edits[history.done]) {
        ++history.done;
        return;
    }
    if (history.savedAt && *history.savedAt > history.done) history.savedAt.reset();
    history.edits.resize(history.done);
    history.edits.push_back(std::move(edit));
    ++history.done;
}

Result<void> replayLine(std::string_view line, ReplayedJournal& out) {
    Document& document = out.document;
    Result<Edit> edit = editFromText(line, document.base, document.nextId);
    if (!edit) return edit.error();
    if (edit->target != "base") return fault("it is for a variant that the hall does not have");
    if (Result<void> done = apply(document.base, *edit); !done) return done;
    remember(out.history, std::move(edit).value());
    return {};
}

}  // namespace

Result<ReplayedJournal> replayJournal(const JournalPlace& place) {
    const Result<std::string> text = readJournal(place.journal());
    if (!text) return text.error();
    const std::size_t end = text->find('\n');
    if (end == text->npos) return fault("its journal is cut short");
    const Result<JournalHeader> header =
        journalHeaderFromText(std::string_view(*text).substr(0, end));
    if (!header) return header.error();

    ReplayedJournal out;
    out.header = *header;
    Result<Document> base = readBase(place, *header, out.baseBeside);
    if (!base) return base.error();
    out.base = std::move(base).value();
    out.base.id = header->documentId;
    out.base.revision = header->revision;
    out.document = out.base;
    if (!header->baseIsSaved) out.history.savedAt.reset();

    const std::size_t first = end + 1;
    std::size_t begin = first;
    // What follows the last line break was being written when the program ended.
    for (int number = 2; begin < text->size(); ++number) {
        const std::size_t stop = text->find('\n', begin);
        if (stop == text->npos) break;
        const std::string_view line = std::string_view(*text).substr(begin, stop - begin);
        if (const Result<void> done = replayLine(line, out); !done) {
            const bool last = text->find('\n', stop + 1) == text->npos;
            out.damage = fmt::format(
                "line {} of its journal is damaged ({}); {}", number, done.error().text(),
                last ? "the edits before it are kept" : "the edits from there on are lost");
            break;
        }
        begin = stop + 1;
    }
    out.lines = text->substr(first, begin - first);
    return out;
}

Result<JournalHeader> readJournalHeader(const fs::path& journal) {
    std::ifstream in(journal, std::ios::binary);
    std::string line;
    // A header holds a path and some names.
    line.resize(std::size_t{1} << 16);
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(in.gcount()));
    const std::size_t end = line.find('\n');
    if (end == line.npos) return fault("its journal is cut short");
    return journalHeaderFromText(std::string_view(line).substr(0, end));
}

}  // namespace hallwright
