#include "model/edits/change_items.h"
#include "tests/support/test.h"
#include "tests/views/session.h"
#include "views/recovery/journal_replay.h"
#include "views/recovery/recovery_dialog.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>

#include <fstream>

using namespace hallwright;
using test::Session;

/// What is offered after a program ended without closing its hall, and what recovering gives.
class RecoveryTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    /// A program that opens a.hall, moves A01 and renames it, moves A02 and takes that back, and is
    /// gone.
    Hall crash(const test::TestFolders& folders, const QString& path) const {
        Session session(folders.recovery());
        const auto opened = session.files.open(path);
        if (!opened) qFatal("%s", opened.error().text().c_str());
        const bool done = session.move(m_sample.a01, 600) &&
                          session.document.apply(
                              renameItem(session.document.base(), m_sample.cdu, "CDU-9").value()) &&
                          session.move(m_sample.a02, 900);
        if (!done) qFatal("an edit failed");
        session.document.undo();
        return session.document.base();
    }

private Q_SLOTS:
    void aHallLeftUnsavedIsOfferedAndRecoveredWithItsUndo() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const Hall left = crash(folders, path);
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        QCOMPARE(offered[0].name, QString("Sample"));
        QCOMPARE(offered[0].path, path);
        QCOMPARE(offered[0].edits, 2);
        QCOMPARE(offered[0].summary, QString("Rename cooling unit CDU-1 to CDU-9 and 1 more"));
        QVERIFY(offered[0].file == FileState::AsItWas);
        QVERIFY(offered[0].remark.isEmpty());
        QVERIFY(std::abs(offered[0].lastEdit.secsTo(QDateTime::currentDateTime())) < 60);

        const Result<QStringList> recovered = session.files.recover(offered[0]);
        VERIFY_OK(recovered);
        QCOMPARE(*recovered, QStringList());
        DocumentModel& document = session.document;
        QVERIFY(document.base() == left);
        QVERIFY(document.evaluation().hall() == left);
        QVERIFY(document.modified());
        QCOMPARE(document.path(), path);
        QCOMPARE(document.redoLabel(), QString("Move rack A02"));
        document.undo();
        document.undo();
        QVERIFY(document.base() == m_sample.hall);
        QVERIFY2(!document.modified(), "that is what the file holds");
        document.redo();
        document.redo();
        VERIFY_OK(session.files.save());
        QVERIFY(openDocument(path.toStdString())->base == left);
        QVERIFY(Session(folders.recovery()).files.recoverable().empty());
    }

    void itIsOfferedUntilItIsSavedOrDiscarded() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const Hall left = crash(folders, path);
        // Later, and later.
        for (int i = 0; i < 2; ++i)
            QCOMPARE(Session(folders.recovery()).files.recoverable().size(), std::size_t{1});
        // Recovered, edited and killed again.
        Hall more;
        {
            Session session(folders.recovery());
            VERIFY_OK(session.files.recover(session.files.recoverable()[0]));
            VERIFY_OK(session.move(m_sample.a01, 100));
            more = session.document.base();
            QVERIFY2(Session(folders.recovery()).files.recoverable().empty(),
                     "a hall that is open is not offered");
        }
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        QCOMPARE(offered[0].edits, 3);
        VERIFY_OK(session.files.discard(offered[0]));
        QVERIFY(session.files.recoverable().empty());
        QCOMPARE(folders.left(), QStringList());
        QVERIFY(openDocument(path.toStdString())->base == m_sample.hall);
    }

    void nothingIsOfferedOfAHallThatWasOnlyLookedAt() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        {
            Session session(folders.recovery());
            VERIFY_OK(session.files.open(path));
            VERIFY_OK(session.move(m_sample.a01, 600));
            session.document.undo();
        }
        QVERIFY(!folders.left().isEmpty());
        QVERIFY(Session(folders.recovery()).files.recoverable().empty());
        QCOMPARE(folders.left(), QStringList());
    }

    void nothingIsOfferedOfWhatWasSaved() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        crash(folders, path);
        Session session(folders.recovery());
        const RecoverableHall offered = session.files.recoverable().at(0);
        // Killed between the file's rename and the journal's: the file holds all of it.
        const Result<ReplayedJournal> replayed = replayJournal(offered.place);
        VERIFY_OK(replayed);
        Document saved = replayed->document;
        ++saved.revision;
        VERIFY_OK(saveDocument(saved, path.toStdString()));
        QVERIFY(session.files.recoverable().empty());
    }

    void aNewHallIsOfferedThoughNoFileEverHeldIt() {
        test::TestFolders folders;
        Hall left;
        {
            Session session(folders.recovery());
            session.files.newHall(newDocument(m_sample.hall));
            session.files.journal().settle();
            QCOMPARE(folders.left().filter(".hall").size(), 1);
        }
        {
            Session session(folders.recovery());
            const std::vector<RecoverableHall> offered = session.files.recoverable();
            QCOMPARE(offered.size(), std::size_t{1});
            QCOMPARE(offered[0].summary, QString("A new hall"));
            QVERIFY(offered[0].file == FileState::NeverSaved);
            VERIFY_OK(session.files.recover(offered[0]));
            QVERIFY(session.document.modified());
            VERIFY_OK(session.move(m_sample.a01, 600));
            left = session.document.base();
        }
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        QCOMPARE(offered[0].summary, QString("Move rack A01"));
        VERIFY_OK(session.files.recover(offered[0]));
        QVERIFY(session.document.base() == left);
        QVERIFY(session.document.path().isEmpty());
        QVERIFY(session.document.modified());
        session.document.undo();
        QVERIFY2(session.document.modified(), "no file holds it");
    }

    void openingARenamedFileOffersItsEdits() {
        test::TestFolders folders;
        const Hall left = crash(folders, folders.savedHall("a.hall", m_sample));
        QVERIFY(QFile::rename(folders.path("a.hall"), folders.path("b.hall")));
        Session session(folders.recovery());
        const auto opened = session.files.open(folders.path("b.hall"));
        VERIFY_OK(opened);
        QVERIFY(session.document.base() == m_sample.hall);
        QVERIFY(opened->unsaved);
        const Result<QStringList> recovered = session.files.recover(*opened->unsaved);
        VERIFY_OK(recovered);
        QCOMPARE(*recovered, QStringList());
        QVERIFY(session.document.base() == left);
        QCOMPARE(session.document.path(), folders.path("b.hall"));
        VERIFY_OK(session.files.save());
        QVERIFY(openDocument(folders.path("b.hall").toStdString())->base == left);
        QVERIFY(!QFile::exists(folders.path("a.hall")));
    }

    void openingTheFileItselfOffersThemTooAndLaterKeepsThem() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const Hall left = crash(folders, path);
        {
            Session session(folders.recovery());
            const auto opened = session.files.open(path);
            VERIFY_OK(opened);
            QVERIFY(opened->unsaved);
            QCOMPARE(opened->unsaved->edits, 2);
            session.files.close();
        }
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        VERIFY_OK(session.files.recover(offered[0]));
        QVERIFY(session.document.base() == left);
    }

    void aFileThatSomebodyChangedSinceGivesAHallOfItsOwn() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const Hall left = crash(folders, path);
        Document theirs = openDocument(path.toStdString()).value();
        theirs.revision = 2;
        theirs.base.racks.erase({m_sample.a02.id});
        VERIFY_OK(saveDocument(theirs, path.toStdString()));
        {
            Session session(folders.recovery());
            const std::vector<RecoverableHall> offered = session.files.recoverable();
            QCOMPARE(offered.size(), std::size_t{1});
            QVERIFY(offered[0].file == FileState::SavedSince);
            QVERIFY(offered[0].remark.startsWith("The file was changed by somebody else since"));
            const Result<QStringList> recovered = session.files.recover(offered[0]);
            VERIFY_OK(recovered);
            QCOMPARE(recovered->size(), 1);
            QVERIFY(recovered->at(0).startsWith("a.hall was changed by somebody else since."));
            QVERIFY(session.document.base() == left);
            QVERIFY(session.document.path().isEmpty());
            QVERIFY(session.document.modified());
            QVERIFY(session.document.documentId() != theirs.id);
            QVERIFY(session.document.canUndo());
        }
        // It is still safe, and once only.
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        QVERIFY(offered[0].file == FileState::NeverSaved);
        VERIFY_OK(session.files.recover(offered[0]));
        QVERIFY(session.document.base() == left);
        QVERIFY(openDocument(path.toStdString()).value() == theirs);
    }

    void aFileChangedWithoutARaisedRevisionIsNotRecoveredOver() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        crash(folders, path);
        Document theirs = openDocument(path.toStdString()).value();
        theirs.base.racks.erase({m_sample.a02.id});
        VERIFY_OK(saveDocument(theirs, path.toStdString()));
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        QVERIFY(offered[0].file == FileState::SavedSince);
        VERIFY_OK(session.files.recover(offered[0]));
        QVERIFY(session.document.path().isEmpty());
        QVERIFY(!session.files.save());
        QVERIFY(openDocument(path.toStdString()).value() == theirs);
    }

    void aFileThatIsGoneIsWrittenAnew() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const Hall left = crash(folders, path);
        QVERIFY(QFile::remove(path));
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        QVERIFY(offered[0].file == FileState::Gone);
        const Result<QStringList> recovered = session.files.recover(offered[0]);
        VERIFY_OK(recovered);
        QCOMPARE(*recovered, QStringList("a.hall is gone; saving writes it anew."));
        QVERIFY(session.document.base() == left);
        QCOMPARE(session.document.path(), path);
        QVERIFY(session.document.modified());
        session.document.undo();
        session.document.undo();
        QVERIFY2(session.document.modified(), "no file holds it");
        VERIFY_OK(session.files.save());
        QVERIFY(QFile::exists(path));
    }

    void aFileThatIsOpenElsewhereByNowGivesAHallOfItsOwn() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        const Hall left = crash(folders, path);
        Session other(folders.recovery());
        VERIFY_OK(other.files.open(path));
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        const Result<QStringList> recovered = session.files.recover(offered[0]);
        VERIFY_OK(recovered);
        QCOMPARE(recovered->size(), 1);
        QVERIFY(recovered->at(0).startsWith("a.hall is open in another window"));
        QVERIFY(session.document.base() == left);
        QVERIFY(session.document.path().isEmpty());
    }

    void twoWindowsDoNotRecoverTheSame() {
        test::TestFolders folders;
        crash(folders, folders.savedHall("a.hall", m_sample));
        Session one(folders.recovery()), two(folders.recovery());
        const RecoverableHall offered = two.files.recoverable().at(0);
        VERIFY_OK(one.files.recover(offered));
        QVERIFY(!two.files.recover(offered));
        QVERIFY(!two.files.discard(offered));
        QVERIFY(one.files.journal().whole());
    }

    void ofADamagedJournalTheBeginningIsRecoveredAndTheRestKept() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        crash(folders, path);
        Session session(folders.recovery());
        const JournalPlace place = session.files.recoverable().at(0).place;
        const std::string text = test::readFile(place.journal());
        std::string damaged = text;
        damaged[text.find("CDU-9")] = '\x03';
        std::ofstream(place.journal(), std::ios::binary) << damaged;
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        QCOMPARE(offered[0].edits, 1);
        QVERIFY2(offered[0].remark.contains("damaged"), qPrintable(offered[0].remark));
        const Result<QStringList> recovered = session.files.recover(offered[0]);
        VERIFY_OK(recovered);
        QCOMPARE(recovered->size(), 1);
        QCOMPARE(session.document.undoLabel(), QString("Move rack A01"));
        QVERIFY(test::readFile(place.journal().string() + ".damaged") == damaged);
    }

    void aHallThatCannotBeRecoveredSaysWhyAndIsKept() {
        test::TestFolders folders;
        const QString path = folders.savedHall("a.hall", m_sample);
        crash(folders, path);
        for (const QString& name : folders.left().filter(".hall"))
            QVERIFY(
                QFile::remove(QString::fromStdString(folders.recovery().string()) + u'/' + name));
        QVERIFY(QFile::remove(path));
        Session session(folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        QCOMPARE(offered.size(), std::size_t{1});
        QVERIFY(!offered[0].recoverable);
        QCOMPARE(offered[0].remark,
                 QString("It cannot be recovered: the hall its edits begin with is missing."));
        QVERIFY(!session.files.recover(offered[0]));
        QCOMPARE(session.files.recoverable().size(), std::size_t{1});
    }

    void theDialogOffersAndDiscardsOnlyWhenAsked() {
        RecoverableHall one, two;
        one.name = "North hall";
        one.path = "/srv/halls/north.hall";
        one.summary = "Move rack A03 and 41 more";
        one.edits = 42;
        one.lastEdit = QDateTime::currentDateTime();
        two = one;
        two.name = "South hall";
        two.recoverable = false;
        two.remark = "It cannot be recovered: its journal is cut short.";
        int discarded = 0;
        RecoveryDialog dialog({one, two}, [&](const RecoverableHall& hall) {
            discarded += hall.name == "South hall";
            return Result<void>();
        });
        auto* list = dialog.findChild<QTreeWidget*>();
        QCOMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(list->topLevelItem(0)->text(0), QString("North hall"));
        QCOMPARE(list->topLevelItem(0)->text(1), QString("Move rack A03 and 41 more"));
        QCOMPARE(dialog.chosen().name, QString("North hall"));
        const auto button = [&](const QString& text) {
            for (QPushButton* each : dialog.findChildren<QPushButton*>())
                if (each->text().remove(u'&') == text) return each;
            return static_cast<QPushButton*>(nullptr);
        };
        QVERIFY(button("Recover")->isEnabled());
        list->setCurrentItem(list->topLevelItem(1));
        QVERIFY(!button("Recover")->isEnabled());

        const auto answer = [&](const QString& text) {
            QTimer::singleShot(0, &dialog, [&, text] {
                auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                for (QAbstractButton* each : question->buttons())
                    if (each->text().remove(u'&') == text) each->click();
            });
        };
        answer("Cancel");
        button("Discard…")->click();
        QCOMPARE(discarded, 0);
        QCOMPARE(list->topLevelItemCount(), 2);
        answer("Discard");
        button("Discard…")->click();
        QCOMPARE(discarded, 1);
        QCOMPARE(list->topLevelItemCount(), 1);
        button("Recover")->click();
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
        QCOMPARE(dialog.chosen().name, QString("North hall"));
    }
};

HALL_TEST(RecoveryTest)
#include "recovery_test.moc"
