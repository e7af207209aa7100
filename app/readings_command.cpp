#include "app/readings_command.h"

#include "app/arguments.h"
#include "app/edited_hall.h"
#include "app/open_hall.h"
#include "model/base/nearest.h"
#include "model/base/text.h"
#include "model/edits/choose_readings.h"
#include "model/edits/override_reading.h"
#include "model/figures/explain.h"
#include "model/figures/slots.h"
#include "model/storage/json_text.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace hallwright {

namespace {

/// What of a hall is asked about: all of it, a part, or a property of a part or of all.
struct Scope {
    std::optional<PartId> part;
    std::optional<Property> property;
};

Result<Property> propertyOrNearest(const std::string& id) {
    if (const std::optional<Property> found = findProperty(id)) return *found;
    std::vector<std::string> ids;
    for (const PropertyInfo& row : allProperties())
        ids.emplace_back(row.id);
    const std::vector<std::string> near = nearestNames(id, ids, 1);
    return Error{ErrorCode::NotFound,
                 fmt::format("there is no property \"{}\"; {}", id,
                             near.empty() ? std::string("describe properties lists all")
                                          : fmt::format("did you mean \"{}\"?", near[0])),
                 {}};
}

Result<Scope> scopeOf(const Hall& hall, const Arguments& arguments) {
    Scope out;
    const std::vector<std::string>& words = arguments.words;
    if (words.size() > 1) {
        const Result<PartId> part = findHallPart(hall, words[1]);
        if (!part) return part.error();
        out.part = *part;
    }
    const std::string id =
        words.size() > 2 ? words[2] : arguments.value("--property", std::string());
    if (!id.empty()) {
        const Result<Property> property = propertyOrNearest(id);
        if (!property) return property.error();
        out.property = *property;
    }
    if (out.part && out.property && !arguments.has("--value") &&
        !hall.part(*out.part)->find(*out.property))
        return Error{ErrorCode::NotFound,
                     fmt::format("{} says nothing of {}", hall.part(*out.part)->id, id),
                     {}};
    return out;
}

/// Whether a datum is shown: in a hall as a whole only what documents disagree on.
bool isShown(const Scope& scope, PartId id, const Datum& datum) {
    if (scope.part && *scope.part != id) return false;
    if (scope.property) return *scope.property == datum.property;
    return scope.part || datum.readings.size() > 1;
}

std::string datumText(const Hall& hall, const Part& part, const Datum& datum) {
    std::string out = fmt::format("{}  {}\n", part.id, info(datum.property).id);
    for (std::size_t i = 0; i < datum.readings.size(); ++i)
        out += fmt::format("  {} {}  {}\n", i == datum.chosen ? "*" : " ", i + 1,
                           readingText(hall, datum, datum.readings[i]));
    return out;
}

std::string datumJson(const Part& part, const Datum& datum) {
    std::vector<std::string> readings;
    for (const Reading& r : datum.readings)
        readings.push_back(fmt::format(
            R"({{"value":{},"low":{},"high":{},"text":{},"source":{},"grade":"{}","as_of":{},"at":{},"includes":{},"why":{}}})",
            jsonNumber(r.number.value_or(unknown)), jsonNumber(r.low.value_or(unknown)),
            jsonNumber(r.high.value_or(unknown)), jsonString(r.text), jsonString(r.source),
            static_cast<char>(r.grade), jsonString(r.asOf), jsonString(r.at),
            jsonString(r.includes), jsonString(r.why)));
    return fmt::format(R"({{"part":{},"property":{},"unit":{},"chosen":{},"readings":[{}]}})",
                       jsonString(part.id), jsonString(info(datum.property).id),
                       jsonString(siUnit(info(datum.property).dimension)), datum.chosen + 1,
                       joined(readings, ","));
}

void showReadings(const Hall& hall, const Scope& scope, bool json) {
    std::vector<std::string> shown;
    hall.parts.forEach([&](PartId id, const FrozenPart& row) {
        if (!row.part) return;
        for (const Datum& datum : row.part->data)
            if (isShown(scope, id, datum))
                shown.push_back(json ? datumJson(*row.part, datum)
                                     : datumText(hall, *row.part, datum));
    });
    std::string out = joined(shown, json ? ",\n" : "\n");
    if (json) out = shown.empty() ? "[]\n" : "[\n" + out + "\n]\n";
    if (!json && shown.empty()) out = "No two documents disagree on a part of this hall.\n";
    std::fputs(out.c_str(), stdout);
}

Result<Edit> chooseReading(const Hall& hall, const Scope& scope, const std::string& number) {
    if (!scope.part || !scope.property)
        return usage("say of what: readings HALL PART PROPERTY --choose N");
    std::size_t index = 0;
    const auto [end, code] = std::from_chars(number.data(), number.data() + number.size(), index);
    if (code != std::errc{} || end != number.data() + number.size() || index == 0)
        return usage("--choose takes the number of a reading, as readings HALL PART PROPERTY "
                     "shows it");
    return chooseReading(hall, *scope.part, *scope.property, index - 1);
}

Result<Edit> prefer(const Hall& hall, const Scope& scope, const std::string& by) {
    ReadingChoice choice;
    choice.part = scope.part;
    choice.property = scope.property;
    const std::size_t colon = by.find(':');
    const std::optional<ReadingRule> rule = findReadingRule(by.substr(0, colon));
    const bool isSource = rule == ReadingRule::Source;
    if (!rule || isSource != (colon != std::string::npos) || colon + 1 == by.size())
        return usage("--prefer is one of highest, lowest, newest, best-grade, source:ID");
    choice.rule = *rule;
    if (isSource) choice.source = by.substr(colon + 1);
    return chooseReadings(hall, choice);
}

Result<Edit> enter(const Hall& hall, const Scope& scope, const Arguments& arguments) {
    if (!scope.part || !scope.property)
        return usage("say of what: readings HALL PART PROPERTY --value VALUE --why TEXT");
    const std::string value = arguments.value("--value");
    const PropertyInfo& row = info(*scope.property);
    UserReading reading{
        .number = {}, .text = {}, .reason = arguments.value("--why"), .date = today()};
    if (row.shape == Shape::Number) {
        const Result<Value> number = parseQuantity(value, row.dimension);
        if (!number) return usage(number.error().message);
        reading.number = number->si;
    } else {
        reading.text = value;
    }
    return overrideReading(hall, *scope.part, *scope.property, reading);
}

Result<Edit> editOf(const Hall& hall, const Arguments& arguments) {
    const Result<Scope> scope = scopeOf(hall, arguments);
    if (!scope) return scope.error();
    if (arguments.has("--choose")) return chooseReading(hall, *scope, arguments.value("--choose"));
    if (arguments.has("--prefer")) return prefer(hall, *scope, arguments.value("--prefer"));
    if (arguments.has("--value")) return enter(hall, *scope, arguments);
    if (!scope->part || !scope->property)
        return usage("say of what: readings HALL PART PROPERTY --withdraw");
    return withdrawOverride(hall, *scope->part, *scope->property);
}

Result<void> showOrChoose(const Arguments& arguments) {
    const std::vector<std::string>& words = arguments.words;
    if (words.empty() || words.size() > 3)
        return usage("name one hall, then a part and a property where wanted");
    if (words.size() > 2 && arguments.has("--property"))
        return usage("the property is named twice; leave out --property");
    const auto asked =
        std::count_if(arguments.options.begin(), arguments.options.end(), [](const auto& option) {
            return option.first == "--choose" || option.first == "--prefer" ||
                   option.first == "--value" || option.first == "--withdraw";
        });
    if (asked > 1) return usage("ask for one of --choose, --prefer, --value, --withdraw");
    if (arguments.has("--value") != arguments.has("--why"))
        return usage("a value of your own needs a reason: --value VALUE --why TEXT");
    if (asked == 0) {
        if (arguments.has("-o")) return usage("nothing is changed; leave out -o");
        const Result<Document> document = openHall(words[0]);
        if (!document) return document.error();
        const Result<Scope> scope = scopeOf(document->base, arguments);
        if (!scope) return scope.error();
        showReadings(document->base, *scope, arguments.has("--json"));
        return {};
    }
    if (arguments.has("--json")) return usage("--json goes with the list; leave it out");
    Result<EditedHall> edited = EditedHall::open(words[0], arguments.value("-o", words[0]));
    if (!edited) return edited.error();
    const Result<void> done = edited.value().apply(editOf(edited->hall(), arguments));
    return done ? edited.value().save() : done;
}

}  // namespace

int runReadingsCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments =
        parseArguments(words, {"--json", "--withdraw"},
                       {"--choose", "--prefer", "--value", "--why", "--property", "-o"});
    if (!arguments) return fail(arguments.error());
    const Result<void> done = showOrChoose(*arguments);
    return done ? 0 : fail(done.error());
}

}  // namespace hallwright
