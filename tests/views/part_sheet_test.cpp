#include "views/catalog/part_sheet.h"

#include "tests/support/sample_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/catalog/sheet_content.h"
#include "views/catalog/sheet_line.h"
#include "views/catalog/sheet_source.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QApplication>
#include <QDesktopServices>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>
#include <QUrl>

using namespace hallwright;

namespace {

/// What one reads below a widget, without marks of formatting.
QString textOf(const QWidget* widget) {
    QStringList words;
    for (const QLabel* label : widget->findChildren<QLabel*>()) {
        QTextDocument document;
        document.setHtml(label->text());
        words += document.toPlainText();
    }
    return words.join(u'\n');
}

Reading reading(double number, const char* source, Grade grade) {
    Reading r;
    r.number = number;
    r.unit = "W";
    r.source = source;
    r.grade = grade;
    r.asOf = "2026-03";
    return r;
}

/// A part whose power two documents give, whose price nobody does and whose idle power is ours.
Part disputed() {
    Part part;
    part.id = "test-rack";
    part.name = "Test rack";
    part.status = "shipping";
    Datum idle{Property::powerIdle, {reading(1000.0, "assumption", Grade::D)}, 0};
    idle.readings[0].low = 800.0;
    idle.readings[0].high = 1500.0;
    idle.readings[0].why = "as its sister";
    Datum tdp{Property::powerTdp,
              {reading(10e3, "sheet-a", Grade::A), reading(12e3, "sheet-b", Grade::B)},
              1};
    tdp.readings[1].why = "the newer sheet";
    tdp.readings[1].at = "ac-input";
    tdp.readings[1].includes = "trays and fans";
    tdp.readings[0].note = "nominal <b>";
    Datum price{Property::price, {reading(0.0, "sheet-a", Grade::B)}, 0};
    price.readings[0].number.reset();
    price.readings[0].unknown = true;
    price.readings[0].why = "on request only";
    part.data = {idle, tdp, price};
    return part;
}

std::shared_ptr<const Catalog> catalogOf(const Part& part) {
    const Source a{"sheet-a", "Sheet A", "Maker", "https://example.org/a", "data sheet", "page 3"};
    return std::make_shared<const Catalog>(
        std::map<std::string, PartPtr>{{part.id, std::make_shared<const Part>(part)}},
        std::map<std::string, Source>{{"sheet-a", a}});
}

}  // namespace

class PartSheetTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const Catalog> m_catalog =
        std::make_shared<const Catalog>(test::shippedCatalog());
    QStringList m_opened;

    static SheetLine* line(const QWidget& sheet, const char* property) {
        return sheet.findChild<SheetLine*>(QStringLiteral("line.") + QLatin1String(property));
    }
    static QList<QWidget*> readingsOf(const QWidget& sheet) {
        return sheet.findChildren<QWidget*>(QRegularExpression(QStringLiteral("^reading\\d+$")));
    }

public Q_SLOTS:
    void takeAddress(const QUrl& address) { m_opened += address.toString(); }

