#pragma once

#include "model/exports/export_format.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

class QMenu;

namespace hallwright {

/// Puts one entry for every form of export of links into a menu, in groups by who reads them.
void fillExportMenu(QMenu& menu, const std::function<void(const ExportFormat&)>& chosen);

/// "Slurm Tree (*.conf)": for a file dialog.
QString exportFilter(const ExportFormat& format);
/// The path with the format's ending, where it has none.
QString withEnding(QString path, const ExportFormat& format);

/// Writes an export on a thread of its own, from a snapshot: the hall may change meanwhile. One at
/// a time; the thread is joined when the job goes.
class ExportJob : public QObject {
    Q_OBJECT

public:
    explicit ExportJob(QObject* parent = nullptr);
    ~ExportJob() override;

    /// Does nothing while an export is under way.
    void start(Evaluation evaluation, const ExportFormat& format, QString path);
    bool running() const;

Q_SIGNALS:
    void finished(const Result<void>& result, const QString& path);

private:
    struct Thread;
    std::unique_ptr<Thread> m_thread;
};

}  // namespace hallwright
