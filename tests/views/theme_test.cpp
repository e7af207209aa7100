#include "views/theme.h"

#include "tests/support/test.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>

using namespace hallwright;

class ThemeTest : public QObject {
    Q_OBJECT

    static QPalette platform(bool dark) {
        QPalette palette;
        palette.setColor(QPalette::Window, dark ? Qt::black : Qt::white);
        palette.setColor(QPalette::WindowText, dark ? Qt::white : Qt::black);
        return palette;
    }

private Q_SLOTS:
    void theDesktopDecides_data() {
        QTest::addColumn<bool>("darkPlatform");
        QTest::addColumn<QByteArray>("desktop");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("dark");
        const QByteArray kdeDark = "[Colors:Window]\nBackgroundNormal=32,35,38\n";
        const QByteArray kdeLight = "[Colors:Window]\nBackgroundNormal=239,240,241\n";
        const QByteArray gtkDark = "[Settings]\ngtk-application-prefer-dark-theme=1\n";
        QTest::newRow("nothing is known") << false << QByteArray() << "" << QByteArray() << false;
        QTest::newRow("a dark platform") << true << QByteArray() << "" << QByteArray() << true;
        QTest::newRow("KDE dark") << false << QByteArray("KDE") << "kdeglobals" << kdeDark << true;
        QTest::newRow("KDE light")
            << false << QByteArray("KDE") << "kdeglobals" << kdeLight << false;
        QTest::newRow("KDE damaged")
            << false << QByteArray("KDE") << "kdeglobals"
            << QByteArray("[Colors:Window]\nBackgroundNormal=a,b\n") << false;
        QTest::newRow("GTK prefers dark")
            << false << QByteArray("GNOME") << "gtk-3.0/settings.ini" << gtkDark << true;
        QTest::newRow("a theme called dark")
            << false << QByteArray("XFCE") << "gtk-3.0/settings.ini"
            << QByteArray("[Settings]\ngtk-theme-name=Adwaita-dark\n") << true;
        QTest::newRow("GTK light") << false << QByteArray("GNOME") << "gtk-4.0/settings.ini"
                                   << QByteArray("[Settings]\ngtk-theme-name=Adwaita\n") << false;
    }
    void theDesktopDecides() {
        QFETCH(bool, darkPlatform);
        QFETCH(QByteArray, desktop);
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(bool, dark);
        QTemporaryDir folder;
        if (!file.isEmpty()) {
            QDir(folder.path()).mkpath("gtk-3.0");
            QDir(folder.path()).mkpath("gtk-4.0");
            QFile out(folder.filePath(file));
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(text);
        }
        const QByteArray before = qgetenv("XDG_CURRENT_DESKTOP");
        qputenv("XDG_CURRENT_DESKTOP", desktop);
        const Theme::Kind kind = Theme::kindOfDesktop(folder.path(), platform(darkPlatform));
        qputenv("XDG_CURRENT_DESKTOP", before);
        QVERIFY((kind == Theme::Kind::Dark) == dark);
    }

    void anEmptyCheckBoxIsSeenInEveryTheme_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    /// The frame stands out from the ground by three to one, as guidelines for controls ask.
    void anEmptyCheckBoxIsSeenInEveryTheme() {
        QFETCH(bool, dark);
        const Theme::Kind before = Theme::current().kind;
        const QString sheet = qApp->styleSheet();
        const QPalette palette = qApp->palette();
        const QFont font = qApp->font();
        applyTheme(*qApp, dark ? Theme::Kind::Dark : Theme::Kind::Light);
        QCheckBox box;
        box.setAutoFillBackground(true);
        box.setBackgroundRole(QPalette::Base);
        box.resize(box.sizeHint());
        const QImage picture = box.grab().toImage();
        const auto luminance = [](QColor colour) {
            const auto linear = [](double part) {
                return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
                   0.0722 * linear(colour.blueF());
        };
        double least = 1.0, most = 0.0;
        for (int x = 0; x < picture.width(); ++x) {
            const double light = luminance(picture.pixelColor(x, picture.height() / 2));
            least = std::min(least, light);
            most = std::max(most, light);
        }
        applyTheme(*qApp, before);
        qApp->setStyleSheet(sheet);
        qApp->setPalette(palette);
        qApp->setFont(font);
        QVERIFY2((most + 0.05) / (least + 0.05) >= 3.0,
                 qPrintable(QString::number((most + 0.05) / (least + 0.05))));
    }
};

HALL_TEST(ThemeTest)
#include "theme_test.moc"
