#pragma once

#include "model/base/result.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace hallwright {

/// A spreadsheet file on its way to disk, sheet after sheet and row after row, so that a long table
/// never stands in memory. The file appears under its name when it is complete.
class Workbook {
public:
    struct Column {
        std::string heading;
        double width = 10.0;  ///< in characters
    };
    struct Formula {
        std::string text;  ///< "=E2*H2"
        double value = 0.0;
    };
    using Cell = std::variant<std::monostate, std::string, double, Formula>;
    enum class Style { Plain, Money, Bold, BoldMoney };
    struct Styled {
        Cell cell;
        Style style = Style::Plain;
    };
    /// Rows of a sheet with its headings, by the file format.
    static constexpr std::size_t mostRows = 1048576;

    static Result<Workbook> create(const std::filesystem::path& file);
    Workbook(Workbook&&) noexcept;
    Workbook& operator=(Workbook&&) noexcept;
    /// Removes what was begun and not closed.
    ~Workbook();

    /// Begins a sheet with bold headings that stay in sight. Names are cut and numbered so that
    /// every spreadsheet takes them.
    void addSheet(std::string name, std::vector<Column> columns);
    /// Text is text whatever it begins with.
    void addRow(std::span<const Cell> cells);
    void addRow(std::initializer_list<Cell> cells) {
        addRow(std::span<const Cell>(cells.begin(), cells.size()));
    }
    void addStyledRow(std::initializer_list<Styled> cells);
    /// Rows of the sheet so far, the headings included.
    std::size_t rows() const;
    /// Lets the reader filter by any column, over the rows there are now.
    void addFilter();
    /// Writes the file; fails where it cannot, or where a sheet had more rows than fit.
    Result<void> close();

private:
    struct Book;
    explicit Workbook(std::unique_ptr<Book> book);

    std::unique_ptr<Book> m_book;
};

}  // namespace hallwright
