#include "views/catalog/import_dialog.h"

#include "views/reading_text.h"
#include "views/theme.h"

#include <QBoxLayout>
#include <QDate>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int wholeRole = Qt::UserRole;
constexpr std::size_t mostRows = 10000;  // beyond that nobody reads on; the sums stand above

QString listed(const std::vector<std::string>& words) {
    QStringList out;
    for (const std::string& word : words)
        out << QString::fromStdString(word);
    return out.join(QStringLiteral(", "));
}

}  // namespace

ImportDialog::ImportDialog(UserCatalog target, QWidget* parent)
    : QDialog(parent), m_target(std::move(target)), m_words(new QLabel(this)),
      m_bar(new QProgressBar(this)), m_tree(new QTreeWidget(this)), m_whole(new QLabel(this)),
      m_file(new QPushButton(tr("Choose &File…"), this)),
      m_folder(new QPushButton(tr("Choose F&older…"), this)), m_add(nullptr), m_close(nullptr) {
    setWindowTitle(tr("Import Device Types"));
    resize(860, 560);
    for (QLabel* label : {m_words, m_whole}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);  // paths and messages may hold any sign
    }
    m_whole->setObjectName("importWhole");
    m_whole->setMinimumHeight(2 * m_whole->fontMetrics().lineSpacing());
    m_whole->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_whole->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_whole->hide();
    m_words->setText(tr("Takes device types and module types as NetBox libraries keep them: one "
                        "file, a folder, or a whole library. What is declared there becomes "
                        "readings that say so; nothing is added before you have seen it."));
    m_bar->hide();
    m_bar->setTextVisible(false);
    m_tree->setColumnCount(3);
    m_tree->setHeaderLabels({tr("File"), tr("Part"), tr("Not taken")});
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_tree->header()->resizeSection(0, 300);
    m_tree->header()->resizeSection(1, 240);
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Files that were read"));
    m_tree->hide();
    auto* choose = new QHBoxLayout;
    choose->setSpacing(8);
    choose->addWidget(m_file);
    choose->addWidget(m_folder);
    choose->addStretch(1);
    auto* buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QDialogButtonBox::Cancel);
    m_add = buttons->addButton(tr("Add Parts"), QDialogButtonBox::ApplyRole);
    m_add->setEnabled(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_words);
    column->addLayout(choose);
    column->addWidget(m_bar);
    column->addWidget(m_tree, 1);
    column->addWidget(m_whole);
    column->addStretch(0);
    column->addWidget(buttons);

    connect(m_file, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(
            this, windowTitle(), {}, tr("Device types (*.yaml *.yml);;All files (*)"));
        if (!path.isEmpty()) read(path);
    });
    connect(m_folder, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, windowTitle());
        if (!path.isEmpty()) read(path);
    });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* row) {
        m_whole->setVisible(row != nullptr);
        if (row) m_whole->setText(row->data(0, wholeRole).toString());
    });
    connect(m_add, &QPushButton::clicked, this, &ImportDialog::add);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportDialog::reject);
}

ImportDialog::~ImportDialog() {
    m_stop = true;
    join();
}

void ImportDialog::join() {
    if (m_thread.joinable()) m_thread.join();
}

void ImportDialog::setBusy(bool busy, const QString& words) {
    m_words->setText(words);
    m_bar->setVisible(busy);
    m_bar->setRange(0, 0);
    for (QPushButton* button : {m_file, m_folder})
        button->setEnabled(!busy);
    m_add->setEnabled(!busy && !m_found.parts.empty());
}

void ImportDialog::read(const QString& path) {
    if (busy()) return;
    m_stop = false;
    m_found = {};
    m_from = std::filesystem::path(path.toStdString());
    setBusy(true, tr("Reading %1").arg(path));
    ImportOptions options;
    options.asOf = QDate::currentDate().toString(QStringLiteral("yyyy-MM")).toStdString();
    options.stop = &m_stop;
    // Progress is told a hundred times, however many files there are.
    options.progress = [this, told = std::size_t{0}](std::size_t done, std::size_t all) mutable {
        const std::size_t share = all > 0 ? done * 100 / all : 0;
        if (share == told) return;
        told = share;
        QMetaObject::invokeMethod(
            this,
            [this, done, all] { showProgress(static_cast<int>(done), static_cast<int>(all)); },
            Qt::QueuedConnection);
    };
    m_thread = std::thread([this, file = path.toStdString(), options = std::move(options)] {
        auto made = std::make_shared<Result<NetboxImport>>(importNetbox(file, options));
        QMetaObject::invokeMethod(
            this, [this, made] { take(made); }, Qt::QueuedConnection);
    });
}

