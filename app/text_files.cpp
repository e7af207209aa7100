#include "app/text_files.h"

#include <cstdio>
#include <fstream>
#include <sstream>

namespace hallwright {

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

Result<std::string> readText(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return Error{ErrorCode::File, "the file cannot be read", file};
    return text.str();
}

Result<void> writeText(const std::string& text, const std::string& file) {
    if (file.empty() || file == "-") {
        print(text);
        return {};
    }
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out)
        return Error{ErrorCode::File, "the file cannot be written; choose another place", file};
    return {};
}

}  // namespace hallwright
