#pragma once

#include "model/base/result.h"

#include <map>
#include <string>
#include <vector>

namespace hallwright {

/// The words of a command line after the subcommand: what stands alone, and options with their
/// value.
struct Arguments {
    std::vector<std::string> words;
    std::map<std::string, std::string>
        options;  ///< "--severity" → "error"; a flag has an empty value

    bool has(const std::string& option) const { return options.contains(option); }
    std::string value(const std::string& option, std::string otherwise = {}) const;
};

/// Sorts the words. `flags` stand alone, `valued` take the next word (or follow "=").
Result<Arguments> parseArguments(const std::vector<std::string>& words,
                                 const std::vector<std::string>& flags,
                                 const std::vector<std::string>& valued);

/// A command line that cannot be answered as it stands; the sentence says what to give.
Error usage(std::string sentence);
/// What a subcommand ends with: DESIGN's 0 clean, 1 findings, 2 usage, 3 file.
int exitCode(const Error& error);
/// Prints "hallwright: sentence" on standard error and returns the exit code.
int fail(const Error& error);

}  // namespace hallwright