void ImportDialog::showProgress(int done, int all) {
    m_bar->setRange(0, all);
    m_bar->setValue(done);
}

void ImportDialog::take(std::shared_ptr<Result<NetboxImport>> made) {
    join();
    if (!*made) {
        setBusy(false, QString::fromStdString(made->error().text()));
        Q_EMIT ended();
        return;
    }
    m_found = std::move(*made).value();
    showFound();
    Q_EMIT ended();
}

void ImportDialog::showFound() {
    m_tree->clear();
    m_whole->hide();
    const Theme& theme = Theme::current();
    int refused = 0, partly = 0;
    QList<QTreeWidgetItem*> rows;
    for (const ImportedFile& file : m_found.files) {
        if (!file.error.empty()) ++refused;
        if (file.error.empty() && !file.unmapped.empty()) ++partly;
        if (rows.size() >= static_cast<qsizetype>(mostRows)) continue;
        std::filesystem::path name = file.file.lexically_relative(m_from);
        if (name.empty() || name == "." || *name.begin() == "..") name = file.file.filename();
        auto* row = new QTreeWidgetItem(
            {QString::fromStdString(name.generic_string()), QString::fromStdString(file.part),
             file.error.empty() ? listed(file.unmapped)
                                : QStringLiteral("▲ ") + QString::fromStdString(file.error)});
        row->setToolTip(0, plainTip(QString::fromStdString(file.file.string())));
        row->setToolTip(2, plainTip(row->text(2)));
        row->setData(0, wholeRole,
                     row->text(2).isEmpty()
                         ? row->text(0)
                         : QStringLiteral("%1: %2").arg(row->text(0), row->text(2)));
        row->setForeground(2, file.error.empty() ? theme.faint : theme.error);
        rows.push_back(row);
    }
    m_tree->addTopLevelItems(rows);
    m_tree->setVisible(!rows.isEmpty());
    const auto count = static_cast<int>(m_found.parts.size());
    const QString files =
        m_found.files.size() == 1 ? tr("1 file") : tr("%1 files").arg(m_found.files.size());
    QString words = tr("%1 from %2; %3 with keys that no property stands for, %4 that could not be "
                       "read.")
                        .arg(count == 1 ? tr("1 part") : tr("%1 parts").arg(count), files)
                        .arg(partly)
                        .arg(refused);
    if (m_found.stopped) words += u' ' + tr("Stopped before the end.");
    setBusy(false, words);
    m_add->setText(count == 1 ? tr("Add 1 Part") : tr("Add %1 Parts").arg(count));
    m_add->setDefault(true);
}

void ImportDialog::add() {
    if (busy() || m_found.parts.empty()) return;
    setBusy(true, m_found.parts.size() == 1
                      ? tr("Adding 1 part to your catalog")
                      : tr("Adding %1 parts to your catalog").arg(m_found.parts.size()));
    m_add->setEnabled(false);
    m_thread = std::thread([this] {
        auto made = std::make_shared<Result<Catalog>>(m_target.putImport(
            m_found.sources.front().id, m_found.parts, m_found.sources, m_found.whole));
        QMetaObject::invokeMethod(
            this, [this, made] { take(made); }, Qt::QueuedConnection);
    });
}

void ImportDialog::take(std::shared_ptr<Result<Catalog>> written) {
    join();
    if (!*written) {
        setBusy(false, QString::fromStdString(written->error().text()));
        Q_EMIT ended();
        return;
    }
    m_catalog = **written;
    Q_EMIT ended();
    accept();
}

/// Stops what is being read; a second time closes. What is being written is waited for.
void ImportDialog::reject() {
    if (!busy()) return QDialog::reject();
    m_stop = true;
}

}  // namespace hallwright
