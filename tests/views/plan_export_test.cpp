#include "views/plan/plan_export.h"

#include "tests/support/sample_window_hall.h"
#include "tests/support/test.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace hallwright;

class PlanExportTest : public QObject {
    Q_OBJECT

    const Evaluation m_evaluation = evaluate(test::sampleWindowHall().hall);
    QTemporaryDir m_folder;

    QByteArray bytes(const PlanSheet& sheet, PlanFormat format, const char* name) {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        const Result<void> written = exportPlan(m_evaluation, sheet, format, path);
        if (!written) {
            qWarning("%s", written.error().text().c_str());
            return {};
        }
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// What the drawing says of itself: size on paper, sizes of its rectangles in mm, its words.
    struct Drawn {
        QSizeF paper_mm;
        std::vector<QSizeF> boxes_mm;
        QStringList words;
        int pictures = 0;
    };
    static Drawn drawnBy(const QByteArray& svg) {
        Drawn out;
        QXmlStreamReader xml(svg);
        double unit = 0.0;
        const auto length = [](QStringView text) {
            return text.endsWith(u"mm") ? text.chopped(2).toDouble() : 0.0;
        };
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            const QXmlStreamAttributes at = xml.attributes();
            if (xml.name() == QStringLiteral("svg")) {
                out.paper_mm = {length(at.value(QStringLiteral("width"))),
                                length(at.value(QStringLiteral("height")))};
                unit = out.paper_mm.width() /
                       at.value(QStringLiteral("viewBox")).toString().split(u' ').at(2).toDouble();
            } else if (xml.name() == QStringLiteral("rect")) {
                out.boxes_mm.push_back({at.value(QStringLiteral("width")).toDouble() * unit,
                                        at.value(QStringLiteral("height")).toDouble() * unit});
            } else if (xml.name() == QStringLiteral("text")) {
                out.words << xml.readElementText().trimmed();
            } else if (xml.name() == QStringLiteral("image")) {
                ++out.pictures;
            }
        }
        if (xml.hasError()) qWarning("%s", qPrintable(xml.errorString()));
        return out;
    }
    static long boxesOf(const Drawn& drawn, double width_mm, double height_mm) {
        return std::count_if(drawn.boxes_mm.begin(), drawn.boxes_mm.end(), [&](QSizeF box) {
            return std::abs(box.width() - width_mm) < 1e-3 &&
                   std::abs(box.height() - height_mm) < 1e-3;
        });
    }

private Q_SLOTS:
    void aRackOf600MillimetresIs6MillimetresWideAtOneToHundred() {
        const Drawn drawn =
            drawnBy(bytes({.paper = QStringLiteral("A3"), .scale = 100}, PlanFormat::Svg, "a.svg"));
        QCOMPARE(drawn.paper_mm, QSizeF(420.0, 297.0));
        QCOMPARE(boxesOf(drawn, 6.0, 12.0), 8L);
        QCOMPARE(boxesOf(drawn, 120.0, 90.0), 2L);  // the floor and its walls
    }

    void itIs12MillimetresAtOneToFifty() {
        const Drawn drawn =
            drawnBy(bytes({.paper = QStringLiteral("A2"), .scale = 50}, PlanFormat::Svg, "b.svg"));
        QCOMPARE(drawn.paper_mm, QSizeF(594.0, 420.0));
        QCOMPARE(boxesOf(drawn, 12.0, 24.0), 8L);
    }

    void wordsAreWordsAndNothingIsAPicture() {
        const PlanSheet sheet{.paper = QStringLiteral("A3"),
                              .scale = 50,
                              .file = QStringLiteral("sample.hall"),
                              .date = QStringLiteral("2026-11-22")};
        const Drawn drawn = drawnBy(bytes(sheet, PlanFormat::Svg, "c.svg"));
        QCOMPARE(drawn.pictures, 0);
        for (const char* word : {"A01", "B04", "CDU-1", "Sample", "1:50", "2026-11-22",
                                 "sample.hall", "A3 landscape", "Cold aisle", "Compute rack"})
            QVERIFY2(drawn.words.contains(QString::fromLatin1(word)), word);
    }

