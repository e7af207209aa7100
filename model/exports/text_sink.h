#pragma once

#include "model/base/result.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string_view>

namespace hallwright {

/// Text on its way to a file or to standard output, written in large pieces so that a long table
/// never stands in memory. A file appears under its name when it is complete.
class TextSink {
public:
    /// "-" and an empty path are standard output.
    static Result<TextSink> open(const std::filesystem::path& file);
    TextSink(TextSink&& other) noexcept;
    TextSink& operator=(TextSink&&) = delete;
    /// Removes what was begun and not closed.
    ~TextSink();

    /// As it stands, braces too; with values it is a format.
    void add(std::string_view text) {
        m_text.append(text);
        if (m_text.size() >= pieceSize) flush();
    }
    template <typename... Values>
    void add(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(fmt::appender(m_text), format, std::forward<Values>(values)...);
        if (m_text.size() >= pieceSize) flush();
    }
    Result<void> close();

private:
    static constexpr std::size_t pieceSize = 1U << 18U;

    TextSink(std::filesystem::path file, std::FILE* out) : m_file(std::move(file)), m_out(out) {}
    void flush();

    std::filesystem::path m_file;  ///< empty: standard output
    std::FILE* m_out;
    fmt::memory_buffer m_text;
    bool m_failed = false;
};

}  // namespace hallwright
