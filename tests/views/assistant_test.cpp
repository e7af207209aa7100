#include "views/assistant/assistant.h"

#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/assistant/brief_form.h"
#include "views/assistant/feasibility_panel.h"
#include "views/help_window.h"
#include "views/start/start_page.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTimer>

#include <filesystem>

using namespace hallwright;

class AssistantTest : public QObject {
    Q_OBJECT

    const std::shared_ptr<const Catalog> m_catalog =
        std::make_shared<const Catalog>(test::shippedCatalog());

    static std::filesystem::path examples() {
        return test::sourceFolder() / "resources" / "examples";
    }
    static bool settle(Assistant& assistant) {
        return QTest::qWaitFor([&] { return assistant.settled(); }, 60000);
    }
    static void press(int key, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), with);
    }
    static void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    /// Tabs on until the field of a key has the focus; false where it is never reached.
    static bool tabTo(const Assistant& assistant, const BriefKey& key) {
        for (int tabs = 0; tabs < 80; ++tabs) {
            if (QApplication::focusWidget() == assistant.field(key)) return true;
            press(Qt::Key_Tab);
        }
        return false;
    }
    static QString sentence(const Assistant& assistant) { return assistant.panel().words(); }

private Q_SLOTS:
    void aHallOfThreeRowsIsMadeByKeyboardAlone() {
        StartPage start;
        start.resize(1280, 800);
        start.show();
        start.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&start));
        start.setFocus();
        std::unique_ptr<Assistant> assistant;
        connect(&start, &StartPage::newHallWanted, this, [&] {
            assistant = std::make_unique<Assistant>(m_catalog);
            assistant->show();
            assistant->activateWindow();
        });
        press(Qt::Key_Return);  // New Hall… has the focus
        QVERIFY(assistant);
        QVERIFY(QTest::qWaitForWindowActive(assistant.get()));

        QVERIFY(tabTo(*assistant, {"", 0, "name"}));
        press(Qt::Key_A, Qt::ControlModifier);
        type("Three rows");
        QVERIFY(tabTo(*assistant, {"hall", 0, "width"}));
        type("14 m");  // a field that is tabbed into is selected whole
        press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), assistant->field({"hall", 0, "depth"}));
        type("11m");
        press(Qt::Key_Return);  // takes the text and goes on
        QCOMPARE(assistant->page(), Assistant::Racks);
        QVERIFY(tabTo(*assistant, {"racks", 0, "count"}));
        press(Qt::Key_A, Qt::ControlModifier);
        type("24");
        press(Qt::Key_Return);
        QCOMPARE(assistant->page(), Assistant::Power);
        QCOMPARE(QApplication::focusWidget(), assistant->field({"power", 0, "supply_per_side"}));
        press(Qt::Key_A, Qt::ControlModifier);
        type("7 MW");
        press(Qt::Key_Return);
        QCOMPARE(assistant->page(), Assistant::Cooling);
        press(Qt::Key_Return);
        QCOMPARE(assistant->page(), Assistant::Networks);
        press(Qt::Key_Return);
        QCOMPARE(assistant->page(), Assistant::Review);
        QVERIFY(settle(*assistant));
        QVERIFY2(sentence(*assistant).startsWith("It fits"), qPrintable(sentence(*assistant)));
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(assistant->planned().has_value(), 30000);
        QVERIFY(!assistant->isVisible());
        const Hall& hall = assistant->planned()->hall;
        QCOMPARE(hall.site().name, std::string("Three rows"));
        QCOMPARE(hall.site().width, Millimetres{14000});
        QCOMPARE(hall.site().depth, Millimetres{11000});
        QCOMPARE(hall.site().supplyPerSide.value(), 7e6);
        QCOMPARE(int(hall.rows.size()), 3);
        QVERIFY(assistant->planned()->nextId > hall.highestId());
    }

    void everyKeyOfABriefHasAField() {
        Assistant assistant(m_catalog);
        for (const auto& [section, keys] : std::map<std::string, std::vector<std::string>>{
                 {"", {"name"}},
                 {"site", {"climate", "design_db", "design_wb", "tariff"}},
                 {"hall", {"width", "depth", "clear_height", "floor_rating", "floor", "tile", "cable_field"}},
                 {"management", {"racks", "part", "oob", "oob_switch"}},
                 {"power", {"supply_per_side", "distribution", "redundancy", "code"}},
                 {"cooling",
                  {"coolant", "facility_water_supply", "cdu", "redundancy", "spares",
                   "heat_rejection"}},
                 {"racks", {"part", "count", "sidecar"}},
                 {"fabrics",
                  {"name", "role", "kind", "switch", "optics", "speed", "planes", "tiers",
                   "oversubscription", "even_spread", "unit", "group_by", "leaves_per_group",
                   "spines_per_group", "leaf_downlinks", "reserved_ports", "endpoints",
                   "dual_homed", "spine_oversubscription", "placement", "plant", "trunk", "panel",
                   "splitter"}}})
            for (const std::string& key : keys)
                QVERIFY2(assistant.field({section, 0, key}), (section + "." + key).c_str());
    }

    void everyExampleComesOutAsItWentIn() {
        Assistant assistant(m_catalog);
        for (const auto& entry : std::filesystem::directory_iterator(examples())) {
            QVERIFY(assistant.openBrief(QString::fromStdString(entry.path().string())));
            const Result<Brief> read = readBrief(entry.path());
            VERIFY_OK(read);
            QVERIFY2(assistant.brief() == withoutPlaces(*read), entry.path().c_str());
            const QString text = assistant.findChild<QPlainTextEdit*>("briefText")->toPlainText();
            const Result<Brief> again = parseBrief(text.toStdString(), "text");
            VERIFY_OK(again);
            QVERIFY2(withoutPlaces(*again) == withoutPlaces(*read), entry.path().c_str());
        }
    }

    void theHallIsTheOneThatTheBriefPlans() {
        Assistant assistant(m_catalog);
        QVERIFY(
            assistant.openBrief(QString::fromStdString((examples() / "kyber-row.toml").string())));
        assistant.show();
        assistant.accept();  // at once: it waits for the plan
        QTRY_VERIFY_WITH_TIMEOUT(assistant.planned().has_value(), 60000);
        const Result<Brief> brief = readBrief(examples() / "kyber-row.toml");
        VERIFY_OK(brief);
        const Result<Plan> made = plan(*brief, *m_catalog);
        VERIFY_OK(made);
        QVERIFY(assistant.planned()->hall == made->hall);
        QVERIFY(assistant.planned()->notes == made->notes);
    }

    void aRefusalSaysWhyAndLeadsToItsField_data() {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("section");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("page");
        const auto row = [](const char* name, int what, const char* words, const char* section,
                            const char* key, Assistant::Page page) {
            QTest::newRow(name) << what << QString::fromUtf8(words) << QString(section)
                                << QString(key) << int(page);
        };
        row("a hall too small", 0, "limit space.row_length", "hall", "width", Assistant::Site);
        row("a hall too large", 1, "width must be at least", "hall", "width", Assistant::Site);
        row("too little supply", 2, "limit power.supply.side", "power", "supply_per_side",
            Assistant::Power);
        row("optics that do not go", 3, "does not go with", "fabrics", "optics",
            Assistant::Networks);
        row("no CDU", 4, "[cooling] needs cdu", "racks", "part", Assistant::Racks);
        row("no racks", 5, "a brief needs [[racks]]", "", "name", Assistant::Site);
    }
    void aRefusalSaysWhyAndLeadsToItsField() {
        QFETCH(int, what);
        QFETCH(QString, words);
        QFETCH(QString, section);
        QFETCH(QString, key);
        QFETCH(int, page);
        Assistant assistant(m_catalog);
        Brief brief = assistant.brief();
        switch (what) {
        case 0:
            brief.width = {12000};
            brief.depth = {7000};
            break;
        case 1:
            brief.width = {2000000};
            break;
        case 2:
            brief.supplyPerSide = watts(5e5);
            break;
        case 3:
            brief.fabrics[0].optics = {"cpo", 0};
            break;
        case 4:
            brief.cdu = {};
            break;
        default:
            brief.racks.clear();
            brief.fabrics.clear();
        }
        assistant.setBrief(brief);
        assistant.show();
        assistant.showPage(Assistant::Review);
        QVERIFY(QTest::qWaitForWindowActive(&assistant));
        QVERIFY(settle(assistant));
        QVERIFY2(sentence(assistant).contains(words), qPrintable(sentence(assistant)));
        QVERIFY(!assistant.findChild<QPushButton*>("create")->isEnabled());
        QTest::mouseClick(assistant.findChild<QPushButton*>("jump"), Qt::LeftButton);
        QCOMPARE(int(assistant.page()), page);
        QCOMPARE(QApplication::focusWidget(),
                 assistant.field({section.toStdString(), 0, key.toStdString()}));
    }

    void whatCannotBeReadIsSaidAndKept() {
        Assistant assistant(m_catalog);
        assistant.show();
        QVERIFY(QTest::qWaitForWindowActive(&assistant));
        auto* width = qobject_cast<QLineEdit*>(assistant.field({"hall", 0, "width"}));
        QVERIFY(width);
        width->setFocus();
        width->selectAll();
        type("12 kg");
        press(Qt::Key_Return);
        QCOMPARE(assistant.page(), Assistant::Site);  // not left while it cannot be read
        QVERIFY(settle(assistant));
        QVERIFY2(sentence(assistant).contains("\"12 kg\" is a mass"),
                 qPrintable(sentence(assistant)));
        QCOMPARE(width->text(), QString("12 kg"));
        // Another field's change leaves the wrong text where it is.
        auto* count = qobject_cast<QSpinBox*>(assistant.field({"racks", 0, "count"}));
        count->setValue(7);
        QVERIFY(settle(assistant));
        QCOMPARE(width->text(), QString("12 kg"));
        QVERIFY(!assistant.findChild<QPushButton*>("create")->isEnabled());
        width->setFocus();
        press(Qt::Key_Escape);  // the field takes its text back; the assistant stays
        QVERIFY(assistant.isVisible());
        QCOMPARE(width->text(), QString("30\u00a0m"));
        QVERIFY(settle(assistant));
        QVERIFY2(sentence(assistant).startsWith("It fits"), qPrintable(sentence(assistant)));
    }

    void goingBackLosesNothing() {
        Assistant assistant(m_catalog);
        assistant.show();
        QVERIFY(QTest::qWaitForWindowActive(&assistant));
        assistant.showPage(Assistant::Networks);
        auto* kind = qobject_cast<QComboBox*>(assistant.field({"fabrics", 1, "kind"}));
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);  // fat tree → multi-plane
        const Brief before = assistant.brief();
        QVERIFY(before.fabrics[1].kind == FabricKind::MultiPlane);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(assistant.page(), Assistant::Site);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(assistant.page(), Assistant::Networks);
        QVERIFY(assistant.brief() == before);
        QCOMPARE(qobject_cast<QComboBox*>(assistant.field({"fabrics", 1, "kind"}))->currentIndex(),
                 2);
    }

    void racksAndFabricsComeAndGo() {
        Assistant assistant(m_catalog);
        Brief brief = assistant.brief();
        brief.supplyPerSide = watts(3e6);
        assistant.setBrief(brief);
        assistant.show();
        assistant.showPage(Assistant::Racks);
        QPushButton* addRacks = nullptr;
        QPushButton* addFabric = nullptr;
        for (QPushButton* button : assistant.findChildren<QPushButton*>("add"))
            (button->text() == "Add Racks" ? addRacks : addFabric) = button;
        QTest::mouseClick(addRacks, Qt::LeftButton);
        QCOMPARE(assistant.brief().racks.size(), std::size_t(2));
        QVERIFY(assistant.field({"racks", 1, "count"}));
        assistant.showPage(Assistant::Networks);
        QTest::mouseClick(addFabric, Qt::LeftButton);
        QCOMPARE(assistant.brief().fabrics.size(), std::size_t(3));
        QCOMPARE(assistant.brief().fabrics[2].name, std::string("storage"));
        QVERIFY(assistant.brief().fabrics[2].role == FabricRole::Storage);
        // The third is taken out again by its own button.
        QPushButton* last = nullptr;
        for (QPushButton* button : assistant.findChildren<QPushButton*>())
            if (button->text() == "Remove" && button->isVisible()) last = button;
        QVERIFY(last);
        QTest::mouseClick(last, Qt::LeftButton);
        QCOMPARE(assistant.brief().fabrics.size(), std::size_t(2));
        QCOMPARE(assistant.brief().fabrics[1].name, std::string("frontend"));
        QVERIFY(settle(assistant));
        QVERIFY2(sentence(assistant).contains("9 of 9"), qPrintable(sentence(assistant)));
    }

    void theFirstStepsOfTheManualHold() {
        Assistant assistant(m_catalog);
        assistant.show();
        QVERIFY(QTest::qWaitForWindowActive(&assistant));
        QVERIFY(settle(assistant));
        QVERIFY(sentence(assistant).startsWith("It fits"));
        qobject_cast<QSpinBox*>(assistant.field({"racks", 0, "count"}))->setValue(16);
        QVERIFY(settle(assistant));
        QVERIFY2(sentence(assistant).contains("limit power.supply.side"),
                 qPrintable(sentence(assistant)));
        auto* jump = assistant.findChild<QPushButton*>("jump");
        QCOMPARE(jump->text(), QString("Go to Supply of a side"));
        QTest::mouseClick(jump, Qt::LeftButton);
        type("3.6 MW");  // the field is selected whole
        press(Qt::Key_Tab);
        QVERIFY(settle(assistant));
        QVERIFY2(sentence(assistant).startsWith("It fits"), qPrintable(sentence(assistant)));
    }

    void helpOpensAtThePageOfTheAssistant() {
        Assistant assistant(m_catalog);
        assistant.show();
        QVERIFY(QTest::qWaitForWindowActive(&assistant));
        press(Qt::Key_F1);
        const auto* help = assistant.findChild<HelpWindow*>();
        QVERIFY(help);
        QCOMPARE(help->pageTitle(), QString("A new hall"));
    }

    void placingWhatFitsIsOffered() {
        Assistant assistant(m_catalog);
        QVERIFY(assistant.openBrief(
            QString::fromStdString((examples() / "gb300-squeezed.toml").string())));
        assistant.show();
        QVERIFY(settle(assistant));
        QVERIFY(sentence(assistant).startsWith("It cannot be built so"));
        assistant.showPage(Assistant::Racks);
        QTest::mouseClick(assistant.findChild<QCheckBox*>("fit"), Qt::LeftButton, {}, {8, 8});
        QVERIFY(settle(assistant));
        QVERIFY2(sentence(assistant).startsWith("Not all of it fits"),
                 qPrintable(sentence(assistant)));
    }

    void aBriefIsSavedAsItIsShown() {
        QTemporaryDir folder;
        Assistant assistant(m_catalog);
        const QString file = folder.filePath("made.toml");
        QVERIFY(assistant.saveBrief(file));
        const Result<Brief> read = readBrief(file.toStdString());
        VERIFY_OK(read);
        QVERIFY(withoutPlaces(*read) == assistant.brief());
    }

    void aBrokenBriefIsSaidAndChangesNothing() {
        QTemporaryDir folder;
        QFile file(folder.filePath("broken.toml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[hall\nwidth");
        file.close();
        Assistant assistant(m_catalog);
        const Brief before = assistant.brief();
        QString said;
        QTimer::singleShot(50, this, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box) return;
            said = box->text();
            box->accept();
        });
        QVERIFY(!assistant.openBrief(file.fileName()));
        QVERIFY2(said.contains("broken.toml:1"), qPrintable(said));
        QVERIFY(assistant.brief() == before);
    }

    void leavingAsksOnlyWhereSomethingWasEntered() {
        Assistant untouched(m_catalog);
        untouched.show();
        QTest::keyClick(&untouched, Qt::Key_Escape);
        QVERIFY(!untouched.isVisible());

        Assistant assistant(m_catalog);
        assistant.show();
        QVERIFY(QTest::qWaitForWindowActive(&assistant));
        qobject_cast<QSpinBox*>(assistant.field({"racks", 0, "count"}))->setValue(3);
        for (const bool leave : {false, true}) {
            bool asked = false;
            QTimer::singleShot(50, this, [&] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                if (!box) return;
                asked = true;
                for (QAbstractButton* button : box->buttons())
                    if (button->text() == (leave ? "Leave" : "Keep Editing")) button->click();
            });
            QTest::keyClick(&assistant, Qt::Key_Escape);
            QVERIFY(asked);
            QCOMPARE(assistant.isVisible(), !leave);
        }
        QVERIFY(!assistant.planned());
    }
};

HALL_TEST(AssistantTest)
#include "assistant_test.moc"
