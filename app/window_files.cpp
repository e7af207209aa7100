#include "app/settings.h"
#include "app/window.h"
#include "model/planner/brief.h"
#include "model/reports/bill_table.h"
#include "views/assistant/assistant.h"
#include "views/dashboard/dashboard.h"
#include "views/document.h"
#include "views/document_files.h"
#include "views/input_shield.h"
#include "views/plan/plan_export.h"
#include "views/plan/plan_export_dialog.h"
#include "views/plan/plan_view.h"
#include "views/plan_job.h"
#include "views/recovery/recovery_dialog.h"
#include "views/reports/export_formats.h"
#include "views/reports/report_job.h"
#include "views/selection.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDate>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressDialog>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTemporaryDir>

namespace hallwright {

namespace {

bool isBrief(const QString& path) {
    return path.endsWith(QStringLiteral(".toml"), Qt::CaseInsensitive);
}

/// The ending of a filter: "toml" of "Briefs (*.toml)".
QString endingOf(const QString& filter) {
    static const QRegularExpression pattern(QStringLiteral("\\*\\.(\\w+)"));
    return pattern.match(filter).captured(1);
}

/// Asks for a file to write. A name without an ending gets that of the filter before it is asked
/// whether a file may be written over.
QString askForTarget(QWidget* parent, const QString& title, const QString& start,
                     const QString& filters) {
    QFileDialog dialog(parent, title);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters.split(QStringLiteral(";;")));
    const QFileInfo where(start);
    if (where.isDir()) {
        dialog.setDirectory(start);
    } else {
        dialog.setDirectory(where.path());
        dialog.selectFile(where.fileName());
    }
    dialog.setDefaultSuffix(endingOf(dialog.selectedNameFilter()));
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog,
                     [&](const QString& filter) { dialog.setDefaultSuffix(endingOf(filter)); });
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) return {};
    return dialog.selectedFiles().front();
}

/// The one local file that is dragged onto the window.
QString fileOf(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

void rememberFolder(Settings::Folder what, const QString& path) {
    Settings settings = Settings::read();
    settings.rememberFolder(what, path);
    settings.write();
}

}  // namespace

void Window::remember(const QString& path) {
    Settings settings = Settings::read();
    settings.remember(path);
    settings.rememberFolder(Settings::Folder::Halls, path);
    settings.write();
}

void Window::chooseFile(const QString& title, const QString& filter) {
    if (!mayDiscard()) return;
    const QString path = QFileDialog::getOpenFileName(
        this, title, Settings::read().folder(Settings::Folder::Halls), filter);
    if (!path.isEmpty()) openFile(path);
}

void Window::load(LoadedHall hall) {
    Document document = newDocument(std::move(hall.hall));
    document.nextId = std::max(document.nextId, hall.nextId);
    m_selection->clear();
    m_files->newHall(std::move(document));
}

bool Window::openFile(const QString& path) {
    QStringList notices;
    if (isBrief(path) && !planBrief(path, notices)) return false;
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const Result<DocumentFiles::Opened> opened = m_files->open(path);
    QApplication::restoreOverrideCursor();
    m_planned.reset();
    if (!opened) {
        fail(tr("Not Opened"), opened.error());
        return false;
    }
    remember(path);
    m_selection->clear();
    tellNotices(notices + opened->notices);
    if (opened->unsaved) offerRecovery({*opened->unsaved});
    return true;
}

/// Plans a brief, with progress where it takes long. False where it is refused or was cancelled.
bool Window::planBrief(const QString& path, QStringList& notices) {
    if (!m_hooks.catalog) return false;
    Result<Brief> brief = readBrief(path.toStdString());
    if (!brief) {
        fail(tr("Not Planned"), brief.error());
        return false;
    }
    const InputShield shield(*this);
    std::optional<Result<hallwright::Plan>> plan =
        planWithDialog(this, std::move(brief).value(), m_hooks.catalog);
    if (!plan) return false;
    if (!*plan) {
        fail(tr("Not Planned"), plan->error());
        return false;
    }
    for (const std::string& note : (*plan)->notes)
        notices += QString::fromStdString(note);
    m_planned = std::make_unique<Document>(newDocument(std::move((*plan)->hall)));
    m_planned->nextId = std::max(m_planned->nextId, (*plan)->nextId);
    return true;
}

/// What is no .hall file: the brief that was just planned, or the text form.
Result<Document> Window::readOther(const QString& path) {
    if (m_planned) return std::move(*m_planned);
    if (m_hooks.read) return m_hooks.read(path);
    return Error{ErrorCode::File, "is no hall", path.toStdString()};
}

