#include "app/compare_pdf.h"

#include "app/compare_command.h"
#include "app/paper_application.h"
#include "model/base/text.h"
#include "views/reports/report_pdf.h"

#include <QSaveFile>

#include <algorithm>

namespace hallwright {

bool asksForPdf(const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return lowered(word).ends_with(".pdf"); });
}

int runCompareWithPdf(const std::vector<std::string>& words, int& argc, char** argv) {
    const PaperApplication application(argc, argv);
    return runCompareCommand(words,
                             [](const HallReport& report, const Evaluation& evaluation,
                                const std::string& file) -> Result<void> {
                                 QSaveFile out(QString::fromStdString(file));
                                 const QByteArray bytes = reportPdf(report, evaluation);
                                 if (!out.open(QIODevice::WriteOnly) ||
                                     out.write(bytes) != bytes.size() || !out.commit())
                                     return Error{
                                         ErrorCode::File,
                                         "the file cannot be written; choose another place", file};
                                 return {};
                             });
}

}  // namespace hallwright
