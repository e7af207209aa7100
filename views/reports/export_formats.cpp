#include "views/reports/export_formats.h"

#include "views/reading_text.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>

#include <thread>

namespace hallwright {

namespace {

/// The word of an id before its first dash: formats of one program stand together.
std::string_view family(const ExportFormat& format) {
    const std::string_view first = format.id.substr(0, format.id.find('-'));
    if (first == "ports" || first == "pieces") return "cables";
    if (first == "ibdm") return "ufm";
    return first;
}

}  // namespace

void fillExportMenu(QMenu& menu, const std::function<void(const ExportFormat&)>& chosen) {
    std::string_view last;
    for (const ExportFormat& format : exportFormats()) {
        if (!last.empty() && family(format) != last) menu.addSeparator();
        last = family(format);
        QAction* action = menu.addAction(fromView(format.title) + QStringLiteral("…"));
        action->setObjectName(fromView(format.id));
        action->setToolTip(QObject::tr("Read by %1").arg(fromView(format.readBy)));
        QObject::connect(action, &QAction::triggered, &menu, [chosen, &format] { chosen(format); });
    }
    menu.setToolTipsVisible(true);
}

QString exportFilter(const ExportFormat& format) {
    // Brackets in the title would be read as patterns.
    QString title = fromView(format.title);
    title = title.left(title.indexOf(QStringLiteral(" (")));
    return QStringLiteral("%1 (*%2)").arg(title, fromView(format.ending));
}

QString withEnding(QString path, const ExportFormat& format) {
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty()) path += fromView(format.ending);
    return path;
}

struct ExportJob::Thread {
    std::thread thread;

    ~Thread() {
        if (thread.joinable()) thread.join();
    }
};

ExportJob::ExportJob(QObject* parent) : QObject(parent) {}

ExportJob::~ExportJob() = default;

bool ExportJob::running() const { return m_thread != nullptr; }

void ExportJob::start(Evaluation evaluation, const ExportFormat& format, QString path) {
    if (m_thread) return;
    m_thread = std::make_unique<Thread>();
    m_thread->thread =
        std::thread([this, &format, evaluation = std::move(evaluation), path = std::move(path)] {
            const Result<void> result =
                writeExport(ExportInput(evaluation), format, path.toStdString());
            QMetaObject::invokeMethod(
                this,
                [this, result, path] {
                    m_thread.reset();
                    Q_EMIT finished(result, path);
                },
                Qt::QueuedConnection);
        });
}

}  // namespace hallwright
