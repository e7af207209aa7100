#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace hallwright::test {

/// How a run of the program ended, and what it said.
struct ProgramRun {
    int exitCode = -1;
    QString out, err;
};

/// The program as a user starts it, without a display; its caches lie in `folder`.
inline ProgramRun runProgram(const QStringList& arguments, const QString& folder) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(name);
    environment.insert("XDG_CACHE_HOME", folder);
    environment.insert("XDG_DATA_HOME", folder);
    environment.insert("XDG_RUNTIME_DIR", folder);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(HALLWRIGHT_BINARY_DIR "/bin/hallwright"), arguments);
    ProgramRun result;
    if (!process.waitForFinished(300000)) return result;
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    result.out = QString::fromUtf8(process.readAllStandardOutput());
    result.err = QString::fromUtf8(process.readAllStandardError());
    return result;
}

}  // namespace hallwright::test
