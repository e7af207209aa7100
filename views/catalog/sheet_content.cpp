#include "views/catalog/sheet_content.h"

#include "model/parts/part_class.h"
#include "model/parts/part_status.h"
#include "views/reading_text.h"

#include <QObject>

#include <algorithm>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

/// First words of the ids that stand below one heading; the last takes all others.
struct SectionRow {
    const char* title;
    std::string_view words;  ///< each between blanks
};

constexpr SectionRow sections[] = {
    {QT_TR_NOOP("Power"), " power shelf rating backup fuel busbar loss resistance "},
    {QT_TR_NOOP("Cooling"), " heat cooling coupling rejection fluid pipe "},
    {QT_TR_NOOP("Compute"), " compute scale_up node "},
    {QT_TR_NOOP("Network"),
     " switch engine laser nic optics cable connector panel link fibre fabric "},
    {QT_TR_NOOP("Body"), " size mass rack floor frame tray part "},
    {QT_TR_NOOP("Reliability"), " reliability "},
    {QT_TR_NOOP("Money"), " price cost "},
    {QT_TR_NOOP("Climate and grid"), " tariff climate carbon "},
    {QT_TR_NOOP("Limits and assumptions"), ""},
};

/// What one asks first of a part.
constexpr Property askedFirst[] = {
    Property::powerTdp,      Property::powerPeak,
    Property::powerTypical,  Property::powerIdle,
    Property::ratingPower,   Property::ratingApparent,
    Property::ratingCurrent, Property::coolingCapacity,
    Property::coolingMedium, Property::liquidFraction,
    Property::ratedFlow,     Property::gpuPackages,
    Property::sizeWidth,     Property::sizeDepth,
    Property::sizeHeight,    Property::rackUnits,
    Property::mass,          Property::price,
};

bool standsElsewhere(Property property) {
    return property == Property::connections || property == Property::nameHistory ||
           property == Property::statusSince;
}

/// By what parts of a kind are compared in size: what they draw, else what they are rated for.
std::optional<double> magnitude(const Part& part) {
    for (const Property property :
         {Property::powerTdp, Property::ratingPower, Property::coolingCapacity,
          Property::ratingApparent, Property::ratingCurrent, Property::linkSpeed, Property::mass})
        if (const std::optional<double> value = part.number(property); value && *value > 0.0)
            return value;
    return std::nullopt;
}

}  // namespace

int sectionRank(Property property) {
    const std::string_view id = info(property).id;
    const std::string word = " " + std::string(id.substr(0, id.find('.'))) + " ";
    const auto at =
        std::find_if(std::begin(sections), std::end(sections) - 1, [&](const SectionRow& row) {
            return row.words.find(word) != std::string_view::npos;
        });
    return static_cast<int>(at - std::begin(sections));
}

QString sectionTitle(int rank) { return QObject::tr(sections[rank].title); }

int lineRank(Property property) {
    const auto at = std::find(std::begin(askedFirst), std::end(askedFirst), property);
    return at == std::end(askedFirst)
               ? static_cast<int>(std::size(askedFirst)) + static_cast<int>(property)
               : static_cast<int>(at - std::begin(askedFirst));
}

std::vector<SheetSection> sheetSections(const Part& part) {
    std::map<int, SheetSection> found;
    for (const Datum& datum : part.data)
        if (!datum.readings.empty() && !standsElsewhere(datum.property)) {
            const int rank = sectionRank(datum.property);
            SheetSection& section = found[rank];
            section.title = sectionTitle(rank);
            section.data.push_back(&datum);
        }
    std::vector<SheetSection> out;
    for (auto& [rank, section] : found) {
        std::stable_sort(section.data.begin(), section.data.end(),
                         [](const Datum* a, const Datum* b) {
                             return lineRank(a->property) < lineRank(b->property);
                         });
        out.push_back(std::move(section));
    }
    return out;
}

bool disagrees(const Datum& datum) {
    const Reading& first = datum.readings.front();
    return std::any_of(datum.readings.begin(), datum.readings.end(), [&](const Reading& other) {
        return other.number != first.number || other.text != first.text || other.x != first.x ||
               other.values != first.values || other.unknown != first.unknown;
    });
}

QStringList notGiven(const Part& part) {
    QStringList titles;
    for (const PartClass& row : allPartClasses())
        if (row.kind == part.kind && !part.find(row.property)) titles += sheetTitle(row.property);
    return titles;
}

std::vector<PartPtr> similarParts(const Catalog& catalog, const Part& part, std::size_t most) {
    const std::optional<double> here = magnitude(part);
    std::vector<std::pair<double, PartPtr>> found;
    for (const auto& [id, other] : catalog.parts()) {
        if (other->kind != part.kind || other->id == part.id || isRetired(other->status)) continue;
        const std::optional<double> there = magnitude(*other);
        // Those that give no figure come last.
        const double far = here && there ? std::abs(std::log(*there / *here)) : HUGE_VAL;
        found.emplace_back(far, other);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<PartPtr> out;
    for (std::size_t i = 0; i < found.size() && i < most; ++i)
        out.push_back(found[i].second);
    return out;
}

std::vector<PartHolder> holdersOf(const Catalog& catalog, const Part& part) {
    std::vector<PartHolder> out;
    for (const auto& [id, other] : catalog.parts()) {
        int count = 0;
        for (const Content& content : other->contents)
            if (content.part == part.id) count += content.count;
        if (count > 0) out.push_back({other, count});
    }
    return out;
}

}  // namespace hallwright
