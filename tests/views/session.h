#pragma once

#include "model/edits/move_items.h"
#include "tests/support/sample_window_hall.h"
#include "views/document.h"
#include "views/document_files.h"

#include <QDir>
#include <QTemporaryDir>

namespace hallwright::test {

/// A document with its files, as a window holds them. Its end without close() is that of a program
/// that was killed: nothing of the journal is put in order.
struct Session {
    DocumentModel document;
    DocumentFiles files;

    explicit Session(std::filesystem::path recovery) : files(document, {std::move(recovery), {}}) {}

    Result<void> move(ItemRef item, int mm) {
        const ItemRef items[] = {item};
        Result<Edit> edit = moveItems(document.base(), items, {mm}, {0});
        return edit ? document.apply(std::move(edit).value()) : Result<void>(edit.error());
    }
};

/// Folders for files and journals, gone with the test.
struct TestFolders {
    QTemporaryDir folder;

    QString path(const char* name) const { return folder.filePath(QString::fromUtf8(name)); }
    std::filesystem::path recovery() const {
        return (folder.path() + QStringLiteral("/state/recovery")).toStdString();
    }
    /// A hall that is on disk, at revision 1.
    QString savedHall(const char* name, const SampleWindowHall& sample) const {
        Document document = newDocument(sample.hall);
        document.nextId = sample.nextId;
        document.revision = 1;
        const Result<void> done = saveDocument(document, path(name).toStdString());
        if (!done) qFatal("%s", done.error().text().c_str());
        return path(name);
    }
    /// Names of what lies in the recovery folder.
    QStringList left() const {
        return QDir(QString::fromStdString(recovery().string()))
            .entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
};

}  // namespace hallwright::test
