#include "app/edited_hall.h"

#include "app/open_hall.h"
#include "model/base/nearest.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

namespace hallwright {

Result<EditedHall> EditedHall::open(const std::string& file, const std::string& out) {
    if (!out.ends_with(".hall"))
        return Error{ErrorCode::Usage, "say where the hall goes: -o FILE.hall", {}};
    Result<Document> document = openHall(file);
    if (!document) return document.error();
    EditedHall edited;
    edited.m_document = std::move(document).value();
    edited.m_out = out;
    return edited;
}

Result<void> EditedHall::apply(const Result<Edit>& edit) {
    if (!edit) return edit.error();
    if (Result<void> done = hallwright::apply(m_document.base, *edit); !done) return done;
    std::printf("%s\n", edit->label.c_str());
    return {};
}

Result<void> EditedHall::save() {
    ++m_document.revision;
    return saveDocument(m_document, m_out);
}

Result<PartId> findHallPart(const Hall& hall, const std::string& name) {
    if (const PartId exact = hall.findPart(name)) return exact;
    const std::string wanted = lowered(trimmed(name));
    std::vector<PartId> found;
    std::vector<std::string> ids;
    hall.parts.forEach([&](PartId id, const FrozenPart& row) {
        if (!row.part) return;
        ids.push_back(row.part->id);
        const auto called = [&](const std::string& alias) { return lowered(alias) == wanted; };
        if (called(row.part->name) ||
            std::any_of(row.part->aliases.begin(), row.part->aliases.end(), called))
            found.push_back(id);
    });
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        std::vector<std::string> which;
        for (const PartId id : found)
            which.push_back(hall.part(id)->id);
        return Error{
            ErrorCode::NotFound,
            fmt::format("\"{}\" is several parts of the hall: {}", name, joined(which, ", ")),
            {}};
    }
    constexpr std::size_t mostShown = 3;
    const std::vector<std::string> near = nearestNames(name, ids, mostShown);
    return Error{ErrorCode::NotFound,
                 fmt::format("the hall has no part \"{}\"; {}", name,
                             near.empty() ? std::string("parts HALL lists all")
                                          : "did you mean " + joined(near, ", ") + "?"),
                 {}};
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm day{};
    localtime_r(&now, &day);
    return fmt::format("{:04}-{:02}-{:02}", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

}  // namespace hallwright
