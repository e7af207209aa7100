#pragma once

#include <QWidget>

class QTextBrowser;

namespace hallwright {

/// The manual: pages of a folder, with their links followed.
class HelpWindow : public QWidget {
    Q_OBJECT

public:
    /// `folder` holds the pages; `page` is the one to begin with, "plan.md".
    HelpWindow(const QString& folder, const QString& page, QWidget* parent = nullptr);

    void showPage(const QString& page);
    /// Title of the page that is shown, empty where it is missing.
    QString pageTitle() const;

private:
    void follow(const QUrl& link);
    void setOut();

    QString m_folder;
    QTextBrowser* m_browser;
};

}  // namespace hallwright
