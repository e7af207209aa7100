#include "model/reports/workbook.h"

#include "model/base/text.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <set>

namespace hallwright {

namespace fs = std::filesystem;

namespace {

/// Longest text of a cell and of the name of a sheet, by the file format.
constexpr std::size_t longestText = 32767;
constexpr std::size_t longestSheetName = 31;

/// At most so many bytes, never half a character.
std::string cutBytes(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
        --most;
    text.resize(most);
    return text;
}

}  // namespace

struct Workbook::Book {
    fs::path file, part;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format* formats[4] = {};  ///< by Style
    lxw_format* head = nullptr;
    std::size_t row = 0, columns = 0;
    std::set<std::string> names;
    std::string problem;

    void write(std::size_t column, const Cell& cell, Style style) {
        const lxw_row_t r = static_cast<lxw_row_t>(row);
        const lxw_col_t c = static_cast<lxw_col_t>(column);
        lxw_format* format = formats[static_cast<std::size_t>(style)];
        if (const double* number = std::get_if<double>(&cell))
            worksheet_write_number(sheet, r, c, *number, format);
        else if (const Formula* formula = std::get_if<Formula>(&cell))
            worksheet_write_formula_num(sheet, r, c, formula->text.c_str(), format, formula->value);
        else if (const std::string* text = std::get_if<std::string>(&cell); text && !text->empty())
            worksheet_write_string(sheet, r, c, cutBytes(*text, longestText).c_str(), format);
    }
    bool hasRoom() {
        if (row < mostRows) return true;
        if (problem.empty())
            problem = fmt::format("a sheet holds {} rows and there are more; write the table as "
                                  "CSV, or one fabric alone",
                                  grouped(static_cast<long long>(mostRows)));
        return false;
    }
};

Workbook::Workbook(std::unique_ptr<Book> book) : m_book(std::move(book)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;

Workbook::~Workbook() {
    if (!m_book || !m_book->book) return;
    workbook_close(m_book->book);
    std::error_code ignored;
    fs::remove(m_book->part, ignored);
}

Result<Workbook> Workbook::create(const fs::path& file) {
    std::unique_ptr<Book> book = std::make_unique<Book>();
    book->file = file;
    book->part = file;
    book->part += ".part";
    // The library opens the file only when it is complete: too late to choose another place.
    std::FILE* possible = std::fopen(book->part.c_str(), "wb");
    if (!possible)
        return Error{ErrorCode::File, "the file cannot be written; choose another place",
                     file.string()};
    std::fclose(possible);
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book->book = workbook_new_opt(book->part.c_str(), &options);
    if (!book->book) return Error{ErrorCode::File, "the workbook cannot be created", file.string()};
    // The same hall gives the same file, whenever it is written.
    lxw_doc_properties properties{};
    properties.created = 315532800;  // 1 January 1980, when dates in a ZIP file begin
    workbook_set_properties(book->book, &properties);
    book->head = workbook_add_format(book->book);
    format_set_bold(book->head);
    format_set_bottom(book->head, LXW_BORDER_THIN);
    for (const Style style : {Style::Money, Style::Bold, Style::BoldMoney}) {
        lxw_format* format = workbook_add_format(book->book);
        if (style != Style::Bold) format_set_num_format(format, "#,##0.00");
        if (style != Style::Money) format_set_bold(format);
        book->formats[static_cast<std::size_t>(style)] = format;
    }
    return Workbook(std::move(book));
}

void Workbook::addSheet(std::string name, std::vector<Column> columns) {
    for (char& c : name)
        if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos ||
            static_cast<unsigned char>(c) < ' ')
            c = '-';
    if (name.empty()) name = "Sheet";
    std::string own = cutBytes(name, longestSheetName);
    for (int n = 2; !m_book->names.insert(lowered(own)).second; ++n) {
        const std::string ending = fmt::format(" ({})", n);
        own = cutBytes(name, longestSheetName - ending.size()) + ending;
    }
    m_book->sheet = workbook_add_worksheet(m_book->book, own.c_str());
    m_book->row = 0;
    m_book->columns = columns.size();
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const lxw_col_t column = static_cast<lxw_col_t>(c);
        worksheet_set_column(m_book->sheet, column, column, columns[c].width, nullptr);
        worksheet_write_string(m_book->sheet, 0, column, columns[c].heading.c_str(), m_book->head);
    }
    worksheet_freeze_panes(m_book->sheet, 1, 0);
    m_book->row = 1;
}

void Workbook::addRow(std::span<const Cell> cells) {
    if (!m_book->hasRoom()) return;
    for (std::size_t c = 0; c < cells.size(); ++c)
        m_book->write(c, cells[c], Style::Plain);
    ++m_book->row;
}

void Workbook::addStyledRow(std::initializer_list<Styled> cells) {
    if (!m_book->hasRoom()) return;
    std::size_t c = 0;
    for (const Styled& styled : cells)
        m_book->write(c++, styled.cell, styled.style);
    ++m_book->row;
}

std::size_t Workbook::rows() const { return m_book->row; }

void Workbook::addFilter() {
    if (m_book->row < 2 || m_book->columns == 0) return;
    worksheet_autofilter(m_book->sheet, 0, 0, static_cast<lxw_row_t>(m_book->row - 1),
                         static_cast<lxw_col_t>(m_book->columns - 1));
}

Result<void> Workbook::close() {
    const lxw_error status = workbook_close(m_book->book);
    m_book->book = nullptr;
    std::error_code failed, ignored;
    std::string problem = m_book->problem;
    if (problem.empty() && status != LXW_NO_ERROR)
        problem = fmt::format("the workbook cannot be written: {}", lxw_strerror(status));
    if (problem.empty()) fs::rename(m_book->part, m_book->file, failed);
    if (failed) problem = "the file cannot be written; choose another place";
    if (problem.empty()) return {};
    fs::remove(m_book->part, ignored);
    return Error{m_book->problem.empty() ? ErrorCode::File : ErrorCode::Usage, problem,
                 m_book->file.string()};
}

}  // namespace hallwright
