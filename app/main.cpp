#include "app/arguments.h"
#include "app/commands.h"
#include "app/compare_pdf.h"
#include "app/export_command.h"
#include "app/report_command.h"
#include "app/window_main.h"

#include <filesystem>
#include <string>
#include <vector>

namespace {

/// A word that is neither a command nor a file: one sentence, exit 2.
int refuseWord(const std::string& word) {
    return hallwright::fail(
        {hallwright::ErrorCode::Usage,
         "\"" + word + "\" is neither a command nor a hall; see hallwright help",
         {}});
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words[0] == "compare" && hallwright::asksForPdf(words))
        return hallwright::runCompareWithPdf({words.begin() + 1, words.end()}, argc, argv);
    if (const int code = hallwright::runCommand(words); code >= 0) return code;
    if (!words.empty() && words[0] == "report")
        return hallwright::runReportCommand({words.begin() + 1, words.end()}, argc, argv);
    if (!words.empty() && words[0] == "export")
        return hallwright::runExportCommand({words.begin() + 1, words.end()}, argc, argv);
    for (const std::string& word : words)
        if (word == "--screenshot" || word.starts_with("--screenshot="))
            return hallwright::runScreenshot(words, argc, argv);
    if (!words.empty() && words[0][0] != '-' && !std::filesystem::exists(words[0]) &&
        words[0].find('.') == std::string::npos)
        return refuseWord(words[0]);
    return hallwright::runWindow(words, argc, argv);
}