bool Window::planNewHall() {
    if (!m_hooks.catalog || !mayDiscard()) return false;
    Assistant assistant(m_hooks.catalog, this);
    assistant.setFolder(Settings::read().folder(Settings::Folder::Halls));
    if (assistant.exec() != QDialog::Accepted || !assistant.planned()) return false;
    const PlannedHall& planned = *assistant.planned();
    load({planned.hall, planned.nextId});
    QStringList notes;
    for (const std::string& note : planned.notes)
        notes += QString::fromStdString(note);
    tellNotices(notes);
    return true;
}

bool Window::save(bool askForPath) {
    if (!askForPath && !m_document->path().isEmpty() && !m_files->readOnly()) {
        const Result<void> done = m_files->save();
        if (!done && done.error().code == ErrorCode::Refused) {
            // Somebody else saved meanwhile: theirs stays, ours goes elsewhere.
            const auto answer = QMessageBox::warning(
                this, tr("Not Saved"), QString::fromStdString(done.error().text()),
                QMessageBox::Save | QMessageBox::Cancel, QMessageBox::Save);
            return answer == QMessageBox::Save && save(true);
        }
        return tellSaved(done);
    }
    const QString path =
        askForTarget(this, tr("Save As"), m_files->suggestedPath(), tr("Halls (*.hall)"));
    if (path.isEmpty()) return false;
    return tellSaved(m_files->saveAs(path));
}

bool Window::tellSaved(const Result<void>& done) {
    if (!done) {
        fail(tr("Not Saved"), done.error());
        return false;
    }
    remember(m_document->path());
    say(tr("Saved %1").arg(m_document->path()));
    return true;
}

bool Window::mayDiscard() {
    m_plan->cancelGesture();
    if (!m_document->modified()) return true;
    const auto answer = QMessageBox::question(
        this, tr("Unsaved Changes"), tr("The hall has changes that are not saved."),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Cancel) return false;
    return answer == QMessageBox::Discard || save(false);
}

void Window::closeHall() {
    if (!mayDiscard()) return;
    m_selection->clear();
    m_files->close();
}

void Window::closeEvent(QCloseEvent* event) {
    if (!mayDiscard()) {
        event->ignore();
        return;
    }
    m_files->close();
    event->accept();
}