    void anOverlayBringsItsLegend() {
        PlanSheet sheet{.paper = QStringLiteral("A3"), .overlay = Overlay::Power};
        const Drawn drawn = drawnBy(bytes(sheet, PlanFormat::Svg, "d.svg"));
        QVERIFY(drawn.words.contains(QString::fromLatin1(info(Overlay::Power).title)));
        QVERIFY(!drawn.words.contains(QStringLiteral("Compute rack")));
    }

    void aSheetOfTheHallsOwnSizeKeepsTheScale() {
        const Drawn drawn = drawnBy(
            bytes({.paper = QStringLiteral("exact"), .scale = 25}, PlanFormat::Svg, "e.svg"));
        QCOMPARE(boxesOf(drawn, 24.0, 48.0), 8L);
        QVERIFY(drawn.paper_mm.width() > 12000.0 / 25 && drawn.paper_mm.width() < 560.0);
    }

    void aPaperThatIsTooSmallIsRefusedWithWhatWouldDo() {
        const Result<SheetLayout> layout =
            layoutSheet(m_evaluation, {.paper = QStringLiteral("A4"), .scale = 20});
        QVERIFY(!layout);
        QCOMPARE(layout.error().code, ErrorCode::Usage);
        const std::string& words = layout.error().message;
        QVERIFY2(words.find("A4") != std::string::npos &&
                     words.find("or 1:100") != std::string::npos,
                 words.c_str());
    }

    void aScaleAloneFindsItsPaper() {
        const Result<SheetLayout> layout = layoutSheet(m_evaluation, {.scale = 100});
        VERIFY_OK(layout);
        QCOMPARE(layout->paper, QStringLiteral("A4 landscape"));
        QCOMPARE(layout->scale, 100);
    }

    void aPictureHasTheDotsOfItsPaper() {
        const QByteArray png =
            bytes({.paper = QStringLiteral("A4"), .dots = 100.0}, PlanFormat::Png, "f.png");
        const QImage image = QImage::fromData(png);
        QVERIFY(std::abs(image.width() - 297.0 / 25.4 * 100.0) <= 1.0);
        QVERIFY(std::abs(image.height() - 210.0 / 25.4 * 100.0) <= 1.0);
        QCOMPARE(image.dotsPerMeterX(), 3937);
    }

    void aPdfHasOnePageOfItsPaper() {
        const QByteArray pdf = bytes({.paper = QStringLiteral("A3")}, PlanFormat::Pdf, "g.pdf");
        QVERIFY(pdf.startsWith("%PDF"));
        QCOMPARE(pdf.count("/Type /Page\n"), 1);
        static const QRegularExpression box(QStringLiteral("MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)"));
        const QRegularExpressionMatch match = box.match(QString::fromLatin1(pdf));
        QVERIFY(std::abs(match.captured(1).toDouble() - 420.0 / 25.4 * 72.0) < 1.0);
        QVERIFY(std::abs(match.captured(2).toDouble() - 297.0 / 25.4 * 72.0) < 1.0);
    }

    void theOldFileStaysWhereTheNewOneCannotBeWritten() {
        const Result<void> written = exportPlan(m_evaluation, {}, PlanFormat::Svg,
                                                m_folder.filePath(QStringLiteral("no/where.svg")));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::File);
    }

    void everyOverlayHasANameForTheCommandLine() {
        for (const std::string& name : overlayNames())
            QVERIFY2(findOverlay(name) && name.find(' ') == std::string::npos, name.c_str());
        QVERIFY(findOverlay("power") == Overlay::Power);
        QVERIFY(!findOverlay("Power2"));
        QVERIFY(!planFormat(QStringLiteral("plan.gif")));
    }
};

HALL_TEST(PlanExportTest)
#include "plan_export_test.moc"
