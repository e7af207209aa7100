#include "model/base/csv_text.h"

namespace hallwright {

namespace {

bool looksLikeFormula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

}  // namespace

std::string plainCsvCell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    quoted += '"';
    return quoted;
}

std::string csvCell(std::string_view text) {
    if (!looksLikeFormula(text)) return plainCsvCell(text);
    std::string out("'");
    out += text;
    return plainCsvCell(out);
}

}  // namespace hallwright