void Window::dragEnterEvent(QDragEnterEvent* event) {
    if (!fileOf(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void Window::dropEvent(QDropEvent* event) {
    const QString path = fileOf(event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    if (mayDiscard()) openFile(path);
}

void Window::offerRecovery() { offerRecovery(m_files->recoverable()); }

void Window::offerRecovery(std::vector<RecoverableHall> halls) {
    if (halls.empty()) return;
    RecoveryDialog dialog(
        std::move(halls), [this](const RecoverableHall& hall) { return m_files->discard(hall); },
        this);
    if (dialog.exec() != QDialog::Accepted || !mayDiscard()) return;
    m_selection->clear();
    const Result<QStringList> done = m_files->recover(dialog.chosen());
    if (!done)
        fail(tr("Not Recovered"), done.error());
    else
        tellNotices(*done);
}

void Window::tellNotices(const QStringList& notices) {
    m_notices = notices;
    showNotices();
}

/// What a hall has to tell, and below it that its journal cannot be written, for as long as that
/// is so.
void Window::showNotices() {
    QStringList lines = m_notices;
    if (!m_journalNotice.isEmpty()) lines += m_journalNotice;
    m_notice->setText(lines.join(QStringLiteral("\n")));
    m_noticeBar->setVisible(!lines.isEmpty());
}

// -- what is written out -------------------------------------------------------------------------

void Window::exportBill(const QString& format) {
    const QString csv = tr("Text (*.csv)"), xlsx = tr("Spreadsheet (*.xlsx)");
    const QString path = askForTarget(
        this, tr("Export Bill of Materials"), Settings::read().folder(Settings::Folder::Exports),
        format == QStringLiteral("csv") ? csv + QStringLiteral(";;") + xlsx
                                        : xlsx + QStringLiteral(";;") + csv);
    if (path.isEmpty()) return;
    rememberFolder(Settings::Folder::Exports, path);
    if (const Result<void> done = exportBill(path, m_document->evaluation()); !done)
        fail(tr("Not Exported"), done.error());
    else
        say(tr("Wrote %1").arg(path));
}

Result<void> Window::exportBill(const QString& path, const Evaluation& evaluation) {
    const BillTable table = billTable(evaluation);
    const Error unwritten{ErrorCode::File, "cannot be written", path.toStdString()};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return unwritten;
    QByteArray bytes;
    if (path.endsWith(QStringLiteral(".xlsx"), Qt::CaseInsensitive)) {
        const QTemporaryDir folder;
        const QString made = folder.filePath(QStringLiteral("bill.xlsx"));
        if (Result<void> done = writeBillXlsx(table, made.toStdString()); !done) return done;
        QFile workbook(made);
        if (!workbook.open(QIODevice::ReadOnly)) return unwritten;
        bytes = workbook.readAll();
    } else {
        bytes = QByteArray::fromStdString(billCsv(table));
    }
    if (file.write(bytes) != bytes.size() || !file.commit()) return unwritten;
    return {};
}

void Window::writeReport() {
    const QString path =
        askForTarget(this, tr("Write Report"), Settings::read().folder(Settings::Folder::Reports),
                     tr("PDF (*.pdf);;Web page (*.html);;Spreadsheet (*.xlsx)"));
    if (path.isEmpty()) return;
    rememberFolder(Settings::Folder::Reports, path);
    const InputShield shield(*this);
    ReportJob job;
    QProgressDialog waiting(tr("Writing the report…"), tr("Cancel"), 0, 100, this);
    waiting.setWindowModality(Qt::WindowModal);
    waiting.setMinimumDuration(300);
    waiting.setValue(0);
    bool done = false;
    connect(&job, &ReportJob::progress, &waiting,
            [&](double share) { waiting.setValue(static_cast<int>(share * 99.0)); });
    Result<void> result;
    connect(&job, &ReportJob::finished, this, [&](const Result<void>& written) {
        done = true;
        result = written;
    });
    connect(&waiting, &QProgressDialog::canceled, &job, &ReportJob::cancel);
    ReportDetails details;
    details.date = QDate::currentDate().toString(Qt::ISODate).toStdString();
    details.file = QFileInfo(m_document->path()).fileName().toStdString();
    if (!m_document->path().isEmpty()) details.revision = m_document->revision();
    if (m_hooks.catalog)
        if (const Part* basis = m_document->hall().part(m_document->hall().site().basis))
            details.shippedBasis = m_hooks.catalog->find(basis->id);
    job.start(m_document->evaluation(), details, path);
    // Cancelled, it still ends by itself: what it wrote until then is known only afterwards.
    while (!done)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    waiting.reset();
    if (!result && result.error().code != ErrorCode::Refused)
        fail(tr("No Report Written"), result.error());
    else
        say(result ? tr("Wrote %1").arg(path) : tr("No report written"));
}

PlanSheet Window::planSheet() const {
    PlanSheet sheet;
    sheet.overlay = m_plan->overlay();
    sheet.file = QFileInfo(m_document->path()).fileName();
    sheet.date = QDate::currentDate().toString(Qt::ISODate);
    return sheet;
}

void Window::exportPlan() {
    PlanExportDialog dialog(m_document->evaluation(), planSheet(), this);
    if (dialog.exec() != QDialog::Accepted) return;
    const QString path =
        askForTarget(this, tr("Export Plan"), Settings::read().folder(Settings::Folder::Exports),
                     tr("PDF (*.pdf);;Vector picture (*.svg);;Pixel picture (*.png)"));
    if (path.isEmpty()) return;
    rememberFolder(Settings::Folder::Exports, path);
    const Result<PlanFormat> format = planFormat(path);
    const Result<void> done =
        format ? hallwright::exportPlan(m_document->evaluation(), dialog.sheet(), *format, path)
               : Result<void>(format.error());
    if (!done)
        fail(tr("Not Exported"), done.error());
    else
        say(tr("Wrote %1").arg(path));
}

void Window::exportCharts() {
    const QString path =
        askForTarget(this, tr("Export Picture"), Settings::read().folder(Settings::Folder::Exports),
                     tr("Pixel picture (*.png);;Vector picture (*.svg)"));
    if (path.isEmpty()) return;
    rememberFolder(Settings::Folder::Exports, path);
    if (const Result<void> done = m_dashboard->exportPicture(path); !done)
        fail(tr("Not Exported"), done.error());
    else
        say(tr("Wrote %1").arg(path));
}

/// Written in the background: a large hall has millions of links.
void Window::exportLinks(const ExportFormat& format) {
    if (!m_exportJob) {
        m_exportJob = new ExportJob(this);
        connect(m_exportJob, &ExportJob::finished, this,
                [this](const Result<void>& result, const QString& path) {
                    if (!result)
                        fail(tr("Not Exported"), result.error());
                    else
                        say(tr("Wrote %1").arg(path));
                });
    }
    if (m_exportJob->running()) return say(tr("An export is under way; wait for its end"));
    const QString path = withEnding(
        askForTarget(this, tr("Export Links"), Settings::read().folder(Settings::Folder::Exports),
                     exportFilter(format)),
        format);
    if (path.isEmpty()) return;
    rememberFolder(Settings::Folder::Exports, path);
    say(tr("Writing %1…").arg(path));
    m_exportJob->start(m_document->evaluation(), format, path);
}

void Window::print() { printPlan(this, m_document->evaluation(), planSheet()); }

}  // namespace hallwright
