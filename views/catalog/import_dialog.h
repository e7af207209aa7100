#pragma once

#include "catalog/netbox_import.h"
#include "catalog/user_catalog.h"

#include <QDialog>

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace hallwright {

/// Reads NetBox device types from a file or a folder, shows file by file what became of them, and
/// adds them to the user's catalog when asked. Reads and writes on a thread; can be stopped.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    ImportDialog(UserCatalog target, QWidget* parent = nullptr);
    ~ImportDialog() override;

    void read(const QString& path);
    bool busy() const { return m_thread.joinable(); }
    /// The catalog with the parts in it, once they were added.
    const std::optional<Catalog>& catalog() const { return m_catalog; }
    const NetboxImport& found() const { return m_found; }
    void add();

Q_SIGNALS:
    /// What was under way has ended.
    void ended();

protected:
    void reject() override;

private:
    void showProgress(int done, int all);
    void take(std::shared_ptr<Result<NetboxImport>> read);
    void take(std::shared_ptr<Result<Catalog>> written);
    void showFound();
    void setBusy(bool busy, const QString& words);
    void join();

    UserCatalog m_target;
    NetboxImport m_found;
    std::filesystem::path m_from;  ///< what was chosen to be read
    std::optional<Catalog> m_catalog;
    std::atomic<bool> m_stop = false;
    QLabel* m_words;
    QProgressBar* m_bar;
    QTreeWidget* m_tree;
    QLabel* m_whole;  ///< the row that is chosen, in full
    QPushButton *m_file, *m_folder, *m_add, *m_close;
    std::thread m_thread;  // last, since it uses the others
};

}  // namespace hallwright
