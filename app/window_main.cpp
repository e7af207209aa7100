#include "app/window_main.h"

#include "app/arguments.h"
#include "app/open_hall.h"
#include "app/screenshot.h"
#include "app/settings.h"
#include "app/window.h"
#include "catalog/data_folder.h"
#include "catalog/user_catalog.h"
#include "views/help_window.h"
#include "views/recovery/journal_header.h"
#include "views/units.h"

#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QRegularExpression>
#include <QTimer>

#include <clocale>
#include <csignal>
#include <filesystem>

namespace hallwright {

namespace {

/// Numbers keep their point whatever the language of the desktop.
void prepare(QApplication& application) {
    std::setlocale(LC_NUMERIC, "C");
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a sentence, not the end
    application.setApplicationName(QStringLiteral("hallwright"));
    application.setApplicationDisplayName(QStringLiteral("Hallwright"));
    application.setDesktopFileName(QStringLiteral("hallwright"));
}

/// What is no .hall file and no brief: the text form.
Result<Document> readText(const QString& path) { return openHall(path.toStdString()); }

std::shared_ptr<const Catalog> sharedCatalog() {
    Result<Catalog> catalog = openCatalog();
    if (!catalog) {
        // A slip in the user's own files is told; it does not take the shipped parts away.
        fail(catalog.error());
        catalog = shippedCatalog();
        if (!catalog) fail(catalog.error());
    }
    return catalog ? std::make_shared<const Catalog>(std::move(catalog).value()) : nullptr;
}

/// The page about the window; links lead to the rest of the manual.
void showHelp(QWidget* window, const QString& page) {
    const QString folder = QString::fromStdString((dataFolder("resources") / "help").string());
    if (!QFile::exists(folder + QStringLiteral("/index.md"))) {
        QMessageBox::information(
            window, QStringLiteral("Manual"),
            QStringLiteral("The manual is missing; it should be at %1").arg(folder));
        return;
    }
    HelpWindow* help = window->findChild<HelpWindow*>();
    if (!help)
        help = new HelpWindow(folder, page, window);
    else
        help->showPage(page);
    help->show();
    help->raise();
    help->activateWindow();
}

void rememberWindow(Window& window) {
    Settings settings = Settings::read();
    settings.geometry = window.saveGeometry();
    settings.layout = window.layoutToKeep();
    settings.write();
}

Result<QSize> sizeOf(const std::string& text) {
    static const QRegularExpression pattern(QStringLiteral("^(\\d{2,5})x(\\d{2,5})$"));
    const QRegularExpressionMatch match = pattern.match(QString::fromStdString(text));
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || size.width() < 320 || size.height() < 240 || size.width() > 8192 ||
        size.height() > 8192)
        return usage("--size is WIDTHxHEIGHT between 320x240 and 8192x8192");
    return size;
}

Result<Picture> pictureOf(const Arguments& arguments) {
    Picture picture;
    picture.view = QString::fromStdString(arguments.value("--view", "window"));
    if (!pictureViews().contains(picture.view))
        return usage("--view is one of " + pictureViews().join(QStringLiteral(", ")).toStdString());
    const std::string theme = arguments.value("--theme", "light");
    if (theme != "light" && theme != "dark") return usage("--theme is light or dark");
    picture.theme = theme == "dark" ? Theme::Kind::Dark : Theme::Kind::Light;
    bool isNumber = false;
    picture.scale = QString::fromStdString(arguments.value("--scale", "1")).toDouble(&isNumber);
    if (!isNumber || !(picture.scale >= 1.0 && picture.scale <= 2.0))
        return usage("--scale is a number from 1 to 2");
    picture.select = QString::fromStdString(arguments.value("--select"));
    const Result<QSize> size = sizeOf(arguments.value("--size", "1280x800"));
    if (!size) return size.error();
    picture.size = *size;
    return picture;
}

}  // namespace

int runScreenshot(const std::vector<std::string>& words, int& argc, char** argv) {
    const Result<Arguments> arguments = parseArguments(
        words, {}, {"--screenshot", "--view", "--size", "--theme", "--scale", "--select"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1) return fail(usage("name one hall to draw"));
    const Result<Document> document = openHall(arguments->words[0]);
    if (!document) return fail(document.error());

    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    prepare(application);
    const Result<Picture> picture = pictureOf(*arguments);
    if (!picture) return fail(picture.error());
    const QString path = QString::fromStdString(arguments->value("--screenshot"));
    const Result<void> saved =
        saveScreenshot(document->base, document->nextId, path, *picture, sharedCatalog());
    return saved ? 0 : fail(saved.error());
}

int runWindow(const std::vector<std::string>& words, int& argc, char** argv) {
    const Result<Arguments> arguments = parseArguments(words, {}, {});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() > 1) return fail(usage("name one hall to open"));
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        return fail(usage(
            "there is no display to open a window on; the subcommands and --screenshot need none"));

    QApplication application(argc, argv);
    prepare(application);
    const Settings settings = Settings::read();
    applyTheme(application, settings.theme);
    Units::shown().set(settings.units);

    WindowHooks hooks;
    hooks.catalog = sharedCatalog();
    if (Result<Catalog> shipped = shippedCatalog()) hooks.shipped = std::move(shipped).value();
    hooks.userCatalog = userCatalogFolder();
    hooks.recoveryFolder = recoveryFolder();
    hooks.read = readText;
    hooks.help = showHelp;
    if (!arguments->words.empty() && !std::filesystem::exists(arguments->words[0]))
        return fail({ErrorCode::File, "there is no such file", arguments->words[0]});
    Window window(std::move(hooks));
    window.restoreLayout(settings.geometry, settings.layout);
    window.show();
    if (!arguments->words.empty()) window.openFile(QString::fromStdString(arguments->words[0]));
    QTimer::singleShot(0, &window, [&window] { window.offerRecovery(); });
    const int code = application.exec();
    rememberWindow(window);
    return code;
}

}  // namespace hallwright
