#include "views/catalog/own_parts_actions.h"

#include "catalog/layers.h"
#include "catalog/user_catalog.h"
#include "model/base/text.h"
#include "model/edits/choose_readings.h"
#include "model/edits/own_parts.h"
#include "model/parts/part_status.h"
#include "views/catalog/hall_parts.h"
#include "views/catalog/import_dialog.h"
#include "views/catalog/newer_data.h"
#include "views/catalog/part_editor.h"
#include "views/catalog/settle_dialog.h"
#include "views/catalog/write_catalog.h"
#include "views/document.h"

#include <QDate>
#include <QMessageBox>
#include <fmt/format.h>

namespace hallwright {

namespace {

/// The first of "id-2", "id-3"… that is free.
std::string freeId(const Catalog& catalog, const std::string& id) {
    for (int n = 2;; ++n)
        if (std::string made = fmt::format("{}-{}", id, n); !catalog.find(made)) return made;
}

/// What was made of a part counts only if the part is still what it was made of.
UserCatalog::Change onlyFrom(const Part& before, const Part& made) {
    return [&before, &made](const Part& now) -> Result<Part> {
        if (now == before) return made;
        return Error{ErrorCode::Refused,
                     fmt::format("part {} was changed by another program meanwhile; close this and "
                                 "change it again",
                                 now.id),
                     {}};
    };
}

}  // namespace

OwnPartsActions::OwnPartsActions(Catalog shipped, std::filesystem::path folder,
                                 DocumentModel& document, QWidget* window)
    : QObject(window), m_catalog(std::make_shared<const Catalog>(shipped)),
      m_shipped(std::move(shipped)), m_folder(std::move(folder)), m_document(document),
      m_window(window) {}

UserCatalog OwnPartsActions::userCatalog() const { return UserCatalog(m_shipped, m_folder); }

PartPtr OwnPartsActions::find(PartPlace place, const QString& part) const {
    const std::string id = part.toStdString();
    return place == PartPlace::Hall ? hallCatalog(m_document.base())->find(id)
                                    : m_catalog->find(id);
}

void OwnPartsActions::fail(const QString& title, const Error& error) {
    QMessageBox box(QMessageBox::Warning, title, QString::fromStdString(error.text()),
                    QMessageBox::Ok, m_window);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

bool OwnPartsActions::take(const Result<Catalog>& written, const QString& title) {
    if (!written) {
        fail(title, written.error());
        // It may be refused because another program wrote there; show what there is now.
        if (const Result<Catalog> now = userCatalog().read()) {
            m_catalog = std::make_shared<const Catalog>(*now);
            Q_EMIT catalogChanged(m_catalog);
        }
        return false;
    }
    m_catalog = std::make_shared<const Catalog>(*written);
    Q_EMIT catalogChanged(m_catalog);
    return true;
}

bool OwnPartsActions::write(const QString& title,
                            const std::function<Result<Catalog>(UserCatalog&)>& change) {
    UserCatalog mine = userCatalog();
    return take(writeWithDialog(*m_window, title, [&] { return change(mine); }), title);
}

bool OwnPartsActions::apply(Result<Edit> edit, const QString& title) {
    const Result<void> done =
        edit ? m_document.apply(*std::move(edit)) : Result<void>(edit.error());
    if (!done) fail(title, done.error());
    return static_cast<bool>(done);
}

/// Asks for a part until it can be written or the user gives up.
bool OwnPartsActions::edit(PartPlace place, Part part, bool isNew) {
    const bool hall = place == PartPlace::Hall;
    const Part before = part;
    // The user's own word stands there as in the files: to be changed.
    if (!hall) part = asWritten(std::move(part));
    const std::shared_ptr<const Catalog> catalog =
        hall ? hallCatalog(m_document.base()) : m_catalog;
    const bool shipped = !isNew && catalog->layerOf(part.id) != Layer::Own;
    using Mode = PartEditor::Mode;
    PartEditor editor(catalog, std::move(part),
                      isNew     ? Mode::New
                      : shipped ? Mode::Override
                                : Mode::Change,
                      m_window);
    while (editor.exec() == QDialog::Accepted) {
        const Part made = editor.part();
        const QString title = editor.windowTitle();
        bool done = false;
        if (hall) {
            const PartId id = m_document.base().findPart(made.id);
            const Hall& base = m_document.base();
            done = apply(isNew ? addPart(base, made, editor.sources(), m_document.nextId())
                               : changePart(base, id, made, editor.sources(), m_document.nextId()),
                         title);
        } else {
            done = write(title, [&](UserCatalog& mine) {
                return isNew ? mine.put(made, editor.sources())
                             : mine.change(made.id, onlyFrom(before, made), editor.sources());
            });
        }
        if (done) {
            Q_EMIT partMade(QString::fromStdString(made.id));
            return true;
        }
    }
    return false;
}

void OwnPartsActions::newPart(PartPlace place) {
    Part fresh;
    fresh.status = offeredStatus;
    edit(place, std::move(fresh), true);
}

void OwnPartsActions::duplicate(PartPlace place, const QString& part) {
    const PartPtr from = find(place, part);
    if (!from) return;
    Part copy = *from;
    copy.id =
        freeId(place == PartPlace::Hall ? *hallCatalog(m_document.base()) : *m_catalog, from->id);
    copy.name = tr("%1, copy").arg(QString::fromStdString(from->name)).toStdString();
    copy.aliases.clear();
    edit(place, std::move(copy), true);
}

void OwnPartsActions::change(PartPlace place, const QString& part) {
    if (const PartPtr from = find(place, part)) edit(place, *from, false);
}

void OwnPartsActions::chooseReading(PartPlace place, const QString& part, Property property,
                                    int index) {
    const PartPtr from = find(place, part);
    if (!from || index < 0) return;
    const QString title = tr("Use Reading");
    const auto at = static_cast<std::size_t>(index);
    if (place == PartPlace::Hall) {
        const PartId id = m_document.base().findPart(from->id);
        apply(hallwright::chooseReading(m_document.base(), id, property, at), title);
        return;
    }
    const Datum* datum = from->find(property);
    if (!datum || at >= datum->readings.size()) return;
    // Few readings say why they would be chosen, and a choice says why.
    const std::string why =
        trimmed(datum->readings[at].why).empty()
            ? tr("chosen by you, %1").arg(QDate::currentDate().toString(Qt::ISODate)).toStdString()
            : std::string();
    write(title, [&](UserCatalog& mine) { return mine.choose(from->id, property, at, why); });
}

void OwnPartsActions::retire(PartPlace place, const QString& part) {
    const PartPtr from = find(place, part);
    if (!from) return;
    const bool retired = !isRetired(from->status);
    const QString title = retired ? tr("Retire Part") : tr("Offer Part Again");
    const bool done =
        place == PartPlace::Hall
            ? apply(retirePart(m_document.base(), m_document.base().findPart(from->id), retired),
                    title)
            : write(title, [&](UserCatalog& mine) { return mine.retire(from->id, retired); });
    if (!done) return;
    // It stays chosen, so that a second press takes the first back instead of hitting the next.
    Q_EMIT partMade(QString::fromStdString(from->id));
    const QString name = QString::fromStdString(from->name);
    Q_EMIT told(retired ? tr("%1 is retired: not offered for new halls any more").arg(name)
                        : tr("%1 is offered for new halls again").arg(name));
}

void OwnPartsActions::remove(PartPlace place, const QString& part) {
    const PartPtr from = find(place, part);
    if (!from) return;
    if (place == PartPlace::Hall) {
        apply(removePart(m_document.base(), m_document.base().findPart(from->id)),
              tr("Remove Part"));
        return;
    }
    // Files cannot be undone, so this asks.
    const bool own = m_catalog->layerOf(from->id) == Layer::Own;
    const QString title = own ? tr("Remove Part") : tr("Restore Part");
    const QString question =
        own ? tr("%1 goes from your catalog. Halls that use it keep it.")
            : tr("Everything that your catalog says of %1 goes; it is as shipped again.");
    QMessageBox box(QMessageBox::Question, title, question.arg(QString::fromStdString(from->name)),
                    QMessageBox::Ok | QMessageBox::Cancel, m_window);
    box.setTextFormat(Qt::PlainText);
    if (box.exec() == QMessageBox::Ok)
        write(title, [&](UserCatalog& mine) { return mine.remove(from->id); });
}

void OwnPartsActions::importNetbox() {
    ImportDialog dialog(userCatalog(), m_window);
    if (dialog.exec() != QDialog::Accepted || !dialog.catalog()) return;
    if (!take(*dialog.catalog(), tr("Import"))) return;
    const std::vector<Part>& added = dialog.found().parts;
    if (added.empty()) return;
    // What was imported is in the catalog, whatever the list shows now.
    Q_EMIT partImported(QString::fromStdString(added.front().id));
    Q_EMIT told(added.size() == 1 ? tr("1 part added to your catalog")
                                  : tr("%L1 parts added to your catalog").arg(added.size()));
}

void OwnPartsActions::showNewerData() {
    NewerData dialog(m_catalog, m_document, m_window);
    dialog.exec();
}

void OwnPartsActions::settleDisagreements() {
    SettleDialog dialog(m_document, m_window);
    dialog.exec();
}

}  // namespace hallwright
