#include "app/window_main.h"

#include "app/arguments.h"
#include "app/open_hall.h"
#include "app/screenshot.h"
#include "app/settings.h"
#include "app/window.h"
#include "catalog/data_folder.h"
#include "model/reports/bill_table.h"
#include "views/help_window.h"
#include "views/units.h"

#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QRegularExpression>
#include <QScreen>

#include <clocale>
#include <cmath>

namespace hallwright {

namespace {

Error usage(std::string sentence) { return {ErrorCode::Usage, std::move(sentence), {}}; }

/// Numbers keep their point whatever the language of the desktop.
void prepare(QApplication& application) {
    std::setlocale(LC_NUMERIC, "C");
    application.setApplicationName(QStringLiteral("hallwright"));
    application.setApplicationDisplayName(QStringLiteral("Hallwright"));
    application.setDesktopFileName(QStringLiteral("hallwright"));
}

Result<LoadedHall> openFile(const QString& path) {
    Result<Document> document = openHall(path.toStdString());
    if (!document) return document.error();
    const bool isHall = path.endsWith(QStringLiteral(".hall"));
    return LoadedHall{std::move(document->base), document->nextId, isHall ? path : QString()};
}

Result<void> saveFile(const Hall& hall, RawId nextId, const QString& path) {
    // A file that is there already keeps its identity and counts on.
    Document document = newDocument(hall);
    if (QFile::exists(path))
        if (const Result<Document> old = openDocument(path.toStdString())) {
            document.id = old->id;
            document.revision = old->revision + 1;
        }
    document.nextId = nextId;
    return saveDocument(document, path.toStdString());
}

Result<void> exportBill(const Evaluation& evaluation, const QString& path) {
    const BillTable table = billTable(evaluation);
    if (path.endsWith(QStringLiteral(".xlsx"))) return writeBillXlsx(table, path.toStdString());
    QFile file(path);
    const QByteArray text = QByteArray::fromStdString(billCsv(table));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.flush())
        return Error{ErrorCode::File, "the file cannot be written; choose another place",
                     path.toStdString()};
    return {};
}

/// The page about the window; links lead to the rest of the manual.
void showHelp(QWidget* window) {
    const QString folder = QString::fromStdString((dataFolder("resources") / "help").string());
    if (!QFile::exists(folder + QStringLiteral("/plan.md"))) {
        QMessageBox::information(
            window, QStringLiteral("Manual"),
            QStringLiteral("The manual is missing; it should be at %1").arg(folder));
        return;
    }
    HelpWindow* help = window->findChild<HelpWindow*>();
    if (!help) help = new HelpWindow(folder, QStringLiteral("plan.md"), window);
    help->show();
    help->raise();
    help->activateWindow();
}

void rememberTheme(Theme::Kind kind) {
    Settings settings = Settings::read();
    settings.theme = kind;
    settings.write();
}

/// As it was left, else as large as fits with some room around.
void placeWindow(Window& window, const Settings& settings) {
    if (!settings.geometry.isEmpty() && window.restoreGeometry(settings.geometry)) {
        window.restoreState(settings.layout);
        return;
    }
    const QSize room = window.screen()->availableSize();
    window.resize(QSize(1600, 1000).boundedTo(room * 0.94));
}

void rememberWindow(const Window& window) {
    Settings settings = Settings::read();
    settings.units = Units::shown().system();
    settings.geometry = window.saveGeometry();
    settings.layout = window.saveState();
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
    const Result<QSize> size = sizeOf(arguments.value("--size", "1280x800"));
    if (!size) return size.error();
    picture.size = *size;
    return picture;
}

}  // namespace

int runScreenshot(const std::vector<std::string>& words, int& argc, char** argv) {
    const Result<Arguments> arguments =
        parseArguments(words, {}, {"--screenshot", "--view", "--size", "--theme", "--scale"});
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
    const Result<void> saved = saveScreenshot(document->base, document->nextId, path, *picture);
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
    hooks.open = openFile;
    hooks.save = saveFile;
    hooks.exportBom = exportBill;
    hooks.help = showHelp;
    hooks.themeChosen = rememberTheme;
    Window window(std::move(hooks));
    if (!arguments->words.empty()) {
        Result<LoadedHall> loaded = openFile(QString::fromStdString(arguments->words[0]));
        if (!loaded) return fail(loaded.error());
        window.load(*loaded);
    }
    placeWindow(window, settings);
    window.show();
    const int code = application.exec();
    rememberWindow(window);
    return code;
}

}  // namespace hallwright
