#include "model/parts/elevation.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace hallwright {

namespace {

// Guards against a slip of the hand, not limits of any rack.
constexpr std::size_t mostPlaces = 200;
constexpr int mostAcross = 64;
constexpr double mostUnits = 100.0;

Error fault(std::string message) { return {ErrorCode::Invalid, std::move(message), {}}; }

std::optional<double> number(std::string_view text) {
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<int> count(std::string_view text, int most) {
    int value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size() || value < 1 || value > most)
        return std::nullopt;
    return value;
}

bool isId(std::string_view text) {
    if (text.empty()) return false;
    for (const char c : text)
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') return false;
    return true;
}

/// A part's id, words in single quotes, or `free`.
bool readThing(std::string_view text, ElevationPlace& place) {
    if (text == "free") return true;
    if (text.size() > 2 && text.front() == '\'' && text.back() == '\'') {
        place.words = text.substr(1, text.size() - 2);
        return true;
    }
    place.part = text;
    return isId(text);
}

/// The pieces between commas; a comma in quotes divides nothing.
std::vector<std::string_view> pieces(std::string_view text) {
    std::vector<std::string_view> out;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '\'') quoted = !quoted;
        if (i < text.size() && (text[i] != ',' || quoted)) continue;
        out.push_back(trimmed(text.substr(begin, i - begin)));
        begin = i + 1;
    }
    return out;
}

Result<void> readPiece(std::string_view piece, Elevation& out) {
    const auto refuse = [&](std::string_view how) {
        return fault(fmt::format("\"{}\" cannot be read; {}", piece, how));
    };
    std::string_view rest = piece;
    int times = 1;
    if (const std::size_t star = rest.find('*');
        star != std::string_view::npos && star < rest.find('\'')) {
        const std::optional<int> read =
            count(trimmed(rest.substr(0, star)), static_cast<int>(mostPlaces));
        if (!read) return refuse("before * stands how many there are");
        times = *read;
        rest = trimmed(rest.substr(star + 1));
    }
    ElevationPlace place;
    const std::size_t quote = rest.rfind('\'');
    if (const std::size_t colon = rest.rfind(':');
        colon != std::string_view::npos && (quote == std::string_view::npos || colon > quote)) {
        const std::string_view height = trimmed(rest.substr(colon + 1));
        place.heightUnknown = height == "?";
        if (!place.heightUnknown) {
            place.units = number(height);
            if (!place.units || *place.units <= 0.0 || *place.units > mostUnits)
                return refuse("after : stands a height in units, or ? where none is published");
        }
        rest = trimmed(rest.substr(0, colon));
    }
    if (!rest.empty() && rest.front() == '[' && rest.back() == ']') {
        rest = trimmed(rest.substr(1, rest.size() - 2));
        const std::size_t space = rest.find(' ');
        const std::optional<int> read = space == std::string_view::npos
                                            ? std::nullopt
                                            : count(rest.substr(0, space), mostAcross);
        if (!read) return refuse("in brackets stand a count and a thing: [18 some-blade]");
        place.across = *read;
        rest = trimmed(rest.substr(space + 1));
        if (!place.units && !place.heightUnknown)
            return refuse("things side by side need a height: [18 some-blade]:10");
    }
    if (!readThing(rest, place))
        return refuse("a place is a part's id, words in single quotes, or free");
    if (place.part.empty() && !place.units && !place.heightUnknown)
        return refuse("what is no part needs a height: free:2, 'cable manager':1");
    if (out.places.size() + static_cast<std::size_t>(times) > mostPlaces)
        return fault(fmt::format("more than {} places in a rack", mostPlaces));
    out.places.insert(out.places.end(), static_cast<std::size_t>(times), place);
    return {};
}

}  // namespace

Result<Elevation> parseElevation(std::string_view text) {
    Elevation out;
    const std::size_t colon = text.find(':');
    const std::string_view frame =
        colon == std::string_view::npos ? std::string_view() : trimmed(text.substr(0, colon));
    if (frame != "?") {
        out.openRack = frame.ends_with("OU");
        const bool eia = !out.openRack && frame.ends_with("U");
        const std::size_t letters = out.openRack ? 2 : eia ? 1 : 0;
        out.units = letters == 0 ? std::nullopt : number(frame.substr(0, frame.size() - letters));
        if (!out.units || *out.units <= 0.0 || *out.units > mostUnits)
            return fault("it begins with the height of the frame: \"48U:\", \"44OU:\", or \"?:\" "
                         "where none is published");
    }
    for (const std::string_view piece : pieces(text.substr(colon + 1)))
        if (const Result<void> read = readPiece(piece, out); !read) return read.error();
    return out;
}

}  // namespace hallwright
