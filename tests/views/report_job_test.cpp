#include "views/reports/report_job.h"

#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace hallwright;

/// Reports as files: written at once and by the job in the background.
class ReportJobTest : public QObject {
    Q_OBJECT

    const Evaluation m_evaluation = evaluate(test::sampleWindowHall().hall);
    QTemporaryDir m_folder;

    ReportDetails details() const { return {"2026-11-22", "sample.hall", 3, nullptr}; }
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static QByteArray read(const QString& file) {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private Q_SLOTS:
    void aPdfHasPagesOutlineAndLinks() {
        VERIFY_OK(writeReport(m_evaluation, details(), path("a.pdf")));
        const QByteArray pdf = read(path("a.pdf"));
        QVERIFY(pdf.startsWith("%PDF"));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
        QVERIFY(pdf.count("/Type /Page\n") > 5);
        QVERIFY(pdf.contains("/Type /Outlines"));
        QVERIFY(pdf.contains("/Subtype /Link"));
        QVERIFY(pdf.contains("/CreationDate (D:20261122000000"));
        // Where the last table says they are, objects begin.
        const qsizetype start = pdf.lastIndexOf("startxref");
        const qsizetype table = pdf.mid(start + 9).trimmed().split('\n').first().toLongLong();
        QVERIFY(pdf.mid(table).startsWith("xref\n"));
        static const QRegularExpression entry(QStringLiteral("(\\d+) 1\\n(\\d{10}) 00000 n "));
        QRegularExpressionMatchIterator entries =
            entry.globalMatch(QString::fromLatin1(pdf.mid(table)));
        int objects = 0;
        for (; entries.hasNext(); ++objects) {
            const QRegularExpressionMatch one = entries.next();
            const QByteArray head = one.captured(1).toLatin1() + " 0 obj\n";
            QVERIFY(pdf.mid(one.captured(2).toLongLong()).startsWith(head));
        }
        QVERIFY(objects > 20);
    }

    void theSameHallGivesTheSameBytes() {
        for (const char* name : {"b.pdf", "b.html"}) {
            VERIFY_OK(writeReport(m_evaluation, details(), path(name)));
            const QByteArray first = read(path(name));
            QTest::qWait(1100);  // another second of the clock
            VERIFY_OK(writeReport(m_evaluation, details(), path(name)));
            QVERIFY2(read(path(name)) == first && !first.isEmpty(), name);
        }
    }

    void theHtmlHoldsThePlanAsADrawing() {
        VERIFY_OK(writeReport(m_evaluation, details(), path("c.html")));
        const QByteArray html = read(path("c.html"));
        QVERIFY(html.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox="));
        QVERIFY(html.contains(">A01</text>") || html.contains(">A01\n</text>"));
        QVERIFY(!html.contains("<image"));
    }

    void aWorkbookAndATableAreWrittenToo() {
        VERIFY_OK(writeReport(m_evaluation, details(), path("d.xlsx")));
        QVERIFY(read(path("d.xlsx")).startsWith("PK"));
        QVERIFY(!QFile::exists(path("d.xlsx.part")));
        VERIFY_OK(writeReport(m_evaluation, details(), path("d.csv")));
        QVERIFY(read(path("d.csv")).startsWith("Section,Part,"));
    }

    void anUnknownEndingIsRefusedBeforeAnythingIsDone() {
        int asked = 0;
        const Result<void> written =
            writeReport(m_evaluation, details(), path("e.doc"), [&](double) { return ++asked; });
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Usage);
        QCOMPARE(asked, 0);
        QVERIFY(!QFile::exists(path("e.doc")));
    }

    void theJobWritesInTheBackgroundAndTellsHowFarItIs() {
        ReportJob job;
        std::vector<double> shares;
        std::optional<bool> ok;
        connect(&job, &ReportJob::progress, this, [&](double share) { shares.push_back(share); });
        connect(&job, &ReportJob::finished, this,
                [&](const Result<void>& result) { ok = static_cast<bool>(result); });
        job.start(m_evaluation, details(), path("f.pdf"));
        QVERIFY(job.running());
        QTRY_VERIFY_WITH_TIMEOUT(ok.has_value(), 60000);
        QVERIFY(*ok && !job.running());
        QVERIFY(shares.size() > 2 && std::is_sorted(shares.begin(), shares.end()));
        QCOMPARE(shares.back(), 1.0);
        QVERIFY(read(path("f.pdf")).startsWith("%PDF"));
    }

    void aCancelledJobLeavesNoFile() {
        ReportJob job;
        std::optional<ErrorCode> code;
        connect(&job, &ReportJob::finished, this, [&](const Result<void>& result) {
            code = result ? ErrorCode::Usage : result.error().code;
        });
        job.start(m_evaluation, details(), path("g.pdf"));
        job.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(code.has_value(), 60000);
        QCOMPARE(*code, ErrorCode::Refused);
        QVERIFY(!QFile::exists(path("g.pdf")));
    }

    void aFolderThatIsNotThereIsOneSentence() {
        const Result<void> written = writeReport(m_evaluation, details(), path("no/h.html"));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::File);
    }
};

HALL_TEST(ReportJobTest)
#include "report_job_test.moc"
