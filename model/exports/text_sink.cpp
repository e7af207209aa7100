#include "model/exports/text_sink.h"

namespace hallwright {

namespace fs = std::filesystem;

namespace {

fs::path partOf(fs::path file) {
    file += ".part";
    return file;
}

Error cannotWrite(const fs::path& file) {
    return {ErrorCode::File, "the file cannot be written; choose another place", file.string()};
}

}  // namespace

Result<TextSink> TextSink::open(const fs::path& file) {
    if (file.empty() || file == "-") return TextSink({}, stdout);
    std::FILE* out = std::fopen(partOf(file).c_str(), "wb");
    if (!out) return cannotWrite(file);
    return TextSink(file, out);
}

TextSink::TextSink(TextSink&& other) noexcept
    : m_file(std::move(other.m_file)), m_out(std::exchange(other.m_out, nullptr)),
      m_text(std::move(other.m_text)), m_failed(other.m_failed) {}

TextSink::~TextSink() {
    if (!m_out || m_out == stdout) return;
    std::fclose(m_out);
    std::error_code ignored;
    fs::remove(partOf(m_file), ignored);
}

void TextSink::flush() {
    if (std::fwrite(m_text.data(), 1, m_text.size(), m_out) != m_text.size()) m_failed = true;
    m_text.clear();
}

Result<void> TextSink::close() {
    flush();
    if (m_out == stdout) {
        const bool failed = std::fflush(stdout) != 0 || m_failed;
        m_out = nullptr;
        if (failed) return Error{ErrorCode::File, "standard output cannot be written", {}};
        return {};
    }
    if (std::fclose(m_out) != 0) m_failed = true;
    m_out = nullptr;
    std::error_code failed, ignored;
    if (!m_failed) fs::rename(partOf(m_file), m_file, failed);
    if (!m_failed && !failed) return {};
    fs::remove(partOf(m_file), ignored);
    return cannotWrite(m_file);
}

}  // namespace hallwright
