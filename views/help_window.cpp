#include "views/help_window.h"

#include "views/theme.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QShortcut>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextList>
#include <QTextTable>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

namespace hallwright {

HelpWindow::HelpWindow(const QString& folder, const QString& page, QWidget* parent)
    : QWidget(parent, Qt::Window), m_folder(folder), m_browser(new QTextBrowser) {
    setWindowTitle(tr("Manual"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QToolBar;
    QAction* contents = bar->addAction(tr("Contents"));
    QAction* back = bar->addAction(tr("Back"));
    QAction* forward = bar->addAction(tr("Forward"));
    back->setShortcut(QKeySequence::Back);
    forward->setShortcut(QKeySequence::Forward);
    back->setEnabled(false);
    forward->setEnabled(false);
    column->addWidget(bar);
    column->addWidget(m_browser, 1);
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->setOpenLinks(false);
    m_browser->document()->setDocumentMargin(28);
    m_browser->setAccessibleName(tr("Manual"));
    connect(contents, &QAction::triggered, this, [this] { showPage(QStringLiteral("index.md")); });
    connect(back, &QAction::triggered, m_browser, &QTextBrowser::backward);
    connect(forward, &QAction::triggered, m_browser, &QTextBrowser::forward);
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QAction::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, forward, &QAction::setEnabled);
    connect(m_browser, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, this,
            &QWidget::close);
    connect(m_browser, &QTextBrowser::sourceChanged, this, &HelpWindow::setOut);
    resize(860, 720);
    showPage(page);
}

void HelpWindow::showPage(const QString& page) {
    m_browser->setSource(QUrl::fromLocalFile(m_folder + u'/' + page));
}

/// Pages open here; what is no page of the manual opens where the desktop opens it.
void HelpWindow::follow(const QUrl& link) {
    const QUrl target = m_browser->source().resolved(link);
    if (target.isLocalFile() && target.path().endsWith(QStringLiteral(".md")))
        m_browser->setSource(target);
    else
        QDesktopServices::openUrl(target);
}

/// Room between the lines and quiet tables, which Markdown leaves to the reader.
void HelpWindow::setOut() {
    const Theme& theme = Theme::current();
    QTextDocument* page = m_browser->document();
    for (QTextBlock block = page->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const bool heading = format.headingLevel() > 0, item = block.textList() != nullptr;
        if (!cursor.currentTable()) {
            format.setTopMargin(heading ? (block == page->begin() ? 0 : 22) : 0);
            format.setBottomMargin(heading ? 6 : item ? 3 : 10);
        }
        format.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
        cursor.setBlockFormat(format);
        QTextTable* table = cursor.currentTable();
        if (!table || table->format().cellPadding() == 5.0) continue;
        QTextTableFormat rows = table->format();
        rows.setBorder(1);
        rows.setBorderCollapse(true);
        rows.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        rows.setBorderBrush(theme.line);
        rows.setCellPadding(5);
        rows.setCellSpacing(0);
        rows.setBottomMargin(10);
        table->setFormat(rows);
    }
    m_browser->moveCursor(QTextCursor::Start);
}

QString HelpWindow::pageTitle() const { return m_browser->document()->firstBlock().text(); }

}  // namespace hallwright
