#include "app/paper_application.h"

#include "app/arguments.h"

#include <QApplication>
#include <QDate>

#include <clocale>

namespace hallwright {

PaperApplication::PaperApplication(int& argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY") &&
        qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    m_application = std::make_unique<QApplication>(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("hallwright"));
}

PaperApplication::~PaperApplication() = default;

Result<std::string> dateOf(const Arguments& arguments) {
    if (!arguments.has("--date")) return QDate::currentDate().toString(Qt::ISODate).toStdString();
    const std::string given = arguments.value("--date");
    const QDate date = QDate::fromString(QString::fromStdString(given), Qt::ISODate);
    if (!date.isValid() || given.size() != 10)
        return Error{ErrorCode::Usage, "--date is a day such as 2026-11-22", {}};
    return given;
}

}  // namespace hallwright
