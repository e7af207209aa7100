#include "views/document_files.h"

#include "model/storage/text_form.h"
#include "tests/support/test.h"
#include "tests/views/session.h"

#include <QFile>
#include <QSignalSpy>
#include <QThread>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

using namespace hallwright;
using test::Session;

class DocumentFilesTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    static std::int64_t revisionOf(const QString& path) {
        const Result<Document> there = openDocument(path.toStdString());
        return there ? there->revision : -1;
    }

private Q_SLOTS:
    void whatIsSavedOpensEqual() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        Session one(folders.recovery());
        VERIFY_OK(one.files.open(path));
        QVERIFY(!one.document.modified());
        VERIFY_OK(one.move(m_sample.a01, 600));
        VERIFY_OK(one.files.save());
        QVERIFY(!one.document.modified());
        QCOMPARE(one.document.revision(), std::int64_t{2});
        QCOMPARE(revisionOf(path), std::int64_t{2});
        const Hall saved = one.document.base();
        const std::string id = one.document.documentId();
        one.files.close();
        Session two(folders.recovery());
        VERIFY_OK(two.files.open(path));
        QVERIFY(two.document.base() == saved);
        QCOMPARE(two.document.documentId(), id);
        two.files.close();
        QCOMPARE(folders.left(), QStringList());
    }

    void aHallThatCannotBeOpenedLeavesTheOneThatIs() {
        test::TestFolders folders;
        Session session(folders.recovery());
        VERIFY_OK(session.files.open(folders.savedHall("a.hall", m_sample)));
        VERIFY_OK(session.move(m_sample.a01, 600));
        const Hall before = session.document.base();
        QFile bad(folders.path("bad.hall"));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("no hall") == 7);
        bad.close();
        QVERIFY(!session.files.open(bad.fileName()));
        QVERIFY(!session.files.open(folders.path("none.hall")));
        QVERIFY(session.document.base() == before);
        QVERIFY(session.document.canUndo());
        QVERIFY(session.files.journal().running());
    }

    void aNewHallIsModifiedUntilItHasAFile() {
        test::TestFolders folders;
        Session session(folders.recovery());
        session.files.newHall(newDocument(m_sample.hall));
        QVERIFY(session.document.modified());
        const Result<void> nameless = session.files.save();
        QVERIFY(!nameless);
        QCOMPARE(nameless.error().code, ErrorCode::Usage);
        QCOMPARE(session.files.suggestedPath(), QString("Sample.hall"));
        const std::string id = session.document.documentId();
        VERIFY_OK(session.files.saveAs(folders.path("new.hall")));
        QVERIFY(!session.document.modified());
        QCOMPARE(session.document.documentId(), id);
        QCOMPARE(session.document.path(), folders.path("new.hall"));
    }

    void savedUnderAnotherNameItIsAnotherDocument() {
        test::TestFolders folders;
        Session session(folders.recovery());
        VERIFY_OK(session.files.open(folders.savedHall("a.hall", m_sample)));
        const std::string id = session.document.documentId();
        VERIFY_OK(session.files.saveAs(folders.path("b.hall")));
        QVERIFY(session.document.documentId() != id);
        QCOMPARE(openDocument(folders.path("b.hall").toStdString())->id,
                 session.document.documentId());
        // Of the old one no journal is left, and the file is free.
        Session other(folders.recovery());
        const auto opened = other.files.open(folders.path("a.hall"));
        VERIFY_OK(opened);
        QVERIFY(!other.files.readOnly());
        QVERIFY(!opened->unsaved);
    }

    void theSecondWindowIsToldWhoHasTheFileAndReadsACopy() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        Session first(folders.recovery());
        VERIFY_OK(first.files.open(path));
        Session second(folders.recovery());
        const auto opened = second.files.open(path);
        VERIFY_OK(opened);
        QVERIFY(second.files.readOnly());
        QCOMPARE(opened->notices.size(), 1);
        QVERIFY2(opened->notices[0].contains(QString("process %1 on ").arg(::getpid())),
                 qPrintable(opened->notices[0]));
        QVERIFY(opened->notices[0].endsWith("Opened to read; save it under another name."));
        // Both work on; the copy is saved elsewhere and never over the file.
        VERIFY_OK(first.move(m_sample.a01, 600));
        VERIFY_OK(second.move(m_sample.a02, 600));
        const Result<void> over = second.files.save();
        QVERIFY(!over);
        QVERIFY(over.error().message.ends_with("save this copy under another name"));
        QVERIFY(!second.files.saveAs(path));
        QCOMPARE(second.files.suggestedPath(), folders.path("a copy.hall"));
        VERIFY_OK(second.files.saveAs(folders.path("b.hall")));
        QVERIFY(!second.files.readOnly());
        VERIFY_OK(first.files.save());
        QCOMPARE(revisionOf(path), std::int64_t{2});
    }

    void theLockHoldsWhenTheFileIsRenamed() {
        test::TestFolders folders;
        Session first(folders.recovery());
        VERIFY_OK(first.files.open(folders.savedHall("a.hall", m_sample)));
        QVERIFY(QFile::rename(folders.path("a.hall"), folders.path("b.hall")));
        Session second(folders.recovery());
        VERIFY_OK(second.files.open(folders.path("b.hall")));
        QVERIFY(second.files.readOnly());
    }

    void theLockEndsWithTheWindow() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        {
            Session first(folders.recovery());
            VERIFY_OK(first.files.open(path));
        }
        Session second(folders.recovery());
        VERIFY_OK(second.files.open(path));
        QVERIFY(!second.files.readOnly());
    }

    void theLockOfAProcessThatDiedIsTakenOver() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const Result<Document> document = openDocument(path.toStdString());
        VERIFY_OK(document);
        std::filesystem::create_directories(folders.recovery());
        const JournalPlace place = journalPlace(folders.recovery(), document->id, 1);
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            std::optional<FileGuard> guard = FileGuard::take(place.lock());
            guard->write(thisProcess(path.toStdString()));
            (void)!::write(ready[1], "x", 1);
            ::pause();
            ::_exit(0);
        }
        char byte = 0;
        QCOMPARE(::read(ready[0], &byte, 1), ssize_t{1});
        ::close(ready[0]);
        ::close(ready[1]);
        {
            Session session(folders.recovery());
            VERIFY_OK(session.files.open(path));
            QVERIFY2(session.files.readOnly(), "the child has it");
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        QVERIFY2(std::filesystem::exists(place.lock()), "the lock file outlives its process");
        Session session(folders.recovery());
        VERIFY_OK(session.files.open(path));
        QVERIFY(!session.files.readOnly());
    }

    void aLockTakenAnewDoesNotNameTheOneWhoDied() {
        test::TestFolders folders;
        std::filesystem::create_directories(folders.recovery());
        const JournalPlace place = journalPlace(folders.recovery(), newDocument({}).id, 1);
        QFile left(QString::fromStdString(place.lock().string()));
        QVERIFY(left.open(QIODevice::WriteOnly) && left.write("{\"process\":4242}") > 0);
        left.close();
        std::optional<FileGuard> guard = FileGuard::take(place.lock());
        QVERIFY(guard);
        QCOMPARE(FileGuard::holder(place.lock()).process, qint64{0});
        // Whoever looks through it lets go in a moment: the next one waits for that.
        std::thread looking([&] {
            QThread::msleep(100);
            guard.reset();
        });
        Holder other;
        const std::optional<FileGuard> next = FileGuard::take(place.lock(), other);
        looking.join();
        QVERIFY(next);
    }

    void twoCopiesOfAFileAreOpenAtOnceAndTheirJournalsApart() {
        test::TestFolders folders;
        const QString a = folders.savedHall("a.hall", m_sample);
        const QString b = folders.path("b.hall");
        QVERIFY(QFile::copy(a, b));
        Hall ofA, ofB;
        {
            Session one(folders.recovery()), two(folders.recovery());
            VERIFY_OK(one.files.open(a));
            VERIFY_OK(two.files.open(b));
            QVERIFY(!two.files.readOnly());
            QVERIFY(!(one.files.journal().place() == two.files.journal().place()));
            VERIFY_OK(one.move(m_sample.a01, 600));
            VERIFY_OK(two.move(m_sample.a02, 900));
            ofA = one.document.base();
            ofB = two.document.base();
        }
        // Each gets its own edits back.
        Session one(folders.recovery());
        const auto openedB = one.files.open(b);
        VERIFY_OK(openedB);
        QVERIFY(openedB->unsaved);
        VERIFY_OK(one.files.recover(*openedB->unsaved));
        QVERIFY(one.document.base() == ofB);
        QCOMPARE(one.document.path(), b);
        Session two(folders.recovery());
        const auto openedA = two.files.open(a);
        VERIFY_OK(openedA);
        QVERIFY(!two.files.readOnly());
        QVERIFY(openedA->unsaved);
        VERIFY_OK(two.files.recover(*openedA->unsaved));
        QVERIFY(two.document.base() == ofA);
        QCOMPARE(two.document.path(), a);
    }

    void aLockBeyondAFreePlaceIsSeen() {
        test::TestFolders folders;
        const QString a = folders.savedHall("a.hall", m_sample);
        const QString b = folders.path("b.hall");
        QVERIFY(QFile::copy(a, b));
        Session two(folders.recovery());
        {
            Session one(folders.recovery());
            VERIFY_OK(one.files.open(a));
            VERIFY_OK(two.files.open(b));
            one.files.close();
        }
        Session three(folders.recovery());
        VERIFY_OK(three.files.open(b));
        QVERIFY(three.files.readOnly());
    }

    void aFileThatSomebodySavedSinceIsNotSavedOver() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        Session session(folders.recovery());
        VERIFY_OK(session.files.open(path));
        VERIFY_OK(session.move(m_sample.a01, 600));
        Document theirs = openDocument(path.toStdString()).value();
        theirs.revision = 7;
        VERIFY_OK(saveDocument(theirs, path.toStdString()));
        const Result<void> over = session.files.save();
        QVERIFY(!over);
        QCOMPARE(QString::fromStdString(over.error().text()),
                 QString("a.hall was saved by somebody else since it was opened (revision 7, "
                         "opened at 1); save this hall under another name"));
        QVERIFY(session.document.modified());
        QCOMPARE(revisionOf(path), std::int64_t{7});
        VERIFY_OK(session.files.saveAs(folders.path("mine.hall")));
        QVERIFY(!session.document.modified());
    }

    void aFileThatWasOnlyTouchedIsSavedOver() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        Session session(folders.recovery());
        VERIFY_OK(session.files.open(path));
        VERIFY_OK(session.move(m_sample.a01, 600));
        QVERIFY(QFile::copy(path, folders.path("again")));
        QVERIFY(QFile::remove(path) && QFile::rename(folders.path("again"), path));
        VERIFY_OK(session.files.save());
    }

    void anotherHallInItsPlaceIsNotSavedOver() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        Session session(folders.recovery());
        VERIFY_OK(session.files.open(path));
        folders.savedHall("a.hall", m_sample);
        const Result<void> over = session.files.save();
        QVERIFY(!over);
        QCOMPARE(QString::fromStdString(over.error().text()),
                 QString("a.hall is no longer the hall that was opened; save this one under "
                         "another name"));
    }

    void aFullDiskKeepsFileJournalAndMark() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const std::string before = test::readFile(path.toStdString());
        Session session(folders.recovery());
        VERIFY_OK(session.files.open(path));
        VERIFY_OK(session.move(m_sample.a01, 600));
        session.files.journal().settle();
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{20000, limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const Result<void> saved = session.files.save();
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!saved);
        QVERIFY(saved.error().text().find("a.hall could not be saved: ") != std::string::npos);
        QVERIFY(test::readFile(path.toStdString()) == before);
        QVERIFY(session.document.modified());
        QVERIFY(session.files.journal().whole());
        QVERIFY(test::readFile(session.files.journal().place().journal()).find("Move rack A01") !=
                std::string::npos);
        VERIFY_OK(session.files.save());
    }

    /// Rights do not bind root, so a child that is nobody tries.
    void aWriteProtectedFileOrFolderKeepsFileAndMark() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const std::string before = test::readFile(path.toStdString());
        QVERIFY(QDir().mkpath(folders.path("closed")));
        const QString inside = folders.savedHall("closed/b.hall", m_sample);
        const auto allow = [](const QString& file, std::filesystem::perms rights) {
            std::filesystem::permissions(file.toStdString(), rights);
        };
        using std::filesystem::perms;
        allow(folders.folder.path(), perms::all);
        allow(path, perms::owner_read | perms::group_read | perms::others_read);
        allow(folders.path("closed"), perms::owner_read | perms::owner_exec | perms::group_read |
                                          perms::group_exec | perms::others_read |
                                          perms::others_exec);
        allow(inside, perms::all);
        const auto attempt = [&](const QString& file, const std::string& expected) {
            const pid_t child = ::fork();
            if (child == 0) {
                if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(10);
                DocumentModel document;
                DocumentFiles files(document,
                                    {(folders.folder.path() + "/nobody").toStdString(), {}});
                if (!files.open(file)) ::_exit(11);
                const ItemRef items[] = {m_sample.a01};
                if (!document.apply(moveItems(document.base(), items, {600}, {0}).value()))
                    ::_exit(12);
                const Result<void> done = files.save();
                if (done) ::_exit(13);
                if (done.error().text().find(expected) == std::string::npos) ::_exit(14);
                if (!document.modified() || !files.journal().running()) ::_exit(15);
                files.close();
                ::_exit(0);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        };
        QCOMPARE(attempt(path, "the file is write-protected"), 0);
        QCOMPARE(attempt(inside, "nothing may be written in the folder"), 0);
        QVERIFY(test::readFile(path.toStdString()) == before);
        allow(folders.path("closed"), perms::owner_all);
    }

    void whatIsNoHallFileIsReadByTheProgramAndHasNoFileYet() {
        test::TestFolders folders;
        DocumentModel document;
        const Document made = newDocument(m_sample.hall);
        DocumentFiles files(document, {folders.recovery(), [&](const QString& path) {
                                           return path.endsWith("good.json")
                                                      ? Result<Document>(made)
                                                      : Result<Document>(
                                                            Error{ErrorCode::Invalid, "bad", {}});
                                       }});
        VERIFY_OK(files.open(folders.path("good.json")));
        QVERIFY(document.base() == m_sample.hall);
        QVERIFY(document.path().isEmpty());
        QVERIFY(document.documentId() != made.id);
        QVERIFY(!files.open(folders.path("bad.toml")));
        QVERIFY(document.base() == m_sample.hall);
        QCOMPARE(files.suggestedPath(), folders.path("Sample.hall"));
    }
};

HALL_TEST(DocumentFilesTest)
#include "document_files_test.moc"
