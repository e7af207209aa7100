#include "model/storage/edit_text.h"
#include "tests/support/test.h"
#include "tests/views/random_steps.h"
#include "tests/views/session.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QThread>
#include <QTimer>
#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <memory>

using namespace hallwright;

namespace {

/// What the child writes beside its edits, each with a write of its own, so that the parent knows
/// what was done when the child was killed.
constexpr const char* progressName = "progress";

}  // namespace

/// The child: edits and saves until it is killed. Run by KillTest, not by ctest.
class KillChild : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editUntilKilled() {
        const QString folder = qEnvironmentVariable("HALLWRIGHT_KILL_FOLDER");
        const unsigned seed = qEnvironmentVariable("HALLWRIGHT_KILL_SEED").toUInt();
        QVERIFY2(!folder.isEmpty(), "run by KillTest");
        const int progress = ::open((folder.toStdString() + '/' + progressName).c_str(),
                                    O_WRONLY | O_CREAT | O_APPEND, 0600);
        const auto note = [progress](const std::string& line) {
            const std::string text = line + '\n';
            if (::write(progress, text.data(), text.size()) < 0) ::_exit(1);
        };
        DocumentModel document;
        // Before the journal hears of it: what is about to be done.
        connect(&document, &DocumentModel::changed, this, [&](const ChangeEvent& event) {
            if (event.recorded) note(editToText(*event.recorded));
        });
        DocumentFiles files(document, {(folder + "/state/recovery").toStdString(), {}});
        const QString path = folder + "/a.hall";
        if (seed % 2 == 0) {
            VERIFY_OK(files.open(path));
        } else {
            const test::SampleWindowHall sample = test::sampleWindowHall();
            Document fresh = newDocument(sample.hall);
            fresh.nextId = sample.nextId;
            files.newHall(fresh);
        }
        // Half of the journals begin anew all the time.
        if (seed % 4 < 2) files.journal().setMostBytes(3000);
        test::RandomSteps steps(seed);
        QElapsedTimer time;
        time.start();
        // The parent kills it long before.
        for (bool first = true; time.elapsed() < 60'000; first = false) {
            steps.step(document);
            note("done");
            // A new hall goes to the disk on a thread; what is not there yet cannot be recovered.
            const Journal& journal = files.journal();
            if (std::filesystem::exists(journal.place().folder / journal.header().base))
                note("kept");
            if (first && ::write(STDERR_FILENO, "first", 5) < 0) ::_exit(1);
            // A quick user, who leaves the processor to the other rounds.
            QThread::usleep(2000);
            if (steps.below(10) != 0) continue;
            note("save");
            const Result<void> saved =
                document.path().isEmpty() ? files.saveAs(path) : files.save();
            note(saved ? "saved" : "not saved");
        }
    }
};

class KillTest : public QObject {
    Q_OBJECT

    static constexpr int rounds = 200;
    static constexpr int atOnce = 10;

    struct Round {
        unsigned seed = 0;
        test::TestFolders folders;
        QProcess process;
    };
    int m_withEdits = 0, m_withSaves = 0, m_offered = 0;

    /// What the child has told, replayed.
    struct Told {
        Hall done;                     ///< after the last edit that was finished
        std::optional<Hall> underWay;  ///< after the one that was begun
        std::optional<Hall> saved, beingSaved;
        int edits = 0, finished = 0, saves = 0;
        bool kept = false;  ///< the hall that the edits begin with has reached the disk
        QString fault;
    };
    static Told told(const Round& round) {
        const test::SampleWindowHall sample = test::sampleWindowHall();
        Told out;
        out.done = sample.hall;
        if (round.seed % 2 == 0) out.saved = sample.hall;
        RawId next = sample.nextId;
        std::ifstream in(round.folders.path(progressName).toStdString());
        Hall now = sample.hall;
        for (std::string line; std::getline(in, line);) {
            if (line == "done") {
                out.done = now;
                out.underWay.reset();
                out.finished = out.edits;
            } else if (line == "kept") {
                out.kept = true;
            } else if (line == "save") {
                out.beingSaved = now;
            } else if (line == "saved") {
                out.saved = std::move(out.beingSaved);
                out.beingSaved.reset();
                ++out.saves;
            } else if (line == "not saved") {
                out.fault = "a save failed";
            } else {
                const Result<Edit> edit = editFromText(line, now, next);
                const Result<void> applied = edit ? apply(now, *edit) : Result<void>(edit.error());
                if (!applied) out.fault = QString::fromStdString(applied.error().text());
                // One step may be several undos: each is finished when the next one begins.
                if (out.underWay) out.done = *out.underWay;
                out.underWay = now;
                ++out.edits;
            }
        }
        return out;
    }

