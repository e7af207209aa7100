#include "app/settings.h"

#include "tests/support/test.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>

using namespace hallwright;

class SettingsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file() const { return m_folder.filePath("hallwright/hallwright.ini"); }
    void put(const QByteArray& bytes) const {
        QDir(m_folder.path()).mkpath("hallwright");
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }
    void init() { QFile::remove(file()); }

    void aFirstRunFollowsTheDesktopAndKnowsNoFiles() {
        const Settings settings = Settings::read();
        QVERIFY(settings == Settings());
        QVERIFY(!settings.theme);
        QVERIFY(settings.recent.isEmpty());
        QVERIFY(QDir(settings.folder(Settings::Folder::Halls)).exists());
    }

    void everythingIsKept() {
        Settings settings;
        settings.theme = Theme::Kind::Dark;
        settings.units = UnitSystem::Us;
        settings.geometry = QByteArray("\0\1\2geometry\xff", 12);
        settings.layout = QByteArray(5000, 'x');
        settings.author = QString::fromUtf8("Åsa = [Ünger]; \"A\"");
        settings.remember("/halls/one.hall");
        settings.remember(QString::fromUtf8("/halls/zwei, drei.hall"));
        settings.rememberFolder(Settings::Folder::Exports, m_folder.filePath("bill.csv"));
        settings.write();
        const Settings read = Settings::read();
        QVERIFY(read == settings);
        QCOMPARE(read.folder(Settings::Folder::Exports), m_folder.path());
        settings.theme.reset();
        settings.recent = {"/halls/one.hall"};
        settings.write();
        QVERIFY(Settings::read() == settings);
    }

    void recentFilesAreTenLatestFirstEachOnce() {
        Settings settings;
        for (int i = 0; i < 15; ++i)
            settings.remember(QString("/halls/%1.hall").arg(i));
        settings.remember("/halls/../halls/10.hall");
        QCOMPARE(int(settings.recent.size()), Settings::mostRecent);
        QCOMPARE(settings.recent.first(), QString("/halls/10.hall"));
        QCOMPARE(settings.recent.count("/halls/10.hall"), 1);
        QVERIFY(!settings.recent.contains("/halls/4.hall"));
        settings.forget("/halls/10.hall");
        QVERIFY(!settings.recent.contains("/halls/10.hall"));
    }

    void aFolderThatIsGoneGivesWay() {
        Settings settings;
        settings.rememberFolder(Settings::Folder::Halls, "/no/such/folder/x.hall");
        QVERIFY(QDir(settings.folder(Settings::Folder::Halls)).exists());
    }

    void aHostileFileIsAsNone_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no ini at all") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
        QTest::newRow("half a line") << QByteArray("[General]\nthe");
        QTest::newRow("wrong words") << QByteArray("[General]\ntheme=blue\nunits=cubits\n");
        QTest::newRow("wrong types")
            << QByteArray("[General]\ntheme=@Invalid()\nunits=@Size(1 2)\nrecent=@Rect(1 2 3 4)\n"
                          "geometry=@Variant(\\0\\0\\0\\x1f)\nauthor=@Point(1 2)\n");
        QTest::newRow("damaged variants")
            << QByteArray("[General]\ngeometry=@Variant(\\0\\0\\0\\x7f\\xff\\xff\\xff\\xff)\n"
                          "layout=@Variant(\n");
        QTest::newRow("relative paths")
            << QByteArray("[General]\nrecent=a.hall, ../b.hall\n[folder]\nhalls=../..\n");
        QTest::newRow("an endless author")
            << QByteArray("[General]\nauthor=" + QByteArray(100000, 'a') + "\n");
        QTest::newRow("more than anyone writes") << QByteArray(20 << 20, 'a');
    }
    void aHostileFileIsAsNone() {
        QFETCH(QByteArray, bytes);
        put(bytes);
        const Settings read = Settings::read();
        QVERIFY(!read.theme);
        QVERIFY(read.units == UnitSystem::Si);
        QVERIFY(read.recent.isEmpty());
        QVERIFY(read.author.size() <= 200);
        QVERIFY(QDir(read.folder(Settings::Folder::Halls)).exists());
        // And a file that could not be read can be written again.
        Settings settings;
        settings.theme = Theme::Kind::Light;
        settings.write();
        QVERIFY(Settings::read().theme == Theme::Kind::Light);
    }

    void flippedBytesNeverHarm() {
        Settings settings;
        settings.theme = Theme::Kind::Dark;
        settings.geometry = QByteArray(64, 'g');
        settings.author = "A. Architect";
        for (int i = 0; i < 5; ++i)
            settings.remember(QString("/halls/%1.hall").arg(i));
        settings.write();
        QFile in(file());
        QVERIFY(in.open(QIODevice::ReadOnly));
        const QByteArray good = in.readAll();
        in.close();
        QRandomGenerator dice(7);
        for (int round = 0; round < 300; ++round) {
            QByteArray bytes = good;
            for (int flips = 0; flips < 4; ++flips)
                bytes[dice.bounded(int(bytes.size()))] = static_cast<char>(dice.bounded(256));
            put(bytes);
            const Settings read = Settings::read();
            QVERIFY(read.recent.size() <= Settings::mostRecent);
            for (const QString& path : read.recent)
                QVERIFY(QDir::isAbsolutePath(path));
        }
    }
};

HALL_TEST(SettingsTest)
#include "settings_test.moc"
