#include "views/journal.h"

#include "model/edits/change_items.h"
#include "model/storage/edit_text.h"
#include "tests/support/test.h"
#include "tests/views/session.h"
#include "views/recovery/journal_replay.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

using namespace hallwright;

class JournalTest : public QObject {
    Q_OBJECT

    const test::SampleWindowHall m_sample = test::sampleWindowHall();

    /// A document whose journal lies in a folder of its own.
    struct Kept : test::TestFolders {
        test::Session session{recovery()};
        JournalPlace place;

        explicit Kept(const test::SampleWindowHall& sample) {
            const auto opened = session.files.open(savedHall("a.hall", sample));
            if (!opened) qFatal("%s", opened.error().text().c_str());
            session.files.journal().settle();
            place = session.files.journal().place();
        }
        QStringList lines() const {
            return QString::fromStdString(test::readFile(place.journal()))
                .split(u'\n', Qt::SkipEmptyParts);
        }
        void rewrite(const QStringList& all) const {
            std::ofstream(place.journal(), std::ios::binary)
                << (all.join(u'\n') + u'\n').toStdString();
        }
    };

private Q_SLOTS:
    void everyCommitUndoAndRedoIsOneLineAndPreviewsAreNone() {
        Kept kept(m_sample);
        DocumentModel& document = kept.session.document;
        QCOMPARE(kept.lines().size(), 1);
        const ItemRef items[] = {m_sample.a01};
        VERIFY_OK(document.preview(moveItems(document.base(), items, {600}, {0}).value()));
        VERIFY_OK(document.preview(moveItems(document.base(), items, {900}, {0}).value()));
        QCOMPARE(kept.lines().size(), 1);
        document.cancelPreview();
        QCOMPARE(kept.lines().size(), 1);
        VERIFY_OK(document.preview(moveItems(document.base(), items, {900}, {0}).value()));
        document.commitPreview();
        QCOMPARE(kept.lines().size(), 2);
        document.undo();
        QCOMPARE(kept.lines().size(), 3);
        document.redo();
        QCOMPARE(kept.lines().size(), 4);
        QCOMPARE(kept.lines()[1], kept.lines()[3]);
        QVERIFY(kept.lines()[1].contains("\"Move rack A01\""));
    }

    void replayGivesTheHallAndItsUndoStackBack() {
        Kept kept(m_sample);
        test::Session& session = kept.session;
        VERIFY_OK(session.move(m_sample.a01, 600));
        VERIFY_OK(session.move(m_sample.a02, 600));
        VERIFY_OK(session.document.apply(
            renameItem(session.document.base(), m_sample.cdu, "CDU-9").value()));
        session.document.undo();
        session.document.undo();
        session.document.redo();
        const Result<ReplayedJournal> replayed = replayJournal(kept.place);
        VERIFY_OK(replayed);
        QVERIFY(replayed->document.base == session.document.base());
        QCOMPARE(replayed->document.nextId, session.document.nextId());
        QCOMPARE(replayed->history.edits.size(), std::size_t{3});
        QCOMPARE(replayed->history.done, std::size_t{2});
        QVERIFY(replayed->damage.empty());
        QVERIFY(replayed->baseBeside);
    }

    void numbersOfRowsAreNeverGivenTwiceAfterRecovery() {
        Kept kept(m_sample);
        test::Session& session = kept.session;
        Rack rack = session.document.base().racks[{m_sample.a01.id}];
        rack.name = "new";
        VERIFY_OK(session.document.apply(
            addRack(session.document.base(), rack, session.document.nextId()).value()));
        session.document.undo();
        const Result<ReplayedJournal> replayed = replayJournal(kept.place);
        VERIFY_OK(replayed);
        QCOMPARE(replayed->document.nextId, session.document.nextId());
    }

    void anEditThatTouchesARowTwiceIsKeptAllTheSame() {
        Kept kept(m_sample);
        test::Session& session = kept.session;
        const RawId id = m_sample.a01.id;
        Edit twice{"Move twice", "base", {}};
        const auto x = [](int mm) { return Cells{{3, Cell(std::int64_t{mm})}}; };
        QCOMPARE(tableAccess(TableId::Racks).columns()[3].name, std::string_view("x_mm"));
        twice.changes.push_back({TableId::Racks, id, x(1800), x(2000)});
        twice.changes.push_back({TableId::Racks, id, x(2000), x(2200)});
        VERIFY_OK(session.document.apply(twice));
        const Result<ReplayedJournal> replayed = replayJournal(kept.place);
        VERIFY_OK(replayed);
        QVERIFY2(replayed->damage.empty(), replayed->damage.c_str());
        QVERIFY(replayed->document.base == session.document.base());
    }

