#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace hallwright {

/// What kind of failure an Error is; the command line turns it into an exit code.
enum class ErrorCode {
    Usage,       ///< asked in a way that cannot be answered (exit 2)
    File,        ///< a file is missing, damaged, from the future or cannot be written (exit 3)
    Invalid,     ///< the content of a file or a value is wrong (exit 3)
    NotFound,    ///< a name that finds nothing (exit 2)
    DoesNotFit,  ///< a need that no layout can meet (exit 1)
    Refused,     ///< an edit that could not be stored (exit 3)
};

/// An expected failure: one sentence for the user, and where it stands (file and line, or object).
struct Error {
    ErrorCode code = ErrorCode::Invalid;
    std::string message;
    std::string where;

    /// "where: message", or the message alone.
    std::string text() const { return where.empty() ? message : where + ": " + message; }
    /// The same error with a place, if it has none yet.
    Error at(std::string place) const {
        return where.empty() ? Error{code, message, std::move(place)} : *this;
    }
};

/// Why an edit is refused, or a file that the user may change.
inline Error refused(std::string message, std::string where = {}) {
    return {ErrorCode::Refused, std::move(message), std::move(where)};
}

/// What a file or a value says is wrong.
inline Error invalid(std::string message, std::string where = {}) {
    return {ErrorCode::Invalid, std::move(message), std::move(where)};
}

/// A value or a reason. Ask before taking: value() asserts success.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_content.index() == 0; }
    T& value() & {
        assert(*this);
        return *std::get_if<0>(&m_content);
    }
    const T& value() const& {
        assert(*this);
        return *std::get_if<0>(&m_content);
    }
    T&& value() && {
        assert(*this);
        return std::move(*std::get_if<0>(&m_content));
    }
    const T* operator->() const { return &value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const Error& error() const {
        assert(!*this);
        return *std::get_if<1>(&m_content);
    }

private:
    std::variant<T, Error> m_content;
};

/// Success or a reason.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    explicit operator bool() const { return !m_error; }
    const Error& error() const {
        assert(m_error);
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

}  // namespace hallwright
