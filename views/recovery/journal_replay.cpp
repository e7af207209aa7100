#include "views/recovery/journal_replay.h"

#include "model/storage/edit_text.h"
#include "model/storage/validate.h"

#include <fmt/core.h>

#include <fstream>
#include <sstream>
#include <vector>

namespace hallwright {

namespace fs = std::filesystem;

namespace {

// The program makes a new one of a few megabytes; this is no journal of ours.
constexpr std::uintmax_t mostJournalBytes = std::uintmax_t{1} << 30;

Error journalFault(std::string message) { return {ErrorCode::File, std::move(message), {}}; }

Result<std::string> readJournal(const fs::path& journal) {
    std::error_code status;
    if (!fs::is_regular_file(journal, status)) return journalFault("its journal is missing");
    if (fs::file_size(journal, status) > mostJournalBytes)
        return journalFault("its journal is larger than any is");
    std::ifstream in(journal, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return journalFault("its journal cannot be read");
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
        if (document && document->id == header.documentId &&
            document->revision == header.revision &&
            (header.saved.empty() || contentChecksum(document->base) == header.saved))
            return document;
    }
    return journalFault(std::move(reason));
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

/// An edit of a line, and where the line ends in the journal.
struct ReadLine {
    Edit edit;
    std::size_t end;
};

Result<Edit> replayLine(std::string_view line, Document& document) {
    Result<Edit> edit = editFromText(line, document.base, document.nextId);
    if (!edit) return edit.error();
    if (edit->target != "base")
        return journalFault("it is for a variant that the hall does not have");
    if (Result<void> done = apply(document.base, *edit); !done) return done.error();
    return edit;
}

/// Takes lines back from the end until the hall is one that can be saved, and says why. Between a
/// hall that is good and one that is not lies an edit that spoils it: looked for by halves, since
/// looking at a whole hall takes longer than an edit.
Result<void> takeBackWhatSpoils(Document& document, std::vector<ReadLine>& lines) {
    Result<void> reason = validate(document.base, document.nextId);
    if (reason) return {};
    std::size_t good = 0, bad = lines.size(), at = lines.size();
    while (bad - good > 1) {
        const std::size_t middle = good + (bad - good) / 2;
        for (; at > middle; --at)
            if (Result<void> done = apply(document.base, inverse(lines[at - 1].edit)); !done)
                return done;
        for (; at < middle; ++at)
            if (Result<void> done = apply(document.base, lines[at].edit); !done) return done;
        Result<void> valid = validate(document.base, document.nextId);
        (valid ? good : bad) = middle;
        if (!valid) reason = std::move(valid);
    }
    for (; at > good; --at)
        if (Result<void> done = apply(document.base, inverse(lines[at - 1].edit)); !done)
            return done;
    for (; at < good; ++at)
        if (Result<void> done = apply(document.base, lines[at].edit); !done) return done;
    lines.resize(good);
    return reason;
}

}  // namespace

Result<ReplayedJournal> replayJournal(const JournalPlace& place) {
    const Result<std::string> text = readJournal(place.journal());
    if (!text) return text.error();
    const std::size_t end = text->find('\n');
    if (end == text->npos) return journalFault("its journal is cut short");
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
    std::vector<ReadLine> lines;
    const auto damage = [&](std::size_t stop, const Error& why) {
        const bool last = text->find('\n', stop + 1) == text->npos;
        out.damage =
            fmt::format("line {} of its journal is damaged ({}); {}", lines.size() + 2, why.text(),
                        last ? "the edits before it are kept" : "the edits from there on are lost");
    };
    // What follows the last line break was being written when the program ended.
    while (begin < text->size()) {
        const std::size_t stop = text->find('\n', begin);
        if (stop == text->npos) break;
        const std::string_view line = std::string_view(*text).substr(begin, stop - begin);
        Result<Edit> edit = replayLine(line, out.document);
        if (!edit) {
            damage(stop, edit.error());
            break;
        }
        begin = stop + 1;
        lines.push_back({std::move(edit).value(), begin});
    }
    if (const Result<void> good = takeBackWhatSpoils(out.document, lines); !good) {
        begin = lines.empty() ? first : lines.back().end;
        damage(text->find('\n', begin), good.error());
    }
    for (ReadLine& line : lines)
        remember(out.history, std::move(line.edit));
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
    if (end == line.npos) return journalFault("its journal is cut short");
    return journalHeaderFromText(std::string_view(line).substr(0, end));
}

}  // namespace hallwright
