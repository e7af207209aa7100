#include "views/catalog/write_catalog.h"

#include "views/input_shield.h"

#include <QEventLoop>
#include <QProgressDialog>

#include <optional>
#include <thread>

namespace hallwright {

Result<Catalog> writeWithDialog(QWidget& window, const QString& doing,
                                const std::function<Result<Catalog>()>& write) {
    const InputShield shield(*window.window());
    QProgressDialog dialog(doing, QString(), 0, 0, &window);
    dialog.setWindowTitle(QProgressDialog::tr("Your Catalog"));
    dialog.setMinimumDuration(patience_ms);
    dialog.setMinimumWidth(320);

    std::optional<Result<Catalog>> made;
    QEventLoop wait;
    std::thread thread([&] {
        made = write();
        QMetaObject::invokeMethod(
            &wait, [&wait] { wait.quit(); }, Qt::QueuedConnection);
    });
    wait.exec();
    thread.join();
    return *std::move(made);
}

}  // namespace hallwright