    void aTornLastLineIsDroppedWithoutAWord() {
        Kept kept(m_sample);
        VERIFY_OK(kept.session.move(m_sample.a01, 600));
        const Hall before = kept.session.document.base();
        VERIFY_OK(kept.session.move(m_sample.a02, 600));
        const std::string whole = test::readFile(kept.place.journal());
        // Wherever in the last line the write ended.
        const std::size_t last = whole.rfind('\n', whole.size() - 2) + 1;
        for (std::size_t size = last; size < whole.size(); size += 7) {
            std::ofstream(kept.place.journal(), std::ios::binary) << whole.substr(0, size);
            const Result<ReplayedJournal> replayed = replayJournal(kept.place);
            VERIFY_OK(replayed);
            QVERIFY(replayed->damage.empty());
            QVERIFY(replayed->document.base == before);
        }
    }

    void beforeADamagedLineAllIsKeptAndItSaysSo_data() {
        QTest::addColumn<QString>("damaged");
        QTest::newRow("garbage") << "\x01\x02 not an edit";
        QTest::newRow("zeros, as a power cut leaves them") << QString(40, QChar(0));
        QTest::newRow("an edit that does not fit")
            << "{\"target\":\"base\",\"label\":\"Move\",\"changes\":[{\"table\":\"racks\",\"id\":"
               "999999,\"before\":{\"x_mm\":0},\"after\":{\"x_mm\":1}}]}";
        QTest::newRow("an edit of a variant that is not there")
            << "{\"target\":\"cpo\",\"label\":\"Nothing\",\"changes\":[]}";
    }
    void beforeADamagedLineAllIsKeptAndItSaysSo() {
        QFETCH(QString, damaged);
        Kept kept(m_sample);
        VERIFY_OK(kept.session.move(m_sample.a01, 600));
        const Hall before = kept.session.document.base();
        VERIFY_OK(kept.session.move(m_sample.a02, 600));
        VERIFY_OK(kept.session.move(m_sample.a02, 600));
        QStringList lines = kept.lines();
        lines[2] = damaged;
        kept.rewrite(lines);
        const Result<ReplayedJournal> replayed = replayJournal(kept.place);
        VERIFY_OK(replayed);
        QVERIFY(replayed->document.base == before);
        QVERIFY2(replayed->damage.starts_with("line 3 of its journal is damaged ("),
                 replayed->damage.c_str());
        QVERIFY(replayed->damage.ends_with("the edits from there on are lost"));
    }

    void whatNoSaveWouldAcceptIsNotRecovered() {
        Kept kept(m_sample);
        DocumentModel& document = kept.session.document;
        VERIFY_OK(kept.session.move(m_sample.a01, 600));
        VERIFY_OK(kept.session.move(m_sample.a02, 600));
        const Hall before = document.base();
        Edit spoils{"Delete the hall", "base", {}};
        const TableAccess& sites = tableAccess(TableId::Sites);
        const RawId site = sites.ids(before).at(0);
        const std::vector<Cell> row = *sites.row(before, site);
        Cells cells;
        for (std::size_t column = 0; column < row.size(); ++column)
            cells.emplace_back(static_cast<std::uint8_t>(column), row[column]);
        spoils.changes.push_back({TableId::Sites, site, cells, std::nullopt});
        QStringList lines = kept.lines();
        lines.push_back(QString::fromStdString(editToText(spoils)));
        // Good edits on both sides of it.
        VERIFY_OK(kept.session.move(m_sample.a01, 10));
        VERIFY_OK(kept.session.move(m_sample.a02, 10));
        lines += kept.lines().mid(3);
        kept.rewrite(lines);
        const Result<ReplayedJournal> replayed = replayJournal(kept.place);
        VERIFY_OK(replayed);
        QVERIFY(replayed->document.base == before);
        QCOMPARE(replayed->history.done, std::size_t{2});
        QVERIFY2(replayed->damage.starts_with("line 4 of its journal is damaged ("),
                 replayed->damage.c_str());
        QCOMPARE(std::count(replayed->lines.begin(), replayed->lines.end(), '\n'), 2);
    }

