#include "views/catalog/own_parts_actions.h"

#include "catalog/user_catalog.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"
#include "views/catalog/part_editor.h"
#include "views/document.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

using namespace hallwright;

/// What the page of the catalog does to a user's own catalog.
class OwnPartsActionsTest : public QObject {
    Q_OBJECT

    /// A shipped datum whose other reading gives no reason.
    struct Other {
        std::string part;
        Property property;
        std::size_t reading;
    };
    static Other otherReading() {
        for (const auto& [id, part] : test::shippedCatalog().parts())
            for (const Datum& datum : part->data)
                for (std::size_t i = 0; i < datum.readings.size(); ++i)
                    if (i != datum.chosen && datum.readings[i].why.empty())
                        return {id, datum.property, i};
        qFatal("no shipped part has a reading without a reason");
    }
    UserCatalog user() const {
        return UserCatalog(test::shippedCatalog(), m_folder->path().toStdString());
    }
    static Reading mine(const Reading& like) {
        Reading out = like;
        out.source = userSource;
        out.grade = Grade::D;
        out.why = "weighed";
        return out;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    DocumentModel m_document;
    QWidget m_window;
    std::unique_ptr<OwnPartsActions> m_actions;

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_actions = std::make_unique<OwnPartsActions>(
            test::shippedCatalog(), m_folder->path().toStdString(), m_document, &m_window);
    }

    void anotherReadingOfAShippedPartIsChosen() {
        QTimer closer;  // a refusal would ask for a key
        QString told;
        connect(&closer, &QTimer::timeout, this, [&] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                told = box->text();
                box->reject();
            }
        });
        closer.start(20);
        QSignalSpy changed(m_actions.get(), &OwnPartsActions::catalogChanged);
        const Other other = otherReading();
        m_actions->chooseReading(PartPlace::UserCatalog, QString::fromStdString(other.part),
                                 other.property, static_cast<int>(other.reading));
        QCOMPARE(told, QString());
        QCOMPARE(changed.size(), 1);
        const Result<Catalog> now = user().read();
        VERIFY_OK(now);
        Reading chosen = now->find(other.part)->find(other.property)->reading();
        QVERIFY2(chosen.why.starts_with("chosen by you, 20"), chosen.why.c_str());
        chosen.why.clear();
        QVERIFY(
            chosen ==
            test::shippedCatalog().find(other.part)->find(other.property)->readings[other.reading]);
    }

    void theOwnWordIsChangedAndWhatOthersWroteIsKept() {
        const Other other = otherReading();
        Part part = *test::shippedCatalog().find(other.part);
        for (Datum& datum : part.data)
            if (datum.property == other.property) {
                datum.readings.insert(datum.readings.begin(), mine(datum.reading()));
                datum.chosen = 0;
            }
        const Result<Catalog> put = user().put(part);
        VERIFY_OK(put);
        m_actions->setCatalog(std::make_shared<const Catalog>(*put));

        std::string source;
        QString told;
        QTimer hand;
        connect(&hand, &QTimer::timeout, this, [&] {
            QWidget* modal = QApplication::activeModalWidget();
            if (auto* box = qobject_cast<QMessageBox*>(modal)) {
                told = box->text();
                box->reject();
            } else if (auto* editor = qobject_cast<PartEditor*>(modal); editor && told.isEmpty()) {
                source = editor->part().find(other.property)->reading().source;
                if (!user().retire(other.part, true)) editor->reject();
                editor->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save)->click();
            } else if (editor) {
                editor->reject();
            }
        });
        hand.start(20);
        m_actions->change(PartPlace::UserCatalog, QString::fromStdString(other.part));
        QCOMPARE(source, std::string(userSource));
        QVERIFY2(told.contains("changed by another program"), qPrintable(told));
        const PartPtr now = user().read()->find(other.part);
        QVERIFY2(now->status.starts_with("retired"), now->status.c_str());
        QCOMPARE(now->find(other.property)->reading().source, std::string(userCatalogSource));
    }
};

HALL_TEST(OwnPartsActionsTest)
#include "own_parts_actions_test.moc"
