#include "catalog/part_search.h"

#include "model/base/nearest.h"
#include "model/base/text.h"

#include <algorithm>

namespace hallwright {

namespace {

/// All words by which a part is known, in lower case, divided by spaces.
std::string knownBy(const Part& part) {
    std::string all =
        part.id + ' ' + part.name + ' ' + part.vendor + ' ' + std::string(info(part.kind).title);
    for (const std::string& alias : part.aliases)
        all += ' ' + alias;
    return lowered(all);
}

/// How many letters may be wrong: short words turn into others too soon.
std::size_t slips(std::size_t letters) { return letters < 4 ? 0 : letters < 6 ? 1 : 2; }

/// A word that is meant to be typed as far as `word` goes, with a slip or two.
bool nearly(const std::string& word, const std::string& known) {
    const std::size_t most = slips(word.size());
    if (most == 0) return false;
    for (const std::string& token : split(known, ' ')) {
        if (token.size() + most < word.size()) continue;
        if (letterDistance(word, token) <= most ||
            letterDistance(word, token.substr(0, word.size())) <= most)
            return true;
    }
    return false;
}

}  // namespace

std::vector<PartPtr> findParts(const Catalog& catalog, std::string_view words) {
    const std::vector<std::string> wanted = split(lowered(words.substr(0, 200)), ' ');
    std::vector<PartPtr> found, near;
    for (const auto& [id, part] : catalog.parts()) {
        const std::string known = knownBy(*part);
        const auto holds = [&](const std::string& word) {
            return known.find(word) != std::string::npos;
        };
        if (std::all_of(wanted.begin(), wanted.end(), holds))
            found.push_back(part);
        else if (std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
                     return holds(word) || nearly(word, known);
                 }))
            near.push_back(part);
    }
    return found.empty() ? near : found;
}

}  // namespace hallwright