private Q_SLOTS:
    void thePowerOfARackShowsAllItsReadingsAndWhyOneIsChosen() {
        const PartPtr part = m_catalog->find("nvidia-gb300-nvl72");
        for (const Property property : {Property::powerTdp, Property::powerPeak}) {
            PartSheet sheet(m_catalog);
            sheet.setOpen(Property::powerTdp, false);
            sheet.setOpen(property, true);
            sheet.showPart(part);
            const Datum& datum = *part->find(property);
            const QList<QWidget*> readings = readingsOf(sheet);
            QCOMPARE(readings.size(), static_cast<qsizetype>(datum.readings.size()));
            for (std::size_t i = 0; i < datum.readings.size(); ++i) {
                const QString words = textOf(readings[static_cast<int>(i)]);
                const Reading& r = datum.readings[i];
                QVERIFY(words.contains(
                    QString::fromStdString(m_catalog->sources().at(r.source).title)));
                QVERIFY(words.contains(QString::fromStdString(r.asOf)));
                QVERIFY(words.contains("AC input"));
                QCOMPARE(words.contains("chosen"), i == datum.chosen);
                if (i == datum.chosen)
                    QVERIFY(words.contains("Chosen: " + QString::fromStdString(r.why)));
            }
        }
        QVERIFY(part->find(Property::powerTdp)->readings.size() >= 4);
    }

    void readingsFoldOutWithTheKeyboard() {
        PartSheet sheet(catalogOf(disputed()));
        sheet.setOpen(Property::powerTdp, false);
        sheet.showPart(std::make_shared<const Part>(disputed()));
        sheet.show();
        QCOMPARE(readingsOf(sheet).size(), 0);
        SheetLine* first = line(sheet, "power.tdp");
        QVERIFY(first->focusPolicy() & Qt::TabFocus);
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Return);
        QCOMPARE(readingsOf(sheet).size(), 2);
        QVERIFY(first->isOpen());
        QTest::keyClick(first, Qt::Key_Down);
        QVERIFY(line(sheet, "power.idle")->focusPolicy() & Qt::TabFocus);
        QVERIFY(!(first->focusPolicy() & Qt::TabFocus));
        QTest::keyClick(first, Qt::Key_Left);
        QVERIFY(!first->isOpen());
    }

    void whatIsUnknownSaysWhyAndWhatIsAssumedIsMarked() {
        PartSheet sheet(catalogOf(disputed()));
        sheet.showPart(std::make_shared<const Part>(disputed()));
        QVERIFY(line(sheet, "price.each")->words().contains("unknown, on request only"));
        const QString idle = line(sheet, "power.idle")->words();
        QVERIFY2(idle.contains("assumed, 800\u00a0W … 1.5\u00a0kW"), qPrintable(idle));
        QVERIFY(idle.contains("grade D"));
        QVERIFY(idle.contains("Our assumption"));
        const QString tdp = line(sheet, "power.tdp")->words();
        QVERIFY(tdp.contains("at AC input, with trays and fans"));
        QVERIFY(tdp.contains("2 readings"));
    }

    void whatIsExpectedAndNotSaidIsNamed() {
        PartSheet sheet(catalogOf(disputed()));
        sheet.showPart(std::make_shared<const Part>(disputed()));
        const QString words = textOf(sheet.findChild<QWidget*>("sheetNotGiven"));
        QVERIFY(words.contains("GPU packages"));
        QVERIFY(!words.contains("Price"));
    }

    void theKeyboardStaysWithThePropertyWhoseReadingWasChosen() {
        QScrollArea area;
        auto* sheet = new PartSheet(catalogOf(disputed()));
        sheet->setChoosable(true);
        area.setWidget(sheet);
        area.setWidgetResizable(true);
        area.resize(400, 600);
        sheet->showPart(std::make_shared<const Part>(disputed()));
        area.show();
        area.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&area));
        auto* use = sheet->findChild<QPushButton*>("readingUse");
        use->setFocus();
        QVERIFY(use->hasFocus());
        Part changed = disputed();
        for (Datum& datum : changed.data)
            if (datum.property == Property::powerTdp) datum.chosen = 0;
        sheet->setCatalog(catalogOf(changed));
        const auto* line = qobject_cast<SheetLine*>(QApplication::focusWidget());
        QVERIFY2(line, "the focus is lost");
        QCOMPARE(line->property(), Property::powerTdp);
    }

    void wordsAloneAreNoStopForTab() {
        PartSheet sheet(catalogOf(disputed()));
        sheet.showPart(std::make_shared<const Part>(disputed()));
        for (const QLabel* label : sheet.findChildren<QLabel*>())
            QVERIFY2(!(label->focusPolicy() & Qt::TabFocus) || label->text().contains("<a "),
                     qPrintable(label->text()));
    }

    void aReadingIsAskedForOnlyWhereItMayBeChosen() {
        PartSheet sheet(catalogOf(disputed()));
        sheet.showPart(std::make_shared<const Part>(disputed()));
        QVERIFY(!sheet.findChild<QPushButton*>("readingUse"));
        PartSheet choosable(catalogOf(disputed()));
        choosable.setChoosable(true);
        choosable.showPart(std::make_shared<const Part>(disputed()));
        QSignalSpy chosen(&choosable, &PartSheet::readingChosen);
        const QList<QPushButton*> use = choosable.findChildren<QPushButton*>("readingUse");
        QCOMPARE(use.size(), 1);
        use.front()->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front()[0].value<Property>(), Property::powerTdp);
        QCOMPARE(chosen.front()[1].toInt(), 0);
    }

    void allDisagreementsOpenAtOnce() {
        PartSheet sheet(m_catalog);
        sheet.showPart(m_catalog->find("nvidia-gb300-nvl72"));
        sheet.findChild<QPushButton*>("sheetAllReadings")->click();
        for (const Datum& datum : sheet.part()->data)
            if (disagrees(datum))
                QVERIFY2(line(sheet, info(datum.property).id.data())->isOpen(),
                         info(datum.property).id.data());
    }

    void contentsAreLinksAndAreComparedWithTheNameplate() {
        PartSheet sheet(m_catalog);
        sheet.showPart(m_catalog->find("nvidia-gb200-nvl72"));
        QWidget* contents = sheet.findChild<QWidget*>("sheetContents");
        QVERIFY(contents);
        QString words = textOf(contents);
        words.replace(QChar(0xa0), u' ');
        QVERIFY2(words.contains("131.2 kW from its contents, nameplate 132 kW: 0.6 % less"),
                 qPrintable(words));
        QVERIFY(words.contains("18 ×"));
        QSignalSpy chosen(&sheet, &PartSheet::partChosen);
        for (QLabel* label : contents->findChildren<QLabel*>())
            if (label->text().contains("part:nvidia-gb200-tray")) {
                Q_EMIT label->linkActivated("part:nvidia-gb200-tray");
                break;
            }
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().toString(), QString("nvidia-gb200-tray"));
    }

    void aSumThatIsOpenSaysWhatIsUnknown() {
        Part tray = test::PartMaker("test-tray", Kind::Tray).unknown(Property::powerTdp);
        Part rack = disputed();
        rack.contents = {{"test-tray", 8}};
        const auto catalog = std::make_shared<const Catalog>(
            std::map<std::string, PartPtr>{{rack.id, std::make_shared<const Part>(rack)},
                                           {tray.id, std::make_shared<const Part>(tray)}},
            std::map<std::string, Source>{});
        PartSheet sheet(catalog);
        sheet.showPart(catalog->find("test-rack"));
        const QString words = textOf(sheet.findChild<QWidget*>("sheetContents"));
        QVERIFY2(words.contains("not evaluated: tray power unknown"), qPrintable(words));
        PartSheet inside(catalog);
        inside.showPart(catalog->find("test-tray"));
        QVERIFY(textOf(inside.findChild<QWidget*>("sheetUsed")).contains("in each Test rack"));
    }

    void aPartOfAHallIsShownWithTheDocumentsOfTheHall() {
        Source frozen{"sheet-b", "Sheet B as the hall keeps it", "Maker", "", "", ""};
        PartLookups lookups{
            [](std::string_view) { return nullptr; },
            [&](std::string_view id) { return id == frozen.id ? &frozen : nullptr; }};
        PartSheet sheet(catalogOf(disputed()));
        sheet.showPart(std::make_shared<const Part>(disputed()), lookups);
        QVERIFY(textOf(readingsOf(sheet)[1]).contains("Sheet B as the hall keeps it"));
        QVERIFY(textOf(readingsOf(sheet)[0]).contains("nominal <b>"));
    }

    void aDocumentOpensInTheBrowserOnlyWhenItsLinkIsClicked() {
        QDesktopServices::setUrlHandler("https", this, "takeAddress");
        PartSheet sheet(catalogOf(disputed()));
        sheet.showPart(std::make_shared<const Part>(disputed()));
        sheet.show();
        auto* words = readingsOf(sheet)[0]->findChild<QLabel*>("readingWords");
        QVERIFY(words->toolTip().contains("Maker, data sheet"));
        QVERIFY(words->toolTip().contains("page 3"));
        Q_EMIT words->linkActivated("source");
        auto* popover = sheet.findChild<SourcePopover*>();
        QVERIFY(popover && popover->isVisible());
        QVERIFY(textOf(popover).contains("Sheet A"));
        QVERIFY(textOf(popover).contains("example.org"));
        QVERIFY(m_opened.isEmpty());
        Q_EMIT popover->findChild<QLabel*>("sourceLink")->linkActivated("https://example.org/a");
        QCOMPARE(m_opened, QStringList("https://example.org/a"));
        QDesktopServices::unsetUrlHandler("https");
    }

    void onlyDocumentsOfTheWebAreLinks() {
        QVERIFY(isWebAddress("https://example.org/a?b=c"));
        QVERIFY(isWebAddress("http://example.org"));
        for (const char* not_ : {"file:///etc/passwd", "javascript:alert(1)", "example.org", "",
                                 "https://", "ftp://example.org/x"})
            QVERIFY2(!isWebAddress(not_), not_);
    }

    void everyDatumOfTheCatalogHasALine() {
        for (const auto& [id, part] : m_catalog->parts()) {
            std::set<Property> shown;
            for (const SheetSection& section : sheetSections(*part)) {
                QVERIFY(!section.title.isEmpty());
                for (const Datum* datum : section.data)
                    QVERIFY2(shown.insert(datum->property).second, id.c_str());
            }
            for (const Datum& datum : part->data)
                if (datum.property != Property::connections &&
                    datum.property != Property::nameHistory &&
                    datum.property != Property::statusSince)
                    QVERIFY2(shown.count(datum.property), id.c_str());
        }
    }

    void nothingIsCutInANarrowDockOrOnAWidePage() {
        for (const int width : {280, 420, 700, 1100}) {
            QScrollArea area;
            area.setWidgetResizable(true);
            area.setFrameShape(QFrame::NoFrame);
            auto* sheet = new PartSheet(m_catalog);
            area.setWidget(sheet);
            sheet->setHeading(true);
            sheet->setUsage("8 in this hall");
            sheet->showPart(m_catalog->find("nvidia-gb300-nvl72"));
            sheet->setAllOpen(true);
            area.resize(width, 900);
            area.show();
            QVERIFY(QTest::qWaitForWindowExposed(&area));
            QCoreApplication::processEvents();
            QVERIFY2(sheet->width() <= area.viewport()->width(),
                     qPrintable(QString::number(width)));
            for (const SheetLine* shown : sheet->findChildren<SheetLine*>())
                QVERIFY2(shown->height() >= shown->heightForWidth(shown->width()),
                         qPrintable(shown->words()));
            for (const QLabel* label : sheet->findChildren<QLabel*>())
                if (label->wordWrap() && label->isVisible())
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                             qPrintable(label->text()));
        }
    }

    void aBarHoldsTheRangeTheValueAndTheOthers() {
        const std::optional<RangeBar> bar = rangeBar(disputed().data[1]);
        QVERIFY(bar);
        QCOMPARE(bar->scaleLow, 10e3);
        QCOMPARE(bar->scaleHigh, 12e3);
        QCOMPARE(*bar->value, 12e3);
        QCOMPARE(bar->others, std::vector<double>{10e3});
        QVERIFY(!rangeBar(disputed().data[2]));
        Datum alone{Property::powerTdp, {reading(5.0, "sheet-a", Grade::A)}, 0};
        QVERIFY(!rangeBar(alone));
        Datum agreeing{Property::powerTdp,
                       {reading(5.0, "sheet-a", Grade::A), reading(5.0, "sheet-b", Grade::A)},
                       0};
        QVERIFY(!rangeBar(agreeing));
        QVERIFY(!disagrees(agreeing));
    }

    void gradesHaveShapesOfTheirOwn() {
        std::vector<QImage> marks;
        for (const char letter : {'A', 'B', 'C', 'D'}) {
            QImage mark(18, 18, QImage::Format_ARGB32);
            mark.fill(Qt::transparent);
            QPainter painter(&mark);
            paintGrade(painter, mark.rect(), QLatin1Char(letter), Theme::current());
            painter.end();
            // The shape alone: whether a pixel near the border is drawn at all.
            QImage outline(18, 18, QImage::Format_Mono);
            outline.fill(0);
            for (int y = 0; y < 18; ++y)
                for (int x = 0; x < 18; ++x)
                    if ((x < 5 || x > 12 || y < 4 || y > 13) && qAlpha(mark.pixel(x, y)) > 100)
                        outline.setPixel(x, y, 1);
            for (const QImage& other : marks)
                QVERIFY(other != outline);
            marks.push_back(outline);
        }
    }

    void similarPartsAreOfTheKindAndNearestFirst() {
        const PartPtr part = m_catalog->find("nvidia-gb300-nvl72");
        const std::vector<PartPtr> similar = similarParts(*m_catalog, *part, 5);
        QCOMPARE(similar.size(), std::size_t{5});
        const double here = *part->number(Property::powerTdp);
        double last = 0.0;
        for (const PartPtr& other : similar) {
            QCOMPARE(other->kind, part->kind);
            QVERIFY(other->id != part->id);
            const double far =
                std::abs(std::log(other->number(Property::powerTdp).value_or(here) / here));
            QVERIFY(far >= last);
            last = far;
        }
    }
};

HALL_TEST(PartSheetTest)
#include "part_sheet_test.moc"
