#include "app/user_catalog_command.h"

#include "app/arguments.h"
#include "app/edited_hall.h"
#include "app/open_hall.h"
#include "catalog/catalog_text.h"
#include "catalog/user_catalog.h"
#include "model/base/text.h"
#include "model/parts/part_fault.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace hallwright {

namespace {

/// Number and unit as typed, so that the catalog keeps the words of the user: "142kW", "6 in".
Result<void> readNumber(const std::string& text, const PropertyInfo& property, Reading& reading) {
    const std::string_view all = trimmed(text);
    double number = 0.0;
    const auto [end, status] = std::from_chars(all.data(), all.data() + all.size(), number);
    const std::string unit(trimmed(all.substr(static_cast<std::size_t>(end - all.data()))));
    const std::string written = unit.empty() && property.dimension == Dimension::One ? "1" : unit;
    if (status == std::errc())
        if (const Result<Value> value = convert(number, written, property.dimension)) {
            reading.number = value->si;
            reading.unit = written;
            return {};
        }
    const Result<Value> value = parseQuantity(text, property.dimension);
    if (!value) return usage(value.error().message);
    reading.number = value->si;
    reading.unit = siUnit(property.dimension);
    return {};
}

Result<Reading> readingOf(const PropertyInfo& property, const Arguments& arguments) {
    Reading reading;
    reading.source = arguments.value("--source", std::string(userSource));
    const bool own = isUserSource(reading.source);
    const std::string grade = arguments.value("--grade", own ? "D" : "B");
    if (own && grade != "D")
        return usage("your own word has grade D; name the document that says it with --source ID");
    if (grade.size() != 1 || grade[0] < 'A' || grade[0] > 'D')
        return usage("--grade is one of A, B, C, D");
    reading.grade = static_cast<Grade>(grade[0]);
    reading.asOf = arguments.value("--date", today());
    if (!isPartDate(reading.asOf))
        return usage("--date is a year, a month or a day: 2026, 2026-03, 2026-03-31");
    reading.why = std::string(trimmed(arguments.value("--why")));
    if (reading.why.empty()) return usage("say why: --why TEXT");
    const std::string& text = arguments.words[2];
    if (text == "unknown") {
        reading.unknown = true;
        return reading;
    }
    switch (property.shape) {
    case Shape::Number:
        if (Result<void> done = readNumber(text, property, reading); !done) return done.error();
        return reading;
    case Shape::Text:
    case Shape::Reference:
        reading.text = text;
        return reading;
    case Shape::Curve:
    case Shape::List:
        break;
    }
    return usage(fmt::format("{} is a {}; write it in a file of your catalog, see the manual on "
                             "parts of your own",
                             property.id, property.shape == Shape::Curve ? "curve" : "list"));
}

/// What the user's word has from the reading that it corrects, for the user to see.
std::string takenOverText(const Reading& reading, const Arguments& arguments) {
    std::string what;
    if (!arguments.has("--at") && !reading.at.empty()) what = "at " + reading.at;
    if (!arguments.has("--includes") && !reading.includes.empty())
        what += (what.empty() ? "includes " : ", includes ") + reading.includes;
    if (what.empty()) return {};
    return fmt::format("taken over from the value it corrects: {}; --at and --includes say "
                       "otherwise\n",
                       what);
}

/// Puts a reading before all others and chooses it; one of the same source that the user entered
/// before is replaced. Gives back what is to be told.
std::string chooseOver(Part& part, const Part* shipped, Property property, Reading reading,
                       const Arguments& arguments) {
    const auto at = std::lower_bound(part.data.begin(), part.data.end(), property,
                                     [](const Datum& d, Property p) { return d.property < p; });
    const bool fresh = at == part.data.end() || at->property != property;
    Datum& datum = fresh ? *part.data.insert(at, Datum{property, {}, 0}) : *at;
    // The user's word takes the place of the reading it corrects: the same plane, holding the same
    // things. A document says its own.
    if (!fresh && isUserSource(reading.source)) {
        reading.at = datum.reading().at;
        reading.includes = datum.reading().includes;
    }
    if (arguments.has("--at")) reading.at = arguments.value("--at");
    if (arguments.has("--includes")) reading.includes = arguments.value("--includes");
    std::string note = takenOverText(reading, arguments);
    const Datum* below = shipped ? shipped->find(property) : nullptr;
    std::erase_if(datum.readings, [&](const Reading& r) {
        const bool isShipped = below && std::find(below->readings.begin(), below->readings.end(),
                                                  r) != below->readings.end();
        return !isShipped && (r.source == reading.source ||
                              (isUserSource(r.source) && isUserSource(reading.source)));
    });
    datum.readings.insert(datum.readings.begin(), std::move(reading));
    datum.chosen = 0;
    return note;
}

Result<Property> propertyNamed(const std::string& id) {
    if (const std::optional<Property> property = findProperty(id)) return *property;
    return usage(fmt::format("\"{}\" is not a property; describe properties lists them", id));
}

Result<Catalog> overridden(const Catalog& shipped, UserCatalog& user, const Arguments& arguments) {
    const Result<Property> property = propertyNamed(arguments.words[1]);
    if (!property) return property.error();
    const Result<Reading> reading = readingOf(info(*property), arguments);
    if (!reading) return reading.error();
    std::string note;
    Result<Catalog> catalog = user.change(arguments.words[0], [&](const Part& now) -> Result<Part> {
        Part changed = now;
        note = chooseOver(changed, shipped.find(now.id).get(), *property, *reading, arguments);
        return changed;
    });
    if (catalog) std::fputs(note.c_str(), stdout);
    return catalog;
}

/// The readings of a property with the numbers that `catalog choose` takes.
std::string numberedText(const Catalog& catalog, const PropertyInfo& property, const Datum& datum) {
    std::string out;
    for (std::size_t i = 0; i < datum.readings.size(); ++i) {
        const Reading& reading = datum.readings[i];
        const auto source = catalog.sources().find(reading.source);
        out +=
            fmt::format("{} {}  {}, {}, grade {}, {}\n", i == datum.chosen ? "*" : " ", i + 1,
                        readingText(property, reading),
                        source == catalog.sources().end() ? reading.source : source->second.title,
                        static_cast<char>(reading.grade), reading.asOf);
    }
    return out;
}

/// `catalog choose PART PROPERTY N`; without N it shows what there is to choose from.
Result<Catalog> chosen(UserCatalog& user, const Arguments& arguments) {
    const Result<Property> property = propertyNamed(arguments.words[1]);
    if (!property) return property.error();
    const Result<Catalog> now = user.read();
    if (!now) return now.error();
    const PartPtr part = now->find(arguments.words[0]);
    if (!part)
        return Error{ErrorCode::NotFound,
                     fmt::format("there is no part {}; give its id", arguments.words[0]),
                     {}};
    const PropertyInfo& row = info(*property);
    const Datum* datum = part->find(*property);
    if (!datum)
        return Error{
            ErrorCode::NotFound, fmt::format("part {} says nothing of {}", part->id, row.id), {}};
    if (arguments.words.size() < 3) {
        std::fputs(numberedText(*now, row, *datum).c_str(), stdout);
        return *now;
    }
    const std::string& text = arguments.words[2];
    std::size_t number = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (status != std::errc() || end != text.data() + text.size() || number < 1 ||
        number > datum->readings.size())
        return usage(fmt::format("give the number of a reading, from 1 to {}; catalog choose {} {} "
                                 "lists them",
                                 datum->readings.size(), part->id, row.id));
    std::string why(trimmed(arguments.value("--why")));
    if (why.empty() && trimmed(datum->readings[number - 1].why).empty())
        why = "chosen by you, " + today();
    return user.choose(part->id, *property, number - 1, why);
}

struct Form {
    std::string_view name;
    std::size_t least, words;
    std::string_view usage;
};
constexpr Form forms[] = {
    {"duplicate", 3, 3, "catalog duplicate PART NEW-ID NAME"},
    {"override", 3, 3,
     "catalog override PART PROPERTY VALUE --why TEXT [--source ID] [--grade A-D] [--date DATE] "
     "[--at PLANE] [--includes TEXT]"},
    {"choose", 2, 3, "catalog choose PART PROPERTY [N] [--why TEXT]"},
    {"retire", 1, 1, "catalog retire PART"},
    {"restore", 1, 1, "catalog restore PART"},
    {"remove", 1, 1, "catalog remove PART"},
};

const Form* formOf(std::string_view command) {
    for (const Form& form : forms)
        if (form.name == command) return &form;
    return nullptr;
}

Result<Catalog> done(const std::string& command, const Catalog& shipped, UserCatalog& user,
                     const Arguments& arguments) {
    const std::vector<std::string>& words = arguments.words;
    if (command == "duplicate") return user.duplicate(words[0], words[1], words[2]);
    if (command == "override") return overridden(shipped, user, arguments);
    if (command == "choose") return chosen(user, arguments);
    if (command == "remove") return user.remove(words[0]);
    return user.retire(words[0], command == "retire");
}

}  // namespace