    void aHeaderThatIsNoneIsRefused_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("another format") << QByteArray("format") << QJsonValue("x");
        QTest::newRow("of a newer program") << QByteArray("version") << QJsonValue(99);
        QTest::newRow("no id") << QByteArray("document_id") << QJsonValue("../../etc");
        QTest::newRow("a negative revision") << QByteArray("revision") << QJsonValue(-4);
        const QJsonValue beyond(qint64{1} << 60);
        QTest::newRow("a revision beyond all") << QByteArray("revision") << beyond;
        QTest::newRow("edits beyond all") << QByteArray("edits_before") << beyond;
        QTest::newRow("a base elsewhere") << QByteArray("base") << QJsonValue("../a.hall");
        QTest::newRow("a base that is the folder") << QByteArray("base") << QJsonValue("..");
        QTest::newRow("no base") << QByteArray("base") << QJsonValue("");
        QTest::newRow("a path from nowhere") << QByteArray("path") << QJsonValue("a.hall");
    }
    void aHeaderThatIsNoneIsRefused() {
        QFETCH(QByteArray, key);
        QFETCH(QJsonValue, value);
        JournalHeader header;
        header.documentId = newDocument({}).id;
        header.base = "a.hall";
        header.path = "/tmp/a.hall";
        const std::string good = journalHeaderText(header);
        const Result<JournalHeader> read = journalHeaderFromText(good);
        VERIFY_OK(read);
        QVERIFY(*read == header);
        QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(good)).object();
        object[QString::fromUtf8(key)] = value;
        QVERIFY(!journalHeaderFromText(
            QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString()));
    }

    void aLongJournalBeginsAnewWithoutALoss() {
        Kept kept(m_sample);
        test::Session& session = kept.session;
        session.files.journal().setMostBytes(4000);
        for (int i = 0; i < 300; ++i) {
            VERIFY_OK(session.move(i % 2 == 0 ? m_sample.a01 : m_sample.a02, 10));
            // Both while the thread writes and when it is done.
            if (i % 50 == 49) session.files.journal().settle();
            if (i % 60 == 0) {
                const Result<ReplayedJournal> replayed = replayJournal(kept.place);
                VERIFY_OK(replayed);
                QVERIFY(replayed->document.base == session.document.base());
            }
        }
        session.files.journal().settle();
        session.files.journal().settle();
        const Result<ReplayedJournal> replayed = replayJournal(kept.place);
        VERIFY_OK(replayed);
        QVERIFY(replayed->document.base == session.document.base());
        QVERIFY(!replayed->header.baseIsSaved);
        QVERIFY(std::filesystem::file_size(kept.place.journal()) < 8000);
        QVERIFY(!replayed->history.savedAt);
        QCOMPARE(replayed->header.editsBefore + static_cast<std::int64_t>(replayed->history.done),
                 std::int64_t{300});
        QCOMPARE(kept.left().filter(".hall").size(), 1);
    }

    void aFullDiskIsToldOnceAndNothingIsLostWhenThereIsRoomAgain() {
        Kept kept(m_sample);
        test::Session& session = kept.session;
        VERIFY_OK(session.move(m_sample.a01, 600));
        QSignalSpy failed(&session.files.journal(), &Journal::failed);
        QSignalSpy mended(&session.files.journal(), &Journal::mended);
        const std::string before = test::readFile(kept.place.journal());
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        // Room for half a line.
        const rlimit small{before.size() + 60, limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const Result<void> first = session.move(m_sample.a02, 600);
        const Result<void> second = session.move(m_sample.a02, 600);
        session.document.undo();
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, handler);
        VERIFY_OK(first);
        VERIFY_OK(second);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains("save often"));
        QVERIFY(test::readFile(kept.place.journal()) == before);
        QVERIFY(!session.files.journal().whole());
        VERIFY_OK(session.move(m_sample.a01, 10));
        // When it is on the disk again, not when it is written.
        QTRY_COMPARE(mended.size(), 1);
        const Result<ReplayedJournal> replayed = replayJournal(kept.place);
        VERIFY_OK(replayed);
        QVERIFY(replayed->document.base == session.document.base());
    }

    void aFolderThatCannotBeWrittenIsToldAndTheHallGoesOn() {
        // Nobody, root neither, makes a folder there.
        test::TestFolders folders;
        DocumentModel document;
        DocumentFiles files(document, {"/proc/none/recovery", {}});
        QSignalSpy failed(&files, &DocumentFiles::journalFailed);
        VERIFY_OK(files.open(folders.savedHall("a.hall", m_sample)));
        const ItemRef items[] = {m_sample.a01};
        VERIFY_OK(document.apply(moveItems(document.base(), items, {600}, {0}).value()));
        VERIFY_OK(document.apply(moveItems(document.base(), items, {600}, {0}).value()));
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains("/proc/none/recovery"));
        VERIFY_OK(files.save());
        QVERIFY(!document.modified());
    }

    void aJournalThatWasSweptAwayBeginsAnew() {
        Kept kept(m_sample);
        test::Session& session = kept.session;
        VERIFY_OK(session.move(m_sample.a01, 600));
        std::filesystem::remove_all(kept.recovery());
        VERIFY_OK(session.move(m_sample.a01, 600));
        session.files.journal().settle();
        VERIFY_OK(session.move(m_sample.a02, 600));
        session.files.journal().settle();
        const Result<ReplayedJournal> replayed = replayJournal(kept.place);
        VERIFY_OK(replayed);
        QVERIFY(replayed->document.base == session.document.base());
    }

    void theFolderIsTheOneOfTheDesktop() {
        const QByteArray old = qgetenv("XDG_STATE_HOME");
        qputenv("XDG_STATE_HOME", "/var/tmp/state");
        QCOMPARE(recoveryFolder(), std::filesystem::path("/var/tmp/state/hallwright/recovery"));
        qputenv("XDG_STATE_HOME", "not/absolute");
        QCOMPARE(recoveryFolder(), std::filesystem::path(QDir::homePath().toStdString()) /
                                       ".local/state/hallwright/recovery");
        if (old.isEmpty())
            qunsetenv("XDG_STATE_HOME");
        else
            qputenv("XDG_STATE_HOME", old);
    }
};

HALL_TEST(JournalTest)
#include "journal_test.moc"
