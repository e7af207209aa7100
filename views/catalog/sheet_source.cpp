#include "views/catalog/sheet_source.h"

#include "views/reading_text.h"
#include "views/theme.h"

#include <QDesktopServices>
#include <QGuiApplication>
#include <QLabel>
#include <QScreen>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int popoverWidth = 340;

QString madeUp(const std::string& id) {
    if (id == "assumption")
        return QObject::tr("Nobody publishes this. The value is ours, with its range and reason; "
                           "reports list it as assumed.");
    if (id == userSource) return QObject::tr("A value of your own.");
    if (id == userCatalogSource)
        return QObject::tr("A value of your own catalog; it serves every hall you plan.");
    return {};
}

/// "NVIDIA, data sheet".
QString publisherLine(const Source& source) {
    QStringList words;
    for (const std::string* word : {&source.publisher, &source.kind})
        if (!word->empty()) words += QString::fromStdString(*word);
    return words.join(QStringLiteral(", "));
}

}  // namespace

QString sourceTip(const FindSource& find, const std::string& id) {
    QString tip = QStringLiteral("<b>%1</b>").arg(sourceName(find, id).toHtmlEscaped());
    const auto line = [&](const QString& words) {
        if (!words.isEmpty()) tip += QStringLiteral("<br>") + words.toHtmlEscaped();
    };
    line(madeUp(id));
    if (const Source* source = find ? find(id) : nullptr) {
        line(publisherLine(*source));
        line(QString::fromStdString(source->note));
    }
    return tip;
}

QString sourceTip(const Datum& datum, std::size_t index, const PartLookups& lookups) {
    const Reading& reading = datum.readings[index];
    QString tip = sourceTip(lookups.source, reading.source);
    const auto line = [&](const QString& words) {
        if (!words.isEmpty()) tip += QStringLiteral("<br>") + words.toHtmlEscaped();
    };
    line(QString::fromStdString(reading.asOf));
    line(QObject::tr("Grade %1").arg(gradeWords(reading.grade)));
    line(QString::fromStdString(reading.note));
    if (!reading.why.empty()) line(QObject::tr("Why: %1").arg(QString::fromStdString(reading.why)));
    if (datum.readings.size() == 2) line(QObject::tr("One other reading"));
    if (datum.readings.size() > 2)
        line(QObject::tr("%1 other readings").arg(datum.readings.size() - 1));
    return tip;
}

bool isWebAddress(const QString& url) {
    const QUrl address(url, QUrl::StrictMode);
    const QString scheme = address.scheme();
    return address.isValid() && !address.host().isEmpty() &&
           (scheme == QStringLiteral("https") || scheme == QStringLiteral("http"));
}

SourcePopover::SourcePopover(const FindSource& find, const std::string& id, QWidget* parent)
    : QFrame(parent, Qt::Popup) {
    const Theme& theme = Theme::current();
    setObjectName("sourcePopover");
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(popoverWidth);
    setStyleSheet(QStringLiteral("#sourcePopover { background: %1; border: 1px solid %2; }")
                      .arg(theme.panel.name(), theme.line.name()));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(4);
    const auto add = [&](const QString& words, const QFont& font, const QColor& colour) {
        if (words.isEmpty()) return;
        auto* label = new QLabel(this);
        label->setTextFormat(Qt::RichText);
        label->setText(QStringLiteral("<span style=\"color:%1\">%2</span>")
                           .arg(colour.name(), words.toHtmlEscaped()));
        label->setWordWrap(true);
        label->setFont(font);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    };
    const Source* source = find ? find(id) : nullptr;
    setAccessibleName(sourceName(find, id));
    add(sourceName(find, id), textFont(13, true), theme.text);
    add(madeUp(id), textFont(12), theme.faint);
    if (!source) return;
    add(publisherLine(*source), textFont(12), theme.faint);
    add(QString::fromStdString(source->note), textFont(12), theme.text);
    const QString url = QString::fromStdString(source->url);
    if (!isWebAddress(url)) {
        add(url.isEmpty() ? tr("No address is given for this document.") : url, textFont(12),
            theme.faint);
        return;
    }
    // A long address may break after each of its pieces.
    QString shown = url.toHtmlEscaped();
    shown.replace(u'/', QStringLiteral("/\u200b")).replace(u'-', QStringLiteral("-\u200b"));
    auto* link =
        new QLabel(QStringLiteral("<a href=\"%1\">%2</a>").arg(url.toHtmlEscaped(), shown), this);
    link->setObjectName("sourceLink");
    link->setTextFormat(Qt::RichText);
    link->setWordWrap(true);
    link->setFont(textFont(12));
    link->setTextInteractionFlags(Qt::TextBrowserInteraction);
    link->setToolTip(tr("Open in the browser"));
    connect(link, &QLabel::linkActivated, this, [this](const QString& address) {
        QDesktopServices::openUrl(QUrl(address, QUrl::StrictMode));
        close();
    });
    column->addWidget(link);
    setFocusProxy(link);
}

void SourcePopover::showAt(const QPoint& global) {
    // The height counts only with the fonts that the style gives.
    ensurePolished();
    for (QLabel* label : findChildren<QLabel*>())
        label->ensurePolished();
    layout()->invalidate();
    layout()->activate();
    const int height = layout()->heightForWidth(popoverWidth);
    resize(popoverWidth, std::max(height + 4, 40));
    QPoint at = global + QPoint(-16, 8);
    if (const QScreen* screen = QGuiApplication::screenAt(global)) {
        const QRect room = screen->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
        if (at.y() + this->height() > room.bottom()) at.setY(global.y() - this->height() - 8);
        at.setY(std::max(at.y(), room.top()));
    }
    move(at);
    show();
    if (focusProxy()) focusProxy()->setFocus(Qt::PopupFocusReason);
}

}  // namespace hallwright