bool isUserCatalogCommand(const std::string& command) { return formOf(command) != nullptr; }

int runUserCatalogCommand(const std::string& command, const std::vector<std::string>& words) {
    const Form& form = *formOf(command);
    const Result<Arguments> arguments = parseArguments(
        words, {},
        command == "choose"     ? std::vector<std::string>{"--why"}
        : command == "override" ? std::vector<std::string>{"--why", "--source", "--grade", "--date",
                                                           "--at", "--includes"}
                                : std::vector<std::string>{});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() < form.least || arguments->words.size() > form.words)
        return fail(usage(fmt::format("write {}", form.usage)));
    const Result<Catalog> shipped = shippedCatalog();
    if (!shipped) return fail(shipped.error());
    UserCatalog user(*shipped, userCatalogFolder());
    const Result<Catalog> catalog = done(command, *shipped, user, *arguments);
    if (!catalog) return fail(catalog.error());
    if (command == "choose" && arguments->words.size() < form.words) return 0;
    const std::string& id = arguments->words[command == "duplicate" ? 1 : 0];
    const PartPtr part = catalog->find(id);
    const std::string text =
        part ? partListText({part}) : fmt::format("{} is gone from your catalog\n", id);
    std::fputs(text.c_str(), stdout);
    return 0;
}

}  // namespace hallwright
