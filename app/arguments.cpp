#include "app/arguments.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

namespace hallwright {

std::string Arguments::value(const std::string& option, std::string otherwise) const {
    const auto it = options.find(option);
    return it == options.end() ? std::move(otherwise) : it->second;
}

Result<Arguments> parseArguments(const std::vector<std::string>& words,
                                 const std::vector<std::string>& flags,
                                 const std::vector<std::string>& valued) {
    const auto among = [](const std::vector<std::string>& list, const std::string& word) {
        return std::find(list.begin(), list.end(), word) != list.end();
    };
    Arguments out;
    bool onlyWords = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (onlyWords || word.size() < 2 || word[0] != '-') {
            out.words.push_back(word);
            continue;
        }
        if (word == "--") {
            onlyWords = true;
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        if (among(flags, name) && equals == std::string::npos) {
            out.options[name];
        } else if (among(valued, name)) {
            if (equals != std::string::npos)
                out.options[name] = word.substr(equals + 1);
            else if (i + 1 < words.size())
                out.options[name] = words[++i];
            else
                return usage(fmt::format("{} needs a value", name));
        } else {
            return usage(
                fmt::format("{} is not an option of this command; see hallwright help", word));
        }
    }
    return out;
}

Error usage(std::string sentence) { return {ErrorCode::Usage, std::move(sentence), {}}; }

int exitCode(const Error& error) {
    switch (error.code) {
    case ErrorCode::DoesNotFit:
        return 1;
    case ErrorCode::Usage:
    case ErrorCode::NotFound:
        return 2;
    case ErrorCode::File:
    case ErrorCode::Invalid:
    case ErrorCode::Refused:
        return 3;
    }
    return 3;
}

int fail(const Error& error) {
    std::fprintf(stderr, "hallwright: %s\n", error.text().c_str());
    return exitCode(error);
}

}  // namespace hallwright
