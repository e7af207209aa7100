#include "views/catalog/sheet_parts.h"

#include "model/parts/composition.h"
#include "model/parts/connections.h"
#include "views/theme.h"
#include "views/units.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

const QString partScheme = QStringLiteral("part:");

QString quantity(double si, Property property) { return shownText({si, info(property).dimension}); }

/// "131.2 kW from its contents, nameplate 132 kW: 0.6 % less", or why that cannot be said.
QString comparison(const Composition& c) {
    QStringList words;
    if (c.sum) words += QObject::tr("%1 from its contents").arg(quantity(*c.sum, c.property));
    if (c.nameplate) words += QObject::tr("nameplate %1").arg(quantity(*c.nameplate, c.property));
    QString out = words.join(QStringLiteral(", "));
    if (const std::optional<double> share = c.difference()) {
        const double percent = std::abs(*share) * 100.0;
        const QString amount = QStringLiteral("%1\u00a0%").arg(percent, 0, 'f', 1);
        out += QStringLiteral(": ") + (percent < 0.05 ? QObject::tr("the same")
                                       : *share < 0.0 ? QObject::tr("%1 less").arg(amount)
                                                      : QObject::tr("%1 more").arg(amount));
    }
    if (const std::string why = c.whyNot(); !why.empty())
        out += (out.isEmpty() ? QString() : QStringLiteral("; ")) + QString::fromStdString(why);
    return out;
}

QString sideWord(const std::string& side) {
    QString word = QString::fromStdString(side);
    if (!word.isEmpty()) word[0] = word[0].toUpper();
    return word;
}

}  // namespace

QString partLink(const QString& id, const QString& name) {
    return QStringLiteral("<a href=\"%1%2\" style=\"color:%3\">%4</a>")
        .arg(partScheme, id.toHtmlEscaped(), Theme::current().accent.name(), name.toHtmlEscaped());
}

QString quietHtml(const QString& words) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>")
        .arg(Theme::current().faint.name(), words.toHtmlEscaped());
}

SheetBlock::SheetBlock(const QString& title, QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(12, 8, 12, 8);
    m_column->setSpacing(4);
    if (title.isEmpty()) return;
    auto* heading = new QLabel(title, this);
    heading->setFont(textFont(13, true));
    m_column->addWidget(heading);
}

QLabel* SheetBlock::label(const QString& html) {
    auto* label = new QLabel(this);
    label->setTextFormat(Qt::RichText);
    label->setText(html);
    label->setFont(textFont(12));
    label->setWordWrap(true);
    // Words alone are no stop for Tab.
    const bool links = html.contains(QStringLiteral("<a "));
    label->setTextInteractionFlags(links ? Qt::TextBrowserInteraction : Qt::TextSelectableByMouse);
    label->setFocusPolicy(links ? Qt::StrongFocus : Qt::NoFocus);
    connect(label, &QLabel::linkActivated, this, [this](const QString& link) {
        if (link.startsWith(partScheme)) Q_EMIT partChosen(link.mid(partScheme.size()));
    });
    return label;
}

void SheetBlock::addText(const QString& words, bool quiet) {
    if (!words.isEmpty())
        m_column->addWidget(label(quiet ? quietHtml(words) : words.toHtmlEscaped()));
}

void SheetBlock::addHtml(const QString& html) {
    if (!html.isEmpty()) m_column->addWidget(label(html));
}

void SheetBlock::addRow(const QString& word, const QString& html) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    QLabel* left = label(quietHtml(word));
    left->setWordWrap(false);
    left->setFixedWidth(48);
    left->setAlignment(Qt::AlignRight | Qt::AlignTop);
    row->addWidget(left);
    QLabel* right = label(html);
    right->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    row->addWidget(right, 1);
    m_column->addLayout(row);
}

SheetBlock* contentsBlock(const Part& part, const PartLookups& lookups, QWidget* parent) {
    if (part.contents.empty()) return nullptr;
    auto* block = new SheetBlock(QObject::tr("Contents"), parent);
    block->setObjectName("sheetContents");
    for (const Content& content : part.contents) {
        const Part* item = lookups.part(content.part);
        const QString id = QString::fromStdString(content.part);
        QString html =
            item ? partLink(id, QString::fromStdString(item->name))
                 : QObject::tr("%1, which the catalog does not have").arg(id).toHtmlEscaped();
        if (const std::optional<double> power =
                item ? item->number(Property::powerTdp) : std::nullopt)
            html += quietHtml(QStringLiteral(" · ") + quantity(*power, Property::powerTdp));
        block->addRow(QStringLiteral("%L1 ×").arg(content.count), html);
    }
    for (const Composition& c : compositions(part, lookups.part)) {
        const QString told =
            QStringLiteral("<b>%1</b>: %2")
                .arg(sheetTitle(c.property).toHtmlEscaped(), comparison(c).toHtmlEscaped());
        // How it adds up is of interest where it does.
        block->addHtml(c.sum ? told + QStringLiteral("<br>") +
                                   quietHtml(QString::fromStdString(compositionText(c)))
                             : told);
    }
    return block;
}

SheetBlock* connectionsBlock(const Part& part, const PartLookups& lookups, QWidget* parent) {
    const std::vector<Connection> all = connectionsOf(part, lookups.part);
    const std::string& told = part.text(Property::connections);
    if (all.empty() && told.empty()) return nullptr;
    auto* block = new SheetBlock(QObject::tr("Connections"), parent);
    block->setObjectName("sheetConnections");
    if (all.empty()) block->addText(QString::fromStdString(told));
    std::vector<std::string> sides;
    for (const Connection& c : all)
        if (std::find(sides.begin(), sides.end(), c.side) == sides.end()) sides.push_back(c.side);
    for (const std::string& side : sides) {
        QStringList pieces;
        for (const Connection& c : all) {
            if (c.side != side) continue;
            QString what = QString::fromUtf8(serviceName(c.service).data(),
                                             static_cast<int>(serviceName(c.service).size()));
            if (!c.purpose.empty())
                what += QStringLiteral(", ") + QString::fromStdString(c.purpose);
            pieces += QStringLiteral("%L1 × %2 %3")
                          .arg(c.count)
                          .arg(QString::fromStdString(c.form).toHtmlEscaped(), quietHtml(what));
        }
        block->addRow(sideWord(side), pieces.join(QStringLiteral("<br>")));
    }
    return block;
}

}  // namespace hallwright