    /// Empty where all was kept; else what was not.
    QString verify(const Round& round) {
        const Told child = told(round);
        if (!child.fault.isEmpty()) return child.fault;
        m_withEdits += child.edits > 0;
        m_withSaves += child.saves > 0;

        // The file opens, and holds what was saved last.
        const QString path = round.folders.path("a.hall");
        std::optional<Hall> inFile;
        if (QFile::exists(path)) {
            const Result<Document> file = openDocument(path.toStdString());
            if (!file) return QString::fromStdString(file.error().text());
            inFile = file->base;
            if (!(inFile == child.saved) && !(inFile == child.beingSaved))
                return "the file holds another hall than was saved";
        } else if (child.saved) {
            return "the saved file is gone";
        }

        // Whatever the file does not hold is offered, and recovered to the last edit.
        test::Session session(round.folders.recovery());
        const std::vector<RecoverableHall> offered = session.files.recoverable();
        if (offered.size() > 1) return "more than one hall is offered";
        if (offered.empty()) {
            // Before its first edit a new hall may not have reached the disk yet.
            if (!inFile) return !child.kept ? QString() : "a new hall is not offered";
            if (!(*inFile == child.done) && !(inFile == child.underWay))
                return QString("%1 edits are lost: nothing is offered").arg(child.edits);
            return {};
        }
        ++m_offered;
        if (!offered[0].recoverable) return child.kept || inFile ? offered[0].remark : QString();
        const Result<QStringList> recovered = session.files.recover(offered[0]);
        if (!recovered) return QString::fromStdString(recovered.error().text());
        if (!recovered->isEmpty()) return recovered->join(u' ');
        const Hall& hall = session.document.base();
        if (!(hall == child.done) && !(hall == child.underWay))
            return QString("edits are lost after %1").arg(child.edits);
        if (!session.document.modified()) return "the recovered hall is not marked modified";
        // Undone to what the file holds, it says so.
        for (int i = 0; i < 10 && session.document.modified() && session.document.canUndo(); ++i)
            session.document.undo();
        if (!session.document.modified() && !(hall == inFile))
            return "undo does not lead to what was saved";
        session.files.close();
        if (!round.folders.left().isEmpty()) return "files are left";
        return {};
    }

    static void start(Round& round) {
        if (round.seed % 2 == 0) round.folders.savedHall("a.hall", test::sampleWindowHall());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HALLWRIGHT_KILL_FOLDER", round.folders.folder.path());
        environment.insert("HALLWRIGHT_KILL_SEED", QString::number(round.seed));
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        round.process.setProcessEnvironment(environment);
        round.process.setStandardOutputFile(QProcess::nullDevice());
        round.process.start(QCoreApplication::applicationFilePath(), {"KillChild"});
    }

private Q_SLOTS:
    void nothingIsLostWhenTheProgramIsKilled() {
        std::mt19937 dice(20261122);
        unsigned started = 0;
        QString fault;
        while (started < rounds && fault.isEmpty()) {
            // Several at once; looked at when all are dead, so that each dies in its time.
            std::vector<std::unique_ptr<Round>> running;
            QEventLoop loop;
            int alive = atOnce;
            for (int i = 0; i < atOnce; ++i) {
                running.push_back(std::make_unique<Round>());
                Round* round = running.back().get();
                round->seed = started++;
                const int wait_ms = static_cast<int>(dice() % 401);
                connect(&round->process, &QProcess::readyReadStandardError, &loop, [=] {
                    if (round->process.readAllStandardError().contains("first"))
                        QTimer::singleShot(wait_ms, Qt::PreciseTimer, &round->process,
                                           &QProcess::kill);
                });
                connect(&round->process, &QProcess::finished, &loop, [&] {
                    if (--alive == 0) loop.quit();
                });
                start(*round);
            }
            loop.exec();
            for (const std::unique_ptr<Round>& round : running) {
                if (round->process.exitStatus() != QProcess::CrashExit)
                    fault = "the child ended by itself";
                if (fault.isEmpty()) fault = verify(*round);
                if (!fault.isEmpty()) {
                    fault = QString("round %1: %2").arg(round->seed).arg(fault);
                    break;
                }
            }
        }
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        // That the rounds were worth it.
        QVERIFY2(m_withEdits > rounds * 3 / 4 && m_offered > rounds / 2 && m_withSaves > rounds / 8,
                 qPrintable(QString("%1 with edits, %2 offered, %3 with saves")
                                .arg(m_withEdits)
                                .arg(m_offered)
                                .arg(m_withSaves)));
    }
};

HALL_TEST(KillChild)
HALL_TEST(KillTest)
#include "kill_test.moc"
